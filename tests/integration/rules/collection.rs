//! All returns together: C01, U05, U07; their order does not matter. X06 is what the plan of 2023 lacks itself.

use super::*;

const COMMERCE: &str = "区商务局";
const STREET: &str = "五马街道";

/// Everyone's returns with these in the place of their units'.
fn everyone_with(others: &[Return]) -> Vec<Return> {
    let others_unit = |given: &Return| others.iter().any(|other| other.identity.unit == given.identity.unit);
    let mut all: Vec<Return> = EVERYONE.iter().filter(|given| !others_unit(given)).cloned().collect();
    all.extend(others.iter().cloned());
    all.sort_by(|one, other| one.file.cmp(&other.file));
    all
}

fn everyone_without(name: &str) -> Vec<Return> {
    EVERYONE.iter().filter(|given| given.identity.unit != Some(unit(name))).cloned().collect()
}

fn all_said(returns: &[Return]) -> Vec<String> {
    check(&PLAN, returns, Some(QUARTER), None).findings.iter().map(line).collect()
}

#[test]
fn who_sent_nothing_is_named_once_and_its_tasks_counted() {
    let commerce = check(&PLAN, &everyone_without(COMMERCE), Some(QUARTER), None);
    assert_eq!(commerce.findings.iter().map(line).collect::<Vec<_>>(), ["C01", "U05", "X06"]);
    let argument = |code: &str, name: &str| {
        let finding = commerce.findings.iter().find(|finding| finding.code.0 == code).unwrap();
        finding.args.iter().find(|(known, _)| *known == name).unwrap().1.clone()
    };
    assert_eq!((argument("C01", "n"), argument("C01", "m")), ("42".into(), "1".into()));
    assert_eq!(argument("C01", "units"), COMMERCE);
    // The document lists 区商务局 first in eight: 2.4, 3.5, 6.1, 6.5, 7.3, 11.2, 11.3, 15.4.
    assert_eq!(argument("U05", "n"), "8");
    // A street office leads nothing; the office's own form never counts as missing.
    assert_eq!(all_said(&everyone_without(STREET)), ["C01", "X06"]);
    assert_eq!(all_said(&everyone_without("专班办公室")), ["X06"]);
}

#[test]
fn who_was_refused_has_not_kept_silent() {
    let old = Draft::of(COMMERCE).period("2023Q2").given_as("区商务局.xlsx");
    assert_eq!(all_said(&everyone_with(&[old])), ["X06", "F05 填报说明 B4"]);
    let old = Draft::of(COMMERCE).period("2023Q2").given_as("区商务局.xlsx");
    let silent: Vec<Return> = everyone_without(STREET)
        .into_iter()
        .filter(|given| given.identity.unit != Some(unit(COMMERCE)))
        .chain([old])
        .collect();
    let checked = check(&PLAN, &silent, Some(QUARTER), None);
    let missing = checked.findings.iter().find(|finding| finding.code.0 == "C01").unwrap();
    assert!(missing.message.contains(STREET) && !missing.message.contains(COMMERCE), "{}", missing.message);
}

#[test]
fn without_a_common_period_nobody_is_missing() {
    let one = Draft::of(COMMERCE).given_as("一.xlsx");
    let two = Draft::of(STREET).period("2023Q2").given_as("二.xlsx");
    let checked = check(&PLAN, &[one, two], None, None);
    assert!(!checked.findings.iter().any(|finding| ["C01", "U05"].contains(&finding.code.0.as_str())));
}

#[test]
fn a_supporter_s_figure_above_the_lead_s_is_asked_about() {
    // 1.1 is led by 区发改局; every street office is a member.
    let lead = Draft::of("区发改局").set(TASKS, "1.1", "完成进度", "50").given_as("区发改局.xlsx");
    let supporter = |percent: &str| Draft::of(STREET).set(TASKS, "1.1", "完成进度", percent);
    let said = |percent: &str| {
        let given = supporter(percent).given_as("五马街道.xlsx");
        said_of(&check(&PLAN, &everyone_with(&[lead.clone(), given]), Some(QUARTER), None), "五马街道.xlsx")
    };
    let place = supporter("1").place(TASKS, "1.1", "完成进度");
    assert_eq!(said("60"), [format!("U04 {place}"), format!("U07 {place}")]);
    assert_eq!(said("50"), [format!("U04 {place}")]);
    // The lead's figure is faulty: there is nothing to compare with.
    let faulty = Draft::of("区发改局").set(TASKS, "1.1", "完成进度", "101").given_as("区发改局.xlsx");
    let given = supporter("110").given_as("五马街道.xlsx");
    let both = check(&PLAN, &everyone_with(&[faulty, given]), Some(QUARTER), None);
    assert_eq!(said_of(&both, "五马街道.xlsx"), [format!("U04 {place}")]);
}

#[test]
fn names_of_files_decide_nothing() {
    // The same returns under names in the opposite order: the same findings about the same units.
    let bad = [
        Draft::of(COMMERCE).set(INDICATORS, "6.1-1", "本期累计完成值", "约3"),
        Draft::of("区教育局").set(TASKS, "3.4", "完成进度", "101"),
        Draft::of(STREET).set(TASKS, "1.1", "推进状态", "推进中"),
    ];
    let said = |names: [&str; 3]| {
        let mut returns: Vec<Return> = bad.iter().zip(names).map(|(draft, name)| draft.given_as(name)).collect();
        returns.sort_by(|one, other| one.file.cmp(&other.file));
        let checked = check(&PLAN, &returns, Some(QUARTER), None);
        let owners = checked.owners();
        let mut said: Vec<String> = checked
            .findings
            .iter()
            .map(|finding| {
                let owner = owners.get(&finding.at.file).map(|unit| PLAN.unit(*unit).name.clone()).unwrap_or_default();
                format!("{owner} {} {}", line(finding), finding.message)
            })
            .collect();
        said.sort();
        let states: Vec<_> = checked.rows.iter().map(|row| (row.unit, row.table, row.key.clone(), row.state)).collect();
        (said, states)
    };
    assert_eq!(said(["甲.xlsx", "乙.xlsx", "丙.xlsx"]), said(["3.xlsx", "1.xlsx", "2.xlsx"]));
}

#[test]
fn of_one_file_by_itself_nothing_is_said_about_others() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("收件")).unwrap();
    let bad = Draft::of(COMMERCE).set(INDICATORS, "6.1-1", "本期累计完成值", "约3");
    std::fs::write(folder.path().join("收件/区商务局.xlsx"), bad.file()).unwrap();
    let said = |path: &str| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_qingdan"))
            .current_dir(&folder)
            .args(["check", path, "--format", "json"])
            .output()
            .unwrap();
        let json: serde_json::Value = serde_json::from_slice(&program.stdout).unwrap();
        let codes =
            json["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
        (codes.collect::<Vec<_>>(), json["reconciliation"]["missing"].clone())
    };
    assert_eq!(said("收件/区商务局.xlsx"), (vec!["V03".to_owned()], 0.into()));
    let (codes, missing) = said("收件");
    assert!(codes.contains(&"C01".to_owned()) && codes.contains(&"U05".to_owned()), "{codes:?}");
    assert_ne!(missing, 0);
}
