//! Rows: what was handed out and what came back put together, cells and row rules checked, columns computed.

use super::decisions::CONCERNS;
use super::unit::{Context, blank};
use super::{CheckedRow, Noted, RowOrigin, State, Waivers, cell};
use crate::finding::{Finding, Severity};
use crate::formula::Row;
use crate::key::TableId;
use crate::location::{CellRef, Location};
use crate::normalize::Entry;
use crate::plan::{EXPLAINED, FieldKind, Filled, Level, Part, Plan, Requirement, Role, RowTest, Rule, Table};
use crate::roster::{Due, Expected, is_open};
use crate::value::{Value, count};
use std::collections::{BTreeMap, BTreeSet};

/// A row while it is being checked.
pub(super) struct Work<'a> {
    /// The row so far.
    pub(super) row: CheckedRow,
    /// What was handed out.
    pub(super) handed_out: Vec<Value>,
    /// What came back.
    pub(super) entries: Vec<Option<&'a Entry>>,
    /// Slots that the unit may fill in.
    pub(super) open: Vec<bool>,
    /// Slots of which the sheet has a column.
    pub(super) present: Vec<bool>,
    /// Slots about which something was said: nothing further is said of them.
    pub(super) spoken: BTreeSet<usize>,
}

impl Work<'_> {
    /// Whether nothing was filled in, be it where nothing is asked for: everything stands as it was handed out.
    pub(super) fn is_untouched(&self) -> bool {
        let cells = self.entries.iter().zip(&self.open).zip(&self.handed_out);
        let filled = cells.into_iter().any(|((entry, open), handed_out)| {
            *open && entry.is_some_and(|entry| entry.fault.is_some() || entry.value != *handed_out)
        });
        !filled && self.row.offered.is_empty()
    }

    /// Whether it asks for something that was not handed out with it.
    pub(super) fn asks(&self) -> bool {
        let answered = self.open.iter().zip(&self.handed_out).any(|(open, value)| *open && !value.is_blank());
        self.row.due == Due::Asked && !answered
    }

    /// Whether its sheet has no column for something that must be filled in: what was written may stand under a label
    /// that was not understood.
    pub(super) fn lacks_a_column(&self, table: &Table) -> bool {
        let slots = table.fields.iter().zip(&self.open).zip(&self.present);
        slots
            .into_iter()
            .any(|((field, open), present)| *open && !*present && !matches!(field.required, Requirement::Never))
    }

    /// Whether structure has said of a field that its column is missing: what should stand there can't be asked for.
    pub(super) fn lost(&self, table: &Table, slot: usize) -> bool {
        let missed = table.fields.get(slot).is_some_and(|field| !matches!(field.required, Requirement::Never));
        missed && self.present.get(slot) != Some(&true)
    }

    /// The row with its state.
    pub(super) fn finish(mut self) -> CheckedRow {
        if self.row.origin.is_some() && self.row.state != State::Rejected {
            let filled: Vec<usize> = (0..self.open.len())
                .filter(|slot| {
                    self.open.get(*slot) == Some(&true) && self.entries.get(*slot).is_some_and(Option::is_some)
                })
                .collect();
            self.row.state = if filled.is_empty() {
                State::Blank
            } else if filled.iter().all(|slot| self.row.unusable.contains_key(slot)) {
                State::Rejected
            } else {
                State::Returned
            };
        }
        self.row
    }
}

/// Puts together what was handed out and what came back. A row that came twice is rejected: neither is read. Of rows
/// that may share a code `before` have been put together already.
pub(super) fn assemble<'a>(context: &Context<'a>, expected: &Expected, before: usize, names: &[Value]) -> Work<'a> {
    let plan = context.plan;
    let table = plan.table(expected.table);
    let mut row = blank(plan, expected);
    let open: Vec<bool> = (0..table.fields.len()).map(|slot| is_open(plan, table, slot, expected, names)).collect();
    let mut entries: Vec<Option<&Entry>> = vec![None; table.fields.len()];
    let mut present = vec![false; table.fields.len()];
    if let Some((given, sheet)) = context.sheet(expected.table) {
        let mut records = sheet.records.iter().filter(|record| record.key == expected.key).skip(before);
        let record = records.next();
        let twice = records.next().is_some() && !expected.table.repeats() && !is_closed(expected.table, expected.due);
        if let Some(record) = record {
            row.origin = Some(RowOrigin { file: given.file.clone(), sheet: sheet.sheet.clone(), row: record.row });
            row.state = if twice { State::Rejected } else { State::Blank };
            row.cells = (0..table.fields.len()).map(|slot| record.place(slot)).collect();
            present =
                (0..table.fields.len()).map(|slot| record.columns.get(slot).is_some_and(Option::is_some)).collect();
            if !twice {
                entries =
                    (0..table.fields.len()).map(|slot| record.entries.get(slot).and_then(Option::as_ref)).collect();
            }
        }
    }
    // What stands in a cell that may be filled in is what came back, be it nothing.
    for (slot, value) in row.values.iter_mut().enumerate() {
        if open.get(slot) == Some(&true) && present.get(slot) == Some(&true) {
            *value = Value::Blank;
        }
    }
    row.offered = offered(table, &entries, &open, &expected.prefilled);
    Work { row, handed_out: expected.prefilled.clone(), entries, open, present, spoken: BTreeSet::new() }
}

