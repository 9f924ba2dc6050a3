//! 数据溯源: where every row came from, and every filled cell that entered no table.

use super::columns::Columns;
use super::leads::{Leads, file, sheet_name};
use super::page::{self, Entry};
use super::{Frame, look, pages};
use crate::consolidate::{TraceLine, UnplacedLine};
use crate::key::TableId;
use crate::plan::Role;
use crate::render::{Cell, Sheet};
use crate::roster::part_word;
use std::collections::BTreeSet;

/// How many pages are parted by hand at most; a sheet has no more than 1,023 page breaks.
const MOST_BREAKS: usize = 1_000;

/// The sheet: two blocks, one under the other.
pub(super) fn sheet(frame: &Frame<'_>, leads: &Leads) -> Sheet {
    let first = Columns::of(frame.plan.table(TableId::Trace));
    let widths = first.widths();
    let second = Columns::within(frame.plan.table(TableId::Unplaced), &widths);
    let last = first.last_printed().max(second.last_printed());
    let mut sheet = page::open(frame, first.table, &widths, last);
    let traced: Vec<_> = frame.quarter.trace.iter().map(|line| traced(frame, &first, leads, line)).collect();
    page::wide(&mut sheet, first.table.block.as_deref().unwrap_or_default(), last, look::BLOCK);
    if traced.is_empty() {
        page::wide(&mut sheet, &frame.plan.words.nothing, last, look::SENTENCE);
    } else {
        let head = many(&mut sheet, &first, last, &traced, !frame.quarter.unplaced.is_empty());
        sheet.page.repeat = head.map(|head| (head, head));
    }
    page::gap(&mut sheet);
    // The second block begins a page unless it is whole on this one; its head stands on every page of it.
    let second_block = page::next(&sheet);
    let unplaced = frame.quarter.unplaced.iter().map(|line| unplaced(&second, leads, line)).collect();
    block(frame, &mut sheet, &second, last, unplaced);
    let begun = pages::breaks(&sheet, page::room(&sheet, last), None, &|row| row >= second_block);
    sheet.page.breaks.extend(begun.into_iter().filter(|row| *row == second_block));
    if sheet.page.repeat.is_none() && !frame.quarter.unplaced.is_empty() {
        sheet.page.repeat = Some((second_block + 1, second_block + 1));
    }
    page::finish(frame, &mut sheet, first.table.paper, last);
    sheet
}

/// The head and the lines below it. Where another list follows, the head is put again on each page; else, and where these
/// are too many to be parted by hand, the row of the head is given, which is to repeat by itself.
fn many(
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    last: u32,
    lines: &[Vec<Entry>],
    another_follows: bool,
) -> Option<u32> {
    let put = |sheet: &mut Sheet, entries: &[Entry]| {
        page::line(sheet, columns, page::cut(columns, entries.to_vec()));
    };
    let head = page::head(sheet, columns);
    let mut begun = BTreeSet::new();
    if another_follows {
        begun = page::paged(sheet, head, last, |drawn| {
            for entries in lines {
                put(drawn, entries);
            }
        });
    }
    let by_hand = another_follows && begun.len() <= MOST_BREAKS;
    for (index, entries) in lines.iter().enumerate() {
        if by_hand && begun.contains(&index) {
            page::head_again(sheet, columns);
        }
        put(sheet, entries);
    }
    (!by_hand).then_some(head)
}

/// A block with its heading and head; 无 where it has no lines.
pub(super) fn block(frame: &Frame<'_>, sheet: &mut Sheet, columns: &Columns<'_>, last: u32, lines: Vec<Vec<Entry>>) {
    page::wide(sheet, columns.table.block.as_deref().unwrap_or_default(), last, look::BLOCK);
    if lines.is_empty() {
        page::wide(sheet, &frame.plan.words.nothing, last, look::SENTENCE);
        return;
    }
    page::head(sheet, columns);
    for entries in lines {
        page::line(sheet, columns, page::cut(columns, entries));
    }
}

pub(super) fn traced(frame: &Frame<'_>, columns: &Columns<'_>, leads: &Leads, line: &TraceLine) -> Vec<Entry> {
    let plan = frame.plan;
    let origin = line.origin.as_ref();
    let row = origin.and_then(|origin| origin.cell).map(|cell| Cell::Number(f64::from(cell.row + 1)));
    let used = if line.used { &plan.words.yes } else { &plan.words.no };
    page::entries(
        columns.table,
        [
            (Role::Table, Cell::text(line.table.map_or("", |table| plan.table(table).name.as_str()))),
            (Role::Key, leads.row(line.table, line.key.as_ref(), line.key.as_ref().map_or("", |key| key.0.as_str()))),
            (Role::Unit, leads.to_file(origin, line.unit.map_or("", |unit| plan.unit(unit).name.as_str()))),
            (Role::Role, Cell::text(line.part.map_or("", |part| part_word(plan, part)))),
            (Role::File, file(origin)),
            (Role::Sheet, sheet_name(origin)),
            (Role::Row, row.unwrap_or(Cell::Blank)),
            (Role::Used, Cell::text(used)),
            (Role::Remark, Cell::text(&line.note)),
        ],
    )
}

pub(super) fn unplaced(columns: &Columns<'_>, leads: &Leads, line: &UnplacedLine) -> Vec<Entry> {
    page::entries(
        columns.table,
        [
            (Role::File, file(Some(&line.at))),
            (Role::Sheet, sheet_name(Some(&line.at))),
            (Role::Cell, leads.cell(&line.at)),
            (Role::Content, Cell::text(&line.text)),
            (Role::Remark, Cell::text(&line.note)),
        ],
    )
}
