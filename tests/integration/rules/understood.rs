//! What was understood though it is not as it was handed out: S01, S03, S04, S09–S12, U03, F04, F11.

use super::*;
use crate::workbook::Workbook;

const COMMERCE: &str = "区商务局";

/// A cover of a return, filled in.
pub(super) const WHOSE: &str =
    "填报单位 | 区商务局\n报告期 | 2023年第三季度\n填报人 | 张三\n审核人 | 李四\n负责人 | 王五\n联系电话 | 88886666";

fn found(workbook: &Workbook) -> Checked {
    checked(&[&given(FILE, &workbook.bytes())])
}

/// What is said of a return that is no form of ours, besides that it is none and that rows and tables are missing.
fn said(workbook: &Workbook) -> Vec<String> {
    let findings = found(workbook).findings;
    let own = findings.iter().filter(|finding| &*finding.at.file == FILE);
    own.map(line).filter(|line| !["F04", "S01", "S05"].iter().any(|code| line.starts_with(code))).collect()
}

fn message(checked: &Checked, code: &str) -> String {
    checked.findings.iter().find(|finding| finding.code.0 == code).unwrap_or_else(|| panic!("{code}")).message.clone()
}

/// The official list with all its measures, those of the unit filled in.
pub(super) fn official_list(status: bool) -> Workbook {
    let mut rows = String::from(
        "重点任务清单 | | | | | |\n序号 | 重点任务 | 具体内容举措 | 主要目标及时间节点 | 责任单位 | 进展情况",
    );
    rows.push_str(if status { " | 推进状态\n" } else { "\n" });
    for measure in &PLAN.measures {
        let own = ROSTER
            .iter()
            .any(|row| row.unit == unit(COMMERCE) && row.table == TableId::Tasks && row.key == measure.code);
        let said = match (own, status) {
            (true, true) => "本期召开推进会2次，完成选址并印发实施方案。 | 推进中",
            (true, false) => "本期召开推进会2次，完成选址并印发实施方案。",
            (false, _) => "",
        };
        let listed = ROSTER.iter().find(|row| row.table == TableId::Tasks && row.key == measure.code).unwrap();
        let printed = ["序号", "重点任务", "具体内容举措", "主要目标及时间节点", "责任单位"]
            .map(|name| listed.prefilled[slot(table(TASKS), name)].shown().replace('\n', "⏎").replace('|', "｜"));
        rows.extend([&printed.join(" | "), " | ", said, "\n"]);
    }
    Workbook::new().sheet(COVER, WHOSE).sheet("Sheet1", rows.trim_end())
}

#[test]
fn the_official_list_lacks_one_column_and_says_so_once() {
    let own = ROSTER.iter().filter(|row| row.unit == unit(COMMERCE) && row.table == TableId::Tasks).count();
    let checked = found(&official_list(false));
    let missing: Vec<&Finding> = checked.findings.iter().filter(|finding| finding.code.0 == "S03").collect();
    assert_eq!(
        missing.iter().map(|finding| (line(finding), finding.case)).collect::<Vec<_>>(),
        [("S03 Sheet1 A2".to_owned(), "official-list")]
    );
    assert_eq!(missing[0].severity, qingdan::finding::Severity::Warning);
    // The text arrives, the status stays blank, the light is grey.
    let table = table(TASKS);
    let rows: Vec<_> =
        checked.rows.iter().filter(|row| row.unit == unit(COMMERCE) && row.table == TableId::Tasks).collect();
    assert_eq!(rows.len(), own);
    for row in rows {
        assert_eq!(
            table.value(&row.values, Role::Progress),
            &Value::text("本期召开推进会2次，完成选址并印发实施方案。"),
            "{}",
            row.key
        );
        assert_eq!(table.value(&row.values, Role::Status), &Value::Blank);
        assert_eq!(table.value(&row.values, Role::Light), &Value::text("灰"));
        assert_eq!(row.state, qingdan::check::State::Returned);
    }
    // 1.1 is everybody’s, 2.1 of 区发改局. The rows of others, in which nothing is filled in, are counted once.
    assert_eq!(checked.findings.iter().filter(|finding| finding.code.0 == "U03").count(), 1);
    assert!(message(&checked, "U03").contains(&format!("另有{}行", 69 - own)));
    assert_eq!(
        said(&official_list(false)).iter().filter(|line| !line.starts_with("S04")).collect::<Vec<_>>(),
        ["S03 Sheet1 A2", "U03 Sheet1 C4"]
    );
    // With a column for it nothing is missing.
    assert!(!found(&official_list(true)).findings.iter().any(|finding| finding.code.0 == "S03"));
}

