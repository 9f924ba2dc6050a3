//! The quarter workbook, from quarters made by hand: what stands where, what is live, what the next quarter reads.

/// Workbooks that went through other hands.
mod edited;
mod looks;
#[cfg(feature = "libreoffice")]
mod oracle;
mod pictures;
pub(crate) mod quarter;

use qingdan::consolidate::Quarter;
use qingdan::key::TableId;
use qingdan::location::CellRef;
use qingdan::plan::{Files, Plan, load};
use qingdan::render::official::{findings_book, workbook};
use qingdan::render::style::NumberFormat;
use qingdan::render::{Book, Cell, Sheet, Target, Visibility};
use qingdan::value::Value;
use quarter::{Filled, full, plan};
use std::collections::BTreeMap;

pub(crate) fn sheet<'a>(book: &'a Book, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{name}"))
}

/// All cells of a sheet with their addresses.
fn cells(sheet: &Sheet) -> BTreeMap<String, &Cell> {
    let rows = (0..).zip(&sheet.rows);
    rows.flat_map(|(row, line)| {
        line.cells.iter().map(move |(col, cell, _)| (CellRef::new(row, *col).to_string(), cell))
    })
    .collect()
}

/// What a cell shows.
pub(crate) fn shown(cell: &Cell) -> Value {
    match cell {
        Cell::Blank => Value::Blank,
        Cell::Text(text) | Cell::Link { text, .. } => Value::text(text),
        Cell::Number(number) => Value::Number(*number),
        Cell::Date(day) => Value::Date(*day),
        Cell::Formula { cached, .. } => cached.clone(),
    }
}

/// The column whose head begins so.
fn column(sheet: &Sheet, label: &str) -> u32 {
    let heads = sheet.rows.iter().flat_map(|row| &row.cells);
    let found = heads.filter(|(_, cell, _)| shown(cell).shown().starts_with(label)).map(|(col, ..)| *col).next();
    found.unwrap_or_else(|| panic!("{} has no column {label}", sheet.name))
}

/// The cell in the line that holds a text, under a head.
fn cell<'a>(sheet: &'a Sheet, line: &str, label: &str) -> &'a Cell {
    let col = column(sheet, label);
    let holds = |row: &&qingdan::render::Row| row.cells.iter().any(|(_, cell, _)| shown(cell).shown() == line);
    let row = sheet.rows.iter().find(holds).unwrap_or_else(|| panic!("{} has no line {line}", sheet.name));
    row.cells.iter().find(|(at, ..)| *at == col).map(|(_, cell, _)| cell).unwrap()
}

fn number(sheet: &Sheet, line: &str, label: &str) -> f64 {
    shown(cell(sheet, line, label)).number().unwrap_or_else(|| panic!("{line} {label}"))
}

fn texts(sheet: &Sheet) -> Vec<String> {
    sheet.rows.iter().flat_map(|row| &row.cells).map(|(_, cell, _)| shown(cell).shown()).collect()
}

#[track_caller]
fn near(one: f64, two: f64) {
    assert!((one - two).abs() < 1e-9, "{one} {two}");
}

#[test]
fn the_sheets_stand_in_the_order_of_the_contract() {
    let plan = plan();
    let book = workbook(&plan, &Filled::new(&plan).quarter(), None);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let contract = "封面 主要指标进度表 重大项目实施表 重点任务攻坚表 争先创优晾晒表 督导服务销号表 群组明细 报送情况 \
                    需协调事项 季度通报 挂图作战 本期变化 问题清单 数据溯源 附录 _limits _meta";
    assert_eq!(names.join(" "), contract);
    let hidden = book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Hidden);
    assert_eq!(hidden.map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["_limits", "_meta"]);
    // The contents; what is lit is linked below them, on pages of its own.
    let cover = sheet(&book, "封面");
    let first_page = usize::try_from(cover.page.breaks[0]).unwrap();
    let mut linked: Vec<(u32, &str)> = cover
        .rows
        .iter()
        .take(first_page)
        .flat_map(|row| &row.cells)
        .filter_map(|(col, cell, _)| match cell {
            Cell::Link { target: Target::Here(name, _), .. } => Some((*col, name.as_str())),
            Cell::Blank
            | Cell::Text(_)
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::Formula { .. }
            | Cell::Link { .. } => None,
        })
        .collect();
    // In two columns, each read downwards.
    linked.sort_by_key(|(col, _)| *col);
    let linked: Vec<&str> = linked.into_iter().map(|(_, name)| name).collect();
    assert_eq!(linked, names[1..15]);
}

