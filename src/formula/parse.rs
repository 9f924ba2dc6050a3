//! Formula text into our own tree, by way of formualizer-parse. Nothing else in the crate touches that library.
//!
//! It reads `[@列名]` and Chinese names as they are, so the tree's positions are those of the author's text.
//! Decides what can be written; whether it makes sense (texts, blank dates) is decided in `check`.

use super::function::{self, Function};
use super::tree::{Arithmetic, Comparison, Expression, Node};
use super::{LITERAL_LIMIT, NESTING_LIMIT, Refusal, Scope, format, utf16_length};
use crate::text::formula as wording;
use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{
    ASTNode, ASTNodeType, BinaryOperator, LiteralValue, Parser, RecoveryAction, TokenStream, TokenType, UnaryOperator,
};
use std::ops::Range;

/// A formula's tree, and where it names a column.
pub(super) struct Parsed {
    pub(super) tree: Expression,
    /// Byte spans of `[@列名]` with the slot of the column, in the order of the text.
    pub(super) spans: Vec<(Range<usize>, usize)>,
}

/// Parses a formula and resolves its columns and names.
pub(super) fn parse(text: &str, scope: &Scope) -> Result<Parsed, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(0, wording::empty()));
    }
    refuse_full_width_signs(text)?;
    // The library wants a leading `=`; every position it gives is therefore one too far.
    let tokens = TokenStream::new_best_effort(&format!("={text}"));
    if let Some(diagnostic) = tokens.diagnostics_ref().first() {
        return Err(Refusal::new(ours(diagnostic.span.start), reason(diagnostic.recovery)));
    }
    if let Some(array) = tokens.spans.iter().find(|span| span.token_type == TokenType::Array) {
        return Err(Refusal::new(ours(array.start), wording::unsupported("{}")));
    }
    let parsed = Parser::from_token_stream(&tokens).parse().map_err(|error| {
        if error.message.contains("(max ") {
            return Refusal::new(0, wording::too_deep(NESTING_LIMIT));
        }
        // The parser counts tokens, not bytes.
        match error.position.and_then(|token| tokens.spans.get(token)) {
            Some(span) => Refusal::new(ours(span.start), wording::not_understood()),
            None => Refusal::new(text.len(), wording::ends_early()),
        }
    })?;
    let mut spans = Vec::new();
    let tree = lower(&parsed, 0, scope, &mut spans)?;
    if tree.nesting() > NESTING_LIMIT {
        return Err(Refusal::new(0, wording::too_deep(NESTING_LIMIT)));
    }
    spans.sort_by_key(|(span, _)| span.start);
    Ok(Parsed { tree, spans })
}

/// A position in the library's text as one in the author's.
fn ours(theirs: usize) -> usize {
    theirs.saturating_sub(1)
}

fn reason(recovery: RecoveryAction) -> String {
    match recovery {
        RecoveryAction::SkippedUnmatchedCloser => wording::not_opened(),
        RecoveryAction::UnterminatedString => wording::quote_not_closed(),
        RecoveryAction::UnmatchedBracket | RecoveryAction::UnmatchedOpener => wording::not_closed(),
        RecoveryAction::ResourceLimitExceeded => wording::too_deep(NESTING_LIMIT),
        RecoveryAction::InvalidErrorLiteral => wording::unsupported("#"),
        _ => wording::not_understood(),
    }
}

