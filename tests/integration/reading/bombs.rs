//! Small files that unpack without end, or ask for more than there is: each is refused within seconds.

use crate::package;
use qingdan::read::{Defect, Limits, read};
use std::io::Read;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// The limits of a test. Without optimisation a smaller bomb must do.
fn limits() -> Limits {
    let whole = Limits::default();
    if cfg!(debug_assertions) { Limits { inflated_bytes: 16 << 20, cells: 20_000, ..whole } } else { whole }
}

/// The one defect of a file that is refused within the time that a clerk would wait.
fn defect(bytes: &[u8]) -> Defect {
    let start = Instant::now();
    let mut source = read("x.xlsx", bytes, &limits());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!((source.grids.len(), source.defects.len()), (0, 1), "{:?}", source.defects);
    source.defects.remove(0)
}

/// That it is refused for this reason.
fn assert_refused(bytes: &[u8], reason: &str) {
    assert_eq!(defect(bytes), Defect::Unsafe(reason.to_owned()));
}

/// A package in which one part has this beginning, then the pattern over and over, then this end.
fn bomb(part: &str, before: &str, pattern: &str, times: usize, after: &str) -> Vec<u8> {
    let once = pattern.repeat((1 << 16) / pattern.len() + 1);
    let length = pattern.len() * times;
    let endless = Endless { pattern: once.as_bytes(), at: 0 }.take(length as u64);
    let mut content = before.as_bytes().chain(endless).chain(after.as_bytes());
    let fast = SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    package::with_part(&package::with_rows("", &[]), part, fast, &mut content)
}

/// A pattern, repeated.
struct Endless<'pattern> {
    pattern: &'pattern [u8],
    at: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = (&self.pattern[self.at..]).read(into)?;
        self.at = (self.at + read) % self.pattern.len();
        Ok(read)
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const TOO_MUCH: &str = "单元格文字总量过大";

/// As many as a test takes: a fiftieth without optimisation.
fn many(times: usize) -> usize {
    if cfg!(debug_assertions) { times / 50 } else { times }
}

#[test]
fn a_gibibyte_of_spaces_is_refused() {
    let spaces = |part, before| bomb(part, before, " ", many(1 << 30), "");
    let whole = format!("文件解压后超过{}MB", limits().inflated_bytes >> 20);
    assert_refused(&spaces("xl/media/image1.bin", ""), &whole);
    for (part, before) in [
        (SHEET, "<worksheet><sheetData>"),
        (SHEET, "<worksheet><sheetData><row><c r=\""),
        (STRINGS, "<sst><si><t>"),
        ("_rels/.rels", "<Relationships>"),
    ] {
        assert_refused(&spaces(part, before), &format!("文件内部“{part}”过大"));
    }
}

#[test]
fn sixty_million_empty_cells_are_refused() {
    let reason = "单元格过多（含只设了格式的空单元格），请删去表格下方和右侧的空行空列";
    let (before, after) = ("<worksheet><sheetData><row>", "</row></sheetData></worksheet>");
    for cell in ["<c/>", "</row><row>", "<c s=\"1\"></c>"] {
        // Columns end at XFD; so each row has a few.
        let pattern = format!("{}</row><row>", cell.repeat(20));
        assert_refused(&bomb(SHEET, before, &pattern, many(60_000_000) / 20, after), reason);
    }
    let filled = format!("已填单元格超过{}个", limits().cells);
    let pattern = format!("{}</row><row>", "<c><v>1</v></c>".repeat(20));
    assert_refused(&bomb(SHEET, before, &pattern, many(60_000_000) / 20, after), &filled);
}

#[test]
fn strings_without_end_are_refused() {
    let filled = format!("已填单元格超过{}个", limits().cells);
    assert_refused(&bomb(STRINGS, "<sst>", "<si/>", many(60_000_000), "</sst>"), &filled);
    // One string of so many pieces that no cell could hold it.
    let run = "x".repeat(64);
    for (before, piece) in [
        ("<sst><si><t>", format!("{run}&lt;")),
        ("<sst><si><t>", format!("<![CDATA[{run}]]>")),
        ("<sst><si><t>", format!("{run}<y/>")),
        ("<sst><si>", format!("<r><t>{run}</t></r>")),
    ] {
        assert_refused(&bomb(STRINGS, before, &piece, 100_000, ""), TOO_MUCH);
    }
}

#[test]
fn hidden_columns_and_merges_without_end_are_refused_or_passed_over() {
    let columns = bomb(
        SHEET,
        "<worksheet><cols>",
        r#"<col min="1" max="16384" hidden="1"/>"#,
        many(5_000_000),
        "</cols></worksheet>",
    );
    let start = Instant::now();
    let source = read("x.xlsx", &columns, &limits());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(source.grids[0].hidden_columns.len(), 16_384);
    let filled = format!("已填单元格超过{}个", limits().cells);
    let merges = bomb(SHEET, "<worksheet><mergeCells>", r#"<mergeCell ref="A1:B2"/>"#, many(30_000_000), "");
    assert_refused(&merges, &filled);
}

#[test]
fn a_formula_that_a_million_cells_share_is_refused_before_it_fills_the_memory() {
    let formula = format!("\"{}\"", "x".repeat(32_000));
    let before = format!(
        r#"<worksheet><sheetData><row r="1"><c r="A1"><f t="shared" ref="A1" si="0">{formula}</f><v>1</v></c>"#
    );
    let pattern = r#"</row><row><c><f t="shared" si="0"/></c>"#;
    assert_refused(&bomb(SHEET, &before, pattern, many(1_000_000), ""), TOO_MUCH);
}

#[test]
fn parts_without_end_are_refused() {
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(package::with_rows("", &[]))).unwrap();
    for number in 0..10_000 {
        zip.start_file(format!("xl/media/{number}"), SimpleFileOptions::default()).unwrap();
    }
    assert_refused(&zip.finish().unwrap().into_inner(), "文件内部部件超过10000个");
}
