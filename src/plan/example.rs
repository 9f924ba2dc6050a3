//! The examples of row rules: rows that pass and rows that fail, tried out on loading.

use super::rule::RowTest;
use super::table::Table;
use super::table::load::Context;
use crate::formula::Row;
use crate::text::plan as text;
use crate::value::Value;
use jiff::civil::Date;

/// Rows as written, `{ 总投资 = 10000 }`, into values by slot.
pub(super) fn rows(
    code: &str,
    written: &[toml::Table],
    table: &Table,
    start: usize,
    context: &mut Context<'_>,
) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for example in written {
        let mut row = table.blank_row();
        for (name, value) in example {
            match (table.named(name).and_then(|slot| row.get_mut(slot)), convert(value)) {
                (Some(cell), Some(value)) => *cell = value,
                (None, _) => context.fault("P08", start, text::unknown_field(code, name, &table.name)),
                (_, None) => context.fault("P05", start, text::bad_example(code, name)),
            }
        }
        rows.push(row);
    }
    rows
}

fn convert(value: &toml::Value) -> Option<Value> {
    match value {
        toml::Value::String(text) if text == crate::text::NO_DATA => Some(Value::NoData),
        toml::Value::String(text) => Some(Value::text(text)),
        toml::Value::Integer(number) => number.to_string().parse().ok().map(Value::Number),
        toml::Value::Float(number) => Some(Value::Number(*number)),
        toml::Value::Boolean(truth) => Some(Value::Bool(*truth)),
        toml::Value::Datetime(day) => day.to_string().parse::<Date>().ok().map(Value::Date),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}

/// A rule must have an example on either side, and each must come out as it says.
pub(super) fn try_out(code: &str, test: &RowTest, names: &[Value], start: usize, context: &mut Context<'_>) {
    if test.pass.is_empty() || test.fail.is_empty() {
        context.fault("P13", start, text::no_example(code));
    }
    // What a limit makes of them that was refused itself is no fault of the rule's.
    if test.rule.names().iter().any(|slot| names.get(*slot).is_none_or(Value::is_blank)) {
        return;
    }
    let sides = [(&test.pass, true), (&test.fail, false)];
    for (number, cells, expected) in sides
        .iter()
        .flat_map(|(rows, expected)| rows.iter().enumerate().map(move |(index, row)| (index + 1, row, *expected)))
    {
        if test.rule.holds(Row { cells, names }) != expected {
            context.fault("P14", start, text::example_disagrees(code, number, expected));
        }
    }
}