#[test]
fn the_bulletin_is_named_after_the_period() {
    let plan = plan();
    let mut quarter = Filled::new(&plan).quarter();
    for (period, name) in [("2023-07", "月度专报"), ("2023Q3", "季度通报"), ("2023", "年度评估")] {
        quarter.period = period.parse().unwrap();
        assert_eq!(workbook(&plan, &quarter, None).sheets[9].name, name);
    }
}

#[test]
fn a_workbook_of_ours_is_no_return() {
    let plan = plan();
    let properties = workbook(&plan, &Filled::new(&plan).quarter(), None).properties;
    let revision = plan.revision.clone();
    let expected = [("qingdan-kind", "季度汇总表"), ("qingdan-period", "2023Q3"), ("qingdan-revision", &revision)];
    assert_eq!(properties.custom, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(properties.created, Some(jiff::civil::date(2023, 9, 30)));
}

#[test]
fn every_indicator_and_every_measure_has_its_line() {
    let plan = plan();
    for quarter in [Filled::new(&plan).quarter(), full(&plan).quarter()] {
        let book = workbook(&plan, &quarter, None);
        let keys = |name: &str, known: &dyn Fn(&str) -> bool| {
            let first = sheet(&book, name).rows.iter().filter_map(|row| row.cells.first());
            first.filter(|(_, cell, _)| known(&shown(cell).shown())).count()
        };
        assert_eq!(keys("主要指标进度表", &|key| plan.indicators.iter().any(|known| known.code.0 == key)), 84);
        assert_eq!(keys("重点任务攻坚表", &|key| plan.measure(key).is_some()), 69);
    }
}

#[test]
fn every_formula_has_a_value_and_none_is_new_or_wrong() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let mut formulas = 0;
    for sheet in &book.sheets {
        for (at, cell) in cells(sheet) {
            if let Cell::Formula { a1, cached } = cell {
                formulas += 1;
                assert!(a1.starts_with('=') && !a1.contains("_xlfn"), "{} {at} {a1}", sheet.name);
                assert!(!matches!(cached, Value::Error(_)), "{} {at} {a1} {cached:?}", sheet.name);
            }
        }
    }
    // Five computed fields in 84 indicators and six in 8 projects, at least.
    assert!(formulas > 468, "{formulas}");
}

#[test]
fn a_figure_with_an_open_error_is_a_marked_text() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "主要指标进度表");
    assert_eq!(*cell(sheet, "6.1-1", "本期累计完成值"), Cell::Text("30".to_owned()));
    let col = column(sheet, "本期累计完成值");
    let row = sheet.rows.iter().position(|row| row.cells.iter().any(|(_, cell, _)| shown(cell).shown() == "6.1-1"));
    let row = row.unwrap();
    let (.., style) = sheet.rows[row].cells.iter().find(|(at, ..)| *at == col).unwrap();
    assert_eq!(style.format, NumberFormat::Text);
    assert!(style.fill.is_some());
    let at = CellRef::new(u32::try_from(row).unwrap(), col);
    assert!(sheet.notes.iter().any(|(noted, text)| *noted == at && text.contains("问题清单")));
    // It leaves no rate, and a grey light.
    assert_eq!(shown(cell(sheet, "6.1-1", "完成率")).shown(), "");
    assert_eq!(shown(cell(sheet, "6.1-1", "亮灯")).shown(), "灰");
}

#[test]
fn subtotals_add_up_what_may_be_used() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "重大项目实施表");
    // XM03 and XM04: 200000+80000; 30000+20000; 25000.75+9000; 34000.75÷50000; 68.0−75.
    near(number(sheet, "战略支撑型小计", "总投资"), 280_000.0);
    near(number(sheet, "战略支撑型小计", "年度计划投资"), 50_000.0);
    near(number(sheet, "战略支撑型小计", "本年累计完成投资"), 34_000.75);
    near(number(sheet, "战略支撑型小计", "完成年度计划"), 68.0);
    near(number(sheet, "战略支撑型小计", "进度偏差"), -7.0);
    assert_eq!(*cell(sheet, "战略支撑型小计", "亮灯"), Cell::Blank);
    // XM05 alone: of XM06 90000 stands there with an open error, of XM07 nothing came.
    near(number(sheet, "产业赋能型小计", "本年累计完成投资"), 12_000.1);
    near(number(sheet, "未分类小计", "总投资"), 9_000.0);
    // 34000.75+12000.1+900; 46900.85÷74000.
    near(number(sheet, "合计", "本年累计完成投资"), 46_900.85);
    near(number(sheet, "合计", "完成年度计划"), 63.4);
}

