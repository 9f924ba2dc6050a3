//! A shared formula, written out once for many cells, as it reads at another of them.
//!
//! Moves the references that are not fixed by `$`: cells, whole columns, whole rows, on this sheet or another. Names,
//! functions, texts and what stands in brackets are left as they are.

use crate::location::{CellRef, column_letters};
use crate::read::address::{COLUMNS, ROWS};
use std::fmt::Write as _;

/// What a reference becomes that would leave the sheet.
const LOST: &str = "#REF!";

/// The formula of the cell `from` as it reads at the cell `to`.
pub(super) fn moved(formula: &str, from: CellRef, to: CellRef) -> String {
    let shift =
        Shift { rows: i64::from(to.row) - i64::from(from.row), columns: i64::from(to.col) - i64::from(from.col) };
    let mut result = String::with_capacity(formula.len() + 8);
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '[' => bracketed(rest),
            _ if is_word(first) => rest.find(|character| !is_word(character)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let is_range = result.ends_with(':') || after.starts_with(':');
        let may_refer = is_word(first) && !after.starts_with(['(', '!', '[']);
        if !may_refer || shift.put(piece, is_range, &mut result).is_none() {
            result.push_str(piece);
        }
        rest = after;
    }
    result
}

/// What references, names, functions and numbers are made of.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '$' | '_' | '.' | '\\' | '?')
}

/// The length of a text or a sheet's name with its quotes; a doubled quote begins another.
fn quoted(text: &str, quote: char) -> usize {
    text.get(1..).and_then(|inside| inside.find(quote)).map_or(text.len(), |end| end + 2)
}

/// The length of brackets with what is in them.
fn bracketed(text: &str) -> usize {
    let mut open = 0_usize;
    let close = text.find(|character| {
        match character {
            '[' => open += 1,
            ']' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0
    });
    close.map_or(text.len(), |close| close + 1)
}

struct Shift {
    rows: i64,
    columns: i64,
}

impl Shift {
    /// Adds the word, moved, where it is a reference; a column or a row alone is one only within a range.
    fn put(&self, word: &str, is_range: bool, result: &mut String) -> Option<()> {
        let (column, row) = word.split_at(edge(word));
        let at = match (bare(column), bare(row)) {
            ("", row) if is_range => CellRef::parse(&format!("A{row}"))?,
            (column, "") if is_range => CellRef::parse(&format!("{column}1"))?,
            (column, row) if column.len() + row.len() < word.len() => CellRef::parse(&format!("{column}{row}"))?,
            _ => CellRef::parse(word)?,
        };
        let by = |half: &str, shift: i64| if half.is_empty() || half.starts_with('$') { 0 } else { shift };
        let (rows, columns) = (by(row, self.rows), by(column, self.columns));
        let Some((to_row, to_column)) = within(at.row, rows, ROWS).zip(within(at.col, columns, COLUMNS)) else {
            result.push_str(LOST);
            return Some(());
        };
        if columns == 0 {
            result.push_str(column);
        } else {
            result.push_str(&column_letters(to_column));
        }
        if rows == 0 {
            result.push_str(row);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(result, "{}", to_row + 1);
        }
        Some(())
    }
}

/// One half of a reference without its `$`.
fn bare(half: &str) -> &str {
    half.strip_prefix('$').unwrap_or(half)
}

/// Where the letters of a column end, its `$` included, and a row begins.
fn edge(word: &str) -> usize {
    let letters = word.strip_prefix('$').unwrap_or(word).bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 { 0 } else { letters + usize::from(word.starts_with('$')) }
}

fn within(index: u32, by: i64, count: u32) -> Option<u32> {
    u32::try_from(i64::from(index) + by).ok().filter(|index| *index < count)
}

#[cfg(test)]
mod tests {
    use super::moved;
    use crate::location::CellRef;

    #[test]
    fn references_move_and_all_else_stays() {
        let cases = [
            ("B1*2", "C3*2"),
            ("$B$1+$B1+B$1", "$B$1+$B3+C$1"),
            ("SUM(A1:B2)+LOG10(A1)", "SUM(B3:C4)+LOG10(B3)"),
            ("SUM(A:A)+SUM($A:B)+SUM(1:1)", "SUM(B:B)+SUM($A:C)+SUM(3:3)"),
            ("IF(A1=\"A1 \"\"B1\"\"\",'A1 表'!A1,表!A1)", "IF(B3=\"A1 \"\"B1\"\"\",'A1 表'!B3,表!B3)"),
            ("[1]Sheet1!A1+Table1[[#This Row],[A1]]", "[1]Sheet1!B3+Table1[[#This Row],[A1]]"),
            ("1E5+A1E5+Rate1x+TRUE+系数", "1E5+A1E5+Rate1x+TRUE+系数"),
            ("XFD1&A1048576", "#REF!&#REF!"),
            ("AAAA1+A0", "AAAA1+A0"),
        ];
        for (formula, expected) in cases {
            assert_eq!(moved(formula, CellRef::new(0, 0), CellRef::new(2, 1)), expected, "{formula}");
        }
        assert_eq!(moved("B2", CellRef::new(1, 1), CellRef::new(0, 0)), "A1");
        assert_eq!(moved("A1", CellRef::new(1, 1), CellRef::new(0, 0)), "#REF!");
    }
}
