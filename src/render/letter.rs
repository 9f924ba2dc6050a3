//! An official letter (公文) as plain data, which `write` turns into a Word document.

use super::Properties;
use super::style::{Align, Color};

/// A letter: what stands in it, from top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Document properties.
    pub properties: Properties,
    /// What every page says above its text; nothing where empty.
    pub header: String,
    /// The text, part by part.
    pub blocks: Vec<Block>,
}

/// A part of a letter. Fonts, sizes and distances are those of GB/T 9704, and `write`'s to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The title; several lines where it is parted by line breaks.
    Title(String),
    /// A heading of the first level: 一、总体情况.
    Heading(String),
    /// A paragraph, its first line set in by two characters.
    Paragraph(String),
    /// Whose letter it is, and the day: flush right.
    Signature(String),
    /// 附件N, on a page of its own, and what it is called.
    Attachment {
        /// 附件1.
        number: String,
        /// Its title.
        title: String,
    },
    /// What stands right above a table: 单位：万元.
    Remark(String),
    /// A table.
    Table(Table),
}

/// A table over the whole width of the text. Its head is repeated on every page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The lines, each with a cell for every column.
    pub lines: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its label.
    pub label: String,
    /// How wide it is, in proportion to the others.
    pub width: u16,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What it says, as the workbook prints it.
    pub text: String,
    /// How it is aligned.
    pub align: Align,
    /// Fill and colour of the font, where it has some.
    pub colors: Option<(Color, Color)>,
}
