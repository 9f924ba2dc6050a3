//! What the league holds: key indicators, units, and every item that a unit is scored on, with its reason.
//!
//! Types only; `score` makes the items, `league` the lines.

use crate::key::{RowKey, TableId};
use crate::plan::UnitId;
use crate::text::consolidate::{self, limit};
use crate::text::league as text;

/// 争先创优晾晒表.
#[derive(Debug, Clone, Default)]
pub struct League {
    /// 一、关键量化指标, in official order.
    pub indicators: Vec<LeagueIndicator>,
    /// 二、单位综合, by board, rank, official order.
    pub units: Vec<LeagueUnit>,
}

/// A key indicator in the league.
#[derive(Debug, Clone)]
pub struct LeagueIndicator {
    /// The indicator.
    pub key: RowKey,
    /// Its rank by completion rate; none where it has no rate.
    pub rank: Option<u32>,
    /// Its rank in the period before (上期位次); none where it had none.
    pub previous: Option<u32>,
}

/// A unit in the league.
#[derive(Debug, Clone)]
pub struct LeagueUnit {
    /// Which unit.
    pub unit: UnitId,
    /// Which board.
    pub board: Board,
    /// Its rank on the board; none where it is not ranked.
    pub rank: Option<u32>,
    /// Its rank on the same board in the period before (上期位次), whatever it was called; none where it had none.
    pub previous: Option<u32>,
    /// 综合得分, two decimals.
    pub score: Option<f64>,
    /// 指标, 项目, 任务, 销号, 报送: each where it applies, two decimals; in the order of `Component::ALL`.
    pub components: [Option<f64>; 5],
    /// What the components are the means of, in their order.
    pub items: Vec<LeagueItem>,
    /// 加减分.
    pub points: f64,
    /// 加减分依据.
    pub basis: String,
    /// 评价建议.
    pub praise: String,
    /// Lights of the rows it answers for: green, yellow, red, grey.
    pub lights: [u32; 4],
    /// 计分说明.
    pub explanation: String,
}

/// A component of a unit's score (分项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// 指标: the key indicators that the unit leads.
    Indicators,
    /// 项目: what it answers for, or what stands on a street office's ground.
    Projects,
    /// 任务: the measures that it leads.
    Tasks,
    /// 销号: the issues that it must close.
    CloseOut,
    /// 报送: its return.
    Submission,
}

impl Component {
    /// All, in the order of their columns.
    pub const ALL: [Self; 5] = [Self::Indicators, Self::Projects, Self::Tasks, Self::CloseOut, Self::Submission];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicators => text::INDICATORS,
            Self::Projects => text::PROJECTS,
            Self::Tasks => text::TASKS,
            Self::CloseOut => text::CLOSE_OUT,
            Self::Submission => text::SUBMISSION,
        }
    }

    /// The name of the limit that weighs it.
    #[must_use]
    pub fn weight(self) -> &'static str {
        match self {
            Self::Indicators => limit::INDICATOR_WEIGHT,
            Self::Projects => limit::PROJECT_WEIGHT,
            Self::Tasks => limit::TASK_WEIGHT,
            Self::CloseOut => limit::CLOSE_OUT_WEIGHT,
            Self::Submission => limit::SUBMISSION_WEIGHT,
        }
    }
}

/// One thing that a unit is scored on, or that is left out for a reason.
#[derive(Debug, Clone)]
pub struct LeagueItem {
    /// Which component it belongs to.
    pub component: Component,
    /// The table its row stands in; 报送情况 for the return.
    pub table: TableId,
    /// Its row; the unit's name for the return.
    pub key: RowKey,
    /// What it is called.
    pub name: String,
    /// Its weight within the component.
    pub weight: f64,
    /// What it scores.
    pub mark: Mark,
    /// Why it scores nothing, why it is left out, what was taken off; empty where its figures say it all.
    pub note: String,
}

/// What an item scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// By its own figure, 0 to 120.
    Scored(f64),
    /// 0, whatever its row says.
    Zero(ZeroFor),
    /// It does not count (不计分).
    LeftOut(LeftOutFor),
}

/// Why an item scores 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZeroFor {
    /// An error in its row is open.
    OpenError,
    /// 未报.
    NotReported,
    /// 暂无数据 where that is no legal answer.
    UnlawfulNoData,
    /// What stands there is no figure.
    Unusable,
}

/// Why an item does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutFor {
    /// Legal 暂无数据.
    NoData,
    /// 本期不报.
    NotDue,
    /// The lead need not report, by a waiver.
    Excused,
    /// 未到节点.
    NotReached,
    /// A project without a light: 前期, 竣工, without a year's plan.
    NoPlan,
    /// A project taken off the list.
    Withdrawn,
    /// No target to hold it against, or no time has passed yet.
    NoRatio,
}

impl LeagueItem {
    /// Its score; none where it is left out.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        match self.mark {
            Mark::Scored(score) => Some(score),
            Mark::Zero(_) => Some(0.0),
            Mark::LeftOut(_) => None,
        }
    }
}

/// A board of the league (榜单).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Board {
    /// Departments that lead a key indicator or a project.
    Departments,
    /// Street offices.
    Streets,
    /// Departments with neither: listed, not ranked.
    Others,
}

impl Board {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Departments => consolidate::DEPARTMENTS_BOARD,
            Self::Streets => consolidate::STREETS_BOARD,
            Self::Others => consolidate::OTHERS_BOARD,
        }
    }
}
