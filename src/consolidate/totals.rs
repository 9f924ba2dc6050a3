//! Totals of 重大项目实施表: what indicators take their value from (取数), and the sums under the table.
//!
//! A project taken off the list (调出) keeps its row for the year and counts in no total.

use super::OfficialRow;
use crate::key::TableId;
use crate::plan::{Field, FieldKind, Plan, ProjectTotal, Role, Table};
use crate::value::{Value, count, fifteen, round};

/// Whether a project counts in totals.
#[must_use]
pub fn in_total(plan: &Plan, row: &OfficialRow) -> bool {
    plan.table(TableId::Projects).value(&row.values, Role::Change).shown() != plan.words.withdrawn
}

/// Whether a field is money that is added up.
#[must_use]
pub fn is_money(table: &Table, field: &Field) -> bool {
    field.kind == FieldKind::Number && field.unit.is_some() && field.unit == table.money
}

/// A row with the sums of the money of projects and the table's own formulas over them. The few plans to date that
/// happen to be given say nothing about the whole, so that the schedule here is the year's.
#[must_use]
pub fn summed(plan: &Plan, rows: &[&OfficialRow], names: &[Value]) -> Vec<Value> {
    let table = plan.table(TableId::Projects);
    let counted = || rows.iter().filter(|row| in_total(plan, row));
    let numbers = |slot: usize| counted().filter_map(move |row| row.values.get(slot).and_then(Value::number));
    // Where nobody reported a figure there is no sum, not one of zero.
    let sum = |slot: usize| match numbers(slot).next() {
        None if counted().next().is_some() => Value::Blank,
        Some(_) | None => Value::Number(fifteen(numbers(slot).sum())),
    };
    let mut values: Vec<Value> = (0..)
        .zip(&table.fields)
        .map(|(slot, field)| if is_money(table, field) { sum(slot) } else { Value::Blank })
        .collect();
    let plan_to_date = table.value(&values, Role::PlanToDate).clone();
    table.set(&mut values, Role::PlanToDate, Value::Blank);
    table.compute(&mut values, names);
    table.set(&mut values, Role::PlanToDate, plan_to_date);
    values
}

/// A total over the official project rows, rounded to the indicator's decimals. Where no project is registered
/// that could be counted there is no figure yet: 暂无数据, not zero. Where none of them has a figure there is nothing.
pub(super) fn total(plan: &Plan, total: &ProjectTotal, decimals: u8, projects: &[OfficialRow]) -> Value {
    let table = plan.table(TableId::Projects);
    let matching: Vec<&OfficialRow> =
        projects.iter().filter(|row| in_total(plan, row) && total.counts(table, &row.values)).collect();
    if matching.is_empty() {
        return Value::NoData;
    }
    let sum = match &total.field {
        None => count(matching.len()),
        Some(field) => {
            let slot = table.named(field);
            let cells = matching.iter().filter_map(|row| slot.and_then(|slot| row.values.get(slot)));
            let numbers: Vec<f64> = cells.filter_map(Value::number).collect();
            if numbers.is_empty() {
                return Value::Blank;
            }
            numbers.iter().sum()
        }
    };
    Value::Number(round(sum / total.divisor, i32::from(decimals)))
}