#[test]
fn a_sheet_that_resembles_a_missing_table_is_asked_about() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        sheet.name = "任务进展".into();
        // Neither code nor content: nobody can say what a row is about.
        for row in &mut sheet.rows[2..] {
            row.cells.retain(|(col, ..)| (5..9).contains(col) || *col > 20);
        }
    });
    assert_eq!(draft.said(), ["S01", "S02 任务进展"]);
    let finding = draft.checked().findings.into_iter().find(|finding| finding.code.0 == "S01").unwrap();
    assert_eq!((finding.case, finding.severity), ("similar", qingdan::finding::Severity::Error));
    assert!(finding.message.contains("是否为“任务进展”？"), "{}", finding.message);
    // A sheet of something else is not.
    let draft = Draft::of(COMMERCE).edit(|book| {
        book.sheets.retain(|sheet| sheet.name != TASKS);
        let mut other = Sheet { name: "通讯录".into(), ..Sheet::default() };
        other.rows.push(qingdan::render::Row { height: None, cells: vec![(0, words("姓名"), Style::TEXT)] });
        book.sheets.insert(1, other);
    });
    assert_eq!(draft.checked().findings.iter().find(|finding| finding.code.0 == "S01").unwrap().case, "");
}

#[test]
fn merged_hidden_and_repeated_are_said_once_each() {
    let rows = "任务编号 | 推进状态 | 本期进展情况 | 存在问题 | 存在问题\n\
                '6.1 | 推进中 | 本期召开推进会2次，完成选址并印发实施方案。 | 甲 | 乙\n'6.5 | | | | \n | 合计 | | |\n注：初步数 | | | |\n以后补报 | | | |\n填报人：张三";
    let workbook = Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, rows).merged(TASKS, &["B2:B3", "C2:C3"]).hidden(
        TASKS,
        &[2],
        &[1],
    );
    let expected = ["S10", "S09 B2", "S04 E1", "S11 B4", "S11 A5", "S11 A7"].map(|line| match line.split_once(' ') {
        Some((code, cell)) => format!("{code} {TASKS} {cell}"),
        None => format!("{line} {TASKS}"),
    });
    let mut said = said(&workbook);
    let mut expected = expected.to_vec();
    said.sort();
    expected.sort();
    assert_eq!(said, expected);
    let checked = found(&workbook);
    assert!(message(&checked, "S09").starts_with("B2:B3、C2:C3为合并单元格"));
    assert!(message(&checked, "S10").contains("第3行、B列"));
    let notes: Vec<(&str, &str)> = checked
        .findings
        .iter()
        .filter(|finding| finding.code.0 == "S11")
        .map(|finding| (finding.case, finding.args.iter().find(|(name, _)| *name == "rows").unwrap().1.as_str()))
        .collect();
    assert_eq!(notes, [("total", "第4行"), ("", "第5至6行"), ("signature", "第7行")]);
    let row = checked.row(unit(COMMERCE), TableId::Tasks, &RowKey::from("6.5")).unwrap();
    assert_eq!(table(TASKS).value(&row.values, Role::Status), &Value::text("推进中"));
}

