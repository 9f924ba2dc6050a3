//! The second opinion: calamine reads what we read, and each difference has its reason.

use super::{any_sheet, grids, source, text, written};
use crate::package;
use calamine::{DataRef, Reader, SheetVisible, Xlsx};
use jiff::Span;
use jiff::civil::date;
use proptest::prelude::*;
use qingdan::location::{CellRange, CellRef};
use qingdan::read::Grid;
use qingdan::value::{CellError, Value};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// A sheet as both readers can tell it.
#[derive(Debug, PartialEq, Default)]
struct Told {
    name: String,
    visible: bool,
    cells: BTreeMap<CellRef, (Value, Option<String>)>,
    merges: Vec<CellRange>,
}

fn ours(grids: Vec<Grid>) -> Vec<Told> {
    let told = |grid: Grid| Told {
        name: grid.name.to_string(),
        visible: grid.visible,
        cells: grid.cells.into_iter().map(|cell| (cell.at, (cell.value, cell.formula))).collect(),
        merges: grid.merges,
    };
    grids.into_iter().map(told).collect()
}

/// As calamine tells it, or what it says instead.
fn theirs(bytes: &[u8]) -> Result<Vec<Told>, String> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    let mut all = Vec::new();
    for sheet in sheets {
        let mut told =
            Told { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible, ..Told::default() };
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(|error| error.to_string())?;
        while let Some(cell) = reader.next_cell_with_formula().map_err(|error| error.to_string())? {
            let value = value(&cell.value);
            if !value.is_blank() || cell.formula.is_some() {
                told.cells.insert(CellRef::new(cell.pos.0, cell.pos.1), (value, cell.formula));
            }
        }
        drop(reader);
        let merges = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(|error| error.to_string())?;
        told.merges = merges.iter().map(|m| CellRange::new(m.start.0, m.start.1, m.end.0, m.end.1)).collect();
        told.merges.sort();
        all.push(told);
    }
    Ok(all)
}

/// Explained: of a moment we keep the day, and a time alone is a number, since a return has no times of day.
fn value(value: &DataRef<'_>) -> Value {
    match value {
        DataRef::Empty => Value::Blank,
        #[expect(clippy::cast_precision_loss, reason = "whole numbers of a sheet are floating-point numbers")]
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) => Value::text(text),
        DataRef::SharedString(text) => Value::text(text),
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::DateTime(time) if time.is_datetime() && (1.0..2_958_466.0).contains(&time.as_f64()) => {
            #[expect(clippy::cast_possible_truncation, reason = "the day is what is wanted")]
            let days = time.as_f64().floor() as i64;
            Value::Date(date(1899, 12, 30).checked_add(Span::new().days(days)).unwrap())
        }
        DataRef::DateTime(time) => Value::Number(time.as_f64()),
        DataRef::DateTimeIso(time) | DataRef::DurationIso(time) => {
            time.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Value::text(time), Value::Date)
        }
        DataRef::Error(error) => Value::Error(CellError::named(&error.to_string())),
    }
}

#[test]
fn both_readers_tell_the_same_of_every_committed_workbook() {
    let mut looked_at = (0, 0);
    for folder in ["samples", "templates"] {
        let files = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        for file in files.sort_by_file_name().into_iter().map(Result::unwrap) {
            let path = file.path();
            if path.extension().is_none_or(|suffix| suffix != "xlsx") {
                continue;
            }
            let bytes = std::fs::read(path).unwrap();
            let ours = ours(source(&bytes).grids);
            if ours.is_empty() {
                // One sample is damaged on purpose.
                assert!(path.to_string_lossy().ends_with("_损坏.xlsx"), "{}", path.display());
                assert!(theirs(&bytes).is_err());
                continue;
            }
            let theirs = theirs(&bytes).unwrap();
            assert_eq!(ours.len(), theirs.len(), "{}", path.display());
            for (ours, theirs) in ours.iter().zip(&theirs) {
                looked_at = (looked_at.0 + 1, looked_at.1 + ours.cells.len());
                assert_same(ours, theirs, &path.display().to_string());
            }
        }
    }
    assert!(looked_at.0 > 500 && looked_at.1 > 100_000, "{looked_at:?}");
}

