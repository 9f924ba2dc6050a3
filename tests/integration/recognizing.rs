//! Source + plan → a return: forms as departments deform them.

use qingdan::key::{RowKey, TableId};
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Fact, Return, recognize};
use qingdan::value::Value;

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
