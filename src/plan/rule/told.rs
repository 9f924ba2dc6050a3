//! A rule in words, as it is printed everywhere: on the terminal, in the rule book, in the README, on the forms.

use super::{Level, RowTest, Rule, Test};
use crate::finding::Severity;
use crate::formula::Row;
use crate::key::TableId;
use crate::period::Period;
use crate::plan::{Plan, Table};
use crate::text::{plan_sheets, report, rules as text};
use crate::value::Value;

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `L09`.
    pub code: String,
    /// 错误, 警告, 提示, 试行, 停用.
    pub level: &'static str,
    /// Whether 情况说明 lowers it to a note.
    pub explainable: bool,
    /// The tables, or what a rule of the program looks at.
    pub about: String,
    /// What is said, each formula or case its own, with what to do.
    pub wordings: Vec<Wording>,
    /// Why the rule stands.
    pub why: String,
    /// Examples that fire it.
    pub fires: Vec<String>,
    /// Near neighbours that don't.
    pub silent: Vec<String>,
}

/// What is said when a rule fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What is there, what is expected: open places in braces, or as dots.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The level, where a case has another one than its rule.
    pub level: Option<&'static str>,
    /// The formula of a row rule: its table, the field it blames, the formula as written.
    pub formula: Option<(String, String, String)>,
}

/// Puts a rule into words. Examples are dated in the third quarter of the plan's year, as on loading.
#[must_use]
pub fn told(plan: &Plan, rule: &Rule) -> Told {
    let mut told = Told {
        code: rule.code.0.clone(),
        level: level_word(rule.level, rule.severity),
        explainable: rule.explainable,
        about: String::new(),
        wordings: Vec::new(),
        why: rule.why.clone(),
        fires: Vec::new(),
        silent: Vec::new(),
    };
    match &rule.test {
        Test::Rows(tests) => {
            let names = plan.name_values(Period::Quarter(plan.year, 3));
            let mut tables: Vec<&str> = tests.iter().map(|test| plan.table(test.table).name.as_str()).collect();
            tables.dedup();
            told.about = tables.join("\n");
            for test in tests {
                let table = plan.table(test.table);
                told.wordings.push(row_wording(plan, rule, test));
                told.fires.extend(test.fail.iter().map(|row| fires(table, test, row, &names)));
                told.silent.extend(test.pass.iter().map(|row| cells(table, row)));
            }
        }
        Test::BuiltIn { scope, message, cases, fires, silent } => {
            told.about = scope_word(*scope);
            told.wordings.push(Wording {
                message: opened(message),
                hint: opened(&rule.hint),
                level: None,
                formula: None,
            });
            told.wordings.extend(cases.iter().map(|case| {
                let level = level_word(rule.level, case.severity);
                Wording {
                    message: opened(&case.message),
                    hint: opened(&case.hint),
                    level: (level != told.level).then_some(level),
                    formula: None,
                }
            }));
            told.fires.extend((!fires.is_empty()).then(|| fires.clone()));
            told.silent.extend((!silent.is_empty()).then(|| silent.clone()));
        }
    }
    told
}

impl Told {
    /// What is said in one line: of a rule of the program its own wording, of a row rule that of every formula, each
    /// once.
    #[must_use]
    pub fn line(&self) -> String {
        let formulas = self.wordings.iter().filter(|wording| wording.formula.is_some()).count();
        line(self.wordings.iter().take(formulas.max(1)))
    }
}

/// Wordings in one line, each once.
fn line<'a>(wordings: impl Iterator<Item = &'a Wording>) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for wording in wordings {
        let message = wording.message.trim_end_matches(text::FULL_STOP);
        if !lines.contains(&message) {
            lines.push(message);
        }
    }
    format!("{}{}", lines.join(text::BETWEEN), text::FULL_STOP)
}

