//! How truthful units fill in their rows. Each text is a sentence with what was done, numbers and the next step.

use super::*;
use qingdan::plan::{Indicator, Measured, Part, Table};
use qingdan::value::round;

/// How an indicator or a project comes along.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Pace {
    OnSchedule,
    Ahead,
    /// The target is reached before the deadline.
    Early,
    Late,
    /// Published later than the return is due.
    NotOut,
    /// Less than was reported last time.
    Corrected,
}

/// What a measure is judged by.
#[derive(Clone, Copy)]
enum Measures {
    /// Nothing that is counted.
    None,
    /// Figures that only grow within the year.
    Counts,
    /// Some that may fall again.
    Rates,
}

fn measures(plan: &Plan, row: &Expected) -> Measures {
    let mut own = plan.indicators.iter().filter(|known| known.measure.as_ref() == Some(&row.key)).peekable();
    if own.peek().is_none() {
        Measures::None
    } else if own.all(grows) {
        Measures::Counts
    } else {
        Measures::Rates
    }
}

/// Whether it only grows within the year.
fn grows(indicator: &Indicator) -> bool {
    ["新增", "累计"].contains(&indicator.basis.as_str())
}

/// The share of its time that has gone by.
fn gone(period: Period, indicator: &Indicator) -> f64 {
    let months = |from: jiff::civil::Date, to: jiff::civil::Date| {
        f64::from(
            (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month()) + 1,
        )
    };
    months(indicator.start, period.end()) / months(indicator.start, indicator.deadline)
}

/// What a unit tells of its rows, row by row: of a measure when its indicators are known.
pub(super) fn answers<'a>(
    plan: &Plan,
    period: Period,
    rows: &'a [Expected],
    dice: &mut Dice,
) -> Vec<(&'a Expected, Vec<(Role, Value)>)> {
    let mut all = Vec::new();
    let mut short: BTreeSet<String> = BTreeSet::new();
    let mut unknown: BTreeSet<String> = BTreeSet::new();
    for row in rows.iter().filter(|row| row.due == Due::Asked) {
        let table = plan.table(row.table);
        let answers = match (row.table, row.part) {
            (TableId::Indicators, _) => {
                let known = plan.indicators.iter().find(|known| known.code == row.key).unwrap();
                let (answers, met) = indicator(period, table, row, known, dice);
                let measure = known.measure.clone().unwrap_or_else(|| RowKey::from("")).0;
                if answers.iter().any(|(role, value)| *role == Role::Value && *value == Value::NoData) {
                    unknown.insert(measure);
                } else if !met {
                    short.insert(measure);
                }
                answers
            }
            (TableId::Projects, _) => project(period, table, row, dice),
            (TableId::Tasks, Part::Support | Part::Member) => support(period, dice),
            (TableId::Tasks, Part::Lead | Part::Office) => {
                let computed = plan
                    .indicators
                    .iter()
                    .any(|known| known.measure.as_ref() == Some(&row.key) && known.measured != Measured::Reported);
                let is_short = computed || short.contains(&row.key.0);
                task(period, table, row, (is_short, unknown.contains(&row.key.0), measures(plan, row)), dice)
            }
            (TableId::CloseOut, Part::Lead) => issue(period),
            _ => Vec::new(),
        };
        all.push((row, answers));
    }
    all
}

fn reason(dice: &mut Dice) -> Value {
    Value::text(dice.of(&[
        "秋季注册开班较晚，少完成2个班次，下季度加开周末班3个补足。",
        "签约企业装修延期1个月，已派专人跟进，下月底前完成开业。",
        "外部需求下降，订单减少约一成，已走访企业15家，下季度组织对接会2场。",
        "评审时间由上级推迟，材料已全部上报，预计下季度公布结果。",
    ]))
}