#[test]
fn indicators_take_counts_and_sums_from_the_projects() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "主要指标进度表");
    // 省服务业重大项目: XM03, XM04, XM05, XM08; 25000.75+9000+12000.1+900 = 46900.85万元.
    near(number(sheet, "4.1-1", "本期累计完成值"), 4.0);
    near(number(sheet, "4.1-3", "本期累计完成值"), 4.69);
    assert!(matches!(cell(sheet, "4.1-3", "本期累计完成值"), Cell::Formula { a1, .. } if a1.contains("SUMIFS")));
    // 生活美好型: none is registered.
    assert_eq!(shown(cell(sheet, "4.1-6", "本期累计完成值")), Value::NoData);
}

#[test]
fn equal_rates_share_a_rank_and_the_next_is_skipped() {
    let plan = plan();
    let mut filled = Filled::new(&plan);
    // 1 of 1, 12 of 12, 40 of 50, 5 of 10; 4.1-3 has no sum, since no project reported; nothing else has a rate.
    for (key, value) in [("2.1-1", 1.0), ("3.5-1", 12.0), ("6.1-2", 40.0), ("11.3-1", 5.0)] {
        filled.fill(TableId::Indicators, key, &[("本期累计完成值", Value::Number(value))]);
    }
    let book = workbook(&plan, &filled.quarter(), None);
    let sheet = sheet(&book, "争先创优晾晒表");
    let ranks =
        ["2.1-1", "3.5-1", "6.1-2", "11.3-1", "4.1-3", "8.1-1"].map(|key| shown(cell(sheet, key, "位次")).shown());
    assert_eq!(ranks, ["1", "1", "3", "4", "", ""]);
}

#[test]
fn a_score_is_the_mean_of_the_components_that_apply() {
    let plan = plan();
    let quarter = full(&plan).quarter();
    let unit = quarter.league.units.iter().find(|unit| plan.unit(unit.unit).name == "五马街道").unwrap();
    let [None, Some(projects), None, None, Some(submission)] = unit.components else { panic!("{:?}", unit.components) };
    // Two days late: 100−2×10. Projects weigh 20, 报送 10; no points.
    near(submission, 80.0);
    near(unit.score.unwrap(), qingdan::value::round((projects * 20.0 + 80.0 * 10.0) / 30.0, 2));
    let book = workbook(&plan, &quarter, None);
    let sheet = sheet(&book, "争先创优晾晒表");
    near(number(sheet, "五马街道", "综合得分"), unit.score.unwrap());
    assert_eq!(shown(cell(sheet, "七都街道", "升降")).shown(), "");
    assert!(texts(sheet).contains(&"不排名".to_owned()));
}

#[test]
fn the_equation_closes_and_is_printed() {
    let plan = plan();
    let mut filled = Filled::new(&plan);
    filled.fill(TableId::Indicators, "2.1-1", &[("本期累计完成值", Value::Number(1.0))]);
    let quarter = filled.quarter();
    let expected = quarter.total().expected;
    let book = workbook(&plan, &quarter, None);
    let sentence = format!("应报{expected} = 已报1 + 空白0 + 退回0 + 缺失{}，平", expected - 1);
    for name in ["封面", "报送情况"] {
        assert!(texts(sheet(&book, name)).contains(&sentence), "{name}");
    }
}

