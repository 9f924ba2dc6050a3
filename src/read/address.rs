//! Addresses as a sheet writes them: `B2`, `A1:C3`. Anything outside A1:XFD1048576 is none.

use crate::location::{CellRange, CellRef};

pub(super) use crate::location::{COLUMNS, ROWS};

/// The cell of an A1 address.
pub(super) fn cell(address: &str) -> Option<CellRef> {
    CellRef::parse(address)
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
