//! Layouts: heads of several rows, several tables on a sheet, the official list, merged cells, notes between rows.

use super::*;
use qingdan::location::CellRef;
use qingdan::recognize::{Found, NoteKind, TableSheet};

const TASKS: &str = "重点任务攻坚表";
const PROJECTS: &str = "重大项目实施表";
/// 6.1 and 6.2 as the plan has them.
const MEASURES: [&str; 2] = ["6.1", "6.2"];

fn table(given: &Return, id: TableId) -> &TableSheet {
    given.tables.iter().find(|sheet| sheet.table == id).unwrap_or_else(|| panic!("{id:?}: {:?}", given.facts))
}

/// What a row of a table holds in a field.
fn cell(plan: &Plan, given: &Return, id: TableId, key: &str, field: &str) -> Value {
    let records: Vec<_> = table(given, id).records.iter().filter(|record| record.key.0 == key).collect();
    assert_eq!(records.len(), 1, "{key}");
    let slot = plan.table(id).named(field).unwrap();
    records[0].entries[slot].as_ref().map(|entry| entry.value.clone()).unwrap_or_default()
}

fn keys(given: &Return, id: TableId) -> Vec<&str> {
    table(given, id).records.iter().map(|record| record.key.0.as_str()).collect()
}

fn notes(given: &Return) -> Vec<(NoteKind, String, u32)> {
    let note = |fact: &Fact| {
        if let Fact::Note { kind, cell, last, .. } = fact { Some((*kind, cell.to_string(), *last + 1)) } else { None }
    };
    given.facts.iter().filter_map(note).collect()
}

/// A measure's text, with half-width punctuation as it is often typed.
fn content(plan: &Plan, code: &str) -> String {
    plan.measure(code).unwrap().content.replace('，', ",").replace('\n', "⏎")
}

#[test]
fn a_head_of_two_rows_is_read_with_what_stands_above_it() {
    let rows = "项目编号 | 项目名称 | 投资（亿元） | | | 上期 | 形象进度 | 是否入库纳统\n\
                | | 总投资 | 年度计划 | 本年累计完成 | 亮灯 | |\n\
                XM01 | 甲 | 1 | 0.4 | 0.3 | 绿 | 主体封顶 | 是";
    let workbook =
        Workbook::new().sheet(PROJECTS, rows).merged(PROJECTS, &["A1:A2", "B1:B2", "C1:E1", "G1:G2", "H1:H2"]);
    let (plan, given) = recognized(&workbook);
    let value = |field| cell(&plan, &given, TableId::Projects, "XM01", field);
    // 1亿元 is 10000万元.
    assert_eq!(value("总投资"), Value::Number(10_000.0));
    assert_eq!(value("年度计划投资"), Value::Number(4_000.0));
    assert_eq!(value("本年累计完成投资"), Value::Number(3_000.0));
    assert_eq!(value("上期亮灯"), Value::text("绿"), "the light is of the period before, by what stands above it");
    assert_eq!(value("亮灯"), Value::Blank);
    assert_eq!(value("形象进度"), Value::text("主体封顶"));
    assert_eq!((table(&given, TableId::Projects).head, table(&given, TableId::Projects).head_last), (0, 1));
    assert_eq!(given.unplaced, []);
}

#[test]
fn a_head_of_two_rows_needs_no_merges() {
    let rows = "任务编号 | 本期 | | | 上期 | | 备注\n\
                | 推进状态 | 完成进度(%) | 进展情况 | 推进状态 | 进展情况 |\n\
                '6.1 | 推进中 | 80 | 已引进首店8家 | 未启动 | 无 | 甲";
    let (plan, given) = recognized(&Workbook::new().sheet(TASKS, rows));
    let value = |field| cell(&plan, &given, TableId::Tasks, "6.1", field);
    assert_eq!(value("推进状态"), Value::text("推进中"));
    assert_eq!(value("完成进度"), Value::Number(80.0));
    assert_eq!(value("本期进展情况"), Value::text("已引进首店8家"));
    assert_eq!(value("上期推进状态"), Value::text("未启动"));
    assert_eq!(value("上期进展情况"), Value::text("无"));
    assert_eq!(value("情况说明"), Value::text("甲"));
}

