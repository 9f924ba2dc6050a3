//! Report periods (报告期): a month `2023-09`, a quarter `2023Q3`, a year `2023`.
//!
//! Reads no clock: everything about time is derived from the period itself.

use crate::text::period as text;
use crate::value::round;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A report period. Ordered by its end, then the shorter first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2023-09`.
    Month(i16, i8),
    /// `2023Q3`.
    Quarter(i16, i8),
    /// `2023`.
    Year(i16),
}

/// How often something is reported (报送频率), and what kind a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// 月.
    Month,
    /// 季.
    Quarter,
    /// 年.
    Year,
}

impl Period {
    /// What kind of period this is.
    #[must_use]
    pub fn cadence(self) -> Cadence {
        match self {
            Self::Month(..) => Cadence::Month,
            Self::Quarter(..) => Cadence::Quarter,
            Self::Year(_) => Cadence::Year,
        }
    }

    /// The year it lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Month(year, _) | Self::Quarter(year, _) | Self::Year(year) => year,
        }
    }

    /// Its last month, 1 to 12.
    #[must_use]
    pub fn last_month(self) -> i8 {
        match self {
            Self::Month(_, month) => month,
            Self::Quarter(_, quarter) => quarter * 3,
            Self::Year(_) => 12,
        }
    }

    /// Its first day.
    #[must_use]
    pub fn start(self) -> Date {
        match self {
            Self::Month(year, month) => date(year, month, 1),
            Self::Quarter(year, quarter) => date(year, quarter * 3 - 2, 1),
            Self::Year(year) => date(year, 1, 1),
        }
    }

    /// Its last day (报告期末): the as-of date of everything that is judged in it.
    #[must_use]
    pub fn end(self) -> Date {
        date(self.year(), self.last_month(), 1).last_of_month()
    }

    /// 序时: the share of the year's months that are gone, in %, one decimal.
    #[must_use]
    pub fn elapsed(self) -> f64 {
        round(f64::from(self.last_month()) / 12.0 * 100.0, 1)
    }

    /// As a user reads it: 2023年9月, 2023年第三季度, 2023年度.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Month(year, month) => text::month(year, month),
            Self::Quarter(year, quarter) => text::quarter(year, quarter),
            Self::Year(year) => text::year(year),
        }
    }

    /// Whether a run for this period takes a return made for `other`: the same period, or the shorter or
    /// longer one with the same cut-off that stands in for it (2023-09 ← 2023Q3, 2023 ← 2023Q4).
    #[must_use]
    pub fn accepts(self, other: Self) -> bool {
        self == other || (self.end() == other.end() && stands_in(other, self))
    }

    /// Whether a workbook of `other` is the one just before this: it ends the day before this starts.
    #[must_use]
    pub fn follows(self, other: Self) -> bool {
        other.end().tomorrow().is_ok_and(|next| next == self.start())
    }

    /// Whether something reported at `cadence` is due in this period. The fourth quarter asks for what is yearly too,
    /// since its returns make the year.
    #[must_use]
    pub fn asks(self, cadence: Cadence) -> bool {
        cadence <= self.cadence() || matches!(self, Self::Quarter(_, 4))
    }
}

/// In a quarter's last month the quarter's form is issued alone, at the year's end the fourth quarter's.
fn stands_in(given: Period, asked: Period) -> bool {
    matches!((asked, given), (Period::Month(..) | Period::Year(_), Period::Quarter(..)))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// The text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let parsed = if let Some((year, quarter)) = text.split_once(['Q', 'q']) {
            Self::Quarter(number(year, 4)?, i8::try_from(number(quarter, 1)?).map_err(|_| NotAPeriod)?)
        } else if let Some((year, month)) = text.split_once('-') {
            Self::Month(number(year, 4)?, i8::try_from(number(month, 2)?).map_err(|_| NotAPeriod)?)
        } else {
            Self::Year(number(text, 4)?)
        };
        let sound = match parsed {
            Self::Month(year, month) => year >= 1900 && (1..=12).contains(&month),
            Self::Quarter(year, quarter) => year >= 1900 && (1..=4).contains(&quarter),
            Self::Year(year) => year >= 1900,
        };
        if sound { Ok(parsed) } else { Err(NotAPeriod) }
    }
}

fn number(text: &str, digits: usize) -> Result<i16, NotAPeriod> {
    if text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| NotAPeriod)
    } else {
        Err(NotAPeriod)
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.end(), self.cadence()).cmp(&(other.end(), other.cadence()))
    }
}

#[cfg(test)]
mod tests {
    use super::Period;
    use jiff::civil::date;

    fn period(text: &str) -> Period {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn periods_are_read_and_written_alike() {
        for text in ["2023-09", "2023Q3", "2023"] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in ["2023Q5", "2023-13", "23", "2023Q", "第三季度", "2023-9", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_user_reads_a_period_in_words() {
        let names = ["2023-09", "2023Q3", "2023"].map(|text| period(text).name());
        assert_eq!(names, ["2023年9月", "2023年第三季度", "2023年度"]);
    }

    #[test]
    fn a_run_accepts_the_return_with_its_cut_off() {
        assert!(period("2023-09").accepts(period("2023Q3")));
        assert!(period("2023").accepts(period("2023Q4")));
        assert!(!period("2023Q3").accepts(period("2023-09")));
        assert!(!period("2023Q3").accepts(period("2023Q2")));
        assert!(period("2023Q3").follows(period("2023-06")) && period("2023Q3").follows(period("2023Q2")));
        assert!(!period("2023Q3").follows(period("2023Q1")));
        assert_eq!(period("2023Q3").end(), date(2023, 9, 30));
    }
}
