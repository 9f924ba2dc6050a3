//! The rows below a head: records by their key, up to the notes and signatures below the table.

use super::cover::{Taken, label};
use super::head::{Head, title_slot};
use super::identity::period;
use super::label::Labelled;
use super::sheets::table_sheet;
use super::vocabulary::{ATTACHMENT, NOTES, NUMERALS, SENTENCE};
use super::{CoverLine, Fact, Record, Return, TableSheet, Unplaced, says_something, sheet_ref, unplaced};
use crate::key::{RowKey, TableId};
use crate::normalize::{Entry, Fault, entry, shown};
use crate::plan::{FieldKind, Filled, Listed, Plan, Role, Table};
use crate::read::{Grid, RawCell};
use crate::text::{form, matching_key};
use crate::value::{Value, plain};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Reads a table's rows: the sheet, facts about it, and the cells that are left.
pub(super) fn read(
    grid: &Grid,
    table: &Table,
    head: &Head,
    plan: &Plan,
    taken: &Taken,
    given: &Return,
) -> (TableSheet, Vec<Fact>, Vec<Unplaced>) {
    let mut sheet = table_sheet(grid, table, head);
    let mut facts = renamed(grid, table, head);
    let mut left = Vec::new();
    let mut ended = false;
    let known_rows = Known::of(grid, table, head, plan);
    for cells in grid.cells.chunk_by(|a, b| a.at.row == b.at.row) {
        let Some(row) = cells.first().map(|cell| cell.at.row) else { continue };
        match row.cmp(&head.row) {
            Ordering::Less => left.extend(above(grid, table, plan, given, cells)),
            Ordering::Equal => {
                let unknown = cells.iter().filter(|cell| !head.columns.iter().any(|column| column.col == cell.at.col));
                left.extend(unknown.filter(|cell| says_something(cell)).map(|cell| unplaced(grid, cell)));
            }
            Ordering::Greater => {
                let ours = |cell: &RawCell| cell.value.is_blank() && is_computed(table, head, cell);
                let said: Vec<&RawCell> = cells.iter().filter(|cell| says_something(cell) && !ours(cell)).collect();
                let key = key(table, head, plan, &said, &known_rows);
                let known = key.as_ref().is_some_and(|(_, known)| *known);
                // A row that the plan knows is a row, even with a note in the margin before it.
                ended = ended || (!known && said.first().is_some_and(|cell| is_note(cell)));
                let repeats = is_head_again(grid, head, &said);
                if let Some((key, _)) = key.filter(|_| !ended && (known || !repeats)) {
                    let (record, others) = record(table, head, plan, given, key, row, &said);
                    sheet.records.push(record);
                    left.extend(others.into_iter().map(|cell| unplaced(grid, cell)));
                } else {
                    let left_here: Vec<_> = said.iter().filter(|cell| !taken.has(grid, cell.at)).collect();
                    if !ended && !repeats && !left_here.is_empty() {
                        facts.push(Fact::RowWithoutKey { sheet: sheet_ref(grid), table: table.id, row });
                    }
                    left.extend(left_here.into_iter().map(|cell| unplaced(grid, cell)));
                }
            }
        }
    }
    left.retain(|cell| !taken.has(grid, cell.cell));
    (sheet, facts, left)
}

fn renamed(grid: &Grid, table: &Table, head: &Head) -> Vec<Fact> {
    let label = |column: &Labelled| {
        grid.cells.iter().find(|cell| cell.at.row == head.row && cell.at.col == column.col).map(|cell| {
            Fact::RenamedLabel {
                sheet: sheet_ref(grid),
                table: table.id,
                cell: cell.at,
                found: shown(cell),
                slot: column.slot,
            }
        })
    };
    head.renamed().filter_map(label).collect()
}

