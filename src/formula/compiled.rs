//! One formula, compiled to slots: evaluated many times, emitted as the author wrote it.

use super::check::{check, kind};
use super::evaluate::{denies, evaluate};
use super::operand::{Operand, Outcome};
use super::parse::parse;
use super::tree::Expression;
use super::{CELL_FORMULA_LIMIT, GUARD_LEVELS, NESTING_LIMIT, Refusal, ResultKind, Row, Scope, too_long_for_a_cell};
use crate::text::formula as wording;
use crate::value::{Value, from_serial};
use std::ops::Range;

/// The longest address of a single cell.
const LONGEST_ADDRESS: &str = "$XFD$1048576";

/// A formula over the columns and names of a scope.
#[derive(Debug, Clone)]
pub struct Formula {
    text: String,
    tree: Expression,
    spans: Vec<(Range<usize>, usize)>,
    columns: Vec<usize>,
    names: Vec<usize>,
    kind: ResultKind,
}

impl Formula {
    /// Compiles a formula, written without `=`.
    ///
    /// # Errors
    /// Refuses what can't be parsed or what nobody could mean, with its place.
    pub fn compile(text: &str, scope: &Scope) -> Result<Self, Refusal> {
        Self::compile_knowing(text, scope, &[])
    }

    /// The same, where these columns are known not to be blank.
    pub(super) fn compile_knowing(text: &str, scope: &Scope, filled: &[usize]) -> Result<Self, Refusal> {
        let parsed = parse(text, scope)?;
        check(&parsed.tree, scope, filled)?;
        let mut columns = Vec::new();
        let mut names = Vec::new();
        collect(&parsed.tree, &mut columns, &mut names);
        let kind = kind(&parsed.tree, scope);
        let formula = Self { text: text.to_owned(), tree: parsed.tree, spans: parsed.spans, columns, names, kind };
        refuse_too_long(&formula.emit(&longest_address))?;
        Ok(formula)
    }

    /// What a cell with this formula would hold in this row; like a cell, never blank.
    #[must_use]
    pub fn evaluate(&self, row: Row<'_>) -> Value {
        match self.compute(row) {
            // Days before 1900-03-01 have no agreed number.
            Ok(Operand::Number(number)) if self.kind == ResultKind::Date && number >= 61.0 && number.fract() == 0.0 => {
                from_serial(number).map_or(Value::Number(number), Value::Date)
            }
            Ok(operand) => operand.into_value(),
            Err(error) => Value::Error(error),
        }
    }

    /// The slots of the columns it reads, each once, as they come in the text.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The slots of the names it reads, each once, as they come in the text.
    #[must_use]
    pub fn names(&self) -> &[usize] {
        &self.names
    }

    /// What it yields, as far as can be told.
    #[must_use]
    pub fn kind(&self) -> ResultKind {
        self.kind
    }

    /// The formula for a cell, without `=`: the author's text, with an address in place of each column.
    #[must_use]
    pub fn emit(&self, address: &dyn Fn(usize) -> String) -> String {
        let mut emitted = String::with_capacity(self.text.len());
        let mut from = 0;
        for (span, slot) in &self.spans {
            emitted.push_str(self.text.get(from..span.start).unwrap_or_default());
            emitted.push_str(&address(*slot));
            from = span.end;
        }
        emitted.push_str(self.text.get(from..).unwrap_or_default());
        emitted
    }

    /// What it yields in this row, before it is put into a cell.
    pub(super) fn compute<'a>(&'a self, row: Row<'a>) -> Outcome<'a> {
        evaluate(&self.tree, row)
    }

    /// Whether it yields FALSE in this row; an error is no FALSE.
    pub(super) fn denies(&self, row: Row<'_>) -> bool {
        denies(&self.tree, row)
    }

    /// The tree, to be built upon.
    pub(super) fn tree(&self) -> &Expression {
        &self.tree
    }
}

/// Refuses a formula that would nest too deep once guards stand around it.
pub(super) fn refuse_too_deep(tree: &Expression) -> Result<(), Refusal> {
    let most = NESTING_LIMIT - GUARD_LEVELS;
    if tree.nesting() > most {
        return Err(Refusal::new(0, wording::too_deep(most)));
    }
    Ok(())
}

/// Refuses a formula that may become too long for a cell once the addresses are in it.
pub(super) fn refuse_too_long(emitted: &str) -> Result<(), Refusal> {
    if too_long_for_a_cell(emitted) {
        return Err(Refusal::new(0, wording::formula_too_long(CELL_FORMULA_LIMIT)));
    }
    Ok(())
}

/// An address to measure with.
pub(super) fn longest_address(_: usize) -> String {
    LONGEST_ADDRESS.to_owned()
}

/// The addresses of several cells, joined by commas.
pub(super) fn addresses(slots: &[usize], address: &dyn Fn(usize) -> String) -> String {
    slots.iter().map(|slot| address(*slot)).collect::<Vec<_>>().join(",")
}

/// Adds what is not yet there.
pub(super) fn add_once(slots: &mut Vec<usize>, slot: usize) {
    if !slots.contains(&slot) {
        slots.push(slot);
    }
}

fn collect(expression: &Expression, columns: &mut Vec<usize>, names: &mut Vec<usize>) {
    if let Some(slot) = expression.column() {
        add_once(columns, slot);
    }
    if let Some(slot) = expression.name() {
        add_once(names, slot);
    }
    for part in expression.parts() {
        collect(part, columns, names);
    }
}
