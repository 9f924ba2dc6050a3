//! Last period's figures, lights, ranks and open issues: what a quarter workbook's `_meta` holds, both ways.
//!
//! Knows alone how `_meta` is laid out; does not open or write files. Lights, statuses, ranks and issues are figures of
//! their tables, so that an edited cell has no second truth beside it. `figures` finds them, `printed` says where a
//! table stands in a workbook that went through other hands, `edits` compares what `_meta` keeps with what is there.

mod edits;
mod figures;
mod printed;
mod read_back;

pub use figures::Figures;
pub use read_back::{ReadBack, read_back};

use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::plan::{Plan, Role, Table};
use crate::value::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// What a quarter workbook keeps for the next one.
#[derive(Debug, Clone)]
pub struct Archive {
    /// The file it was read from; empty for a workbook that is being made.
    pub file: Arc<str>,
    /// The plan's id.
    pub plan: String,
    /// The plan's revision.
    pub revision: String,
    /// The period.
    pub period: Period,
    /// Every filled figure of the official tables and of the office's decisions, in official order.
    pub figures: Figures,
    /// Figures of the periods before, oldest first.
    pub earlier: Vec<Earlier>,
    /// What was edited by hand since the workbook was made.
    pub edits: Vec<Edit>,
}

/// A figure as the workbook prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowKey,
    /// Its field, by name.
    pub field: String,
    /// Its value.
    pub value: Value,
    /// Whether it counts: a figure with an open error is kept but not used.
    pub usable: bool,
    /// Where it is printed; in a workbook that is being made, without the file. What is only kept is in no cell.
    pub at: Location,
}

/// A figure of a period before the archive's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The period.
    pub period: Period,
    /// Its table.
    pub table: TableId,
    /// Its row.
    pub row: RowKey,
    /// Its field, by name.
    pub field: String,
    /// Its value.
    pub value: Value,
}

/// Something that is no longer as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Where.
    pub at: Location,
    /// Its table.
    pub table: TableId,
    /// Its row, where it is about one.
    pub row: Option<RowKey>,
    /// Its field by name, where it is about one.
    pub field: Option<String>,
    /// What was done.
    pub what: Edited,
}

/// What somebody did to a workbook of ours.
#[derive(Debug, Clone, PartialEq)]
pub enum Edited {
    /// A cell holds another value, which counts.
    Value {
        /// What was written.
        was: Value,
        /// What stands there now.
        now: Value,
    },
    /// A formula without a result stands where something was written; that still counts.
    Unread {
        /// What was written.
        was: Value,
    },
    /// A row's code is another; the row still counts under its own.
    Key {
        /// What was written.
        was: Value,
        /// What stands there now.
        now: Value,
    },
    /// A row is gone; it counts as it was.
    RowGone,
    /// A row was put in; it doesn't count.
    RowAdded,
    /// A column is gone; it counts as it was.
    ColumnGone,
    /// A sheet has another name; what stands on it counts.
    SheetRenamed {
        /// What it was called.
        was: String,
    },
    /// A sheet is gone; it counts as it was.
    SheetGone {
        /// What it was called.
        was: String,
    },
}

/// The hidden sheet that holds the archive; forms keep what identifies them on a sheet of the same name.
pub const META: &str = "_meta";
/// The first cell of `_meta`: what it is, and the version of its layout.
pub const MARK: &str = "qingdan-archive;2";
/// Begins a row with a figure: table, row, field, value, kind of value, 1 if usable else 0, sheet, cell.
const FIGURE: &str = "figure";
/// Begins a row with an earlier figure: period, table, row, field, value, kind of value.
const EARLIER: &str = "earlier";
/// The field of a row of 目标调整 that keeps what a project's investment of the year was before.
pub const UNADJUSTED: &str = "unadjusted";
/// The characters of a cell that its digest is over.
const DIGESTED: usize = 8_000;

/// The rows of `_meta`: mark, engine version, plan, revision, period, the number of rows that follow and their digest;
/// figures; earlier figures.
#[must_use]
pub fn rows(archive: &Archive) -> Vec<Vec<String>> {
    let figures = archive.figures.iter().map(|figure| {
        let (table, value, kind) = (figure.table.name(), figure.value.shown(), kind(&figure.value));
        let usable = if figure.usable { "1" } else { "0" };
        let sheet = figure.at.sheet.as_ref().map_or("", |sheet| &*sheet.name);
        let cell = figure.at.cell.map(|cell| cell.to_string()).unwrap_or_default();
        [FIGURE, &table, &figure.row.0, &figure.field, &value, kind, usable, sheet, &cell].map(str::to_owned).to_vec()
    });
    let earlier = archive.earlier.iter().map(|figure| {
        let (period, table) = (figure.period.to_string(), figure.table.name());
        let (value, kind) = (figure.value.shown(), kind(&figure.value));
        [EARLIER, &period, &table, &figure.row.0, &figure.field, &value, kind].map(str::to_owned).to_vec()
    });
    let rows: Vec<Vec<String>> = figures.chain(earlier).collect();
    let period = archive.period.to_string();
    let [count, digest] = seal(rows.iter().map(Vec::as_slice));
    let first = [MARK, env!("CARGO_PKG_VERSION"), &archive.plan, &archive.revision, &period, &count, &digest];
    [first.map(str::to_owned).to_vec()].into_iter().chain(rows).collect()
}

