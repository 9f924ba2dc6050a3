//! XML events of one part, with what no part may hold refused on the way.
//!
//! Knows nothing of workbooks except how a text is written (`<si>`, `<is>` and `<text>` are one shape).

use crate::read::Defect;
use crate::text::reading;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::BufRead;

/// Deeper than any part of a workbook.
const DEPTH: usize = 256;

/// A part, read event by event; an empty element comes as a start and an end.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    path: String,
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

/// The text of an element, and whether it stood there as one plain run of characters.
pub(super) struct Content {
    pub(super) text: String,
    pub(super) plain: bool,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R, path: &str) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, path: path.to_owned() }
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

    /// All text up to the end of the element whose start was just read.
    pub(super) fn content(&mut self) -> Result<Content, Defect> {
        let (mut inside, mut text, mut runs, mut plain) = (0_usize, String::new(), 0, true);
        loop {
            match self.event()? {
                Event::Text(run) => {
                    runs += 1;
                    text.push_str(&run.xml10_content());
                    continue;
                }
                Event::CData(run) => text.push_str(&run.xml10_content()),
                Event::GeneralRef(reference) => text.push_str(&resolved(&reference)?),
                Event::Start(_) => inside += 1,
                Event::End(_) if inside > 0 => inside -= 1,
                Event::End(_) | Event::Eof => return Ok(Content { text, plain: plain && runs <= 1 }),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            plain = false;
        }
    }

    /// The text of the string item whose start was just read: its runs joined, its phonetic guides left out.
    pub(super) fn string_item(&mut self) -> Result<String, Defect> {
        let (mut inside, mut text, mut in_guide) = (0_usize, String::new(), false);
        loop {
            let keep_space = match self.next()? {
                Tag::Open(start) if !in_guide && start.local_name().as_ref() == "t" => {
                    attribute(&start, "space").as_deref() == Some("preserve")
                }
                Tag::Open(start) => {
                    inside += 1;
                    in_guide |= start.local_name().as_ref() == "rPh";
                    continue;
                }
                Tag::Close(end) if inside > 0 => {
                    inside -= 1;
                    in_guide &= end.local_name().as_ref() != "rPh";
                    continue;
                }
                Tag::Close(_) | Tag::End => return Ok(text),
                Tag::Between => continue,
            };
            let run = self.content()?.text;
            let run = if keep_space { &run } else { run.trim_matches([' ', '\t', '\r', '\n']) };
            text.push_str(&unescaped(run));
        }
    }

    fn event(&mut self) -> Result<Event<'_>, Defect> {
        self.buffer.clear();
        let damaged = || Defect::Broken(reading::damaged_part(&self.path));
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| damaged())?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(Defect::Unsafe(reading::DOCUMENT_TYPE.to_owned())),
            Event::Eof if self.depth > 0 => return Err(damaged()),
            Event::Eof
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {}
        }
        if self.depth > DEPTH {
            return Err(Defect::Unsafe(reading::NESTED_TOO_DEEP.to_owned()));
        }
        Ok(event)
    }
}

/// An attribute by its local name, entities resolved; the first where a broken file has several.
pub(super) fn attribute<'start>(start: &'start BytesStart<'_>, name: &str) -> Option<Cow<'start, str>> {
    start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
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
