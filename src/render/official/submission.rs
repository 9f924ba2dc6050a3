//! 报送情况: a line per unit, the total, the closing equation, and the equation by unit and table under it.

use super::columns::Columns;
use super::page::{self, Entry, count};
use super::table::Printed;
use super::{Frame, look};
use crate::consolidate::{Balance, Counts, Submission, SubmissionStatus};
use crate::key::{RowKey, TableId};
use crate::location::CellRange;
use crate::plan::{Role, UnitKind};
use crate::render::style::{Align, Style};
use crate::render::{Cell, Sheet};
use crate::text::official as text;
use crate::text::plan as words;
use crate::value::Value;

/// The four that add up to 应报.
const PARTS: [Role; 4] = [Role::Returned, Role::Blank, Role::Rejected, Role::Missing];

/// How wide the columns of files and persons may grow.
const PLACE: f64 = 240.0;

/// The sheet, with the place of every unit's line.
pub(super) fn sheet<'a>(frame: &Frame<'a>) -> Printed<'a> {
    let mut columns = Columns::of(frame.plan.table(TableId::Submission));
    // What is not printed must not make what is printed higher.
    for line in &frame.quarter.submissions {
        columns.widen(Role::File, line.file.as_deref().unwrap_or_default(), PLACE);
        columns.widen(Role::Contact, &line.contact, PLACE);
        columns.widen(Role::Phone, &line.phone, PLACE);
    }
    let last = columns.last_printed();
    let mut sheet = page::open(frame, columns.table, &columns.widths(), last);
    let head = page::head(&mut sheet, &columns);
    let mut rows = Vec::new();
    let put = |sheet: &mut Sheet, line: &Submission| {
        let at = page::next(sheet);
        page::line(sheet, &columns, entries(frame, &columns, line, at))
    };
    let lines = &frame.quarter.submissions;
    let begun = page::paged(&sheet, head, last, |drawn| {
        for line in lines {
            put(drawn, line);
        }
        total(drawn, &columns, frame, (head + 1, head + 1));
    });
    for (index, line) in lines.iter().enumerate() {
        if begun.contains(&index) {
            page::head_again(&mut sheet, &columns);
        }
        rows.push((RowKey(frame.plan.unit(line.unit).name.clone()), put(&mut sheet, line)));
    }
    let end = page::next(&sheet);
    if begun.contains(&lines.len()) {
        page::head_again(&mut sheet, &columns);
    }
    total(&mut sheet, &columns, frame, (head + 1, end));
    page::gap(&mut sheet);
    page::wide(&mut sheet, &text::equation(parts(frame.quarter.total())), last, look::SENTENCE);
    page::gap(&mut sheet);
    // The list by tables takes pages of its own, and its head stands on each.
    sheet.page.breaks.push(page::next(&sheet));
    let below = balance(frame, &mut sheet, &columns, last);
    page::keep_head(&mut sheet, head);
    sheet.page.repeat = Some((below, below));
    page::finish(frame, &mut sheet, columns.table.paper, last);
    Printed { sheet, columns, rows, groups: Vec::new(), figures: Vec::new() }
}

/// Expected, then the four parts.
pub(super) fn parts(counts: Counts) -> [usize; 5] {
    [counts.expected, counts.returned, counts.blank, counts.rejected, counts.missing]
}

/// 应报 as the sum of its parts in the same row.
fn expected(columns: &Columns<'_>, row: u32, counts: Counts) -> Cell {
    let parts: Vec<String> =
        PARTS.iter().filter_map(|role| columns.letters(*role)).map(|col| format!("${col}{}", row + 1)).collect();
    Cell::Formula { a1: format!("={}", parts.join("+")), cached: Value::Number(crate::value::count(counts.expected)) }
}

/// How a unit's return stands, in a word.
pub(super) fn status(status: SubmissionStatus) -> &'static str {
    let [in_time, late, missing, refused] = text::STATUSES;
    match status {
        SubmissionStatus::InTime => in_time,
        SubmissionStatus::Late => late,
        SubmissionStatus::Missing => missing,
        SubmissionStatus::Refused => refused,
    }
}

