//! What a person reads is short: what is the same stands on one line, what follows from something said is not said,
//! hundreds are counted. JSON has every finding singly.

use super::history::kept;
use super::*;
use qingdan::check::{Line, grouped};
use qingdan::report::{Paint, check_json, check_text};

const COMMERCE: &str = "区商务局";
const VALUE: &str = "本期累计完成值";

/// `V01 F6、F8` with its message.
fn lines(checked: &Checked) -> Vec<String> {
    let own = |line: &&Line<'_>| &*line.at.file == FILE;
    let lines = grouped(&checked.findings);
    lines.iter().filter(own).map(|line| format!("{} {} {}", line.code, line.shown_cells(), line.message)).collect()
}

/// Rows that nobody asked for, behind the last.
fn with_rows(count: usize) -> Draft {
    Draft::of(COMMERCE).sheet(TASKS, move |sheet| {
        for number in 0..count {
            let cells = vec![(0, words(&format!("99.{}", number + 1)), Style::TEXT), (6, words("推进中"), Style::TEXT)];
            sheet.rows.push(qingdan::render::Row { height: None, cells });
        }
    })
}

#[test]
fn the_same_of_one_column_is_one_line_with_its_cells() {
    // 2.4-1, 3.5-1, 6.1-1, 6.1-2, 6.1-3, 6.5-1, 6.5-2, 7.3-1 are rows 4 to 11; the value is in column F.
    let blank = ["6.1-1", "6.1-3", "7.3-1"];
    let draft = blank.iter().fold(Draft::of(COMMERCE), |draft, key| draft.set(INDICATORS, key, VALUE, ""));
    let checked = draft.checked();
    assert_eq!(lines(&checked), ["V01 F6、F8、F11 “本期累计完成值”为必填项，未填写。"]);
    let text = check_text(&PLAN, &checked, &checked.findings, Paint::Plain);
    assert!(text.contains("错误 V01 [主要指标进度表] F6、F8、F11 “本期累计完成值”为必填项"), "{text}");
    assert_eq!(text.matches("V01").count(), 1, "{text}");
    // The counts are of findings, in the text as in JSON.
    let json: serde_json::Value = serde_json::from_str(&check_json(&PLAN, &checked)).unwrap();
    let cells: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "V01")
        .map(|finding| finding["cell"].as_str().unwrap())
        .collect();
    assert_eq!(cells, ["F6", "F8", "F11"]);
    assert_eq!(json["files"][0]["errors"], 3);
    let errors = json["summary"]["errors"].as_u64().unwrap();
    assert!(text.contains(&format!("错误{errors}条")) && text.contains("合并为"), "{text}");
}

#[test]
fn another_column_another_sheet_and_other_words_are_other_lines() {
    // A figure that may be lacking has another hint; a status is another column of another sheet.
    let draft = Draft::of(COMMERCE)
        .set(INDICATORS, "6.1-1", VALUE, "")
        .set(INDICATORS, "6.5-2", VALUE, "")
        .set(TASKS, "6.1", "推进状态", "")
        .set(INDICATORS, "6.1-2", VALUE, "约41")
        .set(INDICATORS, "6.1-3", VALUE, "约2");
    let cells: Vec<String> =
        lines(&draft.checked()).iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(cells, ["V01 F6", "V03 F7", "V03 F8", "V01 F10", "V01 G9"]);
}

#[test]
fn what_differs_in_its_row_alone_names_all_rows() {
    let draft = with_rows(2);
    let first = row_of(sheet(&mut draft.book(), TASKS), "99.1") + 1;
    let expected = format!(
        "S06 A{first}、A{} 第{first}、{}行（99.1、99.2）为自行增加的行，未在清单内，未纳入汇总。",
        first + 1,
        first + 1
    );
    assert_eq!(lines(&draft.checked()), [expected]);
    // Rows that are gone: 6.1 and 11.2 of the lead.
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        for key in ["6.1", "11.2"] {
            sheet.rows.remove(row_of(sheet, key));
        }
    });
    let said = lines(&draft.checked());
    assert!(
        said.iter().any(|line| line.contains("6.1“") && line.contains("11.2“") && line.ends_with("整行缺失。")),
        "{said:?}"
    );
}

