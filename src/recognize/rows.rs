//! The rows below a head: records by their key, up to the notes and signatures below the table.

use super::blocks::Block;
use super::cover::{Taken, labels as labels_of_cover};
use super::head::{Head, is_sentence};
use super::identity::period;
use super::label::{Fit, Labelled};
use super::merged::{Merged, hidden, is_filled_down};
use super::row_key::Known;
use super::vocabulary::{AFTER_NUMERAL, ATTACHMENT, HEADINGS, NOTES, NUMERALS, SIGNATURES, TOTALS};
use super::{CoverLine, Fact, Found, NoteKind, Record, Return, Unplaced, says_something, sheet_ref, unplaced};
use crate::key::{RowKey, TableId};
use crate::normalize::{Entry, Receipt, entry, shown};
use crate::plan::{FieldKind, Filled, Plan, Role, Table};
use crate::read::{Grid, RawCell};
use crate::text::{form, matching_key};
use crate::value::{Value, plain};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a table on a sheet was read into.
pub(super) struct Read {
    /// Its records.
    pub(super) records: Vec<Record>,
    /// What did not fit.
    pub(super) facts: Vec<Fact>,
    /// The cells that are left.
    pub(super) left: Vec<Unplaced>,
}

/// What a row below the head is.
enum Line {
    /// A record.
    Row(RowKey, Found),
    /// A head that stands again, or nothing but a serial number or results of formulas.
    Nothing,
    /// What is no data, in whatever way.
    Note(NoteKind),
    /// A row of which nobody knows what it is about.
    Unknown,
}

/// Reads a table's rows.
pub(super) fn read(grid: &Grid, block: &Block<'_>, plan: &Plan, taken: &Taken, given: &Return) -> Read {
    let head = &block.head;
    let table = head.names.table;
    let mut read = Read { records: Vec::new(), facts: labels(grid, head), left: Vec::new() };
    let known = Known::of(table, head, plan, &block.cells);
    let merged = Merged::of(grid, head, &block.cells);
    let columns: Arc<[Option<u32>]> = head.by_slot().into();
    read.facts.extend(block.money.iter().flat_map(|note| note.facts(grid, head)));
    let mut ended = false;
    for cells in block.cells.chunk_by(|a, b| a.at.row == b.at.row) {
        let Some(row) = cells.first().map(|cell| cell.at.row) else { continue };
        let ours = |cell: &RawCell| cell.value.is_blank() && is_computed(head, cell);
        let said: Vec<&RawCell> = cells.iter().copied().filter(|cell| says_something(cell) && !ours(cell)).collect();
        if row < head.top {
            let note = |cell: &&RawCell| block.money.as_ref().is_some_and(|note| note.is(cell.at));
            let other: Vec<&RawCell> = said.iter().copied().filter(|cell| !note(cell)).collect();
            read.left.extend(above(grid, table, plan, given, &other));
            continue;
        }
        if head.holds(row) {
            let unknown = said.iter().filter(|cell| !head.uses(cell.at, &shown(cell)));
            read.left.extend(unknown.map(|cell| unplaced(grid, cell)));
            continue;
        }
        let free: Vec<&RawCell> = said.iter().copied().filter(|cell| !taken.has(grid, cell.at)).collect();
        let line = line(block, &known, &said, row, &mut ended);
        if let Line::Row(key, found) = line {
            let made =
                Record { key, row, entries: vec![None; table.fields.len()], columns: Arc::clone(&columns), found };
            let (record, others) = filled(made, head, plan, given, &said, &merged);
            if found == Found::Near {
                read.facts.push(near(grid, table, head, &record, &said));
            }
            read.records.push(record);
            read.left.extend(others.into_iter().map(|cell| unplaced(grid, cell)));
            continue;
        }
        // The formulas of a row that waits to be filled are the form's own, whatever another program saved as their results.
        let first = free
            .first()
            .copied()
            .filter(|_| !free.iter().all(|cell| cell.formula.is_some() && is_computed(head, cell)));
        read.left.extend(free.into_iter().map(|cell| unplaced(grid, cell)));
        match (line, first) {
            (Line::Note(kind), Some(first)) => note(&mut read.facts, grid, table, first, kind),
            (Line::Unknown, Some(_)) => {
                read.facts.push(Fact::RowWithoutKey { sheet: sheet_ref(grid), table: table.id, row });
            }
            (Line::Row(..) | Line::Nothing, _) | (Line::Note(_) | Line::Unknown, None) => {}
        }
    }
    let rows: BTreeSet<u32> = read.records.iter().map(|record| record.row).collect();
    let ranges = merged.within(&rows);
    if !ranges.is_empty() {
        read.facts.push(Fact::Merged { sheet: sheet_ref(grid), table: table.id, ranges });
    }
    let (rows, columns) = hidden(grid, head, &block.cells, &rows);
    if !rows.is_empty() || !columns.is_empty() {
        read.facts.push(Fact::Hidden { sheet: sheet_ref(grid), table: table.id, rows, columns });
    }
    read.left.retain(|cell| !taken.has(grid, cell.cell));
    read
}

