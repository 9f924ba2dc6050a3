//! The office's decisions (核定, 加减分, 收件登记, 豁免, 目标调整): which rows of its form take effect, and what waivers
//! and adjusted targets do.
//!
//! A decision takes effect whole or not at all: a row that lacks its reason, or is about nothing that the plan knows,
//! decides nothing, and a finding says so at its cell.

mod target;
mod waiver;

pub use target::{Target, adjusted, standing_targets};
pub(super) use waiver::{CONCERNS, conclude};
pub use waiver::{Waiver, Waivers, settle_quarter};

use super::choose::Chosen;
use super::file::Gate;
use super::unit::{self, Context};
use super::{Checked, CheckedRow, State, row};
use crate::archive::Archive;
use crate::finding::{Code, Finding};
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, Requirement, Role, UnitId, UnitKind};
use crate::recognize::Return;
use crate::text::check as text;
use crate::text::matching_key;
use jiff::civil::Date;
use std::sync::Arc;

/// What the office decided before anything else is checked.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// The period of the form they stand on.
    pub(super) period: Option<Period>,
    /// 收件登记.
    pub(super) arrivals: Vec<(UnitId, Date)>,
    /// 豁免.
    pub(super) waivers: Waivers,
    /// 目标调整.
    pub(super) targets: Vec<Target>,
}

/// Reads the decisions from the office's return that counts.
pub(super) fn read(
    plan: &Plan,
    period: Option<Period>,
    returns: &[Return],
    gates: &[Gate],
    chosen: &[Chosen],
    previous: Option<&Archive>,
) -> Decisions {
    let mut decisions = Decisions::default();
    let office = chosen.iter().find(|(unit, _)| *unit == plan.office_unit());
    let Some((_, files)) = office else { return decisions };
    let own_period = || files.first().and_then(|file| returns.get(*file)?.identity.period);
    let Some(period) = period.or_else(own_period) else { return decisions };
    decisions.period = Some(period);
    let owners = returns.iter().zip(gates).filter_map(|(given, gate)| Some((Arc::clone(&given.file), gate.unit?)));
    decisions.waivers.owners = owners.collect();
    let table = |id: TableId, decisions: &Decisions| {
        let context = Context { plan, period, returns, files, decisions, previous: None };
        in_effect(&context, id)
    };
    decisions.waivers.granted =
        table(TableId::Waivers, &decisions).iter().filter_map(|row| granted(plan, row)).collect();
    let arrivals = table(TableId::Arrivals, &decisions);
    decisions.arrivals = arrivals.iter().filter_map(|row| arrival(plan, row)).collect();
    let adjusted = table(TableId::Targets, &decisions);
    decisions.targets =
        adjusted.iter().filter_map(|row| target::target(plan, row, previous, (returns, chosen))).collect();
    decisions
}

/// The rows of one of the office's own tables that take effect. Findings about them are made when its return is
/// checked as a whole.
fn in_effect(context: &Context<'_>, table: TableId) -> Vec<CheckedRow> {
    let plan = context.plan;
    let names = plan.name_values(context.period);
    let typed = unit::typed_rows(context, plan.office_unit(), &[]);
    let works = unit::assemble(context, typed.iter().filter(|row| row.table == table), &names);
    let rows = works.into_iter().map(|mut work| {
        row::check(context, &mut work, &names, &mut Vec::new(), &mut Vec::new());
        work.finish()
    });
    rows.filter(|row| is_whole(plan, row) && objection(plan, row, context.period.end()).is_none()).collect()
}

/// Objects to decisions about what the plan doesn't know and to expired waivers, and takes rows that don't take
/// effect out.
pub(super) fn review(plan: &Plan, checked: &mut Checked, findings: &mut Vec<Finding>) {
    let Some(as_of) = checked.unit_return(plan.office_unit()).map(|given| given.period.end()) else { return };
    let decisions = checked.rows.iter_mut().filter(|row| decides(row.table) && row.state == State::Returned);
    for row in decisions {
        let whole = is_whole(plan, row);
        let objection = whole.then(|| objection(plan, row, as_of)).flatten();
        if !whole || objection.is_some() {
            row.state = State::Rejected;
        }
        findings.extend(objection);
    }
}

/// Whether the rows of a table are decisions.
pub(super) fn decides(table: TableId) -> bool {
    let tables = [TableId::Verdicts, TableId::Points, TableId::Arrivals, TableId::Waivers, TableId::Targets];
    tables.contains(&table)
}

/// Whether a row came with everything it needs to decide anything.
fn is_whole(plan: &Plan, row: &CheckedRow) -> bool {
    let mut fields = plan.table(row.table).fields.iter().zip(&row.values);
    row.state == State::Returned
        && row.unusable.is_empty()
        && fields.all(|(field, value)| !matches!(field.required, Requirement::Always) || !value.is_blank())
}

