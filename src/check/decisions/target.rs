//! Adjusted targets (目标调整): what they replace, and the plan with them in the place of its own.

use crate::check::CheckedRow;
use crate::check::choose::Chosen;
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::plan::{Plan, Project, Role};
use crate::recognize::Return;
use crate::text::check as text;
use crate::value::plain;
use std::borrow::Cow;

/// An adjusted target (目标调整): of an indicator its target, of a project 年度计划投资.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// 主要指标进度表 or 重大项目实施表.
    pub table: TableId,
    /// The indicator or project.
    pub key: RowKey,
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
pub(super) fn target(plan: &Plan, row: &CheckedRow, returns: &[Return], chosen: &[Chosen]) -> Option<Target> {
    let table = plan.table(row.table);
    let new = table.value(&row.values, Role::Target).number()?;
    let indicator = plan.indicator(&row.key);
    let (of, old, unit) = if let Some(indicator) = indicator {
        let goal = Some(indicator.goal.clone()).filter(|goal| !goal.is_empty());
        let number = || Some(format!("{}{}", plain(indicator.target?), indicator.unit));
        (TableId::Indicators, goal.or_else(number), indicator.unit.clone())
    } else {
        let project = plan.project(&row.key)?;
        let unit = plan.table(TableId::Projects).money.clone().unwrap_or_default();
        let old = project.year_plan.or_else(|| reported(plan, project, returns, chosen));
        (TableId::Projects, old.map(|old| format!("{}{unit}", plain(old))), unit)
    };
    Some(Target {
        table: of,
        key: row.key.clone(),
        old: old.unwrap_or_default(),
        new,
        unit,
        basis: table.value(&row.values, Role::Basis).shown(),
        at: row.location(table.slot(Role::Key)?),
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
