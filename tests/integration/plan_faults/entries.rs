//! Every code of the P series is explained in the catalogue, and made as the catalogue says.

use super::{edited, with};
use qingdan::finding::{Finding, Severity};
use qingdan::plan::{Files, load};
use std::collections::BTreeSet;

/// A code, the file to be changed, what is taken out of it, what is put in its place.
type Wrong = (&'static str, &'static str, &'static str, &'static str);

const WRONG: [Wrong; 14] = [
    ("P02", "plan.toml", "year = 2023", "year = \"2023"),
    ("P03", "indicators.csv", ",目标值,", ",目标,"),
    ("P04", "plan.toml", "\"说明字数\" = 6\n", ""),
    ("P05", "plan.toml", "year = 2023", "year = 23"),
    ("P06", "rules.toml", "code = \"L09\"", "code = \"L08\""),
    ("P08", "rules.toml", "at = \"销号状态\"", "at = \"销号情况\""),
    ("P09", "units.csv", "专班办公室,专班办公室,", "专班办公室,街镇,"),
    (
        "P10",
        "rules.toml",
        "formula = 'OR([@推进状态]<>\"未启动\",[@完成进度]=0)'",
        "formula = 'OR([@推进状态]<>\"未启动\",'",
    ),
    ("P12", "tables.toml", "id = \"outlook\"", "id = \"points\""),
    (
        "P13",
        "rules.toml",
        "pass = [{ \"推进状态\" = \"未启动\", \"完成进度\" = 0 }, { \"推进状态\" = \"推进中\", \"完成进度\" = 10 }]\n",
        "",
    ),
    (
        "P14",
        "rules.toml",
        "\"推进状态\" = \"未启动\", \"完成进度\" = 0 }",
        "\"推进状态\" = \"未启动\", \"完成进度\" = 5 }",
    ),
    ("P15", "plan.toml", "format = 1", "format = 9"),
    ("P18", "rules.toml", "code = \"F01\"\n", "code = \"F01\"\nlevel = \"off\"\n"),
    ("P19", "texts/季度通报.txt", "{{", "{{ 单位名 }}{{"),
];

/// What is said of the embedded plan with one of its files changed.
fn said(file: &str, change: impl Fn(&str) -> String) -> Vec<Finding> {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == file).unwrap_or_else(|| panic!("{file}"));
    let before = text.clone();
    *text = change(text);
    assert_ne!(*text, before, "{file} was changed");
    load(&files).1
}

#[test]
fn every_code_about_a_plan_is_made_as_its_entry_says() {
    let (plan, of_the_plan) = load(&Files::embedded());
    let mut all: Vec<Finding> = of_the_plan;
    let spoken: BTreeSet<&str> = all.iter().map(|finding| finding.code.0.as_str()).collect();
    // The plan of 2023 leaves questions to the office, and has nothing wrong.
    assert_eq!(spoken, BTreeSet::from(["P16", "P17", "U06"]));
    let mut missing = Files::embedded();
    missing.files.retain(|(name, _)| name != "units.csv");
    let changed = WRONG.map(|(code, file, from, to)| (code, said(file, |text| text.replacen(from, to, 1))));
    let cells = [
        ("P01", load(&missing).1),
        ("P07", said("units.csv", |text| edited(text, "区委统战部", &[("名称", "宣传部")]))),
        ("P11", said("indicators.csv", |text| edited(text, "2.1-1", &[("取数", "=2.1-1")]))),
        ("P21", said("indicators.csv", |text| edited(text, "2.1-1", &[("分期目标", "0、0、1、1")]))),
    ];
    for (code, findings) in changed.into_iter().chain(cells) {
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.0.as_str()).collect();
        assert!(codes.contains(&code), "{code}: {codes:?}");
        all.extend(findings);
    }
    // P20 is about returns.
    let entries = plan.rules.iter().filter(|rule| rule.code.0.starts_with('P') && rule.code.0 != "P20");
    let silent: Vec<&str> = entries
        .map(|rule| rule.code.0.as_str())
        .filter(|code| !all.iter().any(|finding| finding.code.0 == *code))
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
    for finding in &all {
        let rule = plan.rule(&finding.code).unwrap_or_else(|| panic!("{} is explained", finding.code));
        assert_eq!(finding.severity, rule.severity_of(finding.case), "{finding:?}");
    }
}

#[test]
fn how_a_plan_is_checked_is_not_the_plan_s_to_say() {
    for (code, line) in [("P05", "level = \"off\"\n"), ("P05", "level = \"trial\"\n"), ("P17", "level = \"off\"\n")] {
        let entry = format!("code = \"{code}\"\n");
        let findings = said("rules.toml", |text| text.replacen(&entry, &format!("{entry}{line}"), 1));
        let told: Vec<&str> =
            findings.iter().filter(|f| f.severity == Severity::Error).map(|f| f.message.as_str()).collect();
        assert_eq!(told, [format!("规则{code}检查方案本身，级别和状态不能改。请恢复为导出时的内容。")]);
    }
    let milder = said("rules.toml", |text| {
        text.replacen(
            "name = \"plan-value-unsound\"\nseverity = \"error\"",
            "name = \"plan-value-unsound\"\nseverity = \"note\"",
            1,
        )
    });
    assert!(milder.iter().any(|finding| finding.code.0 == "P18" && finding.message.contains("P05")));
}

#[test]
fn a_table_that_is_missing_is_called_as_the_file_calls_it() {
    let found = with("tables.toml", "id = \"outlook\"", "id = \"verdicts\"");
    assert!(found.iter().any(|(code, _, message)| code == "P12" && message.contains("“outlook”")), "{found:?}");
}
