//! The printed tables as a reader sees them: rows by heads, read off the sheets of the workbook; and what a text
//! holds of numbers.

use qingdan::render::{Book, Cell, Sheet};
use qingdan::value::Value;
use std::collections::BTreeMap;

/// A line of a table: head without unit → what is shown, and what is a number there and no text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    shown: BTreeMap<String, String>,
    numbers: BTreeMap<String, f64>,
}

impl Line {
    pub(super) fn number(&self, head: &str) -> Option<f64> {
        assert!(self.shown.contains_key(head), "{head}");
        self.numbers.get(head).copied()
    }
}

impl std::ops::Index<&str> for Line {
    type Output = String;

    fn index(&self, head: &str) -> &String {
        self.shown.get(head).unwrap_or_else(|| panic!("{head}: {:?}", self.shown.keys()))
    }
}

pub(super) fn sheet<'a>(book: &'a Book, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{name}"))
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number) => Value::Number(*number).shown(),
        Cell::Date(day) => day.to_string(),
        Cell::Formula { cached, .. } => cached.shown(),
    }
}

/// The lines below the head that begins with this label, down to the first line that does not fill that column.
pub(super) fn lines(book: &Book, name: &str, first: &str) -> Vec<Line> {
    let sheet = sheet(book, name);
    let bare = |label: &str| label.split(['(', '\n']).next().unwrap().to_owned();
    let head = sheet.rows.iter().position(|row| row.cells.first().is_some_and(|(_, cell, _)| shown(cell) == first));
    let head = head.unwrap_or_else(|| panic!("{name} {first}"));
    let labels: BTreeMap<u32, String> =
        sheet.rows[head].cells.iter().map(|(col, cell, _)| (*col, bare(&shown(cell)))).collect();
    let mut lines = Vec::new();
    for row in &sheet.rows[head + 1..] {
        // A label over several columns stands in the first of them.
        let mut line = Line { shown: BTreeMap::new(), numbers: BTreeMap::new() };
        for (col, cell, _) in &row.cells {
            let Some(label) = labels.get(col).filter(|label| !label.is_empty()) else { continue };
            line.shown.insert(label.clone(), shown(cell));
            if let Cell::Number(number) | Cell::Formula { cached: Value::Number(number), .. } = cell {
                line.numbers.insert(label.clone(), *number);
            }
        }
        // The head stands again where a page begins.
        if row.cells.first().is_some_and(|(_, cell, _)| shown(cell) == first) {
            continue;
        }
        let narrow = row.cells.len() < labels.len() / 2;
        if narrow {
            break;
        }
        lines.push(line);
    }
    lines
}

/// The bulletin's text, a paragraph a line, without the signature.
pub(super) fn text(book: &Book, name: &str) -> String {
    let rows = sheet(book, name).rows.iter().filter_map(|row| row.cells.first());
    let paragraphs: Vec<String> = rows.map(|(_, cell, _)| shown(cell).trim().to_owned()).collect();
    paragraphs[..paragraphs.len() - 1].join("\n")
}

/// The numbers in a text, in order: figures with a point between them are one.
pub(super) fn numerals(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut current = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let digit_follows = characters.get(index + 1).is_some_and(char::is_ascii_digit);
        if character.is_ascii_digit() || (*character == '.' && !current.is_empty() && digit_follows) {
            current.push(*character);
        } else if !current.is_empty() {
            found.push(std::mem::take(&mut current));
        }
    }
    found.extend(Some(current).filter(|rest| !rest.is_empty()));
    found
}

/// How many lines show this under a head.
pub(super) fn count(lines: &[Line], head: &str, value: &str) -> usize {
    lines.iter().filter(|line| line[head] == value).count()
}

/// A number as it is printed, with at most so many decimals.
pub(super) fn rounded(number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number + 1e-9_f64.copysign(number));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share in %, one decimal.
pub(super) fn share(part: usize, whole: usize) -> String {
    let (part, whole) = (f64::from(u32::try_from(part).unwrap()), f64::from(u32::try_from(whole).unwrap()));
    rounded(part / whole * 100.0, 1)
}

/// 万元 under a head, added up, as 亿元.
pub(super) fn money(lines: &[Line], head: &str) -> String {
    rounded(lines.iter().filter_map(|line| line.number(head)).sum::<f64>() / 10_000.0, 2)
}