#[test]
fn the_archive_names_every_figure_by_its_true_address() {
    let plan = plan();
    let quarter = full(&plan).quarter();
    let book = workbook(&plan, &quarter, None);
    let meta = sheet(&book, "_meta");
    let rows: Vec<Vec<String>> =
        meta.rows.iter().map(|row| row.cells.iter().map(|(_, cell, _)| shown(cell).shown()).collect()).collect();
    assert_eq!(rows[0][0], "qingdan-archive;2");
    let rest = (rows.len() - 1).to_string();
    assert_eq!(rows[0][2..6], [plan.id.clone(), plan.revision.clone(), "2023Q3".to_owned(), rest]);
    let printed: BTreeMap<&str, BTreeMap<String, &Cell>> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), cells(sheet))).collect();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row[0] == "figure") {
        let [_, table, key, field, value, _, usable, sheet, at] = &row[..] else { panic!("{row:?}") };
        assert_eq!(shown(printed[sheet.as_str()][at]).shown(), *value, "{sheet} {at} {key} {field}");
        *found.entry(format!("{table} {usable}")).or_default() += 1;
    }
    for id in [TableId::Indicators, TableId::Projects, TableId::Tasks, TableId::CloseOut] {
        let name = serde_json::to_value(id).unwrap().as_str().unwrap().to_owned();
        let filled = filled_cells(&plan, &quarter, id);
        assert_eq!(found.get(&format!("{name} 1")).copied().unwrap_or(0), filled.0, "{name}");
        assert_eq!(found.get(&format!("{name} 0")).copied().unwrap_or(0), filled.1, "{name}");
    }
    let number = |row: &&Vec<String>| row[0] == "figure" && row[3] == "位次" && row[5] == "number";
    let ranked = quarter.league.units.iter().filter(|unit| unit.rank.is_some()).count();
    let ranked = ranked + quarter.league.indicators.iter().filter(|line| line.rank.is_some()).count();
    assert_eq!(rows.iter().filter(number).count(), ranked);
}

/// How many cells of a table hold something that may be used, and that may not.
fn filled_cells(plan: &Plan, quarter: &Quarter, id: TableId) -> (usize, usize) {
    let rows = quarter.table(id);
    let usable = |row: &&qingdan::consolidate::OfficialRow| {
        let fields = plan.table(id).fields.iter().zip(&row.values).enumerate();
        fields
            .filter(|(slot, (field, value))| !field.forms_only && !value.is_blank() && !row.unusable.contains_key(slot))
            .count()
    };
    (rows.iter().map(|row| usable(&row)).sum(), rows.iter().map(|row| row.unusable.len()).sum())
}

#[test]
fn the_findings_stand_in_their_order_and_alone_when_asked_for() {
    let plan = plan();
    let filled = full(&plan);
    let quarter = filled.quarter();
    let all = workbook(&plan, &quarter, None);
    let alone = findings_book(&plan, &quarter.findings, &filled.checked.owners(), &BTreeMap::new());
    assert_eq!(alone.properties.custom[0], ("qingdan-kind".to_owned(), "问题清单".to_owned()));
    let codes: Vec<String> = quarter.findings.iter().map(|finding| finding.code.0.clone()).collect();
    for book in [&all, &alone] {
        let sheet = sheet(book, "问题清单");
        let col = column(sheet, "代码");
        let head = usize::try_from(sheet.filter.unwrap().first.row).unwrap();
        let listed = sheet.rows[head + 1..].iter().filter_map(|row| row.cells.iter().find(|(at, ..)| *at == col));
        assert_eq!(listed.map(|(_, cell, _)| shown(cell).shown()).collect::<Vec<_>>(), codes);
    }
}

#[test]
fn without_open_errors_it_is_final() {
    let plan = plan();
    let mut quarter = Filled::new(&plan).quarter();
    let draft = workbook(&plan, &quarter, None);
    assert!(draft.sheets[..13].iter().all(|sheet| sheet.page.header.contains("征求意见稿")));
    assert!(texts(&draft.sheets[0]).iter().any(|text| text == "征求意见稿（尚有1条错误未处理）"));
    quarter.errors = 0;
    let done = workbook(&plan, &quarter, None);
    assert!(done.sheets.iter().all(|sheet| sheet.page.header.is_empty()));
    assert!(texts(&done.sheets[0]).contains(&"正式稿".to_owned()));
}

#[test]
fn a_day_is_printed_only_where_one_is_given() {
    let (plan, _) = load(&Files::embedded());
    let quarter = Filled::new(&plan).quarter();
    let dated = workbook(&plan, &quarter, Some(jiff::civil::date(2023, 10, 12)));
    let count = |book: &Book| texts(&book.sheets[0]).iter().filter(|text| *text == "2023年10月12日").count();
    assert_eq!((count(&dated), count(&workbook(&plan, &quarter, None))), (1, 0));
}
