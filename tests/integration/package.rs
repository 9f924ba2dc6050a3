//! Workbooks part by part, for what no library would write.

use std::io::{Cursor, Read};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEETS: &str = r#"<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>"#;

/// A package of these parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        put(&mut zip, name, SimpleFileOptions::default(), &mut content.as_bytes());
    }
    zip.finish().unwrap().into_inner()
}

/// The package with one more part, or another in its place; its bytes may be more than fit the memory.
pub(crate) fn with_part(bytes: &[u8], part: &str, options: SimpleFileOptions, content: &mut impl Read) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).unwrap();
        if entry.name().unwrap() != part {
            zip.raw_copy_file(entry).unwrap();
        }
    }
    put(&mut zip, part, options, content);
    zip.finish().unwrap().into_inner()
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, options: SimpleFileOptions, content: &mut impl Read) {
    zip.start_file(name, options).unwrap();
    std::io::copy(content, zip).unwrap();
}

/// A workbook with one sheet, 表, and further parts; one of the same name takes the place of ours.
pub(crate) fn with_sheet(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let workbook = workbook_part(SHEETS);
    let mut parts = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    parts.extend(more);
    zip(&parts)
}

/// A workbook whose one sheet has these rows.
pub(crate) fn with_rows(rows: &str, more: &[(&str, &str)]) -> Vec<u8> {
    with_sheet(&sheet_part(&format!("<sheetData>{rows}</sheetData>")), more)
}

/// The kinds of relations that a workbook has, in transitional workbooks.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Relations of these kinds to these targets, `rId1` the first; a kind may be a whole address.
pub(crate) fn related(relations: &[(&str, &str)]) -> String {
    let all = (1..).zip(relations).map(|(id, (kind, target))| {
        let kind = if kind.starts_with("http") { (*kind).to_owned() } else { format!("{OFFICE}/{kind}") };
        format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#)
    });
    format!("<Relationships>{}</Relationships>", all.collect::<Vec<_>>().concat())
}

/// The sheet part with this content.
pub(crate) fn sheet_part(content: &str) -> String {
    format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{content}</worksheet>"#)
}

/// The workbook part with this content.
pub(crate) fn workbook_part(content: &str) -> String {
    format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{content}</workbook>"#
    )
}

/// The same package with one part changed.
pub(crate) fn edited(bytes: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), String::new());
        entry.read_to_string(&mut content).unwrap();
        parts.push(if name == part { (name, edit(&content)) } else { (name, content) });
    }
    zip(&parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}

/// A package in whose parts one text stands in the place of another.
pub(crate) fn altered(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content.replace(from, to)));
    }
    zip(&parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}
