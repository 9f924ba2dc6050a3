//! Against the period before: what is prefilled, and what is objected to when it does not go together.

use super::*;
use qingdan::archive::{Earlier, Edit as HandEdit, Edited, Figure};
use qingdan::finding::Severity;
use qingdan::location::{Location, SheetRef};
use std::sync::Arc;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const OFFICE: &str = "专班办公室";
const SAME: &str = "本期召开推进会2次，完成选址并印发实施方案。";

/// What the second quarter's workbook kept: these figures, each of a table, a row and a field.
pub(super) fn kept(figures: &[(&str, &str, &str, &str)]) -> Archive {
    kept_of("2023Q2", figures)
}

pub(super) fn kept_of(period: &str, figures: &[(&str, &str, &str, &str)]) -> Archive {
    let figure = |sheet: &str, key: &str, field: &str, value: Value| Figure {
        table: table(sheet).id,
        row: RowKey::from(key),
        field: field.to_owned(),
        value,
        usable: true,
        at: place("上期汇总.xlsx", sheet),
    };
    let given = |key: &str, field: &str| figures.iter().any(|(_, row, name, _)| *row == key && *name == field);
    let mut all: Vec<Figure> =
        figures.iter().map(|(sheet, key, field, written)| figure(sheet, key, field, value(written))).collect();
    // An indicator was defined as it is now, unless another definition is given.
    let mut keys: Vec<&str> =
        figures.iter().filter(|(sheet, ..)| *sheet == INDICATORS).map(|(_, key, ..)| *key).collect();
    keys.dedup();
    for key in keys {
        let row = qingdan::roster::plan_row(&PLAN, TableId::Indicators, &RowKey::from(key)).unwrap();
        let defined = table(INDICATORS)
            .fields
            .iter()
            .zip(row)
            .filter(|(field, value)| !value.is_blank() && !given(key, &field.name));
        all.extend(defined.map(|(field, value)| figure(INDICATORS, key, &field.name, value)));
    }
    Archive {
        file: Arc::from("上期汇总.xlsx"),
        plan: PLAN.id.clone(),
        revision: PLAN.revision.clone(),
        period: period.parse().unwrap(),
        figures: all.into(),
        earlier: Vec::new(),
        edits: Vec::new(),
    }
}

fn place(file: &str, sheet: &str) -> Location {
    Location::cell(&Arc::from(file), &SheetRef { index: 1, name: Arc::from(sheet) }, CellRef::new(6, 5))
}

/// What is said of the row's fields and of the collection, in the order of the codes.
#[track_caller]
fn says(draft: &Draft, expected: &[&str]) {
    let mut said: Vec<String> = draft.checked().findings.iter().map(|finding| finding.code.0.clone()).collect();
    // One return alone: the others are missing. Of the plan's own projects too few are registered (X06).
    said.retain(|code| !["C01", "U05", "X06"].contains(&&**code));
    said.sort();
    assert_eq!(said, expected);
}

#[track_caller]
fn severity_of(draft: &Draft, code: &str) -> Severity {
    let findings = draft.checked().findings;
    findings.iter().find(|finding| finding.code.0 == code).unwrap_or_else(|| panic!("{code} is said")).severity
}

