//! Levels, wording, order: what turns raw findings into those a user sees.

use super::Waivers;
use crate::finding::{Finding, Severity};
use crate::plan::{Level, Plan, Rule, Test};
use crate::text::check as text;
use crate::text::{fill, without_breaks};

/// The name of the argument that carries the row's explanation (情况说明).
pub(super) const EXPLAINED: &str = "explained";

/// Grades and words findings from the catalogue and puts them in order. A finding whose rule is not in the
/// catalogue, or is switched off, is dropped; one that a waiver covers is a note; equal findings are one.
#[must_use]
pub fn settle(plan: &Plan, waivers: &Waivers, findings: Vec<Finding>) -> Vec<Finding> {
    let mut settled: Vec<Finding> = findings
        .into_iter()
        .filter_map(|finding| {
            let rule = plan.rule(&finding.code).filter(|rule| rule.level != Level::Off)?;
            Some(on_one_line(waived(plan, waivers, word(rule, finding))))
        })
        .collect();
    settled.sort();
    settled.dedup();
    settled
}

/// What is quoted from a cell of several lines does not break the sentence.
fn on_one_line(mut finding: Finding) -> Finding {
    for text in [&mut finding.message, &mut finding.hint] {
        *text = without_breaks(std::mem::take(text));
    }
    finding
}

fn word(rule: &Rule, mut finding: Finding) -> Finding {
    let (severity, message, hint) = match (&rule.test, rule.case(finding.case)) {
        (Test::BuiltIn { .. }, Some(case)) => (case.severity, fill(&case.message, &finding.args), case.hint.clone()),
        (Test::BuiltIn { message, .. }, None) => (rule.severity, fill(message, &finding.args), rule.hint.clone()),
        (Test::Rows(_), _) => {
            let hint = if finding.hint.is_empty() { rule.hint.clone() } else { std::mem::take(&mut finding.hint) };
            (rule.severity, std::mem::take(&mut finding.message), hint)
        }
    };
    let explanation = finding.args.iter().find(|(name, _)| *name == EXPLAINED).map(|(_, text)| text.clone());
    finding.severity = if rule.level == Level::Trial || explanation.is_some() { Severity::Note } else { severity };
    finding.message = match explanation {
        Some(explanation) => text::with_explanation(&message, &explanation),
        None => message,
    };
    finding.hint = fill(&hint, &finding.args);
    finding
}

/// A finding that waivers cover, as a note that quotes them.
fn waived(plan: &Plan, waivers: &Waivers, mut finding: Finding) -> Finding {
    let over = waivers.over(plan, &finding);
    if !over.is_empty() {
        let grounds: Vec<(&str, &str)> = over.iter().map(|waiver| (&*waiver.reason, &*waiver.approver)).collect();
        finding.message = text::waived(&finding.message, &grounds);
        text::WAIVED_HINT.clone_into(&mut finding.hint);
        finding.severity = Severity::Note;
        finding.waived = true;
    }
    finding
}