/// Whether a row is an issue that was closed in a period before: it stands as it was closed, whatever else is said of it.
pub(super) fn is_closed(table: TableId, due: Due) -> bool {
    table == TableId::CloseOut && due == Due::NotDue
}

/// What was typed into a department's fields that are not open in this row. What we printed there (本期不报) was
/// not typed.
fn offered(table: &Table, entries: &[Option<&Entry>], open: &[bool], prefilled: &[Value]) -> BTreeMap<usize, Value> {
    let typed = table.fields.iter().zip(entries).zip(open).enumerate();
    typed
        .filter(|(_, ((field, _), open))| matches!(field.filled, Filled::Department) && !**open)
        .filter_map(|(slot, ((_, entry), _))| Some((slot, said(entry.as_ref()?))))
        .filter(|(slot, value)| !value.is_blank() && prefilled.get(*slot) != Some(value))
        .collect()
}

/// What a cell says, read or not; a dash says nothing.
fn said(entry: &Entry) -> Value {
    let words = entry.raw.chars().any(char::is_alphanumeric);
    if entry.fault.is_some() && words { Value::text(&entry.raw) } else { entry.value.clone() }
}

/// Checks cells and row rules of a row and computes its columns. Rows that did not come, or came twice, have
/// nothing to check: structure has spoken of them.
pub(super) fn check(
    context: &Context<'_>,
    work: &mut Work<'_>,
    names: &[Value],
    receipts: &mut Vec<Noted>,
    findings: &mut Vec<Finding>,
) {
    let (plan, waivers) = (context.plan, &context.decisions.waivers);
    let table = plan.table(work.row.table);
    if work.row.due == Due::Asked && work.row.state == State::Blank {
        cell::check(plan, waivers, work, names, receipts, findings);
        table.compute(&mut work.row.values, names);
        // The ledger's rules wait until the department's part has been put in.
        if table.id != TableId::CloseOut {
            row_rules(plan, waivers, work, names, findings);
        }
    }
    table.compute(&mut work.row.values, names);
}

/// The tests of the rules about a table's rows that are switched on: errors first, so that no warning about a cell
/// keeps an error about it unsaid, else in the catalogue's order.
#[must_use = "it only lists them"]
pub fn row_tests(plan: &Plan, table: TableId) -> impl Iterator<Item = (&Rule, &RowTest)> {
    let mut rules: Vec<&Rule> = plan.rules.iter().filter(|rule| rule.level != Level::Off).collect();
    rules.sort_by_key(|rule| rule.severity);
    let tests = rules.into_iter().flat_map(|rule| rule.row_tests().iter().map(move |test| (rule, test)));
    tests.filter(move |(_, test)| test.table == table)
}

fn row_rules(plan: &Plan, waivers: &Waivers, work: &mut Work<'_>, names: &[Value], findings: &mut Vec<Finding>) {
    let table = plan.table(work.row.table);
    let tests: Vec<(&Rule, &RowTest)> = row_tests(plan, table.id).collect();
    for (index, (_, first)) in tests.iter().enumerate() {
        let is_silent = |test: &RowTest| {
            work.open.get(test.at) != Some(&true)
                || work.spoken.contains(&test.at)
                || work.lost(table, test.at)
                || test.rule.columns().iter().any(|slot| work.spoken.contains(slot))
        };
        // A choice is known though it is wrong, so that all that is wrong with it is said at once: against this
        // period's deadline, against the period before. Of any other cell the first objection is the only one.
        let is_choice = table.fields.get(first.at).is_some_and(|field| field.kind == FieldKind::Choice);
        let same_cell = tests.iter().skip(index).take(if is_choice { tests.len() } else { 1 });
        let said: Vec<(&Rule, &RowTest, Finding)> = same_cell
            .filter(|(_, test)| test.at == first.at && !is_silent(test))
            .filter_map(|(rule, test)| Some((*rule, *test, objection(plan, rule, test, &work.row, names)?)))
            .collect();
        let objected = !said.is_empty();
        for (rule, test, finding) in said {
            take_effect(plan, waivers, (rule, test), &finding, &mut work.row);
            work.spoken.insert(test.at);
            findings.push(finding);
        }
        if objected {
            // What an error set aside is out of the computed columns before the next rule reads them.
            table.compute(&mut work.row.values, names);
        }
    }
}

