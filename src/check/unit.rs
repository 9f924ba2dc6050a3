//! One unit's return, gate by gate: nothing filled in, cover, structure, cells, rows, across tables.

use super::catalogue::runs;
use super::decisions::Decisions;
use super::row::{self, Work};
use super::{Checked, CheckedRow, Received, State, UnitReturn, cross, file, foreign, structure, sums, tamper};
use crate::archive::Archive;
use crate::check::file::{Fate, Gate};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::normalize::Fault;
use crate::period::Period;
use crate::plan::{Part, Plan, Role, UnitId};
use crate::recognize::{CoverLine, Return, TableSheet};
use crate::roster::{Due, Expected};
use crate::text::check as text;
use crate::text::cover;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a unit's return is checked with.
pub(super) struct Context<'a> {
    pub(super) plan: &'a Plan,
    pub(super) period: Period,
    pub(super) returns: &'a [Return],
    /// The unit's files, the main one first.
    pub(super) files: &'a [usize],
    /// What the office decided.
    pub(super) decisions: &'a Decisions,
    /// What the period before kept.
    pub(super) previous: Option<&'a Archive>,
}

impl<'a> Context<'a> {
    /// The unit's files.
    pub(super) fn given(&self) -> impl Iterator<Item = &'a Return> + use<'a> {
        let returns = self.returns;
        self.files.iter().filter_map(move |file| returns.get(*file))
    }

    /// The sheets that are tables, with their files.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (&'a Return, &'a TableSheet)> + use<'a> {
        self.given().flat_map(|given| given.tables.iter().map(move |sheet| (given, sheet)))
    }

    /// The sheet of a table.
    pub(super) fn sheet(&self, table: TableId) -> Option<(&'a Return, &'a TableSheet)> {
        self.sheets().find(|(_, sheet)| sheet.table == table)
    }
}

/// Checks a unit's return and adds its rows and findings.
pub(super) fn check_unit(
    context: &Context<'_>,
    unit: UnitId,
    expected: &[&Expected],
    checked: &mut Checked,
    findings: &mut Vec<Finding>,
) {
    let Some(main) = context.given().next() else { return };
    let received = received(context, unit, main);
    checked.returns.push(UnitReturn {
        unit,
        period: context.period,
        files: context.files.to_vec(),
        file: Arc::clone(&main.file),
        cover: main.cover.clone(),
        received,
    });
    let names = context.plan.name_values(context.period);
    let typed = typed_rows(context, unit, expected);
    let mut works = assemble(context, expected.iter().copied().chain(&typed), &names);
    if runs(context.plan, "F12") && nothing_filled_in(context.plan, &works) {
        findings.push(Finding::new("F12", Location::file(&main.file)));
        checked.rows.extend(works.into_iter().map(|work| work.row));
        return;
    }
    check_cover(context, unit, main, received, findings);
    foreign::check(context, &works, findings);
    structure::check(context, unit, expected, &works, findings);
    for index in 0..works.len() {
        let lights = works.get(index).map(|work| cross::indicator_lights(context.plan, &work.row, &works));
        if let (Some(work), Some(lights)) = (works.get_mut(index), lights) {
            let table = context.plan.table(work.row.table);
            table.set(&mut work.row.values, Role::IndicatorLights, Value::text(&lights));
            row::check(context, work, &names, &mut checked.receipts, findings);
        }
    }
    cross::check(context, &mut works, &names, findings);
    tamper::check(context, &works, &names, findings);
    sums::check(context, findings);
    checked.rows.extend(works.into_iter().map(Work::finish));
}

/// Rows as they were handed out and came back.
pub(super) fn assemble<'a, 'e>(
    context: &Context<'a>,
    expected: impl Iterator<Item = &'e Expected>,
    names: &[Value],
) -> Vec<Work<'a>> {
    let mut works: Vec<Work<'a>> = Vec::new();
    for expected in expected {
        let same = |work: &&Work<'_>| work.row.table == expected.table && work.row.key == expected.key;
        let before = if expected.table.repeats() { works.iter().filter(same).count() } else { 0 };
        works.push(row::assemble(context, expected, before, names));
    }
    works
}

