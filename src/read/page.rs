//! A web page that was saved under a spreadsheet's name: its tables, one under the other as a spreadsheet shows them, and
//! the lines of text between them.
//!
//! Tokens as the HTML standard has them; end tags that people leave out are implied by what begins next.

use crate::location::{COLUMNS, CellRange, CellRef, ROWS};
use crate::read::{Defect, Format, Grid, Limits, text};
use encoding_rs::Encoding;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// What may stand in one cell, as a spreadsheet has it.
const LONGEST: usize = 32_767;
/// How much of the beginning may say the encoding.
const OPENING: usize = 4096;

/// The sheet of a page; a page without a table is none.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Grid, Defect> {
    let no_table = || Defect::NotReadable(Format::Html);
    let markup = text::decode(bytes, declared(bytes)).ok_or_else(no_table)?;
    let mut page =
        Page { grid: text::sheet(file), limits, row: 0, col: 0, taken: BTreeMap::new(), open: None, depth: 0 };
    let mut text = String::new();
    let mut silent: Option<Vec<u8>> = None;
    let mut seen_table = false;
    for Ok(token) in Tokenizer::new(markup.trim_start_matches('\u{FEFF}')) {
        match token {
            Token::StartTag(tag) if silent.is_none() => {
                let name: &[u8] = &tag.name;
                let span = |name: &[u8]| {
                    let value = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1_u32).max(1)
                };
                match name {
                    b"script" | b"style" | b"head" => silent = Some(name.to_vec()),
                    b"br" => text.push('\n'),
                    b"table" => {
                        seen_table = true;
                        if page.depth == 0 {
                            page.end_cell(&mut text)?;
                            page.new_row();
                        }
                        page.depth += 1;
                    }
                    b"tr" if page.depth == 1 => {
                        page.end_cell(&mut text)?;
                        page.new_row();
                    }
                    b"td" | b"th" if page.depth == 1 => {
                        page.end_cell(&mut text)?;
                        page.begin_cell(span(b"rowspan"), span(b"colspan"))?;
                    }
                    // Blocks begin a line of their own; in a table within a cell so do its rows.
                    b"p" | b"div" | b"h1" | b"h2" | b"h3" | b"li" | b"tr" => line_end(&mut text),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                match (&silent, name) {
                    (Some(opened), _) => {
                        if opened == name {
                            silent = None;
                        }
                    }
                    (None, b"table") => {
                        if page.depth == 1 {
                            page.end_cell(&mut text)?;
                            page.new_row();
                        }
                        page.depth = page.depth.saturating_sub(1);
                    }
                    (None, b"td" | b"th" | b"tr") if page.depth == 1 => page.end_cell(&mut text)?,
                    (None, b"p" | b"div" | b"h1" | b"h2" | b"h3" | b"li") => line_end(&mut text),
                    (None, _) => {}
                }
            }
            Token::String(written) if silent.is_none() => {
                let written = String::from_utf8_lossy(&written);
                // White space of the markup is one space; no-break spaces are kept.
                for sign in written.chars().take(LONGEST.saturating_sub(text.len())) {
                    match sign {
                        ' ' | '\t' | '\r' | '\n' if text.ends_with([' ', '\n']) || text.is_empty() => {}
                        ' ' | '\t' | '\r' | '\n' => text.push(' '),
                        _ => text.push(sign),
                    }
                }
            }
            Token::StartTag(_) | Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_cell(&mut text)?;
    page.grid.cells.sort_by_key(|cell| cell.at);
    if seen_table { Ok(page.grid) } else { Err(no_table()) }
}

/// The encoding that the page says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let opening: String = bytes.iter().take(OPENING).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let (_, named) = opening.split_once("charset=")?;
    let label: String = named.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_graphic).collect();
    Encoding::for_label(label.trim_end_matches(['"', '\'', '>', '/', ';']).as_bytes())
}

fn line_end(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The sheet as far as it is laid out.
struct Page<'a> {
    grid: Grid,
    limits: &'a Limits,
    /// The row that is being filled.
    row: u32,
    /// The first column that may be free.
    col: u32,
    /// Columns that a cell of a row above reaches down into, with the first row that is free again.
    taken: BTreeMap<u32, u32>,
    /// The cell that is being filled.
    open: Option<CellRef>,
    /// How many tables are open.
    depth: usize,
}

