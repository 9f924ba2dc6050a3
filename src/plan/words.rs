//! The words of a plan that the engine compares with: statuses, lights, roles. Their text is the plan's.

use serde::Deserialize;

/// What the engine must recognise in a cell, as the plan words it (`[words]` in `tables.toml`).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Words {
    /// 牵头: the first-listed unit of a row.
    pub lead: String,
    /// 配合: any other listed unit.
    pub support: String,
    /// 群组: a member of a listed group.
    pub member: String,
    /// 专班: the office, for rows that are its own.
    pub office: String,
    /// 绿.
    pub green: String,
    /// 黄.
    pub yellow: String,
    /// 红.
    pub red: String,
    /// 灰.
    pub grey: String,
    /// —: 未到节点, or no light at all.
    pub not_reached: String,
    /// 本期不报.
    pub not_due: String,
    /// 已完成.
    pub done: String,
    /// 推进中.
    pub in_progress: String,
    /// 滞后.
    pub late: String,
    /// 未启动.
    pub not_started: String,
    /// 持续推进.
    pub continuous: String,
    /// 已销号.
    pub closed: String,
    /// 申请销号: as far as a department may go.
    pub applied: String,
    /// Close-out states that only the office may set.
    pub beyond_department: Vec<String>,
    /// 在库: a project that stays on the list.
    pub registered: String,
    /// 调出: a project taken off the list.
    pub withdrawn: String,
    /// 是.
    pub yes: String,
    /// 否.
    pub no: String,
    /// 无: a complete answer where nothing is to be said.
    pub nothing: String,
    /// 填报: an indicator that is asked for, not computed.
    pub reported: String,
    /// Units of which a number shown as a percentage is taken.
    pub percent_units: Vec<String>,
    /// Bases (统计口径) whose values only grow within a year.
    pub per_year: Vec<String>,
    /// Bases whose values start at zero each year.
    pub restarting: Vec<String>,
    /// 发展: indicators that are scored.
    pub development: String,
}
