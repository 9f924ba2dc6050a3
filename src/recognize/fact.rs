//! What did not fit, with its place. Rules make findings of facts.

use super::Fit;
use crate::key::{RowKey, TableId};
use crate::location::{CellRange, CellRef, SheetRef};

/// Something that did not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A sheet with content that is no table of the plan and not the cover.
    ExtraSheet {
        /// Which.
        sheet: SheetRef,
        /// The table that it resembles by its name or by some of its columns.
        near: Option<TableId>,
    },
    /// A sheet of another name that is a table by its head.
    RenamedSheet {
        /// Which.
        sheet: SheetRef,
        /// The table.
        table: TableId,
    },
    /// A sheet that looks like a table for which another sheet was taken.
    SecondSheet {
        /// Which.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The sheet that was taken.
        chosen: SheetRef,
    },
    /// A label that was understood though it is not the form's.
    RenamedLabel {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The label's cell.
        cell: CellRef,
        /// As it stands there.
        found: String,
        /// The field, by slot.
        slot: usize,
        /// How it was understood.
        fit: Fit,
    },
    /// A column with the label of another column.
    RepeatedLabel {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The label's cell.
        cell: CellRef,
        /// As it stands there.
        found: String,
        /// The field, by slot.
        slot: usize,
        /// The label of the column that was taken.
        chosen: CellRef,
        /// As it stands there.
        label: String,
    },
    /// A note above a table that says another unit of money than the plan has.
    MoneyNote {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The note's cell.
        cell: CellRef,
        /// As it stands there.
        found: String,
        /// Whether the labels name no unit and took the note's; else they name another.
        taken: bool,
        /// The labels.
        labels: Vec<String>,
    },
    /// A row without a code of the plan that was found by a text which is not quite the plan's.
    NearRow {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The text's cell.
        cell: CellRef,
        /// As it stands there.
        found: String,
        /// The row that it was taken for.
        key: RowKey,
    },
    /// Merged cells among the rows of a table.
    Merged {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The ranges.
        ranges: Vec<CellRange>,
    },
    /// Hidden rows and columns among those that were read.
    Hidden {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The rows, from zero.
        rows: Vec<u32>,
        /// The columns, from zero.
        columns: Vec<u32>,
    },
    /// A row of a table, or several, that are no data.
    Note {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// Where it begins.
        cell: CellRef,
        /// Its last row, from zero.
        last: u32,
        /// What stands first in it.
        text: String,
        /// What it is.
        kind: NoteKind,
    },
    /// A row of a table that has content but no key; it ends before notes and signatures.
    RowWithoutKey {
        /// Which sheet.
        sheet: SheetRef,
        /// The table.
        table: TableId,
        /// The row, from zero.
        row: u32,
    },
}

/// What a row of a table is that is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A note below the table, with whatever follows it.
    Note,
    /// Who signed.
    Signature,
    /// Sums: they are calculated anew.
    Total,
    /// A heading between rows.
    Heading,
}
