//! Dates as departments write them.

use super::vocabulary::{BY, DAYS, MONTH, MONTH_END, NO_DATA, QUARTERS, YEAR, YEAR_END};
use super::{Asked, Fault, Reading, Receipt, numeral};
use crate::key::TableId;
use crate::period::Period;
use crate::plan::Role;
use crate::text::matching_key;
use crate::value::{Value, days_between, from_serial};
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
    let key = without_time(text);
    if let Some(reading) = asked.nothing(&key) {
        return reading;
    }
    if NO_DATA.contains(&key.as_str()) && !asked.is_required() {
        return Receipt::DashAsBlank.of(Value::Blank);
    }
    // Plans name the day by which, or the end of a month, quarter or year; what has happened has a day.
    let key = BY.iter().find_map(|by| key.strip_suffix(by)).filter(|_| asked.is_planned()).unwrap_or(&key);
    let figures = numeral::with_figures(key);
    if let Some(day) = full_day(&figures) {
        return Receipt::DateSpelling.of(Value::Date(day));
    }
    if let Some(day) = asked.period.and_then(|period| without_year(&figures, asked, period)) {
        return Receipt::YearAdded.of(Value::Date(day));
    }
    let planned = asked.is_planned().then(|| asked.period.and_then(|period| end_of(key, period.year()))).flatten();
    planned.map_or_else(|| Fault::NotADate.reading(), |day| Receipt::DateSpelling.of(Value::Date(day)))
}

/// A day on the cover. One without a year is the one nearest to the period's end: a fourth quarter's return is
/// filled in in January.
pub(super) fn plain_day(text: &str, period: Option<Period>) -> Option<Date> {
    let key = numeral::with_figures(&without_time(text));
    full_day(&key).or_else(|| nearest(&key, period?.end()))
}

/// A day without a year. What a department tells of happened in the period's year; what the office decides looks
/// beyond it: a return is received about the period's end or after it, an issue's term lies about it, and a waiver
/// that had run out by then would decide nothing.
fn without_year(key: &str, asked: &Asked<'_>, period: Period) -> Option<Date> {
    match (asked.table.id, asked.role()) {
        (TableId::Arrivals, Some(Role::ReceivedOn)) | (TableId::CloseOut, Some(Role::Due | Role::ExtendedTo)) => {
            nearest(key, period.end())
        }
        (TableId::Waivers, Some(Role::Until)) => around(key, period.end()).find(|day| *day >= period.end()),
        _ => day_of_year(key, period.year()),
    }
}

/// The day that lies nearest to another.
fn nearest(key: &str, to: Date) -> Option<Date> {
    around(key, to).min_by_key(|day| days_between(to, *day).abs())
}

/// A day without a year, in the years about another day, the earliest first.
fn around(key: &str, other: Date) -> impl Iterator<Item = Date> {
    let years = other.year().saturating_sub(1)..=other.year().saturating_add(1);
    years.filter_map(move |year| day_of_year(key, year))
}

/// A serial number of these decades, or a day written as one number: 20230930.
pub(super) fn from_number(number: f64) -> Option<Date> {
    if (20_000.0..80_000.0).contains(&number) {
        return from_serial(number);
    }
    let digits = format!("{number:.0}");
    (number.fract() == 0.0 && digits.len() == 8).then(|| full_day(&digits)).flatten()
}

/// 2023.9.30, 2023/9/30, 2023-9-30, 20230930, 2023年9月30日.
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
    day(year, month, rest)
}

/// 9月30日, 9.30, 9/30, 9-30.
fn day_of_year(key: &str, year: i16) -> Option<Date> {
    let (month, rest) = key.split_once([MONTH, '.', '/', '-'])?;
    day(&year.to_string(), month, rest)
}

/// The matching key without the time of day behind a date. The time goes first: once white space is gone,
/// 15 8:30 and 1 58:30 are the same.
fn without_time(text: &str) -> String {
    let date = |word: &'_ str| -> String {
        let end = if word.contains([':', '：']) {
            word.find(['T', 't']).or(word.find(DAYS)).unwrap_or(0)
        } else {
            word.len()
        };
        word.get(..end).unwrap_or("").to_owned()
    };
    matching_key(&text.split_whitespace().map(date).collect::<String>())
}

/// 2023.9, 2023-09, 2023/9.
fn year_and_month(key: &str) -> Option<(i16, i8)> {
    let (year, month) = key.split_once(['.', '/', '-'])?;
    let is_short = (1..=2).contains(&month.len()) && year.len() == 4;
    let month: i8 = month.parse().ok().filter(|month| is_short && (1..=12).contains(month))?;
    Some((year.parse().ok().filter(|year| (1900..=2999).contains(year))?, month))
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let day = day.strip_suffix(DAYS).unwrap_or(day);
    if !short(month) || !short(day) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| (1900..=2999).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// 9月底, 三季度, 年底前, 2023.9: the last day.
fn end_of(key: &str, year: i16) -> Option<Date> {
    let (year, key, of_year) = match key.split_once(YEAR) {
        // In 2023年底 the 年 belongs to both.
        Some((written, rest)) if written.len() == 4 && !rest.is_empty() => {
            (written.parse().ok()?, rest, key.get(4..).unwrap_or(rest))
        }
        _ => (year, key, key),
    };
    if YEAR_END.contains(&of_year) || YEAR_END.contains(&key) {
        return Date::new(year, 12, 31).ok();
    }
    if let Some((_, quarter)) = QUARTERS.iter().find(|(word, _)| *word == key) {
        return Some(Period::Quarter(year, *quarter).end());
    }
    if let Some((year, month)) = year_and_month(key) {
        return Some(Period::Month(year, month).end());
    }
    let key = numeral::with_figures(key);
    let month = MONTH_END.iter().find_map(|word| key.strip_suffix(word))?;
    let month: i8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Period::Month(year, month).end())
}