/// The value with what goes with it, and whether the target is reached.
fn indicator(
    period: Period,
    table: &Table,
    row: &Expected,
    known: &Indicator,
    dice: &mut Dice,
) -> (Vec<(Role, Value)>, bool) {
    let before = table.value(&row.prefilled, Role::Previous).number();
    let yearly = grows(known);
    let decimals = i32::from(known.decimals);
    let step = 10_f64.powi(-decimals);
    let paces = [Pace::OnSchedule, Pace::Ahead, Pace::Early, Pace::Late, Pace::NotOut, Pace::Corrected];
    let mut pace = paces[dice.below(paces.len())];
    if pace == Pace::NotOut && !known.may_lack {
        pace = Pace::OnSchedule;
    }
    if pace == Pace::Corrected && (!yearly || before.is_none_or(|before| before < 2.0)) {
        pace = Pace::Late;
    }
    let mut answers = vec![(Role::DataSource, Value::text("本单位统计台账"))];
    if pace == Pace::NotOut {
        answers.push((Role::Value, Value::NoData));
        answers.push((Role::Reason, Value::text("年度数据由市统计局于次月20日公布，公布后3日内补报。")));
        return (answers, false);
    }
    let Some(target) = known.target else {
        // Held against another figure: above the mean growth, or below last period's cost.
        let late = pace == Pace::Late;
        let falls = known.comparison_text == "趋降";
        // Both move from quarter to quarter.
        let mean = 4.5 + f64::from(period.last_month()) / 10.0;
        let value = if falls == late { mean + 0.4 } else { mean - 0.3 };
        let [value, mean] = [value, mean].map(|figure| Value::Number(round(figure, 1)));
        answers.extend([(Role::Value, value), (Role::Reference, mean)]);
        if late {
            answers.push((Role::Reason, reason(dice)));
        }
        return (answers, !late);
    };
    // A growth rate may be negative.
    let negative = known.basis == "增速" && pace == Pace::Late;
    let base = if yearly && known.basis == "累计" && target >= 10.0 { (target * 0.75).floor() } else { 0.0 };
    let base = table.value(&row.prefilled, Role::Base).number().unwrap_or(base);
    answers.push((Role::Base, Value::Number(base)));
    let whole = if known.comparison_text == ">" { target + step } else { target };
    let share = if yearly { gone(period, known) } else { 1.0 };
    let due = base + (whole - base) * share;
    // As much as is due, of whole things no more than that; a rate is rounded upward.
    let on_schedule = if decimals == 0 { due.floor() } else { round(due + step * 0.49, decimals) };
    let value = match pace {
        Pace::OnSchedule => on_schedule,
        Pace::Ahead => round(due * 1.1 + step * 0.49, decimals),
        Pace::Early => round(whole + step * 0.49, decimals),
        Pace::Late if negative => -1.5,
        Pace::Late => round(base + (due - base) * 0.6, decimals),
        Pace::NotOut | Pace::Corrected => 0.0,
    };
    let value = match (before, pace) {
        (Some(before), Pace::Corrected) => before - step.max(round(before * 0.05, decimals)),
        (Some(before), _) if yearly => before.max(value),
        (_, _) => value,
    };
    answers.push((Role::Value, Value::Number(value)));
    if value < due - step * 0.001 || pace == Pace::Corrected {
        answers.push((Role::Reason, reason(dice)));
    }
    if pace == Pace::Corrected {
        answers.push((Role::Remark, Value::text("经与主管部门核对，上期重复统计1笔，本期已核减。")));
    } else if yearly && before == Some(value) {
        answers.push((Role::Remark, Value::text("本季度没有新增，在办事项预计下季度完成。")));
    }
    // What is meant by 左右 is reached at 95 %; nobody calls it done before the whole is.
    (answers, value >= whole - step * 0.001)
}

