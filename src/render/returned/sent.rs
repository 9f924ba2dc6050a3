//! A unit's return → what its form held: every filled cell has a place in a form made anew, or is listed as left.

use crate::check::{UnitReturn, edition, is_same};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, SheetRef};
use crate::normalize::{Entry, Fault, Receipt, figure, is_blank};
use crate::period::Period;
use crate::plan::{FieldKind, Filled, Part, Plan, Role, Table, UnitId};
use crate::recognize::{CoverLine, Record, Return, TableSheet};
use crate::render::form::Filling;
use crate::roster::{Due, Expected, is_open, on_form};
use crate::text::form::is_objection;
use crate::text::{matching_key, returned as text};
use crate::value::{CellError, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A return as it goes into a form made anew.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Whose.
    pub unit: UnitId,
    /// For when: the form's own period, which may be the quarter whose last month is asked for.
    pub period: Period,
    /// Which time it was sent.
    pub edition: u32,
    /// The rows of the form.
    pub rows: Vec<Expected>,
    /// What they hold; 报送次数 is raised by one.
    pub filling: Filling,
    /// What had no place, in the order of the files.
    pub left: Vec<Left>,
}

/// A filled cell that has no place in the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: SheetRef,
    /// The cell.
    pub cell: CellRef,
    /// What stands there, to the character.
    pub text: String,
    /// Why it has none.
    pub reason: String,
}

/// Takes up a unit's return. `roster` is that of the return's own period; `remembers` whether it knows the period before.
#[must_use]
pub fn sent(plan: &Plan, returns: &[Return], of: &UnitReturn, roster: &[Expected], remembers: bool) -> Sent {
    let given: Vec<&Return> = of.files.iter().filter_map(|file| returns.get(*file)).collect();
    let period = given.first().and_then(|main| main.identity.period).unwrap_or(of.period);
    let edition = given.first().map_or(1, |main| edition(main));
    let mut rows: Vec<Expected> = roster.iter().filter(|row| row.unit == of.unit).cloned().collect();
    if !remembers {
        for row in &mut rows {
            recall(plan, row, &given);
        }
    }
    let sent = Sent { unit: of.unit, period, edition, rows, filling: Filling::default(), left: Vec::new() };
    let mut taking = Taking { plan, names: plan.name_values(period), taken: BTreeSet::new(), sent };
    for given in given {
        taking.cover(given);
        for sheet in &given.tables {
            for record in in_order(plan.table(sheet.table), sheet) {
                taking.record(given, sheet, record);
            }
        }
        taking.carried(given);
        let left = given.unplaced.iter().map(|cell| (cell, text::NO_PLACE));
        for (cell, reason) in left.chain(given.notes.iter().map(|note| (note, text::NOTE))) {
            taking.leave(given, &cell.sheet, cell.cell, &cell.text, reason);
        }
    }
    let mut sent = taking.sent;
    sent.filling.cover.insert(CoverLine::Edition, Value::Number(f64::from(edition.saturating_add(1))));
    sent.left.sort();
    sent.left.dedup();
    sent
}

/// A table's records; of those with one code the one comes first in which something is filled in.
fn in_order<'a>(table: &Table, sheet: &'a TableSheet) -> Vec<&'a Record> {
    let says = |record: &Record| {
        table.fields.iter().zip(&record.entries).any(|(field, entry)| field.is_input() && entry.is_some())
    };
    let mut records: Vec<&Record> = sheet.records.iter().collect();
    if !sheet.table.repeats() {
        records.sort_by_key(|record| !says(record));
    }
    records
}

/// Without the period before, what the form itself says it held of it stays.
fn recall(plan: &Plan, row: &mut Expected, given: &[&Return]) {
    let table = plan.table(row.table);
    for copy in given.iter().flat_map(|given| &given.handed_out) {
        if copy.table != row.table || copy.key != row.key {
            continue;
        }
        let field = table.fields.get(copy.slot).filter(|field| field.from_previous);
        if let (Some(field), Some(cell)) = (field, row.prefilled.get_mut(copy.slot))
            && cell.is_blank()
        {
            *cell = typed(&copy.value, field.kind);
        }
    }
}

