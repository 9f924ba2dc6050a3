//! A rule about one row, with its two guards: silent where a number is missing its form, silent where it can't be judged.

use super::aggregate::{is_filled, is_number};
use super::compiled::{addresses, longest_address, refuse_too_deep, refuse_too_long};
use super::{Formula, Kind, Refusal, ResultKind, Row, Scope};
use crate::text::formula as wording;
use crate::value::Value;

/// A rule that every row should keep.
///
/// It is emitted as `IFERROR(IF(COUNT(cols)<>COUNTA(cols),TRUE,rule),TRUE)` over the number and date columns it reads:
/// what stands in a number column and is no number is another rule's matter.
#[derive(Debug, Clone)]
pub struct RowRule {
    formula: Formula,
    guarded: Vec<usize>,
}

impl RowRule {
    /// Compiles a rule.
    ///
    /// # Errors
    /// As [`Formula::compile`]; also where it does not yield TRUE or FALSE.
    pub fn compile(text: &str, scope: &Scope) -> Result<Self, Refusal> {
        let formula = Formula::compile(text, scope)?;
        if formula.kind() != ResultKind::Bool {
            return Err(Refusal::new(0, wording::not_a_verdict()));
        }
        refuse_too_deep(formula.tree())?;
        let counted = |slot: &usize| scope.columns.get(*slot).is_some_and(|column| column.kind != Kind::Text);
        let guarded = formula.columns().iter().copied().filter(counted).collect();
        let rule = Self { formula, guarded };
        refuse_too_long(&rule.emit(&longest_address))?;
        Ok(rule)
    }

    /// Whether the row keeps the rule, or can't be judged.
    #[must_use]
    pub fn holds(&self, row: Row<'_>) -> bool {
        let unclear = |value: &Value| is_filled(value) && !is_number(value);
        if self.guarded.iter().filter_map(|slot| row.cells.get(*slot)).any(unclear) {
            return true;
        }
        !self.formula.denies(row)
    }

    /// The slots of the columns it reads.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        self.formula.columns()
    }

    /// The slots of the names it reads.
    #[must_use]
    pub fn names(&self) -> &[usize] {
        self.formula.names()
    }

    /// The guarded formula for a cell, without `=`: TRUE where the rule holds.
    #[must_use]
    pub fn emit(&self, address: &dyn Fn(usize) -> String) -> String {
        let rule = self.formula.emit(address);
        if self.guarded.is_empty() {
            return format!("IFERROR({rule},TRUE)");
        }
        let cells = addresses(&self.guarded, address);
        format!("IFERROR(IF(COUNT({cells})<>COUNTA({cells}),TRUE,{rule}),TRUE)")
    }
}
