//! Pictures of the quarter: charts, the wall chart, the list of what is lit, small lines; and the copy for all units.

use super::quarter::{Filled, full, plan, third_quarter};
use super::{cell, sheet, shown, texts};
use qingdan::archive::Earlier;
use qingdan::consolidate::UnplacedLine;
use qingdan::key::{RowKey, TableId};
use qingdan::plan::{Files, load};
use qingdan::render::official::{Printing, Readers, findings_book, printed, workbook};
use qingdan::render::picture::ChartKind;
use qingdan::render::{Book, Cell, High, Paper, Sheet, Target};
use qingdan::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The texts of a row's cells that hold anything.
fn line(sheet: &Sheet, begins: &str) -> Vec<String> {
    let of = |row: &qingdan::render::Row| -> Vec<String> {
        let shown = row.cells.iter().map(|(_, cell, _)| shown(cell).shown());
        shown.filter(|text| !text.is_empty()).collect()
    };
    let mut rows = sheet.rows.iter().map(of);
    rows.find(|row| row.first().is_some_and(|text| text.starts_with(begins))).unwrap_or_else(|| panic!("{begins}"))
}

#[test]
fn every_measure_hangs_on_the_wall_with_the_light_of_its_row() {
    let plan = plan();
    let mut filled = full(&plan);
    filled.fill(TableId::Tasks, "6.1", &[("推进状态", Value::text("滞后"))]);
    let book = workbook(&plan, &filled.quarter(), None);
    let wall = sheet(&book, "挂图作战");
    assert_eq!((wall.page.paper, wall.page.high), (Paper::A3Landscape, High::OnePage));
    for measure in &plan.measures {
        let light = shown(cell(sheet(&book, "重点任务攻坚表"), &measure.code.0, "亮灯")).shown();
        let begins = format!("{} ", measure.code);
        let cells = wall.rows.iter().flat_map(|row| row.cells.windows(7));
        let hung = cells.filter(|cells| shown(&cells[0].1).shown().starts_with(&begins) && cells.len() == 7);
        // Its text over six columns, then its light.
        let lights: Vec<&Cell> = hung.map(|cells| &cells[6].1).collect();
        assert!(lights.iter().any(|cell| shown(cell).shown() == light), "{}", measure.code);
        assert!(
            lights.iter().any(|cell| matches!(cell, Cell::Formula { a1, .. } if a1.contains("重点任务攻坚表"))),
            "{}",
            measure.code
        );
    }
    // The list has 41 measures of 企业组 in `tasks.csv`; each is in its strip.
    assert_eq!(line(wall, "企业组").len(), 1 + 41);
    assert!(texts(wall).contains(&"6.1\n黄".to_owned()));
}

#[test]
fn what_is_lit_is_listed_red_before_yellow_with_what_is_asked_of_whom() {
    let plan = plan();
    let mut filled = Filled::new(&plan);
    // 1 of 5 is 20 % where 75 % of the year is over: red. 12.1-1 counts whole ones: INT(5 × 0.75) = 3, 1 ÷ 3 < 0.7.
    filled.fill(
        TableId::Indicators,
        "12.1-1",
        &[("本期累计完成值", Value::Number(1.0)), ("未达序时原因", Value::text("入库材料核定推迟"))],
    );
    filled.fill(
        TableId::Tasks,
        "6.1",
        &[
            ("推进状态", Value::text("滞后")),
            ("存在问题", Value::text("场馆改造延期")),
            ("需专班协调事项", Value::text("加快场馆验收")),
        ],
    );
    let book = workbook(&plan, &filled.quarter(), None);
    let cover = sheet(&book, "封面");
    let list = usize::try_from(cover.page.breaks[0]).unwrap();
    let below: Vec<String> = texts(&Sheet { rows: cover.rows[list..].to_vec(), ..Sheet::default() });
    let at = |text: &str| below.iter().position(|cell| cell.contains(text)).unwrap_or_else(|| panic!("{text}"));
    assert!(at("12.1-1") < at("6.1 "));
    let red = line(cover, "12.1-1");
    assert_eq!(red[1..3], ["区委宣传部", "红"]);
    assert!(red[3].contains("完成1") && red[4] == "入库材料核定推迟" && red[5].contains("请区委宣传部"));
    let yellow = line(cover, "6.1 ");
    assert_eq!((yellow[2].as_str(), yellow[4].as_str()), ("黄", "场馆改造延期"));
    assert!(yellow[5].contains("请专班办公室协调：加快场馆验收"));
    assert_eq!(book.sheets[0].pictures.charts.len(), 2);
}

