//! Whose a return is: by its stamp, else by its cover, else by the titles of its tables. The file's name never decides.

use super::span::{Span, leading};
use super::vocabulary::{MONTH, QUARTERS, UP_TO, WHOLE_YEAR, YEAR};
use super::{Identity, META, OURS, STAMP, Stamp};
use crate::key::TableId;
use crate::period::Period;
use crate::plan::{Plan, UnitId, UnitKind};
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
    let name = matching_key(source.name.rsplit('/').next().unwrap_or_default());
    let mut identity = Identity {
        ours: property(OURS).map(str::to_owned),
        handed_out: handed_out(source),
        named_unit: unit_within(plan, &name),
        named_period: period_within(&name).or_else(|| name.split('_').find_map(|part| part.parse().ok())),
        ..Identity::default()
    };
    let stamp = property(STAMP).and_then(stamp).or_else(|| on_meta_sheet(source));
    if let Some(stamp) = stamp {
        identity.unit = plan.find_unit(&stamp.unit);
        identity.period = stamp.period;
        identity.stamp = Some(stamp);
    }
    identity
}

/// `1;{plan id};{revision};{period};{unit};{报送次数}`.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
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

/// A period as people write it: 2023Q3, 2023-09, 2023年第三季度, 2023年9月, 2023年度. Without its year (三季度, 1-9月) it is
/// the one that was asked for, if that.
pub(super) fn period(text: &str, asked: Option<Period>) -> Option<Period> {
    let key = matching_key(text);
    let without_year = || leading(&key).filter(|(_, rest)| rest.is_empty()).and_then(|(span, _)| span.meant(asked?));
    with_year(&key).or_else(without_year)
}

fn with_year(key: &str) -> Option<Period> {
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

/// The period that a title names, without its year the one that was asked for if it is that.
pub(super) fn period_in_title(key: &str, asked: Option<Period>) -> Option<Period> {
    let mut spans = key.char_indices().filter_map(|(at, _)| key.get(at..).and_then(leading)).map(|(span, _)| span);
    let without_year = || {
        let first = spans.next()?;
        // Another year in the title is that of something else.
        spans.all(Span::has_no_year).then_some(first)?.meant(asked?)
    };
    period_within(key).or_else(without_year)
}

/// The period that a title names; a year alone is none, since titles of lists for the year have it.
pub(super) fn period_within(key: &str) -> Option<Period> {
    key.match_indices(YEAR).find_map(|(at, _)| {
        let (before, rest) = (key.get(..at)?, key.get(at + YEAR.len_utf8()..)?);
        let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
        let year: i16 =
            before.get(before.len() - digits..)?.parse().ok().filter(|year| (1900..=2999).contains(year))?;
        if let Some((_, quarter)) = QUARTERS.iter().find(|(word, _)| rest.starts_with(word)) {
            return Some(Period::Quarter(year, *quarter));
        }
        let (months, _) = rest.split_once(MONTH)?;
        let up_to = UP_TO.iter().find_map(|sign| months.split_once(sign));
        let month: i8 = up_to.map_or(months, |(_, last)| last).parse().ok().filter(|month| (1..=12).contains(month))?;
        // 1-9月 is how the third quarter's figures are headed.
        let quarter = up_to.filter(|(first, _)| *first == "1" && month % 3 == 0);
        Some(quarter.map_or(Period::Month(year, month), |_| Period::Quarter(year, month / 3)))
    })
}

/// The one unit that a text names: the longest names first, and the office only where nobody else is named. Names of
/// two characters are words too.
pub(super) fn unit_within(plan: &Plan, key: &str) -> Option<UnitId> {
    let mut rest = key.to_owned();
    let mut names: Vec<(String, UnitId)> = plan
        .reporters()
        .flat_map(|id| {
            let unit = plan.unit(id);
            let all = std::iter::once(&unit.name).chain(&unit.aliases).chain(&unit.former);
            all.map(move |name| (matching_key(name), id)).collect::<Vec<_>>()
        })
        .filter(|(name, _)| name.chars().count() > 2)
        .collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut units: Vec<UnitId> = Vec::new();
    for (name, unit) in names {
        if rest.contains(&name) {
            rest = rest.replace(&name, " ");
            units.push(unit);
        }
    }
    units.sort_unstable();
    units.dedup();
    let is_office = |unit: &UnitId| plan.unit(*unit).kind == UnitKind::Office;
    if units.len() > 1 {
        units.retain(|unit| !is_office(unit));
    }
    units.first().copied().filter(|_| units.len() == 1)
}

impl Identity {
    /// The units that the sheets name, each once.
    #[must_use]
    pub fn claimed_units(&self) -> Vec<UnitId> {
        let mut units: Vec<UnitId> = self.claims.iter().filter_map(|claim| claim.unit).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Takes from the sheets what neither stamp nor cover say, where the sheets agree.
    pub(super) fn settle(&mut self) {
        let units = self.claimed_units();
        self.unit = self.unit.or(units.first().copied().filter(|_| units.len() == 1));
        let mut periods = self.claims.iter().filter_map(|claim| claim.period);
        let first = periods.next();
        self.period = self.period.or(first.filter(|first| periods.all(|period| period == *first)));
    }
}

/// Whether a table may be on a unit's form at all: the office's own tables only on the office's.
pub(super) fn may_hold(plan: &Plan, identity: &Identity, table: TableId) -> bool {
    let office = identity.unit.is_none_or(|unit| unit == plan.office_unit());
    let table = plan.table(table);
    (!table.office_only || office) && (table.office_only || !table.periods.is_empty())
}
