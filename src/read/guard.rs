//! The ZIP container: each part is inflated once, to its end, within the limits.
//!
//! Reading to the end is what makes checksums count, and counting what comes out makes a claimed size worthless. So a
//! part is handed out once, as a stream; a second request is a loop, which no office program writes. What nobody asked
//! for is inflated last. What stands in the parts is for the files that know one part each.

use crate::read::stream::{Room, Stream};
use crate::read::xml::Xml;
use crate::read::{Defect, Limits};
use crate::text::reading;
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

/// More parts than this no workbook has: a sheet brings at most a handful.
const PARTS: usize = 10_000;
/// Relationships and properties are small in every workbook, and are held in memory whole.
const SMALL_PART: u64 = 4 << 20;

/// A package whose directory is sound.
pub(super) struct Package<'bytes> {
    archive: ZipArchive<Cursor<&'bytes [u8]>>,
    /// Index by comparable name, and whether the part was handed out.
    parts: BTreeMap<String, (usize, bool)>,
    room: Room,
}

impl<'bytes> Package<'bytes> {
    /// Opens the package, or says why it must not be read.
    pub(super) fn open(bytes: &'bytes [u8], limits: &Limits) -> Result<Self, Defect> {
        let broken = || Defect::Broken(reading::NOT_A_WHOLE_ZIP.to_owned());
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        let twice = || Defect::Unsafe(reading::DUPLICATE_PARTS.to_owned());
        if archive.has_duplicate_names() {
            return Err(twice());
        }
        if archive.len() > PARTS {
            return Err(Defect::Unsafe(reading::too_many_parts(PARTS)));
        }
        let mut parts = BTreeMap::new();
        for (index, name) in archive.file_names().enumerate() {
            let name = comparable(&name.map_err(|_| broken())?);
            if parts.insert(name, (index, false)).is_some() {
                return Err(twice());
            }
        }
        Ok(Self { archive, parts, room: Room::new(limits) })
    }

    /// The comparable names of all parts, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The events of a part, where it is there.
    pub(super) fn part<'package>(
        &'package mut self,
        path: &'package str,
    ) -> Result<Option<Xml<'package, 'bytes>>, Defect> {
        self.stream(path, u64::MAX)
    }

    /// The events of a part that is held in memory whole, where it is there.
    pub(super) fn small_part<'package>(
        &'package mut self,
        path: &'package str,
    ) -> Result<Option<Xml<'package, 'bytes>>, Defect> {
        self.stream(path, SMALL_PART)
    }

    fn stream<'package>(
        &'package mut self,
        path: &'package str,
        most: u64,
    ) -> Result<Option<Xml<'package, 'bytes>>, Defect> {
        let Some((index, taken)) = self.parts.get_mut(&comparable(path)) else { return Ok(None) };
        if std::mem::replace(taken, true) {
            return Err(Defect::Unsafe(reading::part_referred_to_twice(path)));
        }
        let part = self.archive.by_index(*index).map_err(|_| Defect::Broken(reading::damaged_part(path)))?;
        Xml::new(Stream::new(part, &mut self.room, path, most)).map(Some)
    }

    /// Inflates the parts that were not asked for: damage there is damage of the file.
    pub(super) fn finish(mut self) -> Result<(), Defect> {
        for (name, (index, _)) in self.parts.iter().filter(|(_, (_, taken))| !taken) {
            let damaged = |name: &str| Defect::Broken(reading::damaged_part(name));
            let part = self.archive.by_index(*index).map_err(|_| damaged(name))?;
            let name = part.name().map_err(|_| damaged(name))?.into_owned();
            self.room.pass(part, &name)?;
        }
        Ok(())
    }
}

/// A part's name as packages compare it: in any case, and with either slash, as some programs write it.
pub(super) fn comparable(path: &str) -> String {
    path.replace('\\', "/").to_ascii_lowercase()
}
