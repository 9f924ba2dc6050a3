//! Last period's figures, lights, ranks and open issues: what a quarter workbook's `_meta` holds, both ways.
//!
//! Knows alone how `_meta` is laid out; does not open or write files. Lights, statuses and issues are figures of
//! their tables; `edits` compares what `_meta` keeps with what is printed.

mod edits;
mod read_back;

pub use read_back::{ReadBack, read_back};

use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::plan::{Plan, Table};
use crate::value::Value;
use std::sync::Arc;

/// What a quarter workbook keeps for the next one.
#[derive(Debug, Clone)]
pub struct Archive {
    /// The file it was read from; empty for a workbook that is being made.
    pub file: Arc<str>,
    /// The plan's id.
    pub plan: String,
    /// The plan's revision.
    pub revision: String,
    /// The period.
    pub period: Period,
    /// Every filled figure of the official tables and of the office's decisions, in official order.
    pub figures: Vec<Figure>,
    /// Ranks by board and unit.
    pub ranks: Vec<Rank>,
    /// Figures of the periods before, oldest first.
    pub earlier: Vec<Earlier>,
    /// Cells that were edited by hand since the workbook was made; the figures hold what stands there now.
    pub edits: Vec<Edit>,
}

/// A figure as the workbook prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowKey,
    /// Its field, by name.
    pub field: String,
    /// Its value.
    pub value: Value,
    /// Whether it counts: a figure with an open error is kept but not used.
    pub usable: bool,
    /// Where it is printed; in a workbook that is being made, without the file. What is only kept is in no cell.
    pub at: Location,
}

/// A unit's or an indicator's place in the league.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The board, or the table for indicators.
    pub board: String,
    /// Who.
    pub who: String,
    /// The rank, from 1.
    pub rank: u32,
}

/// A figure of a period before the archive's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The period.
    pub period: Period,
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowKey,
    /// Its field, by name.
    pub field: String,
    /// Its value.
    pub value: Value,
}

/// A printed cell that no longer holds what was written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Where.
    pub at: Location,
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowKey,
    /// Its field, by name.
    pub field: String,
    /// What was written.
    pub was: Value,
    /// What stands there now.
    pub now: Value,
}

/// The hidden sheet that holds the archive; forms keep what identifies them on a sheet of the same name.
pub const META: &str = "_meta";
/// The first cell of `_meta`: what it is, and the version of its layout.
pub const MARK: &str = "qingdan-archive;1";
/// Begins a row with a figure: table, row, field, value, kind of value, 1 if usable else 0, sheet, cell.
const FIGURE: &str = "figure";
/// Begins a row with a rank: board, who, rank.
const RANK: &str = "rank";
/// Begins a row with an earlier figure: period, table, row, field, value, kind of value.
const EARLIER: &str = "earlier";

/// The rows of `_meta`: mark, engine version, plan, revision and period; figures; ranks; earlier figures.
#[must_use]
pub fn rows(archive: &Archive) -> Vec<Vec<String>> {
    let period = archive.period.to_string();
    let first = [MARK, env!("CARGO_PKG_VERSION"), &archive.plan, &archive.revision, &period].map(str::to_owned);
    let figures = archive.figures.iter().map(|figure| {
        let (table, value, kind) = (figure.table.name(), figure.value.shown(), kind(&figure.value));
        let usable = if figure.usable { "1" } else { "0" };
        let sheet = figure.at.sheet.as_ref().map_or("", |sheet| &*sheet.name);
        let cell = figure.at.cell.map(|cell| cell.to_string()).unwrap_or_default();
        [FIGURE, &table, &figure.row.0, &figure.field, &value, kind, usable, sheet, &cell].map(str::to_owned).to_vec()
    });
    let ranks = archive
        .ranks
        .iter()
        .map(|rank| [RANK, &rank.board, &rank.who, &rank.rank.to_string()].map(str::to_owned).to_vec());
    let earlier = archive.earlier.iter().map(|figure| {
        let (period, table) = (figure.period.to_string(), figure.table.name());
        let (value, kind) = (figure.value.shown(), kind(&figure.value));
        [EARLIER, &period, &table, &figure.row.0, &figure.field, &value, kind].map(str::to_owned).to_vec()
    });
    [first.to_vec()].into_iter().chain(figures).chain(ranks).chain(earlier).collect()
}

/// What kind of value it is, by a word that no translation changes.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Blank => "blank",
        Value::NoData => "no-data",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Date(_) => "date",
        Value::Bool(_) => "bool",
        Value::Error(_) => "error",
    }
}

/// The place of a figure in a workbook that is being made: its sheet's name and its cell.
#[must_use]
pub fn printed_at(sheet: &str, cell: CellRef) -> Location {
    let sheet = crate::location::SheetRef { index: 0, name: sheet.into() };
    Location { sheet: Some(sheet), cell: Some(cell), ..Location::nowhere() }
}

impl Archive {
    /// The figures of a row, in the order of their fields.
    pub fn row<'a>(&'a self, table: TableId, key: &'a RowKey) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |figure| figure.table == table && figure.row == *key)
    }

    /// The rows of a table, each once, in official order.
    #[must_use]
    pub fn keys(&self, table: TableId) -> Vec<&RowKey> {
        let mut keys: Vec<&RowKey> = Vec::new();
        for figure in self.figures.iter().filter(|figure| figure.table == table) {
            if keys.last().is_none_or(|last| **last != figure.row) && !keys.contains(&&figure.row) {
                keys.push(&figure.row);
            }
        }
        keys
    }

    /// A row as the table has its fields now, by slot; none where the archive has no such row. What may not be used
    /// is blank. A field that was renamed since is found by its former name among the aliases.
    #[must_use]
    pub fn values(&self, table: &Table, key: &RowKey) -> Option<Vec<Value>> {
        let mut row = table.blank_row();
        let mut known = false;
        for figure in self.row(table.id, key) {
            known = true;
            let slot = table
                .named(&figure.field)
                .or_else(|| table.fields.iter().position(|field| field.aliases.contains(&figure.field)));
            if let Some(cell) = slot.filter(|_| figure.usable).and_then(|slot| row.get_mut(slot)) {
                *cell = figure.value.clone();
            }
        }
        known.then_some(row)
    }

    /// The numbers that a field of a row had in the periods before the archive's own, latest first.
    pub fn earlier_numbers<'a>(
        &'a self,
        table: TableId,
        key: &'a RowKey,
        field: &'a str,
    ) -> impl Iterator<Item = (Period, f64)> {
        let own = move |figure: &&Earlier| figure.table == table && figure.row == *key && figure.field == field;
        self.earlier.iter().rev().filter(own).filter_map(|figure| Some((figure.period, figure.value.number()?)))
    }

    /// Whether the plan is this archive's, or follows it.
    #[must_use]
    pub fn is_of(&self, plan: &Plan) -> bool {
        self.plan == plan.id || plan.follows.contains(&self.plan)
    }
}
