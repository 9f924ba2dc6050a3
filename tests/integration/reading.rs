//! Honest workbooks: what was written is found where it was written.

mod bombs;
mod hostile;
mod parts;
mod second_opinion;

use crate::package;
use crate::workbook::Workbook;
use jiff::civil::date;
use proptest::prelude::*;
use qingdan::location::{CellRange, CellRef};
use qingdan::read::{Defect, Format, Grid, Limits, RawCell, Source, read};
use qingdan::value::{CellError, Value};
use rust_xlsxwriter::{ExcelDateTime, Formula, Note};
use std::collections::BTreeMap;

fn source(bytes: &[u8]) -> Source {
    read("商务局.xlsx", bytes, &Limits::default())
}

/// The grids of a workbook in which nothing is wrong.
fn grids(bytes: &[u8]) -> Vec<Grid> {
    let source = source(bytes);
    assert_eq!(source.defects, []);
    assert_eq!(source.format, Format::Xlsx);
    source.grids
}

fn grid(bytes: &[u8]) -> Grid {
    grids(bytes).swap_remove(0)
}

/// Addresses and values of a grid.
fn values(grid: &Grid) -> Vec<(String, Value)> {
    grid.cells.iter().map(|cell| (cell.at.to_string(), cell.value.clone())).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn at<'grid>(grid: &'grid Grid, address: &str) -> &'grid RawCell {
    grid.cells.iter().find(|cell| cell.at.to_string() == address).unwrap()
}

fn made(write: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    write(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn shown_as(code: &str) -> rust_xlsxwriter::Format {
    rust_xlsxwriter::Format::new().set_num_format(code)
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-1e15..1e15).prop_map(Value::Number),
        "[ -~重点任务攻坚\n😀]{1,30}".prop_map(Value::Text),
        any::<bool>().prop_map(Value::Bool),
        (1901_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Value::Date(date(year, month, day))),
    ]
}

fn any_sheet() -> impl Strategy<Value = BTreeMap<(u32, u16), Value>> {
    let corner = prop_oneof![Just((1_048_575, 16_383)), Just((0, 0)), (0..1_048_576_u32, 0..16_384_u16)];
    proptest::collection::btree_map(prop_oneof![corner, (0..30_u32, 0..12_u16)], any_value(), 0..20)
}

fn written(sheet: &BTreeMap<(u32, u16), Value>) -> Vec<u8> {
    made(|worksheet| {
        for ((row, col), value) in sheet {
            match value {
                Value::Number(number) => worksheet.write(*row, *col, *number).unwrap(),
                Value::Text(text) => worksheet.write(*row, *col, text).unwrap(),
                Value::Bool(truth) => worksheet.write(*row, *col, *truth).unwrap(),
                Value::Date(day) => {
                    let year = u16::try_from(day.year()).unwrap();
                    let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
                    let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
                    worksheet.write_with_format(*row, *col, &day, &shown_as("yyyy\"年\"m\"月\"d\"日\"")).unwrap()
                }
                Value::Blank | Value::NoData | Value::Error(_) => worksheet,
            };
        }
    })
}

fn expected(sheet: &BTreeMap<(u32, u16), Value>) -> Vec<(CellRef, Value)> {
    sheet.iter().map(|((row, col), value)| (CellRef::new(*row, u32::from(*col)), value.clone())).collect()
}

