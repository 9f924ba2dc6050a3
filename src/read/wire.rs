//! A source as text between two processes of the same program. Numbers go as their bits: nothing is lost.

use crate::location::{CellRange, CellRef};
use crate::read::{Defect, Format, Grid, Properties, RawCell, Source};
use crate::value::{CellError, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct Sent {
    custom: Vec<(String, String)>,
    modified: Option<String>,
    defects: Vec<Fault>,
    sheets: Vec<SentSheet>,
}

#[derive(Serialize, Deserialize)]
struct SentSheet {
    name: String,
    visible: bool,
    cells: Vec<SentCell>,
    merges: Vec<[u32; 4]>,
}

/// Row, column, value, formula.
#[derive(Serialize, Deserialize)]
struct SentCell(u32, u32, SentValue, Option<String>);

#[derive(Serialize, Deserialize)]
enum SentValue {
    /// A formula without a result.
    Uncached,
    Blank,
    NoData,
    Number(u64),
    Text(String),
    Date(String),
    Bool(bool),
    Error(String),
}

#[derive(Serialize, Deserialize)]
enum Fault {
    Encrypted,
    NotReadable,
    Broken(String),
    Unsafe(String),
}

/// What is sent of a source.
#[must_use]
pub fn sent(source: &Source) -> Vec<u8> {
    let fault = |defect: &Defect| match defect {
        Defect::NotReadable(Format::Encrypted) => Some(Fault::Encrypted),
        Defect::NotReadable(_) => Some(Fault::NotReadable),
        Defect::Broken(reason) => Some(Fault::Broken(reason.clone())),
        Defect::Unsafe(reason) => Some(Fault::Unsafe(reason.clone())),
        Defect::Macros | Defect::ExternalLink(_) => None,
    };
    let sheet = |grid: &Grid| SentSheet {
        name: grid.name.to_string(),
        visible: grid.visible,
        cells: grid.cells.iter().map(cell_sent).collect(),
        merges: grid
            .merges
            .iter()
            .map(|range| [range.first.row, range.first.col, range.last.row, range.last.col])
            .collect(),
    };
    let sent = Sent {
        custom: source.properties.custom.clone(),
        modified: source.properties.modified.clone(),
        defects: source.defects.iter().filter_map(fault).collect(),
        sheets: source.grids.iter().map(sheet).collect(),
    };
    serde_json::to_vec(&sent).unwrap_or_default()
}

/// Puts what was sent into a source; none where it is not whole.
#[must_use]
pub fn received(mut source: Source, bytes: &[u8]) -> Option<Source> {
    let sent: Sent = serde_json::from_slice(bytes).ok()?;
    let format = source.format;
    let defect = |fault: Fault| match fault {
        Fault::Encrypted => Defect::NotReadable(Format::Encrypted),
        Fault::NotReadable => Defect::NotReadable(format),
        Fault::Broken(reason) => Defect::Broken(reason),
        Fault::Unsafe(reason) => Defect::Unsafe(reason),
    };
    source.properties = Properties { custom: sent.custom, modified: sent.modified };
    source.defects = sent.defects.into_iter().map(defect).collect();
    for (index, sheet) in sent.sheets.into_iter().enumerate() {
        source.grids.push(Grid {
            name: Arc::from(sheet.name),
            index,
            visible: sheet.visible,
            cells: sheet.cells.into_iter().map(cell_received).collect::<Option<Vec<RawCell>>>()?,
            merges: sheet
                .merges
                .into_iter()
                .map(|[top, left, last, right]| CellRange::new(top, left, last, right))
                .collect(),
            ..Grid::default()
        });
    }
    Some(source)
}

fn cell_sent(cell: &RawCell) -> SentCell {
    let value = match &cell.value {
        Value::Blank if !cell.cached => SentValue::Uncached,
        Value::Blank => SentValue::Blank,
        Value::NoData => SentValue::NoData,
        Value::Number(number) => SentValue::Number(number.to_bits()),
        Value::Text(text) => SentValue::Text(text.clone()),
        Value::Date(day) => SentValue::Date(day.to_string()),
        Value::Bool(truth) => SentValue::Bool(*truth),
        Value::Error(error) => SentValue::Error(error.as_str().to_owned()),
    };
    SentCell(cell.at.row, cell.at.col, value, cell.formula.clone())
}

fn cell_received(SentCell(row, col, value, formula): SentCell) -> Option<RawCell> {
    let cached = !matches!(value, SentValue::Uncached);
    let value = match value {
        SentValue::Uncached | SentValue::Blank => Value::Blank,
        SentValue::NoData => Value::NoData,
        SentValue::Number(bits) => Value::Number(f64::from_bits(bits)),
        SentValue::Text(text) => Value::Text(text),
        SentValue::Date(day) => Value::Date(day.parse().ok()?),
        SentValue::Bool(truth) => Value::Bool(truth),
        SentValue::Error(name) => Value::Error(CellError::named(&name)),
    };
    Some(RawCell { at: CellRef::new(row, col), value, percent: false, formula, cached })
}

#[cfg(test)]
mod tests {
    use super::{received, sent};
    use crate::location::{CellRange, CellRef};
    use crate::read::{Defect, Format, Grid, Limits, RawCell, read};
    use crate::value::{CellError, Value};
    use jiff::civil::date;

    #[test]
    fn what_is_received_is_what_was_sent() {
        let empty = read("a.xls", b"", &Limits::default());
        let cell = |row, value, formula: Option<&str>, cached| {
            let formula = formula.map(str::to_owned);
            RawCell { at: CellRef::new(row, 2), value, percent: false, formula, cached }
        };
        let mut source = empty.clone();
        source.properties.custom = vec![("qingdan".to_owned(), "1;…".to_owned())];
        source.properties.modified = Some("2023-10-07T08:00:00Z".to_owned());
        source.defects = vec![Defect::NotReadable(Format::Encrypted), Defect::Unsafe("过大".to_owned())];
        source.grids = vec![Grid {
            name: "表".into(),
            visible: true,
            cells: vec![
                cell(0, Value::Number(0.1 + 0.2), Some("A1+1"), true),
                cell(1, Value::Number(-0.0), None, true),
                cell(2, Value::text("甲\n乙"), None, true),
                cell(3, Value::Date(date(2023, 9, 30)), None, true),
                cell(4, Value::Error(CellError::Spill), Some("X"), true),
                cell(5, Value::Blank, Some("Y"), false),
                cell(6, Value::Bool(true), None, true),
            ],
            merges: vec![CellRange::new(1, 2, 3, 4)],
            ..Grid::default()
        }];
        let wire = sent(&source);
        let back = received(empty.clone(), &wire).map(|back| format!("{back:?}"));
        source.format = empty.format;
        source.digest.clone_from(&empty.digest);
        assert_eq!(back, Some(format!("{source:?}")));
        assert!(received(empty, wire.get(..wire.len() - 1).unwrap_or_default()).is_none());
    }
}
