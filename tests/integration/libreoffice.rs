//! The oracle: what another spreadsheet program makes of our workbooks.
//!
//! `LibreOffice` keeps cached values when it converts, so a private profile tells it to calculate everything
//! anew, and a planted wrong value proves that it did. Starting takes seconds: give many files at once.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long one start of the program may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// How many workbooks it is given in one start, so that the patience is one for these and not for hundreds.
const AT_ONCE: usize = 40;

/// Calculate everything on loading: 0 is “always”.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Comma, quote, GBK (67 in the list of encodings), from line 1, texts unquoted, values and not as shown, all sheets.
pub(crate) const GBK_OF_EACH_SHEET: &str =
    "csv:Text - txt - csv (StarCalc):44,34,67,1,,0,false,false,false,false,false,-1";

/// The workbook with every formula calculated by `LibreOffice`.
pub(crate) fn recalculate(xlsx: &[u8]) -> Vec<u8> {
    recalculate_all(&[("book", xlsx)]).remove(0)
}

/// Several workbooks, by name, in one start of `LibreOffice`; in the order given.
pub(crate) fn recalculate_all(books: &[(&str, &[u8])]) -> Vec<Vec<u8>> {
    convert(books, "xlsx")
}

/// The workbook as it is printed.
pub(crate) fn to_pdf(xlsx: &[u8]) -> Vec<u8> {
    convert(&[("book", xlsx)], "pdf").remove(0)
}

/// Every formula cell whose cached value differs: numbers by more than 10⁻¹² of their size, all else exactly;
/// an empty text is nothing.
pub(crate) fn differences(original: &[u8], recalculated: &[u8]) -> Vec<String> {
    let (mut ours, mut theirs) = (opened(original), opened(recalculated));
    let mut differences = Vec::new();
    for sheet in ours.sheet_names() {
        let formulas = ours.worksheet_formula(&sheet).unwrap();
        let our_values = ours.worksheet_range(&sheet).unwrap();
        let Ok(their_values) = theirs.worksheet_range(&sheet) else {
            differences.push(format!("{sheet}: the sheet is gone"));
            continue;
        };
        // Counted from the first used cell, not from A1.
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, col, formula) in formulas.used_cells() {
            let at = (top + u32::try_from(row).unwrap(), left + u32::try_from(col).unwrap());
            let ours = Cached::of(our_values.get_value(at));
            let theirs = Cached::of(their_values.get_value(at));
            if !ours.equals(&theirs) {
                let cell = qingdan::location::CellRef::new(at.0, at.1);
                differences.push(format!("{sheet}!{cell} ={formula}: {ours:?} here, {theirs:?} recalculated"));
            }
        }
    }
    differences
}

/// A cached value, as far as two programs must agree on it.
#[derive(Debug, PartialEq)]
enum Cached {
    Nothing,
    Number(f64),
    Text(String),
    Truth(bool),
    Error(String),
}

impl Cached {
    fn of(value: Option<&Data>) -> Self {
        match value {
            None | Some(Data::Empty) => Self::Nothing,
            Some(Data::String(text)) if text.is_empty() => Self::Nothing,
            Some(Data::String(text)) => Self::Text(text.clone()),
            Some(Data::Bool(truth)) => Self::Truth(*truth),
            Some(Data::Error(error)) => Self::Error(error.to_string()),
            Some(Data::DateTime(day)) => Self::Number(day.as_f64()),
            #[allow(clippy::cast_precision_loss, reason = "calamine reads whole numbers of xlsx as floats")]
            Some(Data::Int(number)) => Self::Number(*number as f64),
            Some(Data::Float(number)) => Self::Number(*number),
            Some(other) => panic!("a workbook of ours holds {other:?}"),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => (one - two).abs() <= 1e-12 * one.abs().max(two.abs()),
            _ => self == other,
        }
    }
}

fn opened(xlsx: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(xlsx)).unwrap()
}

/// Several workbooks in another format, named as `LibreOffice` names it.
pub(crate) fn convert(books: &[(&str, &[u8])], format: &str) -> Vec<Vec<u8>> {
    // Numbered, so that equal names don't meet.
    let stems: Vec<String> = books.iter().zip(0..).map(|((name, _), index)| format!("{index}-{name}")).collect();
    let numbered: Vec<(&str, &[u8])> =
        stems.iter().zip(books).map(|(stem, (_, bytes))| (stem.as_str(), *bytes)).collect();
    let mut made: BTreeMap<String, Vec<u8>> = made(&numbered, format).into_iter().collect();
    let mut of = |stem: &String| {
        let name = format!("{stem}.{format}");
        made.remove(&name).unwrap_or_else(|| panic!("LibreOffice did not make {name}"))
    };
    stems.iter().map(&mut of).collect()
}

