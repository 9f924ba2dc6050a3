//! Adjusted targets (目标调整): what they replace, and the plan with them in the place of its own.

use crate::archive::Archive;
use crate::check::CheckedRow;
use crate::check::choose::Chosen;
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, Project, Role};
use crate::recognize::Return;
use crate::roster::decisions;
use crate::text::check as text;
use crate::value::{Value, plain};
use std::borrow::Cow;

/// An adjusted target (目标调整): of an indicator its target, of a project 年度计划投资.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// 主要指标进度表 or 重大项目实施表.
    pub table: TableId,
    /// The indicator or project.
    pub key: RowKey,
    /// The target before, in `unit`; none where there was none.
    pub before: Option<f64>,
    /// The target before, as the plan words it; empty where there was none.
    pub old: String,
    /// The new one, in `unit`.
    pub new: f64,
    /// What it is counted in.
    pub unit: String,
    /// 依据.
    pub basis: String,
    /// Where it stands on the office's form.
    pub at: Location,
}

impl Target {
    /// The new target with its unit: 8家.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{}{}", plain(self.new), self.unit)
    }
}

/// The adjusted target of a row that takes effect.
pub(super) fn target(
    plan: &Plan,
    row: &CheckedRow,
    previous: Option<&Archive>,
    (returns, chosen): (&[Return], &[Chosen]),
) -> Option<Target> {
    let at = row.location(plan.table(row.table).slot(Role::Key)?);
    made(plan, &row.key, &row.values, at, &|project| {
        let before = previous.and_then(|previous| previous.year_plan(plan, &project.code).number());
        before.or_else(|| reported(plan, project, returns, chosen))
    })
}

/// The adjusted targets of the period before that still stand: forms are made with them.
#[must_use]
pub fn standing_targets(plan: &Plan, period: Period, previous: &Archive) -> Vec<Target> {
    let table = plan.table(TableId::Targets);
    let rows = decisions(plan, period, previous).into_iter().filter(|(id, _)| *id == TableId::Targets);
    let target = |row: Vec<Value>| {
        let key = RowKey(table.value(&row, Role::Key).shown());
        made(plan, &key, &row, Location::nowhere(), &|project| previous.year_plan(plan, &project.code).number())
    };
    rows.filter_map(|(_, row)| target(row)).collect()
}

/// A target from its row. `filled_in` is 年度计划投资 of a project of which the plan has none.
fn made(
    plan: &Plan,
    key: &RowKey,
    row: &[Value],
    at: Location,
    filled_in: &dyn Fn(&Project) -> Option<f64>,
) -> Option<Target> {
    let table = plan.table(TableId::Targets);
    let new = table.value(row, Role::Target).number()?;
    let (of, before, old, unit) = if let Some(indicator) = plan.indicator(key) {
        let goal = Some(indicator.goal.clone()).filter(|goal| !goal.is_empty());
        let number = || Some(format!("{}{}", plain(indicator.target?), indicator.unit));
        (TableId::Indicators, indicator.target, goal.or_else(number), indicator.unit.clone())
    } else {
        let project = plan.project(key)?;
        let unit = plan.table(TableId::Projects).money.clone().unwrap_or_default();
        let before = project.year_plan.or_else(|| filled_in(project));
        (TableId::Projects, before, before.map(|old| format!("{}{unit}", plain(old))), unit)
    };
    Some(Target {
        table: of,
        key: key.clone(),
        before,
        old: old.unwrap_or_default(),
        new,
        unit,
        basis: table.value(row, Role::Basis).shown(),
        at,
    })
}

/// 年度计划投资 that a project's lead filled in, where the plan has none.
fn reported(plan: &Plan, project: &Project, returns: &[Return], chosen: &[Chosen]) -> Option<f64> {
    let slot = plan.table(TableId::Projects).slot(Role::YearPlan)?;
    let (_, files) = chosen.iter().find(|(unit, _)| *unit == project.lead)?;
    let sheets = files.iter().filter_map(|file| returns.get(*file)).flat_map(|given| &given.tables);
    let mut records = sheets.filter(|sheet| sheet.table == TableId::Projects).flat_map(|sheet| &sheet.records);
    records.find(|record| record.key == project.code)?.entries.get(slot)?.as_ref()?.value.number()
}

/// The plan with adjusted targets in the place of its own; its revision stays.
#[must_use]
pub fn adjusted<'a>(plan: &'a Plan, targets: &[Target]) -> Cow<'a, Plan> {
    let mut plan = Cow::Borrowed(plan);
    for target in targets {
        let changed = plan.to_mut();
        for indicator in changed.indicators.iter_mut().filter(|known| known.code == target.key) {
            indicator.target = Some(target.new);
            indicator.goal = text::adjusted_goal(&target.old, &target.shown());
        }
        for project in changed.projects.iter_mut().filter(|known| known.code == target.key) {
            project.year_plan = Some(target.new);
        }
    }
    plan
}
