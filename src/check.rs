//! Returns + plan + roster → checked rows, findings, and what became of every file and every expected row.
//!
//! Gate before grade: file → identity → period → structure → cells → row → cross-table. A failed gate says one
//! sentence and stops what depends on it, not the rest. Rules of scope Quarter run in `consolidate`.

mod catalogue;
mod cell;
mod choose;
mod collection;
mod cross;
mod decisions;
mod file;
mod foreign;
mod format;
mod history;
mod ledger;
mod leftover;
mod linked;
mod registered;
mod row;
mod settle;
mod stated;
mod structure;
mod sums;
mod tamper;
mod unit;

pub use catalogue::missing_from;
pub(crate) use choose::edition;
pub(crate) use cross::light_counts;
pub use decisions::{Target, Waiver, Waivers, adjusted, settle_quarter, standing_targets};
pub use file::common_period;
pub use history::edits;
pub use row::row_tests;
pub use settle::{Line, grouped, settle};
pub(crate) use tamper::is_same;

use crate::archive::Archive;
use crate::finding::{Finding, Severity};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, SheetRef};
use crate::period::Period;
use crate::plan::{Part, Plan, Scope, UnitId};
use crate::recognize::{Cover, Return, Unplaced};
use crate::roster::{Due, Expected, roster};
use crate::value::{Value, days_between};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that was checked.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The period, where all files are of one.
    pub period: Option<Period>,
    /// What became of every file, in path order.
    pub files: Vec<FileVerdict>,
    /// The returns that count, in official order of their units.
    pub returns: Vec<UnitReturn>,
    /// Every row of every unit's roster, in the roster's order, then the rows of tables with open rows.
    pub rows: Vec<CheckedRow>,
    /// The findings, settled, in order.
    pub findings: Vec<Finding>,
    /// What was read into cells, in order.
    pub receipts: Vec<Noted>,
    /// Filled cells of tables that are in no row that counts and of which nothing else is said, in order.
    pub leftovers: Vec<Leftover>,
    /// The office's waivers (豁免) in force.
    pub waivers: Waivers,
    /// The office's adjusted targets (目标调整).
    pub targets: Vec<Target>,
}

/// A normalisation and its place: what stands there, what it was read as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noted {
    /// The cell.
    pub at: Location,
    /// What stands there.
    pub found: String,
    /// What it was read as.
    pub read_as: String,
    /// In what way.
    pub note: &'static str,
}

/// A filled cell that is in no row that counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leftover {
    /// The cell.
    pub at: Location,
    /// What stands there.
    pub text: String,
    /// Why it does not count; empty where the whole file does not.
    pub reason: &'static str,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct FileVerdict {
    /// Its path.
    pub file: Arc<str>,
    /// Whose it is, where that is known.
    pub unit: Option<UnitId>,
    /// For when, where that is known.
    pub period: Option<Period>,
    /// What became of it.
    pub status: FileStatus,
    /// Its filled cells that entered no table.
    pub unplaced: Vec<Unplaced>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileStatus {
    /// Read and used, nothing to object.
    Accepted,
    /// Read and used; something must be explained.
    AcceptedWithWarnings,
    /// Read and used as far as possible; goes back.
    NeedsCorrection,
    /// Not used at all.
    Refused,
    /// Another return of the same unit counts.
    Superseded,
    /// No return (our own workbook).
    Ignored,
}

/// A unit's return: one file, or several that hold different tables.
#[derive(Debug, Clone)]
pub struct UnitReturn {
    /// Whose.
    pub unit: UnitId,
    /// For when.
    pub period: Period,
    /// Its files by their place among the returns given, the main one first.
    pub files: Vec<usize>,
    /// The main file's path.
    pub file: Arc<str>,
    /// Its cover.
    pub cover: Cover,
    /// When it was received: by the office's 收件登记, else by the cover.
    pub received: Option<Received>,
}

/// When a return was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The day.
    pub on: Date,
    /// Whether the office registered it; else it is the day written on the cover.
    pub registered: bool,
}

impl Received {
    /// Whole days after the day it was due; 0 where in time.
    #[must_use]
    pub fn days_late(self, due: Date) -> i64 {
        days_between(due, self.on).max(0)
    }
}

/// A row after checking.
#[derive(Debug, Clone)]
pub struct CheckedRow {
    /// Whose.
    pub unit: UnitId,
    /// Which table.
    pub table: TableId,
    /// Which row.
    pub key: RowKey,
    /// The unit's part in it.
    pub part: Part,
    /// Whether it is asked for.
    pub due: Due,
    /// What became of it.
    pub state: State,
    /// Its values by slot: the plan's, what the unit filled in, and the computed ones.
    pub values: Vec<Value>,
    /// What stands in cells that may not be used, by slot.
    pub unusable: BTreeMap<usize, String>,
    /// Where it came from.
    pub origin: Option<RowOrigin>,
    /// Where each slot's cell is, on the origin's sheet.
    pub cells: Vec<Option<CellRef>>,
    /// Slots that another row filled in, with the place they come from: a department's part of a ledger row.
    pub borrowed: BTreeMap<usize, Location>,
    /// What a supporting unit typed into cells that are not asked of it, by slot.
    pub offered: BTreeMap<usize, Value>,
    /// Whether the row counts in the closing equation.
    pub expected: bool,
}

/// Where a row came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOrigin {
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: SheetRef,
    /// The row, from zero.
    pub row: u32,
}

