//! The plan of 2023 against the document it was typed from, and what is said about faulty plans.

use qingdan::check::missing_from;
use qingdan::finding::Severity;
use qingdan::key::TableId;
use qingdan::plan::{CorrectionKind, Files, MeasureKind, Measured, Plan, UnitKind, load};
use qingdan::roster::{Due, roster};
use qingdan::text::matching_key;
use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT: &str = include_str!("../official/温鹿政办〔2023〕55号.txt");

fn plan() -> Plan {
    load(&Files::embedded()).0
}

/// The embedded plan with a piece of one file replaced, and the errors found in it: code, line, message.
fn with(file: &str, from: &str, to: &str) -> Vec<(String, u32, String)> {
    of_severity(Severity::Error, file, from, to)
}

fn of_severity(severity: Severity, file: &str, from: &str, to: &str) -> Vec<(String, u32, String)> {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    let (_, findings) = load(&files);
    let these = findings.into_iter().filter(|finding| finding.severity == severity);
    these
        .map(|f| (f.code.0, f.at.cell.map_or(0, |cell| cell.row + 1), format!("{} {}", f.at.file, f.message)))
        .collect()
}

#[test]
fn the_embedded_plan_loads_without_a_fault() {
    let (plan, findings) = load(&Files::embedded());
    let faults: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(faults.is_empty() && missing_from(&plan).is_empty(), "{faults:?}");
}

#[test]
fn it_holds_nineteen_tasks_and_sixty_nine_measures_as_the_list_does() {
    let plan = plan();
    let mut per_task: BTreeMap<u32, usize> = BTreeMap::new();
    for measure in &plan.measures {
        *per_task.entry(measure.number).or_default() += 1;
    }
    // Counted in 附件1 with the seven repeated headings merged.
    assert_eq!(per_task.into_values().collect::<Vec<_>>(), [1, 5, 6, 2, 4, 5, 3, 3, 3, 1, 4, 3, 2, 6, 5, 2, 6, 6, 2]);
    let kind = |kind| plan.measures.iter().filter(|measure| measure.kind == kind).count();
    let kinds = [MeasureKind::Quantified, MeasureKind::Milestone, MeasureKind::Continuous, MeasureKind::Relational];
    assert_eq!(kinds.map(kind), [34, 13, 21, 1]);
    assert_eq!(plan.milestones.len(), 29);
    let whole_year = plan.measures.iter().filter(|m| matching_key(m.goal.trim_end_matches('。')) == "2023全年").count();
    assert_eq!(whole_year, 25);
    let parts: BTreeSet<&str> = plan.measures.iter().map(|measure| measure.part.as_str()).collect();
    let sub_parts: BTreeSet<&str> = plan.measures.iter().map(|measure| measure.sub_part.as_str()).collect();
    assert_eq!((parts.len(), sub_parts.len()), (3, 3 + 1), "three parts; three sub-parts, and none elsewhere");
    let long: Vec<&str> =
        plan.measures.iter().filter(|m| m.deadline.year() == 2027).map(|m| m.code.0.as_str()).collect();
    assert_eq!(long, ["5.2"]);
}

#[test]
fn every_text_of_the_list_is_the_documents_with_the_corrections_undone() {
    let plan = plan();
    let document = matching_key(DOCUMENT);
    for measure in &plan.measures {
        for (field, text) in [("具体内容举措", &measure.content), ("主要目标及时间节点", &measure.goal)]
        {
            let mut raw = text.clone();
            let undone = plan.corrections.iter().filter(|known| {
                known.code == measure.code.0 && known.field == field && known.kind != CorrectionKind::Question
            });
            for correction in undone {
                assert!(raw.contains(&correction.corrected), "{} {}", measure.code, correction.corrected);
                raw = raw.replace(&correction.corrected, &correction.raw);
            }
            assert!(document.contains(&matching_key(&raw)), "{} {field}: {raw}", measure.code);
        }
    }
    assert!(plan.corrections.iter().filter(|known| known.raw == "202312月底前").count() == 4);
}

