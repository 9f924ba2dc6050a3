//! Source + plan → a return: forms as departments deform them.

/// Labels that name a period, or several things.
mod labels;

/// Rows by codes and names that were typed otherwise.
mod keys;

/// Whose a return is and for when, by its cells.
mod whose;

/// Heads of several rows, several tables on a sheet, the official list, merged cells.
mod layouts;

/// A random return in a random layout gives the same records.
mod scattered;

use proptest::prelude::*;
use qingdan::key::{RowKey, TableId};
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Fact, Return, recognize};
use qingdan::render::form::form;
use qingdan::roster::roster;
use qingdan::value::Value;
use qingdan::write::write;
use std::collections::BTreeSet;

use crate::workbook::Workbook;

fn recognized(workbook: &Workbook) -> (Plan, Return) {
    let (plan, _) = load(&Files::embedded());
    let given = recognize(&read("新建 XLS 工作表.xlsx", &workbook.bytes(), &Limits::default()), &plan);
    (plan, given)
}

/// What a row holds for a role.
fn value(plan: &Plan, given: &Return, key: &str, role: Role) -> Value {
    let sheet = given.tables.iter().find(|sheet| sheet.table == TableId::Tasks).unwrap();
    let record = sheet.records.iter().find(|record| record.key == RowKey::from(key)).unwrap();
    let slot = plan.table(TableId::Tasks).slot(role).unwrap();
    record.entries[slot].as_ref().map(|entry| entry.value.clone()).unwrap_or_default()
}

#[test]
fn reordered_columns_renamed_labels_and_a_blank_margin_give_the_same_values() {
    let (plan, given) = recognized(&Workbook::new().sheet(
        "重点任务攻坚表",
        " | | | | |\n | 填报单位 | 区商务局 | 报告期 | 2023年第三季度 |\n | | | | |\n | 状态 | 任务编号 | 存在问题 | 完成进度（%） | 工作进展\n | 推进中 | '6.1 | 无 | 80 | 已引进首店8家\n | 已完工 | '2.4 | | 100 | 协会已成立",
    ));
    assert_eq!(given.identity.unit, plan.find_unit("区商务局"));
    assert_eq!(given.identity.period, "2023Q3".parse().ok());
    assert_eq!(value(&plan, &given, "6.1", Role::Status), Value::text("推进中"));
    assert_eq!(value(&plan, &given, "6.1", Role::Percent), Value::Number(80.0));
    assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("已引进首店8家"));
    assert_eq!(value(&plan, &given, "2.4", Role::Status), Value::text("已完成"));
    let renamed = given.facts.iter().filter(|fact| matches!(fact, Fact::RenamedLabel { .. })).count();
    assert_eq!(renamed, 2, "状态 and 工作进展 are not the form's labels: {:?}", given.facts);
    assert_eq!(given.unplaced, []);
}

#[test]
fn notes_below_a_table_and_other_sheets_are_listed_and_not_read() {
    let (_, given) = recognized(
        &Workbook::new()
            .sheet("重点任务攻坚表", "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 已引进首店8家\n注：以上为初步数 | |\n'6.4 | 推进中 | 甲")
            .sheet("说明", "另附材料"),
    );
    let sheet = given.tables.iter().find(|sheet| sheet.table == TableId::Tasks).unwrap();
    assert_eq!(sheet.records.iter().map(|record| record.key.0.as_str()).collect::<Vec<_>>(), ["6.1"]);
    let left: Vec<&str> = given.unplaced.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(left, ["注：以上为初步数", "6.4", "推进中", "甲", "另附材料"]);
    assert!(given.facts.iter().any(|fact| matches!(fact, Fact::ExtraSheet { .. })));
}

