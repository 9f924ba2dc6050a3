//! One cell of any kind, in any field: reading it never panics, and what could not be read is blank.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::location::CellRef;
use qingdan::normalize::{entry, figure, is_blank};
use qingdan::period::Period;
use qingdan::plan::{Files, Plan, load};
use qingdan::read::RawCell;
use qingdan::value::{CellError, Value, from_serial};
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);

fuzz_target!(|input: (u8, u8, u8, bool, f64, String, Option<String>)| {
    let (table, slot, kind, percent, number, text, formula) = input;
    let table = &PLAN.tables[usize::from(table) % PLAN.tables.len()];
    let slot = usize::from(slot) % table.fields.len().max(1);
    let value = match kind % 6 {
        0 => Value::Number(number),
        1 => from_serial(number).map_or(Value::Blank, Value::Date),
        2 => Value::Bool(percent),
        3 => Value::Error(CellError::Div0),
        4 => Value::Blank,
        _ => Value::Text(text.clone()),
    };
    let cached = value != Value::Blank;
    let raw = RawCell { at: CellRef::new(3, 7), value, percent, formula, cached };
    let units = [None, Some("家"), Some("万元"), Some("亿元"), Some("%"), Some("‰"), Some("万美元")];
    let unit = units[usize::from(kind) % units.len()];
    if let Some(read) = entry(&raw, table, slot, unit, &PLAN, Some(Period::Quarter(2023, 3))) {
        assert!(read.fault.is_none() || read.value == Value::Blank);
        assert!(read.value.number().is_none_or(f64::is_finite) || !number.is_finite());
    }
    assert!(figure(&text).is_none() || !is_blank(&text));
});
