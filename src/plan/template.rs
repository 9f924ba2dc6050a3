//! The texts that the office may edit (`texts/*.txt`): templates of bulletins, tried out on loading.
//!
//! Knows minijinja alone. A template reads no file and no clock: it has its variables and nothing else, and a budget
//! of steps, so that none runs on for ever.

use super::problem::problem;
use crate::finding::Finding;
use crate::location::{CellRef, Location};
use crate::text::bulletin::{BULLETINS, Bulletin};
use crate::text::plan as text;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

/// Steps that a template may take; a bulletin of a full quarter takes some tens of thousands.
const BUDGET: u64 = 5_000_000;

/// Stands for a blank line of the source while a template is filled in: what is left empty by a tag is none.
const BLANK_LINE: char = '\u{1e}';

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 0.
    pub line: u32,
    /// What is wrong, in a sentence.
    pub message: String,
}

impl Fault {
    /// As a finding about the template's file.
    #[must_use]
    pub fn finding(&self, file: &Location) -> Finding {
        problem("P19", Location { cell: Some(CellRef::new(self.line, 0)), ..file.clone() }, self.message.clone())
    }
}

/// Reports every bulletin without a template, and every template with a fault. `place` says where a text's file is.
pub(super) fn check(
    texts: &[(String, String)],
    lights: &[&str],
    place: &dyn Fn(&str) -> Location,
    findings: &mut Vec<Finding>,
) {
    for name in BULLETINS {
        let at = place(name);
        match texts.iter().find(|(known, _)| known == name) {
            None => {
                let message = text::missing_file(&at.file);
                findings.push(problem("P01", at, message));
            }
            Some((_, source)) => findings.extend(try_out(source, lights).err().map(|fault| fault.finding(&at))),
        }
    }
}

/// Compiles a template, asks for every variable it names, and renders it with nothing and with everything.
fn try_out(source: &str, lights: &[&str]) -> Result<(), Fault> {
    let source = plain(source);
    let environment = environment();
    let template = environment.template_from_str(&source).map_err(|error| fault(&error))?;
    let example = Value::from(Serde(Bulletin::example(lights)));
    let mut named: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    named.sort();
    let known = |path: &str| {
        let mut value = example.clone();
        path.split('.').all(|part| {
            value = value.get_attr(part).unwrap_or_default();
            !value.is_undefined()
        })
    };
    let is_global = |path: &str| environment.globals().any(|(name, _)| name == path);
    if let Some(unknown) = named.iter().find(|path| !known(path) && !is_global(path)) {
        return Err(Fault { line: line_of(&source, unknown), message: text::unknown_variable(unknown) });
    }
    for bulletin in [&Bulletin::default(), &Bulletin::example(lights)] {
        render(&source, bulletin)?;
    }
    Ok(())
}

/// A template filled in: its paragraphs, of which the first is the title. Blank lines part them; other lines are
/// joined, so that a sentence may be written, and lead through conditions, on several.
///
/// # Errors
/// The template has a fault.
pub fn render(source: &str, bulletin: &Bulletin) -> Result<Vec<String>, Fault> {
    let source = plain(source);
    let environment = environment();
    let filled = environment
        .template_from_str(&source)
        .and_then(|template| template.render(Value::from(Serde(bulletin))))
        .map_err(|error| fault(&error))?;
    let joined = |paragraph: &str| paragraph.lines().map(str::trim).collect::<String>();
    Ok(filled.split(BLANK_LINE).map(joined).filter(|paragraph| !paragraph.is_empty()).collect())
}

/// Without the mark that some editors put first, with one kind of line ends, and blank lines marked.
fn plain(source: &str) -> String {
    let lines = source.trim_start_matches('\u{feff}').lines();
    lines.map(|line| if line.trim().is_empty() { format!("{BLANK_LINE}\n") } else { format!("{line}\n") }).collect()
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(BUDGET));
    environment.add_filter(text::IN_WORDS, |number: u32| crate::text::bulletin::in_words(number));
    environment
}

/// The first line in which a name stands.
fn line_of(source: &str, name: &str) -> u32 {
    let at = source.find(name).unwrap_or(0);
    u32::try_from(source.get(..at).unwrap_or("").matches('\n').count()).unwrap_or(0)
}

/// The library's error in our words; its own detail stands behind them.
fn fault(error: &Error) -> Fault {
    let line = error.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(1).saturating_sub(1);
    let detail = error.detail().unwrap_or("");
    // The library may add kinds; each has a detail of its own.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's list is open")]
    let message = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => text::template_syntax(detail),
        ErrorKind::UndefinedError => text::undefined_value(detail),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            text::unknown_function(detail)
        }
        ErrorKind::OutOfFuel => text::ENDLESS_TEMPLATE.to_owned(),
        _ => text::template_fails(&error.to_string()),
    };
    Fault { line, message }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::text::bulletin::Bulletin;

    #[test]
    fn blank_lines_part_paragraphs_and_other_lines_are_joined() {
        let source = "\u{feff}{# a\n\n b #}\r\nt\r\n \r\n{% if true %}\n one\n{% endif %}\n  two\n{% if false %}x{% endif %}\n\
                      three\n\n{% for i in [1, 2] %}\n{{ i }}\n\n{% endfor %}\n\n{%- if true %}end{% endif %}";
        let paragraphs = render(source, &Bulletin::default());
        assert_eq!(paragraphs, Ok(["t", "onetwothree", "1", "2", "end"].map(str::to_owned).to_vec()));
    }
}
