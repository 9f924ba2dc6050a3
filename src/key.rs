//! Names of tables and rows: the keys by which every room speaks of the same thing.
//!
//! Knows no Chinese: how a table is called stands in the plan's `tables.toml`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One table (a sheet with columns that the plan describes), in official order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableId {
    /// 主要指标进度表.
    Indicators,
    /// 重大项目实施表.
    Projects,
    /// 重点任务攻坚表.
    Tasks,
    /// 争先创优晾晒表, first block: 一、关键量化指标.
    LeagueIndicators,
    /// 争先创优晾晒表, second block: 二、单位综合.
    LeagueUnits,
    /// 争先创优晾晒表, third block: 三、计分明细.
    LeagueItems,
    /// 督导服务销号表.
    CloseOut,
    /// 群组明细: what each member of a group reported on a group measure.
    GroupDetail,
    /// 报送情况: what came from whom, and the closing equation.
    Submission,
    /// 需协调事项.
    Coordination,
    /// 本期变化.
    Changes,
    /// 问题清单.
    Findings,
    /// 数据溯源, first part: the sources of every consolidated row.
    Trace,
    /// 数据溯源, second part: filled cells that did not enter any table.
    Unplaced,
    /// 附录, first part: the waivers (豁免).
    WaiverList,
    /// 附录, second part: the adjusted targets (目标调整).
    TargetList,
    /// 附录, third part: the receipts of normalisation (规范化记录).
    ReceiptList,
    /// 核定, on the office's form.
    Verdicts,
    /// 加减分, on the office's form.
    Points,
    /// 收件登记, on the office's form.
    Arrivals,
    /// 豁免, on the office's form.
    Waivers,
    /// 目标调整, on the office's form.
    Targets,
    /// 运行形势, on the office's form.
    Outlook,
}

impl TableId {
    /// Whether several rows may share a code: a unit may be given points twice, a rule waived for two units.
    #[must_use]
    pub fn repeats(self) -> bool {
        matches!(self, Self::Points | Self::Waivers)
    }

    /// As files know it: `close-out`.
    #[must_use]
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
    }

    /// The table that files know by this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::from(name)).ok()
    }
}

/// The code of a row: `6.1`, `2.1-1`, `XM01`, a unit's name; unique within its table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowKey(pub String);

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RowKey {
    fn from(code: &str) -> Self {
        Self(code.to_owned())
    }
}