#[test]
fn a_head_of_three_rows_is_one_head() {
    let rows = "任务编号 | 填报内容 | | |\n\
                | 本期 | | 上期 |\n\
                | 推进状态 | 进展情况 | 亮灯 | 典型经验\n\
                '6.1 | 推进中 | 已引进首店8家 | 黄 | 无";
    let workbook = Workbook::new().sheet(TASKS, rows).merged(TASKS, &["A1:A3", "B1:E1", "B2:C2"]);
    let (plan, given) = recognized(&workbook);
    assert_eq!(cell(&plan, &given, TableId::Tasks, "6.1", "推进状态"), Value::text("推进中"));
    assert_eq!(cell(&plan, &given, TableId::Tasks, "6.1", "本期进展情况"), Value::text("已引进首店8家"));
    assert_eq!(cell(&plan, &given, TableId::Tasks, "6.1", "上期亮灯"), Value::text("黄"));
    assert_eq!(table(&given, TableId::Tasks).head_last, 2);
}

#[test]
fn tables_one_under_the_other_each_have_their_rows() {
    let rows = "重点任务攻坚表 | | |\n\
                任务编号 | 推进状态 | 本期进展情况 |\n\
                '6.1 | 推进中 | 已引进首店8家 |\n\
                注：以上为初步数 | | |\n\
                重大项目实施表 | | |\n\
                | | |\n\
                项目编号 | 项目名称 | 总投资(万元) | 形象进度 | 本年累计完成投资(万元)\n\
                XM01 | 甲 | 10000 | 封顶 | 3000\n\
                填报人：张三 | | | |";
    let (plan, given) = recognized(&Workbook::new().sheet("Sheet1", rows));
    assert_eq!(keys(&given, TableId::Tasks), ["6.1"]);
    assert_eq!(keys(&given, TableId::Projects), ["XM01"]);
    assert_eq!(cell(&plan, &given, TableId::Projects, "XM01", "本年累计完成投资"), Value::Number(3_000.0));
    assert_eq!(notes(&given), [(NoteKind::Note, "A4".to_owned(), 4), (NoteKind::Signature, "A9".to_owned(), 9)]);
}

#[test]
fn tables_side_by_side_each_have_their_columns() {
    let rows = "任务编号 | 推进状态 | 完成进度(%) | 存在问题 | 本期进展情况 | | 项目编号 | 项目名称 | 总投资(万元) | 形象进度 | 存在问题\n\
                '6.1 | 推进中 | 80 | 人手不足 | 已引进首店8家 | | XM01 | 甲 | 10000 | 封顶 | 资金";
    let (plan, given) = recognized(&Workbook::new().sheet("Sheet1", rows));
    assert_eq!(cell(&plan, &given, TableId::Tasks, "6.1", "存在问题"), Value::text("人手不足"));
    assert_eq!(cell(&plan, &given, TableId::Projects, "XM01", "存在问题"), Value::text("资金"));
    assert_eq!(given.unplaced, []);
}

#[test]
fn of_two_columns_with_one_label_the_filled_one_counts() {
    let repeated = |given: &Return| -> Vec<(String, String)> {
        let label = |fact: &Fact| {
            if let Fact::RepeatedLabel { cell, chosen, .. } = fact {
                Some((cell.to_string(), chosen.to_string()))
            } else {
                None
            }
        };
        given.facts.iter().filter_map(label).collect()
    };
    let both = "任务编号 | 推进状态 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 滞后 | 甲";
    let (plan, given) = recognized(&Workbook::new().sheet(TASKS, both));
    assert_eq!(value(&plan, &given, "6.1", Role::Status), Value::text("推进中"));
    assert_eq!(repeated(&given), [("C1".to_owned(), "B1".to_owned())]);
    assert!(given.unplaced.iter().any(|cell| cell.text == "滞后"), "what is not used is listed");
    let second = "任务编号 | 推进状态 | 推进状态 | 本期进展情况\n'6.1 | | 滞后 | 甲";
    let (plan, given) = recognized(&Workbook::new().sheet(TASKS, second));
    assert_eq!(value(&plan, &given, "6.1", Role::Status), Value::text("滞后"));
    assert_eq!(repeated(&given), [("B1".to_owned(), "C1".to_owned())]);
}

