//! A TOML value ↔ the text of a cell, both ways without loss.
//!
//! A text that would be read as something else, or whose white space at an end would be lost, is wrapped in `"""`;
//! a value that a column has no words for is written as TOML writes it.

use super::schema::{Kind, Vocabulary};
use crate::text::plan as message;
use crate::text::plan_sheets as text;
use jiff::civil::Date;
use toml::Value;

/// Around a text that must be taken as it is.
const AS_IT_IS: &str = "\"\"\"";

/// The text of a cell that holds this value; never empty.
pub(super) fn shown(kind: Kind, value: &Value) -> String {
    let plain = plainly(kind, value);
    if !plain.is_empty() && plain.trim() == plain && read(kind, &plain, "").is_ok_and(|back| back == *value) {
        return plain;
    }
    match value {
        Value::String(text) => format!("{AS_IT_IS}{text}{AS_IT_IS}"),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Array(_)
        | Value::Table(_) => value.to_string(),
    }
}

fn plainly(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::Choice(words), Value::String(word)) => translated(words, word).to_owned(),
        (Kind::Any, _) | (_, Value::Integer(_) | Value::Datetime(_) | Value::Table(_)) => value.to_string(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Boolean(true)) => message::YES.to_owned(),
        (_, Value::Boolean(false)) => message::NO.to_owned(),
        (_, Value::Float(number)) => format!("{number:?}"),
        (Kind::Examples, Value::Array(rows)) => rows.iter().map(example).collect::<Vec<_>>().join("\n"),
        (Kind::Choices(words), Value::Array(items)) => joined(items, |word| translated(words, word)),
        (_, Value::Array(items)) => joined(items, |item| item),
    }
}

fn joined<'a>(items: &'a [Value], shown: impl Fn(&'a str) -> &'a str) -> String {
    let items = items.iter().map(|item| shown(item.as_str().unwrap_or_default()));
    items.collect::<Vec<_>>().join(&text::AND.to_string())
}

fn translated(words: Vocabulary, word: &str) -> &str {
    words.iter().find(|(known, _)| *known == word).map_or(word, |(_, shown)| shown)
}

/// An example: `总投资=10000；推进状态=已完成`.
fn example(row: &Value) -> String {
    let Value::Table(row) = row else { return row.to_string() };
    let cells = row.iter().map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        Value::Float(number) => format!("{name}={number:?}"),
        Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => {
            format!("{name}={value}")
        }
    });
    cells.collect::<Vec<_>>().join(&text::NEXT.to_string())
}

/// The value that a cell's text means.
///
/// # Errors
/// What is wrong with it, in words, for the column of this label.
pub(super) fn read(kind: Kind, written: &str, label: &str) -> Result<Value, String> {
    if let Some(inner) = written.strip_prefix(AS_IT_IS).and_then(|rest| rest.strip_suffix(AS_IT_IS)) {
        return Ok(Value::String(inner.to_owned()));
    }
    match kind {
        Kind::Text => Ok(Value::String(written.to_owned())),
        Kind::Number => number(written).ok_or_else(|| message::not_a_number(label, written)),
        Kind::Whole => written
            .parse::<u32>()
            .map(|number| Value::Integer(number.into()))
            .map_err(|_| text::not_whole(label, written)),
        Kind::Flag => flag(written)
            .map(Value::Boolean)
            .ok_or_else(|| message::not_an_option(label, written, &[message::YES, message::NO].join("、"))),
        Kind::FlagOrText => Ok(flag(written).map_or_else(|| Value::String(written.to_owned()), Value::Boolean)),
        Kind::Day => day(written).ok_or_else(|| message::not_a_date(label, written)),
        Kind::Items => Ok(array(written).unwrap_or_else(|| Value::Array(split(written).map(string).collect()))),
        Kind::Choice(words) => choice(words, written, label).map(string),
        Kind::Choices(words) => match array(written) {
            Some(array) => Ok(array),
            None => split(written)
                .map(|word| choice(words, word, label).map(string))
                .collect::<Result<_, _>>()
                .map(Value::Array),
        },
        Kind::Known(is_known) if is_known(written) => Ok(string(written)),
        Kind::Known(_) => Err(text::not_known(label, written)),
        Kind::Examples => match array(written) {
            Some(array) => Ok(array),
            None => written
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| read_example(line).ok_or_else(|| text::bad_example_line(label, line)))
                .collect::<Result<_, _>>()
                .map(Value::Array),
        },
        Kind::Any => any(written).ok_or_else(|| text::not_toml(label, written)),
    }
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn split(written: &str) -> impl Iterator<Item = &str> {
    written.split(text::AND).map(str::trim).filter(|item| !item.is_empty())
}

