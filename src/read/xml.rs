//! XML events of one part, with what no part may hold refused on the way.
//!
//! Knows nothing of workbooks except how a text is written (`<si>`, `<is>` and `<text>` are one shape).

use crate::read::Defect;
use crate::read::stream::{PIECE, Room, Stream};
use crate::text::reading;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::BufRead;

/// Deeper than any part of a workbook.
const DEPTH: usize = 256;

/// A part, read event by event; an empty element comes as a start and an end.
pub(super) struct Xml<'package, 'bytes> {
    reader: Reader<Stream<'package, 'bytes>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What matters of an event to who looks for elements.
pub(super) enum Tag<'buffer> {
    /// An element begins.
    Open(BytesStart<'buffer>),
    /// An element ends.
    Close(BytesEnd<'buffer>),
    /// Text, or what is not for us.
    Between,
    /// The part ends.
    End,
}

impl<'package, 'bytes> Xml<'package, 'bytes> {
    /// The events of a part in UTF-8. UTF-16 is allowed, but no office program writes it, and a text that a
    /// scanner of bytes cannot see has no business here.
    pub(super) fn new(mut part: Stream<'package, 'bytes>) -> Result<Self, Defect> {
        let wide = match part.fill_buf() {
            Ok(opening) => matches!(opening, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]),
            Err(_) => return Err(part.fault()),
        };
        if wide {
            return Err(Defect::Unsafe(reading::not_utf8(part.path())));
        }
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0 })
    }

    /// What the workbook may still take.
    pub(super) fn room(&mut self) -> &mut Room {
        self.reader.get_mut().room()
    }

    /// The next tag; an end of the part before the end of its root is damage.
    pub(super) fn next(&mut self) -> Result<Tag<'_>, Defect> {
        Ok(match self.event()? {
            Event::Start(start) | Event::Empty(start) => Tag::Open(start),
            Event::End(end) => Tag::Close(end),
            Event::Eof => Tag::End,
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => Tag::Between,
        })
    }

    /// Passes over the rest of the element whose start was just read.
    pub(super) fn skip(&mut self) -> Result<(), Defect> {
        let mut inside = 0_usize;
        loop {
            match self.next()? {
                Tag::Open(_) => inside += 1,
                Tag::Close(_) if inside > 0 => inside -= 1,
                Tag::Close(_) | Tag::End => return Ok(()),
                Tag::Between => {}
            }
        }
    }

    /// All text up to the end of the element whose start was just read.
    pub(super) fn content(&mut self) -> Result<String, Defect> {
        let mut text = String::new();
        self.content_into(&mut text)?;
        Ok(text)
    }

    /// The same, put behind what stands in `text`.
    pub(super) fn content_into(&mut self, text: &mut String) -> Result<(), Defect> {
        let mut inside = 0_usize;
        loop {
            match self.event()? {
                Event::Text(run) => text.push_str(&run.xml10_content()),
                Event::CData(run) => text.push_str(&run.xml10_content()),
                Event::GeneralRef(reference) => text.push_str(&resolved(&reference)?),
                Event::Start(_) => inside += 1,
                Event::End(_) if inside > 0 => inside -= 1,
                Event::End(_) | Event::Eof => return Ok(()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if text.len() > PIECE {
                return Err(Defect::Unsafe(reading::TOO_MUCH_TEXT.to_owned()));
            }
        }
    }

    /// The text of the string item whose start was just read: its runs joined, its phonetic guides left out.
    pub(super) fn string_item(&mut self) -> Result<String, Defect> {
        let (mut inside, mut text) = (0_usize, String::new());
        loop {
            let keep_space = match self.next()? {
                Tag::Open(start) => match start.local_name().as_ref() {
                    "t" => attribute(&start, "space").as_deref() == Some("preserve"),
                    "rPh" => {
                        self.skip()?;
                        continue;
                    }
                    _ => {
                        inside += 1;
                        continue;
                    }
                },
                Tag::Close(_) if inside > 0 => {
                    inside -= 1;
                    continue;
                }
                Tag::Close(_) | Tag::End => return Ok(text),
                Tag::Between => continue,
            };
            let run = self.content()?;
            let run = if keep_space { &run } else { run.trim_matches(WHITE_SPACE) };
            text.push_str(&unescaped(run));
            if text.len() > PIECE {
                return Err(Defect::Unsafe(reading::TOO_MUCH_TEXT.to_owned()));
            }
        }
    }

    fn event(&mut self) -> Result<Event<'_>, Defect> {
        self.buffer.clear();
        self.reader.get_mut().begin_piece();
        let Ok(event) = self.reader.read_event_into(&mut self.buffer) else {
            return Err(self.reader.get_mut().fault());
        };
        match &event {
            Event::Start(_) => {
                self.reader.get_mut().element()?;
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(Defect::Unsafe(reading::NESTED_TOO_DEEP.to_owned()));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(Defect::Unsafe(reading::DOCUMENT_TYPE.to_owned())),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().map(|encoding| encoding.unwrap_or_default().to_ascii_lowercase());
                if encoding.is_some_and(|encoding| !matches!(encoding.as_str(), "utf-8" | "utf8" | "us-ascii")) {
                    return Err(Defect::Unsafe(reading::not_utf8(self.reader.get_ref().path())));
                }
            }
            Event::Eof if self.depth > 0 => return Err(self.reader.get_mut().fault()),
            Event::Eof
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {}
        }
        Ok(event)
    }
}

/// What XML takes for white space.
pub(super) const WHITE_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// An attribute by its local name, entities resolved; the first where a broken file has several.
pub(super) fn attribute<'start>(start: &'start BytesStart<'_>, name: &str) -> Option<Cow<'start, str>> {
    start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| value_of(&attribute))
}

/// What an attribute says, entities resolved.
pub(super) fn value_of<'start>(attribute: &Attribute<'start>) -> Option<Cow<'start, str>> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok()
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, Defect> {
    if let Some(text) = resolve_xml_entity(reference) {
        return Ok(text.to_owned());
    }
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) | Err(_) => Err(Defect::Unsafe(reading::DOCUMENT_TYPE.to_owned())),
    }
}

/// `_x000D_` is how a workbook writes a character that XML does not allow.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((unit, after)) = escape(rest) {
            units.push(unit);
            rest = after;
        } else {
            units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn escape(text: &str) -> Option<(u16, &str)> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let after = text.get(6..)?.strip_prefix('_')?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten().map(|unit| (unit, after))
}