/// Whether rows came, and every one as it was handed out. Where none came, some came twice, or a column that must be
/// filled in was not found, structure says what is wrong.
fn nothing_filled_in(plan: &Plan, works: &[Work<'_>]) -> bool {
    let came = works.iter().any(|work| work.row.state == State::Blank && work.asks());
    came && works.iter().all(|work| {
        let lacks = work.row.state == State::Blank && work.lacks_a_column(plan.table(work.row.table));
        work.row.state != State::Rejected && !lacks && work.is_untouched()
    })
}

/// Rows that nobody handed out: those typed into tables with open rows. Of the close-out ledger the office's
/// rows count; a department's rows only complete them. Rows that were handed out are not typed.
pub(super) fn typed_rows(context: &Context<'_>, unit: UnitId, expected: &[&Expected]) -> Vec<Expected> {
    let office = unit == context.plan.office_unit();
    let mut rows: Vec<Expected> = Vec::new();
    for (_, sheet) in context.sheets() {
        let table = context.plan.table(sheet.table);
        let typed = sheet.table == TableId::CloseOut || (office && table.office_only);
        if !typed {
            continue;
        }
        for record in &sheet.records {
            let same = |row: &Expected| row.table == sheet.table && row.key == record.key;
            let repeated = rows.iter().any(same) && !sheet.table.repeats();
            if repeated || expected.iter().any(|row| same(row)) {
                continue;
            }
            let part = if office { Part::Office } else { Part::Lead };
            let prefilled = table.blank_row();
            let counted = sheet.table == TableId::CloseOut && office;
            let key = record.key.clone();
            rows.push(Expected { unit, table: sheet.table, key, part, due: Due::Asked, counted, prefilled });
        }
    }
    rows
}

fn received(context: &Context<'_>, unit: UnitId, main: &Return) -> Option<Received> {
    // What the office registered is about returns of its own period.
    let same = context.decisions.period == Some(context.period);
    let arrivals = || context.decisions.arrivals.iter().find(|(known, _)| *known == unit);
    let registered = same.then(arrivals).flatten().map(|(_, on)| *on);
    let written = || main.cover.line(CoverLine::FilledOn).and_then(|entry| entry.value.date());
    registered
        .map(|on| Received { on, registered: true })
        .or_else(|| written().map(|on| Received { on, registered: false }))
}

/// F08 and F10.
fn check_cover(
    context: &Context<'_>,
    unit: UnitId,
    main: &Return,
    received: Option<Received>,
    findings: &mut Vec<Finding>,
) {
    let lines = [
        (CoverLine::Filler, cover::FILLER),
        (CoverLine::Reviewer, cover::REVIEWER),
        (CoverLine::Principal, cover::PRINCIPAL),
        (CoverLine::Phone, cover::PHONE),
    ];
    let empty: Vec<(CoverLine, &str)> = lines
        .into_iter()
        .filter(|(line, _)| main.cover.line(*line).is_none_or(|entry| entry.value.is_blank()))
        .collect();
    if let Some((first, _)) = empty.first() {
        let fields: Vec<String> = empty.iter().map(|(_, label)| text::quoted(label)).collect();
        let finding = Finding::new("F08", file::cover_location(main, *first)).with("fields", fields.concat());
        let places = empty.iter().filter_map(|(line, _)| file::cover_location(main, *line).cell);
        findings.push(finding.lacking(places));
    }
    for (line, label) in lines {
        let entry = main.cover.line(line).filter(|entry| entry.fault == Some(Fault::DigitsLost));
        findings.extend(entry.map(|entry| {
            let finding = Finding::new("V03", file::cover_location(main, line)).in_case("digits-lost");
            finding.with("field", label).with("found", &*entry.raw).blaming(label, &*entry.raw)
        }));
    }
    let due = context.plan.deadline(context.period);
    if let (Some(due), Some(received)) = (due, received)
        && received.days_late(due) > 0
        && unit != context.plan.office_unit()
    {
        let basis = if received.registered { text::RECEIVED_ON } else { text::FILLED_ON };
        let finding = Finding::new("F10", file::cover_location(main, CoverLine::FilledOn))
            .with("n", received.days_late(due).to_string())
            .with("due", due.to_string())
            .with("basis", basis);
        findings.push(finding.with("received", received.on.to_string()));
    }
}

/// The rows of units of which no return counts: rejected where a refused file is theirs, else missing.
pub(super) fn add_absent(plan: &Plan, gates: &[Gate], expected: &[&Expected], checked: &mut Checked) {
    let mut rows = Vec::new();
    for expected in expected {
        if checked.returns.iter().any(|known| known.unit == expected.unit) {
            continue;
        }
        let refused = gates.iter().any(|gate| gate.unit == Some(expected.unit) && gate.fate == Fate::Refused);
        let state = if refused { State::Rejected } else { State::Missing };
        rows.push(CheckedRow { state, ..blank(plan, expected) });
    }
    checked.rows.extend(rows);
    // Official order of units, and the roster's order within each.
    checked.rows.sort_by_key(|row| row.unit);
}

/// A row of which nothing came.
pub(super) fn blank(plan: &Plan, expected: &Expected) -> CheckedRow {
    let table = plan.table(expected.table);
    CheckedRow {
        unit: expected.unit,
        table: expected.table,
        key: expected.key.clone(),
        part: expected.part,
        due: expected.due,
        state: State::Missing,
        values: expected.prefilled.clone(),
        unusable: BTreeMap::new(),
        origin: None,
        cells: vec![None; table.fields.len()],
        borrowed: BTreeMap::new(),
        offered: BTreeMap::new(),
        expected: expected.due == Due::Asked && expected.counted,
    }
}
