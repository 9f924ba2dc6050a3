//! Quarter or form → book: how an official table looks, as plain data that `write` turns into bytes.
//!
//! Holds no I/O and no clock; knows nothing of the file format.

pub mod fit;
pub mod form;
mod hidden;
pub mod letter;
pub mod official;
pub mod picture;
pub mod plan;
pub mod returned;
pub mod rules;
pub mod style;

use crate::location::{CellRange, CellRef};
use crate::value::Value;
use jiff::civil::Date;
use style::Style;

/// A workbook as plain data.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Document properties.
    pub properties: Properties,
    /// Defined names, in order.
    pub names: Vec<DefinedName>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// Document properties of a book we write.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// Author: the office, never a person.
    pub author: String,
    /// The day printed as created and modified: the as-of date, since no clock is read.
    pub created: Option<Date>,
    /// Custom text properties; 255 characters at most each.
    pub custom: Vec<(String, String)>,
}

/// A name of the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// What it refers to, with `=`: `=_limits!$B$2`.
    pub refers_to: String,
}

/// How a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// On a tab.
    #[default]
    Visible,
    /// Hidden; the user may show it.
    Hidden,
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Columns from `A` on.
    pub columns: Vec<Column>,
    /// Rows from the first on.
    pub rows: Vec<Row>,
    /// Merged cells; text and style are those of the first cell.
    pub merges: Vec<CellRange>,
    /// What may be entered where.
    pub validations: Vec<Validation>,
    /// Cells coloured by a formula.
    pub conditions: Vec<Condition>,
    /// Notes (批注) by cell.
    pub notes: Vec<(CellRef, String)>,
    /// The first cell that scrolls.
    pub freeze: Option<CellRef>,
    /// The range with filter buttons.
    pub filter: Option<CellRange>,
    /// Paper, print area, header and footer.
    pub page: Page,
    /// Protected without a password; row heights, column widths and filters stay allowed.
    pub protected: bool,
    /// The tab's colour.
    pub tab: Option<style::Color>,
    /// Charts, bars within cells, small lines.
    pub pictures: picture::Pictures,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Column {
    /// Width in Latin letters of the default font.
    pub width: f64,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Height in points, at most 409; the default height where `None`.
    pub height: Option<f64>,
    /// Its cells by column, ascending.
    pub cells: Vec<(u32, Cell, Style)>,
}

/// A cell's content. A formula always has its cached value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing; only the style shows.
    Blank,
    /// A text, at most 32,767 characters.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, shown as 2023-09-05.
    Date(Date),
    /// A live formula in A1 notation with `=`, and the value it has.
    Formula {
        /// The formula with its leading `=`.
        a1: String,
        /// Its value, computed by us.
        cached: Value,
    },
    /// A text that leads somewhere.
    Link {
        /// Where to.
        target: Target,
        /// What is shown.
        text: String,
    },
}

impl Cell {
    /// What a value becomes in a cell.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(*number),
            Value::Date(day) => Self::Date(*day),
            Value::Blank | Value::NoData | Value::Text(_) | Value::Bool(_) | Value::Error(_) => {
                Self::text(&value.shown())
            }
        }
    }

    /// A cell of text; nothing for an empty one.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A cell of this workbook: sheet name and cell.
    Here(String, CellRef),
    /// A file, relative to this workbook, with `/`.
    File(String),
    /// A cell of another workbook: the file as above, sheet name and cell.
    Within(String, String, CellRef),
}

/// What may be entered in a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// Where.
    pub range: CellRange,
    /// What is allowed.
    pub allow: Allow,
    /// Whether another entry is refused, or only asked about.
    pub strictness: Strictness,
    /// Title and text shown when the cell is chosen; titles ≤ 32 characters, texts ≤ 255.
    pub prompt: Option<(String, String)>,
    /// Title and text shown on another entry.
    pub complaint: Option<(String, String)>,
}

/// What a validation does with another entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// It is refused.
    Stop,
    /// It is asked about, and may be kept.
    Warn,
}

/// What a validation allows.
#[derive(Debug, Clone, PartialEq)]
pub enum Allow {
    /// One of a list that stands in a range of this workbook: `=_lists!$A$2:$A$6`.
    List(String),
    /// A number.
    Decimal,
    /// A day from 2000-01-01 on.
    Date,
    /// Whatever makes the formula true, with `=`, 255 characters at most.
    Formula(String),
    /// Anything: only the prompt matters.
    Anything,
}

/// Cells coloured while a formula is true.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Where.
    pub range: CellRange,
    /// The formula for the range's first cell, with `=`.
    pub formula: String,
    /// The fill.
    pub fill: style::Color,
    /// The font's colour.
    pub color: style::Color,
}

/// Paper, print area, header and footer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Size and orientation.
    pub paper: Paper,
    /// What is printed; the whole sheet where `None`.
    pub area: Option<CellRange>,
    /// The head rows repeated on each page, first and last, from zero.
    pub repeat: Option<(u32, u32)>,
    /// Rows that begin a new page, from zero.
    pub breaks: Vec<u32>,
    /// Header in the notation of a spreadsheet (`&C…`); empty for none.
    pub header: String,
    /// Whether the page number `— N —` stands in the footer, odd pages right, even pages left.
    pub numbered: bool,
    /// How many pages high it is.
    pub high: High,
}

/// How many pages a sheet takes from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum High {
    /// As many as it needs.
    #[default]
    AsNeeded,
    /// One: made smaller until it fits.
    OnePage,
}

/// Size and orientation. Every sheet is fitted to one page's width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A4, wider than high.
    #[default]
    A4Landscape,
    /// A4, higher than wide.
    A4Portrait,
    /// A3, wider than high.
    A3Landscape,
}
