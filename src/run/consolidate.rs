//! `qingdan consolidate`: returns → the official quarter workbook.

use super::check::outcome;
use super::inputs::returns;
use super::returned::{self, Checking};
use super::{Format, Options, Outcome, history, load_plan, output};
use crate::check as rules;
use crate::consolidate as quarter;
use crate::period::Period;
use crate::render::official::{Printing, Readers, letter, printed, records};
use crate::report;
use crate::text::{returned as returned_text, run as text};
use crate::write::{write, write_letter};
use anyhow::Result;
use std::collections::BTreeMap;
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
    /// The folder for returned copies and notices.
    pub returned: Option<PathBuf>,
    /// Who is going to read the workbook.
    pub readers: Readers,
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
        output::apart_from_returns(folder, &job.paths, text::records_among_returns)?;
    }
    if let Some(folder) = &job.returned {
        output::apart_from_returns(folder, &job.paths, returned_text::among_returns)?;
    }
    let previous = history::before(&plan, job.previous.as_deref(), Some(job.period))?;
    let returns = returns(&plan, &job.paths, Some(job.period), options)?;
    let checked = rules::check(&plan, &returns, Some(job.period), previous.as_ref());
    let quarter = quarter::consolidate(&plan, job.period, &checked, previous.as_ref());
    // Whoever gets a copy by mail has no returns beside it.
    let beside = match job.readers {
        Readers::Office => output::beside(&path, returns.iter().map(|given| &given.file)),
        Readers::Units => BTreeMap::new(),
    };
    let printing = Printing { on: options.printed_on, readers: job.readers, returns: beside };
    let bytes = write(&printed(&plan, &quarter, &printing))?;
    output::write_book(&path, &bytes, options)?;
    if let Some(path) = &job.bulletin {
        output::write_letter(path, &write_letter(&letter(&plan, &quarter, options.printed_on))?, options)?;
    }
    if let Some(folder) = &job.records {
        output::write_records(folder, &records(&plan, &quarter), options)?;
    }
    let sent = match &job.returned {
        Some(folder) => {
            let checking = Checking { plan: &plan, returns: &returns, previous: previous.as_ref(), all: true };
            returned::write_all(&checking, &checked, folder, options)?
        }
        None => String::new(),
    };
    let shown = path.to_string_lossy();
    output::print(&match job.format {
        Format::Text => {
            let findings = report::check_text(&plan, &checked, &quarter.findings, options.paint);
            format!("{findings}{}\n{sent}", text::workbook_written(&shown, quarter.errors))
        }
        Format::Json => report::consolidate_json(&plan, &checked, &quarter, &shown),
    })?;
    // A template may fail on the quarter's own data: that is an error of no file.
    Ok(if quarter.errors > 0 { Outcome::Errors } else { outcome(&checked) })
}
