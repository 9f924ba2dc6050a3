//! Rules about files and identity: can it be read, whose is it, for when (F01–F06 F11 F14 F15).

use super::catalogue::enforced;
use super::format::{is_document, not_readable, read_format};
use super::{Checked, FileStatus, FileVerdict};
use crate::finding::{Code, Finding, Severity};
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, UnitId};
use crate::read::{Defect, Format};
use crate::recognize::{Claim, CoverLine, Return};
use crate::text::check as text;
use crate::text::matching_key;
use std::sync::Arc;

/// What the first gates say of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    /// Whose it is.
    pub(super) unit: Option<UnitId>,
    /// For when.
    pub(super) period: Option<Period>,
    /// What is to become of it.
    pub(super) fate: Fate,
}

/// What is to become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may count.
    Open,
    /// It does not, for a reason that was said.
    Refused,
    /// Another return of the unit counts.
    Superseded,
    /// It is no return.
    Ignored,
}

/// The period of all stamps and covers, where they agree.
#[must_use]
pub fn common_period(returns: &[Return]) -> Option<Period> {
    let mut periods =
        returns.iter().filter(|given| given.identity.ours.is_none()).filter_map(|given| given.identity.period);
    let first = periods.next()?;
    periods.all(|period| period == first).then_some(first)
}

/// The first gates. The first that is switched on and objects stops the file, since what follows depends on it.
pub(super) fn gate(plan: &Plan, given: &Return, period: Option<Period>, findings: &mut Vec<Finding>) -> Gate {
    let identity = &given.identity;
    let mut gate = Gate { unit: identity.unit, period: identity.period, fate: Fate::Refused };
    let at = Location::file(&given.file);
    if let Some(kind) = &identity.ours {
        findings.push(Finding::new("F15", at).with("what", kind.as_str()));
        gate.fate = Fate::Ignored;
        return gate;
    }
    if let Some(finding) = unreadable(given, &at) {
        findings.push(finding);
        return gate;
    }
    if let Some(finding) = of_another_plan(plan, given, &at)
        && stops(plan, finding, findings)
    {
        return gate;
    }
    let cover_at = |line: CoverLine| cover_location(given, line);
    let cover_unit = given.cover.line(CoverLine::Unit);
    // A group has members who report; it sends nothing itself.
    let reports = |unit: &UnitId| plan.reporters().any(|known| known == *unit);
    if let (Some(entry), None) = (cover_unit, identity.cover_unit.filter(reports))
        && !entry.raw.is_empty()
    {
        let similar = text::perhaps(&plan.similar_units(&entry.raw));
        let finding = Finding::new("F06", cover_at(CoverLine::Unit)).with("found", entry.raw.as_str());
        if stops(plan, finding.with("similar", similar).blaming("", entry.raw.as_str()), findings) {
            return gate;
        }
    }
    if let Some(stamp) = &identity.stamp {
        let stamp_unit = plan.find_unit(&stamp.unit);
        let unit_differs = identity.cover_unit.is_some() && stamp_unit != identity.cover_unit;
        let period_differs = matches!((stamp.period, identity.cover_period), (Some(a), Some(b)) if a != b);
        if unit_differs || period_differs {
            let line = if unit_differs { CoverLine::Unit } else { CoverLine::Period };
            let stamped = format!("{}{}", stamp.unit, stamp.period.map(Period::name).unwrap_or_default());
            let finding = Finding::new("F11", cover_at(line))
                .with("stamp", stamped)
                .with("cover", whose(plan, identity.cover_unit, identity.cover_period));
            if stops(plan, finding, findings) {
                return gate;
            }
        }
    }
    if let Some(finding) = contradiction(plan, given)
        && stops(plan, finding, findings)
    {
        return gate;
    }
    let unit = identity.unit.filter(reports);
    let (Some(unit), Some(own_period)) = (unit, identity.period) else {
        let what = text::unidentified(unit.is_none(), identity.period.is_none());
        let named = whose(plan, identity.named_unit, identity.named_period);
        let has_table = !given.tables.is_empty();
        let case = if has_table { "unidentified" } else { "no-table" };
        let finding = Finding::new("F04", at).in_case(case).with("what", what);
        findings.push(finding.with("hint", text::hint_by_name(&named)));
        return gate;
    };
    if let Some(period) = period.filter(|period| !period.accepts(own_period)) {
        let finding = Finding::new("F05", cover_at(CoverLine::Period));
        if stops(plan, finding.with("found", own_period.name()).with("expected", period.name()), findings) {
            return gate;
        }
    }
    if identity.stamp.is_none() {
        let finding = Finding::new("F04", at).with("unit", plan.unit(unit).name.as_str());
        findings.push(finding.with("period", own_period.name()));
    }
    findings.extend(read_format(given, &Location::file(&given.file)));
    gate.fate = Fate::Open;
    gate
}

/// Says what a gate objects to, and whether that stops the file.
fn stops(plan: &Plan, finding: Finding, findings: &mut Vec<Finding>) -> bool {
    let stops = enforced(plan, &finding);
    findings.push(finding);
    stops
}

