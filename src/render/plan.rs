//! A plan's sheets → a workbook that the office edits: every list with its head in view, choices to choose from,
//! codes as texts, free rows below.

use super::style::{Align, NumberFormat, Style};
use super::{Allow, Book, Cell, Column, Page, Paper, Properties, Row, Sheet, Strictness, Validation, fit, hidden};
use crate::location::{CellRange, CellRef, column_letters};
use crate::plan::{FieldKind, PLAN_KIND, Plan, PlanSheet};
use crate::recognize::{LISTS, OURS};
use crate::text::plan_sheets as text;
use crate::text::{plan as message, width};
use crate::value;
use jiff::civil::Date;

/// Free rows below a list, so that a code typed there stays a text.
const FREE: u32 = 40;
/// The narrowest and the widest column, in Latin letters.
const WIDTHS: (f64, f64) = (9.0, 48.0);
/// The width of the sheet that explains the others.
const GUIDE: f64 = 84.0;
/// The highest row: a long formula must not fill the screen.
const HIGHEST: f64 = 190.0;

/// The plan as a workbook.
#[must_use]
pub fn book(plan: &Plan, sheets: &[PlanSheet]) -> Book {
    let choices = Choices::of(sheets);
    let guide = std::iter::once(guide());
    let sheets = guide.chain(sheets.iter().map(|list| sheet(list, &choices))).chain([choices.sheet()]);
    Book {
        properties: Properties {
            title: format!("{}{}", plan.title, text::KIND),
            subject: plan.id.clone(),
            author: plan.office.clone(),
            custom: vec![
                (OURS.to_owned(), PLAN_KIND.to_owned()),
                (super::official::REVISION.to_owned(), plan.revision.clone()),
            ],
            ..Properties::default()
        },
        names: Vec::new(),
        sheets: sheets.collect(),
    }
}

/// How the workbook is filled in.
fn guide() -> Sheet {
    let mut sheet = Sheet { name: text::GUIDE.to_owned(), ..Sheet::default() };
    sheet.columns = vec![Column { width: GUIDE, hidden: false }];
    for (index, line) in text::GUIDE_LINES.iter().enumerate() {
        let style = if index == 0 { Style::HEADING } else { Style { size: 120, ..Style::PARAGRAPH } };
        let height = fit::height(line, GUIDE, style.size).max(24.0);
        sheet.rows.push(Row { height: Some(height), cells: vec![(0, Cell::text(line), style)] });
    }
    let last = u32::try_from(text::GUIDE_LINES.len()).unwrap_or(1).saturating_sub(1);
    let area = Some(CellRange::new(0, 0, last, 0));
    sheet.page = Page { paper: Paper::A4Portrait, area, numbered: true, ..Page::default() };
    sheet
}

fn sheet(list: &PlanSheet, choices: &Choices) -> Sheet {
    let columns: Vec<Entry> = list.head.iter().enumerate().map(|(col, _)| Entry::of(list, col)).collect();
    let mut sheet = Sheet { name: list.title().to_owned(), ..Sheet::default() };
    sheet.columns = columns.iter().map(|entry| Column { width: entry.width, hidden: false }).collect();
    let head = (0..).zip(&list.head).map(|(col, label)| (col, Cell::text(label), Style::HEAD));
    sheet.rows.push(Row { height: Some(30.0), cells: head.collect() });
    for row in &list.rows {
        let blank = String::new();
        let texts = |col: usize| row.cells.get(col).unwrap_or(&blank);
        let height =
            columns.iter().enumerate().map(|(col, entry)| fit::height(texts(col), entry.width, entry.style.size));
        let height = height.fold(18.0, f64::max).min(HIGHEST);
        let cells =
            (0..).zip(columns.iter().enumerate()).map(|(at, (col, entry))| (at, entry.cell(texts(col)), entry.style));
        sheet.rows.push(Row { height: Some(height), cells: cells.collect() });
    }
    let filled = u32::try_from(list.rows.len()).unwrap_or(u32::MAX);
    for _ in 0..FREE {
        let cells = (0..).zip(&columns).map(|(at, entry)| (at, Cell::Blank, entry.style));
        sheet.rows.push(Row { height: None, cells: cells.collect() });
    }
    let end = u32::try_from(columns.len()).unwrap_or(1).saturating_sub(1);
    for (at, (col, _)) in (0..).zip(columns.iter().enumerate()) {
        if let Some(allow) = choices.range(&list.options(col)) {
            sheet.validations.push(Validation {
                range: CellRange::new(1, at, filled + FREE, at),
                allow,
                strictness: Strictness::Warn,
                prompt: None,
                complaint: None,
            });
        }
    }
    // The code of a row, or its table and name, stays in view.
    let kept = if list.name == "fields" { 2 } else { 1 };
    sheet.freeze = Some(CellRef::new(1, kept));
    sheet.filter = Some(CellRange::new(0, 0, filled, end));
    sheet.page = Page {
        paper: Paper::A3Landscape,
        area: Some(CellRange::new(0, 0, filled, end)),
        repeat: Some((0, 0)),
        numbered: true,
        ..Page::default()
    };
    sheet
}

