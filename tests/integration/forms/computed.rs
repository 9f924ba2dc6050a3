//! Computed columns against a hand's calculation, and the filled copy.

use super::{PLAN, at, blank, cell, fill, filled, sheet, slot, text, under, unit};
use jiff::civil::date;
use qingdan::key::TableId;
use qingdan::recognize::CoverLine;
use qingdan::render::form::Filling;
use qingdan::render::{Book, Cell, Sheet};
use qingdan::value::Value;

/// 区商务局 with figures of each kind typed in.
pub(super) fn commerce() -> Filling {
    let mut filling = Filling::default();
    let indicators = TableId::Indicators;
    fill(&mut filling, indicators, "6.1-1", &[("本期累计完成值", Value::Number(7.0)), ("数据来源", text("商贸科"))]);
    fill(
        &mut filling,
        indicators,
        "6.1-2",
        &[("本期累计完成值", Value::Number(20.0)), ("未达序时原因", text("活动集中在四季度"))],
    );
    fill(
        &mut filling,
        indicators,
        "6.5-1",
        &[("本期累计完成值", Value::Number(2.1)), ("数据截至", Value::Date(date(2023, 8, 31)))],
    );
    fill(
        &mut filling,
        indicators,
        "6.5-2",
        &[("本期累计完成值", Value::NoData), ("未达序时原因", text("海关数据10月公布"))],
    );
    fill(
        &mut filling,
        indicators,
        "3.5-1",
        &[("本期累计完成值", Value::Number(10.0)), ("上年末基数", Value::Number(6.0))],
    );
    fill(
        &mut filling,
        indicators,
        "11.3-1",
        &[("本期累计完成值", Value::Number(10.0)), ("数据截至", Value::Date(date(2023, 7, 31)))],
    );
    let tasks = TableId::Tasks;
    fill(
        &mut filling,
        tasks,
        "6.1",
        &[("推进状态", text("滞后")), ("完成进度", Value::Number(60.0)), ("本期进展情况", text("引进首店7家。"))],
    );
    fill(&mut filling, tasks, "2.4", &[("推进状态", text("已完成")), ("实际完成时间", Value::Date(date(2023, 8, 15)))]);
    fill(&mut filling, tasks, "7.3", &[("推进状态", text("未启动"))]);
    fill(&mut filling, tasks, "11.2", &[("推进状态", text("持续推进"))]);
    fill(&mut filling, tasks, "5.4", &[("本期进展情况", text("无"))]);
    for (line, value) in [
        (CoverLine::Filler, text("张三")),
        (CoverLine::Phone, Value::Number(13_800_000_000.0)),
        (CoverLine::FilledOn, Value::Date(date(2023, 10, 5))),
        (CoverLine::Edition, Value::Number(2.0)),
        (CoverLine::Unit, text("别的单位")),
    ] {
        filling.cover.insert(line, value);
    }
    filling
}

/// 区发改局 with one project typed in; money in 万元.
pub(super) fn development() -> Filling {
    let mut filling = Filling::default();
    let money = [
        ("总投资", 50_000.0),
        ("截至上年底累计完成投资", 20_000.0),
        ("年度计划投资", 8_000.0),
        ("截至本期末计划投资", 5_600.0),
        ("本期完成投资", 1_500.0),
        ("本年累计完成投资", 5_000.0),
    ];
    fill(&mut filling, TableId::Projects, "XM01", &money.map(|(field, figure)| (field, Value::Number(figure))));
    fill(&mut filling, TableId::Projects, "XM01", &[("建设性质", text("续建")), ("形象进度", text("主体结构施工"))]);
    fill(&mut filling, TableId::Projects, "XM02", &[("年度计划投资", Value::Number(3_000.0))]);
    fill(&mut filling, TableId::Indicators, "2.1-1", &[("本期累计完成值", Value::Number(0.0))]);
    filling
}

fn shown_under(book: &Book, table: &str, key: &str, labels: &[&str]) -> Vec<String> {
    labels.iter().map(|label| under(sheet(book, table), key, label)).collect()
}

#[test]
fn computed_columns_of_indicators_are_what_a_hand_computes() {
    let book = filled(unit("区商务局"), &commerce());
    let computed =
        |key| shown_under(&book, "主要指标进度表", key, &["完成率(%)", "序时进度(%)", "进度偏差(百分点)", "亮灯"]);
    // A whole number: 7 ÷ 10 = 70.0 %; 9 of 12 months = 75.0 %; 70 − 75 = −5; due INT(10 × 0.75) = 7, and 7 ≥ 7.
    assert_eq!(computed("6.1-1"), ["70", "75", "-5", "绿"]);
    // 20 ÷ 50 = 40 %; 40 − 75 = −35; due INT(37.5) = 37, and 20 < 0.7 × 37 = 25.9.
    assert_eq!(computed("6.1-2"), ["40", "75", "-35", "红"]);
    // A rate has no schedule: 2.1 ÷ 2.331 = 90.09 → 90.1 %; 90.1 − 100 = −9.9; 70 ≤ 90.1 < 100.
    assert_eq!(computed("6.5-1"), ["90.1", "100", "-9.9", "黄"]);
    // With a base: (10 − 6) ÷ (12 − 6) = 66.67 → 66.7 %; 66.7 − 75 = −8.3; due INT(6 × 0.75) = 4, and 10 − 6 = 4.
    assert_eq!(computed("3.5-1"), ["66.7", "75", "-8.3", "绿"]);
    // Up to July: 7 of 12 months = 58.33 → 58.3 %; 10 ÷ 10 = 100 %, met.
    assert_eq!(computed("11.3-1"), ["100", "58.3", "41.7", "绿"]);
    // 暂无数据 is no figure; the schedule of 新增 goes on.
    assert_eq!(computed("6.5-2"), ["", "75", "", "灰"]);
    assert_eq!(under(sheet(&book, "主要指标进度表"), "6.5-2", "本期累计完成值"), "暂无数据");
}

