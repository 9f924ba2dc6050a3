//! In no row of what we write is a text cut: `LibreOffice` fits every row to its texts, and ours are as high.
//!
//! From an xlsx it takes the sheet's default for a row without a height; only from an `OpenDocument` file it fits such
//! rows. So each book is made one, loses all heights, and is made an xlsx again, which tells what `LibreOffice` found.

use crate::libreoffice::{convert, recalculate_all};
use crate::returned::{COPIES, copy_of, returned, run, samples};
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use qingdan::plan::{Files, load};
use qingdan::read::{Limits, read};
use qingdan::render::form::form;
use qingdan::render::official::workbook;
use qingdan::roster::roster;
use qingdan::write::write;
use regex::Regex;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A book's name and bytes.
type Named = (String, Vec<u8>);

/// How much lower a row may be than `LibreOffice` makes it: 2 %, and half a point.
const LET_PASS: (f64, f64) = (1.02, 0.5);

/// The heights of a sheet's rows in points, by number, and that of a row without one.
struct Heights {
    rows: BTreeMap<u32, f64>,
    default: f64,
}

impl Heights {
    fn of(xlsx: &[u8], sheet: usize) -> Self {
        let mut content = String::new();
        let mut archive = ZipArchive::new(Cursor::new(xlsx)).unwrap();
        archive.by_name(&part(sheet)).unwrap().read_to_string(&mut content).unwrap();
        let mut rows = BTreeMap::new();
        for row in Regex::new("<row [^>]*>").unwrap().find_iter(&content).map(|row| row.as_str()) {
            let number: u32 = attribute(row, "r").unwrap().parse().unwrap();
            rows.extend(attribute(row, "ht").map(|height| (number, height.parse().unwrap())));
        }
        let format = Regex::new("<sheetFormatPr [^>]*>").unwrap().find(&content).unwrap();
        Self { rows, default: attribute(format.as_str(), "defaultRowHeight").unwrap().parse().unwrap() }
    }

    fn of_row(&self, number: u32) -> f64 {
        self.rows.get(&number).copied().unwrap_or(self.default)
    }
}

fn part(sheet: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", sheet + 1)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The books with every row as high as `LibreOffice` makes it.
fn fitted(books: &[Named]) -> Vec<Vec<u8>> {
    let height = Regex::new(r#" style:row-height="[^"]*""#).unwrap();
    let free = |open: Vec<u8>| {
        let open = String::from_utf8(open).unwrap();
        let fixed = r#"style:use-optimal-row-height="false""#;
        height.replace_all(&open, "").replace(fixed, &fixed.replace("false", "true")).into_bytes()
    };
    let given: Vec<(&str, &[u8])> = books.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let freed: Vec<Vec<u8>> = convert(&given, "fods").into_iter().map(free).collect();
    // It looks at what a file holds, not at how its name ends.
    let again: Vec<(&str, &[u8])> =
        given.iter().zip(&freed).map(|((name, _), open)| (*name, open.as_slice())).collect();
    recalculate_all(&again)
}

/// The rows that `LibreOffice` makes higher than ours, and how many were compared: on sheets that are shown, rows that
/// are shown and hold a value in a column that is shown. Empty rows are only for looks.
///
/// A cell merged across columns is counted with the width of all of them; one merged down several rows is left out, so
/// nothing is said of its text.
fn cut(ours: &[u8], fitted: &[u8]) -> (Vec<String>, usize) {
    let (mut cut, mut compared) = (Vec::new(), 0);
    let source = read("ours.xlsx", ours, &Limits::default());
    let names: Vec<&str> = source.grids.iter().map(|grid| &*grid.name).collect();
    let theirs: Xlsx<_> = open_workbook_from_rs(Cursor::new(fitted)).unwrap();
    assert_eq!(theirs.sheet_names(), names);
    for grid in source.grids.iter().filter(|grid| grid.visible) {
        let (has, needs) = (Heights::of(ours, grid.index), Heights::of(fitted, grid.index));
        // The longest text of each row, to say which it is.
        let mut texts: BTreeMap<u32, String> = BTreeMap::new();
        for cell in grid.cells.iter().filter(|cell| !grid.hidden_columns.contains(&cell.at.col)) {
            let (text, longest) = (cell.value.shown(), texts.entry(cell.at.row).or_default());
            if text.trim().len() > longest.len() {
                *longest = text;
            }
        }
        texts.retain(|row, text| !text.is_empty() && !grid.hidden_rows.contains(row));
        compared += texts.len();
        for (number, text) in texts.into_iter().map(|(row, text)| (row + 1, text)) {
            let (has, needs) = (has.of_row(number), needs.of_row(number));
            if needs > has * LET_PASS.0 + LET_PASS.1 {
                cut.push(format!("{} {number}: {has} of {needs} pt: {text}", grid.name));
            }
        }
    }
    (cut, compared)
}

fn blank_form(name: &str) -> Vec<u8> {
    let (plan, _) = load(&Files::embedded());
    let (period, unit) = ("2023Q3".parse().unwrap(), plan.find_unit(name).unwrap());
    let mut rows = roster(&plan, period, None);
    rows.retain(|row| row.unit == unit);
    write(&form(&plan, period, unit, &rows, None)).unwrap()
}

/// Two quarters, the forms of three kinds of units, and all copies that go back.
fn books() -> Vec<Named> {
    let (plan, quarter) = crate::samples::quarter();
    let mut books = vec![("2023Q3".to_owned(), write(&workbook(&plan, &quarter, None)).unwrap())];
    let (folder, mistakes) = (returned(), samples("问题示例"));
    let job = ["consolidate", mistakes.to_str().unwrap(), "--period", "2023Q3", "-o", "汇总.xlsx"];
    // There are errors in it.
    assert_eq!(run(folder.path(), &job).status.code(), Some(1));
    books.push(("问题示例".to_owned(), std::fs::read(folder.path().join("汇总.xlsx")).unwrap()));
    for unit in ["区发改局", "五马街道", "专班办公室"] {
        books.push((format!("{unit}填报表"), blank_form(unit)));
    }
    for unit in COPIES {
        books.push((format!("{unit}退回件"), std::fs::read(copy_of(folder.path(), unit)).unwrap()));
    }
    books
}

#[test]
fn no_row_is_lower_than_its_texts() {
    let (books, mut all) = (books(), Vec::new());
    for ((name, ours), fitted) in books.iter().zip(fitted(&books)) {
        let (cut, compared) = cut(ours, &fitted);
        // The smallest has 46.
        assert!(compared >= 40, "{name}: {compared} rows");
        all.extend(cut.iter().map(|line| format!("{name} {line}")));
    }
    assert_eq!(all, [""; 0]);
}

#[test]
fn a_row_that_was_made_lower_is_named() {
    // A name in two lines, and the height of one.
    let (sheet, lowered) = (1, Regex::new(r#"(<row r="8" [^>]* ht=")[^"]*"#).unwrap());
    let form = blank_form("区发改局");
    let form = crate::package::edited(&form, &part(sheet), |content| lowered.replace(content, "${1}16.5").into_owned());
    let fitted = fitted(&[("form".to_owned(), form.clone())]).remove(0);
    let (cut, _) = cut(&form, &fitted);
    let named: Vec<&str> = cut.iter().map(|line| line.split(" of ").next().unwrap()).collect();
    assert_eq!(named, ["主要指标进度表 8: 16.5"]);
}
