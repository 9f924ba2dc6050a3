//! Totals that somebody typed below a table, against the rows (L14 X05).

use super::unit::Context;
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::{CellRef, Location};
use crate::normalize::figure;
use crate::plan::{FieldKind, Role, Table};
use crate::recognize::{Return, TableSheet, Unplaced, is_total};
use crate::value::plain;

/// Sums that differ by less are the same.
const CLOSE: f64 = 0.005;

/// Checks the rows below the tables that begin with 合计 or 总计.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (given, sheet) in context.sheets() {
        let table = context.plan.table(sheet.table);
        let below: Vec<&Unplaced> =
            given.unplaced.iter().filter(|cell| cell.sheet == sheet.sheet && cell.cell.row > sheet.head).collect();
        for cells in below.chunk_by(|one, next| one.cell.row == next.cell.row) {
            if cells.iter().any(|cell| is_total(&cell.text)) {
                findings.extend(cells.iter().filter_map(|cell| compare(given, table, sheet, cell)));
            }
        }
    }
}

fn compare(given: &Return, table: &Table, sheet: &TableSheet, cell: &Unplaced) -> Option<Finding> {
    let slot = sheet.columns.iter().position(|column| *column == Some(cell.cell.col))?;
    let field = table.fields.get(slot).filter(|field| field.kind == FieldKind::Number)?;
    // Shares don't add up, nor do figures of different units.
    let of_project = table.id == TableId::Projects && field.unit == table.money;
    if !of_project && (field.unit.is_some() || !is_of_one_unit(table, sheet)) {
        return None;
    }
    let typed = figure(&cell.text)?;
    let numbers = sheet.records.iter().filter_map(|record| record.entries.get(slot)?.as_ref()?.value.number());
    let sum: f64 = numbers.sum();
    let at = Location::cell(&given.file, &sheet.sheet, CellRef::new(cell.cell.row, cell.cell.col));
    let finding = if of_project { Finding::new("X05", at) } else { Finding::new("L14", at) };
    let mut finding = finding
        .with("field", field.label())
        .with("typed", plain(typed))
        .with("sum", plain(sum))
        .blaming(&field.name, cell.text.as_str());
    finding.table = Some(table.id);
    ((typed - sum).abs() >= CLOSE).then_some(finding)
}

/// Whether all rows count in one unit of measure.
fn is_of_one_unit(table: &Table, sheet: &TableSheet) -> bool {
    let Some(slot) = table.slot(Role::Unit) else { return true };
    let unit = |record: &crate::recognize::Record| record.entries.get(slot)?.as_ref().map(|entry| entry.raw.clone());
    let mut units = sheet.records.iter().map(unit);
    let first = units.next();
    units.all(|unit| Some(unit) == first)
}
