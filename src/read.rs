//! Bytes → sources: sparse cells at their absolute addresses, merges, hidden rows, properties, defects.
//!
//! The only room that knows calamine, zip and quick-xml. It judges nothing: what is wrong with a file is a
//! `Defect`, and the rules make findings of it. It opens no file: bytes come in.
//!
//! A workbook passes three gates: `detect` says what the bytes are, `guard` inflates every part within the limits,
//! and the scan of each sheet refuses what no office program writes. Only then does calamine see it, because it
//! aborts on some of what was refused, and an abort cannot be caught. A workbook that fails keeps its
//! properties where they could be read (they tell whose it is) and has no grids: half a return is worse than none.

use crate::location::{CellRange, CellRef};
use crate::read::guard::{Package, Part};
use crate::read::sheet::{Context, Scan, Written};
use crate::read::styles::NumberFormat;
use crate::read::values::{Calamine, Tables};
use crate::text::reading;
use crate::value::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

mod address;
mod detect;
mod guard;
mod notes;
mod sheet;
mod strings;
mod styles;
mod values;
mod workbook;
mod xml;

/// Reads a file's bytes. Never fails: what is wrong stands in the source's defects.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Source {
    let mut source = Source {
        name: Arc::from(name),
        digest: digest(bytes),
        format: detect::detect(bytes),
        properties: Properties::default(),
        grids: Vec::new(),
        defects: Vec::new(),
    };
    if source.format != Format::Xlsx {
        source.defects.push(Defect::NotReadable(source.format));
    } else if bytes.len() as u64 > limits.file_bytes {
        source.defects.push(Defect::Unsafe(reading::file_too_large(limits.file_bytes)));
    } else if let Err(defect) = read_workbook(&mut source, bytes, limits) {
        source.grids.clear();
        source.defects.push(defect);
    }
    source
}

/// Fills the source from a workbook, or stops at what is wrong with it.
fn read_workbook(source: &mut Source, bytes: &[u8], limits: &Limits) -> Result<(), Defect> {
    let mut package = Package::open(bytes, limits)?;
    let root = workbook::relations(&mut package, "")?;
    source.properties = workbook::properties(&mut package, &root)?;
    source.defects = workbook::attachments(&mut package)?;
    let workbook = workbook::load(&mut package, &root, limits)?;
    let strings = table(&mut package, &workbook.folder, "sharedStrings.xml", |part| strings::load(part, limits))?;
    let formats = table(&mut package, &workbook.folder, "styles.xml", styles::load)?;
    let tables = Tables { strings: &strings, formats: &formats, is_1904: workbook.is_1904 };
    let mut context = Context { limits, strings: &strings, cells: 0, text: 0 };
    let mut calamine = values::open(bytes);
    for (index, entry) in workbook.sheets.iter().enumerate() {
        let mut grid = Grid { name: Arc::from(entry.name.as_str()), index, visible: entry.visible, ..Grid::default() };
        if let Some(path) = &entry.path {
            let part = package.part(path)?.ok_or_else(|| Defect::Broken(reading::missing_part(path)))?;
            let scan = sheet::scan(part, &entry.name, &mut context)?;
            grid.notes = notes::load(&mut package, path, &entry.name, limits)?;
            fill(&mut grid, scan, calamine.as_mut(), &tables)?;
        }
        source.grids.push(grid);
    }
    Ok(())
}

/// The table of this name beside the workbook part, empty where there is none.
///
/// Every other part of the name is looked at too: a false one aborts calamine, and a hostile package could lead
/// calamine by an ambiguous relation to another than the one we take.
fn table<'bytes, T>(
    package: &mut Package<'bytes>,
    folder: &str,
    name: &str,
    load: impl Fn(Part<'_, 'bytes>) -> Result<Vec<T>, Defect>,
) -> Result<Vec<T>, Defect> {
    let mut ours = Vec::new();
    for path in package.paths_ending_in(name) {
        if let Some(part) = package.part(&path)? {
            let table = load(part)?;
            if path == guard::comparable(&format!("{folder}{name}")) {
                ours = table;
            }
        }
    }
    Ok(ours)
}

/// Puts a scanned sheet into the grid, its cells with their values and in the order of their addresses.
fn fill(grid: &mut Grid, scan: Scan, calamine: Option<&mut Calamine<'_>>, tables: &Tables<'_>) -> Result<(), Defect> {
    let values = values::values(calamine, &grid.name, &scan, tables);
    grid.cells = scan.cells.into_iter().zip(values).filter_map(|(cell, value)| raw_cell(cell, value, tables)).collect();
    // Cells may be written in any order, but no two in one place.
    grid.cells.sort_by_key(|cell| cell.at);
    if let Some(twice) = grid.cells.windows(2).find_map(|pair| match pair {
        [first, second] if first.at == second.at => Some(first.at),
        _ => None,
    }) {
        return Err(Defect::Unsafe(reading::duplicate_cell(&grid.name, &twice.to_string())));
    }
    grid.merges = scan.merges;
    grid.merges.sort_unstable();
    grid.hidden_rows = scan.hidden_rows.into_iter().collect();
    grid.hidden_columns = scan.hidden_columns.into_iter().collect();
    Ok(())
}

/// The cell, where there is something in it: an empty text is nothing, a formula always something.
fn raw_cell(cell: Written, value: Value, tables: &Tables<'_>) -> Option<RawCell> {
    if cell.formula.is_none() && value.is_blank() {
        return None;
    }
    let percent = tables.formats.get(cell.style) == Some(&NumberFormat::Percent);
    Some(RawCell { at: cell.at, value, percent, formula: cell.formula, cached: cell.stored.is_some() })
}

fn digest(bytes: &[u8]) -> String {
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
    /// An Excel workbook of Office Open XML (.xlsx, .xlsm).
    Xlsx,
    /// A workbook of Excel 97–2003 (.xls), in a compound file.
    Xls,
    /// A binary workbook (.xlsb).
    Xlsb,
    /// An `OpenDocument` spreadsheet (.ods).
    Ods,
    /// A password-protected Office document.
    Encrypted,
    /// A Word document (.docx, .doc).
    Word,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// An archive (.rar, .7z, or a .zip of other things).
    Archive,
    /// A web page saved under a spreadsheet's name.
    Html,
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
