//! What is said of a return, on its returned copy (退回件): problem cells filled and noted, a column of problems that can
//! be filtered by, the sheets 退回说明 and 未识别内容.

use super::table::HEAD_ROW;
use crate::finding::Severity;
use crate::formula::literal;
use crate::location::{CellRange, CellRef, column_letters};
use crate::render::style::{DOUBTFUL, Style, WRONG};
use crate::render::{Cell, Column, Row, Sheet, fit};
use crate::text::{form as text, report, returned};
use crate::value::Value;
use std::collections::BTreeMap;

/// The width of the column of problems, in Latin letters.
const PROBLEMS: f64 = 60.0;
/// A text longer than this is compared by its length.
const COMPARED: usize = 60;

/// What is said of a return.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// Of cells, by sheet and cell of the form.
    pub remarks: BTreeMap<(String, CellRef), Vec<Remark>>,
    /// The first sheet: what is to be done.
    pub front: Sheet,
    /// The sheet of what had no place in the form, if there is any.
    pub left: Option<Sheet>,
}

/// What is said of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The rule's code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The field it blames.
    pub field: String,
    /// What is there and what to do.
    pub text: String,
    /// What stands in the cell, where 自检 repeats the remark for as long as it does; `None` where its own rules say so, or
    /// where nothing can be mended in that cell.
    pub while_it_holds: Option<Value>,
}

impl Remark {
    fn line(&self) -> String {
        let mark = text::objection(&self.code, level(self.severity), &self.field);
        format!("{mark}{}", self.text)
    }
}

/// A level in words.
#[must_use]
pub(in crate::render) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => report::ERROR,
        Severity::Warning => report::WARNING,
        Severity::Note => report::NOTE,
    }
}

impl Review {
    /// What 自检 of a row repeats: the formula, and what it says while the cells are as they came.
    pub(super) fn standing(&self, sheet: &str, row: u32) -> Option<(String, String)> {
        let mut parts = Vec::new();
        let mut said = String::new();
        for (cell, remark) in self.of_row(sheet, row) {
            let Some(value) = &remark.while_it_holds else { continue };
            let at = format!("'{}'!${}${}", sheet.replace('\'', "''"), column_letters(cell.col), cell.row + 1);
            let line = remark.line();
            parts.push(format!("IF({},CHAR(10)&{},\"\")", holds(&at, value), literal(&line)));
            said.push('\n');
            said.push_str(&line);
        }
        (!parts.is_empty()).then(|| (format!("={}", parts.join("&")), said))
    }

    fn of_row<'a>(&'a self, sheet: &str, row: u32) -> impl Iterator<Item = (CellRef, &'a Remark)> + use<'a> {
        let (first, last) = (CellRef::new(row, 0), CellRef::new(row, u32::MAX));
        let cells = self.remarks.range((sheet.to_owned(), first)..=(sheet.to_owned(), last));
        cells.flat_map(|((_, cell), remarks)| remarks.iter().map(|remark| (*cell, remark)))
    }

    /// Marks the sheets of a form, of which the first is the cover, then come as many tables.
    pub(super) fn apply(&self, sheets: &mut Vec<Sheet>, tables: usize) {
        for ((name, cell), remarks) in &self.remarks {
            let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == *name) else { continue };
            mark(sheet, *cell, remarks);
        }
        for sheet in sheets.iter_mut().skip(1).take(tables) {
            self.add_problems(sheet);
        }
        if let Some(left) = &self.left {
            sheets.insert((tables + 1).min(sheets.len()), left.clone());
        }
        sheets.insert(0, self.front.clone());
    }

    /// The column of problems, right of the others; by its head one filters.
    fn add_problems(&self, sheet: &mut Sheet) {
        let head = usize::try_from(HEAD_ROW).unwrap_or(0);
        let Some(col) = sheet.rows.get(head).and_then(|row| row.cells.last()).map(|(col, ..)| col + 1) else { return };
        let width = Column { width: PROBLEMS, hidden: false };
        let place = usize::try_from(col).unwrap_or(0);
        match sheet.columns.get_mut(place) {
            Some(column) => *column = width,
            None => sheet.columns.push(width),
        }
        for (index, row) in (0..).zip(&mut sheet.rows).skip(head) {
            if index == HEAD_ROW {
                row.cells.push((col, Cell::Text(returned::PROBLEMS.to_owned()), Style::HEAD));
                continue;
            }
            // What several cells are needed for is said once.
            let mut lines: Vec<String> = Vec::new();
            for (_, remark) in self.of_row(&sheet.name, index) {
                let line = remark.line();
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            let text = lines.join("\n");
            grow(row, &text);
            row.cells.push((col, Cell::text(&text), Style::LOCKED));
        }
        let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        sheet.filter = Some(CellRange::new(HEAD_ROW, 0, last, col));
    }
}

/// Makes a row as high as a text in the column of problems needs.
fn grow(row: &mut Row, text: &str) {
    let needed = fit::height(text, PROBLEMS, Style::LOCKED.size);
    row.height = row.height.map(|height| height.max(needed).min(fit::HIGHEST));
}

/// Fills a problem cell and notes what is wrong with it.
fn mark(sheet: &mut Sheet, at: CellRef, remarks: &[Remark]) {
    let row = usize::try_from(at.row).ok().and_then(|row| sheet.rows.get_mut(row));
    let cell = row.and_then(|row| row.cells.iter_mut().find(|(col, ..)| *col == at.col));
    let Some((_, _, style)) = cell else { return };
    let worst = remarks.iter().map(|remark| remark.severity).min();
    *style = style.blamed(if worst == Some(Severity::Error) { WRONG } else { DOUBTFUL });
    let lines: Vec<String> =
        remarks.iter().map(|remark| format!("{}：{}", level(remark.severity), remark.text)).collect();
    sheet.notes.push((at, returned::noted(&lines)));
}

/// Whether a cell still holds a value, as a formula.
fn holds(at: &str, value: &Value) -> String {
    match value {
        Value::Blank => format!("{at}=\"\""),
        Value::Number(number) => format!("IFERROR({at}={number},FALSE)"),
        Value::Date(day) => format!("IFERROR({at}={},FALSE)", crate::value::serial(*day)),
        Value::Error(_) => format!("ISERROR({at})"),
        Value::NoData | Value::Text(_) | Value::Bool(_) => {
            let shown = value.shown();
            if shown.chars().count() > COMPARED || shown.chars().any(char::is_control) {
                format!("IFERROR(LEN({at})={},FALSE)", shown.encode_utf16().count())
            } else {
                format!("IFERROR(EXACT({at},{}),FALSE)", literal(&shown))
            }
        }
    }
}