#[test]
fn a_misspelt_label_is_taken_for_the_only_one_that_is_near() {
    let (plan, given) = recognized(&Workbook::new().sheet(
        "主要指标进度表",
        "指标编号 | 本期累积完成值 | 去年累计完成值 | 同期累计完成值 | 未达续时原因\n'6.1-1 | 8 | 7 | 6 | 甲",
    ));
    let value = |field| cell(&plan, &given, TableId::Indicators, "6.1-1", field);
    assert_eq!(value("本期累计完成值"), Value::Number(8.0));
    assert_eq!(value("上期累计完成值"), Value::Blank, "last year's figures are not last period's");
    assert_eq!(value("未达序时原因"), Value::text("甲"));
    let left: Vec<&str> = given.unplaced.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(left, ["去年累计完成值", "同期累计完成值", "7", "6"]);
}

/// Two measures in the official list's five columns, with 进展情况 added.
fn official_list(plan: &Plan) -> String {
    let head = "序号 | 重点任务 | 具体内容举措 | 主要目标及时间节点 | 责任单位 | 进展情况";
    format!(
        "附件1 | | | | |\n重点任务清单 | | | | |\n{head}\n\
         6 | 首店经济 | {} | 2023全年 | 区商务局 | 已引进首店8家\n\
         {head}\n\
         6 | 首店经济 | {} | | 区商务局 | 无",
        content(plan, MEASURES[0]),
        content(plan, MEASURES[1])
    )
}

#[test]
fn the_official_list_is_read_by_its_texts() {
    let (plan, _) = load(&Files::embedded());
    let workbook = Workbook::new().sheet("Sheet1", &official_list(&plan)).merged("Sheet1", &["A2:F2"]);
    let (plan, given) = recognized(&workbook);
    let sheet = table(&given, TableId::Tasks);
    assert!(sheet.official);
    assert_eq!(keys(&given, TableId::Tasks), MEASURES);
    assert!(sheet.records.iter().all(|record| record.found == Found::Text));
    assert_eq!(value(&plan, &given, "6.1", Role::Progress), Value::text("已引进首店8家"));
    assert_eq!(value(&plan, &given, "6.2", Role::Progress), Value::text("无"));
    assert_eq!(notes(&given), []);
    // The form itself is no official list.
    let (_, given) =
        recognized(&Workbook::new().sheet(TASKS, "任务编号 | 序号 | 具体内容举措 | 推进状态\n'6.1 | 6 | 甲 | 滞后"));
    assert!(!table(&given, TableId::Tasks).official);
}

#[test]
fn a_merged_text_is_that_of_all_its_rows_and_a_merged_figure_of_the_first() {
    let rows = "任务编号 | 推进状态 | 完成进度(%) | 本期进展情况\n\
                '6.1 | 推进中 | 80 | 已引进首店8家\n'6.2 | | | \n'6.3 | 滞后 | | 乙";
    let workbook = Workbook::new().sheet(TASKS, rows).merged(TASKS, &["B2:B3", "C2:C3", "D2:D3"]);
    let (plan, given) = recognized(&workbook);
    assert_eq!(value(&plan, &given, "6.2", Role::Status), Value::text("推进中"));
    assert_eq!(value(&plan, &given, "6.2", Role::Progress), Value::text("已引进首店8家"));
    assert_eq!(value(&plan, &given, "6.2", Role::Percent), Value::Blank);
    let ranges = given.facts.iter().find_map(|fact| {
        if let Fact::Merged { ranges, .. } = fact {
            Some(ranges.iter().map(ToString::to_string).collect::<Vec<_>>())
        } else {
            None
        }
    });
    assert_eq!(ranges.unwrap(), ["B2:B3", "C2:C3", "D2:D3"]);
    // Empty cells that are not merged stay empty.
    let (plan, given) = recognized(&Workbook::new().sheet(TASKS, rows));
    assert_eq!(value(&plan, &given, "6.2", Role::Status), Value::Blank);
    assert_eq!(given.facts, []);
}

