//! The forms as they are handed out: what stands where, what is open, what is computed.
//!
//! Entry, computed columns, fit and the oracle have modules of their own below.

/// What is computed, and what a filled copy holds.
mod computed;
/// Lists, kinds and prompts of open cells.
mod entry;
/// Every text fits into its cell.
mod fit;
/// What a spreadsheet program takes, and what is coloured.
mod limits;
/// Every formula has the value that `LibreOffice` gives it.
#[cfg(feature = "libreoffice")]
mod oracle;

use jiff::civil::date;
use qingdan::key::{RowKey, TableId};
use qingdan::location::CellRef;
use qingdan::period::Period;
use qingdan::plan::{Files, Plan, UnitId, UnitKind, load};
use qingdan::render::form::{Filling, form};
use qingdan::render::{Allow, Book, Cell, Sheet, Visibility};
use qingdan::roster::{Expected, is_open, roster};
use qingdan::value::Value;
use qingdan::write::write;
use std::sync::LazyLock;

const QUARTER: Period = Period::Quarter(2023, 3);

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
static ROSTER: LazyLock<Vec<Expected>> = LazyLock::new(|| roster(&PLAN, QUARTER, None));

fn unit(name: &str) -> UnitId {
    PLAN.find_unit(name).unwrap_or_else(|| panic!("{name}"))
}

fn rows_of(unit: UnitId) -> Vec<Expected> {
    ROSTER.iter().filter(|row| row.unit == unit).cloned().collect()
}

fn blank(unit: UnitId) -> Book {
    form(&PLAN, QUARTER, unit, &rows_of(unit), None)
}

fn filled(unit: UnitId, filling: &Filling) -> Book {
    form(&PLAN, QUARTER, unit, &rows_of(unit), Some(filling))
}

fn all() -> Vec<(UnitId, Book)> {
    PLAN.reporters().map(|unit| (unit, blank(unit))).collect()
}

fn sheet<'a>(book: &'a Book, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{name}"))
}

fn cell(sheet: &Sheet, row: usize, col: u32) -> Option<&(u32, Cell, qingdan::render::style::Style)> {
    sheet.rows.get(row)?.cells.iter().find(|(at, ..)| *at == col)
}

/// What a cell says, as it is shown.
fn said(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number) => Value::Number(*number).shown(),
        Cell::Date(day) => day.to_string(),
        Cell::Formula { cached, .. } => cached.shown(),
    }
}

fn at(sheet: &Sheet, row: usize, col: u32) -> String {
    cell(sheet, row, col).map(|(_, cell, _)| said(cell)).unwrap_or_default()
}

/// The column with this label.
fn column(sheet: &Sheet, label: &str) -> u32 {
    let head = sheet.rows[2].cells.iter().find(|(_, cell, _)| said(cell) == label);
    head.unwrap_or_else(|| panic!("{} has no column {label}", sheet.name)).0
}

/// The row whose first cell is this key.
fn row(sheet: &Sheet, key: &str) -> usize {
    (3..sheet.rows.len()).find(|row| at(sheet, *row, 0) == key).unwrap_or_else(|| panic!("{key}"))
}

/// What stands in a row under a label.
fn under(sheet: &Sheet, key: &str, label: &str) -> String {
    at(sheet, row(sheet, key), column(sheet, label))
}

fn slot(table: TableId, field: &str) -> usize {
    PLAN.table(table).named(field).unwrap_or_else(|| panic!("{field}"))
}

