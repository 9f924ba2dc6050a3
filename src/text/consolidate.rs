//! What is said in consolidated tables and in 计分说明. The bulletin's sentences stand in its template.

/// Names of the plan's limits that scoring reads.
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

/// The remark with the office's reason for its verdict.
#[must_use]
pub fn verdict(remark: &str, reason: &str) -> String {
    if remark.is_empty() { format!("专班核定：{reason}") } else { format!("{remark}\n专班核定：{reason}") }
}

/// A supporting unit's progress.
#[must_use]
pub fn supporter(unit: &str, progress: Option<&str>) -> String {
    format!("{unit}：{}", progress.unwrap_or("未报"))
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

/// One component of a score: which, over how many items, with which weight.
#[must_use]
pub fn component(place: usize, count: Option<usize>, score: &str, weight: &str) -> String {
    let name = ["指标", "项目", "任务", "销号", "报送"].get(place).unwrap_or(&"");
    match count {
        Some(count) => format!("{name}{count}项{score}×{weight}"),
        None => format!("{name}{score}×{weight}"),
    }
}

/// 计分说明.
#[must_use]
pub fn explanation(parts: &[String], weight: &str, points: &str, score: &str) -> String {
    let adjusted = if points == "0" { String::new() } else { format!("，加减分{points}") };
    format!("（{}）÷{weight}{adjusted}，综合{score}分", parts.join("＋"))
}