/// Title, number of the attachment, note on money and the repeated cover line are ours, where they say what we
/// know; anything else is left.
fn above(grid: &Grid, table: &Table, plan: &Plan, given: &Return, cells: &[RawCell]) -> Vec<Unplaced> {
    let mut left = Vec::new();
    // What stands right of a label is its value.
    let mut awaited: Option<CoverLine> = None;
    for cell in cells.iter().filter(|cell| says_something(cell)) {
        let text = shown(cell);
        let ours = match (label(cell), awaited.take()) {
            (Some((line @ (CoverLine::Unit | CoverLine::Period), None)), _) => {
                awaited = Some(line);
                true
            }
            (Some((line, Some(value))), _) => repeats_identity(plan, given, line, &value),
            (Some((_, None)), _) => false,
            (None, Some(line)) => repeats_identity(plan, given, line, &text),
            (None, None) => is_printed(table, &matching_key(&text)),
        };
        if !ours {
            left.push(unplaced(grid, cell));
        }
    }
    left
}

/// Whether a value beside a label says what the identity says already.
fn repeats_identity(plan: &Plan, given: &Return, line: CoverLine, value: &str) -> bool {
    match line {
        CoverLine::Unit => given.identity.unit.is_some() && plan.find_unit(value) == given.identity.unit,
        CoverLine::Period => given.identity.period.is_some() && period(value) == given.identity.period,
        CoverLine::Filler
        | CoverLine::Reviewer
        | CoverLine::Principal
        | CoverLine::Phone
        | CoverLine::FilledOn
        | CoverLine::Template
        | CoverLine::Edition => false,
    }
}

/// Whether a text above the head is the table's title, 附件N, or the unit that all its money is in.
fn is_printed(table: &Table, key: &str) -> bool {
    let title = key.contains(&matching_key(&table.name)) && !key.contains(SENTENCE);
    let number = key.strip_prefix(ATTACHMENT).map(|rest| rest.trim_end_matches(':'));
    title
        || number.is_some_and(|number| number.chars().all(|c| NUMERALS.contains(c)))
        || table.money.as_ref().is_some_and(|money| matching_key(&form::money(money)) == key)
}

/// Whether a cell is in a column that we compute: a formula of ours that was saved without its result says nothing.
fn is_computed(table: &Table, head: &Head, cell: &RawCell) -> bool {
    let column = head.columns.iter().find(|column| column.col == cell.at.col);
    let field = column.and_then(|column| table.fields.get(column.slot));
    field.is_some_and(|field| matches!(field.filled, Filled::Formula(_)) || field.role == Role::SelfCheck)
}

/// Whether a row repeats the head, as lists do after a page break.
fn is_head_again(grid: &Grid, head: &Head, cells: &[&RawCell]) -> bool {
    let label = |col: u32| grid.cells.iter().find(|cell| cell.at.row == head.row && cell.at.col == col).map(shown);
    let same =
        |cell: &&RawCell| label(cell.at.col).is_some_and(|label| matching_key(&label) == matching_key(&shown(cell)));
    cells.len() > 1 && cells.iter().all(same)
}

/// Whether a row begins with words that end a table.
fn is_note(cell: &RawCell) -> bool {
    let key = matching_key(&shown(cell));
    NOTES.iter().any(|word| key.starts_with(word))
}

/// The row's code, and whether the plan has it. A code that the plan knows is taken in the plan's spelling; where
/// there is none that it knows, what the row is about tells the row.
fn key(table: &Table, head: &Head, plan: &Plan, cells: &[&RawCell], known: &Known<'_>) -> Option<(RowKey, bool)> {
    let cell_of = |slot: usize| {
        let column = head.columns.iter().find(|column| column.slot == slot)?;
        cells.iter().find(|cell| cell.at.col == column.col)
    };
    let written = table.slot(Role::Key).and_then(|slot| {
        let read = entry(cell_of(slot)?, table, slot, None, plan, None)?;
        let text = match read.fault {
            // A dash is no code.
            Some(Fault::Ditto) => String::new(),
            Some(_) => read.raw,
            None => read.value.shown(),
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    });
    let folded = written.as_deref().map(matching_key);
    let by_code = || known.listed.iter().find(|row| Some(matching_key(&row.code.0)) == folded);
    let by_title = || {
        let title = letters(&shown(cell_of(title_slot(table)?)?));
        // A copy of a row that has its code elsewhere is another row.
        let free = |code: &RowKey| !known.codes.contains(&matching_key(&code.0));
        let mut same =
            known.listed.iter().filter(|row| !title.is_empty() && letters(row.title) == title && free(row.code));
        same.next().filter(|_| same.next().is_none())
    };
    match by_code().or_else(by_title) {
        Some(row) => Some((row.code.clone(), true)),
        None => Some((RowKey(issue_code(table, written?)), false)),
    }
}

/// A code of the ledger however it was typed: the office, its units and the period before mean one issue by it.
fn issue_code(table: &Table, written: String) -> String {
    if table.id == TableId::CloseOut { matching_key(&written).to_uppercase() } else { written }
}

/// By what a table's rows are known: what the plan lists, and the codes that stand on the sheet.
struct Known<'a> {
    listed: Vec<Listed<'a>>,
    /// As matching keys.
    codes: BTreeSet<String>,
}