/// Says the first cell that differs, rather than two whole sheets.
fn assert_same(ours: &Told, theirs: &Told, of: &str) {
    for at in ours.cells.keys().chain(theirs.cells.keys()) {
        assert_eq!(ours.cells.get(at), theirs.cells.get(at), "{of} [{}] {at}", ours.name);
    }
    assert_eq!(
        (&ours.name, ours.visible, &ours.merges),
        (&theirs.name, theirs.visible, &theirs.merges),
        "{of} [{}]",
        ours.name
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_readers_tell_the_same_of_any_sheet(sheet in any_sheet()) {
        let bytes = written(&sheet);
        prop_assert_eq!(ours(grids(&bytes)), theirs(&bytes).unwrap());
    }
}

#[cfg(feature = "libreoffice")]
#[test]
fn both_readers_tell_the_same_of_what_another_program_saves() {
    for name in ["samples/2023Q3/区商务局_2023Q3_填报表.xlsx", "samples/2023Q2汇总.xlsx"] {
        let saved = crate::libreoffice::recalculate(&std::fs::read(name).unwrap());
        let (ours, theirs) = (ours(grids(&saved)), theirs(&saved).unwrap());
        assert_eq!(ours.len(), theirs.len(), "{name}");
        ours.iter().zip(&theirs).for_each(|(ours, theirs)| assert_same(ours, theirs, name));
    }
}

/// Where the readers differ: the cells of a row, what we read, what calamine says.
#[test]
fn each_difference_between_the_readers_has_its_reason() {
    let spill = Value::Error(CellError::Spill);
    let five = Value::Number(5.0);
    let cases = [
        // An error that it does not know costs calamine the sheet; we keep it, with all other cells.
        (r#"<c><v>5</v></c><c t="e"><v>#SPILL!</v></c>"#, vec![five.clone(), spill], Err("")),
        // So does an unknown type, which a later version of the format may bring.
        (r#"<c t="x"><v>5</v></c>"#, vec![five.clone()], Err("")),
        // And an element that is no value, such as an extension.
        ("<c><v>5</v><extLst><ext/></extLst></c>", vec![five.clone()], Err("")),
        // White space around a number is none of it (XML Schema collapses it); calamine calls it a text.
        ("<c><v> 5\n</v></c>", vec![five.clone()], Ok(vec![text(" 5\n")])),
        // The end of a value that a comment interrupts is not read by calamine.
        ("<c><v>5<!-- x -->7</v></c>", vec![Value::Number(57.0)], Ok(vec![five.clone()])),
        // A number beyond all numbers cannot be counted with; it is what a spreadsheet would call it.
        ("<c><v>1e999</v></c>", vec![Value::Error(CellError::Num)], Ok(vec![Value::Number(f64::INFINITY)])),
    ];
    for (cells, expected, said) in cases {
        let bytes = package::with_rows(&format!("<row>{cells}</row>"), &[]);
        let values =
            |told: Vec<Told>| -> Vec<Value> { told[0].cells.values().map(|(value, _)| value.clone()).collect() };
        assert_eq!(values(ours(grids(&bytes))), expected, "{cells}");
        match said {
            Ok(said) => assert_eq!(theirs(&bytes).map(values), Ok(said), "{cells}"),
            Err(_) => assert!(theirs(&bytes).is_err(), "{cells}: {:?}", theirs(&bytes)),
        }
    }
}

/// Two cells that share a formula, the second one below the first and one to the right.
fn shared(formula: &str) -> Vec<u8> {
    let formula = formula.replace('"', "&quot;");
    let rows = format!(
        r#"<row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="0">{formula}</f><v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>1</v></c></row>"#
    );
    package::with_rows(&rows, &[])
}

#[test]
fn both_readers_move_a_shared_formula_alike() {
    let formulas = [
        "B1*2",
        "$B$1+$B1+B$1",
        "SUM(A1:B2)+LOG10(A1)",
        "IF(A1=\"A1 \"\"B1\"\"\",'表 二'!A1,[1]Sheet1!A1)",
        "SUM(A:A)+SUM($A:B)+SUM(1:1)",
        "IFERROR(VLOOKUP($A1,_limits!$A$1:$B$9,2,FALSE),\"\")",
    ];
    for formula in formulas {
        let bytes = shared(formula);
        assert_eq!(ours(grids(&bytes)), theirs(&bytes).unwrap(), "{formula}");
    }
    // calamine moves what looks like a reference in the name of a sheet.
    let bytes = shared("'A1 表'!A1");
    let second = |told: Vec<Told>| told[0].cells[&CellRef::new(1, 1)].1.clone().unwrap();
    assert_eq!(second(ours(grids(&bytes))), "'A1 表'!B2");
    assert_eq!(second(theirs(&bytes).unwrap()), "'B2 表'!B2");
}