/// The library would take them for letters of a name.
fn refuse_full_width_signs(text: &str) -> Result<(), Refusal> {
    let mut in_literal = false;
    let mut in_brackets = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '"' if !in_brackets => in_literal = !in_literal,
            '[' if !in_literal => in_brackets = true,
            ']' if !in_literal => in_brackets = false,
            _ if in_literal || in_brackets => {}
            _ if wording::FULL_WIDTH_SIGNS.contains(&sign) => {
                return Err(Refusal::new(at, wording::full_width(sign)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Lowers one node; `near` is the place of the node above, for those that have no token of their own.
fn lower(
    node: &ASTNode,
    near: usize,
    scope: &Scope,
    spans: &mut Vec<(Range<usize>, usize)>,
) -> Result<Expression, Refusal> {
    let span = node.source_token.as_ref().map_or(near..near, |token| ours(token.start)..ours(token.end));
    let at = span.start;
    let node = match &node.node_type {
        ASTNodeType::Literal(literal) => lower_literal(literal, at)?,
        ASTNodeType::Reference { original, reference } => lower_reference(original, reference, span, scope, spans)?,
        ASTNodeType::UnaryOp { op, expr } => {
            let part = lower(expr, at, scope, spans)?;
            match op {
                UnaryOperator::Plus => Node::Plus(Box::new(part)),
                UnaryOperator::Minus => Node::Minus(Box::new(part)),
                UnaryOperator::Percent => Node::Percent(Box::new(part)),
                UnaryOperator::Spill | UnaryOperator::ImplicitIntersection | _ => {
                    return Err(Refusal::new(at, wording::unsupported(op.as_str())));
                }
            }
        }
        ASTNodeType::BinaryOp { op, left, right } => {
            let left = Box::new(lower(left, at, scope, spans)?);
            let right = Box::new(lower(right, at, scope, spans)?);
            match operator(*op) {
                Some(Operator::Arithmetic(op)) => Node::Arithmetic(op, left, right),
                Some(Operator::Compare(op)) => Node::Compare(op, left, right),
                Some(Operator::Join) => Node::Join(left, right),
                None => return Err(Refusal::new(at, wording::range())),
            }
        }
        ASTNodeType::Function { name, args } => lower_call(name, args, at, scope, spans)?,
        ASTNodeType::Omitted | ASTNodeType::Call { .. } | ASTNodeType::Array(_) => {
            return Err(Refusal::new(at, wording::not_understood()));
        }
    };
    Ok(Expression { at, node })
}

fn lower_literal(literal: &LiteralValue, at: usize) -> Result<Node, Refusal> {
    if let LiteralValue::Number(number) = literal {
        return if number.is_finite() {
            Ok(Node::Number(*number))
        } else {
            Err(Refusal::new(at, wording::number_too_large()))
        };
    }
    if let LiteralValue::Text(text) = literal {
        return if utf16_length(text) > LITERAL_LIMIT {
            Err(Refusal::new(at, wording::literal_too_long(LITERAL_LIMIT)))
        } else {
            Ok(Node::Text(text.clone()))
        };
    }
    if let LiteralValue::Boolean(truth) = literal {
        return Ok(Node::Truth(*truth));
    }
    Err(Refusal::new(at, wording::unsupported(&literal.to_string())))
}

fn lower_reference(
    original: &str,
    reference: &ReferenceType,
    span: Range<usize>,
    scope: &Scope,
    spans: &mut Vec<(Range<usize>, usize)>,
) -> Result<Node, Refusal> {
    let at = span.start;
    if let Some(name) = original.strip_prefix("[@").and_then(|rest| rest.strip_suffix(']'))
        && !name.contains(['[', ']'])
    {
        let slot = scope.columns.iter().position(|column| column.name == name);
        let slot = slot.ok_or_else(|| Refusal::new(at, wording::unknown_column(name)))?;
        spans.push((span, slot));
        return Ok(Node::Column(slot));
    }
    match reference {
        ReferenceType::NamedRange(name) if !is_row_column_address(name) => {
            let slot = scope.names.iter().position(|known| known.name == original);
            slot.map(Node::Name).ok_or_else(|| Refusal::new(at, wording::unknown_name(original)))
        }
        ReferenceType::NamedRange(_) | ReferenceType::Cell { .. } | ReferenceType::Cell3D { .. } => {
            Err(Refusal::new(at, wording::cell_reference(original)))
        }
        ReferenceType::Range { .. } | ReferenceType::Range3D { .. } => Err(Refusal::new(at, wording::range())),
        ReferenceType::External(_) | ReferenceType::Table(_) => {
            Err(Refusal::new(at, wording::foreign_reference(original)))
        }
    }
}

/// Whether it is an address such as `R1C1`.
fn is_row_column_address(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix(['R', 'r'])
        .and_then(|rest| rest.split_once(['C', 'c']))
        .is_some_and(|(row, column)| digits(row) && digits(column))
}

fn lower_call(
    name: &str,
    arguments: &[ASTNode],
    at: usize,
    scope: &Scope,
    spans: &mut Vec<(Range<usize>, usize)>,
) -> Result<Node, Refusal> {
    let Some(signature) = function::find(name) else {
        return Err(Refusal::new(at, wording::unknown_function(name)));
    };
    if !(signature.least..=signature.most).contains(&arguments.len()) {
        let reason = wording::wrong_count(signature.name, signature.least, signature.most, arguments.len());
        return Err(Refusal::new(at, reason));
    }
    if arguments.iter().any(|argument| argument.node_type == ASTNodeType::Omitted) {
        return Err(Refusal::new(at, wording::argument_left_out(signature.name)));
    }
    let mut parts = Vec::with_capacity(arguments.len());
    for argument in arguments {
        parts.push(lower(argument, at, scope, spans)?);
    }
    if signature.function != Function::Text {
        return Ok(Node::Call(signature.function, parts));
    }
    let Some((written, shown)) = parts.pop().zip(parts.pop()) else {
        return Err(Refusal::new(at, wording::not_understood()));
    };
    let format = if let Node::Text(text) = &written.node { format::find(text) } else { None };
    let format = format.ok_or_else(|| Refusal::new(written.at, wording::unknown_format(&format::all())))?;
    Ok(Node::Format(Box::new(shown), format))
}

/// Our own kinds of operator.
enum Operator {
    Arithmetic(Arithmetic),
    Compare(Comparison),
    Join,
}

/// `None` for those that make a range of two references.
fn operator(operator: BinaryOperator) -> Option<Operator> {
    Some(match operator {
        BinaryOperator::Add => Operator::Arithmetic(Arithmetic::Add),
        BinaryOperator::Subtract => Operator::Arithmetic(Arithmetic::Subtract),
        BinaryOperator::Multiply => Operator::Arithmetic(Arithmetic::Multiply),
        BinaryOperator::Divide => Operator::Arithmetic(Arithmetic::Divide),
        BinaryOperator::Power => Operator::Arithmetic(Arithmetic::Power),
        BinaryOperator::Concat => Operator::Join,
        BinaryOperator::Equal => Operator::Compare(Comparison::Equal),
        BinaryOperator::NotEqual => Operator::Compare(Comparison::NotEqual),
        BinaryOperator::Less => Operator::Compare(Comparison::Less),
        BinaryOperator::LessEqual => Operator::Compare(Comparison::LessOrEqual),
        BinaryOperator::Greater => Operator::Compare(Comparison::Greater),
        BinaryOperator::GreaterEqual => Operator::Compare(Comparison::GreaterOrEqual),
        BinaryOperator::Range | BinaryOperator::Union | BinaryOperator::Intersection | _ => return None,
    })
}
