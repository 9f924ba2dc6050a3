//! 本期变化: every figure, light, status and rank that is otherwise than in the period before.

use super::Frame;
use super::columns::Columns;
use super::list::put;
use super::look;
use super::page::{self, Entry};
use crate::consolidate::Change;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::Role;
use crate::render::{Cell, Sheet};
use crate::text::official as text;

/// How wide a column of places may grow: a file's whole path on one line.
const PLACE: f64 = 240.0;

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let mut columns = Columns::of(frame.plan.table(TableId::Changes));
    // Where figures stand is not printed, and must not make what is printed higher.
    for change in &frame.quarter.changes {
        columns.widen(Role::PreviousOrigin, &place(change.before_at.as_ref()), PLACE);
        columns.widen(Role::Origin, &place(change.after_at.as_ref()), PLACE);
    }
    let last = columns.last_printed();
    let mut sheet = page::open(frame, columns.table, &columns.widths(), last);
    let sentence = match &frame.quarter.previous {
        Some((period, _)) => text::compared_with(&period.name()),
        None => text::FIRST_PERIOD.to_owned(),
    };
    page::wide(&mut sheet, &sentence, last, look::SENTENCE);
    let same_row = |one: &Change, two: &Change| (one.table, &one.key) == (two.table, &two.key);
    let rows = frame.quarter.changes.chunk_by(same_row);
    let lines = rows.flat_map(|changes| {
        changes.iter().enumerate().map(|(index, change)| line(frame, &columns, change, index == 0))
    });
    let lines = lines.collect();
    let first = page::next(&sheet) + 1;
    put(&mut sheet, &columns, lines);
    let rows = (first, page::next(&sheet).saturating_sub(1).max(first));
    page::colour_lights(frame, &mut sheet, &columns, rows, [Role::Previous, Role::Value]);
    page::finish(frame, &mut sheet, columns.table.paper, last);
    sheet
}

/// A line. What is said of the row as a whole, its name and the explanation, stands on the first of its lines only.
fn line(frame: &Frame<'_>, columns: &Columns<'_>, change: &Change, is_first: bool) -> Vec<Entry> {
    let once = |text: String| if is_first { Cell::text(&text) } else { Cell::Blank };
    page::entries(
        columns.table,
        [
            (Role::Table, Cell::text(&frame.plan.table(change.table).name)),
            (Role::Key, Cell::text(&change.key.0)),
            (Role::Name, once(text::beginning(&change.title))),
            (Role::Field, Cell::text(change.field.as_deref().unwrap_or(text::WHOLE_ROW))),
            (Role::Previous, Cell::of(&change.before)),
            (Role::Value, Cell::of(&change.after)),
            (Role::Increase, Cell::text(&change.by)),
            (Role::PreviousOrigin, origin(change.before_at.as_ref())),
            (Role::Origin, origin(change.after_at.as_ref())),
            (Role::Remark, once(change.remark.clone())),
        ],
    )
}

fn origin(at: Option<&Location>) -> Cell {
    Cell::text(&place(at))
}

/// A place as one text; what was computed has none.
fn place(at: Option<&Location>) -> String {
    at.filter(|at| !at.file.is_empty()).map(ToString::to_string).unwrap_or_default()
}
