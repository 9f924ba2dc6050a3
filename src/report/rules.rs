//! The rule book as text and JSON, from the catalogue itself.

use super::plan_text::table;
use crate::finding::Severity;
use crate::plan::{Level, Plan, Rule, Test};
use crate::text::report as text;
use serde::Serialize;
use std::fmt::Write;

/// All rules, a line each.
#[must_use]
pub fn rules_text(plan: &Plan) -> String {
    let rows = plan.rules.iter().map(|rule| {
        vec![rule.code.0.clone(), level_word(rule).to_owned(), tables(plan, rule), wording(rule), rule.hint.clone()]
    });
    table(&text::RULE_HEAD, rows)
}

/// One rule, explained.
#[must_use]
pub fn rule_text(plan: &Plan, rule: &Rule) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} {} {}", rule.code, rule.name, level_word(rule));
    let _ = writeln!(out, "{}{}", text::WORDING, wording(rule));
    let _ = writeln!(out, "{}{}", text::HINT, rule.hint);
    let _ = writeln!(out, "{}{}", text::WHY, rule.why);
    match &rule.test {
        Test::Rows(tests) => {
            for test in tests {
                let place = plan.table(test.table);
                let field = place.fields.get(test.at).map_or("", |field| field.name.as_str());
                let _ = writeln!(out, "{}{}（{field}）：{}", text::FORMULA, place.name, test.formula);
            }
        }
        Test::BuiltIn { cases, .. } => {
            for case in cases {
                let _ = writeln!(out, "{}{}（{}）", text::CASE, case.message, severity_word(case.severity));
            }
        }
    }
    out
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
}

/// The catalogue as JSON.
#[must_use]
pub fn rules_json(plan: &Plan, rules: &[&Rule]) -> String {
    let entries: Vec<Entry<'_>> = rules
        .iter()
        .map(|rule| Entry {
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
            tables: tables(plan, rule),
            message: wording(rule),
            hint: &rule.hint,
            why: &rule.why,
            formulas: match &rule.test {
                Test::Rows(tests) => tests.iter().map(|test| test.formula.as_str()).collect(),
                Test::BuiltIn { .. } => Vec::new(),
            },
        })
        .collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default()
}

fn wording(rule: &Rule) -> String {
    match &rule.test {
        Test::Rows(tests) => {
            let wordings: Vec<&str> = tests.iter().map(|test| test.wording.as_str()).collect();
            wordings.join(" / ")
        }
        Test::BuiltIn { message, .. } => message.clone(),
    }
}

fn tables(plan: &Plan, rule: &Rule) -> String {
    match &rule.test {
        Test::Rows(tests) => {
            let mut names: Vec<&str> = tests.iter().map(|test| plan.table(test.table).name.as_str()).collect();
            names.dedup();
            names.join("、")
        }
        Test::BuiltIn { .. } => String::new(),
    }
}

fn level_word(rule: &Rule) -> &'static str {
    match rule.level {
        Level::On => severity_word(rule.severity),
        Level::Trial => text::TRIAL,
        Level::Off => text::OFF,
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => text::ERROR,
        Severity::Warning => text::WARNING,
        Severity::Note => text::NOTE,
    }
}
