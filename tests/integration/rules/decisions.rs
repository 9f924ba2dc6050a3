//! The office's decisions: what waivers turn into notes and what they leave alone, what an adjusted target changes, and
//! that a decision which can't take effect says so at its cell.

/// Where units are scored and praised.
mod league;

use super::*;
use qingdan::consolidate::{OfficialRow, Quarter, consolidate};
use qingdan::finding::Severity;
use qingdan::render::official::workbook;
use qingdan::render::style::NumberFormat;
use std::process::Command;

const OFFICE: &str = "专班办公室";
const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const STREET: &str = "五马街道";
const VALUE: &str = "本期累计完成值";
const WAIVERS: &str = "豁免";
const TARGETS: &str = "目标调整";
const VERDICTS: &str = "核定";
const POINTS: &str = "加减分";
const ARRIVALS: &str = "收件登记";
const UNTIL: &str = "@2023-12-31";

/// The office's form with waivers: code, unit, row, until.
fn waiving(waivers: &[[&str; 4]]) -> Draft {
    waivers.iter().fold(Draft::of(OFFICE), |draft, [code, unit, row, until]| {
        let cells = [("代码", *code), ("单位", unit), ("行", row), ("到期", until)];
        draft.typed(WAIVERS, &[&cells[..], &[("原因", "市局口径调整"), ("批准人", "王主任")]].concat())
    })
}

fn adjusting(targets: &[(&str, &str)]) -> Draft {
    targets.iter().fold(Draft::of(OFFICE), |draft, (key, target)| {
        draft.typed(TARGETS, &[("编号", key), ("新目标", target), ("依据", "专班会议纪要〔2023〕8号")])
    })
}

/// A department's return and the office's, checked together.
fn with_office(office: &Draft, department: &Draft) -> Checked {
    checked(&[&office.given_as("办公室.xlsx"), &department.given()])
}

/// Everyone's returns with the office's and others in the place of their units', and without some units'.
fn everyone(office: &Draft, others: &[&Draft], without: &[&str]) -> Checked {
    let drafts: Vec<&Draft> = others.iter().copied().chain([office]).collect();
    let gone = |given: &Return| {
        let whose = given.identity.unit.unwrap();
        drafts.iter().any(|draft| draft.unit == whose) || without.iter().any(|name| unit(name) == whose)
    };
    let mut returns: Vec<Return> = EVERYONE.iter().filter(|given| !gone(given)).cloned().collect();
    returns.extend(drafts.iter().map(|draft| draft.given_as(&format!("{}.xlsx", PLAN.unit(draft.unit).name))));
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    check(&PLAN, &returns, Some(QUARTER), None)
}

fn quarter(checked: &Checked) -> Quarter {
    consolidate(&PLAN, QUARTER, checked, None)
}

fn found<'a>(findings: &'a [Finding], code: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.code.0 == code).collect()
}

fn shown(name: &str, row: &OfficialRow, field: &str) -> String {
    row.values[slot(table(name), field)].shown()
}

fn official<'a>(quarter: &'a Quarter, name: &str, key: &str) -> &'a OfficialRow {
    quarter.row(table(name).id, &RowKey::from(key)).unwrap()
}

/// All texts of a sheet of the quarter workbook.
fn printed(quarter: &Quarter, name: &str) -> Vec<String> {
    let mut book = workbook(&PLAN, quarter, None);
    let cells = |cell: &Cell| match cell {
        Cell::Date(day) => day.to_string(),
        Cell::Formula { cached, .. } => cached.shown(),
        Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Link { .. } => text_of(cell),
    };
    sheet(&mut book, name).rows.iter().flat_map(|row| &row.cells).map(|(_, cell, _)| cells(cell)).collect()
}

/// The place of the n-th typed row's field on the office's form, from zero.
fn typed_at(office: &Draft, name: &str, nth: u32, field: &str) -> String {
    let mut book = office.book();
    format!("{name} {}", CellRef::new(3 + nth, col_of(sheet(&mut book, name), field)))
}

