//! The last touch on the packed parts: takes out the marks, lets rows grow, and lets odd and even pages differ.
//!
//! Says what `rust_xlsxwriter` has no words for; see `write` for the reasons. Works on the library's own
//! output only, where a user's `<` is always escaped, so that tags can be searched for as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Stands before a text the library would take for something else. Every text result of a formula has it,
/// so a user's own text that begins with it loses nothing.
const MARK: char = '\u{F8FF}';

/// The text with the mark that [`finish`] takes out.
pub(super) fn marked(text: &str) -> String {
    format!("{MARK}{text}")
}

/// Whether the text of a cell needs a mark: the library writes such a text unescaped, as rich text.
pub(super) fn is_taken_for_markup(text: &str) -> bool {
    text.starts_with(MARK) || (text.starts_with("<r>") && text.ends_with("</r>"))
}

/// What is said of a workbook here, since the library can't.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    /// The numbers of each chart, in the order in which the charts were put on the sheets.
    pub(super) drawn: Vec<Vec<f64>>,
    /// Of each sheet the rows, from 0, that grow with what is typed into them.
    pub(super) growing: Vec<BTreeSet<u32>>,
}

/// The same workbook without marks, packed with fixed times.
pub(super) fn finish(packed: &[u8], unsaid: &Unsaid) -> anyhow::Result<Vec<u8>> {
    let mut parts = ZipArchive::new(Cursor::new(packed))?;
    let count = parts.len();
    pack((0..count).map(|index| {
        let mut part = parts.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content)?;
        let content = finished(&name, content, unsaid);
        Ok((name, content))
    }))
}

/// Parts by their names, packed with fixed times: equal parts give equal bytes. One part is held at a time.
pub(super) fn pack<N: AsRef<str>>(parts: impl Iterator<Item = anyhow::Result<(N, String)>>) -> anyhow::Result<Vec<u8>> {
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for part in parts {
        let (name, content) = part?;
        whole.start_file(name.as_ref(), options)?;
        whole.write_all(content.as_bytes())?;
    }
    Ok(whole.finish()?.into_inner())
}

/// A part as it is packed.
fn finished(name: &str, content: String, unsaid: &Unsaid) -> String {
    if let Some(sheet) = numbered(name, "xl/worksheets/sheet") {
        let content = unmarked(&content, "v");
        two_sided(match unsaid.growing.get(sheet) {
            Some(rows) if !rows.is_empty() => growing(&content, rows),
            Some(_) | None => content,
        })
    } else if name == "xl/sharedStrings.xml" {
        unmarked(&content, "t")
    } else if let Some(chart) = numbered(name, "xl/charts/chart") {
        with_numbers(chinese(&content), unsaid.drawn.get(chart).map_or(&[][..], Vec::as_slice))
    } else {
        content
    }
}

/// The place, from 0, of a part that is one of several.
fn numbered(name: &str, kind: &str) -> Option<usize> {
    name.strip_prefix(kind)?.strip_suffix(".xml")?.parse::<usize>().ok()?.checked_sub(1)
}

/// A sheet whose named rows have a height only until something is typed into them: then the program that shows them fits
/// them to their texts. A `customHeight` would stay, and cut the text.
fn growing(sheet: &str, rows: &BTreeSet<u32>) -> String {
    const ROW: &str = "<row r=\"";
    let mut pieces = sheet.split(ROW);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let number = piece.split('"').next().and_then(|number| number.parse::<u32>().ok());
        let grows = number.and_then(|number| number.checked_sub(1)).is_some_and(|row| rows.contains(&row));
        let (tag, rest) = piece.split_at(piece.find('>').unwrap_or(0));
        let tag = if grows { tag.replace(" customHeight=\"1\"", "") } else { tag.to_owned() };
        whole.extend([ROW, &tag, rest]);
    }
    whole
}

/// A chart whose fonts are also those of its Chinese: the library names them for Latin letters only.
fn chinese(chart: &str) -> String {
    const LATIN: &str = "<a:latin ";
    let mut pieces = chart.split(LATIN);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (font, rest) = piece.split_once("/>").unwrap_or((piece, ""));
        whole.extend([LATIN, font, "/><a:ea ", font, "/>", rest]);
    }
    whole
}

/// A chart that knows its numbers: the library knows no result of a formula, and without numbers a program that does not
/// compute shows an empty chart.
fn with_numbers(chart: String, numbers: &[f64]) -> String {
    let end = format!("<c:ptCount val=\"{}\"/></c:numCache>", numbers.len());
    let Some((before, after)) = chart.split_once(&end) else { return chart };
    let mut points = String::new();
    for (index, number) in numbers.iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = write!(points, "<c:pt idx=\"{index}\"><c:v>{number}</c:v></c:pt>");
    }
    format!("{before}<c:ptCount val=\"{}\"/>{points}</c:numCache>{after}", numbers.len())
}

/// The part without the marks at the beginning of the named elements. A text with white space at an end is
/// said to be kept as it is; `<t>` says so already.
fn unmarked(part: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mark = format!("{open}{MARK}");
    let mut whole = String::with_capacity(part.len());
    let mut pieces = part.split(mark.as_str());
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let text = piece.split(close.as_str()).next().unwrap_or_default();
        if text.trim() == text {
            whole.push_str(&open);
        } else {
            whole.push('<');
            whole.push_str(element);
            whole.push_str(" xml:space=\"preserve\">");
        }
        whole.push_str(piece);
    }
    whole
}

/// A sheet whose page number stands right on odd pages also gets it left on even pages.
fn two_sided(sheet: String) -> String {
    const START: &str = "<headerFooter>";
    const END: &str = "</headerFooter>";
    let Some((before, rest)) = sheet.split_once(START) else { return sheet };
    let Some((odd, after)) = rest.split_once(END) else { return sheet };
    if !odd.contains("<oddFooter>&amp;R") {
        return sheet;
    }
    let even = odd
        .replace("<oddFooter>&amp;R", "<evenFooter>&amp;L")
        .replace("oddFooter>", "evenFooter>")
        .replace("oddHeader>", "evenHeader>");
    format!("{before}<headerFooter differentOddEven=\"1\">{odd}{even}{END}{after}")
}