#[test]
fn what_grows_within_a_year_does_not_fall_without_a_word() {
    // 6.1-1 is 新增; the honest return reports its target.
    let target = PLAN.indicators.iter().find(|known| known.code.0 == "6.1-1").unwrap().target.unwrap();
    let before = |number: f64| kept(&[(INDICATORS, "6.1-1", "本期累计完成值", &number.to_string())]);
    says(&Draft::of(COMMERCE).after(&before(target)), &[]);
    let fell = Draft::of(COMMERCE).after(&before(target + 1.0));
    says(&fell, &["X01"]);
    let place = fell.place(INDICATORS, "6.1-1", "本期累计完成值");
    assert_eq!(fell.said(), [format!("X01 {place}")]);
    assert_eq!(severity_of(&fell, "X01"), Severity::Error);
    // Six characters explain it.
    let explained = fell.set(INDICATORS, "6.1-1", "情况说明", "核减重复统计");
    assert_eq!(severity_of(&explained, "X01"), Severity::Note);
    // A stock, a rate, a growth rate may fall.
    let free =
        PLAN.indicators.iter().find(|known| !PLAN.words.per_year.contains(&known.basis) && known.target.is_some());
    let free = free.unwrap();
    let more = kept(&[(INDICATORS, &free.code.0, "本期累计完成值", "999999")]);
    says(&Draft::of(&PLAN.unit(free.lead).name).after(&more), &[]);
    // A project's investment of the year likewise; the honest one reports 3000 万元, 1000 of it in this quarter.
    says(&Draft::of(REFORM).after(&kept(&[(PROJECTS, "XM01", "本年累计完成投资", "2000")])), &[]);
    let cut = Draft::of(REFORM).after(&kept(&[(PROJECTS, "XM01", "本年累计完成投资", "3100")]));
    says(&cut.row(PROJECTS, "XM01", &[("本期完成投资", "-100")]), &["X01"]);
}

#[test]
fn a_new_year_begins_at_zero_and_on_last_year_s_base() {
    let first = |key: &str| {
        let archive = kept_of("2023Q4", &[(INDICATORS, key, "本期累计完成值", "7"), (INDICATORS, key, "亮灯", "绿")]);
        let rows = roster(&PLAN, "2024Q1".parse().unwrap(), Some(&archive));
        rows.into_iter().find(|row| row.key.0 == key).unwrap().prefilled
    };
    let indicators = PLAN.table(TableId::Indicators);
    let of = |row: &[Value], role: Role| indicators.value(row, role).clone();
    let grown = PLAN.indicators.iter().find(|known| known.basis == "新增" && known.target.is_some()).unwrap();
    assert_eq!(of(&first(&grown.code.0), Role::Previous), Value::Number(0.0));
    let stock = PLAN.indicators.iter().find(|known| known.basis == "存量" && known.base.is_none()).unwrap();
    let row = first(&stock.code.0);
    assert_eq!([of(&row, Role::Previous), of(&row, Role::Base)], [Value::Number(7.0), Value::Number(7.0)]);
    // And what was cumulated last year is no measure for the first quarter: X01 is silent.
    let archive = kept_of("2023Q4", &[(INDICATORS, "6.1-1", "本期累计完成值", "999")]);
    let draft = Draft::of(COMMERCE).period("2024Q1").after(&archive);
    assert!(!draft.checked().findings.iter().any(|finding| finding.code.0 == "X01"));
    // A project's investment joins what was done before: 2000 + 3500; the year begins at nothing.
    let figures = [("截至上年底累计完成投资", "2000"), ("本年累计完成投资", "3500"), ("总投资", "10000")];
    let figures = figures.map(|(field, written)| (PROJECTS, "XM01", field, written));
    let rows = roster(&PLAN, "2024Q1".parse().unwrap(), Some(&kept_of("2023Q4", &figures)));
    let row = rows.into_iter().find(|row| row.key.0 == "XM01").unwrap().prefilled;
    let shown = |role: Role| PLAN.table(TableId::Projects).value(&row, role).shown();
    assert_eq!([Role::Before, Role::Previous, Role::Total, Role::YearPlan].map(shown), ["5500", "0", "10000", ""]);
}

#[test]
fn what_a_department_filled_in_once_is_handed_out_filled_in() {
    let archive = kept(&[(PROJECTS, "XM01", "总投资", "10000"), (PROJECTS, "XM01", "截至本期末计划投资", "2500")]);
    let rows = roster(&PLAN, QUARTER, Some(&archive));
    let row = rows.iter().find(|row| row.key.0 == "XM01").unwrap();
    let table = PLAN.table(TableId::Projects);
    let names = PLAN.name_values(QUARTER);
    let open = |role: Role| is_open(&PLAN, table, table.slot(role).unwrap(), row, &names);
    assert_eq!(table.value(&row.prefilled, Role::Total), &Value::Number(10_000.0));
    assert!(!open(Role::Total), "it is locked from then on");
    // What belongs to one period is asked for anew.
    assert!(table.value(&row.prefilled, Role::PlanToDate).is_blank() && open(Role::PlanToDate));
}

