//! Texts, options of lists, and names of units.

use super::vocabulary::{NOTHING, STATUSES, STOPS};
use super::{Asked, Fault, Reading, Receipt};
use crate::plan::FieldKind;
use crate::text::matching_key;
use crate::text::measure::is_invisible;
use crate::value::Value;

/// Reads what a cell shows as a text, an option or a unit's name.
pub(super) fn read(shown: &str, kind: FieldKind, asked: &Asked<'_>) -> Reading {
    let text = clean(shown);
    match kind {
        FieldKind::Choice => option(&text, asked),
        FieldKind::Unit => unit(&text, asked),
        FieldKind::Text | FieldKind::Number | FieldKind::Date => plain_text(text, asked),
    }
}

/// A text without what travels with it: outer white space, characters without width, `\r`.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_invisible(*c)).collect();
    kept.trim().to_owned()
}

/// Dashes are no answer, nor is 无 except where the plan takes it for one. A text that is ours stays (a light —,
/// 无 of the last period).
fn plain_text(text: String, asked: &Asked<'_>) -> Reading {
    let key = matching_key(&text);
    let stays = asked.is_ours() || (asked.takes_nothing() && NOTHING.contains(&key.as_str()));
    match asked.nothing(&key) {
        Some(reading) if !stays => reading,
        _ => Reading::plain(Value::Text(text)),
    }
}

fn option(text: &str, asked: &Asked<'_>) -> Reading {
    let options = asked.options();
    if options.iter().any(|option| option == text) {
        return Reading::plain(Value::text(text));
    }
    let key = matching_key(text);
    // A full stop behind the word says nothing.
    let key = key.trim_end_matches(STOPS).to_owned();
    let spelled = options.iter().find(|option| matching_key(option) == key);
    let meant = || {
        let (_, meaning) = STATUSES.iter().find(|(written, _)| *written == key)?;
        options.iter().find(|option| option == meaning)
    };
    match spelled.or_else(meant) {
        Some(option) => Receipt::OptionSpelling.of(Value::text(option)),
        // Where a choice must be made, the options say more than that a dash is none.
        None => asked.nothing(&key).filter(|_| !asked.is_required()).unwrap_or(Fault::NotAnOption.reading()),
    }
}

/// `*` stands for every unit, on the office's form.
fn unit(text: &str, asked: &Asked<'_>) -> Reading {
    if text == "*" {
        return Reading::plain(Value::text(text));
    }
    let key = matching_key(text);
    // 区商务局(牵头) says of a unit what its place in the list says.
    let words = &asked.plan.words;
    let bare = [&words.lead, &words.support].into_iter().find_map(|word| key.strip_suffix(&format!("({word})")));
    match asked.plan.find_unit(bare.unwrap_or(text)).map(|unit| asked.plan.unit(unit).name.as_str()) {
        Some(name) if name == text => Reading::plain(Value::text(name)),
        Some(name) => Receipt::UnitAlias.of(Value::text(name)),
        None => asked.nothing(&key).filter(|_| !asked.is_required()).unwrap_or(Fault::NotAUnit.reading()),
    }
}
