//! The table of shared strings, and whether it may be shown to calamine.
//!
//! calamine reserves room for as many strings as the table *claims* to hold (calamine#684); a false claim aborts
//! the process. So a claim must be near the truth. The attribute `count` claims nothing calamine uses and is stale
//! in honest files.

use crate::read::guard::Part;
use crate::read::xml::Tag;
use crate::read::{Defect, Limits};
use crate::text::reading;

/// How far an honest program's claim may be off: some count strings they dropped on saving.
const SLACK: usize = 10_000;

/// The strings, rich text joined.
pub(super) fn load(mut xml: Part<'_, '_>, limits: &Limits) -> Result<Vec<String>, Defect> {
    let (mut strings, mut claimed) = (Vec::new(), 0_usize);
    loop {
        match xml.next()? {
            Tag::Open(start) => match start.local_name().as_ref() {
                "sst" => {
                    claimed = start
                        .attributes()
                        .with_checks(false)
                        .filter_map(Result::ok)
                        .filter(|attribute| attribute.key.local_name().as_ref() == "uniqueCount")
                        .map(|attribute| attribute.value.trim().parse().unwrap_or(usize::MAX))
                        .fold(claimed, usize::max);
                }
                "si" => {
                    strings.push(xml.string_item()?);
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
