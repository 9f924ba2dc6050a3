//! The table of shared strings.
//!
//! No room is reserved for what the table *claims* to hold. A claim far from the truth is refused all the same: no
//! office program makes it, and it brings down the programs that believe it. The attribute `count` is stale in honest files.

use crate::read::xml::{Tag, Xml, attribute};
use crate::read::{Defect, Limits, address};
use crate::text::reading;

/// How far an honest program's claim may be off: some count strings they dropped on saving.
const SLACK: usize = 10_000;

/// The strings, rich text joined.
pub(super) fn load(mut xml: Xml<'_, '_>, limits: &Limits) -> Result<Vec<String>, Defect> {
    let (mut strings, mut claimed) = (Vec::new(), 0_usize);
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "sst" => {
                    let claim = attribute(&start, "uniqueCount");
                    claimed = claim.map_or(0, |claim| address::index(claim.trim()).unwrap_or(usize::MAX));
                }
                "si" => {
                    let string = xml.string_item()?;
                    xml.room().text(string.len())?;
                    strings.push(string);
                    if strings.len() > limits.cells.max(SLACK) {
                        return Err(Defect::Unsafe(reading::too_many_cells(limits.cells)));
                    }
                }
                _ => {}
            },
            Tag::End if claimed > strings.len().saturating_mul(2).saturating_add(SLACK) => {
                return Err(Defect::Unsafe(reading::FALSE_STRING_COUNT.to_owned()));
            }
            Tag::End => return Ok(strings),
            Tag::Close(_) | Tag::Between => {}
        }
    }
}
