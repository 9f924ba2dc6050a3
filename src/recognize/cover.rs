//! The cover block: labels and what stands beside them, on 填报说明 or above a table's head.

use super::identity::period;
use super::{Cover, CoverLine, Return, says_something, sheet_ref, unplaced};
use crate::location::CellRef;
use crate::normalize::{cover_entry, shown};
use crate::plan::{FieldKind, Plan};
use crate::read::{Grid, RawCell, Source};
use crate::text::{cover as text, form, matching_key};
use crate::value::Value;
use std::collections::BTreeSet;

/// Labels of the cover block, in the order of the form.
const LABELS: [(&str, CoverLine); 9] = [
    (text::UNIT, CoverLine::Unit),
    (text::PERIOD, CoverLine::Period),
    (text::FILLER, CoverLine::Filler),
    (text::REVIEWER, CoverLine::Reviewer),
    (text::PRINCIPAL, CoverLine::Principal),
    (text::PHONE, CoverLine::Phone),
    (text::FILLED_ON, CoverLine::FilledOn),
    (text::TEMPLATE, CoverLine::Template),
    (text::EDITION, CoverLine::Edition),
];

/// Reads the cover and completes the identity by it.
pub(super) fn read(source: &Source, plan: &Plan, given: &mut Return) {
    let named = source.grids.iter().find(|grid| is_cover(grid));
    let mut read = named.map(|grid| block(grid, given)).unwrap_or_default();
    if read.0.line(CoverLine::Unit).is_none() || read.0.line(CoverLine::Period).is_none() {
        // No cover sheet, or an empty one: a table sheet repeats unit and period above its head.
        let others = source.grids.iter().filter(|grid| !is_cover(grid) && grid.visible && !grid.name.starts_with('_'));
        let best = others.map(|grid| block(grid, given)).find(|(cover, _)| cover.line(CoverLine::Unit).is_some());
        if let Some((other, _)) = best {
            let known: BTreeSet<CoverLine> = read.0.lines.iter().map(|(line, _)| *line).collect();
            if read.0.sheet.is_none() || known.is_empty() {
                read.0 = other;
            } else {
                read.0.lines.extend(other.lines.into_iter().filter(|(line, _)| !known.contains(line)));
            }
        }
    }
    let (cover, used) = read;
    let identity = &mut given.identity;
    identity.cover_unit = cover.line(CoverLine::Unit).and_then(|entry| plan.find_unit(&entry.value.shown()));
    identity.cover_period = cover.line(CoverLine::Period).and_then(|entry| period(&entry.value.shown()));
    identity.unit = identity.unit.or(identity.cover_unit);
    identity.period = identity.period.or(identity.cover_period);
    if let Some(grid) = named {
        let printed = printed(plan, given);
        let left = grid.cells.iter().filter(|cell| says_something(cell) && !used.contains(&cell.at));
        let left = left.filter(|cell| !printed.contains(&matching_key(&shown(cell))));
        let left: Vec<_> = left.map(|cell| unplaced(grid, cell)).collect();
        given.unplaced.extend(left);
    }
    given.cover = cover;
}

/// Whether a sheet is 填报说明.
pub(super) fn is_cover(grid: &Grid) -> bool {
    matching_key(&grid.name) == matching_key(text::SHEET)
}

/// The block on a sheet, and the cells it takes up.
fn block(grid: &Grid, given: &Return) -> (Cover, BTreeSet<CellRef>) {
    let mut cover = Cover { sheet: Some(sheet_ref(grid)), ..Cover::default() };
    let mut used = BTreeSet::new();
    for (index, cell) in grid.cells.iter().enumerate() {
        let Some((line, inline)) = label(cell) else { continue };
        if cover.line(line).is_some() {
            continue;
        }
        used.insert(cell.at);
        cover.places.push((line, CellRef::new(cell.at.row, cell.at.col.saturating_add(1))));
        let beside = grid.cells.get(index + 1).filter(|next| next.at.row == cell.at.row && says_something(next));
        let beside = beside.filter(|next| label(next).is_none());
        let (holder, value) = match (inline, beside) {
            (Some(inline), _) => (cell, inline),
            (None, Some(next)) => (next, shown(next)),
            (None, None) => continue,
        };
        let kind = match line {
            CoverLine::FilledOn => FieldKind::Date,
            CoverLine::Edition => FieldKind::Number,
            CoverLine::Unit
            | CoverLine::Period
            | CoverLine::Filler
            | CoverLine::Reviewer
            | CoverLine::Principal
            | CoverLine::Phone
            | CoverLine::Template => FieldKind::Text,
        };
        if let Some(entry) = cover_entry(holder, &value, kind, given.identity.period) {
            used.insert(holder.at);
            cover.lines.push((line, entry));
        }
    }
    (cover, used)
}

/// Which line a cell is the label of, and the value behind its colon if it holds one.
pub(super) fn label(cell: &RawCell) -> Option<(CoverLine, Option<String>)> {
    let Value::Text(text) = &cell.value else { return None };
    let (label, inline) = match text.split_once([':', '：']) {
        Some((label, value)) => (label, Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        None => (text.as_str(), None),
    };
    let key = matching_key(label);
    let (_, line) = LABELS.iter().find(|(known, _)| matching_key(known) == key)?;
    Some((*line, inline))
}

/// What our own forms print on 填报说明 besides the block, as matching keys.
fn printed(plan: &Plan, given: &Return) -> BTreeSet<String> {
    let due = given.identity.period.and_then(|period| plan.deadline(period));
    let numbers = (1..=9).map(|number| format!("{number}."));
    let name = given.identity.period.map(crate::period::Period::name).unwrap_or_default();
    [form::INSTRUCTIONS.to_owned(), form::DEADLINE.to_owned(), form::title(&name), form::deadline(due)]
        .into_iter()
        .chain([form::work(&plan.title, &plan.source)])
        .chain(form::instructions(crate::text::NO_DATA, &plan.words.nothing, due))
        .chain(numbers)
        .map(|text| matching_key(&text))
        .collect()
}
