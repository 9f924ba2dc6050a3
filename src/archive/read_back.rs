//! `_meta` → archive, with what was edited by hand since.

use super::{Archive, EARLIER, Earlier, FIGURE, Figure, Figures, MARK, META, edits, seal};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, SheetRef};
use crate::plan::Plan;
use crate::read::{Defect, Grid, Source};
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The mark without the version.
const MARK_NAME: &str = "qingdan-archive;";
/// The cells of the widest kind of row.
const WIDTH: usize = 9;

/// What a file was found to be.
#[derive(Debug, Clone)]
pub enum ReadBack {
    /// A quarter workbook of ours.
    Archive(Box<Archive>),
    /// A file that cannot be read as a workbook.
    Unreadable(Option<Defect>),
    /// A workbook that is no quarter workbook of ours.
    NotOurs,
    /// A quarter workbook whose archive is laid out in another version.
    OtherVersion,
    /// A quarter workbook whose archive has lost what it cannot do without.
    Damaged,
}

/// Reads the archive of a quarter workbook. The plan says which fields are keys, to find rows that were sorted.
#[must_use]
pub fn read_back(source: &Source, plan: &Plan) -> ReadBack {
    if source.grids.is_empty() {
        return ReadBack::Unreadable(source.defects.first().cloned());
    }
    let Some(grid) = source.grids.iter().find(|grid| &*grid.name == META) else { return ReadBack::NotOurs };
    let rows = texts(grid);
    let mut rows = rows.values();
    let first: Vec<&str> = rows.next().into_iter().flatten().map(String::as_str).collect();
    let [mark, _version, id, revision, period, count, digest, ..] = first.as_slice() else { return ReadBack::NotOurs };
    if *mark != MARK {
        return if mark.starts_with(MARK_NAME) { ReadBack::OtherVersion } else { ReadBack::NotOurs };
    }
    let Ok(period) = period.parse() else { return ReadBack::Damaged };
    if seal(rows.clone().map(Vec::as_slice)) != [*count, *digest] {
        return ReadBack::Damaged;
    }
    let (mut figures, mut earlier) = (Vec::new(), Vec::new());
    for row in rows {
        if take(source, row, &mut figures, &mut earlier).is_none() {
            return ReadBack::Damaged;
        }
    }
    let edits = edits::apply(source, plan, &mut figures);
    ReadBack::Archive(Box::new(Archive {
        file: Arc::clone(&source.name),
        plan: (*id).to_owned(),
        revision: (*revision).to_owned(),
        period,
        figures: Figures::from(figures),
        earlier,
        edits,
    }))
}

/// Takes a row over; none where it is of no known shape.
fn take(source: &Source, row: &[String], figures: &mut Vec<Figure>, earlier: &mut Vec<Earlier>) -> Option<()> {
    let cells: Vec<&str> = row.iter().map(String::as_str).collect();
    match cells.as_slice() {
        [FIGURE, table, row, field, value, kind, usable, sheet, cell, ..] => figures.push(Figure {
            table: TableId::of_name(table)?,
            row: RowKey::from(*row),
            field: (*field).to_owned(),
            value: read_value(kind, value)?,
            usable: *usable == "1",
            at: place(source, sheet, cell)?,
        }),
        [EARLIER, period, table, row, field, value, kind, ..] => earlier.push(Earlier {
            period: period.parse().ok()?,
            table: TableId::of_name(table)?,
            row: RowKey::from(*row),
            field: (*field).to_owned(),
            value: read_value(kind, value)?,
        }),
        _ => return None,
    }
    Some(())
}

/// The filled rows of a sheet as texts, all of one width.
fn texts(grid: &Grid) -> BTreeMap<u32, Vec<String>> {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in &grid.cells {
        let row = rows.entry(cell.at.row).or_insert_with(|| vec![String::new(); WIDTH]);
        if let Some(text) = usize::try_from(cell.at.col).ok().and_then(|col| row.get_mut(col)) {
            *text = cell.value.shown();
        }
    }
    rows
}

fn place(source: &Source, sheet: &str, cell: &str) -> Option<Location> {
    if sheet.is_empty() {
        return Some(Location::file(&source.name));
    }
    let index = source.grids.iter().find(|grid| &*grid.name == sheet).map_or(0, |grid| grid.index);
    let sheet = SheetRef { index, name: sheet.into() };
    Some(Location::cell(&source.name, &sheet, CellRef::parse(cell)?))
}

/// A value by the word for its kind, as `kind` writes it.
fn read_value(kind: &str, text: &str) -> Option<Value> {
    Some(match kind {
        "blank" => Value::Blank,
        "no-data" => Value::NoData,
        "number" => Value::Number(text.parse().ok()?),
        "date" => Value::Date(text.parse().ok()?),
        "bool" => Value::Bool(text == "TRUE"),
        // An error value is kept as the text that shows it: it can be compared, not computed with.
        "text" | "error" => Value::text(text),
        _ => return None,
    })
}
