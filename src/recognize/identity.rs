//! Whose a return is: by its stamp, else by its cover. The file's name never decides.

use super::vocabulary::{MONTH, QUARTERS, WHOLE_YEAR, YEAR};
use super::{Identity, META, OURS, STAMP, Stamp};
use crate::key::TableId;
use crate::period::Period;
use crate::plan::Plan;
use crate::read::Source;
use crate::text::matching_key;
use crate::value::Value;
use std::collections::BTreeSet;

/// What the stamp says; the cover is added later.
pub(super) fn stamped(source: &Source, plan: &Plan) -> Identity {
    let property = |wanted: &str| {
        let custom = &source.properties.custom;
        custom.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let mut identity = Identity { ours: property(OURS).map(str::to_owned), ..Identity::default() };
    identity.handed_out = handed_out(source);
    let stamp = property(STAMP).and_then(stamp).or_else(|| on_meta_sheet(source));
    if let Some(stamp) = stamp {
        identity.unit = plan.find_unit(&stamp.unit);
        identity.period = stamp.period;
        identity.stamp = Some(stamp);
    }
    identity
}

/// `1;{plan id};{revision};{period};{unit};{报送次数}`.
fn stamp(text: &str) -> Option<Stamp> {
    let parts: Vec<&str> = text.split(';').collect();
    let [version, plan, revision, period, unit, edition] = parts.as_slice() else { return None };
    (*version == "1").then(|| Stamp {
        plan: (*plan).to_owned(),
        revision: (*revision).to_owned(),
        period: period.parse().ok(),
        unit: (*unit).to_owned(),
        edition: edition.trim().parse().unwrap_or(1),
    })
}

/// Some programs drop custom properties on saving; the hidden sheet stays.
fn on_meta_sheet(source: &Source) -> Option<Stamp> {
    let grid = source.grids.iter().find(|grid| &*grid.name == META)?;
    grid.cells.iter().take(20).find_map(|cell| match &cell.value {
        Value::Text(text) => stamp(text),
        Value::Blank | Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => None,
    })
}

/// The tables that the hidden sheet has rows of; none where it is gone.
fn handed_out(source: &Source) -> Option<BTreeSet<TableId>> {
    let grid = source.grids.iter().find(|grid| &*grid.name == META)?;
    let named =
        grid.cells.iter().filter(|cell| cell.at.col == 0).filter_map(|cell| TableId::of_name(&cell.value.shown()));
    let tables: BTreeSet<TableId> = named.collect();
    (!tables.is_empty()).then_some(tables)
}

/// A period as people write it: 2023Q3, 2023-09, 2023年第三季度, 2023年9月, 2023年度.
pub(super) fn period(text: &str) -> Option<Period> {
    let key = matching_key(text);
    if let Ok(period) = key.parse() {
        return Some(period);
    }
    let (year, rest) = key.split_once(YEAR)?;
    let year: i16 = year.parse().ok().filter(|year| (1900..=2999).contains(year))?;
    if let Some((_, quarter)) = QUARTERS.iter().find(|(word, _)| *word == rest) {
        return Some(Period::Quarter(year, *quarter));
    }
    if WHOLE_YEAR.contains(&rest) {
        return Some(Period::Year(year));
    }
    let month: i8 = rest.strip_suffix(MONTH)?.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Period::Month(year, month))
}

/// Whether a table may be on a unit's form at all: the office's own tables only on the office's.
pub(super) fn may_hold(plan: &Plan, identity: &Identity, table: TableId) -> bool {
    let office = identity.unit.is_none_or(|unit| unit == plan.office_unit());
    let table = plan.table(table);
    (!table.office_only || office) && (table.office_only || !table.periods.is_empty())
}
