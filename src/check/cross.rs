//! Rules across the tables of one return: done but short of the target, supporters' figures, closing by oneself
//! (L01 L02 U04 Z06), and the lights of a measure's indicators.

use super::catalogue::enforced;
use super::row::{Work, explained, set_aside};
use super::unit::Context;
use super::{CheckedRow, State, stated};
use crate::archive::Archive;
use crate::finding::Finding;
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::plan::{Part, Plan, Role};
use crate::value::Value;
use std::fmt::Write;

/// How many of a measure's indicators show which light: 绿2黄1. Only rows that were already computed count.
pub(super) fn indicator_lights(plan: &Plan, task: &CheckedRow, works: &[Work<'_>]) -> String {
    if task.table != TableId::Tasks {
        return String::new();
    }
    let table = plan.table(TableId::Indicators);
    let lights = works.iter().filter(|work| {
        work.row.table == TableId::Indicators && table.value(&work.row.values, Role::Task).shown() == task.key.0
    });
    light_counts(plan, lights.map(|work| table.value(&work.row.values, Role::Light).shown()))
}

/// Lights as counts, never an average: 绿2黄1.
pub(crate) fn light_counts(plan: &Plan, lights: impl Iterator<Item = String>) -> String {
    let shown: Vec<String> = lights.collect();
    let words = &plan.words;
    let mut text = String::new();
    for word in [&words.green, &words.yellow, &words.red, &words.grey] {
        let count = shown.iter().filter(|light| *light == word).count();
        if count > 0 {
            let _ = write!(text, "{word}{count}");
        }
    }
    text
}

/// The rules across tables. Rows they set a cell aside in are computed again.
pub(super) fn check(context: &Context<'_>, works: &mut [Work<'_>], names: &[Value], findings: &mut Vec<Finding>) {
    let plan = context.plan;
    let short = done_but_short(plan, works, names);
    for (index, finding) in short {
        if let Some(work) = works.get_mut(index) {
            blame_status(context, &finding, work, names);
        }
        findings.push(finding);
    }
    if let Some(previous) = context.previous {
        findings.extend(done_but_not_said(plan, previous, works, names));
    }
    findings.extend(stated::check(plan, works));
    for work in works.iter_mut() {
        findings.extend(supporting_figures(plan, work));
        if let Some(finding) = closed_by_department(plan, work) {
            blame_status(context, &finding, work, names);
            findings.push(finding);
        }
    }
}

/// Sets a status aside, unless the rule that objects to it only remarks, or that is waived.
fn blame_status(context: &Context<'_>, finding: &Finding, work: &mut Work<'_>, names: &[Value]) {
    let plan = context.plan;
    if !enforced(plan, finding) || context.decisions.waivers.cover(plan, finding) {
        return;
    }
    let table = plan.table(work.row.table);
    if let Some(slot) = table.slot(Role::Status) {
        let shown = table.value(&work.row.values, Role::Status).shown();
        set_aside(table, &mut work.row, slot, shown);
        work.spoken.insert(slot);
        table.compute(&mut work.row.values, names);
    }
}

/// L01: 已完成, but an indicator of the measure has not reached its target.
fn done_but_short(plan: &Plan, works: &[Work<'_>], names: &[Value]) -> Vec<(usize, Finding)> {
    let tasks = plan.table(TableId::Tasks);
    let indicators = plan.table(TableId::Indicators);
    let (Some(status), Some(met)) = (tasks.slot(Role::Status), &indicators.met) else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, work) in works.iter().enumerate() {
        let done = *tasks.value(&work.row.values, Role::Status) == Value::text(&plan.words.done);
        if work.row.table != TableId::Tasks || !done {
            continue;
        }
        let short = works.iter().map(|other| &other.row).find(|row| {
            let value = indicators.value(&row.values, Role::Value);
            row.table == TableId::Indicators
                && indicators.value(&row.values, Role::Task).shown() == work.row.key.0
                && value.number().is_some()
                && met.evaluate(Row { cells: &row.values, names }) == Value::Bool(false)
        });
        if let Some(row) = short {
            let unit = indicators.value(&row.values, Role::Unit).shown();
            let finding = Finding::new("L01", work.row.location(status))
                .with("found", &*plan.words.done)
                .with("indicator", &*row.key.0)
                .with("target", indicators.value(&row.values, Role::Goal).shown())
                .with("value", format!("{}{unit}", indicators.value(&row.values, Role::Value).shown()))
                .blaming(tasks.name_of(Role::Status), &*plan.words.done)
                .about(TableId::Tasks, &work.row.key);
            findings.push((index, finding));
        }
    }
    findings
}

