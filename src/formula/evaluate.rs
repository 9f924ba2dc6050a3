//! Walks a tree and computes what a spreadsheet would. Never panics, never reads anything but the row.

use super::Row;
use super::aggregate::{aggregate, conjunction, count, count_filled, disjunction};
use super::dates;
use super::function::Function;
use super::operand::{self, Operand, Outcome, compare, difference, finite, power, read};
use super::strings;
use super::tree::{Arithmetic, Comparison, Expression, Node};
use crate::value::{CellError, Value, fifteen, round};
use std::borrow::Cow;

static BLANK: Value = Value::Blank;

/// An argument: a cell that is referred to, or what was computed. Counting and adding up treat the two differently.
pub(super) enum Argument<'a> {
    Cell(&'a Value),
    Computed(Outcome<'a>),
}

/// What an expression yields in this row.
pub(super) fn evaluate<'a>(expression: &'a Expression, row: Row<'a>) -> Outcome<'a> {
    match &expression.node {
        Node::Number(number) => Ok(Operand::Number(*number)),
        Node::Text(text) => Ok(Operand::Text(Cow::Borrowed(text))),
        Node::Truth(truth) => Ok(Operand::Truth(*truth)),
        Node::Column(slot) => read(row.cells.get(*slot).unwrap_or(&BLANK)),
        Node::Name(slot) => read(row.names.get(*slot).unwrap_or(&BLANK)),
        Node::Plus(part) => evaluate(part, row),
        Node::Minus(part) => number(part, row).map(|number| Operand::Number(0.0 - number)),
        Node::Percent(part) => number(part, row).map(|number| Operand::Number(number / 100.0)),
        Node::Arithmetic(operator, left, right) => {
            let left = evaluate(left, row)?;
            let right = evaluate(right, row)?;
            calculate(*operator, left.number()?, right.number()?)
        }
        Node::Compare(comparison, left, right) => {
            let ordering = compare(&evaluate(left, row)?, &evaluate(right, row)?);
            Ok(Operand::Truth(match comparison {
                Comparison::Equal => ordering.is_eq(),
                Comparison::NotEqual => ordering.is_ne(),
                Comparison::Less => ordering.is_lt(),
                Comparison::LessOrEqual => ordering.is_le(),
                Comparison::Greater => ordering.is_gt(),
                Comparison::GreaterOrEqual => ordering.is_ge(),
            }))
        }
        Node::Join(left, right) => {
            let left = evaluate(left, row)?.text();
            strings::join(left, &evaluate(right, row)?.text())
        }
        Node::Format(part, format) => match evaluate(part, row)? {
            Operand::Truth(truth) => Ok(Operand::Text(Operand::Truth(truth).text())),
            shown => match shown.number() {
                Ok(number) => format.show(number).map(|text| Operand::Text(Cow::Owned(text))),
                Err(_) => Ok(shown),
            },
        },
        Node::Call(function, arguments) => call(*function, arguments, row),
    }
}

/// An expression as an argument; `IF` hands on the cell that its chosen branch refers to.
pub(super) fn argument<'a>(expression: &'a Expression, row: Row<'a>) -> Argument<'a> {
    match &expression.node {
        Node::Column(slot) => Argument::Cell(row.cells.get(*slot).unwrap_or(&BLANK)),
        Node::Name(slot) => Argument::Cell(row.names.get(*slot).unwrap_or(&BLANK)),
        Node::Call(Function::If, arguments) => match branch(arguments, row) {
            Ok(Some(chosen)) => argument(chosen, row),
            Ok(None) => Argument::Computed(Ok(Operand::Truth(false))),
            Err(error) => Argument::Computed(Err(error)),
        },
        Node::Number(_)
        | Node::Text(_)
        | Node::Truth(_)
        | Node::Plus(_)
        | Node::Minus(_)
        | Node::Percent(_)
        | Node::Arithmetic(..)
        | Node::Compare(..)
        | Node::Join(..)
        | Node::Format(..)
        | Node::Call(..) => Argument::Computed(evaluate(expression, row)),
    }
}

fn number<'a>(expression: &'a Expression, row: Row<'a>) -> Result<f64, CellError> {
    evaluate(expression, row)?.number()
}

fn text<'a>(expression: &'a Expression, row: Row<'a>) -> Result<Cow<'a, str>, CellError> {
    evaluate(expression, row).map(Operand::text)
}

/// A count: a number with its decimals dropped.
fn whole<'a>(expression: &'a Expression, row: Row<'a>) -> Result<i64, CellError> {
    number(expression, row).map(dates::whole)
}

fn calculate<'a>(operator: Arithmetic, left: f64, right: f64) -> Outcome<'a> {
    match operator {
        Arithmetic::Add => finite(difference(left, -right)),
        Arithmetic::Subtract => finite(difference(left, right)),
        Arithmetic::Multiply => finite(left * right),
        Arithmetic::Divide if right == 0.0 => Err(CellError::Div0),
        Arithmetic::Divide => finite(left / right),
        Arithmetic::Power => power(left, right).and_then(finite),
    }
}

/// The branch that `IF` takes; `None` where the condition is false and no second branch is written.
fn branch<'a>(arguments: &'a [Expression], row: Row<'a>) -> Result<Option<&'a Expression>, CellError> {
    let [condition, branches @ ..] = arguments else { return Err(CellError::Value) };
    let taken = if evaluate(condition, row)?.truth()? { branches.first() } else { branches.get(1) };
    Ok(taken)
}

