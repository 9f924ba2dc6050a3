//! `qingdan return`: what goes back to the units: copies of returns with errors, reminders, calls, and their index.

mod notices;

use super::inputs::{pool, returns};
use super::{Options, Outcome, history, load_plan, output};
use crate::archive::Archive;
use crate::check as rules;
use crate::check::{Checked, UnitReturn};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::plan::{Level, Plan};
use crate::read::{Limits, Source, digest, read};
use crate::recognize::{Return, recognize};
use crate::render::Book;
use crate::render::returned::{COPY, Said, Sent, index, plain, reviewed, sent};
use crate::roster::{Expected, roster};
use crate::text::{returned as text, run as run_text};
use crate::write::write;
use anyhow::{Context, Result, anyhow};
use notices::{Outgoing, outgoing};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rule about a form in which nothing is filled in.
const NOTHING_FILLED_IN: &str = "F12";

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
        output::write_returned(&folder.join(copy.name(checking.plan)), &copy.bytes, options, is_untouched)?;
    }
    let Outgoing { lines, notices, remarks } = outgoing(checking, checked, &names, folder);
    for (name, notice) in &notices {
        output::write_returned(&folder.join(name), notice.as_bytes(), options, notices::is_untouched)?;
    }
    let list = write(&index(checking.plan, period, &lines))?;
    output::write_book(&folder.join(format!("{}.xlsx", text::INDEX)), &list, options)?;
    let reminders = notices.iter().filter(|(name, _)| name.starts_with(text::REMINDER)).count();
    let counts = [copies.len(), reminders, notices.len() - reminders];
    let done = text::done(&folder.to_string_lossy(), counts);
    Ok(std::iter::once(done).chain(remarks).map(|line| line + "\n").collect())
}

/// A copy in the making.
struct Copy<'a> {
    of: &'a UnitReturn,
    sent: Sent,
    bytes: Vec<u8>,
    understood: Return,
}

impl Copy<'_> {
    fn name(&self, plan: &Plan) -> String {
        text::copy_file(&plan.unit(self.sent.unit).name, &self.sent.period.to_string())
    }
}

/// The copies of all returns with open errors. Each is made plain, all are checked in the places of what they are
/// copies of, and each is made again with what was said.
fn copies<'a>(checking: &Checking<'_>, checked: &'a Checked) -> Result<Vec<Copy<'a>>> {
    let plan = &*rules::adjusted(checking.plan, &checked.targets);
    let faulty: Vec<&UnitReturn> =
        checked.returns.iter().filter(|of| open(checking, checked, of, Severity::Error) > 0).collect();
    let own = |of: &UnitReturn| of.files.first().and_then(|file| checking.returns.get(*file)?.identity.period);
    let periods: BTreeSet<Period> = faulty.iter().map(|of| own(of).unwrap_or(of.period)).collect();
    let rosters: BTreeMap<Period, Vec<Expected>> =
        periods.into_iter().map(|period| (period, roster(plan, period, checking.previous))).collect();
    let mut copies = faulty
        .into_par_iter()
        .map(|of| {
            let rows = rosters.get(&own(of).unwrap_or(of.period)).map(Vec::as_slice).unwrap_or_default();
            let sent = sent(plan, checking.returns, of, rows, checking.previous.is_some());
            let bytes = write(&plain(plan, &sent))?;
            let understood = recognize(&read(&of.file, &bytes, &Limits::default()), checking.plan);
            Ok(Copy { of, sent, bytes, understood })
        })
        .collect::<Result<Vec<Copy<'_>>>>()?;
    let replaced: BTreeSet<usize> = copies.iter().flat_map(|copy| copy.of.files.iter().copied()).collect();
    let kept = checking.returns.iter().enumerate().filter(|(file, _)| !replaced.contains(file));
    let mut again: Vec<Return> = kept.map(|(_, given)| given.clone()).collect();
    again.extend(copies.iter().map(|copy| copy.understood.clone()));
    again.sort_by(|one, other| one.file.cmp(&other.file));
    let asking = Checking { plan: &asking_for_each_cell(checking.plan), ..*checking };
    let checked_again = asking.check(&again, checked.period);
    copies.par_iter_mut().try_for_each(|copy| {
        let of_files: Vec<&Finding> = of_unit(checking, checked, copy.of).collect();
        let of_copy: Vec<&Finding> = checked_again
            .findings
            .iter()
            .filter(|finding| finding.at.file == copy.of.file && !finding.waived)
            .collect();
        let said = Said { file: &copy.of.file, of_files: &of_files, of_copy: &of_copy };
        copy.bytes = stamped(reviewed(plan, &copy.sent, &copy.understood, said))?;
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(copies)
}

/// The plan without the rule that says one sentence of a form in which nothing is filled in: of a copy it is to be said
/// which cells must be.
fn asking_for_each_cell(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let whole = plan.rules.iter_mut().filter(|rule| rule.code.0 == NOTHING_FILLED_IN);
    whole.for_each(|rule| rule.level = Level::Off);
    plan
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

/// The bytes of a copy that says what it holds.
fn stamped(mut book: Book) -> Result<Vec<u8>> {
    let held = held(&read("", &write(&book)?, &Limits::default()));
    book.properties.custom.push((COPY.to_owned(), held));
    write(&book)
}

/// Whether bytes are a copy as we wrote it.
fn is_untouched(bytes: &[u8]) -> bool {
    let source = read("", bytes, &Limits::default());
    let said = source.properties.custom.iter().find(|(name, _)| name == COPY).map(|(_, held)| held.clone());
    said.is_some_and(|said| said == held(&source))
}

/// A digest over a workbook's cells.
fn held(source: &Source) -> String {
    let cells = source.grids.iter().flat_map(|grid| {
        grid.cells.iter().map(move |cell| {
            let formula = cell.formula.as_deref().unwrap_or_default();
            format!("{}!{}={}={formula}\n", grid.name, cell.at, cell.value.shown())
        })
    });
    digest(cells.collect::<String>().as_bytes())
}
