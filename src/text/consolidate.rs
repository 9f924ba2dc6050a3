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

/// 指标.
pub const INDICATORS: &str = "指标";
/// 项目.
pub const PROJECTS: &str = "项目";
/// 任务.
pub const TASKS: &str = "任务";
/// 销号.
pub const CLOSE_OUT: &str = "销号";
/// 报送.
pub const SUBMISSION: &str = "报送";
/// A unit's return, as an item of its score.
pub const RETURN: &str = "本期填报表";

/// An item scores 0: an error is open.
pub const OPEN_ERROR: &str = "有未处理的错误";
/// An item scores 0: nothing came.
pub const UNREPORTED: &str = "未报";
/// An item scores 0: 暂无数据 is no answer here.
pub const UNLAWFUL_NO_DATA: &str = "不可暂缺而填“暂无数据”";
/// An item scores 0: what stands there is no figure.
pub const UNUSABLE: &str = "数据不可用";
/// A measure scores 0.
pub const OVERDUE: &str = "逾期未完成";
/// An issue scores 0.
pub const BEYOND_TERM: &str = "超期未销号";
/// An item does not count: it is reported less often.
pub const NOT_DUE: &str = "本期不报";
/// An item does not count: nothing is due yet.
pub const NOT_REACHED: &str = "未到节点";
/// A project does not count.
pub const NO_PLAN: &str = "前期、竣工或没有年度计划";
/// A project does not count: it was taken off the list.
pub const WITHDRAWN: &str = "已调出";
/// An item does not count: there is nothing to divide by.
pub const NO_RATIO: &str = "没有可比的进度";
/// A return that did not come, or that could not be used.
pub const NOTHING_CAME: &str = "未报或整份退回";

/// What a return in time, late, or with errors loses.
#[must_use]
pub fn deductions(days: i64, late: &str, errors: usize, returned: &str) -> String {
    let late = if days > 0 { format!("逾期{days}日扣{late}分") } else { "按时".to_owned() };
    if errors > 0 { format!("{late}，有{errors}条错误退回扣{returned}分") } else { late }
}

/// An item that scores 0.
#[must_use]
pub fn zero_note(reason: &str) -> String {
    format!("计0分：{reason}")
}

/// An item that does not count.
#[must_use]
pub fn left_out_note(reason: &str) -> String {
    format!("不计分：{reason}")
}

/// A component with its weight, as a part of the sum.
#[must_use]
pub fn product(name: &str, score: &str, weight: &str) -> String {
    format!("{name}{score}×{weight}")
}

/// The score as it is added up.
#[must_use]
pub fn total(products: &[String], weight: &str, points: &str, score: &str) -> String {
    let points = match points.strip_prefix('-') {
        _ if points == "0" => String::new(),
        Some(taken) => format!("－{taken}"),
        None => format!("＋{points}"),
    };
    format!("综合得分＝（{}）÷{weight}{points}＝{score}分。", products.join("＋"))
}

/// How many items a component is the mean of.
#[must_use]
pub fn items(name: &str, count: usize) -> String {
    format!("{name}{count}项")
}

/// What was counted, and which components don't apply.
#[must_use]
pub fn means(counts: &[String], absent: &[&str]) -> String {
    let counts = match counts {
        [] => String::new(),
        counts => format!("计分事项：{}，逐项见计分明细。", counts.join("、")),
    };
    match absent {
        [] => counts,
        absent => format!("{counts}{}没有计分事项，权重由其余分项按比例分担。", absent.join("、")),
    }
}

/// The most codes that are named one by one.
const NAMED: usize = 6;

/// Items with what they have in common: 6.1-1、6.1-2有未处理的错误.
#[must_use]
pub fn because(keys: &[&str], reason: &str) -> String {
    format!("{}{reason}", some(keys))
}

/// Codes, the first few by name.
fn some(keys: &[&str]) -> String {
    let named: Vec<&str> = keys.iter().take(NAMED).copied().collect();
    let more = if keys.len() > NAMED { format!("等{}项", keys.len()) } else { String::new() };
    format!("{}{more}", named.join("、"))
}