fn call<'a>(function: Function, arguments: &'a [Expression], row: Row<'a>) -> Outcome<'a> {
    match (function, arguments) {
        (Function::If, _) => branch(arguments, row)?.map_or(Ok(Operand::Truth(false)), |taken| evaluate(taken, row)),
        (Function::IfError, [tried, instead]) => evaluate(tried, row).or_else(|_| evaluate(instead, row)),
        (Function::And, _) => conjunction(arguments, row),
        (Function::Or, _) => disjunction(arguments, row),
        (Function::Not, [part]) => Ok(Operand::Truth(!evaluate(part, row)?.truth()?)),
        (Function::IsBlank, [part]) => Ok(Operand::Truth(matches!(argument(part, row), Argument::Cell(Value::Blank)))),
        (Function::IsNumber, [part]) => Ok(Operand::Truth(matches!(evaluate(part, row), Ok(Operand::Number(_))))),
        (Function::IsText, [part]) => Ok(Operand::Truth(matches!(evaluate(part, row), Ok(Operand::Text(_))))),
        (Function::Count, _) => Ok(count(arguments, row)),
        (Function::CountA, _) => Ok(count_filled(arguments, row)),
        (Function::Min, _) => aggregate(arguments, row, f64::min),
        (Function::Max, _) => aggregate(arguments, row, f64::max),
        (Function::Sum, _) => aggregate(arguments, row, |left, right| left + right),
        (Function::Abs, [part]) => number(part, row).map(|number| Operand::Number(number.abs())),
        (Function::Int, [part]) => number(part, row).map(|number| Operand::Number(floor(number))),
        (Function::Round, [part, digits]) => {
            let number = number(part, row)?;
            finite(round(number, i32::try_from(whole(digits, row)?.clamp(-400, 400)).unwrap_or(0)))
        }
        (Function::Mod, [part, divisor]) => {
            let (number, divisor) = (number(part, row)?, number(divisor, row)?);
            if divisor == 0.0 {
                Err(CellError::Div0)
            } else {
                finite(difference(number, divisor * floor(number / divisor)))
            }
        }
        (Function::Date, [year, month, day]) => {
            dates::date(whole(year, row)?, whole(month, row)?, whole(day, row)?).map(Operand::Number)
        }
        (Function::Year, [day]) => calendar(day, row).map(|parts| Operand::Number(dates::exact(parts.year))),
        (Function::Month, [day]) => calendar(day, row).map(|parts| Operand::Number(dates::exact(parts.month))),
        (Function::Day, [day]) => calendar(day, row).map(|parts| Operand::Number(dates::exact(parts.day))),
        (Function::EDate, [start, months]) => {
            dates::edate(number(start, row)?, whole(months, row)?).map(Operand::Number)
        }
        (Function::EoMonth, [start, months]) => {
            dates::eomonth(number(start, row)?, whole(months, row)?).map(Operand::Number)
        }
        _ => call_on_texts(function, arguments, row),
    }
}

fn call_on_texts<'a>(function: Function, arguments: &'a [Expression], row: Row<'a>) -> Outcome<'a> {
    match (function, arguments) {
        (Function::Value, [part]) => number(part, row).map(Operand::Number),
        (Function::Len, [part]) => Ok(Operand::Number(strings::length(&text(part, row)?))),
        (Function::Trim, [part]) => Ok(strings::trim(text(part, row)?)),
        (Function::Exact, [left, right]) => Ok(Operand::Truth(text(left, row)? == text(right, row)?)),
        (Function::Left, [part, rest @ ..]) => {
            let part = text(part, row)?;
            strings::left(&part, optional(rest.first(), row)?)
        }
        (Function::Right, [part, rest @ ..]) => {
            let part = text(part, row)?;
            strings::right(&part, optional(rest.first(), row)?)
        }
        (Function::Mid, [part, start, count]) => {
            let part = text(part, row)?;
            strings::mid(&part, whole(start, row)?, whole(count, row)?)
        }
        (Function::Find, [part, within, rest @ ..]) => {
            let (part, within) = (text(part, row)?, text(within, row)?);
            strings::find(&part, &within, optional(rest.first(), row)?)
        }
        (Function::Substitute, [part, old, new, rest @ ..]) => {
            let (part, old, new) = (text(part, row)?, text(old, row)?, text(new, row)?);
            let nth = rest.first().map(|nth| whole(nth, row)).transpose()?;
            strings::substitute(&part, &old, &new, nth)
        }
        // Numbers of arguments are checked on compiling, so nothing else comes here.
        _ => Err(CellError::Value),
    }
}

/// A count that is 1 where it is not written.
fn optional<'a>(expression: Option<&'a Expression>, row: Row<'a>) -> Result<i64, CellError> {
    expression.map_or(Ok(1), |expression| whole(expression, row))
}

/// The next whole number below, judged by 15 digits: 4.1*100 is 410, not 409.99999999999994.
fn floor(number: f64) -> f64 {
    fifteen(number).floor()
}

fn calendar<'a>(expression: &'a Expression, row: Row<'a>) -> Result<dates::Parts, CellError> {
    dates::parts(number(expression, row)?).ok_or(CellError::Num)
}

/// Whether what was computed directly counts as a number for `COUNT`.
pub(super) fn counts_as_number(operand: &Operand<'_>) -> bool {
    match operand {
        Operand::Number(_) | Operand::Truth(_) => true,
        Operand::Text(text) => operand::read_number(text).is_some(),
        Operand::Blank => false,
    }
}
