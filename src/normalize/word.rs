//! Texts, options of lists, and names of units.

use super::vocabulary::{DITTO, STATUSES};
use super::{Asked, Fault, Reading, Receipt};
use crate::plan::FieldKind;
use crate::text::matching_key;
use crate::text::measure::is_invisible;
use crate::value::Value;

/// Reads a value as a text, an option or a unit's name.
pub(super) fn read(value: &Value, kind: FieldKind, asked: &Asked<'_>) -> Reading {
    let text = clean(&value.shown());
    match kind {
        FieldKind::Choice => option(&text, asked),
        FieldKind::Unit => unit(&text, asked),
        FieldKind::Text | FieldKind::Number | FieldKind::Date => plain_text(text, asked),
    }
}

/// A text without what travels with it: outer white space, characters without width, `\r`.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text.replace("\r\n", "\n").chars().filter(|c| !is_invisible(*c)).collect();
    kept.trim().to_owned()
}

/// Dashes are no answer: where a text is asked for they are a fault, elsewhere nothing. A text that the plan
/// itself holds (a light —) stays.
fn plain_text(text: String, asked: &Asked<'_>) -> Reading {
    let key = matching_key(&text);
    if asked.is_computed() || !DITTO.iter().any(|sign| matching_key(sign) == key) {
        return Reading::plain(Value::Text(text));
    }
    if asked.is_required() { Fault::Ditto.reading() } else { Receipt::DashAsBlank.of(Value::Blank) }
}

fn option(text: &str, asked: &Asked<'_>) -> Reading {
    let options = asked.options();
    if options.iter().any(|option| option == text) {
        return Reading::plain(Value::text(text));
    }
    let key = matching_key(text);
    if DITTO.iter().any(|sign| matching_key(sign) == key) && !asked.is_required() {
        return Receipt::DashAsBlank.of(Value::Blank);
    }
    let spelled = options.iter().find(|option| matching_key(option) == key);
    let meant = || {
        let (_, meaning) = STATUSES.iter().find(|(written, _)| *written == key)?;
        options.iter().find(|option| option == meaning)
    };
    match spelled.or_else(meant) {
        Some(option) => Receipt::OptionSpelling.of(Value::text(option)),
        None => Fault::NotAnOption.reading(),
    }
}

/// `*` stands for every unit, on the office's form.
fn unit(text: &str, asked: &Asked<'_>) -> Reading {
    if text == "*" {
        return Reading::plain(Value::text(text));
    }
    match asked.plan.find_unit(text).map(|unit| asked.plan.unit(unit).name.as_str()) {
        Some(name) if name == text => Reading::plain(Value::text(name)),
        Some(name) => Receipt::UnitAlias.of(Value::text(name)),
        None => Fault::NotAUnit.reading(),
    }
}