#[test]
fn titles_that_contradict_the_cover_are_a_conflict() {
    let rows = |title: &str| format!("{title} | |\n任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲");
    let conflict = |title: &str| {
        let workbook = Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, &rows(title));
        let checked = found(&workbook);
        checked.findings.iter().filter(|finding| finding.code.0 == "F11").map(line).collect::<Vec<_>>()
    };
    assert_eq!(conflict("区教育局重点任务攻坚表"), ["F11 重点任务攻坚表 A1"]);
    assert_eq!(conflict("2023年第二季度重点任务攻坚表"), ["F11 重点任务攻坚表 A1"]);
    for agreeing in
        ["区商务局重点任务攻坚表", "2023年9月重点任务攻坚表", "2023年度重点任务攻坚表", "2022年工作由区教育局负责。"]
    {
        assert_eq!(conflict(agreeing), Vec::<String>::new(), "{agreeing}");
    }
}

#[test]
fn a_workbook_of_several_units_is_refused_with_one_sentence() {
    let rows = |unit: &str| {
        format!("填报单位：{unit} | | 报告期：2023年第三季度\n任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲")
    };
    let workbook = Workbook::new().sheet("商务", &rows(COMMERCE)).sheet("教育", &rows("区教育局"));
    let checked = found(&workbook);
    assert_eq!(said_of(&checked, FILE), ["F11 商务 A1"]);
    assert_eq!(checked.findings.iter().find(|finding| finding.code.0 == "F11").unwrap().case, "several");
    assert!(message(&checked, "F11").contains("区教育局、区商务局"), "{}", message(&checked, "F11"));
    assert_eq!(status(&checked, FILE), FileStatus::Refused);
}

#[test]
fn a_files_name_is_only_a_hint() {
    let bytes = Workbook::new().sheet(TASKS, "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲").bytes();
    let checked = checked(&[&given("区商务局2023年第三季度.xlsx", &bytes)]);
    let finding = checked.findings.iter().find(|finding| finding.code.0 == "F04").unwrap();
    assert_eq!(finding.case, "unidentified");
    assert!(finding.message.contains("文件名像是“区商务局2023年第三季度”的"), "{}", finding.message);
}

#[test]
fn a_file_without_any_head_says_what_was_looked_for() {
    let checked = found(&Workbook::new().sheet("Sheet1", "科室 | 事项 | 情况\n一科 | 首店 | 已引进8家"));
    let finding = checked.findings.iter().find(|finding| finding.code.0 == "F04").unwrap();
    assert_eq!(finding.case, "no-table");
    assert!(
        finding.message.contains("推进状态") && finding.message.contains("填报单位和报告期"),
        "{}",
        finding.message
    );
    assert!(finding.hint.contains("表头"), "{}", finding.hint);
    assert_eq!(status(&checked, FILE), FileStatus::Refused);
}

#[test]
fn labels_of_this_period_and_of_several_things_are_named() {
    let said = |label: &str| {
        let rows = format!(
            "任务编号 | 推进状态 | {label} | 存在问题\n'6.1 | 推进中 | 本期召开推进会2次，完成选址并印发实施方案。 | 无"
        );
        let checked = found(&Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, &rows));
        let named = checked.findings.iter().find(|finding| ["S03", "S04"].contains(&&*finding.code.0)).cloned();
        let row = checked.row(unit(COMMERCE), TableId::Tasks, &RowKey::from("6.1")).unwrap();
        let text = table(TASKS).value(&row.values, Role::Progress).shown();
        named.map(|finding| (line(&finding), finding.case, finding.message, text))
    };
    let (at, case, message, text) = said("三季度进展情况").unwrap();
    assert_eq!((&*at, case), ("S04 重点任务攻坚表 C1", "period"));
    assert!(message.contains("三季度进展情况") && message.contains("本期进展情况"), "{message}");
    assert_eq!(text, "本期召开推进会2次，完成选址并印发实施方案。");
    let (at, case, ..) = said("进展情况及下步打算").unwrap();
    assert_eq!((&*at, case), ("S04 重点任务攻坚表 C1", "combined"));
    // Of another quarter it is asked about, and not taken.
    let (at, case, message, text) = said("二季度进展情况").unwrap();
    assert_eq!((&*at, case), ("S03 重点任务攻坚表 A1", ""));
    assert!(message.ends_with("未识别的列“二季度进展情况”（C列）是否即此列？"), "{message}");
    assert_eq!(text, "");
}

