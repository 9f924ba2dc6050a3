//! The parts of a Word document around its text: styles, footers, properties, and how they hang together.

use super::{fonts, looks};
use crate::render::letter::Letter;
use std::fmt::Write;

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The section: A4, margins 37, 26, 35, 28 mm, a grid of 22 lines, header and footers.
pub(super) const SECTION: &str = "<w:sectPr>\
     <w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:headerReference w:type=\"even\" r:id=\"rId3\"/>\
     <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
     <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
     <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"1134\" w:footer=\"1417\" w:gutter=\"0\"/>\
     <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>";

/// Thin borders around every cell.
pub(super) const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

/// All parts but the text, by their names.
pub(super) fn around(letter: &Letter) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relationships(&[
                (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
                (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
                (&format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
                (&format!("{OFFICE}/custom-properties"), "docProps/custom.xml"),
            ]),
        ),
        (
            "word/_rels/document.xml.rels",
            relationships(&[
                (&format!("{OFFICE}/styles"), "styles.xml"),
                (&format!("{OFFICE}/settings"), "settings.xml"),
                (&format!("{OFFICE}/header"), "header1.xml"),
                (&format!("{OFFICE}/footer"), "footer1.xml"),
                (&format!("{OFFICE}/footer"), "footer2.xml"),
                (&format!("{OFFICE}/fontTable"), "fontTable.xml"),
                (&format!("{OFFICE}/theme"), "theme/theme1.xml"),
            ]),
        ),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/header1.xml", header(&letter.header)),
        ("word/footer1.xml", footer("right")),
        ("word/footer2.xml", footer("left")),
        ("word/fontTable.xml", looks::font_table()),
        ("word/theme/theme1.xml", looks::theme()),
        ("docProps/core.xml", core(letter)),
        ("docProps/app.xml", app()),
        ("docProps/custom.xml", custom(letter)),
    ]
}

/// A text as XML has it, without the characters that XML has no way to say.
pub(super) fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => whole.push_str("&amp;"),
            '<' => whole.push_str("&lt;"),
            '>' => whole.push_str("&gt;"),
            '"' => whole.push_str("&quot;"),
            '\t' | '\n' | '\r' => whole.push(character),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => whole.push(other),
        }
    }
    whole
}

fn content_types() -> String {
    let parts = [
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/header1.xml", format!("{WORD}.header+xml")),
        ("/word/footer1.xml", format!("{WORD}.footer+xml")),
        ("/word/footer2.xml", format!("{WORD}.footer+xml")),
        ("/word/fontTable.xml", format!("{WORD}.fontTable+xml")),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml".to_owned()),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml".to_owned()),
    ];
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (name, kind) in parts {
        let _ = write!(xml, "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    }
    xml + "</Types>"
}

/// Relationships, called rId1, rId2 … in their order.
fn relationships(parts: &[(&str, &str)]) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS}\">");
    for (number, (kind, target)) in (1..).zip(parts) {
        let _ = write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

/// A paragraph style: its id, what its paragraphs and its letters are like.
fn style(id: &str, paragraph: &str, font: &str, half_points: u8) -> String {
    // 28 characters of 16 pt are wider than 156 mm; a quarter of a point less between them, and they fit.
    let closer = if half_points == 32 { "<w:spacing w:val=\"-5\"/>" } else { "" };
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"qingdan {id}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{}{closer}<w:sz w:val=\"{half_points}\"/>\
         <w:szCs w:val=\"{half_points}\"/></w:rPr></w:style>",
        named(font)
    )
}

/// A font for Chinese and Latin letters alike.
fn named(font: &str) -> String {
    format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>")
}

fn styles() -> String {
    // Lines of 28.95 pt: 22 of them fill 225 mm.
    const LINES: &str = "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>";
    const SET_IN: &str = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>";
    const OFF_GRID: &str = "<w:snapToGrid w:val=\"0\"/>";
    let body = [
        style("Body", &format!("{LINES}{SET_IN}<w:jc w:val=\"both\"/>"), fonts::BODY, 32),
        style(
            "Title",
            "<w:keepNext/><w:spacing w:line=\"660\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
            fonts::TITLE,
            44,
        ),
        style("Heading1", &format!("<w:keepNext/>{LINES}{SET_IN}<w:outlineLvl w:val=\"0\"/>"), fonts::HEAD, 32),
        style(
            "Signature",
            &format!("<w:keepLines/>{LINES}<w:ind w:rightChars=\"400\" w:right=\"1264\"/><w:jc w:val=\"right\"/>"),
            fonts::BODY,
            32,
        ),
        style("Attachment", &format!("<w:keepNext/>{LINES}"), fonts::HEAD, 32),
        style("Remark", &format!("{OFF_GRID}<w:jc w:val=\"right\"/>"), fonts::BODY, 21),
        style("TableHead", &format!("{OFF_GRID}<w:jc w:val=\"center\"/>"), fonts::HEAD, 21),
        style("TableText", OFF_GRID, fonts::BODY, 21),
        style("Footer", OFF_GRID, fonts::SONG, 28),
        style("Header", &format!("{OFF_GRID}<w:jc w:val=\"right\"/>"), fonts::HEAD, 28),
    ];
    format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:kern w:val=\"2\"/><w:sz w:val=\"32\"/>\
         <w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}</w:styles>",
        named(fonts::BODY),
        body.concat()
    )
}

fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings {NAMESPACES}><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn header(text: &str) -> String {
    format!("{DECLARATION}<w:hdr {NAMESPACES}>{}</w:hdr>", super::paragraph("Header", "", text))
}

/// — 1 —, a character from the edge of the text.
fn footer(side: &str) -> String {
    let set_in =
        if side == "right" { "w:rightChars=\"100\" w:right=\"280\"" } else { "w:leftChars=\"100\" w:left=\"280\"" };
    format!(
        "{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind {set_in}/><w:jc w:val=\"{side}\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
         <w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    )
}

fn core(letter: &Letter) -> String {
    let properties = &letter.properties;
    let created = properties.created.map_or_else(String::new, |day| {
        ["created", "modified"]
            .map(|what| format!("<dcterms:{what} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{what}>"))
            .concat()
    });
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator>{created}</cp:coreProperties>",
        escaped(&properties.title),
        escaped(&properties.subject),
        escaped(&properties.author),
    )
}

fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>qingdan</Application></Properties>"
    )
}

fn custom(letter: &Letter) -> String {
    let mut xml = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    for (number, (name, value)) in (2..).zip(&letter.properties.custom) {
        let _ = write!(
            xml,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"{}\">\
             <vt:lpwstr>{}</vt:lpwstr></property>",
            escaped(name),
            escaped(value)
        );
    }
    xml + "</Properties>"
}
