//! Plan + period → the roster: who must report which row, in which part, and what is filled in beforehand.
//!
//! Nothing else decides it: forms are made from it, and returns are checked against it.

mod carried;
mod prefill;

use crate::archive::Archive;
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::period::{Cadence, Period};
use crate::plan::{Field, Filled, Measured, Part, Plan, Role, Table, UnitId, UnitKind};
use crate::value::Value;
use carried::Before;
pub use carried::{has_held, stands};

/// A row that stands on a unit's form.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Whose form.
    pub unit: UnitId,
    /// Which table.
    pub table: TableId,
    /// Which row.
    pub key: RowKey,
    /// The unit's part in it.
    pub part: Part,
    /// Whether it is asked for. Only rows that are count as expected.
    pub due: Due,
    /// Whether it counts in the closing equation: what somebody typed in on its own does not.
    pub counted: bool,
    /// What is filled in beforehand, by slot of the table.
    pub prefilled: Vec<Value>,
}

/// Whether a row is asked for in this period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// It is.
    Asked,
    /// It is reported less often (本期不报).
    NotDue,
    /// Its value is computed from other rows (取数).
    Computed,
}

/// All rows of all units, in official order: by unit, table, row. `previous` is what the workbook of the period before
/// kept; without it there is nothing of the period before on the forms.
#[must_use]
pub fn roster(plan: &Plan, period: Period, previous: Option<&Archive>) -> Vec<Expected> {
    let before = previous.map(|archive| Before::new(plan, period, archive));
    let ledger = before.map(Before::ledger).unwrap_or_default();
    let mut rows = Vec::new();
    for unit in plan.reporters().filter(|unit| plan.unit(*unit).reports_in(period)) {
        rows.extend(indicators(plan, period, unit, before));
        rows.extend(projects(plan, unit, before));
        rows.extend(tasks(plan, period, unit, before));
        rows.extend(before.into_iter().flat_map(|before| before.issues(unit, &ledger)));
    }
    rows
}

/// The office's decisions of the period before that still stand: rows for the open rows of its form.
#[must_use]
pub fn decisions(plan: &Plan, period: Period, previous: &Archive) -> Vec<(TableId, Vec<Value>)> {
    Before::new(plan, period, previous).decisions(period)
}

fn indicators<'a>(
    plan: &'a Plan,
    period: Period,
    unit: UnitId,
    before: Option<Before<'a>>,
) -> impl Iterator<Item = Expected> + 'a {
    let led = plan.indicators.iter().filter(move |indicator| indicator.lead == unit);
    led.filter_map(move |indicator| {
        let due = match (&indicator.measured, period.asks(indicator.cadence)) {
            (_, false) => Due::NotDue,
            (Measured::Reported, true) => Due::Asked,
            (Measured::SameAs(_) | Measured::Projects(_), true) => Due::Computed,
        };
        // A month's form holds only what is reported monthly.
        if due != Due::Asked && period.cadence() == Cadence::Month {
            return None;
        }
        let part = if indicator.measure.is_none() { Part::Office } else { Part::Lead };
        let mut prefilled = prefill::indicator(plan, indicator, due);
        if let Some(before) = before {
            before.indicator(&indicator.code, &mut prefilled);
        }
        let key = indicator.code.clone();
        Some(Expected { unit, table: TableId::Indicators, key, part, due, counted: true, prefilled })
    })
}

fn projects<'a>(plan: &'a Plan, unit: UnitId, before: Option<Before<'a>>) -> impl Iterator<Item = Expected> + 'a {
    plan.projects.iter().filter(move |project| project.lead == unit).map(move |project| {
        let withdrawn = project.change == plan.words.withdrawn;
        let mut prefilled = prefill::project(plan, project);
        if let Some(before) = before {
            before.project(&project.code, &mut prefilled);
        }
        Expected {
            unit,
            table: TableId::Projects,
            key: project.code.clone(),
            part: Part::Lead,
            due: if withdrawn { Due::NotDue } else { Due::Asked },
            counted: true,
            prefilled,
        }
    })
}

fn tasks<'a>(
    plan: &'a Plan,
    period: Period,
    unit: UnitId,
    before: Option<Before<'a>>,
) -> impl Iterator<Item = Expected> + 'a {
    plan.measures.iter().filter_map(move |measure| {
        let part = part_in(plan, &measure.units, measure.lead, unit)?;
        if period.cadence() == Cadence::Month && part != Part::Lead && part != Part::Office {
            return None;
        }
        let mut prefilled = prefill::measure(plan, measure, part);
        if let Some(before) = before {
            before.measure(&measure.code, part, &mut prefilled);
        }
        let key = measure.code.clone();
        Some(Expected { unit, table: TableId::Tasks, key, part, due: Due::Asked, counted: true, prefilled })
    })
}

