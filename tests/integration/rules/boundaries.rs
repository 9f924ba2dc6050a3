//! Where a row rule turns: the last row that it lets pass, and the first that it doesn't. The examples in the catalogue
//! explain a rule; these hold its limits, which a wrong sign or a changed number would move unseen.

use super::*;
use qingdan::formula::Row;
use qingdan::plan::Test;

/// A code, its table, the cells of a row (all others blank), and whether the rule lets it pass.
type Turn = (&'static str, &'static str, &'static [(&'static str, &'static str)], bool);

#[rustfmt::skip]
const TURNS: [Turn; 23] = [
    // More than one and a half times; of few things, and those are five, only three times.
    ("L15", INDICATORS, &[("完成率", "150"), ("目标值", "6"), ("本期累计完成值", "9"), ("统计口径", "新增")], true),
    ("L15", INDICATORS, &[("完成率", "150.1"), ("目标值", "6"), ("本期累计完成值", "9.006"), ("统计口径", "新增")], false),
    ("L15", INDICATORS, &[("完成率", "300"), ("目标值", "5"), ("本期累计完成值", "15"), ("统计口径", "新增")], true),
    ("L15", INDICATORS, &[("完成率", "300.1"), ("目标值", "5"), ("本期累计完成值", "15.005"), ("统计口径", "新增")], false),
    // The less the better, with and without the figure itself.
    ("L15", INDICATORS, &[("完成率", "400"), ("目标值", "10"), ("比较方式", "≤"), ("统计口径", "比率")], true),
    ("L15", INDICATORS, &[("完成率", "400"), ("目标值", "10"), ("比较方式", "<"), ("统计口径", "比率")], true),
    ("L15", INDICATORS, &[("完成率", "400"), ("目标值", "10"), ("比较方式", "≥"), ("统计口径", "比率")], false),
    // Either light of last time is X03's matter.
    ("L07", INDICATORS, &[("亮灯", "黄"), ("上期亮灯", "黄")], true),
    ("L07", INDICATORS, &[("亮灯", "黄"), ("上期亮灯", "红")], true),
    ("L07", INDICATORS, &[("亮灯", "黄"), ("上期亮灯", "灰")], false),
    // Applied for again after it was sent back, not on the same day.
    ("Z07", LEDGER, &[("核查意见", "退回"), ("销号状态", "申请销号"), ("核查日期", "@2023-09-05"), ("申请销号日期", "@2023-09-06")], true),
    ("Z07", LEDGER, &[("核查意见", "退回"), ("销号状态", "申请销号"), ("核查日期", "@2023-09-05"), ("申请销号日期", "@2023-09-05")], false),
    ("Z07", LEDGER, &[("核查意见", "退回"), ("销号状态", "长期推进")], true),
    ("Z07", LEDGER, &[("核查意见", "退回"), ("销号状态", "退回整改")], true),
    ("Z07", LEDGER, &[("核查意见", "退回")], true),
    ("Z07", LEDGER, &[("核查意见", "退回"), ("销号状态", "已销号")], false),
    // Twenty letters beside the empty phrases, or six with any digit.
    ("V16", TASKS, &[("本期进展情况", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸")], true),
    ("V16", TASKS, &[("本期进展情况", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬")], false),
    ("V16", TASKS, &[("本期进展情况", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬正常推进")], false),
    ("V16", TASKS, &[("本期进展情况", "甲乙丙丁戊0")], true),
    ("V16", TASKS, &[("本期进展情况", "7甲乙丙丁戊")], true),
    ("V16", TASKS, &[("本期进展情况", "9甲乙丙丁")], false),
    ("V16", TASKS, &[("本期进展情况", "9甲乙丙丁推进中")], false),
];

#[test]
fn a_rule_turns_where_it_says() {
    let names = PLAN.name_values(QUARTER);
    for (code, sheet, cells, passes) in TURNS {
        let table = table(sheet);
        let mut row = table.blank_row();
        for (field, written) in cells {
            row[slot(table, field)] = value(written);
        }
        let rule = PLAN.rules.iter().find(|rule| rule.code.0 == code).unwrap();
        let Test::Rows(tests) = &rule.test else { panic!("{code} is no row rule") };
        let mut about = tests.iter().filter(|test| test.table == table.id).peekable();
        assert!(about.peek().is_some(), "{code} is not about {sheet}");
        assert_eq!(about.all(|test| test.rule.holds(Row { cells: &row, names: &names })), passes, "{code} {cells:?}");
    }
}
