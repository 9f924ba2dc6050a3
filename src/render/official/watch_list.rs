//! 亮灯清单, from the cover's second page on: every red and yellow item with its unit, its gap, its reason and what is
//! asked of whom. Red comes first; within a colour the official order of tables and rows holds.

use super::leads::Leads;
use super::page;
use super::table::Printed;
use super::{Frame, look};
use crate::consolidate::OfficialRow;
use crate::key::TableId;
use crate::location::CellRange;
use crate::plan::{Role, Table};
use crate::render::style::{Align, LIGHTS, Style};
use crate::render::{Cell, Row, Sheet, fit};
use crate::text::pictures::{self as text, Asked};

/// First and last column of each field, over the cover's columns: item, unit, light, gap, reason, what is asked.
const PLACES: [(u32, u32); 6] = [(0, 0), (1, 2), (3, 3), (4, 5), (6, 6), (7, super::cover::LAST)];

/// Puts the list on the cover, on pages of its own.
pub(super) fn put(frame: &Frame<'_>, sheet: &mut Sheet, leads: &Leads, tables: &[&Printed<'_>]) {
    sheet.page.breaks.push(page::next(sheet));
    page::wide(sheet, text::WATCH_LIST, super::cover::LAST, look::TITLE);
    let mut items: Vec<Item> = tables.iter().flat_map(|printed| items(frame, leads, printed.columns.table)).collect();
    if items.is_empty() {
        page::wide(sheet, text::NOTHING_LIT, super::cover::LAST, look::SENTENCE);
        return;
    }
    items.sort_by_key(|item| !item.is_red);
    let head = page::next(sheet);
    line(sheet, text::WATCH_HEAD.map(|label| (Cell::text(label), look::HEAD)));
    sheet.page.repeat = Some((head, head));
    for item in items {
        line(sheet, cells(item));
    }
}

/// A red or yellow item.
struct Item {
    is_red: bool,
    about: String,
    light: Cell,
    unit: String,
    gap: String,
    reason: String,
    asked: String,
}

fn cells(item: Item) -> [(Cell, Style); 6] {
    let centred = Style { align: Align::Center, ..look::BODY };
    let [_, yellow, red, _] = LIGHTS;
    let (fill, color) = if item.is_red { red } else { yellow };
    let lit = Style { fill: Some(fill), color: Some(color), ..centred };
    [
        (Cell::text(&item.about), look::BODY),
        (Cell::text(&item.unit), centred),
        (item.light, lit),
        (Cell::text(&item.gap), look::BODY),
        (Cell::text(&item.reason), look::BODY),
        (Cell::text(&item.asked), look::BODY),
    ]
}

/// A line over the cover's columns, as high as its highest text.
fn line(sheet: &mut Sheet, fields: [(Cell, Style); 6]) {
    let row = page::next(sheet);
    let mut cells = Vec::new();
    let mut height = page::LOWEST;
    for ((first, last), (cell, style)) in PLACES.into_iter().zip(fields) {
        height = height.max(fit::height(&page::shown(&cell), page::width(sheet, first, last), style.size));
        page::merge(sheet, CellRange::new(row, first, row, last));
        cells.push((first, cell, style));
        cells.extend((first + 1..=last).map(|col| (col, Cell::Blank, style)));
    }
    sheet.rows.push(Row { height: Some(height.min(fit::HIGHEST)), cells });
}

/// The red and yellow rows of a table.
fn items(frame: &Frame<'_>, leads: &Leads, table: &Table) -> Vec<Item> {
    let words = &frame.plan.words;
    let rows = frame.quarter.table(table.id).iter();
    rows.filter_map(|row| {
        let light = table.value(&row.values, Role::Light).shown();
        let is_red = light == words.red;
        (is_red || light == words.yellow).then(|| item(frame, leads, table, row, is_red))
    })
    .collect()
}

fn item(frame: &Frame<'_>, leads: &Leads, table: &Table, row: &OfficialRow, is_red: bool) -> Item {
    // Where an open error sets a value aside, the list says nothing of it.
    let value = |role: Role| table.value(&row.values, role).shown();
    let some = |role: Role| Some(value(role)).filter(|text| !text.is_empty());
    let is_overdue = table.value(&row.values, Role::Overdue).number().is_some_and(|days| days > 0.0);
    let overdue = || some(Role::Overdue).filter(|_| is_overdue);
    let unit = &frame.plan.unit(row.unit).name;
    let (kind, name, gap, reason) = if table.id == TableId::Indicators {
        let gap = text::indicator_gap(&value(Role::Goal), &value(Role::Value), some(Role::Gap).as_deref());
        (Asked::Indicator, value(Role::Name), gap, value(Role::Reason))
    } else if table.id == TableId::Projects {
        let gap = text::project_gap(&value(Role::Rate), some(Role::Gap).as_deref());
        (Asked::Project, value(Role::Name), gap, value(Role::Problem))
    } else if table.id == TableId::CloseOut {
        let due = some(Role::ExtendedTo).unwrap_or_else(|| value(Role::Due));
        (Asked::Issue, value(Role::Content), text::issue_gap(&due, overdue().as_deref()), value(Role::Progress))
    } else {
        let status = some(Role::Verdict).unwrap_or_else(|| value(Role::Status));
        let verdict = frame.quarter.verdicts.iter().find(|verdict| verdict.key == row.key);
        let reason = verdict.map_or_else(|| value(Role::Problem), |verdict| verdict.reason.clone());
        (Asked::Task, value(Role::Content), text::task_gap(&status, overdue().as_deref()), reason)
    };
    let mut asked = text::asked(kind, unit, is_red);
    let request = value(Role::Coordination);
    if !request.is_empty() && request != frame.plan.words.nothing {
        asked.push_str(&text::asked_of_office(&frame.plan.unit(frame.plan.office_unit()).name, &request));
    }
    Item {
        is_red,
        about: text::measure(&row.key.0, &crate::text::official::beginning(&name)),
        // A light is short, and a text that leads somewhere is not wrapped by every program.
        light: leads.row(Some(table.id), Some(&row.key), &value(Role::Light)),
        unit: unit.clone(),
        gap,
        reason: text::reason(&reason, &table.name),
        asked,
    }
}
