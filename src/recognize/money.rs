//! The note above a table that says what its money is in (单位：亿元), where somebody typed another unit over ours.
//!
//! A label that names its own unit says more than the note: its column is read by it, and that the two differ is a fact.
//! Where a label names none, the note is all that is said, and the column's figures carry its unit.

use super::head::Head;
use super::vocabulary::OTHER_LABELS;
use super::{Fact, says_something, sheet_ref};
use crate::location::CellRef;
use crate::normalize::{conversion, shown};
use crate::plan::{FieldKind, Table};
use crate::read::{Grid, RawCell};
use crate::text::matching_key;

/// A note on money that differs from the table's own.
pub(super) struct MoneyNote {
    /// Its cell; where its value stands apart, that of its label.
    cell: CellRef,
    /// What it says.
    text: String,
    /// The unit, as a matching key.
    unit: String,
}

/// The note above a head, where it says another unit than the table's. Columns whose labels name no unit take it.
pub(super) fn take(head: &mut Head<'_>, cells: &[&RawCell]) -> Option<MoneyNote> {
    let table = head.names.table;
    let money = table.money.as_ref()?;
    let above: Vec<&RawCell> =
        cells.iter().copied().filter(|cell| cell.at.row < head.top && says_something(cell)).collect();
    let note = (0..above.len()).rev().find_map(|place| noted(&above, place))?;
    // 万元 said otherwise is the same, and what doesn't convert is no unit of money.
    let factor = conversion(&note.unit, money)?;
    if (factor - 1.0).abs() < f64::EPSILON {
        return None;
    }
    for column in head.matched.columns.iter_mut().filter(|column| is_money(table, column.slot) && !column.has_unit) {
        column.unit = Some(note.unit.clone());
    }
    let columns = head.matched.columns.iter();
    let concerns = columns.filter(|column| is_money(table, column.slot)).count() > 0;
    concerns.then_some(note)
}

/// What a cell says money is in, or it and the next one.
fn noted(above: &[&RawCell], place: usize) -> Option<MoneyNote> {
    let cell = above.get(place)?;
    let key = matching_key(&shown(cell));
    let whole = key.trim_end_matches(')');
    let said =
        |unit: &str, text: String| (!unit.is_empty()).then(|| MoneyNote { cell: cell.at, text, unit: unit.to_owned() });
    let apart = || {
        let next = above.get(place + 1).filter(|next| next.at.row == cell.at.row)?;
        let text = format!("{}{}", shown(cell), shown(next));
        said(&matching_key(&shown(next)), text)
    };
    if OTHER_LABELS.contains(&whole.trim_end_matches(':')) {
        return apart();
    }
    let (label, unit) = whole.rsplit_once(':')?;
    let named = OTHER_LABELS.iter().any(|other| label.ends_with(other));
    if named { said(unit, shown(cell)) } else { None }
}

fn is_money(table: &Table, slot: usize) -> bool {
    let field = table.fields.get(slot);
    field.is_some_and(|field| field.kind == FieldKind::Number && field.unit.is_some() && field.unit == table.money)
}

impl MoneyNote {
    /// Whether a cell is the note.
    pub(super) fn is(&self, cell: CellRef) -> bool {
        self.cell == cell
    }

    /// What was made of it: the labels that took its unit, and those that name another.
    pub(super) fn facts(&self, grid: &Grid, head: &Head<'_>) -> impl Iterator<Item = Fact> {
        let table = head.names.table;
        let own = table.money.as_ref().map(|money| matching_key(money)).unwrap_or_default();
        let labels = |taken: bool| -> Vec<String> {
            let money = head.matched.columns.iter().filter(|column| is_money(table, column.slot));
            let said = money.filter(|column| match (&column.unit, column.has_unit) {
                (_, false) => taken,
                (unit, true) => !taken && *unit.as_ref().unwrap_or(&own) != self.unit,
            });
            said.map(|column| column.label.clone()).collect()
        };
        let (sheet, found) = (sheet_ref(grid), self.text.clone());
        let (table, cell) = (table.id, self.cell);
        let said =
            [true, false].map(|taken| (taken, labels(taken))).into_iter().filter(|(_, labels)| !labels.is_empty());
        said.map(move |(taken, labels)| {
            let (sheet, found) = (sheet.clone(), found.clone());
            Fact::MoneyNote { sheet, table, cell, found, taken, labels }
        })
    }
}