fn project(period: Period, table: &Table, row: &Expected, dice: &mut Dice) -> Vec<(Role, Value)> {
    let given = |role: Role| table.value(&row.prefilled, role).clone();
    let before = given(Role::Previous).number();
    let (total, done, year) = (90_000.0, 30_000.0, 16_000.0);
    let due = year * f64::from(period.last_month()) / 12.0;
    let paces = [Pace::OnSchedule, Pace::Ahead, Pace::Late, Pace::Corrected];
    let drawn = paces[dice.below(paces.len())];
    let pace = if drawn == Pace::Corrected && before.is_none() { Pace::Late } else { drawn };
    let so_far = match (pace, before) {
        (Pace::Corrected, Some(before)) => before - 120.5,
        (Pace::Ahead, _) => due * 1.1,
        (Pace::Late, _) => due * 0.8,
        _ => due,
    };
    let so_far = if pace == Pace::Corrected { so_far } else { so_far.max(before.unwrap_or(0.0)) };
    let text = Value::text;
    let number = |value: f64| Value::Number(round(value, 2));
    let mut answers = vec![
        (Role::Category, text("生活美好型")),
        (Role::Nature, text("续建")),
        (Role::Builder, text("示例建设单位")),
        (Role::Place, text("滨江街道")),
        (Role::Total, number(total)),
        (Role::Before, number(done)),
        (Role::YearPlan, number(year)),
        (Role::ThisPeriod, number(so_far - before.unwrap_or(0.0))),
        (Role::Value, number(so_far)),
        (Role::StartActual, Value::Date(date(2022, 3, 1))),
        (
            Role::Progress,
            text(&format!("主体结构施工至地上{}层，机电管线安装完成四成，围墙全部完工。", period.last_month() + 3)),
        ),
        (Role::InStatistics, text("是")),
        (Role::Needs, text("无")),
        (Role::Next, text("下季度完成主体施工3层，计划完成投资4000万元。")),
        (Role::Problem, text("无")),
    ];
    if so_far < due {
        answers.push((Role::Problem, text("汛期停工12天，混凝土浇筑延后，工期偏紧。")));
        answers.push((Role::Next, text("增加作业面2个，下季度完成投资5000万元，补回所欠进度。")));
    }
    if pace == Pace::Corrected {
        answers.push((Role::Remark, text("审计核减上期多计的监理费120.5万元。")));
    }
    answers
}

fn support(period: Period, dice: &mut Dice) -> Vec<(Role, Value)> {
    let month = period.last_month();
    let said = [
        "无".to_owned(),
        format!("截至{month}月底走访辖区企业{}家，收集问题5个，已转牵头单位办理。", month + 4),
        format!("{month}月参加专题会商1次，按分工提供数据材料2份。"),
    ];
    vec![(Role::Progress, Value::text(&said[dice.below(said.len())]))]
}

