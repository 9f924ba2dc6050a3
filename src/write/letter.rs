//! Letter → docx bytes, in the measures of GB/T 9704-2012.
//!
//! Page A4, text 156 × 225 mm beginning 37 mm from the top and 28 mm from the left, 22 lines a page, 28 characters a
//! line; title 二号 小标宋, body 三号 仿宋, headings 三号 黑体, page number 四号 宋体 between dashes, right on odd pages and
//! left on even ones. Tables are in 五号.
//!
//! **Why not a library?** A table's head must be repeated on each page, and equal letters must give equal bytes;
//! `docx-rs` 0.4.22 can say the one no way and numbers paragraphs through the whole process, and it needs other
//! versions of `zip` and `quick-xml`. What is needed of the format is little: paragraphs, one kind of table, two footers.

mod looks;
mod parts;

use super::finish::pack;
use crate::render::letter::{Block, Cell, Column, Letter, Table};
use crate::render::style::Align;
use crate::text::{fonts, width};
use anyhow::{Context, Result};
use parts::escaped;
use std::fmt::Write as _;

/// The text's width in twentieths of a point: 156 mm.
const WIDTH: u32 = 8845;
/// How many parts before the signature stay on a page with it: what is enclosed, and the last paragraph. A page with the
/// signature alone is no part of an official letter.
const WITH_SIGNATURE: usize = 6;
/// What parts the title of an attachment from its table, in twentieths of a point.
const BELOW_TITLE: u32 = 160;
/// The least width of a column: 12 mm.
const NARROWEST: u32 = 680;
/// What is no wider, in Latin letters, is not parted: five characters, or a day.
const WHOLE: usize = 10;
/// The width of half a character in a table, and of a figure where a font stands in that is wider, in twentieths of a
/// point; what is left free at either side of a cell, and what more for programs that round.
const HALF: usize = 105;
const FIGURE: usize = 135;
const MARGIN: u32 = 57;
const SPARE: u32 = 30;

/// The bytes of the Word document.
///
/// # Errors
/// The parts cannot be packed.
pub fn write_letter(letter: &Letter) -> Result<Vec<u8>> {
    let parts = parts::around(letter).into_iter().chain([("word/document.xml", document(letter))]);
    pack(parts.map(Ok)).context("packing the letter")
}

/// The text.
fn document(letter: &Letter) -> String {
    let mut body = String::new();
    let signed = letter.blocks.iter().position(|block| matches!(block, Block::Signature(_)));
    let kept = signed.map(|signed| signed.saturating_sub(WITH_SIGNATURE)..=signed);
    for (index, block) in letter.blocks.iter().enumerate() {
        let keep = if kept.as_ref().is_some_and(|kept| kept.contains(&index)) { "<w:keepNext/>" } else { "" };
        if signed == Some(index) {
            body.push_str(&paragraph("Body", keep, ""));
        }
        body.push_str(&set(block, keep));
    }
    body.push_str(parts::SECTION);
    format!("{}<w:document {}><w:body>{body}</w:body></w:document>", parts::DECLARATION, parts::NAMESPACES)
}

/// A part; `keep` holds its paragraph on a page with the next.
fn set(block: &Block, keep: &str) -> String {
    match block {
        Block::Title(text) => {
            let lines: String = text.lines().map(|line| paragraph("Title", "", line)).collect();
            lines + &paragraph("Body", "", "")
        }
        Block::Heading(text) => paragraph("Heading1", "", text),
        Block::Paragraph(text) => paragraph("Body", keep, text),
        Block::Signature(text) => paragraph("Signature", "", text),
        Block::Attachment { number, title } => {
            let apart = format!("<w:spacing w:after=\"{BELOW_TITLE}\"/>");
            paragraph("Attachment", "<w:pageBreakBefore/>", number) + &paragraph("Title", &apart, title)
        }
        Block::Remark(text) => paragraph("Remark", "", text),
        Block::Table(content) => table(content),
    }
}

/// A paragraph of a style. Line breaks of the text are line breaks within it.
fn paragraph(style: &str, more: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}</w:p>", run("", text))
}

/// A text with the properties of its letters.
fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> =
        text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

fn table(content: &Table) -> String {
    let widths = widths(content);
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>{}<w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"{MARGIN}\" w:type=\"dxa\"/><w:right w:w=\"{MARGIN}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
        parts::BORDERS
    );
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in content.columns.iter().zip(&widths) {
        let head = Cell { text: column.label.clone(), align: Align::Center, colors: None };
        xml.push_str(&cell(&head, *width, "TableHead"));
    }
    xml.push_str("</w:tr>");
    for line in &content.lines {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (text, width) in line.iter().zip(&widths) {
            xml.push_str(&cell(text, *width, "TableText"));
        }
        xml.push_str("</w:tr>");
    }
    // A document may not end with a table, nor a table stand right behind another.
    xml + "</w:tbl>" + &paragraph("Remark", "", "")
}

fn cell(cell: &Cell, width: u32, style: &str) -> String {
    let align = match cell.align {
        Align::Center => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
        Align::Left | Align::Letter | Align::Spread => "",
    };
    let fill = cell.colors.map_or_else(String::new, |(fill, _)| {
        format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{:06X}\"/>", fill.0)
    });
    let color = cell
        .colors
        .map_or_else(String::new, |(_, color)| format!("<w:rPr><w:color w:val=\"{:06X}\"/></w:rPr>", color.0));
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{fill}<w:vAlign w:val=\"center\"/></w:tcPr>\
         <w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{align}</w:pPr>{}</w:p></w:tc>",
        run(&color, &cell.text)
    )
}

/// The widths of the columns in twentieths of a point, together those of the text: by the shares that they ask for, but
/// no narrower than what is not to be parted, which is taken from the widest.
fn widths(content: &Table) -> Vec<u32> {
    let wanted: u32 = content.columns.iter().map(|column| u32::from(column.width)).sum();
    let mut least: Vec<u32> = (0..content.columns.len()).map(|col| narrowest(content, col)).collect();
    if least.iter().sum::<u32>() > WIDTH {
        least.fill(NARROWEST);
    }
    let share = |column: &Column| (u32::from(column.width) * WIDTH).checked_div(wanted).unwrap_or(WIDTH);
    let shares = content.columns.iter().map(share);
    let mut widths: Vec<u32> = shares.zip(&least).map(|(share, least)| share.max(*least)).collect();
    loop {
        let over = widths.iter().sum::<u32>().saturating_sub(WIDTH);
        let roomiest = widths.iter_mut().zip(&least).map(|(width, least)| (width.saturating_sub(*least), width)).max();
        match roomiest {
            Some((room, width)) if over > 0 && room > 0 => *width -= room.min(over),
            Some(_) | None => break,
        }
    }
    // What was lost in dividing.
    let short = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += short;
    }
    widths
}

/// The least width of a column: a short word, a day or a figure in it is not parted.
fn narrowest(content: &Table, col: usize) -> u32 {
    let head = content.columns.get(col).map(|column| column.label.as_str());
    let cells = content.lines.iter().filter_map(|line| line.get(col)).map(|cell| cell.text.as_str());
    let pieces = head.into_iter().chain(cells).flat_map(str::lines).filter(|piece| width(piece) <= WHOLE);
    let needed = pieces.map(|piece| width(piece) * if piece.is_ascii() { FIGURE } else { HALF }).max().unwrap_or(0);
    (u32::try_from(needed).unwrap_or(0) + 2 * MARGIN + SPARE).max(NARROWEST)
}
