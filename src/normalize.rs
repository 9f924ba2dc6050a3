//! One cell + its field → a value, with a receipt for whatever was read into it.
//!
//! Knows alone Chinese numbers, dates, units of measure and words for nothing. Judges nothing: what cannot be
//! read is a `Fault`, and the rules make findings of it.

mod cumulative;
mod day;
mod number;
mod numeral;
mod vocabulary;
mod word;

use crate::key::TableId;
use crate::location::CellRef;
use crate::period::Period;
use crate::plan::{FieldKind, Filled, Plan, Requirement, Role, Table};
use crate::read::RawCell;
use crate::text::matching_key;
use crate::text::measure::is_invisible;
use crate::value::{Value, fifteen, plain};
pub use cumulative::{Cumulative, cumulative};
pub use vocabulary::NOTHING;
use vocabulary::{DITTO, EVERYONE, PICTURE};

/// A cell as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it stands.
    pub cell: CellRef,
    /// What stands there, as shown.
    pub raw: String,
    /// What it was read as; `Blank` where it could not be.
    pub value: Value,
    /// What was read into it, if anything.
    pub receipt: Option<Receipt>,
    /// Why it could not be read.
    pub fault: Option<Fault>,
    /// The formula that it is computed by, where there is one.
    pub formula: Option<String>,
}

/// A normalisation that changed what a cell says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Receipt {
    /// A text, or full-width digits, read as a number.
    TextNumber,
    /// A number with another unit of measure, converted to the field's, named here.
    Converted(String),
    /// A date written otherwise than 2023-09-30.
    DateSpelling,
    /// A date without a year; the period's was taken.
    YearAdded,
    /// A unit's alias replaced by its name.
    UnitAlias,
    /// Another spelling of an option.
    OptionSpelling,
    /// Another word for an option: 已完工 for 已完成.
    OptionMeaning,
    /// A dash, a slash or the like in an optional field, read as nothing.
    DashAsBlank,
    /// A word for 暂无数据.
    NoDataWord,
    /// Another spelling of a row's code.
    CodeSpelling,
    /// A picture set into the cell, which holds no data.
    Picture,
}

/// Why a cell could not be read as its field asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not one definite number (约30, 10-12).
    NotANumber,
    /// A telephone number or the like that was kept as a number and lost its last digits (1.38E+10).
    DigitsLost,
    /// A number with a unit of measure that cannot be converted to the field's.
    UnitMismatch,
    /// 同上, a dash or the like, which may mean zero or nothing.
    Ditto,
    /// Not a day, or a day that does not exist.
    NotADate,
    /// Not among the options.
    NotAnOption,
    /// Not a unit of the plan.
    NotAUnit,
    /// An error value such as `#DIV/0!`.
    ErrorValue,
    /// A formula saved without its result.
    Uncached,
}

impl Receipt {
    fn of(self, value: Value) -> Reading {
        Reading { value, receipt: Some(self), fault: None }
    }
}

impl Fault {
    fn reading(self) -> Reading {
        Reading { value: Value::Blank, receipt: None, fault: Some(self) }
    }
}

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq)]
struct Reading {
    value: Value,
    receipt: Option<Receipt>,
    fault: Option<Fault>,
}

impl Reading {
    fn plain(value: Value) -> Self {
        Self { value, receipt: None, fault: None }
    }
}

/// What reading a cell depends on besides the cell.
struct Asked<'a> {
    plan: &'a Plan,
    table: &'a Table,
    slot: usize,
    /// The unit of measure: the label's or the field's, else the row's.
    unit: &'a str,
    period: Option<Period>,
}

impl Asked<'_> {
    /// What a dash, 同上 or 无 is read as: a fault in a field that must be filled in every row, else nothing.
    /// Where only some rows must fill it in, the row decides whether nothing is enough, and a row isn't seen here.
    fn nothing(&self, key: &str) -> Option<Reading> {
        // A waiver may be for every unit.
        let is_answer = self.table.id == TableId::Waivers && key == EVERYONE;
        let is_sign = || !is_answer && DITTO.iter().any(|sign| matching_key(sign) == key);
        let reading = || {
            if self.is_required() { Fault::Ditto.reading() } else { Receipt::DashAsBlank.of(Value::Blank) }
        };
        (NOTHING.contains(&key) || is_sign()).then(reading)
    }

    fn role(&self) -> Option<Role> {
        self.table.fields.get(self.slot).map(|field| field.role)
    }

    fn is_required(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(|field| matches!(field.required, Requirement::Always))
    }

    fn is_input(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(crate::plan::Field::is_input)
    }

    fn is_planned(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(|field| matches!(field.filled, Filled::Plan))
    }

    /// Whether what stands there is ours: computed, or the plan's and never open.
    fn is_ours(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(|field| match field.filled {
            Filled::Plan => matches!(field.once, Requirement::Never),
            Filled::Formula(_) | Filled::Aggregate | Filled::Engine => true,
            Filled::Department | Filled::Office => false,
        })
    }

    /// Whether 无 is an answer.
    fn takes_nothing(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(|field| field.nothing)
    }

    /// Whether several of the options may be named.
    fn takes_several(&self) -> bool {
        self.table.fields.get(self.slot).is_some_and(|field| field.several)
    }

    fn options(&self) -> &[String] {
        self.table.fields.get(self.slot).map_or(&[], |field| &field.options)
    }
}

