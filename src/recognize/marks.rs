//! What we wrote ourselves into a returned copy (退回件): its sheets and its column of problems. A copy that is sent back
//! is read as if they were not there.
//!
//! Only what stands there as we wrote it is passed over: a sheet carries check digits over its texts, and a line of the
//! column begins as an objection does. Whatever somebody adds is content.

use super::{Carried, says_something, unplaced};
use crate::location::CellRef;
use crate::normalize::shown;
use crate::read::{Grid, RawCell, Source, digest};
use crate::text::form::is_objection;
use crate::text::{matching_key, returned as text};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many check digits a sheet carries.
const DIGITS: usize = 12;

/// The check digits of a sheet's texts, in whatever order they stand.
#[must_use]
pub fn check_digits<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut keys: Vec<String> = texts.map(matching_key).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    digest(keys.join("\n").as_bytes()).chars().take(DIGITS).collect()
}

/// The file without our marks.
pub(super) fn without(source: &Source) -> Cow<'_, Source> {
    let marked = |grid: &Grid| is_ours(grid) || problems(grid).is_some();
    if !source.grids.iter().any(marked) {
        return Cow::Borrowed(source);
    }
    let mut source = source.clone();
    source.grids.retain(|grid| !is_ours(grid));
    for grid in &mut source.grids {
        let Some((row, col)) = problems(grid) else { continue };
        let ours = |cell: &RawCell| {
            cell.at.col == col && (cell.at.row == row || (cell.at.row > row && is_objection(&shown(cell))))
        };
        grid.cells.retain(|cell| !ours(cell));
        // We asked to filter by that column; the rows that are out of sight by it are read like the others.
        grid.hidden_rows.clear();
    }
    Cow::Owned(source)
}

/// Whether a sheet is one of ours and says what we wrote.
fn is_ours(grid: &Grid) -> bool {
    if ![text::FRONT, text::LEFT].contains(&&*grid.name) {
        return false;
    }
    let texts: Vec<String> = grid.cells.iter().filter(|cell| says_something(cell)).map(shown).collect();
    let Some(digits) = texts.iter().find_map(|text| text::sealed(text)) else { return false };
    check_digits(texts.iter().map(String::as_str).filter(|text| text::sealed(text).is_none())) == digits
}

/// What our sheet of what had no place lists, in its order.
pub(super) fn carried(source: &Source) -> Vec<Carried> {
    let sheets = source.grids.iter().filter(|grid| &*grid.name == text::LEFT && is_ours(grid));
    sheets.flat_map(listed).collect()
}

/// The lines of that list: file, sheet, cell, content, reason.
fn listed(grid: &Grid) -> Vec<Carried> {
    let cells: BTreeMap<CellRef, &RawCell> = grid.cells.iter().map(|cell| (cell.at, cell)).collect();
    let line = |row: u32| {
        let at = |col| cells.get(&CellRef::new(row, col)).copied();
        let (file, sheet, reason) = (shown(at(0)?), shown(at(1)?), shown(at(4)?));
        Some(Carried { file, sheet, cell: CellRef::parse(&shown(at(2)?))?, reason, listed: unplaced(grid, at(3)?) })
    };
    let rows: BTreeSet<u32> = cells.keys().map(|at| at.row).collect();
    rows.into_iter().filter_map(line).collect()
}

/// Where the column of problems has its head.
fn problems(grid: &Grid) -> Option<(u32, u32)> {
    let key = matching_key(text::PROBLEMS);
    let head = grid.cells.iter().find(|cell| matching_key(&shown(cell)) == key)?;
    Some((head.at.row, head.at.col))
}
