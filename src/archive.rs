//! Last period's figures, lights, ranks and open issues: what a quarter workbook's `_meta` holds, both ways.
//!
//! Knows alone how `_meta` is laid out; does not read or write files.

use crate::key::{RowKey, TableId};
use crate::period::Period;
use crate::value::Value;

/// What a quarter workbook keeps for the next one.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The plan's id.
    pub plan: String,
    /// The plan's revision.
    pub revision: String,
    /// The period.
    pub period: Option<Period>,
    /// Every filled figure of the five tables, in official order.
    pub figures: Vec<Figure>,
    /// Ranks by board and unit.
    pub ranks: Vec<Rank>,
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
    /// The sheet it is printed on.
    pub sheet: String,
    /// The cell it is printed in, A1.
    pub cell: String,
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

/// The first cell of `_meta`: what it is, and the version of its layout.
pub const MARK: &str = "qingdan-archive;1";
/// Begins a row with a figure: table, row, field, value, kind of value, 1 if usable else 0, sheet, cell.
const FIGURE: &str = "figure";
/// Begins a row with a rank: board, who, rank.
const RANK: &str = "rank";

/// The rows of `_meta`: mark, engine version, plan, revision and period; then the figures; then the ranks.
#[must_use]
pub fn rows(archive: &Archive) -> Vec<Vec<String>> {
    let period = archive.period.map(|period| period.to_string()).unwrap_or_default();
    let first = [MARK, env!("CARGO_PKG_VERSION"), &archive.plan, &archive.revision, &period].map(str::to_owned);
    let figures = archive.figures.iter().map(|figure| {
        let (row, field, value) = (&figure.row.0, &figure.field, &figure.value.shown());
        let usable = if figure.usable { "1" } else { "0" };
        let table = figure.table.name();
        let kind = value_kind(&figure.value);
        [FIGURE, &table, row, field, value, kind, usable, &figure.sheet, &figure.cell].map(str::to_owned).to_vec()
    });
    let ranks = archive
        .ranks
        .iter()
        .map(|rank| [RANK, &rank.board, &rank.who, &rank.rank.to_string()].map(str::to_owned).to_vec());
    [first.to_vec()].into_iter().chain(figures).chain(ranks).collect()
}

/// What kind of value it is, by a word that no translation changes.
fn value_kind(value: &Value) -> &'static str {
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
