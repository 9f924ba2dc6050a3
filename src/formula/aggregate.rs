//! Functions that take any number of arguments and treat a cell otherwise than what is computed or written out.
//!
//! In a cell, texts and truths are passed over; written out, they are turned into numbers or are an error.

use super::Row;
use super::evaluate::{Argument, argument, compared, counts_as_number};
use super::operand::{Operand, Outcome, finite, read};
use super::tree::{Expression, Node};
use crate::value::{CellError, Value};

/// `COUNT`: cells with a number or a day; errors are not counted and do no harm.
pub(super) fn count<'a>(arguments: &'a [Expression], row: Row<'a>) -> Operand<'a> {
    counted(arguments, row, |argument| match argument {
        Argument::Cell(value) => is_number(value),
        Argument::Computed(outcome) => outcome.as_ref().is_ok_and(counts_as_number),
    })
}

/// `COUNTA`: cells that are not blank, an empty text among them.
pub(super) fn count_filled<'a>(arguments: &'a [Expression], row: Row<'a>) -> Operand<'a> {
    counted(arguments, row, |argument| match argument {
        Argument::Cell(value) => is_filled(value),
        Argument::Computed(_) => true,
    })
}

fn counted<'a>(arguments: &'a [Expression], row: Row<'a>, counts: impl Fn(&Argument<'a>) -> bool) -> Operand<'a> {
    Operand::Number(arguments.iter().map(|part| if counts(&argument(part, row)) { 1.0 } else { 0.0 }).sum())
}

/// Whether `COUNT` counts this cell.
pub(super) fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::Date(_) => true,
        Value::Blank | Value::NoData | Value::Text(_) | Value::Bool(_) | Value::Error(_) => false,
    }
}

/// Whether `COUNTA` counts this cell.
pub(super) fn is_filled(value: &Value) -> bool {
    *value != Value::Blank
}

/// `SUM`, `MIN`, `MAX`: 0 where no number is found.
pub(super) fn aggregate<'a>(
    arguments: &'a [Expression],
    row: Row<'a>,
    combine: impl Fn(f64, f64) -> f64,
) -> Outcome<'a> {
    let mut sofar: Option<f64> = None;
    for part in arguments {
        let number = match argument(part, row) {
            Argument::Cell(value) => match read(value)? {
                Operand::Number(number) => number,
                Operand::Blank | Operand::Text(_) | Operand::Truth(_) => continue,
            },
            Argument::Computed(outcome) => outcome?.number()?,
        };
        sofar = Some(sofar.map_or(number, |sofar| combine(sofar, number)));
    }
    finite(sofar.unwrap_or(0.0))
}

/// `AND`: every argument is evaluated, whatever those before it yielded.
pub(super) fn conjunction<'a>(arguments: &'a [Expression], row: Row<'a>) -> Outcome<'a> {
    truths(arguments, row, |left, right| left && right)
}

/// `OR`: every argument is evaluated, whatever those before it yielded.
pub(super) fn disjunction<'a>(arguments: &'a [Expression], row: Row<'a>) -> Outcome<'a> {
    truths(arguments, row, |left, right| left || right)
}

/// Whether `OR` yields FALSE. The first argument that is true or an error settles that it doesn't.
pub(super) fn none_is_true<'a>(arguments: &'a [Expression], row: Row<'a>) -> bool {
    let mut counted = false;
    for part in arguments {
        match truth(part, row) {
            Ok(Some(false)) => counted = true,
            Ok(None) => {}
            Ok(Some(true)) | Err(_) => return false,
        }
    }
    counted
}

fn truths<'a>(arguments: &'a [Expression], row: Row<'a>, combine: impl Fn(bool, bool) -> bool) -> Outcome<'a> {
    let mut sofar: Option<bool> = None;
    let mut failed = None;
    for part in arguments {
        match truth(part, row) {
            Ok(Some(truth)) => sofar = Some(sofar.map_or(truth, |sofar| combine(sofar, truth))),
            Ok(None) => {}
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    match failed {
        Some(error) => Err(error),
        None => sofar.map(Operand::Truth).ok_or(CellError::Value),
    }
}

/// The truth of an argument; `None` for a cell that holds none.
fn truth<'a>(part: &'a Expression, row: Row<'a>) -> Result<Option<bool>, CellError> {
    // Most arguments of AND and OR are comparisons.
    if let Node::Compare(comparison, left, right) = &part.node {
        return compared(*comparison, left, right, row).map(Some);
    }
    match argument(part, row) {
        Argument::Cell(value) => match read(value)? {
            Operand::Blank | Operand::Text(_) => Ok(None),
            filled @ (Operand::Number(_) | Operand::Truth(_)) => filled.truth().map(Some),
        },
        Argument::Computed(outcome) => outcome?.truth().map(Some),
    }
}
