//! Values as a spreadsheet knows them, with the one rounding and the one way of writing a number.

use jiff::civil::{Date, date};
use jiff::{Span, SpanRelativeTo, Unit};

/// A cell's value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing, or only spaces.
    #[default]
    Blank,
    /// 暂无数据: the figure is not published yet; neither zero nor blank.
    NoData,
    /// A number; percentages are held as 0–100.
    Number(f64),
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(CellError),
}

/// A spreadsheet's error values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellError {
    /// `#NULL!`
    Null,
    /// `#DIV/0!`
    Div0,
    /// `#VALUE!`
    Value,
    /// `#REF!`
    Ref,
    /// `#NAME?`
    Name,
    /// `#NUM!`
    Num,
    /// `#N/A`
    NotAvailable,
    /// `#GETTING_DATA`
    GettingData,
    /// `#SPILL!`
    Spill,
    /// `#CALC!`
    Calc,
    /// `#FIELD!`
    Field,
    /// `#BLOCKED!`
    Blocked,
    /// `#CONNECT!`
    Connect,
    /// `#UNKNOWN!`
    Unknown,
    /// `#BUSY!`
    Busy,
    /// `#EXTERNAL!`
    External,
    /// `#PYTHON!`
    Python,
    /// `#TIMEOUT!`
    Timeout,
    /// Any other.
    Other,
}

impl CellError {
    /// All that have a name, the seven errors of old first.
    const NAMED: [Self; 18] = [
        Self::Null,
        Self::Div0,
        Self::Value,
        Self::Ref,
        Self::Name,
        Self::Num,
        Self::NotAvailable,
        Self::GettingData,
        Self::Spill,
        Self::Calc,
        Self::Field,
        Self::Blocked,
        Self::Connect,
        Self::Unknown,
        Self::Busy,
        Self::External,
        Self::Python,
        Self::Timeout,
    ];

    /// As a spreadsheet shows it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "#NULL!",
            Self::Div0 => "#DIV/0!",
            Self::Value => "#VALUE!",
            Self::Ref => "#REF!",
            Self::Name => "#NAME?",
            Self::Num => "#NUM!",
            Self::NotAvailable => "#N/A",
            Self::GettingData => "#GETTING_DATA",
            Self::Spill => "#SPILL!",
            Self::Calc => "#CALC!",
            Self::Field => "#FIELD!",
            Self::Blocked => "#BLOCKED!",
            Self::Connect => "#CONNECT!",
            Self::Unknown => "#UNKNOWN!",
            Self::Busy => "#BUSY!",
            Self::External => "#EXTERNAL!",
            Self::Python => "#PYTHON!",
            Self::Timeout => "#TIMEOUT!",
            Self::Other => "#ERROR!",
        }
    }

    /// Whether a text is how an error is shown.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        let all =
            [Self::Null, Self::Div0, Self::Value, Self::Ref, Self::Name, Self::Num, Self::NotAvailable, Self::Other];
        all.into_iter().any(|error| error.as_str() == text)
    }

    /// The error of this name; a spreadsheet may learn names that we don't know.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::NAMED.into_iter().find(|error| error.as_str() == name).unwrap_or(Self::Other)
    }

    /// Whether every spreadsheet program knows it: the seven errors of old.
    #[must_use]
    pub fn is_known_everywhere(self) -> bool {
        Self::NAMED.iter().take(7).any(|error| *error == self)
    }
}

impl Value {
    /// A text, or `Blank` where there is none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing is there; an empty text is nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.is_empty(),
            Self::NoData | Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) => false,
        }
    }

    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Blank | Self::NoData | Self::Text(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) => None,
        }
    }

    /// The day, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Date(day) => Some(*day),
            Self::Blank | Self::NoData | Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Error(_) => None,
        }
    }

    /// As it is shown in a message or a cell of text; nothing for `Blank`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::NoData => crate::text::NO_DATA.to_owned(),
            Self::Number(number) => plain(*number),
            Self::Text(text) => text.clone(),
            Self::Date(day) => day.to_string(),
            Self::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Error(error) => error.as_str().to_owned(),
        }
    }
}

/// A number with at most 15 significant digits and no trailing zeros: 274.65999999999997 → `274.66`.
#[must_use]
pub fn plain(number: f64) -> String {
    format!("{}", fifteen(number))
}

/// A score as it is printed: two decimals, 69.00.
#[must_use]
pub fn score(number: f64) -> String {
    format!("{:.2}", round(number, 2))
}

/// The same number held to 15 significant digits, as a spreadsheet compares and shows it.
#[must_use]
pub fn fifteen(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return if number == 0.0 { 0.0 } else { number };
    }
    // The largest of all numbers would be rounded beyond itself.
    format!("{number:.14e}").parse().ok().filter(|rounded: &f64| rounded.is_finite()).unwrap_or(number)
}

