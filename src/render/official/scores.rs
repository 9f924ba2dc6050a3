//! The scores of each ranked board as bars, between the two blocks of 争先创优晾晒表.

use super::columns::Columns;
use super::{Frame, look, page, pages};
use crate::consolidate::LeagueUnit;
use crate::location::CellRange;
use crate::plan::Role;
use crate::render::Sheet;
use crate::render::picture::{Chart, ChartKind};
use crate::render::style::BAR;
use crate::text::pictures as text;

/// The height of a unit's bar where it shares a page and where it has one of its own, and what stands around the bars,
/// in points.
const BAR_HEIGHT: f64 = 20.0;
const HIGH_BAR: f64 = 36.0;
const AROUND: f64 = 70.0;
/// What a page needs beside the charts.
const BESIDE: f64 = 60.0;

/// Room for the charts: where they begin, and how high they are.
pub(super) struct Room {
    row: u32,
    /// The height of a unit's bar, with what parts it from the next.
    bar: f64,
    boards: usize,
}

/// The ranked units at the beginning of a board.
fn ranked(board: &[LeagueUnit]) -> usize {
    board.iter().filter(|unit| unit.rank.is_some()).count()
}

/// Keeps room for a chart of each ranked board, on a page where it is whole; none where nobody is ranked.
pub(super) fn room(frame: &Frame<'_>, sheet: &mut Sheet, last: u32) -> Option<Room> {
    let boards = frame.quarter.league.units.chunk_by(|one, two| one.board == two.board);
    let counts: Vec<usize> = boards.map(ranked).filter(|count| *count > 0).collect();
    let most = crate::value::count(*counts.iter().max()?);
    let room = page::room(sheet, last);
    let free = room - BESIDE;
    let begun = pages::breaks(sheet, room, None, &|_| false).into_iter().chain(sheet.page.breaks.clone()).max();
    let begun = begun.unwrap_or(0);
    let on_page = sheet.rows.iter().skip(usize::try_from(begun).unwrap_or(0));
    let used: f64 = on_page.filter_map(|row| row.height).sum();
    let shares = used + most * BAR_HEIGHT + AROUND <= free;
    if !shares {
        sheet.page.breaks.push(page::next(sheet));
    }
    let bar = if shares { BAR_HEIGHT } else { HIGH_BAR.min((free - AROUND) / most) };
    page::wide(sheet, text::SCORES, last, look::BLOCK);
    let row = page::next(sheet);
    let mut free = most * bar + AROUND;
    while free > 0.0 {
        page::gap(sheet);
        free -= page::LOWEST;
    }
    Some(Room { row, bar, boards: counts.len() })
}

/// Draws the charts; `first` is the row of the first unit.
pub(super) fn draw(frame: &Frame<'_>, sheet: &mut Sheet, columns: &Columns<'_>, room: &Room, first: u32) {
    let (Some(names), Some(scores)) = (columns.col(Role::Unit), columns.col(Role::Score)) else { return };
    let printed = (0..=columns.last_printed()).zip(&sheet.columns).map(|(_, column)| page::points(column.width));
    let width = printed.sum::<f64>() / crate::value::count(room.boards);
    let mut row = first;
    let mut indent = 4.0;
    for board in frame.quarter.league.units.chunk_by(|one, two| one.board == two.board) {
        let count = u32::try_from(ranked(board)).unwrap_or(0);
        if let (Some(unit), true) = (board.first(), count > 0) {
            sheet.pictures.charts.push(Chart {
                kind: ChartKind::Bars,
                title: text::scores_of(unit.board.name()),
                sheet: sheet.name.clone(),
                names: CellRange::new(row, names, row + count - 1, names),
                values: CellRange::new(row, scores, row + count - 1, scores),
                colors: vec![BAR],
                at: crate::location::CellRef::new(room.row, 0),
                indent,
                size: (width - 8.0, f64::from(count) * room.bar + AROUND - 10.0),
            });
            indent += width;
        }
        row += u32::try_from(board.len()).unwrap_or(0);
    }
}
