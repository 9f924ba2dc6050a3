//! The catalogue: a rule that is off does not run, one on trial remarks, and none of ours may be missing.

use super::*;
use qingdan::check::missing_from;
use qingdan::finding::Severity;
use qingdan::plan::{Level, Test};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The plan of 2023 with a rule at another level.
fn with_level(code: &str, level: Level) -> Plan {
    let mut plan = PLAN.clone();
    plan.rules.iter_mut().find(|rule| rule.code.0 == code).unwrap().level = level;
    plan
}

fn without(code: &str) -> Plan {
    let mut plan = PLAN.clone();
    plan.rules.retain(|rule| rule.code.0 != code);
    plan
}

/// A return that breaks each of these rules and no other.
fn breaking(code: &str) -> Draft {
    match code {
        "V09" => Draft::of("区商务局").set(TASKS, "6.1", "完成进度", "101"),
        "L01" => Draft::of("区商务局")
            .row(TASKS, "6.1", &[("推进状态", "已完成"), ("实际完成时间", "@2023-08-31"), ("标志性成果", "挂牌")])
            .set(INDICATORS, "6.1-2", "本期累计完成值", "49"),
        "F05" => Draft::of("区商务局").period("2023Q2"),
        "F06" => Draft::of("区商务局").sheet(COVER, |sheet| put(sheet, CellRef::new(2, 1), words("商务中心"))),
        "F11" => Draft::of("区商务局").sheet(COVER, |sheet| put(sheet, CellRef::new(2, 1), words("区教育局"))),
        "F12" => Draft::blank("五马街道"),
        _ => panic!("{code}"),
    }
}

const BROKEN: [&str; 6] = ["V09", "L01", "F05", "F06", "F11", "F12"];

fn of_file(plan: &Plan, code: &str) -> (Vec<(String, Severity)>, Checked) {
    let checked = check(plan, &[breaking(code).given()], Some(QUARTER), None);
    let own = checked.findings.iter().filter(|finding| &*finding.at.file == FILE);
    (own.map(|finding| (finding.code.0.clone(), finding.severity)).collect(), checked)
}

fn says(said: &[(String, Severity)], code: &str) -> bool {
    said.iter().any(|(known, _)| known == code)
}

#[test]
fn a_rule_that_is_off_does_not_run_and_stops_nothing() {
    for code in BROKEN {
        assert!(says(&of_file(&PLAN, code).0, code), "{code}");
        for plan in [with_level(code, Level::Off), without(code)] {
            let (said, checked) = of_file(&plan, code);
            assert!(!says(&said, code), "{code} {said:?}");
            assert_ne!(status(&checked, FILE), FileStatus::Refused, "{code}");
            assert!(checked.rows.iter().all(|row| row.unusable.is_empty()), "{code}");
        }
    }
}

#[test]
fn a_rule_on_trial_is_a_note_and_stops_nothing() {
    for code in BROKEN {
        let (said, checked) = of_file(&with_level(code, Level::Trial), code);
        assert!(said.contains(&(code.to_owned(), Severity::Note)), "{code} {said:?}");
        assert_ne!(status(&checked, FILE), FileStatus::Refused, "{code}");
        assert!(checked.rows.iter().all(|row| row.unusable.is_empty()), "{code}");
    }
}

#[test]
fn the_plan_of_2023_has_every_built_in_rule() {
    assert_eq!(missing_from(&PLAN).iter().map(|finding| &finding.message).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn a_plan_without_a_built_in_rule_is_refused() {
    for rule in &PLAN.rules {
        let Test::BuiltIn { .. } = rule.test else { continue };
        let findings = missing_from(&without(&rule.code.0));
        assert_eq!(findings.len(), 1, "{}", rule.code);
        assert!(findings[0].code.0 == "P18" && findings[0].severity == Severity::Error);
        assert!(findings[0].message.contains(&rule.code.0), "{}", findings[0].message);
    }
}

/// The literals that follow these words in the rooms that make findings, but for the list of built-in rules itself.
fn literals(before: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut paths = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.to_string_lossy().replace('\\', "/");
        let makes_findings = ["/src/check", "/src/consolidate", "/src/plan"].iter().any(|room| name.contains(room));
        if makes_findings && !name.ends_with("/check/catalogue.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let after = text.split(before).skip(1);
            found.extend(after.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    found
}

#[test]
fn every_code_in_the_source_is_in_the_list_of_built_in_rules_and_every_rule_of_the_list_is_in_the_source() {
    let mut codes = literals("Finding::new(\"");
    // What is said of a plan: problem("P05", …), fault(row, column, "P05", …).
    let digits = |rest: &String| rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    codes.extend(literals("\"P").iter().filter(|rest| digits(rest)).map(|rest| format!("P{rest}")));
    let listed = |code: &&String| !missing_from(&without(code)).is_empty();
    assert_eq!(codes.iter().filter(|code| !listed(code)).collect::<Vec<_>>(), Vec::<&String>::new());
    let built_in: BTreeSet<String> = PLAN
        .rules
        .iter()
        .filter(|rule| matches!(rule.test, Test::BuiltIn { .. }))
        .map(|rule| rule.code.0.clone())
        .collect();
    assert_eq!(codes, built_in);
}

#[test]
fn every_case_in_the_source_is_one_that_the_plan_must_word() {
    let mut cases = literals("in_case(\"");
    cases.extend(literals("finding.case = \""));
    for case in cases {
        let mut plan = PLAN.clone();
        for rule in &mut plan.rules {
            if let Test::BuiltIn { cases, .. } = &mut rule.test {
                cases.retain(|known| known.name != case);
            }
        }
        assert!(!missing_from(&plan).is_empty(), "{case}");
    }
}

#[test]
fn the_catalogue_has_the_codes_of_the_list_of_rules_and_says_why_of_the_others() {
    // As DOMAIN.md §6 lists them. It leaves the series P open; S12 is ours (a short name that is another's too).
    let listed = "F01 F02 F03 F04 F05 F06 F07 F08 F09 F10 F11 F12 F13 F14 F15 S01 S02 S03 S04 S05 S06 S07 S08 S09 S10 S11 \
        V01 V02 V03 V04 V05 V06 V07 V08 V09 V10 V11 V12 V13 V14 V15 V16 V17 U01 U02 U03 U04 U05 U06 U07 \
        L01 L02 L03 L04 L05 L06 L07 L08 L09 L10 L11 L12 L13 L14 L15 L16 X01 X02 X03 X04 X05 X06 X07 X08 X09 X10 X11 X12 \
        Z01 Z02 Z03 Z04 Z05 Z06 Z07 Z08 C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 P20";
    let listed: BTreeSet<&str> = listed.split_whitespace().collect();
    let ours = ["S12"];
    let told: BTreeSet<&str> = PLAN.rules.iter().map(|rule| rule.code.0.as_str()).collect();
    let others = told.difference(&listed).filter(|code| !code.starts_with('P') && !ours.contains(*code));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(listed.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new());
}
