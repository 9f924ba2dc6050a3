//! What an evaluation passes around, and how a spreadsheet turns one kind of value into another.
//!
//! Borrows its texts wherever it can: a rule that only compares numbers allocates nothing.

use super::dates;
use crate::text::NO_DATA;
use crate::value::{CellError, Value, fifteen, plain};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A value while it is computed with. An error is no operand: it ends the computation.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand<'a> {
    Blank,
    Number(f64),
    Text(Cow<'a, str>),
    Truth(bool),
}

/// An operand, or the error that takes its place.
pub(super) type Outcome<'a> = Result<Operand<'a>, CellError>;

/// What stands in a cell, as an operand: a day is its serial number, 暂无数据 a text.
pub(super) fn read(value: &Value) -> Outcome<'_> {
    match value {
        Value::Blank => Ok(Operand::Blank),
        Value::NoData => Ok(Operand::Text(Cow::Borrowed(NO_DATA))),
        Value::Number(number) => finite(*number),
        Value::Text(text) => Ok(Operand::Text(Cow::Borrowed(text))),
        Value::Date(day) => Ok(Operand::Number(dates::of(*day))),
        Value::Bool(truth) => Ok(Operand::Truth(*truth)),
        Value::Error(error) => Err(*error),
    }
}

/// A number, or `#NUM!` where it is none that a cell can hold.
pub(super) fn finite<'a>(number: f64) -> Outcome<'a> {
    if number.is_finite() { Ok(Operand::Number(number)) } else { Err(CellError::Num) }
}

impl<'a> Operand<'a> {
    /// As a number: blank is 0, a text counts if it reads as a number.
    pub(super) fn number(&self) -> Result<f64, CellError> {
        match self {
            Self::Blank => Ok(0.0),
            Self::Number(number) => Ok(*number),
            Self::Text(text) => read_number(text).ok_or(CellError::Value),
            Self::Truth(truth) => Ok(f64::from(u8::from(*truth))),
        }
    }

    /// As a truth: a number is true unless it is 0; of texts only TRUE and FALSE count.
    pub(super) fn truth(&self) -> Result<bool, CellError> {
        match self {
            Self::Blank => Ok(false),
            Self::Number(number) => Ok(*number != 0.0),
            Self::Text(text) if text.eq_ignore_ascii_case("TRUE") => Ok(true),
            Self::Text(text) if text.eq_ignore_ascii_case("FALSE") => Ok(false),
            Self::Text(_) => Err(CellError::Value),
            Self::Truth(truth) => Ok(*truth),
        }
    }

    /// As a text: blank is empty, a number has at most 15 digits.
    pub(super) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Number(number) => Cow::Owned(plain(number)),
            Self::Text(text) => text,
            Self::Truth(truth) => Cow::Borrowed(if truth { "TRUE" } else { "FALSE" }),
        }
    }

    /// As a value. A cell never shows a blank result: it is 0.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Blank => Value::Number(0.0),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) if text == NO_DATA => Value::NoData,
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::Truth(truth) => Value::Bool(truth),
        }
    }
}

/// How two operands stand to each other: any number is less than any text, any text less than any truth; a blank takes
/// the other's kind; texts compare without regard to capitals.
pub(super) fn compare(left: &Operand<'_>, right: &Operand<'_>) -> Ordering {
    match (left, right) {
        (Operand::Blank, Operand::Blank) => Ordering::Equal,
        (Operand::Number(left), Operand::Number(right)) => order(*left, *right),
        (Operand::Text(left), Operand::Text(right)) => order_texts(left, right),
        (Operand::Truth(left), Operand::Truth(right)) => left.cmp(right),
        (Operand::Blank, Operand::Number(right)) => order(0.0, *right),
        (Operand::Number(left), Operand::Blank) => order(*left, 0.0),
        (Operand::Blank, Operand::Text(right)) => "".cmp(right),
        (Operand::Text(left), Operand::Blank) => (**left).cmp(""),
        (Operand::Blank, Operand::Truth(right)) => false.cmp(right),
        (Operand::Truth(left), Operand::Blank) => left.cmp(&false),
        (Operand::Number(_), Operand::Text(_) | Operand::Truth(_)) | (Operand::Text(_), Operand::Truth(_)) => {
            Ordering::Less
        }
        (Operand::Text(_) | Operand::Truth(_), Operand::Number(_)) | (Operand::Truth(_), Operand::Text(_)) => {
            Ordering::Greater
        }
    }
}

/// How a cell stands to a text; what most comparisons ask.
pub(super) fn compare_with_text(cell: &Value, text: &str) -> Result<Ordering, CellError> {
    match cell {
        Value::Text(cell) => Ok(order_texts(cell, text)),
        Value::Blank => Ok("".cmp(text)),
        Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => {
            Ok(compare(&read(cell)?, &Operand::Text(Cow::Borrowed(text))))
        }
    }
}

/// Two numbers by their 15 digits.
pub(super) fn order(left: f64, right: f64) -> Ordering {
    let apart = (left - right).abs();
    if apart == 0.0 {
        return Ordering::Equal;
    }
    // Two numbers with the same 15 digits lie within 1e-14 of each other; writing digits out is slow, so only then.
    if apart > left.abs().max(right.abs()) * 1.000_001e-14 {
        left.total_cmp(&right)
    } else {
        fifteen(left).total_cmp(&fifteen(right))
    }
}