/// Where a sheet says that it is of another unit or period than the return is, or the sheets are of several.
fn contradiction(plan: &Plan, given: &Return) -> Option<Finding> {
    let identity = &given.identity;
    let at = |claim: &Claim| Location::cell(&given.file, &claim.sheet, claim.cell);
    let units = identity.claimed_units();
    if units.len() > 1 {
        let first = units.first();
        let other = identity.claims.iter().find(|claim| claim.unit.is_some() && claim.unit.as_ref() != first)?;
        let names: Vec<&str> = units.iter().map(|unit| plan.unit(*unit).name.as_str()).collect();
        let finding = Finding::new("F11", at(other)).in_case("several").with("n", names.len().to_string());
        return Some(finding.with("units", names.join(text::BETWEEN_UNITS)));
    }
    // A month's title on a quarter's last month is no contradiction.
    let period_differs = |claim: &Claim| matches!((claim.period, identity.period), (Some(claimed), Some(known)) if claimed.end() != known.end());
    let differs = |claim: &&Claim| (claim.unit.is_some() && claim.unit != identity.unit) || period_differs(claim);
    let other = identity.claims.iter().find(differs)?;
    let source = if identity.stamp.is_some() {
        text::BY_STAMP
    } else if identity.cover_unit.is_some() || identity.cover_period.is_some() {
        text::BY_COVER
    } else {
        text::BY_SHEETS
    };
    let finding = Finding::new("F11", at(other)).in_case("title").with("sheet", &*other.sheet.name);
    let finding = finding.with("title", &*other.text).with("source", source);
    Some(finding.with("known", whose(plan, identity.unit, identity.period)))
}

/// A unit and a period, as far as they are known.
fn whose(plan: &Plan, unit: Option<UnitId>, period: Option<Period>) -> String {
    let unit = unit.map_or("", |unit| &plan.unit(unit).name);
    format!("{unit}{}", period.map(Period::name).unwrap_or_default())
}

fn unreadable(given: &Return, at: &Location) -> Option<Finding> {
    given.defects.iter().find_map(|defect| match defect {
        Defect::NotReadable(Format::Encrypted) => Some(Finding::new("F03", at.clone())),
        Defect::NotReadable(format) => Some(not_readable(given, *format, at)),
        Defect::Broken(reason) => Some(Finding::new("F01", at.clone()).with("reason", reason.as_str())),
        Defect::Unsafe(reason) => Some(Finding::new("F14", at.clone()).with("reason", reason.as_str())),
        Defect::Macros | Defect::ExternalLink(_) => None,
    })
}

/// F05: the form was handed out under another plan: its rows and targets are not those that are asked for.
fn of_another_plan(plan: &Plan, given: &Return, at: &Location) -> Option<Finding> {
    let stamp = given.identity.stamp.as_ref().filter(|stamp| stamp.plan != plan.id)?;
    let finding = Finding::new("F05", at.clone()).in_case("plan").with("found", &*stamp.plan);
    Some(finding.with("expected", &*plan.id))
}

/// The cell of a line of the cover, or the cover where it lacks the line, or the file.
pub(super) fn cover_location(given: &Return, line: CoverLine) -> Location {
    match (&given.cover.sheet, given.cover.place(line)) {
        (Some(sheet), Some(cell)) => Location::cell(&given.file, sheet, cell),
        (Some(sheet), None) => Location::sheet(&given.file, sheet),
        (None, _) => Location::file(&given.file),
    }
}

/// A Word, PDF or picture file beside an accepted return of the same unit is no obstacle: the finding about it
/// becomes a warning. Whose it is can only be told by its name.
pub(super) fn stray_documents(plan: &Plan, returns: &[Return], checked: &Checked, findings: &mut [Finding]) {
    for given in returns {
        let document =
            given.defects.iter().any(|defect| matches!(defect, Defect::NotReadable(kind) if is_document(*kind)));
        if !document {
            continue;
        }
        let key = matching_key(&given.file);
        let beside = checked.returns.iter().find(|known| key.contains(&matching_key(&plan.unit(known.unit).name)));
        let Some(beside) = beside else { continue };
        for finding in findings.iter_mut() {
            if matches!(finding.code.0.as_str(), "F01" | "F02") && *finding.at.file == *given.file {
                finding.code = Code("F01".to_owned());
                finding.case = "companion";
                finding.args.push(("unit", plan.unit(beside.unit).name.clone()));
            }
        }
    }
}

/// What became of every file, now that the findings are settled.
pub(super) fn verdicts(returns: &[Return], gates: &[Gate], findings: &[Finding]) -> Vec<FileVerdict> {
    let verdict = |given: &Return, gate: &Gate| {
        let file: Arc<str> = Arc::clone(&given.file);
        let worst =
            findings.iter().filter(|finding| *finding.at.file == *file && !finding.waived).map(|f| f.severity).min();
        let status = match (gate.fate, worst) {
            (Fate::Ignored, _) => FileStatus::Ignored,
            (Fate::Superseded, _) => FileStatus::Superseded,
            (Fate::Refused, _) => FileStatus::Refused,
            (Fate::Open, Some(Severity::Error)) => FileStatus::NeedsCorrection,
            (Fate::Open, Some(Severity::Warning)) => FileStatus::AcceptedWithWarnings,
            (Fate::Open, Some(Severity::Note) | None) => FileStatus::Accepted,
        };
        let carried = given.carried.iter().map(|carried| &carried.listed);
        let unplaced = given.unplaced.iter().chain(carried).cloned().collect();
        FileVerdict { file, unit: gate.unit, period: gate.period, status, unplaced }
    };
    returns.iter().zip(gates).map(|(given, gate)| verdict(given, gate)).collect()
}
