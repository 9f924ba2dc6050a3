//! Which sheet holds which tables: by its name, else by their heads.

use super::blocks::{Block, blocks};
use super::cover::{Taken, is_cover, is_hidden_part, labels};
use super::head::{is_sentence, nearest};
use super::identity::{may_hold, period, period_in_title, unit_within};
use super::label::Names;
use super::vocabulary::ENDS_OF_TITLES;
use super::{Claim, CoverLine, Fact, Return, TableSheet, rows, says_something, sheet_ref, unplaced};
use crate::key::TableId;
use crate::location::CellRef;
use crate::normalize::shown;
use crate::period::Period;
use crate::plan::{Field, Plan, Role, Table, UnitId};
use crate::read::{Format, Grid, Source};
use crate::text::matching_key;
use strsim::normalized_levenshtein;

/// Two names of sheets are alike from here on, 0 to 1.
const ALIKE: f64 = 0.6;

/// A sheet that may hold tables.
struct Candidate<'a> {
    grid: &'a Grid,
    blocks: Vec<Block<'a>>,
    /// The table whose name it has.
    name: Option<TableId>,
}

impl Candidate<'_> {
    /// The tables on the sheet, each once.
    fn tables(&self) -> Vec<TableId> {
        let mut tables: Vec<TableId> = self.blocks.iter().map(|block| block.head.names.table.id).collect();
        let mut seen = std::collections::BTreeSet::new();
        tables.retain(|table| seen.insert(*table));
        tables
    }
}

/// Reads every sheet besides the cover and our hidden ones.
pub(super) fn read(source: &Source, plan: &Plan, taken: &Taken, given: &mut Return) {
    let tables = plan.tables.iter().filter(|table| may_hold(plan, &given.identity, table.id) && is_reported(table));
    let tables: Vec<&Table> = tables.collect();
    let period = given.identity.period.or(given.identity.asked);
    let names = |period| tables.iter().map(|table| Names::of(table, period)).collect::<Vec<Names<'_>>>();
    let cover = source.grids.iter().find(|grid| is_cover(grid)).map(|grid| grid.index);
    let others = || source.grids.iter().filter(|grid| cover != Some(grid.index) && !is_hidden_part(grid));
    let known = names(period);
    let mut candidates: Vec<Candidate<'_>> = others().map(|grid| candidate(grid, &known)).collect();
    let asked = given.identity.asked;
    for candidate in &candidates {
        let claimed = candidate.blocks.iter().flat_map(|block| claims(candidate.grid, block, plan, asked));
        given.identity.claims.extend(claimed);
    }
    given.identity.settle();
    // Now that it is known for when it is, labels may name that period.
    let settled = given.identity.period.or(period);
    let again = (settled != period).then(|| names(settled));
    if let Some(again) = &again {
        candidates = others().map(|grid| candidate(grid, again)).collect();
    }
    let understood = again.as_ref().unwrap_or(&known);
    // Now that it is known whose it is, the office's own tables may be out of the question.
    for candidate in &mut candidates {
        candidate.blocks.retain(|block| may_hold(plan, &given.identity, block.head.names.table.id));
    }
    for (place, candidate) in candidates.iter().enumerate() {
        if candidate.blocks.is_empty() {
            extra(candidate.grid, understood, taken, given);
        }
        for table in candidate.tables() {
            let rivals = candidates.iter().enumerate().filter(|(_, other)| other.tables().contains(&table));
            // The sheet with the exact name counts, else the first.
            let chosen = rivals.min_by_key(|(place, other)| (other.name != Some(table), *place));
            let blocks = candidate.blocks.iter().filter(|block| block.head.names.table.id == table);
            match chosen {
                Some((chosen, _)) if chosen == place => take(candidate, table, blocks, plan, taken, given),
                Some((_, chosen)) => {
                    let (sheet, chosen) = (sheet_ref(candidate.grid), sheet_ref(chosen.grid));
                    given.facts.push(Fact::SecondSheet { sheet, table, chosen });
                    leave(candidate.grid, blocks.flat_map(|block| block.cells.iter().copied()), taken, given);
                }
                None => {}
            }
        }
    }
}

/// Reads the rows of a table, of all its blocks on the sheet.
fn take<'a>(
    candidate: &Candidate<'a>,
    table: TableId,
    blocks: impl Iterator<Item = &'a Block<'a>>,
    plan: &Plan,
    taken: &Taken,
    given: &mut Return,
) {
    let grid = candidate.grid;
    let mut sheet: Option<TableSheet> = None;
    for block in blocks {
        let read = rows::read(grid, block, plan, taken, given);
        given.facts.extend(read.facts);
        given.unplaced.extend(read.left);
        sheet.get_or_insert_with(|| table_sheet(grid, block)).records.extend(read.records);
    }
    // The sheet of a text or a page is called as its file is.
    let has_names = !matches!(given.format, Format::Text | Format::Html);
    if has_names && candidate.name != Some(table) && candidate.tables().len() == 1 {
        given.facts.push(Fact::RenamedSheet { sheet: sheet_ref(grid), table });
    }
    given.tables.extend(sheet);
}

