//! Findings about a plan: codes `P01` …, worded where they are made since no catalogue is loaded yet.

use crate::finding::{Finding, Severity};
use crate::location::Location;
use crate::text::without_breaks;

/// Questions about a plan; all others are errors. They are made before there is a catalogue, which therefore can't grade
/// them.
const QUESTIONS: [&str; 3] = ["P16", "P17", "P21"];

/// How much a finding about a plan with this code matters.
pub(super) fn made_as(code: &str) -> Severity {
    if QUESTIONS.contains(&code) { Severity::Note } else { Severity::Error }
}

/// A finding about a plan. A plan with one of these must not be used.
#[must_use]
pub fn problem(code: &str, at: Location, message: String) -> Finding {
    Finding { message: without_breaks(message), severity: Severity::Error, ..Finding::new(code, at) }
}

/// Something the office should know or decide; the plan can be used.
pub(super) fn question(code: &str, at: Location, message: String) -> Finding {
    Finding { message: without_breaks(message), severity: Severity::Note, ..Finding::new(code, at) }
}
