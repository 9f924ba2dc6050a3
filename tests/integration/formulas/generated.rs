//! Two hundred thousand generated inputs: nothing panics, nothing takes long.

use super::{day, scope};
use crate::dice::Dice;
use qingdan::formula::{Computed, Formula, Message, Row, RowRule};
use qingdan::value::{CellError, Value};
use std::time::{Duration, Instant};

/// How many texts are generated.
const INPUTS: usize = 200_000;
/// How long all of them may take, in a build without optimization on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long one of them may take.
const EACH: Duration = Duration::from_secs(2);

/// Pieces of formulas and of what is none.
const PIECES: [&str; 72] = [
    "[@计划]",
    "[@完成]",
    "[@开工]",
    "[@竣工]",
    "[@说明]",
    "[@没有]",
    "投资超额系数",
    "报告期末",
    "年度",
    "1",
    "0",
    "-2.5",
    "1E+300",
    "1E-300",
    "0.1",
    "2958465",
    "65536",
    "\"\"",
    "\"1,000\"",
    "\"50%\"",
    "\"2023-09-30\"",
    "\"\u{1F600}a\"",
    "\"约\"",
    "TRUE",
    "FALSE",
    "+",
    "-",
    "*",
    "/",
    "^",
    "&",
    "%",
    "=",
    "<>",
    "<",
    ">=",
    ",",
    ",",
    ",",
    "(",
    ")",
    ")",
    ")",
    "IF(",
    "IFERROR(",
    "AND(",
    "OR(",
    "NOT(",
    "COUNT(",
    "COUNTA(",
    "SUM(",
    "MAX(",
    "INT(",
    "ROUND(",
    "MOD(",
    "LEFT(",
    "MID(",
    "FIND(",
    "SUBSTITUTE(",
    "VALUE(",
    "DATE(",
    "YEAR(",
    "EDATE(",
    "EOMONTH(",
    "TEXT(",
    "\"yyyy-mm-dd\"",
    "{",
    "}",
    "[",
    "\"",
    "#",
    "（",
];

/// Calls that parse, with a place for each argument.
const CALLS: [&str; 40] = [
    "({}+{})",
    "({}-{})",
    "({}*{})",
    "({}/{})",
    "({}^{})",
    "({}&{})",
    "({}={})",
    "({}<{})",
    "({}>={})",
    "({}<>{})",
    "-{}",
    "{}%",
    "IF({},{},{})",
    "IF({},{})",
    "IFERROR({},{})",
    "AND({},{})",
    "OR({},{})",
    "NOT({})",
    "ISBLANK({})",
    "ISNUMBER({})",
    "ISTEXT({})",
    "COUNT({},{})",
    "COUNTA({},{})",
    "MIN({},{})",
    "MAX({},{})",
    "SUM({},{})",
    "ABS({})",
    "INT({})",
    "ROUND({},{})",
    "MOD({},{})",
    "LEN({})",
    "TRIM({})",
    "LEFT({},{})",
    "RIGHT({},{})",
    "MID({},{},{})",
    "FIND({},{},{})",
    "SUBSTITUTE({},{},{},{})",
    "TEXT({},\"0.00\")",
    "DATE({},{},{})",
    "EDATE({},{})",
];

/// What stands at the ends of a tree.
const LEAVES: [&str; 16] = [
    "[@计划]",
    "[@完成]",
    "[@竣工]",
    "[@说明]",
    "投资超额系数",
    "1",
    "0",
    "-1",
    "1E+308",
    "0.5",
    "2958466",
    "\"\"",
    "\"约3000\"",
    "\"1,234\"",
    "\"\u{1F600}\"",
    "TRUE",
];

/// What is made of it here.
impl Dice {
    /// Pieces one after the other, as often as not a broken formula.
    fn soup(&mut self) -> String {
        (0..self.below(20)).map(|_| self.of(&PIECES)).collect()
    }

