//! Days as serial numbers of the 1900 date system, with its 29 February 1900 that never was.
//!
//! Plain arithmetic on numbers: a `Date` is only turned into its number here.

use crate::value::CellError;
use jiff::civil::Date;

/// The serial number of 1970-01-01.
const EPOCH: i64 = 25_569;
/// The serial number of 9999-12-31.
const LAST: i64 = 2_958_465;
/// The day that never was, 1900-02-29.
const LEAP_THAT_NEVER_WAS: i64 = 60;
/// More months or days than any calendar here has; keeps the arithmetic from overflowing.
const FAR: i64 = 10_000_000;

/// A day's year, month and day; day 0 of January 1900 is serial number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
}

/// The serial number of a day.
pub(super) fn of(day: Date) -> f64 {
    exact(EPOCH + days(i64::from(day.year()), i64::from(day.month()), i64::from(day.day())))
}

/// The day of a serial number; the time of day is dropped. `None` outside 1900–9999.
pub(super) fn parts(serial: f64) -> Option<Parts> {
    let number = whole(serial.floor());
    match number {
        0 => Some(Parts { year: 1900, month: 1, day: 0 }),
        1..LEAP_THAT_NEVER_WAS => Some(civil(number + 1 - EPOCH)),
        LEAP_THAT_NEVER_WAS => Some(Parts { year: 1900, month: 2, day: 29 }),
        _ if number > LEAP_THAT_NEVER_WAS && number <= LAST => Some(civil(number - EPOCH)),
        _ => None,
    }
}

/// `DATE`: years below 1900 count from 1900; months and days beyond the calendar run over.
pub(super) fn date(year: i64, month: i64, day: i64) -> Result<f64, CellError> {
    let year = if (0..1900).contains(&year) { year + 1900 } else { year };
    if (1900..10_000).contains(&year) { serial(year, month, day) } else { Err(CellError::Num) }
}

/// `EDATE`: the same day some months on, or the last of that month.
pub(super) fn edate(start: f64, months: i64) -> Result<f64, CellError> {
    let from = parts(start).ok_or(CellError::Num)?;
    if !near(months) {
        return Err(CellError::Num);
    }
    let (year, month) = carried(from.year, from.month + months);
    serial(year, month, from.day.min(days_of_month(year, month)))
}

/// `EOMONTH`: the last day of the month some months on.
pub(super) fn eomonth(start: f64, months: i64) -> Result<f64, CellError> {
    let from = parts(start).ok_or(CellError::Num)?;
    if near(months) { serial(from.year, from.month + months + 1, 0) } else { Err(CellError::Num) }
}

/// The serial number of a day whose month and day may run over.
fn serial(year: i64, month: i64, day: i64) -> Result<f64, CellError> {
    if !near(month) || !near(day) {
        return Err(CellError::Num);
    }
    let (year, month) = carried(year, month);
    let number = days(year, month, 1) + day - 1 + EPOCH;
    let number = if number <= LEAP_THAT_NEVER_WAS { number - 1 } else { number };
    if (0..=LAST).contains(&number) { Ok(exact(number)) } else { Err(CellError::Num) }
}

/// Whether a count of months or days is one that the arithmetic here can carry.
fn near(count: i64) -> bool {
    (-FAR..=FAR).contains(&count)
}

/// A year and a month of 1–12.
fn carried(year: i64, month: i64) -> (i64, i64) {
    let months = year * 12 + month - 1;
    (months.div_euclid(12), months.rem_euclid(12) + 1)
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let (next_year, next_month) = carried(year, month + 1);
    days(next_year, next_month, 1) - days(year, month, 1)
}

/// Days from 1970-01-01 in the Gregorian calendar, counted in years that begin with March so that a leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day that is so many days from 1970-01-01.
fn civil(days: i64) -> Parts {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Parts { year, month, day }
}

/// A number without its decimals; what is beyond an `i64` becomes its end.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and every caller checks the range")]
pub(super) fn whole(number: f64) -> i64 {
    number as i64
}

/// A count of days, months or characters as a number; all stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts here stay far below 2^53")]
pub(super) fn exact(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::{Parts, date, edate, eomonth, of, parts};
    use crate::value::{CellError, serial};

    fn day(year: i64, month: i64, day: i64) -> Parts {
        Parts { year, month, day }
    }

    #[test]
    fn a_date_has_the_serial_number_that_value_gives_it() {
        for (year, month, day) in [(1900, 3, 1), (2000, 2, 29), (2023, 9, 30), (2024, 2, 29), (9999, 12, 31)] {
            let date = jiff::civil::date(year, month, day);
            assert_eq!(of(date).to_bits(), serial(date).to_bits(), "{date}");
        }
    }

    #[test]
    fn serial_numbers_are_read_as_a_spreadsheet_reads_them() {
        // Documented: 1 is 1900-01-01, 60 the false leap day, 61 1900-03-01, 39448 2008-01-01.
        assert_eq!(parts(1.0), Some(day(1900, 1, 1)));
        assert_eq!(parts(59.0), Some(day(1900, 2, 28)));
        assert_eq!(parts(60.0), Some(day(1900, 2, 29)));
        assert_eq!(parts(61.0), Some(day(1900, 3, 1)));
        assert_eq!(parts(39_448.5), Some(day(2008, 1, 1)));
        assert_eq!(parts(2_958_466.0), None);
        assert_eq!(parts(-0.5), None);
    }

    #[test]
    fn months_and_days_run_over() {
        // DATE(2008,14,2) = 2009-02-02, DATE(2008,-3,2) = 2007-09-02, DATE(2008,1,35) = 2008-02-04, DATE(108,1,2) = 2008-01-02:
        // the documented examples.
        assert_eq!(date(2008, 14, 2).ok().and_then(parts), Some(day(2009, 2, 2)));
        assert_eq!(date(2008, -3, 2).ok().and_then(parts), Some(day(2007, 9, 2)));
        assert_eq!(date(2008, 1, 35).ok().and_then(parts), Some(day(2008, 2, 4)));
        assert_eq!(date(108, 1, 2).ok().and_then(parts), Some(day(2008, 1, 2)));
        assert_eq!(date(1900, 1, 1), Ok(1.0));
        assert_eq!(date(10_000, 1, 1), Err(CellError::Num));
        assert_eq!(date(1900, 1, -1), Err(CellError::Num));
    }

    #[test]
    fn months_are_added_to_the_last_day_there_is() {
        let january = date(2023, 1, 31);
        assert_eq!(january.and_then(|from| edate(from, 1)).ok().and_then(parts), Some(day(2023, 2, 28)));
        assert_eq!(january.and_then(|from| edate(from, -2)).ok().and_then(parts), Some(day(2022, 11, 30)));
        assert_eq!(january.and_then(|from| eomonth(from, 1)).ok().and_then(parts), Some(day(2023, 2, 28)));
        assert_eq!(january.and_then(|from| eomonth(from, -1)).ok().and_then(parts), Some(day(2022, 12, 31)));
        assert_eq!(edate(45_000.0, i64::MAX), Err(CellError::Num));
        assert_eq!(edate(45_000.0, -99_999), Err(CellError::Num));
    }
}
