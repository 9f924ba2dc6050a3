//! The official rows of the four reported tables: the lead's row, or a grey one that says the lead is missing.

use super::{MeasuredBy, OfficialRow, OfficialTable, Standing, Verdict, row_location, supporters, totals};
use crate::check::{Checked, CheckedRow, State};
use crate::key::{RowKey, TableId};
use crate::period::Period;
use crate::plan::{Measured, Plan, Role, Table, UnitId};
use crate::roster::Due;
use crate::text::consolidate as text;
use crate::value::Value;

/// All four, in official order.
pub(super) fn tables(plan: &Plan, period: Period, checked: &Checked, names: &[Value]) -> Vec<OfficialTable> {
    let projects = projects(plan, checked, names);
    let indicators = indicators(plan, period, checked, &projects, names);
    let tasks = tasks(plan, checked, &indicators, names);
    let close_out = close_out(plan, checked);
    vec![
        OfficialTable { id: TableId::Indicators, rows: indicators },
        OfficialTable { id: TableId::Projects, rows: projects },
        OfficialTable { id: TableId::Tasks, rows: tasks },
        OfficialTable { id: TableId::CloseOut, rows: close_out },
    ]
}

/// The official row of what its lead sent; grey, with a word about it, where nothing usable came.
fn from_lead(
    plan: &Plan,
    table: &Table,
    lead: UnitId,
    key: &RowKey,
    checked: &Checked,
    names: &[Value],
) -> OfficialRow {
    let row = checked.row(lead, table.id, key);
    let mut official = OfficialRow {
        key: key.clone(),
        unit: lead,
        values: row.map_or_else(|| prefilled(plan, table, key), |row| row.values.clone()),
        unusable: row.map(|row| row.unusable.clone()).unwrap_or_default(),
        measured: MeasuredBy::Return,
        standing: standing(row),
        origin: row.and_then(row_location),
    };
    if official.standing == Standing::LeadMissing {
        let told = if table.id == TableId::Indicators { Role::Reason } else { Role::Progress };
        table.set(&mut official.values, told, Value::text(text::LEAD_MISSING));
    }
    if let Some(target) = checked.targets.iter().find(|target| target.table == table.id && target.key == *key) {
        let remark = table.value(&official.values, Role::Remark).shown();
        let remark = text::adjusted(&remark, &target.old, &target.shown(), &target.basis);
        table.set(&mut official.values, Role::Remark, Value::text(&remark));
    }
    table.compute(&mut official.values, names);
    official
}

fn standing(row: Option<&CheckedRow>) -> Standing {
    match row {
        Some(row) if row.due == Due::NotDue => Standing::NotDue,
        Some(row) if row.due == Due::Computed => Standing::Reported,
        Some(row) => match row.state {
            State::Returned => Standing::Reported,
            State::Blank | State::Rejected | State::Missing => Standing::LeadMissing,
        },
        None => Standing::NotDue,
    }
}

/// A row that is on nobody's form this period (a month asks only for what is monthly).
fn prefilled(plan: &Plan, table: &Table, key: &RowKey) -> Vec<Value> {
    let mut values = crate::roster::plan_row(plan, table.id, key).unwrap_or_else(|| table.blank_row());
    if table.id == TableId::Indicators {
        table.set(&mut values, Role::Value, Value::text(&plan.words.not_due));
    }
    values
}

fn indicators(
    plan: &Plan,
    period: Period,
    checked: &Checked,
    projects: &[OfficialRow],
    names: &[Value],
) -> Vec<OfficialRow> {
    let table = plan.table(TableId::Indicators);
    let mut rows: Vec<OfficialRow> = plan
        .indicators
        .iter()
        .map(|indicator| {
            let mut row = from_lead(plan, table, indicator.lead, &indicator.code, checked, names);
            match &indicator.measured {
                Measured::Projects(total) if period.asks(indicator.cadence) => {
                    let value = totals::total(plan, total, indicator.decimals, projects);
                    table.set(&mut row.values, Role::Value, value);
                    table.compute(&mut row.values, names);
                    row.measured = MeasuredBy::Projects;
                    row.standing = Standing::Reported;
                }
                Measured::SameAs(key) if period.asks(indicator.cadence) => {
                    row.measured = MeasuredBy::SameAs(key.clone());
                    row.standing = Standing::Reported;
                }
                Measured::Reported | Measured::Projects(_) | Measured::SameAs(_) => {}
            }
            row
        })
        .collect();
    for index in 0..rows.len() {
        let source = rows.get(index).and_then(|row| match &row.measured {
            MeasuredBy::SameAs(key) => rows.iter().find(|other| other.key == *key),
            MeasuredBy::Return | MeasuredBy::Projects => None,
        });
        let value = source.map(|source| table.value(&source.values, Role::Value).clone());
        if let (Some(value), Some(row)) = (value, rows.get_mut(index)) {
            table.set(&mut row.values, Role::Value, value);
            table.compute(&mut row.values, names);
        }
    }
    rows
}