    /// A formula that parses.
    fn tree(&mut self, depth: usize) -> String {
        if depth == 0 || self.below(4) == 0 {
            return self.of(&LEAVES).to_owned();
        }
        let mut parts = self.of(&CALLS).split("{}");
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            text.push_str(&self.tree(depth - 1));
            text.push_str(part);
        }
        text
    }

    /// A formula with one sign taken out, doubled or put elsewhere.
    fn damaged(&mut self) -> String {
        let mut signs: Vec<char> = self.tree(3).chars().collect();
        let at = self.below(signs.len());
        let sign = signs[at];
        match self.below(3) {
            0 => drop(signs.remove(at)),
            1 => signs.insert(at, sign),
            _ => {
                signs.remove(at);
                signs.insert(self.below(signs.len() + 1), sign);
            }
        }
        signs.into_iter().collect()
    }

    /// A condition such as rules are made of.
    fn condition(&mut self, depth: usize) -> String {
        const PLAIN: [&str; 10] = [
            "[@计划]>1",
            "1/[@计划]>0",
            "[@说明]=\"TRUE\"",
            "[@说明]<>\"\"",
            "[@计划]",
            "[@说明]",
            "IF([@完成]>0,[@说明])",
            "IF([@完成]=1,[@计划]<2,1/0)",
            "\"甲\"",
            "FALSE",
        ];
        let parts =
            |dice: &mut Self| (0..=dice.below(3)).map(|_| dice.condition(depth - 1)).collect::<Vec<_>>().join(",");
        match if depth == 0 { 9 } else { self.below(10) } {
            0..=3 => format!("OR({})", parts(self)),
            4 | 5 => format!("AND({})", parts(self)),
            6 => format!("NOT({})", self.condition(depth - 1)),
            _ => PLAIN[self.below(PLAIN.len())].to_owned(),
        }
    }

    fn value(&mut self) -> Value {
        match self.below(12) {
            0 => Value::Blank,
            1 => Value::NoData,
            2 => Value::Error(CellError::Div0),
            3 => Value::Bool(self.below(2) == 0),
            4 => Value::Date(day(2023, 9, 30)),
            5 => Value::Date(day(1, 1, 1)),
            6 => Value::Text("长".repeat(self.below(40_000))),
            7 => Value::text(["约3000", "1,234", "50%", "\u{1F600}\u{1F600}", "12", "TRUE"][self.below(6)]),
            8 => Value::Number([f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.0, 1e300][self.below(6)]),
            _ => Value::Number([0.0, 1.0, -3.0, 0.1 + 0.2, 2.675, 1e15, 45_199.0, 61.0, 2_958_466.0][self.below(9)]),
        }
    }
}

#[test]
fn two_hundred_thousand_inputs_neither_panic_nor_take_long() {
    let scope = scope();
    let mut dice = Dice(2023);
    let started = Instant::now();
    let (mut compiled, mut slowest) = (0_usize, (Duration::ZERO, String::new()));
    for index in 0..INPUTS {
        let text = match index % 4 {
            0 => dice.soup(),
            1 => dice.damaged(),
            _ => dice.tree(1 + index % 5),
        };
        let cells: Vec<Value> = (0..dice.below(7)).map(|_| dice.value()).collect();
        let names: Vec<Value> = (0..dice.below(4)).map(|_| dice.value()).collect();
        let row = Row { cells: &cells, names: &names };
        let before = Instant::now();
        let address = |slot: usize| format!("$A{slot}");
        if let Ok(formula) = Formula::compile(&text, &scope) {
            compiled += 1;
            assert_ne!(formula.evaluate(row), Value::Blank, "{text}");
            let _ = formula.emit(&address);
        }
        match index % 3 {
            0 => drop(RowRule::compile(&text, &scope).map(|rule| (rule.holds(row), rule.emit(&address)))),
            1 => drop(Computed::compile(&text, &["计划"], "", &scope).map(|column| column.evaluate(row))),
            _ => drop(
                Message::compile(&format!("前{{{text}}}后"), &scope)
                    .map(|message| (message.render(row), message.emit(&address))),
            ),
        }
        let took = before.elapsed();
        if took > slowest.0 {
            slowest = (took, text);
        }
    }
    assert!(compiled > INPUTS / 8, "only {compiled} of them are formulas");
    assert!(compiled < INPUTS, "some are none");
    assert!(slowest.0 < EACH, "{:?}: {}", slowest.0, slowest.1);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

/// A rule may be judged without all of its text being computed, but never otherwise than its text.
#[test]
fn a_rule_is_judged_as_its_guarded_text_comes_out() {
    let scope = scope();
    let name = |slot: usize| format!("[@{}]", scope.columns[slot].name);
    let mut dice = Dice(55);
    let (mut broken, mut judged) = (0, 0);
    for _ in 0..20_000 {
        let text = dice.condition(3);
        let Ok(rule) = RowRule::compile(&text, &scope) else { continue };
        let guarded = rule.emit(&name);
        let cells: Vec<Value> = (0..5).map(|_| dice.value()).collect();
        let row = Row { cells: &cells, names: &[] };
        let whole = Formula::compile(&format!("IF({guarded},1,0)"), &scope)
            .unwrap_or_else(|refusal| panic!("{guarded}: {refusal:?}"));
        let said = whole.evaluate(row);
        assert_eq!(rule.holds(row), said != Value::Number(0.0), "{guarded} in {cells:?} is {said:?}");
        judged += 1;
        broken += usize::from(said == Value::Number(0.0));
    }
    assert!(judged > 5_000 && broken > judged / 20 && broken < judged, "{broken} of {judged}");
}
