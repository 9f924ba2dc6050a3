//! The invariants of the crate docs, read off the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Layers from the lowest; a module uses only modules of lower layers, and itself.
const LAYERS: [&[&str]; 15] = [
    &["key", "text", "value", "location", "period"],
    &["finding"],
    &["formula"],
    &["read"],
    &["plan"],
    &["normalize"],
    &["archive"],
    &["roster"],
    &["recognize"],
    &["check"],
    &["consolidate"],
    &["render"],
    &["write", "report"],
    &["run"],
    &["cli"],
];

/// The rooms in which everything is a pure function of its arguments.
const PURE: [&str; 7] = ["normalize", "archive", "roster", "recognize", "check", "consolidate", "render"];

struct File {
    path: PathBuf,
    text: String,
}

impl File {
    /// Its path below `src`, with `/`.
    fn name(&self) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        self.path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
    }

    /// The room it is in: its first folder, or its own name.
    fn room(&self) -> String {
        self.name().split('/').next().unwrap().trim_end_matches(".rs").to_owned()
    }

    /// Its code without comments and without its unit tests.
    fn code(&self) -> String {
        let shipped = self.text.split("#[cfg(test)]").next().unwrap();
        let lines = shipped.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.map(|line| line.split(" // ").next().unwrap()).collect::<Vec<_>>().join("\n")
    }
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push(File { path, text });
            }
        }
    }
    assert!(files.len() > 50, "the sources were found");
    files
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// The modules of this crate that a code names, by `crate::module` and `use crate::{a, b}`.
fn used(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let mut modules = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap();
                modules.extend(list.split(',').map(|part| word(part.trim())));
            }
            None => modules.push(word(rest)),
        }
    }
    modules
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[test]
fn a_module_uses_only_modules_to_its_left() {
    let mut wrong = Vec::new();
    for file in sources() {
        let room = file.room();
        if room == "lib" || room == "main" {
            continue;
        }
        let own = layer(&room).unwrap_or_else(|| panic!("{room} is in no layer"));
        for module in used(&file.code()) {
            let other = layer(&module).unwrap_or_else(|| panic!("{module} is in no layer ({})", file.name()));
            // In the lowest layer the modules stand in the order of the list, too.
            let lower = other < own || (other == own && own == 0 && position(&module) < position(&room));
            if module != room && !lower {
                wrong.push(format!("{} uses {module}", file.name()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn position(module: &str) -> usize {
    LAYERS[0].iter().position(|known| *known == module).unwrap()
}

#[test]
fn every_library_is_known_in_its_own_room_only() {
    let homes: [(&str, &[&str]); 5] = [
        ("calamine", &["read"]),
        ("quick_xml", &["read"]),
        ("rust_xlsxwriter", &["write"]),
        ("clap", &["cli"]),
        ("formualizer_parse", &["formula"]),
    ];
    let mut wrong = Vec::new();
    for file in sources() {
        for (library, rooms) in homes {
            let named = file.code().contains(&format!("{library}::"));
            if named && !rooms.contains(&file.room().as_str()) {
                wrong.push(format!("{} uses {library}", file.name()));
            }
        }
        let zip = file.code().contains("use zip::") || file.code().contains("zip::Zip");
        if zip && file.room() != "read" && file.name() != "write/finish.rs" {
            wrong.push(format!("{} uses zip", file.name()));
        }
        if file.code().contains("minijinja::") && file.name() != "plan/template.rs" {
            wrong.push(format!("{} uses minijinja", file.name()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn between_read_and_write_there_is_no_input_output_clock_or_result() {
    let forbidden =
        ["std::fs", "std::io", "std::env", "std::time", "std::net", "std::thread", "Zoned::now", "println!"];
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| PURE.contains(&file.room().as_str())) {
        let code = file.code();
        wrong
            .extend(forbidden.iter().filter(|word| code.contains(*word)).map(|word| format!("{} {word}", file.name())));
        for (start, _) in code.match_indices("pub fn ") {
            let signature = code[start..].split(['{', ';']).next().unwrap();
            if signature.contains("-> Result") || signature.contains("-> anyhow") {
                wrong.push(format!("{}: {}", file.name(), signature.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn recognizing_makes_no_findings() {
    for file in sources().iter().filter(|file| ["recognize", "normalize"].contains(&file.room().as_str())) {
        assert!(!used(&file.code()).contains(&"finding".to_owned()), "{}", file.name());
    }
}

#[test]
fn chinese_stands_in_text_and_in_vocabularies_only() {
    let mut wrong = Vec::new();
    for file in sources() {
        if file.room() == "text" || file.name().ends_with("vocabulary.rs") {
            continue;
        }
        // Names of the plan's files are no text.
        let includes = |line: &str| file.name() == "plan/embedded.rs" && line.contains("include_str!");
        for line in file.code().lines().filter(|line| has_chinese(line) && !includes(line)) {
            wrong.push(format!("{}: {}", file.name(), line.trim()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    for file in sources() {
        assert!(file.text.starts_with("//! "), "{} begins with its purpose", file.name());
        assert!(file.text.lines().count() <= 500, "{} has at most 500 lines", file.name());
        assert!(!file.name().ends_with("mod.rs"), "{}", file.name());
    }
}

#[test]
fn the_top_level_holds_what_was_agreed_and_nothing_else() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "templates",
        "samples",
        "tests",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "benches",
        "fuzz",
        "examples",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        // Workbooks and forms that the README's commands make are not tracked.
        let made = Path::new(&name).extension().is_some_and(|suffix| suffix == "xlsx") || name == "下发";
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()) || made, "{name}");
    }
}
