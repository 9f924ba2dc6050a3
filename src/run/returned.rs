//! `qingdan return`: what goes back to the units: copies of returns with errors, reminders, calls, and their index.

mod copies;
mod notices;
mod stale;

use super::inputs::{pool, returns};
use super::{Options, Outcome, history, load_plan, output};
use crate::archive::Archive;
use crate::check as rules;
use crate::check::{Checked, UnitReturn};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::plan::Plan;
use crate::recognize::Return;
use crate::render::returned::index;
use crate::text::{returned as text, run as run_text};
use crate::write::write;
use anyhow::{Context, Result, anyhow};
use copies::copies;
use notices::{Outgoing, outgoing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What `return` is told.
#[derive(Debug, Clone)]
pub struct Returning {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The period; that of the returns where `None`.
    pub period: Option<Period>,
    /// The workbook of the period before.
    pub previous: Option<PathBuf>,
    /// The folder that copies and notices go to; `退回` where `None`.
    pub output: Option<PathBuf>,
}

/// What returns were checked with.
pub(super) struct Checking<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// Every file that came, understood.
    pub(super) returns: &'a [Return],
    /// What the period before kept.
    pub(super) previous: Option<&'a Archive>,
    /// Whether these are all returns there are, so that who sent none is called.
    pub(super) all: bool,
}

/// Checks returns and writes what goes back to the units.
///
/// # Errors
/// The plan is faulty, a path does not exist, no period is known, or a file cannot be written.
pub fn return_copies(job: &Returning, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    let folder = job.output.clone().unwrap_or_else(|| PathBuf::from(text::FOLDER));
    output::apart_from_returns(&folder, &job.paths, text::among_returns)?;
    let returns = returns(&plan, &job.paths, job.period, options)?;
    let period = job.period.or_else(|| rules::common_period(&returns)).ok_or_else(|| anyhow!(text::NO_PERIOD))?;
    let previous = history::before(&plan, job.previous.as_deref(), Some(period))?;
    // One file is looked at by itself, as `check` does.
    let all = !matches!(job.paths.as_slice(), [only] if !only.is_dir());
    let checking = Checking { plan: &plan, returns: &returns, previous: previous.as_ref(), all };
    let checked = checking.check(&returns, Some(period));
    output::print(&write_all(&checking, &checked, &folder, options)?)?;
    Ok(Outcome::Clean)
}

impl Checking<'_> {
    fn check(&self, returns: &[Return], period: Option<Period>) -> Checked {
        let look = if self.all { rules::check } else { rules::check_alone };
        look(self.plan, returns, period, self.previous)
    }
}

/// Writes everything that goes back, and says what.
///
/// # Errors
/// A file cannot be written.
pub(super) fn write_all(
    checking: &Checking<'_>,
    checked: &Checked,
    folder: &Path,
    options: &Options,
) -> Result<String> {
    let period = checked.period.ok_or_else(|| anyhow!(text::NO_PERIOD))?;
    std::fs::create_dir_all(folder).with_context(|| run_text::cannot_create(&folder.to_string_lossy()))?;
    let copies = pool(options)?.install(|| copies(checking, checked))?;
    let names: BTreeMap<_, _> = copies.iter().map(|copy| (copy.sent.unit, copy.name(checking.plan))).collect();
    for copy in &copies {
        output::write_returned(&folder.join(copy.name(checking.plan)), &copy.bytes, options, copies::is_untouched)?;
    }
    let Outgoing { lines, notices, remarks } = outgoing(checking, checked, &names, folder);
    for (name, notice) in &notices {
        output::write_returned(&folder.join(name), notice.as_bytes(), options, notices::is_untouched)?;
    }
    let list = write(&index(checking.plan, period, &lines))?;
    output::write_book(&folder.join(format!("{}.xlsx", text::INDEX)), &list, options)?;
    let reminders = notices.iter().filter(|(name, _)| name.starts_with(text::REMINDER)).count();
    let counts = [copies.len(), reminders, notices.len() - reminders];
    let written: BTreeSet<&str> =
        names.values().map(String::as_str).chain(notices.iter().map(|(name, _)| &**name)).collect();
    let listed: Vec<&str> = lines.iter().map(|line| &*line.unit).collect();
    let units = stale::spoken_of(checking.all, checking.plan, &listed);
    let cleared = stale::clear(checking, period, &units, &written, folder);
    let done = text::done(&folder.to_string_lossy(), counts);
    Ok(std::iter::once(done).chain(cleared).chain(remarks).map(|line| line + "\n").collect())
}

/// What is said of a unit's files and is not waived.
fn of_unit<'a>(
    checking: &'a Checking<'_>,
    checked: &'a Checked,
    of: &'a UnitReturn,
) -> impl Iterator<Item = &'a Finding> {
    let files: Vec<&str> = of.files.iter().filter_map(|file| Some(&*checking.returns.get(*file)?.file)).collect();
    checked.findings.iter().filter(move |finding| !finding.waived && files.contains(&&*finding.at.file))
}

fn open(checking: &Checking<'_>, checked: &Checked, of: &UnitReturn, severity: Severity) -> usize {
    of_unit(checking, checked, of).filter(|finding| finding.severity == severity).count()
}
