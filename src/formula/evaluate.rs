//! Walks a tree and computes what a spreadsheet would. Never panics, never reads anything but the row.

use super::Row;
use super::aggregate::{aggregate, conjunction, count, count_filled, disjunction, none_is_true};
use super::dates;
use super::function::Function;
use super::operand::{self, Operand, Outcome, compare, compare_with_text, difference, finite, power, read};
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

/// What a slot holds, of the row's cells or of the names; blank where it holds nothing.
fn held(values: &[Value], slot: usize) -> &Value {
    values.get(slot).unwrap_or(&BLANK)
}

/// What an expression yields in this row.
pub(super) fn evaluate<'a>(expression: &'a Expression, row: Row<'a>) -> Outcome<'a> {
    match &expression.node {
        Node::Number(number) => Ok(Operand::Number(*number)),
        Node::Text(text) => Ok(Operand::Text(Cow::Borrowed(text))),
        Node::Truth(truth) => Ok(Operand::Truth(*truth)),
        Node::Column(slot) => read(held(row.cells, *slot)),
        Node::Name(slot) => read(held(row.names, *slot)),
        Node::Plus(part) => evaluate(part, row),
        Node::Minus(part) => number(part, row).map(|number| Operand::Number(0.0 - number)),
        Node::Percent(part) => number(part, row).map(|number| Operand::Number(number / 100.0)),
        Node::Arithmetic(operator, left, right) => {
            let left = evaluate(left, row)?;
            let right = evaluate(right, row)?;
            calculate(*operator, left.number()?, right.number()?)
        }
        Node::Compare(comparison, left, right) => compared(*comparison, left, right, row).map(Operand::Truth),
        Node::Join(left, right) => {
            let left = evaluate(left, row)?.text();
            strings::join(left, &evaluate(right, row)?.text())
        }
        Node::Format(part, format) => match evaluate(part, row)? {
            Operand::Truth(truth) => Ok(Operand::Text(Operand::Truth(truth).text())),
            shown @ (Operand::Blank | Operand::Number(_) | Operand::Text(_)) => match shown.number() {
                Ok(number) => format.show(number).map(|text| Operand::Text(Cow::Owned(text))),
                Err(_) => Ok(shown),
            },
        },
        Node::Call(function, arguments) => call(*function, arguments, row),
    }
}

/// Whether a comparison holds.
pub(super) fn compared<'a>(
    comparison: Comparison,
    left: &'a Expression,
    right: &'a Expression,
    row: Row<'a>,
) -> Result<bool, CellError> {
    let ordering = match (&left.node, &right.node) {
        (Node::Column(slot), Node::Text(text)) => compare_with_text(held(row.cells, *slot), text)?,
        _ => compare(&evaluate(left, row)?, &evaluate(right, row)?),
    };
    Ok(match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    })
}

/// Whether an expression yields FALSE in this row; an error is no FALSE.
pub(super) fn denies<'a>(expression: &'a Expression, row: Row<'a>) -> bool {
    if let Node::Call(Function::Or, arguments) = &expression.node {
        return none_is_true(arguments, row);
    }
    evaluate(expression, row).and_then(|operand| operand.truth()) == Ok(false)
}

