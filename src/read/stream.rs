//! The bytes of one part while they are inflated, counted against what a workbook may take.
//!
//! A part is never held whole: what is read of it goes by, and the longest piece of markup or text is bounded.

use crate::read::{Defect, Limits};
use crate::text::reading;
use std::io::{BufRead, BufReader, Cursor, Error, Read, Result};
use zip::read::ZipFile;

/// The longest piece of markup or text; a cell holds 32,767 characters.
pub(super) const PIECE: usize = 4 << 20;
/// How many elements a filled cell may bring: its own, its value's, and those of cells that have only a style.
const ELEMENTS_PER_CELL: usize = 10;
/// Elements that any workbook may have, besides.
const ELEMENTS: usize = 200_000;

/// What a workbook may still take.
pub(super) struct Room {
    limits: Limits,
    /// Inflated bytes.
    bytes: u64,
    elements: usize,
    cells: usize,
    /// Bytes of text that are kept, each repetition counted: a string may be shared by a million cells.
    text: u64,
}

impl Room {
    pub(super) fn new(limits: &Limits) -> Self {
        let elements = limits.cells.saturating_mul(ELEMENTS_PER_CELL).saturating_add(ELEMENTS);
        Self {
            limits: *limits,
            bytes: limits.inflated_bytes,
            elements,
            cells: limits.cells,
            text: limits.inflated_bytes,
        }
    }

    /// Inflates a part to its end, keeping nothing; its checksum counts only there.
    pub(super) fn pass(&mut self, part: impl Read, path: &str) -> std::result::Result<(), Defect> {
        // One byte more than there is room for tells “just fits” from “goes on”.
        let size = std::io::copy(&mut part.take(self.bytes.saturating_add(1)), &mut std::io::sink())
            .map_err(|_| Defect::Broken(reading::damaged_part(path)))?;
        self.bytes = self.bytes.checked_sub(size).ok_or_else(|| self.inflates_too_far())?;
        Ok(())
    }

    /// Counts a cell that is kept.
    pub(super) fn cell(&mut self) -> std::result::Result<(), Defect> {
        let too_many = || Defect::Unsafe(reading::too_many_cells(self.limits.cells));
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// Counts a text that is kept.
    pub(super) fn text(&mut self, length: usize) -> std::result::Result<(), Defect> {
        let too_much = || Defect::Unsafe(reading::TOO_MUCH_TEXT.to_owned());
        self.text = self.text.checked_sub(length as u64).ok_or_else(too_much)?;
        Ok(())
    }

    fn inflates_too_far(&self) -> Defect {
        Defect::Unsafe(reading::inflates_too_far(self.limits.inflated_bytes))
    }
}

/// A part that is being read.
pub(super) struct Stream<'package, 'bytes> {
    part: BufReader<ZipFile<'package, Cursor<&'bytes [u8]>>>,
    room: &'package mut Room,
    path: &'package str,
    /// Bytes that the part may still have.
    rest: u64,
    /// Bytes of the piece that is being read.
    piece: usize,
    /// Why reading stopped, where it was not damage.
    refused: Option<Defect>,
}

impl<'package, 'bytes> Stream<'package, 'bytes> {
    /// A part of at most this many bytes.
    pub(super) fn new(
        part: ZipFile<'package, Cursor<&'bytes [u8]>>,
        room: &'package mut Room,
        path: &'package str,
        most: u64,
    ) -> Self {
        Self { part: BufReader::with_capacity(1 << 15, part), room, path, rest: most, piece: 0, refused: None }
    }

    pub(super) fn path(&self) -> &str {
        self.path
    }

    pub(super) fn room(&mut self) -> &mut Room {
        self.room
    }

    /// The next piece begins.
    pub(super) fn begin_piece(&mut self) {
        self.piece = 0;
    }

    /// Counts an element.
    pub(super) fn element(&mut self) -> std::result::Result<(), Defect> {
        let too_many = || Defect::Unsafe(reading::TOO_MANY_ELEMENTS.to_owned());
        self.room.elements = self.room.elements.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// Why reading stopped.
    pub(super) fn fault(&mut self) -> Defect {
        self.refused.take().unwrap_or_else(|| Defect::Broken(reading::damaged_part(self.path)))
    }
}

impl BufRead for Stream<'_, '_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let available = self.part.fill_buf()?;
        if available.is_empty() {
            return Ok(available);
        }
        let refused = if self.rest == 0 || self.piece > PIECE {
            Some(Defect::Unsafe(reading::part_too_large(self.path)))
        } else if self.room.bytes == 0 {
            Some(self.room.inflates_too_far())
        } else {
            None
        };
        if refused.is_some() {
            self.refused = refused;
            return Err(Error::other("refused"));
        }
        let most = usize::try_from(self.rest.min(self.room.bytes)).unwrap_or(usize::MAX);
        Ok(available.get(..most).unwrap_or(available))
    }

    fn consume(&mut self, amount: usize) {
        self.part.consume(amount);
        self.piece = self.piece.saturating_add(amount);
        self.rest = self.rest.saturating_sub(amount as u64);
        self.room.bytes = self.room.bytes.saturating_sub(amount as u64);
    }
}

impl Read for Stream<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}
