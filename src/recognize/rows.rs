//! The rows below a head: records by their key, up to the notes and signatures below the table.

use super::cover::label;
use super::head::Head;
use super::label::Labelled;
use super::sheets::table_sheet;
use super::vocabulary::{ATTACHMENT, MONEY_NOTE, NOTES};
use super::{Fact, Record, Return, TableSheet, Unplaced, says_something, sheet_ref, unplaced};
use crate::key::{RowKey, TableId};
use crate::normalize::{Entry, entry, shown};
use crate::plan::{FieldKind, Plan, Role, Table};
use crate::read::{Grid, RawCell};
use crate::text::matching_key;
use crate::value::{Value, plain};
use std::cmp::Ordering;

/// Reads a table's rows: the sheet, facts about it, and the cells that are left.
pub(super) fn read(
    grid: &Grid,
    table: &Table,
    head: &Head,
    plan: &Plan,
    given: &Return,
) -> (TableSheet, Vec<Fact>, Vec<Unplaced>) {
    let mut sheet = table_sheet(grid, table, head);
    let mut facts = renamed(grid, table, head);
    let mut left = Vec::new();
    let mut ended = false;
    for cells in grid.cells.chunk_by(|a, b| a.at.row == b.at.row) {
        let Some(row) = cells.first().map(|cell| cell.at.row) else { continue };
        match row.cmp(&head.row) {
            Ordering::Less => left.extend(above(grid, table, cells)),
            Ordering::Equal => {
                let unknown = cells.iter().filter(|cell| !head.columns.iter().any(|column| column.col == cell.at.col));
                left.extend(unknown.filter(|cell| says_something(cell)).map(|cell| unplaced(grid, cell)));
            }
            Ordering::Greater => {
                let said: Vec<&RawCell> = cells.iter().filter(|cell| says_something(cell)).collect();
                ended = ended || said.first().is_some_and(|cell| is_note(cell));
                let key = if ended { None } else { key(table, head, plan, &said) };
                if let Some(key) = key {
                    let (record, others) = record(table, head, plan, given, key, row, &said);
                    sheet.records.push(record);
                    left.extend(others.into_iter().map(|cell| unplaced(grid, cell)));
                } else {
                    if !ended && !said.is_empty() {
                        facts.push(Fact::RowWithoutKey { sheet: sheet_ref(grid), table: table.id, row });
                    }
                    left.extend(said.into_iter().map(|cell| unplaced(grid, cell)));
                }
            }
        }
    }
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

/// Title, repeated cover line and note on money above the head are ours; anything else is left.
fn above(grid: &Grid, table: &Table, cells: &[RawCell]) -> Vec<Unplaced> {
    let mut left = Vec::new();
    let mut after_label = false;
    for cell in cells.iter().filter(|cell| says_something(cell)) {
        let key = matching_key(&shown(cell));
        let is_label = label(cell).is_some();
        let printed =
            key.contains(&matching_key(&table.name)) || key.starts_with(ATTACHMENT) || key.starts_with(MONEY_NOTE);
        if !is_label && !after_label && !printed {
            left.push(unplaced(grid, cell));
        }
        // What stands right of a label is its value.
        after_label = label(cell).is_some_and(|(_, inline)| inline.is_none());
    }
    left
}

/// Whether a row begins with words that end a table.
fn is_note(cell: &RawCell) -> bool {
    let key = matching_key(&shown(cell));
    NOTES.iter().any(|word| key.starts_with(word))
}

/// The row's code. A code that the plan knows is taken in the plan's spelling.
fn key(table: &Table, head: &Head, plan: &Plan, cells: &[&RawCell]) -> Option<RowKey> {
    let slot = table.slot(Role::Key)?;
    let column = head.columns.iter().find(|column| column.slot == slot)?;
    let cell = cells.iter().find(|cell| cell.at.col == column.col)?;
    let read = entry(cell, table, slot, None, plan, None)?;
    let text = if read.fault.is_some() { read.raw } else { read.value.shown() };
    let folded = matching_key(&text);
    let known = match table.id {
        TableId::Tasks | TableId::Verdicts => {
            plan.measures.iter().map(|known| &known.code).find(|code| matching_key(&code.0) == folded)
        }
        TableId::Indicators => {
            plan.indicators.iter().map(|known| &known.code).find(|code| matching_key(&code.0) == folded)
        }
        TableId::Projects => plan.projects.iter().map(|known| &known.code).find(|code| matching_key(&code.0) == folded),
        TableId::CloseOut
        | TableId::LeagueIndicators
        | TableId::LeagueUnits
        | TableId::GroupDetail
        | TableId::Submission
        | TableId::Coordination
        | TableId::Changes
        | TableId::Findings
        | TableId::Trace
        | TableId::Unplaced
        | TableId::WaiverList
        | TableId::ReceiptList
        | TableId::Points
        | TableId::Arrivals
        | TableId::Waivers
        | TableId::Targets
        | TableId::Outlook => None,
    };
    let key = known.cloned().unwrap_or_else(|| RowKey(text.trim().to_owned()));
    (!key.0.is_empty()).then_some(key)
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
        if let Some(place) = entries.get_mut(column.slot) {
            *place = read;
        }
    }
    (Record { key, row, entries }, others)
}

/// A plain number under a label with another unit carries that unit: 1.2 under 总投资(亿元) is 1.2亿元.
fn in_label_unit(cell: &RawCell, table: &Table, column: &Labelled) -> RawCell {
    let is_number = table.fields.get(column.slot).is_some_and(|field| field.kind == FieldKind::Number);
    match (&cell.value, &column.unit) {
        (Value::Number(number), Some(unit)) if is_number => {
            RawCell { value: Value::Text(format!("{}{unit}", plain(*number))), ..cell.clone() }
        }
        _ => cell.clone(),
    }
}

/// The unit of measure of a row's values: the plan's for the indicator, else what the row says.
fn row_unit(table: &Table, head: &Head, plan: &Plan, key: &RowKey, cells: &[&RawCell]) -> Option<String> {
    if table.id != TableId::Indicators {
        return None;
    }
    if let Some(indicator) = plan.indicators.iter().find(|known| known.code == *key) {
        return Some(indicator.unit.clone());
    }
    let slot = table.slot(Role::Unit)?;
    let column = head.columns.iter().find(|column| column.slot == slot)?;
    cells.iter().find(|cell| cell.at.col == column.col).map(|cell| shown(cell))
}