#[test]
fn a_measure_that_was_done_is_handed_out_as_it_was_and_accepted_unchanged() {
    let done = [
        ("推进状态", "已完成"),
        ("本期进展情况", "示例街区已开街。"),
        ("标志性成果", "开街"),
        ("实际完成时间", "@2023-06-20"),
        ("存在问题", "示例问题"),
    ];
    let archive = kept(&done.map(|(field, written)| (TASKS, "6.1", field, written)));
    let mut draft = Draft::of(COMMERCE).after(&archive);
    draft.filling.cells.retain(|(table, key, _), _| *table != TableId::Tasks || key.0 != "6.1");
    says(&draft, &[]);
    let checked = draft.checked();
    let row = checked.row(unit(COMMERCE), TableId::Tasks, &RowKey::from("6.1")).unwrap();
    assert_eq!(row.state, qingdan::check::State::Returned);
    let table = PLAN.table(TableId::Tasks);
    let shown = |role: Role| table.value(&row.values, role).shown();
    let roles = [Role::Status, Role::Progress, Role::DoneOn, Role::PreviousStatus, Role::Problem];
    assert_eq!(roles.map(shown), ["已完成", "示例街区已开街。", "2023-06-20", "已完成", ""]);
    // Taken back, it needs a word.
    let undone = Draft::of(COMMERCE).after(&archive).row(
        TASKS,
        "6.1",
        &[("推进状态", "推进中"), ("实际完成时间", ""), ("标志性成果", "")],
    );
    says(&undone, &["X02"]);
    assert_eq!(severity_of(&undone.set(TASKS, "6.1", "情况说明", "验收未通过须整改"), "X02"), Severity::Note);
}

#[test]
fn a_form_on_which_nothing_was_typed_is_unfilled_though_it_came_prefilled() {
    let archive = kept(&[(TASKS, "6.1", "推进状态", "已完成"), (TASKS, "6.1", "本期进展情况", "示例街区已开街。")]);
    says(&Draft::blank(COMMERCE).after(&archive), &["F12"]);
}

#[test]
fn a_light_that_stays_on_is_answered() {
    // 6.1-1: half of the target in three quarters is 0.67 of what is due: red.
    let lit = |light: &str| {
        let target = PLAN.indicators.iter().find(|known| known.code.0 == "6.1-1").unwrap().target.unwrap();
        let half = (target / 2.0).floor().to_string();
        Draft::of(COMMERCE)
            .set(INDICATORS, "6.1-1", "本期累计完成值", &half)
            .after(&kept(&[(INDICATORS, "6.1-1", "亮灯", light)]))
    };
    // A light that goes on is asked about as one (L07), one that stays on as that; never as both.
    says(&lit("绿"), &["L07"]);
    says(&lit("黄"), &["X03"]);
    says(&lit("红").set(INDICATORS, "6.1-1", "未达序时原因", "招商项目落地延后"), &[]);
    assert_eq!(severity_of(&lit("红").set(INDICATORS, "6.1-1", "情况说明", "已约谈三家企业"), "X03"), Severity::Note);
    // Green again: nobody asks.
    says(&Draft::of(COMMERCE).after(&kept(&[(INDICATORS, "6.1-1", "亮灯", "红")])), &[]);
    let late = |cells: &[(&str, &str)]| {
        Draft::of(COMMERCE)
            .set(TASKS, "6.1", "推进状态", "滞后")
            .row(TASKS, "6.1", cells)
            .after(&kept(&[(TASKS, "6.1", "亮灯", "黄")]))
    };
    says(&late(&[]), &["X03"]);
    says(&late(&[("存在问题", "无")]), &["X03"]);
    // What to do next is an answer to that; what the problem is must be told with any light.
    says(&late(&[("下阶段工作安排", "10月完成招租")]), &["L07"]);
    says(&late(&[("存在问题", "房源不足"), ("下阶段工作安排", "10月完成招租")]), &[]);
}

