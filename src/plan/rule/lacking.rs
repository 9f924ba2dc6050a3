//! Which empty fields a row must fill in to keep a rule.

use super::RowTest;
use crate::formula::Row;
use crate::plan::{FieldKind, Table};
use crate::value::Value;
use jiff::civil::Date;

/// What stands for whatever may be written into a field of text.
const ANY: &str = "-";

impl RowTest {
    /// The empty fields, of those that `may` be filled in, that a row which fails the rule lacks: were something written
    /// into each of them, the row would keep the rule, and were one left empty, it would not. None where filling in alone
    /// does not help. A number is never lacked: what number it is decides.
    #[must_use]
    pub fn lacking(&self, table: &Table, values: &[Value], names: &[Value], may: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let is_empty = |slot: &usize| values.get(*slot).is_some_and(Value::is_blank);
        let fits = |slot: &usize| table.fields.get(*slot).is_some_and(|field| field.kind != FieldKind::Number);
        let empty: Vec<usize> =
            self.rule.columns().iter().copied().filter(|slot| is_empty(slot) && fits(slot) && may(*slot)).collect();
        let options = |slot: &usize| table.fields.get(*slot).map_or(0, |field| field.options.len());
        // Choices are tried one option after the other.
        let most = empty.iter().map(options).max().unwrap_or(0).max(1);
        let kept = (0..most).find_map(|choice| {
            let mut row = values.to_vec();
            for slot in &empty {
                put(&mut row, *slot, written(table, *slot, choice, values));
            }
            self.rule.holds(Row { cells: &row, names }).then_some(row)
        });
        let Some(mut row) = kept else { return Vec::new() };
        empty
            .into_iter()
            .filter(|slot| {
                let filled = row.get(*slot).cloned().unwrap_or_default();
                put(&mut row, *slot, Value::Blank);
                let lacks = !self.rule.holds(Row { cells: &row, names });
                if lacks {
                    put(&mut row, *slot, filled);
                }
                lacks
            })
            .collect()
    }
}

fn put(row: &mut [Value], slot: usize, value: Value) {
    if let Some(cell) = row.get_mut(slot) {
        *cell = value;
    }
}

/// Something that may be written into a field: a day later than all days of the row, an option, any text.
fn written(table: &Table, slot: usize, choice: usize, values: &[Value]) -> Value {
    let Some(field) = table.fields.get(slot) else { return Value::Blank };
    match field.kind {
        FieldKind::Date => {
            let last = values.iter().filter_map(Value::date).max().unwrap_or(Date::ZERO);
            Value::Date(last.tomorrow().unwrap_or(last))
        }
        FieldKind::Choice => {
            let option = field.options.get(choice).or(field.options.last());
            option.map_or(Value::Blank, |option| Value::text(option))
        }
        FieldKind::Text | FieldKind::Unit | FieldKind::Number => Value::text(ANY),
    }
}
