//! The tree that a formula is lowered to. Knows nothing of how it was parsed or is evaluated.

use super::format::Format;
use super::function::Function;

/// A part of a formula and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    /// The byte in the author's text: of an operator its sign, of a call its name.
    pub(super) at: usize,
    pub(super) node: Node,
}

/// What a part of a formula is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Number(f64),
    Text(String),
    Truth(bool),
    /// A column of this row, by slot.
    Column(usize),
    /// A named limit, by slot.
    Name(usize),
    /// Unary plus: changes nothing, not even a text, but what it yields is no reference.
    Plus(Box<Expression>),
    Minus(Box<Expression>),
    Percent(Box<Expression>),
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    Join(Box<Expression>, Box<Expression>),
    /// `TEXT` with its format, which is always written out.
    Format(Box<Expression>, Format),
    Call(Function, Vec<Expression>),
}

/// An operator between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Arithmetic {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "^",
        }
    }
}

/// An operator that yields a truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it asks which of two values is the greater, not only whether they are equal.
    pub(super) fn orders(self) -> bool {
        match self {
            Self::Equal | Self::NotEqual => false,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => true,
        }
    }
}

impl Expression {
    /// The slot of the column that this is.
    pub(super) fn column(&self) -> Option<usize> {
        if let Node::Column(slot) = self.node { Some(slot) } else { None }
    }

    /// The slot of the named limit that this is.
    pub(super) fn name(&self) -> Option<usize> {
        if let Node::Name(slot) = self.node { Some(slot) } else { None }
    }

    /// The parts directly below this one, in the order they are written.
    pub(super) fn parts(&self) -> Vec<&Expression> {
        match &self.node {
            Node::Number(_) | Node::Text(_) | Node::Truth(_) | Node::Column(_) | Node::Name(_) => Vec::new(),
            Node::Plus(part) | Node::Minus(part) | Node::Percent(part) | Node::Format(part, _) => vec![&**part],
            Node::Arithmetic(_, left, right) | Node::Compare(_, left, right) | Node::Join(left, right) => {
                vec![&**left, &**right]
            }
            Node::Call(_, arguments) => arguments.iter().collect(),
        }
    }

    /// How deep it nests. A chain such as `a+b+c` leans to the left and counts once, as in a spreadsheet.
    pub(super) fn nesting(&self) -> usize {
        if let Node::Arithmetic(_, left, right) | Node::Compare(_, left, right) | Node::Join(left, right) = &self.node {
            return left.nesting().max(right.nesting() + 1);
        }
        self.parts().iter().map(|part| part.nesting()).max().map_or(0, |deepest| deepest + 1)
    }
}
