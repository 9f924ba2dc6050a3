//! Numbers as departments write them: full width, with thousands separators, units of measure, words.

use super::vocabulary::{FACTORS, INDEFINITE, NO_DATA, ORDINAL, TIMES, UNITS};
use super::{Asked, Fault, Reading, Receipt, numeral};
use crate::text::matching_key;
use crate::value::{Value, fifteen};

/// Reads a value as a number.
pub(super) fn read(value: &Value, percent: bool, asked: &Asked<'_>) -> Reading {
    match value {
        Value::Number(number) if percent => from_percent(*number, asked.unit),
        Value::Number(number) => Reading::plain(Value::Number(fifteen(*number))),
        Value::NoData => read_text(crate::text::NO_DATA, asked),
        Value::Text(text) => read_text(text, asked),
        Value::Blank | Value::Date(_) | Value::Bool(_) | Value::Error(_) => Fault::NotANumber.reading(),
    }
}

/// A cell shown as a percentage holds the share itself: 0.85 is 85 %.
fn from_percent(number: f64, unit: &str) -> Reading {
    match (size(unit), size("%")) {
        _ if unit.is_empty() => Reading::plain(Value::Number(fifteen(number))),
        (Some((family, wanted)), Some((shares, written))) if family == shares => {
            let share = number * 100.0 * written / wanted;
            if !share.is_finite() {
                return Fault::NotANumber.reading();
            }
            let value = Value::Number(fifteen(share));
            if unit == "%" { Reading::plain(value) } else { Receipt::Converted(unit.to_owned()).of(value) }
        }
        _ => Fault::UnitMismatch.reading(),
    }
}

fn read_text(text: &str, asked: &Asked<'_>) -> Reading {
    if text.trim() == asked.plan.words.not_due {
        return Reading::plain(Value::text(text.trim()));
    }
    let key = matching_key(text);
    if NO_DATA.contains(&key.as_str()) {
        // Where a number needn't be given, that there is none is no news.
        if asked.is_input() && !asked.is_required() {
            return Receipt::DashAsBlank.of(Value::Blank);
        }
        let exact = text.trim() == crate::text::NO_DATA;
        return if exact { Reading::plain(Value::NoData) } else { Receipt::NoDataWord.of(Value::NoData) };
    }
    if let Some(reading) = asked.nothing(&key) {
        return reading;
    }
    let key = spaced_key(text).replace(['\'', '’', '‘', '`'], "");
    let Some((number, rest)) = leading_number(&key) else { return in_words(&key, asked.unit) };
    if rest.is_empty() {
        return Receipt::TextNumber.of(Value::Number(fifteen(number)));
    }
    // 1.38E+10 was cut by whoever showed it so; 12万+ is no definite number.
    let another_figure = |c: char| c.is_ascii_digit() || c == '-' || c == '~' || c == '+';
    if INDEFINITE.iter().any(|word| rest.contains(word)) || rest.contains(another_figure) {
        return Fault::NotANumber.reading();
    }
    // 1(个): the form's heads name units so.
    let is_known = |unit: &&str| asked.plan.indicators.iter().any(|known| matching_key(&known.unit) == **unit);
    if let Some(bracketed) = bracketed(rest).filter(|unit| is_unit(unit, asked.unit) || is_known(unit)) {
        return with_unit(number, bracketed, asked.unit);
    }
    // Behind a number stands a unit of measure or a remark (30+, 30?), and a remark makes it indefinite.
    if !rest.starts_with(|c: char| c.is_alphabetic() || c == '%' || c == '‰') {
        return Fault::NotANumber.reading();
    }
    with_unit(number, rest, asked.unit)
}

/// 三十家, 一百二十万元, 百分之八十五: a number in words, with its unit or without.
fn in_words(key: &str, unit: &str) -> Reading {
    if let Some((number, sign)) = numeral::share(key) {
        return with_unit(number, sign, unit);
    }
    let ends = key.char_indices().map(|(at, _)| at).skip(1).chain([key.len()]);
    // The longest beginning that is a number; what follows is its unit.
    let longest = ends.filter_map(|end| key.split_at_checked(end)).filter_map(|(words, rest)| {
        let number = numeral::number(words)?;
        Some((number, rest))
    });
    match longest.last() {
        Some((number, "")) => Receipt::TextNumber.of(Value::Number(fifteen(number))),
        Some((number, rest)) if is_unit(bracketed(rest).unwrap_or(rest), unit) => {
            with_unit(number, bracketed(rest).unwrap_or(rest), unit)
        }
        Some(_) | None => Fault::NotANumber.reading(),
    }
}

/// What stands in brackets, where nothing stands outside them.
fn bracketed(rest: &str) -> Option<&str> {
    rest.strip_prefix('(')?.strip_suffix(')')
}