/// Reads a cell as its field asks; `None` where it is blank: nothing in it, or only spaces. `row_unit` is the
/// unit of measure that the row names (计量单位), for fields without one of their own.
#[must_use]
pub fn entry(
    raw: &RawCell,
    table: &Table,
    slot: usize,
    row_unit: Option<&str>,
    plan: &Plan,
    period: Option<Period>,
) -> Option<Entry> {
    let field = table.fields.get(slot)?;
    let unit = field.unit.as_deref().or(row_unit).unwrap_or("");
    let asked = Asked { plan, table, slot, unit, period };
    let shown = shown(raw);
    let reading = match &raw.value {
        _ if is_picture(raw) => Receipt::Picture.of(Value::Blank),
        Value::Error(_) => Fault::ErrorValue.reading(),
        Value::Blank if raw.formula.is_some() && !raw.cached => Fault::Uncached.reading(),
        Value::Blank => return None,
        Value::Text(text) if is_blank(text) => return None,
        value @ (Value::NoData | Value::Number(_) | Value::Text(_) | Value::Date(_) | Value::Bool(_)) => {
            match field.kind {
                FieldKind::Number => number::read(value, raw.percent, &asked),
                FieldKind::Date => day::read(value, &asked),
                FieldKind::Text if !asked.is_ours() && word::has_lost_digits(value, asked.role()) => {
                    Fault::DigitsLost.reading()
                }
                FieldKind::Text | FieldKind::Choice | FieldKind::Unit => word::read(&shown, field.kind, &asked),
            }
        }
    };
    let Reading { value, receipt, fault } = reading;
    Some(Entry { cell: raw.at, raw: shown, value, receipt, fault, formula: raw.formula.clone() })
}

/// Whether a cell shows a picture: WPS writes a formula for it, and some programs keep only its text.
fn is_picture(raw: &RawCell) -> bool {
    let is_call = |text: &str| text.trim_start_matches(['=', '_']).trim_start_matches("xlfn.").starts_with(PICTURE);
    raw.formula.as_deref().is_some_and(is_call) || matches!(&raw.value, Value::Text(text) if is_call(text))
}

/// How much of one unit of measure one of another is, both as matching keys; none where they don't convert.
#[must_use]
pub fn conversion(from: &str, to: &str) -> Option<f64> {
    number::conversion(&matching_key(from), &matching_key(to))
}

/// A text that is a number and nothing else.
#[must_use]
pub fn figure(text: &str) -> Option<f64> {
    number::plain_number(text)
}

/// Reads a cell of the cover block as text, number or day.
#[must_use]
pub fn cover_entry(raw: &RawCell, text: &str, kind: FieldKind, period: Option<Period>) -> Option<Entry> {
    if is_blank(text) && !matches!(raw.value, Value::Number(_) | Value::Date(_)) {
        return None;
    }
    let value = match (&raw.value, kind) {
        (Value::Text(_), FieldKind::Date) => {
            day::plain_day(text, period).map_or_else(|| Value::text(text), Value::Date)
        }
        (Value::Number(number), FieldKind::Date) => {
            day::from_number(*number).map_or(Value::Number(*number), Value::Date)
        }
        (Value::Text(_), FieldKind::Number) => {
            number::plain_number(text).map_or_else(|| Value::text(text), Value::Number)
        }
        (Value::Text(_), FieldKind::Text | FieldKind::Choice | FieldKind::Unit) => Value::text(&word::clean(text)),
        (value, _) => value.clone(),
    };
    let is_cut = kind == FieldKind::Text && word::has_lost_digits(&raw.value, None);
    let fault = is_cut.then_some(Fault::DigitsLost);
    Some(Entry { cell: raw.at, raw: text.to_owned(), value, receipt: None, fault, formula: raw.formula.clone() })
}

/// What is read as nothing where a text may be left out, the words first that are an answer where the plan says so.
pub fn words_for_nothing() -> impl Iterator<Item = &'static str> {
    NOTHING.into_iter().chain(DITTO)
}

/// Whether a text holds nothing but spaces and characters without width.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// What a person sees in the cell.
#[must_use]
pub fn shown(raw: &RawCell) -> String {
    match &raw.value {
        Value::Number(number) if raw.percent => format!("{}%", plain(fifteen(number * 100.0))),
        Value::Blank => raw.formula.as_ref().map(|formula| format!("={formula}")).unwrap_or_default(),
        value @ (Value::NoData
        | Value::Number(_)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Bool(_)
        | Value::Error(_)) => value.shown(),
    }
}
