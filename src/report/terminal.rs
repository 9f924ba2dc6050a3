//! Findings as terminal text: by file, then place, what is there, what to do; totals last. Findings that say the same
//! share a line; the totals count each.

use super::Paint;
use crate::check::{Checked, FileStatus, Line, grouped};
use crate::consolidate::{Counts, balance};
use crate::finding::{Finding, Severity};
use crate::plan::Plan;
use crate::text::report as text;
use std::fmt::Write;

/// The text of `check` and of the findings of `consolidate`.
#[must_use]
pub fn check_text(plan: &Plan, checked: &Checked, findings: &[Finding], paint: Paint) -> String {
    let mut out = String::new();
    let all = grouped(findings);
    let of = |file: &str| all.iter().filter(|line| *line.at.file == *file).collect::<Vec<&Line<'_>>>();
    for file in &checked.files {
        let own = of(&file.file);
        let unit = file.unit.map_or("", |unit| &plan.unit(unit).name);
        // A clean file needs no lines of its own; the totals count it.
        if own.is_empty() && file.status == FileStatus::Accepted {
            continue;
        }
        let _ = writeln!(out, "{}", text::file_heading(&file.file, unit, status_word(file.status)));
        lines(&mut out, &own, paint);
    }
    let mut other: Vec<&Line<'_>> = all.iter().filter(|line| !line.at.file.is_empty()).collect();
    other.retain(|line| checked.files.iter().all(|file| file.file != line.at.file));
    if let Some(first) = other.first() {
        let _ = writeln!(out, "{}", text::previous_heading(&first.at.file));
        lines(&mut out, &other, paint);
    }
    let general = of("");
    if !general.is_empty() {
        let _ = writeln!(out, "{}", text::GENERAL);
        lines(&mut out, &general, paint);
    }
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let _ = writeln!(out, "{}", text::totals(checked.files.len(), counts, all.len()));
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
        lines(&mut out, &grouped(findings).iter().collect::<Vec<&Line<'_>>>(), Paint::Plain);
    }
    out
}

fn lines(out: &mut String, lines: &[&Line<'_>], paint: Paint) {
    for line in lines {
        let place =
            line.at.sheet.as_ref().map(|sheet| text::place(&sheet.name, &line.shown_cells())).unwrap_or_default();
        let _ = writeln!(out, "  {} {} {place}{}", severity(line.severity, paint), line.code, line.message);
        if !line.hint.is_empty() && line.severity != Severity::Note {
            let _ = writeln!(out, "       {}", line.hint);
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