#[test]
fn last_quarter_s_text_is_not_this_quarter_s() {
    let before =
        |text: &str, status: &str| kept(&[(TASKS, "6.1", "本期进展情况", text), (TASKS, "6.1", "推进状态", status)]);
    says(&Draft::of(COMMERCE).after(&before(SAME, "推进中")), &["V17"]);
    says(&Draft::of(COMMERCE).after(&before("二季度召开推进会1次。", "推进中")), &[]);
    says(&Draft::of(COMMERCE).after(&before(SAME, "未启动")), &[]);
}

#[test]
fn this_period_is_the_difference_to_the_one_before() {
    let period = |this: &str| {
        Draft::of(REFORM).set(PROJECTS, "XM01", "本期完成投资", this).after(&kept(&[(
            PROJECTS,
            "XM01",
            "本年累计完成投资",
            "2000",
        )]))
    };
    // 3000 − 2000 = 1000.
    says(&period("1000"), &[]);
    says(&period("1000.004"), &[]);
    says(&period("999"), &["L11"]);
}

#[test]
fn what_is_far_behind_tells_its_problem() {
    // 75 × 0.7 = 52.5.
    let at = |percent: &str| Draft::of(COMMERCE).set(TASKS, "6.1", "完成进度", percent);
    says(&at("53"), &[]);
    says(&at("52"), &["C10"]);
    says(&at("52").set(TASKS, "6.1", "存在问题", "无"), &["C10"]);
    says(&at("52").set(TASKS, "6.1", "存在问题", "房源不足"), &[]);
}

#[test]
fn what_was_met_twice_may_be_called_done() {
    // 11.3 has one indicator, 新增, at least 10, and no milestone; the honest return reports 10.
    let before = |written: &str| kept(&[(INDICATORS, "11.3-1", "本期累计完成值", written)]);
    says(&Draft::of(COMMERCE).after(&before("10")), &["L02"]);
    says(&Draft::of(COMMERCE).after(&before("9")), &[]);
    says(&Draft::of(COMMERCE).after(&before("10")).set(TASKS, "11.3", "推进状态", "滞后"), &["L07"]);
    let explained = Draft::of(COMMERCE).after(&before("10")).set(TASKS, "11.3", "情况说明", "还有两场展会在办");
    assert_eq!(severity_of(&explained, "L02"), Severity::Note);
}

#[test]
fn a_figure_that_never_moves_is_asked_about() {
    let still = |quarters: &[&str], value_now: &str| {
        let mut archive = kept(&[(INDICATORS, "6.1-1", "本期累计完成值", "3")]);
        archive.earlier = quarters
            .iter()
            .map(|period| Earlier {
                period: period.parse().unwrap(),
                table: TableId::Indicators,
                row: RowKey::from("6.1-1"),
                field: "本期累计完成值".into(),
                value: Value::Number(3.0),
            })
            .collect();
        let cells = [("本期累计完成值", value_now), ("未达序时原因", "招商项目落地延后")];
        Draft::of(COMMERCE).row(INDICATORS, "6.1-1", &cells).after(&archive)
    };
    says(&still(&["2023Q1"], "3"), &["C09"]);
    says(&still(&[], "3"), &[]);
    says(&still(&["2023Q1"], "4"), &[]);
}

#[test]
fn a_new_definition_is_asked_about_and_a_vanished_project_is_an_error() {
    let target = [(INDICATORS, "6.1-1", "目标值", "99999")];
    let draft = Draft::of(COMMERCE).after(&kept(&target));
    let said = draft.checked().findings.iter().find(|finding| finding.code.0 == "C08").unwrap().message.clone();
    assert!(said.contains("“99999”") && said.contains("目标值"), "{said}");
    let gone = [(PROJECTS, "XM09", "项目名称", "示例项目"), (PROJECTS, "XM09", "动态调整", "在库")];
    says(&Draft::of(COMMERCE).after(&kept(&gone)), &["X12"]);
    let withdrawn = [(PROJECTS, "XM09", "项目名称", "示例项目"), (PROJECTS, "XM09", "动态调整", "调出")];
    says(&Draft::of(COMMERCE).after(&kept(&withdrawn)), &[]);
}

