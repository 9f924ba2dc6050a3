//! How the quarter workbook is printed: areas, merged cells, heights, grey rows, coloured lights.

use super::quarter::{Filled, full, plan};
use super::{cell, column, sheet, shown, texts};
use qingdan::check::State;
use qingdan::consolidate::UnplacedLine;
use qingdan::finding::Severity;
use qingdan::key::TableId;
use qingdan::location::{CellRange, CellRef, Location};
use qingdan::plan::{Files, Part, load};
use qingdan::render::official::workbook;
use qingdan::render::{Book, Cell, Paper, Sheet, Visibility};
use qingdan::value::Value;

#[test]
fn what_is_printed_is_the_printed_columns() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    for id in [TableId::Indicators, TableId::Projects, TableId::Tasks, TableId::CloseOut, TableId::GroupDetail] {
        let table = plan.table(id);
        let printed = table.fields.iter().filter(|field| field.print && !field.forms_only).count();
        let area = sheet(&book, &table.name).page.area.unwrap();
        assert_eq!(area.first, CellRef::new(0, 0));
        assert_eq!(usize::try_from(area.last.col + 1).unwrap(), printed, "{}", table.name);
    }
    let papers = ["主要指标进度表", "重大项目实施表", "季度通报"].map(|name| sheet(&book, name).page.paper);
    assert_eq!(papers, [Paper::A4Landscape, Paper::A3Landscape, Paper::A4Portrait]);
}

#[test]
fn the_head_of_a_table_stays_in_view_and_on_every_page() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "主要指标进度表");
    let first: Vec<String> = texts(sheet).into_iter().take(3).collect();
    assert_eq!(first[0], "附件1");
    assert!(first[1].ends_with("主要指标进度表") && first[2].contains("2023年第三季度"));
    assert_eq!(sheet.page.repeat, Some((3, 3)));
    assert_eq!(sheet.freeze, Some(CellRef::new(4, 0)));
    assert!(texts(super::sheet(&book, "重大项目实施表")).contains(&"单位：万元".to_owned()));
}

#[test]
fn the_head_of_the_origins_stands_on_every_page() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "数据溯源");
    let (head, last) = sheet.page.repeat.unwrap();
    assert_eq!(head, last);
    let row = &sheet.rows[usize::try_from(head).unwrap()];
    assert_eq!(
        row.cells.iter().take(3).map(|(_, cell, _)| shown(cell).shown()).collect::<Vec<_>>(),
        ["表", "行编号", "单位"]
    );
}

/// The points of A4, wider than high, that a sheet's page holds: 21 cm less the margins of 4.2 cm, enlarged as the sheet is
/// reduced to the 26.7 cm across.
fn page_height(sheet: &Sheet) -> f64 {
    let last = usize::try_from(sheet.page.area.unwrap().last.col).unwrap();
    // A letter is 7 pixels of 0.75 points, a column has 5 pixels beside its letters.
    let across: f64 = sheet.columns[..=last].iter().map(|column| (column.width * 7.0 + 5.0) * 0.75).sum();
    let (high, wide) = ((21.0 - 4.2) / 2.54 * 72.0, (29.7 - 3.0) / 2.54 * 72.0);
    high * (across / wide).max(1.0)
}

