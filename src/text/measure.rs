//! Comparing and measuring text that mixes Chinese and Latin: the matching key and the width in columns.

use unicode_linebreak::linebreaks;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

/// In how many parts a letter's width is counted.
const TENTHS: usize = 10;

/// The key under which two spellings of one text meet: NFKC (full width → half width), without white
/// space and zero-width characters, with straight quotation marks, in lower case. For comparing only; values keep
/// their characters.
#[must_use]
pub fn matching_key(text: &str) -> String {
    let seen = text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c));
    seen.map(straight).flat_map(char::to_lowercase).collect()
}

/// Quotation marks as a keyboard has them: which of them was typed depends on the input method.
fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        other => other,
    }
}

/// Zero-width characters that travel with text copied from chats and web pages.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// How many columns of a Latin letter's width the text takes, its widest line counting: Chinese takes two.
#[must_use]
pub fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)
}

/// How many lines the text takes when wrapped in a column of `columns` Latin letters, at least one. Breaks where Chinese
/// is broken: no 。 begins a line, no （ ends one, a word or a number stays whole where a line can hold it.
#[must_use]
pub fn wrapped_lines(text: &str, columns: usize) -> usize {
    let room = columns.max(2) * TENTHS;
    text.split('\n').map(|paragraph| paragraph_lines(paragraph, room)).sum()
}

fn paragraph_lines(paragraph: &str, room: usize) -> usize {
    let (mut lines, mut used, mut from) = (1, 0, 0);
    for (to, _) in linebreaks(paragraph) {
        let part = paragraph.get(from..to).unwrap_or_default();
        from = to;
        if used + tenths(part.trim_end_matches(' ')) > room && used > 0 {
            (lines, used) = (lines + 1, 0);
        }
        // A part that no line can hold is broken between any two letters.
        for letter in part.chars() {
            let width = tenths(letter.encode_utf8(&mut [0; 4]));
            if used + width > room && letter != ' ' {
                (lines, used) = (lines + 1, 0);
            }
            used += width;
        }
    }
    lines
}

/// The width in tenths of a Latin letter, which is counted as eleven: fonts that stand in for ours have wider ones.
fn tenths(text: &str) -> usize {
    text.width_cjk() * TENTHS + text.chars().filter(char::is_ascii).count()
}

#[cfg(test)]
mod tests {
    use super::{matching_key, width, wrapped_lines};

    #[test]
    fn spellings_of_one_label_meet() {
        assert_eq!(matching_key(" 总投资(万元)\n"), matching_key("总投资(万元)"));
        assert_eq!(matching_key("Ａ１\u{200B}"), "a1");
        assert_eq!(matching_key("“十百千”工程"), matching_key("\"十百千\"工程"));
        assert_eq!(matching_key("‘双11’"), matching_key("＇双11'"));
    }

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("指标A"), 5);
        assert_eq!(wrapped_lines("指标指标指标", 4), 3);
        assert_eq!(wrapped_lines("", 4), 1);
    }

    #[test]
    fn lines_break_where_chinese_is_broken() {
        // 。 would begin the second line: 成 goes along with it.
        assert_eq!(wrapped_lines("已完成。", 8), 1);
        assert_eq!(wrapped_lines("都已完成。都", 8), 2);
        assert_eq!(wrapped_lines("都已完成。都已", 8), 2);
        assert_eq!(wrapped_lines("都已完成。都已完", 8), 3);
        // （ does not end a line, nor is a number parted.
        assert_eq!(wrapped_lines("甲乙丙（丁）甲", 8), 2);
        assert_eq!(wrapped_lines("甲乙丙（丁）甲乙", 8), 3);
        assert_eq!(wrapped_lines("共计1234家企业", 7), 3);
        // What no line can hold is parted after all; ten Latin letters need eleven columns.
        assert_eq!(wrapped_lines("ABCDEFGHIJ", 11), 1);
        assert_eq!(wrapped_lines("ABCDEFGHIJ", 10), 2);
        assert_eq!(wrapped_lines("甲\n\n乙", 4), 3);
    }
}
