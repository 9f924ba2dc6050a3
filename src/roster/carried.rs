//! What a row holds from the period before: figures, lights, texts, and the issues that are still open.

use super::{Due, Expected};
use crate::archive::Archive;
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::period::Period;
use crate::plan::{Filled, Part, Plan, Requirement, Role, Table, UnitId};
use crate::value::Value;

/// The period before, seen from a period.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    plan: &'a Plan,
    archive: &'a Archive,
    /// Whether a new year has begun since: what starts at zero each year then starts there.
    new_year: bool,
}

impl<'a> Before<'a> {
    pub(super) fn new(plan: &'a Plan, period: Period, archive: &'a Archive) -> Self {
        Self { plan, archive, new_year: archive.period.year() != period.year() }
    }

    /// 上期累计完成值, 上期亮灯, and 上年末基数 where the plan has none.
    pub(super) fn indicator(self, key: &RowKey, row: &mut [Value]) {
        let table = self.plan.table(TableId::Indicators);
        let Some(old) = self.archive.values(table, key) else { return };
        let basis = table.value(row, Role::Basis).shown();
        let last = self.last_number(table, key, &old);
        let restarts = self.new_year && self.plan.words.restarting.contains(&basis);
        let previous = if restarts { last.number().map_or(Value::Blank, |_| Value::Number(0.0)) } else { last.clone() };
        table.set(row, Role::Previous, previous);
        table.set(row, Role::PreviousLight, table.value(&old, Role::Light).clone());
        let base = if self.new_year { &last } else { table.value(&old, Role::Base) };
        let is_open = table.slot(Role::Base).and_then(|slot| table.fields.get(slot)).is_some_and(|field| {
            let names = self.plan.name_values(self.archive.period);
            field.once.holds(Row { cells: row, names: &names })
        });
        if is_open && table.value(row, Role::Base).is_blank() {
            table.set(row, Role::Base, base.clone());
        }
    }

    /// The last number of a row: a month does not ask for every figure, so it may be one of the periods before.
    fn last_number(self, table: &Table, key: &RowKey, old: &[Value]) -> Value {
        let now = table.value(old, Role::Value);
        let mut earlier = self.archive.earlier_numbers(table, key, Role::Value);
        let mut of_the_year = || earlier.find(|(period, _)| period.year() == self.archive.period.year());
        if now.number().is_some() {
            return now.clone();
        }
        of_the_year().map_or(Value::Blank, |(_, number)| Value::Number(number))
    }

    /// 上期本年累计完成投资, 上期亮灯, and what a department filled in once where the plan has nothing. What belongs to
    /// a period or a year is not carried over its end; the year's investment joins what was done before.
    pub(super) fn project(self, key: &RowKey, row: &mut [Value]) {
        let table = self.plan.table(TableId::Projects);
        let Some(mut old) = self.archive.values(table, key) else { return };
        // An adjustment may be withdrawn: where it stands, the plan has it.
        table.set(&mut old, Role::YearPlan, self.archive.year_plan(self.plan, key));
        let done = table.value(&old, Role::Value).number();
        if self.new_year {
            let before = table.value(&old, Role::Before).number();
            let sum = before.zip(done).map_or(Value::Blank, |(before, done)| Value::Number(before + done));
            table.set(&mut old, Role::Before, sum);
            table.set(&mut old, Role::YearPlan, Value::Blank);
        }
        table.set(&mut old, Role::PlanToDate, Value::Blank);
        for ((field, old), cell) in table.fields.iter().zip(&old).zip(row.iter_mut()) {
            if !matches!(field.once, Requirement::Never) && cell.is_blank() {
                *cell = old.clone();
            }
        }
        let previous = done.map_or(Value::Blank, |done| Value::Number(if self.new_year { 0.0 } else { done }));
        table.set(row, Role::Previous, previous);
        table.set(row, Role::PreviousLight, table.value(&old, Role::Light).clone());
    }

    /// 上期推进状态, 上期进展情况, 上期亮灯; a measure that was done keeps what was said of it.
    pub(super) fn measure(self, key: &RowKey, part: Part, row: &mut [Value]) {
        let table = self.plan.table(TableId::Tasks);
        if !matches!(part, Part::Lead | Part::Office) {
            return;
        }
        let Some(old) = self.archive.values(table, key) else { return };
        let verdict = table.value(&old, Role::Verdict);
        let status = if verdict.is_blank() { table.value(&old, Role::Status) } else { verdict };
        table.set(row, Role::PreviousStatus, status.clone());
        table.set(row, Role::PreviousText, table.value(&old, Role::Progress).clone());
        table.set(row, Role::PreviousLight, table.value(&old, Role::Light).clone());
        if status.shown() == self.plan.words.done {
            for role in DONE {
                table.set(row, role, table.value(&old, role).clone());
            }
        }
    }

