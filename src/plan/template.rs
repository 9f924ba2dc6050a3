//! The texts that the office may edit (`texts/*.txt`): templates of bulletins and notices, tried out on loading.
//!
//! Knows minijinja alone. A template reads no file and no clock: it has its variables and the few filters that
//! the guide among the texts names, and a budget of steps and of characters, so that none runs on for ever or fills the memory.

mod guard;

use super::problem::problem;
use super::{Files, Plan};
use crate::finding::Finding;
use crate::location::Location;
use crate::text::bulletin::{BULLETINS, Bulletin, template_file};
use crate::text::plan::missing_file;
use crate::text::plan_templates as text;
use crate::text::returned::{NOTICES, Notice};
use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters, tests as comparisons};
use serde::Serialize;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Steps that a template may take; a bulletin of a full quarter takes some tens of thousands.
const BUDGET: u64 = 1_000_000;

/// Characters that a template may write, and as many that its filters may make.
const MOST: usize = 1_000_000;

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
    /// As a finding at the place of its line.
    #[must_use]
    pub fn finding(&self, at: Location) -> Finding {
        problem("P19", at, self.message.clone())
    }
}

/// Reports every bulletin and notice without a template, and every template with a fault.
pub(super) fn check(plan: &Plan, files: &Files, findings: &mut Vec<Finding>) {
    let words = &plan.words;
    let lights = [&words.green, &words.yellow, &words.red, &words.grey, &words.not_reached].map(String::as_str);
    for name in BULLETINS.into_iter().chain(NOTICES) {
        if plan.texts.iter().any(|(known, _)| known == name) {
            let source = plan.text(name);
            let tried = if NOTICES.contains(&name) {
                try_out(source, &Notice::default(), &Notice::example())
            } else {
                try_out(source, &Bulletin::default(), &Bulletin::example(&lights))
            };
            let fault = tried.err();
            findings.extend(fault.map(|fault| fault.finding(plan.text_place(name, fault.line))));
        } else {
            let at = Location::file(&files.place(&template_file(name)));
            let message = missing_file(&at.file);
            findings.push(problem("P01", at, message));
        }
    }
}

/// Compiles a template, asks for every variable it names, and renders it with nothing and with everything.
fn try_out<T: Serialize>(source: &str, nothing: &T, everything: &T) -> Result<(), Fault> {
    guard::check(source)?;
    let source = plain(source);
    let environment = environment();
    let template = environment.template_from_str(&source).map_err(|error| fault(&error, &source))?;
    let example = Value::from(Serde(everything));
    let mut named: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    named.sort();
    let known = |path: &str| {
        let mut value = example.clone();
        path.split('.').all(|part| {
            value = value.get_attr(part).unwrap_or_default();
            !value.is_undefined()
        })
    };
    if let Some(unknown) = named.iter().find(|path| !known(path)) {
        return Err(Fault { line: line_of(&source, unknown), message: text::unknown_variable(unknown) });
    }
    for said in [nothing, everything] {
        render(&source, said)?;
    }
    Ok(())
}

/// A template filled in: its paragraphs, of which the first is the title. Blank lines part them; other lines are
/// joined, so that a sentence may be written, and lead through conditions, on several.
///
/// # Errors
/// The template has a fault.
pub fn render(source: &str, said: &impl Serialize) -> Result<Vec<String>, Fault> {
    guard::check(source)?;
    let source = plain(source);
    let environment = environment();
    let mut filled = Bounded::default();
    environment
        .template_from_str(&source)
        .and_then(|template| template.render_captured_to(Value::from(Serde(said)), &mut filled).map(|_| ()))
        .map_err(|error| fault(&error, &source))?;
    let filled = String::from_utf8_lossy(&filled.bytes);
    let joined = |paragraph: &str| paragraph.lines().map(str::trim).collect::<String>();
    Ok(filled.split(BLANK_LINE).map(joined).filter(|paragraph| !paragraph.is_empty()).collect())
}

/// Without the mark that some editors put first, with one kind of line ends, and blank lines marked.
fn plain(source: &str) -> String {
    let lines = source.trim_start_matches('\u{feff}').lines();
    lines.map(|line| if line.trim().is_empty() { format!("{BLANK_LINE}\n") } else { format!("{line}\n") }).collect()
}

/// A text in the making that does not grow for ever.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
}

