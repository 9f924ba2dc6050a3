//! Limits out of their range, and what a field may say of itself.

use super::*;

#[test]
fn a_limit_out_of_range_makes_no_fault_of_the_rules_that_use_it() {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "plan.toml").unwrap();
    assert!(text.contains("\"投资超额系数\" = 1.1"), "{text}");
    *text = text.replacen("\"投资超额系数\" = 1.1", "\"投资超额系数\" = 0.5", 1);
    let errors = load(&files).1.into_iter().filter(|finding| finding.severity == Severity::Error);
    let said: Vec<(String, String)> = errors.map(|finding| (finding.code.0, finding.at.file.to_string())).collect();
    assert_eq!(said, [("P05".to_owned(), "plan.toml".to_owned())]);
}

#[test]
fn only_a_choice_may_be_of_several() {
    let field = r#"role = "contact", filled"#;
    let found = with("tables.toml", field, r#"role = "contact", several = true, filled"#);
    let line = Files::embedded()
        .files
        .iter()
        .find(|(name, _)| name == "tables.toml")
        .unwrap()
        .1
        .lines()
        .position(|line| line.contains(field))
        .unwrap();
    assert_one(&found, "P05", u32::try_from(line + 1).unwrap(), &["联系人", "可多选"]);
}