/// How a column is shown.
struct Entry {
    kind: FieldKind,
    width: f64,
    style: Style,
}

impl Entry {
    fn of(list: &PlanSheet, col: usize) -> Self {
        let kind = list.holds(col);
        let texts = list.rows.iter().filter_map(|row| row.cells.get(col)).chain(list.head.get(col));
        // A head has its filter button beside it.
        let widest = texts.map(|text| value::count(width(text)) + 3.0).fold(0.0, f64::max);
        let style = Style { align: Align::Left, ..Style::INPUT };
        let style = match kind {
            FieldKind::Number => style.aligned(Align::Right),
            FieldKind::Date => style.aligned(Align::Center).showing(NumberFormat::Date),
            FieldKind::Text | FieldKind::Choice | FieldKind::Unit => style.showing(NumberFormat::Text),
        };
        Self { kind, width: widest.clamp(WIDTHS.0, WIDTHS.1), style }
    }

    /// A number or a day as such, if it is read back as the same text; all else as a text.
    fn cell(&self, text: &str) -> Cell {
        match self.kind {
            FieldKind::Number => match text.parse() {
                Ok(number) if value::plain(number) == text => Cell::Number(number),
                Ok(_) | Err(_) => Cell::text(text),
            },
            FieldKind::Date => match text.parse::<Date>() {
                Ok(day) if day.to_string() == text && day.year() >= 1901 => Cell::Date(day),
                Ok(_) | Err(_) => Cell::text(text),
            },
            FieldKind::Text | FieldKind::Choice | FieldKind::Unit => Cell::text(text),
        }
    }
}

/// The words to choose from: a hidden sheet with a column per distinct list.
struct Choices(Vec<Vec<&'static str>>);

impl Choices {
    fn of(sheets: &[PlanSheet]) -> Self {
        let mut lists: Vec<Vec<&'static str>> = Vec::new();
        for (sheet, col) in sheets.iter().flat_map(|sheet| (0..sheet.head.len()).map(move |col| (sheet, col))) {
            let options = sheet.options(col);
            if !options.is_empty() && !lists.contains(&options) {
                lists.push(options);
            }
        }
        Self(lists)
    }

    fn range(&self, options: &[&'static str]) -> Option<Allow> {
        let (col, list) = (0..).zip(&self.0).find(|(_, known)| known.as_slice() == options)?;
        let letters = column_letters(col);
        Some(Allow::List(format!("={LISTS}!${letters}$2:${letters}${}", list.len() + 1)))
    }

    fn sheet(&self) -> Sheet {
        let longest = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let heads = hidden::row(self.0.iter().map(|_| Cell::text(message::HEAD)));
        let rows =
            (0..longest).map(|index| hidden::row(self.0.iter().map(|list| Cell::text(list.get(index).unwrap_or(&"")))));
        hidden::sheet(LISTS, std::iter::once(heads).chain(rows).collect())
    }
}
