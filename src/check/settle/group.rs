//! Findings as lines that people read: those that say the same of one column are one line, and of a rule that objects
//! to hundreds of places in a file the rest is counted.
//!
//! Counts of errors, warnings and notes are never counts of lines: they are of findings, as JSON lists them.

use crate::finding::{Code, Finding, Severity};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::text::check as text;
use std::collections::BTreeMap;

/// How many findings of a rule in a file are shown.
const SHOWN: usize = 200;
/// Arguments that only say where: findings that differ in nothing else say the same.
const WHERE: [&str; 4] = ["cell", "row", "key", "named"];

/// A line of a list of findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where: of several findings the place of the first; of a line that counts the rest its file.
    pub at: Location,
    /// Which rule.
    pub code: &'a Code,
    /// How much it matters.
    pub severity: Severity,
    /// Its cells in order: F7, F9, F12.
    pub cells: Vec<CellRef>,
    /// The table that it is about.
    pub table: Option<TableId>,
    /// Rows that it is about, in order.
    pub rows: Vec<&'a RowKey>,
    /// What stands in the cells, each once.
    pub found: Vec<&'a str>,
    /// What is there, what is expected.
    pub message: String,
    /// What to do.
    pub hint: &'a str,
    /// How many findings it stands for.
    pub size: usize,
}

impl<'a> Line<'a> {
    /// The line of a single finding.
    #[must_use]
    pub fn of(finding: &'a Finding) -> Self {
        Self {
            at: finding.at.clone(),
            code: &finding.code,
            severity: finding.severity,
            cells: finding.at.cell.into_iter().collect(),
            table: finding.table,
            rows: finding.row.iter().collect(),
            found: finding.found.as_deref().filter(|text| !text.is_empty()).into_iter().collect(),
            message: finding.message.clone(),
            hint: &finding.hint,
            size: 1,
        }
    }

    /// The line of findings that say the same, the first of them and the others.
    fn together(first: &'a Finding, others: &[&'a Finding]) -> Self {
        let mut line = Self::of(first);
        for other in others.iter().map(|other| Self::of(other)) {
            add(&mut line.cells, other.cells);
            add(&mut line.rows, other.rows);
            add(&mut line.found, other.found);
            line.size += 1;
        }
        if !others.is_empty() {
            line.message = merged(first, others);
        }
        line
    }

    /// The line that counts the findings of a rule that are not shown, of which this is one.
    fn rest(hidden: &'a Finding, size: usize, severity: Severity) -> Self {
        Self {
            at: Location::file(&hidden.at.file),
            severity,
            cells: Vec::new(),
            rows: Vec::new(),
            found: Vec::new(),
            message: text::not_shown(size),
            hint: "",
            size,
            ..Self::of(hidden)
        }
    }

    /// Its cells as one text: `F7、F9、F12`.
    #[must_use]
    pub fn shown_cells(&self) -> String {
        let cells: Vec<String> = self.cells.iter().map(ToString::to_string).collect();
        cells.join(text::BETWEEN_PLACES)
    }

    /// Its rows as one text: `6.1-1、6.1-2`.
    #[must_use]
    pub fn shown_rows(&self) -> String {
        text::listed(&self.rows.iter().map(|row| row.0.as_str()).collect::<Vec<&str>>())
    }
}

/// Adds what is not there yet.
fn add<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// What makes two findings say the same: file, sheet, column, rule, how it is graded, field and words.
type Same<'a> = (&'a str, Option<usize>, Option<u32>, &'a str, (Severity, bool), Option<&'a str>, String, &'a str);

fn same(finding: &Finding) -> Same<'_> {
    (
        &finding.at.file,
        finding.at.sheet.as_ref().map(|sheet| sheet.index),
        finding.at.cell.map(|cell| cell.col),
        &finding.code.0,
        (finding.severity, finding.waived),
        finding.field.as_deref(),
        without_places(finding),
        &finding.hint,
    )
}

/// The arguments that only say where.
fn places(finding: &Finding) -> impl Iterator<Item = (&'static str, &str)> {
    let all = finding.args.iter().map(|(name, value)| (*name, value.as_str()));
    all.filter(|(name, value)| WHERE.contains(name) && !value.is_empty())
}

/// A finding's message with the names of such arguments in their place.
fn without_places(finding: &Finding) -> String {
    places(finding)
        .fold(finding.message.clone(), |message, (name, value)| message.replacen(value, &format!("{{{name}}}"), 1))
}

/// The message of findings that differ in places alone: it names them all.
fn merged(first: &Finding, others: &[&Finding]) -> String {
    places(first).fold(without_places(first), |message, (name, value)| {
        let mut values = vec![value];
        for other in others {
            add(&mut values, places(other).filter(|(known, _)| *known == name).map(|(_, value)| value).collect());
        }
        message.replacen(&format!("{{{name}}}"), &text::listed(&values), 1)
    })
}

/// The findings of a rule in a file.
#[derive(Default)]
struct Rule<'a> {
    /// How many there are.
    count: usize,
    /// The last of the groups that hold those that are shown.
    last: usize,
    /// One that is not shown, and how much those that are not matter at most.
    hidden: Option<(&'a Finding, Severity)>,
}

/// Puts settled findings on lines: each where its first finding stands, and behind the last line of a rule in a file
/// how many more there are.
#[must_use]
pub fn grouped(findings: &[Finding]) -> Vec<Line<'_>> {
    let mut rules: BTreeMap<(&str, &str), Rule<'_>> = BTreeMap::new();
    let mut groups: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    let mut known: BTreeMap<Same<'_>, usize> = BTreeMap::new();
    for finding in findings {
        let rule = rules.entry((&*finding.at.file, &*finding.code.0)).or_default();
        rule.count += 1;
        if rule.count > SHOWN {
            let severity = rule.hidden.map_or(finding.severity, |(_, severity)| severity.min(finding.severity));
            rule.hidden = Some((finding, severity));
            continue;
        }
        let group = *known.entry(same(finding)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some((_, others)) => others.push(finding),
            None => groups.push((finding, Vec::new())),
        }
        rule.last = rule.last.max(group);
    }
    let rests: BTreeMap<usize, Line<'_>> = rules
        .into_values()
        .filter_map(|rule| {
            let (hidden, severity) = rule.hidden?;
            Some((rule.last, Line::rest(hidden, rule.count - SHOWN, severity)))
        })
        .collect();
    let lines = groups.iter().enumerate().flat_map(|(index, (first, others))| {
        [Some(Line::together(first, others)), rests.get(&index).cloned()].into_iter().flatten()
    });
    lines.collect()
}
