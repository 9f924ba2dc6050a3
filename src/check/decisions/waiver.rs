//! Waivers (豁免): which findings they cover, and which of them nothing answers to.

use crate::check::catalogue::scope_of;
use crate::check::{Checked, settle};
use crate::finding::{Code, Finding, Severity};
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::plan::{Plan, Role, Rule, Scope, Unit, UnitId};
use crate::text::check as text;
use crate::text::matching_key;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A waiver (豁免) that is in force: findings it covers become notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The rule.
    pub code: Code,
    /// The unit or group by its name, or `*` for every unit.
    pub unit: String,
    /// The row; every row where none is named.
    pub row: Option<RowKey>,
    /// 原因.
    pub reason: String,
    /// 批准人.
    pub approver: String,
    /// 到期: the last day it is in force.
    pub until: Date,
    /// Where it stands on the office's form.
    pub at: Location,
}

/// The waivers in force, and what tells whom a finding is about.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    /// In the order of the office's form.
    pub granted: Vec<Waiver>,
    /// Whose each file is.
    pub(super) owners: BTreeMap<Arc<str>, UnitId>,
}

/// The argument of a finding that names a unit it concerns besides the owner of the file.
pub(in crate::check) const CONCERNS: &str = "concerns";
/// Arguments of findings without a file that name units.
const UNITS: [&str; 2] = ["unit", "units"];

impl Waivers {
    /// The waivers that cover a finding; of a finding about several units the first for each.
    pub(in crate::check) fn over(&self, plan: &Plan, finding: &Finding) -> Vec<&Waiver> {
        // A file that could not be taken at all has nothing that a waiver could let through.
        let refused = |rule: &Rule| scope_of(rule) == Scope::File && rule.severity_of(finding.case) == Severity::Error;
        if plan.rule(&finding.code).is_some_and(refused) {
            return Vec::new();
        }
        let matching = || self.granted.iter().filter(|waiver| waiver.is_about(finding));
        let mut over: Vec<&Waiver> = Vec::new();
        let units = self.units(plan, finding);
        // Findings of the whole collection are about nobody: only a waiver for every unit covers them.
        let everyones = units.is_empty().then(|| matching().find(|waiver| waiver.unit == text::EVERYONE)).flatten();
        let theirs = units.iter().filter_map(|unit| matching().find(|waiver| waiver.is_for(plan, *unit)));
        for waiver in theirs.chain(everyones) {
            if !over.contains(&waiver) {
                over.push(waiver);
            }
        }
        over
    }

    /// Whether a finding is waived.
    pub(in crate::check) fn cover(&self, plan: &Plan, finding: &Finding) -> bool {
        !self.over(plan, finding).is_empty()
    }

    /// The units that a finding is about: the owner of its file, or those it names.
    fn units(&self, plan: &Plan, finding: &Finding) -> Vec<UnitId> {
        let whole = finding.at.file.is_empty();
        let named = finding.args.iter().filter(|(name, _)| *name == CONCERNS || (whole && UNITS.contains(name)));
        let named =
            named.flat_map(|(_, units)| units.split(text::BETWEEN_UNITS)).filter_map(|unit| plan.find_unit(unit));
        self.owners.get(&finding.at.file).copied().into_iter().chain(named).collect()
    }

    /// P20: waivers for rules of these scopes that no finding answers to.
    fn unused(&self, plan: &Plan, findings: &[Finding], scopes: &[Scope]) -> Vec<Finding> {
        let in_scope = |waiver: &&Waiver| plan.rule(&waiver.code).is_some_and(|rule| scopes.contains(&scope_of(rule)));
        let answers = |waiver: &Waiver, finding: &Finding| {
            let units = self.units(plan, finding);
            let theirs = units.iter().any(|unit| waiver.is_for(plan, *unit));
            finding.waived
                && waiver.is_about(finding)
                && (theirs || (units.is_empty() && waiver.unit == text::EVERYONE))
        };
        let idle = self.granted.iter().filter(in_scope).filter(|waiver| !findings.iter().any(|f| answers(waiver, f)));
        idle.map(|waiver| {
            let finding = Finding::new("P20", waiver.at.clone()).in_case("unused").with("waiver", waiver.about());
            let field = plan.table(TableId::Waivers).name_of(Role::Key);
            finding.about(TableId::Waivers, &RowKey(waiver.code.0.clone())).blaming(field, &*waiver.code.0)
        })
        .collect()
    }
}

impl Waiver {
    /// What it is for, in words: rule, unit, row.
    pub(super) fn about(&self) -> String {
        text::waiver(&self.code.0, &self.unit, self.row.as_ref().map_or("", |row| row.0.as_str()))
    }

    /// Whether it is for the finding's rule and row.
    fn is_about(&self, finding: &Finding) -> bool {
        let same =
            |row: &RowKey| finding.row.as_ref().is_some_and(|known| matching_key(&known.0) == matching_key(&row.0));
        self.code == finding.code && self.row.as_ref().is_none_or(same)
    }

    /// Whether it is for a unit: by name, as a member of a group, or with every other.
    fn is_for(&self, plan: &Plan, unit: UnitId) -> bool {
        let member = |known: &Unit| known.name == self.unit && known.members.contains(&unit);
        self.unit == text::EVERYONE || plan.unit(unit).name == self.unit || plan.units.iter().any(member)
    }
}

/// Settles findings, and says which waivers for rules of these scopes nothing answered to.
pub(in crate::check) fn conclude(
    plan: &Plan,
    waivers: &Waivers,
    findings: Vec<Finding>,
    scopes: &[Scope],
) -> Vec<Finding> {
    let mut settled = settle(plan, waivers, findings);
    // What is said of a waiver can't be waived.
    settled.extend(settle(plan, &Waivers::default(), waivers.unused(plan, &settled, scopes)));
    settled.sort();
    settled
}

/// Settles the findings of the quarter: the waivers that were checked with act on them too.
#[must_use]
pub fn settle_quarter(plan: &Plan, checked: &Checked, findings: Vec<Finding>) -> Vec<Finding> {
    conclude(plan, &checked.waivers, findings, &[Scope::Quarter])
}