/// Projects by 项目类型 in the order of its options, those without one last.
fn projects(plan: &Plan, checked: &Checked, names: &[Value]) -> Vec<OfficialRow> {
    let table = plan.table(TableId::Projects);
    let mut rows: Vec<OfficialRow> = plan
        .projects
        .iter()
        .map(|project| from_lead(plan, table, project.lead, &project.code, checked, names))
        .collect();
    let options =
        table.slot(Role::Category).and_then(|slot| table.fields.get(slot)).map_or(&[][..], |field| &field.options);
    rows.sort_by_key(|row| {
        let category = table.value(&row.values, Role::Category).shown();
        options.iter().position(|option| *option == category).unwrap_or(options.len())
    });
    rows
}

fn tasks(plan: &Plan, checked: &Checked, indicators: &[OfficialRow], names: &[Value]) -> Vec<OfficialRow> {
    let table = plan.table(TableId::Tasks);
    let indicator_table = plan.table(TableId::Indicators);
    plan.measures
        .iter()
        .map(|measure| {
            let mut row = from_lead(plan, table, measure.lead, &measure.code, checked, names);
            let lights = indicators
                .iter()
                .filter(|indicator| indicator_table.value(&indicator.values, Role::Task).shown() == measure.code.0)
                .map(|indicator| indicator_table.value(&indicator.values, Role::Light).shown());
            let lights = crate::check::light_counts(plan, lights);
            table.set(&mut row.values, Role::IndicatorLights, Value::text(&lights));
            let supporters = supporters::summary(plan, checked, measure);
            table.set(&mut row.values, Role::Supporters, Value::text(&supporters));
            if let Some((verdict, reason)) = verdict(plan, checked, &measure.code) {
                table.set(&mut row.values, Role::Verdict, verdict);
                let remark = table.value(&row.values, Role::Remark).shown();
                table.set(&mut row.values, Role::Remark, Value::text(&text::verdict(&remark, &reason)));
            }
            table.compute(&mut row.values, names);
            row
        })
        .collect()
}

/// The office's 核定 of a measure: status and reason.
fn verdict(plan: &Plan, checked: &Checked, key: &RowKey) -> Option<(Value, String)> {
    let table = plan.table(TableId::Verdicts);
    let row = checked.row(plan.office_unit(), TableId::Verdicts, key).filter(|row| row.state == State::Returned)?;
    let status = table.value(&row.values, Role::Status);
    Some((status.clone(), table.value(&row.values, Role::Remark).shown()))
}

/// The office's verdicts beside what the leads reported.
pub(super) fn verdicts(plan: &Plan, checked: &Checked, tables: &[OfficialTable]) -> Vec<Verdict> {
    let table = plan.table(TableId::Tasks);
    let tasks = tables.iter().filter(|official| official.id == TableId::Tasks).flat_map(|official| &official.rows);
    let decided = tasks.filter_map(|row| {
        let (status, reason) = verdict(plan, checked, &row.key)?;
        let set_aside = table.slot(Role::Status).and_then(|slot| row.unusable.get(&slot)).cloned();
        let reported = set_aside.unwrap_or_else(|| table.value(&row.values, Role::Status).shown());
        Some(Verdict { key: row.key.clone(), lead: row.unit, reported, decided: status.shown(), reason })
    });
    decided.collect()
}

/// The ledger, in the office's order.
fn close_out(plan: &Plan, checked: &Checked) -> Vec<OfficialRow> {
    let table = plan.table(TableId::CloseOut);
    let office = plan.office_unit();
    checked
        .rows
        .iter()
        .filter(|row| row.table == TableId::CloseOut && row.unit == office && row.state != State::Rejected)
        .map(|row| OfficialRow {
            key: row.key.clone(),
            unit: plan.find_unit(&table.value(&row.values, Role::Lead).shown()).unwrap_or(office),
            values: row.values.clone(),
            unusable: row.unusable.clone(),
            measured: MeasuredBy::Return,
            standing: Standing::Reported,
            origin: row_location(row),
        })
        .collect()
}