/// A unit's part in a measure: the lead, another listed unit, a member of a listed group, or none.
#[must_use]
pub fn part_in(plan: &Plan, listed: &[UnitId], lead: UnitId, unit: UnitId) -> Option<Part> {
    if unit == lead {
        let office = plan.unit(unit).kind == UnitKind::Office;
        return Some(if office { Part::Office } else { Part::Lead });
    }
    if listed.contains(&unit) {
        return Some(Part::Support);
    }
    listed.iter().any(|group| plan.unit(*group).members.contains(&unit)).then_some(Part::Member)
}

/// A unit's part as the plan words it.
#[must_use]
pub fn part_word(plan: &Plan, part: Part) -> &str {
    match part {
        Part::Lead => &plan.words.lead,
        Part::Support => &plan.words.support,
        Part::Member => &plan.words.member,
        Part::Office => &plan.words.office,
    }
}

/// What the plan itself holds of a row, whoever it is asked of.
#[must_use]
pub fn plan_row(plan: &Plan, table: TableId, key: &RowKey) -> Option<Vec<Value>> {
    if table == TableId::Indicators {
        plan.indicator(key).map(|known| prefill::indicator(plan, known, Due::Asked))
    } else if table == TableId::Projects {
        plan.project(key).map(|known| prefill::project(plan, known))
    } else if table == TableId::Tasks {
        plan.measure(&key.0).map(|known| prefill::measure(plan, known, Part::Lead))
    } else {
        None
    }
}

/// The tables of a unit's form, in official order.
#[must_use]
pub fn tables_of(plan: &Plan, period: Period, unit: UnitId, rows: &[Expected]) -> Vec<TableId> {
    let office = plan.unit(unit).kind == UnitKind::Office;
    plan.tables
        .iter()
        .filter(|table| {
            if office && (table.office_only || table.id == TableId::CloseOut) {
                return true;
            }
            table.asked_in(period.cadence()) && rows.iter().any(|row| row.unit == unit && row.table == table.id)
        })
        .map(|table| table.id)
        .collect()
}

/// Whether a table's field is a column of a unit's form. Of engine fields only 自检 is, aggregates never are; the office's
/// fields are on its own sheets and in the close-out ledger.
#[must_use]
pub fn on_form(table: &Table, field: &Field) -> bool {
    match field.filled {
        Filled::Plan | Filled::Department | Filled::Formula(_) => true,
        Filled::Office => table.office_only || table.id == TableId::CloseOut,
        Filled::Engine => field.role == Role::SelfCheck,
        Filled::Aggregate => false,
    }
}

/// Whether a cell of an expected row is open for the unit; `names` are the values of the plan's names.
#[must_use]
pub fn is_open(plan: &Plan, table: &Table, slot: usize, expected: &Expected, names: &[Value]) -> bool {
    let Some(field) = table.fields.get(slot) else { return false };
    let office = plan.unit(expected.unit).kind == UnitKind::Office;
    match field.filled {
        Filled::Plan => {
            let empty = expected.prefilled.get(slot).is_none_or(Value::is_blank);
            let row = Row { cells: &expected.prefilled, names };
            expected.due == Due::Asked && empty && field.once.holds(row)
        }
        Filled::Department => expected.due == Due::Asked && field.asked.contains(&expected.part),
        Filled::Office => expected.due == Due::Asked && office && on_form(table, field),
        Filled::Formula(_) | Filled::Aggregate | Filled::Engine => false,
    }
}

/// The role whose field names a row in messages: a measure's content, an indicator's or a project's name.
#[must_use]
pub fn title_role(table: TableId) -> Role {
    match table {
        TableId::Tasks | TableId::CloseOut | TableId::Outlook => Role::Content,
        TableId::Indicators
        | TableId::Projects
        | TableId::LeagueIndicators
        | TableId::LeagueUnits
        | TableId::LeagueItems
        | TableId::GroupDetail
        | TableId::Submission
        | TableId::Coordination
        | TableId::Changes
        | TableId::Findings
        | TableId::Trace
        | TableId::Unplaced
        | TableId::WaiverList
        | TableId::TargetList
        | TableId::ReceiptList
        | TableId::Verdicts
        | TableId::Points
        | TableId::Arrivals
        | TableId::Waivers
        | TableId::Targets => Role::Name,
    }
}
