//! Dates as departments write them.

use super::vocabulary::{DAYS, DITTO, MONTH, MONTH_END, QUARTERS, YEAR, YEAR_END};
use super::{Asked, Fault, Reading, Receipt};
use crate::period::Period;
use crate::text::matching_key;
use crate::value::{Value, from_serial};
use jiff::civil::Date;

/// Reads a value as a day.
pub(super) fn read(value: &Value, asked: &Asked<'_>) -> Reading {
    match value {
        Value::Date(day) => Reading::plain(Value::Date(*day)),
        Value::Number(number) => match from_number(*number) {
            Some(day) => Receipt::DateSpelling.of(Value::Date(day)),
            None => Fault::NotADate.reading(),
        },
        Value::Text(text) => read_text(text, asked),
        Value::Blank | Value::NoData | Value::Bool(_) | Value::Error(_) => Fault::NotADate.reading(),
    }
}

fn read_text(text: &str, asked: &Asked<'_>) -> Reading {
    if let Ok(day) = text.trim().parse::<Date>()
        && day.to_string() == text.trim()
    {
        return Reading::plain(Value::Date(day));
    }
    let key = matching_key(text);
    if DITTO.iter().any(|sign| matching_key(sign) == key) {
        return if asked.is_required() { Fault::NotADate.reading() } else { Receipt::DashAsBlank.of(Value::Blank) };
    }
    if let Some(day) = full_day(&key) {
        return Receipt::DateSpelling.of(Value::Date(day));
    }
    if let Some(day) = asked.period.and_then(|period| day_of_year(&key, period.year())) {
        return Receipt::YearAdded.of(Value::Date(day));
    }
    // Plans name the end of a month, quarter or year; what has happened has a day.
    let planned = asked.is_planned().then(|| asked.period.and_then(|period| end_of(&key, period.year()))).flatten();
    planned.map_or_else(|| Fault::NotADate.reading(), |day| Receipt::DateSpelling.of(Value::Date(day)))
}

/// A day on the cover; a day without a year takes the period's.
pub(super) fn plain_day(text: &str, period: Option<Period>) -> Option<Date> {
    let key = matching_key(text);
    full_day(&key).or_else(|| day_of_year(&key, period?.year()))
}

/// A serial number of these decades, or a day written as one number: 20230930.
pub(super) fn from_number(number: f64) -> Option<Date> {
    if (20_000.0..80_000.0).contains(&number) {
        return from_serial(number);
    }
    let digits = format!("{number:.0}");
    (number.fract() == 0.0 && digits.len() == 8).then(|| full_day(&digits)).flatten()
}

/// 2023.9.30, 2023/9/30, 2023-9-30, 20230930, 2023年9月30日, each perhaps with a time behind it.
fn full_day(key: &str) -> Option<Date> {
    let digits_only = key.bytes().all(|b| b.is_ascii_digit());
    if key.len() == 8 && digits_only {
        return day(key.get(..4)?, key.get(4..6)?, key.get(6..)?);
    }
    if key.len() == 5 && digits_only {
        return from_number(key.parse().ok()?);
    }
    let year = key.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = key.get(4..)?.strip_prefix([YEAR, '.', '/', '-'])?;
    let (month, rest) = rest.split_once([MONTH, '.', '/', '-'])?;
    day(year, month, without_time(rest))
}

/// 9月30日, 9.30, 9/30, 9-30.
fn day_of_year(key: &str, year: i16) -> Option<Date> {
    let (month, rest) = key.split_once([MONTH, '.', '/', '-'])?;
    day(&year.to_string(), month, without_time(rest))
}

/// The digits before 日, or before the time of day that a full date carries: `30t00:00:00`, `3000:00:00`.
fn without_time(rest: &str) -> &str {
    let rest = rest.split(DAYS).next().unwrap_or(rest);
    match rest.split_once(':') {
        None => rest.split_once('t').map_or(rest, |(day, _)| day),
        // White space is gone: the two digits before the first colon are hours.
        Some((before, _)) => before.get(..before.len().saturating_sub(2)).unwrap_or("").trim_end_matches('t'),
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !short(month) || !short(day) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| (1900..=2999).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// 9月底, 三季度, 年底前: the last day.
fn end_of(key: &str, year: i16) -> Option<Date> {
    let (year, key) = match key.split_once(YEAR) {
        Some((written, rest)) if written.len() == 4 && !rest.is_empty() => (written.parse().ok()?, rest),
        _ => (year, key),
    };
    if YEAR_END.contains(&key) {
        return Date::new(year, 12, 31).ok();
    }
    if let Some((_, quarter)) = QUARTERS.iter().find(|(word, _)| *word == key) {
        return Some(Period::Quarter(year, *quarter).end());
    }
    let month = MONTH_END.iter().find_map(|word| key.strip_suffix(word))?;
    let month: i8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Period::Month(year, month).end())
}