/// What stands on a sheet. A hidden one is never read as data.
fn candidate<'a>(grid: &'a Grid, tables: &'a [Names<'a>]) -> Candidate<'a> {
    let key = matching_key(&grid.name);
    let named = |names: &&Names<'_>| key.contains(&matching_key(&names.table.name));
    let like = tables.iter().find(named).map(|names| names.table);
    let name = like.filter(|table| matching_key(&table.name) == key).map(|table| table.id);
    let blocks = if grid.visible { blocks(grid, tables, like.map(|table| table.id)) } else { Vec::new() };
    Candidate { grid, blocks, name }
}

/// What a block says above its head of whose it is and for when.
fn claims(grid: &Grid, block: &Block<'_>, plan: &Plan, asked: Option<Period>) -> Vec<Claim> {
    let above: Vec<_> = block.cells.iter().take_while(|cell| cell.at.row < block.head.top).collect();
    let mut claims = Vec::new();
    let mut awaited: Option<(CoverLine, u32)> = None;
    for cell in above.into_iter().filter(|cell| says_something(cell)) {
        let text = shown(cell);
        let lines = labels(cell);
        let before = awaited.take();
        let said: Vec<(Option<CoverLine>, String)> = if lines.is_empty() {
            let line = before.filter(|(_, row)| *row == cell.at.row).map(|(line, _)| line);
            vec![(line, text.clone())]
        } else {
            // What stands right of the last label is its value.
            awaited = lines.last().filter(|(_, value)| value.is_none()).map(|(line, _)| (*line, cell.at.row));
            lines.into_iter().filter_map(|(line, value)| Some((Some(line), value?))).collect()
        };
        let mut claim = Claim { sheet: sheet_ref(grid), cell: cell.at, text, unit: None, period: None };
        for (line, said) in said {
            let (unit, period) = claimed(line, &said, block.head.names.table, plan, asked);
            (claim.unit, claim.period) = (claim.unit.or(unit), claim.period.or(period));
        }
        if claim.unit.is_some() || claim.period.is_some() {
            claims.push(claim);
        }
    }
    claims
}

/// The unit and the period that a text above a head names, beside a label or in a title.
fn claimed(
    line: Option<CoverLine>,
    said: &str,
    table: &Table,
    plan: &Plan,
    asked: Option<Period>,
) -> (Option<UnitId>, Option<Period>) {
    let key = matching_key(said);
    match line {
        Some(CoverLine::Unit) => {
            (plan.find_unit(said).filter(|unit| plan.reporters().any(|known| known == *unit)), None)
        }
        Some(CoverLine::Period) => (None, period(said, asked)),
        None if is_title(&key, table) => (unit_within(plan, &key), period_in_title(&key, asked)),
        // Who filled it in, and when, says nothing of whose it is.
        Some(_) | None => (None, None),
    }
}

/// Whether a text above a head is a title, and no sentence.
fn is_title(key: &str, table: &Table) -> bool {
    let ends = || ENDS_OF_TITLES.iter().any(|end| key.split('(').next().is_some_and(|bare| bare.ends_with(end)));
    !is_sentence(key) && (key.contains(&matching_key(&table.name)) || ends())
}

/// Tables that come back in returns: those in which somebody fills something in.
fn is_reported(table: &Table) -> bool {
    table.fields.iter().any(Field::is_input)
}

/// A sheet that is no table: a fact, if it says anything besides the cover.
fn extra(grid: &Grid, tables: &[Names<'_>], taken: &Taken, given: &mut Return) {
    if grid.cells.iter().any(|cell| says_something(cell) && !taken.covers(grid, cell)) {
        let name = matching_key(&grid.name);
        let likeness = |names: &Names<'_>| normalized_levenshtein(&name, &matching_key(&names.table.name));
        let alike = tables.iter().map(|names| (likeness(names), names.table.id));
        let alike =
            alike.filter(|(likeness, _)| *likeness >= ALIKE).max_by(|(one, _), (other, _)| one.total_cmp(other));
        let near = alike.map(|(_, table)| table).or_else(|| nearest(grid, tables)).filter(|_| grid.visible);
        given.facts.push(Fact::ExtraSheet { sheet: sheet_ref(grid), near });
        leave(grid, grid.cells.iter(), taken, given);
    }
}

/// Cells of a sheet that are unplaced, but for the cover if it is among them.
fn leave<'a>(grid: &Grid, cells: impl Iterator<Item = &'a crate::read::RawCell>, taken: &Taken, given: &mut Return) {
    let left = cells.filter(|cell| says_something(cell) && !taken.covers(grid, cell));
    let left: Vec<_> = left.map(|cell| unplaced(grid, cell)).collect();
    given.unplaced.extend(left);
}

/// The sheet as it is kept.
fn table_sheet(grid: &Grid, block: &Block<'_>) -> TableSheet {
    let head = &block.head;
    let table = head.names.table;
    let mut labels = head.matched.columns.clone();
    labels.sort_by_key(|column| column.col);
    let ignored = head.labels.iter().filter(|label| head.at(label.col).is_none());
    let has = |role: Role| table.slot(role).is_some_and(|slot| head.column(slot).is_some());
    TableSheet {
        table: table.id,
        sheet: sheet_ref(grid),
        head: head.top,
        head_last: head.bottom,
        columns: head.by_slot(),
        labels,
        ignored: ignored.map(|label| (CellRef::new(label.at.row, label.col), label.shown())).collect(),
        // Our own form without its codes has a column that the list never had.
        official: table.id == TableId::Tasks && !has(Role::Key) && !has(Role::Role) && has(Role::Content),
        records: Vec::new(),
    }
}
