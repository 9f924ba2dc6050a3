//! The third quarter on the second: what moved, and workbooks of the quarter before that are not what they were.

use super::*;
use crate::package;
#[cfg(feature = "libreoffice")]
use qingdan::archive::Edited;
use qingdan::archive::{Archive, ReadBack, read_back};

/// The committed workbook of the second quarter.
fn workbook_before() -> Vec<u8> {
    std::fs::read(folder("2023Q2汇总.xlsx")).unwrap()
}

fn kept(plan: &Plan, bytes: &[u8]) -> ReadBack {
    read_back(&read("2023Q2汇总.xlsx", bytes, &Limits::default()), plan)
}

/// What the committed workbook of the second quarter kept.
pub(super) fn archive(plan: &Plan) -> Archive {
    let ReadBack::Archive(archive) = kept(plan, &workbook_before()) else { panic!("one of ours") };
    *archive
}

#[test]
fn what_moved_between_the_quarters_agrees_with_a_table_made_by_hand() {
    let (_, quarter) = quarter();
    let expected = [
        // 23 of 50: due INT(50×0.5) = 25, 23/25 = 0.92, yellow; then 41 of INT(50×0.75) = 37, green.
        ("6.1-2", "本期累计完成值", "23", "41", "+18"),
        ("6.1-2", "亮灯", "黄", "绿", ""),
        // 0.55 of 1.2 = 45.8 % against 50; 0.96 of 1.2 = 80 % against 75.
        ("5.4-1", "亮灯", "黄", "绿", ""),
        // 3 of 10: due 5, 3/5 = 0.6 < 0.7, red; 5 of 10: due INT(7.5) = 7, 5/7 = 0.71, yellow.
        ("11.3-1", "亮灯", "红", "黄", ""),
        // 9.1 % fell to 8.6 %, both 0.7 to 1 of 10 %: yellow in both.
        ("10.1-1", "本期累计完成值", "9.1", "8.6", "−0.5"),
        // 2.87 亿元 = (20,800 + 7,850) ÷ 10,000, rounded; then 4.3.
        ("4.2-1", "本期累计完成值", "2.87", "4.3", "+1.43"),
        // 7,850 of 15,000 = 52.3 % against 50; 11,000 of 15,000 = 73.3 % against 75.
        ("XM02", "亮灯", "绿", "黄", ""),
        ("XM01", "本年累计完成投资", "20800", "32000", "+11200"),
        ("2.4", "推进状态", "推进中", "已完成", ""),
        ("WS01", "销号状态", "整改中", "已销号", ""),
        // 区科技局: 19.5 of 34 = 57.4 %, 57.4/50 = 1.148; (114.8×40 + 100×20 + 100×10) ÷ 70 = 108.46, behind 区金融办
        // (1,300 of 2,000 = 65 %, 1.3 held to 1.2: 111.43). Then 111.43 both: the first rank is shared.
        ("区科技局", "综合得分", "108.46", "111.43", "+2.97"),
        ("区科技局", "位次", "2", "1", "↑1"),
    ];
    for (key, field, before, after, by) in expected {
        let found = quarter.changes.iter().find(|change| change.key.0 == key && change.field.as_deref() == Some(field));
        let found = found.unwrap_or_else(|| panic!("{key} {field} changed"));
        assert_eq!([found.before.shown(), found.after.shown(), found.by.clone()], [before, after, by], "{key} {field}");
    }
    // What stood still is not among them: 区金融办 is first again, 7.3-1 has 1 again, 8.2 was done before.
    for (key, field) in [("区金融办", "位次"), ("7.3-1", "本期累计完成值"), ("8.2", "推进状态")] {
        assert!(!quarter.changes.iter().any(|change| change.key.0 == key && change.field.as_deref() == Some(field)));
    }
    // WT01 to WT05 are new; WS02 was closed before and stays as it was.
    let new: Vec<&str> =
        quarter.changes.iter().filter(|change| change.field.is_none()).map(|change| change.key.0.as_str()).collect();
    assert_eq!(new, ["WT01", "WT02", "WT03", "WT04", "WT05"]);
    // Both origins: the cell of the workbook before, and the cell of the return.
    let moved = quarter.changes.iter().find(|change| change.key.0 == "6.1-2").unwrap();
    assert_eq!(&*moved.before_at.as_ref().unwrap().file, "2023Q2汇总.xlsx");
    assert!(moved.after_at.as_ref().unwrap().file.contains("区商务局_2023Q3"));
}

