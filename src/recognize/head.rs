//! Where a table's head is on a sheet, and which columns it names.

use super::label::{Fit, Labelled, fields};
use super::says_something;
use crate::key::TableId;
use crate::plan::{Requirement, Role, Table};
use crate::read::{Grid, RawCell};
use crate::roster::title_role;
use crate::value::{Value, count};

/// A head is looked for in so many rows from the first that holds anything.
const DEPTH: u32 = 60;

/// The head of a table on a sheet.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Its row.
    pub(super) row: u32,
    /// Its columns.
    pub(super) columns: Vec<Labelled>,
    /// How much of what the unit must fill in it names, 0 to 1.
    pub(super) share: f64,
}

/// The row that names most of the table's fields, the key among them or what a row is about.
pub(super) fn find(grid: &Grid, table: &Table) -> Option<Head> {
    let identifying = [table.slot(Role::Key), title_slot(table)];
    let least = table.fields.len().min(3);
    let first = grid.cells.first()?.at.row;
    let mut best: Option<Head> = None;
    for cells in grid.cells.chunk_by(|a, b| a.at.row == b.at.row) {
        let Some(row) = cells.first().map(|cell| cell.at.row).filter(|row| *row <= first.saturating_add(DEPTH)) else {
            break;
        };
        let columns = fields(table, &labels(cells));
        let names_key = columns.iter().any(|column| identifying.contains(&Some(column.slot)));
        let better = best.as_ref().is_none_or(|best| best.columns.len() < columns.len());
        if names_key && columns.len() >= least && better {
            let share = share(table, &columns);
            best = Some(Head { row, columns, share });
        }
    }
    best
}

/// The field that tells a row of the plan where the code is missing.
pub(super) fn title_slot(table: &Table) -> Option<usize> {
    let has_titles = matches!(table.id, TableId::Indicators | TableId::Projects | TableId::Tasks);
    table.slot(title_role(table.id)).filter(|_| has_titles)
}

fn labels(cells: &[RawCell]) -> Vec<(u32, String)> {
    let texts = cells.iter().filter(|cell| says_something(cell)).filter_map(|cell| match &cell.value {
        Value::Text(text) => Some((cell.at.col, text.clone())),
        Value::Blank | Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => None,
    });
    texts.collect()
}

fn share(table: &Table, columns: &[Labelled]) -> f64 {
    let required: Vec<usize> = table
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_input() && !matches!(field.required, Requirement::Never))
        .map(|(slot, _)| slot)
        .collect();
    let named = required.iter().filter(|slot| columns.iter().any(|column| column.slot == **slot)).count();
    if required.is_empty() { 1.0 } else { count(named) / count(required.len()) }
}

impl Head {
    /// Columns by slot.
    pub(super) fn by_slot(&self, table: &Table) -> Vec<Option<u32>> {
        let column = |slot: usize| self.columns.iter().find(|column| column.slot == slot).map(|column| column.col);
        (0..table.fields.len()).map(column).collect()
    }

    /// Columns whose label is not the form's.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &Labelled> {
        self.columns.iter().filter(|column| column.fit == Fit::Other)
    }
}
