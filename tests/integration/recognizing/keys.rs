//! Rows whose codes or names were typed otherwise than the plan has them.

use super::*;
use qingdan::normalize::Receipt;
use qingdan::recognize::Found;

const TASKS: &str = "重点任务攻坚表";
const PROJECTS: &str = "重大项目实施表";

/// The rows of a table: code, how it was found, what was read into the code.
fn rows(name: &str, rows: &str) -> Vec<(String, Found, Option<Receipt>)> {
    let (plan, given) = recognized(&Workbook::new().sheet(name, rows));
    let sheet = given.tables.first().unwrap_or_else(|| panic!("{:?}", given.facts));
    let slot = plan.table(sheet.table).slot(Role::Key).unwrap();
    let row = |record: &qingdan::recognize::Record| {
        let code = record.entries[slot].as_ref();
        let is_respelled = |code: &&qingdan::normalize::Entry| code.receipt == Some(Receipt::CodeSpelling);
        assert!(code.filter(is_respelled).is_none_or(|code| code.value.shown() == record.key.0), "{code:?}");
        (record.key.0.clone(), record.found, code.and_then(|code| code.receipt.clone()))
    };
    sheet.records.iter().map(row).collect()
}

#[test]
fn a_code_is_known_however_it_is_typed() {
    for code in ["1.1、", "1.1.", "（1.1）", "１．１", "1.1．", "【1.1】", "1。1", "1.1:"] {
        let found = rows(TASKS, &format!("任务编号 | 推进状态 | 本期进展情况\n'{code} | 推进中 | 甲"));
        let receipt = if code == "１．１" { None } else { Some(Receipt::CodeSpelling) };
        assert_eq!(found, [("1.1".to_owned(), Found::Code, receipt)], "{code}");
    }
    for code in ["XM-01", "xm01", "ＸＭ０１", "XM 01", "XM1", "XM_01", "XM—01", "(XM01)"] {
        let found = rows(PROJECTS, &format!("项目编号 | 项目名称 | 形象进度\n{code} | 甲 | 封顶"));
        assert_eq!(
            found.iter().map(|(key, found, _)| (&**key, *found)).collect::<Vec<_>>(),
            [("XM01", Found::Code)],
            "{code}"
        );
    }
    // What is no code of the plan stays what it is, and 2.1-1 is not 2.11.
    for code in ["XM-09", "1-1", "1.1.1", "11", "2.1.1"] {
        let found = rows(TASKS, &format!("任务编号 | 推进状态 | 本期进展情况\n'{code} | 推进中 | 甲"));
        assert_eq!(found, [(code.to_owned(), Found::Typed, None)], "{code}");
    }
    let found = rows("主要指标进度表", "指标编号 | 指标名称 | 本期累计完成值\n'6.1－1、 | 甲 | 3\n'6.11 | 乙 | 4");
    let keys: Vec<_> = found.iter().map(|(key, found, _)| (&**key, *found)).collect();
    assert_eq!(keys, [("6.1-1", Found::Code), ("6.11", Found::Typed)]);
}

#[test]
fn a_short_name_is_known_without_its_last_word_or_with_a_character_changed() {
    let found = |name: &str| {
        let rows = rows(PROJECTS, &format!("项目编号 | 项目名称 | 形象进度\n | {name} | 封顶"));
        rows.into_iter().map(|(key, found, _)| (key, found)).next()
    };
    let second = Some(("XM02".to_owned(), Found::Near));
    for name in [
        "江心屿西园改造提升",
        "江心屿西园改造提升项目",
        "江心屿西院改造提升工程",
        "江心屿西园改造提升工程(续)",
        "江心屿西园改造",
    ] {
        assert_eq!(found(name), second, "{name}");
    }
    assert_eq!(found("鹿城广场国际时尚中心"), Some(("XM01".to_owned(), Found::Near)));
    // Another phase or side is another project, and a word is no name.
    for name in ["江心屿东园改造提升工程", "江心屿西园改造提升二期", "江心屿西园改造提升工程2", "江心屿", "西园"]
    {
        assert_eq!(found(name), None, "{name}");
    }
}
