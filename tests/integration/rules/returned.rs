//! How cells come back and what is done about it, line by line as DOMAIN.md §5 has it. The lines about files are tried in
//! `files.rs`, those about sheets, columns and rows in `structure.rs` and `understood.rs`.

use super::understood::WHOSE;
use super::*;
use crate::workbook::Workbook;
use qingdan::finding::Severity;

/// Whose form, which table, row and field.
type Place = (&'static str, &'static str, &'static str, &'static str);

const COUNT: Place = ("区商务局", INDICATORS, "6.1-1", "本期累计完成值");
const MAY_LACK: Place = ("区商务局", INDICATORS, "6.5-1", "本期累计完成值");
const MONEY: Place = ("区发改局", PROJECTS, "XM01", "本年累计完成投资");
const PERCENT: Place = ("区商务局", TASKS, "6.1", "完成进度");
const STATUS: Place = ("区商务局", TASKS, "6.1", "推进状态");
const PROGRESS: Place = ("区商务局", TASKS, "6.1", "本期进展情况");
const PROBLEM: Place = ("区商务局", TASKS, "6.1", "存在问题");
const EXPERIENCE: Place = ("区商务局", TASKS, "6.1", "典型经验");
/// A day on which something happened.
const DONE_ON: Place = ("区商务局", TASKS, "6.1", "实际完成时间");
/// A day that the plan leaves to the department.
const PLANNED: Place = ("区发改局", PROJECTS, "XM01", "计划开工时间");
const GROUND: Place = ("区发改局", PROJECTS, "XM01", "属地街镇");
const CONTACT: Place = ("区发改局", PROJECTS, "XM01", "联系人");
const NEEDS: Place = ("区发改局", PROJECTS, "XM01", "要素需求");

/// A workbook with this one cell, written as [`Workbook`] has it.
fn workbook((unit, sheet, key, field): Place, written: &str) -> Workbook {
    let (table, key_field) = (table(sheet), table(sheet).name_of(Role::Key));
    let label = table.fields[slot(table, field)].label();
    let asked = |other: &&Field| other.is_input() && other.name != field && other.role != Role::Remark;
    let others = table.fields.iter().filter(asked).map(Field::label);
    // Something else is filled in, so that the form is not empty.
    let remark = table.name_of(Role::Remark);
    let head = others.fold(format!("{key_field} | {label} | {remark}"), |head, other| format!("{head} | {other}"));
    let cover = WHOSE.replace("区商务局", unit);
    Workbook::new().sheet(COVER, &cover).sheet(sheet, &format!("{head}\n'{key} | {written} | 另报"))
}

/// Rules that doubt how much a cell says, however it was written.
const OF_THE_AMOUNT: [&str; 2] = ["L15", "V15"];

/// What is said of the cell, as `I V02` or `E V03/digits-lost`, and what it was read as; nothing where it is set aside.
fn read_back((name, sheet, key, field): Place, bytes: &[u8]) -> (Vec<String>, String) {
    let checked = checked(&[&given(FILE, bytes)]);
    let here = checked.findings.iter().filter(|finding| {
        finding.at.sheet.as_ref().is_some_and(|at| &*at.name == sheet) && finding.at.cell == Some(CellRef::new(1, 1))
    });
    let said = here.filter(|finding| !OF_THE_AMOUNT.contains(&&*finding.code.0)).map(|finding| {
        let action = match finding.severity {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Note => "I",
        };
        let case = if finding.case.is_empty() { String::new() } else { format!("/{}", finding.case) };
        format!("{action} {}{case}", finding.code)
    });
    let (row, slot) =
        (checked.row(unit(name), table(sheet).id, &RowKey::from(key)).unwrap(), slot(table(sheet), field));
    let value = if row.unusable.contains_key(&slot) { String::new() } else { row.values[slot].shown() };
    (said.collect(), value)
}