fn order_texts(left: &str, right: &str) -> Ordering {
    // Chinese letters have no capitals, so the first that differ decide.
    let is_plain = |letter: char| ('\u{2E80}'..'\u{A000}').contains(&letter);
    match left.char_indices().zip(right.chars()).find(|((_, left), right)| left != right) {
        None => left.len().cmp(&right.len()),
        Some(((_, left), right)) if is_plain(left) && is_plain(right) => left.cmp(&right),
        Some(((from, _), _)) => small_letters(left, from).cmp(small_letters(right, from)),
    }
}

fn small_letters(text: &str, from: usize) -> impl Iterator<Item = char> {
    text.get(from..).unwrap_or_default().chars().flat_map(char::to_lowercase)
}

/// The difference of two numbers; 0 where they are the same at 15 digits, so that `a-b=0` exactly where `a=b`.
pub(super) fn difference(left: f64, right: f64) -> f64 {
    if order(left, right) == Ordering::Equal { 0.0 } else { left - right }
}

/// `base^exponent`.
pub(super) fn power(base: f64, exponent: f64) -> Result<f64, CellError> {
    match (base == 0.0, exponent.total_cmp(&0.0)) {
        (true, Ordering::Equal) => Err(CellError::Num),
        (true, Ordering::Less) => Err(CellError::Div0),
        (true, Ordering::Greater) | (false, _) => Ok(base.powf(exponent)),
    }
}

/// The number that a text reads as in a spreadsheet: `12`, ` -1,234.5 `, `12%`, `1e3`, `2023-09-30`, `2023/9/30`.
pub(super) fn read_number(text: &str) -> Option<f64> {
    let text = text.trim_matches(' ');
    read_date(text).or_else(|| {
        let (text, scale) = text.strip_suffix('%').map_or((text, 1.0), |rest| (rest.trim_end_matches(' '), 100.0));
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let whole = digits.find(['.', 'e', 'E']).and_then(|end| digits.get(..end)).unwrap_or(digits);
        let plain =
            digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'e' | b'E' | b'+' | b'-'));
        // A comma stands before exactly three digits each, and only in the whole part.
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        let grouped = rest.peek().is_none() || (1..=3).contains(&first.len());
        let grouped = grouped && rest.all(|group| group.len() == 3) && !digits.get(whole.len()..)?.contains(',');
        if !plain || !grouped {
            return None;
        }
        let number: f64 = text.replace(',', "").parse().ok()?;
        number.is_finite().then_some(number / scale)
    })
}

fn read_date(text: &str) -> Option<f64> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    let day = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (day.year() >= 1900).then(|| dates::of(day))
}

#[cfg(test)]
mod tests {
    use super::{Operand, compare, difference, order, power, read_number};
    use crate::value::CellError;
    use std::borrow::Cow;
    use std::cmp::Ordering;

    fn text(text: &str) -> Operand<'_> {
        Operand::Text(Cow::Borrowed(text))
    }

    #[test]
    fn numbers_are_less_than_texts_and_texts_less_than_truths() {
        assert_eq!(compare(&Operand::Number(1e9), &text("0")), Ordering::Less);
        assert_eq!(compare(&text("about 3000"), &Operand::Number(1500.0)), Ordering::Greater);
        assert_eq!(compare(&text("zzz"), &Operand::Truth(false)), Ordering::Less);
    }

    #[test]
    fn a_blank_equals_zero_an_empty_text_and_false() {
        for other in [Operand::Number(0.0), text(""), Operand::Truth(false), Operand::Blank] {
            assert_eq!(compare(&Operand::Blank, &other), Ordering::Equal);
            assert_eq!(compare(&other, &Operand::Blank), Ordering::Equal);
        }
        assert_eq!(compare(&Operand::Number(0.0), &text("")), Ordering::Less);
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(compare(&text("Abc"), &text("aBC")), Ordering::Equal);
        assert_eq!(compare(&text("Ä1"), &text("ä1")), Ordering::Equal);
        assert_eq!(compare(&text("a"), &text("B")), Ordering::Less);
    }

    #[test]
    fn fifteen_digits_are_compared_and_subtraction_snaps_to_zero() {
        // 0.1+0.2 is 0.30000000000000004 in binary: the 17th digit does not count.
        assert_eq!(order(0.1 + 0.2, 0.3), Ordering::Equal);
        assert_eq!(difference(0.1 + 0.2, 0.3).to_bits(), 0.0_f64.to_bits());
        // These differ in the 15th digit, which does.
        assert_eq!(order(1.000_000_000_000_01, 1.0), Ordering::Greater);
        assert_eq!(order(-0.0, 0.0), Ordering::Equal);
        assert_eq!(order(-1.0, 1.0), Ordering::Less);
    }

    #[test]
    fn texts_read_as_numbers_where_a_spreadsheet_reads_them_so() {
        let cases = [
            ("12", 12.0),
            (" -1,234.5 ", -1234.5),
            ("12%", 0.12),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("2023-09-30", 45_199.0),
            ("2023/9/30", 45_199.0),
        ];
        for (text, expected) in cases {
            assert_eq!(read_number(text).map(f64::to_bits), Some(f64::to_bits(expected)), "{text}");
        }
        for text in
            ["", "abc", "about 3000", "1,2", "12,34", "1,2345", "inf", "NaN", "1.2.3", "2023-13-01", "1e999", "-", "."]
        {
            assert_eq!(read_number(text), None, "{text}");
        }
    }

    #[test]
    fn powers_of_zero_are_errors() {
        assert_eq!(power(0.0, 0.0), Err(CellError::Num));
        assert_eq!(power(0.0, -1.0), Err(CellError::Div0));
        assert_eq!(power(0.0, 2.0).map(f64::to_bits), Ok(0.0_f64.to_bits()));
    }
}
