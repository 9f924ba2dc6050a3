//! Which sheet is which table: by its name, else by its head.

use super::cover::{Taken, is_cover, is_hidden_part};
use super::head::{Head, find};
use super::identity::may_hold;
use super::{Fact, Return, TableSheet, rows, says_something, sheet_ref, unplaced};
use crate::plan::{Field, Plan, Table};
use crate::read::{Grid, Source};
use crate::text::matching_key;

/// A head must name this share of what must be filled in, for a sheet of another name to be the table.
const ENOUGH: f64 = 0.6;
/// Or it names so many columns: the official list has its own five, and none of what must be filled in but one.
const MANY: usize = 5;

/// A sheet that may be a table.
struct Candidate<'a> {
    grid: &'a Grid,
    table: &'a Table,
    head: Head,
    by_name: bool,
}

/// Reads every sheet besides the cover and our hidden ones.
pub(super) fn read(source: &Source, plan: &Plan, taken: &Taken, given: &mut Return) {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let cover = source.grids.iter().find(|grid| is_cover(grid)).map(|grid| grid.index);
    for grid in source.grids.iter().filter(|grid| cover != Some(grid.index) && !is_hidden_part(grid)) {
        match grid.visible.then(|| candidate(grid, plan, given)).flatten() {
            Some(candidate) => candidates.push(candidate),
            None => extra(grid, taken, given),
        }
    }
    for index in 0..candidates.len() {
        let Some(candidate) = candidates.get(index) else { continue };
        let rivals = candidates.iter().enumerate().filter(|(_, other)| other.table.id == candidate.table.id);
        // The sheet with the exact name counts, else the first.
        let chosen = rivals.min_by_key(|(place, other)| (!other.by_name, *place));
        let Some((place, chosen)) = chosen else { continue };
        if place == index {
            let (sheet, facts, left) = rows::read(candidate.grid, candidate.table, &candidate.head, plan, taken, given);
            given.facts.extend(facts);
            given.unplaced.extend(left);
            given.tables.push(sheet);
        } else {
            let (sheet, chosen) = (sheet_ref(candidate.grid), sheet_ref(chosen.grid));
            given.facts.push(Fact::SecondSheet { sheet, table: candidate.table.id, chosen });
            leave(candidate.grid, taken, given);
        }
    }
}

fn candidate<'a>(grid: &'a Grid, plan: &'a Plan, given: &Return) -> Option<Candidate<'a>> {
    let tables = || plan.tables.iter().filter(|table| may_hold(plan, &given.identity, table.id) && is_reported(table));
    let name = matching_key(&grid.name);
    if let Some(table) = tables().find(|table| matching_key(&table.name) == name) {
        return find(grid, table).map(|head| Candidate { grid, table, head, by_name: true });
    }
    let heads = tables().filter_map(|table| Some((table, find(grid, table)?)));
    let likely =
        heads.filter(|(_, head)| (head.share >= ENOUGH && head.columns.len() >= 3) || head.columns.len() >= MANY);
    let (table, head) = likely.max_by_key(|(_, head)| head.columns.len())?;
    Some(Candidate { grid, table, head, by_name: false })
}

/// Tables that come back in returns: those in which somebody fills something in.
fn is_reported(table: &Table) -> bool {
    table.fields.iter().any(Field::is_input)
}

/// A sheet that is no table: a fact, if it says anything besides the cover.
fn extra(grid: &Grid, taken: &Taken, given: &mut Return) {
    if grid.cells.iter().any(|cell| says_something(cell) && !taken.covers(grid, cell)) {
        given.facts.push(Fact::ExtraSheet { sheet: sheet_ref(grid) });
        leave(grid, taken, given);
    }
}

/// All cells of a sheet are unplaced, but for the cover if it is on it.
fn leave(grid: &Grid, taken: &Taken, given: &mut Return) {
    let left = grid.cells.iter().filter(|cell| says_something(cell) && !taken.covers(grid, cell));
    let left: Vec<_> = left.map(|cell| unplaced(grid, cell)).collect();
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