/// A value by how it is shown.
fn typed(shown: &str, kind: FieldKind) -> Value {
    match kind {
        FieldKind::Number => figure(shown).map_or_else(|| Value::text(shown), Value::Number),
        FieldKind::Date => shown.parse().map_or_else(|_| Value::text(shown), Value::Date),
        FieldKind::Text | FieldKind::Choice | FieldKind::Unit => Value::text(shown),
    }
}

/// What was sent, as it stood: a number or a day that was read as it is stays one; whatever else was read, or could not
/// be, stays to the character. Only a number that its column's own label gave a unit of measure is converted, since
/// the form's label has another.
fn as_sent(entry: &Entry) -> Value {
    let error = CellError::named(&entry.raw);
    if entry.fault == Some(Fault::ErrorValue) && error.is_known_everywhere() {
        return Value::Error(error);
    }
    match (&entry.value, &entry.receipt, &entry.fault) {
        (Value::Number(_) | Value::Date(_), None, None) => entry.value.clone(),
        (Value::Number(_), Some(Receipt::Converted(_)), None) if figure(&entry.raw).is_some() => entry.value.clone(),
        _ => Value::text(&entry.raw),
    }
}

/// A return being taken up.
struct Taking<'a> {
    plan: &'a Plan,
    names: Vec<Value>,
    taken: BTreeSet<(TableId, RowKey)>,
    sent: Sent,
}

