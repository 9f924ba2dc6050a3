//! Rows: L01, L03–L06, L08, L09, L11–L13.

use super::*;
use qingdan::finding::Severity;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const NOTHING: [&str; 0] = [];

fn task(cells: &[(&str, &str)]) -> Draft {
    Draft::of(COMMERCE).row(TASKS, "6.1", cells)
}

fn project(cells: &[(&str, &str)]) -> Draft {
    Draft::of(REFORM).row(PROJECTS, "XM01", cells)
}

/// Exactly these codes, each at its field.
#[track_caller]
fn says(draft: &Draft, sheet: &str, key: &str, expected: &[(&str, &str)]) {
    let mut lines: Vec<String> =
        expected.iter().map(|(code, field)| format!("{code} {}", draft.place(sheet, key, field))).collect();
    let mut said = draft.said();
    lines.sort();
    said.sort();
    assert_eq!(said, lines);
}

const DONE: [(&str, &str); 3] = [("推进状态", "已完成"), ("实际完成时间", "@2023-08-31"), ("标志性成果", "挂牌成立")];

#[test]
fn a_task_is_done_when_all_its_indicators_are() {
    // 6.1 has 10家以上, 50场以上 and 2家以上; the honest return reports 10, 50 and 2.
    says(&task(&DONE), TASKS, "6.1", &[]);
    let short = task(&DONE).set(INDICATORS, "6.1-2", "本期累计完成值", "49");
    says(&short, TASKS, "6.1", &[("L01", "推进状态")]);
    // 超2000亿元 is not reached by 2000.
    let finance = Draft::of("区金融办").row(TASKS, "8.1", &DONE);
    says(&finance, TASKS, "8.1", &[]);
    let equal = finance.set(INDICATORS, "8.1-1", "本期累计完成值", "2000");
    let places = [equal.place(TASKS, "8.1", "推进状态"), equal.place(INDICATORS, "8.1-1", "本期累计完成值")];
    assert_eq!(equal.said(), [format!("L16 {}", places[1]), format!("L01 {}", places[0])]);
}

#[test]
fn a_figure_that_cannot_be_read_says_nothing_about_its_task() {
    let unread = task(&DONE).set(INDICATORS, "6.1-2", "本期累计完成值", "约49");
    says(&unread, INDICATORS, "6.1-2", &[("V03", "本期累计完成值")]);
}

#[test]
fn what_is_done_has_a_day_and_a_result() {
    let done = |day: &str, result: &str| task(&[("推进状态", "已完成"), ("实际完成时间", day), ("标志性成果", result)]);
    says(&done("", "挂牌成立"), TASKS, "6.1", &[("L03", "实际完成时间")]);
    says(&done("@2023-08-31", ""), TASKS, "6.1", &[("L03", "标志性成果")]);
    says(&done("", ""), TASKS, "6.1", &[("L03", "实际完成时间"), ("L03", "标志性成果")]);
    says(&task(&[("推进状态", "推进中")]), TASKS, "6.1", &[]);
}

#[test]
fn nothing_is_done_after_the_period_ends() {
    let on = |day: &str| task(&[("推进状态", "已完成"), ("实际完成时间", day), ("标志性成果", "挂牌成立")]);
    says(&on("@2023-10-01"), TASKS, "6.1", &[("L04", "实际完成时间")]);
    says(&on("@2023-09-30"), TASKS, "6.1", &[]);
    // A day that does not exist is one fault, not three.
    says(&on("2023年9月31日"), TASKS, "6.1", &[("V10", "实际完成时间")]);
}

/// What an honest return for the last quarter says of one task; its others are due as well.
fn in_december(name: &str, key: &str, status: &str) -> Vec<String> {
    let draft = Draft::of(name).period("2023Q4").set(TASKS, key, "推进状态", status);
    let checked = check(&PLAN, &[draft.given()], Some("2023Q4".parse().unwrap()), None);
    let about = |finding: &&Finding| {
        finding.row.as_ref().is_some_and(|row| row.0 == key) && finding.table == Some(TableId::Tasks)
    };
    checked.findings.iter().filter(about).map(|finding| finding.code.0.clone()).collect()
}

#[test]
fn what_is_due_is_done_or_late() {
    // All measures but 5.2 end on 2023-12-31.
    assert_eq!(in_december(COMMERCE, "6.1", "推进中"), ["L05"]);
    // Late and due is red, which has its reason.
    assert_eq!(in_december(COMMERCE, "6.1", "滞后"), ["L07"]);
    // 5.2 runs to 2027, 17.4 is continuous.
    assert_eq!(in_december("区委统战部", "5.2", "推进中"), NOTHING);
    assert_eq!(in_december("区税务局", "17.4", "持续推进"), NOTHING);
    assert_eq!(in_december("区税务局", "17.4", "推进中"), NOTHING);
}

