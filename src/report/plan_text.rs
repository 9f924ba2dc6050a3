//! `plan show` as text: what the plan holds, so that it can be checked against the document.

use crate::plan::{MeasureKind, Plan, UnitKind};
use crate::text::report as text;
use comfy_table::{ContentArrangement, Table, presets};
use std::fmt::Write;

/// Counts first, then tasks, indicators, units and projects as tables.
#[must_use]
pub fn plan_text(plan: &Plan) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", text::plan_heading(&plan.title, &plan.source, &plan.id, plan.year, &plan.revision));
    let kind = |kind: MeasureKind| plan.measures.iter().filter(|measure| measure.kind == kind).count();
    let mut numbers: Vec<u32> = plan.measures.iter().map(|measure| measure.number).collect();
    numbers.dedup();
    let _ = writeln!(
        out,
        "{}",
        text::plan_tasks(
            numbers.len(),
            plan.measures.len(),
            [MeasureKind::Quantified, MeasureKind::Milestone, MeasureKind::Continuous, MeasureKind::Relational]
                .map(kind),
            plan.milestones.len(),
        )
    );
    let own = plan.indicators.iter().filter(|indicator| indicator.measure.is_some()).count();
    let keys = plan.indicators.iter().filter(|indicator| indicator.key).count();
    let _ = writeln!(out, "{}", text::plan_indicators(plan.indicators.len(), own, keys));
    let units = |kind: UnitKind| plan.units.iter().filter(|unit| unit.kind == kind).count();
    let counts = [UnitKind::Department, UnitKind::Street, UnitKind::Group].map(units);
    let _ = writeln!(out, "{}", text::plan_units(counts, plan.projects.len(), plan.rules.len()));
    let tasks = plan.measures.iter().map(|measure| {
        let units: Vec<&str> = measure.units.iter().map(|unit| plan.unit(*unit).name.as_str()).collect();
        vec![
            measure.code.0.clone(),
            measure.task.clone(),
            crate::text::check::shortened(&measure.content, 24),
            units.join("、"),
            measure.deadline.to_string(),
        ]
    });
    let _ = writeln!(out, "\n{}", table(&text::TASK_HEAD, tasks));
    let indicators = plan.indicators.iter().map(|indicator| {
        vec![
            indicator.code.0.clone(),
            indicator.name.clone(),
            format!("{} {}", indicator.comparison_text, indicator.goal),
            indicator.basis.clone(),
            indicator.cadence_text.clone(),
            plan.unit(indicator.lead).name.clone(),
        ]
    });
    let _ = writeln!(out, "\n{}", table(&text::INDICATOR_HEAD, indicators));
    out
}

/// Rows under a head, in plain lines.
pub(super) fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(head.to_vec());
    for row in rows {
        table.add_row(row);
    }
    table.to_string()
}
