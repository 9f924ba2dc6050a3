//! Lists: 群组明细, 需协调事项, 问题清单, and how each is put on a sheet.

use super::Frame;
use super::columns::Columns;
use super::leads::{Leads, file};
use super::page::{self, Entry, count};
use crate::check::{Line, grouped};
use crate::finding::Severity;
use crate::key::TableId;
use crate::location::CellRange;
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
        page::line(sheet, columns, page::cut(columns, entries));
    }
    let last = page::next(sheet).saturating_sub(1);
    sheet.filter = Some(CellRange::new(head, 0, last, columns.last()));
    page::keep_head(sheet, head);
}

/// 群组明细.
pub(super) fn group_detail(frame: &Frame<'_>, leads: &Leads) -> Sheet {
    sheet(frame, TableId::GroupDetail, &|columns| {
        let lines = frame.quarter.group_detail.iter().map(|line| {
            page::entries(
                columns.table,
                [
                    (Role::Key, leads.row(Some(TableId::Tasks), Some(&line.key), &line.key.0)),
                    (Role::Unit, leads.to_file(line.origin.as_ref(), &frame.plan.unit(line.unit).name)),
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
pub(super) fn findings(frame: &Frame<'_>, leads: &Leads) -> Sheet {
    sheet(frame, TableId::Findings, &|columns| {
        let lines = grouped(&frame.quarter.findings);
        finding_lines(frame.plan, columns, leads, lines, &frame.quarter.owners)
    })
}

/// The lines of 问题清单. `owners` says whose each file is.
pub(super) fn finding_lines(
    plan: &Plan,
    columns: &Columns<'_>,
    leads: &Leads,
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
                    (Role::Unit, leads.to_file(Some(&line.at), unit)),
                    (Role::File, file(Some(&line.at))),
                    (Role::Sheet, leads.sheet_of(&line)),
                    (Role::Cell, leads.cells(&line)),
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
