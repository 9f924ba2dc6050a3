//! Filling `{name}` in a text of the plan.

/// Replaces every `{name}` for which there is an argument; others stay as they are.
#[must_use]
pub fn fill(template: &str, args: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        filled.push_str(before);
        let known = from_open.find('}').and_then(|close| {
            let name = from_open.get(1..close)?;
            let (_, value) = args.iter().find(|(known, _)| *known == name)?;
            Some((value, from_open.get(close + 1..)?))
        });
        if let Some((value, after)) = known {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = from_open.get(1..).unwrap_or("");
        }
    }
    filled.push_str(rest);
    filled
}

/// A text on one line: a line break, with the white space around it, is one space.
#[must_use]
pub fn without_breaks(text: String) -> String {
    if !text.contains(['\n', '\r']) {
        return text;
    }
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_replaced_once_and_unknown_ones_stay() {
        let args = [("a", "{b}".to_owned()), ("b", "2".to_owned())];
        assert_eq!(fill("{a}+{b}={c}{", &args), "{b}+2={c}{");
    }
}