#[test]
fn every_form_we_issue_is_understood_without_a_question() {
    let (plan, _) = load(&Files::embedded());
    let period = "2023Q3".parse().unwrap();
    let rows = roster(&plan, period, None);
    for unit in plan.reporters() {
        let name = &plan.unit(unit).name;
        let bytes = write(&form(&plan, period, unit, &rows, None)).unwrap();
        let given = recognize(&read("填报表.xlsx", &bytes, &Limits::default()), &plan);
        assert_eq!((given.identity.unit, given.identity.period), (Some(unit), Some(period)), "{name}");
        assert_eq!(given.identity.cover_unit, Some(unit), "{name}");
        assert!(given.facts.is_empty() && given.unplaced.is_empty(), "{name}: {:?} {:?}", given.facts, given.unplaced);
        let found: BTreeSet<(TableId, &RowKey)> = given
            .tables
            .iter()
            .flat_map(|sheet| sheet.records.iter().map(|record| (sheet.table, &record.key)))
            .collect();
        let issued: BTreeSet<(TableId, &RowKey)> =
            rows.iter().filter(|row| row.unit == unit).map(|row| (row.table, &row.key)).collect();
        assert_eq!(found, issued, "{name}");
    }
}

#[test]
fn a_form_without_its_property_is_known_by_its_hidden_sheet() {
    let (plan, _) = load(&Files::embedded());
    let period = "2023Q3".parse().unwrap();
    let unit = plan.find_unit("区商务局").unwrap();
    let mut book = form(&plan, period, unit, &roster(&plan, period, None), None);
    book.properties.custom.clear();
    let given = recognize(&read("a.xlsx", &write(&book).unwrap(), &Limits::default()), &plan);
    assert_eq!(given.identity.stamp.map(|stamp| stamp.unit), Some("区商务局".to_owned()));
}

#[test]
fn one_sheet_alone_still_says_whose_it_is() {
    let (plan, _) = load(&Files::embedded());
    let period = "2023Q3".parse().unwrap();
    let unit = plan.find_unit("五马街道").unwrap();
    let mut book = form(&plan, period, unit, &roster(&plan, period, None), None);
    book.properties.custom.clear();
    book.sheets.retain(|sheet| sheet.name == "重点任务攻坚表");
    let given = recognize(&read("a.xlsx", &write(&book).unwrap(), &Limits::default()), &plan);
    assert_eq!(given.identity.stamp, None);
    assert_eq!((given.identity.unit, given.identity.period), (Some(unit), Some(period)));
}

proptest! {
    /// Whatever is written into a sheet, each filled cell is in a record, on the cover, a label, a title, or listed.
    #[test]
    fn no_filled_cell_vanishes(
        above in proptest::collection::vec("(填报单位|区商务局|附件3|重点任务攻坚表|说明|甲|)", 0..6),
        rows in proptest::collection::vec(proptest::collection::vec("(6\\.1|2\\.4|推进中|已完成|注：甲|合计|乙|12| |)", 4), 0..8),
        extra in "(|批示|备注栏)",
    ) {
        let head = ["任务编号", "推进状态", "本期进展情况", extra.as_str()];
        let mut lines = vec![above.iter().map(|cell| text_cell(cell)).collect::<Vec<_>>().join("|")];
        lines.push(head.map(text_cell).join("|"));
        lines.extend(rows.iter().map(|row| row.iter().map(|cell| text_cell(cell)).collect::<Vec<_>>().join("|")));
        let (_, given) = recognized(&Workbook::new().sheet("重点任务攻坚表", &lines.join("\n")));
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let below: usize = rows.iter().map(|row| filled(row)).sum();
        let entries: usize = given
            .tables
            .iter()
            .flat_map(|sheet| &sheet.records)
            .map(|record| record.entries.iter().flatten().count())
            .sum();
        // Nothing of the rows is taken for a cover line: the labels stand above the head only.
        let left = given.unplaced.iter().filter(|cell| cell.cell.row > 1).count();
        prop_assert_eq!(entries + left, below, "{:?}", given.unplaced);
        let head_left = given.unplaced.iter().filter(|cell| cell.cell.row == 1).count();
        prop_assert_eq!(head_left, usize::from(!extra.is_empty()));
    }
}

/// A cell of the notation that is a text whatever it looks like.
fn text_cell(cell: &str) -> String {
    if cell.trim().is_empty() { String::new() } else { format!("'{cell}") }
}
