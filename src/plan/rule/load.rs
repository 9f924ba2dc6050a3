//! `rules.toml` → the catalogue with compiled formulas; every fault is named with its line.

use super::{Case, Level, RowTest, Rule, Scope, Test};
use crate::finding::{Code, Severity};
use crate::formula::{Kind, Message, RowRule, too_long_for_a_cell};
use crate::plan::example;
use crate::plan::problem::made_as;
use crate::plan::table::Table;
use crate::plan::table::load::Context;
use crate::text::plan as text;
use crate::value::Value;
use serde::Deserialize;
use toml::Spanned;

/// `rules.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct RulesFile {
    pub(in crate::plan) rule: Vec<RawRule>,
}

/// A rule as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::plan) struct RawRule {
    code: Spanned<String>,
    name: String,
    severity: Severity,
    #[serde(default)]
    level: Level,
    #[serde(default)]
    explainable: bool,
    built_in: Option<Scope>,
    table: Option<Spanned<String>>,
    formula: Option<Spanned<String>>,
    at: Option<Spanned<String>>,
    message: Spanned<String>,
    hint: String,
    why: String,
    #[serde(default)]
    fires: String,
    #[serde(default)]
    silent: String,
    #[serde(default)]
    cases: toml::Table,
    #[serde(default)]
    pass: Vec<toml::Table>,
    #[serde(default)]
    fail: Vec<toml::Table>,
    #[serde(default)]
    also: Vec<RawTest>,
}

/// A further formula of a rule as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawTest {
    table: Spanned<String>,
    formula: Spanned<String>,
    at: Spanned<String>,
    message: Spanned<String>,
    hint: Option<String>,
    #[serde(default)]
    pass: Vec<toml::Table>,
    #[serde(default)]
    fail: Vec<toml::Table>,
}

/// Rules that are never off: a file or a row counts for nothing whether they are on or not, and scores are no
/// percentages. Off, this would be so in silence.
const NEVER_OFF: [&str; 8] = ["F01", "F03", "F04", "F07", "F11", "F14", "S07", "C04"];

/// Compiles the catalogue and tries its examples, with the names' values in `names`.
pub(in crate::plan) fn load(
    raw: Vec<RawRule>,
    tables: &[Table],
    names: &[Value],
    context: &mut Context<'_>,
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for raw_rule in raw {
        let start = raw_rule.code.span().start;
        if rules.iter().any(|known| known.code.0 == *raw_rule.code.get_ref()) {
            context.fault("P06", start, text::duplicate(text::RULE, raw_rule.code.get_ref()));
        }
        if raw_rule.level == Level::Off && NEVER_OFF.contains(&raw_rule.code.get_ref().as_str()) {
            context.fault("P18", start, text::never_off(raw_rule.code.get_ref()));
        }
        let is_fixed = raw_rule.built_in == Some(Scope::Plan) && raw_rule.code.get_ref().starts_with('P');
        let made = made_as(raw_rule.code.get_ref());
        if is_fixed && (raw_rule.level, raw_rule.severity) != (Level::On, made) {
            context.fault("P18", start, text::never_changed(raw_rule.code.get_ref()));
        }
        if let Some(rule) = load_rule(raw_rule, tables, names, context) {
            rules.push(rule);
        }
    }
    rules
}

fn load_rule(raw: RawRule, tables: &[Table], names: &[Value], context: &mut Context<'_>) -> Option<Rule> {
    let code = raw.code.get_ref().clone();
    let start = raw.code.span().start;
    let test = if let Some(scope) = raw.built_in {
        let cases = raw.cases.into_iter().filter_map(|(name, written)| case(&code, name, written, start, context));
        let (message, cases) = (raw.message.into_inner(), cases.collect());
        Test::BuiltIn { scope, message, cases, fires: raw.fires, silent: raw.silent }
    } else {
        let (Some(table), Some(formula), Some(at)) = (raw.table, raw.formula, raw.at) else {
            context.fault("P04", start, text::rule_incomplete(&code));
            return None;
        };
        let first = RawTest { table, formula, at, message: raw.message, hint: None, pass: raw.pass, fail: raw.fail };
        let tests = std::iter::once(first).chain(raw.also);
        Test::Rows(tests.filter_map(|test| row_test(&code, test, tables, names, context)).collect())
    };
    Some(Rule {
        code: Code(code),
        name: raw.name,
        severity: raw.severity,
        level: raw.level,
        explainable: raw.explainable,
        hint: raw.hint,
        why: raw.why,
        test,
    })
}

fn case(code: &str, name: String, written: toml::Value, start: usize, context: &mut Context<'_>) -> Option<Case> {
    match written.try_into::<Case>() {
        Ok(case) => Some(Case { name, ..case }),
        Err(error) => {
            context.fault("P05", start, text::bad_case(code, &name, &text::toml_reason(error.message())));
            None
        }
    }
}

fn row_test(code: &str, raw: RawTest, tables: &[Table], names: &[Value], context: &mut Context<'_>) -> Option<RowTest> {
    let Some(table) = tables.iter().find(|table| table.name == *raw.table.get_ref()) else {
        context.fault("P08", raw.table.span().start, text::unknown_table(code, raw.table.get_ref()));
        return None;
    };
    let Some(at) = table.named(raw.at.get_ref()) else {
        context.fault("P08", raw.at.span().start, text::unknown_field(code, raw.at.get_ref(), &table.name));
        return None;
    };
    let rule = RowRule::compile(raw.formula.get_ref(), &table.scope)
        .map_err(|refusal| context.refused(code, &raw.formula, raw.formula.get_ref(), &refusal))
        .ok()?;
    let message = Message::compile(raw.message.get_ref(), &table.scope)
        .map_err(|refusal| context.refused(code, &raw.message, raw.message.get_ref(), &refusal))
        .ok()?;
    if too_long_live(table, &rule, &message) {
        context.fault("P10", raw.formula.span().start, text::rule_too_long(code));
        return None;
    }
    let start = raw.formula.span().start;
    let pass = example::rows(code, &raw.pass, table, start, context);
    let fail = example::rows(code, &raw.fail, table, start, context);
    let test = RowTest {
        table: table.id,
        rule,
        formula: raw.formula.into_inner(),
        at,
        message,
        wording: raw.message.into_inner(),
        hint: raw.hint,
        pass,
        fail,
    };
    example::try_out(code, &test, names, start, context);
    Some(test)
}

/// How long the rest of a live rule's cell may be: what silences it, and what to do about it.
const AROUND: usize = 2_000;

/// Whether a rule and its message are too long for the one cell of a form's hidden sheet in which they are live. They
/// look at another sheet, and at a text as one that may be a word for nothing.
fn too_long_live(table: &Table, rule: &RowRule, message: &Message) -> bool {
    let cell = format!("'{}'!$AAA$99999", table.name);
    let address = |slot: usize| match table.scope.columns.get(slot).map(|column| column.kind) {
        Some(Kind::Text) => format!("IF(ISNUMBER(MATCH({cell},_lists!$AA$99:$AA$99,0)),\"\",{cell})"),
        Some(Kind::Number | Kind::Date) | None => cell.clone(),
    };
    let around = "-".repeat(AROUND);
    too_long_for_a_cell(&[rule.emit(&address), message.emit(&address), around].concat())
}
