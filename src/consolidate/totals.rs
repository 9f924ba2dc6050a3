//! Totals of 重大项目实施表 that indicators take their value from (取数).

use super::OfficialRow;
use crate::key::TableId;
use crate::plan::{Plan, ProjectTotal};
use crate::value::{Value, count, round};

/// A total over the official project rows, rounded to the indicator's decimals. Where no project is registered
/// that could be counted there is no figure yet: 暂无数据, not zero.
pub(super) fn total(plan: &Plan, total: &ProjectTotal, decimals: u8, projects: &[OfficialRow]) -> Value {
    let table = plan.table(TableId::Projects);
    let matching: Vec<&OfficialRow> = projects
        .iter()
        .filter(|row| {
            total.filters.iter().all(|(field, text)| {
                table.named(field).and_then(|slot| row.values.get(slot)).is_some_and(|value| value.shown() == *text)
            })
        })
        .collect();
    if matching.is_empty() {
        return Value::NoData;
    }
    let sum = match &total.field {
        None => count(matching.len()),
        Some(field) => {
            let slot = table.named(field);
            let cells = matching.iter().filter_map(|row| slot.and_then(|slot| row.values.get(slot)));
            cells.filter_map(Value::number).sum()
        }
    };
    Value::Number(round(sum / total.divisor, i32::from(decimals)))
}
