//! What is printed against what `_meta` keeps: what somebody edited is named, and cells count as they stand.
//!
//! What we compute follows from other cells: where one of them was edited, results are taken over and only the edited
//! cell is named. A formula that was saved without its result says nothing; what `_meta` keeps still counts. So does what
//! is no longer there: a row, a column or a sheet that was taken out is named once.

use super::printed::{Printed, grid, is_key, may_grow, same, sheet_of, standing};
use super::{Edit, Edited, Figure};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::plan::{Field, Filled, Measured, Plan, Role, Table};
use crate::read::Source;
use crate::value::Value;
use std::collections::BTreeSet;

/// What was found while looking through a workbook.
#[derive(Default)]
struct Found {
    /// What somebody did, with the new value of a figure, by its place among them.
    direct: Vec<(Option<usize>, Edit)>,
    /// What follows from that.
    derived: Vec<(Option<usize>, Edit)>,
}

/// Names what was edited and takes over what stands in the cells.
pub(super) fn apply(source: &Source, plan: &Plan, figures: &mut Vec<Figure>) -> Vec<Edit> {
    let mut found = Found::default();
    let tables: BTreeSet<TableId> = figures.iter().map(|figure| figure.table).collect();
    let mut looked_for = BTreeSet::new();
    for id in tables {
        let Some(sheet) = figures.iter().find(|figure| figure.table == id).and_then(sheet_of) else { continue };
        let now = grid(source, plan, figures, sheet);
        if looked_for.insert(sheet) {
            found.direct.extend(sheet_edit(source, now.map(|grid| &*grid.name), id, sheet).map(|edit| (None, edit)));
        }
        if let Some(grid) = now {
            of_table(plan, &Printed::of(source, grid, plan.table(id), figures), figures, &mut found);
        }
    }
    let named = if found.direct.is_empty() { &found.derived } else { &found.direct };
    let mut edits: Vec<Edit> = named.iter().map(|(_, edit)| edit.clone()).collect();
    edits.sort_by(|one, two| one.at.cmp(&two.at));
    take_over(figures, found);
    edits
}

/// Whether a sheet has another name now, or is gone.
fn sheet_edit(source: &Source, now: Option<&str>, table: TableId, was: &str) -> Option<Edit> {
    let sheet = |name: &str| source.grids.iter().find(|grid| &*grid.name == name);
    let (at, what) = match now {
        Some(now) if now == was => return None,
        Some(now) => {
            let grid = sheet(now)?;
            let sheet = crate::location::SheetRef { index: grid.index, name: grid.name.clone() };
            (Location::sheet(&source.name, &sheet), Edited::SheetRenamed { was: was.to_owned() })
        }
        None => (Location::file(&source.name), Edited::SheetGone { was: was.to_owned() }),
    };
    Some(Edit { at, table, row: None, field: None, what })
}

fn of_table(plan: &Plan, printed: &Printed<'_>, figures: &[Figure], found: &mut Found) {
    let table = printed.table;
    let edit = |at: Location, row: Option<&RowKey>, field: Option<&str>, what: Edited| Edit {
        at,
        table: table.id,
        row: row.cloned(),
        field: field.map(str::to_owned),
        what,
    };
    for key in printed.gone() {
        found.direct.push((None, edit(printed.sheet(), Some(key), None, Edited::RowGone)));
    }
    if may_grow(table) {
        for at in printed.put_in() {
            let key = printed.cell(at).map(|raw| RowKey(standing(&raw.value).shown()));
            found.direct.push((None, edit(printed.at(at), key.as_ref(), None, Edited::RowAdded)));
        }
    }
    let own = || figures.iter().enumerate().filter(|(_, figure)| figure.table == table.id);
    let missed: BTreeSet<usize> = own()
        .filter_map(|(_, figure)| table.known_as(&figure.field))
        .filter(|slot| !printed.columns.contains_key(slot))
        .collect();
    for field in missed.iter().filter_map(|slot| table.fields.get(*slot)) {
        found.direct.push((None, edit(printed.sheet(), None, Some(&field.name), Edited::ColumnGone)));
    }
    for (index, figure) in own() {
        let Some(at) = printed.place(figure) else { continue };
        let raw = printed.cell(at);
        let now = raw.map_or(Value::Blank, |raw| standing(&raw.value));
        if same(&figure.value, &now) {
            continue;
        }
        let computed = raw.is_some_and(|raw| raw.formula.is_some()) && is_computed(plan, table, figure);
        let uncached = raw.is_some_and(|raw| raw.formula.is_some() && !raw.cached);
        let was = figure.value.clone();
        let made = |what: Edited| edit(printed.at(at), Some(&figure.row), Some(&figure.field), what);
        match (computed, uncached) {
            (true, true) => {}
            (true, false) => found.derived.push((Some(index), made(Edited::Value { was, now }))),
            (false, true) => found.direct.push((None, made(Edited::Unread { was }))),
            (false, false) if is_key(table, figure) => found.direct.push((None, made(Edited::Key { was, now }))),
            (false, false) => found.direct.push((Some(index), made(Edited::Value { was, now }))),
        }
    }
    added(plan, printed, figures, found);
}

