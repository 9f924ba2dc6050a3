//! The rows of the reported tables, counted and listed: indicators, parts and work groups, projects, measures, issues.

use super::{cell, share, shown, unique};
use crate::consolidate::totals::{in_total, summed};
use crate::consolidate::{MeasuredBy, OfficialRow, Quarter, Standing};
use crate::formula::Row;
use crate::key::TableId;
use crate::plan::{Measure, Plan, Role};
use crate::text::bulletin::{
    CloseOut, Division, Figure, Indicator, Indicators, Issue, Project, ProjectKind, Projects, Shown, Tally, Task,
    Tasks, one_line,
};
use crate::value::{Value, round};

fn with<T>(rows: &[T], holds: impl Fn(&T) -> bool) -> usize {
    rows.iter().filter(|row| holds(row)).count()
}

fn list<T: Clone>(rows: &[T], holds: impl Fn(&T) -> bool) -> Vec<T> {
    rows.iter().filter(|row| holds(row)).cloned().collect()
}

/// What is known of an indicator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Its value.
    Value,
    /// Not published yet: a legal gap.
    NoData,
    /// The lead sent nothing usable, or nobody what it is a total of.
    Unreported,
    /// What was sent cannot be used: an open error, or nothing to compare with.
    Unusable,
}

/// Indicators, in official order.
pub(super) fn indicators<'a>(
    plan: &Plan,
    quarter: &Quarter,
    rows: impl Iterator<Item = &'a OfficialRow>,
) -> Indicators {
    let words = &plan.words;
    let names = plan.name_values(quarter.period);
    let known: Vec<(Known, Indicator)> =
        rows.map(|row| (known(plan, row), indicator(plan, quarter, &names, row))).collect();
    let all: Vec<Indicator> = known.iter().map(|(_, line)| line.clone()).collect();
    let of = |wanted: Known| with(&known, |(known, _)| *known == wanted);
    let light = |word: &str| with(&all, |line| line.light == word);
    let behind = |line: &Indicator| line.light == words.yellow || line.light == words.red;
    let missed = |(known, line): &(Known, Indicator)| line.due && !line.met && *known == Known::Value;
    let (green, due) = (light(&words.green), with(&all, |line| line.due));
    let due_met = with(&all, |line| line.due && line.met);
    let pick = |holds: &dyn Fn(&(Known, Indicator)) -> bool| {
        known.iter().filter(|entry| holds(entry)).map(|(_, line)| line.clone()).collect::<Vec<_>>()
    };
    let (behind_list, missed_list) = (list(&all, behind), pick(&missed));
    Indicators {
        count: all.len(),
        on_schedule: green,
        on_schedule_share: share(green, all.len()),
        behind: behind_list.len(),
        yellow: light(&words.yellow),
        red: light(&words.red),
        not_reached: light(&words.not_reached),
        no_data: of(Known::NoData),
        unreported: of(Known::Unreported),
        unusable: of(Known::Unusable),
        due,
        due_met,
        due_met_share: share(due_met, due),
        due_missed: missed_list.len(),
        due_unknown: with(&known, |(known, line)| line.due && *known != Known::Value),
        later: all.len() - due,
        later_met: with(&all, |line| !line.due && line.met),
        behind_units: unique(behind_list.iter().map(|line| line.lead.clone())),
        missed_units: unique(missed_list.iter().map(|line| line.lead.clone())),
        behind_list,
        missed_list,
        no_data_list: pick(&|(known, _)| *known == Known::NoData),
        unreported_list: pick(&|(known, _)| matches!(known, Known::Unreported | Known::Unusable)),
        all,
    }
}

fn known(plan: &Plan, row: &OfficialRow) -> Known {
    let value = plan.table(TableId::Indicators).value(&row.values, Role::Value);
    let grey = shown(plan, TableId::Indicators, row, Role::Light) == plan.words.grey;
    if row.standing == Standing::LeadMissing {
        Known::Unreported
    } else if *value == Value::NoData {
        Known::NoData
    } else if value.is_blank() && row.measured != MeasuredBy::Return {
        // What it is taken from has no figure: nothing is wrong with it, nobody reported.
        Known::Unreported
    } else if grey {
        Known::Unusable
    } else {
        Known::Value
    }
}

