//! Checked returns → the quarter: five tables in official order, lights, league, balance, each row with origins.
//!
//! Knows alone who counts. Rules of scope Quarter (C02 C03 C05 C06) run here and are settled by the same function.

mod board;
mod bulletin;
mod changes;
mod coordination;
mod explain;
mod kept;
mod league;
mod official;
mod score;
mod scored;
mod standing;
mod submission;
mod supporters;
mod totals;
mod trace;

pub use bulletin::bulletin_name;
pub use changes::{Change, changes};
pub use scored::{Board, Component, League, LeagueIndicator, LeagueItem, LeagueUnit, LeftOutFor, Mark, ZeroFor};
pub use totals::{in_total, is_money, summed};

use crate::archive::{Archive, Earlier};
use crate::check::{Checked, FileStatus, Noted, State, Target, Waiver, adjusted, settle_quarter};
use crate::finding::{Finding, Severity};
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::plan::{Part, Plan, UnitId};
use crate::value::Value;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A period, consolidated.
#[derive(Debug, Clone)]
pub struct Quarter {
    /// The period.
    pub period: Period,
    /// The plan's revision.
    pub revision: String,
    /// 主要指标进度表, 重大项目实施表, 重点任务攻坚表, 督导服务销号表, in this order.
    pub tables: Vec<OfficialTable>,
    /// 争先创优晾晒表.
    pub league: League,
    /// 群组明细.
    pub group_detail: Vec<GroupLine>,
    /// 报送情况, in official order of units.
    pub submissions: Vec<Submission>,
    /// The closing equation by unit and table.
    pub balance: Vec<Balance>,
    /// 需协调事项.
    pub coordination: Vec<Request>,
    /// The period before, and the file it was read from; none in the first period.
    pub previous: Option<(Period, Arc<str>)>,
    /// 本期变化.
    pub changes: Vec<Change>,
    /// Figures of earlier periods, for the next one.
    pub earlier: Vec<Earlier>,
    /// 季度通报, 月度专报 or 年度评估: its paragraphs; the first is the title.
    pub bulletin: Vec<String>,
    /// 数据溯源, first part.
    pub trace: Vec<TraceLine>,
    /// 数据溯源, second part.
    pub unplaced: Vec<UnplacedLine>,
    /// Whose each file is, where that is known.
    pub owners: BTreeMap<Arc<str>, UnitId>,
    /// 规范化记录.
    pub receipts: Vec<Noted>,
    /// The office's waivers (豁免) in force.
    pub waivers: Vec<Waiver>,
    /// The office's adjusted targets (目标调整).
    pub targets: Vec<Target>,
    /// The office's verdicts (核定), in official order.
    pub verdicts: Vec<Verdict>,
    /// All findings, settled, in order; those of scope Quarter included.
    pub findings: Vec<Finding>,
    /// How many of them are open errors: while there is one, the workbook is 征求意见稿.
    pub errors: usize,
}

/// An official table.
#[derive(Debug, Clone)]
pub struct OfficialTable {
    /// Which.
    pub id: TableId,
    /// Its rows, in official order; projects by 项目类型.
    pub rows: Vec<OfficialRow>,
}

/// A consolidated row.
#[derive(Debug, Clone)]
pub struct OfficialRow {
    /// Its code.
    pub key: RowKey,
    /// Who answers for it.
    pub unit: UnitId,
    /// Its values by slot, as formulas see them.
    pub values: Vec<Value>,
    /// What stands in cells that may not be used, by slot: written as text, marked.
    pub unusable: BTreeMap<usize, String>,
    /// Where its value comes from.
    pub measured: MeasuredBy,
    /// Whether its value is due, missing, or left out on purpose.
    pub standing: Standing,
    /// Where its cells came from: the lead's row.
    pub origin: Option<Location>,
}

/// Where the value of an official row comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum MeasuredBy {
    /// A return.
    Return,
    /// The value of another row of the same table.
    SameAs(RowKey),
    /// A total of 重大项目实施表: the plan's indicator says which.
    Projects,
}

