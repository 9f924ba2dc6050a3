//! The ZIP container, opened only after every part was inflated to its end within the limits.
//!
//! Inflating everything once is what makes checksums count and a claimed size worthless. The names are compared
//! as calamine compares them (any case, either slash), so that it cannot open a part that was not looked at.
//! What stands in the parts is for the rooms that read them.

use crate::read::xml::Xml;
use crate::read::{Defect, Limits};
use crate::text::reading;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

/// More parts than this no workbook has: a sheet brings at most a handful.
const PARTS: usize = 10_000;
/// Relationships and properties are small in every workbook, and are held in memory whole.
const SMALL_PART: u64 = 4 << 20;

/// A package all of whose parts can be inflated.
pub(super) struct Package<'bytes> {
    archive: ZipArchive<Cursor<&'bytes [u8]>>,
    /// Index and inflated size by comparable name.
    parts: BTreeMap<String, (usize, u64)>,
}

/// A part as a stream of XML events.
pub(super) type Part<'package, 'bytes> = Xml<BufReader<ZipFile<'package, Cursor<&'bytes [u8]>>>>;

impl<'bytes> Package<'bytes> {
    /// Opens the package, or says why it must not be read.
    pub(super) fn open(bytes: &'bytes [u8], limits: &Limits) -> Result<Self, Defect> {
        let broken = || Defect::Broken(reading::NOT_A_WHOLE_ZIP.to_owned());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if archive.has_duplicate_names() {
            return Err(Defect::Unsafe(reading::DUPLICATE_PARTS.to_owned()));
        }
        if archive.len() > PARTS {
            return Err(Defect::Unsafe(reading::too_many_parts(PARTS)));
        }
        let mut parts = BTreeMap::new();
        let mut room = limits.inflated_bytes;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|_| broken())?;
            let name = part.name().map_err(|_| broken())?.into_owned();
            // One byte more than there is room for tells “just fits” from “goes on”.
            let size = std::io::copy(&mut part.take(room.saturating_add(1)), &mut std::io::sink())
                .map_err(|_| Defect::Broken(reading::damaged_part(&name)))?;
            room = room
                .checked_sub(size)
                .ok_or_else(|| Defect::Unsafe(reading::inflates_too_far(limits.inflated_bytes)))?;
            let key = comparable(&name);
            if key.contains("_rels/") && size > SMALL_PART {
                return Err(Defect::Unsafe(reading::part_too_large(&name)));
            }
            if parts.insert(key, (index, size)).is_some() {
                return Err(Defect::Unsafe(reading::DUPLICATE_PARTS.to_owned()));
            }
        }
        Ok(Self { archive, parts })
    }

    /// The comparable names of all parts, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The comparable names that end in this one.
    pub(super) fn paths_ending_in(&self, name: &str) -> Vec<String> {
        let name = comparable(name);
        self.names().filter(|path| path.ends_with(&name)).map(str::to_owned).collect()
    }

    /// The events of a part, where it is there.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<'_, 'bytes>>, Defect> {
        let Some((index, _)) = self.parts.get(&comparable(path)) else { return Ok(None) };
        let part = self.archive.by_index(*index).map_err(|_| Defect::Broken(reading::damaged_part(path)))?;
        Ok(Some(Xml::new(BufReader::new(part), path)))
    }

    /// The events of a part that is held in memory whole, where it is there.
    pub(super) fn small_part(&mut self, path: &str) -> Result<Option<Part<'_, 'bytes>>, Defect> {
        if self.parts.get(&comparable(path)).is_some_and(|(_, size)| *size > SMALL_PART) {
            return Err(Defect::Unsafe(reading::part_too_large(path)));
        }
        self.part(path)
    }
}

/// A part's name as calamine compares it: in any case, with either slash.
pub(super) fn comparable(path: &str) -> String {
    path.replace('\\', "/").to_ascii_lowercase()
}