#[test]
fn nothing_lit_is_said_in_a_sentence() {
    // Without the invented projects, of which nothing invested is a red light.
    let (plan, _) = load(&Files::embedded());
    let book = workbook(&plan, &Filled::new(&plan).quarter(), None);
    assert!(texts(sheet(&book, "封面")).contains(&"本期没有亮红灯、黄灯的事项。".to_owned()));
}

#[test]
fn a_ring_shows_the_counts_that_stand_beside_it() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let cover = sheet(&book, "封面");
    for chart in &cover.pictures.charts {
        assert_eq!(chart.kind, ChartKind::Doughnut);
        let words: Vec<String> = (chart.names.first.col..=chart.names.last.col)
            .map(|col| {
                let row = &cover.rows[usize::try_from(chart.names.first.row).unwrap()];
                row.cells.iter().find(|(at, ..)| *at == col).map(|(_, cell, _)| shown(cell).shown()).unwrap()
            })
            .collect();
        assert_eq!(words, ["绿", "黄", "红", "灰", "—"]);
        let row = &cover.rows[usize::try_from(chart.values.first.row).unwrap()];
        assert!(chart.title.starts_with(&shown(&row.cells[0].1).shown()));
    }
}

/// All texts of a book, hidden sheets included.
fn everywhere(book: &Book) -> Vec<String> {
    book.sheets.iter().flat_map(texts).collect()
}

#[test]
fn the_copy_for_all_units_leaves_out_what_the_office_has_yet_to_decide() {
    let plan = plan();
    let quarter = full(&plan).quarter();
    let suggestions = ["评价建议", "通报表扬"];
    let own = everywhere(&workbook(&plan, &quarter, None));
    assert!(own.iter().any(|text| text == "评价建议"));
    let copy = printed(&plan, &quarter, &Printing { readers: Readers::Units, ..Printing::default() });
    let league = sheet(&copy, "争先创优晾晒表");
    for suggestion in suggestions {
        assert!(!texts(league).iter().any(|text| text == suggestion), "{suggestion}");
        assert!(!texts(sheet(&copy, "_meta")).iter().any(|text| text == suggestion), "{suggestion}");
    }
    // Nothing else is left out: the other columns are there.
    for label in ["综合得分", "升降", "加减分依据", "计分说明"] {
        assert!(texts(league).iter().any(|text| text == label), "{label}");
    }
}

#[test]
fn small_lines_are_drawn_from_the_periods_that_are_known() {
    let plan = plan();
    let mut quarter = full(&plan).quarter();
    let none = workbook(&plan, &quarter, None);
    assert!(sheet(&none, "主要指标进度表").pictures.trends.is_empty());
    let value = plan.table(TableId::Indicators).name_of(qingdan::plan::Role::Value).to_owned();
    let earlier = |period: &str, number: f64| Earlier {
        period: period.parse().unwrap(),
        table: TableId::Indicators,
        row: RowKey::from("6.1-2"),
        field: value.clone(),
        value: Value::Number(number),
    };
    quarter.earlier = vec![earlier("2023Q1", 2.0), earlier("2023Q2", 5.0)];
    assert_eq!(quarter.period, third_quarter());
    let book = workbook(&plan, &quarter, None);
    let indicators = sheet(&book, "主要指标进度表");
    let [trend] = indicators.pictures.trends.as_slice() else { panic!("one indicator has a past") };
    let row = &indicators.rows[usize::try_from(trend.at.row).unwrap()];
    let of = |col: u32| row.cells.iter().find(|(at, ..)| *at == col).map(|(_, cell, _)| shown(cell)).unwrap();
    let now = shown(cell(indicators, "6.1-2", "本期累计完成值"));
    let known: Vec<Value> = (trend.values.first.col..=trend.values.last.col).map(of).collect();
    assert_eq!(known, [Value::Number(2.0), Value::Number(5.0), now]);
    // The line stands within what is printed, its figures beyond it.
    let area = indicators.page.area.unwrap();
    assert_eq!(trend.at.col, area.last.col);
    assert!(trend.values.first.col > area.last.col);
}

