//! Rules about all returns together: who is missing, whose lead is missing, whose figures disagree (C01 U05 U07).

use super::{Checked, State, Waivers};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Part, Plan, Role, UnitId, UnitKind};
use crate::text::check as text;
use crate::value::{Value, plain};

/// Runs the rules of the collection; they need a common period.
pub(super) fn check(plan: &Plan, waivers: &Waivers, checked: &Checked, findings: &mut Vec<Finding>) {
    let reporters: Vec<UnitId> = plan
        .reporters()
        .filter(|unit| plan.unit(*unit).kind != UnitKind::Office)
        .filter(|unit| checked.rows.iter().any(|row| row.unit == *unit && row.expected))
        .collect();
    // A unit whose file was refused has been told why; it has not kept silent.
    let refused =
        |unit: UnitId| checked.rows.iter().any(|row| row.unit == unit && row.expected && row.state == State::Rejected);
    let absent = |unit: &&UnitId| checked.unit_return(**unit).is_none() && !refused(**unit);
    let missing = |units: &[&UnitId]| {
        let names: Vec<&str> = units.iter().map(|unit| plan.unit(**unit).name.as_str()).collect();
        let finding = unsent(&names.join(text::BETWEEN_UNITS)).with("n", reporters.len().to_string());
        finding.with("m", names.len().to_string())
    };
    // Who need not report, by a waiver, is not among those who must still be asked to.
    let (excused, owing): (Vec<&UnitId>, Vec<&UnitId>) =
        reporters.iter().filter(absent).partition(|unit| is_excused(plan, waivers, **unit));
    if !owing.is_empty() {
        findings.push(missing(&owing));
    }
    if !excused.is_empty() {
        findings.push(missing(&excused).in_case("approved"));
    }
    for unit in reporters.iter().filter(absent) {
        let led = checked
            .rows
            .iter()
            .filter(|row| row.unit == *unit && row.table == TableId::Tasks && row.part == Part::Lead)
            .count();
        if led > 0 {
            let finding = Finding::new("U05", Location::nowhere()).with("unit", &*plan.unit(*unit).name);
            findings.push(finding.with("n", led.to_string()));
        }
    }
    findings.extend(supporters_ahead(plan, checked));
}

/// C01 about units.
fn unsent(units: &str) -> Finding {
    Finding::new("C01", Location::nowhere()).with("units", units)
}

/// Whether a unit need not report, by a waiver.
pub(super) fn is_excused(plan: &Plan, waivers: &Waivers, unit: UnitId) -> bool {
    waivers.cover(plan, &unsent(&plan.unit(unit).name))
}

/// U07: a supporting unit reports more progress than the lead.
fn supporters_ahead(plan: &Plan, checked: &Checked) -> Vec<Finding> {
    let table = plan.table(TableId::Tasks);
    let Some(slot) = table.slot(Role::Percent) else { return Vec::new() };
    let mut findings = Vec::new();
    for row in &checked.rows {
        let (Some(theirs), Some(measure)) = (row.offered.get(&slot).and_then(Value::number), plan.measure(&row.key.0))
        else {
            continue;
        };
        let lead = checked.row(measure.lead, TableId::Tasks, &row.key).filter(|lead| lead.state == State::Returned);
        let leads = lead.and_then(|lead| table.value(&lead.values, Role::Percent).number());
        if let Some(leads) = leads.filter(|leads| theirs > *leads) {
            let finding = Finding::new("U07", row.location(slot))
                .with("key", &*row.key.0)
                .with("unit", &*plan.unit(row.unit).name)
                .with("lead", &*plan.unit(measure.lead).name)
                .with("a", plain(theirs))
                .with("b", plain(leads));
            findings.push(finding.blaming(table.name_of(Role::Percent), plain(theirs)).about(row.table, &row.key));
        }
    }
    findings
}
