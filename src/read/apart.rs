//! Workbooks of Excel 97–2003 (.xls, WPS .et), binary workbooks (.xlsb) and `OpenDocument` spreadsheets (.ods), by calamine.
//!
//! calamine aborts, panics or never ends on some hostile files of these formats, and an abort cannot be caught. Therefore
//! `read` leaves them alone, and a process of their own calls [`read_apart`], limited in memory and time; what it read
//! comes back as text (`wire`). calamine gives neither notes, nor hidden rows and columns, nor percent formats of these.

use crate::location::{CellRange, CellRef};
use crate::read::values::{day_value, iso_value, number_value};
use crate::read::{Defect, Format, Grid, Limits, Properties, RawCell, Source, binary, empty_source, open_document};
use crate::text::reading;
use crate::value::{CellError, Value};
use calamine::{CellErrorType, Data, Dimensions, Ods, OdsError, Range, Reader, SheetVisible, WorkbookProperties};
use calamine::{Xls, XlsError, Xlsb, XlsbError};
use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::sync::Arc;

/// The formats that are read so.
#[must_use]
pub fn is_read_apart(format: Format) -> bool {
    matches!(format, Format::Xls | Format::Xlsb | Format::Ods)
}

/// Reads a workbook of one of these formats. It may abort the process, panic, or not come back.
#[must_use]
pub fn read_apart(name: &str, bytes: &[u8], limits: &Limits) -> Source {
    let mut source = empty_source(name, bytes);
    let read = if source.format == Format::Xls {
        xls(&mut source, bytes, limits)
    } else if source.format == Format::Xlsb {
        xlsb(&mut source, bytes, limits)
    } else if source.format == Format::Ods {
        ods(&mut source, bytes, limits)
    } else {
        Err(Defect::NotReadable(source.format))
    };
    if let Err(defect) = read {
        source.grids.clear();
        source.defects.push(defect);
    }
    source
}

fn xls(source: &mut Source, bytes: &[u8], limits: &Limits) -> Result<(), Defect> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| not_opened(matches!(error, XlsError::Password)))?;
    source.properties = workbook.workbook_properties().map(properties).unwrap_or_default();
    let is_1904 = workbook.has_1904_epoch();
    let range = |found: Dimensions| CellRange::new(found.start.0, found.start.1, found.end.0, found.end.1);
    let merges = |workbook: &Xls<_>, name: &str, _| {
        workbook.merge_cells_by_sheet_name(name).unwrap_or_default().into_iter().map(range).collect()
    };
    sheets(source, &mut workbook, limits, is_1904, &binary::shared_formulas(bytes), merges)
}

fn xlsb(source: &mut Source, bytes: &[u8], limits: &Limits) -> Result<(), Defect> {
    if binary::has_short_cells(bytes, limits.inflated_bytes) {
        return Err(Defect::Broken(reading::CELLS_WITHOUT_COLUMN.to_owned()));
    }
    let mut workbook =
        Xlsb::new(Cursor::new(bytes)).map_err(|error| not_opened(matches!(error, XlsbError::Password)))?;
    source.properties = workbook.workbook_properties().map(properties).unwrap_or_default();
    let is_1904 = workbook.has_1904_epoch();
    sheets(source, &mut workbook, limits, is_1904, &[], |_, _, _| Vec::new())
}

fn ods(source: &mut Source, bytes: &[u8], limits: &Limits) -> Result<(), Defect> {
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(|error| {
        if matches!(error, OdsError::CellLimitExceeded { .. }) {
            return Defect::Unsafe(reading::TOO_MANY_ELEMENTS.to_owned());
        }
        not_opened(matches!(error, OdsError::Password))
    })?;
    source.properties = workbook.workbook_properties().map(properties).unwrap_or_default();
    let known = open_document::merges(bytes, limits)?;
    let merges = |_: &_, _: &str, index: usize| known.get(index).cloned().unwrap_or_default();
    sheets(source, &mut workbook, limits, false, &[], merges)
}

fn not_opened(has_password: bool) -> Defect {
    if has_password {
        Defect::NotReadable(Format::Encrypted)
    } else {
        Defect::Broken(reading::NOT_A_WHOLE_WORKBOOK.to_owned())
    }
}

/// What identifies a return, in an order of its own: calamine keeps none.
fn properties(found: WorkbookProperties) -> Properties {
    let sorted = |custom: HashMap<String, String>| {
        let mut custom: Vec<(String, String)> = custom.into_iter().collect();
        custom.sort();
        custom
    };
    Properties { custom: sorted(found.custom_properties), modified: found.modified }
}

