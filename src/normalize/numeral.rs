//! Chinese numerals: 三十, 一百零五, 二〇二三, 三点五, 百分之八十五.

use super::vocabulary::{DIGITS, PER_CENT, PER_MILLE, POINT, POWERS, SECTIONS, TEN};

/// A text that is one Chinese number and nothing else. A power that is left out (三百五) makes it no definite one, and
/// digits side by side (三五) are from three to five.
pub(super) fn number(key: &str) -> Option<f64> {
    let (negative, key) = key.strip_prefix('-').map_or((false, key), |rest| (true, rest));
    let (whole, fraction) = key.split_once(POINT).map_or((key, None), |(whole, rest)| (whole, Some(rest)));
    let whole = additive(whole)?;
    let number = match fraction {
        Some(digits) if !digits.is_empty() => format!("{whole}.{}", figures(digits)?).parse().ok()?,
        Some(_) => return None,
        None => whole,
    };
    Some(if negative { -number } else { number })
}

/// 百分之八十五, 千分之三: the number, and the sign that a clerk would have written behind it.
pub(super) fn share(key: &str) -> Option<(f64, &'static str)> {
    let signs = [(PER_CENT, "%"), (PER_MILLE, "‰")];
    signs.into_iter().find_map(|(words, sign)| {
        let rest = key.strip_prefix(words)?;
        Some((number(rest).or_else(|| plain(rest))?, sign))
    })
}

/// A date's key with each run of numerals as figures: 二〇二三年九月三十日 → 2023年9月30日.
pub(super) fn with_figures(key: &str) -> String {
    let is_numeral = |c: char| digit(c).is_some() || c == TEN;
    let mut written = String::with_capacity(key.len());
    let mut run = String::new();
    for c in key.chars().map(Some).chain([None]) {
        match c {
            Some(c) if is_numeral(c) => run.push(c),
            other => {
                match if is_positional(&run) { positional(&run) } else { number(&run) } {
                    Some(number) => written.push_str(&number.to_string()),
                    None => written.push_str(&run),
                }
                run.clear();
                written.extend(other);
            }
        }
    }
    written
}

fn plain(figures: &str) -> Option<f64> {
    let sound = figures.starts_with(|c: char| c.is_ascii_digit()) && figures.ends_with(|c: char| c.is_ascii_digit());
    figures.parse().ok().filter(|number: &f64| sound && number.is_finite())
}

fn digit(c: char) -> Option<u32> {
    DIGITS.iter().find(|(digit, _)| *digit == c).map(|(_, value)| *value)
}

/// Digits one after the other, as in years: at least two of them, and no power.
fn is_positional(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some())
}

fn figures(text: &str) -> Option<String> {
    text.chars().map(|c| digit(c).and_then(|digit| char::from_digit(digit, 10))).collect()
}

fn positional(text: &str) -> Option<f64> {
    figures(text)?.parse().ok()
}

/// Digits with their powers, in sections of 万 and 亿.
fn additive(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut total = 0.0;
    let mut is_first = true;
    for (word, size) in SECTIONS {
        if let Some((above, below)) = rest.split_once(word) {
            total += section(above, is_first)? * size;
            rest = below;
            is_first = false;
        }
    }
    match (rest.is_empty(), is_first) {
        (true, true) => None,
        (true, false) => Some(total),
        (false, _) => Some(total + section(rest, is_first)?),
    }
}

/// Below 万: powers must fall, and a digit alone may stand only last, behind 零 or 十 or at the very beginning.
fn section(text: &str, is_first: bool) -> Option<f64> {
    let mut total = 0_u32;
    let mut pending: Option<u32> = None;
    // The power above which nothing may follow, and whether 零 or 十 leads to a single digit.
    let (mut last, mut leads) = (u32::MAX, is_first);
    for c in text.chars() {
        if let Some((_, power)) = POWERS.iter().find(|(known, _)| *known == c) {
            let count = match pending.take() {
                Some(digit) => digit,
                // 十二 is 12; 百二 is nothing.
                None if *power == 10 && total == 0 => 1,
                None => return None,
            };
            if *power >= last || count == 0 {
                return None;
            }
            total += count * power;
            (last, leads) = (*power, *power == 10);
        } else {
            let digit = digit(c)?;
            if pending.is_some() {
                return None;
            }
            if digit == 0 {
                leads = true;
                if text.chars().count() == 1 {
                    return Some(0.0);
                }
            } else {
                pending = Some(digit);
            }
        }
    }
    match pending {
        Some(_) if !leads => None,
        Some(digit) => Some(f64::from(total + digit)),
        None if total == 0 => None,
        None => Some(f64::from(total)),
    }
}
