//! 争先创优晾晒表: figures that refer to their rows, ranks and scores that follow when a figure is changed.
//!
//! Ranks count how many are higher (ties share a rank, the next is skipped); every cached value is what
//! `consolidate` computed.

use super::columns::{Columns, WIDEST};
use super::page::{self, Entry};
use super::scored::{self, Lines};
use super::table::{Printed, indicator_format};
use super::{Frame, Readers, look, scores};
use crate::archive::{Figure, printed_at};
use crate::consolidate::{Component, LeagueIndicator, LeagueUnit};
use crate::key::{RowKey, TableId};
use crate::location::CellRef;
use crate::plan::Role;
use crate::render::{Cell, Sheet};
use crate::text::consolidate::NOT_RANKED;
use crate::text::league as words;
use crate::value::Value;

/// The columns of the components, in the order of `Component::ALL`.
const COMPONENTS: [Role; 5] =
    [Role::ScoreIndicators, Role::ScoreProjects, Role::ScoreTasks, Role::ScoreCloseOut, Role::ScoreSubmission];
/// The rows between the last unit and the first item: the row to be signed, a gap, the heading, the head.
const BETWEEN: u32 = 4;
/// How wide the words about a score may grow: a row of the league is to stay as high as its printed cells.
const WORDS: f64 = 240.0;

/// The sheet, with its figures. `printed` are the sheets that the items are read from.
pub(super) fn sheet(frame: &Frame<'_>, printed_sheets: &[&Printed<'_>]) -> (Sheet, Vec<Figure>) {
    let mut second = Columns::of(frame.plan.table(TableId::LeagueUnits));
    if frame.printing.readers == Readers::Units {
        second = second.without(Role::Praise);
    }
    for line in &frame.quarter.league.units {
        second.widen(Role::Explanation, &line.explanation, WORDS);
        second.widen(Role::Basis, &line.basis, WIDEST);
    }
    let widths = second.widths();
    let last = second.last_printed();
    let printed: Vec<f64> = second.places.iter().filter(|place| place.first <= last).map(|place| place.width).collect();
    let first = Columns::within(frame.plan.table(TableId::LeagueIndicators), &printed);
    let mut sheet = page::open(frame, first.table, &widths, last);
    let mut figures = Vec::new();

    block(&mut sheet, &first, last);
    let head = page::head(&mut sheet, &first);
    let league = &frame.quarter.league;
    let indicators = printed_sheets.iter().find(|printed| printed.columns.table.id == TableId::Indicators);
    let lines: Vec<&LeagueIndicator> = league.indicators.iter().filter(|_| indicators.is_some()).collect();
    let put = |sheet: &mut Sheet, line: &LeagueIndicator, rows: (u32, u32), figures: &mut Vec<Figure>| {
        if let Some(indicators) = indicators {
            indicator(frame, sheet, (&first, indicators), line, rows, figures);
        }
    };
    let begun = page::paged(&sheet, head, last, |drawn| {
        for line in &lines {
            put(drawn, line, (0, 0), &mut Vec::new());
        }
    });
    let from = head + 1;
    let to = from + u32::try_from(lines.len() + begun.len()).unwrap_or(0).saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        if begun.contains(&index) {
            page::head_again(&mut sheet, &first);
        }
        put(&mut sheet, line, (from, to), &mut figures);
    }
    if !lines.is_empty() {
        page::light_conditions(frame, &mut sheet, &first, (from, to));
        page::rate_bars(&mut sheet, &first, (from, to));
    }
    page::gap(&mut sheet);
    let room = scores::room(frame, &mut sheet, last);

    // The units are listed over several pages: their block begins one, and its head stands on each.
    sheet.page.breaks.push(page::next(&sheet));
    block(&mut sheet, &second, last);
    let head = page::head(&mut sheet, &second);
    sheet.page.repeat = Some((head, head));
    let mut from = head + 1;
    if let Some(room) = room {
        scores::draw(frame, &mut sheet, &second, &room, from);
    }
    let items = Lines {
        columns: Columns::within(frame.plan.table(TableId::LeagueItems), &printed),
        first: from + u32::try_from(league.units.len()).unwrap_or(0) + BETWEEN,
    };
    let mut before = 0;
    for board in league.units.chunk_by(|one, two| one.board == two.board) {
        // The ranked units of a board come first, so that the others are outside the range that is counted.
        let ranked = u32::try_from(board.iter().filter(|unit| unit.rank.is_some()).count()).unwrap_or(0);
        for line in board {
            let ranked = (from, (from + ranked).saturating_sub(1));
            unit(frame, &mut sheet, (&second, &items, before), line, ranked, &mut figures);
            before += line.items.len();
        }
        from += u32::try_from(board.len()).unwrap_or(0);
    }
    page::sign_off(&mut sheet, last);
    // What is signed is printed; the items below are to be followed on the screen.
    page::finish(frame, &mut sheet, first.table.paper, last);
    page::gap(&mut sheet);
    block(&mut sheet, &items.columns, last);
    scored::put(frame, &mut sheet, &items, printed_sheets);
    (sheet, figures)
}

