//! A wording as it is told to a reader who has no row before him.

use super::evaluate::evaluate;
use super::function::Function;
use super::message::{Message, Piece};
use super::operand::Operand;
use super::tree::{Arithmetic, Expression, Node};
use super::{Row, Scope};
use crate::text::rules as text;
use crate::value::Value;

/// What a reader knows without a row.
struct Reader<'a> {
    scope: &'a Scope,
    /// The values of the names; blank where only the period gives one.
    names: &'a [Value],
}

impl Message {
    /// The wording without a row: a field or a sum of fields in braces (`{总投资}`), a limit of the plan as its value, the words
    /// that a condition chooses from one after the other in 〔〕, and dots for what can't be told.
    ///
    /// `names` are the values of the scope's names, blank where only the period gives one.
    #[must_use]
    pub fn told(&self, scope: &Scope, names: &[Value]) -> String {
        let reader = Reader { scope, names };
        let mut told = String::new();
        for piece in self.pieces() {
            let part = match piece {
                Piece::Literal(literal) => literal.clone(),
                Piece::Part(part) => reader.part(part.as_written()),
            };
            // Several parts that only dots stand for are one gap.
            if part != text::OPEN || !told.ends_with(text::OPEN) {
                told.push_str(&part);
            }
        }
        told
    }
}

impl Reader<'_> {
    /// A part of a message.
    fn part(&self, part: &Expression) -> String {
        match self.words(part) {
            // A mark such as the … of a text that was cut says nothing.
            Some(words) if !words.chars().any(char::is_alphanumeric) => String::new(),
            Some(words) if text::is_in_brackets(&words) => words,
            Some(words) => text::chosen(&words),
            None => self.shown(part),
        }
    }

    /// The words that an expression may say; none where it has no words of its own.
    fn words(&self, expression: &Expression) -> Option<String> {
        match &expression.node {
            Node::Text(words) => Some(words.clone()),
            Node::Join(left, right) => match (self.words(left), self.words(right)) {
                (None, None) => None,
                (before, after) => {
                    let before = before.unwrap_or_else(|| self.shown(left));
                    Some(before + &after.unwrap_or_else(|| self.shown(right)))
                }
            },
            Node::Call(Function::If, arguments) => {
                let [_, yes, no] = &arguments[..] else { return None };
                let said: Vec<String> =
                    [yes, no].into_iter().map(|branch| self.words(branch)).collect::<Option<_>>()?;
                let said: Vec<String> = said.into_iter().filter(|words| !words.is_empty()).collect();
                Some(said.join(text::OR))
            }
            // What stands before the first of several that are joined is cut off.
            Node::Call(Function::Mid, arguments) => {
                let [whole, from, _] = &arguments[..] else { return None };
                let Node::Number(from) = from.node else { return None };
                let skipped = (1..=u8::MAX).find(|place| f64::from(*place) >= from)?;
                Some(self.words(whole)?.chars().skip(usize::from(skipped - 1)).collect())
            }
            Node::Number(_)
            | Node::Truth(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Plus(_)
            | Node::Minus(_)
            | Node::Percent(_)
            | Node::Arithmetic(..)
            | Node::Compare(..)
            | Node::Format(..)
            | Node::Call(..) => None,
        }
    }

    /// A value without a row: what the plan alone decides, or the fields it is made of; else dots.
    fn shown(&self, expression: &Expression) -> String {
        if self.is_decided(expression) {
            let row = Row { cells: &[], names: self.names };
            if let Ok(text) = evaluate(expression, row).map(Operand::text) {
                return text.into_owned();
            }
        }
        self.fields(expression).map_or_else(|| text::OPEN.to_owned(), |fields| text::open(&fields))
    }

    /// Whether no row and no period is needed.
    fn is_decided(&self, expression: &Expression) -> bool {
        let known = |slot: usize| self.names.get(slot).is_some_and(|value| !value.is_blank());
        expression.column().is_none()
            && expression.name().is_none_or(known)
            && expression.parts().into_iter().all(|part| self.is_decided(part))
    }

    /// The fields of a value with the signs between them. How it is rounded, cut or printed is not told.
    fn fields(&self, expression: &Expression) -> Option<String> {
        match &expression.node {
            Node::Column(slot) => self.scope.columns.get(*slot).map(|column| column.name.clone()),
            Node::Name(slot) => self.scope.names.get(*slot).map(|name| name.name.clone()),
            Node::Plus(whole) | Node::Format(whole, _) => self.fields(whole),
            Node::Arithmetic(operator, left, right) => {
                let sign = match operator {
                    Arithmetic::Add => text::ADDED,
                    Arithmetic::Subtract => text::SUBTRACTED,
                    Arithmetic::Multiply => text::MULTIPLIED,
                    Arithmetic::Divide => text::DIVIDED,
                    Arithmetic::Power => return None,
                };
                Some(self.operand(left)? + sign + &self.operand(right)?)
            }
            Node::Call(Function::Round | Function::Left, arguments) => self.fields(arguments.first()?),
            Node::Number(_)
            | Node::Text(_)
            | Node::Truth(_)
            | Node::Minus(_)
            | Node::Percent(_)
            | Node::Compare(..)
            | Node::Join(..)
            | Node::Call(..) => None,
        }
    }

    /// One side of a sign: a number, a field, or what is computed first in brackets.
    fn operand(&self, expression: &Expression) -> Option<String> {
        if let Node::Number(number) = expression.node {
            return Some(Value::Number(number).shown());
        }
        let fields = self.fields(expression)?;
        let first = matches!(expression.node, Node::Arithmetic(..));
        Some(if first { text::in_brackets(&fields) } else { fields })
    }
}

