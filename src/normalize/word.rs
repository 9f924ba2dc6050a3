//! Texts, options of lists, and names of units.

use super::vocabulary::{AND, BETWEEN_OPTIONS, NOTHING, STATUSES, STOPS};
use super::{Asked, Fault, Reading, Receipt};
use crate::plan::{FieldKind, Role};
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

/// The digits that a spreadsheet keeps of a number.
const KEPT: f64 = 1e15;

/// Whether what is read as a text was kept as a number and lost digits by it: it is longer than a number can be, or
/// the text shows a power of ten. A contact's name may stand before the number.
pub(super) fn has_lost_digits(value: &Value, role: Option<Role>) -> bool {
    match value {
        Value::Number(number) => number.abs() >= KEPT,
        Value::Text(text) => {
            let key = matching_key(text);
            let name = |c: char| !c.is_ascii_digit();
            shows_a_power(if role == Some(Role::Contact) { key.trim_start_matches(name) } else { &key })
        }
        Value::Blank | Value::NoData | Value::Date(_) | Value::Bool(_) | Value::Error(_) => false,
    }
}

/// 1.38e+10, as a spreadsheet shows a number that is too wide for its column.
fn shows_a_power(key: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((figures, power)) = key.split_once("e+") else { return false };
    let (whole, fraction) = figures.split_once('.').unwrap_or((figures, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && power.len() > 1 && digits(power)
}

fn option(text: &str, asked: &Asked<'_>) -> Reading {
    if let Some(reading) = one_option(text, asked) {
        return reading;
    }
    // Where a choice must be made, the options say more than that a dash is none.
    let nothing = || asked.nothing(&matching_key(text)).filter(|_| !asked.is_required());
    several(text, asked).or_else(nothing).unwrap_or(Fault::NotAnOption.reading())
}

/// 用地、资金 where the plan lets several options be named; beside 无 there can be no other.
fn several(text: &str, asked: &Asked<'_>) -> Option<Reading> {
    let parts = text.split(BETWEEN_OPTIONS).map(str::trim).filter(|part| !part.is_empty());
    let read: Vec<Reading> =
        parts.filter(|_| asked.takes_several()).map(|part| one_option(part, asked)).collect::<Option<_>>()?;
    let mut named: Vec<String> = Vec::new();
    for option in read.iter().map(|reading| reading.value.shown()) {
        if !named.contains(&option) {
            named.push(option);
        }
    }
    let contradicts = named.len() > 1 && named.contains(&asked.plan.words.nothing);
    if named.is_empty() || contradicts {
        return None;
    }
    let joined = named.join(AND);
    let receipt = match read.into_iter().filter_map(|reading| reading.receipt).max() {
        None if joined != text => Some(Receipt::OptionSpelling),
        receipt => receipt,
    };
    Some(Reading { value: Value::text(&joined), receipt, fault: None })
}

/// One of the options, however it is spelled or called.
fn one_option(text: &str, asked: &Asked<'_>) -> Option<Reading> {
    let options = asked.options();
    if options.iter().any(|option| option == text) {
        return Some(Reading::plain(Value::text(text)));
    }
    let key = matching_key(text);
    // A full stop behind the word says nothing.
    let key = key.trim_end_matches(STOPS).to_owned();
    let spelled = options.iter().find(|option| matching_key(option) == key);
    let meant = || {
        let (_, meaning) = STATUSES.iter().find(|(written, _)| *written == key)?;
        options.iter().find(|option| option == meaning)
    };
    let read = spelled.map(|option| (option, Receipt::OptionSpelling));
    let (option, receipt) = read.or_else(|| meant().map(|option| (option, Receipt::OptionMeaning)))?;
    Some(receipt.of(Value::text(option)))
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
