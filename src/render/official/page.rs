//! Putting a sheet together line by line: title, head, lines with borders, sentences, and the page around them.

use super::Frame;
use super::columns::{Columns, Place, made};
use super::{look, pages};
use crate::location::{CellRange, CellRef};
use crate::plan::{Field, Paper, Role, Table};
use crate::render::picture::DataBars;
use crate::render::style::{Align, LIGHTS, NumberFormat, PALE_BAR, Style};
use crate::render::{self, Cell, Condition, Page, Row, Sheet, fit};
use crate::text::cover;
use crate::text::official as text;
use crate::value::{self, Value};
use std::collections::BTreeSet;

/// The least height of a row, in points.
pub(super) const LOWEST: f64 = 20.0;

/// A cell of a line: its field's slot, what it holds, how it looks.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) slot: usize,
    pub(super) cell: Cell,
    pub(super) style: Style,
}

/// A count.
pub(super) fn count(count: usize) -> Cell {
    Cell::Number(value::count(count))
}

/// The text that a cell shows, as far as its height cares.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number) => Value::Number(*number).shown(),
        Cell::Date(day) => day.to_string(),
        Cell::Formula { cached, .. } => cached.shown(),
    }
}

/// What a cell shows, with the mark that its format puts behind it.
fn marked(cell: &Cell, style: Style) -> String {
    if style.format == NumberFormat::Decided { text::decided(&shown(cell)) } else { shown(cell) }
}

/// The index that the next row will have.
pub(super) fn next(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX)
}

/// Begins a sheet: 附件N, the title over the printed columns, and the line with unit, period and money.
pub(super) fn open(frame: &Frame<'_>, table: &Table, widths: &[f64], last: u32) -> Sheet {
    let mut sheet = Sheet { name: table.name.clone(), columns: made(widths), ..Sheet::default() };
    if let Some(number) = table.attachment {
        let cell = (0, Cell::Text(text::attachment(number)), look::ATTACHMENT);
        sheet.rows.push(Row { height: Some(26.0), cells: vec![cell] });
    }
    wide(&mut sheet, &text::title(&frame.plan.title, &table.name), last, look::TITLE);
    line_above(frame, &mut sheet, table, last);
    sheet
}

/// 填报单位 and 报告期 left, 单位：万元 right.
fn line_above(frame: &Frame<'_>, sheet: &mut Sheet, table: &Table, last: u32) {
    let period = frame.quarter.period.name();
    let line = text::line((cover::UNIT, &frame.plan.office), (cover::PERIOD, &period));
    let row = next(sheet);
    let money = table.money.as_ref().filter(|_| last >= 3);
    let left = if money.is_some() { last - 2 } else { last };
    let height = fit::height(&line, width(sheet, 0, left), look::LINE.size).max(LOWEST);
    let mut cells = vec![(0, Cell::Text(line), look::LINE)];
    merge(sheet, CellRange::new(row, 0, row, left));
    if let Some(money) = money {
        let style = Style { align: Align::Right, ..look::LINE };
        cells.push((left + 1, Cell::Text(text::money(money)), style));
        merge(sheet, CellRange::new(row, left + 1, row, last));
    }
    sheet.rows.push(Row { height: Some(height), cells });
}

/// The width of columns, in Latin letters.
pub(super) fn width(sheet: &Sheet, first: u32, last: u32) -> f64 {
    let columns = (0..).zip(&sheet.columns).filter(|(col, _)| (first..=last).contains(col));
    columns.map(|(_, column)| column.width).sum()
}

/// The points that a column of so many Latin letters takes.
pub(super) fn points(width: f64) -> f64 {
    width * 5.25 + 3.75
}

/// The points from top to bottom that a page of A4, wider than high, holds of a sheet that is fitted to its width.
pub(super) fn room(sheet: &Sheet, last: u32) -> f64 {
    const ACROSS: f64 = 757.0;
    let printed = (0..=last).zip(&sheet.columns).map(|(_, column)| points(column.width));
    pages::WIDE / (ACROSS / printed.sum::<f64>().max(1.0)).min(1.0)
}

