//! Thresholds and weights (`[limits]` of `plan.toml`): which there must be, and within what range each may be set.

use super::problem::problem;
use super::settings::Spots;
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

/// A limit that the engine or the plan's own formulas work with: name, least, most, whether it is a whole number.
type Range = (&'static str, f64, f64, bool);

/// All of them. Beyond these ranges a light would never go on, a score fall below nothing, or a rule always speak.
const RANGES: [Range; 22] = [
    (limit::YELLOW, 0.01, 1.0, false),
    (limit::TOLERANCE, 0.5, 1.0, false),
    (limit::OVER_TOTAL, 1.0, 10.0, false),
    (limit::BEST, 1.0, 10.0, false),
    (limit::INDICATOR_WEIGHT, 0.0, 100.0, false),
    (limit::PROJECT_WEIGHT, 0.0, 100.0, false),
    (limit::TASK_WEIGHT, 0.0, 100.0, false),
    (limit::CLOSE_OUT_WEIGHT, 0.0, 100.0, false),
    (limit::SUBMISSION_WEIGHT, 0.0, 100.0, false),
    (limit::FULL_MARKS, 1.0, 1000.0, false),
    (limit::LATE_MARKS, 0.0, 1000.0, false),
    (limit::PER_DAY_LATE, 0.0, 100.0, false),
    (limit::RETURNED, 0.0, 100.0, false),
    (EXPLANATION_LENGTH, 1.0, 300.0, true),
    (limit::WARNING_DAYS, 0.0, 366.0, true),
    (limit::REPAIR_DAYS, 1.0, 366.0, true),
    (limit::FIRST_UNITS, 0.0, 100.0, true),
    (limit::LAST_UNITS, 0.0, 100.0, true),
    (limit::WEAK_SCORE, 0.0, 200.0, false),
    (limit::LEAST_WEIGHT, 0.0, 100.0, false),
    (STILL_PERIODS, 2.0, 100.0, true),
    (limit::MOST_POINTS, 0.0, 100.0, false),
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
        let range = RANGES.iter().find(|(known, ..)| known == name);
        let (least, most, whole) = range.map_or((f64::MIN, f64::MAX, false), |(_, a, b, whole)| (*a, *b, *whole));
        if !(least..=most).contains(&number) || (whole && number.fract() != 0.0) {
            let message = match range {
                Some(_) => text::out_of_range(name, &value.to_string(), &plain(least), &plain(most), whole),
                None => text::not_a_number(name, &value.to_string()),
            };
            findings.push(problem("P05", at(), message));
        }
    }
    if !table.is_empty() {
        for (name, ..) in RANGES.iter().filter(|(name, ..)| !table.contains_key(*name)) {
            findings.push(problem("P04", spots.at(&["limits"]), text::missing_limit(name)));
        }
        weights(&limits, spots, findings);
    }
    limits
}

/// C04: the weights of the league add up to 100 %. It is a rule about the plan, so that it stands here and not in the
/// catalogue, which is part of the plan and could switch it off. Its place is that of the first weight.
fn weights(limits: &[Limit], spots: &Spots<'_>, findings: &mut Vec<Finding>) {
    let weight = |name: &str| limits.iter().find(|limit| limit.name == name).map_or(0.0, |limit| limit.value);
    let sum = round(limit::WEIGHTS.iter().map(|name| weight(name)).sum(), 6);
    if (sum - 100.0).abs() < 1e-6 {
        return;
    }
    let first = limit::WEIGHTS.iter().find(|name| limits.iter().any(|limit| limit.name == **name));
    let at = spots.at(&["limits", first.copied().unwrap_or("")]);
    findings.push(problem("C04", at, text::weights(&plain(sum))));
}
