//! What a text says was reached in all: 累计30家.

use super::number::{leading_number, split_factor};
use super::vocabulary::{CUMULATIVE, INDEFINITE, NO_UNITS, REACHED};
use crate::text::matching_key;

/// A figure that a text gives for what was reached in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Cumulative {
    /// The words: 累计30家.
    pub said: String,
    /// The figure in the unit that was asked for.
    pub number: f64,
    /// Half of its last digit, in the same unit: how far it may have been rounded.
    pub rounded: f64,
}

/// The figures of this unit of measure that a text gives for what was reached in all. Words between 累计 and the figure
/// that say of what (累计引进30家) may narrow it down, and an indefinite figure agrees with any: neither is taken.
#[must_use]
pub fn cumulative(text: &str, unit: &str) -> Vec<Cumulative> {
    let key = matching_key(text);
    let unit = matching_key(unit);
    key.match_indices(CUMULATIVE).filter_map(|(at, word)| figure(key.get(at + word.len()..)?, &unit)).collect()
}

fn figure(behind: &str, unit: &str) -> Option<Cumulative> {
    let reached = REACHED.iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let (number, rest) = leading_number(reached)?;
    let (factor, bare) = split_factor(rest);
    let (asked_factor, asked) = split_factor(unit);
    let after = bare.strip_prefix(asked).filter(|_| !asked.is_empty())?;
    let another = |word: &&str| *word != asked && bare.starts_with(*word);
    if NO_UNITS.iter().any(another) || INDEFINITE.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let figures = reached.strip_suffix(rest)?;
    let decimals = figures.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scale = factor / asked_factor;
    let rounded = 0.5 * 10_f64.powi(-i32::try_from(decimals).ok()?) * scale;
    let written = reached.strip_suffix(after)?;
    Some(Cumulative { said: format!("{CUMULATIVE}{written}"), number: number * scale, rounded })
}

#[cfg(test)]
mod tests {
    use super::cumulative;

    #[test]
    fn only_a_definite_figure_of_the_unit_directly_behind_the_word_is_taken() {
        let found = |text: &str, unit: &str| {
            let found: Vec<(String, f64)> =
                cumulative(text, unit).into_iter().map(|figure| (figure.said, figure.number)).collect();
            found
        };
        assert_eq!(found("本季新增5家，累计３０家。", "家"), [("累计30家".to_owned(), 30.0)]);
        assert_eq!(found("累计完成1.2亿元", "万元"), [("累计1.2亿元".to_owned(), 12_000.0)]);
        assert_eq!(found("累计达到0.7亿美元", "亿美元"), [("累计0.7亿美元".to_owned(), 0.7)]);
        for (text, unit) in [
            ("累计引进30家", "家"),
            ("累计约30家", "家"),
            ("累计30余家", "家"),
            ("累计30家以上", "家"),
            ("累计30家次", "家"),
            ("累计3个月", "个"),
            ("累计3个百分点", "个"),
            ("累计300人次", "人"),
            ("累计1亿美元", "亿元"),
            ("累计30家", ""),
            ("本季30家", "家"),
            ("累计", "家"),
        ] {
            assert_eq!(found(text, unit), [], "{text} {unit}");
        }
    }

    #[test]
    fn a_figure_is_as_exact_as_it_is_written() {
        let rounded = |text: &str, unit: &str| cumulative(text, unit).first().map(|figure| figure.rounded);
        assert_eq!(rounded("累计30家", "家"), Some(0.5));
        // Half of 0.1亿元 is 500万元.
        assert!(rounded("累计1.2亿元", "万元").is_some_and(|rounded| (rounded - 500.0).abs() < 1e-6));
    }
}
