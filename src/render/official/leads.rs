//! Where the cells of lists lead: to the return that a place names, and to the row of this workbook that a line is about.

use crate::check::Line;
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::render::{Cell, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of where things are. Empty, every cell is plain text.
#[derive(Default)]
pub(super) struct Leads {
    /// The returns that can be opened from this workbook: their paths relative to it, by the names of their locations.
    returns: BTreeMap<Arc<str>, String>,
    /// Sheet and cell of the rows of the official tables.
    rows: BTreeMap<(TableId, RowKey), (String, CellRef)>,
}

impl Leads {
    /// Leads to these returns and to the rows of these tables.
    pub(super) fn to(returns: &BTreeMap<Arc<str>, String>, tables: &[&super::Printed<'_>]) -> Self {
        let rows = tables.iter().flat_map(|printed| {
            let (id, sheet) = (printed.columns.table.id, &printed.sheet.name);
            printed.rows.iter().map(move |(key, row)| ((id, key.clone()), (sheet.clone(), CellRef::new(*row, 0))))
        });
        Self { returns: returns.clone(), rows: rows.collect() }
    }

    /// A short text that leads to the file of a place. Some programs don't wrap a text that leads somewhere, so that
    /// the path itself stays plain.
    pub(super) fn to_file(&self, at: Option<&Location>, text: &str) -> Cell {
        match at.and_then(|at| self.returns.get(&at.file)).filter(|_| !text.is_empty()) {
            Some(path) => Cell::Link { target: Target::File(path.clone()), text: text.to_owned() },
            None => Cell::text(text),
        }
    }

    /// The cell of a place. Programs go to a cell of an .xlsx only.
    pub(super) fn cell(&self, at: &Location) -> Cell {
        let Some(cell) = at.cell else { return Cell::Blank };
        let is_workbook = |path: &&String| path.to_lowercase().ends_with(".xlsx");
        match (self.returns.get(&at.file).filter(is_workbook), &at.sheet) {
            (Some(path), Some(sheet)) => {
                let target = Target::Within(path.clone(), sheet.name.to_string(), cell);
                Cell::Link { target, text: cell.to_string() }
            }
            (None, _) | (_, None) => Cell::Text(cell.to_string()),
        }
    }

    /// A text about a row of an official table, which leads there.
    pub(super) fn row(&self, table: Option<TableId>, key: Option<&RowKey>, text: &str) -> Cell {
        let at = table.zip(key).and_then(|(table, key)| self.rows.get(&(table, key.clone())));
        match at {
            Some((sheet, cell)) if !text.is_empty() => {
                Cell::Link { target: Target::Here(sheet.clone(), *cell), text: text.to_owned() }
            }
            Some(_) | None => Cell::text(text),
        }
    }

    /// The sheet that a line is about, which leads to the first of its rows.
    pub(super) fn sheet_of(&self, line: &Line<'_>) -> Cell {
        let name = line.at.sheet.as_ref().map_or("", |sheet| &*sheet.name);
        self.row(line.table, line.rows.first().copied(), name)
    }

    /// The cells that a line is about. A single one leads there; several are a text that must wrap.
    pub(super) fn cells(&self, line: &Line<'_>) -> Cell {
        match line.cells.as_slice() {
            [_] => self.cell(&line.at),
            _ => Cell::text(&line.shown_cells()),
        }
    }
}

/// The file of a place.
pub(super) fn file(at: Option<&Location>) -> Cell {
    at.map_or(Cell::Blank, |at| Cell::text(&at.file))
}

/// The sheet of a place.
pub(super) fn sheet_name(at: Option<&Location>) -> Cell {
    at.and_then(|at| at.sheet.as_ref()).map_or(Cell::Blank, |sheet| Cell::text(&sheet.name))
}
