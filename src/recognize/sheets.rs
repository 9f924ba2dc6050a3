//! Which sheet is which table: by its name, else by its head.

use super::cover::is_cover;
use super::head::{Head, find};
use super::identity::may_hold;
use super::{Fact, Return, TableSheet, rows, says_something, sheet_ref, unplaced};
use crate::key::TableId;
use crate::plan::{Plan, Table};
use crate::read::{Grid, Source};
use crate::text::matching_key;

/// A head must name this share of what must be filled in, for a sheet of another name to be the table.
const ENOUGH: f64 = 0.6;

/// A sheet that may be a table.
struct Candidate<'a> {
    grid: &'a Grid,
    table: &'a Table,
    head: Head,
    by_name: bool,
}

/// Reads every sheet besides the cover and our hidden ones.
pub(super) fn read(source: &Source, plan: &Plan, given: &mut Return) {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for grid in source.grids.iter().filter(|grid| !is_cover(grid) && !grid.name.starts_with('_')) {
        match grid.visible.then(|| candidate(grid, plan, given)).flatten() {
            Some(candidate) => candidates.push(candidate),
            None => extra(grid, given),
        }
    }
    for index in 0..candidates.len() {
        let Some(candidate) = candidates.get(index) else { continue };
        let rivals = candidates.iter().enumerate().filter(|(_, other)| other.table.id == candidate.table.id);
        // The sheet with the exact name counts, else the first.
        let chosen = rivals.min_by_key(|(place, other)| (!other.by_name, *place));
        let Some((place, chosen)) = chosen else { continue };
        if place == index {
            let (sheet, facts, left) = rows::read(candidate.grid, candidate.table, &candidate.head, plan, given);
            given.facts.extend(facts);
            given.unplaced.extend(left);
            given.tables.push(sheet);
        } else {
            let (sheet, chosen) = (sheet_ref(candidate.grid), sheet_ref(chosen.grid));
            given.facts.push(Fact::SecondSheet { sheet, table: candidate.table.id, chosen });
            leave(candidate.grid, given);
        }
    }
}

fn candidate<'a>(grid: &'a Grid, plan: &'a Plan, given: &Return) -> Option<Candidate<'a>> {
    let tables =
        || plan.tables.iter().filter(|table| may_hold(plan, &given.identity, table.id) && is_reported(table.id));
    let name = matching_key(&grid.name);
    if let Some(table) = tables().find(|table| matching_key(&table.name) == name) {
        return find(grid, table).map(|head| Candidate { grid, table, head, by_name: true });
    }
    let heads = tables().filter_map(|table| Some((table, find(grid, table)?)));
    let likely = heads.filter(|(_, head)| head.share >= ENOUGH && head.columns.len() >= 3);
    let (table, head) = likely.max_by_key(|(_, head)| head.columns.len())?;
    Some(Candidate { grid, table, head, by_name: false })
}

/// Tables that come back in returns.
fn is_reported(table: TableId) -> bool {
    match table {
        TableId::Indicators
        | TableId::Projects
        | TableId::Tasks
        | TableId::CloseOut
        | TableId::Verdicts
        | TableId::Points
        | TableId::Arrivals
        | TableId::Waivers
        | TableId::Targets
        | TableId::Outlook => true,
        TableId::LeagueIndicators
        | TableId::LeagueUnits
        | TableId::GroupDetail
        | TableId::Submission
        | TableId::Coordination
        | TableId::Changes
        | TableId::Findings
        | TableId::Trace
        | TableId::Unplaced
        | TableId::WaiverList
        | TableId::ReceiptList => false,
    }
}

/// A sheet that is no table: a fact, if it says anything.
fn extra(grid: &Grid, given: &mut Return) {
    if grid.cells.iter().any(says_something) {
        given.facts.push(Fact::ExtraSheet { sheet: sheet_ref(grid) });
        leave(grid, given);
    }
}

/// All cells of a sheet are unplaced.
fn leave(grid: &Grid, given: &mut Return) {
    let left: Vec<_> = grid.cells.iter().filter(|cell| says_something(cell)).map(|cell| unplaced(grid, cell)).collect();
    given.unplaced.extend(left);
}

/// The sheet as it is kept.
pub(super) fn table_sheet(grid: &Grid, table: &Table, head: &Head) -> TableSheet {
    TableSheet {
        table: table.id,
        sheet: sheet_ref(grid),
        head: head.row,
        columns: head.by_slot(table),
        records: Vec::new(),
    }
}
