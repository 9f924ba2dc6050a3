//! A list with more rows than a sheet has goes on on further sheets, each with the list's head.

use crate::location::{CellRange, CellRef};
use crate::render::{Row, Sheet};
use crate::text::pictures as text;

/// The sheet, and those that go on with the rows beyond `most`. Every row of a list is its own: no merged cell
/// reaches from one to another.
pub(super) fn sheets(mut sheet: Sheet, most: u32) -> Vec<Sheet> {
    let head = sheet.page.repeat.map_or(0..0, |(first, last)| first..last + 1);
    let own = usize::try_from(most).unwrap_or(usize::MAX);
    let each = own.saturating_sub(usize::try_from(head.end - head.start).unwrap_or(0)).max(1);
    if sheet.rows.len() <= own {
        return vec![sheet];
    }
    let rest = sheet.rows.split_off(own);
    let merges = std::mem::take(&mut sheet.merges);
    let of = |rows: std::ops::Range<u32>, to: u32| -> Vec<CellRange> {
        let inside = merges.iter().filter(|range| rows.contains(&range.first.row));
        let moved = |row: u32| row - rows.start + to;
        inside
            .map(|range| CellRange::new(moved(range.first.row), range.first.col, moved(range.last.row), range.last.col))
            .collect()
    };
    sheet.merges = of(0..most, 0);
    let heads: Vec<Row> = head.clone().filter_map(|row| sheet.rows.get(usize::try_from(row).ok()?).cloned()).collect();
    let high = head.end - head.start;
    let mut made = Vec::new();
    for (part, rows) in (2..).zip(rest.chunks(each)) {
        let count = u32::try_from(rows.len()).unwrap_or(0);
        let from = most + (part_index(part)) * u32::try_from(each).unwrap_or(0);
        let mut merges = of(head.clone(), 0);
        merges.extend(of(from..from.saturating_add(count), high));
        let last = high + count - 1;
        let until = |range: CellRange, first: u32| CellRange::new(first, range.first.col, last, range.last.col);
        let mut page = sheet.page.clone();
        page.area = page.area.map(|area| until(area, 0));
        page.repeat = sheet.page.repeat.map(|_| (0, high.saturating_sub(1)));
        page.breaks = Vec::new();
        made.push(Sheet {
            name: text::continued(&sheet.name, part),
            columns: sheet.columns.clone(),
            rows: heads.iter().chain(rows).cloned().collect(),
            merges,
            freeze: sheet.freeze.map(|freeze| CellRef::new(high, freeze.col)),
            filter: sheet.filter.map(|filter| until(filter, high.saturating_sub(1))),
            page,
            tab: sheet.tab,
            ..Sheet::default()
        });
    }
    let cut = |range: CellRange| CellRange::new(range.first.row, range.first.col, most - 1, range.last.col);
    sheet.filter = sheet.filter.map(cut);
    sheet.page.area = sheet.page.area.map(cut);
    sheet.page.breaks.retain(|row| *row < most);
    std::iter::once(sheet).chain(made).collect()
}

/// How many continuations come before a part.
fn part_index(part: usize) -> u32 {
    u32::try_from(part.saturating_sub(2)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::sheets;
    use crate::location::CellRange;
    use crate::render::style::Style;
    use crate::render::{Cell, Page, Row, Sheet};

    #[test]
    fn rows_beyond_the_last_go_on_under_the_same_head() {
        let row = |text: String| Row { height: None, cells: vec![(0, Cell::Text(text), Style::TEXT)] };
        let rows = ["title", "head"].map(str::to_owned).into_iter().chain((1..=7).map(|n| n.to_string()));
        let list = Sheet {
            name: "list".to_owned(),
            rows: rows.map(row).collect(),
            // The title, the head, and the lines 3 and 6.
            merges: [0, 1, 4, 7].map(|row| CellRange::new(row, 0, row, 1)).to_vec(),
            filter: Some(CellRange::new(1, 0, 8, 1)),
            page: Page { area: Some(CellRange::new(0, 0, 8, 1)), repeat: Some((1, 1)), ..Page::default() },
            ..Sheet::default()
        };
        assert_eq!(sheets(list.clone(), 9).len(), 1);
        let made = sheets(list, 4);
        let shown: Vec<Vec<&str>> = made
            .iter()
            .map(|sheet| {
                let cells = sheet.rows.iter().flat_map(|row| &row.cells);
                cells.map(|(_, cell, _)| if let Cell::Text(text) = cell { text.as_str() } else { "" }).collect()
            })
            .collect();
        // Four rows to a sheet: the first has title and head, the others repeat the head.
        assert_eq!(shown, [vec!["title", "head", "1", "2"], vec!["head", "3", "4", "5"], vec!["head", "6", "7"]]);
        let merged: Vec<Vec<u32>> =
            made.iter().map(|sheet| sheet.merges.iter().map(|range| range.first.row).collect()).collect();
        assert_eq!(merged, [vec![0, 1], vec![0, 1], vec![0, 1]]);
        let filters = made.iter().map(|sheet| sheet.filter);
        let until = [3, 3, 2].map(|last| last);
        let firsts = [1, 0, 0];
        let expected = firsts.into_iter().zip(until).map(|(first, last)| Some(CellRange::new(first, 0, last, 1)));
        assert!(filters.eq(expected));
        assert_eq!(
            made.iter().map(|sheet| sheet.page.repeat).collect::<Vec<_>>(),
            [Some((1, 1)), Some((0, 0)), Some((0, 0))]
        );
    }
}
