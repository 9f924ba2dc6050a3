//! Whose a return is and for when, by what stands in its cells.

use super::*;
use qingdan::recognize::{CoverLine, recognize_for};

const ROWS: &str = "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 已引进首店8家";

/// A return of one sheet with this above its head, where the third quarter was asked for.
fn below(above: &str) -> (Plan, Return) {
    let (plan, _) = load(&Files::embedded());
    let bytes = Workbook::new().sheet("重点任务攻坚表", &format!("{above}\n{ROWS}")).bytes();
    let source = read("新建 XLS 工作表.xlsx", &bytes, &Limits::default());
    let given = recognize_for(&source, &plan, "2023Q3".parse().ok());
    (plan, given)
}

#[test]
fn one_cell_may_hold_several_lines_of_the_cover() {
    for above in [
        "填报单位：区商务局  报告期：2023Q3 | |",
        "填报单位:区商务局 报告期:2023年第三季度 | |",
        "填报单位：区商务局报告期：2023Q3 | |",
        "填报单位（盖章）：区商务局；报告期：2023年三季度；填报人：张三 | |",
        "填报单位：区商务局（盖章）　　　报 告 期：2023Q3　　　单位：万元 | |",
        "填报单位：区商务局　　报告期： | 2023Q3 |",
    ] {
        let (plan, given) = below(above);
        assert_eq!(given.identity.cover_unit, plan.find_unit("区商务局"), "{above}");
        assert_eq!(given.identity.cover_period, "2023Q3".parse().ok(), "{above}");
        assert_eq!(given.cover.line(CoverLine::Unit).unwrap().raw, "区商务局", "{above}");
        assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("已引进首店8家"), "{above}");
        assert_eq!(given.unplaced, [], "{above}");
    }
    let (_, given) = below("填报人：张三 审核人：李四  填报时间：2023年9月28日 10:30 | |\n填报单位：区商务局 | |");
    let line = |line| given.cover.line(line).map(|entry| entry.value.shown());
    assert_eq!(line(CoverLine::Filler).as_deref(), Some("张三"));
    assert_eq!(line(CoverLine::Reviewer).as_deref(), Some("李四"));
    assert!(line(CoverLine::FilledOn).is_some_and(|day| day.contains("28")));
}

#[test]
fn a_quarter_without_its_year_is_the_one_that_was_asked_for() {
    let third = "2023Q3".parse().ok();
    for above in [
        "区商务局三季度重点任务进展情况 | |",
        "区商务局第三季度重点任务攻坚表 | |",
        "区商务局1-9月重点任务进展情况 | |",
        "区商务局重点任务进展情况（截至9月底） | |",
        "填报单位：区商务局 报告期：三季度 | |",
        "填报单位 | 区商务局 |\n报告期 | 1-9月 |",
    ] {
        let (plan, given) = below(above);
        assert_eq!((given.identity.unit, given.identity.period), (plan.find_unit("区商务局"), third), "{above}");
    }
    // Another quarter is not this one, and a year alone says no quarter.
    for above in [
        "区商务局二季度重点任务进展情况 | |",
        "区商务局2022年三季度重点任务进展情况 | |",
        "区商务局2023年重点任务进展情况 | |",
        "区商务局重点任务进展情况 | |",
        "填报单位：区商务局 报告期：二季度 | |",
    ] {
        let (_, given) = below(above);
        assert_ne!(given.identity.period, third, "{above}");
    }
}

#[test]
fn the_official_list_may_lack_its_numbers_or_units() {
    let (plan, _) = load(&Files::embedded());
    let content = &plan.measure("6.1").unwrap().content;
    let content = content.replace('\n', "⏎");
    for (head, row) in [
        (
            "重点任务 | 具体内容举措 | 主要目标及时间节点 | 责任单位 | 进展情况",
            format!("甲 | {content} | 2023全年 | 区商务局 | 乙"),
        ),
        (
            "序号 | 重点任务 | 具体内容举措 | 主要目标及时间节点 | 三季度进展情况",
            format!("6 | 甲 | {content} | 2023全年 | 乙"),
        ),
        ("重点任务 | 具体内容举措 | 主要目标及时间节点 | 完成情况", format!("甲 | {content} | 2023全年 | 乙")),
        ("具体内容举措 | 责任单位 | 完成情况", format!("{content} | 区商务局 | 乙")),
    ] {
        let rows = format!("区商务局三季度重点任务进展情况 | | | |\n{head}\n{row}");
        let bytes = Workbook::new().sheet("Sheet1", &rows).bytes();
        let given = recognize_for(&read("a.xlsx", &bytes, &Limits::default()), &plan, "2023Q3".parse().ok());
        assert!(given.tables.iter().any(|sheet| sheet.official), "{head}: {:?}", given.facts);
        assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("乙"), "{head}");
    }
}