#[test]
fn it_holds_the_documents_targets() {
    let plan = plan();
    let own: Vec<_> = plan.indicators.iter().filter(|indicator| indicator.measure.is_some()).collect();
    let numeric = own.iter().filter(|indicator| indicator.target.is_some()).count();
    assert_eq!((own.len(), numeric, plan.indicators.len()), (57, 55, 84));
    let aims = |year: i16| plan.indicators.iter().filter(|i| i.measure.is_none() && i.deadline.year() == year).count();
    // 22 for 2027; 3 for every year and 2 for 2023.
    assert_eq!((aims(2027), aims(2023)), (22, 5));
    let target = |code: &str| plan.indicators.iter().find(|i| i.code.0 == code).unwrap().target.unwrap();
    // 4+7+9 = 20 projects, 35+110+155 = 300 亿元.
    assert_eq!(["J3", "J5", "J7"].map(target).iter().sum::<f64>().to_bits(), target("J1").to_bits());
    assert_eq!(["J4", "J6", "J8"].map(target).iter().sum::<f64>().to_bits(), target("J2").to_bits());
    let value = |code: &str| {
        let i = plan.indicators.iter().find(|i| i.code.0 == code).unwrap();
        (i.comparison_text.as_str().to_owned(), i.target, i.unit.clone())
    };
    assert_eq!(value("6.5-1"), ("≥".to_owned(), Some(2.331), "‰".to_owned()));
    assert_eq!(value("8.1-1"), (">".to_owned(), Some(2000.0), "亿元".to_owned()));
    assert_eq!(value("17.3-1"), ("≥".to_owned(), Some(880.0), "万元".to_owned()));
    assert_eq!(value("5.2-1").0, "≈");
    assert_eq!(value("17.5-1"), ("不低于对照".to_owned(), None, "%".to_owned()));
    let computed = plan.indicators.iter().filter(|i| i.measured != Measured::Reported).count();
    // 4.1's six, 4.2's one, Y1 Y2 A1, J1–J8.
    assert_eq!(computed, 6 + 1 + 3 + 8);
}

#[test]
fn its_units_are_the_member_list_and_the_street_offices() {
    let plan = plan();
    let names = |kind| plan.units.iter().filter(|u| u.kind == kind).map(|u| u.name.as_str()).collect::<Vec<_>>();
    let departments = names(UnitKind::Department);
    assert_eq!((departments.len(), names(UnitKind::Street).len(), names(UnitKind::Group).len()), (28, 14, 2));
    let listed = DOCUMENT.split("成员单位:").nth(1).unwrap().split(",各街镇").next().unwrap();
    assert_eq!(departments, listed.split('、').collect::<Vec<_>>());
    assert_eq!(plan.reporters().count(), 43, "42 units and the office");
    assert_eq!(plan.find_unit("区文广旅体局"), plan.find_unit("区文化和广电旅游体育局"));
    assert!(plan.find_unit("区文广旅体局").is_some());
}

#[test]
fn the_roster_asks_354_rows_of_tasks_of_units_and_287_of_them_are_not_the_leads() {
    let plan = plan();
    let rows = roster(&plan, "2023Q3".parse().unwrap(), None);
    let office = plan.office_unit();
    let tasks = || rows.iter().filter(|row| row.table == TableId::Tasks && row.unit != office);
    let led = tasks().filter(|row| plan.measure(&row.key.0).unwrap().lead == row.unit).count();
    assert_eq!((tasks().count(), tasks().count() - led), (354, 287));
    let offices: Vec<&str> = rows
        .iter()
        .filter(|row| row.table == TableId::Tasks && row.unit == office)
        .map(|row| row.key.0.as_str())
        .collect();
    assert_eq!(offices, ["17.1", "18.1"]);
    let part_b = rows.iter().filter(|row| row.table == TableId::Indicators && row.unit == office);
    assert_eq!(part_b.filter(|row| row.due == Due::NotDue).count(), 27, "part B is asked for once a year");
}