fn fill(filling: &mut Filling, table: TableId, key: &str, cells: &[(&str, Value)]) {
    for (field, value) in cells {
        filling.cells.insert((table, RowKey::from(key), slot(table, field)), value.clone());
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn forty_three_forms_are_made_and_written() {
    let forms = all();
    assert_eq!(forms.len(), 43);
    for (unit, book) in forms {
        let bytes = write(&book).unwrap_or_else(|error| panic!("{}: {error:#}", PLAN.unit(unit).name));
        assert_eq!(bytes, write(&blank(unit)).unwrap());
    }
}

#[test]
fn the_sheets_come_in_official_order_and_the_hidden_ones_last() {
    let visible = |name: &str| {
        let book = blank(unit(name));
        let shown = book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
        let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
        let hidden: Vec<String> = book.sheets.iter().skip(names.len()).map(|sheet| sheet.name.clone()).collect();
        assert_eq!(hidden, ["_lists", "_limits", "_check", "_meta"]);
        names
    };
    assert_eq!(visible("区商务局"), ["填报说明", "主要指标进度表", "重点任务攻坚表"]);
    assert_eq!(visible("区发改局"), ["填报说明", "主要指标进度表", "重大项目实施表", "重点任务攻坚表"]);
    assert_eq!(visible("五马街道"), ["填报说明", "重点任务攻坚表"]);
    let office = PLAN.unit(PLAN.office_unit()).name.clone();
    assert_eq!(
        visible(&office),
        [
            "填报说明",
            "主要指标进度表",
            "重点任务攻坚表",
            "督导服务销号表",
            "核定",
            "加减分",
            "收件登记",
            "豁免",
            "目标调整",
            "运行形势"
        ]
    );
}

#[test]
fn the_cover_has_its_nine_lines_and_every_table_says_whose_it_is() {
    for (unit, book) in all() {
        let name = &PLAN.unit(unit).name;
        let first = &book.sheets[0];
        let labels: Vec<String> = (2..11).map(|row| at(first, row, 0)).collect();
        assert_eq!(
            labels,
            ["填报单位", "报告期", "填报人", "审核人", "负责人", "联系电话", "填报日期", "模板版本", "报送次数"]
        );
        assert_eq!([at(first, 2, 1), at(first, 3, 1)], [name.as_str(), "2023年第三季度"]);
        assert_eq!(at(first, 9, 1), format!("鹿城服务业2023 {}", PLAN.revision));
        assert_eq!(at(first, 10, 1), "1");
        let open: Vec<bool> = (2..11).map(|row| !cell(first, row, 1).unwrap().2.locked).collect();
        assert_eq!(open, [false, false, true, true, true, true, true, false, true]);
        for sheet in book.sheets.iter().skip(1).filter(|sheet| sheet.visibility == Visibility::Visible) {
            assert_eq!(at(sheet, 0, 0), sheet.name);
            let cover: Vec<(u32, String)> =
                sheet.rows[1].cells.iter().map(|(col, cell, _)| (*col, said(cell))).collect();
            let area = sheet.page.area.unwrap();
            if let [(col, line)] = &cover[..] {
                // The office's tables of two or three columns: beside these there is no room.
                assert_eq!((*col, line.as_str()), (0, "填报单位：专班办公室　　报告期：2023年第三季度"));
                assert!(sheet.rows[2].cells.len() <= 5, "{}", sheet.name);
                continue;
            }
            assert_eq!((cover[0].0, cover[0].1.as_str(), cover[1].0, &cover[1].1), (0, "填报单位", 1, name));
            assert_eq!((cover[2].1.as_str(), cover[3].1.as_str()), ("报告期", "2023年第三季度"));
            assert_eq!(cover[3].0, cover[2].0 + 1);
            assert!(area.last.col >= cover.last().unwrap().0, "{name} {}", sheet.name);
        }
    }
}

#[test]
fn the_deadline_and_the_instructions_stand_on_the_first_sheet() {
    let book = blank(unit("区商务局"));
    let all: Vec<String> =
        book.sheets[0].rows.iter().flat_map(|row| row.cells.iter().map(|(_, cell, _)| said(cell))).collect();
    let all = all.join("\n");
    assert!(all.contains("请于2023年10月7日（含当日）前报送"), "{all}");
    for number in 1..=9 {
        assert!(all.contains(&format!("{number}.\n")), "{number}");
    }
    assert!(all.contains("报送截止为2023年10月7日"));
}

#[test]
fn the_stamp_is_the_property_and_the_first_cell_of_meta() {
    for (unit, book) in all() {
        let name = &PLAN.unit(unit).name;
        let expected = format!("1;鹿城服务业2023;{};2023Q3;{name};1", PLAN.revision);
        assert_eq!(book.properties.custom, [("qingdan".to_owned(), expected.clone())]);
        assert_eq!(at(sheet(&book, "_meta"), 0, 0), expected);
        assert!(expected.encode_utf16().count() <= 255);
        assert_eq!(book.properties.created, Some(date(2023, 9, 30)));
    }
}

#[test]
fn meta_holds_every_prefilled_value_that_the_sheets_show() {
    for (unit, book) in all() {
        let mut kept = sheet(&book, "_meta").rows.iter().skip(1);
        for expected in rows_of(unit) {
            let table = PLAN.table(expected.table);
            let ids = [(TableId::Indicators, "indicators"), (TableId::Projects, "projects"), (TableId::Tasks, "tasks")];
            let id = ids.iter().find(|(table, _)| *table == expected.table).unwrap().1;
            let shown = sheet(&book, &table.name);
            for (field, value) in table.fields.iter().zip(&expected.prefilled) {
                if value.is_blank() {
                    continue;
                }
                let kept: Vec<String> = kept.next().unwrap().cells.iter().map(|(_, cell, _)| said(cell)).collect();
                assert_eq!(kept, [id, &expected.key.0, &field.name, &value.shown()]);
                assert_eq!(under(shown, &expected.key.0, &field.label()), value.shown());
            }
        }
        assert!(kept.next().is_none());
    }
}

#[test]
fn a_cell_is_unlocked_exactly_where_the_roster_says_it_is_open() {
    let names = PLAN.name_values(QUARTER);
    for (unit, book) in all() {
        let rows = rows_of(unit);
        for table in PLAN.tables.iter().filter(|table| book.sheets.iter().any(|sheet| sheet.name == table.name)) {
            let shown = sheet(&book, &table.name);
            assert!(shown.protected);
            let expected: Vec<&Expected> = rows.iter().filter(|row| row.table == table.id).collect();
            for (index, line) in shown.rows.iter().enumerate() {
                for (col, _, style) in &line.cells {
                    let field = table.fields.iter().position(|field| field.label() == at(shown, 2, *col));
                    let open = match (index.checked_sub(3), field) {
                        (Some(index), Some(slot)) => match expected.get(index) {
                            Some(row) => is_open(&PLAN, table, slot, row, &names),
                            None => table.fields[slot].is_input(),
                        },
                        _ => false,
                    };
                    assert_eq!(!style.locked, open, "{} {} row {index} col {col}", PLAN.unit(unit).name, table.name);
                    if index >= 3 {
                        assert_eq!(style.fill.is_none(), open, "only open cells are white");
                    }
                }
            }
        }
    }
}

#[test]
fn the_columns_to_fill_in_come_before_those_to_read() {
    let book = blank(unit("区商务局"));
    let labels =
        |name: &str| sheet(&book, name).rows[2].cells.iter().map(|(_, cell, _)| said(cell)).collect::<Vec<_>>();
    // Printed; to be filled in, 情况说明 last; to be read.
    assert_eq!(
        labels("主要指标进度表").join(" "),
        "指标编号 指标名称 计量单位 年度目标 责任单位 本期累计完成值 完成率(%) 序时进度(%) 进度偏差(百分点) 亮灯 未达序时原因 \
         上年末基数 对照值 数据截至 数据来源 情况说明 自检 \
         任务编号 指标类别 比较方式 目标值 统计口径 小数位 报送频率 可暂缺 指标属性 取数 关键指标 起算日期 完成时限 上期累计完成值 上期亮灯 本期新增"
    );
    assert_eq!(
        labels("重点任务攻坚表").join(" "),
        "任务编号 序号 重点任务 具体内容举措 主要目标及时间节点 责任单位 推进状态 本期进展情况 存在问题 下阶段工作安排 亮灯 \
         完成进度(%) 里程碑完成情况 标志性成果 实际完成时间 需专班协调事项 典型经验 情况说明 自检 \
         任务类型 完成时限 本单位角色 上期推进状态 上期进展情况 上期亮灯 逾期天数"
    );
    assert_eq!(sheet(&book, "主要指标进度表").page.area.unwrap().last.col, 10);
    assert_eq!(sheet(&book, "主要指标进度表").page.repeat, Some((1, 2)));
    // Frozen right of the name, or of the measure's text.
    assert_eq!(sheet(&book, "主要指标进度表").freeze, Some(CellRef::new(3, 2)));
    assert_eq!(sheet(&book, "重点任务攻坚表").freeze, Some(CellRef::new(3, 4)));
}

#[test]
fn a_department_gets_its_own_indicators_and_every_task_it_has_a_part_in() {
    let book = blank(unit("区商务局"));
    let keys = |name: &str| {
        let sheet = sheet(&book, name);
        (3..sheet.rows.len()).map(|row| at(sheet, row, 0)).collect::<Vec<_>>()
    };
    assert_eq!(
        keys("主要指标进度表"),
        ["2.4-1", "3.5-1", "6.1-1", "6.1-2", "6.1-3", "6.5-1", "6.5-2", "7.3-1", "11.3-1"]
    );
    let tasks = keys("重点任务攻坚表");
    assert_eq!(
        tasks,
        [
            "1.1", "2.4", "3.5", "4.1", "5.4", "6.1", "6.4", "6.5", "7.3", "11.2", "11.3", "15.4", "15.5", "16.1",
            "17.1", "18.1", "19.1"
        ]
    );
    let roles = tasks.iter().map(|key| under(sheet(&book, "重点任务攻坚表"), key, "本单位角色")).collect::<Vec<_>>();
    assert_eq!(roles.join(" "), "群组 牵头 牵头 群组 配合 牵头 配合 牵头 牵头 牵头 牵头 牵头 配合 群组 群组 群组 群组");
}

#[test]
fn a_street_office_gets_group_rows_only() {
    for (unit, book) in all().into_iter().filter(|(unit, _)| PLAN.unit(*unit).kind == UnitKind::Street) {
        let projects = PLAN.projects.iter().any(|project| project.lead == unit);
        assert_eq!(book.sheets.len(), if projects { 7 } else { 6 });
        let tasks = sheet(&book, "重点任务攻坚表");
        assert!(tasks.rows.len() > 3);
        for row in 3..tasks.rows.len() {
            assert_eq!(at(tasks, row, column(tasks, "本单位角色")), "群组");
            let open: Vec<String> = tasks.rows[row]
                .cells
                .iter()
                .filter(|(.., style)| !style.locked)
                .map(|(col, ..)| at(tasks, 2, *col))
                .collect();
            assert_eq!(open, ["本期进展情况", "情况说明"]);
        }
    }
}

#[test]
fn the_office_registers_in_open_rows() {
    let book = blank(PLAN.office_unit());
    for (name, rows) in [
        ("督导服务销号表", 30),
        ("核定", 20),
        ("加减分", 20),
        ("收件登记", 50),
        ("豁免", 20),
        ("目标调整", 20),
        ("运行形势", 10),
    ] {
        assert_eq!(sheet(&book, name).rows.len(), 3 + rows, "{name}");
    }
    // 6.1 typed into a cell of text stays 6.1.
    let (_, content, style) = cell(sheet(&book, "核定"), 3, 0).unwrap();
    assert_eq!((content, style.locked), (&Cell::Blank, false));
    assert_eq!(style.format, qingdan::render::style::NumberFormat::Text);
}

#[test]
fn a_row_that_is_not_due_says_so_and_asks_nothing() {
    let book = blank(PLAN.office_unit());
    let indicators = sheet(&book, "主要指标进度表");
    assert_eq!(under(indicators, "G1", "本期累计完成值"), "本期不报");
    assert!(indicators.rows[row(indicators, "G1")].cells.iter().all(|(.., style)| style.locked));
    // Computed from the projects: blank, and no value for the formulas beside it.
    let book = blank(unit("区发改局"));
    let indicators = sheet(&book, "主要指标进度表");
    assert_eq!(under(indicators, "4.1-1", "本期累计完成值"), "");
    assert_eq!(under(indicators, "4.1-1", "亮灯"), "灰");
    assert!(indicators.rows[row(indicators, "4.1-1")].cells.iter().all(|(.., style)| style.locked));
}

#[test]
fn the_names_of_formulas_are_names_of_the_workbook() {
    let book = blank(unit("区商务局"));
    let limits = sheet(&book, "_limits");
    let values = PLAN.name_values(QUARTER);
    assert_eq!(book.names.len(), values.len());
    for (((index, name), defined), value) in PLAN.names().iter().enumerate().zip(&book.names).zip(&values) {
        assert_eq!((&defined.name, defined.refers_to.clone()), (&name.name, format!("=_limits!$B${}", index + 1)));
        assert_eq!((at(limits, index, 0), at(limits, index, 1)), (name.name.clone(), value.shown()));
        let legal = |c: char| c.is_alphanumeric() || "._\\".contains(c);
        assert!(
            name.name.chars().all(legal) && !name.name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
        );
    }
}

#[test]
fn nothing_is_merged_and_nothing_is_longer_than_a_spreadsheet_takes() {
    let units = |text: &str| text.encode_utf16().count();
    for (_, book) in all() {
        for sheet in &book.sheets {
            assert_eq!(sheet.merges, []);
            assert!(units(&sheet.name) <= 31);
            for row in &sheet.rows {
                assert!(row.height.is_none_or(|height| (12.0..=409.0).contains(&height)));
                for (_, cell, _) in &row.cells {
                    if let Cell::Formula { a1, .. } = cell {
                        assert!(units(a1) <= 8_192, "{a1}");
                    }
                    assert!(units(&said(cell)) <= 32_767);
                }
            }
            for validation in &sheet.validations {
                for (title, text) in validation.prompt.iter().chain(&validation.complaint) {
                    assert!(units(title) <= 32 && units(text) <= 255, "{title} {text}");
                }
                if let Allow::List(formula) | Allow::Formula(formula) = &validation.allow {
                    assert!(units(formula) <= 255);
                }
            }
        }
    }
}

#[test]
fn the_blank_forms_among_the_templates_are_what_the_code_makes() {
    let (plan, _) = qingdan::plan::load(&qingdan::plan::Files::embedded());
    let period: qingdan::period::Period = "2023Q3".parse().unwrap();
    let rows = qingdan::roster::roster(&plan, period, None);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/2023/填报表");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 43);
    for unit in plan.reporters() {
        let name = qingdan::text::run::form_file(&plan.unit(unit).name, &period.to_string());
        let made = qingdan::write::write(&qingdan::render::form::form(&plan, period, unit, &rows, None)).unwrap();
        let told = "cargo run -- form --period 2023Q3 -o templates/2023/填报表 --force";
        assert!(std::fs::read(folder.join(&name)).unwrap() == made, "{name} is as it is made: {told}");
    }
}
