//! The close-out ledger: the office registers an issue, the responsible unit's row with the same code fills in
//! its part, what neither says is carried over from the period before, and the row rules judge it all together.

use super::catalogue::enforced;
use super::row::{row_tests, run, set_aside};
use super::{Checked, CheckedRow, State, Waivers, linked};
use crate::archive::Archive;
use crate::finding::{Finding, Severity};
use crate::key::TableId;
use crate::period::Period;
use crate::plan::{Filled, Part, Plan, Role, Table};
use crate::roster::{has_held, stands};
use crate::text::check as text;
use crate::value::Value;

/// Puts departments' parts into the office's rows and runs the ledger's rules. Departments' rows that the office
/// has not registered for them are said to be extra.
pub(super) fn complete(
    plan: &Plan,
    waivers: &Waivers,
    (period, previous): (Option<Period>, Option<&Archive>),
    checked: &mut Checked,
    findings: &mut Vec<Finding>,
) {
    let table = plan.table(TableId::CloseOut);
    let office = plan.office_unit();
    let (mut office_rows, mut others): (Vec<CheckedRow>, Vec<CheckedRow>) = std::mem::take(&mut checked.rows)
        .into_iter()
        .partition(|row| row.table == TableId::CloseOut && row.unit == office);
    let Some(period) = period.or_else(|| checked.returns.first().map(|given| given.period)) else {
        checked.rows = others;
        return;
    };
    let names = plan.name_values(period);
    for row in others.iter_mut().filter(|row| row.table == TableId::CloseOut) {
        let mut known = office_rows.iter_mut().filter(|known| known.key == row.key);
        let lead = |known: &CheckedRow| table.value(&known.values, Role::Lead).shown();
        match known.next() {
            Some(known) if lead(known) == plan.unit(row.unit).name => fill_in(plan, known, row),
            known => {
                findings.extend(unregistered(plan, row, known.map(|known| lead(known))));
                // It is not this unit's to report; what it wrote is listed with what entered no table.
                row.expected = false;
                if row.state != State::Missing {
                    row.state = State::Rejected;
                }
            }
        }
    }
    for row in &mut office_rows {
        if let Some(previous) = previous {
            carry_over(plan, previous, row);
        }
        findings.extend(without_status(plan, row));
        if let Some(finding) = linked::unknown_link(plan, row) {
            if let (true, Some(slot)) = (enforced(plan, &finding), table.slot(Role::Linked))
                && !waivers.cover(plan, &finding)
            {
                let shown = table.value(&row.values, Role::Linked).shown();
                set_aside(table, row, slot, shown);
            }
            findings.push(finding);
        }
        table.compute(&mut row.values, &names);
        let mut said = Vec::new();
        // What an error sets aside is out of the computed columns before warnings are judged by them.
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            row_rules(plan, waivers, severity, row, &names, &mut said);
            table.compute(&mut row.values, &names);
        }
        if row.origin.is_none() {
            let theirs = others.iter().find(|other| {
                other.table == TableId::CloseOut && other.key == row.key && other.expected && other.origin.is_some()
            });
            for finding in &mut said {
                place(table, finding, theirs);
            }
        }
        findings.extend(said);
    }
    checked.rows = others;
    checked.rows.extend(office_rows);
    checked.rows.sort_by_key(|row| row.unit);
}

/// Without the office's row, what is said of an issue is said where its unit has it.
fn place(table: &Table, finding: &mut Finding, theirs: Option<&CheckedRow>) {
    let slot = finding.field.as_deref().and_then(|field| table.named(field));
    if let (Some(theirs), Some(slot)) = (theirs, slot)
        && finding.at.file.is_empty()
    {
        finding.at = theirs.location(slot);
    }
}

