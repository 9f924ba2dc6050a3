//! What the stored value of a cell means.

use crate::read::address;
use crate::read::styles::NumberFormat;
use crate::read::xml::{WHITE_SPACE, unescaped};
use crate::value::{CellError, Value, from_serial};
use jiff::civil::{Date, date};

/// Days from the first day of the 1900 date system to that of the 1904 one.
const DAYS_TO_1904: f64 = 1462.0;

/// What the workbook says once for all its cells.
pub(super) struct Tables<'workbook> {
    pub(super) strings: &'workbook [String],
    pub(super) formats: &'workbook [NumberFormat],
    pub(super) is_1904: bool,
}

/// In which way a value is stored: the attribute `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// An index into the string table.
    Shared,
    /// A formula's text.
    Text,
    /// A text beside the cell rather than in the table.
    Inline,
    Bool,
    Error,
    /// A day in ISO 8601, as strict workbooks have it.
    Iso,
}

impl Kind {
    /// A word that nobody knows is read as the word that is left out: what is no number stays a text.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Iso,
            _ => Self::Number,
        }
    }
}

impl Tables<'_> {
    /// The value of a cell; none where it refers to a string that is not there.
    pub(super) fn value(&self, kind: Kind, stored: &str, style: usize) -> Option<Value> {
        let bare = stored.trim_matches(WHITE_SPACE);
        Some(match kind {
            Kind::Number => match (bare.parse::<f64>(), self.formats.get(style)) {
                (Ok(number), Some(NumberFormat::Date)) => day_value(number, self.is_1904),
                (Ok(number), Some(NumberFormat::Plain | NumberFormat::Percent) | None) => number_value(number),
                (Err(_), _) => Value::text(stored),
            },
            Kind::Shared => Value::text(self.strings.get(address::index(bare)?)?),
            Kind::Text => Value::text(&unescaped(stored)),
            Kind::Inline => Value::text(stored),
            Kind::Bool => match bare.to_ascii_lowercase().as_str() {
                "1" | "true" => Value::Bool(true),
                "0" | "false" => Value::Bool(false),
                _ => Value::text(stored),
            },
            Kind::Error => Value::Error(CellError::named(bare)),
            Kind::Iso => iso_value(bare),
        })
    }
}

/// A number; one beyond all numbers is what a spreadsheet calls `#NUM!`.
pub(super) fn number_value(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Error(CellError::Num) }
}

/// A serial number shown as a day; less than one day is a time, and stays a number.
pub(super) fn day_value(serial: f64, is_1904: bool) -> Value {
    let since_1900 = if is_1904 { serial + DAYS_TO_1904 } else { serial };
    let day = if serial >= 1.0 { from_serial(since_1900) } else { None };
    day.map_or_else(|| number_value(serial), Value::Date)
}

/// A day of ISO 8601, its time dropped; what is none stays a text. Before 1900 a spreadsheet has times, not days.
pub(super) fn iso_value(time: &str) -> Value {
    let day = time.get(..10).and_then(|day| day.parse::<Date>().ok()).filter(|day| *day >= date(1900, 1, 1));
    day.map_or_else(|| Value::text(time), Value::Date)
}