/// Puts cells on a sheet as they are, high enough for the first, which names the row.
pub(super) fn named(sheet: &mut Sheet, cells: Vec<(u32, Cell, Style)>) {
    let height = cells
        .first()
        .map_or(LOWEST, |(col, cell, style)| fit::height(&shown(cell), width(sheet, *col, *col), style.size));
    sheet.rows.push(Row { height: Some(height.clamp(LOWEST, fit::HIGHEST)), cells });
}

/// Merges more than one cell.
pub(super) fn merge(sheet: &mut Sheet, range: CellRange) {
    if range.first != range.last {
        sheet.merges.push(range);
    }
}

/// A text over all columns up to `last`.
pub(super) fn wide(sheet: &mut Sheet, text: &str, last: u32, style: Style) {
    let row = next(sheet);
    let height = fit::height(text, width(sheet, 0, last), style.size).clamp(LOWEST, fit::HIGHEST);
    merge(sheet, CellRange::new(row, 0, row, last));
    sheet.rows.push(Row { height: Some(height), cells: vec![(0, Cell::text(text), style)] });
}

/// An empty row.
pub(super) fn gap(sheet: &mut Sheet) {
    sheet.rows.push(Row { height: Some(LOWEST), cells: Vec::new() });
}

/// The head of a table; gives its row.
pub(super) fn head(sheet: &mut Sheet, columns: &Columns<'_>) -> u32 {
    let entry = |place: &Place<'_>| Entry {
        slot: place.slot,
        cell: Cell::Text(label(place.field, place.width)),
        style: look::HEAD,
    };
    line(sheet, columns, columns.places.iter().map(entry).collect())
}

/// A field's label; where it does not fit, the unit stands on a line of its own.
pub(super) fn label(field: &Field, width: f64) -> String {
    let label = field.label();
    match &field.unit {
        Some(unit) if fit::lines(&label, width, look::HEAD.size) > 1 => format!("{}\n({unit})", field.name),
        Some(_) | None => label,
    }
}

/// A line with a border around every cell, high enough for all its texts; gives its row.
pub(super) fn line(sheet: &mut Sheet, columns: &Columns<'_>, entries: Vec<Entry>) -> u32 {
    let row = next(sheet);
    let mut height = LOWEST;
    let mut cells = Vec::new();
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    for place in &columns.places {
        let given = entries.iter_mut().find(|entry| entry.as_ref().is_some_and(|entry| entry.slot == place.slot));
        let (cell, style) =
            given.and_then(Option::take).map_or((Cell::Blank, look::BODY), |entry| (entry.cell, entry.style));
        height = height.max(fit::height(&marked(&cell, style), place.width, style.size));
        if place.first != place.last {
            merge(sheet, CellRange::new(row, place.first, row, place.last));
        }
        cells.push((place.first, cell, style));
        cells.extend((place.first + 1..=place.last).map(|col| (col, Cell::Blank, style)));
    }
    cells.sort_by_key(|(col, ..)| *col);
    sheet.rows.push(Row { height: Some(height.min(fit::HIGHEST)), cells });
    row
}

/// The entries of a list's line, each text no higher than a row can be: what is longer is cut, and says so. For lists
/// only, whose whole texts stand where they came from; a figure of a table is never cut.
pub(super) fn cut(columns: &Columns<'_>, mut entries: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut entries {
        let (Cell::Text(text), Some(place)) = (&mut entry.cell, columns.place(entry.slot)) else { continue };
        let fits = |text: &str| fit::height(text, place.width, entry.style.size) <= fit::HIGHEST;
        if fits(text) {
            continue;
        }
        let mut kept: Vec<char> = text.chars().collect();
        let with_end = |kept: &[char]| format!("{}{}", kept.iter().collect::<String>(), text::CUT);
        while !fits(&with_end(&kept)) && !kept.is_empty() {
            kept.truncate(kept.len() * 9 / 10);
        }
        *text = with_end(&kept);
    }
    entries
}

