//! A wording with formulas in it: rendered here, and emitted as `"…"&…&"…"` with the same result.

use super::compiled::{add_once, longest_address, refuse_too_deep, refuse_too_long};
use super::evaluate::evaluate;
use super::format::Format;
use super::function::Function;
use super::operand::Operand;
use super::tree::{Comparison, Expression, Node};
use super::{Formula, LITERAL_LIMIT, Refusal, ResultKind, Row, Scope};
use crate::text::formula as wording;

/// A template such as `累计{[@本年累计]}万元`; `{{` and `}}` stand for braces.
///
/// A part that yields a day is shown as `yyyy-mm-dd`, and as nothing where it is blank.
#[derive(Debug, Clone)]
pub struct Message {
    pieces: Vec<Piece>,
    columns: Vec<usize>,
}

/// A piece of a message.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Literal(String),
    Part(Box<Part>),
}

/// A formula in a message.
#[derive(Debug, Clone)]
pub(super) struct Part {
    formula: Formula,
    shown: Shown,
    /// What is evaluated: the formula, with a day put into a format.
    tree: Expression,
}

/// How a part is shown.
#[derive(Debug, Clone, Copy)]
enum Shown {
    Plainly,
    AsDay,
    /// `TEXT` would make 1900-01-00 of a blank.
    AsDayOrNothing,
}

impl Message {
    /// Compiles a template.
    ///
    /// # Errors
    /// As [`Formula::compile`] for each part, with the place in the template; also for braces that don't match.
    pub fn compile(template: &str, scope: &Scope) -> Result<Self, Refusal> {
        let mut pieces = Vec::new();
        let mut columns = Vec::new();
        let mut literal = String::new();
        let mut at = 0;
        while let Some(sign) = template.get(at..).and_then(|rest| rest.chars().next()) {
            let after = at + sign.len_utf8();
            let doubled = template.get(after..).is_some_and(|rest| rest.starts_with(sign));
            match sign {
                '{' | '}' if doubled => {
                    literal.push(sign);
                    at = after + 1;
                }
                '{' => {
                    let text =
                        part_from(template, after).ok_or_else(|| Refusal::new(at, wording::brace_not_closed()))?;
                    let part = Part::compile(text, scope)
                        .map_err(|refusal| Refusal::new(after + refusal.at, refusal.reason))?;
                    part.formula.columns().iter().for_each(|slot| add_once(&mut columns, *slot));
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(Piece::Part(Box::new(part)));
                    at = after + text.len() + 1;
                }
                '}' => return Err(Refusal::new(at, wording::brace_not_opened())),
                _ => {
                    literal.push(sign);
                    at = after;
                }
            }
        }
        if !literal.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        let message = Self { pieces, columns };
        refuse_too_long(&message.emit(&longest_address))?;
        Ok(message)
    }

    /// The message for this row; an error in a part is all that is shown, as in a cell.
    #[must_use]
    pub fn render(&self, row: Row<'_>) -> String {
        let mut rendered = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => rendered.push_str(literal),
                Piece::Part(part) => match evaluate(&part.tree, row).map(Operand::text) {
                    Ok(text) => rendered.push_str(&text),
                    Err(error) => return error.as_str().to_owned(),
                },
            }
        }
        rendered
    }

    /// Its pieces, in order.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The slots of the columns it reads.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The formula for a cell, without `=`; it always yields a text.
    #[must_use]
    pub fn emit(&self, address: &dyn Fn(usize) -> String) -> String {
        let mut emitted = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => emitted.extend(quoted(literal)),
                Piece::Part(part) => emitted.push(part.emit(address)),
            }
        }
        if let [Piece::Part(_)] = self.pieces.as_slice() {
            emitted.push("\"\"".to_owned());
        }
        emitted.join("&")
    }
}

impl Part {
    fn compile(text: &str, scope: &Scope) -> Result<Self, Refusal> {
        let formula = Formula::compile(text, scope)?;
        refuse_too_deep(formula.tree())?;
        let blank = |slot: &usize| scope.columns.get(*slot).is_some_and(|column| column.may_be_blank);
        let shown = match formula.kind() {
            ResultKind::Date if formula.columns().iter().any(blank) => Shown::AsDayOrNothing,
            ResultKind::Date => Shown::AsDay,
            ResultKind::Text | ResultKind::Number | ResultKind::Bool => Shown::Plainly,
        };
        let whole = formula.tree();
        let place = |node| Expression { at: whole.at, node };
        let day = || place(Node::Format(Box::new(whole.clone()), Format::IsoDate));
        let nothing = || place(Node::Text(String::new()));
        let tree = match shown {
            Shown::Plainly => whole.clone(),
            Shown::AsDay => day(),
            Shown::AsDayOrNothing => {
                let blank = Node::Compare(Comparison::Equal, Box::new(whole.clone()), Box::new(nothing()));
                place(Node::Call(Function::If, vec![place(blank), nothing(), day()]))
            }
        };
        Ok(Self { formula, shown, tree })
    }

    /// The formula, as its author wrote it.
    pub(super) fn as_written(&self) -> &Expression {
        self.formula.tree()
    }

    fn emit(&self, address: &dyn Fn(usize) -> String) -> String {
        let part = self.formula.emit(address);
        match self.shown {
            Shown::Plainly => format!("({part})"),
            Shown::AsDay => format!("TEXT({part},\"yyyy-mm-dd\")"),
            Shown::AsDayOrNothing => format!("IF(({part})=\"\",\"\",TEXT({part},\"yyyy-mm-dd\"))"),
        }
    }
}

/// The formula that begins here, up to the closing brace outside literals and brackets.
fn part_from(template: &str, start: usize) -> Option<&str> {
    let rest = template.get(start..)?;
    let mut in_literal = false;
    let mut in_brackets = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            '"' if !in_brackets => in_literal = !in_literal,
            '[' if !in_literal => in_brackets = true,
            ']' if !in_literal => in_brackets = false,
            '}' if !in_literal && !in_brackets => return rest.get(..at),
            _ => {}
        }
    }
    None
}

/// A text as a part of a formula: a literal, or several joined where it is too long for one.
#[must_use]
pub fn literal(text: &str) -> String {
    quoted(text).join("&")
}

/// A text as literals, each no longer than a formula takes, its quotes doubled.
fn quoted(text: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut literal = String::new();
    let mut length = 0;
    for sign in text.chars() {
        let units = if sign == '"' { 2 } else { sign.len_utf16() };
        if length + units > LITERAL_LIMIT {
            literals.push(format!("\"{literal}\""));
            literal.clear();
            length = 0;
        }
        if sign == '"' {
            literal.push('"');
        }
        literal.push(sign);
        length += units;
    }
    literals.push(format!("\"{literal}\""));
    literals
}