/// What was typed into cells that were empty, in the rows and columns of a table.
fn added(plan: &Plan, printed: &Printed<'_>, figures: &[Figure], found: &mut Found) {
    let table = printed.table;
    let own = figures.iter().filter(|figure| figure.table == table.id);
    let held: BTreeSet<(&RowKey, usize)> =
        own.filter_map(|figure| Some((&figure.row, table.known_as(&figure.field)?))).collect();
    for (row, key) in printed.standing() {
        for (slot, col) in &printed.columns {
            let at = CellRef::new(row, *col);
            let (Some(raw), Some(field)) = (printed.cell(at), table.fields.get(*slot)) else { continue };
            let now = standing(&raw.value);
            if now.is_blank() || held.contains(&(key, *slot)) {
                continue;
            }
            let figure = Figure {
                table: table.id,
                row: key.clone(),
                field: field.name.clone(),
                value: Value::Blank,
                usable: true,
                at: printed.at(at),
            };
            let computed = raw.formula.is_some() && is_computed(plan, table, &figure);
            let what = Edited::Value { was: Value::Blank, now };
            let edit = Edit { at: figure.at, table: table.id, row: Some(figure.row), field: Some(figure.field), what };
            if computed { &mut found.derived } else { &mut found.direct }.push((None, edit));
        }
    }
}

/// Whether we wrote a formula into a figure's cell: it follows from others.
fn is_computed(plan: &Plan, table: &Table, figure: &Figure) -> bool {
    let Some(field) = table.known_as(&figure.field).and_then(|slot| table.fields.get(slot)) else { return false };
    let total = |field: &Field| {
        let known = plan.indicator(&figure.row).filter(|_| table.id == TableId::Indicators);
        field.role == Role::Value && known.is_some_and(|known| known.measured != Measured::Reported)
    };
    match field.filled {
        Filled::Formula(_) | Filled::Aggregate => true,
        Filled::Plan | Filled::Department | Filled::Office | Filled::Engine => total(field),
    }
}

/// Figures become what stands in their cells; what was typed into an empty cell stands beside the others of its row.
fn take_over(figures: &mut Vec<Figure>, found: Found) {
    let mut new = Vec::new();
    for (index, edit) in found.direct.into_iter().chain(found.derived) {
        let Edited::Value { now, .. } = edit.what else { continue };
        match (index.and_then(|index| figures.get_mut(index)), edit.row, edit.field) {
            (Some(figure), ..) => {
                figure.value = now;
                figure.usable = true;
            }
            (None, Some(row), Some(field)) => {
                new.push(Figure { table: edit.table, row, field, value: now, usable: true, at: edit.at });
            }
            (None, ..) => {}
        }
    }
    for figure in new {
        let last = figures.iter().rposition(|known| known.table == figure.table && known.row == figure.row);
        figures.insert(last.map_or(figures.len(), |last| last + 1), figure);
    }
    figures.retain(|figure| !figure.value.is_blank());
}
