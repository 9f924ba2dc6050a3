//! A computed column, with its guard: where a needed number is missing, something else stands in its place.

use super::aggregate::is_number;
use super::compiled::{add_once, addresses, longest_address, refuse_too_deep, refuse_too_long};
use super::{Formula, Kind, Refusal, ResultKind, Row, Scope};
use crate::text::formula as wording;
use crate::value::Value;

/// A column that is computed from its row, emitted as `IF(COUNT(needs)<n,otherwise,formula)`.
#[derive(Debug, Clone)]
pub struct Computed {
    formula: Formula,
    needs: Vec<usize>,
    otherwise: Formula,
    reads: Vec<usize>,
}

impl Computed {
    /// Compiles a computed column. `needs` are names of number or date columns; `otherwise` is a formula of its own, and
    /// an empty one stands for the empty text `""`. The needed columns count as tested for blanks.
    ///
    /// # Errors
    /// As [`Formula::compile`]; places are those in `formula`, except for trouble in `otherwise`, which says so.
    pub fn compile(formula: &str, needs: &[&str], otherwise: &str, scope: &Scope) -> Result<Self, Refusal> {
        let mut slots = Vec::new();
        for need in needs {
            let slot = scope.columns.iter().position(|column| column.name == *need && column.kind != Kind::Text);
            let slot = slot.ok_or_else(|| Refusal::new(0, wording::needs_not_counted(need)))?;
            add_once(&mut slots, slot);
        }
        let formula = Formula::compile_knowing(formula, scope, &slots)?;
        refuse_too_deep(formula.tree())?;
        let otherwise = if otherwise.trim().is_empty() { "\"\"" } else { otherwise };
        let otherwise = Formula::compile(otherwise, scope)
            .map_err(|refusal| Refusal::new(refusal.at, wording::in_otherwise(&refusal.reason)))?;
        let mut reads = slots.clone();
        let unmet: &[usize] = if slots.is_empty() { &[] } else { otherwise.columns() };
        for slot in formula.columns().iter().chain(unmet) {
            add_once(&mut reads, *slot);
        }
        let computed = Self { formula, needs: slots, otherwise, reads };
        refuse_too_long(&computed.emit(&longest_address))?;
        Ok(computed)
    }

    /// What the cell holds in this row; never blank.
    #[must_use]
    pub fn evaluate(&self, row: Row<'_>) -> Value {
        let there = |slot: &usize| row.cells.get(*slot).is_some_and(is_number);
        if self.needs.iter().all(there) { self.formula.evaluate(row) } else { self.otherwise.evaluate(row) }
    }

    /// The slots of all columns it reads, needed ones first.
    #[must_use]
    pub fn reads(&self) -> &[usize] {
        &self.reads
    }

    /// What it yields where its needs are met.
    #[must_use]
    pub fn kind(&self) -> ResultKind {
        self.formula.kind()
    }

    /// The guarded formula for a cell, without `=`.
    #[must_use]
    pub fn emit(&self, address: &dyn Fn(usize) -> String) -> String {
        let formula = self.formula.emit(address);
        if self.needs.is_empty() {
            return formula;
        }
        let needs = addresses(&self.needs, address);
        format!("IF(COUNT({needs})<{},{},{formula})", self.needs.len(), self.otherwise.emit(address))
    }
}