impl io::Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > MOST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How much the filters of one run have made.
#[derive(Clone, Default)]
struct Made(Arc<AtomicUsize>);

impl Made {
    /// Adds to it, if it may still grow.
    fn add(&self, more: usize) -> Result<(), Error> {
        let before = self.0.fetch_add(more, Ordering::Relaxed);
        if before.saturating_add(more) > MOST { Err(ErrorKind::WriteFailure.into()) } else { Ok(()) }
    }
}

/// A text or a number as a filter takes it; a list within a list is none.
fn plain_value(value: &Value) -> Result<String, Error> {
    if matches!(value.kind(), ValueKind::String | ValueKind::Number) {
        Ok(value.to_string())
    } else {
        Err(ErrorKind::InvalidOperation.into())
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(BUDGET));
    environment.add_filter(text::IN_WORDS, |number: u32| crate::text::bulletin::in_words(number));
    environment.add_filter("abs", filters::abs);
    environment.add_filter("length", filters::length);
    environment.add_filter("list", filters::list);
    environment.add_filter("selectattr", filters::selectattr);
    let made = Made::default();
    let begins = made.clone();
    environment.add_filter(text::EXCERPT, move |text: Value, most: usize| -> Result<String, Error> {
        let beginning = crate::text::bulletin::excerpt(&plain_value(&text)?, most);
        begins.add(beginning.len())?;
        Ok(beginning)
    });
    let joins = made.clone();
    environment.add_filter("join", move |list: Value, between: Option<String>| -> Result<String, Error> {
        let between = between.unwrap_or_default();
        let mut joined = String::new();
        for (index, item) in list.try_iter()?.enumerate() {
            let item = plain_value(&item)?;
            joins.add(item.len() + between.len())?;
            if index > 0 {
                joined.push_str(&between);
            }
            joined.push_str(&item);
        }
        Ok(joined)
    });
    environment.add_filter("replace", move |text: Value, from: String, to: String| -> Result<String, Error> {
        let text = plain_value(&text)?;
        if from.is_empty() {
            return Err(ErrorKind::InvalidOperation.into());
        }
        made.add(text.len() + text.matches(&from).count().saturating_mul(to.len()))?;
        Ok(text.replace(&from, &to))
    });
    for name in ["==", "eq", "equalto"] {
        environment.add_test(name, comparisons::is_eq);
    }
    for name in ["!=", "ne"] {
        environment.add_test(name, comparisons::is_ne);
    }
    environment.add_test(">", comparisons::is_gt);
    environment.add_test("<", comparisons::is_lt);
    environment.add_test(">=", comparisons::is_ge);
    environment.add_test("<=", comparisons::is_le);
    environment
}

/// The first line in which a name stands.
fn line_of(source: &str, name: &str) -> u32 {
    let at = source.find(name).unwrap_or(0);
    u32::try_from(source.get(..at).unwrap_or("").matches('\n').count()).unwrap_or(0)
}

/// The library's error in our words; of its own only the name that it is about.
fn fault(error: &Error, source: &str) -> Fault {
    let line = error.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(1).saturating_sub(1);
    let written = usize::try_from(line).ok().and_then(|line| source.lines().nth(line)).unwrap_or("");
    let name = name_in(error.detail().unwrap_or(""), written);
    // The library may add kinds; what they have in common is that the line cannot be filled in.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's list is open")]
    let message = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => text::TEMPLATE_SYNTAX.to_owned(),
        ErrorKind::UndefinedError => text::UNDEFINED_VALUE.to_owned(),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            text::unknown_function(name)
        }
        ErrorKind::OutOfFuel => text::ENDLESS_TEMPLATE.to_owned(),
        ErrorKind::WriteFailure => text::template_output(MOST),
        ErrorKind::MissingArgument | ErrorKind::TooManyArguments => text::ARGUMENTS.to_owned(),
        _ => text::TEMPLATE_FAILS.to_owned(),
    };
    Fault { line, message }
}

/// The name in an error's detail: the word of it that stands in the line, but for the library's own words.
fn name_in<'a>(detail: &'a str, line: &str) -> &'a str {
    let own = ["filter", "test", "function", "method", "object", "is", "has", "no", "named", "unknown", "callable"];
    let words = detail.split_whitespace().map(|word| word.trim_matches(['`', '\'', '"', ':', '.', ',']));
    words.filter(|word| !word.is_empty() && !own.contains(word)).find(|word| line.contains(word)).unwrap_or("")
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
