//! Number formats by cell style: whether a number is shown as a percentage, whether it is a day.
//!
//! Of all that a style holds nothing else matters to reading. Refuses a table larger than a spreadsheet can hold.

use crate::read::Defect;
use crate::read::xml::{Tag, Xml, attribute};
use crate::text::reading;
use std::collections::HashMap;

/// Formats, fonts, fills and borders together; a spreadsheet stops at 65,490 cell formats.
const ENTRIES: usize = 500_000;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// A number.
    #[default]
    Plain,
    /// A percentage: 0.85 is shown as 85 %.
    Percent,
    /// A day, or a day with its time.
    Date,
}

/// The number formats of the cell styles, by their index.
pub(super) fn load(mut xml: Xml<'_, '_>) -> Result<Vec<NumberFormat>, Defect> {
    let (mut styles, mut codes, mut entries) = (Vec::new(), HashMap::new(), 0);
    // Both element names occur in other sections too, where they mean something else.
    let (mut in_codes, mut in_styles) = (false, false);
    loop {
        match xml.next()? {
            Tag::Open(start) => {
                let text = |name| attribute(&start, name).unwrap_or_default();
                match start.local_name().as_ref() {
                    "numFmts" => in_codes = true,
                    "cellXfs" => in_styles = true,
                    "numFmt" if in_codes => {
                        entries += 1;
                        codes.insert(text("numFmtId").into_owned(), by_code(&text("formatCode")));
                    }
                    "xf" if in_styles => {
                        entries += 1;
                        let id = text("numFmtId");
                        styles.push(codes.get(id.as_ref()).copied().unwrap_or_else(|| built_in(&id)));
                    }
                    "xf" | "font" | "fill" | "border" => entries += 1,
                    _ => {}
                }
            }
            Tag::Close(end) => match end.local_name().as_ref() {
                "numFmts" => in_codes = false,
                "cellXfs" => in_styles = false,
                _ => {}
            },
            Tag::End => return Ok(styles),
            Tag::Between => {}
        }
        if entries > ENTRIES {
            return Err(Defect::Unsafe(reading::TOO_MANY_STYLES.to_owned()));
        }
    }
}

/// The formats that have a number and no code; 27–36 and 50–58 are the East Asian days.
fn built_in(id: &str) -> NumberFormat {
    match id.parse() {
        Ok(9 | 10) => NumberFormat::Percent,
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => NumberFormat::Date,
        Ok(0..=u16::MAX) | Err(_) => NumberFormat::Plain,
    }
}

/// By the letters of a format code that are neither quoted, escaped nor in brackets.
/// A day is shown by its first section; `[h]:mm` counts hours and is no day.
fn by_code(code: &str) -> NumberFormat {
    let mut characters = code.chars();
    let (mut date, mut first_section) = (false, true);
    while let Some(character) = characters.next() {
        match character {
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.find(|character| *character == '"')),
            '[' => {
                let bracketed: String = characters.by_ref().take_while(|character| *character != ']').collect();
                if matches!(bracketed.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return NumberFormat::Plain;
                }
            }
            '%' => return NumberFormat::Percent,
            ';' => first_section = false,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => date |= first_section,
            _ => {}
        }
    }
    if date { NumberFormat::Date } else { NumberFormat::Plain }
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, by_code};

    #[test]
    fn a_format_code_tells_percentages_and_days_from_numbers() {
        let cases = [
            ("0.0%", NumberFormat::Percent),
            ("0;-0%", NumberFormat::Percent),
            ("0\"%\"", NumberFormat::Plain),
            ("0\\%", NumberFormat::Plain),
            ("[$%-804]0", NumberFormat::Plain),
            ("General", NumberFormat::Plain),
            ("#,##0.00_);[Red](#,##0.00)", NumberFormat::Plain),
            ("0\"days\"", NumberFormat::Plain),
            ("yyyy\"年\"m\"月\"d\"日\"", NumberFormat::Date),
            ("[$-804]yyyy-mm-dd;@", NumberFormat::Date),
            ("[h]:mm:ss", NumberFormat::Plain),
        ];
        for (code, expected) in cases {
            assert_eq!(by_code(code), expected, "{code}");
        }
    }
}
