//! How a report period is written in a text. Which period it is, is said by `period`.

use jiff::civil::Date;

const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];

/// 2023年9月.
#[must_use]
pub fn month(year: i16, month: i8) -> String {
    format!("{year}年{month}月")
}

/// 2023年第三季度.
#[must_use]
pub fn quarter(year: i16, quarter: i8) -> String {
    let word = usize::try_from(quarter - 1).ok().and_then(|index| QUARTERS.get(index)).unwrap_or(&"");
    format!("{year}年第{word}季度")
}

/// 2023年度.
#[must_use]
pub fn year(year: i16) -> String {
    format!("{year}年度")
}

/// 2023年9月30日.
#[must_use]
pub fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
