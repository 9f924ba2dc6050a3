//! Thresholds and weights (`[limits]` of `plan.toml`): which there must be, and within what range each may be set.

use super::problem::problem;
use super::settings::Spots;
use super::sheet::Range;
use crate::finding::Finding;
use crate::text::check::{EXPLANATION_LENGTH, STILL_PERIODS};
use crate::text::consolidate::limit;
use crate::text::plan as text;
use crate::value::{plain, round};

/// A threshold or weight with the name that formulas use.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// `投资超额系数`.
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// Those that the engine or the plan's own formulas work with. Beyond these ranges a light would never go on, a score
/// fall below nothing, or a rule always speak.
const RANGES: [(&str, Range); 32] = [
    (limit::YELLOW, Range::of(0.01, 1.0)),
    (limit::TOLERANCE, Range::of(0.5, 1.0)),
    (limit::OVER_TOTAL, Range::of(1.0, 10.0)),
    (limit::BEST, Range::of(1.0, 10.0)),
    (limit::INDICATOR_WEIGHT, Range::of(0.0, 100.0)),
    (limit::PROJECT_WEIGHT, Range::of(0.0, 100.0)),
    (limit::TASK_WEIGHT, Range::of(0.0, 100.0)),
    (limit::CLOSE_OUT_WEIGHT, Range::of(0.0, 100.0)),
    (limit::SUBMISSION_WEIGHT, Range::of(0.0, 100.0)),
    (limit::FULL_MARKS, Range::of(1.0, 1000.0)),
    (limit::LATE_MARKS, Range::of(0.0, 1000.0)),
    (limit::PER_DAY_LATE, Range::of(0.0, 100.0)),
    (limit::RETURNED, Range::of(0.0, 100.0)),
    (EXPLANATION_LENGTH, Range::whole(1.0, 300.0)),
    (limit::WARNING_DAYS, Range::whole(0.0, 366.0)),
    (limit::REPAIR_DAYS, Range::whole(1.0, 366.0)),
    (limit::FIRST_UNITS, Range::whole(0.0, 100.0)),
    (limit::LAST_UNITS, Range::whole(0.0, 100.0)),
    (limit::WEAK_SCORE, Range::of(0.0, 200.0)),
    (limit::LEAST_WEIGHT, Range::of(0.0, 100.0)),
    (STILL_PERIODS, Range::whole(2.0, 100.0)),
    (limit::MOST_POINTS, Range::of(0.0, 100.0)),
    // Between 万元 and 元, and between 亿元 and 万元, lies a factor of 10,000.
    (limit::MONEY_TOO_MUCH, Range::of(2.0, 10_000.0)),
    (limit::MONEY_TOO_LITTLE, Range::of(2.0, 10_000.0)),
    (limit::MOST_OF_TARGET, Range::of(1.0, 1e6)),
    (limit::MOST_SHARE, Range::of(1.0, 10_000.0)),
    (limit::MOST_GROWTH, Range::of(1.0, 10_000.0)),
    (limit::HIGH_RATE, Range::of(100.0, 10_000.0)),
    (limit::HIGHEST_RATE, Range::of(100.0, 10_000.0)),
    (limit::SMALL_TARGET, Range::of(0.0, 1e6)),
    (limit::LEAST_PROGRESS, Range::whole(1.0, 300.0)),
    (limit::LEAST_STATE, Range::whole(1.0, 300.0)),
];

/// The limits; each that is needed must be there and within its range. Others are the office's own.
pub(super) fn load(table: &toml::Table, spots: &Spots<'_>, findings: &mut Vec<Finding>) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (name, value) in table {
        let at = || spots.at(&["limits", name]);
        let number = value.as_float().or_else(|| value.as_integer().and_then(|n| n.to_string().parse().ok()));
        let Some(number) = number else {
            findings.push(problem("P05", at(), text::not_a_number(name, &value.to_string())));
            continue;
        };
        limits.push(Limit { name: name.clone(), value: number });
        let range = RANGES.iter().find(|(known, _)| known == name).map(|(_, range)| *range);
        let objection = match range {
            Some(range) => range.objection(name, &value.to_string(), number),
            None => (!number.is_finite()).then(|| text::not_a_number(name, &value.to_string())),
        };
        findings.extend(objection.map(|message| problem("P05", at(), message)));
    }
    if !table.is_empty() {
        for (name, _) in RANGES.iter().filter(|(name, _)| !table.contains_key(*name)) {
            findings.push(problem("P04", spots.at(&["limits"]), text::missing_limit(name)));
        }
        weights(&limits, spots, findings);
    }
    limits
}

/// Whether a limit is one that may be set so.
pub(super) fn is_sound(limit: &Limit) -> bool {
    let range = RANGES.iter().find(|(known, _)| *known == limit.name).map(|(_, range)| *range);
    let objection = |range: Range| range.objection(&limit.name, "", limit.value);
    range.and_then(objection).is_none() && limit.value.is_finite()
}

/// C04: the weights of the league add up to 100 %. Its place is that of the first weight.
fn weights(limits: &[Limit], spots: &Spots<'_>, findings: &mut Vec<Finding>) {
    let weight = |name: &str| limits.iter().find(|limit| limit.name == name).map_or(0.0, |limit| limit.value);
    let sum = round(limit::WEIGHTS.iter().map(|name| weight(name)).sum(), 6);
    if (sum - 100.0).abs() < 1e-6 {
        return;
    }
    let first = limit::WEIGHTS.iter().find(|name| limits.iter().any(|limit| limit.name == **name));
    let at = spots.at(&["limits", first.copied().unwrap_or("")]);
    findings.push(Finding::new("C04", at).with("x", plain(sum)));
}
