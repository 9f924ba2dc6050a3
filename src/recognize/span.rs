//! The period that a label begins with (三季度进展情况, 截至9月底完成情况, 1-9月完成投资): which it is, and what is left of the
//! label without it.

use super::vocabulary::{
    AFTER_SPANS, CENTURY, ENDS_OF_SPANS, OF_PERIOD, OF_YEAR, OF_YEAR_BEFORE, THIS_PERIOD, YEAR_BEFORE, YEAR_END,
};
use super::vocabulary::{CUMULATIVE, HALF_YEAR, MONTH, OF_THE_YEAR, QUARTERS, THREE_QUARTERS, UNTIL, UP_TO, YEAR};
use crate::period::Period;

/// A stretch of time as a label says it, of the period's year where it names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    year: Option<i16>,
    /// Its months, both included.
    months: (i8, i8),
    /// Whether it may only mean everything up to its last month.
    until: bool,
}

/// What a span is to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The period itself.
    Itself,
    /// The year up to the period's end.
    Year,
    /// All time up to the end of the year before.
    YearBefore,
    /// Some other time.
    Other,
}

/// The span that a matching key begins with, and the rest.
pub(super) fn leading(key: &str) -> Option<(Span, &str)> {
    let (until, rest) = UNTIL.iter().find_map(|word| key.strip_prefix(word)).map_or((false, key), |rest| (true, rest));
    let (year, rest) = year(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
    let (span, rest) = match months(rest) {
        Some((months, cumulative, rest)) => (Span { year, months, until: until || cumulative }, rest),
        // A year alone.
        None => (Span { year: Some(year?), months: (1, 12), until }, rest.strip_prefix(OF_YEAR).unwrap_or(rest)),
    };
    let (until, rest) = ENDS_OF_SPANS
        .iter()
        .find_map(|(word, until)| Some((*until, rest.strip_prefix(word)?)))
        .unwrap_or((false, rest));
    let rest = AFTER_SPANS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    Some((Span { until: span.until || until, ..span }, rest))
}

/// A year of four digits, or of two.
fn year(key: &str) -> Option<(i16, &str)> {
    let digits = key.chars().take_while(char::is_ascii_digit).count();
    let (year, rest) = key.split_at_checked(digits)?;
    // 2023Q3 has no 年.
    let rest = rest.strip_prefix(YEAR).or_else(|| Some(rest).filter(|rest| digits == 4 && rest.starts_with('q')))?;
    let year: i16 = year.parse().ok()?;
    match digits {
        2 => Some((CENTURY + year, rest)),
        4 => Some((year, rest)),
        _ => None,
    }
}

/// Months by their numbers or by their quarter; whether they may only mean everything up to their last; the rest.
fn months(key: &str) -> Option<((i8, i8), bool, &str)> {
    for (word, months) in [(THREE_QUARTERS, (1, 9)), (HALF_YEAR, (1, 6)), (YEAR_END, (1, 12))] {
        if let Some(rest) = key.strip_prefix(word) {
            return Some((months, true, rest));
        }
    }
    let of_quarter = |quarter: i8| (quarter * 3 - 2, quarter * 3);
    if let Some((rest, quarter)) = QUARTERS.iter().find_map(|(word, quarter)| Some((key.strip_prefix(word)?, *quarter)))
    {
        return Some((of_quarter(quarter), false, rest));
    }
    if let Some(rest) = key.strip_prefix('q') {
        let quarter =
            rest.chars().next().and_then(|digit| digit.to_digit(10)).and_then(|digit| i8::try_from(digit).ok());
        let quarter = quarter.filter(|quarter| (1..=4).contains(quarter))?;
        return Some((of_quarter(quarter), false, rest.get(1..)?));
    }
    let (first, rest) = number(key)?;
    // 1-9月, 1月-9月, 9月.
    let after_month = rest.strip_prefix(MONTH);
    let between = after_month.unwrap_or(rest);
    let last = UP_TO.iter().find_map(|sign| between.strip_prefix(sign)).and_then(number);
    let last = last.and_then(|(last, rest)| Some((last, rest.strip_prefix(MONTH)?)));
    let (last, rest) = match last {
        Some(last) => last,
        None => (first, after_month?),
    };
    (first <= last).then_some(((first, last), false, rest))
}

fn number(key: &str) -> Option<(i8, &str)> {
    let digits = key.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = key.split_at_checked(digits)?;
    Some((number.parse().ok().filter(|number| (1..=12).contains(number))?, rest))
}

impl Span {
    /// Whether it says no year.
    pub(super) fn has_no_year(self) -> bool {
        self.year.is_none()
    }

    /// The period that was asked for, where a span without a year means it: it is that, or the year up to its end.
    pub(super) fn meant(self, asked: Period) -> Option<Period> {
        let is_meant = self.has_no_year() && matches!(self.of(asked), Relation::Itself | Relation::Year);
        is_meant.then_some(asked)
    }

    /// What it is to a period.
    pub(super) fn of(self, period: Period) -> Relation {
        let year = self.year.unwrap_or(period.year());
        let (first, last) = self.months;
        if year + 1 == period.year() && last == 12 && self.until {
            return Relation::YearBefore;
        }
        if year != period.year() {
            return Relation::Other;
        }
        let own = match period {
            Period::Month(_, month) => (month, month),
            Period::Quarter(_, quarter) => (quarter * 3 - 2, quarter * 3),
            Period::Year(_) => (1, 12),
        };
        // Titles and labels of the year's lists have its number, whatever part of it is reported.
        let is_year_alone = self.year.is_some() && self.months == (1, 12) && !self.until;
        let is_up_to = last == period.last_month() && (first == 1 || self.until);
        if self.months == own && !self.until && own != (1, 12) {
            Relation::Itself
        } else if is_up_to || is_year_alone {
            Relation::Year
        } else {
            Relation::Other
        }
    }
}

impl Relation {
    /// How a label may go on that names a field: with what stands before the rest, the likeliest first.
    pub(super) fn beginnings(self) -> &'static [&'static str] {
        match self {
            Self::Itself => &OF_PERIOD,
            Self::Year => &OF_THE_YEAR,
            Self::YearBefore => &OF_YEAR_BEFORE,
            Self::Other => &[],
        }
    }

    /// Whether what is said of this time may stand in a field: what was done in a quarter is not what was done by its end.
    pub(super) fn fits(self, field: &str, is_number: bool, said: &str) -> bool {
        match self {
            Self::Itself => !is_number || !field.contains(CUMULATIVE) || said.contains(CUMULATIVE),
            Self::Year => !is_number || !field.starts_with(THIS_PERIOD) || field.contains(CUMULATIVE),
            Self::YearBefore => field.contains(YEAR_BEFORE),
            Self::Other => false,
        }
    }
}