/// How an official row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It has been reported.
    Reported,
    /// It is not asked for in this period.
    NotDue,
    /// The lead sent nothing usable (牵头单位未报送).
    LeadMissing,
}

/// The office's verdict (核定) on a measure.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The measure.
    pub key: RowKey,
    /// Its lead.
    pub lead: UnitId,
    /// The status that the lead reported; empty where it reported none.
    pub reported: String,
    /// The status that counts.
    pub decided: String,
    /// Why.
    pub reason: String,
}

/// A line of 群组明细.
#[derive(Debug, Clone)]
pub struct GroupLine {
    /// The measure.
    pub key: RowKey,
    /// Who reported, or did not.
    pub unit: UnitId,
    /// What it reported; none where nothing came.
    pub text: Option<String>,
    /// Where it stands.
    pub origin: Option<Location>,
}

/// A line of 报送情况.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Who.
    pub unit: UnitId,
    /// How it stands.
    pub status: SubmissionStatus,
    /// Whether it need not report, by a waiver, and did not.
    pub excused: bool,
    /// When it was received.
    pub received: Option<Date>,
    /// When it was due.
    pub due: Option<Date>,
    /// Days late; 0 where in time.
    pub late: i64,
    /// The closing equation over all its tables.
    pub counts: Counts,
    /// Open findings: 错误, 警告, 提示.
    pub findings: [usize; 3],
    /// The file that counts.
    pub file: Option<Arc<str>>,
    /// 填报人.
    pub contact: String,
    /// 联系电话.
    pub phone: String,
}

/// How a unit's return stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubmissionStatus {
    /// 按时.
    InTime,
    /// 逾期.
    Late,
    /// 未报.
    Missing,
    /// 退回: only refused files came.
    Refused,
}

/// expected = returned + blank + rejected + missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 应报.
    pub expected: usize,
    /// 已报.
    pub returned: usize,
    /// 空白.
    pub blank: usize,
    /// 退回.
    pub rejected: usize,
    /// 缺失.
    pub missing: usize,
}

impl Counts {
    /// Counts one more row.
    pub fn add(&mut self, state: State) {
        self.expected += 1;
        match state {
            State::Returned => self.returned += 1,
            State::Blank => self.blank += 1,
            State::Rejected => self.rejected += 1,
            State::Missing => self.missing += 1,
        }
    }

    /// Adds other counts.
    pub fn add_all(&mut self, other: Self) {
        self.expected += other.expected;
        self.returned += other.returned;
        self.blank += other.blank;
        self.rejected += other.rejected;
        self.missing += other.missing;
    }

    /// Whether the equation closes.
    #[must_use]
    pub fn closes(&self) -> bool {
        self.expected == self.returned + self.blank + self.rejected + self.missing
    }
}

/// The closing equation of a unit in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The unit.
    pub unit: UnitId,
    /// The table.
    pub table: TableId,
    /// The counts.
    pub counts: Counts,
}

/// A line of 需协调事项.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who asks.
    pub unit: UnitId,
    /// The task's or project's code.
    pub key: RowKey,
    /// The task or project: code and title.
    pub about: String,
    /// What is to be coordinated.
    pub text: String,
    /// 要素需求, for projects.
    pub needs: String,
}

/// A line of 数据溯源, first part.
#[derive(Debug, Clone)]
pub struct TraceLine {
    /// The table; none for a file that counts in none.
    pub table: Option<TableId>,
    /// The row.
    pub key: Option<RowKey>,
    /// Who.
    pub unit: Option<UnitId>,
    /// In which part.
    pub part: Option<Part>,
    /// Where: file, sheet and row.
    pub origin: Option<Location>,
    /// Whether it was used.
    pub used: bool,
    /// Why, or why not.
    pub note: String,
}

/// A line of 数据溯源, second part.
#[derive(Debug, Clone)]
pub struct UnplacedLine {
    /// The cell.
    pub at: Location,
    /// What stands there.
    pub text: String,
    /// Why it entered no table.
    pub note: String,
}