/// Checks lines: where, what comes back, the action, the value that counts.
#[track_caller]
fn assert_lines(lines: &[(Place, &str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (place, written, action, value) in lines {
        let (said, read) = read_back(*place, &workbook(*place, written).bytes());
        if said.join(" ") != *action || read != *value {
            wrong.push(format!("{written} in {}: {said:?} {read:?}, not {action:?} {value:?}", place.3));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    assert_lines(&[
        (COUNT, "'30", "I V02", "30"),
        (COUNT, "１２", "I V02", "12"),
        (MONEY, "１２．５", "I V02", "12.5"),
        (COUNT, "'1,200", "I V02", "1200"),
        (COUNT, "'30\u{a0}", "I V02", "30"),
        (COUNT, "''30", "I V02", "30"),
        (COUNT, "30家", "I V02", "30"),
        (COUNT, "30（家）", "I V02", "30"),
        (COUNT, "12 (家)", "I V02", "12"),
        (COUNT, "三十(家)", "I V02", "30"),
        (MONEY, "1.2(亿元)", "I V04", "12000"),
        (MONEY, "1.2亿", "I V04", "12000"),
        (MONEY, "9800万元", "I V02", "9800"),
        (PERCENT, "8.5%", "I V02", "8.5"),
        (COUNT, "30%", "E V05", ""),
        (COUNT, "30(个)", "E V05", ""),
        (PERCENT, "%0.85", "", "85"),
        (PERCENT, "85", "", "85"),
        (PERCENT, "85%", "I V02", "85"),
        (PERCENT, "0.85", "W V04/share", "0.85"),
        (COUNT, "约30", "E V03", ""),
        (COUNT, "30左右", "E V03", ""),
        (COUNT, "30余", "E V03", ""),
        (COUNT, "近30", "E V03", ""),
        (COUNT, "'10-12", "E V03", ""),
        (COUNT, ">50", "E V03", ""),
        (COUNT, "2家（五马街、禅街）", "E V03", ""),
        (COUNT, "30家企业", "E V03", ""),
        (COUNT, "30(约)", "E V03", ""),
        (COUNT, "'1.38E+10", "E V03", ""),
        (COUNT, "3.0", "", "3"),
        (COUNT, "'3.0", "I V02", "3"),
        (MONEY, "274.65999999999997", "", "274.66"),
    ]);
}

#[test]
fn nothing() {
    assert_lines(&[
        (COUNT, "/", "E V06", ""),
        (COUNT, "—", "E V06", ""),
        (COUNT, "'-", "E V06", ""),
        (COUNT, "无", "E V06", ""),
        (COUNT, "不涉及", "E V06", ""),
        (COUNT, "同上", "E V06", ""),
        (COUNT, "暂无", "E V03/no-data", ""),
        (COUNT, "", "E V01", ""),
        (COUNT, "'   ", "E V01", ""),
        (COUNT, "0", "", "0"),
        (MAY_LACK, "暂无数据", "", "暂无数据"),
        (MAY_LACK, "待统计", "", "暂无数据"),
        (EXPERIENCE, "/", "I V06/optional", ""),
        (EXPERIENCE, "同上", "I V06/optional", ""),
        (EXPERIENCE, "", "", ""),
        (PROBLEM, "无", "", "无"),
        (EXPERIENCE, "=DISPIMG(\"ID_1\",1)", "W V13/picture", ""),
    ]);
}

#[test]
fn days() {
    assert_lines(&[
        (DONE_ON, "@2023-09-30", "", "2023-09-30"),
        (DONE_ON, "'2023-09-30", "", "2023-09-30"),
        (DONE_ON, "2023.9.30", "I V02/date", "2023-09-30"),
        (DONE_ON, "2023/9/30", "I V02/date", "2023-09-30"),
        (DONE_ON, "20230930", "I V02/date", "2023-09-30"),
        (DONE_ON, "45199", "I V02/date", "2023-09-30"),
        (DONE_ON, "9月30日", "W V11", "2023-09-30"),
        (DONE_ON, "9月底", "E V10", ""),
        (DONE_ON, "三季度", "E V10", ""),
        (DONE_ON, "2023年9月31日", "E V10", ""),
        (PLANNED, "9月底", "I V02/date", "2023-09-30"),
        (PLANNED, "年底前", "I V02/date", "2023-12-31"),
        (PLANNED, "三季度", "I V02/date", "2023-09-30"),
        (PLANNED, "长期", "E V10", ""),
    ]);
    // A workbook that counts days from 1904: 43737 is what 45199 is from 1900.
    let counted = workbook(DONE_ON, "@2023-09-30").bytes();
    let altered = package::altered(&counted, "<workbookPr ", "<workbookPr date1904=\"1\" ");
    let altered = package::altered(&altered, "<v>45199</v>", "<v>43737</v>");
    assert_eq!(read_back(DONE_ON, &altered), (vec![], "2023-09-30".to_owned()));
}

#[test]
fn words_and_units() {
    assert_lines(&[
        (STATUS, "已完工", "I V12/meant", "已完成"),
        (STATUS, "正在推进", "I V12/meant", "推进中"),
        (STATUS, "推进中。", "", "推进中"),
        (STATUS, "差不多了", "E V12", ""),
        (NEEDS, "用地", "", "用地"),
        (NEEDS, "用地、资金", "", "用地、资金"),
        (NEEDS, "用地，资金/审批", "", "用地、资金、审批"),
        (NEEDS, "无、资金", "E V12", ""),
        (NEEDS, "用地、房子", "E V12", ""),
        (GROUND, "五马", "I U01", "五马街道"),
        (GROUND, "五马街道办事处", "I U01", "五马街道"),
        (GROUND, "五羊街道", "E U02", ""),
        (
            PROGRESS,
            "召开推进会2次⏎完成选址，印发“实施方案”😀；共１２条。",
            "",
            "召开推进会2次\n完成选址，印发“实施方案”😀；共１２条。",
        ),
    ]);
}

#[test]
fn telephone_numbers() {
    assert_lines(&[
        (CONTACT, "张三13800138000", "", "张三13800138000"),
        (CONTACT, "13800138000", "", "13800138000"),
        (CONTACT, "'1.38E+10", "E V03/digits-lost", ""),
        (CONTACT, "张三 1.38E+10", "E V03/digits-lost", ""),
        (CONTACT, "330302199001011200", "E V03/digits-lost", ""),
        (CONTACT, "'330302199001011234", "", "330302199001011234"),
        (
            PROGRESS,
            "完成检测，菌落总数1.2E+05，较上期下降，整改完成。",
            "",
            "完成检测，菌落总数1.2E+05，较上期下降，整改完成。",
        ),
    ]);
    let on_cover = |phone: &str| {
        let cover = WHOSE.replace("88886666", phone);
        let rows = "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲";
        let checked = checked(&[&given(FILE, &Workbook::new().sheet(COVER, &cover).sheet(TASKS, rows).bytes())]);
        let said = checked.findings.iter().filter(|f| f.at.sheet.as_ref().is_some_and(|at| &*at.name == COVER));
        said.map(|finding| format!("{} {} {}", finding.at.cell.unwrap(), finding.code, finding.case))
            .collect::<Vec<_>>()
    };
    assert_eq!(on_cover("'1.38E+10"), ["B6 V03 digits-lost"]);
    assert_eq!(on_cover("13800138000"), [""; 0]);
}

#[test]
fn a_text_is_filled_in_from_above_where_cells_are_merged_and_only_there() {
    let rows = "任务编号 | 推进状态 | 完成进度(%) | 本期进展情况\n\
                '6.1 | 推进中 | 80 | 召开推进会2次，完成选址并印发实施方案。\n'6.5 | | |";
    let whole = Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, rows);
    let read = |workbook: Workbook| {
        let checked = checked(&[&given(FILE, &workbook.bytes())]);
        let row = checked.row(unit("区商务局"), TableId::Tasks, &RowKey::from("6.5")).unwrap();
        let said = checked.findings.iter().map(line).filter(|line| line.ends_with('3')).collect::<Vec<_>>();
        let noted = checked.receipts.iter().map(|receipt| receipt.read_as.clone()).collect::<Vec<_>>();
        let values = ["推进状态", "完成进度", "本期进展情况"];
        (values.map(|field| row.values[slot(table(TASKS), field)].shown()), said, noted)
    };
    let (values, said, noted) = read(whole);
    assert_eq!(values, ["", "", ""]);
    assert_eq!((said.len(), noted.len()), (2, 0), "{said:?} {noted:?}");
    let whole = Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, rows);
    let (values, said, _) = read(whole.merged(TASKS, &["B2:B3", "C2:C3", "D2:D3"]));
    assert_eq!(values, ["推进中", "", "召开推进会2次，完成选址并印发实施方案。"]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn what_is_quoted_stands_on_one_line() {
    let checked = checked(&[&given(FILE, &workbook(COUNT, "约30家⏎ 其中在建2家").bytes())]);
    let finding = checked.findings.iter().find(|finding| finding.code.0 == "V03").unwrap();
    assert_eq!(finding.message, "“约30家 其中在建2家”不是确定的数字。");
    assert_eq!(finding.found.as_deref(), Some("约30家\n 其中在建2家"));
}