/// A negative figure, which is an error (V14) but a figure all the same.
fn negative() -> Draft {
    Draft::of(COMMERCE).row(INDICATORS, "6.1-1", &[(VALUE, "-1"), ("未达序时原因", "市局口径调整")])
}

fn value_of(checked: &Checked, name: &str, key: &str, field: &str) -> Value {
    let row = checked.row(unit(COMMERCE), table(name).id, &RowKey::from(key)).unwrap();
    row.values[slot(table(name), field)].clone()
}

#[test]
fn a_waived_error_is_a_note_that_quotes_reason_and_approver_and_its_value_counts() {
    let without = with_office(&Draft::of(OFFICE), &negative());
    assert_eq!(value_of(&without, INDICATORS, "6.1-1", VALUE), Value::text("-1"), "set aside");
    let waived = with_office(&waiving(&[["V14", COMMERCE, "6.1-1", UNTIL]]), &negative());
    let [finding] = found(&waived.findings, "V14")[..] else { panic!() };
    assert!(finding.waived && finding.severity == Severity::Note);
    assert_eq!(finding.message, "完成值为负数（-1）。（豁免：市局口径调整，王主任批准）");
    assert_eq!(value_of(&waived, INDICATORS, "6.1-1", VALUE), Value::Number(-1.0));
    assert_eq!(status(&waived, FILE), FileStatus::Accepted);
    // −1 of 10.
    assert_eq!(shown(INDICATORS, official(&quarter(&waived), INDICATORS, "6.1-1"), "完成率"), "-10");
}

#[test]
fn a_waiver_covers_its_rule_unit_and_row_however_they_are_spelled_and_no_neighbour() {
    let covering = [
        ["V14", COMMERCE, "6.1-1", UNTIL],
        ["v14", "商务局", "６.１-１", UNTIL],
        ["Ｖ14", "*", "", UNTIL],
        ["V14", "＊", "6.1-1", UNTIL],
        ["V14", "工作专班成员单位", "", UNTIL],
    ];
    for waiver in covering {
        let checked = with_office(&waiving(&[waiver]), &negative());
        assert!(found(&checked.findings, "V14")[0].waived, "{waiver:?}");
        assert_eq!(found(&checked.findings, "P20").len(), 0, "{waiver:?}");
    }
    let beside = [
        ["V08", COMMERCE, "6.1-1", UNTIL],
        ["V14", REFORM, "6.1-1", UNTIL],
        ["V14", COMMERCE, "6.1-2", UNTIL],
        ["V14", "各街镇", "", UNTIL],
    ];
    for waiver in beside {
        let office = waiving(&[waiver]);
        let checked = with_office(&office, &negative());
        assert!(!found(&checked.findings, "V14")[0].waived, "{waiver:?}");
        let unused = format!("P20 {}", typed_at(&office, WAIVERS, 0, "代码"));
        assert_eq!(said_of(&checked, "办公室.xlsx"), [unused], "{waiver:?}");
    }
}

#[test]
fn a_waiver_is_in_force_to_its_last_day_counted_at_the_end_of_the_period() {
    let last = waiving(&[["V14", COMMERCE, "", "@2023-09-30"]]);
    assert_eq!(said_of(&with_office(&last, &negative()), "办公室.xlsx"), Vec::<String>::new());
    let expired = waiving(&[["V14", COMMERCE, "", "@2023-09-29"]]);
    let checked = with_office(&expired, &negative());
    assert!(!found(&checked.findings, "V14")[0].waived);
    assert_eq!(said_of(&checked, "办公室.xlsx"), [format!("P20 {}", typed_at(&expired, WAIVERS, 0, "到期"))]);
    assert_eq!(found(&checked.findings, "P20")[0].severity, Severity::Warning);
    assert!(quarter(&checked).waivers.is_empty() && !printed(&quarter(&checked), "附录").contains(&"王主任".into()));
}

