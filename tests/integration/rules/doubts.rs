//! What looks wrong and may be right: V07, V15, V16, L07, L10, L15, L16, each at its cell, and beside what else is said.

use super::history::kept;
use super::*;
use qingdan::finding::Severity;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const VALUE: &str = "本期累计完成值";
const REASON: (&str, &str) = ("未达序时原因", "招商项目落地延后");

/// The codes that are said of the file, in the report's order.
#[track_caller]
fn says(draft: &Draft, expected: &[&str]) {
    let codes: Vec<String> = draft.said().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(codes, expected);
}

/// One indicator with this value; whatever light it shows is explained.
fn indicator(name: &str, key: &str, value: &str) -> Draft {
    Draft::of(name).row(INDICATORS, key, &[(VALUE, value), REASON])
}

fn severity_of(draft: &Draft, code: &str) -> Severity {
    draft.checked().findings.iter().find(|finding| finding.code.0 == code).unwrap().severity
}

/// XM01 of an honest return: 10000 in all, 2000 done before, 4000 planned, 3000 done (万元).
fn project(cells: &[(&str, &str)]) -> Draft {
    let told = [("存在问题", "土地未出让"), ("下阶段计划", "年底前完成出让")];
    Draft::of(REFORM).row(PROJECTS, "XM01", &told).row(PROJECTS, "XM01", cells)
}

#[test]
fn money_ten_thousand_times_too_much_or_too_little_is_asked_about() {
    // 6.5-2: 7000万美元. Typed in dollars it is 7285 times as much: one doubt, though it is also beyond reason and too high a rate.
    says(&indicator(COMMERCE, "6.5-2", "51000000"), &["V07"]);
    says(&indicator(COMMERCE, "6.5-2", "5100"), &[]);
    // In 亿美元 it is 0.51: less than one in 5000. 1.5 is more, and may be a slow start.
    says(&indicator(COMMERCE, "6.5-2", "0.51"), &["V07"]);
    says(&indicator(COMMERCE, "6.5-2", "1.5"), &[]);
    let explained = indicator(COMMERCE, "6.5-2", "51000000").set(INDICATORS, "6.5-2", "情况说明", "新增船队整体划入");
    assert_eq!(severity_of(&explained, "V07"), Severity::Note);
}

#[test]
fn money_is_held_against_the_period_before_and_an_error_comes_first() {
    let before = |value: &str| kept(&[(INDICATORS, "6.5-2", VALUE, value)]);
    says(&indicator(COMMERCE, "6.5-2", "5100").after(&before("5")), &["V07"]);
    says(&indicator(COMMERCE, "6.5-2", "5100").after(&before("6")), &[]);
    // Less than before is the error that it was.
    says(&indicator(COMMERCE, "6.5-2", "0.51").after(&before("5000")), &["X01"]);
}

#[test]
fn an_investment_beyond_the_total_stays_an_error() {
    // 万元 typed as 元: far beyond the total, which is said, and the figure is set aside.
    let yuan = [("本期完成投资", "60000000"), ("本年累计完成投资", "60000000")];
    says(&project(&yuan), &["L09"]);
    let hundred_million = [("本期完成投资", "0.6"), ("本年累计完成投资", "0.6")];
    says(&project(&hundred_million), &["V07"]);
}

#[test]
fn a_value_beyond_reason_is_asked_about_once() {
    // 6.1-1: 10家以上. A hundred times as much is still only a high rate.
    says(&indicator(COMMERCE, "6.1-1", "15"), &[]);
    says(&indicator(COMMERCE, "6.1-1", "16"), &["L15"]);
    says(&indicator(COMMERCE, "6.1-1", "1000"), &["L15"]);
    says(&indicator(COMMERCE, "6.1-1", "1001"), &["V15"]);
    let explained = indicator(COMMERCE, "6.1-1", "16").set(INDICATORS, "6.1-1", "情况说明", "新开商场集中引进");
    assert_eq!(severity_of(&explained, "L15"), Severity::Note);
    // 2.1-1: 1个. Three are thrice as many, and no more than that.
    says(&indicator(REFORM, "2.1-1", "3"), &[]);
    says(&indicator(REFORM, "2.1-1", "4"), &["L15"]);
    // A growth of 16 % where 10 % is the aim is a good year; one of 31 % is asked about.
    says(&indicator("区经信局", "10.1-1", "16"), &[]);
    says(&indicator("区经信局", "10.1-1", "31"), &["L15"]);
    // No share is over 100 %, be there a target or not.
    says(&indicator("区金融办", "17.5-1", "101"), &["V15"]);
}