#[test]
fn every_page_of_several_lists_on_a_sheet_begins_with_the_head_of_its_list() {
    let plan = plan();
    let mut quarter = full(&plan).quarter();
    quarter.unplaced =
        vec![UnplacedLine { at: Location::nowhere(), text: "另附说明".to_owned(), note: String::new() }];
    let book = workbook(&plan, &quarter, None);
    for (name, head, lists) in [("报送情况", "单位", 2), ("争先创优晾晒表", "指标编号", 1), ("数据溯源", "表", 1)]
    {
        let sheet = sheet(&book, name);
        let repeated = usize::try_from(sheet.page.repeat.unwrap().0).unwrap();
        let first = |row: usize| shown(&sheet.rows[row].cells[0].1).shown();
        let breaks: Vec<usize> = sheet.page.breaks.iter().map(|row| usize::try_from(*row).unwrap()).collect();
        // The pages before the list whose head stands on each of its pages by itself.
        let pages: Vec<usize> = breaks.iter().copied().filter(|row| *row < repeated).collect();
        assert!(pages.len() > 1 || lists == 1, "{name}: {pages:?}");
        let mut begins = 0;
        for next in pages.iter().copied().chain([repeated]) {
            let height: f64 = sheet.rows[begins..next].iter().map(|row| row.height.unwrap()).sum();
            assert!(height <= page_height(sheet), "{name} {begins}..{next}: {height}");
            let list = begins == 0 || first(begins) == head;
            // Or a list's heading, or that of the pictures, with which something else begins.
            assert!(list || sheet.rows[begins].cells.len() == 1, "{name} {begins}: {}", first(begins));
            begins = next;
        }
    }
}

#[test]
fn a_task_stands_once_over_its_measures() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "重点任务攻坚表");
    for label in ["重点任务", "序号"] {
        let col = column(sheet, label);
        let own = |range: &&CellRange| range.first.col == col && range.last.col == col;
        let merged: Vec<CellRange> = sheet.merges.iter().filter(own).copied().collect();
        // No cell goes over the end of a page.
        let torn = |row: &u32| merged.iter().any(|range| (range.first.row + 1..=range.last.row).contains(row));
        assert!(!sheet.page.breaks.iter().any(torn), "{label}");
        // Measures per task in 附件1: cells over several rows, and single ones, of which one begins a page at most.
        let per_task = [1, 5, 6, 2, 4, 5, 3, 3, 3, 1, 4, 3, 2, 6, 5, 2, 6, 6, 2];
        let mut at = 4;
        for measures in per_task {
            let own = at..at + measures;
            let pages = sheet.page.breaks.iter().filter(|row| (own.start + 1..own.end).contains(*row)).count();
            let filled = sheet.rows.iter().zip(0_u32..).filter(|(row, index)| {
                own.contains(index) && row.cells.iter().any(|(at, cell, _)| *at == col && *cell != Cell::Blank)
            });
            assert_eq!(filled.count(), pages + 1, "{label} from row {at}");
            at += measures;
        }
        assert_eq!(at, 4 + 69);
    }
    assert!(sheet.page.breaks.len() > 4, "{:?}", sheet.page.breaks);
}

#[test]
fn the_cover_is_one_page() {
    let plan = plan();
    let mut filled = full(&plan);
    filled.blame(TableId::Tasks, "6.1", "推进状态", "大概完成", "V12");
    let book = workbook(&plan, &filled.quarter(), Some(jiff::civil::date(2023, 10, 12)));
    let cover = sheet(&book, "封面");
    let end = usize::try_from(*cover.page.breaks.first().unwrap()).unwrap();
    let high: f64 = cover.rows[..end].iter().filter_map(|row| row.height).sum();
    // A letter of the default font is 7 pixels of 0.75 points, a column has 5 more. A4 has 595.3 × 841.9 points; its
    // margins take 3.0 and 4.2 cm.
    let wide: f64 = cover.columns.iter().map(|column| (column.width * 7.0 + 5.0) * 0.75).sum();
    let scale = ((595.3 - 85.0) / wide).min(1.0);
    assert!(high * scale < (841.9 - 119.1) * 0.98, "{high} × {scale}");
}

#[test]
fn no_page_of_the_bulletin_ends_with_a_heading() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "季度通报");
    let text = |row: u32| shown(&sheet.rows[usize::try_from(row).unwrap()].cells[0].1).shown();
    assert!(!sheet.page.breaks.is_empty());
    for row in &sheet.page.breaks {
        let last = text(row - 1);
        let is_heading = last.trim_start().chars().nth(1) == Some('、') && !last.ends_with('。');
        assert!(!is_heading && !last.ends_with('：'), "{last}");
    }
}