/// L02: every indicator of a measure reached its target in this period and the one before, and it is still 推进中.
///
/// Only figures that cannot fall again within the year prove a measure done; a milestone is told in words, which
/// prove nothing here. A measure with either kind besides is passed over.
fn done_but_not_said(plan: &Plan, previous: &Archive, works: &[Work<'_>], names: &[Value]) -> Vec<Finding> {
    let tasks = plan.table(TableId::Tasks);
    let indicators = plan.table(TableId::Indicators);
    let (Some(status), Some(met)) = (tasks.slot(Role::Status), &indicators.met) else { return Vec::new() };
    let before = plan.name_values(previous.period);
    let is_met = |cells: &[Value], names: &[Value]| {
        let reached = met.evaluate(Row { cells, names }) == Value::Bool(true);
        reached && indicators.value(cells, Role::Value).number().is_some()
    };
    let mut findings = Vec::new();
    for work in works.iter().filter(|work| work.row.table == TableId::Tasks && !work.spoken.contains(&status)) {
        let key = &work.row.key;
        let going_on = *tasks.value(&work.row.values, Role::Status) == Value::text(&plan.words.in_progress);
        let told_in_words = plan.milestones.iter().any(|milestone| milestone.measure == *key);
        let own: Vec<_> = plan.indicators.iter().filter(|known| known.measure.as_ref() == Some(key)).collect();
        let proves = |code: &RowKey| {
            let now = works.iter().find(|work| work.row.table == TableId::Indicators && work.row.key == *code);
            let old = previous.values(indicators, code);
            now.is_some_and(|now| is_met(&now.row.values, names)) && old.is_some_and(|old| is_met(&old, &before))
        };
        let lasting = own.iter().all(|known| plan.words.per_year.contains(&known.basis));
        if !going_on || told_in_words || own.is_empty() || !lasting || !own.iter().all(|known| proves(&known.code)) {
            continue;
        }
        let finding = Finding::new("L02", work.row.location(status))
            .with("found", &*plan.words.in_progress)
            .blaming(tasks.name_of(Role::Status), &*plan.words.in_progress)
            .about(TableId::Tasks, key);
        findings.push(explained(plan, tasks, &work.row, finding));
    }
    findings
}

/// U04: a supporting unit filled in what only the lead reports.
fn supporting_figures(plan: &Plan, work: &Work<'_>) -> Option<Finding> {
    let table = plan.table(work.row.table);
    if work.row.table != TableId::Tasks || !matches!(work.row.part, Part::Support | Part::Member) {
        return None;
    }
    let names = work.row.offered.keys().filter_map(|slot| table.fields.get(*slot));
    let fields: Vec<&str> = names.map(|field| field.name.as_str()).collect();
    let first = work.row.offered.keys().next()?;
    let lead = plan.measure(&work.row.key.0).map_or("", |measure| plan.unit(measure.lead).name.as_str());
    let finding = Finding::new("U04", work.row.location(*first)).with("key", &*work.row.key.0).with("lead", lead);
    Some(finding.with("fields", fields.join("、")).about(TableId::Tasks, &work.row.key))
}

/// Z06: a department set a close-out state that only the office may set.
fn closed_by_department(plan: &Plan, work: &Work<'_>) -> Option<Finding> {
    let table = plan.table(TableId::CloseOut);
    let departments = work.row.table == TableId::CloseOut && work.row.part != Part::Office;
    if !departments || work.row.state == State::Rejected {
        return None;
    }
    let slot = table.slot(Role::Status)?;
    let status = table.value(&work.row.values, Role::Status).shown();
    if !plan.words.beyond_department.contains(&status) {
        return None;
    }
    let finding = Finding::new("Z06", work.row.location(slot)).with("found", &*status);
    let finding = finding.with("limit", &*plan.words.applied).blaming(table.name_of(Role::Status), &*status);
    Some(finding.about(TableId::CloseOut, &work.row.key))
}
