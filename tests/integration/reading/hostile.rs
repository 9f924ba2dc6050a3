//! Files that are no workbooks, or that no office program would write: each ends in its defect, none in a panic.

use super::source;
use crate::package::{self, related};
use crate::workbook::Workbook;
use proptest::prelude::*;
use qingdan::read::{Defect, Format, Limits, read};

/// The one thing wrong with a file that has no grids.
fn defect(bytes: &[u8]) -> Defect {
    limited(bytes, &Limits::default())
}

fn limited(bytes: &[u8], limits: &Limits) -> Defect {
    let mut source = read("x.xlsx", bytes, limits);
    assert!(source.grids.is_empty());
    assert_eq!(source.defects.len(), 1, "{:?}", source.defects);
    source.defects.remove(0)
}

fn refused(reason: &str) -> Defect {
    Defect::Unsafe(reason.to_owned())
}

fn cell(cell: &str) -> Vec<u8> {
    let strings = r#"<sst count="1" uniqueCount="1"><si><t>甲</t></si></sst>"#;
    package::with_rows(&format!(r#"<row r="1">{cell}</row>"#), &[("xl/sharedStrings.xml", strings)])
}

const NOTES: &str = "xl/comments1.xml";

fn honest() -> Vec<u8> {
    Workbook::new()
        .sheet("表", "任务编号 | 推进状态\n'6.1 | 已完成\n6 | @2023-09-30")
        .property("qingdan", "1;2023;0123456789ab;2023Q3;商务局;1")
        .bytes()
}

#[test]
fn a_file_is_what_its_content_is() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(1024, 0);
        bytes.extend(utf16(name));
        bytes.resize(2048, 0);
        bytes
    };
    let ods = package::zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")]);
    let cases: Vec<(Vec<u8>, Format)> = vec![
        (Vec::new(), Format::Empty),
        (b"%PDF-1.7".to_vec(), Format::Pdf),
        (b"\x89PNG\r\n\x1A\n".to_vec(), Format::Picture),
        (b"\xFF\xD8\xFF\xE0".to_vec(), Format::Picture),
        (b"Rar!\x1A\x07".to_vec(), Format::Archive),
        (b"7z\xBC\xAF\x27\x1C".to_vec(), Format::Archive),
        (compound("EncryptedPackage"), Format::Encrypted),
        (compound("Workbook"), Format::Xls),
        (compound("Book"), Format::Xls),
        (compound("WordDocument"), Format::Word),
        (package::zip(&[("[Content_Types].xml", ""), ("word/document.xml", "<x/>")]), Format::Word),
        (package::zip(&[("[Content_Types].xml", ""), ("xl/workbook.bin", "x")]), Format::Xlsb),
        (package::zip(&[("商务局.xlsx", "x")]), Format::Archive),
        (ods, Format::Ods),
        (package::zip(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "<x/>")]), Format::Presentation),
        (b"MIME-Version: 1.0\r\n".to_vec(), Format::WebArchive),
        (b"%TSD-Header-###%\0\x01".to_vec(), Format::Guarded),
        (b"\x62\x14\x23\x65\0\x01".to_vec(), Format::Guarded),
        (b"<html><p>6.1</html>".to_vec(), Format::Html),
        ("本季度工作进展顺利。\n".into(), Format::Text),
        (vec![0, 1, 2, 3], Format::Unknown),
    ];
    for (bytes, format) in cases {
        assert_eq!(source(&bytes).format, format);
        assert_eq!(defect(&bytes), Defect::NotReadable(format));
    }
    let tables: [(Vec<u8>, Format, &str); 6] = [
        (b"<html><table><tr><td>6.1".to_vec(), Format::Html, "6.1"),
        // 重点 in GBK.
        (b"\r\n<TABLE border=1><tr><td>\xD6\xD8\xB5\xE3".to_vec(), Format::Html, "重点"),
        (utf16("\u{FEFF}<table><tr><td>6.1"), Format::Html, "6.1"),
        ("任务编号,推进状态\n6.1,已完成\n".into(), Format::Text, "任务编号"),
        (b"\xD6\xD8\xB5\xE3,6.1\r\n".to_vec(), Format::Text, "重点"),
        (utf16("\u{FEFF}任务编号\t推进状态"), Format::Text, "任务编号"),
    ];
    for (bytes, format, first) in tables {
        let source = source(&bytes);
        assert_eq!((source.format, source.defects.len()), (format, 0));
        assert_eq!(source.grids[0].cells[0].value.shown(), first);
    }
}

