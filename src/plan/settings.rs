//! `plan.toml`: what the plan is called, when returns are due, thresholds and weights, reading limits.

use super::problem::problem;
use crate::finding::Finding;
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::read::Limits;
use crate::text::consolidate::limit;
use crate::text::plan as text;
use crate::value::{plain, round};
use jiff::civil::Date;
use serde::Deserialize;

/// A threshold or weight with the name that formulas use.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// `投资超额系数`.
    pub name: String,
    /// Its value.
    pub value: f64,
}

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

/// Limits in the order written.
pub(super) fn limits(table: &toml::Table, at: &Location, findings: &mut Vec<Finding>) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (name, value) in table {
        let number = value.as_float().or_else(|| value.as_integer().and_then(|n| n.to_string().parse().ok()));
        match number {
            Some(number) => limits.push(Limit { name: name.clone(), value: number }),
            None => findings.push(problem("P05", at.clone(), text::not_a_number(name, &value.to_string()))),
        }
    }
    limits
}

/// C04: the weights of the league add up to 100 %. It is a rule about the plan, so that it stands here and not in the
/// catalogue, which is part of the plan and could switch it off. `source` is the file's text; its place there is the
/// line of the first weight.
pub(super) fn weights(limits: &[Limit], source: &str, at: &Location, findings: &mut Vec<Finding>) {
    let weight = |name: &str| limits.iter().find(|limit| limit.name == name).map_or(0.0, |limit| limit.value);
    let sum = round(limit::WEIGHTS.iter().map(|name| weight(name)).sum(), 6);
    if limits.is_empty() || (sum - 100.0).abs() < 1e-6 {
        return;
    }
    let names =
        |line: &str| limit::WEIGHTS.iter().any(|name| line.trim_start().trim_start_matches('"').starts_with(name));
    let line = source.lines().position(names).and_then(|line| u32::try_from(line).ok());
    let at = Location { cell: line.map(|line| CellRef::new(line, 0)), ..at.clone() };
    findings.push(problem("C04", at, text::weights(&plain(sum))));
}

/// Deadlines, ordered by period.
pub(super) fn deadlines(table: &toml::Table, at: &Location, findings: &mut Vec<Finding>) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    for (name, value) in table {
        let due = value.as_datetime().and_then(|written| written.to_string().parse::<Date>().ok());
        match (name.parse::<Period>(), due) {
            (Ok(period), Some(due)) => deadlines.push(Deadline { period, due }),
            (Err(_), _) => findings.push(problem("P05", at.clone(), text::not_a_period("deadlines", name))),
            (Ok(_), None) => findings.push(problem("P05", at.clone(), text::not_a_date(name, &value.to_string()))),
        }
    }
    deadlines.sort_by_key(|deadline| deadline.period);
    deadlines
}
