//! `consolidate --bulletin`: the bulletin as a Word document, equal to the workbook made beside it.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

fn samples(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).to_string_lossy().into_owned()
}

fn consolidate(folder: &Path, more: &[&str]) -> Output {
    let (returns, before) = (samples("2023Q3"), samples("2023Q2汇总.xlsx"));
    Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .current_dir(folder)
        .args(["consolidate", &returns, "--period", "2023Q3", "--previous", &before, "-o", "汇总.xlsx"])
        .args(more)
        .output()
        .unwrap()
}

fn part(docx: &Path, name: &str) -> String {
    let mut parts = zip::ZipArchive::new(std::fs::File::open(docx).unwrap()).unwrap();
    let mut content = String::new();
    parts.by_name(name).unwrap().read_to_string(&mut content).unwrap();
    content
}

/// The text of a piece of a document: what stands in its `w:t`, line breaks kept.
fn text(xml: &str) -> String {
    let pieces = xml.replace("<w:br/>", "<w:t >\n</w:t>");
    let texts = pieces.split("<w:t ").skip(1);
    texts.map(|piece| piece.split_once('>').unwrap().1.split("</w:t>").next().unwrap()).collect()
}

/// The paragraphs outside of tables.
fn paragraphs(document: &str) -> Vec<String> {
    let mut outside = String::new();
    for piece in document.split("<w:tbl>") {
        outside.push_str(piece.split("</w:tbl>").last().unwrap());
    }
    outside.split("</w:p>").map(text).filter(|text| !text.is_empty()).collect()
}

/// The tables: lines of cells.
fn tables(document: &str) -> Vec<Vec<Vec<String>>> {
    let cells = |row: &str| row.split("</w:tc>").filter(|cell| cell.contains("<w:tc>")).map(text).collect();
    let rows = |table: &str| table.split("</w:tr>").filter(|row| row.contains("<w:tr>")).map(cells).collect();
    document.split("<w:tbl>").skip(1).map(|part| rows(part.split("</w:tbl>").next().unwrap())).collect()
}

fn sheet(workbook: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let shown = |cell: &Data| {
        if let Data::DateTime(day) = cell {
            // Days since 1899-12-30.
            let days = jiff::Span::new().days(day.as_f64().to_string().parse::<i64>().unwrap());
            return jiff::civil::date(1899, 12, 30).checked_add(days).unwrap().to_string();
        }
        cell.to_string()
    };
    book.worksheet_range(name).unwrap().rows().map(|row| row.iter().map(shown).collect()).collect()
}

fn same(printed: &str, cell: &str) -> bool {
    match (printed.parse::<f64>(), cell.parse::<f64>()) {
        (Ok(one), Ok(two)) => (one - two).abs() < 1e-9,
        _ => printed == cell,
    }
}

