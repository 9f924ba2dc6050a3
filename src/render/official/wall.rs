//! 挂图作战: the measures as a wall of lights on one A3 page, part by part, and a strip for each work group.
//!
//! Every light is a formula that refers to 重点任务攻坚表, so that the wall follows it.

use super::columns::made;
use super::page;
use super::table::{Printed, refer};
use super::{Frame, look};
use crate::location::{CellRange, CellRef, column_letters};
use crate::plan::{Measure, Role};
use crate::render::style::{Align, Color, LIGHTS, Style};
use crate::render::{Cell, Condition, High, Paper, Row, Sheet, fit};
use crate::text::official::beginning;
use crate::text::pictures as text;
use crate::value::Value;
use std::fmt::Write;

/// How many measures stand side by side.
const ACROSS: u32 = 6;
/// The columns of a measure: its text over all but the last, which is its light.
const SPAN: u32 = 7;
/// The last column; the first has the tasks' names.
const LAST: u32 = ACROSS * SPAN;
/// The width of the first column, and that of the others.
const TASK: f64 = 32.0;
const NARROW: f64 = 5.2;
/// A measure's text. Larger than in a table, since the page is made smaller.
const TEXT: Style = Style { size: 120, ..look::BODY };
/// A light.
const LIGHT: Style = Style { align: Align::Center, bold: true, ..TEXT };
const BLACK: Color = Color(0);
/// A light in a group's strip.
const STRIP: Style = Style { size: 105, ..LIGHT };
/// A part of the list.
const HEADING: Style = Style { size: 140, ..look::BLOCK };
/// A task, or a group.
const NAME: Style = Style { face: crate::render::style::Face::Head, ..TEXT };

/// Where the light of a measure stands on the wall.
type Lit<'a> = (&'a Measure, CellRef, Value);

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>, tasks: &Printed<'_>) -> Sheet {
    let widths: Vec<f64> = std::iter::once(TASK).chain((0..LAST).map(|_| NARROW)).collect();
    let mut sheet = Sheet { name: text::WALL.to_owned(), columns: made(&widths), ..Sheet::default() };
    let title = crate::text::official::title(&frame.plan.title, text::WALL);
    page::wide(&mut sheet, &title, LAST, look::TITLE);
    let summary = page::next(&sheet);
    page::gap(&mut sheet);

    let mut lit: Vec<Lit<'_>> = Vec::new();
    let same_part = |one: &Measure, two: &Measure| (&one.part, &one.sub_part) == (&two.part, &two.sub_part);
    for part in frame.plan.measures.chunk_by(same_part) {
        let Some(first) = part.first() else { continue };
        let heading = [first.part.as_str(), &first.sub_part].into_iter().filter(|text| !text.is_empty());
        page::wide(&mut sheet, &heading.collect::<Vec<_>>().join("　"), LAST, HEADING);
        for task in part.chunk_by(|one, two| one.number == two.number) {
            for measures in task.chunks(usize::try_from(ACROSS).unwrap_or(1)) {
                row(frame, &mut sheet, tasks, measures, &mut lit);
            }
        }
    }
    colour(frame, &mut sheet, summary + 1);
    let all: Vec<&Lit<'_>> = lit.iter().collect();
    let period = format!("{}　　{}", frame.quarter.period.name(), text::all(all.len()));
    let last = page::next(&sheet).saturating_sub(1);
    let height = fit::height(&period, page::width(&sheet, 0, LAST), HEADING.size);
    let summed = counted(frame, &period, CellRange::new(summary + 1, 1, last, LAST), "", &all);
    if let Some(line) = sheet.rows.get_mut(usize::try_from(summary).unwrap_or(usize::MAX)) {
        line.cells.push((0, summed, HEADING));
        line.height = Some(height);
    }
    page::merge(&mut sheet, CellRange::new(summary, 0, summary, LAST));
    page::wide(&mut sheet, text::STRIPS, LAST, HEADING);
    strips(frame, &mut sheet, &lit);
    page::around(frame, &mut sheet, Paper::A3Landscape, LAST);
    sheet.page.high = High::OnePage;
    sheet
}

