//! What honest programs write in other ways than the one our tests' library has: part by part.

use super::{at, grid, grids, source, text, values};
use crate::package::{self, related};
use jiff::civil::date;
use qingdan::location::CellRef;
use qingdan::read::{Defect, RawCell};
use qingdan::value::{CellError, Value};

fn row(cells: &str) -> Vec<RawCell> {
    grid(&package::with_rows(&format!("<row>{cells}</row>"), &[])).cells
}

fn row_values(cells: &str) -> Vec<Value> {
    row(cells).into_iter().map(|cell| cell.value).collect()
}

#[test]
fn every_error_value_keeps_its_name() {
    // ECMA-376 part 1, 18.17.3, then those of later programs.
    let names = [
        ("#NULL!", CellError::Null),
        ("#DIV/0!", CellError::Div0),
        ("#VALUE!", CellError::Value),
        ("#REF!", CellError::Ref),
        ("#NAME?", CellError::Name),
        ("#NUM!", CellError::Num),
        ("#N/A", CellError::NotAvailable),
        ("#GETTING_DATA", CellError::GettingData),
        ("#SPILL!", CellError::Spill),
        ("#CALC!", CellError::Calc),
        ("#FIELD!", CellError::Field),
        ("#BLOCKED!", CellError::Blocked),
        ("#CONNECT!", CellError::Connect),
        ("#UNKNOWN!", CellError::Unknown),
        ("#BUSY!", CellError::Busy),
        ("#EXTERNAL!", CellError::External),
        ("#PYTHON!", CellError::Python),
        ("#TIMEOUT!", CellError::Timeout),
        ("#NEW!", CellError::Other),
    ];
    let cells = names.map(|(name, _)| format!(r#"<c t="e"><v>{name}</v></c>"#));
    assert_eq!(row_values(&cells.concat()), names.map(|(_, error)| Value::Error(error)));
    assert!(names[..18].iter().all(|(name, error)| error.as_str() == *name));
}

#[test]
fn values_are_read_through_the_white_space_and_the_notations_of_other_programs() {
    let cells = r#"<c><v> 12.5
</v></c><c t="n"><v>1.2E3</v></c><c t="b"><v>true</v></c><c t="b"><v>0</v></c><c t="str"><v> 甲 </v></c><c><v>12a</v></c><c t="x"><v>7</v></c><c><v><![CDATA[8]]></v></c><c><v>1e999</v></c>"#;
    let expected = [
        Value::Number(12.5),
        Value::Number(1200.0),
        Value::Bool(true),
        Value::Bool(false),
        text(" 甲 "),
        text("12a"),
        Value::Number(7.0),
        Value::Number(8.0),
        Value::Error(CellError::Num),
    ];
    assert_eq!(row_values(cells), expected);
}

#[test]
fn days_of_iso_8601_are_days_and_what_is_none_stays_a_text() {
    let cells = r#"<c t="d"><v>2023-09-30</v></c><c t="d"><v>2023-09-30T23:59:59.999Z</v></c><c t="d"><v>2023-09-31</v></c><c t="d"><v>08:00:00</v></c>"#;
    let day = Value::Date(date(2023, 9, 30));
    assert_eq!(row_values(cells), [day.clone(), day, text("2023-09-31"), text("08:00:00")]);
}

#[test]
fn texts_beside_the_cell_may_be_rich_and_have_phonetic_guides() {
    let cells = r#"<c t="inlineStr"><is><r><t>重</t></r><r><rPr><b/></rPr><t xml:space="preserve">点 </t></r><rPh sb="0" eb="2"><t>zhong<x/></t></rPh><phoneticPr fontId="1"/></is></c><c t="inlineStr"><is><t>  乙  </t></is></c><c t="inlineStr"><is><t>a&#10;&lt;&#x4E2D;_x000A_</t></is></c><c t="inlineStr"><v>9</v><is><t>丙</t></is></c>"#;
    assert_eq!(row_values(cells), [text("重点 "), text("乙"), text("a\n<中\n"), text("丙")]);
}

#[test]
fn what_an_extension_says_of_a_cell_is_not_its_value() {
    let cells = "<c><f>A9</f><v>5</v><extLst><ext><v>6</v><f>A10</f><is><t>甲</t></is></ext></extLst></c>";
    let cells = row(cells);
    assert_eq!((&cells[0].value, cells[0].formula.as_deref()), (&Value::Number(5.0), Some("A9")));
}

#[test]
fn formulas_of_arrays_and_without_stored_values_are_told() {
    let cells = row(
        r#"<c><f t="array" ref="A1:B1">_xlfn.FILTER(C1:D1,TRUE)</f><v>1</v></c><c><v>2</v></c><c><f>A1&amp;"&lt;"</f></c>"#,
    );
    let told: Vec<_> = cells.iter().map(|cell| (cell.formula.as_deref(), cell.cached)).collect();
    assert_eq!(told, [(Some("_xlfn.FILTER(C1:D1,TRUE)"), true), (None, true), (Some("A1&\"<\""), false)]);
}

#[test]
fn a_strict_workbook_is_read_like_any_other() {
    let office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let strict = |relations: &[(&str, &str)]| {
        let kinds: Vec<_> = relations.iter().map(|(kind, _)| format!("{office}/{kind}")).collect();
        related(&kinds.iter().zip(relations).map(|(kind, (_, target))| (kind.as_str(), *target)).collect::<Vec<_>>())
    };
    let workbook = format!(
        r#"<x:workbook xmlns:x="{main}" xmlns:r="{office}" conformance="strict"><x:sheets><x:sheet name="表" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>"#
    );
    let sheet = format!(
        r#"<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="d" s="1"><x:v>2023-09-30</x:v></x:c><x:c r="C1" s="1"><x:v>0.85</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
    );
    let custom = r#"<Properties xmlns:vt="http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"><property name="qingdan"><vt:lpwstr>1;2023</vt:lpwstr></property></Properties>"#;
    let bytes = package::zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &strict(&[("officeDocument", "xl/workbook.xml"), ("customProperties", "props/mine.xml")])),
        ("props/mine.xml", custom),
        ("xl/workbook.xml", &workbook),
        (
            "xl/_rels/workbook.xml.rels",
            &strict(&[("worksheet", "/xl/sheets/one.xml"), ("sharedStrings", "texts.xml"), ("styles", "looks.xml")]),
        ),
        ("xl/sheets/one.xml", &sheet),
        ("xl/texts.xml", "<sst><si><t>任务编号</t></si></sst>"),
        ("xl/looks.xml", r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>"#),
    ]);
    let expected = [("A1", text("任务编号")), ("B1", Value::Date(date(2023, 9, 30))), ("C1", Value::Number(0.85))];
    assert_eq!(values(&grid(&bytes)), expected.map(|(at, value)| (at.to_owned(), value)));
    assert!(at(&grid(&bytes), "C1").percent);
    assert_eq!(source(&bytes).properties.custom, [("qingdan".to_owned(), "1;2023".to_owned())]);
}