/// What a row is. A row that the plan knows is a row, even with a note in the margin before it.
fn line(block: &Block<'_>, known: &Known<'_>, said: &[&RawCell], row: u32, ended: &mut bool) -> Line {
    let head = &block.head;
    if block.again.iter().any(|(first, last)| (*first..=*last).contains(&row)) || is_head_again(head, said) {
        // Under a head that stands again the table goes on, whatever was noted at the foot of the page.
        *ended = false;
        return Line::Nothing;
    }
    let key = known.key(head, said);
    let kind = said.first().and_then(|first| note_kind(first, said));
    match (key, kind) {
        (Some((key, Some(found))), _) if !*ended => Line::Row(key, found),
        (_, Some(kind @ NoteKind::Total)) if !*ended => Line::Note(kind),
        (_, Some(kind @ (NoteKind::Note | NoteKind::Signature))) => {
            *ended = true;
            Line::Note(kind)
        }
        _ if *ended => Line::Note(NoteKind::Note),
        (Some((_, None)) | None, _) if is_heading(said) => Line::Note(NoteKind::Heading),
        (Some((key, None)), _) => Line::Row(key, Found::Typed),
        // A shared formula of .xls is not seen, only its result; that alone is no row that somebody added.
        (None, _) if is_serial(head, said) || said.iter().all(|cell| is_computed(head, cell)) => Line::Nothing,
        (None | Some((_, Some(_))), _) => Line::Unknown,
    }
}

/// What was made of the labels besides the form's own.
fn labels(grid: &Grid, head: &Head<'_>) -> Vec<Fact> {
    let (sheet, table) = (sheet_ref(grid), head.names.table.id);
    let renamed = head.matched.columns.iter().filter(|column| column.fit != Fit::Exact).map(|column| {
        let (sheet, found) = (sheet.clone(), column.label.clone());
        Fact::RenamedLabel { sheet, table, cell: column.at, found, slot: column.slot, fit: column.fit }
    });
    let repeated = head.matched.repeated.iter().filter_map(|column| {
        let Labelled { at: chosen, label, .. } = head.column(column.slot)?.clone();
        let (sheet, found) = (sheet.clone(), column.label.clone());
        Some(Fact::RepeatedLabel { sheet, table, cell: column.at, found, slot: column.slot, chosen, label })
    });
    renamed.chain(repeated).collect()
}

/// A row that was found by a text that is not quite the plan's.
fn near(grid: &Grid, table: &Table, head: &Head<'_>, record: &Record, said: &[&RawCell]) -> Fact {
    let col = super::head::title_slot(table).and_then(|slot| head.column(slot)).map(|column| column.col);
    let cell = said.iter().find(|cell| Some(cell.at.col) == col).or(said.first());
    Fact::NearRow {
        sheet: sheet_ref(grid),
        table: table.id,
        cell: cell.map_or(crate::location::CellRef::new(record.row, 0), |cell| cell.at),
        found: cell.map(|cell| shown(cell)).unwrap_or_default(),
        key: record.key.clone(),
    }
}