fn indicator(plan: &Plan, quarter: &Quarter, names: &[Value], row: &OfficialRow) -> Indicator {
    let table = plan.table(TableId::Indicators);
    let text = |role: Role| table.value(&row.values, role).shown();
    let deadline = table.value(&row.values, Role::Deadline).date();
    let met = table.met.as_ref().map(|met| met.evaluate(Row { cells: &row.values, names }));
    Indicator {
        key: row.key.0.clone(),
        name: text(Role::Name),
        unit: text(Role::Unit),
        lead: plan.unit(row.unit).name.clone(),
        goal: text(Role::Goal),
        year: deadline.map_or(quarter.period.year(), jiff::civil::Date::year),
        value: cell(table.value(&row.values, Role::Value)),
        rate: cell(table.value(&row.values, Role::Rate)),
        elapsed: cell(table.value(&row.values, Role::Elapsed)),
        gap: cell(table.value(&row.values, Role::Gap)),
        light: text(Role::Light),
        met: known(plan, row) == Known::Value && met == Some(Value::Bool(true)),
        due: deadline.is_some_and(|deadline| deadline <= quarter.period.end()),
        is_key: text(Role::IsKey) == plan.words.yes,
        reason: one_line(&text(Role::Reason)),
    }
}

/// The parts of the list and the work groups, each in the order of its first measure.
pub(super) fn divisions(plan: &Plan, quarter: &Quarter, all: &Indicators) -> (Vec<Division>, Vec<Division>) {
    let by = |name_of: &dyn Fn(&Measure) -> &str| {
        let names = unique(plan.measures.iter().map(|measure| name_of(measure).to_owned()));
        names.into_iter().map(|name| division(plan, quarter, all, name, name_of)).collect()
    };
    (by(&|measure| &measure.part), by(&|measure| &measure.work_group))
}

fn division(
    plan: &Plan,
    quarter: &Quarter,
    all: &Indicators,
    name: String,
    name_of: &dyn Fn(&Measure) -> &str,
) -> Division {
    let words = &plan.words;
    let within = |measure: &str| plan.measure(measure).is_some_and(|measure| name_of(measure) == name);
    let tasks = quarter.table(TableId::Tasks).iter().filter(|row| within(&row.key.0));
    let tasks: Vec<(String, String)> =
        tasks.map(|row| (status(plan, row), shown(plan, TableId::Tasks, row, Role::Light))).collect();
    let lit = |word: &str| with(&tasks, |(_, light)| light == word);
    let measure = |line: &Indicator| plan.indicators.iter().find(|known| known.code.0 == line.key)?.measure.clone();
    let own = list(&all.all, |line| measure(line).is_some_and(|measure| within(&measure.0)));
    let green = with(&own, |line| line.light == words.green);
    let behind = with(&own, |line| line.light == words.yellow || line.light == words.red);
    let missed = with(&all.missed_list, |line| own.contains(line));
    let met = with(&own, |line| line.met);
    Division {
        name,
        measures: tasks.len(),
        done: with(&tasks, |(status, _)| *status == words.done),
        green: lit(&words.green),
        yellow: lit(&words.yellow),
        red: lit(&words.red),
        grey: lit(&words.grey),
        indicators: own.len(),
        on_schedule: green,
        behind,
        met,
        missed,
        unknown: with(&own, |line| line.light == words.grey),
    }
}

/// The projects that count; those taken off the list are counted apart.
pub(super) fn projects(plan: &Plan, quarter: &Quarter) -> Projects {
    let (table, words) = (plan.table(TableId::Projects), &plan.words);
    let names = plan.name_values(quarter.period);
    let rows: Vec<&OfficialRow> = quarter.table(TableId::Projects).iter().collect();
    let counted: Vec<&OfficialRow> = rows.iter().copied().filter(|row| in_total(plan, row)).collect();
    let sums = summed(plan, &counted, &names);
    let all: Vec<Project> = counted.iter().map(|row| project(plan, row)).collect();
    let light = |word: &str| with(&all, |line| line.light == word);
    let kinds = unique(all.iter().map(|line| line.kind.clone())).into_iter().map(|name| {
        let of_kind: Vec<&OfficialRow> =
            counted.iter().copied().filter(|row| shown(plan, TableId::Projects, row, Role::Category) == name).collect();
        let sums = summed(plan, &of_kind, &names);
        ProjectKind {
            name,
            count: of_kind.len(),
            total: hundred_million(table.value(&sums, Role::Total)),
            year_plan: hundred_million(table.value(&sums, Role::YearPlan)),
            invested: hundred_million(table.value(&sums, Role::Value)),
            rate: cell(table.value(&sums, Role::Rate)),
        }
    });
    Projects {
        count: all.len(),
        withdrawn: rows.len() - all.len(),
        total: hundred_million(table.value(&sums, Role::Total)),
        year_plan: hundred_million(table.value(&sums, Role::YearPlan)),
        invested: hundred_million(table.value(&sums, Role::Value)),
        rate: cell(table.value(&sums, Role::Rate)),
        elapsed: cell(table.value(&sums, Role::Elapsed)),
        gap: cell(table.value(&sums, Role::Gap)),
        green: light(&words.green),
        yellow: light(&words.yellow),
        red: light(&words.red),
        grey: light(&words.grey),
        unlit: light(&words.not_reached),
        kinds: kinds.collect(),
        behind_list: [&words.red, &words.yellow].map(|word| list(&all, |line| line.light == *word)).concat(),
        all,
    }
}

