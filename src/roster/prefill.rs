//! What a row holds before anyone fills it in: the plan's own columns, by role.

use super::{Due, part_word};
use crate::key::TableId;
use crate::plan::{Indicator, Measure, MeasureKind, Part, Plan, Project, Role};
use crate::text::plan as text;
use crate::value::Value;

/// A row of 主要指标进度表. A row that is not due says so in the value's cell.
pub(super) fn indicator(plan: &Plan, indicator: &Indicator, due: Due) -> Vec<Value> {
    let table = plan.table(TableId::Indicators);
    let mut row = table.blank_row();
    let yes_no = |truth: bool| Value::text(if truth { &plan.words.yes } else { &plan.words.no });
    let measure = indicator.measure.as_ref().map_or("", |code| code.0.as_str());
    let values = [
        (Role::Key, Value::text(&indicator.code.0)),
        (Role::Task, Value::text(measure)),
        (Role::Category, Value::text(&indicator.category)),
        (Role::Name, Value::text(&indicator.name)),
        (Role::Unit, Value::text(&indicator.unit)),
        (Role::Goal, Value::text(&indicator.goal)),
        (Role::Comparison, Value::text(&indicator.comparison_text)),
        (Role::Target, number(indicator.target)),
        (Role::Basis, Value::text(&indicator.basis)),
        (Role::Decimals, Value::Number(f64::from(indicator.decimals))),
        (Role::Cadence, Value::text(&indicator.cadence_text)),
        (Role::MayLack, yes_no(indicator.may_lack)),
        (Role::Attribute, Value::text(&indicator.attribute)),
        (Role::Source, Value::text(&indicator.measured_text)),
        (Role::IsKey, yes_no(indicator.key)),
        (Role::Lead, Value::text(&plan.unit(indicator.lead).name)),
        (Role::Start, Value::Date(indicator.start)),
        (Role::Deadline, Value::Date(indicator.deadline)),
        (Role::Base, number(indicator.base)),
    ];
    for (role, value) in values {
        table.set(&mut row, role, value);
    }
    if due == Due::NotDue {
        table.set(&mut row, Role::Value, Value::text(&plan.words.not_due));
    }
    row
}

/// A row of 重大项目实施表; money in 万元.
pub(super) fn project(plan: &Plan, project: &Project) -> Vec<Value> {
    let table = plan.table(TableId::Projects);
    let mut row = table.blank_row();
    let day = |day: Option<jiff::civil::Date>| day.map_or(Value::Blank, Value::Date);
    let values = [
        (Role::Key, Value::text(&project.code.0)),
        (Role::Name, Value::text(&project.name)),
        (Role::Category, Value::text(&project.category)),
        (Role::List, Value::text(&project.list)),
        (Role::Nature, Value::text(&project.nature)),
        (Role::Builder, Value::text(&project.builder)),
        (Role::Place, Value::text(&project.place)),
        (Role::Content, Value::text(&project.content)),
        (Role::Years, Value::text(&project.years)),
        (Role::Total, number(project.total)),
        (Role::Before, number(project.before)),
        (Role::YearPlan, number(project.year_plan)),
        (Role::PlanToDate, number(project.plan_to_date)),
        (Role::StartPlanned, day(project.start)),
        (Role::EndPlanned, day(project.end)),
        (Role::Lead, Value::text(&plan.unit(project.lead).name)),
        (Role::Change, Value::text(&project.change)),
        (Role::ChangeReason, Value::text(&project.change_reason)),
        (Role::Approval, Value::text(&project.approval)),
        (Role::ChangeDate, day(project.change_date)),
    ];
    for (role, value) in values {
        table.set(&mut row, role, value);
    }
    row
}

/// A row of 重点任务攻坚表.
pub(super) fn measure(plan: &Plan, measure: &Measure, part: Part) -> Vec<Value> {
    let table = plan.table(TableId::Tasks);
    let mut row = table.blank_row();
    let kind = match measure.kind {
        MeasureKind::Quantified => text::QUANTIFIED,
        MeasureKind::Milestone => text::MILESTONE,
        MeasureKind::Continuous => text::CONTINUOUS,
        MeasureKind::Relational => text::RELATIONAL,
    };
    let units: Vec<&str> = measure.units.iter().map(|unit| plan.unit(*unit).name.as_str()).collect();
    let values = [
        (Role::Key, Value::text(&measure.code.0)),
        (Role::Number, Value::Number(f64::from(measure.number))),
        (Role::Name, Value::text(&measure.task)),
        (Role::Content, Value::text(&measure.content)),
        (Role::Goal, Value::text(&measure.goal)),
        (Role::Kind, Value::text(kind)),
        (Role::Deadline, Value::Date(measure.deadline)),
        (Role::Lead, Value::text(&units.join("、"))),
        (Role::Role, Value::text(part_word(plan, part))),
    ];
    for (role, value) in values {
        table.set(&mut row, role, value);
    }
    row
}

fn number(number: Option<f64>) -> Value {
    number.map_or(Value::Blank, Value::Number)
}