impl Quarter {
    /// An official table; empty where the quarter has none.
    #[must_use]
    pub fn table(&self, id: TableId) -> &[OfficialRow] {
        self.tables.iter().find(|table| table.id == id).map_or(&[], |table| &table.rows)
    }

    /// A row of an official table.
    #[must_use]
    pub fn row(&self, id: TableId, key: &RowKey) -> Option<&OfficialRow> {
        self.table(id).iter().find(|row| row.key == *key)
    }

    /// The closing equation over everything.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for balance in &self.balance {
            total.add_all(balance.counts);
        }
        total
    }
}

/// Consolidates checked returns of one period; `previous` is what the workbook of the period before kept.
#[must_use]
pub fn consolidate(plan: &Plan, period: Period, checked: &Checked, previous: Option<&Archive>) -> Quarter {
    let plan = &*adjusted(plan, &checked.targets);
    let names = plan.name_values(period);
    let tables = official::tables(plan, period, checked, &names);
    let balance = balance(checked);
    let submissions = submission::submissions(plan, period, checked, &balance);
    let (league, mut own) = league::league(plan, period, checked, (&tables, &submissions), &names, previous);
    let changes = previous
        .map(|previous| changes::changes(plan, previous, &kept::kept(plan, period, checked, &tables, &league)))
        .unwrap_or_default();
    let mut findings = checked.findings.clone();
    let errors = checked.count(Severity::Error);
    if errors > 0 {
        own.push(Finding::new("C02", Location::nowhere()).with("n", errors.to_string()));
    }
    if previous.is_none() {
        own.push(Finding::new("C07", Location::nowhere()));
    }
    let group_detail = supporters::group_detail(plan, checked);
    own.extend(supporters::group_reports(plan, &group_detail));
    findings.extend(settle_quarter(plan, checked, own));
    findings.sort();
    let verdicts = official::verdicts(plan, checked, &tables);
    let mut quarter = Quarter {
        period,
        revision: plan.revision.clone(),
        tables,
        league,
        group_detail,
        submissions,
        balance,
        coordination: Vec::new(),
        previous: previous.map(|previous| (previous.period, previous.file.clone())),
        changes,
        earlier: previous.map(|previous| kept::earlier(plan, previous)).unwrap_or_default(),
        bulletin: Vec::new(),
        trace: trace::trace(plan, checked),
        unplaced: trace::unplaced(checked),
        owners: checked.owners(),
        receipts: checked.receipts.clone(),
        waivers: checked.waivers.granted.clone(),
        targets: checked.targets.clone(),
        verdicts,
        findings,
        errors,
    };
    quarter.coordination = coordination::requests(plan, &quarter);
    let (paragraphs, fault) = bulletin::paragraphs(plan, &quarter, checked);
    quarter.bulletin = paragraphs;
    if let Some(fault) = fault {
        quarter.findings.push(fault);
        quarter.findings.sort();
        quarter.errors += 1;
    }
    quarter
}

/// The closing equation by unit and table, in official order; only tables of which something is expected.
#[must_use]
pub fn balance(checked: &Checked) -> Vec<Balance> {
    let mut counted: BTreeMap<(UnitId, TableId), Counts> = BTreeMap::new();
    for row in checked.rows.iter().filter(|row| row.expected) {
        counted.entry((row.unit, row.table)).or_default().add(row.state);
    }
    counted.into_iter().map(|((unit, table), counts)| Balance { unit, table, counts }).collect()
}

/// The location of a row: its file, sheet and first cell.
fn row_location(row: &crate::check::CheckedRow) -> Option<Location> {
    let origin = row.origin.as_ref()?;
    Some(Location::cell(&origin.file, &origin.sheet, CellRef::new(origin.row, 0)))
}

/// Whether a file's cells were used.
fn counts(status: FileStatus) -> bool {
    match status {
        FileStatus::Accepted | FileStatus::AcceptedWithWarnings | FileStatus::NeedsCorrection => true,
        FileStatus::Refused | FileStatus::Superseded | FileStatus::Ignored => false,
    }
}
