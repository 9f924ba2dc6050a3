//! What stands in and around the pictures of the quarter workbook: 挂图作战, 亮灯清单, titles of charts, 走势.

/// The wall chart of the measures.
pub const WALL: &str = "挂图作战";
/// The red and yellow items, on the cover's second page.
pub const WATCH_LIST: &str = "亮灯清单";
/// Where there are none.
pub const NOTHING_LIT: &str = "本期没有亮红灯、黄灯的事项。";
/// The heads of the list: item, unit, light, gap, reason, what is asked of whom.
pub const WATCH_HEAD: [&str; 6] = ["事项", "责任单位", "亮灯", "差距", "原因", "要求"];
/// The heading over the scores as bars.
pub const SCORES: &str = "各榜单综合得分";
/// The heading over a group's strip.
pub const STRIPS: &str = "各工作组";
/// The head over the small lines.
pub const TREND: &str = "走势";

/// The title of a chart of lights.
#[must_use]
pub fn lights_of(table: &str) -> String {
    format!("{table}亮灯")
}

/// The title of a board's bars.
#[must_use]
pub fn scores_of(board: &str) -> String {
    format!("{board}综合得分")
}

/// The head over the values of a period.
#[must_use]
pub fn value_of(period: &str) -> String {
    format!("{period}完成值")
}

/// A measure on the wall: its code, the beginning of its text.
#[must_use]
pub fn measure(code: &str, beginning: &str) -> String {
    format!("{code} {beginning}")
}

/// How many measures there are.
#[must_use]
pub fn all(count: usize) -> String {
    format!("共{count}项")
}

/// The lead text of a work group's strip, before its counts.
#[must_use]
pub fn group(name: &str, count: usize) -> String {
    format!("{name} {}", all(count))
}

/// Measures that belong to no work group.
pub const NO_GROUP: &str = "未分组";

/// A count of one light, as it follows others.
#[must_use]
pub fn lit(word: &str, count: usize) -> String {
    format!("{}{count}", lit_before(word))
}

/// What stands before the count of a light.
#[must_use]
pub fn lit_before(word: &str) -> String {
    format!("　{word} ")
}

/// How far an indicator is behind.
#[must_use]
pub fn indicator_gap(goal: &str, value: &str, gap: Option<&str>) -> String {
    let gap = gap.map(|gap| format!("，偏差{gap}个百分点")).unwrap_or_default();
    format!("目标{goal}，完成{value}{gap}")
}

/// How far a project is behind.
#[must_use]
pub fn project_gap(rate: &str, gap: Option<&str>) -> String {
    let gap = gap.map(|gap| format!("，偏差{gap}个百分点")).unwrap_or_default();
    format!("完成年度计划{rate}%{gap}")
}

/// How a measure stands.
#[must_use]
pub fn task_gap(status: &str, overdue: Option<&str>) -> String {
    let status = if status.is_empty() { String::new() } else { format!("状态“{status}”") };
    match overdue {
        Some(days) if status.is_empty() => format!("逾期{days}天"),
        Some(days) => format!("{status}，逾期{days}天"),
        None => status,
    }
}

/// How an issue stands.
#[must_use]
pub fn issue_gap(due: &str, overdue: Option<&str>) -> String {
    overdue.map_or_else(|| format!("整改期限{due}"), |days| format!("整改期限{due}，超期{days}天"))
}

/// The most characters of a reason in the list.
const REASON: usize = 80;
/// The most characters of a request in the list.
const REQUEST: usize = 40;

/// A text cut to the list's measure; where the rest stands is said.
#[must_use]
pub fn reason(text: &str, table: &str) -> String {
    if text.chars().count() <= REASON {
        return text.to_owned();
    }
    format!("{}……（全文见{table}）", text.chars().take(REASON).collect::<String>())
}

/// What is asked for a light: red, or else yellow.
#[must_use]
pub fn asked(kind: Asked, unit: &str, is_red: bool) -> String {
    match (kind, is_red) {
        (Asked::Indicator, true) => format!("请{unit}查明原因，提出赶超措施和完成时间。"),
        (Asked::Indicator | Asked::Project, false) => format!("请{unit}加快进度，下期前赶上序时。"),
        (Asked::Project, true) => format!("请{unit}排出赶工计划，需协调的报专班办公室。"),
        (Asked::Task, true) => format!("请{unit}说明原因，明确完成时间。"),
        (Asked::Task, false) => format!("请{unit}落实下阶段安排，尽快赶上。"),
        (Asked::Issue, true) => format!("请{unit}立即整改；确需延期的，报专班办公室批准。"),
        (Asked::Issue, false) => format!("请{unit}在期限前完成整改并申请销号。"),
    }
}

/// What is asked of the office beside it.
#[must_use]
pub fn asked_of_office(office: &str, request: &str) -> String {
    let cut: String = request.chars().take(REQUEST).collect();
    let more = if request.chars().count() > REQUEST { "……" } else { "" };
    format!("请{office}协调：{cut}{more}")
}

/// What an item of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// An indicator.
    Indicator,
    /// A project.
    Project,
    /// A measure.
    Task,
    /// An issue of the ledger.
    Issue,
}

/// A sheet that goes on with the rows another had no room for; `part` counts from 2.
#[must_use]
pub fn continued(sheet: &str, part: usize) -> String {
    format!("{sheet}（{part}）")
}