impl Page<'_> {
    /// Puts what was gathered into its cell; what stands outside all cells makes rows of its own.
    fn end_cell(&mut self, text: &mut String) -> Result<(), Defect> {
        let written = text.trim_matches([' ', '\n']).replace(" \n", "\n");
        text.clear();
        if let Some(at) = self.open.take() {
            return text::put(&mut self.grid, at, &written, self.limits);
        }
        for line in written.lines().filter(|line| !line.trim().is_empty()) {
            self.new_row();
            text::put(&mut self.grid, CellRef::new(self.row, 0), line.trim(), self.limits)?;
            self.col = 1;
        }
        Ok(())
    }

    /// Goes to the next row, unless nothing was put into this one.
    fn new_row(&mut self) {
        if self.col > 0 {
            self.row = self.row.saturating_add(1);
            self.col = 0;
        }
        let row = self.row;
        self.taken.retain(|_, free| *free > row);
    }

    /// Begins a cell in the next free column.
    fn begin_cell(&mut self, rows: u32, columns: u32) -> Result<(), Defect> {
        while self.taken.contains_key(&self.col) {
            self.col += 1;
        }
        let first = CellRef::new(self.row, self.col);
        let last_row = self.row.saturating_add(rows - 1).min(ROWS - 1);
        let last_col = self.col.saturating_add(columns - 1).min(COLUMNS - 1);
        if first.row >= ROWS || first.col >= COLUMNS || self.grid.merges.len() >= self.limits.cells {
            return Err(Defect::Unsafe(crate::text::reading::outside_the_sheet(&self.grid.name, &first.to_string())));
        }
        if (last_row, last_col) != (first.row, first.col) {
            self.grid.merges.push(CellRange { first, last: CellRef::new(last_row, last_col) });
        }
        if last_row > first.row {
            self.taken.extend((first.col..=last_col).map(|col| (col, last_row + 1)));
        }
        self.open = Some(first);
        self.col = last_col + 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::{Defect, Format, Grid, Limits};

    fn page(markup: &[u8]) -> Grid {
        let grid = read("单位.xls", markup, &Limits::default());
        assert!(grid.is_ok(), "{grid:?}");
        grid.unwrap_or_default()
    }

    fn cells(grid: &Grid) -> Vec<String> {
        grid.cells.iter().map(|cell| format!("{} {}", cell.at, cell.value.shown())).collect()
    }

    #[test]
    fn cells_stand_where_a_spreadsheet_would_put_them() {
        let grid = page(
            "<html><head><title>不是内容</title><style>td{}</style></head><body><p>标题</p>\n<table>\
             <tr><th rowspan=2>编号<th colspan=\"2\">投资\n<tr><td>计划</td><td>完成&nbsp;数&lt;1</td></tr>\
             <tr><td>6.1<td><p>甲<br>乙</p><td>-2.5</table>落款<table><tr><td>又</table>"
                .as_bytes(),
        );
        let expected = [
            "A1 标题",
            "A2 编号",
            "B2 投资",
            "B3 计划",
            "C3 完成\u{A0}数<1",
            "A4 6.1",
            "B4 甲\n乙",
            "C4 -2.5",
            "A5 落款",
            "A6 又",
        ];
        assert_eq!(cells(&grid), expected);
        let merges: Vec<String> = grid.merges.iter().map(ToString::to_string).collect();
        assert_eq!(merges, ["A2:A3", "B2:C2"]);
    }

    #[test]
    fn the_encoding_is_what_the_page_says_else_what_it_can_be() {
        // 单位 in GBK.
        let gbk = [0xB5, 0xA5, 0xCE, 0xBB];
        for head in ["", "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">", "<meta charset='gbk'>"]
        {
            let markup = [head.as_bytes(), b"<table><tr><td>", &gbk, b"</table>"].concat();
            assert_eq!(cells(&page(&markup)), ["A1 单位"], "{head}");
        }
        assert_eq!(cells(&page("<table><tr><td>单位</table>".as_bytes())), ["A1 单位"]);
    }

    #[test]
    fn spans_without_end_are_cut_at_the_edge_and_a_page_without_a_table_is_none() {
        let wide = page(b"<table><tr><td rowspan=4294967295 colspan=4294967295>1</table>");
        assert_eq!(wide.merges.first().map(ToString::to_string).as_deref(), Some("A1:XFD1048576"));
        let none = read("a.xls", b"<html><p>1</p></html>", &Limits::default());
        assert_eq!(none.err(), Some(Defect::NotReadable(Format::Html)));
    }
}
