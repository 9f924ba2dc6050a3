//! Notes (批注) of a sheet, found through its relations.
//!
//! A threaded comment (批注会话) stands in a part of its own and once more among the notes, there as a sentence about old
//! programs with the comment behind it. So where a cell has a thread, its own texts count, answers below.

use crate::location::CellRef;
use crate::read::guard::Package;
use crate::read::workbook::relations;
use crate::read::xml::{Tag, Xml, attribute};
use crate::read::{Defect, address};
use crate::text::reading;
use std::collections::BTreeMap;

/// The notes of the sheet at `path`, in the order of their cells.
pub(super) fn load(package: &mut Package<'_>, path: &str, sheet: &str) -> Result<Vec<(CellRef, String)>, Defect> {
    let (mut notes, mut threads) = (BTreeMap::new(), BTreeMap::new());
    for relation in relations(package, path)? {
        let found = match relation.kind.as_str() {
            "comments" => &mut notes,
            "threadedcomment" => &mut threads,
            _ => continue,
        };
        if let Some(part) = package.part(&relation.path)? {
            collect(part, sheet, found)?;
        }
    }
    notes.extend(threads);
    Ok(notes.into_iter().collect())
}

/// Adds the texts of a part to their cells; what is said twice of one cell stands in lines.
fn collect(mut xml: Xml<'_, '_>, sheet: &str, found: &mut BTreeMap<CellRef, String>) -> Result<(), Defect> {
    let mut at = None;
    loop {
        let text = match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    let place = attribute(&start, "ref").unwrap_or_default();
                    let outside = || Defect::Unsafe(reading::outside_the_sheet(sheet, &place));
                    at = Some((address::cell(&place).ok_or_else(outside)?, start.local_name().as_ref() == "comment"));
                    continue;
                }
                "text" => match at.take() {
                    Some((at, true)) => (at, xml.string_item()?),
                    Some((at, false)) => (at, xml.content()?),
                    None => continue,
                },
                _ => continue,
            },
            Tag::End => return Ok(()),
            Tag::Close(_) | Tag::Between => continue,
        };
        let (at, text) = text;
        xml.room().cell()?;
        xml.room().text(text.len())?;
        let said = found.entry(at).or_default();
        if !said.is_empty() {
            said.push('\n');
        }
        said.push_str(&text);
    }
}
