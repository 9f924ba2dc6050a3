//! Levels, wording, order: what turns raw findings into those a user sees.

use super::Waivers;
use crate::finding::{Finding, Severity};
use crate::plan::{Level, Plan};
use crate::text::check as text;

/// Grades and words findings from the catalogue and puts them in order. A finding whose rule is not in the
/// catalogue, or is switched off, is dropped; one that a waiver covers is a note; equal findings are one.
#[must_use]
pub fn settle(plan: &Plan, waivers: &Waivers, findings: Vec<Finding>) -> Vec<Finding> {
    let mut settled: Vec<Finding> = findings
        .into_iter()
        .filter_map(|finding| {
            let rule = plan.rule(&finding.code).filter(|rule| rule.level != Level::Off)?;
            Some(waived(plan, waivers, rule.word(finding)))
        })
        .collect();
    settled.sort();
    settled.dedup();
    settled
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
