//! 计分明细 under the league: every item of every unit's score, its figures read from its row, its score a live formula
//! over them, so that a component is the mean of lines that anybody can follow.

use super::columns::Columns;
use super::page::{self, Entry};
use super::table::{Printed, column_format, indicator_format};
use super::{Frame, look, submission};
use crate::consolidate::{Component, LeagueItem, LeagueUnit, Mark, OfficialRow, Submission};
use crate::key::{RowKey, TableId};
use crate::location::CellRange;
use crate::plan::{FieldKind, Role, Table};
use crate::render::style::NumberFormat;
use crate::render::{Cell, Sheet};
use crate::text::consolidate::limit;
use crate::text::league as words;
use crate::text::official as text;
use crate::value::Value;

/// Where the lines of the items are going to stand.
pub(super) struct Lines<'a> {
    pub(super) columns: Columns<'a>,
    /// The row of the first item.
    pub(super) first: u32,
}

impl Lines<'_> {
    /// The component of a unit as the weighted mean of its items that count; `before` items stand above the unit's.
    pub(super) fn component(
        &self,
        unit: &LeagueUnit,
        before: usize,
        component: Component,
        cached: Option<f64>,
    ) -> Cell {
        let own = || unit.items.iter().enumerate().filter(|(_, item)| item.component == component);
        let at = |(index, _): (usize, &LeagueItem)| self.first + row(before + index) + 1;
        let columns = self.columns.letters(Role::Score).zip(self.columns.letters(Role::Weight));
        let (Some(from), Some(to), Some((score, weight))) = (own().next().map(at), own().next_back().map(at), columns)
        else {
            return Cell::Blank;
        };
        let [scores, weights] = [score, weight].map(|col| format!("${col}${from}:${col}${to}"));
        // What is left out has no number for a score, so that its weight is not counted either.
        let counted = format!("SUMIF({scores},\">=0\",{weights})");
        Cell::Formula {
            a1: format!("=IF({counted}<=0,\"\",ROUND(SUMPRODUCT({scores},{weights})/{counted},2))"),
            cached: cached.map_or(Value::Blank, Value::Number),
        }
    }
}

