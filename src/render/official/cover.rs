//! 封面: what the workbook is, how far it is, its counts, its contents, and who signs.

use super::columns::made;
use super::leads::Leads;
use super::page::{self, count};
use super::submission::parts;
use super::table::Printed;
use super::{Frame, look, watch_list};
use crate::consolidate::SubmissionStatus;
use crate::key::TableId;
use crate::location::{CellRange, CellRef};
use crate::plan::{Role, UnitKind};
use crate::render::picture::{Chart, ChartKind};
use crate::render::style::{Align, LIGHT_PARTS, Style};
use crate::render::{Cell, Paper, Row, Sheet, Target, fit};
use crate::text::official as text;
use crate::text::pictures;
use crate::value::Value;

/// The columns: the first names a line, five have its counts, charts stand over the last two.
const WIDTHS: [f64; 8] = [20.0, 7.0, 7.0, 7.0, 7.0, 7.0, 21.0, 25.0];
/// The last column, that of the last count, and that of the first chart.
pub(super) const LAST: u32 = 7;
const LAST_COUNT: u32 = 5;
const CHARTS: u32 = 6;
/// The points between two blocks.
const SPACE: f64 = 10.0;
/// The tables whose lights are drawn: those with the most rows.
const CHARTED: [TableId; 2] = [TableId::Indicators, TableId::Tasks];
const COUNTS: [Role; 5] = [Role::Expected, Role::Returned, Role::Blank, Role::Rejected, Role::Missing];

/// The sheet. `sheets` are the sheets that follow it, `tables` those with lights.
pub(super) fn sheet(frame: &Frame<'_>, leads: &Leads, sheets: &[&str], tables: &[&Printed<'_>]) -> Sheet {
    let (plan, quarter) = (frame.plan, frame.quarter);
    let mut sheet = Sheet { name: text::COVER.to_owned(), columns: made(&WIDTHS), ..Sheet::default() };
    let wide = |sheet: &mut Sheet, text: &str, style| page::wide(sheet, text, LAST, style);
    page::gap(&mut sheet);
    wide(&mut sheet, &plan.title, look::TITLE);
    wide(&mut sheet, text::KIND, Style { size: 260, ..look::TITLE });
    wide(&mut sheet, &quarter.period.name(), look::PERIOD);
    wide(&mut sheet, &text::stage(quarter.errors), look::STAGE);
    space(&mut sheet);

    let beside = page::next(&sheet);
    let narrow = |sheet: &mut Sheet, text: &str, style| page::wide(sheet, text, LAST_COUNT, style);
    narrow(&mut sheet, text::COUNTS, look::BLOCK);
    counts(frame, &mut sheet);
    narrow(&mut sheet, &units(frame), look::SENTENCE);
    narrow(&mut sheet, &text::equation(parts(quarter.total())), look::SENTENCE);
    space(&mut sheet);

    narrow(&mut sheet, text::LIGHTS, look::BLOCK);
    let head = page::next(&sheet);
    lights(frame, &mut sheet, tables);
    charts(&mut sheet, tables, (beside, head));
    space(&mut sheet);

    wide(&mut sheet, text::CONTENTS, look::BLOCK);
    contents(&mut sheet, sheets);
    space(&mut sheet);

    signatures(&mut sheet);
    space(&mut sheet);
    wide(&mut sheet, &plan.office, Style { align: Align::Center, ..look::PARAGRAPH });
    if let Some(day) = frame.printing.on {
        let day = crate::text::period::day(day);
        wide(&mut sheet, &day, Style { align: Align::Center, ..look::PARAGRAPH });
    }
    wide(&mut sheet, &text::versions(&plan.id, &quarter.revision, env!("CARGO_PKG_VERSION")), look::SMALL);
    watch_list::put(frame, &mut sheet, leads, tables);
    page::around(frame, &mut sheet, Paper::A4Portrait, LAST);
    sheet.page.numbered = false;
    sheet
}

/// A row of cells with borders; only the first, which names it, is not centred.
fn row(sheet: &mut Sheet, cells: Vec<Cell>, style: Style) {
    let centred = Style { align: Align::Center, ..style };
    let cells = (0..).zip(cells).map(|(col, cell)| (col, cell, if col == 0 { style } else { centred })).collect();
    page::named(sheet, cells);
}

/// 应报 and its parts over everything.
fn counts(frame: &Frame<'_>, sheet: &mut Sheet) {
    let table = frame.plan.table(TableId::Submission);
    let name = frame.plan.table(TableId::Trace).name_of(Role::Table);
    let head = [Cell::text(name)].into_iter().chain(COUNTS.map(|role| Cell::text(table.name_of(role))));
    row(sheet, head.collect(), look::HEAD);
    let total = frame.quarter.total();
    let tables = frame.plan.tables.iter().map(|table| table.id);
    for id in tables {
        let mut counts = crate::consolidate::Counts::default();
        for balance in frame.quarter.balance.iter().filter(|balance| balance.table == id) {
            counts.add_all(balance.counts);
        }
        if counts.expected > 0 {
            line(sheet, &frame.plan.table(id).name, parts(counts), look::BODY);
        }
    }
    line(sheet, text::TOTAL, parts(total), Style { bold: true, ..look::BODY });
}

fn line(sheet: &mut Sheet, name: &str, figures: [usize; 5], style: Style) {
    row(sheet, [Cell::text(name)].into_iter().chain(figures.map(count)).collect(), style);
}

