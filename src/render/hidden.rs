//! The hidden sheets that every workbook of ours carries: how they look, and the named limits that formulas read.

use super::style::Style;
use super::{Cell, DefinedName, Row, Sheet, Visibility};
use crate::plan::Plan;
use crate::recognize::LIMITS;
use crate::value::Value;

/// `_limits`: the plan's names, and their values in the period.
pub(super) fn limits(plan: &Plan, values: &[Value]) -> Sheet {
    let names = plan.names().into_iter().zip(values);
    sheet(LIMITS, names.map(|(name, value)| row([Cell::Text(name.name), Cell::of(value)])).collect())
}

/// The plan's names, each at its cell on the sheet of limits.
pub(super) fn defined_names(plan: &Plan) -> Vec<DefinedName> {
    let names = plan.names().into_iter().zip(1..);
    names.map(|(name, row)| DefinedName { name: name.name, refers_to: format!("={LIMITS}!$B${row}") }).collect()
}

/// A row of a hidden sheet.
pub(super) fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { height: None, cells: (0..).zip(cells).map(|(col, cell)| (col, cell, Style::TEXT)).collect() }
}

/// A hidden sheet of these rows.
pub(super) fn sheet(name: &str, rows: Vec<Row>) -> Sheet {
    Sheet { name: name.to_owned(), visibility: Visibility::Hidden, rows, protected: true, ..Sheet::default() }
}
