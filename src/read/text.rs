//! What text files have in common: their encoding, what a cell of them means, how their only sheet is called.

use crate::location::{COLUMNS, CellRef, ROWS};
use crate::read::{Defect, Grid, Limits, RawCell};
use crate::text::reading;
use crate::value::Value;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::Arc;

/// How many digits a number holds exactly; a longer row of digits is a name (an account, a telephone).
const DIGITS: usize = 15;

/// The text of these bytes: by its mark, by what it says of itself, else UTF-8 where it is that, else GB18030, which
/// holds GBK and GB2312. None where it is none of these.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<String> {
    let told = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| unmarked_utf16(bytes));
    let mut candidates = [told, declared, Some(UTF_8), Some(GB18030)].into_iter().flatten();
    candidates.find_map(|encoding| {
        let (text, _, broken) = encoding.decode(bytes);
        (!broken).then(|| text.into_owned())
    })
}

/// UTF-16 without its mark: Latin signs, commas and line ends among its characters have a zero byte beside them,
/// always on the same side.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let opening = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |side: usize| opening.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => None,
        (0, _) => Some(UTF_16LE),
        (_, 0) => Some(UTF_16BE),
        (_, _) => None,
    }
}

/// What a spreadsheet makes of a text that was saved without its format: a number, where nothing is lost by it.
/// `2.10` and `007` are names, not numbers.
pub(super) fn typed(text: &str) -> Value {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    let exact = |number: &f64| text.len() <= DIGITS + 1 && Value::Number(*number).shown() == text;
    number.filter(exact).map_or_else(|| Value::text(text), Value::Number)
}

/// The only sheet of a text file, called as the file is, without its suffix.
pub(super) fn sheet(file: &str) -> Grid {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Grid { name: Arc::from(stem), index: 0, visible: true, ..Grid::default() }
}

/// Puts a text into a cell, within the limits; nothing where it is empty.
pub(super) fn put(grid: &mut Grid, at: CellRef, text: &str, limits: &Limits) -> Result<(), Defect> {
    if text.is_empty() {
        return Ok(());
    }
    if at.row >= ROWS || at.col >= COLUMNS {
        return Err(Defect::Unsafe(reading::outside_the_sheet(&grid.name, &at.to_string())));
    }
    if grid.cells.len() >= limits.cells {
        return Err(Defect::Unsafe(reading::too_many_cells(limits.cells)));
    }
    grid.cells.push(RawCell { at, value: typed(text), percent: false, formula: None, cached: true });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{decode, typed};
    use crate::value::Value;

    #[test]
    fn a_text_is_decoded_by_its_mark_or_by_what_it_can_be() {
        let utf16: Vec<u8> = "a,单位\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let swapped: Vec<u8> = "a,单位\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xFF, 0xFE][..], &utf16].concat();
        // 单位 in GBK.
        let gbk = [&b"a,"[..], &[0xB5, 0xA5, 0xCE, 0xBB], b"\n"].concat();
        for bytes in ["a,单位\n".as_bytes(), "\u{FEFF}a,单位\n".as_bytes(), &utf16, &swapped, &marked, &gbk] {
            assert_eq!(decode(bytes, None).as_deref(), Some("a,单位\n"), "{bytes:?}");
        }
        assert_eq!(decode(&[0x81, 0xFF, 0xFF, 0x00, 0x80], None), None);
    }

    #[test]
    fn a_text_is_a_number_only_where_nothing_is_lost() {
        for (text, number) in [("41", 41.0), ("-2.5", -2.5), ("0", 0.0), ("274.66", 274.66)] {
            assert_eq!(typed(text), Value::Number(number));
        }
        for name in ["2.10", "007", "1e5", "1,200", "+3", "57788888888888888", "inf", "NaN", "2023-09-30", "1."] {
            assert_eq!(typed(name), Value::text(name));
        }
    }
}