/// Adds a row that is no data; a note of several rows is one.
fn note(facts: &mut Vec<Fact>, grid: &Grid, table: &Table, first: &RawCell, kind: NoteKind) {
    if let Some(Fact::Note { last, kind: before, sheet, .. }) = facts.last_mut()
        && *before == kind
        && sheet.index == grid.index
        && *last + 1 == first.at.row
        && kind == NoteKind::Note
    {
        *last = first.at.row;
        return;
    }
    let (sheet, text) = (sheet_ref(grid), shown(first));
    facts.push(Fact::Note { sheet, table: table.id, cell: first.at, last: first.at.row, text, kind });
}

/// Title, number of the attachment, note on money and the repeated cover line are ours, where they say what we
/// know; anything else is left.
fn above(grid: &Grid, table: &Table, plan: &Plan, given: &Return, said: &[&RawCell]) -> Vec<Unplaced> {
    let mut left = Vec::new();
    // What stands right of a label is its value.
    let mut awaited: Option<CoverLine> = None;
    for cell in said {
        let text = shown(cell);
        let lines = labels_of_cover(cell);
        let before = awaited.take();
        awaited = lines.last().filter(|(_, value)| value.is_none()).map(|(line, _)| *line);
        let is_known = |(line, value): &(CoverLine, Option<String>)| match value {
            Some(value) => repeats_identity(plan, given, *line, value),
            None => matches!(line, CoverLine::Unit | CoverLine::Period),
        };
        let ours = match before.filter(|_| lines.is_empty()) {
            Some(line) => repeats_identity(plan, given, line, &text),
            None if lines.is_empty() => is_printed(table, &matching_key(&text)),
            None => lines.iter().all(is_known),
        };
        if !ours {
            left.push(unplaced(grid, cell));
        }
    }
    left
}

/// Whether a value beside a label says what the identity says already.
fn repeats_identity(plan: &Plan, given: &Return, line: CoverLine, value: &str) -> bool {
    let identity = &given.identity;
    (line == CoverLine::Unit && identity.unit.is_some() && plan.find_unit(value) == identity.unit)
        || (line == CoverLine::Period && identity.period.is_some() && period(value, identity.asked) == identity.period)
}

/// Whether a text above the head is the table's title, 附件N, or the unit that all its money is in.
fn is_printed(table: &Table, key: &str) -> bool {
    let title = key.contains(&matching_key(&table.name)) && !is_sentence(key);
    let number = key.strip_prefix(ATTACHMENT).map(|rest| rest.trim_end_matches(':'));
    title
        || number.is_some_and(|number| number.chars().all(|c| NUMERALS.contains(c)))
        || table.money.as_ref().is_some_and(|money| matching_key(&form::money(money)) == key)
}

/// Whether a cell is in a column that we compute: a formula of ours that was saved without its result says nothing.
fn is_computed(head: &Head<'_>, cell: &RawCell) -> bool {
    let field = head.at(cell.at.col).and_then(|column| head.names.table.fields.get(column.slot));
    field.is_some_and(|field| matches!(field.filled, Filled::Formula(_)) || field.role == Role::SelfCheck)
}

/// Whether a row repeats the head, as lists do after a page break.
fn is_head_again(head: &Head<'_>, cells: &[&RawCell]) -> bool {
    let same = |cell: &&RawCell| {
        let label = head.labels.iter().find(|label| label.col == cell.at.col);
        label.is_some_and(|label| label.parts.iter().any(|part| matching_key(part) == matching_key(&shown(cell))))
    };
    cells.len() > 1 && cells.iter().all(same)
}

/// Whether a cell is the first of a note.
fn is_note(cell: &RawCell) -> bool {
    let key = matching_key(&shown(cell));
    NOTES.iter().any(|word| key.starts_with(word))
}

