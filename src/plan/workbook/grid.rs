//! A sheet as it was read → a list of the plan: a head, and rows at their true places.
//!
//! The head is the first row with something in it. What stands under no head is said and left out.

use crate::finding::Finding;
use crate::location::{CellRef, Location};
use crate::plan::problem::{problem, question};
use crate::plan::sheet::{MOST_COLUMNS, MOST_ROWS, PlanRow, PlanSheet};
use crate::read::{Grid, RawCell};
use crate::text::{plan as text, plan_sheets as sheets};
use crate::value::Value;

/// The list on a sheet. `name` is how the engine calls it, `place` the sheet.
pub(super) fn list(name: &str, place: &Location, grid: &Grid, findings: &mut Vec<Finding>) -> PlanSheet {
    let head = grid.cells.iter().find(|cell| !shown(cell).trim().is_empty()).map_or(0, |cell| cell.at.row);
    let mut sheet =
        PlanSheet { name: name.to_owned(), place: place.clone(), head_line: head, head: Vec::new(), rows: Vec::new() };
    for row in grid.cells.chunk_by(|one, other| one.at.row == other.at.row) {
        let Some(line) = row.first().map(|cell| cell.at.row).filter(|line| *line >= head) else { continue };
        let mut cells = Vec::new();
        for cell in row {
            let at = Location { cell: Some(cell.at), ..place.clone() };
            if let Some(reason) = unusable(cell) {
                findings.push(problem("P05", at, reason));
                continue;
            }
            let text = shown(cell);
            let col = usize::try_from(cell.at.col).unwrap_or(usize::MAX);
            if text.trim().is_empty() {
                continue;
            }
            if col >= MOST_COLUMNS {
                findings.push(problem("P05", at, text::too_far_right(MOST_COLUMNS)));
                continue;
            }
            if line > head && sheet.head.get(col).is_none_or(String::is_empty) {
                findings.push(question("P21", at, sheets::not_under_a_head(text.trim())));
                continue;
            }
            if cells.len() <= col {
                cells.resize(col + 1, String::new());
            }
            // A template's line may begin with spaces on purpose.
            if let Some(place) = cells.get_mut(col) {
                *place = if name == "texts" { text } else { text.trim().to_owned() };
            }
        }
        if line == head {
            sheet.head = cells;
        } else if !cells.is_empty() && sheet.rows.len() == MOST_ROWS {
            let at = Location { cell: Some(CellRef::new(line, 0)), ..place.clone() };
            findings.push(problem("P05", at, text::too_many_rows(MOST_ROWS)));
            break;
        } else if !cells.is_empty() {
            sheet.rows.push(PlanRow { line, cells });
        }
    }
    report_repeated_heads(&sheet, head, findings);
    sheet
}

fn report_repeated_heads(sheet: &PlanSheet, head: u32, findings: &mut Vec<Finding>) {
    for (col, label) in (0..).zip(&sheet.head) {
        let before = sheet.head.iter().take(usize::try_from(col).unwrap_or(usize::MAX));
        if !label.is_empty() && before.clone().any(|known| known == label) {
            let at = Location { cell: Some(CellRef::new(head, col)), ..sheet.place.clone() };
            findings.push(problem("P06", at, text::duplicate(text::HEAD, label)));
        }
    }
}

/// Why a cell's content cannot be taken.
fn unusable(cell: &RawCell) -> Option<String> {
    match &cell.value {
        Value::Error(error) => Some(sheets::cell_error(error.as_str())),
        _ if cell.formula.is_some() && !cell.cached => Some(sheets::not_calculated()),
        Value::Blank | Value::NoData | Value::Number(_) | Value::Text(_) | Value::Date(_) | Value::Bool(_) => None,
    }
}

fn shown(cell: &RawCell) -> String {
    cell.value.shown().replace("\r\n", "\n")
}