#[test]
fn lists_lead_to_the_rows_of_this_workbook_and_to_the_returns() {
    let plan = plan();
    let quarter = full(&plan).quarter();
    let file: Arc<str> = quarter.trace.iter().find_map(|line| line.origin.as_ref()).unwrap().file.clone();
    let returns = BTreeMap::from([(file.clone(), "../上报/a.xlsx".to_owned())]);
    let book = printed(&plan, &quarter, &Printing { returns, ..Printing::default() });
    let links: Vec<&Target> = sheet(&book, "数据溯源")
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|(_, cell, _)| if let Cell::Link { target, .. } = cell { Some(target) } else { None })
        .collect();
    assert!(links.contains(&&Target::File("../上报/a.xlsx".to_owned())));
    for target in links {
        let Target::Here(name, at) = target else { continue };
        let there = sheet(&book, name);
        assert!(usize::try_from(at.row).unwrap() < there.rows.len());
    }
}

#[test]
fn the_list_of_a_check_leads_to_the_returns_as_that_of_the_quarter_does() {
    let plan = plan();
    let filled = full(&plan);
    let quarter = filled.quarter();
    let owners = filled.checked.owners();
    let files = quarter.findings.iter().filter(|finding| finding.at.cell.is_some()).map(|finding| &finding.at.file);
    let returns: BTreeMap<Arc<str>, String> =
        files.map(|file| (file.clone(), format!("../上报/{file}.xlsx"))).collect();
    let alone = findings_book(&plan, &quarter.findings, &owners, &returns);
    let all = printed(&plan, &quarter, &Printing { returns, ..Printing::default() });
    let links = |book: &Book| -> Vec<Target> {
        let cells = sheet(book, "问题清单").rows.iter().flat_map(|row| row.cells.iter().map(|(_, cell, _)| cell));
        let targets = cells.filter_map(|cell| if let Cell::Link { target, .. } = cell { Some(target) } else { None });
        // Rows of official tables are in the quarter's workbook only.
        targets.filter(|target| !matches!(target, Target::Here(..))).cloned().collect()
    };
    assert!(links(&alone).iter().any(|target| matches!(target, Target::Within(..))));
    assert_eq!(links(&alone), links(&all));
}

#[test]
fn a_list_says_where_a_text_goes_on_that_no_row_is_high_enough_for() {
    let plan = plan();
    let mut quarter = full(&plan).quarter();
    let place = qingdan::location::Location::file(&Arc::from("a.xlsx"));
    let line = |text: String| UnplacedLine { at: place.clone(), text, note: String::new() };
    quarter.unplaced = vec![line("字".repeat(20_000)), line("字".repeat(100))];
    let book = workbook(&plan, &quarter, None);
    let shown = texts(sheet(&book, "数据溯源"));
    let long = shown.iter().find(|text| text.contains("后略")).unwrap();
    assert!(long.starts_with("字字") && long.ends_with("（后略，全文见上报件）") && long.chars().count() < 20_000);
    assert!(shown.contains(&"字".repeat(100)));
    // The list for other programs has all of it.
    let records = qingdan::render::official::records(&plan, &quarter);
    assert!(records.iter().flat_map(|record| &record.lines).flatten().any(|text| *text == "字".repeat(20_000)));
}

#[test]
fn the_rings_on_the_cover_do_not_cover_one_another() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let cover = sheet(&book, "封面");
    let [one, two] = cover.pictures.charts.as_slice() else { panic!("two rings") };
    let between = usize::try_from(one.at.row).unwrap()..usize::try_from(two.at.row).unwrap();
    let height: f64 = cover.rows[between].iter().filter_map(|row| row.height).sum();
    assert!(one.size.1 < height, "{} in {height}", one.size.1);
}

#[test]
fn a_chart_knows_its_numbers_before_anybody_computes() {
    let plan = plan();
    let bytes = qingdan::write::write(&workbook(&plan, &full(&plan).quarter(), None)).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut content = String::new();
        std::io::Read::read_to_string(&mut parts.by_name(name).unwrap(), &mut content).unwrap();
        content
    };
    let (chart, cover) = (part("xl/charts/chart1.xml"), part("xl/worksheets/sheet1.xml"));
    let values = chart.split("<c:val>").nth(1).unwrap();
    let points: Vec<&str> = values.split("<c:v>").skip(1).map(|piece| piece.split("</c:v>").next().unwrap()).collect();
    assert_eq!(points.len(), 5, "{values}");
    // The counts that stand cached in the cells the chart draws.
    let row = values.split("$B$").nth(1).unwrap().split(':').next().unwrap();
    let counts: Vec<&str> = ["B", "C", "D", "E", "F"]
        .iter()
        .map(|col| cover.split(&format!("<c r=\"{col}{row}\"")).nth(1).unwrap())
        .map(|cell| cell.split("<v>").nth(1).unwrap().split("</v>").next().unwrap())
        .collect();
    assert_eq!(points, counts);
    assert!(counts.iter().any(|count| *count != "0"));
}