/// Rounds half away from zero on the shortest 15-digit decimal: `round(1.005, 2)` is 1.01.
/// `digits` may be negative; beyond ±15 they change nothing further.
#[must_use]
pub fn round(number: f64, digits: i32) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    if let Some(rounded) = round_plainly(number, digits) {
        return rounded;
    }
    let shown = format!("{:.14e}", number.abs());
    let Some((mantissa, exponent)) = shown.split_once('e') else { return number };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let figures: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    // `figures[i]` stands for 10^(exponent - i); keep those down to 10^(-digits).
    let keep = exponent.saturating_add(digits.clamp(-400, 400)).saturating_add(1);
    if keep >= 15 {
        return fifteen(number);
    }
    if keep < 0 {
        return 0.0;
    }
    let keep = usize::try_from(keep).unwrap_or(0);
    let mut whole: u64 = figures.iter().take(keep).fold(0, |sum, figure| sum * 10 + u64::from(*figure));
    if figures.get(keep).is_some_and(|figure| *figure >= 5) {
        whole += 1;
    }
    let scale = exponent + 1 - i32::try_from(keep).unwrap_or(0);
    let magnitude: f64 = format!("{whole}e{scale}").parse().unwrap_or(0.0);
    if number < 0.0 && magnitude != 0.0 { -magnitude } else { magnitude }
}

/// The same without writing out the decimal, where no half is near and the figures are few; `None` elsewhere.
fn round_plainly(number: f64, digits: i32) -> Option<f64> {
    if !(0..=6).contains(&digits) || number.abs() > 1e8 {
        return None;
    }
    // Both factors are exact, so the quotient is the number nearest to the decimal.
    let scale = 10_f64.powi(digits);
    let scaled = number.abs() * scale;
    let from_half = (scaled - scaled.floor() - 0.5).abs();
    if from_half <= scaled.max(1.0) * 1e-13 {
        return None;
    }
    let magnitude = scaled.round() / scale;
    Some(if number < 0.0 && magnitude != 0.0 { -magnitude } else { magnitude })
}

/// The serial number of a day in the 1900 date system (2023-09-30 is 45199).
#[must_use]
pub fn serial(day: Date) -> f64 {
    let span = day.since((Unit::Day, date(1899, 12, 30))).unwrap_or_default();
    f64::from(span.get_days())
}

/// The day of a serial number of the 1900 date system; the time of day is dropped. `None` outside 1900–9999.
#[must_use]
pub fn from_serial(serial: f64) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days: i64 = format!("{:.0}", serial.floor()).parse().ok()?;
    date(1899, 12, 30).checked_add(Span::new().days(days)).ok()
}

/// A count as a number.
#[must_use]
pub fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whole days from one day to another; negative where `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to))
        .ok()
        .and_then(|span| span.total((Unit::Day, SpanRelativeTo::days_are_24_hours())).ok())
        .and_then(|days| format!("{days:.0}").parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{days_between, from_serial, plain, round, serial};
    use jiff::civil::date;

    #[test]
    fn halves_are_rounded_away_from_zero_on_the_decimal_that_is_shown() {
        let cases = [
            (1.005, 2, 1.01),
            (2.5, 0, 3.0),
            (-2.5, 0, -3.0),
            (0.285, 2, 0.29),
            (1234.5, -2, 1200.0),
            (0.5, 0, 1.0),
            (0.05, 0, 0.0),
            (99.95, 1, 100.0),
            (5.0, -1, 10.0),
            (4.0, -2, 0.0),
            (1e20, 2, 1e20),
            (66.666_666, 1, 66.7),
            (-0.004, 2, 0.0),
            (2.675, 2, 2.68),
            (33_333.333_35, 4, 33_333.333_4),
            (123_456_789.5, 0, 123_456_790.0),
        ];
        for (number, digits, expected) in cases {
            assert_eq!(round(number, digits).to_bits(), f64::to_bits(expected), "{number} {digits}");
        }
    }

    #[test]
    fn a_number_is_written_with_fifteen_digits() {
        assert_eq!(plain(274.659_999_999_999_97), "274.66");
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(-0.0), "0");
    }

    #[test]
    fn days_have_the_serial_numbers_of_a_spreadsheet() {
        assert_eq!(serial(date(2023, 9, 30)).to_bits(), 45_199_f64.to_bits());
        assert_eq!(from_serial(45_199.75), Some(date(2023, 9, 30)));
        assert_eq!(from_serial(-1.0), None);
        assert_eq!(days_between(date(2023, 9, 30), date(2023, 10, 7)), 7);
    }
}