#[test]
fn every_edited_cell_of_the_workbook_before_is_named_with_both_values() {
    let mut archive = kept(&[]);
    archive.edits.push(HandEdit {
        at: place("上期汇总.xlsx", INDICATORS),
        table: TableId::Indicators,
        row: Some(RowKey::from("6.1-1")),
        field: Some("本期累计完成值".into()),
        what: Edited::Value { was: Value::Number(5.0), now: Value::Blank },
    });
    let checked = Draft::of(COMMERCE).after(&archive).checked();
    let said = checked.findings.iter().find(|finding| finding.code.0 == "C07").unwrap();
    assert_eq!(line(said), "C07 主要指标进度表 F7");
    assert_eq!(said.severity, Severity::Warning);
    assert!(said.message.contains("“5”") && said.message.contains("空白"), "{}", said.message);
}

/// An issue as the workbook before kept it.
pub(super) const ISSUE: [(&str, &str, &str, &str); 9] = [
    (LEDGER, "W01", "问题编号", "W01"),
    (LEDGER, "W01", "督导日期", "@2023-05-10"),
    (LEDGER, "W01", "问题等级", "一般"),
    (LEDGER, "W01", "问题描述", "首店政策未兑现。"),
    (LEDGER, "W01", "责任单位", "区商务局"),
    (LEDGER, "W01", "整改期限", "@2023-10-31"),
    (LEDGER, "W01", "整改措施", "限期兑现。"),
    (LEDGER, "W01", "整改进展", "已兑现3家。"),
    (LEDGER, "W01", "销号状态", "整改中"),
];

#[test]
fn an_open_issue_comes_back_on_the_forms_of_its_unit_and_of_the_office() {
    let archive = kept(&ISSUE);
    let rows = roster(&PLAN, QUARTER, Some(&archive));
    let own: Vec<&str> =
        rows.iter().filter(|row| row.table == TableId::CloseOut).map(|row| PLAN.unit(row.unit).name.as_str()).collect();
    assert_eq!(own, [COMMERCE, OFFICE]);
    let table = PLAN.table(TableId::CloseOut);
    let row = rows.iter().find(|row| row.table == TableId::CloseOut && row.unit == unit(COMMERCE)).unwrap();
    let names = PLAN.name_values(QUARTER);
    let open = |role: Role| is_open(&PLAN, table, table.slot(role).unwrap(), row, &names);
    assert!(open(Role::Progress) && open(Role::Status) && !open(Role::Due) && !open(Role::Content));
    assert_eq!(table.value(&row.prefilled, Role::Content).shown(), "首店政策未兑现。");
    assert!(table.value(&row.prefilled, Role::Progress).is_blank(), "progress is told anew");

    // The unit answers, the office leaves its part as it was: the two are one row of the ledger.
    let answer = [("整改措施", "限期兑现。"), ("整改进展", "已全部兑现。"), ("销号状态", "申请销号")];
    let answer = Draft::of(COMMERCE).after(&archive).row(LEDGER, "W01", &answer).given_as("区商务局.xlsx");
    let office = Draft::of(OFFICE).after(&archive).given_as("办公室.xlsx");
    let checked = check(&PLAN, &[office.clone(), answer], Some(QUARTER), Some(&archive));
    let said: Vec<&str> = checked
        .findings
        .iter()
        .map(|finding| finding.code.0.as_str())
        .filter(|code| !["C01", "U05", "X06"].contains(code))
        .collect();
    assert_eq!(said, Vec::<&str>::new());
    let shown = |checked: &Checked, role: Role| {
        let row = checked.row(unit(OFFICE), TableId::CloseOut, &RowKey::from("W01")).unwrap();
        table.value(&row.values, role).shown()
    };
    assert_eq!([shown(&checked, Role::Status), shown(&checked, Role::Progress)], ["申请销号", "已全部兑现。"]);
    let counts = qingdan::consolidate::balance(&checked);
    let own = counts.iter().find(|line| line.unit == unit(COMMERCE) && line.table == TableId::CloseOut).unwrap();
    assert_eq!((own.counts.expected, own.counts.returned), (1, 1));

    // The unit says nothing: how it stood is carried over.
    let checked = check(&PLAN, &[office], Some(QUARTER), Some(&archive));
    assert_eq!([shown(&checked, Role::Status), shown(&checked, Role::Progress)], ["整改中", ""]);
}

