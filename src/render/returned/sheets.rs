//! The two sheets of a copy besides the form's: 退回说明, what is to be done, and 未识别内容, what had no place.

use super::{Left, Said, Sent, count};
use crate::finding::{Finding, Severity};
use crate::location::{CellRange, CellRef};
use crate::plan::Plan;
use crate::recognize::check_digits;
use crate::render::form::level;
use crate::render::style::{Align, Color, DOUBTFUL, Style, WRONG};
use crate::render::{Cell, Column, Page, Paper, Row, Sheet, Target, fit};
use crate::text::returned as text;

/// A finding and its place in the copy.
type Placed<'a> = (&'a Finding, Option<(String, CellRef)>);

/// The widths of the columns of 退回说明: number, level, place, problem, what to do.
const FRONT: [f64; 5] = [8.0, 8.0, 30.0, 56.0, 46.0];
/// The widths of the columns of 未识别内容: file, sheet, cell, content, reason.
const LEFT: [f64; 5] = [36.0, 22.0, 10.0, 50.0, 40.0];
/// Heights in points: a title, a heading, the least of a row.
const TITLE: f64 = 40.0;
const HEADING: f64 = 30.0;
const LINE: f64 = 22.0;
/// The tab of 退回说明.
const TAB: Color = WRONG.1;

/// A sheet in the making.
struct Draft {
    sheet: Sheet,
    widths: [f64; 5],
}

impl Draft {
    fn new(name: &str, widths: [f64; 5]) -> Self {
        let columns = widths.map(|width| Column { width, hidden: false }).to_vec();
        Self { sheet: Sheet { name: name.to_owned(), columns, protected: true, ..Sheet::default() }, widths }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX)
    }

    /// A text over all columns.
    fn wide(&mut self, text: &str, style: Style, least: f64) {
        let row = self.next();
        let width: f64 = self.widths.iter().sum();
        let height = fit::height(text, width, style.size).max(least).min(fit::HIGHEST);
        self.sheet.merges.push(CellRange::new(row, 0, row, 4));
        self.sheet.rows.push(Row { height: Some(height), cells: vec![(0, Cell::text(text), style)] });
    }

    /// A line of a list.
    fn line(&mut self, cells: [(Cell, Style); 5]) {
        let needed = cells.iter().zip(self.widths).map(|((cell, style), width)| {
            let shown = match cell {
                Cell::Text(text) | Cell::Link { text, .. } => text.as_str(),
                Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::Formula { .. } => "",
            };
            fit::height(shown, width, style.size)
        });
        let height = needed.fold(LINE, f64::max).min(fit::HIGHEST);
        let cells = (0..).zip(cells).map(|(col, (cell, style))| (col, cell, style)).collect();
        self.sheet.rows.push(Row { height: Some(height), cells });
    }

    fn head(&mut self, labels: [&str; 5]) {
        self.line(labels.map(|label| (Cell::text(label), Style::HEAD)));
    }

    /// Ends with the check digits over all that stands there.
    fn sealed(mut self) -> Sheet {
        let cells = self.sheet.rows.iter().flat_map(|row| &row.cells);
        let texts = cells.filter_map(|(_, cell, _)| match cell {
            Cell::Text(text) | Cell::Link { text, .. } => Some(text.as_str()),
            Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::Formula { .. } => None,
        });
        let digits = check_digits(texts);
        self.wide(&text::seal(&digits), NOTE, LINE);
        let last = self.next().saturating_sub(1);
        let area = Some(CellRange::new(0, 0, last, 4));
        self.sheet.page = Page { paper: Paper::A4Landscape, area, numbered: true, ..Page::default() };
        self.sheet
    }
}

/// What only says how a sheet is to be taken.
const NOTE: Style = Style { size: 90, ..Style::PARAGRAPH };
/// A sentence over all columns.
const SENTENCE: Style = Style { size: 120, ..Style::PARAGRAPH };
/// A cell of a list.
const CELL: Style = Style { border: true, ..Style::PARAGRAPH };

/// 退回说明.
pub(super) fn front(plan: &Plan, sent: &Sent, said: Said<'_>, here: &[Placed<'_>], before: &[Placed<'_>]) -> Sheet {
    let mut draft = Draft::new(text::FRONT, FRONT);
    let title = text::title(&plan.unit(sent.unit).name, &sent.period.name());
    draft.wide(&title, Style { wrap: true, ..Style::TITLE.aligned(Align::Center) }, TITLE);
    let file = said.file.rsplit('/').next().unwrap_or_default();
    let counts = [Severity::Error, Severity::Warning].map(|severity| count(said.of_files, severity));
    draft.wide(&text::summary(file, sent.edition, counts), SENTENCE, LINE);
    draft.wide(&text::deadline(plan.deadline(sent.period)), SENTENCE, LINE);
    counted(&mut draft, said);
    draft.wide(text::FIRST, Style::HEADING, HEADING);
    let most = most_errors(here).map(|(sheet, count)| text::most(&sheet, count));
    let warned = here.iter().any(|(finding, _)| finding.severity == Severity::Warning);
    for (number, thing) in (1..).zip(text::first_things(most.as_deref(), warned, sent.left.len())) {
        draft.wide(&format!("{number}. {thing}"), SENTENCE, LINE);
    }
    let mut head = None;
    if !here.is_empty() {
        draft.wide(text::LIST, Style::HEADING, HEADING);
        head = Some(draft.next());
        listed(&mut draft, here);
    }
    if !before.is_empty() {
        draft.wide(text::BEFORE, Style::HEADING, HEADING);
        draft.wide(text::BEFORE_NOTE, SENTENCE, LINE);
        listed(&mut draft, before);
    }
    let mut sheet = draft.sealed();
    sheet.tab = Some(TAB);
    // What earlier returns were blamed for is listed under the same head.
    sheet.page.repeat = head.map(|head| (head, head));
    sheet
}

