//! What a task's text says against what its indicators say (X04).

use super::row::{Work, explained};
use crate::finding::Finding;
use crate::key::{RowKey, TableId};
use crate::normalize::cumulative;
use crate::plan::{Indicator, Part, Plan, Role};
use crate::value::{fifteen, plain};

/// X04: the progress of a measure gives another figure for what was reached in all than its indicator does. Only where
/// one figure and one indicator can be meant, and only of indicators that are counted up themselves: what 累计 means of a
/// stock or a rate is open.
pub(super) fn check(plan: &Plan, works: &[Work<'_>]) -> Vec<Finding> {
    let leads =
        |work: &&Work<'_>| work.row.table == TableId::Tasks && matches!(work.row.part, Part::Lead | Part::Office);
    works.iter().filter(leads).filter_map(|work| contradiction(plan, work, works)).collect()
}

fn contradiction(plan: &Plan, work: &Work<'_>, works: &[Work<'_>]) -> Option<Finding> {
    let (tasks, indicators) = (plan.table(TableId::Tasks), plan.table(TableId::Indicators));
    let slot = tasks.slot(Role::Progress).filter(|slot| !work.spoken.contains(slot))?;
    let text = tasks.value(&work.row.values, Role::Progress).shown();
    let own = plan.indicators.iter().filter(|indicator| indicator.measure.as_ref() == Some(&work.row.key));
    let mut meant = own.filter_map(|indicator| {
        let figures = cumulative(&text, &indicator.unit);
        (!figures.is_empty()).then_some((indicator, figures))
    });
    let (Some((indicator, figures)), None) = (meant.next(), meant.next()) else { return None };
    let [figure] = figures.as_slice() else { return None };
    let value = reported(plan, indicator, works)?;
    if !plan.words.per_year.contains(&indicator.basis) || (value - figure.number).abs() <= fifteen(figure.rounded) {
        return None;
    }
    let RowKey(code) = &indicator.code;
    let finding = Finding::new("X04", work.row.location(slot))
        .with("table", &*indicators.name)
        .with("indicator", &**code)
        .with("value", format!("{}{}", plain(value), indicator.unit))
        .with("said", &*figure.said)
        .blaming(tasks.name_of(Role::Progress), &*figure.said)
        .about(TableId::Tasks, &work.row.key);
    Some(explained(plan, tasks, &work.row, finding))
}

/// The value of an indicator in the same return.
fn reported(plan: &Plan, indicator: &Indicator, works: &[Work<'_>]) -> Option<f64> {
    let of = |work: &&Work<'_>| work.row.table == TableId::Indicators && work.row.key == indicator.code;
    let row = &works.iter().find(of)?.row;
    plan.table(TableId::Indicators).value(&row.values, Role::Value).number()
}
