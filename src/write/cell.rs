//! Columns, rows, cells, merges and links of a sheet.
//!
//! Every kind of cell and every kind of cached value is written here and nowhere else.

use super::column;
use super::finish::{is_taken_for_markup, marked};
use super::format::{Content, Formats};
use super::plain::{CELL, clean, cut};
use crate::location::{CellRange, CellRef};
use crate::render::style::Style;
use crate::render::{Cell, Column, Sheet, Target};
use crate::text::NO_DATA;
use crate::value::{CellError, Value, serial};
use anyhow::{Context, Result, ensure};
use rust_xlsxwriter::{Format, Formula, IgnoreError, Url, Worksheet};
use std::collections::{BTreeSet, HashSet};

/// The longest formula of a cell; the library saves a longer one, and Excel then refuses the file.
const FORMULA: usize = 8_192;
/// The most links of a sheet; with one more Excel repairs the file and drops them all.
const LINKS: usize = 65_530;
/// The longest target of a link.
const TARGET: usize = 2_000;
/// The highest row, in points.
const HEIGHT: f64 = 409.0;
/// The widest column, in letters.
const WIDTH: f64 = 255.0;

/// Widths and hidden columns.
pub(super) fn columns(worksheet: &mut Worksheet, columns: &[Column]) -> Result<()> {
    for (col, properties) in (0..).zip(columns) {
        let col = column(col)?;
        worksheet.set_column_width(col, properties.width.clamp(0.0, WIDTH))?;
        if properties.hidden {
            worksheet.set_column_hidden(col)?;
        }
    }
    Ok(())
}

