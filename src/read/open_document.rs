//! Merged cells of an `OpenDocument` spreadsheet (.ods), which calamine does not tell.

use crate::location::{CellRange, CellRef};
use crate::read::guard::Package;
use crate::read::xml::{Tag, attribute};
use crate::read::{Defect, Limits};
use crate::text::reading;
use quick_xml::events::BytesStart;

/// The part that holds all sheets.
const CONTENT: &str = "content.xml";

/// The merged cells of each sheet, in the order of the sheets.
pub(super) fn merges(bytes: &[u8], limits: &Limits) -> Result<Vec<Vec<CellRange>>, Defect> {
    let mut package = Package::open(bytes, limits)?;
    let Some(mut xml) = package.part(CONTENT)? else { return Ok(Vec::new()) };
    let mut sheets: Vec<Vec<CellRange>> = Vec::new();
    let mut known = 0;
    // The row that is read, how often it is repeated, and the next cell in it.
    let (mut at, mut repeated) = (CellRef::new(0, 0), 1);
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "table" => {
                    sheets.push(Vec::new());
                    (at, repeated) = (CellRef::new(0, 0), 1);
                }
                "table-row" => {
                    at.col = 0;
                    repeated = number(&start, "number-rows-repeated");
                }
                "table-cell" | "covered-table-cell" => {
                    let (down, right) =
                        (number(&start, "number-rows-spanned"), number(&start, "number-columns-spanned"));
                    let next = at.col.saturating_add(number(&start, "number-columns-repeated"));
                    if let Some(sheet) = sheets.last_mut()
                        && (down > 1 || right > 1)
                    {
                        known += 1;
                        if known > limits.cells {
                            return Err(Defect::Unsafe(reading::too_many_cells(limits.cells)));
                        }
                        let (last_row, last_col) = (at.row.saturating_add(down - 1), at.col.saturating_add(right - 1));
                        sheet.push(CellRange::new(at.row, at.col, last_row, last_col));
                    }
                    at.col = next;
                    // What stands in a cell, notes and drawings among it, may hold tables of its own.
                    xml.skip()?;
                }
                "shapes" | "tracked-changes" | "content-validations" => xml.skip()?,
                _ => {}
            },
            Tag::Close(end) => {
                if end.local_name().as_ref() == "table-row" {
                    at.row = at.row.saturating_add(repeated);
                }
            }
            Tag::Between => {}
            Tag::End => return Ok(sheets),
        }
    }
}

/// A count; one where none is given.
fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|written| written.trim().parse().ok()).filter(|number| *number > 0).unwrap_or(1)
}