/// Runs one test on a row. A cell that it blames as an error is set aside, unless a waiver covers that.
pub(super) fn run(
    plan: &Plan,
    waivers: &Waivers,
    rule: &Rule,
    test: &RowTest,
    row: &mut CheckedRow,
    names: &[Value],
) -> Option<Finding> {
    let finding = objection(plan, rule, test, row, names)?;
    take_effect(plan, waivers, (rule, test), &finding, row);
    Some(finding)
}

/// What one test objects to.
fn objection(plan: &Plan, rule: &Rule, test: &RowTest, row: &CheckedRow, names: &[Value]) -> Option<Finding> {
    let table = plan.table(row.table);
    let cells = Row { cells: &row.values, names };
    if test.rule.holds(cells) {
        return None;
    }
    let found = row.values.get(test.at).map(Value::shown).unwrap_or_default();
    let field = table.fields.get(test.at).map_or("", |field| field.name.as_str());
    let mut finding =
        Finding::new(&rule.code.0, row.location(test.at)).about(row.table, &row.key).blaming(field, &*found);
    finding.message = test.message.render(cells);
    finding.hint = test.hint.clone().unwrap_or_default();
    finding = finding.lacking(lacking(table, test, row, names));
    if row.table == TableId::CloseOut {
        // An issue concerns who must close it, whoever's cell is blamed.
        finding = finding.with(CONCERNS, table.value(&row.values, Role::Lead).shown());
    }
    Some(if rule.explainable { explained(plan, table, row, finding) } else { finding })
}

/// The cells that must be filled in for the row to keep a rule, on the sheet of the one that the rule blames.
fn lacking(table: &Table, test: &RowTest, row: &CheckedRow, names: &[Value]) -> Vec<CellRef> {
    let may = |slot: usize| {
        table.fields.get(slot).is_some_and(|field| match field.filled {
            Filled::Department => field.asked.contains(&row.part),
            Filled::Office => row.part == Part::Office,
            Filled::Plan | Filled::Formula(_) | Filled::Aggregate | Filled::Engine => false,
        })
    };
    let blamed = row.location(test.at);
    let here = |at: &Location| (&at.file, &at.sheet) == (&blamed.file, &blamed.sheet);
    let slots = test.lacking(table, &row.values, names, &may).into_iter();
    slots.map(|slot| row.location(slot)).filter(here).filter_map(|at| at.cell).collect()
}

/// Sets aside what an error blames, unless the row explains it or a waiver covers it.
fn take_effect(
    plan: &Plan,
    waivers: &Waivers,
    (rule, test): (&Rule, &RowTest),
    finding: &Finding,
    row: &mut CheckedRow,
) {
    let explained = finding.args.iter().any(|(name, _)| *name == EXPLAINED);
    let is_error = rule.severity == Severity::Error && rule.level == Level::On;
    if is_error && !explained && !row.unusable.contains_key(&test.at) && !waivers.cover(plan, finding) {
        let found = row.values.get(test.at).map(Value::shown).unwrap_or_default();
        set_aside(plan.table(row.table), row, test.at, found);
    }
}

/// The finding with the row's explanation, where it has one: it becomes a note.
pub(super) fn explained(plan: &Plan, table: &Table, row: &CheckedRow, finding: Finding) -> Finding {
    match explanation(plan, table, row) {
        Some(explanation) => finding.with(EXPLAINED, explanation),
        None => finding,
    }
}

/// The row's 情况说明, where it is long enough to explain anything.
fn explanation(plan: &Plan, table: &Table, row: &CheckedRow) -> Option<String> {
    let text = table.value(&row.values, Role::Remark).shown();
    let enough = plan.limit(crate::text::check::EXPLANATION_LENGTH);
    (count(text.chars().count()) >= enough).then_some(text)
}

/// Sets a cell aside: what stands there is kept to be shown, and formulas no longer see it. A number's or date's
/// cell is seen as the text that will be written there, any other as empty.
pub(super) fn set_aside(table: &Table, row: &mut CheckedRow, slot: usize, shown: String) {
    let Some(field) = table.fields.get(slot) else { return };
    if let Some(value) = row.values.get_mut(slot) {
        *value = match field.kind {
            FieldKind::Number | FieldKind::Date => Value::text(&shown),
            FieldKind::Text | FieldKind::Choice | FieldKind::Unit => Value::Blank,
        };
    }
    row.unusable.insert(slot, shown);
}
