//! 报送情况: what came from whom, when, and how it stands.

use super::{Balance, Counts, Submission, SubmissionStatus};
use crate::check::{Checked, FileStatus};
use crate::finding::Severity;
use crate::period::Period;
use crate::plan::{Plan, UnitId, UnitKind};
use crate::recognize::CoverLine;

/// A line per reporting unit, in official order; the office is the last and never counts as missing.
pub(super) fn submissions(plan: &Plan, period: Period, checked: &Checked, balance: &[Balance]) -> Vec<Submission> {
    plan.reporters()
        .filter(|unit| plan.unit(*unit).reports_in(period))
        .filter(|unit| {
            let sent = checked.unit_return(*unit).is_some();
            sent || balance.iter().any(|known| known.unit == *unit)
        })
        .map(|unit| submission(plan, period, checked, balance, unit))
        .collect()
}

fn submission(plan: &Plan, period: Period, checked: &Checked, balance: &[Balance], unit: UnitId) -> Submission {
    let given = checked.unit_return(unit);
    let due = plan.deadline(period).filter(|_| plan.unit(unit).kind != UnitKind::Office);
    let received = given.and_then(|given| given.received);
    let late = due.zip(received).map_or(0, |(due, received)| received.days_late(due));
    let refused = checked.files.iter().any(|file| file.unit == Some(unit) && file.status == FileStatus::Refused);
    let status = match given {
        Some(_) if late > 0 => SubmissionStatus::Late,
        Some(_) => SubmissionStatus::InTime,
        None if refused => SubmissionStatus::Refused,
        None => SubmissionStatus::Missing,
    };
    let mut counts = Counts::default();
    for known in balance.iter().filter(|known| known.unit == unit) {
        counts.add_all(known.counts);
    }
    let line = |line: CoverLine| given.and_then(|given| given.cover.line(line)).map(|entry| entry.value.shown());
    Submission {
        unit,
        status,
        excused: status == SubmissionStatus::Missing && checked.is_excused(plan, unit),
        received: received.map(|received| received.on),
        due,
        late,
        counts,
        findings: [Severity::Error, Severity::Warning, Severity::Note].map(|severity| open(checked, unit, severity)),
        file: given.map(|given| given.file.clone()),
        contact: line(CoverLine::Filler).unwrap_or_default(),
        phone: line(CoverLine::Phone).unwrap_or_default(),
    }
}

/// How many findings of a severity are open in a unit's files.
pub(super) fn open(checked: &Checked, unit: UnitId, severity: Severity) -> usize {
    let theirs = |path: &str| checked.files.iter().any(|file| file.unit == Some(unit) && *file.file == *path);
    checked
        .findings
        .iter()
        .filter(|finding| finding.severity == severity && !finding.waived && theirs(&finding.at.file))
        .count()
}