fn block(sheet: &mut Sheet, columns: &Columns<'_>, last: u32) {
    page::wide(sheet, columns.table.block.as_deref().unwrap_or_default(), last, look::BLOCK);
}

/// The rank of the period before.
fn previous(rank: Option<u32>) -> Cell {
    rank.map_or(Cell::Blank, |rank| Cell::Number(f64::from(rank)))
}

/// 升降, by the ranks beside it.
fn moved(columns: &Columns<'_>, at: u32, previous: Option<u32>, rank: Option<u32>) -> Cell {
    let cell = |role: Role| columns.letters(role).map(|col| format!("${col}{}", at + 1));
    let (Some(before), Some(now)) = (cell(Role::PreviousRank), cell(Role::Rank)) else { return Cell::Blank };
    let (up, down, kept, new) = (words::UP, words::DOWN, words::KEPT, words::NEW);
    Cell::Formula {
        a1: format!(
            "=IF(NOT(ISNUMBER({now})),\"\",IF(NOT(ISNUMBER({before})),\"{new}\",IF({before}>{now},\"{up}\"&({before}-{now}),\
             IF({before}<{now},\"{down}\"&({now}-{before}),\"{kept}\"))))"
        ),
        cached: rank.map_or(Value::Blank, |rank| Value::Text(words::moved(previous, rank))),
    }
}

/// A rank among the numbers of a column.
fn rank(letters: &str, row: u32, (from, to): (u32, u32), cached: Option<u32>) -> Cell {
    let (own, from, to) = (format!("${letters}{}", row + 1), from + 1, to + 1);
    Cell::Formula {
        a1: format!("=IF(ISNUMBER({own}),COUNTIF(${letters}${from}:${letters}${to},\">\"&{own})+1,\"\")"),
        cached: cached.map_or(Value::Blank, |rank| Value::Number(f64::from(rank))),
    }
}

fn indicator(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    (columns, indicators): (&Columns<'_>, &Printed<'_>),
    line: &LeagueIndicator,
    rows: (u32, u32),
    figures: &mut Vec<Figure>,
) {
    let table = indicators.columns.table;
    let Some(row) = frame.quarter.row(TableId::Indicators, &line.key) else { return };
    let at = page::next(sheet);
    let value = |role: Role| table.value(&row.values, role);
    let refer = |role: Role| {
        let there = indicators.reference(role, &line.key);
        there
            .map_or(Cell::Blank, |there| Cell::Formula { a1: super::table::refer(&there), cached: value(role).clone() })
    };
    let rank = columns.letters(Role::Rate).map_or(Cell::Blank, |rate| rank(&rate, at, rows, line.rank));
    let cells = [
        (Role::Key, Cell::text(&line.key.0)),
        (Role::Name, Cell::of(value(Role::Name))),
        (Role::Lead, Cell::of(value(Role::Lead))),
        (Role::Target, refer(Role::Target)),
        (Role::Value, refer(Role::Value)),
        (Role::Rate, refer(Role::Rate)),
        (Role::Light, refer(Role::Light)),
        (Role::Rank, rank),
        (Role::PreviousRank, previous(line.previous)),
        (Role::Move, moved(columns, at, line.previous, line.rank)),
    ];
    let mut entries = page::entries(columns.table, cells);
    for entry in &mut entries {
        let Some(field) = columns.table.fields.get(entry.slot) else { continue };
        if let Some(format) = indicator_format(frame, field.role, &line.key, &page::shown(&entry.cell)) {
            entry.style.format = format;
        }
        let there = table.slot(field.role);
        if field.role == Role::Value && there.is_some_and(|slot| row.unusable.contains_key(&slot)) {
            // It refers to a text; the format @ would keep an edited formula from being one.
            entry.style = crate::render::style::Style { format: entry.style.format, ..look::marked(entry.style) };
        }
    }
    record(sheet, columns, &line.key, at, &entries, figures);
    page::line(sheet, columns, entries);
}

