//! Source + plan → a return: whose it is, which sheet is which table, which label which field, its records.
//!
//! Knows alone how departments deform forms. Never fails and makes no findings: what did not fit is a fact.

mod blocks;
mod cover;
mod fact;
mod head;
mod hidden;
mod identity;
mod label;
mod marks;
mod merged;
mod money;
mod row_key;
mod rows;
mod sheets;
mod span;
mod vocabulary;

use crate::key::{RowKey, TableId};
use crate::location::{CellRef, SheetRef};
use crate::normalize::{Entry, is_blank, shown};
use crate::period::Period;
use crate::plan::{Plan, UnitId};
use crate::read::{Defect, Format, Grid, RawCell, Source};
use crate::value::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The custom property that carries a form's stamp.
pub const STAMP: &str = "qingdan";
/// The custom property of a workbook of ours that is no return; its value says of what kind it is.
pub const OURS: &str = "qingdan-kind";
pub use crate::archive::META;
pub use fact::{Fact, NoteKind};
pub use label::{Fit, Labelled};
pub use marks::check_digits;
/// The hidden sheet of the named limits: name, value.
pub const LIMITS: &str = "_limits";
/// The hidden sheet of the lists to choose from.
pub const LISTS: &str = "_lists";
/// The hidden sheet on which a form tries the row rules, a column each; 自检 reads it.
pub const CHECKS: &str = "_check";

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct Return {
    /// The path as the user gave it.
    pub file: Arc<str>,
    /// SHA-256 of its bytes, in hex.
    pub digest: String,
    /// What its content is.
    pub format: Format,
    /// What is wrong with the file as a whole.
    pub defects: Vec<Defect>,
    /// When an office program saved it last, as the file says (ISO 8601).
    pub saved: Option<String>,
    /// Whose it is.
    pub identity: Identity,
    /// Its cover.
    pub cover: Cover,
    /// Its tables, at most one sheet each, in the workbook's order.
    pub tables: Vec<TableSheet>,
    /// What did not fit.
    pub facts: Vec<Fact>,
    /// Filled cells that are in no table and on no cover, in the workbook's order.
    pub unplaced: Vec<Unplaced>,
    /// Notes (批注) with the cells that they are on, in the workbook's order.
    pub notes: Vec<Unplaced>,
    /// What the form held when it was handed out, by its hidden sheet.
    pub handed_out: Vec<HandedOut>,
    /// What the copy that it was typed into listed as without a place.
    pub carried: Vec<Carried>,
}

/// What a form held beforehand, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Which table.
    pub table: TableId,
    /// Which row.
    pub key: RowKey,
    /// Which field.
    pub slot: usize,
    /// What it held, as shown.
    pub value: String,
    /// The cell of the hidden sheet that says so.
    pub at: Unplaced,
}

/// Whose a return is, and for when.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The stamp of the form, if it has one.
    pub stamp: Option<Stamp>,
    /// Whether it is a workbook that we wrote and that is no return (季度汇总表, 问题清单 …), by its kind.
    pub ours: Option<String>,
    /// The tables of which the form had rows when it was handed out, where it still says so.
    pub handed_out: Option<BTreeSet<TableId>>,
    /// The unit that the cover names, where the plan knows it.
    pub cover_unit: Option<UnitId>,
    /// The period that the cover names, where it is one.
    pub cover_period: Option<Period>,
    /// What the sheets of the tables say above their heads, beside a label or in a title.
    pub claims: Vec<Claim>,
    /// Whose it is: by the stamp, else by the cover, else by the sheets where they agree.
    pub unit: Option<UnitId>,
    /// For when: by the stamp, else by the cover, else by the sheets where they agree.
    pub period: Option<Period>,
    /// The period that was asked for. It decides nothing by itself: it gives the year where quarter or month are named
    /// without one, and says which period labels are of where nothing else does.
    pub asked: Option<Period>,
    /// The unit that the file's name holds. A hint for people: it decides nothing.
    pub named_unit: Option<UnitId>,
    /// The period that the file's name holds. A hint for people: it decides nothing.
    pub named_period: Option<Period>,
}

/// What a table's sheet says above its head of whose it is, or for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which sheet.
    pub sheet: SheetRef,
    /// Which cell.
    pub cell: CellRef,
    /// What stands there.
    pub text: String,
    /// The unit, where it names one.
    pub unit: Option<UnitId>,
    /// The period, where it names one.
    pub period: Option<Period>,
}

/// The stamp of a form: custom property `qingdan` = `1;{plan id};{revision};{period};{unit};{报送次数}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The plan's id.
    pub plan: String,
    /// The plan's revision when the form was made.
    pub revision: String,
    /// The period, where it can be read.
    pub period: Option<Period>,
    /// The unit's name.
    pub unit: String,
    /// 报送次数 when the form was made.
    pub edition: u32,
}

/// The cover block of 填报说明.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The sheet it is on.
    pub sheet: Option<SheetRef>,
    /// What it says, by line.
    pub lines: Vec<(CoverLine, Entry)>,
    /// Where each line's answer stands or should stand: right of its label.
    pub places: Vec<(CoverLine, CellRef)>,
}

/// A line of the cover block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverLine {
    /// 填报单位.
    Unit,
    /// 报告期.
    Period,
    /// 填报人.
    Filler,
    /// 审核人.
    Reviewer,
    /// 负责人.
    Principal,
    /// 联系电话.
    Phone,
    /// 填报日期.
    FilledOn,
    /// 模板版本.
    Template,
    /// 报送次数.
    Edition,
}

impl Cover {
    /// The entry of a line, where the cover has it.
    #[must_use]
    pub fn line(&self, line: CoverLine) -> Option<&Entry> {
        self.lines.iter().find(|(known, _)| *known == line).map(|(_, entry)| entry)
    }

