//! Header labels → fields.

use super::vocabulary::MARKS;
use crate::plan::{Field, Table};
use crate::roster::on_form;
use crate::text::matching_key;

/// How well a label names a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The form's own label, or the field's bare name.
    Exact,
    /// Another spelling: an alias, or another unit in brackets.
    Other,
}

/// A column of a head: what it was understood as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The column.
    pub(super) col: u32,
    /// The field.
    pub(super) slot: usize,
    /// How well it fits.
    pub(super) fit: Fit,
    /// The unit in the label's brackets, where it differs from the field's.
    pub(super) unit: Option<String>,
}

/// Which fields a row of labels names: each field once, exact labels before others, left before right.
pub(super) fn fields(table: &Table, labels: &[(u32, String)]) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    for fit in [Fit::Exact, Fit::Other] {
        for (col, label) in labels {
            if found.iter().any(|known| known.col == *col) {
                continue;
            }
            let slot = table.fields.iter().enumerate().position(|(slot, field)| {
                on_form(table, field)
                    && !found.iter().any(|known| known.slot == slot)
                    && fits(field, label) == Some(fit)
            });
            if let Some((slot, field)) = slot.and_then(|slot| Some((slot, table.fields.get(slot)?))) {
                found.push(Labelled { col: *col, slot, fit, unit: other_unit(field, label) });
            }
        }
    }
    found
}

fn fits(field: &Field, label: &str) -> Option<Fit> {
    let key = folded(label);
    let (bare, unit) = split_unit(&key);
    let name = matching_key(&field.name);
    if key == name || key == matching_key(&field.label()) {
        return Some(Fit::Exact);
    }
    let aliased = || field.aliases.iter().any(|alias| matching_key(alias) == bare || matching_key(alias) == key);
    // Brackets may hold a unit; anything else in them may change the meaning.
    ((bare == name && unit.is_some()) || aliased()).then_some(Fit::Other)
}

/// A unit in the label that is not the field's: 总投资(亿元) for a field in 万元.
fn other_unit(field: &Field, label: &str) -> Option<String> {
    let key = folded(label);
    let (_, written) = split_unit(&key);
    let own = field.unit.as_ref().map(|unit| matching_key(unit));
    written.filter(|written| own.is_some() && Some((*written).to_owned()) != own).map(str::to_owned)
}

fn folded(label: &str) -> String {
    matching_key(label).replace(MARKS, "")
}

fn split_unit(key: &str) -> (&str, Option<&str>) {
    let split = key.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    split.map_or((key, None), |(bare, unit)| (bare, Some(unit)))
}
