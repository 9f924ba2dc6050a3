//! The JSON of `check` and `consolidate`: every key always there, `null` where unknown, arrays in Location order.

use crate::check::{Checked, FileStatus, FileVerdict};
use crate::consolidate::{Balance, Counts, Quarter, balance};
use crate::finding::{Finding, Severity};
use crate::plan::Plan;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    period: Option<String>,
    revision: &'a str,
    files: Vec<File<'a>>,
    findings: Vec<Item<'a>>,
    summary: Summary,
    reconciliation: Reconciliation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<&'a str>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    unit: Option<&'a str>,
    period: Option<String>,
    status: &'static str,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    path: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    table: Option<&'a str>,
    row: Option<&'a str>,
    field: Option<&'a str>,
    found: Option<&'a str>,
    message: &'a str,
    hint: &'a str,
    waived: bool,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Reconciliation<'a> {
    #[serde(flatten)]
    total: Equation,
    by: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    unit: &'a str,
    table: &'a str,
    #[serde(flatten)]
    equation: Equation,
}

#[derive(Serialize)]
struct Equation {
    expected: usize,
    returned: usize,
    blank: usize,
    rejected: usize,
    missing: usize,
}

impl From<Counts> for Equation {
    fn from(counts: Counts) -> Self {
        let Counts { expected, returned, blank, rejected, missing } = counts;
        Self { expected, returned, blank, rejected, missing }
    }
}

/// The JSON of `check`.
#[must_use]
pub fn check_json(plan: &Plan, checked: &Checked) -> String {
    document(plan, checked, &checked.findings, &balance(checked), None)
}

/// The JSON of `consolidate`: that of `check`, the quarter's findings and the workbook's path besides.
#[must_use]
pub fn consolidate_json(plan: &Plan, checked: &Checked, quarter: &Quarter, output: &str) -> String {
    document(plan, checked, &quarter.findings, &quarter.balance, Some(output))
}

fn document(plan: &Plan, checked: &Checked, findings: &[Finding], balance: &[Balance], output: Option<&str>) -> String {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let mut total = Counts::default();
    for line in balance {
        total.add_all(line.counts);
    }
    let document = Document {
        version: 1,
        period: checked.period.map(|period| period.to_string()),
        revision: &plan.revision,
        files: checked.files.iter().map(|file| file_json(plan, file, findings)).collect(),
        findings: findings.iter().map(|finding| item(plan, finding)).collect(),
        summary: Summary {
            files: checked.files.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
        reconciliation: Reconciliation {
            total: total.into(),
            by: balance
                .iter()
                .map(|line| Line {
                    unit: &plan.unit(line.unit).name,
                    table: &plan.table(line.table).name,
                    equation: line.counts.into(),
                })
                .collect(),
        },
        output,
    };
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn file_json<'a>(plan: &'a Plan, file: &'a FileVerdict, findings: &[Finding]) -> File<'a> {
    let count = |severity: Severity| {
        findings.iter().filter(|finding| finding.at.file == file.file && finding.severity == severity).count()
    };
    File {
        path: &file.file,
        unit: file.unit.map(|unit| plan.unit(unit).name.as_str()),
        period: file.period.map(|period| period.to_string()),
        status: status(file.status),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
    }
}

fn status(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Accepted => "accepted",
        FileStatus::AcceptedWithWarnings => "accepted-with-warnings",
        FileStatus::NeedsCorrection => "needs-correction",
        FileStatus::Refused => "refused",
        FileStatus::Superseded => "superseded",
        FileStatus::Ignored => "ignored",
    }
}

fn item<'a>(plan: &'a Plan, finding: &'a Finding) -> Item<'a> {
    Item {
        code: &finding.code.0,
        name: plan.rule(&finding.code).map_or("", |rule| &rule.name),
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        path: Some(&*finding.at.file).filter(|path| !path.is_empty()),
        sheet: finding.at.sheet.as_ref().map(|sheet| &*sheet.name),
        cell: finding.at.cell.map(|cell| cell.to_string()),
        table: finding.table.map(|table| plan.table(table).name.as_str()),
        row: finding.row.as_ref().map(|row| row.0.as_str()),
        field: finding.field.as_deref().filter(|field| !field.is_empty()),
        found: finding.found.as_deref(),
        message: &finding.message,
        hint: &finding.hint,
        waived: finding.waived,
    }
}