/// What is told of a measure. Of its indicators one may be short, one may not be out.
fn task(
    period: Period,
    table: &Table,
    row: &Expected,
    (short, unknown, indicators): (bool, bool, Measures),
    dice: &mut Dice,
) -> Vec<(Role, Value)> {
    let given = |role: Role| table.value(&row.prefilled, role).clone();
    // Done last quarter: it comes filled in, and stays so, unless a figure was corrected since.
    if given(Role::PreviousStatus).shown() == "已完成" {
        if !short && !unknown {
            return Vec::new();
        }
        return vec![
            (Role::Status, Value::text("滞后")),
            (Role::Progress, Value::text("经核对上期重复统计1笔，本期核减后尚差1项，已重新组织申报。")),
            (Role::Problem, Value::text("上期把同一项目统计了两次。")),
            (Role::Next, Value::text("补报1个项目，下季度末前完成认定。")),
            (Role::Remark, Value::text("上期数据核减，状态相应改回，已报专班办公室。")),
            (Role::DoneOn, Value::Blank),
            (Role::Result, Value::Blank),
            (Role::Percent, Value::Number(90.0)),
        ];
    }
    let due = given(Role::Deadline).date().is_some_and(|deadline| deadline <= period.end());
    let month = period.last_month();
    let text = |text: &str| Value::text(text);
    let continuous = ["持续", "对照"].contains(&given(Role::Kind).shown().as_str());
    let milestones_done = dice.below(3) == 0;
    let status = match (continuous, indicators) {
        (true, _) => "持续推进",
        // A rate may fall again before the year is over.
        (false, Measures::Rates) if !short && !unknown && due => "已完成",
        (false, Measures::Counts) if !short && !unknown => "已完成",
        (false, Measures::Counts | Measures::Rates) if short && (due || dice.below(2) == 0) => "滞后",
        (false, Measures::Counts | Measures::Rates) => "推进中",
        (false, Measures::None) if milestones_done => "已完成",
        (false, Measures::None) if due => "滞后",
        (false, Measures::None) => ["推进中", "滞后", "未启动", "推进中"][dice.below(4)],
    };
    // Nobody goes back to where nothing was begun.
    let begun = !["", "未启动"].contains(&given(Role::PreviousStatus).shown().as_str());
    let status = if status == "未启动" && begun { "推进中" } else { status };
    let mut answers = vec![
        (Role::Status, text(status)),
        (Role::Problem, text("无")),
        (Role::Next, text("下季度召开调度会2次，完成材料汇总并按时间节点报送。")),
    ];
    if status != "未启动" {
        let done = dice.below(8) + 3;
        answers.push((
            Role::Progress,
            text(&format!(
                "截至{month}月底召开推进会{}次，走访企业{done}家，协调解决用地、用工等问题{}个，相关材料已报送市级部门。",
                month / 3,
                done + 2
            )),
        ));
    }
    match status {
        "已完成" => answers.extend([
            (Role::DoneOn, Value::Date(date(2023, month, 15))),
            (Role::Result, text("市级部门认定文件1份、验收结论1份")),
            (Role::Percent, Value::Number(100.0)),
        ]),
        "滞后" => answers.extend([
            (Role::Problem, text("省级评审推迟1个月，配套场地尚缺300平方米。")),
            (Role::Next, text("已约定下月10日现场办公，下季度末前完成评审和场地交付。")),
            (Role::Remark, text("评审推迟不由本单位决定，已书面报告专班办公室。")),
            (Role::Percent, Value::Number(40.0)),
        ]),
        "未启动" => {
            answers.extend([(Role::Percent, Value::Number(0.0)), (Role::Remark, text("按方案安排在四季度启动。"))]);
        }
        _ => {}
    }
    answers
}

/// The issue that the office registered: mended and told.
fn issue(period: Period) -> Vec<(Role, Value)> {
    let done = date(2023, period.last_month() - 1, 20);
    vec![
        (Role::Person, Value::text("示例责任人")),
        (Role::Measures, Value::text("列出问题清单3项，明确责任人和完成时间。")),
        (Role::Progress, Value::text("3项问题均已整改，回访企业2家，均表示满意。")),
        (Role::DoneOn, Value::Date(done)),
        (Role::AppliedOn, Value::Date(done)),
        (Role::Evidence, Value::text("整改前后照片、回访记录")),
        (Role::Status, Value::text("申请销号")),
    ]
}

/// What the office registers: in the first period of the run an issue, in every one how it went.
pub(super) fn register(plan: &Plan, period: Period, first: bool, filling: &mut Filling) {
    let mut new_row = |id: TableId, cells: Vec<(Role, Value)>| {
        let table = plan.table(id);
        let mut row = table.blank_row();
        for (role, value) in cells {
            table.set(&mut row, role, value);
        }
        filling.extra_rows.push((id, row));
    };
    let text = Value::text;
    let told = format!("1-{}月全区服务业平稳运行，消费和文旅恢复较快。", period.last_month());
    new_row(TableId::Outlook, vec![(Role::Key, text("1")), (Role::Content, text(&told))]);
    if first {
        new_row(
            TableId::CloseOut,
            vec![
                (Role::Key, text("WT01")),
                (Role::VisitedOn, Value::Date(date(2023, period.last_month(), 12))),
                (Role::Topic, text("现场督导服务")),
                (Role::Origin, text("现场督导")),
                (Role::Object, text("示例企业")),
                (Role::Grade, text("一般")),
                (Role::Content, text("首店装修审批环节多，开业时间推迟。")),
                (Role::Lead, text("区商务局")),
                (Role::Due, Value::Date(date(2023, 12, 31))),
                (Role::Status, text("待交办")),
            ],
        );
    }
}