    /// The issues of the ledger as they stood, in official order.
    pub(super) fn ledger(self) -> Vec<Issue> {
        let table = self.plan.table(TableId::CloseOut);
        let keys = self.archive.keys(TableId::CloseOut).iter();
        let issue = |key: &RowKey| {
            let mut row = self.archive.values(table, key)?;
            let lead = self.plan.find_unit(&table.value(&row, Role::Lead).shown());
            if let Some(lead) = lead {
                table.set(&mut row, Role::Lead, Value::text(&self.plan.unit(lead).name));
            }
            let status = table.value(&row, Role::Status).shown();
            Some(Issue { key: key.clone(), lead, status, row })
        };
        keys.filter_map(issue).collect()
    }

    /// The rows of a unit's form: on the office's every issue of the year and every open one, on a unit's own the open
    /// ones it must mend. What the office registered stands there; of a closed issue everything, since it is closed.
    pub(super) fn issues(self, unit: UnitId, ledger: &[Issue]) -> Vec<Expected> {
        let table = self.plan.table(TableId::CloseOut);
        let office = unit == self.plan.office_unit();
        let closed = |issue: &&Issue| issue.status == self.plan.words.closed;
        let wanted = ledger.iter().filter(|issue| {
            if office { !closed(issue) || !self.new_year } else { !closed(issue) && issue.lead == Some(unit) }
        });
        let expected = wanted.map(|issue| {
            let closed = closed(&issue);
            let held = has_held(self.plan, &issue.status);
            let stays = |role: Role| stands(role, held) || (role == Role::Status && held);
            let mut row = issue.row.clone();
            for (field, cell) in table.fields.iter().zip(&mut row) {
                let asked_anew =
                    matches!(field.filled, Filled::Department) && !closed && (office || !stays(field.role));
                if asked_anew || matches!(field.filled, Filled::Formula(_)) {
                    *cell = Value::Blank;
                }
            }
            Expected {
                unit,
                table: TableId::CloseOut,
                key: issue.key.clone(),
                part: if office { Part::Office } else { Part::Lead },
                due: if closed { Due::NotDue } else { Due::Asked },
                counted: true,
                prefilled: row,
            }
        });
        expected.collect()
    }

    /// The office's decisions that stand until they are withdrawn: 豁免 not yet expired, and this year's 目标调整.
    pub(super) fn decisions(self, period: Period) -> Vec<(TableId, Vec<Value>)> {
        let of = |id: TableId| self.archive.keys(id).iter().map(move |key| (id, key));
        of(TableId::Targets)
            .filter(|_| !self.new_year)
            .chain(of(TableId::Waivers))
            .filter_map(|(id, key)| {
                let table = self.plan.table(id);
                let row = self.archive.values(table, key)?;
                let expired = table.value(&row, Role::Until).date().is_some_and(|until| until < period.end());
                (!expired).then_some((id, row))
            })
            .collect()
    }
}

/// An issue as the period before left it.
pub(super) struct Issue {
    key: RowKey,
    /// Who must mend it; none where the plan knows no such unit.
    lead: Option<UnitId>,
    status: String,
    row: Vec<Value>,
}

/// Whether what a unit said to prove an issue mended has not been turned down: its status is one a unit may set.
#[must_use]
pub fn has_held(plan: &Plan, status: &str) -> bool {
    !plan.words.beyond_department.iter().any(|beyond| beyond == status)
}

/// Whether what a unit said of an issue stands until it says otherwise: who mends it and how, and what proves it mended
/// while that holds. Its progress is told anew.
#[must_use]
pub fn stands(role: Role, held: bool) -> bool {
    let proof = [Role::DoneOn, Role::Evidence, Role::AppliedOn].contains(&role);
    [Role::Person, Role::Measures].contains(&role) || (proof && held)
}

/// What a measure that is done keeps.
const DONE: [Role; 6] = [Role::Status, Role::Percent, Role::Progress, Role::Milestones, Role::Result, Role::DoneOn];
