//! Where something stands: file, sheet, A1 cell. The derived order is the order of every report.

use std::fmt;
use std::sync::Arc;

/// Rows of a sheet.
pub const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub const COLUMNS: u32 = 16_384;

/// A cell's address, both counted from zero; shown as `A1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, 0 is the sheet's first.
    pub row: u32,
    /// Column, 0 is `A`.
    pub col: u32,
}

impl CellRef {
    /// The cell at `row`, `col`, both counted from zero.
    #[must_use]
    pub fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// The cell of an A1 address; none outside A1:XFD1048576.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (column, row) = address.split_at_checked(letters)?;
        if column.is_empty() || column.len() > 3 || !row.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let column = column.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        let row: u32 = row.parse().ok()?;
        (column <= COLUMNS && (1..=ROWS).contains(&row)).then(|| Self::new(row - 1, column - 1))
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), self.row + 1)
    }
}

/// A rectangle of cells, both corners included; shown as `A1:B2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// The corner above and to the left.
    pub first: CellRef,
    /// The corner below and to the right.
    pub last: CellRef,
}

impl CellRange {
    /// The rectangle between two corners, rows and columns counted from zero.
    #[must_use]
    pub fn new(first_row: u32, first_col: u32, last_row: u32, last_col: u32) -> Self {
        Self { first: CellRef::new(first_row, first_col), last: CellRef::new(last_row, last_col) }
    }

    /// Whether the cell lies within.
    #[must_use]
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row) && (self.first.col..=self.last.col).contains(&cell.col)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// `0` → `A`, `26` → `AA`.
#[must_use]
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A sheet of a workbook: its position (from zero) decides the order, its name is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetRef {
    /// Position in the workbook, from zero.
    pub index: usize,
    /// Name on the tab.
    pub name: Arc<str>,
}

/// The address of a finding or a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The path as the user gave it, with `/`; empty for what belongs to no single file.
    pub file: Arc<str>,
    /// The sheet; for a CSV file its name without suffix.
    pub sheet: Option<SheetRef>,
    /// The cell.
    pub cell: Option<CellRef>,
}

impl Location {
    /// A whole file.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), sheet: None, cell: None }
    }

    /// The quarter as a whole: no file.
    #[must_use]
    pub fn nowhere() -> Self {
        Self { file: Arc::from(""), sheet: None, cell: None }
    }

    /// A sheet of a file.
    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: &SheetRef) -> Self {
        Self { file: Arc::clone(file), sheet: Some(sheet.clone()), cell: None }
    }

    /// A cell of a sheet of a file.
    #[must_use]
    pub fn cell(file: &Arc<str>, sheet: &SheetRef, cell: CellRef) -> Self {
        Self { file: Arc::clone(file), sheet: Some(sheet.clone()), cell: Some(cell) }
    }
}

impl fmt::Display for Location {
    /// `商务局.xlsx [重点任务攻坚表] H12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " [{}]", sheet.name)?;
        }
        if let Some(cell) = self.cell {
            write!(f, " {cell}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRef, column_letters};

    #[test]
    fn columns_are_lettered_as_a_spreadsheet_letters_them() {
        let lettered: Vec<String> = [0, 25, 26, 51, 701, 702, 16_383].map(column_letters).to_vec();
        assert_eq!(lettered, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
        assert_eq!(CellRef::new(11, 7).to_string(), "H12");
        assert_eq!(CellRef::parse("XFD1048576"), Some(CellRef::new(1_048_575, 16_383)));
        for wrong in ["", "A", "7", "A0", "XFE1", "A1048577", "$A$1", "A+1"] {
            assert_eq!(CellRef::parse(wrong), None, "{wrong}");
        }
    }
}