#[test]
fn hidden_rows_and_columns_are_read_and_named() {
    let rows = "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲\n'6.2 | 滞后 | 乙\n | |\n | | ";
    let workbook = Workbook::new().sheet(TASKS, rows).hidden(TASKS, &[2, 4], &[1]);
    let (plan, given) = recognized(&workbook);
    assert_eq!(value(&plan, &given, "6.2", Role::Status), Value::text("滞后"));
    let hidden = given.facts.iter().find_map(|fact| {
        if let Fact::Hidden { rows, columns, .. } = fact { Some((rows.clone(), columns.clone())) } else { None }
    });
    // An empty row may be hidden.
    assert_eq!(hidden, Some((vec![2], vec![1])));
}

#[test]
fn sums_and_headings_between_rows_do_not_end_a_table() {
    let rows = "项目编号 | 项目名称 | 总投资(万元) | 本年累计完成投资(万元)\n\
                | 合计 | 20000 | 5000\n\
                一、战略支撑型 | | |\n\
                XM01 | 甲 | 10000 | 3000\n\
                小计 | | 10000 | 3000\n\
                XM02 | 乙 | 10000 | 2000\n\
                备注：累计数 | | |\n\
                第二行说明 | | |";
    let (_, given) = recognized(&Workbook::new().sheet(PROJECTS, rows));
    assert_eq!(keys(&given, TableId::Projects), ["XM01", "XM02"]);
    assert_eq!(
        notes(&given),
        [
            (NoteKind::Total, "B2".to_owned(), 2),
            (NoteKind::Heading, "A3".to_owned(), 3),
            (NoteKind::Total, "A5".to_owned(), 5),
            (NoteKind::Note, "A7".to_owned(), 8),
        ]
    );
    assert!(!given.facts.iter().any(|fact| matches!(fact, Fact::RowWithoutKey { .. })), "{:?}", given.facts);
}

#[test]
fn a_row_without_its_code_is_found_by_a_near_text_if_only_one_is_near() {
    let (plan, _) = load(&Files::embedded());
    // Of 6.4 one character is missing, of 6.1 the end.
    let misspelt: String =
        content(&plan, "6.4").chars().enumerate().filter(|(place, _)| *place != 7).map(|(_, c)| c).collect();
    let cut_off: String = content(&plan, "6.1").chars().take(20).collect();
    let rows = format!(
        "任务编号 | 具体内容举措 | 推进状态 | 本期进展情况\n | {misspelt} | 推进中 | 甲\n | {cut_off} | 滞后 | 乙\n | 与任何任务都不同的一句话 | 滞后 | 丙"
    );
    let (_, given) = recognized(&Workbook::new().sheet(TASKS, &rows));
    assert_eq!(keys(&given, TableId::Tasks), ["6.4", "6.1"]);
    let near: Vec<(String, &str)> = given
        .facts
        .iter()
        .filter_map(|fact| {
            if let Fact::NearRow { cell, key, .. } = fact { Some((cell.to_string(), key.0.as_str())) } else { None }
        })
        .collect();
    assert_eq!(near, [("B2".to_owned(), "6.4"), ("B3".to_owned(), "6.1")]);
    assert!(given.facts.iter().any(|fact| matches!(fact, Fact::RowWithoutKey { row: 3, .. })));
}