fn choice<'a>(words: Vocabulary, written: &'a str, label: &str) -> Result<&'a str, String> {
    let known = words.iter().find(|(word, shown)| *shown == written || *word == written).map(|(word, _)| *word);
    known.ok_or_else(|| {
        let options: Vec<&str> = words.iter().map(|(_, shown)| *shown).collect();
        message::not_an_option(label, written, &options.join("、"))
    })
}

fn number(written: &str) -> Option<Value> {
    if let Ok(whole) = written.parse() {
        return Some(Value::Integer(whole));
    }
    written.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
}

fn flag(written: &str) -> Option<bool> {
    match written {
        message::YES | "TRUE" | "true" => Some(true),
        message::NO | "FALSE" | "false" => Some(false),
        _ => None,
    }
}

/// A day; the document's own way of writing one is the only one, as everywhere in a plan.
fn day(written: &str) -> Option<Value> {
    written.parse::<Date>().ok()?;
    written.parse().ok().map(Value::Datetime)
}

/// A value in TOML's notation.
fn any(written: &str) -> Option<Value> {
    let mut table: toml::Table = format!("value = {written}").parse().ok()?;
    let value = table.remove("value")?;
    table.is_empty().then_some(value)
}

/// A list in TOML's notation; none where the text does not look like one.
fn array(written: &str) -> Option<Value> {
    if written.starts_with('[') { any(written).filter(Value::is_array) } else { None }
}

/// A line of an example; none where a part is no `name=value`.
fn read_example(line: &str) -> Option<Value> {
    if line.starts_with('{') {
        return any(line);
    }
    let mut row = toml::Table::new();
    for part in line.split([text::NEXT, ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let value = number(value).or_else(|| day(value)).unwrap_or_else(|| string(value));
        row.insert(name.to_owned(), value).is_none().then_some(())?;
    }
    Some(Value::Table(row))
}

#[cfg(test)]
mod tests {
    use super::{Kind, read, shown};
    use toml::Value;

    fn value(toml: &str) -> Value {
        format!("x = {toml}")
            .parse::<toml::Table>()
            .map(|mut table| table.remove("x"))
            .ok()
            .flatten()
            .unwrap_or(Value::Boolean(false))
    }

    #[test]
    fn every_value_is_read_from_its_cell_as_it_was() {
        let cases = [
            (Kind::Text, "'[@a]>=0'", "[@a]>=0"),
            (Kind::Text, "''", "\"\"\"\"\"\""),
            (Kind::Text, "' a'", "\"\"\" a\"\"\""),
            (Kind::Text, "'\"\"'", "\"\""),
            (Kind::Number, "40", "40"),
            (Kind::Number, "1.0", "1.0"),
            (Kind::Number, "0.7", "0.7"),
            (Kind::FlagOrText, "true", "\u{662f}"),
            (Kind::FlagOrText, "'\u{662f}'", "\"\"\"\u{662f}\"\"\""),
            (Kind::Items, "['a', 'b']", "a\u{3001}b"),
            (Kind::Items, "['a\u{3001}b']", "[\"a\u{3001}b\"]"),
            (Kind::Items, "[]", "[]"),
            (Kind::Any, "{ a = 1 }", "{ a = 1 }"),
            (Kind::Examples, "[{ a = 1, b = 'c' }, { a = 2023-09-30 }]", "a=1\u{ff1b}b=c\na=2023-09-30"),
            (Kind::Examples, "[{ a = '1' }]", "[{ a = \"1\" }]"),
        ];
        for (kind, toml, cell) in cases {
            let value = value(toml);
            assert_eq!(shown(kind, &value), cell);
            assert_eq!(read(kind, cell, ""), Ok(value), "{toml}");
        }
    }
}
