//! Where a sheet's pages end, so that what belongs together is not torn: a heading and its text, a task's name over its
//! measures.
//!
//! Every row of ours has a height of its own, so that the pages can be told before a program draws them.

use super::page;
use crate::location::CellRange;
use crate::render::Sheet;

/// What is kept free of a page: programs round heights and scales, each in its own way.
const FREE: f64 = 0.97;
/// The points from top to bottom of a page of A4 higher than wide, without its margins.
pub(super) const HIGH: f64 = 723.0;
/// The same, wider than high.
pub(super) const WIDE: f64 = 476.0;

/// The rows that begin a page besides those that begin one already. `room` is what a page holds in points, `head` the row
/// that stands on every page and `keeps` whether a row may not be the last of one.
pub(super) fn breaks(sheet: &Sheet, room: f64, head: Option<u32>, keeps: &dyn Fn(u32) -> bool) -> Vec<u32> {
    let height = |row: u32| {
        let row = usize::try_from(row).ok().and_then(|row| sheet.rows.get(row));
        row.and_then(|row| row.height).unwrap_or(page::LOWEST)
    };
    let room = room * FREE;
    let repeated = head.map_or(0.0, height);
    let mut breaks: Vec<u32> = Vec::new();
    let (mut used, mut row) = (0.0, 0);
    while row < page::next(sheet) {
        // Rows that hold together are one: those that may not be last, and the one behind them.
        let mut end = row;
        while keeps(end) && end + 1 < page::next(sheet) {
            end += 1;
        }
        let together: f64 = (row..=end).map(height).sum();
        let begins = sheet.page.breaks.contains(&row);
        if begins {
            used = repeated;
        }
        let is_first = begins || breaks.last().copied().unwrap_or(0) == row;
        if used + together > room && !is_first {
            breaks.push(row);
            used = repeated;
        }
        used += together;
        row = end + 1;
    }
    breaks
}

/// Groups of rows parted where a page begins, so that each part says again what it is.
pub(super) fn parted(groups: &[CellRange], breaks: &[u32]) -> Vec<CellRange> {
    let mut parts = Vec::new();
    for group in groups {
        let mut rest = *group;
        for row in breaks.iter().filter(|row| (group.first.row + 1..=group.last.row).contains(row)) {
            parts.push(CellRange::new(rest.first.row, rest.first.col, row - 1, rest.last.col));
            rest.first.row = *row;
        }
        parts.push(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{breaks, parted};
    use crate::location::CellRange;
    use crate::render::{Row, Sheet};

    fn sheet(heights: &[f64]) -> Sheet {
        let rows = heights.iter().map(|height| Row { height: Some(*height), cells: Vec::new() });
        Sheet { rows: rows.collect(), ..Sheet::default() }
    }

    #[test]
    fn a_page_holds_what_fits_below_its_head_and_no_heading_is_last() {
        let rows = sheet(&[20.0, 40.0, 40.0, 40.0, 20.0, 40.0]);
        // 97 of 100: 20 + 40 fit, then 20 (repeated) + 40, and again.
        assert_eq!(breaks(&rows, 100.0, Some(0), &|_| false), [2, 3, 5]);
        // Of 180: 20 + 40 + 40 + 40 + 20 = 160 of 174.6, but row 4 goes with row 5.
        assert_eq!(breaks(&rows, 180.0, None, &|row| row == 4), [4]);
        // What is higher than a page has one of its own.
        assert_eq!(breaks(&sheet(&[300.0, 300.0]), 100.0, None, &|_| false), [1]);
    }

    #[test]
    fn a_group_over_two_pages_is_two() {
        let group = CellRange::new(2, 1, 6, 1);
        let parts = [CellRange::new(2, 1, 3, 1), CellRange::new(4, 1, 6, 1)];
        assert_eq!(parted(&[group], &[2, 4, 9]), parts);
    }
}
