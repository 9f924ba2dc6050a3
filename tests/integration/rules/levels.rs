//! The office sets levels, and grants waivers: of every rule of the catalogue, as the returns of `wording` fire it.

use super::wording::{wordings, wordings_of_the_plan};
use super::*;
use qingdan::check::{Waiver, Waivers, settle};
use qingdan::finding::{Code, Severity};
use qingdan::location::Location;
use qingdan::plan::{Level, Rule, Scope, Test};
use std::collections::BTreeSet;

/// Off, these would let something go wrong in silence: a plan that switches them off is refused.
const NEVER_OFF: [&str; 8] = ["F01", "F03", "F04", "F07", "F11", "F14", "S07", "C04"];

/// What fires under the catalogue of the embedded plan when every rule of it is changed.
fn under(change: impl Fn(&mut Rule)) -> Vec<Finding> {
    let mut plan = PLAN.clone();
    plan.rules.iter_mut().for_each(change);
    wordings(plan).said.into_values().collect()
}

/// Whether the office may change a rule in the plan and see it in a check: not those that load the plan itself.
fn of_returns(finding: &Finding) -> bool {
    !matches!(PLAN.rule(&finding.code).unwrap().test, Test::BuiltIn { scope: Scope::Plan, .. })
}

fn codes<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeSet<String> {
    findings.map(|finding| format!("{} {}", finding.code, finding.case)).collect()
}

#[test]
fn on_trial_every_rule_says_the_same_as_a_note() {
    let trial = under(|rule| rule.level = Level::Trial);
    let graver: Vec<&Finding> =
        trial.iter().filter(|finding| of_returns(finding)).filter(|f| f.severity != Severity::Note).collect();
    assert!(graver.is_empty(), "{graver:?}");
    let (said, on) = (codes(trial.iter()), codes(wordings_of_the_plan().iter()));
    assert_eq!(on.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "nothing falls silent");
}

#[test]
fn a_rule_that_is_off_says_nothing() {
    let off = under(|rule| {
        if !NEVER_OFF.contains(&&*rule.code.0) {
            rule.level = Level::Off;
        }
    });
    let told: BTreeSet<String> =
        off.iter().filter(|finding| of_returns(finding)).map(|finding| finding.code.0.clone()).collect();
    let never: BTreeSet<String> =
        NEVER_OFF.iter().filter(|code| **code != "C04").map(|code| (*code).to_owned()).collect();
    assert_eq!(told, never);
}

#[test]
fn a_severity_is_what_the_plan_says() {
    // Errors and notes become warnings.
    let said = under(|rule| {
        rule.severity = Severity::Warning;
        if rule.level == Level::Trial {
            rule.level = Level::On;
        }
        if let Test::BuiltIn { cases, .. } = &mut rule.test {
            for case in cases {
                case.severity = Severity::Warning;
            }
        }
    });
    let other = said.iter().filter(|finding| of_returns(finding) && finding.severity != Severity::Warning);
    // A waiver and an explanation make a note of anything.
    let other: Vec<&Finding> =
        other.filter(|f| !f.waived && f.args.iter().all(|(name, _)| *name != "explained")).collect();
    assert!(other.is_empty(), "{other:?}");
    assert!(said.len() > 100, "{}", said.len());
}

#[test]
fn a_waiver_makes_a_note_of_every_finding_but_of_a_refused_file() {
    let said = wordings_of_the_plan();
    let waiver = |rule: &Rule| Waiver {
        code: Code(rule.code.0.clone()),
        unit: "*".to_owned(),
        row: None,
        reason: "口径调整".to_owned(),
        approver: "示例批准人".to_owned(),
        until: date(2023, 12, 31),
        at: Location::nowhere(),
    };
    let mut waivers = Waivers::default();
    waivers.granted.extend(PLAN.rules.iter().map(waiver));
    let settled = settle(&PLAN, &waivers, said.clone());
    assert!(settled.len() > 100, "{}", settled.len());
    for finding in settled.iter().filter(|finding| of_returns(finding)) {
        let before = said.iter().find(|known| known.code == finding.code && known.case == finding.case).unwrap();
        if finding.code.0.starts_with('F') && before.severity == Severity::Error && !finding.waived {
            assert_eq!(finding.severity, Severity::Error, "{finding:?}");
        } else {
            assert!(finding.waived && finding.severity == Severity::Note, "{finding:?}");
            assert!(finding.message.contains("口径调整") && finding.message.contains("示例批准人"), "{finding:?}");
        }
    }
    // A file that counts for nothing has nothing that could be let through.
    let refused: BTreeSet<&str> = settled
        .iter()
        .filter(|finding| of_returns(finding))
        .filter(|finding| !finding.waived)
        .map(|f| f.code.0.as_str())
        .collect();
    assert!(refused.contains("F01") && refused.iter().all(|code| code.starts_with('F')), "{refused:?}");
}
