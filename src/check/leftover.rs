//! What is left: filled cells of tables that are in no row that counts, with the reason. Nothing vanishes.

use super::decisions::decides;
use super::file::{Fate, Gate};
use super::tamper::is_same;
use super::{Checked, CheckedRow, Leftover, State};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::normalize::Entry;
use crate::plan::{Filled, Part, Plan, Role, Table};
use crate::recognize::{Record, Return, TableSheet, Unplaced};
use crate::roster::plan_row;
use crate::text::check::{leftover as text, note};
use crate::text::matching_key;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row of a sheet: its file, the sheet's position, the row.
type Place = (Arc<str>, usize, u32);

/// What is known of all returns together.
struct Known<'a> {
    plan: &'a Plan,
    rows: BTreeMap<Place, &'a CheckedRow>,
    /// The office's rows of the ledger.
    registered: BTreeMap<&'a RowKey, &'a CheckedRow>,
    /// Cells of which a finding or a receipt speaks, or that another row took over.
    spoken: BTreeSet<&'a Location>,
}

/// Every filled cell of the returns' tables that is in no row that counts and of which nothing is said, in order.
pub(super) fn collect(plan: &Plan, returns: &[Return], gates: &[Gate], checked: &Checked) -> Vec<Leftover> {
    let place = |row: &CheckedRow| {
        let origin = row.origin.as_ref()?;
        Some((Arc::clone(&origin.file), origin.sheet.index, origin.row))
    };
    let office = plan.office_unit();
    let ledger = checked.rows.iter().filter(|row| row.table == TableId::CloseOut && row.unit == office);
    let borrowed = checked.rows.iter().flat_map(|row| row.borrowed.values());
    let findings = checked.findings.iter().map(|finding| &finding.at);
    let receipts = checked.receipts.iter().map(|receipt| &receipt.at);
    let known = Known {
        plan,
        rows: checked.rows.iter().filter_map(|row| Some((place(row)?, row))).collect(),
        registered: ledger.map(|row| (&row.key, row)).collect(),
        spoken: findings.chain(receipts).chain(borrowed).collect(),
    };
    let mut left = Vec::new();
    let mut digests: BTreeSet<&str> = BTreeSet::new();
    let counting = |(_, gate): &(&Return, &Gate)| gate.fate == Fate::Open;
    digests.extend(returns.iter().zip(gates).filter(counting).map(|(given, _)| given.digest.as_str()));
    for (given, gate) in returns.iter().zip(gates) {
        // All that a copy holds is in the file that it copies.
        let repeats = gate.fate == Fate::Superseded && digests.contains(given.digest.as_str());
        if gate.fate == Fate::Ignored || repeats {
            continue;
        }
        let counts = gate.fate == Fate::Open;
        if !counts {
            let notes = given.notes.iter().map(|cell| leftover(given, cell, note(&cell.text), ""));
            left.extend(notes);
        }
        for sheet in &given.tables {
            for record in &sheet.records {
                known.row(given, sheet, record, counts, &mut left);
            }
        }
        known.hidden(given, &mut left);
    }
    left.sort();
    left
}

