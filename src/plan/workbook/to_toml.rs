//! Sheets of settings → the plan's TOML, with the cell that each piece of it came from.
//!
//! Whatever a sheet can be wrong about by itself is found here, so that it is said in the words of the sheet; what
//! is wrong with a formula or a reference is found on loading, as in a folder.

use super::cell::read;
use super::schema::{Kind, columns, kind, setting};
use crate::finding::Finding;
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::plan::problem::{problem, question};
use crate::plan::sheet::{PlanRow, PlanSheet};
use crate::text::plan as message;
use crate::text::plan_sheets as text;
use std::fmt::Write;
use toml::Value;

/// A piece of TOML in the making. Each byte belongs to the last place before it.
pub(super) struct Toml<'a> {
    pub(super) text: String,
    pub(super) places: Vec<(usize, Location)>,
    findings: &'a mut Vec<Finding>,
}

/// A cell with something in it.
struct Filled {
    key: String,
    label: String,
    text: String,
    at: Location,
}

/// A row of a sheet of settings.
struct Line {
    /// Its cells with something in them, in the order of the columns.
    cells: Vec<Filled>,
    /// Its first cell.
    at: Location,
}

impl Line {
    fn cell(&self, key: &str) -> Option<&Filled> {
        self.cells.iter().find(|cell| cell.key == key)
    }

    fn text(&self, key: &str) -> &str {
        self.cell(key).map_or("", |cell| &cell.text)
    }
}

impl<'a> Toml<'a> {
    /// An empty file, whose faults of no other place are those of a sheet.
    pub(super) fn of(place: &Location, findings: &'a mut Vec<Finding>) -> Self {
        Self { text: String::new(), places: vec![(0, place.clone())], findings }
    }

    fn fault(&mut self, code: &str, at: &Location, message: String) {
        self.findings.push(problem(code, at.clone(), message));
    }

    fn head(&mut self, header: &str, at: &Location) {
        self.places.push((self.text.len(), at.clone()));
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let _ = writeln!(self.text, "{header}");
    }

    fn entry(&mut self, key: &str, value: &Value, at: &Location) {
        self.places.push((self.text.len(), at.clone()));
        let _ = writeln!(self.text, "{} = {value}", quoted(key));
    }

    /// A cell's value under its key, if it can be read.
    fn put(&mut self, kind: Kind, key: &str, cell: &Filled) {
        match read(kind, &cell.text, &cell.label) {
            Ok(value) => self.entry(key, &value, &cell.at),
            Err(message) => self.fault("P05", &cell.at, message),
        }
    }

    /// The filled cells of a row but some, each under its key; those required must be there.
    fn row(&mut self, sheet: &PlanSheet, line: &Line, without: &[&str], required: &[&str]) {
        for cell in line.cells.iter().filter(|cell| !without.contains(&cell.key.as_str())) {
            self.put(kind(&sheet.name, &cell.key), &cell.key, cell);
        }
        for key in required.iter().filter(|key| line.cell(key).is_none()) {
            let known = columns(&sheet.name).iter().find(|(known, _)| known == key);
            let label = known.map_or(*key, |(_, label)| label);
            // A column that is not there at all was said once, at the head.
            if let Some(col) = column(sheet, key) {
                let row = line.at.cell.map_or(0, |cell| cell.row);
                let at = Location { cell: Some(CellRef::new(row, col)), ..line.at.clone() };
                self.fault("P04", &at, message::empty_cell(label));
            }
        }
    }

    /// The rows of a sheet; columns that must be there, and those that are not the plan's, are said.
    fn lines(&mut self, sheet: &PlanSheet, required: &[&str]) -> Vec<Line> {
        let head = Location { cell: Some(CellRef::new(sheet.head_line, 0)), ..sheet.place.clone() };
        for (key, label) in columns(&sheet.name).iter().filter(|(key, _)| required.contains(key)) {
            if column(sheet, key).is_none() {
                self.fault("P03", &head, message::missing_column(sheet.title(), label));
            }
        }
        let keys: Vec<Option<String>> = sheet.head.iter().map(|label| key(sheet, label)).collect();
        for (col, (label, _)) in (0..).zip(sheet.head.iter().zip(&keys)).filter(|(_, (_, key))| key.is_none()) {
            if !label.is_empty() {
                let at = Location { cell: Some(CellRef::new(sheet.head_line, col)), ..sheet.place.clone() };
                self.findings.push(question("P21", at, text::column_not_read(sheet.title(), label)));
            }
        }
        sheet.rows.iter().map(|row| line(sheet, row, &keys)).collect()
    }

