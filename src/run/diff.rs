//! `qingdan diff`: two quarter workbooks → what is otherwise.

use super::{Format, Options, Outcome, history, load_plan, output};
use crate::consolidate::changes;
use crate::report;
use anyhow::Result;
use std::path::PathBuf;

/// What `diff` is told.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The earlier workbook.
    pub old: PathBuf,
    /// The later one.
    pub new: PathBuf,
    /// How results are printed.
    pub format: Format,
}

/// Prints what is otherwise in the later workbook.
///
/// # Errors
/// The plan is faulty, or a file is no quarter workbook of it.
pub fn diff(job: &Diff, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    let old = history::archive(&plan, &job.old)?;
    let new = history::archive(&plan, &job.new)?;
    let changes = changes(&plan, &old, &new);
    output::print(&match job.format {
        Format::Text => report::changes_text(&plan, &old, &new, &changes),
        Format::Json => report::changes_json(&plan, &old, &new, &changes),
    })?;
    Ok(Outcome::Clean)
}
