//! The rule book as text, JSON and the short table of the README, from the catalogue itself.

use super::plan_text::table;
use crate::finding::Severity;
use crate::plan::{Level, Limit, Plan, Rule, Test, told};
use crate::text::{report as text, rules as book};
use crate::value::plain;
use serde::Serialize;
use std::fmt::Write;

/// Rules, a line each.
#[must_use]
pub fn rules_text(plan: &Plan, rules: &[&Rule]) -> String {
    let rows = rules.iter().map(|rule| {
        let told = told(plan, rule);
        let about = told.about.replace('\n', text::AND);
        vec![told.code.clone(), told.level.to_owned(), about, told.line(), rule.hint.clone()]
    });
    table(&text::RULE_HEAD, rows)
}

/// Rules as the README lists them.
#[must_use]
pub fn rules_markdown(plan: &Plan, rules: &[&Rule]) -> String {
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let mut out = row(&book::SHORT_HEAD) + &row(&["---"; 3]);
    for rule in rules {
        let told = told(plan, rule);
        out.push_str(&row(&[&told.code, told.level, &told.line().replace('|', "\\|")]));
    }
    out
}

/// One rule, explained.
#[must_use]
pub fn rule_text(plan: &Plan, rule: &Rule) -> String {
    let told = told(plan, rule);
    let mut out = String::new();
    let _ = writeln!(out, "{} {} {}", rule.code, rule.name, told.level);
    let _ = writeln!(out, "{}{}", text::ABOUT, told.about.replace('\n', text::AND));
    for wording in &told.wordings {
        let level = wording.level.map(book::in_brackets).unwrap_or_default();
        let _ = writeln!(out, "{}{}{level}", text::WORDING, wording.message);
        if told.wordings.first() == Some(wording) || wording.hint != rule.hint {
            let _ = writeln!(out, "{}{}", text::HINT, wording.hint);
        }
    }
    let _ = writeln!(out, "{}{}", text::WHY, told.why);
    if told.explainable {
        let _ = writeln!(out, "{}", text::EXPLAINABLE);
    }
    for (label, examples) in [(text::FIRES, &told.fires), (text::SILENT, &told.silent)] {
        for example in examples {
            let _ = writeln!(out, "{label}{example}");
        }
    }
    for (table, field, formula) in told.wordings.iter().filter_map(|wording| wording.formula.as_ref()) {
        let _ = writeln!(out, "{}{table}{}{}{formula}", text::FORMULA, book::in_brackets(field), book::COLON);
    }
    let limits: Vec<String> =
        limits(plan, rule).map(|limit| format!("{}={}", limit.name, plain(limit.value))).collect();
    if !limits.is_empty() {
        let _ = writeln!(out, "{}{}", text::LIMITS, limits.join(text::AND));
    }
    out
}

/// The limits that a rule's formulas name, in the plan's order.
fn limits<'a>(plan: &'a Plan, rule: &'a Rule) -> impl Iterator<Item = &'a Limit> {
    let named = |slot: usize| rule.row_tests().iter().any(|test| test.rule.names().contains(&slot));
    plan.limits.iter().enumerate().filter(move |(slot, _)| named(*slot)).map(|(_, limit)| limit)
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    level: &'static str,
    tables: String,
    message: String,
    hint: &'a str,
    why: &'a str,
    formulas: Vec<&'a str>,
    explainable: bool,
    fires: Vec<String>,
    silent: Vec<String>,
}

/// The catalogue as JSON.
#[must_use]
pub fn rules_json(plan: &Plan, rules: &[&Rule]) -> String {
    let entries: Vec<Entry<'_>> = rules
        .iter()
        .map(|rule| (rule, told(plan, rule)))
        .map(|(rule, told)| Entry {
            code: &rule.code.0,
            name: &rule.name,
            severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            level: match rule.level {
                Level::On => "on",
                Level::Trial => "trial",
                Level::Off => "off",
            },
            tables: match &rule.test {
                Test::Rows(_) => told.about.replace('\n', text::AND),
                Test::BuiltIn { .. } => String::new(),
            },
            message: wording(rule),
            hint: &rule.hint,
            why: &rule.why,
            formulas: rule.row_tests().iter().map(|test| test.formula.as_str()).collect(),
            explainable: told.explainable,
            fires: told.fires,
            silent: told.silent,
        })
        .collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default()
}

/// The wordings as they are written, for programs that fill them in themselves.
fn wording(rule: &Rule) -> String {
    match &rule.test {
        Test::Rows(tests) => {
            let wordings: Vec<&str> = tests.iter().map(|test| test.wording.as_str()).collect();
            wordings.join(" / ")
        }
        Test::BuiltIn { message, .. } => message.clone(),
    }
}
