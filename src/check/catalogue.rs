//! The built-in rules: every code that the engine itself can report, with the cases it distinguishes.
//!
//! A plan must have an entry for each, since wording, level and reason stand only there.

use crate::finding::{Code, Finding, Severity};
use crate::location::Location;
use crate::plan::{Level, Plan, Rule, Scope, Test, problem};
use crate::text::check as text;

/// A built-in rule: its code, what it looks at, the names of its further cases.
type BuiltIn = (&'static str, Scope, &'static [&'static str]);

/// All of them, in the catalogue's order.
const BUILT_IN: [BuiltIn; 88] = [
    ("F01", Scope::File, &["format", "document", "scan", "archive", "guarded", "empty", "companion"]),
    ("F02", Scope::File, &["legacy", "unreadable"]),
    ("F03", Scope::File, &[]),
    ("F04", Scope::File, &["unidentified", "no-table"]),
    ("F05", Scope::File, &["plan"]),
    ("F06", Scope::File, &[]),
    ("F07", Scope::File, &["copy", "tie", "older"]),
    ("F08", Scope::File, &[]),
    ("F09", Scope::File, &["macros", "cell"]),
    ("F10", Scope::File, &[]),
    ("F11", Scope::File, &["title", "several"]),
    ("F12", Scope::File, &[]),
    ("F13", Scope::File, &[]),
    ("F14", Scope::File, &[]),
    ("F15", Scope::File, &[]),
    ("S01", Scope::Return, &["not-handed-out", "similar"]),
    ("S02", Scope::Return, &["second"]),
    ("S03", Scope::Return, &["official-list", "codes"]),
    ("S04", Scope::Return, &["sheet", "period", "combined", "repeated"]),
    ("S05", Scope::Return, &["supporting"]),
    ("S06", Scope::Return, &["reassigned", "unlisted", "no-target"]),
    ("S07", Scope::Return, &[]),
    ("S08", Scope::Return, &["identity", "computed", "recomputed", "revised", "money"]),
    ("S09", Scope::Return, &[]),
    ("S10", Scope::Return, &[]),
    ("S11", Scope::Return, &["signature", "total", "heading"]),
    ("S12", Scope::Return, &[]),
    ("V01", Scope::Return, &["may-lack", "text", "reply", "picture"]),
    ("V02", Scope::Return, &["date"]),
    ("V03", Scope::Return, &["no-data", "digits-lost"]),
    ("V04", Scope::Return, &["share", "table"]),
    ("V05", Scope::Return, &[]),
    ("V06", Scope::Return, &["optional"]),
    ("V10", Scope::Return, &[]),
    ("V11", Scope::Return, &[]),
    ("V12", Scope::Return, &["meant"]),
    ("V13", Scope::Return, &["uncached", "picture"]),
    ("U01", Scope::Return, &[]),
    ("U02", Scope::Return, &[]),
    ("U03", Scope::Return, &["empty"]),
    ("U04", Scope::Return, &[]),
    ("U05", Scope::Collection, &[]),
    ("U06", Scope::Plan, &[]),
    ("U07", Scope::Collection, &[]),
    ("L01", Scope::Return, &[]),
    ("L02", Scope::Return, &[]),
    ("L14", Scope::Return, &[]),
    ("X04", Scope::Return, &[]),
    ("X05", Scope::Return, &[]),
    ("X06", Scope::Collection, &[]),
    ("X07", Scope::Collection, &[]),
    ("X08", Scope::Collection, &[]),
    ("X09", Scope::Return, &[]),
    ("X10", Scope::Collection, &[]),
    ("X11", Scope::Return, &[]),
    ("X12", Scope::Collection, &[]),
    ("Z06", Scope::Return, &[]),
    ("Z08", Scope::Return, &["day", "reopened"]),
    ("C01", Scope::Collection, &["approved"]),
    ("C02", Scope::Quarter, &[]),
    ("C03", Scope::Quarter, &[]),
    ("C04", Scope::Plan, &[]),
    ("C05", Scope::Quarter, &[]),
    ("C06", Scope::Quarter, &[]),
    (
        "C07",
        Scope::Collection,
        &["edited", "unread", "key", "row-gone", "row-added", "column-gone", "sheet-renamed", "sheet-gone"],
    ),
    ("C08", Scope::Collection, &[]),
    ("C09", Scope::Collection, &[]),
    ("P01", Scope::Plan, &[]),
    ("P02", Scope::Plan, &[]),
    ("P03", Scope::Plan, &[]),
    ("P04", Scope::Plan, &[]),
    ("P05", Scope::Plan, &[]),
    ("P06", Scope::Plan, &[]),
    ("P07", Scope::Plan, &[]),
    ("P08", Scope::Plan, &[]),
    ("P09", Scope::Plan, &[]),
    ("P10", Scope::Plan, &[]),
    ("P11", Scope::Plan, &[]),
    ("P12", Scope::Plan, &[]),
    ("P13", Scope::Plan, &[]),
    ("P14", Scope::Plan, &[]),
    ("P15", Scope::Plan, &[]),
    ("P16", Scope::Plan, &[]),
    ("P17", Scope::Plan, &[]),
    ("P18", Scope::Plan, &[]),
    ("P19", Scope::Plan, &[]),
    ("P20", Scope::Collection, &["unused"]),
    ("P21", Scope::Plan, &[]),
];

/// Whether a rule runs at all.
pub(super) fn runs(plan: &Plan, code: &str) -> bool {
    plan.rule(&Code(code.to_owned())).is_some_and(|rule| rule.level != Level::Off)
}

/// Whether what a finding objects to may not be used: its rule is switched on, and it is an error. A rule on trial only
/// remarks.
pub(super) fn enforced(plan: &Plan, finding: &Finding) -> bool {
    plan.rule(&finding.code)
        .is_some_and(|rule| rule.level == Level::On && rule.severity_of(finding.case) == Severity::Error)
}

/// What a rule looks at; a row is part of a return.
pub(super) fn scope_of(rule: &Rule) -> Scope {
    match &rule.test {
        Test::BuiltIn { scope, .. } => *scope,
        Test::Rows(_) => Scope::Return,
    }
}

/// Where the plan's catalogue and the built-in rules differ, as findings about the plan: an entry that is missing, and
/// one that the engine has no rule for.
#[must_use]
pub fn missing_from(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (code, scope, cases) in BUILT_IN {
        let entry = plan.rule(&Code(code.to_owned()));
        let sound = entry.is_some_and(|rule| match &rule.test {
            Test::BuiltIn { scope: written, .. } => {
                *written == scope && cases.iter().all(|case| rule.case(case).is_some())
            }
            Test::Rows(_) => false,
        });
        if !sound {
            findings.push(problem("P18", Location::nowhere(), text::missing_built_in(code, cases)));
        }
    }
    let known = |rule: &Rule| BUILT_IN.iter().any(|(code, ..)| *code == rule.code.0);
    for rule in plan.rules.iter().filter(|rule| matches!(rule.test, Test::BuiltIn { .. }) && !known(rule)) {
        findings.push(problem("P18", Location::nowhere(), text::not_built_in(&rule.code.0)));
    }
    findings
}
