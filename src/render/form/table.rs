//! A table's sheet on a form: title, whose and for when, head, rows.

use super::Form;
use super::entry::validations;
use super::layout::{Placed, address, columns, frozen, is_computed, style};
use super::line::{Line, lines};
use super::lists::Lists;
use super::self_check::{Checks, SelfCheck};
use crate::location::{CellRange, CellRef};
use crate::plan::{self, FieldKind, Filled, Role, Table};
use crate::render::style::{Align, LIGHTS, Style};
use crate::render::{Cell, Column, Condition, Page, Paper, Row, Sheet, fit};
use crate::text::{cover, form as text, official, width};
use crate::value::Value;

/// The rows above the lines: title, whose and for when, head.
pub(super) const HEAD_ROW: u32 = 2;
/// The first line.
const FIRST: u32 = 3;
/// Heights in points: the title, the row under it, the least of a head, of a line, and of a line with a text to type: it
/// shows two lines, and grows with more.
const TITLE_HEIGHT: f64 = 36.0;
const COVER_HEIGHT: f64 = 22.0;
const HEAD_HEIGHT: f64 = 34.0;
const LINE_HEIGHT: f64 = 24.0;
const TYPING_HEIGHT: f64 = 30.0;
/// A text column at least this wide is for sentences.
const SENTENCES: u16 = 20;
/// The width of a column that only the row under the title needs.
const SPARE_WIDTH: f64 = 16.0;

/// The sheet of a table.
pub(super) fn sheet(form: &Form, table: &Table, lists: &Lists, checks: &mut Checks) -> Sheet {
    let lines = lines(form, table);
    let columns = columns(table, &lines);
    let printed = columns.iter().filter(|column| column.field.print).count();
    let (cover, used) = cover_row(form, table, &columns, printed);
    let last_printed = used.max(u32::try_from(printed.saturating_sub(1)).unwrap_or(0));
    let mut widths: Vec<Column> = columns.iter().map(|column| Column { width: column.width, hidden: false }).collect();
    while widths.len() <= usize::try_from(last_printed).unwrap_or(0) {
        widths.push(Column { width: SPARE_WIDTH, hidden: false });
    }
    let mut rows = vec![title_row(table), cover, head_row(&columns)];
    let self_check = SelfCheck::new(form, table, lists, &columns, FIRST, checks);
    for (row, line) in (FIRST..).zip(&lines) {
        rows.push(line_row(&columns, line, row, &mut |line, row| self_check.cell(line, row, checks)));
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX) - 1;
    Sheet {
        name: table.name.clone(),
        columns: widths,
        rows,
        conditions: conditions(form, &columns, &self_check, (FIRST, last_row)),
        validations: validations(form, table, &columns, &lines, FIRST, lists),
        freeze: Some(CellRef::new(FIRST, u32::try_from(frozen(table, &columns)).unwrap_or(0))),
        page: Page {
            paper: match table.paper {
                plan::Paper::A4 => Paper::A4Landscape,
                plan::Paper::A3 => Paper::A3Landscape,
            },
            area: Some(CellRange::new(0, 0, last_row, last_printed)),
            repeat: Some((HEAD_ROW - 1, HEAD_ROW)),
            numbered: true,
            ..Page::default()
        },
        protected: true,
        ..Sheet::default()
    }
}

fn title_row(table: &Table) -> Row {
    Row { height: Some(TITLE_HEIGHT), cells: vec![(0, Cell::Text(table.name.clone()), Style::TITLE)] }
}

