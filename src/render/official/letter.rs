//! The bulletin as a letter: its paragraphs, and behind them of each of the five tables what a reader of the bulletin
//! asks for first. Columns are the plan's (列入通报); every figure is taken from the sheets as they are printed.

use super::{Frame, Tables, page, tables};
use crate::archive::Figure;
use crate::consolidate::{OfficialRow, Quarter, Standing, bulletin_name};
use crate::key::{RowKey, TableId};
use crate::location::CellRef;
use crate::plan::{Field, FieldKind, Filled, Plan, Role};
use crate::recognize::OURS;
use crate::render::letter::{Block, Cell, Column, Letter, Table};
use crate::render::style::{Color, LIGHTS, NumberFormat, Style, WRONG};
use crate::render::{Properties, Sheet};
use crate::text::bulletin::excerpt;
use crate::text::official as text;
use crate::value::{Value, round};
use jiff::civil::Date;

/// How many characters a line of the title has, and one of the signature.
const TITLE: usize = 20;
const SIGNATURE: usize = 24;

/// The bulletin of a quarter. `printed_on` is the day under it; without it there is none.
#[must_use]
pub fn letter(plan: &Plan, quarter: &Quarter, printed_on: Option<Date>) -> Letter {
    let printing = super::Printing { on: printed_on, ..super::Printing::default() };
    let frame = Frame { plan, quarter, printing: &printing, names: plan.name_values(quarter.period) };
    let attached = attached(&frame);
    let mut blocks = Vec::new();
    let mut paragraphs = quarter.bulletin.iter();
    blocks.extend(paragraphs.next().map(|title| Block::Title(text::parted(title, TITLE))));
    blocks.extend(paragraphs.map(|paragraph| {
        if text::is_heading(paragraph) {
            Block::Heading(paragraph.clone())
        } else {
            Block::Paragraph(paragraph.clone())
        }
    }));
    blocks.extend((1..).zip(&attached).map(|(number, part)| Block::Paragraph(text::enclosed(number, &part.name))));
    blocks.push(Block::Signature(text::parted(&plan.office, SIGNATURE)));
    blocks.extend(printed_on.map(|day| Block::Signature(crate::text::period::day(day))));
    for (number, part) in (1..).zip(attached) {
        blocks.push(Block::Attachment { number: text::attachment(number), title: part.title });
        blocks.extend(part.left_out.map(Block::Paragraph));
        blocks.extend(part.money.as_deref().map(|money| Block::Remark(text::money(money))));
        if part.table.lines.is_empty() {
            blocks.push(Block::Paragraph(text::NOTHING_ATTACHED.to_owned()));
        } else {
            blocks.push(Block::Table(part.table));
        }
    }
    let name = bulletin_name(quarter.period);
    Letter {
        properties: Properties {
            title: quarter.bulletin.first().map_or_else(|| name.to_owned(), |title| title.replace('\n', "")),
            subject: quarter.period.to_string(),
            author: plan.office.clone(),
            created: Some(quarter.period.end()),
            custom: vec![(OURS.to_owned(), name.to_owned()), (super::REVISION.to_owned(), quarter.revision.clone())],
        },
        header: if quarter.errors == 0 { String::new() } else { text::DRAFT.to_owned() },
        blocks,
    }
}

/// A part of a table, as it is put behind the letter.
struct Attached {
    name: String,
    title: String,
    /// Says that rows were left out, and where they are.
    left_out: Option<String>,
    money: Option<String>,
    table: Table,
}

