//! The projects that the office has registered in the plan against those that measures ask for (X06 X07). They are the
//! office's to register: whoever leads the measure has done nothing wrong.

use super::Checked;
use super::decisions::CONCERNS;
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Filled, Indicator, Measure, Measured, Plan, ProjectTotal, Role};
use crate::roster::plan_row;
use crate::text::check as text;
use crate::text::matching_key;
use crate::value::{Value, count, plain, round};

/// Runs the rules.
pub(super) fn check(plan: &Plan, checked: &Checked, findings: &mut Vec<Finding>) {
    let projects = projects(plan, checked);
    for measure in &plan.measures {
        findings.extend(too_few(plan, measure, &projects));
        findings.extend(unlisted(plan, measure));
    }
}

/// The rows of the projects on the list, as the plan and their leads have them.
fn projects(plan: &Plan, checked: &Checked) -> Vec<Vec<Value>> {
    let rows = plan.projects.iter().filter(|project| project.change != plan.words.withdrawn).filter_map(|project| {
        let row = checked.row(project.lead, TableId::Projects, &project.code);
        row.map(|row| row.values.clone()).or_else(|| plan_row(plan, TableId::Projects, &project.code))
    });
    rows.collect()
}

/// X06: what a measure requires of its projects, and less is registered. What they have invested is progress, and not
/// asked here.
fn too_few(plan: &Plan, measure: &Measure, projects: &[Vec<Value>]) -> Option<Finding> {
    let own = plan.indicators.iter().filter(|indicator| indicator.measure.as_ref() == Some(&measure.code));
    let short: Vec<String> = own.filter_map(|indicator| shortage(plan, indicator, projects)).collect();
    let finding = of_office(plan, measure, Finding::new("X06", Location::nowhere()));
    (!short.is_empty()).then(|| finding.with("short", short.join(text::BETWEEN_SHORTAGES)))
}

/// What an indicator asks of the projects, and how much of it is registered; none where that is enough.
fn shortage(plan: &Plan, indicator: &Indicator, projects: &[Vec<Value>]) -> Option<String> {
    let Measured::Projects(total) = &indicator.measured else { return None };
    let target = indicator.target?;
    let registered = round(registered(plan, total, projects)?, i32::from(indicator.decimals));
    let found = format!("{}{}", plain(registered), indicator.unit);
    (registered < target).then(|| text::shortage(&indicator.name, &indicator.goal, &found))
}

/// What is registered of a total; none where it is of figures that are reported each period.
fn registered(plan: &Plan, total: &ProjectTotal, projects: &[Vec<Value>]) -> Option<f64> {
    let table = plan.table(TableId::Projects);
    let matching = projects.iter().filter(|row| total.counts(table, row));
    let Some(field) = &total.field else { return Some(count(matching.count())) };
    let slot = table.named(field)?;
    let planned = table.fields.get(slot).is_some_and(|field| matches!(field.filled, Filled::Plan));
    let sum: f64 = matching.filter_map(|row| row.get(slot)?.number()).sum();
    planned.then_some(sum / total.divisor)
}

/// X07: projects that the goal of a measure names, and the plan's list has not.
fn unlisted(plan: &Plan, measure: &Measure) -> Option<Finding> {
    let listed = |name: &str| plan.projects.iter().any(|known| matching_key(&known.name) == matching_key(name));
    let names: Vec<&str> = measure.named_projects.iter().map(String::as_str).filter(|name| !listed(name)).collect();
    let finding = of_office(plan, measure, Finding::new("X07", Location::nowhere()));
    let finding = finding.with("n", names.len().to_string()).with("names", names.join(text::BETWEEN_UNITS));
    (!names.is_empty()).then_some(finding)
}

/// A finding about a measure that is the office's to settle.
fn of_office(plan: &Plan, measure: &Measure, finding: Finding) -> Finding {
    let office = &*plan.unit(plan.office_unit()).name;
    let finding = finding.with("key", &*measure.code.0).with(CONCERNS, office);
    Finding { field: Some(plan.table(TableId::Tasks).name_of(Role::Goal).to_owned()), ..finding }
        .about(TableId::Tasks, &measure.code)
}
