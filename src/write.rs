//! Book → xlsx bytes: the one room that knows `rust_xlsxwriter`.
//!
//! Decides nothing about content and reads no clock: equal books give equal bytes, in whatever thread.
//! Errors are what the format itself refuses (a sheet name, a formula that is too long), with the sheet
//! and cell they belong to. How bytes reach the disk is [`mod@file`].
//!
//! **Why is the file packed twice?** `rust_xlsxwriter` can't say that a formula's cached result is the
//! *text* `6.1` (it writes a number), nor that odd and even pages differ, nor which font the Chinese in a chart has, nor
//! the numbers that a chart draws where these are results of formulas, nor that a row's height is not for good, and takes
//! a text that begins with `<r>` for markup.
//! So it writes marks, and `finish` takes them out of the parts. Writing
//! `_x0036_.1` instead would do for Excel only, and a fork of the library would be ours to keep up. The price:
//! `zip`, otherwise known to `read` alone, is also used in `finish`.

mod cell;
mod entry;
pub mod file;
mod finish;
mod format;
mod letter;
mod page;
mod picture;
mod plain;

pub use letter::write_letter;

use crate::render::{Book, Properties, Sheet, Visibility};
use anyhow::{Context, Result};
use finish::Unsaid;
use format::Formats;
use plain::{clean, cut};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet};

/// The longest author of a note.
const AUTHOR: usize = 52;
/// The longest value of a custom property.
const CUSTOM: usize = 255;

/// The bytes of the workbook.
///
/// # Errors
///
/// What the file format refuses: a sheet or defined name that is not allowed, overlapping merges, an
/// address outside the grid, a formula over 8,192 or a validation over 255 characters.
pub fn write(book: &Book) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    // The parts are packed again by `finish`; the fastest packing is good enough for the way there.
    workbook.set_zip_compression_level(1);
    workbook.set_properties(&document_properties(&book.properties)?);
    let mut formats = Formats::default();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet, &book.properties.author, &mut formats)
            .with_context(|| format!("sheet {}", sheet.name))?;
    }
    let first_shown = book.sheets.iter().position(|sheet| sheet.visibility == Visibility::Visible);
    if let Some(Ok(worksheet)) = first_shown.map(|index| workbook.worksheet_from_index(index)) {
        worksheet.set_active(true).set_first_tab(true);
    }
    for name in &book.names {
        workbook
            .define_name(name.name.as_str(), &name.refers_to)
            .with_context(|| format!("defined name {}", name.name))?;
    }
    let packed = workbook.save_to_buffer().context("assembling the workbook")?;
    let charts = book.sheets.iter().flat_map(|sheet| sheet.pictures.charts.iter());
    let unsaid = Unsaid {
        drawn: charts.map(|chart| picture::numbers(book, chart)).collect(),
        growing: book.sheets.iter().map(cell::growing).collect(),
    };
    finish::finish(&packed, &unsaid).context("packing the workbook")
}

/// The document's properties; without a day the library would take the clock's.
fn document_properties(properties: &Properties) -> Result<DocProperties> {
    let (year, month, day) = properties.created.map_or((2000, 1, 1), |day| (day.year(), day.month(), day.day()));
    let created = ExcelDateTime::from_ymd(u16::try_from(year)?, u8::try_from(month)?, u8::try_from(day)?)
        .context("the day the document was created")?;
    let document = DocProperties::new()
        .set_title(clean(&properties.title))
        .set_subject(clean(&properties.subject))
        .set_author(clean(&properties.author))
        .set_creation_datetime(&created);
    Ok(properties.custom.iter().fold(document, |document, (name, value)| {
        document.set_custom_property(cut(&clean(name), CUSTOM), cut(&clean(value), CUSTOM))
    }))
}

/// One sheet, all of it.
fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, author: &str, formats: &mut Formats) -> Result<()> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_hidden(sheet.visibility == Visibility::Hidden);
    worksheet.set_default_note_author(cut(&clean(author), AUTHOR));
    cell::columns(worksheet, &sheet.columns)?;
    cell::rows(worksheet, sheet, formats)?;
    for validation in &sheet.validations {
        entry::validation(worksheet, validation).with_context(|| format!("validation of {}", validation.range))?;
    }
    for condition in &sheet.conditions {
        entry::condition(worksheet, condition).with_context(|| format!("condition of {}", condition.range))?;
    }
    picture::pictures(worksheet, &sheet.pictures)?;
    for (at, note) in &sheet.notes {
        entry::note(worksheet, *at, note).with_context(|| format!("note of {at}"))?;
    }
    if let Some(freeze) = sheet.freeze {
        worksheet.set_freeze_panes(freeze.row, column(freeze.col)?)?;
    }
    if let Some(filter) = sheet.filter {
        worksheet.autofilter(filter.first.row, column(filter.first.col)?, filter.last.row, column(filter.last.col)?)?;
    }
    if let Some(tab) = sheet.tab {
        worksheet.set_tab_color(tab.0);
    }
    if sheet.protected {
        worksheet.protect_with_options(&protection());
    }
    page::page(worksheet, &sheet.page)
}

/// Protection against accidents, not people: no password, and whoever reads may widen, filter and sort.
fn protection() -> ProtectionOptions {
    ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        sort: true,
        ..ProtectionOptions::default()
    }
}

/// A column as the library counts it.
fn column(col: u32) -> Result<u16> {
    u16::try_from(col).with_context(|| format!("column {col} lies outside the grid"))
}
