//! The one shape through which every list of a plan is loaded: a head and rows, each with its place.

use super::problem::problem;
use crate::finding::Finding;
use crate::location::{CellRef, Location};
use crate::text::matching_key;
use crate::text::plan as text;
use crate::value::plain;
use jiff::civil::Date;
use std::collections::HashSet;
use std::sync::Arc;

/// How many rows of a list are read; the longest of the plan has some hundreds.
pub(super) const MOST_ROWS: usize = 10_000;

/// How many columns of a list are read; the widest of the plan has some twenty.
pub(super) const MOST_COLUMNS: usize = 100;

/// A list of the plan, from a CSV file or a sheet of a workbook.
#[derive(Debug, Clone)]
pub struct PlanSheet {
    /// Its name: `units`, `tasks` …
    pub name: String,
    /// Where it is.
    pub place: Location,
    /// The line of the head, from zero.
    pub head_line: u32,
    /// The head.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<PlanRow>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// Its line, from zero.
    pub line: u32,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl PlanSheet {
    /// Reads a CSV text; every fault is a finding with its line.
    pub(super) fn from_csv(name: &str, file: &Arc<str>, csv: &str, findings: &mut Vec<Finding>) -> Self {
        let place = Location::file(file);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
        let mut sheet = Self { name: name.to_owned(), place, head_line: 0, head: Vec::new(), rows: Vec::new() };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let at = sheet.line(u32::try_from(line.saturating_sub(1)).unwrap_or(0));
                    findings.push(problem("P02", at, text::BAD_CSV.to_owned()));
                    continue;
                }
            };
            let line = record.position().map_or(0, |position| position.line().saturating_sub(1));
            let cells: Vec<String> = record.iter().take(MOST_COLUMNS).map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if sheet.head.is_empty() {
                sheet.head = cells;
            } else if sheet.rows.len() == MOST_ROWS {
                let at = sheet.line(u32::try_from(line).unwrap_or(u32::MAX));
                findings.push(problem("P05", at, text::too_many_rows(MOST_ROWS)));
                break;
            } else {
                sheet.rows.push(PlanRow { line: u32::try_from(line).unwrap_or(u32::MAX), cells });
            }
        }
        sheet
    }

    fn line(&self, line: u32) -> Location {
        Location { cell: Some(CellRef::new(line, 0)), ..self.place.clone() }
    }

    /// Reads the list under a head; missing columns are reported once, and read as blank.
    pub(super) fn reader<'a>(&'a self, columns: &[&'static str], findings: &'a mut Vec<Finding>) -> Reader<'a> {
        for column in columns {
            if !self.head.iter().any(|known| known == column) {
                findings.push(problem("P03", self.line(self.head_line), text::missing_column(self.title(), column)));
            }
        }
        Reader { sheet: self, findings }
    }
}

/// The numbers that a column or a limit may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    least: f64,
    most: f64,
    whole: bool,
}

impl Range {
    /// Amounts and targets: not below zero, and not beyond what 15 digits hold.
    pub(super) const AMOUNT: Self = Self::of(0.0, 1e12);

    /// What is to be said of a number that is not within it.
    pub(super) fn objection(self, name: &str, written: &str, number: f64) -> Option<String> {
        let fits = (self.least..=self.most).contains(&number) && !(self.whole && number.fract() != 0.0);
        (!fits).then(|| text::out_of_range(name, written, &plain(self.least), &plain(self.most), self.whole))
    }

    /// Numbers of any kind.
    pub(super) const fn of(least: f64, most: f64) -> Self {
        Self { least, most, whole: false }
    }

    /// Whole numbers.
    pub(super) const fn whole(least: f64, most: f64) -> Self {
        Self { least, most, whole: true }
    }
}