#[test]
fn what_cannot_be_read_stays_unused_and_no_data_is_as_good_as_allowed() {
    let about = Draft::of(COMMERCE).set(INDICATORS, "6.1-1", VALUE, "约3");
    let checked = with_office(&waiving(&[["V03", COMMERCE, "", UNTIL]]), &about);
    assert!(found(&checked.findings, "V03")[0].waived);
    assert_eq!(value_of(&checked, INDICATORS, "6.1-1", VALUE), Value::text("约3"), "a text, which no sum sees");
    let none = Draft::of(COMMERCE).row(INDICATORS, "6.1-1", &[(VALUE, "暂无数据"), ("未达序时原因", "市局未公布")]);
    let checked = with_office(&waiving(&[["V03", COMMERCE, "6.1-1", UNTIL]]), &none);
    assert_eq!(value_of(&checked, INDICATORS, "6.1-1", VALUE), Value::NoData);
    assert_eq!(checked.count(Severity::Error), 1, "only C01");
}

#[test]
fn rules_across_tables_and_about_rows_and_files_can_be_waived() {
    // L01: done, with 49 of 50.
    let done = Draft::of(COMMERCE)
        .row(TASKS, "6.1", &[("推进状态", "已完成"), ("实际完成时间", "@2023-08-31"), ("标志性成果", "挂牌")])
        .set(INDICATORS, "6.1-2", VALUE, "49");
    let waived = with_office(&waiving(&[["L01", COMMERCE, "6.1", UNTIL]]), &done);
    assert_eq!(value_of(&waived, TASKS, "6.1", "推进状态"), Value::text("已完成"));
    assert_eq!(value_of(&with_office(&Draft::of(OFFICE), &done), TASKS, "6.1", "推进状态"), Value::Blank);
    // F08: nobody has reviewed it.
    let mut unreviewed = Draft::of(COMMERCE);
    unreviewed.filling.cover.remove(&CoverLine::Reviewer);
    let waived = with_office(&waiving(&[["F08", COMMERCE, "", UNTIL]]), &unreviewed);
    assert!(found(&waived.findings, "F08")[0].waived && status(&waived, FILE) == FileStatus::Accepted);
    // S05: a row is missing.
    let shorter = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let row = row_of(sheet, "6.1");
        sheet.rows[row].cells.clear();
    });
    let waived = with_office(&waiving(&[["S05", COMMERCE, "6.1", UNTIL]]), &shorter);
    assert!(found(&waived.findings, "S05")[0].waived);
}

#[test]
fn an_issue_s_findings_are_waived_for_who_must_close_it() {
    let issue = [
        ("问题编号", "W01"),
        ("督导日期", "@2023-08-01"),
        ("问题等级", "一般"),
        ("问题描述", "首店政策未兑现。"),
        ("责任单位", COMMERCE),
        ("整改措施", "限期兑现。"),
        ("整改进展", "已兑现3家。"),
        ("销号状态", "整改中"),
        ("整改期限", "@2023-10-31"),
        // Before the visit: Z03.
        ("实际完成时间", "@2023-07-31"),
    ];
    for (who, row, waived) in
        [(COMMERCE, "W01", true), (OFFICE, "", true), (REFORM, "", false), (COMMERCE, "W02", false)]
    {
        let checked = waiving(&[["Z03", who, row, UNTIL]]).typed(LEDGER, &issue).checked();
        assert_eq!(found(&checked.findings, "Z03")[0].waived, waived, "{who} {row}");
        let row = checked.row(unit(OFFICE), TableId::CloseOut, &RowKey::from("W01")).unwrap();
        assert_eq!(row.unusable.is_empty(), waived, "{who}");
    }
}

