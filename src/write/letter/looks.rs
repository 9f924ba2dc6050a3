//! The parts of a Word document that say what it looks like elsewhere: the theme, and the fonts with what takes their place.
//!
//! Word opens a document without them; those who check packages ask for both. The letter names every font and colour
//! itself, so that the theme decides nothing but what Word offers when somebody goes on writing.

use super::fonts;
use super::parts::{DECLARATION, NAMESPACES};

/// The fonts, each with what takes its place where it is missing.
pub(super) fn font_table() -> String {
    let fonts = fonts::WITH_OTHERS.map(|(name, other)| {
        let other = other.map_or_else(String::new, |other| format!("<w:altName w:val=\"{other}\"/>"));
        // 86: the character set GB2312.
        format!(
            "<w:font w:name=\"{name}\">{other}<w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"
        )
    });
    format!("{DECLARATION}<w:fonts {NAMESPACES}>{}</w:fonts>", fonts.concat())
}

/// Black on white, body text and heads as in the letter; of lines, fills and effects the three that must be there.
pub(super) fn theme() -> String {
    const FILL: &str = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let colors = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "44546A"),
        ("lt2", "E7E6E6"),
        ("accent1", "4472C4"),
        ("accent2", "ED7D31"),
        ("accent3", "A5A5A5"),
        ("accent4", "FFC000"),
        ("accent5", "5B9BD5"),
        ("accent6", "70AD47"),
        ("hlink", "0563C1"),
        ("folHlink", "954F72"),
    ]
    .map(|(role, color)| format!("<a:{role}><a:srgbClr val=\"{color}\"/></a:{role}>"))
    .concat();
    let fonts = [("major", fonts::HEAD), ("minor", fonts::BODY)]
        .map(|(role, font)| {
            format!(
                "<a:{role}Font><a:latin typeface=\"{font}\"/><a:ea typeface=\"{font}\"/><a:cs typeface=\"\"/></a:{role}Font>"
            )
        })
        .concat();
    let lines = [6350, 12700, 19050].map(|width| format!("<a:ln w=\"{width}\">{FILL}</a:ln>")).concat();
    let (fills, effects) = (FILL.repeat(3), "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3));
    format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"qingdan\"><a:themeElements>\
         <a:clrScheme name=\"qingdan\">{colors}</a:clrScheme><a:fontScheme name=\"qingdan\">{fonts}</a:fontScheme>\
         <a:fmtScheme name=\"qingdan\"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
         <a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
}