#[test]
fn past_two_hundred_of_a_rule_in_a_file_the_rest_is_counted() {
    let checked = with_rows(203).checked();
    assert_eq!(checked.findings.iter().filter(|finding| finding.code.0 == "S06").count(), 203, "singly");
    let said = lines(&checked);
    assert_eq!(said.len(), 2, "{said:?}");
    let cells = said[0].split(' ').nth(1).unwrap().split('、').count();
    assert_eq!(cells, 200);
    assert!(said[0].contains("99.20等200处"), "of so many the first twenty are named: {}", said[0]);
    assert_eq!(said[1], "S06  另有3处，未逐一列出；改好以上各处后请重新检查。");
    assert_eq!(lines(&with_rows(200).checked()).len(), 1);
}

#[test]
fn a_list_of_findings_has_the_same_lines() {
    let draft = Draft::of(COMMERCE).set(INDICATORS, "6.1-1", VALUE, "").set(INDICATORS, "6.1-3", VALUE, "");
    let checked = draft.checked();
    let book = qingdan::render::official::findings_book(
        &PLAN,
        &checked.findings,
        &checked.owners(),
        &std::collections::BTreeMap::new(),
    );
    let rows = book.sheets[0].rows.iter().map(|row| row.cells.iter().map(|(_, cell, _)| text_of(cell)).collect());
    let rows: Vec<Vec<String>> = rows.filter(|row: &Vec<String>| row.contains(&"V01".to_owned())).collect();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].contains(&"F6、F8".to_owned()), "{rows:?}");
    assert!(rows[0].contains(&"6.1-1、6.1-3：“本期累计完成值”为必填项，未填写。".to_owned()), "{rows:?}");
}

#[test]
fn of_an_unreadable_or_blank_cell_nothing_further_is_said() {
    // A reference that broke, to another file: that it cannot be read is enough.
    let broken = Cell::Formula { a1: "=[1]Sheet1!$A$1".into(), cached: Value::Error(qingdan::value::CellError::Ref) };
    let draft = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", VALUE, broken);
    assert_eq!(draft.said(), ["V13 主要指标进度表 F6"]);
    // A picture where something must be written is one mistake.
    let picture =
        Cell::Formula { a1: "=_xlfn.DISPIMG(\"ID_1\",1)".into(), cached: Value::Text("=DISPIMG(\"ID_1\",1)".into()) };
    let draft = Draft::of(COMMERCE).type_over(TASKS, "6.1", "本期进展情况", picture);
    let checked = draft.checked();
    let own: Vec<&Finding> = checked.findings.iter().filter(|finding| &*finding.at.file == FILE).collect();
    assert_eq!(
        own.iter().map(|finding| (finding.code.0.as_str(), finding.case)).collect::<Vec<_>>(),
        [("V01", "picture")]
    );
}

#[test]
fn of_a_missing_column_only_that_is_said() {
    // Yellow last quarter and now: the reason is asked for, unless its column is gone, which is said.
    let draft = || {
        Draft::of(COMMERCE).set(INDICATORS, "6.1-1", VALUE, "6").after(&kept(&[(INDICATORS, "6.1-1", "亮灯", "黄")]))
    };
    assert!(draft().said().iter().any(|line| line.starts_with("X03")));
    let lost = draft().sheet(INDICATORS, |sheet| {
        let col = col_of(sheet, "未达序时原因");
        for row in &mut sheet.rows[2..] {
            row.cells.retain(|(at, ..)| *at != col);
        }
    });
    let said = lost.said();
    assert!(
        said.iter().any(|line| line.starts_with("S03")) && !said.iter().any(|line| line.starts_with("X03")),
        "{said:?}"
    );
}
