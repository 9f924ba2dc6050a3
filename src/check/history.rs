//! Rules against the period before: hand-edited cells, changed targets, figures that stand still, projects that are
//! gone (C07 C08 C09 X12). What a row itself shows of the period before is judged by row rules.

use super::{Checked, State, Target, Waivers};
use crate::archive::{Archive, Edit, Edited};
use crate::finding::Finding;
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::plan::{Indicator, Plan, Role, Table};
use crate::roster::Due;
use crate::text::check as text;
use crate::value::{Value, plain};

/// Runs the rules.
pub(super) fn check(
    plan: &Plan,
    previous: &Archive,
    targets: &[Target],
    checked: &Checked,
    findings: &mut Vec<Finding>,
) {
    findings.extend(previous.edits.iter().map(|edit| edited(plan, edit)));
    for indicator in &plan.indicators {
        let registered = targets.iter().any(|target| target.key == indicator.code);
        findings.extend(redefined(plan, previous, indicator).filter(|_| !registered));
        findings.extend(standing_still(plan, previous, checked, indicator));
    }
    findings.extend(previous.keys(TableId::Projects).iter().filter_map(|key| vanished(plan, previous, key)));
}

/// C07: what somebody edited in the workbook of the period before.
fn edited(plan: &Plan, edit: &Edit) -> Finding {
    let table = plan.table(edit.table);
    let shown = |value: &Value| text::or_blank(&value.shown());
    let key = edit.row.as_ref().map_or("", |row| row.0.as_str());
    let field = edit.field.as_deref().unwrap_or_default();
    let finding =
        Finding::new("C07", edit.at.clone()).with("table", &*table.name).with("key", key).with("field", field);
    let finding = match &edit.what {
        Edited::Value { was, now } => finding.in_case("edited").with("was", shown(was)).with("now", shown(now)),
        Edited::Unread { was } => finding.in_case("unread").with("was", shown(was)),
        Edited::Key { was, now } => finding.in_case("key").with("was", shown(was)).with("now", shown(now)),
        Edited::RowGone => finding.in_case("row-gone"),
        Edited::RowAdded => finding.in_case("row-added"),
        Edited::ColumnGone => finding.in_case("column-gone"),
        Edited::SheetRenamed { was } => finding.in_case("sheet-renamed").with("was", &**was),
        Edited::SheetGone { was } => finding.in_case("sheet-gone").with("was", &**was),
    };
    let found = match &edit.what {
        Edited::Value { now, .. } | Edited::Key { now, .. } => now.shown(),
        Edited::Unread { .. }
        | Edited::RowGone
        | Edited::RowAdded
        | Edited::ColumnGone
        | Edited::SheetRenamed { .. }
        | Edited::SheetGone { .. } => String::new(),
    };
    let mut finding = if field.is_empty() { finding } else { finding.blaming(field, found) };
    (finding.table, finding.row) = (Some(edit.table), edit.row.clone());
    finding
}

/// C07 for everything that was edited in a workbook, settled as the plan says.
#[must_use]
pub fn edits(plan: &Plan, archive: &Archive) -> Vec<Finding> {
    let findings = archive.edits.iter().map(|edit| edited(plan, edit)).collect();
    super::settle(plan, &Waivers::default(), findings)
}

/// C08: an indicator is defined otherwise than in the period before.
fn redefined(plan: &Plan, previous: &Archive, indicator: &Indicator) -> Option<Finding> {
    let table = plan.table(TableId::Indicators);
    let old = previous.values(table, &indicator.code)?;
    let now = crate::roster::plan_row(plan, TableId::Indicators, &indicator.code)?;
    let changed: Vec<String> = [Role::Basis, Role::Unit, Role::Comparison, Role::Target]
        .into_iter()
        .filter_map(|role| {
            let (was, is) = (table.value(&old, role).shown(), table.value(&now, role).shown());
            (was != is).then(|| text::redefined(table.name_of(role), &text::or_blank(&was), &text::or_blank(&is)))
        })
        .collect();
    let finding = Finding::new("C08", Location::nowhere()).with("key", &*indicator.code.0);
    let finding = finding.with("changes", changed.join("，")).about(TableId::Indicators, &indicator.code);
    (!changed.is_empty()).then_some(finding)
}

/// C09: a figure that has not moved for some periods. One that has reached its target may stand still.
fn standing_still(plan: &Plan, previous: &Archive, checked: &Checked, indicator: &Indicator) -> Option<Finding> {
    let table = plan.table(TableId::Indicators);
    let row = checked.row(indicator.lead, TableId::Indicators, &indicator.code)?;
    let asked = row.due == Due::Asked && row.state == State::Returned;
    let now = table.value(&row.values, Role::Value).number().filter(|_| asked)?;
    let names = plan.name_values(checked.period?);
    let met = table.met.as_ref().map(|met| met.evaluate(Row { cells: &row.values, names: &names }));
    let before = numbers_before(table, previous, &indicator.code);
    let same = before.iter().take_while(|value| (**value - now).abs() < f64::EPSILON).count();
    let periods = crate::value::count(same + 1);
    // Where nothing was due yet, standing still is as it should be.
    let waits = table.value(&row.values, Role::Light).shown() == plan.words.not_reached;
    if waits || met == Some(Value::Bool(true)) || periods < plan.limit(text::STILL_PERIODS) {
        return None;
    }
    let slot = table.slot(Role::Value)?;
    let finding = Finding::new("C09", row.location(slot))
        .with("key", &*indicator.code.0)
        .with("n", plain(periods))
        .with("value", plain(now))
        .blaming(table.name_of(Role::Value), plain(now));
    let finding = finding.about(TableId::Indicators, &indicator.code);
    Some(super::row::explained(plan, table, row, finding))
}

/// The figures of the periods before in which the row had one, latest first.
fn numbers_before(table: &Table, previous: &Archive, key: &RowKey) -> Vec<f64> {
    let last = previous.figure(table, key, Role::Value).and_then(|figure| figure.value.number());
    let earlier = previous.earlier_numbers(table, key, Role::Value).map(|(_, number)| number);
    last.into_iter().chain(earlier).collect()
}

/// X12: a project of the period before that the plan no longer lists. One that was taken off is listed as such.
fn vanished(plan: &Plan, previous: &Archive, key: &RowKey) -> Option<Finding> {
    if plan.project(key).is_some() {
        return None;
    }
    let table = plan.table(TableId::Projects);
    let old = previous.values(table, key)?;
    let gone = table.value(&old, Role::Change).shown() == plan.words.withdrawn;
    let finding = Finding::new("X12", Location::nowhere()).with("key", &*key.0);
    let finding = finding.with("name", table.value(&old, Role::Name).shown()).about(TableId::Projects, key);
    (!gone).then_some(finding)
}