#[test]
fn of_missing_units_those_that_a_waiver_excuses_are_named_apart() {
    let office = waiving(&[["C01", STREET, "", UNTIL]]);
    let checked = everyone(&office, &[], &[STREET, "七都街道", COMMERCE]);
    let messages: Vec<(&str, Severity)> =
        found(&checked.findings, "C01").iter().map(|f| (f.message.as_str(), f.severity)).collect();
    let excused = "应报42家，未报1家（经批准）：五马街道。（豁免：市局口径调整，王主任批准）";
    assert_eq!(messages, [("应报42家，未报2家：区商务局、七都街道。", Severity::Error), (excused, Severity::Note)]);
    let quarter = quarter(&checked);
    assert_eq!(quarter.errors, 1);
    let cover = printed(&quarter, "封面");
    assert!(cover.iter().any(|line| line.contains("未报3家（其中经批准1家）")), "{cover:?}");
}

#[test]
fn a_missing_lead_can_be_waived_and_excusing_the_unit_is_not_enough() {
    let checked = everyone(&waiving(&[["C01", "*", "", UNTIL]]), &[], &[COMMERCE]);
    assert!(!found(&checked.findings, "U05")[0].waived);
    let checked = everyone(&waiving(&[["U05", COMMERCE, "", UNTIL]]), &[], &[COMMERCE, REFORM]);
    let leads: Vec<bool> = found(&checked.findings, "U05").iter().map(|finding| finding.waived).collect();
    let named: Vec<bool> = found(&checked.findings, "U05").iter().map(|f| f.message.contains(COMMERCE)).collect();
    assert_eq!((leads.len(), &leads), (2, &named));
}

#[test]
fn with_everyone_missing_excused_the_workbook_is_final() {
    let office = waiving(&[["C01", STREET, "", UNTIL], ["C01", "七都街道", "", UNTIL]]);
    let checked = everyone(&office, &[], &[STREET, "七都街道"]);
    assert_eq!(checked.count(Severity::Error), 0);
    assert_eq!(checked.findings.iter().map(line).collect::<Vec<_>>(), ["C01", "X06"], "both waivers are used");
    let cover = printed(&quarter(&checked), "封面");
    assert!(
        cover.contains(&"正式稿".to_owned()) && cover.iter().any(|line| line.contains("未报2家（经批准）")),
        "{cover:?}"
    );
    let appendix = printed(&quarter(&checked), "附录");
    for text in ["C01", STREET, "七都街道", "市局口径调整", "王主任", "2023-12-31"] {
        assert!(appendix.contains(&text.to_owned()), "{text}");
    }
}

#[test]
fn findings_of_the_quarter_can_be_waived_and_only_the_quarter_knows_that_a_waiver_for_them_is_unused() {
    // 区商务局 reports one of its five key indicators: 20 % of their weight.
    let thin = ["3.5-1", "6.1-1", "6.1-2", "6.5-2"]
        .iter()
        .fold(Draft::of(COMMERCE), |draft, key| draft.set(INDICATORS, key, VALUE, "约3"));
    let office = waiving(&[["C05", COMMERCE, "", UNTIL], ["C06", "*", "", UNTIL]]);
    let checked = everyone(&office, &[&thin], &[]);
    assert_eq!(found(&checked.findings, "P20").len(), 0);
    let findings = quarter(&checked).findings;
    assert!(found(&findings, "C05").iter().all(|finding| finding.waived && finding.message.contains(COMMERCE)));
    assert!(found(&findings, "C06").iter().all(|finding| finding.waived));
    assert_eq!((found(&findings, "C05").len(), found(&findings, "P20").len()), (1, 0));
    // Everyone reports everything: nothing to waive.
    let findings = quarter(&everyone(&office, &[], &[])).findings;
    assert_eq!(
        found(&findings, "P20").iter().map(|f| line(f)).collect::<Vec<_>>(),
        [format!("P20 {}", typed_at(&office, WAIVERS, 0, "代码"))]
    );
}

