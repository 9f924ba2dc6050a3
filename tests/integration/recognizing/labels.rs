//! Labels that name a period, or several things at once.

use super::*;
use qingdan::recognize::Fit;

const COVER: &str = "填报单位 | 区商务局\n报告期 | ";

/// As which field a label is read beside others of the table, in a return of a period; and how.
fn read_as(table: (&str, &str), label: &str, period: &str) -> Option<(String, Fit)> {
    let (name, beside) = table;
    let row = beside.replace(|c: char| c != '|', "");
    let rows = format!("{beside} | {label}\n甲{row}| 乙");
    let workbook = Workbook::new().sheet("填报说明", &format!("{COVER}{period}")).sheet(name, &rows);
    let (plan, given) = recognized(&workbook);
    let sheet = given.tables.first().unwrap_or_else(|| panic!("{label}: {:?}", given.facts));
    let column = u32::try_from(beside.matches('|').count() + 1).unwrap();
    let found = sheet.labels.iter().find(|known| known.col == column)?;
    Some((plan.table(sheet.table).fields[found.slot].name.clone(), found.fit))
}

const TASKS: (&str, &str) = ("重点任务攻坚表", "任务编号 | 推进状态 | 存在问题");
const PROJECTS: (&str, &str) = ("重大项目实施表", "项目编号 | 项目名称 | 形象进度");

#[test]
fn a_label_that_names_this_period_is_this_periods() {
    for label in [
        "三季度进展情况",
        "第三季度工作进展",
        "2023年三季度进展情况",
        "2023年第3季度完成情况",
        "2023Q3进展情况",
        "截至9月底完成情况",
        "截止2023年9月末进展情况",
        "1-9月完成情况",
        "1—9月份完成情况",
        "1月至9月完成情况",
        "7-9月进展情况",
        "前三季度完成情况",
        "２０２３年１－９月完成情况",
        "进展情况（三季度）",
        "进展情况(截至9月底)",
        "*三季度进展情况：",
        "2023年进展情况",
    ] {
        let found = read_as(TASKS, label, "2023年第三季度");
        assert_eq!(found, Some(("本期进展情况".to_owned(), Fit::Period)), "{label}");
    }
    let found = read_as(TASKS, "9月份进展情况", "2023年9月");
    assert_eq!(found, Some(("本期进展情况".to_owned(), Fit::Period)));
    assert_eq!(read_as(TASKS, "进展情况", "2023年第三季度"), Some(("本期进展情况".to_owned(), Fit::Other)));
}

#[test]
fn a_label_that_names_another_period_is_left() {
    for label in [
        "二季度进展情况",
        "2022年三季度进展情况",
        "截至6月底完成情况",
        "1-6月完成情况",
        "9月完成情况",
        "上半年进展情况",
        "进展情况（二季度）",
        "本期进展情况（二季度）",
        "四季度进展情况及下步打算",
    ] {
        assert_eq!(read_as(TASKS, label, "2023年第三季度"), None, "{label}");
    }
    // Under a label over several columns, too.
    let rows = "任务编号 | 二季度 | | 三季度 |\n | 推进状态 | 进展情况 | 推进状态 | 进展情况\n'6.1 | 未启动 | 甲 | 推进中 | 乙";
    let workbook = Workbook::new()
        .sheet("填报说明", &format!("{COVER}2023年第三季度"))
        .sheet("重点任务攻坚表", rows)
        .merged("重点任务攻坚表", &["A1:A2", "B1:C1", "D1:E1"]);
    let (plan, given) = recognized(&workbook);
    assert_eq!(value(&plan, &given, "6.1", Role::Status), Value::text("推进中"));
    assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("乙"));
    let left: Vec<&str> = given.unplaced.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(left, ["二季度", "未启动", "甲"]);
}

#[test]
fn of_figures_those_of_a_quarter_are_not_those_up_to_its_end() {
    let read_as = |label| read_as(PROJECTS, label, "2023年第三季度").map(|(name, _)| name);
    assert_eq!(read_as("三季度完成投资(万元)").as_deref(), Some("本期完成投资"));
    assert_eq!(read_as("7-9月完成投资").as_deref(), Some("本期完成投资"));
    for label in ["1-9月完成投资(万元)", "1-9月累计完成投资", "截至9月底累计完成投资", "2023年累计完成投资"]
    {
        assert_eq!(read_as(label).as_deref(), Some("本年累计完成投资"), "{label}");
    }
    assert_eq!(read_as("2023年计划投资(万元)").as_deref(), Some("年度计划投资"));
    assert_eq!(read_as("截至2022年底累计完成投资").as_deref(), Some("截至上年底累计完成投资"));
    for label in ["9月完成投资", "1-8月完成投资", "二季度完成投资", "2022年完成投资"] {
        assert_eq!(read_as(label), None, "{label}");
    }
    // What was completed in a quarter is no cumulative value.
    let indicators = ("主要指标进度表", "指标编号 | 指标名称 | 计量单位");
    assert_eq!(self::read_as(indicators, "三季度完成值", "2023年第三季度"), None);
    let found = self::read_as(indicators, "1-9月完成值", "2023年第三季度");
    assert_eq!(found.map(|(name, _)| name).as_deref(), Some("本期累计完成值"));
}

#[test]
fn a_label_of_several_things_is_that_of_the_first() {
    for (label, field) in [
        ("进展情况及下步打算", "本期进展情况"),
        ("完成情况及存在问题", "本期进展情况"),
        ("三季度进展情况和下一步工作安排", "本期进展情况"),
        ("截至9月底完成情况、存在问题", "本期进展情况"),
        ("下阶段工作安排及建议", "下阶段工作安排"),
    ] {
        let found = read_as(TASKS, label, "2023年第三季度");
        assert_eq!(found, Some((field.to_owned(), Fit::Combined)), "{label}");
    }
    // Where the first has its own column, nobody can say what goes where: it is left.
    let rows = "任务编号 | 推进状态 | 进展情况 | 完成情况及存在问题\n'6.1 | 推进中 | 甲 | 乙";
    let (plan, given) = recognized(&Workbook::new().sheet("重点任务攻坚表", rows));
    assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("甲"));
    assert!(given.unplaced.iter().any(|cell| cell.text == "乙"));
}
