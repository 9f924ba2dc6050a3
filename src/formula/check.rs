//! Whether a formula makes sense: no order or arithmetic on texts, no date function on what may be blank; and what it
//! yields. Looks at the tree and the scope only.

use super::function::Function;
use super::tree::{Arithmetic, Comparison, Expression, Node};
use super::{Kind, Refusal, ResultKind, Scope};
use crate::text::formula as wording;

/// Refuses what a spreadsheet would compute and nobody could mean. `tested` are columns known not to be blank.
pub(super) fn check(tree: &Expression, scope: &Scope, tested: &[usize]) -> Result<(), Refusal> {
    let mut tested = tested.to_vec();
    collect_tested(tree, &mut tested);
    check_part(tree, scope, &tested)
}

/// Columns that the formula compares with `""`, or asks with `ISNUMBER` or `ISBLANK`.
fn collect_tested(expression: &Expression, tested: &mut Vec<usize>) {
    let parts = expression.parts();
    let empty = |part: &&Expression| matches!(&part.node, Node::Text(text) if text.is_empty());
    let asks = matches!(expression.node, Node::Call(Function::IsNumber | Function::IsBlank, _));
    let compares = matches!(expression.node, Node::Compare(Comparison::Equal | Comparison::NotEqual, ..));
    if asks || (compares && parts.iter().any(empty)) {
        tested.extend(parts.iter().filter_map(|part| part.column()));
    }
    for part in parts {
        collect_tested(part, tested);
    }
}

fn check_part(expression: &Expression, scope: &Scope, tested: &[usize]) -> Result<(), Refusal> {
    let parts = expression.parts();
    if let Some(sign) = needs_numbers(&expression.node) {
        for part in &parts {
            if let Some(name) = text_reference(part, scope) {
                return Err(Refusal::new(part.at, wording::text_used_as_number(name, sign)));
            }
        }
    }
    if let Some(function) = reads_a_day(&expression.node)
        && let Some(first) = parts.first()
        && let Some(slot) = first.column()
        && let Some(column) = scope.columns.get(slot)
        && column.may_be_blank
        && !tested.contains(&slot)
    {
        return Err(Refusal::new(first.at, wording::blank_date(&column.name, function)));
    }
    parts.into_iter().try_for_each(|part| check_part(part, scope, tested))
}

/// The sign of an operator, or the name of a function, that has no use for a text.
fn needs_numbers(node: &Node) -> Option<&'static str> {
    match node {
        Node::Minus(_) => Some("-"),
        Node::Percent(_) => Some("%"),
        Node::Arithmetic(operator, ..) => Some(operator.sign()),
        Node::Compare(comparison, ..) => comparison.orders().then(|| comparison.sign()),
        Node::Call(function, _) => {
            let calculates = matches!(function, Function::Abs | Function::Int | Function::Round | Function::Mod);
            let dates = *function == Function::Date || takes_a_day(*function);
            (calculates || dates).then(|| function.name())
        }
        Node::Number(_)
        | Node::Text(_)
        | Node::Truth(_)
        | Node::Column(_)
        | Node::Name(_)
        | Node::Plus(_)
        | Node::Join(..)
        | Node::Format(..) => None,
    }
}

/// The name of a function that reads its first argument as a day.
fn reads_a_day(node: &Node) -> Option<&'static str> {
    if let Node::Call(function, _) = node {
        return takes_a_day(*function).then(|| function.name());
    }
    matches!(node, Node::Format(_, format) if format.is_date()).then(|| Function::Text.name())
}

fn takes_a_day(function: Function) -> bool {
    matches!(function, Function::Year | Function::Month | Function::Day | Function::EDate | Function::EoMonth)
}

/// The name of the text column or text limit that this is.
fn text_reference<'a>(expression: &Expression, scope: &'a Scope) -> Option<&'a str> {
    if let Some(slot) = expression.column() {
        let column = scope.columns.get(slot)?;
        return (column.kind == Kind::Text).then_some(column.name.as_str());
    }
    let name = scope.names.get(expression.name()?)?;
    (name.kind == Kind::Text).then_some(name.name.as_str())
}

/// What an expression yields, as far as can be told.
pub(super) fn kind(expression: &Expression, scope: &Scope) -> ResultKind {
    match &expression.node {
        Node::Number(_) | Node::Minus(_) | Node::Percent(_) => ResultKind::Number,
        Node::Text(_) | Node::Join(..) | Node::Format(..) => ResultKind::Text,
        Node::Truth(_) | Node::Compare(..) => ResultKind::Bool,
        Node::Column(slot) => of_reference(scope.columns.get(*slot).map(|column| column.kind)),
        Node::Name(slot) => of_reference(scope.names.get(*slot).map(|name| name.kind)),
        Node::Plus(part) => kind(part, scope),
        Node::Arithmetic(operator, left, right) => {
            let days = (kind(left, scope) == ResultKind::Date, kind(right, scope) == ResultKind::Date);
            match (operator, days) {
                (Arithmetic::Add, (true, false) | (false, true)) | (Arithmetic::Subtract, (true, false)) => {
                    ResultKind::Date
                }
                _ => ResultKind::Number,
            }
        }
        Node::Call(function, arguments) => of_call(*function, arguments, scope),
    }
}

fn of_reference(kind: Option<Kind>) -> ResultKind {
    match kind {
        Some(Kind::Text) => ResultKind::Text,
        Some(Kind::Date) => ResultKind::Date,
        Some(Kind::Number) | None => ResultKind::Number,
    }
}

fn of_call(function: Function, arguments: &[Expression], scope: &Scope) -> ResultKind {
    match function {
        Function::If => match arguments {
            [_, first, second] => either(first, second, scope),
            [_, only] if kind(only, scope) == ResultKind::Bool => ResultKind::Bool,
            _ => ResultKind::Number,
        },
        Function::IfError => match arguments {
            [first, second] => either(first, second, scope),
            _ => ResultKind::Number,
        },
        Function::And
        | Function::Or
        | Function::Not
        | Function::IsBlank
        | Function::IsNumber
        | Function::IsText
        | Function::Exact => ResultKind::Bool,
        Function::Min | Function::Max => {
            if arguments.iter().all(|argument| kind(argument, scope) == ResultKind::Date) {
                ResultKind::Date
            } else {
                ResultKind::Number
            }
        }
        Function::Date | Function::EDate | Function::EoMonth => ResultKind::Date,
        Function::Trim | Function::Left | Function::Right | Function::Mid | Function::Substitute | Function::Text => {
            ResultKind::Text
        }
        Function::Count
        | Function::CountA
        | Function::Sum
        | Function::Abs
        | Function::Int
        | Function::Round
        | Function::Mod
        | Function::Len
        | Function::Find
        | Function::Value
        | Function::Year
        | Function::Month
        | Function::Day => ResultKind::Number,
    }
}

/// The kind of one or the other; an empty text stands for “nothing” and leaves the other its kind.
fn either(first: &Expression, second: &Expression, scope: &Scope) -> ResultKind {
    let empty = |part: &Expression| matches!(&part.node, Node::Text(text) if text.is_empty());
    match (kind(first, scope), kind(second, scope)) {
        (first, second) if first == second => first,
        (_, other @ (ResultKind::Number | ResultKind::Date)) if empty(first) => other,
        (other @ (ResultKind::Number | ResultKind::Date), _) if empty(second) => other,
        (ResultKind::Text, _) | (_, ResultKind::Text) => ResultKind::Text,
        _ => ResultKind::Number,
    }
}
