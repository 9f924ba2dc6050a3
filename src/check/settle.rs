//! Levels, wording, follow-ons, order: what turns raw findings into those a user sees; `group` puts them on lines.

mod group;

pub use group::{Line, grouped};

use super::Waivers;
use crate::finding::{Finding, Severity};
use crate::location::Location;
use crate::plan::{Level, Plan};
use crate::text::check as text;
use crate::text::without_breaks;
use std::collections::BTreeSet;

/// Grades and words findings from the catalogue and puts them in order. A finding whose rule is not in the
/// catalogue, or is switched off, is dropped; one that a waiver covers is a note; equal findings are one.
#[must_use]
pub fn settle(plan: &Plan, waivers: &Waivers, findings: Vec<Finding>) -> Vec<Finding> {
    let mut settled: Vec<Finding> = findings
        .into_iter()
        .filter_map(|finding| {
            let rule = plan.rule(&finding.code).filter(|rule| rule.level != Level::Off)?;
            Some(on_one_line(waived(plan, waivers, rule.word(finding))))
        })
        .collect();
    settled.sort();
    settled.dedup();
    without_follow_ons(settled)
}

/// Rules that find a cell blank or unreadable: nothing further is said of what stands in it.
const UNUSABLE: [&str; 8] = ["V01", "V03", "V05", "V06", "V10", "V12", "V13", "U02"];

/// Findings without those about a field of a cell that is blank or unreadable, but for the one that says so. What was
/// waived stays: it is on the list of what was let through.
fn without_follow_ons(mut settled: Vec<Finding>) -> Vec<Finding> {
    let settles_it = |finding: &Finding| {
        finding.severity == Severity::Error && !finding.waived && UNUSABLE.contains(&finding.code.0.as_str())
    };
    let closed: BTreeSet<(Location, String)> = settled
        .iter()
        .filter(|finding| finding.at.cell.is_some() && settles_it(finding))
        .filter_map(|finding| Some((finding.at.clone(), finding.field.clone()?)))
        .collect();
    settled.retain(|finding| {
        let place = finding.field.clone().map(|field| (finding.at.clone(), field));
        settles_it(finding) || finding.waived || place.is_none_or(|place| !closed.contains(&place))
    });
    settled
}

/// What is quoted from a cell of several lines does not break the sentence.
fn on_one_line(mut finding: Finding) -> Finding {
    for text in [&mut finding.message, &mut finding.hint] {
        *text = without_breaks(std::mem::take(text));
    }
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