#[test]
fn a_workbook_that_cannot_be_the_one_before_is_told_apart() {
    let (plan, _) = load(&Files::embedded());
    let form = std::fs::read(folder("2023Q3/区商务局_2023Q3_填报表.xlsx")).unwrap();
    assert!(matches!(kept(&plan, &form), ReadBack::NotOurs));
    assert!(matches!(kept(&plan, b"%PDF-1.7\n"), ReadBack::Unreadable(_)));
    let other = |from: &str, to: &str| kept(&plan, &package::altered(&workbook_before(), from, to));
    assert!(matches!(other("qingdan-archive;2", "qingdan-archive;9"), ReadBack::OtherVersion));
    assert!(matches!(other(">no-data<", ">nodata<"), ReadBack::Damaged));
    assert!(matches!(other("qingdan-archive;2", "qingdan-archive;2"), ReadBack::Archive(_)));
    // The layout before had no number of rows and no digest.
    assert!(matches!(other("qingdan-archive;2", "qingdan-archive;1"), ReadBack::OtherVersion));
}

/// Edits as `工作表 单元格 原值→现值`.
#[cfg(feature = "libreoffice")]
fn edits(plan: &Plan, bytes: &[u8]) -> Vec<String> {
    let ReadBack::Archive(archive) = kept(plan, bytes) else { panic!("one of ours") };
    let line = |edit: &qingdan::archive::Edit| {
        let at = &edit.at;
        let Edited::Value { was, now } = &edit.what else { panic!("{edit:?}") };
        format!("{} {} {}→{}", at.sheet.as_ref().unwrap().name, at.cell.unwrap(), was.shown(), now.shown())
    };
    archive.edits.iter().map(line).collect()
}

/// The workbook with another number in a cell of 主要指标进度表, its second sheet.
pub(crate) fn edited(bytes: &[u8], cell: &str, from: &str, to: &str) -> Vec<u8> {
    package::edited(bytes, "xl/worksheets/sheet2.xml", |body| {
        let start = body.find(&format!("<c r=\"{cell}\"")).unwrap();
        let end = start + body[start..].find("</c>").unwrap();
        let changed = body[start..end].replace(&format!("<v>{from}</v>"), &format!("<v>{to}</v>"));
        assert_ne!(changed, body[start..end]);
        format!("{}{changed}{}", &body[..start], &body[end..])
    })
}

/// Saved by another program without a change, the workbook is not called edited; a figure that was changed there is
/// named with both values, and what follows from it is not.
#[cfg(feature = "libreoffice")]
#[test]
fn an_edited_figure_is_named_and_a_saved_workbook_is_not_called_edited() {
    let (plan, _) = load(&Files::embedded());
    let bytes = workbook_before();
    let archive = archive(&plan);
    let value =
        archive.figures.iter().find(|figure| figure.row.0 == "6.1-2" && figure.field == "本期累计完成值").unwrap();
    let cell = value.at.cell.unwrap().to_string();
    let changed = edited(&bytes, &cell, "23", "26");
    let saved = crate::libreoffice::recalculate_all(&[("same", &bytes), ("changed", &changed)]);
    assert_eq!(edits(&plan, &saved[0]), Vec::<String>::new());
    assert_eq!(edits(&plan, &saved[1]), [format!("主要指标进度表 {cell} 23→26")]);
    // It counts as edited, and its light with it: 26 of the 25 that were due.
    let ReadBack::Archive(edited) = kept(&plan, &saved[1]) else { panic!("one of ours") };
    let figure =
        |field: &str| edited.figures.iter().find(|figure| figure.row.0 == "6.1-2" && figure.field == field).unwrap();
    assert_eq!(
        (figure("本期累计完成值").value.clone(), figure("亮灯").value.shown()),
        (Value::Number(26.0), "绿".to_owned())
    );
}
