//! The frozen list of functions: how each is called and how many arguments it takes. What they do stands elsewhere.

/// A function of the language; `TEXT` is not among them since its format is part of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    If,
    IfError,
    And,
    Or,
    Not,
    IsBlank,
    IsNumber,
    IsText,
    Count,
    CountA,
    Min,
    Max,
    Sum,
    Abs,
    Int,
    Round,
    Mod,
    Len,
    Trim,
    Left,
    Right,
    Mid,
    Find,
    Substitute,
    Exact,
    Text,
    Value,
    Date,
    Year,
    Month,
    Day,
    EDate,
    EoMonth,
}

/// As many arguments as a spreadsheet takes.
const MANY: usize = 255;

/// Name, function, fewest and most arguments.
const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("IF", Function::If, 2, 3),
    ("IFERROR", Function::IfError, 2, 2),
    ("AND", Function::And, 1, MANY),
    ("OR", Function::Or, 1, MANY),
    ("NOT", Function::Not, 1, 1),
    ("ISBLANK", Function::IsBlank, 1, 1),
    ("ISNUMBER", Function::IsNumber, 1, 1),
    ("ISTEXT", Function::IsText, 1, 1),
    ("COUNT", Function::Count, 1, MANY),
    ("COUNTA", Function::CountA, 1, MANY),
    ("MIN", Function::Min, 1, MANY),
    ("MAX", Function::Max, 1, MANY),
    ("SUM", Function::Sum, 1, MANY),
    ("ABS", Function::Abs, 1, 1),
    ("INT", Function::Int, 1, 1),
    ("ROUND", Function::Round, 2, 2),
    ("MOD", Function::Mod, 2, 2),
    ("LEN", Function::Len, 1, 1),
    ("TRIM", Function::Trim, 1, 1),
    ("LEFT", Function::Left, 1, 2),
    ("RIGHT", Function::Right, 1, 2),
    ("MID", Function::Mid, 3, 3),
    ("FIND", Function::Find, 2, 3),
    ("SUBSTITUTE", Function::Substitute, 3, 4),
    ("EXACT", Function::Exact, 2, 2),
    ("TEXT", Function::Text, 2, 2),
    ("VALUE", Function::Value, 1, 1),
    ("DATE", Function::Date, 3, 3),
    ("YEAR", Function::Year, 1, 1),
    ("MONTH", Function::Month, 1, 1),
    ("DAY", Function::Day, 1, 1),
    ("EDATE", Function::EDate, 2, 2),
    ("EOMONTH", Function::EoMonth, 2, 2),
];

/// How a function is called, and how many arguments it takes.
pub(super) struct Signature {
    pub(super) name: &'static str,
    pub(super) function: Function,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// The function of this name, in capitals or not.
pub(super) fn find(name: &str) -> Option<Signature> {
    FUNCTIONS
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(name))
        .map(|&(name, function, least, most)| Signature { name, function, least, most })
}

impl Function {
    /// As it is written in a formula.
    pub(super) fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function, ..)| *function == self).map_or("", |(name, ..)| name)
    }
}
