//! The first sheet of a form: the cover block, when it is due, and how it is filled in.

use super::Form;
use crate::key::TableId;
use crate::location::{CellRange, CellRef};
use crate::plan::{Role, Rule, Table, told_on_form};
use crate::recognize::CoverLine;
use crate::render::style::{Align, NumberFormat, Style};
use crate::render::{Allow, Cell, Column, Page, Paper, Row, Sheet, Strictness, Validation, fit};
use crate::text::{NO_DATA, cover, form as text, rules as rule_text};
use crate::value::Value;

/// The widths of labels and of what stands beside them; together an A4 page.
const LABELS: f64 = 13.0;
const VALUES: f64 = 77.0;
/// Heights in points: the title, the line under it, a line of the cover block, the least of a paragraph.
const TITLE_HEIGHT: f64 = 42.0;
const SUBTITLE_HEIGHT: f64 = 28.0;
const COVER_HEIGHT: f64 = 27.0;
const PARAGRAPH_HEIGHT: f64 = 22.0;

/// 填报说明: the cover block, what is asked, and on a page of its own the rules that the form checks by itself.
pub(super) fn sheet(form: &Form, tables: &[&Table]) -> Sheet {
    let due = form.plan.deadline(form.period);
    let work = text::work(&form.plan.title, &form.plan.source);
    let mut rows = vec![
        alone(TITLE_HEIGHT, text::title(&form.period.name()), Style::TITLE),
        alone(SUBTITLE_HEIGHT, work, Style::SUBTITLE),
    ];
    let mut validations = Vec::new();
    for line in block(form) {
        let row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        validations.extend(line.validation(row));
        rows.push(line.row());
    }
    rows.push(Row { height: Some(PARAGRAPH_HEIGHT), cells: Vec::new() });
    rows.push(paragraph(text::DEADLINE, text::deadline(due)));
    rows.push(Row { height: Some(PARAGRAPH_HEIGHT), cells: Vec::new() });
    rows.push(alone(SUBTITLE_HEIGHT, text::INSTRUCTIONS.to_owned(), Style::HEADING));
    let instructions = text::instructions(NO_DATA, &form.plan.words.nothing, due);
    rows.extend((1..).zip(instructions).map(|(number, text)| paragraph(&format!("{number}."), text)));
    let rules = rules(form, tables);
    let breaks = if rules.is_empty() { Vec::new() } else { vec![u32::try_from(rows.len()).unwrap_or(u32::MAX)] };
    rows.extend(rules);
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX) - 1;
    let width = |width| Column { width, hidden: false };
    Sheet {
        name: cover::SHEET.to_owned(),
        columns: vec![width(LABELS), width(VALUES)],
        rows,
        validations,
        page: Page {
            paper: Paper::A4Portrait,
            area: Some(CellRange::new(0, 0, last, 1)),
            breaks,
            numbered: true,
            ..Page::default()
        },
        protected: true,
        ..Sheet::default()
    }
}

/// The rules about rows of the form's tables, in the words of the catalogue.
fn rules(form: &Form, tables: &[&Table]) -> Vec<Row> {
    let ids: Vec<TableId> = tables.iter().map(|table| table.id).collect();
    let told = |rule: &Rule| Some(paragraph(&rule.code.0, told_on_form(form.plan, rule, &ids)?));
    let mut rows: Vec<Row> = form.plan.rules.iter().filter_map(told).collect();
    if !rows.is_empty() {
        let own = tables.iter().find_map(|table| Some(table.fields.get(table.slot(Role::SelfCheck)?)?.name.as_str()));
        let heading = alone(SUBTITLE_HEIGHT, rule_text::ON_FORM.to_owned(), Style::HEADING);
        let note = own.map(|name| paragraph("", rule_text::on_form_note(name)));
        rows.splice(0..0, [heading].into_iter().chain(note));
    }
    rows
}

/// A line of the cover block.
struct Line {
    label: &'static str,
    value: Value,
    style: Style,
    asks: Option<(Allow, &'static str)>,
}

impl Line {
    fn row(&self) -> Row {
        let cells =
            vec![(0, Cell::Text(self.label.to_owned()), Style::COVER_LABEL), (1, Cell::of(&self.value), self.style)];
        Row { height: Some(COVER_HEIGHT), cells }
    }

    fn validation(&self, row: u32) -> Option<Validation> {
        let (allow, prompt) = self.asks.clone()?;
        let range = CellRange { first: CellRef::new(row, 1), last: CellRef::new(row, 1) };
        let prompt = Some((self.label.to_owned(), prompt.to_owned()));
        Some(Validation { range, allow, strictness: Strictness::Warn, prompt, complaint: None })
    }
}

fn block(form: &Form) -> [Line; 9] {
    let locked = |label, text: &str| Line { label, value: Value::text(text), style: Style::COVER_GIVEN, asks: None };
    let open = |label, line| Line { label, value: form.written(line), style: Style::COVER_INPUT, asks: None };
    // A phone number is a text, or its zeros are lost.
    let phone = Value::text(&form.written(CoverLine::Phone).shown());
    [
        locked(cover::UNIT, form.unit_name()),
        locked(cover::PERIOD, &form.period.name()),
        open(cover::FILLER, CoverLine::Filler),
        open(cover::REVIEWER, CoverLine::Reviewer),
        open(cover::PRINCIPAL, CoverLine::Principal),
        Line {
            value: phone,
            style: Style::COVER_INPUT.showing(NumberFormat::Text),
            asks: Some((Allow::Anything, text::PHONE_PROMPT)),
            ..open(cover::PHONE, CoverLine::Phone)
        },
        Line {
            style: Style::COVER_INPUT.showing(NumberFormat::Date),
            asks: Some((Allow::Date, text::FILLED_ON_PROMPT)),
            ..open(cover::FILLED_ON, CoverLine::FilledOn)
        },
        locked(cover::TEMPLATE, &format!("{} {}", form.plan.id, form.plan.revision)),
        Line {
            value: Value::Number(f64::from(form.edition())),
            asks: Some((Allow::Decimal, text::EDITION_PROMPT)),
            ..open(cover::EDITION, CoverLine::Edition)
        },
    ]
}

/// A row with one text.
fn alone(height: f64, text: String, style: Style) -> Row {
    Row { height: Some(height), cells: vec![(0, Cell::Text(text), style)] }
}

/// A row with a label and a text of several lines, both from its top.
fn paragraph(label: &str, text: String) -> Row {
    let height = fit::height(&text, VALUES, Style::PARAGRAPH.size).max(PARAGRAPH_HEIGHT);
    let cells = vec![
        (0, Cell::Text(label.to_owned()), Style::LABEL.aligned(Align::Letter)),
        (1, Cell::Text(text), Style::PARAGRAPH.aligned(Align::Letter)),
    ];
    Row { height: Some(height), cells }
}