#[test]
fn over_is_not_equal() {
    // 8.1-1: 超2000亿元.
    says(&indicator("区金融办", "8.1-1", "2000"), &["L16"]);
    says(&indicator("区金融办", "8.1-1", "2000.01"), &[]);
    // 6.1-1: 10家以上.
    says(&indicator(COMMERCE, "6.1-1", "10"), &[]);
}

#[test]
fn progress_says_what_was_done() {
    let told = |text: &str| Draft::of(COMMERCE).set(TASKS, "6.1", "本期进展情况", text);
    for empty in ["正常推进", "按计划推进。", "无", "第3季度正常推进。", "各项工作有序推进，进展顺利，总体按计划推进。"]
    {
        says(&told(empty), &["V16"]);
    }
    for sound in ["引进首店8家。", "首店招引方案已印发，选址完成，正在与三家品牌洽谈。"]
    {
        says(&told(sound), &[]);
    }
    // What has not begun has nothing to tell, what was done last quarter has told it, a supporter may say 无.
    says(&told("尚未启动。").set(TASKS, "6.1", "推进状态", "未启动"), &[]);
    let done = [("推进状态", "已完成"), ("实际完成时间", "@2023-06-30"), ("标志性成果", "开街")];
    let before = kept(&[(TASKS, "6.1", "推进状态", "已完成")]);
    says(&told("已完成。").row(TASKS, "6.1", &done).after(&before), &[]);
    says(&Draft::of(COMMERCE).set(TASKS, "5.4", "本期进展情况", "无"), &[]);
}

#[test]
fn the_state_of_a_project_says_how_far_it_is() {
    says(&project(&[("形象进度", "正常推进")]), &["V16"]);
    says(&project(&[("形象进度", "已竣工")]), &[]);
}

#[test]
fn a_light_has_its_reason_said_once() {
    let short = |reason: &str| Draft::of(COMMERCE).row(INDICATORS, "6.1-1", &[(VALUE, "6"), ("未达序时原因", reason)]);
    says(&short(""), &["L07"]);
    says(&short("招商项目落地延后"), &[]);
    let late =
        |cells: &[(&str, &str)]| Draft::of(COMMERCE).set(TASKS, "6.1", "推进状态", "滞后").row(TASKS, "6.1", cells);
    let at = |field: &str| format!("L07 {}", Draft::of(COMMERCE).place(TASKS, "6.1", field));
    let (problem, next) = (("存在问题", "房源不足"), ("下阶段工作安排", "10月完成招租"));
    assert_eq!(late(&[]).said(), [at("存在问题")]);
    assert_eq!(late(&[("存在问题", "无"), next]).said(), [at("存在问题")]);
    assert_eq!(late(&[problem, ("下阶段工作安排", "无")]).said(), [at("下阶段工作安排")]);
    assert_eq!(late(&[problem, next]).said(), [""; 0]);
    // Far behind as well: the light asks for the problem, C10 doesn't ask again.
    assert_eq!(late(&[("完成进度", "10")]).said(), [at("存在问题")]);
    // A project that is red.
    let red = [("本期完成投资", "1000"), ("本年累计完成投资", "1000"), ("存在问题", "无"), ("下阶段计划", "")];
    says(&project(&red), &["L07"]);
}

#[test]
fn a_year_s_plan_stays_within_what_remains() {
    // 10000 − 2000 = 8000.
    says(&project(&[("年度计划投资", "8000")]), &[]);
    says(&project(&[("年度计划投资", "8001")]), &["L10"]);
}