#[test]
fn a_thread_of_comments_is_told_by_its_own_texts() {
    let thread = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
    let relations = related(&[("comments", "../comments1.xml"), (thread, "../threadedComments/threadedComment1.xml")]);
    let notes = r#"<comments><commentList><comment ref="B2"><text><t>[线程批注] 你的Excel版本可读取此线程批注 注释: 请核实</t></text></comment><comment ref="A1"><text><r><t>旧批注</t></r></text></comment></commentList></comments>"#;
    let threads = r#"<ThreadedComments><threadedComment ref="B2" id="{1}"><text>请核实</text></threadedComment><threadedComment ref="B2" id="{2}" parentId="{1}"><text>已核实</text></threadedComment></ThreadedComments>"#;
    let grid = grid(&package::with_rows(
        "",
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", &relations),
            ("xl/comments1.xml", notes),
            ("xl/threadedComments/threadedComment1.xml", threads),
        ],
    ));
    assert_eq!(
        grid.notes,
        [(CellRef::new(0, 0), "旧批注".to_owned()), (CellRef::new(1, 1), "请核实\n已核实".to_owned())]
    );
}

#[test]
fn macros_are_known_by_their_reference_under_any_name() {
    let code = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";
    let relations = related(&[("worksheet", "worksheets/sheet1.xml"), (code, "code.bin")]);
    let bytes = package::with_rows("", &[("xl/_rels/workbook.xml.rels", &relations), ("xl/code.bin", "x")]);
    assert_eq!(source(&bytes).defects, [Defect::Macros]);
}

#[test]
fn hidden_columns_may_be_told_in_any_order_and_beyond_the_last() {
    let sheet = package::sheet_part(
        r#"<cols><col min="16384" max="99999" hidden="1"/><col min="2" max="3" hidden="true"/><col min="3" max="4" hidden="1"/><col min="9" max="7" hidden="1"/><col min="0" max="1" hidden="1"/><col min="6" max="6" hidden="0"/></cols><sheetData><row r="3" hidden="1"/><row r="2" hidden="1"/><row r="3" hidden="1"/><row hidden="1"/></sheetData>"#,
    );
    let grid = grid(&package::with_sheet(&sheet, &[]));
    assert_eq!(grid.hidden_columns, [1, 2, 3, 16_383]);
    assert_eq!(grid.hidden_rows, [1, 2, 3]);
}

#[test]
fn a_template_and_a_chart_sheet_are_read() {
    let relations = related(&[("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml")]);
    let workbook = package::workbook_part(
        r#"<sheets><sheet name="图" sheetId="2" r:id="rId2"/><sheet name="表" sheetId="1" r:id="rId1"/></sheets>"#,
    );
    let types = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"/></Types>"#;
    let bytes = package::with_rows(
        "<row><c><v>1</v></c></row>",
        &[
            ("[Content_Types].xml", types),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/chartsheets/sheet1.xml", "<chartsheet/>"),
        ],
    );
    let grids = grids(&bytes);
    assert_eq!(grids.iter().map(|grid| (&*grid.name, grid.cells.len())).collect::<Vec<_>>(), [("图", 0), ("表", 1)]);
}