/// What is put behind the text: indicators that were due, all projects, measures and issues that want attention, and
/// who is ranked.
fn attached(frame: &Frame<'_>) -> Vec<Attached> {
    let Tables { indicators, projects, tasks, league, league_figures, close_out, .. } = tables(frame);
    let words = &frame.plan.words;
    let own = |row: &OfficialRow| {
        let known = frame.plan.indicator(&row.key);
        row.standing != Standing::NotDue && known.is_some_and(|known| known.measure.is_some())
    };
    let says = |id: TableId, row: &OfficialRow, role: Role| frame.plan.table(id).value(&row.values, role).shown();
    let lit_in = |id: TableId, row: &OfficialRow| [&words.yellow, &words.red].contains(&&says(id, row, Role::Light));
    let lit = |row: &OfficialRow| lit_in(TableId::Tasks, row);
    let open = |row: &OfficialRow| says(TableId::CloseOut, row, Role::Status) != words.closed;
    let rows = |id: TableId, holds: &dyn Fn(&OfficialRow) -> bool| -> Vec<RowKey> {
        frame.quarter.table(id).iter().filter(|row| holds(row)).map(|row| row.key.clone()).collect()
    };
    let ranked = frame.quarter.league.units.iter().filter(|line| line.rank.is_some());
    let ranked = ranked.map(|line| RowKey(frame.plan.unit(line.unit).name.clone())).collect();
    let part = |id: TableId, which: &str, keys: Vec<RowKey>, sheet: &Sheet, figures: &[Figure]| {
        let table = frame.plan.table(id);
        let fields: Vec<&Field> = table.fields.iter().filter(|field| field.bulletin).collect();
        Attached {
            name: table.name.clone(),
            title: format!("{}{which}", table.name),
            left_out: None,
            money: table.money.clone().filter(|_| fields.iter().any(|field| field.unit == table.money)),
            table: Table {
                columns: fields.iter().map(|field| column(field)).collect(),
                lines: keys.iter().map(|key| line(frame, id, key, &fields, sheet, figures)).collect(),
            },
        }
    };
    let [due, all, behind, scored, unsettled] = text::ATTACHED;
    let unsettled_rows = rows(TableId::CloseOut, &open);
    let urgent = rows(TableId::CloseOut, &|row| open(row) && lit_in(TableId::CloseOut, row));
    let (issues, left_out) = if unsettled_rows.len() > ISSUES {
        let said = text::only_lit(unsettled_rows.len(), urgent.len(), &frame.plan.table(TableId::CloseOut).name);
        (urgent, Some(said))
    } else {
        (unsettled_rows, None)
    };
    let unsettled = part(TableId::CloseOut, unsettled, issues, &close_out.sheet, &close_out.figures);
    vec![
        part(TableId::Indicators, due, rows(TableId::Indicators, &own), &indicators.sheet, &indicators.figures),
        part(TableId::Projects, all, rows(TableId::Projects, &|_| true), &projects.sheet, &projects.figures),
        part(TableId::Tasks, behind, rows(TableId::Tasks, &lit), &tasks.sheet, &tasks.figures),
        part(TableId::LeagueUnits, scored, ranked, &league, &league_figures),
        Attached { left_out, ..unsettled },
    ]
}

/// How much of a unit's text stands in a table: a letter of a hundred pages is read by nobody, and the workbook has all.
const EXCERPT: usize = 48;

/// How many issues a table lists before it keeps to those that want attention.
const ISSUES: usize = 60;

/// A field's column; its unit stands on a line of its own, for columns are narrower than on the sheet.
fn column(field: &Field) -> Column {
    Column { label: page::label(field, 0.0), width: field.width }
}

fn line(
    frame: &Frame<'_>,
    id: TableId,
    key: &RowKey,
    fields: &[&Field],
    sheet: &Sheet,
    figures: &[Figure],
) -> Vec<Cell> {
    let of_row: Vec<&Figure> = figures.iter().filter(|figure| figure.table == id && figure.row == *key).collect();
    let cell = |field: &&Field| {
        let Some(figure) = of_row.iter().find(|figure| figure.field == field.name) else { return Cell::default() };
        let style = figure.at.cell.and_then(|at| style(sheet, at)).unwrap_or_default();
        let colors = if figure.usable { of_light(frame, &figure.value) } else { Some(WRONG) };
        let text = printed(&figure.value, style);
        let is_told = field.kind == FieldKind::Text && matches!(field.filled, Filled::Department | Filled::Office);
        Cell { text: if is_told { excerpt(&text, EXCERPT) } else { text }, align: style.align, colors }
    };
    fields.iter().map(cell).collect()
}

/// The style of a cell.
fn style(sheet: &Sheet, at: CellRef) -> Option<Style> {
    let row = sheet.rows.get(usize::try_from(at.row).ok()?)?;
    row.cells.iter().find(|(col, ..)| *col == at.col).map(|(_, _, style)| *style)
}

/// A value as the sheet prints it.
fn printed(value: &Value, style: Style) -> String {
    match (style.format, value.number()) {
        (NumberFormat::Decimals(decimals), Some(number)) => {
            format!("{:.*}", usize::from(decimals), round(number, i32::from(decimals)))
        }
        (NumberFormat::Decided, _) => text::decided(&value.shown()),
        _ => value.shown(),
    }
}

/// The colours of a light; none of what is no light.
fn of_light(frame: &Frame<'_>, value: &Value) -> Option<(Color, Color)> {
    let Value::Text(word) = value else { return None };
    frame.lights().into_iter().zip(LIGHTS).find(|(light, _)| light == word).map(|(_, colors)| colors)
}