    /// The cell of a line's answer, filled in or not, where the cover has the line.
    #[must_use]
    pub fn place(&self, line: CoverLine) -> Option<CellRef> {
        let label = || self.places.iter().find(|(known, _)| *known == line).map(|(_, place)| *place);
        self.line(line).map(|entry| entry.cell).or_else(label)
    }
}

/// A sheet that is a table.
#[derive(Debug, Clone)]
pub struct TableSheet {
    /// Which table.
    pub table: TableId,
    /// Which sheet.
    pub sheet: SheetRef,
    /// The first row of its head.
    pub head: u32,
    /// The last row of its head.
    pub head_last: u32,
    /// The column of each field, by slot; where the table stands twice on the sheet, those of the first.
    pub columns: Vec<Option<u32>>,
    /// The columns as they were understood, from the left.
    pub labels: Vec<Labelled>,
    /// The labels of the columns that were not, with their cells.
    pub ignored: Vec<(CellRef, String)>,
    /// Whether it is laid out as the official list is, which has neither codes nor 推进状态.
    pub official: bool,
    /// Its rows that have a key, in the sheet's order; a key may stand twice.
    pub records: Vec<Record>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its code.
    pub key: RowKey,
    /// Its row on the sheet, from zero.
    pub row: u32,
    /// Its filled cells by slot; `None` where the cell is empty or there is no such column.
    pub entries: Vec<Option<Entry>>,
    /// The column of each field of this row, by slot.
    pub columns: Arc<[Option<u32>]>,
    /// How it was found.
    pub found: Found,
}

impl Record {
    /// The cell of a field, filled in or not, where the row has such a column.
    #[must_use]
    pub fn place(&self, slot: usize) -> Option<CellRef> {
        let filled = self.entries.get(slot).and_then(Option::as_ref).map(|entry| entry.cell);
        filled.or_else(|| self.columns.get(slot).copied().flatten().map(|col| CellRef::new(self.row, col)))
    }
}

/// By what a row was found to be a row of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// By its code.
    Code,
    /// It has no code of the plan, but what it is about stands in the plan word for word.
    Text,
    /// It has no code of the plan, and what it is about is near to one text of the plan.
    Near,
    /// The plan does not list it.
    Typed,
}

/// A filled cell that is in no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// The sheet.
    pub sheet: SheetRef,
    /// The cell.
    pub cell: CellRef,
    /// What stands there.
    pub text: String,
}

/// A filled cell that had no place in an earlier return of the unit: the returned copy lists it, and it comes back so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The file's name, without folders.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// Why it had none.
    pub reason: String,
    /// Where its text stands in the copy, and the text.
    pub listed: Unplaced,
}

/// Understands a file. Whatever it holds, a return comes out: what did not fit is among its facts, and every
/// filled cell is in a record, on the cover, or among the unplaced.
#[must_use]
pub fn recognize(source: &Source, plan: &Plan) -> Return {
    recognize_for(source, plan, None)
}

/// Understands a file of a collection of which it is known for which period it was asked.
#[must_use]
pub fn recognize_for(source: &Source, plan: &Plan, asked: Option<Period>) -> Return {
    let carried = marks::carried(source);
    let source = &*marks::without(source);
    let mut given = Return {
        file: Arc::clone(&source.name),
        digest: source.digest.clone(),
        format: source.format,
        defects: source.defects.clone(),
        saved: source.properties.modified.clone(),
        identity: Identity::default(),
        cover: Cover::default(),
        tables: Vec::new(),
        facts: Vec::new(),
        unplaced: Vec::new(),
        notes: Vec::new(),
        handed_out: Vec::new(),
        carried,
    };
    given.identity = Identity { asked, ..identity::stamped(source, plan) };
    if given.identity.ours.is_some() {
        return given;
    }
    let taken = cover::read(source, plan, &mut given);
    sheets::read(source, plan, &taken, &mut given);
    hidden::read(source, plan, &mut given);
    given.notes = source.grids.iter().flat_map(notes).collect();
    given.unplaced.sort_by_key(|cell| (cell.sheet.index, cell.cell));
    given
}

/// The sheet of a grid.
fn sheet_ref(grid: &Grid) -> SheetRef {
    SheetRef { index: grid.index, name: Arc::clone(&grid.name) }
}

/// Whether a cell says something: not only spaces, and not a formula that yields nothing.
fn says_something(cell: &RawCell) -> bool {
    match &cell.value {
        Value::Blank => cell.formula.is_some() && !cell.cached,
        Value::Text(text) => !is_blank(text),
        Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => true,
    }
}

/// The notes of a sheet. What we wrote ourselves into a returned copy is no note of the unit's.
fn notes(grid: &Grid) -> impl Iterator<Item = Unplaced> + '_ {
    let written = grid.notes.iter().filter(|(_, text)| !is_blank(text) && !is_our_note(text));
    written.map(|(cell, text)| Unplaced { sheet: sheet_ref(grid), cell: *cell, text: text.clone() })
}

/// Whether a note is one of ours.
fn is_our_note(text: &str) -> bool {
    text.starts_with(crate::text::NOTE_MARK)
}

/// Whether a text begins the row of a table's total.
#[must_use]
pub fn is_total(text: &str) -> bool {
    let key = crate::text::matching_key(text);
    vocabulary::GRAND_TOTALS.iter().any(|word| key.trim_end_matches(':') == *word)
}

/// A cell as it is listed among the unplaced.
fn unplaced(grid: &Grid, cell: &RawCell) -> Unplaced {
    Unplaced { sheet: sheet_ref(grid), cell: cell.at, text: shown(cell) }
}
