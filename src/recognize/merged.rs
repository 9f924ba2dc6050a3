//! Merged cells and hidden rows and columns among a table's cells.

use super::head::Head;
use super::says_something;
use crate::location::{CellRange, CellRef};
use crate::plan::FieldKind;
use crate::read::{Grid, RawCell};
use std::collections::{BTreeMap, BTreeSet};

/// The merged cells below a head, by column.
pub(super) struct Merged<'a> {
    /// Range and the cell that shows in it, by column and row of that cell.
    ranges: BTreeMap<(u32, u32), (CellRange, &'a RawCell)>,
}

impl<'a> Merged<'a> {
    /// Those that hold something and are in columns that were understood.
    pub(super) fn of(grid: &Grid, head: &Head<'_>, cells: &[&'a RawCell]) -> Self {
        let below = grid.merges.iter().filter(|merge| merge.first.row > head.bottom && merge.first != merge.last);
        let ranges = below.filter_map(|merge| {
            let known = (merge.first.col..=merge.last.col.min(merge.first.col.saturating_add(200)))
                .any(|col| head.at(col).is_some());
            let cell = cells.binary_search_by_key(&merge.first, |cell| cell.at).ok().and_then(|place| cells.get(place));
            let cell = cell.filter(|cell| known && says_something(cell))?;
            Some(((merge.first.col, merge.first.row), (*merge, *cell)))
        });
        Self { ranges: ranges.collect() }
    }

    /// What shows in a cell that is empty because the one above it was merged over it.
    pub(super) fn above(&self, cell: CellRef) -> Option<&'a RawCell> {
        let (_, (range, shown)) = self.ranges.range((cell.col, 0)..(cell.col, cell.row)).next_back()?;
        Some(*shown).filter(|_| range.contains(cell))
    }

    /// Those that cover one of these rows.
    pub(super) fn within(&self, rows: &BTreeSet<u32>) -> Vec<CellRange> {
        let covers = |range: &CellRange| rows.range(range.first.row..=range.last.row).next().is_some();
        let mut ranges: Vec<CellRange> = self.ranges.values().map(|(range, _)| *range).filter(covers).collect();
        ranges.sort_unstable();
        ranges
    }
}

/// Whether a merged text stands for the rows below it too. Of figures and dates that is never certain.
pub(super) fn is_filled_down(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Text | FieldKind::Choice | FieldKind::Unit => true,
        FieldKind::Number | FieldKind::Date => false,
    }
}

/// The hidden rows and columns in which something stands that was read.
pub(super) fn hidden(grid: &Grid, head: &Head<'_>, cells: &[&RawCell], rows: &BTreeSet<u32>) -> (Vec<u32>, Vec<u32>) {
    let said = || cells.iter().filter(|cell| rows.contains(&cell.at.row) && says_something(cell));
    let is_hidden = |hidden: &[u32], place: u32| hidden.binary_search(&place).is_ok();
    let columns: BTreeSet<u32> = said()
        .map(|cell| cell.at.col)
        .filter(|col| head.at(*col).is_some() && is_hidden(&grid.hidden_columns, *col))
        .collect();
    let hidden_rows = rows.iter().copied().filter(|row| is_hidden(&grid.hidden_rows, *row));
    (hidden_rows.collect(), columns.into_iter().collect())
}