fn entries(frame: &Frame<'_>, columns: &Columns<'_>, line: &Submission, row: u32) -> Vec<Entry> {
    let unit = frame.plan.unit(line.unit);
    let kind = match unit.kind {
        UnitKind::Department => words::DEPARTMENT,
        UnitKind::Street => words::STREET,
        UnitKind::Office => words::OFFICE,
        UnitKind::Group => words::GROUP,
    };
    let [errors, warnings, notes] = line.findings.map(count);
    let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::Blank, Cell::Date);
    let overdue = usize::try_from(line.late).ok().filter(|days| *days > 0).map_or(Cell::Blank, count);
    page::entries(
        columns.table,
        [
            (Role::Unit, Cell::text(&unit.name)),
            (Role::Category, Cell::text(kind)),
            (Role::Status, Cell::text(status(line.status))),
            (Role::ReceivedOn, day(line.received)),
            (Role::Due, day(line.due)),
            (Role::Overdue, overdue),
            (Role::Expected, expected(columns, row, line.counts)),
            (Role::Returned, count(line.counts.returned)),
            (Role::Blank, count(line.counts.blank)),
            (Role::Rejected, count(line.counts.rejected)),
            (Role::Missing, count(line.counts.missing)),
            (Role::Errors, errors),
            (Role::Warnings, warnings),
            (Role::Notes, notes),
            (Role::File, Cell::text(line.file.as_deref().unwrap_or_default())),
            (Role::Contact, Cell::text(&line.contact)),
            (Role::Phone, Cell::text(&line.phone)),
        ],
    )
}

/// 合计: every column of counts added up.
fn total(sheet: &mut Sheet, columns: &Columns<'_>, frame: &Frame<'_>, (from, end): (u32, u32)) {
    let lines = &frame.quarter.submissions;
    let mut counts = Counts::default();
    for line in lines {
        counts.add_all(line.counts);
    }
    let [errors, warnings, notes] = lines.iter().fold([0; 3], |[errors, warnings, notes], line| {
        let [more_errors, more_warnings, more_notes] = line.findings;
        [errors + more_errors, warnings + more_warnings, notes + more_notes]
    });
    let sum = |role: Role, total: usize| {
        let cell = match columns.letters(role) {
            Some(col) if from < end => Cell::Formula {
                a1: format!("=SUM({col}{}:{col}{end})", from + 1),
                cached: Value::Number(crate::value::count(total)),
            },
            Some(_) | None => count(total),
        };
        (role, cell)
    };
    let [expected, returned, blank, rejected, missing] = parts(counts);
    let mut entries = page::entries(
        columns.table,
        [
            (Role::Unit, Cell::text(text::TOTAL)),
            sum(Role::Expected, expected),
            sum(Role::Returned, returned),
            sum(Role::Blank, blank),
            sum(Role::Rejected, rejected),
            sum(Role::Missing, missing),
            sum(Role::Errors, errors),
            sum(Role::Warnings, warnings),
            sum(Role::Notes, notes),
        ],
    );
    for entry in &mut entries {
        entry.style.bold = true;
    }
    page::line(sheet, columns, entries);
}

/// The equation by unit and table, its counts under the columns of the same name; gives the row of its head.
fn balance(frame: &Frame<'_>, sheet: &mut Sheet, columns: &Columns<'_>, last: u32) -> u32 {
    page::wide(sheet, text::BALANCE, last, look::BLOCK);
    let roles = [Role::Expected].into_iter().chain(PARTS);
    let counted: Vec<(u32, String)> = roles
        .filter_map(|role| {
            let place = columns.places.iter().find(|place| place.field.role == role)?;
            Some((place.first, place.field.label()))
        })
        .collect();
    let unit = columns.table.name_of(Role::Unit);
    let table = frame.plan.table(TableId::Trace).name_of(Role::Table);
    // The table's name stands over the columns between the unit and the first count.
    let between = counted.first().map_or(1, |(col, _)| col.saturating_sub(1)).max(1);
    let labels = counted.iter().map(|(_, label)| Cell::Text(label.clone())).collect();
    let head = page::next(sheet);
    row(sheet, (Cell::text(unit), Cell::text(table)), (between, &counted), labels, look::HEAD);
    for line in &frame.quarter.balance {
        let at = page::next(sheet);
        let names = (Cell::text(&frame.plan.unit(line.unit).name), Cell::text(&frame.plan.table(line.table).name));
        row(sheet, names, (between, &counted), figures(columns, line, at), look::BODY);
    }
    head
}

/// 应报 and its parts.
fn figures(columns: &Columns<'_>, line: &Balance, at: u32) -> Vec<Cell> {
    let [_, returned, blank, rejected, missing] = parts(line.counts).map(count);
    vec![expected(columns, at, line.counts), returned, blank, rejected, missing]
}

fn row(
    sheet: &mut Sheet,
    (unit, table): (Cell, Cell),
    (between, counted): (u32, &[(u32, String)]),
    figures: Vec<Cell>,
    style: Style,
) {
    let at = page::next(sheet);
    let centred = Style { align: Align::Center, ..style };
    let mut cells = vec![(0, unit, style), (1, table, style)];
    cells.extend((2..=between).map(|col| (col, Cell::Blank, style)));
    cells.extend(counted.iter().zip(figures).map(|((col, _), cell)| (*col, cell, centred)));
    page::merge(sheet, CellRange::new(at, 1, at, between));
    page::named(sheet, cells);
}