/// A row rule as a form with these tables tells it on its first sheet: level, wording and what to do; none where it is
/// not about them, or switched off.
#[must_use]
pub fn told_on_form(plan: &Plan, rule: &Rule, tables: &[TableId]) -> Option<String> {
    let about = rule.row_tests().iter().filter(|test| rule.level != Level::Off && tables.contains(&test.table));
    let wordings: Vec<Wording> = about.map(|test| row_wording(plan, rule, test)).collect();
    let hint = &wordings.first()?.hint;
    Some(text::on_form(level_word(rule.level, rule.severity), &line(wordings.iter()), hint))
}

fn row_wording(plan: &Plan, rule: &Rule, test: &RowTest) -> Wording {
    let table = plan.table(test.table);
    // Names begin with the limits; what the period gives has no value here.
    let limits: Vec<Value> = plan.limits.iter().map(|limit| Value::Number(limit.value)).collect();
    let field = table.fields.get(test.at).map_or("", |field| field.name.as_str());
    Wording {
        message: test.message.told(&table.scope, &limits),
        hint: test.hint.clone().unwrap_or_else(|| rule.hint.clone()),
        level: None,
        formula: Some((table.name.clone(), field.to_owned(), test.formula.clone())),
    }
}

fn fires(table: &Table, test: &RowTest, row: &[Value], names: &[Value]) -> String {
    text::fires(&cells(table, row), &test.message.render(Row { cells: row, names }))
}

/// The cells of an example that hold something.
fn cells(table: &Table, row: &[Value]) -> String {
    let filled = table.fields.iter().zip(row).filter(|(_, value)| !value.is_blank());
    let told: Vec<String> =
        filled.map(|(field, value)| text::cell(&field.name, &value.shown(), matches!(value, Value::Text(_)))).collect();
    if told.is_empty() { text::NOTHING.to_owned() } else { told.join(&plan_sheets::AND.to_string()) }
}

/// A wording of the program's own rules: what it fills in is named.
fn opened(wording: &str) -> String {
    replaced(wording, text::argument)
}

/// A wording with each part in braces replaced. A brace in a literal of a part does not end it; doubled braces are
/// braces.
fn replaced(wording: &str, shown: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut part: Option<String> = None;
    let mut in_literal = false;
    let mut signs = wording.chars().peekable();
    while let Some(sign) = signs.next() {
        match (&mut part, sign) {
            (None, '{' | '}') if signs.next_if_eq(&sign).is_some() => out.push(sign),
            (None, '{') => part = Some(String::new()),
            (Some(inside), '}') if !in_literal => {
                let shown = shown(inside);
                // Several parts that only dots stand for are one gap.
                if shown != text::OPEN || !out.ends_with(text::OPEN) {
                    out.push_str(&shown);
                }
                part = None;
            }
            (Some(inside), sign) => {
                in_literal ^= sign == '"';
                inside.push(sign);
            }
            (None, sign) => out.push(sign),
        }
    }
    out
}

fn scope_word(scope: super::Scope) -> String {
    let key = match scope {
        super::Scope::File => "file",
        super::Scope::Return => "return",
        super::Scope::Collection => "collection",
        super::Scope::Quarter => "quarter",
        super::Scope::Plan => "plan",
    };
    plan_sheets::SCOPES.iter().find(|(known, _)| *known == key).map_or_else(String::new, |(_, word)| (*word).to_owned())
}

/// How much a finding matters, as it is shown: a rule on trial or switched off says so instead.
fn level_word(level: Level, severity: Severity) -> &'static str {
    match (level, severity) {
        (Level::Trial, _) => report::TRIAL,
        (Level::Off, _) => report::OFF,
        (Level::On, Severity::Error) => report::ERROR,
        (Level::On, Severity::Warning) => report::WARNING,
        (Level::On, Severity::Note) => report::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use super::opened;

    #[test]
    fn open_places_are_shown_as_a_reader_wants_them() {
        assert_eq!(opened("a{no-such-name}b{{c}}"), "a……b{c}");
    }
}
