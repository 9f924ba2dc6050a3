//! The rows of a table on a form: their values, with computed ones computed, and which cells are open.

use super::Form;
use crate::plan::{Role, Table};
use crate::roster::{Due, Expected, is_open};
use crate::value::Value;

/// A row on a form.
pub(super) struct Line {
    /// What it holds, by slot.
    pub(super) values: Vec<Value>,
    /// Whether the cell is to be filled in, by slot.
    pub(super) open: Vec<bool>,
    /// Whether its value is computed from other rows.
    pub(super) computed: bool,
    /// Whether 暂无数据 is a legal value.
    pub(super) may_lack: bool,
    /// In an open row the slot of its key: without one there is no row, and nothing is computed.
    pub(super) key: Option<usize>,
}

/// The lines of a table: the roster's, then on the office's form the open ones.
pub(super) fn lines(form: &Form, table: &Table) -> Vec<Line> {
    let expected = form.rows.iter().filter(|row| row.table == table.id);
    let mut lines: Vec<Line> = expected.map(|row| expected_line(form, table, row)).collect();
    if form.is_office() && table.open_rows > 0 {
        let typed = form.filling.iter().flat_map(|filling| &filling.extra_rows);
        let typed: Vec<&Vec<Value>> = typed.filter(|(id, _)| *id == table.id).map(|(_, row)| row).collect();
        let count = typed.len().max(usize::try_from(table.open_rows).unwrap_or(0));
        lines.extend((0..count).map(|index| open_line(form, table, typed.get(index).copied())));
    }
    lines
}

fn expected_line(form: &Form, table: &Table, expected: &Expected) -> Line {
    let mut values = table.blank_row();
    for (slot, (cell, prefilled)) in values.iter_mut().zip(&expected.prefilled).enumerate() {
        let filled = form.filling.and_then(|filling| filling.cells.get(&(table.id, expected.key.clone(), slot)));
        *cell = filled.unwrap_or(prefilled).clone();
    }
    table.compute(&mut values, &form.names);
    let open = (0..table.fields.len()).map(|slot| is_open(form.plan, table, slot, expected, &form.names)).collect();
    let may_lack = table.value(&values, Role::MayLack).shown() == form.plan.words.yes;
    Line { values, open, computed: expected.due == Due::Computed, may_lack, key: None }
}

fn open_line(form: &Form, table: &Table, typed: Option<&Vec<Value>>) -> Line {
    let mut values = table.blank_row();
    for (cell, value) in values.iter_mut().zip(typed.into_iter().flatten()) {
        *cell = value.clone();
    }
    if !table.value(&values, Role::Key).is_blank() {
        table.compute(&mut values, &form.names);
    }
    let open = table.fields.iter().map(crate::plan::Field::is_input).collect();
    Line { values, open, computed: false, may_lack: false, key: table.slot(Role::Key) }
}