#[test]
fn a_title_says_whose_it_is_where_nothing_else_does() {
    let sheet = |title: &str| {
        let rows = format!("{title} | |\n任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲");
        recognized(&Workbook::new().sheet(TASKS, &rows)).1.identity
    };
    let (plan, _) = load(&Files::embedded());
    let commerce = plan.find_unit("区商务局");
    for (title, period) in [
        ("2023年第三季度区商务局重点任务攻坚表", Some("2023Q3")),
        ("鹿城区商务局2023年1-9月重点任务推进情况表", Some("2023Q3")),
        ("区商务局2023年第三季度重点任务进展", Some("2023Q3")),
        ("区商务局 2023年9月 重点任务攻坚表（专班办公室制）", Some("2023-09")),
        // The year alone is that of the list.
        ("区商务局2023年度重点任务攻坚表", None),
    ] {
        let identity = sheet(title);
        assert_eq!((identity.unit, identity.period), (commerce, period.map(|text| text.parse().unwrap())), "{title}");
        assert_eq!(identity.cover_unit, None);
    }
    // Two units are none, and a sentence is no title.
    for title in ["区商务局、区教育局重点任务攻坚表", "请区商务局于2023年9月底前报送。"] {
        assert_eq!((sheet(title).unit, sheet(title).period), (None, None), "{title}");
    }
}

#[test]
fn a_files_name_decides_nothing() {
    let (plan, _) = load(&Files::embedded());
    let bytes = Workbook::new().sheet(TASKS, "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲").bytes();
    let given = recognize(&read("来件/区商务局_2023Q3_填报表(最终版).xlsx", &bytes, &Limits::default()), &plan);
    assert_eq!((given.identity.unit, given.identity.period), (None, None));
    assert_eq!(given.identity.named_unit, plan.find_unit("区商务局"));
    assert_eq!(given.identity.named_period, "2023Q3".parse().ok());
}

#[test]
fn a_copy_of_a_sheet_and_a_hidden_one_are_not_read() {
    let rows = "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲";
    let (_, given) = recognized(&Workbook::new().sheet("重点任务攻坚表 (2)", rows).sheet(TASKS, rows));
    assert_eq!(table(&given, TableId::Tasks).sheet.name.as_ref(), TASKS);
    assert!(matches!(&given.facts[..], [Fact::SecondSheet { .. }]));
    // Alone, it is the table.
    let (_, given) = recognized(&Workbook::new().sheet("重点任务攻坚表 (2)", rows));
    assert_eq!(keys(&given, TableId::Tasks), ["6.1"]);
    assert!(matches!(&given.facts[..], [Fact::RenamedSheet { .. }]));
}

#[test]
fn a_table_goes_on_under_a_head_that_stands_again() {
    let head = "任务编号 | 推进状态 | 本期进展情况";
    let rows =
        format!("{head}\n'6.1 | 推进中 | 甲\n注：第1页 | |\n{head}\n'6.2 | 滞后 | 乙\n注：第2页 | |\n'6.3 | 滞后 | 丙");
    let (_, given) = recognized(&Workbook::new().sheet(TASKS, &rows));
    assert_eq!(keys(&given, TableId::Tasks), ["6.1", "6.2"]);
    assert_eq!(notes(&given), [(NoteKind::Note, "A3".to_owned(), 3), (NoteKind::Note, "A6".to_owned(), 7)]);
}

#[test]
fn a_sheet_full_of_labels_is_given_up_in_time() {
    let line = ["责任单位", "存在问题", "亮灯", "单位"].repeat(100).join(" | ");
    let rows = vec![line; 150].join("\n");
    let source = read("a.xlsx", &Workbook::new().sheet("Sheet1", &rows).bytes(), &Limits::default());
    let (plan, _) = load(&Files::embedded());
    let begun = std::time::Instant::now();
    let given = recognize(&source, &plan);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(given.tables.is_empty());
    assert_eq!(given.unplaced.len(), 150 * 400);
}

#[test]
fn a_cell_without_content_is_placed_in_its_own_block() {
    // The second head has other columns: a missing cell of its rows is under its own label.
    let rows = "任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲\n | |\n任务编号 | 本期进展情况 | 推进状态\n'6.2 | 乙 | ";
    let (plan, given) = recognized(&Workbook::new().sheet(TASKS, rows));
    assert_eq!(keys(&given, TableId::Tasks), ["6.1", "6.2"]);
    assert_eq!(value(&plan, &given, "6.2", Role::Progress), Value::text("乙"));
    let status = plan.table(TableId::Tasks).slot(Role::Status).unwrap();
    assert_eq!(table(&given, TableId::Tasks).records[1].place(status), CellRef::parse("C5"));
}