impl Taking<'_> {
    fn leave(&mut self, given: &Return, sheet: &SheetRef, cell: CellRef, shown: &str, reason: &'static str) {
        if is_blank(shown) {
            return;
        }
        let (file, sheet) = (Arc::clone(&given.file), sheet.clone());
        self.sent.left.push(Left { file, sheet, cell, text: shown.to_owned(), reason: reason.to_owned() });
    }

    /// What an earlier copy listed stays listed, with the file and cell that it came from.
    fn carried(&mut self, given: &Return) {
        self.sent.left.extend(given.carried.iter().map(|carried| Left {
            file: Arc::from(&*carried.file),
            sheet: SheetRef { index: 0, name: Arc::from(&*carried.sheet) },
            cell: carried.cell,
            text: carried.listed.text.clone(),
            reason: carried.reason.clone(),
        }));
    }

    fn cover(&mut self, given: &Return) {
        let Some(sheet) = &given.cover.sheet else { return };
        for (line, entry) in &given.cover.lines {
            let is_own = match line {
                CoverLine::Unit => self.plan.find_unit(&entry.raw) == Some(self.sent.unit),
                CoverLine::Period => given.identity.cover_period == Some(self.sent.period),
                CoverLine::Template => given.identity.stamp.as_ref().is_some_and(|stamp| {
                    matching_key(&entry.raw) == matching_key(&format!("{} {}", stamp.plan, stamp.revision))
                }),
                CoverLine::Edition => entry.raw == self.sent.edition.to_string(),
                CoverLine::Filler
                | CoverLine::Reviewer
                | CoverLine::Principal
                | CoverLine::Phone
                | CoverLine::FilledOn => {
                    let value = as_sent(entry);
                    *self.sent.filling.cover.entry(*line).or_insert_with(|| value.clone()) == value
                }
            };
            if !is_own {
                self.leave(given, sheet, entry.cell, &entry.raw, text::COVER_GIVEN);
            }
        }
    }

    fn record(&mut self, given: &Return, sheet: &TableSheet, record: &Record) {
        let (plan, id) = (self.plan, sheet.table);
        let table = plan.table(id);
        let office = self.sent.unit == plan.office_unit();
        let same = |row: &Expected| row.table == id && row.key == record.key;
        if !self.sent.rows.iter().any(same) {
            if office && table.open_rows > 0 {
                self.typed_row(given, sheet, record);
                return;
            }
            if id != TableId::CloseOut {
                self.leave_all(given, sheet, record, text::EXTRA_ROW);
                return;
            }
            // A row of the ledger that is not known without the period before.
            let typed = self.ledger_row(record);
            self.sent.rows.push(typed);
        }
        if !self.taken.insert((id, record.key.clone())) {
            self.leave_all(given, sheet, record, text::SECOND_ROW);
            return;
        }
        let Some(expected) = self.sent.rows.iter().find(|row| same(row)).cloned() else { return };
        let mut values = expected.prefilled.clone();
        let mut given_cells = Vec::new();
        for slot in 0..table.fields.len() {
            let entry = record.entries.get(slot).and_then(Option::as_ref);
            let open = is_open(plan, table, slot, &expected, &self.names);
            let present = record.columns.get(slot).is_some_and(Option::is_some);
            if open && (present || entry.is_some()) || entry.is_some() && is_added(table, &expected, slot) {
                let value = entry.map_or(Value::Blank, as_sent);
                if let Some(cell) = values.get_mut(slot) {
                    *cell = entry.map_or(Value::Blank, |entry| entry.value.clone());
                }
                self.sent.filling.cells.insert((id, record.key.clone(), slot), value);
            } else if let Some(entry) = entry {
                given_cells.push((slot, entry));
            }
        }
        table.compute(&mut values, &self.names);
        for (slot, entry) in given_cells {
            let stands = values.get(slot).is_some_and(|value| is_same(entry, value));
            if !stands && !is_ours(given, table, record, slot, entry) {
                self.leave(given, &sheet.sheet, entry.cell, &entry.raw, text::GIVEN);
            }
        }
    }

    /// A row that the office typed into the open rows of a table.
    fn typed_row(&mut self, given: &Return, sheet: &TableSheet, record: &Record) {
        let table = self.plan.table(sheet.table);
        let mut values = table.blank_row();
        for (slot, field) in table.fields.iter().enumerate() {
            let Some(entry) = record.entries.get(slot).and_then(Option::as_ref) else { continue };
            if field.is_input() && on_form(table, field) {
                if let Some(cell) = values.get_mut(slot) {
                    *cell = as_sent(entry);
                }
            } else if !is_ours(given, table, record, slot, entry) {
                self.leave(given, &sheet.sheet, entry.cell, &entry.raw, text::GIVEN);
            }
        }
        self.sent.filling.extra_rows.push((sheet.table, values));
    }

    /// A row of the ledger as a department's form has it: what the office registered stands as it was sent.
    fn ledger_row(&self, record: &Record) -> Expected {
        let table = self.plan.table(TableId::CloseOut);
        let mut prefilled = table.blank_row();
        for ((field, cell), entry) in table.fields.iter().zip(&mut prefilled).zip(&record.entries) {
            if !matches!(field.filled, Filled::Department | Filled::Formula(_)) {
                *cell = entry.as_ref().map_or(Value::Blank, as_sent);
            }
        }
        Expected {
            unit: self.sent.unit,
            table: TableId::CloseOut,
            key: record.key.clone(),
            part: Part::Lead,
            due: Due::Asked,
            counted: false,
            prefilled,
        }
    }

    fn leave_all(&mut self, given: &Return, sheet: &TableSheet, record: &Record, reason: &'static str) {
        let table = self.plan.table(sheet.table);
        for (slot, entry) in record.entries.iter().enumerate() {
            let Some(entry) = entry else { continue };
            if !is_ours(given, table, record, slot, entry) || table.slot(Role::Key) == Some(slot) {
                self.leave(given, &sheet.sheet, entry.cell, &entry.raw, reason);
            }
        }
    }
}

/// Whether a supporting unit may add a cell to a row of the tasks though it is not asked for it.
fn is_added(table: &Table, expected: &Expected, slot: usize) -> bool {
    let is_input = table.fields.get(slot).is_some_and(|field| matches!(field.filled, Filled::Department));
    let is_free = expected.prefilled.get(slot).is_none_or(Value::is_blank);
    table.id == TableId::Tasks && expected.due == Due::Asked && is_input && is_free
}

/// Whether a cell holds what the form itself put there: a formula, an objection, what it says it held.
fn is_ours(given: &Return, table: &Table, record: &Record, slot: usize, entry: &Entry) -> bool {
    let Some(field) = table.fields.get(slot) else { return false };
    let computed = matches!(field.filled, Filled::Formula(_)) || field.role == Role::SelfCheck;
    let objection = field.role == Role::SelfCheck && is_objection(&entry.raw);
    let is_copied = given.handed_out.iter().any(|copy| {
        (copy.table, &copy.key, copy.slot) == (table.id, &record.key, slot) && is_same(entry, &Value::text(&copy.value))
    });
    objection || is_copied || (computed && entry.formula.is_some())
}
