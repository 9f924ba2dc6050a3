//! What may be a file's name wherever it goes: forms are carried to other machines on a stick.

/// What no file's name may hold on Windows.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names that Windows keeps for devices, whatever suffix follows.
const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// The longest name, in characters, that leaves room for a period and a suffix within 255 bytes.
const LONGEST: usize = 60;

/// Whether a text can be a file's name, or begin one, on every system.
#[must_use]
pub fn is_file_name(name: &str) -> bool {
    let edge = name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']);
    !name.is_empty() && !edge && name.chars().count() <= LONGEST && !name.chars().any(is_forbidden) && !is_device(name)
}

/// A file's name made of any text: what may not stand in one becomes `_`, so that it never leads to another folder.
#[must_use]
pub fn as_file_name(name: &str) -> String {
    let harmless: String = name.chars().take(LONGEST - 1).map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    let harmless = harmless.trim_matches(['.', ' ']);
    if is_file_name(harmless) { harmless.to_owned() } else { format!("_{harmless}") }
}

fn is_forbidden(c: char) -> bool {
    FORBIDDEN.contains(&c) || c.is_control() || super::measure::is_invisible(c)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_uppercase();
    let port = |port: &str| stem.strip_prefix(port).is_some_and(|digit| digit.chars().count() == 1 && digit != "0");
    RESERVED.contains(&stem.as_str()) || port("COM") || port("LPT")
}

#[cfg(test)]
mod tests {
    use super::{as_file_name, is_file_name};

    #[test]
    fn what_windows_refuses_is_no_name_and_is_made_one() {
        let bad = [
            "",
            " ",
            ".",
            "..",
            "../a",
            "a/b",
            "a\\b",
            "C:a",
            "a*",
            "a?",
            "a\"",
            "<a",
            "a>",
            "a|b",
            "a.",
            "a ",
            " a",
            "a\nb",
            "a\0b",
            "con",
            "CON.txt",
            "nul",
            "Com1",
            "LPT9.x",
            "a\u{202e}b",
        ];
        for name in bad {
            assert!(!is_file_name(name), "{name:?}");
            assert!(!as_file_name(name).contains(['/', '\\', ':']), "{name:?}");
            assert!(is_file_name(&as_file_name(name)), "{name:?} {:?}", as_file_name(name));
        }
        for name in ["a", "CONTENT", "COM", "COM10", "a b", "a.b", "\u{533a}"] {
            assert!(is_file_name(name), "{name}");
            assert_eq!(as_file_name(name), name);
        }
        assert!(!is_file_name(&"a".repeat(61)));
    }
}
