//! Functions on texts. Lengths and places are UTF-16 code units, as in a spreadsheet.

use super::dates::exact;
use super::operand::{Operand, Outcome};
use super::utf16_length;
use crate::value::CellError;
use std::borrow::Cow;

/// The longest text, in bytes, that is searched place by place.
const SHORT: usize = 4096;
/// The longest text that a cell holds.
const LONGEST: usize = 32_767;

/// A computed text, or `#VALUE!` where it is longer than a cell holds.
fn bounded(text: Cow<'_, str>) -> Outcome<'_> {
    if text.len() > LONGEST && utf16_length(&text) > LONGEST {
        return Err(CellError::Value);
    }
    Ok(Operand::Text(text))
}

/// `left & right`.
pub(super) fn join<'a>(left: Cow<'a, str>, right: &str) -> Outcome<'a> {
    if right.is_empty() {
        return Ok(Operand::Text(left));
    }
    let mut joined = left.into_owned();
    joined.push_str(right);
    bounded(Cow::Owned(joined))
}

/// `LEN`.
pub(super) fn length(text: &str) -> f64 {
    exact(i64::try_from(utf16_length(text)).unwrap_or(i64::MAX))
}

/// `TRIM`: no spaces at the ends, one between words; only the plain space is one.
pub(super) fn trim(text: Cow<'_, str>) -> Operand<'_> {
    if !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return Operand::Text(text);
    }
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    Operand::Text(Cow::Owned(words.join(" ")))
}

/// `LEFT`.
pub(super) fn left<'a>(text: &str, count: i64) -> Outcome<'a> {
    let count = usize::try_from(count).map_err(|_| CellError::Value)?;
    Ok(taken(text.encode_utf16().take(count)))
}

/// `RIGHT`.
pub(super) fn right<'a>(text: &str, count: i64) -> Outcome<'a> {
    let count = usize::try_from(count).map_err(|_| CellError::Value)?;
    Ok(taken(text.encode_utf16().skip(utf16_length(text).saturating_sub(count))))
}

/// `MID`: from the `start`th unit, counted from 1.
pub(super) fn mid<'a>(text: &str, start: i64, count: i64) -> Outcome<'a> {
    let before = start.checked_sub(1).and_then(|before| usize::try_from(before).ok()).ok_or(CellError::Value)?;
    let count = usize::try_from(count).map_err(|_| CellError::Value)?;
    Ok(taken(text.encode_utf16().skip(before).take(count)))
}

/// Units as a text; half a character, which a spreadsheet would keep, becomes U+FFFD.
fn taken<'a>(units: impl Iterator<Item = u16>) -> Operand<'a> {
    let units = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    Operand::Text(Cow::Owned(units.collect()))
}

/// `FIND`: the place of a text in another, counted from 1; an empty text is found where the search begins.
pub(super) fn find<'a>(part: &str, within: &str, start: i64) -> Outcome<'a> {
    let before = start.checked_sub(1).and_then(|before| usize::try_from(before).ok()).ok_or(CellError::Value)?;
    let mut units = 0;
    let mut from = None;
    for (at, character) in within.char_indices() {
        if units >= before {
            from = Some(at);
            break;
        }
        units += character.len_utf16();
    }
    let from = match from {
        Some(from) => from,
        None if before <= units => within.len(),
        None => return Err(CellError::Value),
    };
    let found = within.get(from..).and_then(|rest| position(rest, part)).ok_or(CellError::Value)?;
    let place = within.get(..from + found).map_or(0, utf16_length) + 1;
    Ok(Operand::Number(exact(i64::try_from(place).unwrap_or(i64::MAX))))
}

/// Where a text first stands in another, in bytes. In a text as short as a cell's, to look behind each of the wanted
/// text's last letters is quicker than to prepare a search.
fn position(text: &str, wanted: &str) -> Option<usize> {
    let Some(last) = wanted.chars().next_back().filter(|_| text.len() <= SHORT) else { return text.find(wanted) };
    let ends = text.match_indices(last).map(|(at, _)| at + last.len_utf8());
    ends.filter_map(|end| text.get(..end)).find_map(|before| before.strip_suffix(wanted)).map(str::len)
}

/// `SUBSTITUTE`: every occurrence, or the `nth`.
pub(super) fn substitute<'a>(text: Cow<'a, str>, old: &str, new: &str, nth: Option<i64>) -> Outcome<'a> {
    if nth.is_some_and(|nth| nth < 1) {
        return Err(CellError::Value);
    }
    if old.is_empty() {
        return Ok(Operand::Text(text));
    }
    // Rules take a dozen phrases out of a text, of which it has none or one.
    if position(&text, old).is_none() {
        return bounded(text);
    }
    let Some(nth) = nth else {
        // Refused before it is written, since a long text in place of every letter would fill the memory.
        let growth = utf16_length(new).saturating_sub(utf16_length(old)).saturating_mul(text.matches(old).count());
        if utf16_length(&text).saturating_add(growth) > LONGEST {
            return Err(CellError::Value);
        }
        return bounded(Cow::Owned(text.replace(old, new)));
    };
    let skipped = usize::try_from(nth - 1).unwrap_or(usize::MAX);
    let Some((at, _)) = text.match_indices(old).nth(skipped) else {
        return Ok(Operand::Text(text));
    };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + old.len()..).unwrap_or_default());
    bounded(Cow::Owned(format!("{before}{new}{after}")))
}