#[test]
fn what_is_doubtful_is_asked_and_not_guessed() {
    let (_, findings) = load(&Files::embedded());
    let count = |code: &str| findings.iter().filter(|finding| finding.code.0 == code).count();
    assert_eq!((count("P16"), count("P17"), count("U06")), (1, 5, 2));
}

#[test]
fn a_year_s_plan_beyond_what_remains_is_asked_about_when_a_project_is_registered() {
    // 320000 − 280000 = 40000.
    let planned = |year_plan: &str| {
        let figures =
            format!("文件第4项只列名称\nXM03,示例项目,,千项万亿,,,,,,320000,280000,{year_plan},,,,区发改局,在库,,,,");
        let to = format!("{figures}\nXM02");
        let found = of_severity(Severity::Note, "projects.csv", "文件第4项只列名称\nXM02", &to);
        found.into_iter().filter(|(code, ..)| code == "L10").collect::<Vec<_>>()
    };
    assert_eq!(planned("40000"), []);
    let [(_, line, message)] = &planned("40001")[..] else { panic!() };
    assert_eq!(*line, 3);
    assert!(message.contains("XM03") && message.contains("40001万元超过剩余投资40000万元"), "{message}");
}

#[test]
fn a_fault_is_named_with_its_file_and_line() {
    let unknown = with("tasks.csv", "区经信局,量化", "区经济局,量化");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert_eq!(unknown[0].0, "P08");
    assert!(unknown[0].2.starts_with("tasks.csv “区经济局”"), "{unknown:?}");
    // 2.2 stands on line 6: below the head, 1.1 and 2.1, each with a goal of two lines.
    assert_eq!(unknown[0].1, 6);

    let number = with("indicators.csv", ",≥,1,新增", ",≥,一,新增");
    assert_eq!((number[0].0.as_str(), number[0].1), ("P05", 2));

    let formula = with("rules.toml", "[@总投资]*投资超额系数)", "[@总投资额]*投资超额系数)");
    assert_eq!(formula[0].0, "P10");
    assert!(formula[0].2.contains("总投资额"), "{formula:?}");

    let example = with("rules.toml", "\"本年累计完成投资\" = 9001", "\"本年累计完成投资\" = 9000");
    assert_eq!(example[0].0, "P14");

    let syntax = with("plan.toml", "year = 2023", "year = ");
    assert_eq!(syntax[0].0, "P02");

    let twice = with("units.csv", "区委宣传部,区直部门", "区委组织部,区直部门");
    assert!(twice.iter().any(|(code, line, _)| code == "P06" && *line == 3), "{twice:?}");
}

#[test]
fn a_plan_without_a_built_in_rule_is_refused() {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "rules.toml").unwrap();
    *text = text.replace("code = \"F12\"", "code = \"F99\"");
    let (plan, _) = load(&files);
    let missing = missing_from(&plan);
    // What is missing, and what the program has no rule for.
    assert_eq!(missing.len(), 2);
    assert!(missing[0].message.contains("F12") && missing[1].message.contains("F99"));
    assert!(missing.iter().all(|finding| finding.severity == qingdan::finding::Severity::Error));
}

#[test]
fn the_revision_is_of_what_is_loaded_not_of_the_files() {
    let revision = |change: &dyn Fn(&str, &str) -> String| {
        let mut files = Files::embedded();
        for (name, text) in &mut files.files {
            *text = change(name, text);
        }
        load(&files).0.revision
    };
    let same = revision(&|_, text| text.to_owned());
    assert_eq!(same.len(), 12);
    assert_eq!(same, revision(&|_, text| text.replace('\n', "\r\n")));
    assert_eq!(
        same,
        revision(&|name, text| if name.ends_with("toml") { format!("# 说明\n{text}") } else { text.to_owned() })
    );
    assert_ne!(same, revision(&|_, text| text.replace("黄灯系数\" = 0.7", "黄灯系数\" = 0.8")));
}