#[test]
fn a_waiver_without_reason_approver_or_day_waives_nothing() {
    for field in ["单位", "原因", "批准人", "到期"] {
        let all = [("代码", "V14"), ("单位", COMMERCE), ("原因", "口径调整"), ("批准人", "王主任"), ("到期", UNTIL)];
        let cells: Vec<(&str, &str)> = all.into_iter().filter(|(known, _)| *known != field).collect();
        // The second of two with the same code: each is judged by its own cells.
        let office = waiving(&[["V14", COMMERCE, "6.1-2", UNTIL]]).typed(WAIVERS, &cells);
        let checked = with_office(&office, &negative());
        assert!(!found(&checked.findings, "V14")[0].waived, "{field}");
        let unused = format!("P20 {}", typed_at(&office, WAIVERS, 0, "代码"));
        assert_eq!(
            said_of(&checked, "办公室.xlsx"),
            [unused, format!("V01 {}", typed_at(&office, WAIVERS, 1, field))],
            "{field}"
        );
    }
}

#[test]
fn what_a_decision_is_about_must_be_known_and_is_named_at_its_cell() {
    let says = |office: &Draft, code: &str, sheet: &str, field: &str| {
        assert_eq!(office.said(), [format!("{code} {}", typed_at(office, sheet, 0, field))]);
        let row = &office.checked().rows.iter().find(|row| PLAN.table(row.table).name == sheet).cloned().unwrap();
        assert_eq!(row.state, qingdan::check::State::Rejected, "{sheet} {field}");
    };
    says(&waiving(&[["X99", COMMERCE, "", UNTIL]]), "S06", WAIVERS, "代码");
    says(&waiving(&[["V14", "商贸局", "", UNTIL]]), "U02", WAIVERS, "单位");
    says(&adjusting(&[("6.1-9", "8")]), "S06", TARGETS, "编号");
    // Held against a reference figure: there is no target.
    says(&adjusting(&[("17.5-1", "8")]), "S06", TARGETS, "编号");
    says(&adjusting(&[("6.1-1", "-8")]), "V14", TARGETS, "新目标");
    let verdict = [("任务编号", "6.9"), ("核定状态", "滞后"), ("说明", "现场核查未完成")];
    says(&Draft::of(OFFICE).typed(VERDICTS, &verdict), "S06", VERDICTS, "任务编号");
    let points = |who: &str, points: &str| {
        Draft::of(OFFICE).typed(POINTS, &[("单位", who), ("分值", points), ("依据", "获省级通报表扬")])
    };
    says(&points(COMMERCE, "10.5"), "V09", POINTS, "分值");
    says(&points(COMMERCE, "-11"), "V09", POINTS, "分值");
    says(&points("各街镇", "5"), "U02", POINTS, "单位");
    let said = |who: &str| found(&points(who, "5").checked().findings, "U02")[0].message.clone();
    assert_eq!(said("各街镇"), "“各街镇”不是成员单位或街镇。这是群组，请逐个填写其中的单位。");
    assert_eq!(said(OFFICE), "“专班办公室”不是成员单位或街镇。专班办公室自己不参加晾晒，不加减分。");
    for sound in [points(COMMERCE, "-10"), points(STREET, "10"), adjusting(&[("XM01", "5000")])] {
        assert_eq!(sound.said(), Vec::<String>::new());
    }
    let message = &found(&adjusting(&[("6.1-9", "8")]).checked().findings, "S06")[0].message.clone();
    assert_eq!(message, "“目标调整”的编号“6.1-9”在清单中不存在，本行未采用。");
}

#[test]
fn a_decision_that_does_not_take_effect_is_not_said_to_be_used() {
    let quarter = quarter(&adjusting(&[("6.1-9", "8"), ("6.1-1", "8")]).checked());
    let of_targets = quarter.trace.iter().filter(|line| line.table == Some(TableId::Targets));
    let used: Vec<(&str, bool)> = of_targets.map(|line| (line.key.as_ref().unwrap().0.as_str(), line.used)).collect();
    assert_eq!(used, [("6.1-1", true), ("6.1-9", false)]);
}

