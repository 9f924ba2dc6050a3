//! Findings as terminal text: by file, then place, what is there, what to do; totals last.

use super::Paint;
use crate::check::{Checked, FileStatus};
use crate::consolidate::{Counts, balance};
use crate::finding::{Finding, Severity};
use crate::plan::Plan;
use crate::text::report as text;
use std::fmt::Write;

/// The text of `check` and of the findings of `consolidate`.
#[must_use]
pub fn check_text(plan: &Plan, checked: &Checked, findings: &[Finding], paint: Paint) -> String {
    let mut out = String::new();
    let general: Vec<&Finding> = findings.iter().filter(|finding| finding.at.file.is_empty()).collect();
    for file in &checked.files {
        let own: Vec<&Finding> = findings.iter().filter(|finding| finding.at.file == file.file).collect();
        let unit = file.unit.map_or("", |unit| &plan.unit(unit).name);
        // A clean file needs no lines of its own; the totals count it.
        if own.is_empty() && file.status == FileStatus::Accepted {
            continue;
        }
        let _ = writeln!(out, "{}", text::file_heading(&file.file, unit, status_word(file.status)));
        lines(&mut out, &own, paint);
    }
    let mut other: Vec<&Finding> = findings.iter().filter(|finding| !finding.at.file.is_empty()).collect();
    other.retain(|finding| checked.files.iter().all(|file| file.file != finding.at.file));
    if let Some(first) = other.first() {
        let _ = writeln!(out, "{}", text::previous_heading(&first.at.file));
        lines(&mut out, &other, paint);
    }
    if !general.is_empty() {
        let _ = writeln!(out, "{}", text::GENERAL);
        lines(&mut out, &general, paint);
    }
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let _ = writeln!(
        out,
        "{}",
        text::totals(checked.files.len(), count(Severity::Error), count(Severity::Warning), count(Severity::Note))
    );
    let mut total = Counts::default();
    for line in balance(checked) {
        total.add_all(line.counts);
    }
    let _ = writeln!(
        out,
        "{}",
        text::equation([total.expected, total.returned, total.blank, total.rejected, total.missing], total.closes())
    );
    out
}

/// What was edited by hand in a quarter workbook, under its name; nothing where nothing was.
#[must_use]
pub fn edits_text(findings: &[Finding]) -> String {
    let mut out = String::new();
    if let Some(first) = findings.first() {
        let _ = writeln!(out, "{}", text::edits_heading(&first.at.file));
        lines(&mut out, &findings.iter().collect::<Vec<&Finding>>(), Paint::Plain);
    }
    out
}

fn lines(out: &mut String, findings: &[&Finding], paint: Paint) {
    for finding in findings {
        let place = match (&finding.at.sheet, finding.at.cell) {
            (Some(sheet), Some(cell)) => text::place(&sheet.name, &cell.to_string()),
            (Some(sheet), None) => text::place(&sheet.name, ""),
            (None, _) => String::new(),
        };
        let severity = severity(finding.severity, paint);
        let _ = writeln!(out, "  {severity} {} {place}{}", finding.code, finding.message);
        if !finding.hint.is_empty() && finding.severity != Severity::Note {
            let _ = writeln!(out, "       {}", finding.hint);
        }
    }
}

fn severity(severity: Severity, paint: Paint) -> String {
    let (word, color) = match severity {
        Severity::Error => (text::ERROR, "31"),
        Severity::Warning => (text::WARNING, "33"),
        Severity::Note => (text::NOTE, "36"),
    };
    match paint {
        Paint::Colored => format!("\u{1b}[{color}m{word}\u{1b}[0m"),
        Paint::Plain => word.to_owned(),
    }
}

fn status_word(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Accepted => text::ACCEPTED,
        FileStatus::AcceptedWithWarnings => text::ACCEPTED_WITH_WARNINGS,
        FileStatus::NeedsCorrection => text::NEEDS_CORRECTION,
        FileStatus::Refused => text::REFUSED,
        FileStatus::Superseded => text::SUPERSEDED,
        FileStatus::Ignored => text::IGNORED,
    }
}

/// Findings about a plan, each with file and line, or with workbook, sheet and cell.
#[must_use]
pub fn plan_findings_text(findings: &[Finding], paint: Paint) -> String {
    let mut out = String::new();
    for finding in findings {
        let place = match (&finding.at.sheet, finding.at.cell) {
            _ if finding.at.file.is_empty() => String::new(),
            (Some(_), _) => format!("{}：", finding.at),
            (None, cell) => {
                format!("{}{}：", finding.at.file, cell.map(|cell| text::line(cell.row)).unwrap_or_default())
            }
        };
        let (message, hint) = (&finding.message, &finding.hint);
        let _ = writeln!(out, "{} {} {place}{message}{hint}", severity(finding.severity, paint), finding.code);
    }
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let _ = writeln!(out, "{}", text::plan_totals(count(Severity::Error), findings.len() - count(Severity::Error)));
    out
}
