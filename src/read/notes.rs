//! Notes (批注) of a sheet, found through its relations.
//!
//! The part written for every program, old ones too; a threaded comment (批注会话) stands there as well, as its text.

use crate::location::CellRef;
use crate::read::guard::Package;
use crate::read::workbook::relations;
use crate::read::xml::{Tag, attribute};
use crate::read::{Defect, Limits, address};
use crate::text::reading;

/// The notes of the sheet at `path`, in the order of their cells.
pub(super) fn load(
    package: &mut Package<'_>,
    path: &str,
    sheet: &str,
    limits: &Limits,
) -> Result<Vec<(CellRef, String)>, Defect> {
    let mut notes = Vec::new();
    for relation in relations(package, path)?.iter().filter(|relation| relation.kind == "comments") {
        let Some(mut xml) = package.part(&relation.path)? else { continue };
        let mut at = None;
        loop {
            match xml.next()? {
                Tag::Open(start) => match start.local_name().as_ref() {
                    "comment" => {
                        let place = attribute(&start, "ref").unwrap_or_default();
                        let outside = || Defect::Unsafe(reading::outside_the_sheet(sheet, &place));
                        at = Some(address::cell(&place).ok_or_else(outside)?);
                    }
                    "text" => {
                        let text = xml.string_item()?;
                        notes.extend(at.take().map(|at| (at, text)));
                        if notes.len() > limits.cells {
                            return Err(Defect::Unsafe(reading::too_many_cells(limits.cells)));
                        }
                    }
                    _ => {}
                },
                Tag::End => break,
                Tag::Close(_) | Tag::Between => {}
            }
        }
    }
    notes.sort_by_key(|(at, _)| *at);
    Ok(notes)
}