/// What keeps a whole row from taking effect.
fn objection(plan: &Plan, row: &CheckedRow, as_of: Date) -> Option<Finding> {
    let unit = || plan.find_unit(&row.key.0).map(|unit| plan.unit(unit).kind);
    match row.table {
        TableId::Verdicts => plan.measure(&row.key.0).is_none().then(|| unlisted(plan, row)),
        // A group sends nothing and has no place in the league, nor has the office.
        TableId::Points if !matches!(unit(), Some(UnitKind::Department | UnitKind::Street)) => {
            Some(not_a_unit(plan, row, Role::Key))
        }
        TableId::Arrivals if matches!(unit(), Some(UnitKind::Group) | None) => Some(not_a_unit(plan, row, Role::Key)),
        TableId::Waivers => no_waiver(plan, row, as_of),
        TableId::Targets => no_target(plan, row),
        TableId::Points
        | TableId::Arrivals
        | TableId::Indicators
        | TableId::Projects
        | TableId::Tasks
        | TableId::LeagueIndicators
        | TableId::LeagueUnits
        | TableId::LeagueItems
        | TableId::CloseOut
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
        | TableId::Outlook => None,
    }
}

/// A finding that blames a field of a row.
fn blaming(plan: &Plan, row: &CheckedRow, role: Role, finding: Finding) -> Finding {
    let table = plan.table(row.table);
    let at = table.slot(role).map_or_else(Location::nowhere, |slot| row.location(slot));
    let found = table.value(&row.values, role).shown();
    let finding = finding.with("table", &*table.name).with("field", table.name_of(role)).with("key", &*row.key.0);
    Finding { at, ..finding.with("found", &*found).blaming(table.name_of(role), found).about(row.table, &row.key) }
}

fn unlisted(plan: &Plan, row: &CheckedRow) -> Finding {
    blaming(plan, row, Role::Key, Finding::new("S06", Location::nowhere()).in_case("unlisted"))
}

fn not_a_unit(plan: &Plan, row: &CheckedRow, role: Role) -> Finding {
    let found = plan.table(row.table).value(&row.values, role).shown();
    // A unit that there is, but not one to decide about.
    let similar = match plan.find_unit(&found).map(|unit| plan.unit(unit).kind) {
        Some(UnitKind::Group) => text::IS_A_GROUP.to_owned(),
        Some(UnitKind::Office) => text::IS_THE_OFFICE.to_owned(),
        Some(UnitKind::Department | UnitKind::Street) | None => text::perhaps(&plan.similar_units(&found)),
    };
    blaming(plan, row, role, Finding::new("U02", Location::nowhere()).with("similar", similar))
}

fn no_waiver(plan: &Plan, row: &CheckedRow, as_of: Date) -> Option<Finding> {
    if code(plan, &row.key).is_none() {
        return Some(unlisted(plan, row));
    }
    let Some(waiver) = granted(plan, row) else { return Some(not_a_unit(plan, row, Role::Unit)) };
    let expired = || Finding::new("P20", Location::nowhere()).with("until", waiver.until.to_string());
    (waiver.until < as_of).then(|| blaming(plan, row, Role::Until, expired().with("waiver", waiver.about())))
}

fn no_target(plan: &Plan, row: &CheckedRow) -> Option<Finding> {
    match plan.indicator(&row.key) {
        Some(indicator) if indicator.target.is_none() => {
            Some(blaming(plan, row, Role::Key, Finding::new("S06", Location::nowhere()).in_case("no-target")))
        }
        Some(_) => None,
        None => plan.project(&row.key).is_none().then(|| unlisted(plan, row)),
    }
}

/// The rule that a code means, however it is spelled.
fn code(plan: &Plan, key: &RowKey) -> Option<Code> {
    let folded = matching_key(&key.0);
    plan.rules.iter().map(|rule| &rule.code).find(|code| matching_key(&code.0) == folded).cloned()
}

/// The waiver of a whole row; none where it names no rule or no unit.
fn granted(plan: &Plan, row: &CheckedRow) -> Option<Waiver> {
    let table = plan.table(row.table);
    let shown = |role: Role| table.value(&row.values, role).shown();
    let unit = shown(Role::Unit);
    let unit = if matching_key(&unit) == text::EVERYONE {
        text::EVERYONE.to_owned()
    } else {
        plan.unit(plan.find_unit(&unit)?).name.clone()
    };
    Some(Waiver {
        code: code(plan, &row.key)?,
        unit,
        row: Some(shown(Role::Row)).filter(|key| !key.is_empty()).map(RowKey),
        reason: shown(Role::Reason),
        approver: shown(Role::Approver),
        until: table.value(&row.values, Role::Until).date()?,
        at: row.location(table.slot(Role::Key)?),
    })
}

/// The day of receipt that the office registered.
fn arrival(plan: &Plan, row: &CheckedRow) -> Option<(UnitId, Date)> {
    let on = plan.table(row.table).value(&row.values, Role::ReceivedOn).date()?;
    Some((plan.find_unit(&row.key.0)?, on))
}
