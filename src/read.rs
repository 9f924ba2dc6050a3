//! Bytes → sources: sparse cells at their absolute addresses, merges, hidden rows, properties, defects.
//!
//! The only room that knows calamine, zip, quick-xml and encodings. It judges nothing: what is wrong with a file is a
//! `Defect`, and the rules make findings of it. It opens no file: bytes come in.
//!
//! `detect` says what the bytes are. `xlsx` reads a workbook of Office Open XML, `delimited` a table as text, `page` one
//! of a web page. Of the other formats `apart` knows calamine, which aborts on hostile files; that cannot be caught, so
//! `read` leaves them alone, and a process of their own reads them.

use crate::location::{CellRange, CellRef};
use crate::text::reading;
use crate::value::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

mod address;
mod apart;
mod binary;
mod delimited;
mod detect;
mod guard;
mod notes;
mod open_document;
mod page;
mod shared;
mod sheet;
mod stream;
mod strings;
mod styles;
mod text;
mod values;
mod wire;
mod workbook;
mod xlsx;
mod xml;

pub use apart::{is_read_apart, read_apart};
pub use wire::{received, sent};

/// Reads a file's bytes. Never fails: what is wrong stands in the source's defects.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Source {
    let mut source = empty_source(name, bytes);
    if bytes.len() as u64 > limits.file_bytes {
        source.defects.push(Defect::Unsafe(reading::file_too_large(limits.file_bytes)));
        return source;
    }
    if source.format == Format::Xlsx {
        xlsx::read(&mut source, bytes, limits);
        return source;
    }
    let only = if source.format == Format::Text {
        delimited::read(name, bytes, limits)
    } else if source.format == Format::Html {
        page::read(name, bytes, limits)
    } else {
        Err(Defect::NotReadable(source.format))
    };
    match only {
        Ok(grid) => source.grids.push(grid),
        Err(defect) => source.defects.push(defect),
    }
    source
}

/// A source of which nothing but its format is known yet.
fn empty_source(name: &str, bytes: &[u8]) -> Source {
    Source {
        name: Arc::from(name),
        digest: digest(bytes),
        format: detect::detect(bytes),
        properties: Properties::default(),
        grids: Vec::new(),
        defects: Vec::new(),
    }
}

/// SHA-256 of bytes, in hex.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What came in: one file, read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user gave it, with `/`.
    pub name: Arc<str>,
    /// SHA-256 of the bytes, in hex; equal digests mean byte-identical copies.
    pub digest: String,
    /// What the content is, whatever the suffix says.
    pub format: Format,
    /// Document properties.
    pub properties: Properties,
    /// The sheets in the workbook's order; empty where the file could not be read.
    pub grids: Vec<Grid>,
    /// What is wrong with the file as a whole.
    pub defects: Vec<Defect>,
}

/// What a file's content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// An Excel workbook of Office Open XML (.xlsx, .xlsm, .xltx).
    Xlsx,
    /// A workbook of Excel 97–2003 (.xls), in a compound file.
    Xls,
    /// A binary workbook (.xlsb).
    Xlsb,
    /// An `OpenDocument` spreadsheet (.ods).
    Ods,
    /// A password-protected Office document.
    Encrypted,
    /// A Word document (.docx, .doc, WPS .wps).
    Word,
    /// A presentation (.pptx, .ppt, WPS .dps).
    Presentation,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// An archive (.rar, .7z, or a .zip of other things).
    Archive,
    /// A web page saved under a spreadsheet's name.
    Html,
    /// A web page with all its parts in one file (.mht).
    WebArchive,
    /// Encrypted by a program that guards against leaks; only that program opens it.
    Guarded,
    /// Plain text, such as CSV.
    Text,
    /// Nothing in it.
    Empty,
    /// None of these.
    Unknown,
}

/// Document properties that identify a return.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Custom text properties, by name, in the file's order.
    pub custom: Vec<(String, String)>,
    /// `dcterms:modified`, as written in the file (ISO 8601).
    pub modified: Option<String>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It is of a format that cannot be read here.
    NotReadable(Format),
    /// It is a workbook that cannot be opened, with the reason.
    Broken(String),
    /// It exceeds a limit or is built in a way that no office program writes, with the reason.
    Unsafe(String),
    /// It holds macros.
    Macros,
    /// It refers to another workbook, by this name.
    ExternalLink(String),
}

/// One sheet: its filled cells in row-major order.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The name on the tab.
    pub name: Arc<str>,
    /// Position in the workbook, from zero.
    pub index: usize,
    /// Whether the tab is shown.
    pub visible: bool,
    /// Filled cells, sorted by address, each address once.
    pub cells: Vec<RawCell>,
    /// Merged ranges.
    pub merges: Vec<CellRange>,
    /// Hidden rows, from zero.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, from zero.
    pub hidden_columns: Vec<u32>,
    /// Notes (批注) by cell.
    pub notes: Vec<(CellRef, String)>,
}

/// A filled cell as the file holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// Where.
    pub at: CellRef,
    /// The value, or the cached value of its formula. A text of spaces stays a text here.
    pub value: Value,
    /// Whether the number format shows a percentage (0.85 shown as 85 %).
    pub percent: bool,
    /// The formula's text without `=`, where there is one.
    pub formula: Option<String>,
    /// Whether a value was stored; a formula saved without one reads as `Blank` and `false`.
    pub cached: bool,
}

/// How much may be read of one workbook; defaults stand in the plan's `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of all parts, inflated.
    pub inflated_bytes: u64,
    /// Filled cells of the workbook.
    pub cells: usize,
    /// Sheets.
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 64 << 20, inflated_bytes: 512 << 20, cells: 2_000_000, sheets: 256 }
    }
}