/// How many rows, as addresses have it.
fn row(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Head and lines of the items, in the order of the units above, with filter buttons so that a unit finds its own.
pub(super) fn put(frame: &Frame<'_>, sheet: &mut Sheet, lines: &Lines<'_>, printed: &[&Printed<'_>]) {
    let columns = &lines.columns;
    let head = page::head(sheet, columns);
    for unit in &frame.quarter.league.units {
        for item in &unit.items {
            line(frame, sheet, columns, (unit, item), printed);
        }
    }
    let last = page::next(sheet).saturating_sub(1);
    if last > head {
        sheet.filter = Some(CellRange::new(head, 0, last, columns.last_printed()));
        page::light_conditions(frame, sheet, columns, (head + 1, last));
    }
}

fn line(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    (unit, item): (&LeagueUnit, &LeagueItem),
    printed: &[&Printed<'_>],
) {
    let at = page::next(sheet);
    let there = printed.iter().find(|printed| printed.columns.table.id == item.table);
    let row = frame.quarter.row(item.table, &item.key);
    let submission = frame.quarter.submissions.iter().find(|line| line.unit == unit.unit);
    let (figures, ratio, score) = match (there, row, submission) {
        (Some(there), Some(row), _) => {
            (figures(there, row), ratio(frame, there, row), score(frame, columns, (there, row), item, at))
        }
        (Some(there), None, Some(line)) => {
            (submission_figures(there, line, &item.key), Cell::Blank, submission_score(there, item))
        }
        (None, ..) | (_, None, None) => (Vec::new(), Cell::Blank, fixed(item)),
    };
    let note = match item.mark {
        _ if item.note.is_empty() => String::new(),
        Mark::LeftOut(_) => words::left_out_note(&item.note),
        Mark::Zero(_) => words::zero_note(&item.note),
        Mark::Scored(score) if score <= 0.0 && item.component != Component::Submission => words::zero_note(&item.note),
        Mark::Scored(_) => item.note.clone(),
    };
    let key = if item.component == Component::Submission { Cell::Blank } else { Cell::text(&item.key.0) };
    let named = [
        (Role::Unit, Cell::text(&frame.plan.unit(unit.unit).name)),
        (Role::Key, key),
        (Role::Name, Cell::Text(text::beginning(&item.name))),
        (Role::Category, Cell::text(item.component.name())),
        (Role::Ratio, ratio),
        (Role::Score, score),
        (Role::Weight, Cell::Number(item.weight)),
        (Role::Remark, Cell::text(&note)),
    ];
    let mut entries = page::entries(columns.table, named);
    entries
        .extend(figures.into_iter().filter_map(|(role, cell)| entry(frame, columns.table, role, cell, (there, item))));
    page::line(sheet, columns, entries);
}

/// A figure, with the decimals that it has on its own sheet.
fn entry(
    frame: &Frame<'_>,
    table: &Table,
    role: Role,
    cell: Cell,
    (there, item): (Option<&&Printed<'_>>, &LeagueItem),
) -> Option<Entry> {
    let slot = table.slot(role)?;
    let mut style = look::of(table.fields.get(slot)?, &cell);
    let own = there.and_then(|there| {
        let field = there.columns.table.fields.get(there.columns.table.slot(role)?)?;
        (field.kind == FieldKind::Number).then(|| column_format(&there.columns, field))
    });
    let decimals = indicator_format(frame, role, &item.key, &page::shown(&cell));
    let decimals = decimals.filter(|_| item.table == TableId::Indicators).or(own);
    style.format = decimals.unwrap_or(NumberFormat::General);
    Some(Entry { slot, cell, style })
}

/// A cell that shows what another holds.
fn refer(there: &str, cached: Value) -> Cell {
    Cell::Formula { a1: super::table::refer(there), cached }
}

/// What a row's cell shows, usable or not.
fn held(table: &Table, row: &OfficialRow, role: Role) -> Value {
    let slot = table.slot(role);
    let set_aside = slot.and_then(|slot| row.unusable.get(&slot)).map(|text| Value::text(text));
    set_aside.unwrap_or_else(|| table.value(&row.values, role).clone())
}

/// The figures of a row that its score comes from: value or status, rate, schedule, light.
fn figures(there: &Printed<'_>, row: &OfficialRow) -> Vec<(Role, Cell)> {
    let table = there.columns.table;
    let mut figures = Vec::new();
    for role in [Role::Value, Role::Rate, Role::Elapsed, Role::Light] {
        if let Some(at) = there.reference(role, &row.key) {
            figures.push((role, refer(&at, held(table, row, role))));
        }
    }
    let status = there.reference(Role::Status, &row.key);
    let verdict = there.reference(Role::Verdict, &row.key);
    match (status, verdict) {
        (Some(status), Some(verdict)) => {
            let decided = held(table, row, Role::Verdict);
            let cached = if decided.is_blank() { held(table, row, Role::Status) } else { decided };
            let a1 = format!("=IF({verdict}<>\"\",{verdict},IF({status}=\"\",\"\",{status}))");
            figures.push((Role::Value, Cell::Formula { a1, cached }));
        }
        (Some(status), None) => figures.push((Role::Value, refer(&status, held(table, row, Role::Status)))),
        (None, _) => {}
    }
    figures
}

/// How far the row is for its time.
fn ratio(frame: &Frame<'_>, there: &Printed<'_>, row: &OfficialRow) -> Cell {
    let table = there.columns.table;
    table.ratio.as_ref().map_or(Cell::Blank, |ratio| Cell::Formula {
        a1: format!("={}", ratio.emit(&|slot| there.reads(row, slot).unwrap_or_else(|| "\"\"".to_owned()))),
        cached: table.ratio_of(&row.values, &frame.names),
    })
}

/// The score by the formula of the row's table, over the row and the ratio beside it. Where the score is not what the
/// formula says (an error is open, nothing came), it is a number, and the line says why.
fn score(
    frame: &Frame<'_>,
    columns: &Columns<'_>,
    (there, row): (&Printed<'_>, &OfficialRow),
    item: &LeagueItem,
    at: u32,
) -> Cell {
    let table = there.columns.table;
    let own = columns.letters(Role::Ratio).map(|col| format!("${col}{}", at + 1));
    let address = |slot: usize| {
        let there = if slot == table.ratio_slot() { own.clone() } else { there.reads(row, slot) };
        there.unwrap_or_else(|| "\"\"".to_owned())
    };
    let computed = table.score_of(&row.values, &frame.names);
    match &table.score {
        Some(score) if computed.number() == item.score() && !matches!(computed, Value::Error(_)) => Cell::Formula {
            a1: format!("={}", score.emit(&address)),
            cached: item.score().map_or(Value::Blank, Value::Number),
        },
        Some(_) | None => fixed(item),
    }
}

/// A score that no formula gives.
fn fixed(item: &LeagueItem) -> Cell {
    item.score().map_or(Cell::Blank, Cell::Number)
}

/// How the return stands.
fn submission_figures(there: &Printed<'_>, line: &Submission, key: &RowKey) -> Vec<(Role, Cell)> {
    let at = there.reference(Role::Status, key);
    at.map(|at| (Role::Value, refer(&at, Value::text(submission::status(line.status))))).into_iter().collect()
}

/// 报送得分 over the line of 报送情况: days late and open errors.
fn submission_score(there: &Printed<'_>, item: &LeagueItem) -> Cell {
    let [status, late, errors] =
        [Role::Status, Role::Overdue, Role::Errors].map(|role| there.reference(role, &item.key));
    let (Some(status), Some(late), Some(errors), Some(_)) = (status, late, errors, item.score()) else {
        return fixed(item);
    };
    let [_, _, missing, refused] = text::STATUSES;
    let (full, per_day, returned) = (limit::FULL_MARKS, limit::PER_DAY_LATE, limit::RETURNED);
    Cell::Formula {
        a1: format!(
            "=IF(OR({status}=\"{missing}\",{status}=\"{refused}\"),0,\
             ROUND(MAX(0,{full}-N({late})*{per_day}-IF(N({errors})>0,{returned},0)),2))"
        ),
        cached: item.score().map_or(Value::Blank, Value::Number),
    }
}