/// All files that are made of several workbooks of different names, by name; of one there may be several.
/// Runs one `LibreOffice` at a time in this process: two at a time would wait for each other.
pub(crate) fn made(books: &[(&str, &[u8])], filter: &str) -> Vec<(String, Vec<u8>)> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let [profile, given, made] = ["profile", "given", "made"].map(|name| folder.path().join(name));
    for folder in [&profile.join("user"), &given, &made] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(profile.join("user/registrymodifications.xcu"), PROFILE).unwrap();
    for some in books.chunks(AT_ONCE) {
        let mut command = Command::new("soffice");
        command
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--norestore", "--convert-to", filter, "--outdir"])
            .arg(&made);
        for (name, bytes) in some {
            let file = given.join(format!("{name}.xlsx"));
            fs::write(&file, bytes).unwrap();
            command.arg(file);
        }
        run(command, folder.path());
    }
    let files = fs::read_dir(&made).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect()
}

/// Waits for the program, but not for ever.
fn run(mut command: Command, folder: &Path) {
    let log = fs::File::create(folder.join("log")).unwrap();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .expect("soffice is installed where this feature is on");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("LibreOffice took longer than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    assert!(status.success(), "LibreOffice failed: {log}");
}

mod tests {
    use super::{differences, recalculate, recalculate_all, to_pdf};
    use jiff::civil::date;
    use qingdan::location::CellRange;
    use qingdan::render::style::Style;
    use qingdan::render::{Book, Cell, Column, DefinedName, Row, Sheet};
    use qingdan::value::{CellError, Value};
    use qingdan::write::write;

    /// A book with these formulas in column A, and 1.5, 2.25, 重点 in row 1 from column B on.
    fn calculating(formulas: &[(&str, Value)]) -> Vec<u8> {
        let style = Style::default();
        let mut rows: Vec<Row> = formulas
            .iter()
            .map(|(a1, cached)| Cell::Formula { a1: (*a1).to_owned(), cached: cached.clone() })
            .map(|cell| Row { height: None, cells: vec![(0, cell, style)] })
            .collect();
        rows[0].cells.extend([
            (1, Cell::Number(1.5), style),
            (2, Cell::Number(2.25), style),
            (3, Cell::Text("重点".to_owned()), style),
        ]);
        let names = vec![DefinedName { name: "黄灯系数".to_owned(), refers_to: "=计算!$B$1".to_owned() }];
        let sheets = vec![Sheet { name: "计算".to_owned(), rows, ..Sheet::default() }];
        write(&Book { names, sheets, ..Book::default() }).unwrap()
    }

    #[test]
    fn a_planted_wrong_value_of_each_kind_is_corrected() {
        let planted = calculating(&[
            ("=B1+C1", Value::Number(99.0)),
            ("=D1&\"任务\"", Value::Text("假".to_owned())),
            ("=IF(B1>0,\"\",1)", Value::Text("假".to_owned())),
            ("=B1>C1", Value::Bool(true)),
        ]);
        let recalculated = recalculate(&planted);
        let corrected = calculating(&[
            // 1.5 + 2.25
            ("=B1+C1", Value::Number(3.75)),
            ("=D1&\"任务\"", Value::Text("重点任务".to_owned())),
            ("=IF(B1>0,\"\",1)", Value::Blank),
            ("=B1>C1", Value::Bool(false)),
        ]);
        assert_eq!(differences(&planted, &recalculated).len(), 4);
        assert_eq!(differences(&corrected, &recalculated), [""; 0]);
    }

    #[test]
    fn each_kind_of_result_comes_back_as_it_was_written() {
        let written = calculating(&[
            ("=SUM(B1:C1)*黄灯系数", Value::Number(5.625)),
            ("=1/3", Value::Number(0.333_333_333_333_333_3)),
            ("=IF(D1=\"重点\",\"是\",\"否\")", Value::Text("是".to_owned())),
            ("=TEXT(B1,\"0.00\")", Value::Text("1.50".to_owned())),
            ("=IF(B1=1.5,\"\",\"x\")", Value::Text(String::new())),
            ("=AND(B1=1.5,C1>B1)", Value::Bool(true)),
            ("=DATE(2023,9,30)", Value::Date(date(2023, 9, 30))),
            ("=1/0", Value::Error(CellError::Div0)),
            ("=COUNTIF(B1:C1,\">\"&B1)+1", Value::Number(2.0)),
        ]);
        let again = recalculate_all(&[("一", &written), ("一", &written)]);
        assert_eq!(differences(&written, &again[0]), [""; 0]);
        assert_eq!(differences(&written, &again[1]), [""; 0]);
    }

    #[test]
    fn a_wide_sheet_is_printed_on_one_page() {
        let cells = (0..40).map(|col| (col, Cell::Number(f64::from(col)), Style::default())).collect();
        let mut sheet = Sheet { name: "宽".to_owned(), rows: vec![Row { height: None, cells }], ..Sheet::default() };
        sheet.columns = vec![Column { width: 20.0, hidden: false }; 40];
        sheet.page.area = Some(CellRange::new(0, 0, 0, 39));
        let pdf = to_pdf(&write(&Book { sheets: vec![sheet], ..Book::default() }).unwrap());
        let pages = pdf.windows(11).filter(|window| window == b"/Type/Page/").count();
        assert_eq!(pages, 1);
    }
}
