//! What calamine leaves out of binary workbooks: in an .xls which cells share their formula with others, in an .xlsb the
//! cells that are written without their column, as some programs do and Excel doesn't.
//!
//! After MS-CFB, MS-XLS and MS-XLSB. Looks at what is needed for that; where the file is otherwise than expected it knows nothing,
//! and calamine says what is wrong.

use crate::location::CellRef;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Streams shorter than this lie elsewhere; no workbook of ours is so short.
const SHORTEST: usize = 4096;
/// Numbers of sectors from here on are no sectors.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// The records that matter.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// By the order of the sheets: the cells whose formula is written at another cell.
pub(super) fn shared_formulas(bytes: &[u8]) -> Vec<HashSet<CellRef>> {
    let stream = (Compound { bytes, sector: sector_size(bytes) }).workbook().unwrap_or_default();
    Records { stream: &stream, next: 0 }
        .take_while(|(kind, _)| *kind != record::END)
        .filter(|(kind, _)| *kind == record::SHEET)
        .map(|(_, content)| u32_at(content, 0).and_then(|start| usize::try_from(start).ok()))
        .map(|start| start.map(|start| of_sheet(&stream, start)).unwrap_or_default())
        .collect()
}

/// The cells of the sheet that begins here whose formula refers to one written elsewhere.
fn of_sheet(stream: &[u8], start: usize) -> HashSet<CellRef> {
    let mut cells = HashSet::new();
    // A chart on the sheet is a sheet within.
    let mut depth = 0_usize;
    for (kind, content) in (Records { stream, next: start }) {
        match kind {
            record::BEGIN => depth += 1,
            record::END if depth <= 1 => break,
            record::END => depth -= 1,
            // Behind row, column, format, result, flags and length stands the formula; 1 is “as there”.
            record::FORMULA if depth == 1 && content.get(22) == Some(&1) => {
                let place = u16_at(content, 0).zip(u16_at(content, 2));
                cells.extend(place.map(|(row, col)| CellRef::new(u32::from(row), u32::from(col))));
            }
            _ => {}
        }
    }
    cells
}

/// Whether a sheet of an .xlsb has cells that stand in the column behind the one before (`BrtShort…`): calamine passes
/// over them, and what a department filled in must not be lost unseen.
pub(super) fn has_short_cells(bytes: &[u8], longest: u64) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    (0..archive.len()).any(|index| {
        let Ok(part) = archive.by_index(index) else { return false };
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/") && name.ends_with(".bin"));
        let mut content = Vec::new();
        is_sheet && part.take(longest).read_to_end(&mut content).is_ok() && kinds(&content).any(is_short_cell)
    })
}

fn is_short_cell(kind: u32) -> bool {
    // Blank, number, error, truth, number, text, text of the table; a blank one says nothing.
    (13..=18).contains(&kind)
}

/// The kinds of the records of a part, in which numbers have seven bits a byte.
fn kinds(part: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut next = 0_usize;
    std::iter::from_fn(move || {
        let kind = number(part, &mut next, 2)?;
        let length = usize::try_from(number(part, &mut next, 4)?).ok()?;
        next = next.checked_add(length)?;
        Some(kind)
    })
}

fn number(part: &[u8], next: &mut usize, longest: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..longest {
        let byte = *part.get(*next)?;
        *next += 1;
        number |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

/// Records one after the other: kind, length, content.
struct Records<'a> {
    stream: &'a [u8],
    next: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.stream, self.next)?, u16_at(self.stream, self.next.checked_add(2)?)?);
        let start = self.next.checked_add(4)?;
        let end = start.checked_add(usize::from(length))?;
        self.next = end;
        Some((kind, self.stream.get(start..end)?))
    }
}

/// A compound file: sectors of one size, and lists of which follows which.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
}

impl<'a> Compound<'a> {
    /// The stream of the workbook, as far as it is there.
    fn workbook(&self) -> Option<Vec<u8>> {
        let fat = self.fat()?;
        let directory = self.chain(&fat, u32_at(self.bytes, 48)?);
        let name = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let names = [name("Workbook\0"), name("Book\0")];
        let entry = directory.chunks(128).find(|entry| names.iter().any(|name| entry.starts_with(name)))?;
        let length = usize::try_from(u32_at(entry, 120)?).ok()?;
        let mut stream = self.chain(&fat, u32_at(entry, 116)?);
        stream.truncate(length);
        (length >= SHORTEST).then_some(stream)
    }

    /// The sectors that say which follows which.
    fn fat(&self) -> Option<Vec<&'a [u8]>> {
        let mut fat: Vec<u32> = (0..109).map_while(|index| u32_at(self.bytes, 76 + 4 * index)).collect();
        // Those of large files have a list of their own, which links its last place to the next sector of it.
        let mut more = u32_at(self.bytes, 68)?;
        while let (true, Some(list)) = (fat.len() <= self.bytes.len() / self.sector.max(1), self.whole(more)) {
            let last = list.len().checked_sub(4)?;
            fat.extend((0..last / 4).map_while(|index| u32_at(list, 4 * index)));
            more = u32_at(list, last)?;
        }
        Some(fat.into_iter().map_while(|number| self.whole(number)).collect())
    }

    /// What stands in a chain of sectors; it is never longer than the file.
    fn chain(&self, fat: &[&[u8]], first: u32) -> Vec<u8> {
        let mut content = Vec::new();
        let mut number = first;
        while let Some(sector) = self.at(number).filter(|_| content.len() <= self.bytes.len()) {
            content.extend_from_slice(sector);
            let place = usize::try_from(number).ok();
            let place = place.map(|place| (place / (self.sector / 4).max(1), place % (self.sector / 4).max(1)));
            let next = place.and_then(|(list, index)| u32_at(fat.get(list)?, 4 * index));
            number = next.unwrap_or(NO_SECTOR);
        }
        content
    }

    /// A sector, which is shorter where the file ends within it.
    fn at(&self, number: u32) -> Option<&'a [u8]> {
        let start =
            usize::try_from(number).ok().filter(|_| number < NO_SECTOR)?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn whole(&self, number: u32) -> Option<&'a [u8]> {
        self.at(number).filter(|sector| sector.len() == self.sector)
    }
}

/// 512 or 4096; 0 where the file says another.
fn sector_size(bytes: &[u8]) -> usize {
    match u16_at(bytes, 30) {
        Some(9) => 512,
        Some(12) => 4096,
        Some(_) | None => 0,
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
