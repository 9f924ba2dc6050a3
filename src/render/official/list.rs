//! Lists: 群组明细, 需协调事项, 问题清单, and how each is put on a sheet.

use super::Frame;
use super::columns::Columns;
use super::page::{self, Entry, count};
use crate::check::{Line, grouped};
use crate::finding::Severity;
use crate::key::TableId;
use crate::location::{CellRange, Location};
use crate::plan::{Plan, Role, UnitId};
use crate::render::{Cell, Sheet};
use crate::text::official as text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sheet with one list.
fn sheet(frame: &Frame<'_>, id: TableId, lines: &dyn Fn(&Columns<'_>) -> Vec<Vec<Entry>>) -> Sheet {
    let columns = Columns::of(frame.plan.table(id));
    let last = columns.last_printed();
    let mut sheet = page::open(frame, columns.table, &columns.widths(), last);
    put(&mut sheet, &columns, lines(&columns));
    page::finish(frame, &mut sheet, columns.table.paper, last);
    sheet
}

/// Head and lines of a list that is alone on its sheet, with filter buttons.
pub(super) fn put(sheet: &mut Sheet, columns: &Columns<'_>, lines: Vec<Vec<Entry>>) {
    let head = page::head(sheet, columns);
    for entries in lines {
        page::line(sheet, columns, entries);
    }
    let last = page::next(sheet).saturating_sub(1);
    sheet.filter = Some(CellRange::new(head, 0, last, columns.last()));
    page::keep_head(sheet, head);
}

/// The file of a place.
pub(super) fn file(at: Option<&Location>) -> Cell {
    at.map_or(Cell::Blank, |at| Cell::text(&at.file))
}

/// The sheet of a place.
pub(super) fn sheet_name(at: Option<&Location>) -> Cell {
    at.and_then(|at| at.sheet.as_ref()).map_or(Cell::Blank, |sheet| Cell::text(&sheet.name))
}

/// The cell of a place.
pub(super) fn cell(at: &Location) -> Cell {
    at.cell.map_or(Cell::Blank, |cell| Cell::Text(cell.to_string()))
}

/// 群组明细.
pub(super) fn group_detail(frame: &Frame<'_>) -> Sheet {
    sheet(frame, TableId::GroupDetail, &|columns| {
        let lines = frame.quarter.group_detail.iter().map(|line| {
            page::entries(
                columns.table,
                [
                    (Role::Key, Cell::text(&line.key.0)),
                    (Role::Unit, Cell::text(&frame.plan.unit(line.unit).name)),
                    (Role::Progress, Cell::text(line.text.as_deref().unwrap_or(text::NOT_REPORTED))),
                    (Role::File, file(line.origin.as_ref())),
                ],
            )
        });
        lines.collect()
    })
}

/// 需协调事项.
pub(super) fn coordination(frame: &Frame<'_>) -> Sheet {
    sheet(frame, TableId::Coordination, &|columns| {
        let lines = frame.quarter.coordination.iter().map(|line| {
            page::entries(
                columns.table,
                [
                    (Role::Unit, Cell::text(&frame.plan.unit(line.unit).name)),
                    (Role::Name, Cell::text(&line.about)),
                    (Role::Coordination, Cell::text(&line.text)),
                    (Role::Needs, Cell::text(&line.needs)),
                ],
            )
        });
        let mut lines: Vec<Vec<Entry>> = lines.collect();
        if lines.is_empty() {
            lines.push(page::entries(columns.table, [(Role::Coordination, Cell::text(&frame.plan.words.nothing))]));
        }
        lines
    })
}

/// 问题清单: the findings in their order; those of the whole collection have no file and so come first.
pub(super) fn findings(frame: &Frame<'_>) -> Sheet {
    sheet(frame, TableId::Findings, &|columns| {
        finding_lines(frame.plan, columns, grouped(&frame.quarter.findings), &frame.quarter.owners)
    })
}

/// The lines of 问题清单. `owners` says whose each file is.
pub(super) fn finding_lines(
    plan: &Plan,
    columns: &Columns<'_>,
    lines: Vec<Line<'_>>,
    owners: &BTreeMap<Arc<str>, UnitId>,
) -> Vec<Vec<Entry>> {
    let [error, warning, note] = text::SEVERITIES;
    (1..)
        .zip(lines)
        .map(|(number, line)| {
            let unit = owners.get(&line.at.file).map_or("", |unit| plan.unit(*unit).name.as_str());
            let severity = match line.severity {
                Severity::Error => error,
                Severity::Warning => warning,
                Severity::Note => note,
            };
            page::entries(
                columns.table,
                [
                    (Role::Number, count(number)),
                    (Role::Unit, Cell::text(unit)),
                    (Role::File, file(Some(&line.at))),
                    (Role::Sheet, sheet_name(Some(&line.at))),
                    (Role::Cell, Cell::text(&line.shown_cells())),
                    (Role::Code, Cell::text(&line.code.0)),
                    (Role::Severity, Cell::text(severity)),
                    (Role::Content, Cell::Text(text::about(&line.shown_rows(), &line.message))),
                    (Role::Found, Cell::text(&text::each(&line.found))),
                    (Role::Hint, Cell::text(line.hint)),
                ],
            )
        })
        .collect()
}