/// Whether what stands behind a number in words is a unit of measure: anything else may be part of the words.
fn is_unit(rest: &str, unit: &str) -> bool {
    let (_, bare) = split_factor(rest);
    rest == matching_key(unit) || size(bare).is_some() || bare == split_factor(&matching_key(unit)).1
}

/// The matching key of a number. White space between digits separates thousands, as a comma does; a line break
/// there separates two numbers.
fn spaced_key(text: &str) -> String {
    let digits = |key: &str, next: &str| {
        key.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c: char| c.is_ascii_digit())
    };
    let joined = |words: &mut dyn Iterator<Item = String>, between: char| {
        words.fold(String::new(), |mut key, next| {
            if digits(&key, &next) {
                key.push(between);
            }
            key + &next
        })
    };
    let line = |line: &str| joined(&mut line.split_whitespace().map(matching_key), ',');
    joined(&mut text.split(['\n', '\r']).map(line), '\n')
}

/// A number with something behind it: the unit asked for, one that converts to it, or another.
fn with_unit(number: f64, rest: &str, unit: &str) -> Reading {
    let asked = matching_key(unit);
    if rest == asked {
        return Receipt::TextNumber.of(Value::Number(fifteen(number)));
    }
    match parts(rest, &asked) {
        Some((written, wanted)) => {
            let converted = number * written / wanted;
            if !converted.is_finite() {
                return Fault::NotANumber.reading();
            }
            Receipt::Converted(unit.to_owned()).of(Value::Number(fifteen(converted)))
        }
        // 2家(五马街、禅街), 30家企业: there is more than a unit, and whether it is one number only a person can say.
        None if says_more(rest, &asked) => Fault::NotANumber.reading(),
        None => Fault::UnitMismatch.reading(),
    }
}

/// How much of one unit of measure one of another is, by their matching keys.
pub(super) fn conversion(from: &str, to: &str) -> Option<f64> {
    parts(from, to).map(|(written, wanted)| written / wanted)
}

/// The sizes of two units of one family.
fn parts(written: &str, asked: &str) -> Option<(f64, f64)> {
    let (written_factor, written_unit) = split_factor(written);
    let (asked_factor, asked_unit) = split_factor(asked);
    // 1.2亿 in a column of 万元 leaves the unit unsaid.
    let written_unit = if written_unit.is_empty() { asked_unit } else { written_unit };
    let sizes = match (size(written_unit), size(asked_unit)) {
        (Some((a, written)), Some((b, wanted))) if a == b => Some((written, wanted)),
        _ if written_unit == asked_unit => Some((1.0, 1.0)),
        _ => None,
    };
    sizes.map(|(written, wanted)| (written_factor * written, asked_factor * wanted))
}

/// Whether more than a unit of measure stands behind a number: the unit asked for and something further, or signs
/// that no unit has.
fn says_more(rest: &str, asked: &str) -> bool {
    let goes_on = !asked.is_empty() && rest.starts_with(asked);
    goes_on || rest.contains(|c: char| !(c.is_alphanumeric() || c == '%' || c == '‰' || c == '/'))
}

pub(super) fn split_factor(unit: &str) -> (f64, &str) {
    let known = FACTORS.iter().find_map(|(word, factor)| Some((*factor, unit.strip_prefix(word)?)));
    known.unwrap_or((1.0, unit))
}

fn size(unit: &str) -> Option<(&'static str, f64)> {
    UNITS.iter().find(|(name, _, _)| *name == unit).map(|(_, family, size)| (*family, *size))
}

/// The number that a folded text begins with, and what follows. Commas must separate groups of three.
pub(super) fn leading_number(key: &str) -> Option<(f64, &str)> {
    let (negative, body) = match key.strip_prefix(['-', '−']) {
        Some(body) => (true, body),
        None => (false, key.strip_prefix('+').unwrap_or(key)),
    };
    let end = body.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(body.len());
    let (figures, rest) = body.split_at(end);
    let figures = if figures.contains(',') { without_separators(figures)? } else { figures.to_owned() };
    // A further point, or a point without digits around it, is no number.
    let sound = figures.starts_with(|c: char| c.is_ascii_digit()) && !figures.ends_with('.');
    let number: f64 = figures.parse().ok().filter(|number: &f64| sound && number.is_finite())?;
    Some((if negative { -number } else { number }, rest))
}

fn without_separators(figures: &str) -> Option<String> {
    let (whole, fraction) = figures.split_once('.').map_or((figures, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3)
        && fraction.is_none_or(|fraction| !fraction.contains(','));
    sound.then(|| figures.replace(',', ""))
}

/// A text that is a number and nothing else: 报送次数 on the cover, a total typed below a table.
pub(super) fn plain_number(text: &str) -> Option<f64> {
    let key = spaced_key(text);
    leading_number(key.strip_prefix(ORDINAL).unwrap_or(&key))
        .filter(|(_, rest)| rest.is_empty() || *rest == TIMES)
        .map(|(number, _)| number)
}