/// 万元 as 亿元, two decimals.
fn hundred_million(amount: &Value) -> Figure {
    Figure(round(amount.number().unwrap_or(0.0) / 10_000.0, 2))
}

fn project(plan: &Plan, row: &OfficialRow) -> Project {
    let table = plan.table(TableId::Projects);
    let text = |role: Role| table.value(&row.values, role).shown();
    let figure = |role: Role| cell(table.value(&row.values, role));
    Project {
        key: row.key.0.clone(),
        name: text(Role::Name),
        kind: text(Role::Category),
        lead: plan.unit(row.unit).name.clone(),
        place: text(Role::Place),
        total: figure(Role::Total),
        year_plan: figure(Role::YearPlan),
        invested: figure(Role::Value),
        rate: figure(Role::Rate),
        gap: figure(Role::Gap),
        light: text(Role::Light),
        progress: one_line(&text(Role::Progress)),
        problem: said(plan, &text(Role::Problem)),
        next: said(plan, &text(Role::Next)),
    }
}

/// What was said, unless it is nothing (无).
fn said(plan: &Plan, text: &str) -> String {
    if text == plan.words.nothing { String::new() } else { one_line(text) }
}

/// The status that counts: the office's verdict, else the lead's own.
fn status(plan: &Plan, row: &OfficialRow) -> String {
    let verdict = shown(plan, TableId::Tasks, row, Role::Verdict);
    if verdict.is_empty() { shown(plan, TableId::Tasks, row, Role::Status) } else { verdict }
}

/// The measures.
pub(super) fn tasks(plan: &Plan, quarter: &Quarter) -> Tasks {
    let words = &plan.words;
    let rows = quarter.table(TableId::Tasks).iter().filter(|row| row.standing != Standing::NotDue);
    let all: Vec<Task> = rows.map(|row| task(plan, row)).collect();
    let in_status = |word: &str| with(&all, |line| line.status == word);
    let light = |word: &str| with(&all, |line| line.light == word);
    Tasks {
        count: all.len(),
        done: in_status(&words.done),
        in_progress: in_status(&words.in_progress),
        continuous: in_status(&words.continuous),
        late: in_status(&words.late),
        not_started: in_status(&words.not_started),
        unreported: in_status(""),
        green: light(&words.green),
        yellow: light(&words.yellow),
        red: light(&words.red),
        grey: light(&words.grey),
        unlit: light(&words.not_reached),
        late_list: list(&all, |line| line.status == words.late || line.light == words.red),
        open_list: list(&all, |line| line.status != words.done && line.status != words.continuous),
        all,
    }
}

fn task(plan: &Plan, row: &OfficialRow) -> Task {
    let text = |role: Role| shown(plan, TableId::Tasks, row, role);
    Task {
        key: row.key.0.clone(),
        name: text(Role::Name),
        content: one_line(&text(Role::Content)),
        lead: plan.unit(row.unit).name.clone(),
        status: status(plan, row),
        light: text(Role::Light),
        progress: one_line(&text(Role::Progress)),
        problem: said(plan, &text(Role::Problem)),
        next: said(plan, &text(Role::Next)),
    }
}

/// The ledger. States of open issues stand in the order of the column's options.
pub(super) fn close_out(plan: &Plan, quarter: &Quarter) -> CloseOut {
    let table = plan.table(TableId::CloseOut);
    let all: Vec<Issue> = quarter
        .table(TableId::CloseOut)
        .iter()
        .map(|row| Issue {
            key: row.key.0.clone(),
            lead: plan.unit(row.unit).name.clone(),
            content: one_line(&shown(plan, TableId::CloseOut, row, Role::Content)),
            status: shown(plan, TableId::CloseOut, row, Role::Status),
            overdue: cell(table.value(&row.values, Role::Overdue)),
            light: shown(plan, TableId::CloseOut, row, Role::Light),
        })
        .collect();
    let is_open = |line: &Issue| line.status != plan.words.closed;
    let is_over = |line: &Issue| matches!(line.overdue, Shown::Number(Figure(days)) if days > 0.0);
    let closed = with(&all, |line| !is_open(line));
    let options =
        table.slot(Role::Status).and_then(|slot| table.fields.get(slot)).map_or(&[][..], |field| &field.options);
    let states =
        options.iter().map(|name| Tally { name: name.clone(), count: with(&all, |line| line.status == *name) });
    CloseOut {
        count: all.len(),
        closed,
        closed_share: share(closed, all.len()),
        open: all.len() - closed,
        overdue: with(&all, |line| is_open(line) && is_over(line)),
        states: states.filter(|tally| tally.count > 0 && tally.name != plan.words.closed).collect(),
        overdue_list: list(&all, |line| is_open(line) && is_over(line)),
        all,
    }
}