#[test]
fn a_string_table_that_claims_too_much_is_refused() {
    for claim in ["4294967295", "1000000000000", "99999999999999999999"] {
        let strings = format!(r#"<sst uniqueCount="{claim}"><si><t>甲</t></si></sst>"#);
        let bytes = package::with_rows("", &[("xl/sharedStrings.xml", &strings)]);
        assert_eq!(defect(&bytes), refused("文本表标明的条数与实际不符"));
    }
}

#[test]
fn a_string_index_that_leads_nowhere_is_refused() {
    for index in ["-1", "1", "x", "99999999999999999999"] {
        let bytes = cell(&format!(r#"<c r="A1" t="s"><v>{index}</v></c>"#));
        assert_eq!(defect(&bytes), refused("工作表“表”的单元格A1引用了不存在的文本"));
    }
}

#[test]
fn an_address_outside_the_grid_is_refused() {
    for address in ["XFE1", "A1048577", "A0", "AAAA1", "A99999999999", "1", "A", "$A$1"] {
        let bytes = cell(&format!(r#"<c r="{address}"><v>1</v></c>"#));
        assert_eq!(defect(&bytes), refused(&format!("工作表“表”含有不存在的单元格地址“{address}”")));
    }
    let row = package::with_rows(r#"<row r="1048577"><c><v>1</v></c></row>"#, &[]);
    assert_eq!(defect(&row), refused("工作表“表”含有不存在的单元格地址“1048577”"));
}

#[test]
fn two_cells_at_one_address_are_refused() {
    let bytes = cell(r#"<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>"#);
    assert_eq!(defect(&bytes), refused("工作表“表”的单元格A1重复"));
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let sheet = package::sheet_part("<sheetData/>");
    let bytes = package::with_sheet(&sheet, &[("xl/worksheets/sheet2.xml", &sheet)]);
    let (sought, put) = (b"sheet2.xml", b"sheet1.xml");
    let places: Vec<usize> = bytes.windows(10).enumerate().filter(|(_, w)| w == sought).map(|(at, _)| at).collect();
    let mut twice = bytes;
    for at in places {
        twice[at..at + 10].copy_from_slice(put);
    }
    assert_eq!(defect(&twice), refused("文件内部有重名部件"));
    let cases = package::with_sheet(&sheet, &[("XL\\Worksheets/Sheet1.xml", &sheet)]);
    assert_eq!(defect(&cases), refused("文件内部有重名部件"));
}

#[test]
fn an_entity_declaration_is_refused_in_every_part_that_is_read() {
    let declared = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>"#;
    let sheet = format!("{declared}{}", package::sheet_part("<sheetData/>"));
    assert_eq!(defect(&package::with_sheet(&sheet, &[])), refused("文件内部含有外来的实体声明"));
    for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels", NOTES] {
        let notes = ("xl/worksheets/_rels/sheet1.xml.rels", &*related(&[("comments", "/xl/comments1.xml")]));
        let bytes = package::with_rows("", &[notes, (part, &format!("{declared}<x/>"))]);
        assert_eq!(defect(&bytes), refused("文件内部含有外来的实体声明"), "{part}");
    }
}

#[test]
fn a_part_in_another_encoding_is_refused() {
    let sheet = package::sheet_part(r#"<sheetData><row><c t="str"><v>甲</v></c></row></sheetData>"#);
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let gbk = format!(r#"<?xml version="1.0" encoding="GBK"?>{sheet}"#).into_bytes();
    let marked = format!("\u{FEFF}{sheet}");
    let part = "xl/worksheets/sheet1.xml";
    let with = |content: &[u8]| {
        package::with_part(&package::with_rows("", &[]), part, zip::write::SimpleFileOptions::default(), &mut &*content)
    };
    for content in [little(&marked), big(&marked), little(&sheet), big(&sheet), gbk] {
        assert_eq!(defect(&with(&content)), refused("文件内部“xl/worksheets/sheet1.xml”不是UTF-8编码"));
    }
    // The mark of UTF-8 is none of it, and bytes that are no UTF-8 are damage.
    assert_eq!(source(&with(marked.as_bytes())).defects, []);
    let damaged = [sheet.as_bytes(), b"<!-- \xD6\xD8 -->"].concat();
    assert_eq!(defect(&with(&damaged)), Defect::Broken(format!("文件内部“{part}”已损坏")));
}

#[test]
fn elements_within_elements_are_stopped() {
    for depth in [300, 200_000] {
        let deep = format!("<x>{}{}</x>", "<a>".repeat(depth), "</a>".repeat(depth));
        for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"] {
            let bytes = package::with_rows("", &[(part, &deep)]);
            assert_eq!(defect(&bytes), refused("文件内部层次过深"), "{part}");
        }
        let open = format!("<row><c><is><t>{}", "<r>".repeat(depth));
        assert_eq!(defect(&package::with_rows(&open, &[])), refused("文件内部层次过深"));
    }
}

#[test]
fn relations_that_lead_in_a_circle_are_refused() {
    let twice = |part: &str| refused(&format!("文件内部“{part}”被重复引用"));
    let (root, book, own) = ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels");
    let sheet = "xl/worksheets/sheet1.xml";
    let cases = [
        (root, related(&[("officeDocument", "_rels/.rels")]), twice(root)),
        (
            root,
            related(&[("custom-properties", "xl/workbook.xml"), ("officeDocument", "xl/workbook.xml")]),
            twice("xl/workbook.xml"),
        ),
        (book, related(&[("worksheet", "workbook.xml")]), twice("xl/workbook.xml")),
        (book, related(&[("worksheet", "_rels/workbook.xml.rels")]), twice(book)),
        (
            book,
            related(&[("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "worksheets/sheet1.xml")]),
            twice(sheet),
        ),
        (own, related(&[("comments", "sheet1.xml")]), twice(sheet)),
        (own, related(&[("comments", "_rels/sheet1.xml.rels")]), twice(own)),
    ];
    for (part, relations, expected) in cases {
        assert_eq!(defect(&package::with_rows("", &[(part, &relations)])), expected, "{relations}");
    }
    let two = package::workbook_part(
        r#"<sheets><sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId1"/></sheets>"#,
    );
    assert_eq!(defect(&package::with_rows("", &[("xl/workbook.xml", &two)])), twice(sheet));
}

#[test]
fn a_part_that_is_no_sheet_is_not_read_as_one() {
    for other in ["<styleSheet/>", "<html><table/></html>"] {
        assert_eq!(defect(&package::with_sheet(other, &[])), refused("工作表“表”的内部结构不是表格"));
    }
}

#[test]
fn false_counts_cost_nothing() {
    let strings = r#"<sst count="4294967295" uniqueCount="1"><si><t>甲</t></si></sst>"#;
    let sheet = package::sheet_part(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1" spans="1:16384"><c r="A1" t="s"><v>0</v></c></row></sheetData><mergeCells count="4294967295"><mergeCell ref="A1:B1"/></mergeCells>"#,
    );
    let source = source(&package::with_sheet(&sheet, &[("xl/sharedStrings.xml", strings)]));
    assert_eq!((source.defects.len(), source.grids[0].cells.len(), source.grids[0].merges.len()), (0, 1, 1));
}

#[test]
fn a_workbook_without_sheets_is_refused() {
    let bytes = package::with_rows("", &[("xl/workbook.xml", &package::workbook_part("<sheets/>"))]);
    assert_eq!(defect(&bytes), refused("工作簿中没有工作表"));
}

#[test]
fn a_file_that_inflates_too_far_is_stopped_at_the_limit() {
    let zeros = " ".repeat(8 << 20);
    let bytes = package::with_rows("", &[("xl/media/image1.bin", &zeros)]);
    assert!(bytes.len() < 100_000);
    let limits = Limits { inflated_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(limited(&bytes, &limits), refused("文件解压后超过1MB"));
}

#[test]
fn one_text_over_many_cells_counts_each_time() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(30_000));
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(200);
    let bytes = package::with_rows(&rows, &[("xl/sharedStrings.xml", &strings)]);
    // 200 × 90,000 bytes = 18 MB
    let limits = Limits { inflated_bytes: 16 << 20, ..Limits::default() };
    assert_eq!(limited(&bytes, &limits), refused("单元格文字总量过大"));
}

#[test]
fn limits_of_size_sheets_and_cells_are_kept() {
    let bytes = Workbook::new().sheet("甲", "1 | 2").sheet("乙", "3").bytes();
    let limits = Limits { file_bytes: 100, ..Limits::default() };
    assert_eq!(limited(&bytes, &limits), refused("文件超过100字节"));
    let limits = Limits { sheets: 1, ..Limits::default() };
    assert_eq!(limited(&bytes, &limits), refused("工作表超过1个"));
    let limits = Limits { cells: 2, ..Limits::default() };
    assert_eq!(limited(&bytes, &limits), refused("已填单元格超过2个"));
    let limits = Limits { cells: 3, sheets: 2, ..Limits::default() };
    assert_eq!(read("x.xlsx", &bytes, &limits).defects, []);
}

#[test]
fn a_truncated_workbook_is_broken() {
    let bytes = honest();
    let half = &bytes[..bytes.len() / 2];
    assert_eq!(source(half).format, Format::Xlsx);
    assert_eq!(defect(half), Defect::Broken("文件不完整或已损坏，可能在传输中被截断".to_owned()));
}

#[test]
fn a_byte_that_changed_under_its_checksum_is_noticed() {
    let sheet = package::sheet_part(r#"<sheetData><row r="1"><c r="A1"><v>1250</v></c></row></sheetData>"#);
    let image = "一张很普通的图片";
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    // In a part that is read, and in one that nobody asks for.
    let cases = [("xl/worksheets/sheet1.xml", sheet.as_str(), "1250"), ("xl/media/image1.bin", image, image)];
    for (part, content, sought) in cases {
        let mut bytes = package::with_part(&package::with_rows("", &[]), part, stored, &mut content.as_bytes());
        assert_eq!(source(&bytes).defects, []);
        let at = bytes.windows(sought.len()).position(|window| window == sought.as_bytes()).unwrap();
        bytes[at] ^= 1;
        assert_eq!(defect(&bytes), Defect::Broken(format!("文件内部“{part}”已损坏")));
    }
}

#[test]
fn a_part_cut_short_inside_is_broken() {
    let bytes = package::with_sheet("<worksheet><sheetData><row><c><v>1</v></c>", &[]);
    assert_eq!(defect(&bytes), Defect::Broken("文件内部“xl/worksheets/sheet1.xml”已损坏".to_owned()));
}

#[test]
fn no_prefix_of_a_workbook_makes_the_reader_panic() {
    let bytes = honest();
    for length in (0..bytes.len()).step_by(7) {
        defect(&bytes[..length]);
    }
}

#[test]
fn no_prefix_of_a_part_passes_for_the_whole() {
    let sheet =
        package::sheet_part(r#"<sheetData><row r="1"><c r="A1" t="str"><f>B1</f><v>甲</v></c></row></sheetData>"#);
    for (length, _) in sheet.char_indices() {
        let defect = defect(&package::with_sheet(&sheet[..length], &[]));
        let damaged = Defect::Broken("文件内部“xl/worksheets/sheet1.xml”已损坏".to_owned());
        // Before the first element there is nothing to be damaged.
        assert!(
            defect == damaged || (length == 0 && defect == refused("工作表“表”的内部结构不是表格")),
            "{length}: {defect:?}"
        );
    }
}

/// What other readers misread or panic on.
#[test]
fn what_is_strange_but_harmless_is_still_read() {
    let reversed = package::sheet_part(
        r#"<dimension ref="C3:A1"/><sheetData><row r="1"><c r="A1"><v><!-- x -->5</v></c></row></sheetData>"#,
    );
    let strange = package::sheet_part(
        r#"<sheetData><row r="1"><c r="A1" t="n"><v>5</v><extLst><ext/></extLst></c></row></sheetData>"#,
    );
    let state = package::workbook_part(r#"<sheets><sheet name="表" state="x" sheetId="1" r:id="rId1"/></sheets>"#);
    let plain = package::sheet_part(r#"<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>"#);
    for bytes in [
        package::with_sheet(&reversed, &[]),
        package::with_sheet(&strange, &[]),
        package::with_sheet(&plain, &[("xl/workbook.xml", &state)]),
    ] {
        let source = source(&bytes);
        assert_eq!(source.defects, []);
        assert_eq!(source.grids[0].cells[0].value, qingdan::value::Value::Number(5.0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes_in_a_workbook_never_make_the_reader_panic(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = honest();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        source(&bytes);
    }

    /// Behind a checksum that holds, so that the reader meets it.
    #[test]
    fn random_characters_in_a_sheet_never_make_the_reader_panic(
        at in any::<prop::sample::Index>(), length in 0..6_usize, put in "[ -~甲]{0,6}",
    ) {
        for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"] {
            let bytes = package::edited(&honest(), part, |content| {
                let characters: Vec<char> = content.chars().collect();
                let at = at.index(characters.len());
                let until = (at + length).min(characters.len());
                characters[..at].iter().copied().chain(put.chars()).chain(characters[until..].iter().copied()).collect()
            });
            source(&bytes);
        }
    }
}