/// The rows with their cells, and the merges.
pub(super) fn rows(worksheet: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) -> Result<()> {
    let covered = merges(worksheet, sheet, formats)?;
    let mut links = 0;
    let mut last_used = None;
    for (row, line) in (0..).zip(&sheet.rows) {
        if let Some(height) = line.height {
            worksheet.set_row_height(row, height.clamp(0.0, HEIGHT))?;
        }
        for (col, content, style) in &line.cells {
            let at = CellRef::new(row, *col);
            if !covered.contains(&at) {
                cell(worksheet, at, content, *style, formats, &mut links).with_context(|| format!("cell {at}"))?;
                last_used = last_used.max(Some(*col));
            }
        }
    }
    // Codes such as 6.1 are texts on purpose; no green corners for them.
    if let (Some(last_col), Some(last_row)) = (last_used, sheet.rows.len().checked_sub(1)) {
        let range = (u32::try_from(last_row)?, column(last_col)?);
        worksheet.ignore_error_range(0, 0, range.0, range.1, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// The rows that grow with what is typed into them: those with a cell to be filled in. All others stay as they are made,
/// since programs fit rows each in its own way, and none of them a merged cell.
pub(super) fn growing(sheet: &Sheet) -> BTreeSet<u32> {
    let rows = (0..).zip(&sheet.rows);
    rows.filter(|(_, row)| row.cells.iter().any(|(.., style)| !style.locked)).map(|(row, _)| row).collect()
}

/// Merges the ranges in the style of their first cells, and gives the cells that thereby hold nothing.
fn merges(worksheet: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) -> Result<HashSet<CellRef>> {
    let mut covered = HashSet::new();
    for range in sheet.merges.iter().filter(|range| range.first != range.last) {
        let CellRange { first, last } = *range;
        let format = formats.of(style_at(sheet, first), Content::Plain);
        worksheet
            .merge_range(first.row, column(first.col)?, last.row, column(last.col)?, "", format)
            .with_context(|| format!("merge {range}"))?;
        let cells =
            (first.row..=last.row).flat_map(|row| (first.col..=last.col).map(move |col| CellRef::new(row, col)));
        covered.extend(cells.filter(|cell| *cell != first));
    }
    Ok(covered)
}

/// The style of a cell.
fn style_at(sheet: &Sheet, at: CellRef) -> Style {
    usize::try_from(at.row)
        .ok()
        .and_then(|row| sheet.rows.get(row))
        .and_then(|row| row.cells.iter().find(|(col, ..)| *col == at.col))
        .map(|(.., style)| *style)
        .unwrap_or_default()
}

/// One cell.
fn cell(
    worksheet: &mut Worksheet,
    at: CellRef,
    content: &Cell,
    style: Style,
    formats: &mut Formats,
    links: &mut usize,
) -> Result<()> {
    match content {
        Cell::Blank => {
            worksheet.write_blank(at.row, column(at.col)?, formats.of(style, Content::Plain))?;
        }
        Cell::Text(text) => string(worksheet, at, text, formats.of(style, Content::Plain))?,
        Cell::Number(number) if number.is_finite() => {
            worksheet.write_number_with_format(
                at.row,
                column(at.col)?,
                positive_zero(*number),
                formats.of(style, Content::Plain),
            )?;
        }
        // A file has no such number; the error value is a formula's, so it is written as one.
        Cell::Number(_) => formula(worksheet, at, "=#NUM!", &Value::Error(CellError::Num), style, formats)?,
        Cell::Date(day) => {
            worksheet.write_number_with_format(
                at.row,
                column(at.col)?,
                serial(*day),
                formats.of(style, Content::Day),
            )?;
        }
        Cell::Formula { a1, cached } => formula(worksheet, at, a1, cached, style, formats)?,
        Cell::Link { target, text } => {
            let address = address(target).filter(|_| *links < LINKS && !text.is_empty());
            if let Some(address) = address {
                *links += 1;
                let link = Url::new(address).set_text(fit(text));
                worksheet.write_url_with_format(at.row, column(at.col)?, link, formats.of(style, Content::Link))?;
            } else {
                string(worksheet, at, text, formats.of(style, Content::Plain))?;
            }
        }
    }
    Ok(())
}

/// A text cell.
fn string(worksheet: &mut Worksheet, at: CellRef, text: &str, format: &Format) -> Result<()> {
    worksheet.write_string_with_format(at.row, column(at.col)?, fit(text), format)?;
    Ok(())
}

/// A text made fit for a cell. Too long a one is cut: losing its end is better than losing the workbook.
fn fit(text: &str) -> String {
    let text = cut(&clean(text), CELL);
    if is_taken_for_markup(&text) { marked(&cut(&text, CELL - 1)) } else { text }
}

/// A formula with the value we computed, so that readers which don't calculate see it too.
fn formula(
    worksheet: &mut Worksheet,
    at: CellRef,
    a1: &str,
    cached: &Value,
    style: Style,
    formats: &mut Formats,
) -> Result<()> {
    let length = a1.encode_utf16().count();
    ensure!(length <= FORMULA, "the formula has {length} characters, more than {FORMULA}");
    let content = match cached {
        Value::Date(_) => Content::Day,
        Value::Blank | Value::NoData | Value::Number(_) | Value::Text(_) | Value::Bool(_) | Value::Error(_) => {
            Content::Plain
        }
    };
    let formula = Formula::new(clean(a1)).set_result(result(cached));
    worksheet.write_formula_with_format(at.row, column(at.col)?, formula, formats.of(style, content))?;
    Ok(())
}

/// The cached result in the notation from which the library guesses its type. Texts carry a mark, so that the
/// guess is never a number, a truth or an error, and so that an empty text is written at all.
fn result(cached: &Value) -> String {
    match cached {
        Value::Blank => marked(""),
        Value::NoData => marked(NO_DATA),
        Value::Text(text) => marked(&cut(&clean(text), CELL)),
        Value::Number(number) if number.is_finite() => positive_zero(*number).to_string(),
        Value::Number(_) => CellError::Num.as_str().to_owned(),
        Value::Date(day) => serial(*day).to_string(),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Error(error) if error.is_known_everywhere() => error.as_str().to_owned(),
        Value::Error(_) => CellError::Value.as_str().to_owned(),
    }
}

/// −0 is shown as 0, and is 0.
fn positive_zero(number: f64) -> f64 {
    if number == 0.0 { 0.0 } else { number }
}

/// Where a link leads, in the library's notation; nothing where Excel could not follow it.
fn address(target: &Target) -> Option<String> {
    let address = match target {
        Target::Here(sheet, cell) => format!("internal:'{}'!{cell}", clean(sheet).replace('\'', "''")),
        // The library takes what follows # for a place within the file.
        Target::File(path) | Target::Within(path, ..) if path.is_empty() || path.contains('#') => return None,
        Target::Within(path, sheet, cell) => {
            format!("file:///{}#'{}'!{cell}", escaped(&clean(path)), clean(sheet).replace('\'', "''"))
        }
        Target::File(path) => format!("file:///{}", escaped(&clean(path))),
    };
    (address.encode_utf16().count() <= TARGET).then_some(address)
}

/// A path as it stands in a relation. The library leaves a path alone as soon as it looks escaped, which a
/// name such as `完成20%22件.xlsx` does; so names with a per cent sign are escaped here, all of them.
fn escaped(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    path.chars().fold(String::with_capacity(path.len() + 2), |mut escaped, character| {
        match character {
            '%' => escaped.push_str("%25"),
            ' ' => escaped.push_str("%20"),
            '[' => escaped.push_str("%5b"),
            ']' => escaped.push_str("%5d"),
            '^' => escaped.push_str("%5e"),
            '`' => escaped.push_str("%60"),
            '{' => escaped.push_str("%7b"),
            '}' => escaped.push_str("%7d"),
            other => escaped.push(other),
        }
        escaped
    })
}
