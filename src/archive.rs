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