/// Whose form it is and for when, so that one sheet alone still says it. Values stand right of their labels and run
/// over into empty cells; so the second label stands where the unit's name has ended. Above a table too narrow for that all
/// is one text. Gives the last column that it takes, too.
fn cover_row(form: &Form, table: &Table, columns: &[Placed], printed: usize) -> (Row, u32) {
    let unit = form.unit_name();
    // The column behind a text that begins in this one.
    let behind = |first: usize, text: &str| {
        let (mut room, mut col) = (0.0, first);
        let needed = crate::value::count(width(text) + 2);
        while room < needed {
            room += columns.get(col).map_or(SPARE_WIDTH, |column| column.width);
            col += 1;
        }
        col
    };
    let row = |cells: Vec<(u32, Cell, Style)>| Row { height: Some(COVER_HEIGHT), cells };
    let second = behind(1, unit);
    if second + 1 >= columns.len() {
        let line = official::line((cover::UNIT, unit), (cover::PERIOD, &form.period.name()));
        let last = u32::try_from(behind(0, &line)).unwrap_or(1).saturating_sub(1);
        return (row(vec![(0, Cell::Text(line), Style::LABEL)]), last);
    }
    let second = u32::try_from(second).unwrap_or(2);
    let mut cells = vec![
        (0, Cell::Text(cover::UNIT.to_owned()), Style::LABEL),
        (1, Cell::Text(unit.to_owned()), Style::TEXT),
        (second, Cell::Text(cover::PERIOD.to_owned()), Style::LABEL.aligned(Align::Right)),
        (second + 1, Cell::Text(form.period.name()), Style::TEXT),
    ];
    if let Some(money) = &table.money {
        let last = u32::try_from(printed.saturating_sub(1)).unwrap_or(0).max(second + 3);
        cells.push((last, Cell::Text(text::money(money)), Style::LABEL.aligned(Align::Right)));
    }
    let last = cells.last().map_or(0, |(col, ..)| *col);
    (row(cells), last)
}

fn head_row(columns: &[Placed]) -> Row {
    let label = |column: &Placed| column.field.label();
    let height = columns
        .iter()
        .map(|column| fit::height(&label(column), column.width, Style::HEAD.size))
        .fold(HEAD_HEIGHT, f64::max);
    let cells = (0..).zip(columns).map(|(col, column)| (col, Cell::Text(label(column)), Style::HEAD)).collect();
    Row { height: Some(height.min(fit::HIGHEST)), cells }
}

/// Cells coloured by their content: lights, and what 自检 objects to.
fn conditions(form: &Form, columns: &[Placed], self_check: &SelfCheck, rows: (u32, u32)) -> Vec<Condition> {
    if rows.1 < rows.0 {
        return Vec::new();
    }
    let words = &form.plan.words;
    let words = [&words.green, &words.yellow, &words.red, &words.grey];
    let mut conditions = Vec::new();
    for (col, column) in (0..).zip(columns) {
        if matches!(column.field.role, Role::Light | Role::PreviousLight) {
            let cell = address(columns, column.slot, rows.0);
            conditions.extend(words.iter().zip(LIGHTS).map(|(word, (fill, color))| Condition {
                range: CellRange::new(rows.0, col, rows.1, col),
                formula: format!("={cell}=\"{word}\""),
                fill,
                color,
            }));
        }
    }
    conditions.extend(self_check.conditions(rows));
    conditions
}

fn line_row(columns: &[Placed], line: &Line, row: u32, self_check: &mut dyn FnMut(&Line, u32) -> Cell) -> Row {
    let mut height = LINE_HEIGHT;
    let mut cells = Vec::with_capacity(columns.len());
    for (col, column) in (0..).zip(columns) {
        let open = line.open.get(column.slot).copied().unwrap_or(false);
        let value = line.values.get(column.slot).cloned().unwrap_or_default();
        let style = style(column.field, open, &value);
        if open && column.field.kind == FieldKind::Text && column.field.width >= SENTENCES {
            height = height.max(TYPING_HEIGHT);
        }
        if !is_computed(column.field) {
            height = height.max(fit::height(&value.shown(), column.width, style.size));
        }
        let cell = match &column.field.filled {
            Filled::Formula(computed) => {
                let formula = computed.emit(&|slot| address(columns, slot, row));
                let a1 = match line.key {
                    Some(key) => format!("=IF({}=\"\",\"\",{formula})", address(columns, key, row)),
                    None => format!("={formula}"),
                };
                Cell::Formula { a1, cached: value }
            }
            Filled::Engine if column.field.role == Role::SelfCheck => {
                let cell = self_check(line, row);
                if let Cell::Formula { cached, .. } = &cell {
                    height = height.max(fit::height(&cached.shown(), column.width, style.size));
                }
                cell
            }
            // An error that came stays one, so that it is asked about again.
            _ if matches!(value, Value::Error(_)) => Cell::Formula { a1: format!("={}", value.shown()), cached: value },
            Filled::Plan | Filled::Department | Filled::Office | Filled::Aggregate | Filled::Engine => Cell::of(&value),
        };
        cells.push((col, cell, style));
    }
    Row { height: Some(height.min(fit::HIGHEST)), cells }
}
