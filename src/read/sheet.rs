//! One sheet part, scanned: its cells as written, and what calamine's streaming reader does not give (merges,
//! hidden rows and columns, styles, formulas without a stored value).
//!
//! Refuses what is outside the grid, the string table or the limits. What a stored value means is for `values`.

use crate::location::{CellRange, CellRef};
use crate::read::guard::Part;
use crate::read::workbook::is_true;
use crate::read::xml::{Tag, attribute};
use crate::read::{Defect, Limits, address};
use crate::text::reading;
use quick_xml::events::BytesStart;
use std::collections::{BTreeSet, HashMap};

/// A sheet as its part tells it.
#[derive(Default)]
pub(super) struct Scan {
    /// Filled cells in the order of the part.
    pub(super) cells: Vec<Written>,
    pub(super) merges: Vec<CellRange>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Whether something is written in a way that calamine misreads without an error.
    pub(super) unusual: bool,
}

/// A filled cell as it is written.
pub(super) struct Written {
    /// Its place among all cells of the part, the unfilled ones counted.
    pub(super) ordinal: usize,
    pub(super) at: CellRef,
    /// Index of its style.
    pub(super) style: usize,
    /// The attribute `t`, in which way the value is stored.
    pub(super) kind: Kind,
    pub(super) formula: Option<String>,
    /// The stored value.
    pub(super) stored: Option<String>,
}

/// In which way a value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// An index into the string table.
    Shared,
    /// A formula's text.
    Text,
    /// A text beside the cell rather than in the table.
    Inline,
    Bool,
    Error,
    /// A day in ISO 8601.
    Iso,
}

/// What all sheets of a workbook have in common while they are scanned.
pub(super) struct Context<'workbook> {
    pub(super) limits: &'workbook Limits,
    pub(super) strings: &'workbook [String],
    /// Filled cells so far.
    pub(super) cells: usize,
    /// Bytes of text so far, each repetition counted: a string may be shared by a million cells.
    pub(super) text: u64,
}

/// Scans a sheet part.
pub(super) fn scan(mut xml: Part<'_, '_>, sheet: &str, context: &mut Context<'_>) -> Result<Scan, Defect> {
    let mut scan = Scan::default();
    let mut columns = 0;
    let mut seen_data = false;
    let outside = |address: &str| Defect::Unsafe(reading::outside_the_sheet(sheet, address));
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "sheetData" if !seen_data => {
                    seen_data = true;
                    rows(&mut xml, sheet, &mut scan, context)?;
                }
                "dimension" => {
                    scan.unusual |= attribute(&start, "ref").and_then(|all| address::range(&all)).is_none();
                }
                "col" if attribute(&start, "hidden").is_some_and(|hidden| is_true(&hidden)) => {
                    columns += 1;
                    let edge = |name| attribute(&start, name).and_then(|number| address::row(&number));
                    if let (Some(first), Some(last)) = (edge("min"), edge("max"))
                        && columns <= address::COLUMNS
                    {
                        scan.hidden_columns.extend(first..=last.min(address::COLUMNS - 1));
                    }
                }
                "mergeCell" => {
                    let place = attribute(&start, "ref").unwrap_or_default();
                    scan.merges.push(address::range(&place).ok_or_else(|| outside(&place))?);
                    if scan.merges.len() > context.limits.cells {
                        return Err(Defect::Unsafe(reading::too_many_cells(context.limits.cells)));
                    }
                }
                _ => {}
            },
            Tag::End => break,
            Tag::Close(_) | Tag::Between => {}
        }
    }
    // A part without its `sheetData` is a sheet without cells to us and an error to calamine.
    scan.unusual |= !seen_data;
    Ok(scan)
}