#[test]
fn computed_columns_of_a_project_are_what_a_hand_computes() {
    let book = filled(unit("区发改局"), &development());
    let labels = ["完成年度计划(%)", "完成本期计划(%)", "占总投资(%)", "序时进度(%)", "进度偏差(百分点)", "亮灯"];
    // 5000 ÷ 8000 = 62.5; 5000 ÷ 5600 = 89.29; (5000 + 20000) ÷ 50000 = 50; planned so far 5600 ÷ 8000 = 70;
    // 62.5 − 70 = −7.5; 0.7 × 70 = 49 ≤ 62.5 < 70.
    assert_eq!(shown_under(&book, "重大项目实施表", "XM01", &labels), ["62.5", "89.3", "50", "70", "-7.5", "黄"]);
    // Nothing reported yet: only the schedule of the year, 9 of 12 months.
    assert_eq!(shown_under(&book, "重大项目实施表", "XM02", &labels), ["", "", "", "75", "", "灰"]);
}

#[test]
fn computed_columns_of_tasks_follow_status_and_deadline() {
    let book = filled(unit("区商务局"), &commerce());
    let computed = |key| shown_under(&book, "重点任务攻坚表", key, &["亮灯", "逾期天数"]);
    // All are due on 2023-12-31, three months after the period's end.
    assert_eq!(computed("6.1"), ["黄", "0"]);
    assert_eq!(computed("2.4"), ["绿", "0"]);
    assert_eq!(computed("7.3"), ["—", "0"]);
    assert_eq!(computed("11.2"), ["绿", "0"]);
    assert_eq!(computed("11.3"), ["灰", ""]);
}

#[test]
fn a_filled_copy_is_the_same_form_with_the_departments_own_data() {
    let unit = unit("区商务局");
    let (book, blank) = (filled(unit, &commerce()), blank(unit));
    let first = &book.sheets[0];
    let cover: Vec<String> = (2..11).map(|row| at(first, row, 1)).collect();
    assert_eq!(
        [&cover[0], &cover[2], &cover[5], &cover[6], &cover[8]],
        ["区商务局", "张三", "13800000000", "2023-10-05", "2"]
    );
    assert_eq!(cell(first, 7, 1).unwrap().1, Cell::Text("13800000000".to_owned()));
    assert!(at(sheet(&book, "_meta"), 0, 0).ends_with(";区商务局;2"));
    for (filled, blank) in book.sheets.iter().zip(&blank.sheets) {
        assert_eq!(
            (&filled.name, &filled.columns, &filled.validations),
            (&blank.name, &blank.columns, &blank.validations)
        );
        let styles = |sheet: &Sheet| {
            let cells = sheet.rows.iter().flat_map(|row| &row.cells);
            cells.map(|(col, _, style)| (*col, *style)).collect::<Vec<_>>()
        };
        assert!(styles(filled) == styles(blank), "{}", filled.name);
    }
    assert_eq!(sheet(&book, "_meta").rows[1..], sheet(&blank, "_meta").rows[1..]);
    assert_eq!(under(sheet(&book, "重点任务攻坚表"), "6.1", "本期进展情况"), "引进首店7家。");
}

/// The office's ledger with one overdue issue and one that is closed, and a full list of arrivals.
pub(super) fn ledger() -> Filling {
    let table = PLAN.table(TableId::CloseOut);
    let issue = |cells: &[(&str, Value)]| {
        let mut row = table.blank_row();
        for (field, value) in cells {
            row[slot(TableId::CloseOut, field)] = value.clone();
        }
        (TableId::CloseOut, row)
    };
    let mut filling = Filling::default();
    filling.extra_rows.push(issue(&[
        ("问题编号", text("WT01")),
        ("督导日期", Value::Date(date(2023, 8, 1))),
        ("销号状态", text("整改中")),
    ]));
    filling.extra_rows.push(issue(&[
        ("问题编号", text("WT02")),
        ("督导日期", Value::Date(date(2023, 7, 1))),
        ("整改期限", Value::Date(date(2023, 7, 20))),
        ("实际完成时间", Value::Date(date(2023, 7, 25))),
        ("销号日期", Value::Date(date(2023, 8, 2))),
        ("销号状态", text("已销号")),
    ]));
    for _ in 0..60 {
        let row = vec![text("区商务局"), Value::Date(date(2023, 10, 6))];
        filling.extra_rows.push((TableId::Arrivals, row));
    }
    filling
}

#[test]
fn rows_typed_by_the_office_stand_in_open_rows_however_many() {
    let book = filled(PLAN.office_unit(), &ledger());
    let issues = sheet(&book, "督导服务销号表");
    assert_eq!(issues.rows.len(), 33);
    // 30 days after 8月1日 is 8月31日; to 9月30日 that is 30 days over.
    assert_eq!(shown_under(&book, "督导服务销号表", "WT01", &["超期天数", "亮灯"]), ["30", "红"]);
    // Done on 7月25日, five days late, and closed.
    assert_eq!(shown_under(&book, "督导服务销号表", "WT02", &["超期天数", "亮灯"]), ["5", "绿"]);
    // No issue, no light.
    let light = issues.rows[32].cells.iter().find(|(col, ..)| at(issues, 2, *col) == "亮灯").unwrap();
    assert!(matches!(&light.1, Cell::Formula { a1, cached: Value::Blank } if a1.starts_with("=IF($A33=\"\",\"\",")));
    assert_eq!(sheet(&book, "收件登记").rows.len(), 63);
}
