//! What is said in consolidated tables and in 计分说明. The bulletin's sentences stand in its template.

/// Names of the plan's limits that lights, rules and scoring read.
pub mod limit {
    /// Weight of 指标, %.
    pub const INDICATOR_WEIGHT: &str = "指标权重";
    /// Weight of 项目, %.
    pub const PROJECT_WEIGHT: &str = "项目权重";
    /// Weight of 任务, %.
    pub const TASK_WEIGHT: &str = "任务权重";
    /// Weight of 销号, %.
    pub const CLOSE_OUT_WEIGHT: &str = "销号权重";
    /// Weight of 报送, %.
    pub const SUBMISSION_WEIGHT: &str = "报送权重";
    /// The five weights; they add up to 100.
    pub const WEIGHTS: [&str; 5] = [INDICATOR_WEIGHT, PROJECT_WEIGHT, TASK_WEIGHT, CLOSE_OUT_WEIGHT, SUBMISSION_WEIGHT];
    /// How far a row must be for its time to be yellow and not red.
    pub const YELLOW: &str = "黄灯系数";
    /// How much of an aim of “about” is enough.
    pub const TOLERANCE: &str = "左右容差";
    /// How far an investment may exceed its total.
    pub const OVER_TOTAL: &str = "投资超额系数";
    /// The ratio beyond which an item scores no more.
    pub const BEST: &str = "得分上限";
    /// Marks of a task that is late.
    pub const LATE_MARKS: &str = "滞后得分";
    /// Days before a date on which an issue turns yellow.
    pub const WARNING_DAYS: &str = "预警天数";
    /// Days within which an issue without a date is due.
    pub const REPAIR_DAYS: &str = "整改天数";
    /// Full marks.
    pub const FULL_MARKS: &str = "进度得分";
    /// What a day of lateness costs.
    pub const PER_DAY_LATE: &str = "迟报每日扣分";
    /// What a return with errors costs.
    pub const RETURNED: &str = "退回扣分";
    /// How many units are praised at the most per board.
    pub const FIRST_UNITS: &str = "表扬名额";
    /// How many units are urged at the most per board.
    pub const LAST_UNITS: &str = "督促名额";
    /// 指标得分 below which the last units are urged.
    pub const WEAK_SCORE: &str = "督促指标得分";
    /// Share of the indicators' weight that must have data, %.
    pub const LEAST_WEIGHT: &str = "参加排名最低权重";
    /// How many points the office may give or take at the most.
    pub const MOST_POINTS: &str = "加减分上限";
    /// How many times the period before, or the year's target, money must be to look as if in another unit.
    pub const MONEY_TOO_MUCH: &str = "金额偏大倍数";
    /// The part of the year's target, one in so many, below which money looks as if in another unit.
    pub const MONEY_TOO_LITTLE: &str = "金额偏小倍数";
    /// How many times its target a value may be at the most.
    pub const MOST_OF_TARGET: &str = "目标上限倍数";
    /// The most that a share may be, %; ten times as much in ‰.
    pub const MOST_SHARE: &str = "比率上限";
    /// The most that a growth may be, %.
    pub const MOST_GROWTH: &str = "增速上限";
    /// 完成率 that asks for an explanation, %.
    pub const HIGH_RATE: &str = "完成率偏高线";
    /// 完成率 that asks for an explanation where the target is small, %.
    pub const HIGHEST_RATE: &str = "完成率过高线";
    /// The largest target that is small.
    pub const SMALL_TARGET: &str = "小目标上限";
    /// How many characters 本期进展情况 takes to say anything.
    pub const LEAST_PROGRESS: &str = "进展最少字数";
    /// How many characters 形象进度 takes to say anything.
    pub const LEAST_STATE: &str = "形象进度最少字数";
}

