//! `plan.toml`: what the plan is called, when returns are due, reading limits.

use super::files::Written;
use super::problem::problem;
use crate::finding::Finding;
use crate::location::Location;
use crate::period::Period;
use crate::read::Limits;
use crate::text::plan as text;
use crate::text::plan_sheets::SETTINGS;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

/// When the returns of a period are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The period.
    pub period: Period,
    /// The last day on which a return is in time.
    pub due: Date,
}

/// `plan.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) format: u32,
    pub(super) id: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) follows: Vec<String>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) office: String,
    pub(super) year: i16,
    pub(super) term: Term,
    #[serde(default)]
    pub(super) deadlines: toml::Table,
    #[serde(default)]
    pub(super) limits: toml::Table,
    #[serde(default)]
    pub(super) reading: Reading,
}

/// The years the work runs over.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
pub struct Term {
    /// First day, `2023-01-01`.
    pub start: Option<toml::value::Datetime>,
    /// Last day, `2027-12-31`.
    pub end: Option<toml::value::Datetime>,
}

/// Reading limits as written; what is left out keeps its default.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Reading {
    file_bytes: Option<u64>,
    inflated_bytes: Option<u64>,
    cells: Option<usize>,
    sheets: Option<usize>,
}

impl Reading {
    pub(super) fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            file_bytes: self.file_bytes.unwrap_or(default.file_bytes),
            inflated_bytes: self.inflated_bytes.unwrap_or(default.inflated_bytes),
            cells: self.cells.unwrap_or(default.cells),
            sheets: self.sheets.unwrap_or(default.sheets),
        }
    }
}

/// Where the entries of `plan.toml` stand.
pub(super) struct Spots<'a> {
    written: &'a Written<'a>,
    document: Option<Spanned<DeTable<'a>>>,
}

impl<'a> Spots<'a> {
    pub(super) fn of(written: &'a Written<'a>) -> Self {
        Self { written, document: written.text.and_then(|text| DeTable::parse(text).ok()) }
    }

    /// Where the key at the end of a path stands, or the last of those before it that is there.
    pub(super) fn at(&self, path: &[&str]) -> Location {
        let mut at = None;
        let mut table = self.document.as_ref().map(Spanned::get_ref);
        for step in path {
            let entry = table.and_then(|table| table.iter().find(|(key, _)| key.get_ref() == step));
            let Some((key, value)) = entry else { break };
            at = Some(key.span().start);
            table = value.get_ref().as_table();
        }
        at.map_or_else(|| self.written.file.clone(), |at| self.written.at(at))
    }
}

/// The years for which there can be a plan.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The fewest and the most of what may be read of a file: below the least no form could be read.
const READING: [(&str, u64, u64); 4] = [
    ("file-bytes", 1 << 20, 1 << 30),
    ("inflated-bytes", 1 << 20, 1 << 33),
    ("cells", 10_000, 20_000_000),
    ("sheets", 20, 10_000),
];

/// What the settings must and must not say.
pub(super) fn check(settings: &Settings, spots: &Spots<'_>, findings: &mut Vec<Finding>) {
    let label = |path: &str| SETTINGS.iter().find(|(known, _)| *known == path).map_or("", |(_, label)| label);
    for (path, value) in [("id", &settings.id), ("title", &settings.title)] {
        if value.trim().is_empty() {
            findings.push(problem("P04", spots.at(&[path]), text::empty_cell(label(path))));
        }
    }
    if !YEARS.contains(&settings.year) {
        let (least, most) = (YEARS.start().to_string(), YEARS.end().to_string());
        let message = text::out_of_range(label("year"), &settings.year.to_string(), &least, &most, true);
        findings.push(problem("P05", spots.at(&["year"]), message));
    }
    let day = |written: &Option<toml::value::Datetime>| written.and_then(|day| day.to_string().parse::<Date>().ok());
    let bounds = [("start", &settings.term.start), ("end", &settings.term.end)];
    for (key, written) in bounds {
        let name = label(&format!("term.{key}"));
        match written {
            None => findings.push(problem("P04", spots.at(&["term"]), text::empty_cell(name))),
            Some(found) if day(written).is_none() => {
                findings.push(problem("P05", spots.at(&["term", key]), text::not_a_date(name, &found.to_string())));
            }
            Some(_) => {}
        }
    }
    if let (Some(start), Some(end)) = (day(&settings.term.start), day(&settings.term.end))
        && end < start
    {
        let message = text::before(label("term.end"), &end.to_string(), label("term.start"), &start.to_string());
        findings.push(problem("P05", spots.at(&["term", "end"]), message));
    }
    let reading = settings.reading.limits();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let found = [reading.file_bytes, reading.inflated_bytes, count(reading.cells), count(reading.sheets)];
    for ((key, least, most), found) in READING.into_iter().zip(found) {
        if !(least..=most).contains(&found) {
            let name = label(&format!("reading.{key}"));
            let message = text::out_of_range(name, &found.to_string(), &least.to_string(), &most.to_string(), true);
            findings.push(problem("P05", spots.at(&["reading", key]), message));
        }
    }
}

/// Deadlines, ordered by period.
pub(super) fn deadlines(table: &toml::Table, spots: &Spots<'_>, findings: &mut Vec<Finding>) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    for (name, value) in table {
        let at = || spots.at(&["deadlines", name]);
        let due = value.as_datetime().and_then(|written| written.to_string().parse::<Date>().ok());
        match (name.parse::<Period>(), due) {
            (Ok(period), Some(due)) if due < period.start() => {
                let message = text::before(name, &due.to_string(), text::PERIOD_START, &period.start().to_string());
                findings.push(problem("P05", at(), message));
            }
            (Ok(period), Some(due)) => deadlines.push(Deadline { period, due }),
            (Err(_), _) => findings.push(problem("P05", at(), text::not_a_period(text::PERIOD, name))),
            (Ok(_), None) => findings.push(problem("P05", at(), text::not_a_date(name, &value.to_string()))),
        }
    }
    deadlines.sort_by_key(|deadline| deadline.period);
    deadlines
}