    /// A sheet of names and values; each name once. Gives the cells of both.
    fn pairs(&mut self, sheet: &PlanSheet) -> Vec<(Filled, Filled)> {
        let labels = columns(&sheet.name);
        let name_label = labels.first().map_or("", |(_, label)| label);
        let mut pairs: Vec<(Filled, Filled)> = Vec::new();
        for line in self.lines(sheet, &["name"]) {
            let at = line.at.clone();
            let (mut names, values): (Vec<Filled>, Vec<Filled>) =
                line.cells.into_iter().partition(|cell| cell.key == "name");
            let Some(name) = names.pop() else {
                self.fault("P04", &at, message::empty_cell(name_label));
                continue;
            };
            let mut values = values.into_iter();
            match (values.next(), values.next()) {
                _ if pairs.iter().any(|(known, _)| known.text == name.text) => {
                    self.fault("P06", &name.at, message::duplicate(name_label, &name.text));
                }
                (None, _) => self.fault("P04", &name.at, text::no_value(&name.text)),
                (Some(_), Some(other)) => self.fault("P05", &other.at, text::two_values(&name.text)),
                (Some(value), None) => pairs.push((name, value)),
            }
        }
        pairs
    }

    /// A section of names and values; nothing where the sheet has no rows.
    pub(super) fn section(&mut self, sheet: &PlanSheet) {
        let pairs = self.pairs(sheet);
        if !pairs.is_empty() {
            self.head(&format!("[{}]", sheet.name), &sheet.place);
        }
        for (name, value) in pairs {
            if sheet.name == "deadlines" && name.text.parse::<Period>().is_err() {
                self.fault("P05", &name.at, message::not_a_period(&name.label, &name.text));
            }
            self.put(kind(&sheet.name, &value.key), &name.text, &value);
        }
    }

    /// The settings, those of a section after those of none.
    pub(super) fn settings(&mut self, sheet: &PlanSheet) {
        let path = |name: &str| text::SETTINGS.iter().find(|(_, label)| *label == name).map(|(path, _)| *path);
        let mut settings: Vec<(String, Filled)> = Vec::new();
        for (name, value) in self.pairs(sheet) {
            match path(&name.text) {
                Some(path) => settings.push((path.to_owned(), value)),
                None if name.text.is_ascii() || name.text.contains('.') => settings.push((name.text, value)),
                None => self.fault("P08", &name.at, text::unknown_setting(&name.text)),
            }
        }
        for needed in ["format", "id", "title", "year", "term.start", "term.end"] {
            if !settings.iter().any(|(path, _)| path == needed) {
                let label = text::SETTINGS.iter().find(|(path, _)| *path == needed).map_or(needed, |(_, label)| label);
                self.fault("P04", &sheet.place, text::missing_setting(label));
            }
        }
        let section = |path: &str| path.split_once('.').map_or(String::new(), |(section, _)| section.to_owned());
        // What is in no section must stand first; sections keep their order.
        let mut order = vec![String::new()];
        order.extend(settings.iter().map(|(path, _)| section(path)));
        settings.sort_by_key(|(path, _)| order.iter().position(|known| *known == section(path)));
        let mut open = String::new();
        for (path, value) in settings {
            if section(&path) != open {
                open = section(&path);
                self.head(&format!("[{}]", quoted(&open)), &value.at);
            }
            let key = path.split_once('.').map_or(path.as_str(), |(_, key)| key);
            self.put(setting(&path), key, &value);
        }
    }

    /// The tables with their fields.
    pub(super) fn tables(&mut self, tables: &PlanSheet, fields: &PlanSheet) {
        let table_lines = self.lines(tables, &["id", "name"]);
        let field_lines = self.lines(fields, &["table", "name", "filled", "width"]);
        let names: Vec<[String; 3]> = table_lines.iter().map(|line| names(&table_lines, line)).collect();
        let owner = |line: &Line| names.iter().position(|names| names.contains(&line.text("table").to_owned()));
        for line in &field_lines {
            match line.cell("table") {
                None => self.fault("P04", &line.at, message::empty_cell(message::TABLE)),
                Some(cell) if owner(line).is_none() => {
                    let (at, name) = (cell.at.clone(), cell.text.clone());
                    self.fault("P08", &at, text::no_such_table(&name));
                }
                Some(_) => {}
            }
        }
        for (index, line) in table_lines.iter().enumerate() {
            self.head("[[table]]", &line.at);
            self.row(tables, line, &["fields"], &["id", "name"]);
            let mut own = field_lines.iter().filter(|field| owner(field) == Some(index)).peekable();
            if own.peek().is_none() {
                self.fault("P04", &line.at, text::no_fields(line.text("name")));
            }
            for field in own {
                self.head("[[table.fields]]", &field.at);
                self.row(fields, field, &["table"], &["name", "filled", "width"]);
            }
        }
    }

