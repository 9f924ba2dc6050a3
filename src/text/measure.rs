//! Comparing and measuring text that mixes Chinese and Latin: the matching key and the width in columns.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

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

/// How many lines the text takes when wrapped in a column of `columns` Latin letters, at least one.
#[must_use]
pub fn wrapped_lines(text: &str, columns: usize) -> usize {
    let columns = columns.max(2);
    text.split('\n').map(|line| line.width_cjk().div_ceil(columns).max(1)).sum::<usize>().max(1)
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
}