#[test]
fn what_is_due_may_wait_for_figures_that_are_not_out_yet() {
    let draft = Draft::blank("区金融办")
        .period("2023Q4")
        .row(TASKS, "8.1", &[("推进状态", "推进中"), ("本期进展情况", "已开展")])
        .row(INDICATORS, "8.1-1", &[("本期累计完成值", "暂无数据"), ("未达序时原因", "年度数据1月中旬公布")]);
    let checked = check(&PLAN, &[draft.given()], Some("2023Q4".parse().unwrap()), None);
    assert!(!checked.findings.iter().any(|finding| finding.code.0 == "L05"));
}

#[test]
fn what_has_not_started_has_no_progress() {
    says(&task(&[("推进状态", "未启动"), ("完成进度", "10")]), TASKS, "6.1", &[("L06", "完成进度")]);
    says(&task(&[("推进状态", "未启动"), ("完成进度", "0")]), TASKS, "6.1", &[]);
    let under_way = [("推进状态", "推进中"), ("完成进度", "10"), ("存在问题", "房源不足")];
    says(&task(&under_way), TASKS, "6.1", &[]);
    // An impossible percentage is one fault.
    says(&task(&[("推进状态", "未启动"), ("完成进度", "110")]), TASKS, "6.1", &[("V09", "完成进度")]);
}

#[test]
fn only_continuous_and_relational_tasks_go_on_and_on() {
    says(&task(&[("推进状态", "持续推进")]), TASKS, "6.1", &[("L08", "推进状态")]);
    let continuous = Draft::of("区税务局").set(TASKS, "17.4", "推进状态", "持续推进");
    says(&continuous, TASKS, "17.4", &[]);
    let relational = Draft::of("区金融办").set(TASKS, "17.5", "推进状态", "持续推进");
    says(&relational, TASKS, "17.5", &[]);
}

#[test]
fn investment_stays_within_a_tenth_above_the_total() {
    // 10000 × 1.1 − 2000 before this year = 9000.
    let cumulative = |value: &str| project(&[("本年累计完成投资", value)]);
    says(&cumulative("9000"), PROJECTS, "XM01", &[]);
    says(&cumulative("9000.01"), PROJECTS, "XM01", &[("L09", "本年累计完成投资")]);
    // Without a total the total is asked for, and nothing is compared with it.
    says(&project(&[("总投资", "")]), PROJECTS, "XM01", &[("V01", "总投资")]);
}

#[test]
fn this_period_is_the_difference_of_the_cumulative_figures() {
    // The first quarter of the work has no previous figure, so nothing is compared.
    says(&project(&[("本期完成投资", "1"), ("本年累计完成投资", "3000")]), PROJECTS, "XM01", &[]);
}

#[test]
fn money_before_the_start_is_explained() {
    let unstarted = || project(&[("实际开工时间", "")]);
    says(&unstarted(), PROJECTS, "XM01", &[("L12", "实际开工时间")]);
    let idle = [
        ("实际开工时间", ""),
        ("本期完成投资", "0"),
        ("本年累计完成投资", "0"),
        ("存在问题", "土地未出让"),
        ("下阶段计划", "年底前完成出让"),
    ];
    says(&project(&idle), PROJECTS, "XM01", &[]);
    let severity = |draft: &Draft| {
        let findings = draft.checked().findings;
        let finding = findings.iter().find(|finding| finding.code.0 == "L12").unwrap().clone();
        (finding.severity, finding.message)
    };
    assert_eq!(severity(&unstarted()).0, Severity::Warning);
    // Six characters explain it: 属于前期费用; five do not.
    let explained = severity(&unstarted().set(PROJECTS, "XM01", "情况说明", "属于前期费用"));
    assert_eq!(explained.0, Severity::Note);
    assert!(explained.1.contains("属于前期费用"));
    assert_eq!(severity(&unstarted().set(PROJECTS, "XM01", "情况说明", "前期的钱")).0, Severity::Warning);
}

#[test]
fn what_ends_has_started() {
    let dates = |start: &str, end: &str| project(&[("实际开工时间", start), ("实际竣工时间", end)]);
    says(&dates("@2023-07-01", "@2023-06-30"), PROJECTS, "XM01", &[("L13", "实际竣工时间")]);
    says(&dates("@2023-06-30", "@2023-06-30"), PROJECTS, "XM01", &[]);
    let planned = project(&[("计划开工时间", "@2023-07-01"), ("计划竣工时间", "@2023-06-30")]);
    says(&planned, PROJECTS, "XM01", &[("L13", "计划竣工时间")]);
}