#[test]
fn an_adjusted_target_changes_light_rate_and_score_and_says_so_where_it_acts() {
    // Six of ten by September: 60 %, 6 of the 7 due (INT(10×0.75)), r = 0.857.
    let six = Draft::of(COMMERCE).set(INDICATORS, "6.1-1", VALUE, "6");
    let before = quarter(&everyone(&Draft::of(OFFICE), &[&six], &[]));
    // Six of eight: 75 %, 6 of 6.
    let after = quarter(&everyone(&adjusting(&[("6.1-1", "8")]), &[&six], &[]));
    let figures = |quarter: &Quarter| {
        let row = official(quarter, INDICATORS, "6.1-1");
        ["年度目标", "目标值", "完成率", "亮灯", "情况说明"].map(|field| shown(INDICATORS, row, field))
    };
    assert_eq!(figures(&before), ["10家以上", "10", "60", "黄", ""]);
    let reason = "目标调整：10家以上调整为8家，依据：专班会议纪要〔2023〕8号";
    assert_eq!(figures(&after), ["10家以上（调整为8家）", "8", "75", "绿", reason]);
    // 区商务局 leads five key indicators, the others reach their target: 120 each. (480+85.71)÷5, (480+100)÷5.
    let scored = |quarter: &Quarter| {
        quarter.league.units.iter().find(|line| line.unit == unit(COMMERCE)).unwrap().components[0].unwrap()
    };
    assert_eq!((scored(&before), scored(&after)), (113.14, 116.0));
    let appendix = printed(&after, "附录");
    for text in ["二、目标调整", "6.1-1", "10家以上", "8家", "专班会议纪要〔2023〕8号"] {
        assert!(appendix.contains(&text.to_owned()), "{text}");
    }
    // The forms hold the old target in a locked cell: that is no tampering.
    assert_eq!(after.findings.iter().filter(|finding| &*finding.at.file == "区商务局.xlsx").count(), 0);
}

#[test]
fn rules_judge_by_the_adjusted_target() {
    // Done with 8 of 10 is an error, with 8 of 8 it is none.
    let done = Draft::of(COMMERCE)
        .row(TASKS, "6.1", &[("推进状态", "已完成"), ("实际完成时间", "@2023-08-31"), ("标志性成果", "挂牌")])
        .set(INDICATORS, "6.1-1", VALUE, "8");
    assert_eq!(found(&with_office(&Draft::of(OFFICE), &done).findings, "L01").len(), 1);
    assert_eq!(found(&with_office(&adjusting(&[("６.1-1", "8")]), &done).findings, "L01").len(), 0);
}

#[test]
fn a_target_adjusted_twice_is_not_adjusted() {
    let office = adjusting(&[("6.1-1", "8"), ("6.1-1", "9")]);
    assert_eq!(office.said(), [format!("S07 {}", typed_at(&office, TARGETS, 1, "编号"))]);
    let quarter = quarter(&office.checked());
    assert!(quarter.targets.is_empty());
    assert_eq!(shown(INDICATORS, official(&quarter, INDICATORS, "6.1-1"), "目标值"), "10");
}

#[test]
fn a_project_s_adjusted_target_is_its_investment_of_the_year() {
    // The lead planned 4000 and invested 3000: 75 %, as scheduled. Of 5000 it is 60 %: 80 points, yellow.
    let office = adjusting(&[("XM01", "5000")]);
    let before = quarter(&with_office(&Draft::of(OFFICE), &Draft::of(REFORM)));
    let after = quarter(&with_office(&office, &Draft::of(REFORM)));
    let figures = |quarter: &Quarter| {
        let row = official(quarter, PROJECTS, "XM01");
        ["年度计划投资", "完成年度计划", "亮灯", "情况说明"].map(|field| shown(PROJECTS, row, field))
    };
    assert_eq!(figures(&before), ["4000", "75", "绿", ""]);
    let reason = "目标调整：4000万元调整为5000万元，依据：专班会议纪要〔2023〕8号";
    assert_eq!(figures(&after), ["5000", "60", "黄", reason]);
    assert_eq!((after.targets[0].old.as_str(), after.targets[0].shown()), ("4000万元", "5000万元".to_owned()));
    // Two projects: (100+80)÷2.
    let scored = |quarter: &Quarter| {
        quarter.league.units.iter().find(|line| line.unit == unit(REFORM)).unwrap().components[1].unwrap()
    };
    assert_eq!((scored(&before), scored(&after)), (100.0, 90.0));
}