/// The number of rows and a digest over them: what tells that `_meta` is whole. Characters that show nothing and the end
/// of a very long text are not part of it, as a workbook may not hold them.
fn seal<'a>(rows: impl Iterator<Item = &'a [String]>) -> [String; 2] {
    let mut hasher = Sha256::new();
    let mut count = 0_usize;
    for row in rows {
        count += 1;
        let filled = row.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
        for text in row.iter().take(filled) {
            let shown = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
            hasher.update(shown.take(DIGESTED).collect::<String>());
            hasher.update([0]);
        }
        hasher.update([1]);
    }
    let digest = hasher.finalize().iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    [count.to_string(), digest]
}

/// What kind of value it is, by a word that no translation changes.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Blank => "blank",
        Value::NoData => "no-data",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Date(_) => "date",
        Value::Bool(_) => "bool",
        Value::Error(_) => "error",
    }
}

/// The place of a figure in a workbook that is being made: its sheet's name and its cell.
#[must_use]
pub fn printed_at(sheet: &str, cell: CellRef) -> Location {
    let sheet = crate::location::SheetRef { index: 0, name: sheet.into() };
    Location { sheet: Some(sheet), cell: Some(cell), ..Location::nowhere() }
}

impl Archive {
    /// The figures of a row, in the order of their fields.
    pub fn row<'a>(&'a self, table: TableId, key: &RowKey) -> impl Iterator<Item = &'a Figure> + use<'a> {
        self.figures.row(table, key)
    }

    /// The rows of a table, each once, in official order.
    #[must_use]
    pub fn keys(&self, table: TableId) -> &[RowKey] {
        self.figures.keys(table)
    }

    /// A row as the table has its fields now, by slot; none where the archive has no such row. What may not be used
    /// is blank.
    #[must_use]
    pub fn values(&self, table: &Table, key: &RowKey) -> Option<Vec<Value>> {
        let mut row = table.blank_row();
        let mut known = false;
        for figure in self.row(table.id, key) {
            known = true;
            let slot = table.known_as(&figure.field).filter(|_| figure.usable);
            if let Some(cell) = slot.and_then(|slot| row.get_mut(slot)) {
                *cell = figure.value.clone();
            }
        }
        known.then_some(row)
    }

    /// What a row holds for a role; none where it holds nothing that may be used.
    #[must_use]
    pub fn figure<'a>(&'a self, table: &Table, key: &RowKey, role: Role) -> Option<&'a Figure> {
        let slot = table.slot(role)?;
        self.row(table.id, key).find(|figure| figure.usable && table.known_as(&figure.field) == Some(slot))
    }

    /// A project's 年度计划投资 as it was filled in, whatever the office made of it.
    #[must_use]
    pub fn year_plan(&self, plan: &Plan, project: &RowKey) -> Value {
        let targets = plan.table(TableId::Targets);
        let is_its = |row: &&RowKey| {
            self.figure(targets, row, Role::Key).is_some_and(|figure| figure.value.shown() == project.0)
        };
        let figure = match self.keys(TableId::Targets).iter().find(is_its) {
            Some(row) => self.row(TableId::Targets, row).find(|figure| figure.field == UNADJUSTED),
            None => self.figure(plan.table(TableId::Projects), project, Role::YearPlan),
        };
        figure.map(|figure| figure.value.clone()).unwrap_or_default()
    }

    /// The numbers that a row had for a role in the periods before the archive's own, latest first.
    pub fn earlier_numbers<'a>(
        &'a self,
        table: &'a Table,
        key: &'a RowKey,
        role: Role,
    ) -> impl Iterator<Item = (Period, f64)> {
        let own = |figure: &&Earlier| figure.table == table.id && figure.row == *key;
        let own = self.earlier.iter().rev().filter(own);
        let of_role = move |figure: &&Earlier| {
            let slot = table.known_as(&figure.field);
            slot.is_some() && slot == table.slot(role)
        };
        own.filter(of_role).filter_map(|figure| Some((figure.period, figure.value.number()?)))
    }

    /// Whether the plan is this archive's, or follows it.
    #[must_use]
    pub fn is_of(&self, plan: &Plan) -> bool {
        self.plan == plan.id || plan.follows.contains(&self.plan)
    }
}