/// What kind of row begins with words that no row of data begins with. Sums may stand behind a serial number.
pub(super) fn note_kind(first: &RawCell, said: &[&RawCell]) -> Option<NoteKind> {
    let begins = |cell: &RawCell, words: &[&str]| {
        let key = matching_key(&shown(cell));
        words.iter().any(|word| key.starts_with(word))
    };
    if is_note(first) {
        Some(NoteKind::Note)
    } else if begins(first, &SIGNATURES) {
        Some(NoteKind::Signature)
    } else {
        said.iter().take(2).any(|cell| begins(cell, &TOTALS)).then_some(NoteKind::Total)
    }
}

/// Whether a row is a heading: 一、牵头任务.
fn is_heading(said: &[&RawCell]) -> bool {
    let [only] = said else { return false };
    let key = matching_key(&shown(only));
    let numbered = key.trim_start_matches('(');
    let numeral = HEADINGS.iter().any(|numeral| numbered.starts_with(numeral));
    numeral && key.chars().take(4).any(|c| AFTER_NUMERAL.contains(&c)) && !is_sentence(&key)
}

/// Whether a row holds nothing but its serial number.
fn is_serial(head: &Head<'_>, said: &[&RawCell]) -> bool {
    let [only] = said else { return false };
    let serial = head.names.table.slot(Role::Number).and_then(|slot| head.column(slot));
    serial.is_some_and(|column| column.col == only.at.col)
}

/// The record with its cells, and the row's cells that are in no known column.
fn filled<'a>(
    mut record: Record,
    head: &Head<'_>,
    plan: &Plan,
    given: &Return,
    cells: &[&'a RawCell],
    merged: &Merged<'a>,
) -> (Record, Vec<&'a RawCell>) {
    let table = head.names.table;
    let unit = row_unit(head, plan, &record.key, cells);
    let code = table.slot(Role::Key).filter(|_| record.found == Found::Code);
    let read = |cell: &RawCell, column: &Labelled| {
        let in_unit = in_label_unit(cell, table, column);
        let read = entry(&in_unit, table, column.slot, unit.as_deref(), plan, given.identity.period);
        // With the label's unit it was read, but what stands there is without.
        read.map(|read| Entry { raw: shown(cell), ..read })
    };
    let mut others = Vec::new();
    for cell in cells {
        let Some(column) = head.at(cell.at.col) else {
            others.push(*cell);
            continue;
        };
        if let Some(place) = record.entries.get_mut(column.slot) {
            *place = read(cell, column);
        }
    }
    // A code that was typed otherwise is the plan's.
    if let Some(entry) = code.and_then(|slot| record.entries.get_mut(slot)).and_then(Option::as_mut)
        && matching_key(&entry.value.shown()) != matching_key(&record.key.0)
    {
        (entry.value, entry.fault) = (Value::text(&record.key.0), None);
        entry.receipt = Some(Receipt::CodeSpelling);
    }
    let identifying = super::head::identifying(table);
    for column in head.matched.columns.iter().filter(|column| !identifying.contains(&column.slot)) {
        let is_text = table.fields.get(column.slot).is_some_and(|field| is_filled_down(field.kind));
        let place = record.entries.get_mut(column.slot).filter(|place| place.is_none() && is_text);
        let above = || merged.above(crate::location::CellRef::new(record.row, column.col));
        if let Some(place) = place {
            *place = above().and_then(|cell| read(cell, column));
        }
    }
    (record, others)
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
fn row_unit(head: &Head<'_>, plan: &Plan, key: &RowKey, cells: &[&RawCell]) -> Option<String> {
    let table = head.names.table;
    if table.id != TableId::Indicators {
        return None;
    }
    if let Some(indicator) = plan.indicator(key) {
        return Some(indicator.unit.clone());
    }
    let slot = table.slot(Role::Unit)?;
    let column = head.column(slot)?;
    cells.iter().find(|cell| cell.at.col == column.col).map(|cell| shown(cell))
}
