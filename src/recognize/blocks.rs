//! The tables on a sheet: one, several one under the other or side by side, each with the cells that are its own.

use super::cover::labels;
use super::head::{Head, heads, is_sentence};
use super::label::Names;
use super::money::{self, MoneyNote};
use super::rows::note_kind;
use super::vocabulary::ATTACHMENT;
use super::{CoverLine, NoteKind, says_something};
use crate::key::TableId;
use crate::normalize::shown;
use crate::read::{Grid, RawCell};
use crate::text::matching_key;

/// Lines between a table's title and its head.
const TITLES: usize = 6;

/// A table on a sheet.
pub(super) struct Block<'a> {
    /// Its head.
    pub(super) head: Head<'a>,
    /// The first row that is the table's, its title's.
    start: u32,
    /// Where the head stands again, with the titles above it.
    pub(super) again: Vec<(u32, u32)>,
    /// What is said above the head of the unit of its money, where that is not the plan's.
    pub(super) money: Option<MoneyNote>,
    /// Its cells, what stands above the head among them, in the sheet's order.
    pub(super) cells: Vec<&'a RawCell>,
}

/// The tables on a sheet, from above; each cell of the sheet is in one of them.
pub(super) fn blocks<'a>(grid: &'a Grid, tables: &'a [Names<'a>], named: Option<TableId>) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for head in heads(grid, tables, named) {
        let start = start(grid, &head, tables);
        // A head that stands again, as lists do after a page break, begins no other table.
        let before = blocks.iter_mut().rev().find(|block| overlap(block.head.cols, head.cols));
        match before.filter(|block| block.head.is_again(&head)) {
            Some(block) => block.again.push((start, head.bottom)),
            None => blocks.push(Block { head, start, again: Vec::new(), money: None, cells: Vec::new() }),
        }
    }
    for cell in &grid.cells {
        let at = |block: &&mut Block<'_>| (block.head.cols.0..=block.head.cols.1).contains(&cell.at.col);
        let place = blocks.iter_mut().filter(at).enumerate();
        let place = place.filter(|(order, block)| *order == 0 || block.start <= cell.at.row).last();
        match place {
            Some((_, block)) => block.cells.push(cell),
            None => blocks.iter_mut().take(1).for_each(|block| block.cells.push(cell)),
        }
    }
    for block in &mut blocks {
        block.head.prefer_filled(&block.cells);
        block.money = money::take(&mut block.head, &block.cells);
    }
    blocks
}

fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// The first row of what stands above a head and belongs to it: its title, its number, whose it is.
fn start(grid: &Grid, head: &Head<'_>, tables: &[Names<'_>]) -> u32 {
    let inside = |cell: &&RawCell| (head.cols.0..=head.cols.1).contains(&cell.at.col);
    let above = grid.cells.chunk_by(|a, b| a.at.row == b.at.row).rev();
    let above = above.skip_while(|line| line.first().is_none_or(|cell| cell.at.row >= head.top));
    let mut start = head.top;
    for line in above.take(TITLES) {
        let mut said = line.iter().filter(inside).filter(|cell| says_something(cell));
        let Some(first) = said.next() else { continue };
        // Over the whole head, or the only words right above it; a code, which has digits, is a row's.
        let kind = note_kind(first, &[first]);
        let is_over = said.next().is_none()
            && kind.is_none()
            && (is_wide(grid, first)
                || (first.at.row + 1 == start && !shown(first).contains(|c: char| c.is_ascii_digit())));
        if is_title(first, tables) || is_over {
            start = first.at.row;
        } else if kind != Some(NoteKind::Note) {
            break;
        }
    }
    start
}

/// Whether a cell is merged over several columns.
fn is_wide(grid: &Grid, cell: &RawCell) -> bool {
    grid.merges.iter().any(|merge| merge.first == cell.at && merge.last.col > merge.first.col + 1)
}

/// Whether a cell is the title of a table, its number, or says whose it is.
fn is_title(cell: &RawCell, tables: &[Names<'_>]) -> bool {
    let key = matching_key(&shown(cell));
    let names_table =
        || !is_sentence(&key) && tables.iter().any(|names| key.contains(&matching_key(&names.table.name)));
    let whose = || labels(cell).iter().any(|(line, _)| matches!(line, CoverLine::Unit | CoverLine::Period));
    key.starts_with(ATTACHMENT) || names_table() || whose()
}