/// The size of a merged or single cell: width in letters, height in points.
fn size(sheet: &Sheet, at: CellRef) -> (f64, f64) {
    let merged = sheet.merges.iter().find(|range| range.first == at).copied();
    let range = merged.unwrap_or(CellRange { first: at, last: at });
    let columns = (0..).zip(&sheet.columns).filter(|(col, _)| (range.first.col..=range.last.col).contains(col));
    let rows = (0..).zip(&sheet.rows).filter(|(row, _)| (range.first.row..=range.last.row).contains(row));
    (columns.map(|(_, column)| column.width).sum(), rows.filter_map(|(_, row)| row.height).sum())
}

/// Texts that don't fit: every character two letters wide, a line 1.25 times the size. No spare.
fn cut(book: &Book) -> Vec<String> {
    let mut cut = Vec::new();
    for sheet in book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible) {
        for (row, line) in (0..).zip(&sheet.rows) {
            for (col, cell, style) in line.cells.iter().filter(|(.., style)| style.wrap) {
                let at = CellRef::new(row, *col);
                let (width, height) = size(sheet, at);
                let points = f64::from(style.size) / 10.0;
                let letters = width * 10.5 / points;
                let lines: f64 = shown(cell)
                    .shown()
                    .lines()
                    .map(|line| (f64::from(u32::try_from(qingdan::text::width(line)).unwrap()) / letters).ceil())
                    .sum();
                if lines * points * 1.25 > height {
                    cut.push(format!("{} {at} {lines} lines in {height}", sheet.name));
                }
            }
        }
    }
    cut
}

#[test]
fn rows_are_high_enough_for_all_their_texts() {
    let plan = plan();
    assert_eq!(cut(&workbook(&plan, &Filled::new(&plan).quarter(), None)), [""; 0]);
    let mut filled = full(&plan);
    let text = qingdan::value::Value::Text("完成主体结构。".repeat(42));
    filled.fill(TableId::Tasks, "6.1", &[("本期进展情况", text.clone()), ("需专班协调事项", text)]);
    assert_eq!(cut(&workbook(&plan, &filled.quarter(), None)), [""; 0]);
}

#[test]
fn the_unit_in_a_head_is_never_torn() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let labels: Vec<(String, String)> = plan
        .tables
        .iter()
        .flat_map(|table| &table.fields)
        .filter_map(|field| Some((field.label(), format!("({})", field.unit.as_ref()?))))
        .collect();
    let letters = |text: &str| f64::from(u32::try_from(qingdan::text::width(text)).unwrap());
    let mut torn = Vec::new();
    for sheet in book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible) {
        for (row, line) in (0..).zip(&sheet.rows) {
            for (col, cell, _) in &line.cells {
                let text = shown(cell).shown();
                let bare = text.replace('\n', "");
                let Some((_, unit)) = labels.iter().find(|(label, _)| *label == bare) else { continue };
                // A letter's width is left free at either side; fonts that stand in for ours are wider.
                let (width, _) = size(sheet, CellRef::new(row, *col));
                let own_line = text.ends_with(&format!("\n{unit}")) && letters(unit) <= width - 1.0;
                if letters(&text) > width - 2.0 && !own_line {
                    torn.push(format!("{} {text} in {width}", sheet.name));
                }
            }
        }
    }
    assert_eq!(torn, [""; 0]);
}

#[test]
fn a_quarter_without_returns_is_grey_and_says_why() {
    let (plan, _) = load(&Files::embedded());
    let book = workbook(&plan, &Filled::new(&plan).quarter(), None);
    let tasks = sheet(&book, "重点任务攻坚表");
    for measure in &plan.measures {
        assert_eq!(shown(cell(tasks, &measure.code.0, "亮灯")).shown(), "灰");
        assert_eq!(shown(cell(tasks, &measure.code.0, "本期进展情况")).shown(), "牵头单位未报送");
    }
    let indicators = sheet(&book, "主要指标进度表");
    let col = column(indicators, "指标名称");
    for indicator in &plan.indicators {
        // What is added up from the projects is a figure all the same: nothing invested, of what is registered.
        if indicator.measured != qingdan::plan::Measured::Reported {
            continue;
        }
        assert_eq!(shown(cell(indicators, &indicator.code.0, "亮灯")).shown(), "灰", "{}", indicator.code);
        let mut named = indicators.rows.iter().flat_map(|row| &row.cells);
        let of_row = named.find(|(at, cell, _)| *at == col && shown(cell).shown() == indicator.name);
        assert!(of_row.unwrap().2.fill.is_some(), "{}", indicator.code);
    }
}