#[test]
fn an_open_issue_cannot_be_dropped() {
    let archive = kept(&ISSUE);
    let dropped = Draft::of(OFFICE).after(&archive).sheet(LEDGER, |sheet| {
        let row = row_of(sheet, "W01");
        sheet.rows.remove(row);
    });
    says(&dropped, &["X11"]);
    let checked = dropped.checked();
    let row = checked.row(unit(OFFICE), TableId::CloseOut, &RowKey::from("W01")).unwrap();
    let table = PLAN.table(TableId::CloseOut);
    assert_eq!(table.value(&row.values, Role::Progress).shown(), "已兑现3家。", "and is carried over as it stood");
    // A closed one stays for the year without being asked for, and is gone in the next.
    let mut issue = ISSUE;
    issue[8].3 = "已销号";
    let mut closed = kept(&issue);
    let in_period = |period: &str, archive: &Archive| {
        roster(&PLAN, period.parse().unwrap(), Some(archive))
            .into_iter()
            .filter(|row| row.table == TableId::CloseOut)
            .map(|row| row.due)
            .collect::<Vec<_>>()
    };
    assert_eq!(in_period("2023Q3", &closed), [Due::NotDue]);
    closed.period = "2023Q4".parse().unwrap();
    assert_eq!(in_period("2024Q1", &closed), []);
}

#[test]
fn a_status_is_objected_to_for_its_deadline_and_against_the_period_before() {
    // 6.1 ends with the year; in the fourth quarter it goes back from 已完成 to 推进中.
    let archive = kept_of("2023Q3", &[(TASKS, "6.1", "推进状态", "已完成")]);
    let draft = Draft::of(COMMERCE).period("2023Q4").after(&archive);
    let of_status = |draft: &Draft| {
        let findings = draft.checked().findings;
        let about = |finding: &&Finding| {
            finding.row == Some(RowKey::from("6.1")) && finding.field.as_deref() == Some("推进状态")
        };
        findings.iter().filter(about).map(|finding| (finding.code.0.clone(), finding.severity)).collect::<Vec<_>>()
    };
    let errors = [("L05".to_owned(), Severity::Error), ("X02".to_owned(), Severity::Error)];
    assert_eq!(of_status(&draft), errors);
    let row = draft.checked();
    let row = row.row(unit(COMMERCE), TableId::Tasks, &RowKey::from("6.1")).unwrap().clone();
    let status = slot(table(TASKS), "推进状态");
    assert_eq!((&row.values[status], row.unusable[&status].as_str()), (&Value::Blank, "推进中"));
    // 滞后 answers the one, an explanation the other.
    assert_eq!(of_status(&draft.set(TASKS, "6.1", "推进状态", "滞后")), errors[1..]);
}

#[test]
fn an_issue_that_another_unit_must_mend_now_is_not_the_former_one_s_to_report() {
    let archive = kept(&ISSUE);
    // The office names another unit; the former one answers on the form it was sent.
    let office = Draft::of(OFFICE).after(&archive).type_over(LEDGER, "W01", "责任单位", words(REFORM));
    let answer = [("整改措施", "限期兑现。"), ("整改进展", "已全部兑现。"), ("销号状态", "申请销号")];
    let former = Draft::of(COMMERCE).after(&archive).row(LEDGER, "W01", &answer);
    let place = former.place(LEDGER, "W01", "整改进展");
    let checked =
        check(&PLAN, &[office.given_as("办公室.xlsx"), former.given_as("商务局.xlsx")], Some(QUARTER), Some(&archive));
    let said = checked.findings.iter().find(|finding| finding.code.0 == "S06").unwrap();
    assert!(said.message.contains(REFORM), "{}", said.message);
    let of_ledger =
        |line: &&qingdan::consolidate::Balance| line.unit == unit(COMMERCE) && line.table == TableId::CloseOut;
    assert!(!qingdan::consolidate::balance(&checked).iter().any(|line| of_ledger(&line)), "it is not expected");
    let quarter = qingdan::consolidate::consolidate(&PLAN, QUARTER, &checked, Some(&archive));
    let kept = quarter.unplaced.iter().find(|line| line.text == "已全部兑现。").expect("what it wrote is listed");
    let sheet = kept.at.sheet.as_ref().unwrap();
    assert_eq!(format!("{} {}", sheet.name, kept.at.cell.unwrap()), place);
    let traced =
        quarter.trace.iter().find(|line| line.unit == Some(unit(COMMERCE)) && line.table == Some(TableId::CloseOut));
    assert!(!traced.unwrap().used);
}

