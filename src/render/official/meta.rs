//! The hidden sheets: the limits that formulas read, and the archive that the next quarter reads.

use super::page::content;
use super::table::quoted;
use super::{Frame, look};
use crate::archive::{self, Archive, Figure, Rank};
use crate::consolidate::Board;
use crate::key::TableId;
use crate::location::CellRef;
use crate::render::{Cell, DefinedName, Row, Sheet, Visibility};
use crate::text::consolidate as words;

/// The sheet of the named limits: name, value.
const LIMITS: &str = "_limits";
/// The sheet of the archive.
const META: &str = "_meta";

/// `_limits`.
pub(super) fn limits(frame: &Frame<'_>) -> Sheet {
    let names = frame.plan.names().into_iter().zip(&frame.names);
    hidden(LIMITS, names.map(|(name, value)| vec![Cell::Text(name.name), content(value)]).collect())
}

/// A defined name for each of them.
pub(super) fn defined_names(frame: &Frame<'_>) -> Vec<DefinedName> {
    let value = |row: u32| {
        let cell = CellRef::new(row, 1);
        format!("={}$B${}", quoted(LIMITS), cell.row + 1)
    };
    (0..).zip(frame.plan.names()).map(|(row, name)| DefinedName { name: name.name, refers_to: value(row) }).collect()
}

/// `_meta`.
pub(super) fn meta(frame: &Frame<'_>, figures: Vec<Figure>) -> Sheet {
    let archive = Archive {
        plan: frame.plan.id.clone(),
        revision: frame.quarter.revision.clone(),
        period: Some(frame.quarter.period),
        figures,
        ranks: ranks(frame),
    };
    let text = |text: String| if text.is_empty() { Cell::Blank } else { Cell::Text(text) };
    hidden(META, archive::rows(&archive).into_iter().map(|row| row.into_iter().map(text).collect()).collect())
}

/// Ranks of indicators and units.
fn ranks(frame: &Frame<'_>) -> Vec<Rank> {
    let league = &frame.quarter.league;
    let block = frame.plan.table(TableId::LeagueIndicators).block.clone().unwrap_or_default();
    let indicators = league
        .indicators
        .iter()
        .filter_map(|line| Some(Rank { board: block.clone(), who: line.key.0.clone(), rank: line.rank? }));
    let units = league.units.iter().filter_map(|line| {
        let board = match line.board {
            Board::Departments => words::board(0),
            Board::Streets => words::board(1),
            Board::Others => words::board(2),
        };
        Some(Rank { board: board.to_owned(), who: frame.plan.unit(line.unit).name.clone(), rank: line.rank? })
    });
    indicators.chain(units).collect()
}

fn hidden(name: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    let row = |cells: Vec<Cell>| Row {
        height: None,
        cells: (0..).zip(cells).map(|(col, cell)| (col, cell, look::HIDDEN)).collect(),
    };
    Sheet {
        name: name.to_owned(),
        visibility: Visibility::Hidden,
        rows: rows.into_iter().map(row).collect(),
        protected: true,
        ..Sheet::default()
    }
}