/// An expression as an argument; `IF` hands on the cell that its chosen branch refers to.
pub(super) fn argument<'a>(expression: &'a Expression, row: Row<'a>) -> Argument<'a> {
    match &expression.node {
        Node::Column(slot) => Argument::Cell(held(row.cells, *slot)),
        Node::Name(slot) => Argument::Cell(held(row.names, *slot)),
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
            strings::substitute(part, &old, &new, nth)
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
    let nearest = number.round();
    // Writing digits out is slow, so only where a whole number is that near.
    let near = (number - nearest).abs() <= nearest.abs() * 1.000_001e-14;
    if near { fifteen(number).floor() } else { number.floor() }
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

#[cfg(test)]
mod tests {
    use crate::formula::{Column, Formula, Kind, Row, Scope};
    use crate::value::{CellError, Value};
    use jiff::civil::date;

    /// Columns `n` 1200, `t` about 3000, `b` blank, `e` "", `d` 2023-09-30, `x` #DIV/0!, `s` "12", `w` TRUE.
    fn value(formula: &str) -> Value {
        let column = |name: &str| Column { name: name.to_owned(), kind: Kind::Number, may_be_blank: false };
        let scope = Scope { columns: ["n", "t", "b", "e", "d", "x", "s", "w"].map(column).to_vec(), names: Vec::new() };
        let text = |text: &str| Value::Text(text.to_owned());
        let cells = [
            Value::Number(1200.0),
            text("about 3000"),
            Value::Blank,
            text(""),
            Value::Date(date(2023, 9, 30)),
            Value::Error(CellError::Div0),
            text("12"),
            Value::Bool(true),
        ];
        match Formula::compile(formula, &scope) {
            Ok(compiled) => compiled.evaluate(Row { cells: &cells, names: &[] }),
            Err(refusal) => Value::Text(format!("{formula}: {refusal:?}")),
        }
    }

    fn numbers(cases: &[(&str, f64)]) {
        for (formula, expected) in cases {
            assert_eq!(value(formula), Value::Number(*expected), "{formula}");
        }
    }

    fn texts(cases: &[(&str, &str)]) {
        for (formula, expected) in cases {
            assert_eq!(value(formula), Value::Text((*expected).to_owned()), "{formula}");
        }
    }

    fn truths(cases: &[(&str, bool)]) {
        for (formula, expected) in cases {
            assert_eq!(value(formula), Value::Bool(*expected), "{formula}");
        }
    }

    fn errors(cases: &[(&str, CellError)]) {
        for (formula, expected) in cases {
            assert_eq!(value(formula), Value::Error(*expected), "{formula}");
        }
    }

    #[test]
    fn operators_bind_as_in_a_spreadsheet() {
        // Unary minus before ^, ^ from the left, % after its number, & after +, = last: the documented precedence.
        numbers(&[("-2^2", 4.0), ("2^3^2", 64.0), ("0-2^2", -4.0), ("50%*2", 1.0), ("2+3*4", 14.0), ("-50%", -0.5)]);
        texts(&[("1+2&3", "33")]);
        truths(&[("1&2=\"12\"", true), ("1=1=TRUE", true)]);
    }

    #[test]
    fn arithmetic_turns_blanks_truths_and_texts_into_numbers() {
        numbers(&[("[@b]+1", 1.0), ("[@s]+1", 13.0), ("TRUE+1", 2.0), ("[@d]+0", 45_199.0), ("0.1+0.2-0.3", 0.0)]);
        numbers(&[("[@b]", 0.0), ("-[@b]", 0.0), ("1E+2", 100.0)]);
        errors(&[("[@t]+1", CellError::Value), ("[@e]+1", CellError::Value), ("1/[@b]", CellError::Div0)]);
        errors(&[("10^400", CellError::Num), ("(-8)^0.5", CellError::Num), ("[@x]&1", CellError::Div0)]);
    }

    #[test]
    fn a_text_is_greater_than_any_number_and_a_blank_is_zero_and_empty() {
        truths(&[("[@t]>=1500", true), ("[@b]=0", true), ("[@b]=\"\"", true), ("[@e]=0", false), ("[@e]=[@b]", true)]);
        truths(&[("\"a\"=\"A\"", true), ("EXACT(\"a\",\"A\")", false), ("0.1+0.2=0.3", true), ("FALSE>\"z\"", true)]);
    }

    #[test]
    fn if_is_lazy_and_and_or_are_not() {
        numbers(&[("IF(TRUE,1,[@x])", 1.0), ("IFERROR([@x],7)", 7.0), ("IF([@b],1,2)", 2.0), ("IFERROR(1,[@x])", 1.0)]);
        truths(&[("IF(FALSE,1)", false), ("AND(1,TRUE)", true), ("OR(0,FALSE)", false), ("AND([@t],[@n])", true)]);
        errors(&[
            ("OR(TRUE,[@x])", CellError::Div0),
            ("AND(\"abc\")", CellError::Value),
            ("AND([@t])", CellError::Value),
        ]);
        errors(&[("IF(\"abc\",1,2)", CellError::Value), ("NOT([@t])", CellError::Value)]);
    }

    #[test]
    fn cells_are_counted_and_added_up_otherwise_than_what_is_written_out() {
        numbers(&[("COUNT([@n],[@d],[@t],[@s],[@b],[@x],[@w])", 2.0), ("COUNT(1,\"2\",TRUE,\"z\")", 3.0)]);
        numbers(&[("COUNTA([@n],[@e],[@b],[@x])", 3.0), ("COUNTA(\"\")", 1.0), ("COUNT([@n]+1)", 1.0)]);
        numbers(&[
            ("SUM([@t])", 0.0),
            ("SUM([@n],[@s],[@w])", 1200.0),
            ("SUM(\"2\",TRUE)", 3.0),
            ("SUM([@s]+0)", 12.0),
        ]);
        numbers(&[
            ("MIN([@n],[@t],[@b])", 1200.0),
            ("MAX([@t])", 0.0),
            ("MAX(-1,-2)", -1.0),
            ("SUM(IF(TRUE,[@s]))", 0.0),
        ]);
        errors(&[("SUM(\"z\")", CellError::Value), ("MAX([@x])", CellError::Div0)]);
    }

    #[test]
    fn kinds_are_asked_without_turning_one_into_another() {
        truths(&[
            ("ISBLANK([@b])", true),
            ("ISBLANK([@e])", false),
            ("ISBLANK([@b]&\"\")", false),
            ("ISBLANK([@x])", false),
        ]);
        truths(&[
            ("ISNUMBER([@d])", true),
            ("ISNUMBER([@s])", false),
            ("ISNUMBER([@x])", false),
            ("ISTEXT([@e])", true),
        ]);
    }

    #[test]
    fn numbers_are_rounded_and_divided_as_documented() {
        numbers(&[
            ("ROUND(2.15,1)", 2.2),
            ("ROUND(-1.475,2)", -1.48),
            ("ROUND(21.5,-1)", 20.0),
            ("ROUND(1.005,2)", 1.01),
        ]);
        numbers(&[("INT(8.9)", 8.0), ("INT(-8.9)", -9.0), ("INT(4.1*100)", 410.0), ("ABS(-4)", 4.0)]);
        numbers(&[("MOD(3,2)", 1.0), ("MOD(-3,2)", 1.0), ("MOD(3,-2)", -1.0), ("MOD(-3,-2)", -1.0)]);
        errors(&[("MOD(3,0)", CellError::Div0)]);
    }

    #[test]
    fn texts_are_cut_and_searched_in_utf_16_units() {
        numbers(&[
            ("LEN(\"\u{1F600}a\")", 3.0),
            ("FIND(\"a\",\"\u{1F600}a\")", 3.0),
            ("LEN([@n])", 4.0),
            ("LEN([@b])", 0.0),
        ]);
        numbers(&[
            ("FIND([@b],\"abc\")", 1.0),
            ("FIND(\"M\",\"Miriam McGovern\",3)", 8.0),
            ("FIND(\"\",\"abc\",4)", 4.0),
        ]);
        texts(&[
            ("MID(\"Fluid Flow\",7,20)", "Flow"),
            ("LEFT(\"Sale Price\",4)", "Sale"),
            ("RIGHT(\"Sale Price\",5)", "Price"),
        ]);
        texts(&[
            ("LEFT(\"abc\")", "a"),
            ("MID(\"abc\",9,1)", ""),
            ("TRIM(\"  a   b \")", "a b"),
            ("RIGHT(\"ab\",9)", "ab"),
        ]);
        texts(&[("SUBSTITUTE(\"Quarter 1, 2011\",\"1\",\"2\",3)", "Quarter 1, 2012")]);
        texts(&[("SUBSTITUTE(\"aaa\",\"a\",\"b\")", "bbb"), ("SUBSTITUTE(\"aaa\",\"\",\"b\")", "aaa")]);
        errors(&[("FIND(\"z\",\"abc\")", CellError::Value), ("FIND(\"\",\"abc\",5)", CellError::Value)]);
        errors(&[
            ("LEFT(\"a\",-1)", CellError::Value),
            ("MID(\"a\",0,1)", CellError::Value),
            ("FIND(\"a\",[@b])", CellError::Value),
        ]);
        numbers(&[("VALUE(\"1,000\")", 1000.0)]);
    }

    #[test]
    fn days_are_numbers_and_come_back_as_days() {
        assert_eq!(value("DATE(2023,10,0)"), Value::Date(date(2023, 9, 30)));
        assert_eq!(value("EOMONTH([@d],1)"), Value::Date(date(2023, 10, 31)));
        assert_eq!(value("EDATE(DATE(2023,8,31),1)"), Value::Date(date(2023, 9, 30)));
        numbers(&[("YEAR([@d])", 2023.0), ("MONTH([@d])", 9.0), ("DAY([@d])", 30.0), ("YEAR([@b])", 1900.0)]);
        errors(&[("YEAR(-1)", CellError::Num), ("YEAR([@t])", CellError::Value)]);
        texts(&[("TEXT([@d],\"yyyy-mm-dd\")", "2023-09-30"), ("TEXT(2.5,\"0\")", "3"), ("TEXT([@s],\"0.0\")", "12.0")]);
        texts(&[("TEXT([@t],\"0.00\")", "about 3000"), ("TEXT([@b],\"0.00\")", "0.00"), ("TEXT(TRUE,\"0\")", "TRUE")]);
    }
}
