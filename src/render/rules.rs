//! The rule book as a workbook that the office prints: a section per letter, every rule with what is said, what to do,
//! why, and an example on either side.

use super::style::{Align, Style};
use super::{Book, Cell, Column, Page, Paper, Properties, Row, Sheet, fit, official};
use crate::location::{CellRange, CellRef};
use crate::plan::{Plan, Rule, Told, told};
use crate::recognize::OURS;
use crate::text::rules as text;

/// The widths of the columns, in Latin letters; together a page of A4 on its side.
const WIDTHS: [f64; 8] = [7.0, 10.0, 12.0, 31.0, 24.0, 21.0, 30.0, 24.0];
/// The last column.
const LAST: u32 = 7;
/// The least height of a row, in points.
const LOWEST: f64 = 22.0;

const TITLE: Style = Style { align: Align::Center, wrap: true, ..Style::TITLE };
const SECTION: Style = Style { border: true, ..Style::HEADING };
const BODY: Style = Style { border: true, ..Style::PARAGRAPH };
const CODE: Style = BODY.aligned(Align::Center);

/// The rule book of these rules.
#[must_use]
pub fn book(plan: &Plan, rules: &[&Rule]) -> Book {
    let told: Vec<Told> = rules.iter().map(|rule| told(plan, rule)).collect();
    Book {
        properties: Properties {
            title: text::title(&plan.title).replace('\n', ""),
            subject: plan.id.clone(),
            author: plan.office.clone(),
            custom: vec![
                (OURS.to_owned(), text::KIND.to_owned()),
                (official::REVISION.to_owned(), plan.revision.clone()),
            ],
            ..Properties::default()
        },
        names: Vec::new(),
        sheets: vec![sheet(plan, &told)],
    }
}

fn sheet(plan: &Plan, told: &[Told]) -> Sheet {
    let mut sheet = Sheet { name: text::KIND.to_owned(), ..Sheet::default() };
    sheet.columns = WIDTHS.iter().map(|width| Column { width: *width, hidden: false }).collect();
    wide(&mut sheet, &text::title(&plan.title), TITLE);
    wide(&mut sheet, &text::plan_line(&plan.id, &plan.revision), CENTRED);
    wide(&mut sheet, &text::levels(told.len()), Style::PARAGRAPH);
    let head = next(&sheet);
    line(&mut sheet, &text::HEAD.map(str::to_owned), Style::HEAD, Style::HEAD);
    let mut letters: Vec<char> = told.iter().filter_map(letter).collect();
    letters.sort_by_key(|letter| text::place(*letter));
    letters.dedup();
    let mut begun = Vec::new();
    for wanted in letters {
        // A section begins a page, so that its heading is never the last line of one.
        begun.push(next(&sheet));
        wide(&mut sheet, &text::section(wanted), SECTION);
        for rule in told.iter().filter(|rule| letter(rule) == Some(wanted)) {
            line(&mut sheet, &cells(rule), CODE, BODY);
        }
    }
    let last = next(&sheet).saturating_sub(1);
    sheet.freeze = Some(CellRef::new(head + 1, 1));
    sheet.page = Page {
        paper: Paper::A4Landscape,
        area: Some(CellRange::new(0, 0, last, LAST)),
        repeat: Some((head, head)),
        numbered: true,
        breaks: begun.into_iter().skip(1).collect(),
        ..Page::default()
    };
    sheet
}

const CENTRED: Style = Style { align: Align::Center, ..Style::SUBTITLE };

/// The letter of a rule's code.
fn letter(rule: &Told) -> Option<char> {
    rule.code.chars().next()
}

/// The cells of a rule: of several wordings each stands on a line of its own, a hint that comes again only once.
fn cells(rule: &Told) -> [String; 8] {
    let level = if rule.explainable { text::explainable(rule.level) } else { rule.level.to_owned() };
    let messages = rule.wordings.iter().map(|wording| {
        let level = wording.level.map(text::in_brackets).unwrap_or_default();
        format!("{}{level}", wording.message)
    });
    [
        rule.code.clone(),
        level,
        rule.about.clone(),
        once(messages),
        once(rule.wordings.iter().map(|wording| wording.hint.clone())),
        rule.why.clone(),
        examples(&rule.fires, WIDTHS[6]),
        examples(&rule.silent, WIDTHS[7]),
    ]
}

/// Texts, each once, on lines of their own.
fn once(texts: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !lines.contains(&text) {
            lines.push(text);
        }
    }
    lines.join("\n")
}

/// Examples, as many as the highest row shows, and how many more there are.
fn examples(all: &[String], width: f64) -> String {
    let shown = |count: usize| {
        let rest = all.len() - count;
        let more = (rest > 0).then(|| text::more_examples(rest));
        once(all.iter().take(count).cloned().chain(more))
    };
    let fits = |count: &usize| fit::height(&shown(*count), width, BODY.size) <= fit::HIGHEST;
    (1..=all.len()).rev().find(fits).map_or_else(String::new, shown)
}

fn next(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX)
}

/// A text over all columns.
fn wide(sheet: &mut Sheet, text: &str, style: Style) {
    let row = next(sheet);
    let height = fit::height(text, WIDTHS.iter().sum(), style.size).clamp(LOWEST, fit::HIGHEST);
    sheet.merges.push(CellRange::new(row, 0, row, LAST));
    let blank = (1..=LAST).map(|col| (col, Cell::Blank, style));
    let cells = std::iter::once((0, Cell::text(text), style)).chain(blank).collect();
    sheet.rows.push(Row { height: Some(height), cells });
}

/// A line of the table, high enough for all its texts; the first three columns look their own way.
fn line(sheet: &mut Sheet, texts: &[String; 8], short: Style, long: Style) {
    let height = texts.iter().zip(WIDTHS).map(|(text, width)| fit::height(text, width, long.size));
    let height = height.fold(LOWEST, f64::max).min(fit::HIGHEST);
    let cells = (0..).zip(texts).map(|(col, text)| (col, Cell::text(text), if col < 3 { short } else { long }));
    sheet.rows.push(Row { height: Some(height), cells: cells.collect() });
}
