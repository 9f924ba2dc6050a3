//! What is said in consolidated tables, in 计分说明 and in the bulletin's sentences.

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
    /// The five weights; they add up to 100.
    pub const WEIGHTS: [&str; 5] = [INDICATOR_WEIGHT, PROJECT_WEIGHT, TASK_WEIGHT, CLOSE_OUT_WEIGHT, SUBMISSION_WEIGHT];
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

/// The months of the year gone: 1-9月.
#[must_use]
pub fn span(last_month: i8) -> String {
    if last_month == 1 { "1月".to_owned() } else { format!("1-{last_month}月") }
}

/// …，为甲、乙; nothing where there is none.
#[must_use]
pub fn being(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("，为{}", names.join("、")) }
}

/// Who is asked to catch up.
#[must_use]
pub fn asked_of(units: &[&str]) -> String {
    if units.is_empty() { String::new() } else { format!("{}要针对未达序时的指标", units.join("、")) }
}

/// A work group's measures.
#[must_use]
pub fn work_group(group: &str, measures: usize, green: usize) -> String {
    format!("{group}{measures}项、绿灯{green}项")
}

/// The work groups' sentence.
#[must_use]
pub fn work_groups(parts: &[String]) -> String {
    format!("各工作组牵头推进的举措进展为：{}。", parts.join("；"))
}

/// Above, below or on schedule; rates in %.
#[must_use]
pub fn against_schedule(rate: f64, elapsed: f64, gap: &str) -> String {
    if rate > elapsed {
        format!("高于序时进度{gap}个百分点")
    } else if rate < elapsed {
        format!("低于序时进度{gap}个百分点")
    } else {
        "与序时进度持平".to_owned()
    }
}

/// The projects' lights.
#[must_use]
pub fn lights(counts: &str) -> String {
    if counts.is_empty() { String::new() } else { format!("亮灯情况：{counts}。") }
}

/// A measure that is late.
#[must_use]
pub fn late_task(key: &str, unit: &str) -> String {
    format!("{key}（{unit}）")
}

/// The measures that are late.
#[must_use]
pub fn late_tasks(tasks: &[String]) -> String {
    if tasks.is_empty() { String::new() } else { format!("进度滞后的为{}。", tasks.join("、")) }
}

/// A unit with its score.
#[must_use]
pub fn ranked_unit(unit: &str, score: &str) -> String {
    format!("{unit}（{score}分）")
}

/// First and last of a board.
#[must_use]
pub fn board_sentence(board: &str, first: &[String], last: &[String]) -> String {
    if first.is_empty() {
        return format!("{board}本期没有单位参加排名。");
    }
    let last = if last.is_empty() { String::new() } else { format!("，列后三位的为{}", last.join("、")) };
    format!("{board}综合得分列前三名的为{}{last}。", first.join("、"))
}

/// Suggested praise and urging.
#[must_use]
pub fn praise(praised: &[&str], urged: &[&str]) -> String {
    let list = |units: &[&str]| if units.is_empty() { "无".to_owned() } else { units.join("、") };
    format!("建议通报表扬：{}；建议亮灯督促：{}。", list(praised), list(urged))
}

/// What a unit says about a row.
#[must_use]
pub fn told(unit: &str, about: &str, text: &str) -> String {
    format!("{unit}（{about}）：{}", text.trim_end_matches('。'))
}

/// A request with the resources it needs.
#[must_use]
pub fn request(text: &str, needs: &str) -> String {
    match (text.is_empty(), needs.is_empty()) {
        (false, false) => format!("{text}（要素需求：{needs}）"),
        (true, false) => format!("要素需求：{needs}"),
        (_, true) => text.to_owned(),
    }
}

/// Problems and requests.
#[must_use]
pub fn problems_and_requests(problems: &[String], requests: &[String]) -> String {
    format!("存在问题：{}需协调事项：{}", or_none(problems), or_none(requests))
}

/// Sentences, or 无.
#[must_use]
pub fn or_none(sentences: &[String]) -> String {
    if sentences.is_empty() { "无。".to_owned() } else { format!("{}。", sentences.join("；")) }
}