/// How many findings there are by sheet.
fn counted(draft: &mut Draft, said: Said<'_>) {
    draft.wide(text::COUNTS, Style::HEADING, HEADING);
    let mut names: Vec<&str> = Vec::new();
    for finding in said.of_files {
        let name = sheet_of(finding);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let numbers = |only: Option<&str>| {
        let of: Vec<&Finding> =
            said.of_files.iter().copied().filter(|finding| only.is_none_or(|name| sheet_of(finding) == name)).collect();
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(&of, severity).to_string())
    };
    for name in names {
        count_line(draft, name, &numbers(Some(name)), CELL);
    }
    count_line(draft, text::SUM, &numbers(None), Style { bold: true, ..CELL });
}

/// A name over three columns, numbers over two.
fn count_line(draft: &mut Draft, name: &str, [errors, warnings, notes]: &[String; 3], style: Style) {
    let row = draft.next();
    draft.sheet.merges.extend([CellRange::new(row, 0, row, 2), CellRange::new(row, 3, row, 4)]);
    let numbers = Cell::Text(text::numbers(errors, warnings, notes));
    let cells = (0..).zip([Cell::text(name), Cell::Blank, Cell::Blank, numbers, Cell::Blank]);
    let cells = cells.map(|(col, cell)| (col, cell, style)).collect();
    draft.sheet.rows.push(Row { height: Some(LINE), cells });
}

/// The sheet that a finding is about.
fn sheet_of(finding: &Finding) -> &str {
    finding.at.sheet.as_ref().map_or(text::WHOLE_FILE, |sheet| &sheet.name)
}

/// The sheet of the copy with most errors, and how many.
fn most_errors(here: &[Placed<'_>]) -> Option<(String, usize)> {
    let errors: Vec<&String> = here
        .iter()
        .filter(|(finding, _)| finding.severity == Severity::Error)
        .filter_map(|(_, place)| place.as_ref().map(|(sheet, _)| sheet))
        .collect();
    let with_count = errors.iter().map(|sheet| (errors.iter().filter(|other| **other == *sheet).count(), *sheet));
    // Of equals the first.
    let most = with_count.reduce(|best, next| if next.0 > best.0 { next } else { best });
    most.map(|(count, sheet)| (sheet.clone(), count))
}

fn listed(draft: &mut Draft, lines: &[Placed<'_>]) {
    draft.head(text::LIST_HEAD);
    for (number, (finding, place)) in (1..).zip(lines) {
        let (fill, color) = if finding.severity == Severity::Error { WRONG } else { DOUBTFUL };
        let centred = CELL.aligned(Align::Center);
        let at = match place {
            Some((sheet, cell)) => {
                Cell::Link { target: Target::Here(sheet.clone(), *cell), text: format!("{sheet} {cell}") }
            }
            None => Cell::text(sheet_of(finding)),
        };
        draft.line([
            (Cell::Text(format!("{number}")), centred),
            (Cell::text(level(finding.severity)), centred.blamed((fill, color))),
            (at, CELL),
            (Cell::text(&text::problem(&finding.message, finding.row.as_ref().map(|row| &*row.0))), CELL),
            (Cell::text(&finding.hint), CELL),
        ]);
    }
}

/// 未识别内容; none where everything had a place.
pub(super) fn left(cells: &[Left]) -> Option<Sheet> {
    if cells.is_empty() {
        return None;
    }
    let mut draft = Draft::new(text::LEFT, LEFT);
    draft.wide(&text::left_title(cells.len()), Style { wrap: true, ..Style::TITLE.aligned(Align::Center) }, TITLE);
    draft.wide(text::LEFT_NOTE, SENTENCE, LINE);
    let head = draft.next();
    draft.head(text::LEFT_HEAD);
    for left in cells {
        let file = left.file.rsplit('/').next().unwrap_or_default();
        let texts = [file, &left.sheet.name, &left.cell.to_string(), &left.text, &left.reason];
        draft.line(texts.map(|text| (Cell::text(text), CELL)));
    }
    let last = draft.next().saturating_sub(1);
    let mut sheet = draft.sealed();
    sheet.filter = Some(CellRange::new(head, 0, last, 4));
    sheet.freeze = Some(CellRef::new(head + 1, 0));
    sheet.page.repeat = Some((head, head));
    Some(sheet)
}
