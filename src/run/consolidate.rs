//! `qingdan consolidate`: returns → the official quarter workbook.

use super::check::outcome;
use super::inputs::returns;
use super::{Format, Options, Outcome, history, load_plan, output};
use crate::check as rules;
use crate::consolidate as quarter;
use crate::period::Period;
use crate::render::official::{letter, records, workbook};
use crate::report;
use crate::text::run as text;
use crate::write::{write, write_letter};
use anyhow::Result;
use std::path::PathBuf;

/// What `consolidate` is told.
#[derive(Debug, Clone)]
pub struct Consolidate {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The period.
    pub period: Period,
    /// The workbook of the period before.
    pub previous: Option<PathBuf>,
    /// Where the workbook goes; `{period}汇总.xlsx` where `None`.
    pub output: Option<PathBuf>,
    /// Where the bulletin goes as a Word document.
    pub bulletin: Option<PathBuf>,
    /// The folder for the tables, findings and origins as CSV.
    pub records: Option<PathBuf>,
    /// How results are printed.
    pub format: Format,
}

/// Checks and consolidates returns, writes the workbook, prints the findings.
///
/// # Errors
/// The plan is faulty, a path does not exist, or the workbook cannot be written.
pub fn consolidate(job: &Consolidate, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    let path = job.output.clone().unwrap_or_else(|| PathBuf::from(text::default_workbook(&job.period.to_string())));
    output::spare_inputs(&path, &job.paths, job.previous.as_deref())?;
    if let Some(path) = &job.bulletin {
        output::may_be_letter(path, &job.paths)?;
    }
    if let Some(folder) = &job.records {
        output::apart_from_returns(folder, &job.paths)?;
    }
    let previous = history::before(&plan, job.previous.as_deref(), Some(job.period))?;
    let returns = returns(&plan, &job.paths, options)?;
    let checked = rules::check(&plan, &returns, Some(job.period), previous.as_ref());
    let quarter = quarter::consolidate(&plan, job.period, &checked, previous.as_ref());
    let bytes = write(&workbook(&plan, &quarter, options.printed_on))?;
    output::write_book(&path, &bytes, options)?;
    if let Some(path) = &job.bulletin {
        output::write_letter(path, &write_letter(&letter(&plan, &quarter, options.printed_on))?, options)?;
    }
    if let Some(folder) = &job.records {
        output::write_records(folder, &records(&plan, &quarter), options)?;
    }
    let shown = path.to_string_lossy();
    output::print(&match job.format {
        Format::Text => {
            let findings = report::check_text(&plan, &checked, &quarter.findings, options.paint);
            format!("{findings}{}\n", text::workbook_written(&shown, quarter.errors))
        }
        Format::Json => report::consolidate_json(&plan, &checked, &quarter, &shown),
    })?;
    // A template may fail on the quarter's own data: that is an error of no file.
    Ok(if quarter.errors > 0 { Outcome::Errors } else { outcome(&checked) })
}
