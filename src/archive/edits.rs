//! What is printed against what `_meta` keeps: cells that somebody edited are named, and count as they stand.
//!
//! A row is looked for by its key, so that sorting a table is no edit. A formula's result follows from other cells:
//! where one of them was edited, results are taken over and only the edited cell is named.

use super::{Archive, Edit, Figure};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, SheetRef};
use crate::plan::{Plan, Role};
use crate::read::{Grid, RawCell, Source};
use crate::text::NO_DATA;
use crate::value::{Value, fifteen};
use std::collections::{BTreeMap, BTreeSet};

/// A table as it is printed now.
struct Printed<'a> {
    source: &'a Source,
    grid: &'a Grid,
    /// Where each row was written, and where it stands now.
    rows: BTreeMap<RowKey, (u32, Option<u32>)>,
}

/// Names the edited cells and takes over what stands there.
pub(super) fn apply(source: &Source, plan: &Plan, archive: &mut Archive) {
    let (mut direct, mut derived) = (Vec::new(), Vec::new());
    let tables: BTreeSet<TableId> = archive.figures.iter().map(|figure| figure.table).collect();
    for id in tables {
        let Some(printed) = printed(source, plan, archive, id) else { continue };
        for (index, figure) in archive.figures.iter().enumerate().filter(|(_, figure)| figure.table == id) {
            let Some(at) = stands(&printed, plan, figure) else { continue };
            let raw = cell(printed.grid, at);
            let now = raw.map_or(Value::Blank, |raw| standing(&raw.value));
            if same(&figure.value, &now) {
                continue;
            }
            let edit = edit(&printed, figure, at, figure.value.clone(), now);
            let follows = raw.is_some_and(|raw| raw.formula.is_some());
            if follows { &mut derived } else { &mut direct }.push((Some(index), edit));
        }
        direct.extend(added(archive, &printed, id).into_iter().map(|edit| (None, edit)));
    }
    let named = if direct.is_empty() { &derived } else { &direct };
    archive.edits = named.iter().map(|(_, edit)| edit.clone()).collect();
    archive.edits.sort_by(|one, two| one.at.cmp(&two.at));
    let (changed, new): (Vec<_>, Vec<_>) = direct.into_iter().chain(derived).partition(|(index, _)| index.is_some());
    for (index, edit) in changed {
        if let Some(figure) = index.and_then(|index| archive.figures.get_mut(index)) {
            figure.value = edit.now;
            figure.usable = true;
        }
    }
    for (_, edit) in new {
        insert(archive, edit);
    }
    archive.figures.retain(|figure| !figure.value.is_blank());
}

fn edit(printed: &Printed<'_>, figure: &Figure, at: CellRef, was: Value, now: Value) -> Edit {
    let sheet = SheetRef { index: printed.grid.index, name: printed.grid.name.clone() };
    let at = Location::cell(&printed.source.name, &sheet, at);
    Edit { at, table: figure.table, row: figure.row.clone(), field: figure.field.clone(), was, now }
}

/// Where a table is printed, and where its rows stand now; none where its sheet is gone.
fn printed<'a>(source: &'a Source, plan: &Plan, archive: &Archive, id: TableId) -> Option<Printed<'a>> {
    let sheet = archive.figures.iter().find(|figure| figure.table == id)?.at.sheet.as_ref()?;
    let grid = source.grids.iter().find(|grid| grid.name == sheet.name)?;
    let keys = archive.figures.iter().filter(|figure| figure.table == id && is_key(plan, figure));
    let mut rows = BTreeMap::new();
    for figure in keys {
        let at = figure.at.cell?;
        let holds_key = |raw: &&RawCell| same(&figure.value, &standing(&raw.value));
        let here = cell(grid, at).filter(holds_key);
        let now = here.or_else(|| grid.cells.iter().filter(|raw| raw.at.col == at.col).find(holds_key));
        rows.insert(figure.row.clone(), (at.row, now.map(|raw| raw.at.row)));
    }
    Some(Printed { source, grid, rows })
}

/// Whether a figure is what tells its row.
fn is_key(plan: &Plan, figure: &Figure) -> bool {
    let table = plan.table(figure.table);
    let role = if table.slot(Role::Key).is_some() { Role::Key } else { Role::Unit };
    figure.field == table.name_of(role)
}

/// Where a figure stands now: in its row, wherever that was sorted to. A cell merged over several rows stands in the
/// first of them and is looked for where it was written. None for the figures of a row that is no longer there,
/// except for the key that is missed.
fn stands(printed: &Printed<'_>, plan: &Plan, figure: &Figure) -> Option<CellRef> {
    let at = figure.at.cell?;
    match printed.rows.get(&figure.row)? {
        (written, Some(now)) if at.row == *written => Some(CellRef::new(*now, at.col)),
        (_, Some(_)) => Some(at),
        (_, None) => is_key(plan, figure).then_some(at),
    }
}

/// What was typed into cells that were empty, in the rows and columns of a table.
fn added(archive: &Archive, printed: &Printed<'_>, id: TableId) -> Vec<Edit> {
    let own: Vec<&Figure> = archive.figures.iter().filter(|figure| figure.table == id).collect();
    let columns: BTreeMap<u32, &Figure> =
        own.iter().filter_map(|figure| Some((figure.at.cell?.col, *figure))).collect();
    let keys: BTreeMap<u32, &RowKey> = printed.rows.iter().filter_map(|(key, (_, now))| Some(((*now)?, key))).collect();
    let held: BTreeSet<(&RowKey, &str)> = own.iter().map(|figure| (&figure.row, figure.field.as_str())).collect();
    let typed = printed.grid.cells.iter().filter_map(|raw| {
        let (key, column) = (keys.get(&raw.at.row)?, columns.get(&raw.at.col)?);
        let now = standing(&raw.value);
        let is_new = raw.formula.is_none() && !now.is_blank() && !held.contains(&(*key, column.field.as_str()));
        let figure = Figure { row: (*key).clone(), ..(*column).clone() };
        is_new.then(|| edit(printed, &figure, raw.at, Value::Blank, now))
    });
    typed.collect()
}

/// Puts a figure that was typed into an empty cell beside the others of its row.
fn insert(archive: &mut Archive, edit: Edit) {
    let last = archive.figures.iter().rposition(|figure| figure.table == edit.table && figure.row == edit.row);
    let figure =
        Figure { table: edit.table, row: edit.row, field: edit.field, value: edit.now, usable: true, at: edit.at };
    archive.figures.insert(last.map_or(archive.figures.len(), |last| last + 1), figure);
}

fn cell(grid: &Grid, at: CellRef) -> Option<&RawCell> {
    grid.cells.binary_search_by_key(&at, |raw| raw.at).ok().and_then(|index| grid.cells.get(index))
}

/// A printed value as the archive has it: line ends of one kind, 暂无数据 as no data.
fn standing(value: &Value) -> Value {
    match value {
        Value::Text(text) if text == NO_DATA => Value::NoData,
        Value::Text(text) => Value::text(text.replace("\r\n", "\n").trim()),
        Value::Blank | Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => {
            value.clone()
        }
    }
}

/// Whether a cell still holds a value: numbers to 15 digits, texts but for spaces around them.
fn same(kept: &Value, now: &Value) -> bool {
    match (kept, now) {
        (Value::Number(kept), Value::Number(now)) => {
            (fifteen(*kept) - fifteen(*now)).abs() <= kept.abs().max(1.0) * 1e-12
        }
        _ => standing(kept).shown() == now.shown(),
    }
}