/// Reads cells by their column's name and reports what they cannot be read as.
pub(super) struct Reader<'a> {
    sheet: &'a PlanSheet,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// The rows.
    pub(super) fn rows(&self) -> &'a [PlanRow] {
        &self.sheet.rows
    }

    /// The cell of a column; empty where there is none.
    pub(super) fn text(&self, row: &'a PlanRow, column: &str) -> &'a str {
        let index = self.sheet.head.iter().position(|known| known == column);
        index.and_then(|index| row.cells.get(index)).map_or("", String::as_str)
    }

    /// A cell that must not be empty.
    pub(super) fn required(&mut self, row: &'a PlanRow, column: &str) -> &'a str {
        let text = self.text(row, column);
        if text.is_empty() {
            self.fault(row, column, "P04", text::empty_cell(column));
        }
        text
    }

    /// A list separated by `、`.
    pub(super) fn list(&self, row: &'a PlanRow, column: &str) -> Vec<String> {
        let parts = self.text(row, column).split('、');
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A number, or none where the cell is empty.
    pub(super) fn number(&mut self, row: &'a PlanRow, column: &str) -> Option<f64> {
        let text = self.text(row, column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            self.fault(row, column, "P05", text::not_a_number(column, text));
        }
        number
    }

    /// A number within a range, or none where the cell is empty.
    pub(super) fn number_within(&mut self, row: &'a PlanRow, column: &str, range: Range) -> Option<f64> {
        let number = self.number(row, column)?;
        let objection = range.objection(column, self.text(row, column), number);
        let fits = objection.is_none();
        if let Some(message) = objection {
            self.fault(row, column, "P05", message);
        }
        fits.then_some(number)
    }

    /// A day, or none where the cell is empty.
    pub(super) fn date(&mut self, row: &'a PlanRow, column: &str) -> Option<Date> {
        let text = self.text(row, column);
        if text.is_empty() {
            return None;
        }
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            self.fault(row, column, "P05", text::not_a_date(column, text));
        }
        day
    }

    /// A day that must be there.
    pub(super) fn required_date(&mut self, row: &'a PlanRow, column: &str) -> Option<Date> {
        self.required(row, column);
        self.date(row, column)
    }

    /// Reports a day that is before the one that it follows.
    pub(super) fn in_order(
        &mut self,
        row: &'a PlanRow,
        (from_column, from): (&str, Option<Date>),
        (until_column, until): (&str, Option<Date>),
    ) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = text::before(until_column, &until.to_string(), from_column, &from.to_string());
            self.fault(row, until_column, "P05", message);
        }
    }

    /// One of a closed list of words, however spaced or typed.
    pub(super) fn choice<T: Copy>(&mut self, row: &'a PlanRow, column: &str, options: &[(&str, T)]) -> Option<T> {
        let words: Vec<&str> = options.iter().map(|(word, _)| *word).collect();
        let index = self.option(row, column, &words)?;
        options.get(index).map(|(_, value)| *value)
    }

    /// One of a closed list of words, as the list has it; nothing where the cell is empty. Where there is no list, since
    /// it could not be loaded, the word stands as it is.
    pub(super) fn word(&mut self, row: &'a PlanRow, column: &str, words: &[&str]) -> String {
        let text = self.text(row, column);
        if text.is_empty() || words.is_empty() {
            return text.to_owned();
        }
        let index = self.option(row, column, words);
        index.and_then(|index| words.get(index)).map_or(String::new(), |word| (*word).to_owned())
    }

    fn option(&mut self, row: &'a PlanRow, column: &str, words: &[&str]) -> Option<usize> {
        let text = self.text(row, column);
        let key = matching_key(text);
        let found = words.iter().position(|word| matching_key(word) == key);
        if found.is_none() {
            self.fault(row, column, "P05", text::not_an_option(column, text, &words.join("、")));
        }
        found
    }

    /// Reports a fault of a cell.
    pub(super) fn fault(&mut self, row: &PlanRow, column: &str, code: &str, message: String) {
        let at = self.place(row, column);
        self.findings.push(problem(code, at, message));
    }

    /// Where a cell stands.
    pub(super) fn place(&self, row: &PlanRow, column: &str) -> Location {
        let col = self.sheet.head.iter().position(|known| known == column).unwrap_or(0);
        let cell = CellRef::new(row.line, u32::try_from(col).unwrap_or(0));
        Location { cell: Some(cell), ..self.sheet.place.clone() }
    }
}

/// Reports codes that stand twice in a list.
pub(super) fn report_duplicates(reader: &mut Reader<'_>, column: &str) {
    let mut seen: HashSet<&str> = HashSet::new();
    for row in reader.rows() {
        let code = reader.text(row, column);
        if !code.is_empty() && !seen.insert(code) {
            reader.fault(row, column, "P06", text::duplicate(column, code));
        }
    }
}
