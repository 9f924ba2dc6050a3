//! Every text that a form is handed out with can be read: laid out here sign by sign, apart from the code under test.

use super::{all, said};
use qingdan::render::style::{Align, Style};
use qingdan::render::{Book, Cell, Sheet, Visibility};
use unicode_width::UnicodeWidthChar;

/// Signs that never begin a line.
const NEVER_FIRST: &str = "，。、；：？！”）》】%‰,.;:)";

/// A letter of the default font is 7 pixels wide, which is half of a Chinese character at 10.5 pt.
fn pixels(text: &str, style: Style) -> f64 {
    let letters: usize = text.chars().map(|sign| sign.width_cjk().unwrap_or(0)).sum();
    f64::from(u32::try_from(letters).unwrap()) * 7.0 * f64::from(style.size) / 105.0
}

/// The lines that a text takes: figures and words stay whole, and some signs pull the one before along.
fn lines(text: &str, width: f64, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut pieces: Vec<String> = Vec::new();
        for sign in paragraph.chars() {
            let joins = NEVER_FIRST.contains(sign) || sign.is_ascii_alphanumeric();
            match pieces.last_mut() {
                Some(piece) if NEVER_FIRST.contains(sign) => piece.push(sign),
                Some(piece) if joins && piece.chars().all(|sign| sign.is_ascii_graphic()) => piece.push(sign),
                _ => pieces.push(sign.to_string()),
            }
        }
        lines.push(String::new());
        for piece in pieces {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() && pixels(line, style) + pixels(&piece, style) > width {
                lines.push(piece);
            } else {
                line.push_str(&piece);
            }
        }
    }
    lines
}

/// The width in pixels of columns from one to another.
fn across(sheet: &Sheet, from: u32, to: u32) -> f64 {
    let column = |col: u32| sheet.columns.get(usize::try_from(col).unwrap()).map_or(8.43, |column| column.width);
    (from..=to).map(|col| column(col) * 7.0).sum()
}

fn visible(book: &Book) -> impl Iterator<Item = &Sheet> {
    book.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible)
}

#[test]
fn every_wrapped_text_has_the_height_it_needs_and_15_per_cent_to_spare() {
    for (_, book) in all() {
        for sheet in visible(&book) {
            for (index, row) in sheet.rows.iter().enumerate() {
                for (col, cell, style) in row.cells.iter().filter(|(.., style)| style.wrap) {
                    let text = said(cell);
                    let lines = u32::try_from(lines(&text, across(sheet, *col, *col), *style).len()).unwrap();
                    // 仿宋 and 黑体 take 1.36 of their size from line to line.
                    let needed = f64::from(lines) * f64::from(style.size) / 10.0 * 1.36 * 1.15;
                    let height = row.height.unwrap();
                    assert!(needed <= height + 0.001, "{} row {index}: {needed} > {height}: {text}", sheet.name);
                }
            }
        }
    }
}

#[test]
fn no_head_parts_its_unit() {
    for (_, book) in all() {
        for sheet in visible(&book).filter(|sheet| sheet.freeze.is_some()) {
            for (col, cell, style) in &sheet.rows[2].cells {
                let text = said(cell);
                let Some(start) = text.find('(') else { continue };
                // A hundredth less: where another font stands in, letters are a little wider.
                let lines = lines(&text, across(sheet, *col, *col) * 0.99, *style);
                assert!(lines.iter().any(|line| line.contains(&text[start..])), "{} {lines:?}", sheet.name);
            }
        }
    }
}

#[test]
fn every_text_that_is_not_wrapped_ends_before_the_next_one_and_inside_the_page() {
    for (_, book) in all() {
        for sheet in visible(&book) {
            let last = sheet.page.area.unwrap().last.col;
            for row in &sheet.rows {
                for (index, (col, cell, style)) in row.cells.iter().enumerate().filter(|(_, (.., style))| !style.wrap) {
                    if matches!(cell, Cell::Blank) {
                        continue;
                    }
                    let room = match style.align {
                        Align::Right => {
                            let first = index.checked_sub(1).map_or(0, |before| row.cells[before].0 + 1);
                            across(sheet, first, *col)
                        }
                        Align::Left | Align::Center | Align::Letter | Align::Spread => {
                            across(sheet, *col, row.cells.get(index + 1).map_or(last, |(next, ..)| next - 1))
                        }
                    };
                    let text = said(cell);
                    assert!(pixels(&text, *style) <= room, "{}: {text} in {room}", sheet.name);
                }
            }
        }
    }
}

#[test]
fn the_blank_rows_of_the_ledger_fill_two_pages() {
    let book = super::blank(super::PLAN.office_unit());
    let sheet = super::sheet(&book, "督导服务销号表");
    let last = usize::try_from(sheet.page.area.unwrap().last.col).unwrap();
    // A page of A4 less its margins, in points, enlarged as the sheet is reduced to its width; 5 pixels beside the letters.
    let across: f64 = sheet.columns[..=last].iter().map(|column| (column.width * 7.0 + 5.0) * 0.75).sum();
    let room = 16.8 / 2.54 * 72.0 * (across / (26.7 / 2.54 * 72.0)).max(1.0);
    let height = |row: usize| sheet.rows[row].height.unwrap();
    let (mut pages, mut used) = (1, 0.0);
    for row in 0..sheet.rows.len() {
        if used + height(row) > room {
            (pages, used) = (pages + 1, height(1) + height(2));
        }
        used += height(row);
    }
    assert_eq!((sheet.rows.len() - 3, pages), (30, 2));
}