/// What scored 0, and why.
#[must_use]
pub fn scored_zero(reasons: &[String]) -> String {
    if reasons.is_empty() { String::new() } else { format!("计0分：{}。", reasons.join("；")) }
}

/// What was left out, and why.
#[must_use]
pub fn left_out(reasons: &[String]) -> String {
    if reasons.is_empty() { String::new() } else { format!("不计分：{}。", reasons.join("；")) }
}

/// How the return was scored.
#[must_use]
pub fn of_return(note: &str) -> String {
    format!("报送：{note}。")
}

/// 加减分 with their basis.
#[must_use]
pub fn points(points: &str, basis: &str) -> String {
    format!("加减分{points}分，依据：{}。", basis.trim_end_matches('。'))
}

/// Why registered points don't count.
#[must_use]
pub fn points_refused(reason: &str) -> String {
    format!("登记的加减分未计入：{reason}。")
}

/// Registered points that are no number.
pub const POINTS_UNUSABLE: &str = "分值有误";
/// Registered points that nobody accounts for.
pub const POINTS_WITHOUT_BASIS: &str = "没有填写依据";

/// Registered points that are too many.
#[must_use]
pub fn points_beyond(points: &str, most: &str) -> String {
    format!("{points}分超出－{most}至{most}分")
}

/// Why a department is not ranked.
pub const NEITHER_INDICATOR_NOR_PROJECT: &str = "没有牵头关键指标和重大项目";
/// Why a street office is not ranked.
pub const TOO_FEW_COMPONENTS: &str = "适用的分项不足两个";
/// Why a department is not ranked.
pub const RETURN_ONLY: &str = "只有报送一个分项";
/// Why a unit is not ranked.
pub const NOTHING_DUE: &str = "本期没有计分事项";

/// Why a department is not ranked; shares in %.
#[must_use]
pub fn too_little_data(share: &str, enough: &str) -> String {
    format!("有数据的指标权重为{share}%，不足{enough}%")
}

/// That a unit is not ranked, and why.
#[must_use]
pub fn not_ranked(reason: &str) -> String {
    format!("不排名：{reason}。")
}

/// A unit's rank, among how many, with whom it shares it.
#[must_use]
pub fn place(board: &str, rank: u32, ranked: usize, shared: &[&str]) -> String {
    let shared = match shared {
        [] => String::new(),
        others => format!("，与{}并列，其后名次顺延", others.join("、")),
    };
    format!("{board}第{rank}名（参加排名{ranked}家）{shared}。")
}

/// A suggestion with its reasons; nothing where none is made.
#[must_use]
pub fn suggestion(praise: &str, reasons: &[String]) -> String {
    if praise.is_empty() { String::new() } else { format!("建议{praise}：{}。", reasons.join("；")) }
}

/// Urged: what is past its date.
#[must_use]
pub fn overdue(keys: &[&str]) -> String {
    format!("{}逾期未完成", some(keys))
}

/// Urged: what is red again.
#[must_use]
pub fn red_again(keys: &[&str]) -> String {
    format!("{}连续两期亮红灯", some(keys))
}

/// Urged: nothing came.
pub const SENT_NOTHING: &str = "本期未报送";

/// Urged: among the last, with few points for indicators.
#[must_use]
pub fn last_and_weak(last: usize, score: &str, enough: &str) -> String {
    format!("列后{last}名，指标得分{score}分低于{enough}分")
}

/// Praised.
#[must_use]
pub fn first_and_clean(first: usize) -> String {
    format!("列前{first}名，没有红灯，应报事项全部报送")
}

/// A unit or an indicator without an earlier rank.
pub const NEW: &str = "新";
/// Before how many places it went up.
pub const UP: &str = "↑";
/// Before how many places it went down.
pub const DOWN: &str = "↓";
/// It kept its place.
pub const KEPT: &str = "—";

/// 升降: from the rank before to the rank now.
#[must_use]
pub fn moved(previous: Option<u32>, rank: u32) -> String {
    match previous {
        None => NEW.to_owned(),
        Some(previous) if previous > rank => format!("{UP}{}", previous - rank),
        Some(previous) if previous < rank => format!("{DOWN}{}", rank - previous),
        Some(_) => KEPT.to_owned(),
    }
}

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
