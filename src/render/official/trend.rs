//! 走势: a small line beside each indicator over the periods that are known, and the figures it is drawn from, to the
//! right of all other columns. In the first period there is neither.

use super::columns::Columns;
use super::table::Printed;
use super::{Frame, look};
use crate::key::{RowKey, TableId};
use crate::location::CellRange;
use crate::period::Period;
use crate::plan::Role;
use crate::render::picture::Trend;
use crate::render::style::{Align, Style, TREND};
use crate::render::{Cell, Column};
use crate::text::pictures as text;
use crate::value::Value;
use std::collections::BTreeMap;

/// The width of the small lines, and that of the figures they are drawn from.
pub(super) const WIDTH: f64 = 12.0;
const FIGURE: f64 = 16.0;

/// The periods before, oldest first, of which values of indicators are known.
pub(super) fn periods(frame: &Frame<'_>) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for figure in frame.quarter.earlier.iter().filter(|figure| figure.table == TableId::Indicators) {
        if figure.value.number().is_some() && !periods.contains(&figure.period) {
            periods.push(figure.period);
        }
    }
    periods.sort_by_key(|period| (period.end(), period.start()));
    periods
}

/// Draws the lines into the column that was made for them.
pub(super) fn draw(frame: &Frame<'_>, printed: &mut Printed<'_>, head: u32) {
    let Some(col) = printed.columns.trend else { return };
    let periods = periods(frame);
    let known = known(frame, &printed.columns);
    let first = printed.columns.last() + 1;
    let last = first + u32::try_from(periods.len()).unwrap_or(0);
    let sheet = &mut printed.sheet;
    sheet.columns.extend((first..=last).map(|_| Column { width: FIGURE, hidden: false }));
    let labels = periods.iter().chain([&frame.quarter.period]).map(|period| text::value_of(&period.name()));
    let mut cells = vec![(col, Cell::text(text::TREND), look::HEAD)];
    cells.extend((first..).zip(labels).map(|(col, label)| (col, Cell::Text(label), look::HEAD)));
    put(sheet, head, cells);
    let right = Style { align: Align::Right, ..look::BODY };
    for (key, row) in &printed.rows {
        let own = |period: &Period| known.get(&(key, *period)).copied();
        let mut numbers: Vec<Cell> =
            periods.iter().map(|period| own(period).map_or(Cell::Blank, Cell::Number)).collect();
        numbers.push(now(frame, &printed.columns, key, *row));
        let values = CellRange::new(*row, first, *row, last);
        // A single point is no line.
        if numbers.iter().filter(|cell| **cell != Cell::Blank).count() > 1 {
            let line =
                Trend { at: crate::location::CellRef::new(*row, col), sheet: sheet.name.clone(), values, color: TREND };
            sheet.pictures.trends.push(line);
        }
        let mut cells = vec![(col, Cell::Blank, look::BODY)];
        cells.extend((first..).zip(numbers).map(|(col, cell)| (col, cell, right)));
        put(sheet, *row, cells);
    }
}

/// The values of the periods before.
fn known<'f>(frame: &Frame<'f>, columns: &Columns<'_>) -> BTreeMap<(&'f RowKey, Period), f64> {
    let value = columns.table.slot(Role::Value);
    let own = frame.quarter.earlier.iter().filter(|figure| {
        figure.table == TableId::Indicators && value.is_some() && columns.table.known_as(&figure.field) == value
    });
    own.filter_map(|figure| Some(((&figure.row, figure.period), figure.value.number()?))).collect()
}

/// This period's value, as a formula that refers to it; nothing where there is no number.
fn now(frame: &Frame<'_>, columns: &Columns<'_>, key: &RowKey, at: u32) -> Cell {
    let Some(slot) = columns.table.slot(Role::Value) else { return Cell::Blank };
    let value = frame.quarter.row(TableId::Indicators, key).map(|row| columns.table.value(&row.values, Role::Value));
    match value {
        Some(Value::Number(number)) => {
            Cell::Formula { a1: format!("={}", columns.address(slot, at)), cached: Value::Number(*number) }
        }
        _ => Cell::Blank,
    }
}

/// Puts cells into a row that is already there.
fn put(sheet: &mut crate::render::Sheet, row: u32, cells: Vec<(u32, Cell, Style)>) {
    if let Some(line) = usize::try_from(row).ok().and_then(|row| sheet.rows.get_mut(row)) {
        line.cells.extend(cells);
        line.cells.sort_by_key(|(col, ..)| *col);
    }
}