#[cfg(test)]
mod tests {
    use crate::formula::{Column, Kind, Message, Name, Scope};
    use crate::value::Value;

    fn told(template: &str) -> String {
        let column = |name: &str, kind| Column { name: name.to_owned(), kind, may_be_blank: true };
        let name = |name: &str| Name { name: name.to_owned(), kind: Kind::Number };
        let scope = Scope {
            columns: vec![column("甲", Kind::Number), column("乙", Kind::Number), column("丙", Kind::Text)],
            names: vec![name("系数"), name("序时")],
        };
        let message = Message::compile(template, &scope);
        message
            .map_or_else(|refusal| refusal.reason, |message| message.told(&scope, &[Value::Number(1.1), Value::Blank]))
    }

    #[test]
    fn values_are_told_as_their_fields_and_limits_as_their_values() {
        assert_eq!(told("a{[@甲]}b{[@甲]+[@乙]}c{{d}}"), "a{甲}b{甲+乙}c{d}");
        assert_eq!(told("{ROUND([@甲]-[@乙],2)}、{([@甲]-[@乙])*3}"), "{甲−乙}、{（甲−乙）×3}");
        assert_eq!(told("{系数*100}%、{序时}%、{系数*[@甲]}"), "110%、{序时}%、{系数×甲}");
        assert_eq!(told("{LEFT([@丙],30)}{IF(LEN([@丙])>30,\"…\",\"\")}"), "{丙}");
    }

    #[test]
    fn what_a_condition_chooses_from_is_told_and_what_has_no_words_is_dots() {
        assert_eq!(
            told("应{IF([@甲]=0,\"为整数\",\"有\"&TEXT([@甲],\"0\")&\"位小数\")}"),
            "应〔为整数或有{甲}位小数〕"
        );
        assert_eq!(told("缺{MID(IF([@丙]=\"}\",\"、甲\",\"\")&IF([@甲]=1,\"、乙\",\"\"),2,99)}。"), "缺〔甲、乙〕。");
        assert_eq!(told("好{IF([@甲]=0,\"\",\"（不计）\")}"), "好（不计）");
        assert_eq!(told("差{ABS([@甲])}{LEN([@丙])}个"), "差……个");
        assert_eq!(told("{IF([@甲]=0,1,2)}"), "……");
    }
}