#[test]
fn the_colour_of_a_light_follows_its_word() {
    let plan = plan();
    let book = workbook(&plan, &full(&plan).quarter(), None);
    let sheet = sheet(&book, "主要指标进度表");
    let col = qingdan::location::column_letters(column(sheet, "亮灯"));
    let words: Vec<&str> = sheet.conditions.iter().map(|condition| condition.formula.as_str()).collect();
    for word in ["绿", "黄", "红", "灰"] {
        assert!(words.contains(&format!("=${col}5=\"{word}\"").as_str()), "{words:?}");
    }
}

#[test]
fn what_many_supporters_say_is_listed_where_a_row_is_too_low_for_it() {
    // 2.1 gets nine supporting units; 5.4 has three.
    const MANY: &str = "2.1";
    const FEW: &str = "5.4";
    let others =
        ["区商务局", "区经信局", "区科技局", "区教育局", "区财政局", "区民政局", "区统计局", "区住建局", "区司法局"];
    let mut files = Files::embedded();
    let (_, list) = files.files.iter_mut().find(|(name, _)| *name == "tasks.csv").unwrap();
    let (before, record) = list.split_at(list.find("\n2.1,").unwrap());
    *list = format!("{before}{}", record.replacen("区发改局", &format!("区发改局、{}", others.join("、")), 1));
    let (plan, faults) = load(&files);
    assert!(faults.iter().all(|fault| fault.severity != Severity::Error), "{faults:?}");
    let mut filled = Filled::new(&plan);
    let tasks = plan.table(TableId::Tasks);
    let progress = tasks.named("本期进展情况").unwrap();
    let said =
        |unit: &str| unit.chars().chain("完成项目用地预审和论证。".chars().cycle()).take(300).collect::<String>();
    let mut expected: Vec<(String, String)> = Vec::new();
    for row in filled.checked.rows.iter_mut().filter(|row| row.table == TableId::Tasks && row.part == Part::Support) {
        if [MANY, FEW].contains(&&*row.key.0) {
            let name = &plan.unit(row.unit).name;
            row.state = State::Returned;
            row.values[progress] = Value::text(&said(name));
            expected.push((row.key.0.clone(), name.clone()));
        }
    }
    let silent = filled.checked.rows.iter_mut().find(|row| row.key.0 == MANY && row.part == Part::Support).unwrap();
    silent.state = State::Missing;
    let silent = plan.unit(silent.unit).name.clone();
    assert_eq!(expected.len(), 12);
    let many: Vec<&String> = expected.iter().filter(|(key, _)| key == MANY).map(|(_, unit)| unit).collect();
    let book = workbook(&plan, &filled.quarter(), None);
    assert_eq!(cut(&book), Vec::<String>::new());

    let shown_at = |key: &str| shown(cell(sheet(&book, &tasks.name), key, "配合单位进展")).shown();
    let text = shown_at(MANY);
    assert!(text.contains(&format!("未报1家：{silent}")) && text.contains("见群组明细"), "{text}");
    assert!(many.iter().all(|unit| text.contains(unit.as_str())), "{text}");
    let listed = texts(sheet(&book, "群组明细"));
    assert!(many.iter().filter(|unit| ***unit != silent).all(|unit| listed.contains(&said(unit))));
    // What fits stands there whole, and only there.
    for (_, unit) in expected.iter().filter(|(key, _)| key == FEW) {
        assert!(shown_at(FEW).contains(&format!("{unit}：{}", said(unit))));
        assert!(many.contains(&unit) || !listed.contains(&said(unit)));
    }
}