fn unit(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    (columns, items, before): (&Columns<'_>, &Lines<'_>, usize),
    line: &LeagueUnit,
    ranked: (u32, u32),
    figures: &mut Vec<Figure>,
) {
    let at = page::next(sheet);
    let name = &frame.plan.unit(line.unit).name;
    let board = line.board.name();
    let place = match (line.rank, columns.letters(Role::Score)) {
        (Some(place), Some(score)) => rank(&score, at, ranked, Some(place)),
        (None, _) | (_, None) => Cell::text(NOT_RANKED),
    };
    let [greens, yellows, reds, greys] = line.lights.map(|count| Cell::Number(f64::from(count)));
    let cells = [
        (Role::Board, Cell::text(board)),
        (Role::Rank, place),
        (Role::Unit, Cell::text(name)),
        (Role::Score, score(columns, at, line.score)),
        (Role::Points, Cell::Number(line.points)),
        (Role::PreviousRank, previous(line.previous)),
        (Role::Move, moved(columns, at, line.previous, line.rank)),
        (Role::Praise, Cell::text(&line.praise)),
        (Role::Basis, Cell::text(&line.basis)),
        (Role::Greens, greens),
        (Role::Yellows, yellows),
        (Role::Reds, reds),
        (Role::Greys, greys),
        (Role::Explanation, Cell::text(&line.explanation)),
    ];
    let mut entries = page::entries(columns.table, cells);
    let components = Component::ALL.into_iter().zip(line.components).zip(COMPONENTS);
    for ((component, score), role) in components {
        entries.extend(page::entries(columns.table, [(role, items.component(line, before, component, score))]));
    }
    record(sheet, columns, &RowKey(name.clone()), at, &entries, figures);
    page::line(sheet, columns, entries);
}

/// 综合得分: the weighted mean of the components that apply, two decimals, then 加减分.
fn score(columns: &Columns<'_>, at: u32, cached: Option<f64>) -> Cell {
    let cell = |role: Role| columns.letters(role).map(|col| format!("${col}{}", at + 1));
    let parts: Vec<(String, &str)> = COMPONENTS
        .into_iter()
        .zip(Component::ALL)
        .filter_map(|(role, which)| Some((cell(role)?, which.weight())))
        .collect();
    let sum: Vec<String> = parts.iter().map(|(cell, weight)| format!("N({cell})*{weight}")).collect();
    let weights: Vec<String> = parts.iter().map(|(cell, weight)| format!("ISNUMBER({cell})*{weight}")).collect();
    let (sum, weights) = (sum.join("+"), weights.join("+"));
    let points = cell(Role::Points).map(|cell| format!("+N({cell})")).unwrap_or_default();
    Cell::Formula {
        a1: format!("=IF({weights}<=0,\"\",ROUND(ROUND(({sum})/({weights}),2){points},2))"),
        cached: cached.map_or(Value::Blank, Value::Number),
    }
}

/// Keeps a line's figures with their addresses.
fn record(sheet: &Sheet, columns: &Columns<'_>, key: &RowKey, at: u32, entries: &[Entry], figures: &mut Vec<Figure>) {
    for entry in entries {
        let value = match &entry.cell {
            Cell::Formula { cached, .. } => cached.clone(),
            Cell::Number(number) => Value::Number(*number),
            Cell::Date(day) => Value::Date(*day),
            Cell::Blank | Cell::Text(_) | Cell::Link { .. } => Value::text(&page::shown(&entry.cell)),
        };
        let (Some(place), false) = (columns.place(entry.slot), value.is_blank()) else { continue };
        figures.push(Figure {
            table: columns.table.id,
            row: key.clone(),
            field: place.field.name.clone(),
            value,
            usable: true,
            at: printed_at(&sheet.name, CellRef::new(at, place.first)),
        });
    }
}