#[test]
fn its_text_is_the_sheet_s_and_every_row_of_its_tables_is_one_of_the_workbook_s() {
    let folder = tempfile::tempdir().unwrap();
    let out = consolidate(folder.path(), &["--bulletin", "通报.docx", "--date", "2023-10-12"]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let document = part(&folder.path().join("通报.docx"), "word/document.xml");
    let workbook = folder.path().join("汇总.xlsx");

    let wanted: String = sheet(&workbook, "季度通报").concat().concat();
    let paragraphs = paragraphs(&document);
    let without_space = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let behind = paragraphs.iter().position(|text| text.starts_with("附件：1．主要指标进度表")).unwrap();
    let signed = behind + 5;
    let own: String =
        paragraphs[..behind].iter().chain(&paragraphs[signed..signed + 2]).map(|text| without_space(text)).collect();
    assert_eq!(own, without_space(&wanted));
    assert_eq!(paragraphs[signed + 1], "2023年10月12日");
    assert_eq!(paragraphs[signed + 2..][..2], ["附件1", "主要指标进度表（本期应报的量化指标）"]);

    // The signature has the end of the text on its page: what is enclosed, and the last paragraph, hold on to it.
    let before = document.split("附件：").next().unwrap();
    assert!(before.rsplit("<w:p>").take(2).any(|paragraph| paragraph.contains("<w:keepNext/>")), "{before}");
    assert_eq!(document.matches("<w:keepNext/>").count(), 7);

    let tables = tables(&document);
    // Of the samples: two projects; 6.5, 11.3, 12.1 and, by the office's verdict, 7.2 are yellow; 8 departments and 2
    // 街镇 are ranked; WT02 to WT05 are open.
    assert_eq!(tables.iter().skip(1).map(|table| table.len() - 1).collect::<Vec<_>>(), [2, 4, 10, 4]);
    let names = ["主要指标进度表", "重大项目实施表", "重点任务攻坚表", "争先创优晾晒表", "督导服务销号表"];
    for (table, name) in tables.iter().zip(names) {
        let rows = sheet(&workbook, name);
        let (head, lines) = table.split_first().unwrap();
        // Heads of the sheet break before the unit; cells merged over several columns or rows stand in the first.
        let label = |text: &str| text.replace('\n', "");
        let head: Vec<String> = head.iter().map(|text| label(text)).collect();
        let top = rows
            .iter()
            .position(|row| head.iter().all(|own| row.iter().any(|cell| label(cell) == *own)))
            .unwrap_or_else(|| panic!("{name}: {head:?}"));
        for line in lines {
            let found = rows.iter().skip(top + 1).any(|row| {
                line.iter().zip(&head).all(|(own, head)| {
                    let col = rows[top].iter().position(|cell| label(cell) == *head).unwrap();
                    let merged = head == "重点任务" && row[col].is_empty();
                    merged || same(own.trim_end_matches("（核定）"), &row[col])
                })
            });
            assert!(found, "{name}: {line:?}");
        }
    }
    assert!(part(&folder.path().join("通报.docx"), "word/header1.xml").contains("Header"));
    assert!(!part(&folder.path().join("通报.docx"), "word/header1.xml").contains("征求意见稿"), "no error is open");
}

#[test]
fn short_words_and_days_of_its_tables_are_not_parted() {
    let folder = tempfile::tempdir().unwrap();
    let docx = folder.path().join("通报.docx");
    assert_eq!(consolidate(folder.path(), &["--bulletin", "通报.docx"]).status.code(), Some(0));
    let document = part(&docx, "word/document.xml");
    for (table, xml) in tables(&document).iter().zip(document.split("<w:tbl>").skip(1)) {
        let widths: Vec<usize> = between(xml, "<w:gridCol w:w=\"", "\"").iter().map(|w| w.parse().unwrap()).collect();
        assert_eq!(widths.iter().sum::<usize>(), 8845, "156 mm");
        for (line, row) in table.iter().enumerate() {
            for (text, width) in row.iter().zip(&widths) {
                for piece in text.lines().filter(|piece| qingdan::text::width(piece) <= 10) {
                    // A letter of 10.5 pt is 105 twentieths wide, a character 210; 57 are left free at either side.
                    assert!(qingdan::text::width(piece) * 105 + 114 <= *width, "{line} {piece} in {width}");
                }
            }
        }
        assert!(table[0].iter().all(|head| !head.contains('(') || head.contains("\n(")), "{:?}", table[0]);
    }
}

#[test]
fn equal_quarters_give_equal_bytes_and_an_edited_bulletin_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("通报.docx");
    assert_eq!(consolidate(folder.path(), &["--bulletin", "通报.docx"]).status.code(), Some(0));
    let first = std::fs::read(&at).unwrap();
    assert_eq!(consolidate(folder.path(), &["--bulletin", "通报.docx"]).status.code(), Some(0));
    assert_eq!(consolidate(folder.path(), &["--bulletin", "二.docx", "--jobs", "1"]).status.code(), Some(0));
    assert_eq!(std::fs::read(folder.path().join("二.docx")).unwrap(), first);

    std::fs::write(&at, "改过").unwrap();
    let refused = consolidate(folder.path(), &["--bulletin", "通报.docx"]);
    assert!(refused.status.code() == Some(2) && String::from_utf8_lossy(&refused.stderr).contains("没有覆盖"));
    assert_eq!(std::fs::read_to_string(&at).unwrap(), "改过");
    let refused = consolidate(folder.path(), &["--bulletin", "通报.txt"]);
    assert!(refused.status.code() == Some(2) && String::from_utf8_lossy(&refused.stderr).contains(".docx"));
}

/// What stands between two texts, each time.
fn between<'a>(xml: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    xml.split(before).skip(1).map(|rest| rest.split(after).next().unwrap()).collect()
}

#[test]
fn it_has_the_parts_that_word_asks_for_and_a_line_for_every_font() {
    let folder = tempfile::tempdir().unwrap();
    let docx = folder.path().join("通报.docx");
    assert_eq!(consolidate(folder.path(), &["--bulletin", "通报.docx"]).status.code(), Some(0));
    let relations = part(&docx, "word/_rels/document.xml.rels");
    let kinds = between(&relations, "relationships/", "\"");
    assert!(["fontTable", "theme"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    let types = part(&docx, "[Content_Types].xml");
    for target in between(&relations, "Target=\"", "\"") {
        assert!(part(&docx, &format!("word/{target}")).starts_with("<?xml"), "{target}");
        assert!(types.contains(&format!("PartName=\"/word/{target}\"")), "{target}");
    }
    let table = part(&docx, "word/fontTable.xml");
    let listed = between(&table, "<w:font w:name=\"", "\"");
    let styles = part(&docx, "word/styles.xml");
    for font in between(&styles, "w:eastAsia=\"", "\"") {
        assert!(font == "zh-CN" || listed.contains(&font), "{font}: {listed:?}");
    }
}