/// A table of projects of 区发改局, with the note on money above it.
pub(super) fn projects(note: &str, labels: [&str; 2]) -> Workbook {
    let [total, done] = labels;
    let rows = format!(
        "重大项目实施表 | | | | |\n | | | | | {note}\n项目编号 | 项目名称 | {total} | {done} | 形象进度 | 是否入库纳统\n\
         XM01 | 鹿城广场国际时尚中心项目 | 3.5 | 1.2 | 主体结构封顶，开始幕墙施工，年底完工。 | 是"
    );
    Workbook::new().sheet(COVER, &WHOSE.replace(COMMERCE, "区发改局")).sheet(PROJECTS, &rows)
}

#[test]
fn a_note_on_money_counts_where_the_labels_name_no_unit() {
    let figures = |note: &str, labels| {
        let checked = found(&projects(note, labels));
        let row = checked.row(unit("区发改局"), TableId::Projects, &RowKey::from("XM01")).unwrap().clone();
        let of = |field| row.values[slot(table(PROJECTS), field)].shown();
        let said: Vec<String> =
            checked.findings.iter().filter(|finding| ["V04", "S08"].contains(&&*finding.code.0)).map(line).collect();
        let left = checked.files[0].unplaced.iter().any(|cell| cell.text.contains("单位"));
        ([of("总投资"), of("本年累计完成投资")], said, left)
    };
    let bare = ["总投资", "本年累计完成投资"];
    for note in ["单位：亿元", "（单位:亿元）", "金额单位：亿元", "单位：亿"] {
        let (values, said, left) = figures(note, bare);
        assert_eq!(values, ["35000", "12000"], "{note}");
        let expected = ["V04 重大项目实施表 F2", "V04 重大项目实施表 C4", "V04 重大项目实施表 D4"];
        assert_eq!(said, expected, "{note}");
        assert!(!left, "{note}");
    }
    assert_eq!(figures("单位：元", bare).0, ["0.00035", "0.00012"]);
    // The plan's own unit, or none of money: nothing to convert.
    for note in ["单位：万元", "单位：个", "单位：", ""] {
        let (values, said, _) = figures(note, bare);
        assert_eq!((values, said), (["3.5".to_owned(), "1.2".to_owned()], Vec::new()), "{note}");
    }
    // A label that names its unit says more than the note; that the two differ is said, and nothing converted twice.
    let (values, said, left) = figures("单位：亿元", ["总投资(万元)", "本年累计完成投资（亿元）"]);
    assert_eq!(values, ["3.5", "12000"]);
    assert_eq!(said, ["S08 重大项目实施表 F2", "V04 重大项目实施表 D4"]);
    assert!(!left);
    let checked = found(&projects("单位：亿元", ["总投资(万元)", "本年累计完成投资（亿元）"]));
    let finding = checked.findings.iter().find(|finding| finding.code.0 == "S08").unwrap();
    assert_eq!((finding.case, finding.severity), ("money", qingdan::finding::Severity::Warning));
    assert!(
        finding.message.starts_with("F2写的是“单位：亿元”，与表头“总投资(万元)”写的单位不一致"),
        "{}",
        finding.message
    );
}

#[test]
fn a_code_typed_otherwise_is_a_receipt_and_no_change() {
    let draft = Draft::of(COMMERCE).type_over(TASKS, "6.1", "任务编号", words("6.1、"));
    assert_eq!(draft.said(), Vec::<String>::new());
    let checked = draft.checked();
    let noted: Vec<_> = checked.receipts.iter().map(|noted| (&*noted.found, &*noted.read_as, noted.note)).collect();
    assert!(noted.contains(&("6.1、", "6.1", "编号写法统一")), "{noted:?}");
}