impl<'a> Known<'a> {
    /// The office's verdicts are about the measures, its adjusted targets about indicators and projects.
    fn of(grid: &Grid, table: &Table, head: &Head, plan: &'a Plan) -> Self {
        let about: Vec<TableId> = if table.id == TableId::Verdicts {
            vec![TableId::Tasks]
        } else if table.id == TableId::Targets {
            vec![TableId::Indicators, TableId::Projects]
        } else {
            vec![table.id]
        };
        let slot = table.slot(Role::Key);
        let column = head.columns.iter().find(|column| Some(column.slot) == slot).map(|column| column.col);
        let below = grid.cells.iter().filter(|cell| cell.at.row > head.row && Some(cell.at.col) == column);
        Self {
            listed: about.iter().flat_map(|about| plan.listed(*about)).collect(),
            codes: below.map(|cell| matching_key(&shown(cell))).collect(),
        }
    }
}

/// A text without its punctuation, which differs from copy to copy.
fn letters(text: &str) -> String {
    matching_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A record, and the row's cells that are in no known column.
fn record<'a>(
    table: &Table,
    head: &Head,
    plan: &Plan,
    given: &Return,
    key: RowKey,
    row: u32,
    cells: &[&'a RawCell],
) -> (Record, Vec<&'a RawCell>) {
    let mut entries: Vec<Option<Entry>> = vec![None; table.fields.len()];
    let mut others = Vec::new();
    let unit = row_unit(table, head, plan, &key, cells);
    for cell in cells {
        let Some(column) = head.columns.iter().find(|column| column.col == cell.at.col) else {
            others.push(*cell);
            continue;
        };
        let read = entry(
            &in_label_unit(cell, table, column),
            table,
            column.slot,
            unit.as_deref(),
            plan,
            given.identity.period,
        );
        // With the label's unit it was read, but what stands there is without.
        let read = read.map(|read| Entry { raw: shown(cell), ..read });
        if let Some(place) = entries.get_mut(column.slot) {
            *place = read;
        }
    }
    (Record { key, row, entries }, others)
}

/// A plain number under a label with another unit carries that unit: 1.2 under 总投资(亿元) is 1.2亿元.
fn in_label_unit(cell: &RawCell, table: &Table, column: &Labelled) -> RawCell {
    let is_number = table.fields.get(column.slot).is_some_and(|field| field.kind == FieldKind::Number);
    let Some(unit) = column.unit.as_ref().filter(|_| is_number) else { return cell.clone() };
    let bare = match &cell.value {
        Value::Number(number) if !cell.percent => plain(*number),
        Value::Text(text) if matching_key(text).ends_with(|c: char| c.is_ascii_digit()) => text.clone(),
        Value::Number(_)
        | Value::Text(_)
        | Value::Blank
        | Value::NoData
        | Value::Date(_)
        | Value::Bool(_)
        | Value::Error(_) => return cell.clone(),
    };
    RawCell { value: Value::Text(format!("{bare}{unit}")), ..cell.clone() }
}

/// The unit of measure of a row's values: the plan's for the indicator, else what the row says.
fn row_unit(table: &Table, head: &Head, plan: &Plan, key: &RowKey, cells: &[&RawCell]) -> Option<String> {
    if table.id != TableId::Indicators {
        return None;
    }
    if let Some(indicator) = plan.indicator(key) {
        return Some(indicator.unit.clone());
    }
    let slot = table.slot(Role::Unit)?;
    let column = head.columns.iter().find(|column| column.slot == slot)?;
    cells.iter().find(|cell| cell.at.col == column.col).map(|cell| shown(cell))
}
