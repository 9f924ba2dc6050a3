//! The five formats of `TEXT`, and how a number reads in each.

use super::dates;
use crate::value::{CellError, round};

/// A format of `TEXT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// `0`, `0.0`, `0.00`.
    Decimals(u8),
    /// `yyyy-mm-dd`.
    IsoDate,
    /// The Chinese date, without leading zeros.
    ChineseDate,
}

const FORMATS: &[(&str, Format)] = &[
    ("0", Format::Decimals(0)),
    ("0.0", Format::Decimals(1)),
    ("0.00", Format::Decimals(2)),
    ("yyyy-mm-dd", Format::IsoDate),
    (crate::text::formula::CHINESE_DATE_FORMAT, Format::ChineseDate),
];

/// The format that is written like this.
pub(super) fn find(written: &str) -> Option<Format> {
    FORMATS.iter().find(|(known, _)| *known == written).map(|(_, format)| *format)
}

/// All formats as they are written.
pub(super) fn all() -> Vec<&'static str> {
    FORMATS.iter().map(|(written, _)| *written).collect()
}

impl Format {
    /// Whether it reads its number as a day.
    pub(super) fn is_date(self) -> bool {
        match self {
            Self::Decimals(_) => false,
            Self::IsoDate | Self::ChineseDate => true,
        }
    }

    /// The number in this format. A serial number outside 1900–9999 has no day: `#VALUE!`.
    pub(super) fn show(self, number: f64) -> Result<String, CellError> {
        let day = || dates::parts(number).ok_or(CellError::Value);
        match self {
            Self::Decimals(digits) => {
                let rounded = round(number.abs(), i32::from(digits));
                // A spreadsheet keeps the sign of a number that rounds to zero: -0.4 reads -0.
                let sign = if number < 0.0 { "-" } else { "" };
                Ok(format!("{sign}{rounded:.*}", usize::from(digits)))
            }
            Self::IsoDate => day().map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)),
            Self::ChineseDate => day().map(|day| crate::text::formula::chinese_date(day.year, day.month, day.day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::value::CellError;

    #[test]
    fn a_number_is_shown_rounded_half_away_from_zero_with_its_zeros_kept() {
        let cases =
            [(1.005, 2, "1.01"), (2.5, 0, "3"), (-2.5, 0, "-3"), (3.0, 1, "3.0"), (-0.4, 0, "-0"), (0.0, 2, "0.00")];
        for (number, digits, expected) in cases {
            assert_eq!(Format::Decimals(digits).show(number).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_day_is_shown_from_its_serial_number() {
        // 45199 is 2023-09-30; the time of day is dropped; day 0 is what a spreadsheet makes of a blank.
        assert_eq!(Format::IsoDate.show(45_199.9).as_deref(), Ok("2023-09-30"));
        assert_eq!(Format::IsoDate.show(0.0).as_deref(), Ok("1900-01-00"));
        assert_eq!(Format::IsoDate.show(-1.0), Err(CellError::Value));
    }
}