#[test]
fn a_lead_that_sent_nothing_is_shown_against_the_adjusted_target() {
    let quarter = quarter(&adjusting(&[("6.1-1", "8")]).checked());
    assert_eq!(shown(INDICATORS, official(&quarter, INDICATORS, "6.1-1"), "目标值"), "8");
}

#[test]
fn verdicts_points_and_days_of_receipt_act_where_they_are_seen_with_their_reason() {
    let office = Draft::of(OFFICE)
        .typed(VERDICTS, &[("任务编号", "6.1"), ("核定状态", "滞后"), ("说明", "现场核查未完成")])
        .typed(VERDICTS, &[("任务编号", "6.5"), ("核定状态", "滞后")])
        .typed(POINTS, &[("单位", COMMERCE), ("分值", "-3"), ("依据", "会议缺席")])
        .typed(POINTS, &[("单位", REFORM), ("分值", "5")])
        .typed(ARRIVALS, &[("单位", COMMERCE), ("收到日期", "@2023-10-09")]);
    let checked = with_office(&office, &Draft::of(COMMERCE));
    let mut said = [
        format!("V01 {}", typed_at(&office, VERDICTS, 1, "说明")),
        format!("V01 {}", typed_at(&office, POINTS, 1, "依据")),
    ];
    said.sort();
    let mut of_office = said_of(&checked, "办公室.xlsx");
    of_office.sort();
    assert_eq!(of_office, said);
    let quarter = quarter(&checked);
    let task = |key: &str| {
        ["专班核定状态", "亮灯", "情况说明"].map(|field| shown(TASKS, official(&quarter, TASKS, key), field))
    };
    assert_eq!(task("6.1"), ["滞后", "黄", "专班核定：现场核查未完成"]);
    // A verdict or points without a reason: none.
    assert_eq!(task("6.5"), ["", "绿", ""]);
    let points = |name: &str| {
        let line = quarter.league.units.iter().find(|line| line.unit == unit(name)).unwrap();
        (line.points, line.basis.clone())
    };
    assert_eq!((points(COMMERCE), points(REFORM)), ((-3.0, "会议缺席".to_owned()), (0.0, String::new())));
    // Due on 7 October.
    let late = &found(&checked.findings, "F10")[0].message;
    assert!(late.contains("逾期2日") && late.contains("收到2023-10-09"), "{late}");
    assert!(printed(&quarter, "报送情况").contains(&"2023-10-09".to_owned()));
}

#[test]
fn waived_errors_are_no_reason_for_exit_code_one() {
    let folder = tempfile::tempdir().unwrap();
    let run = |office: &Draft| {
        std::fs::write(folder.path().join("办公室.xlsx"), office.file()).unwrap();
        std::fs::write(folder.path().join("区商务局.xlsx"), negative().file()).unwrap();
        let arguments = ["check", ".", "--period", "2023Q3", "--format", "json"];
        let program = env!("CARGO_BIN_EXE_qingdan");
        let output = Command::new(program).current_dir(&folder).args(arguments).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = json["findings"].as_array().unwrap().clone();
        let of = |code: &str| findings.iter().find(|finding| finding["code"] == code).unwrap().clone();
        (output.status.code(), of("V14"), of("C01"))
    };
    let everyone = ["C01", "*", "", UNTIL];
    let (code, negative, missing) = run(&waiving(&[everyone]));
    assert_eq!((code, &negative["waived"], &missing["waived"]), (Some(1), &false.into(), &true.into()));
    let (code, negative, _) = run(&waiving(&[everyone, ["V14", COMMERCE, "", UNTIL]]));
    assert_eq!((code, &negative["waived"], &negative["severity"]), (Some(0), &true.into(), &"note".into()));
}