/// The entries of a line, by the roles of the fields.
pub(super) fn entries<const N: usize>(table: &Table, cells: [(Role, Cell); N]) -> Vec<Entry> {
    cells
        .into_iter()
        .filter_map(|(role, cell)| {
            let slot = table.slot(role)?;
            let style = look::of(table.fields.get(slot)?, &cell);
            Some(Entry { slot, cell, style })
        })
        .collect()
}

/// The row to be signed.
pub(super) fn sign_off(sheet: &mut Sheet, last: u32) {
    let labels = [cover::FILLER, cover::REVIEWER, cover::PRINCIPAL, cover::PHONE];
    wide(sheet, &text::sign_off(labels), last, look::LINE);
}

/// Which lines of a list begin a page, as they are put below its head. A sheet can have one head on every page; where it
/// is another list's, the head is put again above these.
pub(super) fn paged(sheet: &Sheet, head: u32, last: u32, put: impl FnOnce(&mut Sheet)) -> BTreeSet<usize> {
    let mut drawn = sheet.clone();
    let first = next(&drawn);
    put(&mut drawn);
    let begun = pages::breaks(&drawn, room(sheet, last), Some(head), &|_| false);
    begun.into_iter().filter_map(|row| usize::try_from(row.checked_sub(first)?).ok()).collect()
}

/// The head of a list again, on a new page.
pub(super) fn head_again(sheet: &mut Sheet, columns: &Columns<'_>) {
    sheet.page.breaks.push(next(sheet));
    head(sheet, columns);
}

/// Keeps the head of a sheet with one table in view and on every page.
pub(super) fn keep_head(sheet: &mut Sheet, head: u32) {
    sheet.freeze = Some(CellRef::new(head + 1, 0));
    sheet.page.repeat = Some((head, head));
}

/// Paper, print area and header.
pub(super) fn finish(frame: &Frame<'_>, sheet: &mut Sheet, paper: Paper, last: u32) {
    let paper = match paper {
        Paper::A4 => render::Paper::A4Landscape,
        Paper::A3 => render::Paper::A3Landscape,
    };
    around(frame, sheet, paper, last);
}

/// The page around what was put on a sheet, printed up to a column.
pub(super) fn around(frame: &Frame<'_>, sheet: &mut Sheet, paper: render::Paper, last: u32) {
    let area = CellRange::new(0, 0, next(sheet).saturating_sub(1), last);
    sheet.page = Page { paper, area: Some(area), header: frame.header(), numbered: true, ..sheet.page.clone() };
}

/// Bars behind 完成率 and 完成年度计划: full at a hundred per cent.
pub(super) fn rate_bars(sheet: &mut Sheet, columns: &Columns<'_>, rows: (u32, u32)) {
    let Some(col) = columns.col(Role::Rate) else { return };
    let range = CellRange::new(rows.0, col, rows.1, col);
    sheet.pictures.bars.push(DataBars { range, full: 100.0, color: PALE_BAR });
}

/// Colours the lights of a column, so that the colour follows the word.
pub(super) fn light_conditions(frame: &Frame<'_>, sheet: &mut Sheet, columns: &Columns<'_>, rows: (u32, u32)) {
    colour_lights(frame, sheet, columns, rows, [Role::Light, Role::PreviousLight]);
}

/// Colours the words of lights wherever they stand in these columns.
pub(super) fn colour_lights(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    rows: (u32, u32),
    roles: [Role; 2],
) {
    for role in roles {
        let (Some(col), Some(letters)) = (columns.col(role), columns.letters(role)) else { continue };
        for (word, (fill, color)) in frame.lights().into_iter().zip(LIGHTS) {
            sheet.conditions.push(Condition {
                range: CellRange::new(rows.0, col, rows.1, col),
                formula: format!("=${letters}{}=\"{word}\"", rows.0 + 1),
                fill,
                color,
            });
        }
    }
}