/// The sheets of a workbook. `merges` gives those of a sheet, by its name and number, where they are known, `shared` the cells of
/// each sheet whose formula stands at another cell.
fn sheets<'bytes, R: Reader<Cursor<&'bytes [u8]>>>(
    source: &mut Source,
    workbook: &mut R,
    limits: &Limits,
    is_1904: bool,
    shared: &[HashSet<CellRef>],
    merges: impl Fn(&R, &str, usize) -> Vec<CellRange>,
) -> Result<(), Defect> {
    let known = workbook.sheets_metadata().to_vec();
    if known.is_empty() {
        return Err(Defect::Unsafe(reading::NO_SHEETS.to_owned()));
    }
    if known.len() > limits.sheets {
        return Err(Defect::Unsafe(reading::too_many_sheets(limits.sheets)));
    }
    let mut room = limits.cells;
    for (index, sheet) in known.iter().enumerate() {
        let values = workbook.worksheet_range(&sheet.name).map_err(|_| unreadable(&sheet.name))?;
        let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_else(|_| Range::empty());
        let cells = cells(&values, &formulas, is_1904, shared.get(index));
        room = room.checked_sub(cells.len()).ok_or_else(|| Defect::Unsafe(reading::too_many_cells(limits.cells)))?;
        let mut merges = merges(workbook, &sheet.name, index);
        merges.sort_unstable();
        source.grids.push(Grid {
            name: Arc::from(sheet.name.as_str()),
            index,
            visible: sheet.visible == SheetVisible::Visible,
            cells,
            merges,
            ..Grid::default()
        });
    }
    Ok(())
}

fn unreadable(sheet: &str) -> Defect {
    Defect::Broken(reading::unreadable_sheet(sheet))
}

/// The filled cells, each with its formula where it has one; of a shared formula only that it is one is known.
fn cells(
    values: &Range<Data>,
    formulas: &Range<String>,
    is_1904: bool,
    shared: Option<&HashSet<CellRef>>,
) -> Vec<RawCell> {
    let mut written: HashMap<CellRef, String> =
        shared.into_iter().flatten().map(|cell| (*cell, String::new())).collect();
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, col, formula) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
        written
            .insert(place(top, left, row, col), formula.trim_start_matches("of:").trim_start_matches('=').to_owned());
    }
    let (top, left) = values.start().unwrap_or_default();
    let mut cells: Vec<RawCell> = values
        .used_cells()
        .map(|(row, col, data)| {
            let at = place(top, left, row, col);
            let value = value(data, is_1904);
            RawCell { at, value, percent: false, formula: written.remove(&at), cached: true }
        })
        .filter(|cell| cell.value != Value::Blank || cell.formula.is_some())
        .collect();
    let uncached = written.into_iter().map(|(at, formula)| RawCell {
        at,
        value: Value::Blank,
        percent: false,
        formula: Some(formula),
        cached: false,
    });
    cells.extend(uncached);
    cells.sort_by_key(|cell| cell.at);
    cells
}

/// Ranges are counted from their first used cell.
fn place(top: u32, left: u32, row: usize, col: usize) -> CellRef {
    let from = |first: u32, offset: usize| first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
    CellRef::new(from(top, row), from(left, col))
}

fn value(data: &Data, is_1904: bool) -> Value {
    match data {
        Data::Empty => Value::Blank,
        Data::Int(number) => number.to_string().parse().map_or(Value::Blank, number_value),
        Data::Float(number) => number_value(*number),
        Data::String(text) => Value::text(text),
        Data::Bool(truth) => Value::Bool(*truth),
        Data::DateTime(time) if time.is_datetime() => day_value(time.as_f64(), is_1904),
        Data::DateTime(duration) => number_value(duration.as_f64()),
        Data::DateTimeIso(time) | Data::DurationIso(time) => iso_value(time),
        Data::Error(error) => Value::Error(match error {
            CellErrorType::Div0 => CellError::Div0,
            CellErrorType::NA => CellError::NotAvailable,
            CellErrorType::Name => CellError::Name,
            CellErrorType::Null => CellError::Null,
            CellErrorType::Num => CellError::Num,
            CellErrorType::Ref => CellError::Ref,
            CellErrorType::Value => CellError::Value,
            CellErrorType::GettingData => CellError::GettingData,
        }),
    }
}
