//! The flows: which files come in, what is done with them, where the results go.
//!
//! The only room besides `cli` and `main` that touches files, threads and the terminal. Decides nothing about
//! returns: it calls the rooms in their order.

mod apart;
mod check;
mod consolidate;
mod diff;
mod form;
mod history;
mod inputs;
mod output;
mod plan;
mod progress;
mod returned;
mod rules;

pub use apart::read_from_stdin;
pub use check::{Check, check};
pub use consolidate::{Consolidate, consolidate};
pub use diff::{Diff, diff};
pub use form::{Form, form};
pub use plan::{init, load_plan, plan_check, plan_export, plan_import, plan_show};
pub use returned::{Returning, return_copies};
pub use rules::{Rules, RulesFormat, rules};

use crate::period::Period;
use crate::report::Paint;
use jiff::civil::Date;
use std::path::PathBuf;

/// What every command is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The plan's folder or workbook; the embedded plan where `None`.
    pub plan: Option<PathBuf>,
    /// Threads; as many as the machine has where `None`.
    pub jobs: Option<usize>,
    /// Whether progress and remarks stay away from stderr.
    pub quiet: bool,
    /// Whether stdout is coloured.
    pub paint: Paint,
    /// Whether files that are not ours may be replaced.
    pub force: bool,
    /// The day printed on covers.
    pub printed_on: Option<Date>,
    /// This program's own file, which is started to read .xls, .xlsb and .ods; without it they are refused.
    pub program: Option<PathBuf>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How a command ended, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing wrong: exit code 0.
    Clean,
    /// Findings of severity 错误 that are not waived: exit code 1.
    Errors,
}

/// `completions SHELL`: prints a script.
///
/// # Errors
/// Stdout cannot be written.
pub fn completions(script: &str) -> anyhow::Result<Outcome> {
    output::print(script)?;
    Ok(Outcome::Clean)
}

/// Reads a period, or says what one looks like.
///
/// # Errors
/// The text is not a period.
pub fn period(text: &str) -> anyhow::Result<Period> {
    text.parse().map_err(|_| anyhow::anyhow!(crate::text::run::not_a_period(text)))
}