    /// The rules. A row with 情形 is a case, one with neither 情形 nor name a further formula, of the rule above it
    /// with the same code.
    pub(super) fn rules(&mut self, sheet: &PlanSheet) {
        let lines = self.lines(sheet, &["code", "name", "severity", "message", "hint", "why"]);
        let is_part = |line: &Line| line.cell("case").is_some() || line.cell("name").is_none();
        for line in lines.iter().filter(|line| is_part(line)) {
            let code = line.text("code");
            if code.is_empty() {
                self.fault("P04", &line.at, message::empty_cell(message::RULE_CODE));
            } else if !lines.iter().any(|rule| !is_part(rule) && rule.text("code") == code) {
                self.fault("P08", &line.at, text::no_main_row(code));
            }
        }
        let mut told: Vec<&str> = Vec::new();
        for line in lines.iter().filter(|line| !is_part(line)) {
            let code = line.text("code");
            self.head("[[rule]]", &line.at);
            self.row(sheet, line, &[], &["code", "severity", "message", "hint", "why"]);
            if code.is_empty() || told.contains(&code) {
                continue;
            }
            told.push(code);
            let parts = || lines.iter().filter(|part| is_part(part) && part.text("code") == code);
            let mut cases: Vec<&str> = Vec::new();
            for part in parts().filter(|part| part.cell("case").is_some()) {
                let case = part.text("case");
                if cases.contains(&case) {
                    self.fault("P06", &part.at, message::duplicate(message::CASE, case));
                    continue;
                }
                cases.push(case);
                self.head(&format!("[rule.cases.{}]", quoted(case)), &part.at);
                self.row(sheet, part, &["code", "case"], &["severity", "message", "hint"]);
            }
            for part in parts().filter(|part| part.cell("case").is_none()) {
                self.head("[[rule.also]]", &part.at);
                self.row(sheet, part, &["code"], &["table", "formula", "at", "message"]);
            }
        }
    }
}

/// The key of a column by its label, or by the key itself; none where it is not the plan's.
fn key(sheet: &PlanSheet, label: &str) -> Option<String> {
    let known = columns(&sheet.name).iter().find(|(key, known)| *known == label || *key == label);
    known
        .map(|(key, _)| (*key).to_owned())
        .or_else(|| (!label.is_empty() && label.is_ascii()).then(|| label.to_owned()))
}

/// The column of a key.
fn column(sheet: &PlanSheet, wanted: &str) -> Option<u32> {
    let col = sheet.head.iter().position(|label| key(sheet, label).as_deref() == Some(wanted))?;
    u32::try_from(col).ok()
}

fn line(sheet: &PlanSheet, row: &PlanRow, keys: &[Option<String>]) -> Line {
    let place = |col: u32| Location { cell: Some(CellRef::new(row.line, col)), ..sheet.place.clone() };
    let cells =
        (0..).zip(row.cells.iter().zip(sheet.head.iter().zip(keys))).filter_map(|(col, (text, (label, key)))| {
            let key = key.clone().filter(|_| !text.is_empty())?;
            Some(Filled { key, label: label.clone(), text: text.clone(), at: place(col) })
        });
    let cells: Vec<Filled> = cells.collect();
    let at = cells.first().map_or_else(|| place(0), |cell| cell.at.clone());
    Line { cells, at }
}

/// What a table may be called by its fields: its id; its name, where no other has it; its name with its block's.
fn names(tables: &[Line], line: &Line) -> [String; 3] {
    let (id, name) = (line.text("id").to_owned(), line.text("name").to_owned());
    let alone = tables.iter().filter(|other| other.text("name") == name).count() == 1;
    let with_block = format!("{name}{}{}", text::BLOCK_MARK, line.text("block"));
    [id.clone(), if alone { name } else { id }, with_block]
}

/// A key as TOML writes it.
fn quoted(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) {
        return key.to_owned();
    }
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t"))
}