/// The lead sent nothing usable.
pub const LEAD_MISSING: &str = "牵头单位未报送";
/// 通报表扬.
pub const PRAISED: &str = "通报表扬";
/// 亮灯督促.
pub const URGED: &str = "亮灯督促";
/// A row that was used.
pub const USED: &str = "采用";
/// A row of which some cells were set aside.
pub const USED_IN_PART: &str = "采用，有错误的单元格未采用";
/// A supporting unit's row.
pub const USED_AS_SUPPORT: &str = "作为配合情况采用";
/// A row without anything filled in.
pub const ROW_BLANK: &str = "该行未填写";
/// A row that was sent back.
pub const ROW_REJECTED: &str = "该行退回（文件未采用、重复或填写内容均不可用）";
/// A unit's row of an issue that the office has not registered for it.
pub const ISSUE_NOT_THEIRS: &str = "专班办公室未登记由该单位整改的问题，未纳入";
/// A decision of the office that did not take effect.
pub const DECISION_REJECTED: &str = "未采用，原因见问题清单";
/// A row that did not come.
pub const ROW_MISSING: &str = "未报";
/// A file of which another version counts.
pub const FILE_SUPERSEDED: &str = "整份文件留存备查，已采用本单位另一份";
/// A refused file.
pub const FILE_REFUSED: &str = "整份文件未采用，原因见问题清单";
/// A workbook of ours.
pub const FILE_OURS: &str = "本系统生成的文件，不是上报件";
/// A cell outside the tables.
pub const CELL_UNPLACED: &str = "不在填报表的栏目内，未纳入汇总";

/// A row that is there, as the other period has it not.
pub const ROW_THERE: &str = "有";
/// A row that is new.
pub const ROW_ADDED: &str = "新增";
/// A row that is gone.
pub const ROW_REMOVED: &str = "减少";

/// Why a project was put on the list or taken off.
#[must_use]
pub fn project_moved(change: &str, reason: &str, approval: &str) -> String {
    if approval.is_empty() { format!("{change}：{reason}") } else { format!("{change}：{reason}（{approval}）") }
}

/// How many places a rank rose or fell.
#[must_use]
pub fn places(rise: f64, places: &str) -> String {
    if rise > 0.0 { format!("↑{places}") } else { format!("↓{places}") }
}

/// A difference with its sign.
#[must_use]
pub fn difference(by: f64, amount: &str) -> String {
    if by < 0.0 { format!("−{amount}") } else { format!("+{amount}") }
}

/// The remark with the office's reason for its verdict.
#[must_use]
pub fn verdict(remark: &str, reason: &str) -> String {
    with(remark, &format!("专班核定：{reason}"))
}

/// The remark with what an adjusted target replaces, and its basis.
#[must_use]
pub fn adjusted(remark: &str, old: &str, new: &str, basis: &str) -> String {
    let change = if old.is_empty() { format!("定为{new}") } else { format!("{old}调整为{new}") };
    with(remark, &format!("目标调整：{change}，依据：{basis}"))
}

/// A remark with another on a line of its own.
fn with(remark: &str, other: &str) -> String {
    if remark.is_empty() { other.to_owned() } else { format!("{remark}\n{other}") }
}

/// A supporting unit's progress.
#[must_use]
pub fn supporter(unit: &str, progress: Option<&str>) -> String {
    format!("{unit}：{}", progress.unwrap_or("未报"))
}

/// A field and what was typed in it.
#[must_use]
pub fn field_said(field: &str, said: &str) -> String {
    format!("{field}：{said}")
}

/// What a row says, and what it says besides.
#[must_use]
pub fn with_more(progress: &str, more: &[String]) -> String {
    let more = more.join("；");
    if progress.is_empty() { format!("（{more}）") } else { format!("{progress}（{more}）") }
}

/// Which supporting units reported, where what they say stands elsewhere.
#[must_use]
pub fn supporters(reported: &[String], silent: &[String]) -> String {
    let named = |what: &str, units: &[String]| {
        if units.is_empty() { String::new() } else { format!("{what}{}家：{}。", units.len(), units.join("、")) }
    };
    format!("配合单位{}{}各单位进展见群组明细。", named("已报", reported), named("未报", silent))
}

/// How many members of groups reported.
#[must_use]
pub fn group_summary(reported: usize, silent: usize) -> String {
    format!("已报{reported}家、未报{silent}家，见群组明细")
}

/// A task or project with its code and the beginning of its title.
#[must_use]
pub fn about(key: &str, title: &str) -> String {
    format!("{key} {title}")
}

/// The board of departments that lead a key indicator or a project.
pub const DEPARTMENTS_BOARD: &str = "区直部门";
/// The board of street offices.
pub const STREETS_BOARD: &str = "街镇";
/// The units that are not ranked.
pub const OTHERS_BOARD: &str = "其他单位";
/// What a unit without a rank shows.
pub const NOT_RANKED: &str = "不排名";
