//! A finding in words: what the catalogue says of it, and how much it matters.

use super::{Level, Rule, Scope, Test};
use crate::finding::{Finding, Severity};
use crate::text::check as text;
use crate::text::fill;

/// The name of the argument that carries the row's explanation (情况说明).
pub const EXPLAINED: &str = "explained";

impl Rule {
    /// A finding of this rule with its level and its words: those of its case where it is one, of a row rule those that
    /// it came with. On trial, or explained by its row, it is a note.
    #[must_use]
    pub fn word(&self, mut finding: Finding) -> Finding {
        let (message, hint) = match (&self.test, self.case(finding.case)) {
            (Test::BuiltIn { .. }, Some(case)) => (fill(&case.message, &finding.args), case.hint.clone()),
            (Test::BuiltIn { message, .. }, None) => (fill(message, &finding.args), self.hint.clone()),
            (Test::Rows(_), _) => {
                let hint = if finding.hint.is_empty() { self.hint.clone() } else { std::mem::take(&mut finding.hint) };
                (std::mem::take(&mut finding.message), hint)
            }
        };
        let explanation = finding.args.iter().find(|(name, _)| *name == EXPLAINED).map(|(_, text)| text.clone());
        let lowered = self.level == Level::Trial || explanation.is_some();
        finding.severity = if lowered { Severity::Note } else { self.severity_of(finding.case) };
        finding.message = match explanation {
            Some(explanation) => text::with_explanation(&message, &explanation),
            None => message,
        };
        finding.hint = fill(&hint, &finding.args);
        finding
    }

    /// How much a finding of this rule matters in a case of this name; its own severity where there is no such case.
    #[must_use]
    pub fn severity_of(&self, case: &str) -> Severity {
        self.case(case).map_or(self.severity, |case| case.severity)
    }
}

/// Findings about a plan: those of its own rules about itself in their words, without those of rules that it has not
/// or has switched off; all others as they were made.
pub(in crate::plan) fn worded(rules: &[Rule], findings: Vec<Finding>) -> Vec<Finding> {
    let word = |finding: Finding| {
        if !finding.message.is_empty() {
            return Some(finding);
        }
        let of_plan = |rule: &&Rule| matches!(&rule.test, Test::BuiltIn { scope: Scope::Plan, .. });
        let rule = rules.iter().filter(of_plan).find(|rule| rule.code == finding.code && rule.level != Level::Off)?;
        Some(rule.word(finding))
    };
    findings.into_iter().filter_map(word).collect()
}
