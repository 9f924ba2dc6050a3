//! `qingdan check`: what is wrong in the returns.

use super::inputs::returns;
use super::{Format, Options, Outcome, history, load_plan, output};
use crate::check as rules;
use crate::check::Checked;
use crate::finding::Severity;
use crate::period::Period;
use crate::render::official::findings_book;
use crate::report;
use crate::text::run as text;
use crate::write::write;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What `check` is told.
#[derive(Debug, Clone)]
pub struct Check {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The period; that of the returns where `None`.
    pub period: Option<Period>,
    /// The workbook of the period before.
    pub previous: Option<PathBuf>,
    /// How results are printed.
    pub format: Format,
    /// Where 问题清单 goes, if anywhere.
    pub output: Option<PathBuf>,
    /// Whether it is said how each sheet and column was understood; beside JSON that goes to stderr.
    pub verbose: bool,
}

/// Checks returns and prints the findings.
///
/// # Errors
/// The plan is faulty, a path does not exist, or the list cannot be written.
pub fn check(job: &Check, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    if let Some(path) = &job.output {
        output::spare_inputs(path, &job.paths, job.previous.as_deref())?;
    }
    let returns = returns(&plan, &job.paths, job.period, options)?;
    let period = job.period.or_else(|| rules::common_period(&returns));
    let previous = history::before(&plan, job.previous.as_deref(), period)?;
    // One file is looked at by itself; a folder, or several files, are what came in.
    let alone = matches!(job.paths.as_slice(), [only] if !only.is_dir());
    let look = if alone { rules::check_alone } else { rules::check };
    let checked = look(&plan, &returns, job.period, previous.as_ref());
    if job.period.is_none() && checked.period.is_none() {
        output::remark(options, &several_periods(&checked));
    }
    if let Some(path) = &job.output {
        let beside = output::beside(path, returns.iter().map(|given| &given.file));
        let book = findings_book(&plan, &checked.findings, &checked.owners(), &beside);
        output::write_book(path, &write(&book)?, options)?;
        output::remark(options, &text::written(&path.to_string_lossy()));
    }
    if job.verbose {
        let understood = report::understanding_text(&plan, &returns);
        match job.format {
            Format::Text => output::print(&understood)?,
            Format::Json => output::remark(options, understood.trim_end()),
        }
    }
    output::print(&match job.format {
        Format::Text => report::check_text(&plan, &checked, &checked.findings, options.paint),
        Format::Json => report::check_json(&plan, &checked),
    })?;
    Ok(outcome(&checked))
}

/// Of which period most files are, and which are of another.
fn several_periods(checked: &Checked) -> String {
    let mut periods: BTreeMap<Period, Vec<&str>> = BTreeMap::new();
    for file in &checked.files {
        if let Some(period) = file.period {
            periods.entry(period).or_default().push(&file.file);
        }
    }
    // Of as many each, the later period is meant.
    let most = periods.iter().max_by_key(|(_, files)| files.len()).map(|(period, _)| *period);
    let others: Vec<(String, Vec<&str>)> = periods
        .into_iter()
        .filter(|(period, _)| Some(*period) != most)
        .map(|(period, files)| (period.name(), files))
        .collect();
    text::several_periods(&most.map(Period::name).unwrap_or_default(), &others)
}

/// Whether an error is open.
pub(super) fn outcome(checked: &Checked) -> Outcome {
    if checked.count(Severity::Error) > 0 { Outcome::Errors } else { Outcome::Clean }
}