fn found(grid: &Grid) -> Vec<(CellRef, Value)> {
    grid.cells.iter().map(|cell| (cell.at, cell.value.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_value_written_at_a_cell_is_found_at_that_cell(sheet in any_sheet()) {
        prop_assert_eq!(found(&grid(&written(&sheet))), expected(&sheet));
    }

    #[test]
    fn an_error_of_a_newer_program_costs_no_other_cell(sheet in any_sheet()) {
        let bytes = package::edited(&written(&sheet), "xl/worksheets/sheet1.xml", |part| {
            let spill = r#"<row r="40"><c r="N40" t="e"><v>#SPILL!</v></c></row>"#;
            if part.contains("<sheetData/>") {
                part.replace("<sheetData/>", &format!("<sheetData>{spill}</sheetData>"))
            } else {
                part.replace("</sheetData>", &format!("{spill}</sheetData>"))
            }
        });
        let mut sheet = sheet;
        sheet.insert((39, 13), Value::Error(CellError::Spill));
        prop_assert_eq!(found(&grid(&bytes)), expected(&sheet));
    }
}

#[test]
fn a_workbook_written_as_text_is_read_as_it_stands() {
    let bytes = Workbook::new()
        .sheet("填报说明", "填报单位 | 商务局")
        .sheet("重点任务攻坚表", "任务编号 | 推进状态 | 完成日期\n'6.1 | 已完成⏎无问题 | @2023-09-30\n | 12.5")
        .property("qingdan", "1;2023;0123456789ab;2023Q3;商务局;1")
        .bytes();
    let source = source(&bytes);
    assert_eq!(source.properties.custom, [("qingdan".to_owned(), "1;2023;0123456789ab;2023Q3;商务局;1".to_owned())]);
    assert!(source.properties.modified.is_some());
    let [cover, table] = source.grids.try_into().unwrap();
    assert_eq!((&*cover.name, cover.index, cover.visible), ("填报说明", 0, true));
    assert_eq!((&*table.name, table.index), ("重点任务攻坚表", 1));
    let expected = [
        ("A1", text("任务编号")),
        ("B1", text("推进状态")),
        ("C1", text("完成日期")),
        ("A2", text("6.1")),
        ("B2", text("已完成\n无问题")),
        ("C2", Value::Date(date(2023, 9, 30))),
        ("B3", Value::Number(12.5)),
    ];
    assert_eq!(values(&table), expected.map(|(at, value)| (at.to_owned(), value)));
}

#[test]
fn margins_keep_absolute_addresses() {
    let bytes = made(|sheet| {
        sheet.write(4, 2, "表头").unwrap();
    });
    assert_eq!(values(&grid(&bytes)), [("C5".to_owned(), text("表头"))]);
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let bytes = package::with_sheet(
        &package::sheet_part(
            r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#,
        ),
        &[],
    );
    assert_eq!(
        values(&grid(&bytes)),
        [("A1".to_owned(), Value::Number(1.0)), ("XFD1048576".to_owned(), Value::Number(2.0))]
    );
}

#[test]
fn a_percentage_is_known_by_its_format() {
    let grid = grid(&made(|sheet| {
        sheet.write_with_format(0, 0, 0.85, &shown_as("0%")).unwrap();
        sheet.write_with_format(1, 0, 0.85, &shown_as("0.00%")).unwrap();
        sheet.write_with_format(2, 0, 0.85, &shown_as("0.0%;[Red]-0.0%")).unwrap();
        sheet.write_with_format(3, 0, 85, &shown_as("0\"%\"")).unwrap();
        sheet.write(4, 0, 85).unwrap();
    }));
    let percent: Vec<bool> = grid.cells.iter().map(|cell| cell.percent).collect();
    assert_eq!(percent, [true, true, true, false, false]);
    assert_eq!(at(&grid, "A1").value, Value::Number(0.85));
}

#[test]
fn a_day_loses_its_time_and_a_time_alone_stays_a_number() {
    let grid = grid(&made(|sheet| {
        // 2023-09-30 is day 45199 of the 1900 date system.
        sheet.write_with_format(0, 0, 45_199.75, &shown_as("yyyy-mm-dd hh:mm")).unwrap();
        sheet.write_with_format(1, 0, 0.75, &shown_as("hh:mm")).unwrap();
        sheet.write_with_format(2, 0, 45_199, &shown_as("[h]:mm")).unwrap();
        sheet.write_with_format(3, 0, -5, &shown_as("yyyy-mm-dd")).unwrap();
    }));
    let expected = [Value::Date(date(2023, 9, 30)), Value::Number(0.75), Value::Number(45_199.0), Value::Number(-5.0)];
    assert_eq!(grid.cells.into_iter().map(|cell| cell.value).collect::<Vec<_>>(), expected);
}

#[test]
fn days_of_the_1904_system_are_the_days_that_were_meant() {
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let workbook = package::workbook_part(
        r#"<workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>"#,
    );
    let bytes = package::with_rows(
        // 45199 − 1462 = 43737
        r#"<row r="1"><c r="A1" s="1"><v>43737</v></c></row>"#,
        &[("xl/styles.xml", styles), ("xl/workbook.xml", &workbook)],
    );
    assert_eq!(at(&grid(&bytes), "A1").value, Value::Date(date(2023, 9, 30)));
}

#[test]
fn a_formula_keeps_its_text_and_its_stored_value() {
    let grid = grid(&made(|sheet| {
        sheet.write_formula(0, 0, Formula::new("=B1+C1").set_result("8")).unwrap();
        sheet.write_formula(1, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(2, 0, Formula::new("=B3&\"\"").set_result("通过")).unwrap();
    }));
    let cells: Vec<_> = grid.cells.iter().map(|cell| (cell.formula.as_deref(), &cell.value, cell.cached)).collect();
    assert_eq!(
        cells,
        [
            (Some("B1+C1"), &Value::Number(8.0), true),
            (Some("1/0"), &Value::Error(CellError::Div0), true),
            (Some("B3&\"\""), &text("通过"), true),
        ]
    );
}

#[test]
fn a_formula_without_a_stored_value_is_not_cached() {
    let grid = grid(&package::with_rows(
        r#"<row r="1"><c r="A1"><f>B1*2</f></c><c r="B1"><f>C1*2</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c></row>"#,
        &[],
    ));
    let cells: Vec<_> = grid.cells.iter().map(|cell| (cell.formula.as_deref(), &cell.value, cell.cached)).collect();
    assert_eq!(
        cells,
        [
            (Some("B1*2"), &Value::Blank, false),
            (Some("C1*2"), &Value::Blank, false),
            (Some("\"\""), &Value::Blank, true),
        ]
    );
}

#[test]
fn a_shared_formula_reads_at_each_cell_as_if_it_stood_there() {
    let grid = grid(&package::with_rows(
        r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*$C$1</f><v>2</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>"#,
        &[],
    ));
    assert_eq!(at(&grid, "A1").formula.as_deref(), Some("B1*$C$1"));
    assert_eq!(at(&grid, "A2").formula.as_deref(), Some("B2*$C$1"));
    assert_eq!(at(&grid, "A2").value, Value::Number(4.0));
}

#[test]
fn rich_text_is_joined_and_phonetic_guides_are_left_out() {
    let strings = r#"<sst uniqueCount="2"><si><r><t>重点</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 任务</t></r><rPh sb="0" eb="1"><t>zhongdian</t></rPh></si><si><t>a_x000D_b &amp; c</t></si></sst>"#;
    let grid = grid(&package::with_rows(
        r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>表内</t></is></c><c t="b"><v>1</v></c><c t="d"><v>2023-09-30T08:00:00</v></c></row>"#,
        &[("xl/sharedStrings.xml", strings)],
    ));
    let expected = [
        ("A1", text("重点 任务")),
        ("B1", text("a\rb & c")),
        ("C1", text("表内")),
        ("D1", Value::Bool(true)),
        ("E1", Value::Date(date(2023, 9, 30))),
    ];
    assert_eq!(values(&grid), expected.map(|(at, value)| (at.to_owned(), value)));
}

#[test]
fn a_cell_with_only_a_style_is_not_filled_and_a_text_of_spaces_is() {
    let grid = grid(&made(|sheet| {
        sheet.write_blank(0, 0, &shown_as("0.00")).unwrap();
        sheet.write(1, 0, "   ").unwrap();
    }));
    assert_eq!(values(&grid), [("A2".to_owned(), text("   "))]);
}

#[test]
fn cells_written_backwards_are_sorted() {
    let grid = grid(&package::with_rows(
        r#"<row r="2"><c r="B2"><v>3</v></c><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
        &[],
    ));
    let expected = [("A1", 1.0), ("A2", 2.0), ("B2", 3.0)];
    assert_eq!(values(&grid), expected.map(|(at, number)| (at.to_owned(), Value::Number(number))));
}

#[test]
fn merges_hidden_rows_hidden_columns_and_notes_are_found() {
    let grid = grid(&made(|sheet| {
        sheet.merge_range(0, 0, 0, 3, "标题", &rust_xlsxwriter::Format::new()).unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.set_column_hidden(2).unwrap();
        sheet.insert_note(2, 1, &Note::new("请核实").add_author_prefix(false)).unwrap();
    }));
    assert_eq!(grid.merges, [CellRange::new(0, 0, 0, 3)]);
    assert_eq!(grid.hidden_rows, [4]);
    assert_eq!(grid.hidden_columns, [2]);
    assert_eq!(grid.notes, [(CellRef::new(2, 1), "请核实".to_owned())]);
}

#[test]
fn hidden_sheets_are_read_and_said_to_be_hidden() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().set_name("见").unwrap();
    workbook.add_worksheet().set_name("_lists").unwrap().set_hidden(true).write(0, 0, 1).unwrap();
    workbook.add_worksheet().set_name("_meta").unwrap().set_very_hidden(true).write(0, 0, 2).unwrap();
    let grids = grids(&workbook.save_to_buffer().unwrap());
    assert_eq!(grids.iter().map(|grid| grid.visible).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(at(&grids[2], "A1").value, Value::Number(2.0));
}

#[test]
fn macros_and_links_to_other_workbooks_are_named_and_the_cells_still_read() {
    let links = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///C:\Users\li\%E6%80%BB%E8%A1%A8.xlsx" TargetMode="External"/></Relationships>"#;
    let source = source(&package::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c></row>"#,
        &[
            ("xl/vbaProject.bin", "x"),
            ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", links),
        ],
    ));
    assert_eq!(source.defects, [Defect::Macros, Defect::ExternalLink("总表.xlsx".to_owned())]);
    assert_eq!(source.grids.len(), 1);
}

#[test]
fn equal_bytes_have_equal_digests() {
    // SHA-256 of nothing, as FIPS 180-4 gives it.
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(source(b"").digest, empty);
}
