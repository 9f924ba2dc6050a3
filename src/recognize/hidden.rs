//! The sheets that our forms hide: what was handed out, as `_meta` remembers it, and what somebody added there.

use super::identity::stamp;
use super::{CHECKS, HandedOut, LIMITS, LISTS, META, Return, says_something, unplaced};
use crate::key::{RowKey, TableId};
use crate::location::CellRef;
use crate::normalize::{shown, words_for_nothing};
use crate::plan::Plan;
use crate::read::{Grid, RawCell, Source};
use crate::text::{form as text, matching_key};
use crate::value::{Value, serial};
use std::collections::{BTreeMap, BTreeSet};

/// Takes up what was handed out. What our own forms don't hold is left.
pub(super) fn read(source: &Source, plan: &Plan, given: &mut Return) {
    for grid in &source.grids {
        let ours: BTreeSet<CellRef> = match &*grid.name {
            META => meta(grid, plan, given),
            LISTS => lists(grid, plan),
            LIMITS => limits(grid, plan, given),
            CHECKS => checks(grid),
            _ => continue,
        };
        let left = grid.cells.iter().filter(|cell| says_something(cell) && !ours.contains(&cell.at));
        let left: Vec<_> = left.map(|cell| unplaced(grid, cell)).collect();
        given.unplaced.extend(left);
    }
}

/// `_meta`: the stamp in its first cell, then table, key, field and value.
fn meta(grid: &Grid, plan: &Plan, given: &mut Return) -> BTreeSet<CellRef> {
    let mut ours = BTreeSet::new();
    for cells in grid.cells.chunk_by(|one, next| one.at.row == next.at.row) {
        match cells {
            [only] if stamp(&shown(only)).is_some() && given.identity.stamp.is_some() => {
                ours.insert(only.at);
            }
            [table, key, field, value, ..] if cells.iter().zip(0..).take(4).all(|(cell, col)| cell.at.col == col) => {
                let Some(id) = TableId::of_name(&shown(table)) else { continue };
                let Some(slot) = plan.table(id).named(&shown(field)) else { continue };
                // Issues are not the plan's; of another revision nobody knows what it listed.
                let stamp = given.identity.stamp.as_ref();
                let is_revised = stamp.is_some_and(|stamp| stamp.revision != plan.revision);
                let is_listed = id == TableId::CloseOut || plan.listed(id).any(|row| row.code.0 == shown(key));
                if !is_listed && !is_revised {
                    continue;
                }
                ours.extend([table, key, field, value].map(|cell| cell.at));
                given.handed_out.push(HandedOut {
                    table: id,
                    key: RowKey(shown(key)),
                    slot,
                    value: shown(value),
                    at: unplaced(grid, value),
                });
            }
            _ => {}
        }
    }
    ours
}

/// `_lists`: the heads and options of the drop-down lists.
fn lists(grid: &Grid, plan: &Plan) -> BTreeSet<CellRef> {
    let fields = || plan.tables.iter().flat_map(|table| &table.fields);
    let options = fields().flat_map(|field| &field.options).map(String::as_str);
    let units = plan.reporters().map(|unit| plan.unit(unit).name.as_str());
    let known: BTreeSet<String> = fields()
        .map(|field| field.name.as_str())
        .chain(options)
        .chain(units)
        .chain([text::ALL_UNITS, text::RANKED_UNITS, text::FOR_NOTHING])
        .map(matching_key)
        .chain(words_for_nothing().map(matching_key))
        .collect();
    grid.cells.iter().filter(|cell| known.contains(&matching_key(&shown(cell)))).map(|cell| cell.at).collect()
}

/// `_check`: formulas that may object, or what they said where somebody kept the values alone.
fn checks(grid: &Grid) -> BTreeSet<CellRef> {
    let objects = |cell: &RawCell| cell.formula.as_deref().is_some_and(text::may_object);
    let ours = |cell: &&RawCell| objects(cell) || text::is_objection(&shown(cell));
    grid.cells.iter().filter(ours).map(|cell| cell.at).collect()
}

/// `_limits`: names, and beside each its value. Another revision's values are its own.
fn limits(grid: &Grid, plan: &Plan, given: &Return) -> BTreeSet<CellRef> {
    let Some(period) = given.identity.period else { return BTreeSet::new() };
    let names = plan.names().into_iter().map(|name| name.name);
    let values: BTreeMap<String, Value> = names.zip(plan.name_values(period)).collect();
    let is_current = given.identity.stamp.as_ref().is_some_and(|stamp| stamp.revision == plan.revision);
    let mut ours = BTreeSet::new();
    for cells in grid.cells.chunk_by(|one, next| one.at.row == next.at.row) {
        let [name, value, ..] = cells else { continue };
        let Some(known) = values.get(&shown(name)).filter(|_| (name.at.col, value.at.col) == (0, 1)) else { continue };
        ours.insert(name.at);
        if !is_current || is_same(known, value) {
            ours.insert(value.at);
        }
    }
    ours
}

/// Whether a cell holds a value; a day may be stored as its serial number.
fn is_same(value: &Value, cell: &RawCell) -> bool {
    let as_number = value.date().map(|day| Value::Number(serial(day)).shown());
    let shown = cell.value.shown();
    shown == value.shown() || as_number.is_some_and(|number| number == shown)
}
