//! The formula language: a rule or a computed column is written once, as a spreadsheet formula over column names, and
//! becomes both a verdict here ([`RowRule::holds`], [`Computed::evaluate`], [`Message::render`]) and a live formula in a
//! workbook (the `emit` of each). Start at [`Formula`].
//!
//! Knows no plan, no sheet and no rule: columns and named limits are slots of a [`Scope`], their values a [`Row`].
//! Compiling may refuse, with the place in the author's text; evaluating never fails and never panics.
//!
//! What is absent, on purpose: ranges, cell addresses, arrays, arguments left out (`IF(a,b,)`), error literals, and
//! every function that is not on the frozen list.

mod aggregate;
mod check;
mod compiled;
mod computed;
mod dates;
mod evaluate;
mod format;
mod function;
mod message;
mod operand;
mod order;
mod parse;
mod row_rule;
mod strings;
mod told;
mod tree;

pub use compiled::Formula;
pub use computed::Computed;
pub use message::{Message, literal};
pub use order::order;
pub use row_rule::RowRule;

use crate::value::Value;

/// The longest formula that a cell takes, in UTF-16 code units.
pub const CELL_FORMULA_LIMIT: usize = 8_192;
/// The longest formula that a data validation takes, in UTF-16 code units.
pub const VALIDATION_LIMIT: usize = 255;
/// The longest literal inside a formula, in UTF-16 code units.
pub const LITERAL_LIMIT: usize = 255;
/// How deep a formula may nest, as in a spreadsheet.
pub const NESTING_LIMIT: usize = 64;

/// How many of these levels guards take, and what a sheet puts around a formula.
const GUARD_LEVELS: usize = 10;

/// What a column or a named limit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts: may be joined and compared for equality.
    Text,
    /// Numbers; percentages as 0–100.
    Number,
    /// Days.
    Date,
}

/// What a formula yields, as far as can be told without a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultKind {
    /// A text.
    Text,
    /// A number, or different kinds in different rows.
    Number,
    /// A day.
    Date,
    /// TRUE or FALSE.
    Bool,
}

/// A column that a formula may read as `[@name]`; its slot is its index in the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, without unit and without brackets.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row may leave it empty.
    pub may_be_blank: bool,
}

/// A named limit, a defined name in the workbook; its slot is its index in the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it is written in a formula.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a formula of one table may refer to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// The named limits.
    pub names: Vec<Name>,
}

/// Why a formula can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The byte in the author's text where the trouble begins.
    pub at: usize,
    /// One sentence, in Chinese.
    pub reason: String,
}

impl Refusal {
    pub(crate) fn new(at: usize, reason: String) -> Self {
        Self { at, reason }
    }
}

/// The values that an evaluation reads, by slot; a slot that is missing is blank.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The cells of one row.
    pub cells: &'a [Value],
    /// The named limits.
    pub names: &'a [Value],
}

/// Whether a formula, written without `=`, is too long for a cell.
#[must_use]
pub fn too_long_for_a_cell(formula: &str) -> bool {
    utf16_length(formula) > CELL_FORMULA_LIMIT
}

/// Whether a formula, written without `=`, is too long for a data validation.
#[must_use]
pub fn too_long_for_a_validation(formula: &str) -> bool {
    utf16_length(formula) > VALIDATION_LIMIT
}

/// The length of a text as a spreadsheet counts it.
fn utf16_length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
