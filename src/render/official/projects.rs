//! 重大项目实施表: details by 项目类型, a subtotal (小计) for each type, a total (合计); and what indicators take from it.
//!
//! Sums name their detail rows, so that a filter does not change an official figure. A subtotal row has no code: by
//! that it stays out of every count and sum over the projects.

use super::columns::Columns;
use super::page::{self, Entry};
use super::table::{Printed, close, column_format, open, put};
use super::{Frame, look};
use crate::consolidate::{OfficialRow, in_total, is_money, summed};
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::location::column_letters;
use crate::plan::{Field, FieldKind, Filled, ProjectTotal, Role};
use crate::render::style::Style;
use crate::render::{Cell, Sheet};
use crate::text::NO_DATA;
use crate::text::official as text;
use crate::value::Value;

/// The sheet.
pub(super) fn sheet<'a>(frame: &Frame<'a>) -> Printed<'a> {
    let (mut sheet, columns, head) = open(frame, TableId::Projects);
    let official = frame.quarter.table(TableId::Projects);
    let category = |row: &OfficialRow| columns.table.value(&row.values, Role::Category).shown();
    let mut rows: Vec<(RowKey, u32)> = Vec::new();
    let mut counted: Vec<(u32, u32)> = Vec::new();
    let mut figures = Vec::new();
    for group in official.chunk_by(|one, two| category(one) == category(two)) {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for row in group {
            let at = page::next(&sheet);
            rows.push((row.key.clone(), at));
            put(frame, &mut sheet, &columns, row, (at, None, &[]), &mut figures);
            match ranges.last_mut() {
                _ if !in_total(frame.plan, row) => {}
                Some((_, last)) if *last + 1 == at => *last = at,
                Some(_) | None => ranges.push((at, at)),
            }
        }
        let name = group.first().map(category).filter(|name| !name.is_empty());
        let label = text::subtotal(name.as_deref().unwrap_or(text::UNCLASSIFIED));
        total(frame, &mut sheet, &columns, &label, (group, &ranges));
        counted.extend(ranges);
    }
    total(frame, &mut sheet, &columns, text::TOTAL, (official, &counted));
    close(frame, &mut sheet, &columns, (head, &rows));
    Printed { sheet, columns, rows, groups: Vec::new(), figures }
}

/// A subtotal or the total: money added up, and the row's own formulas over the sums.
fn total(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    label: &str,
    (rows, ranges): (&[OfficialRow], &[(u32, u32)]),
) {
    let table = columns.table;
    let is_money = |field: &Field| is_money(table, field);
    let sums = summed(frame.plan, &rows.iter().collect::<Vec<_>>(), &frame.names);
    let mut values = sums.clone();
    table.set(&mut values, Role::PlanToDate, Value::Blank);
    let at = page::next(sheet);
    let address = |slot: usize| match table.fields.get(slot) {
        Some(field) if field.role == Role::PlanToDate => "\"\"".to_owned(),
        Some(_) | None => columns.address(slot, at),
    };
    let mut entries = Vec::new();
    for place in &columns.places {
        let cell = match &place.field.filled {
            _ if is_money(place.field) && !ranges.is_empty() => Cell::Formula {
                a1: format!("=IF(COUNT({0})=0,\"\",SUM({0}))", areas(place.first, ranges)),
                cached: sums.get(place.slot).cloned().unwrap_or_default(),
            },
            _ if is_money(place.field) => Cell::Number(0.0),
            Filled::Formula(computed) if place.field.role != Role::Light => Cell::Formula {
                a1: format!("={}", computed.emit(&address)),
                cached: computed.evaluate(Row { cells: &values, names: &frame.names }),
            },
            _ if place.field.role == Role::Name => Cell::Text(label.to_owned()),
            Filled::Plan
            | Filled::Department
            | Filled::Office
            | Filled::Formula(_)
            | Filled::Aggregate
            | Filled::Engine => Cell::Blank,
        };
        let mut style = Style { bold: true, ..look::of(place.field, &cell) };
        if place.field.kind == FieldKind::Number {
            style.format = column_format(columns, place.field);
        }
        entries.push(Entry { slot: place.slot, cell, style });
    }
    page::line(sheet, columns, entries);
}

/// `J5:J6,J8:J9`.
fn areas(col: u32, ranges: &[(u32, u32)]) -> String {
    let col = column_letters(col);
    let areas: Vec<String> =
        ranges.iter().map(|(first, last)| format!("{col}{}:{col}{}", first + 1, last + 1)).collect();
    areas.join(",")
}

/// What an indicator takes from the projects, as a live formula: a count, or a sum in the indicator's unit.
/// 暂无数据 where no project could be counted.
pub(super) fn formula(projects: &Printed<'_>, total: &ProjectTotal, decimals: u8, withdrawn: &str) -> Option<String> {
    let table = projects.columns.table;
    let mut criteria = vec![format!("{},\"<>\"", projects.range(table.slot(Role::Key)?)?)];
    criteria.push(format!("{},\"<>{}\"", projects.range(table.slot(Role::Change)?)?, escaped(withdrawn)));
    for (field, wanted) in &total.filters {
        criteria.push(format!("{},\"={}\"", projects.range(table.named(field)?)?, escaped(wanted)));
    }
    let criteria = criteria.join(",");
    let count = format!("COUNTIFS({criteria})");
    let value = match &total.field {
        None => count.clone(),
        Some(field) => {
            let range = projects.range(table.named(field)?)?;
            let sum = format!("ROUND(SUMIFS({range},{criteria})/{},{decimals})", Value::Number(total.divisor).shown());
            // A number is what is greater than any that can be written.
            format!("IF(COUNTIFS({criteria},{range},\">=-1E+300\")=0,\"\",{sum})")
        }
    };
    Some(format!("=IF({count}=0,\"{NO_DATA}\",{value})"))
}

/// A criterion's text: wildcards stand for themselves.
fn escaped(text: &str) -> String {
    text.replace('~', "~~").replace('*', "~*").replace('?', "~?").replace('"', "\"\"")
}
