//! A table as text (.csv, .txt): comma, tab or semicolon, quoted where a cell holds one of them or a line end.
//!
//! Rows are counted as a spreadsheet counts them: an empty line is a row too, and a line end within quotes is none.

use crate::location::CellRef;
use crate::read::{Defect, Format, Grid, Limits, text};

/// What may stand between two cells. Where several could, the earlier counts.
const SEPARATORS: [char; 3] = [',', '\t', ';'];
/// How many characters decide which it is.
const OPENING: usize = 64 * 1024;

/// The sheet of a text file; a text without any separator is no table.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Grid, Defect> {
    let no_table = || Defect::NotReadable(Format::Text);
    let text = text::decode(bytes, None).ok_or_else(no_table)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let separator = separator(text).ok_or_else(no_table)?;
    let mut grid = text::sheet(file);
    let mut cell = String::new();
    let mut at = CellRef::new(0, 0);
    let mut signs = text.chars().peekable();
    let mut quoted = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                cell.push('"');
                signs.next();
            }
            '"' if quoted => quoted = false,
            // Quotes within a cell that does not begin with one are what they are.
            '"' if cell.is_empty() => quoted = true,
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' | '\n' if quoted => cell.push('\n'),
            '\r' | '\n' => {
                text::put(&mut grid, at, &cell, limits)?;
                cell.clear();
                at = CellRef::new(at.row.saturating_add(1), 0);
            }
            _ if sign == separator && !quoted => {
                text::put(&mut grid, at, &cell, limits)?;
                cell.clear();
                at.col = at.col.saturating_add(1);
            }
            _ => cell.push(sign),
        }
    }
    text::put(&mut grid, at, &cell, limits)?;
    Ok(grid)
}

/// The separator that stands most often outside quotes.
fn separator(text: &str) -> Option<char> {
    let mut counts = [0_usize; SEPARATORS.len()];
    let (mut quoted, mut before) = (false, '\n');
    for sign in text.chars().take(OPENING) {
        let begins = before == '\n' || SEPARATORS.contains(&before);
        quoted ^= sign == '"' && (quoted || begins);
        before = sign;
        let known = SEPARATORS.iter().zip(&mut counts).find(|(known, _)| **known == sign && !quoted);
        if let Some((_, count)) = known {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().filter(|most| *most > 0)?;
    SEPARATORS.into_iter().zip(counts).find(|(_, count)| *count == most).map(|(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::{Defect, Format, Limits};

    fn cells(text: &str) -> Vec<(String, String)> {
        let grid = read("来件/单位-表.csv", text.as_bytes(), &Limits::default()).unwrap_or_default();
        assert_eq!(&*grid.name, "单位-表");
        grid.cells.iter().map(|cell| (cell.at.to_string(), cell.value.shown())).collect()
    }

    fn told(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(at, text)| ((*at).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "编号,名称\r\n\r\n6.1,\"甲、\"\"乙\"\"\r\n二行,三\"\n,8\r";
        let expected = [("A1", "编号"), ("B1", "名称"), ("A3", "6.1"), ("B3", "甲、\"乙\"\n二行,三"), ("B4", "8")];
        assert_eq!(cells(text), told(&expected));
        assert_eq!(cells("a;1,5;c\n;;d"), told(&[("A1", "a"), ("B1", "1,5"), ("C1", "c"), ("C2", "d")]));
        assert_eq!(cells("5\"\tb"), told(&[("A1", "5\""), ("B1", "b")]));
    }

    #[test]
    fn a_text_that_is_no_table_is_said_to_be_one() {
        for text in ["各位领导：\n本季度工作进展顺利。", ""] {
            assert_eq!(
                read("a.csv", text.as_bytes(), &Limits::default()).err(),
                Some(Defect::NotReadable(Format::Text))
            );
        }
        let few = Limits { cells: 3, ..Limits::default() };
        assert!(matches!(read("a.csv", b"1,2\n3,4", &few), Err(Defect::Unsafe(_))));
    }
}
