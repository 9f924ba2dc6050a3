//! What is said about scores and ranks: 计分说明, 计分明细, 升降, and why something is suggested.

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
/// By a waiver.
pub const EXCUSED: &str = "经批准本期不报送";
/// An item does not count: nothing is due yet.
pub const NOT_REACHED: &str = "未到节点";
/// A project does not count.
pub const NO_PLAN: &str = "前期、竣工或没有年度计划";
/// A project does not count: it was taken off the list.
pub const WITHDRAWN: &str = "已调出";
/// An item does not count: there is nothing to divide by.
pub const NO_RATIO: &str = "没有可比的进度";
/// A return that did not come.
pub const NOTHING_CAME: &str = "未报";
/// A return of which nothing could be used.
pub const ALL_REFUSED: &str = "整份退回，未采用";

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
    format!("加减分{}分，依据：{}。", points.replace('-', "－"), basis.trim_end_matches('。'))
}

/// Points among several, with what they are for.
#[must_use]
pub fn points_for(points: &str, basis: &str) -> String {
    format!("{}分：{}", points.replace('-', "－"), basis.trim_end_matches('。'))
}

/// Points that together are more than the plan allows.
#[must_use]
pub fn points_beyond(sum: &str, counted: &str) -> String {
    format!("合计{}分，超过上限，按{}分计", sum.replace('-', "－"), counted.replace('-', "－"))
}

/// Between points and the next.
pub const BETWEEN_POINTS: &str = "；";

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
/// Urged: nothing that came could be used.
pub const SENT_IN_VAIN: &str = "本期报送的整份退回";

/// Urged: among the last, with few points for indicators.
#[must_use]
pub fn last_and_weak(last: u32, score: &str, enough: &str) -> String {
    format!("列后{last}名，指标得分{score}分低于{enough}分")
}

/// Praised.
#[must_use]
pub fn first_and_clean(first: u32) -> String {
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
