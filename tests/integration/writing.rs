//! The bytes a book becomes, looked at with an unzipper: never with the code that wrote them.

use jiff::civil::date;
use qingdan::location::{CellRange, CellRef};
use qingdan::render::style::{Align, Color, NumberFormat, Style, WRONG};
use qingdan::render::{
    Allow, Book, Cell, Column, Condition, DefinedName, High, Page, Paper, Properties, Row, Sheet, Strictness, Target,
    Validation, Visibility,
};
use qingdan::value::{CellError, Value};
use qingdan::write::write;
use std::io::{Cursor, Read};

/// A sheet with the given rows, all in one style.
fn sheet(name: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    let style = Style { border: true, ..Style::default() };
    let rows = rows
        .into_iter()
        .map(|cells| Row { height: None, cells: (0..).zip(cells).map(|(col, cell)| (col, cell, style)).collect() })
        .collect();
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

/// A book of one sheet.
fn book(sheet: Sheet) -> Book {
    Book { sheets: vec![sheet], ..Book::default() }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn formula(a1: &str, cached: Value) -> Cell {
    Cell::Formula { a1: a1.to_owned(), cached }
}

/// A part of the package, as text.
fn part(xlsx: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut content = String::new();
    parts.by_name(name).unwrap().read_to_string(&mut content).unwrap();
    content
}

/// The first sheet's part.
fn first_sheet(book: &Book) -> String {
    part(&write(book).unwrap(), "xl/worksheets/sheet1.xml")
}

/// The element that stands at `r="A1"`, from `<c` to `</c>` or `/>`, without its style.
fn cell_at(sheet: &str, at: &str) -> String {
    let start = sheet.find(&format!("<c r=\"{at}\"")).unwrap();
    let rest = &sheet[start..];
    let tag = rest.find('>').unwrap();
    let end = if rest[..tag].ends_with('/') { tag + 1 } else { rest.find("</c>").unwrap() + 4 };
    let mut cell = rest[..end].to_owned();
    if let Some(style) = cell.find(" s=\"") {
        let length = cell[style + 4..].find('"').unwrap() + 5;
        cell.replace_range(style..style + length, "");
    }
    cell
}

/// Everything a book can hold, in small.
fn everything() -> Book {
    let mut first = sheet(
        "重大项目实施表",
        vec![
            vec![text("项目"), Cell::Blank, Cell::Blank],
            vec![text("医疗器械"), Cell::Number(10.5), Cell::Date(date(2023, 9, 5))],
            vec![formula("=SUM(B2:B2)", Value::Number(10.5)), Cell::Blank, text("6.1")],
        ],
    );
    first.columns = vec![Column { width: 20.0, hidden: false }, Column { width: 8.0, hidden: true }];
    first.rows[0].height = Some(30.0);
    first.merges = vec![CellRange::new(0, 0, 0, 2)];
    first.notes = vec![(CellRef::new(1, 1), "累计完成投资超过总投资".to_owned())];
    first.conditions = vec![Condition {
        range: CellRange::new(1, 0, 2, 2),
        formula: "=$B2>10".to_owned(),
        fill: Color(0x00FF_C7CE),
        color: Color(0x009C_0006),
    }];
    first.freeze = Some(CellRef::new(1, 1));
    first.filter = Some(CellRange::new(0, 0, 2, 2));
    first.protected = true;
    first.tab = Some(Color(0x00C0_0000));
    first.page = Page {
        paper: Paper::A3Landscape,
        area: Some(CellRange::new(0, 0, 2, 2)),
        repeat: Some((0, 0)),
        breaks: vec![1],
        header: "&C征求意见稿".to_owned(),
        numbered: true,
        high: High::AsNeeded,
    };
    let mut hidden = sheet("_limits", vec![vec![text("黄灯系数"), Cell::Number(0.7)]]);
    hidden.visibility = Visibility::Hidden;
    Book {
        properties: Properties {
            title: "季度汇总表".to_owned(),
            subject: "2023Q3".to_owned(),
            author: "专班办公室".to_owned(),
            created: Some(date(2023, 9, 30)),
            custom: vec![("qingdan".to_owned(), "1;2023;abc;2023Q3;商务局;1".to_owned())],
        },
        names: vec![DefinedName { name: "黄灯系数".to_owned(), refers_to: "=_limits!$B$1".to_owned() }],
        sheets: vec![hidden, first],
    }
}

#[test]
fn a_text_result_is_a_text_even_where_it_looks_like_something_else() {
    let results = ["", "6.1", "TRUE", "#N/A", "nan", " 6 ", "<a&b>", "暂无"];
    let rows = vec![results.iter().map(|result| formula("=T(Z1)", Value::Text((*result).to_owned()))).collect()];
    let sheet = first_sheet(&book(sheet("s", rows)));
    let expected = [
        ("A1", "<v></v>"),
        ("B1", "<v>6.1</v>"),
        ("C1", "<v>TRUE</v>"),
        ("D1", "<v>#N/A</v>"),
        ("E1", "<v>nan</v>"),
        ("F1", "<v xml:space=\"preserve\"> 6 </v>"),
        ("G1", "<v>&lt;a&amp;b&gt;</v>"),
        ("H1", "<v>暂无</v>"),
    ];
    for (at, value) in expected {
        assert_eq!(cell_at(&sheet, at), format!("<c r=\"{at}\" t=\"str\"><f>T(Z1)</f>{value}</c>"));
    }
}

#[test]
fn every_other_result_has_the_type_it_is() {
    let results = [
        (Value::Blank, " t=\"str\"", ""),
        (Value::NoData, " t=\"str\"", "暂无数据"),
        (Value::Number(0.1), "", "0.1"),
        (Value::Number(-0.0), "", "0"),
        (Value::Number(f64::NAN), " t=\"e\"", "#NUM!"),
        // 2023-09-30 is day 45,199 of a spreadsheet.
        (Value::Date(date(2023, 9, 30)), "", "45199"),
        (Value::Bool(true), " t=\"b\"", "1"),
        (Value::Bool(false), " t=\"b\"", "0"),
        (Value::Error(CellError::Div0), " t=\"e\"", "#DIV/0!"),
        (Value::Error(CellError::Other), " t=\"e\"", "#VALUE!"),
    ];
    for (value, kind, shown) in results {
        let sheet = first_sheet(&book(sheet("s", vec![vec![formula("=Z1", value)]])));
        assert_eq!(cell_at(&sheet, "A1"), format!("<c r=\"A1\"{kind}><f>Z1</f><v>{shown}</v></c>"));
    }
}

#[test]
fn equal_books_are_equal_bytes_in_whatever_thread() {
    let first = write(&everything()).unwrap();
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(|| write(&everything()).unwrap())).collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn the_only_times_in_a_file_are_the_day_it_stands_for_and_the_first_a_zip_knows() {
    let xlsx = write(&everything()).unwrap();
    let core = part(&xlsx, "docProps/core.xml");
    assert!(core.contains(r#"<dcterms:created xsi:type="dcterms:W3CDTF">2023-09-30T00:00:00Z</dcterms:created>"#));
    assert!(core.contains(r#"<dcterms:modified xsi:type="dcterms:W3CDTF">2023-09-30T00:00:00Z</dcterms:modified>"#));
    let mut parts = zip::ZipArchive::new(Cursor::new(&xlsx)).unwrap();
    for index in 0..parts.len() {
        let time = parts.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour(), time.second()), (1980, 1, 1, 0, 0));
    }
    let undated = part(&write(&book(sheet("s", vec![]))).unwrap(), "docProps/core.xml");
    assert!(undated.contains(">2000-01-01T00:00:00Z<"));
}

#[test]
fn properties_names_and_the_stamp_are_there() {
    let xlsx = write(&everything()).unwrap();
    let core = part(&xlsx, "docProps/core.xml");
    for element in [
        "<dc:title>季度汇总表</dc:title>",
        "<dc:subject>2023Q3</dc:subject>",
        "<dc:creator>专班办公室</dc:creator>",
        "<cp:lastModifiedBy>专班办公室</cp:lastModifiedBy>",
    ] {
        assert!(core.contains(element), "{element}");
    }
    let custom = part(&xlsx, "docProps/custom.xml");
    assert!(custom.contains(r#"name="qingdan"><vt:lpwstr>1;2023;abc;2023Q3;商务局;1</vt:lpwstr>"#));
    let workbook = part(&xlsx, "xl/workbook.xml");
    assert!(workbook.contains(r#"<definedName name="黄灯系数">_limits!$B$1</definedName>"#));
}

#[test]
fn a_hidden_first_sheet_leaves_the_first_visible_one_open() {
    let workbook = part(&write(&everything()).unwrap(), "xl/workbook.xml");
    assert!(workbook.contains(r#"<sheet name="_limits" sheetId="1" state="hidden" r:id="rId1"/>"#));
    assert!(workbook.contains(r#"<sheet name="重大项目实施表" sheetId="2" r:id="rId2"/>"#));
    assert!(workbook.contains(r#"activeTab="1""#));
    assert!(!workbook.contains(r#"firstSheet="0""#));
}

#[test]
fn a_merge_has_the_text_and_the_border_of_its_first_cell() {
    let xlsx = write(&everything()).unwrap();
    let sheet = part(&xlsx, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains(r#"<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>"#));
    assert!(cell_at(&sheet, "A1").contains("t=\"s\""));
    let style_of = |at: &str| {
        let start = sheet.find(&format!("<c r=\"{at}\" s=\"")).unwrap() + at.len() + 11;
        sheet[start..].split('"').next().unwrap().to_owned()
    };
    assert_eq!(style_of("A1"), style_of("B1"));
    assert_eq!(style_of("A1"), style_of("C1"));
}

#[test]
fn columns_rows_panes_filters_tabs_and_conditions_are_as_the_book_says() {
    let sheet = part(&write(&everything()).unwrap(), "xl/worksheets/sheet2.xml");
    for element in [
        r#"ht="30" customHeight="1""#,
        r#"hidden="1" customWidth="1"/>"#,
        r#"<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>"#,
        r#"<autoFilter ref="A1:C3"/>"#,
        r#"<tabColor rgb="FFC00000"/>"#,
        r#"<conditionalFormatting sqref="A2:C3"><cfRule type="expression" dxfId="0" priority="1"><formula>$B2&gt;10</formula>"#,
        r#"<ignoredError sqref="A1:C3" numberStoredAsText="1"/>"#,
    ] {
        assert!(sheet.contains(element), "{element} in {sheet}");
    }
    let styles = part(&write(&everything()).unwrap(), "xl/styles.xml");
    assert!(styles.contains(r#"<color rgb="FF9C0006"/>"#));
    assert!(styles.contains(r#"<bgColor rgb="FFFFC7CE"/>"#));
}

#[test]
fn a_row_with_a_cell_to_be_filled_in_grows_with_what_is_typed_and_the_others_stay_as_they_are() {
    let row =
        |style| Row { height: Some(36.0), cells: vec![(0, text("编号"), Style::LOCKED), (1, Cell::Blank, style)] };
    let rows = vec![row(Style::LOCKED), row(Style::INPUT), row(Style::INPUT.blamed(WRONG))];
    let part = first_sheet(&book(Sheet { rows, ..sheet("重点任务攻坚表", Vec::new()) }));
    let tags: Vec<&str> = part.split("<row ").skip(1).map(|row| row.split('>').next().unwrap()).collect();
    // Without `customHeight` the height is the program's to fit; until then it is the one that stands there.
    assert_eq!(
        tags,
        [
            r#"r="1" spans="1:2" ht="36" customHeight="1""#,
            r#"r="2" spans="1:2" ht="36""#,
            r#"r="3" spans="1:2" ht="36""#
        ]
    );
}

#[test]
fn a_sheet_prints_one_page_wide_with_its_head_on_each_page() {
    let xlsx = write(&everything()).unwrap();
    let sheet = part(&xlsx, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains(r#"<pageSetUpPr fitToPage="1"/>"#));
    assert!(sheet.contains(r#"<pageSetup paperSize="8" fitToHeight="0" orientation="landscape""#));
    assert!(sheet.contains(r#"<printOptions horizontalCentered="1"/>"#));
    assert!(sheet.contains(r#"<rowBreaks count="1" manualBreakCount="1"><brk id="1""#));
    // 1.5 cm = 0.5906 in, 2.2 cm = 0.8661 in, 2.0 cm = 0.7874 in.
    for margin in [r#"left="0.590"#, r#"right="0.590"#, r#"top="0.866"#, r#"bottom="0.787"#] {
        assert!(sheet.contains(margin), "{margin}");
    }
    let workbook = part(&xlsx, "xl/workbook.xml");
    assert!(workbook.contains(r#"<definedName name="_xlnm.Print_Area" localSheetId="1">重大项目实施表!$A$1:$C$3<"#));
    assert!(workbook.contains(r#"<definedName name="_xlnm.Print_Titles" localSheetId="1">重大项目实施表!$1:$1<"#));
}

#[test]
fn page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() {
    let sheet = part(&write(&everything()).unwrap(), "xl/worksheets/sheet2.xml");
    let expected = concat!(
        r#"<headerFooter differentOddEven="1"><oddHeader>&amp;C征求意见稿</oddHeader>"#,
        r#"<oddFooter>&amp;R&amp;"宋体,Regular"&amp;14— &amp;P —</oddFooter>"#,
        r#"<evenHeader>&amp;C征求意见稿</evenHeader>"#,
        r#"<evenFooter>&amp;L&amp;"宋体,Regular"&amp;14— &amp;P —</evenFooter></headerFooter>"#
    );
    assert!(sheet.contains(expected), "{sheet}");
}

#[test]
fn a_header_without_page_numbers_is_one_for_all_pages() {
    let mut plain = sheet("s", vec![]);
    plain.page.header = "&C征求意见稿".to_owned();
    let sheet = first_sheet(&book(plain));
    assert!(sheet.contains("<headerFooter><oddHeader>&amp;C征求意见稿</oddHeader></headerFooter>"));
}

#[test]
fn a_protected_sheet_has_no_password_and_lets_rows_columns_filters_and_unlocked_cells_be_used() {
    let mut form = sheet("s", vec![vec![text("锁定"), text("可填")]]);
    form.rows[0].cells[1].2.locked = false;
    form.protected = true;
    let xlsx = write(&book(form)).unwrap();
    let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    let protection = sheet.split("<sheetProtection").nth(1).unwrap().split("/>").next().unwrap();
    assert!(!protection.contains("password") && protection.contains(r#"sheet="1""#));
    for allowed in ["formatColumns", "formatRows", "sort", "autoFilter"] {
        assert!(protection.contains(&format!(r#"{allowed}="0""#)), "{allowed}");
    }
    assert!(!protection.contains("formatCells=\"0\"") && !protection.contains("insertRows=\"0\""));
    assert_eq!(part(&xlsx, "xl/styles.xml").matches(r#"<protection locked="0"/>"#).count(), 1);
}

#[test]
fn validations_are_as_strict_as_the_book_says_and_their_words_fit() {
    let range = CellRange::new(1, 0, 9, 0);
    let of = |allow, strictness| Validation {
        range,
        allow,
        strictness,
        prompt: Some(("题".repeat(40), "字".repeat(300))),
        complaint: Some(("选项".to_owned(), "请从列表中选择".to_owned())),
    };
    let cases = [
        (
            of(Allow::List("=_lists!$A$2:$A$6".to_owned()), Strictness::Stop),
            r#"<dataValidation type="list" allowBlank="1""#,
            "<formula1>_lists!$A$2:$A$6</formula1>",
        ),
        (
            of(Allow::Decimal, Strictness::Warn),
            r#"<dataValidation type="decimal" errorStyle="warning" allowBlank="1""#,
            "<formula1>-1000000000000000</formula1><formula2>1000000000000000</formula2>",
        ),
        // 2000-01-01 is day 36,526 of a spreadsheet.
        (
            of(Allow::Date, Strictness::Stop),
            r#"<dataValidation type="date" operator="greaterThanOrEqual" allowBlank="1""#,
            "<formula1>36526</formula1>",
        ),
        (
            of(Allow::Formula("=LEN(A2)<=20".to_owned()), Strictness::Warn),
            r#"<dataValidation type="custom" errorStyle="warning" allowBlank="1""#,
            "<formula1>LEN(A2)&lt;=20</formula1>",
        ),
        (of(Allow::Anything, Strictness::Stop), "<dataValidation allowBlank=\"1\"", "sqref=\"A2:A10\"/>"),
    ];
    for (validation, start, rest) in cases {
        let mut form = sheet("s", vec![]);
        form.validations = vec![validation];
        let sheet = first_sheet(&book(form));
        assert!(sheet.contains(start) && sheet.contains(rest), "{start} {rest} in {sheet}");
        let title = format!(r#"promptTitle="{}…""#, "题".repeat(31));
        let prompt = format!(r#"prompt="{}…""#, "字".repeat(254));
        assert!(sheet.contains(&title) && sheet.contains(&prompt), "{sheet}");
        assert!(sheet.contains(r#"errorTitle="选项" error="请从列表中选择""#));
    }
}

#[test]
fn a_formula_that_would_break_the_file_is_refused_with_its_place() {
    let mut form = sheet("自检", vec![]);
    form.validations = vec![Validation {
        range: CellRange::new(1, 0, 9, 0),
        allow: Allow::Formula(format!("=LEN(\"{}\")>0", "a".repeat(255))),
        strictness: Strictness::Stop,
        prompt: None,
        complaint: None,
    }];
    let refused = format!("{:#}", write(&book(form)).unwrap_err());
    assert!(refused.contains("自检") && refused.contains("A2:A10") && refused.contains("255"), "{refused}");

    let long = formula(&format!("={}1", "1+".repeat(5000)), Value::Number(1.0));
    let refused = format!("{:#}", write(&book(sheet("自检", vec![vec![Cell::Blank, long]]))).unwrap_err());
    assert!(refused.contains("自检") && refused.contains("B1") && refused.contains("8192"), "{refused}");
}

#[test]
fn a_note_has_its_text_and_the_office_as_author() {
    let comments = part(&write(&everything()).unwrap(), "xl/comments1.xml");
    assert!(comments.contains("<authors><author>专班办公室</author></authors>"));
    assert!(comments.contains(r#"<comment ref="B2" authorId="0">"#));
    assert!(comments.contains(">累计完成投资超过总投资</t>"));
    let drawing = part(&write(&everything()).unwrap(), "xl/drawings/vmlDrawing1.vml");
    assert!(drawing.contains("visibility:hidden"));
}

#[test]
fn characters_that_xml_cannot_hold_break_nothing() {
    let dirty = "一\u{0}\u{1}\u{B}\u{1F}\u{FFFE}二\r\n三";
    let mut form = sheet("s", vec![vec![text(dirty), formula("=T(Z1)", Value::Text(dirty.to_owned()))]]);
    form.notes = vec![(CellRef::new(0, 0), dirty.to_owned())];
    form.validations = vec![Validation {
        range: CellRange::new(1, 0, 9, 0),
        allow: Allow::Anything,
        strictness: Strictness::Stop,
        prompt: Some((dirty.to_owned(), dirty.to_owned())),
        complaint: None,
    }];
    let mut dirty_book = book(form);
    dirty_book.properties.title = dirty.to_owned();
    dirty_book.properties.custom = vec![("qingdan".to_owned(), dirty.to_owned())];
    let xlsx = write(&dirty_book).unwrap();
    assert!(part(&xlsx, "xl/sharedStrings.xml").contains("<t>一二\n三</t>"));
    let mut parts = zip::ZipArchive::new(Cursor::new(&xlsx)).unwrap();
    for index in 0..parts.len() {
        let mut content = String::new();
        parts.by_index(index).unwrap().read_to_string(&mut content).unwrap();
        let bad = content.chars().find(|c| matches!(c, '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}'));
        assert_eq!(bad, None, "part {index}");
    }
}

#[test]
fn a_text_that_looks_like_markup_is_a_text() {
    let strings = part(&write(&book(sheet("s", vec![vec![text("<r><t>x</t></r>")]]))).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains("<t>&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;</t>"), "{strings}");
}

#[test]
fn a_text_longer_than_a_cell_ends_with_an_ellipsis() {
    let just = "字".repeat(32_767);
    let over = "字".repeat(32_768);
    let cut = format!("<t>{}…</t>", "字".repeat(32_766));
    let strings =
        part(&write(&book(sheet("s", vec![vec![text(&just), text(&over)]]))).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains(&format!("<t>{just}</t>")));
    assert!(strings.contains(&cut));
}

#[test]
fn a_style_is_one_format_with_its_font_number_and_alignment() {
    let style = Style {
        size: 105,
        bold: true,
        wrap: true,
        align: Align::Center,
        format: NumberFormat::Decimals(2),
        ..Style::default()
    };
    let mut plain = sheet("s", vec![]);
    plain.rows = (0..3).map(|_| Row { height: None, cells: vec![(0, Cell::Number(1.0), style)] }).collect();
    let styles = part(&write(&book(plain)).unwrap(), "xl/styles.xml");
    // The default format, and one for the three cells.
    assert!(styles.contains("<cellXfs count=\"2\">"), "{styles}");
    assert!(styles.contains("<b/><sz val=\"10.5\"/>"));
    assert!(styles.contains(r#"<name val="仿宋_GB2312"/>"#));
    assert!(styles.contains(r#"<alignment horizontal="center" vertical="center" wrapText="1"/>"#));
    assert!(styles.contains(r#"formatCode="0.00""#));
}

#[test]
fn a_day_is_never_shown_as_its_number() {
    let xlsx = write(&book(sheet("s", vec![vec![Cell::Date(date(2023, 9, 5))]]))).unwrap();
    // 2023-09-05 is day 45,174 of a spreadsheet.
    assert!(cell_at(&part(&xlsx, "xl/worksheets/sheet1.xml"), "A1").contains("<v>45174</v>"));
    assert!(part(&xlsx, "xl/styles.xml").contains(r#"formatCode="yyyy-mm-dd""#));
}

#[test]
fn links_lead_to_cells_and_files() {
    let here = Target::Here("争先'创优".to_owned(), CellRef::new(11, 7));
    let link = |target| Cell::Link { target, text: "见".to_owned() };
    let file = |path: &str| link(Target::File(path.to_owned()));
    let row = vec![link(here), file("退回/商务局 第1次.xlsx"), file("完成20%22件.xlsx"), file("a#b.xlsx")];
    let xlsx = write(&book(sheet("s", vec![row]))).unwrap();
    let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<hyperlink ref="A1" location="'争先''创优'!H12""#), "{sheet}");
    assert_eq!(sheet.matches("<hyperlink ").count(), 3);
    let relations = part(&xlsx, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(relations.contains(r#"Target="退回/商务局%20第1次.xlsx" TargetMode="External""#), "{relations}");
    assert!(relations.contains(r#"Target="完成20%2522件.xlsx" TargetMode="External""#));
    // A place within a file is meant by #, so this one is a plain text.
    assert!(cell_at(&sheet, "D1").contains("t=\"s\""));
}

#[test]
fn links_beyond_what_a_sheet_may_have_are_plain_texts() {
    let link = Cell::Link { target: Target::Here("s".to_owned(), CellRef::new(0, 0)), text: "见".to_owned() };
    let rows = (0..6_554).map(|_| vec![link.clone(); 10]).collect();
    let sheet = first_sheet(&book(sheet("s", rows)));
    assert_eq!(sheet.matches("<hyperlink ").count(), 65_530);
    assert_eq!(sheet.matches("t=\"s\"").count(), 65_540);
}
