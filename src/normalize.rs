//! One cell + its field → a value, with a receipt for whatever was read into it.
//!
//! Knows alone Chinese numbers, dates, units of measure and words for nothing. Judges nothing: what cannot be
//! read is a `Fault`, and the rules make findings of it.

use crate::location::CellRef;
use crate::value::Value;

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
}

/// A normalisation that changed what a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// A dash, a slash or the like in an optional field, read as nothing.
    DashAsBlank,
    /// A word for 暂无数据.
    NoDataWord,
}

/// Why a cell could not be read as its field asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not one definite number (约30, 10-12).
    NotANumber,
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
