//! What a file is, by its content: the suffix is what the sender hoped for.
//!
//! Looks at signatures, names of parts and the first characters; reads no part and judges nothing.

use super::text::unmarked_utf16;
use crate::read::Format;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many bytes at the beginning decide whether a text is a web page.
const OPENING: usize = 4096;
/// What the first part of an `OpenDocument` spreadsheet says, uncompressed.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// The format of these bytes.
pub(super) fn detect(bytes: &[u8]) -> Format {
    const BY_SIGNATURE: [(&[u8], Format); 12] = [
        (b"%PDF", Format::Pdf),
        (b"\xFF\xD8\xFF", Format::Picture),
        (b"\x89PNG", Format::Picture),
        (b"GIF8", Format::Picture),
        (b"Rar!", Format::Archive),
        (b"7z\xBC\xAF\x27\x1C", Format::Archive),
        (b"\x1F\x8B", Format::Archive),
        (b"MIME-Version:", Format::WebArchive),
        (b"RIFF", Format::Picture),
        (b"%TSD-Header-###%", Format::Guarded),
        (b"\x62\x14\x23\x65", Format::Guarded),
        (b"E-SafeNet", Format::Guarded),
    ];
    if bytes.is_empty() {
        return Format::Empty;
    }
    if bytes.starts_with(b"PK") {
        return zip(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return compound_file(bytes);
    }
    if let Some((_, format)) = BY_SIGNATURE.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return *format;
    }
    if is_bitmap(bytes) {
        return Format::Picture;
    }
    text(bytes)
}

/// By the names of the parts; where the directory is lost, by the names that still stand in the bytes.
fn zip(bytes: &[u8]) -> Format {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return match () {
            () if contains(bytes, b"xl/workbook.bin") => Format::Xlsb,
            () if contains(bytes, b"xl/") => Format::Xlsx,
            () if contains(bytes, b"word/") => Format::Word,
            () if contains(bytes, b"ppt/") => Format::Presentation,
            () if contains(bytes, OPEN_DOCUMENT) => Format::Ods,
            // Cut so early that no other name is left: most likely what most files here are.
            () if contains(bytes, b"[Content_Types].xml") => Format::Xlsx,
            () => Format::Archive,
        };
    };
    let (mut types, mut workbook, mut binary, mut word, mut slides) = (false, false, false, false, false);
    for name in archive.file_names_raw() {
        let name = name.to_ascii_lowercase();
        types |= name == b"[content_types].xml";
        workbook |= name.starts_with(b"xl/workbook") && name.ends_with(b".xml");
        binary |= name == b"xl/workbook.bin";
        word |= name == b"word/document.xml";
        slides |= name == b"ppt/presentation.xml";
    }
    match () {
        () if types && workbook => Format::Xlsx,
        () if binary => Format::Xlsb,
        () if word => Format::Word,
        () if slides => Format::Presentation,
        () if is_open_document_spreadsheet(&mut archive) => Format::Ods,
        () => Format::Archive,
    }
}

fn is_open_document_spreadsheet(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut kind = Vec::new();
    archive.by_name("mimetype").is_ok_and(|part| part.take(128).read_to_end(&mut kind).is_ok())
        && kind.starts_with(OPEN_DOCUMENT)
}

/// By the names in its directory, each in UTF-16 at the head of a 128-byte entry.
fn compound_file(bytes: &[u8]) -> Format {
    let utf16 = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    if contains(bytes, &utf16("EncryptedPackage")) {
        return Format::Encrypted;
    }
    let names = [
        ("Workbook\0", Format::Xls),
        ("Book\0", Format::Xls),
        ("WordDocument\0", Format::Word),
        ("PowerPoint Document\0", Format::Presentation),
    ]
    .map(|(name, format)| (utf16(name), format));
    bytes
        .chunks(128)
        .find_map(|entry| names.iter().find(|(name, _)| entry.starts_with(name)).map(|(_, format)| *format))
        .unwrap_or(Format::Unknown)
}

/// `BM` alone may begin a text; a bitmap has two reserved zeros in its head.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

/// A page, a text, or neither. Text of any encoding has no control characters other than white space;
/// UTF-16 announces itself by its mark, or by where its zero bytes are.
fn text(bytes: &[u8]) -> Format {
    let opening: Vec<u8> = bytes.iter().take(OPENING).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let first = opening.iter().find(|byte| byte.is_ascii_graphic());
    if first == Some(&b'<') && (contains(&opening, b"<html") || contains(&opening, b"<table")) {
        return Format::Html;
    }
    if contains(&opening, b"<?xml") {
        return Format::Unknown;
    }
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let wide = wide || is_unmarked_utf16(bytes);
    let is_text =
        |byte: &u8| *byte >= b' ' && *byte != 0x7F || matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1A);
    if wide || bytes.iter().all(is_text) { Format::Text } else { Format::Unknown }
}

/// Whether these are characters of UTF-16 without its mark, all of them printable but for white space. A file of other
/// bytes has zeros on both sides, or control characters.
fn is_unmarked_utf16(bytes: &[u8]) -> bool {
    let Some(encoding) = unmarked_utf16(bytes).filter(|_| bytes.len().is_multiple_of(2)) else { return false };
    let (text, _, broken) = encoding.decode(bytes);
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{1A}');
    !broken && text.chars().all(is_text)
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}
