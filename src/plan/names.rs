//! The names that formulas may use: the plan's limits, and what the period itself gives.

use super::limits::{Limit, is_sound};
use crate::formula::{Kind, Name};
use crate::period::Period;
use crate::text::plan as text;
use crate::value::Value;
use jiff::civil::date;

/// All names, limits first.
pub(super) fn names(limits: &[Limit]) -> Vec<Name> {
    let from_period = [
        (text::PERIOD_START, Kind::Date),
        (text::PERIOD_END, Kind::Date),
        (text::YEAR_START, Kind::Date),
        (text::ELAPSED, Kind::Number),
    ];
    limits
        .iter()
        .map(|limit| Name { name: limit.name.clone(), kind: Kind::Number })
        .chain(from_period.into_iter().map(|(name, kind)| Name { name: name.to_owned(), kind }))
        .collect()
}

/// Their values in a period, in the same order. 序时 is the share of the year's months gone, in %.
pub(super) fn values(limits: &[Limit], period: Period) -> Vec<Value> {
    limits
        .iter()
        .map(|limit| Value::Number(limit.value))
        .chain([
            Value::Date(period.start()),
            Value::Date(period.end()),
            Value::Date(date(period.year(), 1, 1)),
            Value::Number(period.elapsed()),
        ])
        .collect()
}

/// Their values in which the examples of rules are tried out: a limit that may not be set so has none.
pub(super) fn trial_values(limits: &[Limit], period: Period) -> Vec<Value> {
    let mut values = values(limits, period);
    for (value, limit) in values.iter_mut().zip(limits) {
        if !is_sound(limit) {
            *value = Value::Blank;
        }
    }
    values
}