/// How many units reported, and how; the office is not one of them.
fn units(frame: &Frame<'_>) -> String {
    let lines = || {
        let of_unit = |id| frame.plan.unit(id).kind != UnitKind::Office;
        frame.quarter.submissions.iter().filter(move |line| of_unit(line.unit))
    };
    let with = |status: SubmissionStatus| lines().filter(|line| line.status == status).count();
    let missing = with(SubmissionStatus::Missing);
    let counts =
        [with(SubmissionStatus::InTime), with(SubmissionStatus::Late), with(SubmissionStatus::Refused), missing];
    text::units(lines().count(), counts, &text::approved(lines().filter(|line| line.excused).count(), missing))
}

/// How many lights of each colour a table shows, counted where they stand.
fn lights(frame: &Frame<'_>, sheet: &mut Sheet, tables: &[&Printed<'_>]) {
    let words: Vec<&str> = frame.lights().into_iter().chain([frame.plan.words.not_reached.as_str()]).collect();
    let name = frame.plan.table(TableId::Trace).name_of(Role::Table);
    row(sheet, [name].into_iter().chain(words.iter().copied()).map(Cell::text).collect(), look::HEAD);
    for printed in tables {
        let table = printed.columns.table;
        let rows = frame.quarter.table(table.id);
        let range = table.slot(Role::Light).and_then(|slot| printed.range(slot));
        let counted = words.iter().map(|word| {
            let lit = rows.iter().filter(|row| table.value(&row.values, Role::Light).shown() == **word).count();
            match &range {
                Some(range) => Cell::Formula {
                    a1: format!("=COUNTIF({range},\"{word}\")"),
                    cached: Value::Number(crate::value::count(lit)),
                },
                None => count(lit),
            }
        });
        row(sheet, [Cell::text(&table.name)].into_iter().chain(counted).collect(), look::BODY);
    }
}

/// Rings of the lights of the first two tables that have any, one under the other beside the counts. `beside` is the
/// first row of these, `head` that of the lights' words; the tables' rows follow.
fn charts(sheet: &mut Sheet, tables: &[&Printed<'_>], (beside, head): (u32, u32)) {
    let begin = usize::try_from(beside).unwrap_or(0);
    let heights: Vec<f64> = sheet.rows.iter().skip(begin).filter_map(|row| row.height).collect();
    let all: f64 = heights.iter().sum();
    // The second begins with the first row that lies in the lower half as a whole.
    let mut upper = 0.0;
    let mut lower = beside;
    for height in &heights {
        if upper >= all / 2.0 {
            break;
        }
        upper += height;
        lower += 1;
    }
    let width = WIDTHS.iter().skip(6).map(|width| page::points(*width)).sum::<f64>();
    let places = [(beside, upper), (lower, all - upper)];
    let lit = (head + 1..).zip(tables).filter(|(_, printed)| CHARTED.contains(&printed.columns.table.id));
    for ((row, printed), (at, height)) in lit.zip(places) {
        sheet.pictures.charts.push(Chart {
            kind: ChartKind::Doughnut,
            title: pictures::lights_of(&printed.sheet.name),
            sheet: sheet.name.clone(),
            names: CellRange::new(head, 1, head, LAST_COUNT),
            values: CellRange::new(row, 1, row, LAST_COUNT),
            colors: LIGHT_PARTS.to_vec(),
            at: CellRef::new(at, CHARTS),
            indent: 6.0,
            size: (width - 8.0, height - 6.0),
        });
    }
}

/// The sheets in two columns, one under the other: each a name that leads there, and what stands on it.
fn contents(sheet: &mut Sheet, sheets: &[&str]) {
    let all: Vec<(&str, &str)> = sheets.iter().copied().zip(text::ABOUT).collect();
    let (left, right) = all.split_at(all.len().div_ceil(2));
    let style = Style { wrap: true, ..look::LINE };
    for (index, one) in left.iter().enumerate() {
        let at = page::next(sheet);
        let mut row = Row { height: None, cells: Vec::new() };
        let mut height: f64 = 0.0;
        let places = [(Some(one), (0, 1, LAST_COUNT)), (right.get(index), (CHARTS, LAST, LAST))];
        for ((name, about), (link, first, last)) in places.into_iter().filter_map(|(one, place)| Some((one?, place))) {
            let target = Target::Here((*name).to_owned(), CellRef::new(0, 0));
            page::merge(sheet, CellRange::new(at, first, at, last));
            height = height.max(fit::height(about, page::width(sheet, first, last), style.size));
            height = height.max(fit::height(name, page::width(sheet, link, link), style.size));
            row.cells.push((link, Cell::Link { target, text: (*name).to_owned() }, style));
            row.cells.push((first, Cell::text(about), style));
        }
        row.height = Some(height);
        sheet.rows.push(row);
    }
}

/// What parts the blocks: less than a row, so that the cover is one page.
fn space(sheet: &mut Sheet) {
    sheet.rows.push(Row { height: Some(SPACE), cells: Vec::new() });
}

/// 编制, 审核, 签发.
fn signatures(sheet: &mut Sheet) {
    let at = page::next(sheet);
    let mut cells = Vec::new();
    for ((first, last), label) in [(0, 0), (1, LAST_COUNT), (CHARTS, LAST)].into_iter().zip(text::SIGNATURES) {
        cells.push((first, Cell::text(label), look::SENTENCE));
        page::merge(sheet, CellRange::new(at, first, at, last));
    }
    sheet.rows.push(Row { height: Some(30.0), cells });
}