#[test]
fn a_ledger_that_was_never_handed_out_is_not_an_error_of_its_unit() {
    let archive = kept(&ISSUE);
    let given = Draft::of(COMMERCE).given();
    let of = |given: &Return| {
        let checked = check(&PLAN, std::slice::from_ref(given), Some(QUARTER), Some(&archive));
        let said: Vec<Severity> =
            checked.findings.iter().filter(|found| found.code.0 == "S01").map(|found| found.severity).collect();
        said
    };
    assert_eq!(of(&given), [Severity::Warning]);
    // One that was handed out and taken out is.
    let taken = Draft::of(COMMERCE).after(&archive).edit(|book| book.sheets.retain(|sheet| sheet.name != LEDGER));
    assert_eq!(of(&taken.given()), [Severity::Error]);
}

#[test]
fn an_adjusted_target_stands_on_the_next_form_and_leaves_it_when_it_is_withdrawn() {
    use qingdan::check::{adjusted, standing_targets};
    use qingdan::consolidate::consolidate;
    use qingdan::render::official::workbook;
    // 6.1-1 from 10 to 8; XM01's investment of the year, of which the plan says nothing, from 4000 as reported to 5000.
    let adjust = |draft: Draft, key: &str, target: &str| {
        draft.typed("目标调整", &[("编号", key), ("新目标", target), ("依据", "会议纪要〔2023〕8号")])
    };
    let office = adjust(adjust(Draft::of(OFFICE), "6.1-1", "8"), "XM01", "5000");
    let checked = checked(&[&office.given_as("办公室.xlsx"), &Draft::of(REFORM).given()]);
    let bytes = write(&workbook(&PLAN, &consolidate(&PLAN, QUARTER, &checked, None), None)).unwrap();
    let source = read("2023Q3汇总.xlsx", &bytes, &PLAN.reading);
    let qingdan::archive::ReadBack::Archive(archive) = qingdan::archive::read_back(&source, &PLAN) else { panic!() };
    let next: Period = "2023Q4".parse().unwrap();
    let on_form = |plan: &Plan| {
        let rows = roster(plan, next, Some(&archive));
        let value = |table: TableId, key: &str, role: Role| {
            let row = rows.iter().find(|row| row.table == table && row.key.0 == key).unwrap();
            plan.table(table).value(&row.prefilled, role).shown()
        };
        [value(TableId::Indicators, "6.1-1", Role::Target), value(TableId::Projects, "XM01", Role::YearPlan)]
    };
    let targets = standing_targets(&PLAN, next, &archive);
    assert_eq!(on_form(&adjusted(&PLAN, &targets)), ["8", "5000"]);
    assert_eq!(on_form(&PLAN), ["10", "4000"]);
    // What it was before is still known.
    assert_eq!(targets.iter().map(|target| target.before).collect::<Vec<_>>(), [Some(10.0), Some(4000.0)]);
}

#[test]
fn a_field_that_was_renamed_is_found_by_its_former_name() {
    let mut files = Files::embedded();
    let (_, tables) = files.files.iter_mut().find(|(name, _)| name == "tables.toml").unwrap();
    *tables = tables.replacen("{ name = \"亮灯\"", "{ name = \"灯色\", aliases = [\"亮灯\"]", 1);
    let (renamed, _) = load(&files);
    let table = renamed.table(TableId::Indicators);
    assert_eq!(table.name_of(Role::Light), "灯色");
    let archive = kept(&[(INDICATORS, "6.1-1", "亮灯", "红")]);
    let light = archive.figure(table, &RowKey::from("6.1-1"), Role::Light).map(|figure| figure.value.shown());
    assert_eq!(light.as_deref(), Some("红"));
}