/// The ledger's rules of one severity. A rule that reads a cell which is set aside is silent.
fn row_rules(
    plan: &Plan,
    waivers: &Waivers,
    severity: Severity,
    row: &mut CheckedRow,
    names: &[Value],
    findings: &mut Vec<Finding>,
) {
    for (rule, test) in row_tests(plan, TableId::CloseOut).filter(|(rule, _)| rule.severity == severity) {
        let set_aside = test.rule.columns().iter().any(|slot| row.unusable.contains_key(slot));
        if !set_aside && let Some(finding) = run(plan, waivers, rule, test, row, names) {
            findings.push(finding);
        }
    }
}

/// The department's fields that the office left empty; the office's word wins.
fn fill_in(plan: &Plan, row: &mut CheckedRow, department: &CheckedRow) {
    let table = plan.table(TableId::CloseOut);
    for (slot, field) in table.fields.iter().enumerate() {
        let theirs = department.values.get(slot).filter(|value| !value.is_blank());
        let empty = row.values.get(slot).is_none_or(Value::is_blank) && !row.unusable.contains_key(&slot);
        if !matches!(field.filled, Filled::Department) || !empty {
            continue;
        }
        if let (Some(value), Some(cell)) = (theirs, row.values.get_mut(slot)) {
            *cell = value.clone();
            row.borrowed.insert(slot, department.location(slot));
        }
        if let Some(shown) = department.unusable.get(&slot) {
            row.unusable.insert(slot, shown.clone());
            row.borrowed.insert(slot, department.location(slot));
        }
    }
}

/// What was said of an issue in the period before, where nobody said anything now: who mends it, how, how far it is,
/// and what proves it done unless that did not hold. Of an issue that the office left out everything is carried over,
/// so that it does not vanish.
fn carry_over(plan: &Plan, previous: &Archive, row: &mut CheckedRow) {
    let table = plan.table(TableId::CloseOut);
    let left_out = row.state == State::Missing;
    let status =
        previous.values(table, &row.key).map(|old| table.value(&old, Role::Status).shown()).unwrap_or_default();
    let held = has_held(plan, &status);
    for figure in previous.row(TableId::CloseOut, &row.key).filter(|figure| figure.usable) {
        let Some((slot, field)) = table.known_as(&figure.field).and_then(|slot| Some((slot, table.fields.get(slot)?)))
        else {
            continue;
        };
        let stays = left_out || field.role == Role::Status || stands(field.role, held);
        let free = !row.unusable.contains_key(&slot) && row.values.get(slot).is_some_and(Value::is_blank);
        if !stays || !free || !matches!(field.filled, Filled::Department) {
            continue;
        }
        if let Some(cell) = row.values.get_mut(slot) {
            *cell = figure.value.clone();
            row.borrowed.insert(slot, figure.at.clone());
        }
    }
}

/// V01: an issue that the office registered and of which nobody says how it stands.
fn without_status(plan: &Plan, row: &CheckedRow) -> Option<Finding> {
    let table = plan.table(TableId::CloseOut);
    let slot = table.slot(Role::Status)?;
    let blank = row.values.get(slot).is_some_and(Value::is_blank) && !row.unusable.contains_key(&slot);
    let came = row.origin.is_some() && row.state != State::Rejected;
    let field = table.name_of(Role::Status);
    let finding = Finding::new("V01", row.location(slot)).in_case("text").with("field", field).blaming(field, "");
    (blank && came).then(|| finding.about(TableId::CloseOut, &row.key))
}

/// S06: a unit's row of an issue that the office has not registered, or registered for another unit.
fn unregistered(plan: &Plan, row: &CheckedRow, lead: Option<String>) -> Option<Finding> {
    let origin = row.origin.as_ref()?;
    let slot = plan.table(TableId::CloseOut).slot(Role::Key)?;
    let finding = Finding::new("S06", row.location(slot)).with("row", (origin.row + 1).to_string());
    let finding = match lead {
        Some(lead) => finding.in_case("reassigned").with("lead", text::or_blank(&lead)),
        None => finding,
    };
    (row.part != Part::Office).then(|| finding.with("key", &*row.key.0).about(row.table, &row.key))
}
