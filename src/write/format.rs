//! Style → format: one format per distinct style.
//!
//! The names of fonts come from `text::fonts`; what a style means is said in `render::style`.

use crate::render::style::{Align, Face, NumberFormat, Style};
use crate::text::fonts;
use crate::text::official::DECIDED_FORMAT;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The character set GB2312, by which a machine without the font finds one that knows Chinese.
const GB2312: u8 = 134;
/// The colour of a link whose style names none.
const LINK: u32 = 0x05_63_C1;

/// What a cell holds, as far as its format cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Content {
    /// Anything without a look of its own.
    Plain,
    /// A day: never shown as its serial number.
    Day,
    /// A link: underlined.
    Link,
}

/// The formats made so far. Looked up, never listed, so that its order can't reach the file.
#[derive(Default)]
pub(super) struct Formats(HashMap<(Style, Content), Format>);

impl Formats {
    /// The format of a style.
    pub(super) fn of(&mut self, style: Style, content: Content) -> &Format {
        match self.0.entry((style, content)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(made(style, content)),
        }
    }
}

/// A style as the library says it.
fn made(style: Style, content: Content) -> Format {
    let format = Format::new()
        .set_font_name(font(style.face))
        .set_font_charset(GB2312)
        .set_font_size(f64::from(style.size) / 10.0)
        .set_align(match style.align {
            Align::Left | Align::Letter | Align::Spread => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        })
        .set_align(match style.align {
            Align::Left | Align::Center | Align::Right => FormatAlign::VerticalCenter,
            Align::Letter => FormatAlign::Top,
            Align::Spread => FormatAlign::VerticalJustify,
        })
        .set_num_format(number_format(style.format, content));
    let format = if style.bold { format.set_bold() } else { format };
    let format = if style.border { format.set_border(FormatBorder::Thin) } else { format };
    let format = if style.wrap { format.set_text_wrap() } else { format };
    let format = if style.locked { format.set_locked() } else { format.set_unlocked() };
    let format = style.fill.map_or(format.clone(), |fill| format.set_background_color(fill.0));
    match content {
        Content::Link => {
            format.set_underline(FormatUnderline::Single).set_font_color(style.color.map_or(LINK, |color| color.0))
        }
        Content::Plain | Content::Day => style.color.map_or(format.clone(), |color| format.set_font_color(color.0)),
    }
}

/// The font of a role.
fn font(face: Face) -> &'static str {
    match face {
        Face::Body => fonts::BODY,
        Face::Head => fonts::HEAD,
        Face::Title => fonts::TITLE,
        Face::Kai => fonts::KAI,
        Face::Song => fonts::SONG,
    }
}

/// The number format's code.
fn number_format(format: NumberFormat, content: Content) -> &'static str {
    match (format, content) {
        (NumberFormat::Date, _) | (NumberFormat::General, Content::Day) => "yyyy-mm-dd",
        (NumberFormat::General, Content::Plain | Content::Link) => "General",
        (NumberFormat::Text, _) => "@",
        (NumberFormat::Decided, _) => DECIDED_FORMAT,
        (NumberFormat::Decimals(0), _) => "0",
        (NumberFormat::Decimals(1), _) => "0.0",
        (NumberFormat::Decimals(2), _) => "0.00",
        (NumberFormat::Decimals(3), _) => "0.000",
        (NumberFormat::Decimals(_), _) => "0.0000",
    }
}
