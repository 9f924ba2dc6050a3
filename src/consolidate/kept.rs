//! The quarter as an archive: its figures with the places in the returns they come from, to be held against the
//! period before.

use super::{League, OfficialTable};
use crate::archive::{Archive, Earlier, Figure};
use crate::check::Checked;
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, Role};
use crate::value::Value;

/// The figures and ranks of the quarter.
pub(super) fn kept(
    plan: &Plan,
    period: Period,
    checked: &Checked,
    tables: &[OfficialTable],
    league: &League,
) -> Archive {
    let mut figures = Vec::new();
    for official in tables {
        let table = plan.table(official.id);
        for row in &official.rows {
            let source = checked.row(row.unit, official.id, &row.key);
            let source = source.or_else(|| checked.row(plan.office_unit(), official.id, &row.key));
            let place = |slot: usize| source.map_or_else(Location::nowhere, |source| source.location(slot));
            for (slot, field) in table.fields.iter().enumerate() {
                let unusable = row.unusable.get(&slot);
                let held = row.values.get(slot).cloned().unwrap_or_default();
                let value = unusable.map_or(held, |shown| Value::text(shown));
                if !value.is_blank() {
                    figures.push(Figure {
                        table: official.id,
                        row: row.key.clone(),
                        field: field.name.clone(),
                        value,
                        usable: unusable.is_none(),
                        at: place(slot),
                    });
                }
            }
        }
    }
    figures.extend(league_figures(plan, league));
    Archive {
        file: "".into(),
        plan: plan.id.clone(),
        revision: plan.revision.clone(),
        period,
        figures: figures.into(),
        earlier: Vec::new(),
        edits: Vec::new(),
    }
}

/// Names, ranks and scores of the league; they come from no return.
fn league_figures(plan: &Plan, league: &League) -> Vec<Figure> {
    let figure = |id: TableId, key: &str, role: Role, value: Value| Figure {
        table: id,
        row: RowKey::from(key),
        field: plan.table(id).name_of(role).to_owned(),
        value,
        usable: true,
        at: Location::nowhere(),
    };
    let rank = |rank: Option<u32>| rank.map_or(Value::Blank, |rank| Value::Number(f64::from(rank)));
    let indicators = league.indicators.iter().flat_map(|line| {
        let key = &line.key.0;
        let known = plan.indicator(&line.key);
        let name = known.map_or("", |indicator| indicator.name.as_str());
        let of = |role, value| figure(TableId::LeagueIndicators, key, role, value);
        [of(Role::Name, Value::text(name)), of(Role::Rank, rank(line.rank))]
    });
    let units = league.units.iter().flat_map(|line| {
        let name = &plan.unit(line.unit).name;
        let of = |role, value| figure(TableId::LeagueUnits, name, role, value);
        let place =
            line.rank.map_or_else(|| Value::text(crate::text::consolidate::NOT_RANKED), |place| rank(Some(place)));
        [of(Role::Rank, place), of(Role::Score, line.score.map_or(Value::Blank, Value::Number))]
    });
    indicators.chain(units).collect()
}

/// What is carried on of the periods before, so that one previous workbook is enough for trends: values, statuses and
/// lights.
pub(super) fn earlier(plan: &Plan, previous: &Archive) -> Vec<Earlier> {
    const LONGEST: usize = 12;
    let carried = [
        (TableId::Indicators, Role::Value),
        (TableId::Indicators, Role::Light),
        (TableId::Projects, Role::Value),
        (TableId::Projects, Role::Light),
        (TableId::Tasks, Role::Status),
        (TableId::Tasks, Role::Light),
    ];
    let is_carried = |figure: &&Figure| {
        let slot = plan.table(figure.table).known_as(&figure.field);
        let of = |(id, role): &(TableId, Role)| *id == figure.table && plan.table(*id).slot(*role) == slot;
        figure.usable && slot.is_some() && carried.iter().any(of)
    };
    let own = previous.figures.iter().filter(is_carried);
    let own = own.map(|figure| Earlier {
        period: previous.period,
        table: figure.table,
        row: figure.row.clone(),
        field: figure.field.clone(),
        value: figure.value.clone(),
    });
    let mut periods: Vec<Period> = previous.earlier.iter().map(|figure| figure.period).collect();
    periods.dedup();
    let oldest = periods.len().saturating_sub(LONGEST - 1);
    let kept = periods.get(oldest..).unwrap_or_default().to_vec();
    previous.earlier.iter().filter(|figure| kept.contains(&figure.period)).cloned().chain(own).collect()
}