/// What became of an expected row. The four add up to what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It came, with at least one usable cell.
    Returned,
    /// It came, and nothing is filled in.
    Blank,
    /// It came in a refused file, or twice, or with nothing usable.
    Rejected,
    /// It did not come.
    Missing,
}

impl CheckedRow {
    /// The place of a slot's cell, or of the row's sheet, or of nothing.
    #[must_use]
    pub fn location(&self, slot: usize) -> Location {
        if let Some(borrowed) = self.borrowed.get(&slot) {
            return borrowed.clone();
        }
        match (&self.origin, self.cells.get(slot).copied().flatten()) {
            (Some(origin), Some(cell)) => Location::cell(&origin.file, &origin.sheet, cell),
            (Some(origin), None) => Location::sheet(&origin.file, &origin.sheet),
            (None, _) => Location::nowhere(),
        }
    }
}

impl Checked {
    /// The row of a unit in a table.
    #[must_use]
    pub fn row(&self, unit: UnitId, table: TableId, key: &RowKey) -> Option<&CheckedRow> {
        self.rows.iter().find(|row| row.unit == unit && row.table == table && row.key == *key)
    }

    /// The return of a unit that counts.
    #[must_use]
    pub fn unit_return(&self, unit: UnitId) -> Option<&UnitReturn> {
        self.returns.iter().find(|known| known.unit == unit)
    }

    /// Whether a unit need not report, by a waiver.
    #[must_use]
    pub fn is_excused(&self, plan: &Plan, unit: UnitId) -> bool {
        collection::is_excused(plan, &self.waivers, unit)
    }

    /// Whose each file is, where that is known.
    #[must_use]
    pub fn owners(&self) -> BTreeMap<Arc<str>, UnitId> {
        self.files.iter().filter_map(|file| Some((Arc::clone(&file.file), file.unit?))).collect()
    }

    /// How many findings of a severity are open (not waived).
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity && !finding.waived).count()
    }
}

/// Checks returns, which must be in path order. `period` is what was asked for; without it the period of the
/// returns is taken, and where they differ each is judged by its own.
#[must_use]
pub fn check(plan: &Plan, returns: &[Return], period: Option<Period>, previous: Option<&Archive>) -> Checked {
    checked(plan, returns, (period, previous), true)
}

/// Checks returns by themselves, as `check` does: of units that sent none of them nothing is said.
#[must_use]
pub fn check_alone(plan: &Plan, returns: &[Return], period: Option<Period>, previous: Option<&Archive>) -> Checked {
    checked(plan, returns, (period, previous), false)
}

/// `all` is whether these are all returns there are, so that who sent none is missing.
fn checked(
    plan: &Plan,
    returns: &[Return],
    (period, previous): (Option<Period>, Option<&Archive>),
    all: bool,
) -> Checked {
    let common = period.or_else(|| file::common_period(returns));
    let mut findings = Vec::new();
    let mut gates: Vec<file::Gate> =
        returns.iter().map(|given| file::gate(plan, given, common, &mut findings)).collect();
    let chosen = choose::choose(plan, returns, &mut gates, &mut findings);
    let decisions = decisions::read(plan, common, returns, &gates, &chosen, previous);
    let waivers = &decisions.waivers;
    let plan = &*adjusted(plan, &decisions.targets);

    let mut checked = Checked { period: common, ..Checked::default() };
    let mut rosters: BTreeMap<Period, Vec<Expected>> = BTreeMap::new();
    if let Some(period) = common {
        rosters.insert(period, roster(plan, period, previous));
    }
    for (unit, files) in &chosen {
        let Some(period) = common.or_else(|| files.first().and_then(|file| returns.get(*file)?.identity.period)) else {
            continue;
        };
        let rows = rosters.entry(period).or_insert_with(|| roster(plan, period, previous));
        let expected: Vec<&Expected> = rows.iter().filter(|row| row.unit == *unit).collect();
        let context = unit::Context { plan, period, returns, files, decisions: &decisions, previous };
        unit::check_unit(&context, *unit, &expected, &mut checked, &mut findings);
    }
    if common.is_some() {
        let rows: Vec<&Expected> = rosters.values().flatten().collect();
        unit::add_absent(plan, &gates, &rows, &mut checked);
    }
    ledger::complete(plan, waivers, (common, previous), &mut checked, &mut findings);
    decisions::review(plan, &mut checked, &mut findings);
    // Who is missing can only be said of one period, and so whether a waiver for that is of use.
    let whole = all && common.is_some();
    if whole {
        collection::check(plan, waivers, &checked, &mut findings);
        registered::check(plan, &checked, &mut findings);
        linked::check(plan, returns, &checked, &mut findings);
    }
    if let Some(previous) = previous {
        history::check(plan, previous, &decisions.targets, &checked, &mut findings);
    }
    file::stray_documents(plan, returns, &checked, &mut findings);
    checked.receipts.sort();
    if !all {
        let sent: Vec<UnitId> = gates.iter().filter_map(|gate| gate.unit).collect();
        checked.rows.retain(|row| sent.contains(&row.unit));
        // An issue of which none of them has a row is known from the period before alone.
        findings.retain(|finding| finding.row.is_none() || !finding.at.file.is_empty());
    }
    let known: &[Scope] =
        if whole { &[Scope::File, Scope::Return, Scope::Collection] } else { &[Scope::File, Scope::Return] };
    checked.findings = decisions::conclude(plan, waivers, findings, known);
    checked.files = file::verdicts(returns, &gates, &checked.findings);
    checked.leftovers = leftover::collect(plan, returns, &gates, &checked);
    (checked.waivers, checked.targets) = (decisions.waivers, decisions.targets);
    checked
}
