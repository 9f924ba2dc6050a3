//! Addresses as a sheet writes them: `B2`, `A1:C3`. Anything outside A1:XFD1048576 is none.

use crate::location::{CellRange, CellRef};

/// Rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;

/// The cell of an A1 address.
pub(super) fn cell(address: &str) -> Option<CellRef> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = address.split_at_checked(letters)?;
    if column.is_empty() || column.len() > 3 {
        return None;
    }
    let column = column.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column <= COLUMNS).then(|| Some(CellRef::new(self::row(row)?, column - 1))).flatten()
}

/// A row from zero, of a number from one.
pub(super) fn row(number: &str) -> Option<u32> {
    index(number).filter(|row| (1..=ROWS as usize).contains(row)).and_then(|row| u32::try_from(row - 1).ok())
}

/// The rectangle of `A1:B2` or `A1`; its corners must be in order.
pub(super) fn range(address: &str) -> Option<CellRange> {
    let (first, last) = address.split_once(':').unwrap_or((address, address));
    let (first, last) = (cell(first)?, cell(last)?);
    (first.row <= last.row && first.col <= last.col).then_some(CellRange { first, last })
}

/// A number of digits only: no sign, no space.
pub(super) fn index(digits: &str) -> Option<usize> {
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}