/// A task with its measures, each with its light.
fn row<'a>(frame: &Frame<'_>, sheet: &mut Sheet, tasks: &Printed<'_>, measures: &'a [Measure], lit: &mut Vec<Lit<'a>>) {
    let at = page::next(sheet);
    let task = measures.first().map(|first| text::measure(&first.number.to_string(), &first.task)).unwrap_or_default();
    let mut height = page::LOWEST.max(fit::height(&task, TASK, NAME.size));
    let mut cells = vec![(0, Cell::text(&task), NAME)];
    for (measure, index) in measures.iter().zip(0..) {
        let (first, light) = (1 + index * SPAN, (index + 1) * SPAN);
        let told = text::measure(&measure.code.0, &beginning(&measure.content));
        height = height.max(fit::height(&told, page::width(sheet, first, light - 1), TEXT.size));
        page::merge(sheet, CellRange::new(at, first, at, light - 1));
        cells.push((first, Cell::text(&told), TEXT));
        cells.extend((first + 1..light).map(|col| (col, Cell::Blank, TEXT)));
        let word = frame
            .quarter
            .row(tasks.columns.table.id, &measure.code)
            .map_or(Value::Blank, |row| tasks.columns.table.value(&row.values, Role::Light).clone());
        let cell = match tasks.reference(Role::Light, &measure.code) {
            Some(there) => Cell::Formula { a1: refer(&there), cached: word.clone() },
            None => Cell::of(&word),
        };
        cells.push((light, cell, LIGHT));
        lit.push((measure, CellRef::new(at, light), word));
    }
    sheet.rows.push(Row { height: Some(height), cells });
}

/// Colours each measure by its light, in the rows from `first` on. Its text stays black, so that it is read from afar.
fn colour(frame: &Frame<'_>, sheet: &mut Sheet, first: u32) {
    let last = page::next(sheet).saturating_sub(1);
    for index in 0..ACROSS {
        let (from, light) = (1 + index * SPAN, (index + 1) * SPAN);
        for (word, (fill, color)) in frame.lights().into_iter().zip(LIGHTS) {
            for (from, to, color) in [(from, light - 1, BLACK), (light, light, color)] {
                sheet.conditions.push(Condition {
                    range: CellRange::new(first, from, last, to),
                    formula: format!("=${}{}=\"{word}\"", column_letters(light), first + 1),
                    fill,
                    color,
                });
            }
        }
    }
}

/// A text with the counts of the lights behind it, counted in a range whose cells end in the lights' words.
fn counted(frame: &Frame<'_>, before: &str, range: CellRange, ends: &str, lit: &[&Lit<'_>]) -> Cell {
    let words = frame.lights().into_iter().chain([frame.plan.words.not_reached.as_str()]);
    let mut a1 = format!("=\"{}\"", quoted(before));
    let mut cached = before.to_owned();
    for word in words {
        let count = lit.iter().filter(|(.., light)| light.shown() == word).count();
        cached.push_str(&text::lit(word, count));
        let before = quoted(&text::lit_before(word));
        // Writing to a text cannot fail.
        let _ = write!(a1, "&\"{before}\"&COUNTIF({range},\"{ends}{word}\")");
    }
    Cell::Formula { a1, cached: Value::Text(cached) }
}

/// The text within a formula's quotation marks.
fn quoted(text: &str) -> String {
    text.replace('"', "\"\"")
}

/// A strip for each work group, in the order of the measures: every measure's code over its light.
fn strips(frame: &Frame<'_>, sheet: &mut Sheet, lit: &[Lit<'_>]) {
    let mut groups: Vec<&str> = Vec::new();
    for (measure, ..) in lit {
        if !groups.contains(&measure.work_group.as_str()) {
            groups.push(&measure.work_group);
        }
    }
    let first = page::next(sheet);
    for group in groups {
        let own: Vec<&Lit<'_>> = lit.iter().filter(|(measure, ..)| measure.work_group == group).collect();
        let name = if group.is_empty() { text::NO_GROUP } else { group };
        let top = page::next(sheet);
        let chunks = own.chunks(usize::try_from(LAST).unwrap_or(1));
        let bottom = top + u32::try_from(chunks.len()).unwrap_or(1).saturating_sub(1);
        let strip = CellRange::new(top, 1, bottom, LAST);
        for (chunk, index) in chunks.zip(0_usize..) {
            let head = match index {
                0 => counted(frame, &text::group(name, own.len()), strip, "*", &own),
                _ => Cell::text(name),
            };
            let mut height = fit::height(&page::shown(&head), TASK, NAME.size);
            let mut cells = vec![(0, head, NAME)];
            for ((measure, at, light), col) in chunk.iter().zip(1..) {
                let shown = format!("{}\n{}", measure.code, light.shown());
                height = height.max(fit::height(&shown, NARROW, STRIP.size));
                let a1 = format!("=\"{}\"&CHAR(10)&{at}", quoted(&measure.code.0));
                cells.push((col, Cell::Formula { a1, cached: Value::Text(shown) }, STRIP));
            }
            sheet.rows.push(Row { height: Some(height), cells });
        }
    }
    let last = page::next(sheet).saturating_sub(1);
    for (word, (fill, color)) in frame.lights().into_iter().zip(LIGHTS) {
        sheet.conditions.push(Condition {
            range: CellRange::new(first, 1, last.max(first), LAST),
            formula: format!("=RIGHT(B{},{})=\"{word}\"", first + 1, word.chars().count()),
            fill,
            color,
        });
    }
}