/// The rows of `sheetData`, whose start was just read.
fn rows(xml: &mut Part<'_, '_>, sheet: &str, scan: &mut Scan, context: &mut Context<'_>) -> Result<(), Defect> {
    let outside = |address: &str| Defect::Unsafe(reading::outside_the_sheet(sheet, address));
    let mut masters: HashMap<String, String> = HashMap::new();
    // Where a cell stands that does not say so: after the one before it.
    let (mut row, mut column, mut ordinal) = (0, 0, 0);
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "row" => {
                    if let Some(number) = attribute(&start, "r") {
                        row = address::row(&number).ok_or_else(|| outside(&number))?;
                    }
                    if attribute(&start, "hidden").is_some_and(|hidden| is_true(&hidden)) {
                        scan.hidden_rows.insert(row);
                    }
                }
                "c" => {
                    let head = Head::of(&start);
                    let at = match &head.place {
                        Some(place) => address::cell(place).ok_or_else(|| outside(place))?,
                        None if row < address::ROWS && column < address::COLUMNS => CellRef::new(row, column),
                        None => return Err(outside("")),
                    };
                    column = at.col + 1;
                    let cell = Written {
                        ordinal,
                        at,
                        style: head.style,
                        kind: head.kind.unwrap_or(Kind::Number),
                        formula: None,
                        stored: None,
                    };
                    scan.unusual |= head.kind.is_none();
                    let cell = fill(xml, cell, &mut masters, scan)?;
                    ordinal += 1;
                    if cell.formula.is_some() || cell.stored.is_some() {
                        admit(&cell, sheet, context)?;
                        scan.cells.push(cell);
                    }
                }
                _ => {}
            },
            Tag::Close(end) if end.local_name().as_ref() == "row" => {
                row += 1;
                column = 0;
            }
            Tag::Close(end) if end.local_name().as_ref() == "sheetData" => return Ok(()),
            Tag::End => return Ok(()),
            Tag::Close(_) | Tag::Between => {}
        }
    }
}

/// The attributes of a cell.
struct Head {
    place: Option<String>,
    style: usize,
    /// `None` where `t` is a word of its own.
    kind: Option<Kind>,
}

impl Head {
    fn of(start: &BytesStart<'_>) -> Self {
        let kind = match attribute(start, "t").as_deref() {
            None | Some("n") => Some(Kind::Number),
            Some("s") => Some(Kind::Shared),
            Some("str") => Some(Kind::Text),
            Some("inlineStr") => Some(Kind::Inline),
            Some("b") => Some(Kind::Bool),
            Some("e") => Some(Kind::Error),
            Some("d") => Some(Kind::Iso),
            Some(_) => None,
        };
        let style = attribute(start, "s").and_then(|index| address::index(&index)).unwrap_or(0);
        Self { place: attribute(start, "r").map(std::borrow::Cow::into_owned), style, kind }
    }
}

/// The formula and the stored value of the cell whose start was just read.
fn fill(
    xml: &mut Part<'_, '_>,
    mut cell: Written,
    masters: &mut HashMap<String, String>,
    scan: &mut Scan,
) -> Result<Written, Defect> {
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "v" => {
                    let value = xml.content()?;
                    // calamine takes the first run only, and a value beside `<is>` not at all.
                    scan.unusual |= !value.plain && cell.kind != Kind::Text;
                    // An empty text is a value that was stored; an empty number is none.
                    if cell.kind != Kind::Inline && (cell.kind == Kind::Text || !value.text.is_empty()) {
                        cell.stored = Some(value.text);
                    }
                }
                "is" => {
                    scan.unusual |= cell.kind != Kind::Inline;
                    cell.kind = Kind::Inline;
                    cell.stored = Some(xml.string_item()?);
                }
                "f" => {
                    let shared = (attribute(&start, "t").as_deref() == Some("shared"))
                        .then(|| attribute(&start, "si").unwrap_or_default().into_owned());
                    let text = xml.content()?.text;
                    cell.formula = Some(match shared {
                        Some(group) if text.is_empty() => masters.get(&group).cloned().unwrap_or_default(),
                        Some(group) => masters.entry(group).insert_entry(text).get().clone(),
                        None => text,
                    });
                }
                _ => scan.unusual = true,
            },
            Tag::Close(end) if end.local_name().as_ref() == "c" => return Ok(cell),
            Tag::End => return Ok(cell),
            Tag::Close(_) | Tag::Between => {}
        }
    }
}

/// Counts a filled cell, and refuses one that refers to a string that is not there.
fn admit(cell: &Written, sheet: &str, context: &mut Context<'_>) -> Result<(), Defect> {
    context.cells += 1;
    if context.cells > context.limits.cells {
        return Err(Defect::Unsafe(reading::too_many_cells(context.limits.cells)));
    }
    let mut text = cell.formula.as_ref().map_or(0, String::len);
    match (cell.kind, &cell.stored) {
        (Kind::Shared, Some(stored)) => {
            let string = address::index(stored).and_then(|index| context.strings.get(index));
            let missing = || Defect::Unsafe(reading::no_such_string(sheet, &cell.at.to_string()));
            text += string.ok_or_else(missing)?.len();
        }
        (_, stored) => text += stored.as_ref().map_or(0, String::len),
    }
    context.text += text as u64;
    if context.text > context.limits.inflated_bytes {
        return Err(Defect::Unsafe(reading::TOO_MUCH_TEXT.to_owned()));
    }
    Ok(())
}
