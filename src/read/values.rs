//! What the stored values of a sheet mean.
//!
//! calamine's streaming reader is the reader of values: rich text, phonetic guides, escapes and day formats are
//! tried there on more files than we shall see. It gives every `<c>` in the order of the part, so its values are
//! joined to the scan by position and compared by address. But it gives up a *whole sheet* at one `#SPILL!`, one
//! unknown cell type or one strange element, and a whole workbook at one unusual sheet state; nothing may
//! vanish, so then the scan's own texts are decoded here. A test holds the two readings equal. Its panics are
//! caught for the same reason; what would abort was refused before.

use crate::read::sheet::{Kind, Scan, Written};
use crate::read::styles::NumberFormat;
use crate::read::{address, xml};
use crate::value::{CellError, Value, from_serial};
use calamine::{CellErrorType, DataRef, Reader, Xlsx};
use jiff::civil::Date;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Days from the first day of the 1900 date system to that of the 1904 one.
const DAYS_TO_1904: f64 = 1462.0;

/// A workbook as calamine holds it.
pub(super) type Calamine<'bytes> = Xlsx<Cursor<&'bytes [u8]>>;

/// What the workbook says once for all its cells.
pub(super) struct Tables<'workbook> {
    pub(super) strings: &'workbook [String],
    pub(super) formats: &'workbook [NumberFormat],
    pub(super) is_1904: bool,
}

/// Opens the workbook with calamine; `None` where it will not.
pub(super) fn open(bytes: &[u8]) -> Option<Calamine<'_>> {
    catch_unwind(|| Xlsx::new(Cursor::new(bytes)).ok()).ok().flatten()
}

/// The values of the scanned cells, in their order.
pub(super) fn values(workbook: Option<&mut Calamine<'_>>, sheet: &str, scan: &Scan, tables: &Tables<'_>) -> Vec<Value> {
    workbook
        .filter(|_| !scan.unusual)
        .and_then(|workbook| {
            catch_unwind(AssertUnwindSafe(|| by_calamine(workbook, sheet, &scan.cells, tables.is_1904))).ok().flatten()
        })
        .unwrap_or_else(|| scan.cells.iter().map(|cell| by_scan(cell, tables)).collect())
}

/// As calamine reads them; `None` where it errs or sees other cells than the scan.
fn by_calamine(workbook: &mut Calamine<'_>, sheet: &str, cells: &[Written], is_1904: bool) -> Option<Vec<Value>> {
    let mut reader = workbook.worksheet_cells_reader(sheet).ok()?;
    let mut values = Vec::with_capacity(cells.len());
    let mut ordinal = 0;
    while let Some(cell) = reader.next_cell().ok()? {
        if let Some(written) = cells.get(values.len()).filter(|written| written.ordinal == ordinal) {
            if cell.get_position() != (written.at.row, written.at.col) {
                return None;
            }
            values.push(given(cell.get_value(), is_1904));
        }
        ordinal += 1;
    }
    (values.len() == cells.len()).then_some(values)
}

/// A value as calamine gives it.
fn given(value: &DataRef<'_>, is_1904: bool) -> Value {
    match value {
        DataRef::Empty => Value::Blank,
        DataRef::Int(number) => number.to_string().parse().map_or(Value::Blank, number_value),
        DataRef::Float(number) => number_value(*number),
        DataRef::String(text) => Value::text(text),
        DataRef::SharedString(text) => Value::text(text),
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::DateTime(time) if time.is_datetime() => day_value(time.as_f64(), is_1904),
        DataRef::DateTime(duration) => number_value(duration.as_f64()),
        DataRef::DateTimeIso(time) | DataRef::DurationIso(time) => iso_value(time),
        DataRef::Error(error) => Value::Error(match error {
            CellErrorType::Div0 => CellError::Div0,
            CellErrorType::NA => CellError::NotAvailable,
            CellErrorType::Name => CellError::Name,
            CellErrorType::Null => CellError::Null,
            CellErrorType::Num => CellError::Num,
            CellErrorType::Ref => CellError::Ref,
            CellErrorType::Value => CellError::Value,
            CellErrorType::GettingData => CellError::Other,
        }),
    }
}

/// The value of a cell as the scan saw it written.
fn by_scan(cell: &Written, tables: &Tables<'_>) -> Value {
    let Some(stored) = cell.stored.as_deref() else { return Value::Blank };
    match cell.kind {
        Kind::Number => match (stored.parse::<f64>(), tables.formats.get(cell.style)) {
            (Ok(number), Some(NumberFormat::Date)) => day_value(number, tables.is_1904),
            (Ok(number), Some(NumberFormat::Plain | NumberFormat::Percent) | None) => number_value(number),
            (Err(_), _) => Value::text(stored),
        },
        Kind::Shared => address::index(stored)
            .and_then(|index| tables.strings.get(index))
            .map_or(Value::Blank, |text| Value::text(text)),
        Kind::Text => Value::text(&xml::unescaped(stored)),
        Kind::Inline => Value::text(stored),
        Kind::Bool => match stored.trim().to_ascii_lowercase().as_str() {
            "1" | "true" => Value::Bool(true),
            "0" | "false" => Value::Bool(false),
            _ => Value::text(stored),
        },
        Kind::Error => Value::Error(error(stored)),
        Kind::Iso => iso_value(stored),
    }
}

/// A number; one beyond all numbers is what a spreadsheet calls `#NUM!`.
fn number_value(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Error(CellError::Num) }
}

/// A serial number shown as a day; less than one day is a time, and stays a number.
fn day_value(serial: f64, is_1904: bool) -> Value {
    let since_1900 = if is_1904 { serial + DAYS_TO_1904 } else { serial };
    let day = if serial >= 1.0 { from_serial(since_1900) } else { None };
    day.map_or_else(|| number_value(serial), Value::Date)
}

/// A day of ISO 8601, its time dropped; what is none stays a text.
fn iso_value(time: &str) -> Value {
    let day = time.get(..10).and_then(|day| day.parse::<Date>().ok());
    day.map_or_else(|| Value::text(time), Value::Date)
}

fn error(name: &str) -> CellError {
    [
        CellError::Null,
        CellError::Div0,
        CellError::Value,
        CellError::Ref,
        CellError::Name,
        CellError::Num,
        CellError::NotAvailable,
    ]
    .into_iter()
    .find(|error| error.as_str() == name)
    .unwrap_or(CellError::Other)
}