impl Known<'_> {
    fn row(&self, given: &Return, sheet: &TableSheet, record: &Record, counts: bool, left: &mut Vec<Leftover>) {
        let table = self.plan.table(sheet.table);
        let at = (Arc::clone(&given.file), sheet.sheet.index, record.row);
        let row = if counts { self.rows.get(&at).copied() } else { None };
        let row = row.filter(|_| !is_twice(sheet, record));
        let why = if counts && row.is_none() { self.why_not(given, sheet, record) } else { "" };
        let planned = plan_row(self.plan, sheet.table, &record.key);
        for (slot, entry) in record.entries.iter().enumerate() {
            let Some(entry) = entry else { continue };
            let at = Location::cell(&given.file, &sheet.sheet, entry.cell);
            let (is_ours, reason) = if let Some(row) = row {
                let known = self.holds(row, slot, entry, &at) || is_copy(given, sheet.table, record, slot, entry);
                (known || is_our_formula(table, record, slot, entry), reason(table, row, slot))
            } else {
                // Of rows that are listed it is no news what the form itself held.
                let listed = why.is_empty() || why == text::ROW_NOT_ASKED;
                (listed && self.is_form_text(given, table, record, slot, entry, planned.as_deref()), why)
            };
            if is_ours {
                continue;
            }
            left.push(Leftover { at, text: entry.raw.clone(), reason });
        }
    }

    /// Why a record is no row that counts.
    fn why_not(&self, given: &Return, sheet: &TableSheet, record: &Record) -> &'static str {
        if is_twice(sheet, record) {
            return text::DUPLICATE_ROW;
        }
        let listed = self.plan.listed(sheet.table).any(|row| *row.code == record.key);
        let foreign = self
            .spoken
            .iter()
            .filter(|at| at.file == given.file && at.sheet.as_ref() == Some(&sheet.sheet))
            .any(|at| at.cell.is_some_and(|cell| cell.row == record.row));
        match (listed, foreign) {
            (true, true) => text::FOREIGN_ROW,
            (true, false) => text::ROW_NOT_ASKED,
            (false, _) => text::EXTRA_ROW,
        }
    }

    /// Whether what a cell says is in a row that counts, or said elsewhere.
    fn holds(&self, row: &CheckedRow, slot: usize, entry: &Entry, at: &Location) -> bool {
        let table = self.plan.table(row.table);
        let is_key = table.slot(Role::Key) == Some(slot) && matching_key(&entry.raw) == matching_key(&row.key.0);
        if self.spoken.contains(at) {
            return true;
        }
        // A decision that takes no effect is on no sheet of the quarter.
        if decides(row.table) && row.state == State::Rejected {
            return false;
        }
        if is_key {
            return true;
        }
        // A department's part of the ledger counts in the office's row.
        let counted = if row.table == TableId::CloseOut && row.part != Part::Office {
            self.registered.get(&row.key).copied()
        } else {
            Some(row)
        };
        counted.is_some_and(|row| {
            row.values.get(slot).is_some_and(|value| is_same(entry, value))
                || row.unusable.get(&slot).is_some_and(|shown| *shown == entry.raw)
        })
    }

    /// Whether a cell holds what the form itself held: what the plan says, what was handed out, a formula.
    fn is_form_text(
        &self,
        given: &Return,
        table: &Table,
        record: &Record,
        slot: usize,
        entry: &Entry,
        planned: Option<&[Value]>,
    ) -> bool {
        let field = table.fields.get(slot);
        let computed = field.is_some_and(|field| matches!(field.filled, Filled::Formula(_)));
        let of_plan = planned.and_then(|row| row.get(slot)).is_some_and(|value| is_same(entry, value));
        let words = &self.plan.words;
        let is_part = field.is_some_and(|field| field.role == Role::Role)
            && [&words.lead, &words.support, &words.member, &words.office].contains(&&entry.raw);
        (computed && entry.formula.is_some())
            || of_plan
            || is_part
            || is_copy(given, table.id, record, slot, entry)
            || (entry.raw == words.not_due && field.is_some_and(crate::plan::Field::is_input))
    }

    /// What the hidden sheet says it had handed out and no roster holds: somebody typed it there.
    fn hidden(&self, given: &Return, left: &mut Vec<Leftover>) {
        let is_current = given.identity.stamp.as_ref().is_some_and(|stamp| stamp.revision == self.plan.revision);
        for cell in given.handed_out.iter().filter(|_| is_current) {
            let Some(field) = self.plan.table(cell.table).fields.get(cell.slot) else { continue };
            let Some(row) = plan_row(self.plan, cell.table, &cell.key) else { continue };
            let of_plan = row.get(cell.slot).map(Value::shown).filter(|value| !value.is_empty());
            let differs = of_plan.is_some_and(|value| matching_key(&value) != matching_key(&cell.value));
            if differs && !field.from_previous && field.role != Role::Role && !field.is_input() {
                left.push(leftover(given, &cell.at, cell.value.clone(), text::HIDDEN));
            }
        }
    }
}

/// Whether a cell holds the formula that we wrote there, wherever its columns were moved. What that yielded is no content:
/// it is computed anew, from what counts.
fn is_our_formula(table: &Table, record: &Record, slot: usize, entry: &Entry) -> bool {
    let address = |slot: usize| {
        let col = record.columns.get(slot).copied().flatten();
        col.map_or_else(|| "\"\"".to_owned(), |col| CellRef::new(record.row, col).to_string())
    };
    let plain = |formula: &str| -> String { formula.chars().filter(|sign| !matches!(sign, '$' | ' ' | '=')).collect() };
    let Some((field, written)) = table.fields.get(slot).zip(entry.formula.as_ref()) else { return false };
    match &field.filled {
        Filled::Formula(ours) => plain(&ours.emit(&address)) == plain(written),
        // What a form says of its own rows is said again by the rules.
        Filled::Plan | Filled::Department | Filled::Office | Filled::Aggregate | Filled::Engine => {
            field.role == Role::SelfCheck
        }
    }
}

/// Whether a row stands twice on its sheet; only waivers may.
fn is_twice(sheet: &TableSheet, record: &Record) -> bool {
    let same = sheet.records.iter().filter(|other| other.key == record.key).count();
    same > 1 && sheet.table != TableId::Waivers
}

/// Whether a cell holds what its own form says it held.
fn is_copy(given: &Return, table: TableId, record: &Record, slot: usize, entry: &Entry) -> bool {
    let copies = given.handed_out.iter();
    let mut same = copies.filter(|copy| copy.table == table && copy.slot == slot && copy.key == record.key);
    same.any(|copy| is_same(entry, &Value::text(&copy.value)))
}

/// Why a cell of a row that counts is not in it.
fn reason(table: &Table, row: &CheckedRow, slot: usize) -> &'static str {
    let input = table.fields.get(slot).is_some_and(crate::plan::Field::is_input);
    match (row.table, row.part) {
        (TableId::CloseOut, part) if part != Part::Office => text::UNREGISTERED,
        _ if row.state == State::Rejected => text::ROW_REJECTED,
        _ if input => text::NOT_ASKED,
        _ => text::NOT_OURS,
    }
}

fn leftover(given: &Return, cell: &Unplaced, shown: String, reason: &'static str) -> Leftover {
    Leftover {
        at: Location::cell(&given.file, &cell.sheet, CellRef::new(cell.cell.row, cell.cell.col)),
        text: shown,
        reason,
    }
}
