//! Texts made fit for the file: characters XML does not allow, and Excel's limits of length.
//!
//! Knows no cell and no format; lengths are counted as Excel counts them, in UTF-16 units.

/// The longest text of a cell.
pub(super) const CELL: usize = 32_767;

/// The text without the characters that XML can't hold (they show nothing), and with the one line end a cell
/// knows.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\t' | '\n' => cleaned.push(character),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => cleaned.push(other),
        }
    }
    cleaned
}

/// The text in at most `limit` units; a longer one ends with an ellipsis.
pub(super) fn cut(text: &str, limit: usize) -> String {
    // A unit takes at least one byte, so a short text needs no counting.
    if text.len() <= limit || text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(1);
    let mut used = 0;
    let mut short: String = text
        .chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= room
        })
        .collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{clean, cut};

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        assert_eq!(cut("一二三四", 4), "一二三四");
        assert_eq!(cut("一二三四五", 4), "一二三…");
        // 𠮷 takes two units: with a room of three after 一二 it does not fit.
        assert_eq!(cut("一二𠮷四", 4), "一二…");
    }

    #[test]
    fn only_what_xml_can_hold_stays() {
        assert_eq!(clean("a\u{0}b\u{B}c\u{FFFE}\td\r\ne\rf"), "abc\td\ne\nf");
    }
}
