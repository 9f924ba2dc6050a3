//! The rule book: text, JSON, workbook, README and forms tell the same catalogue, and tell it whole.

use qingdan::plan::{Files, Level, Plan, Rule, Test, load, told};
use qingdan::render::{Book, Cell, Paper, Sheet, rules::book};
use qingdan::report::{rule_text, rules_json, rules_markdown, rules_text};
use qingdan::roster::roster;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);

fn rules() -> Vec<&'static Rule> {
    PLAN.rules.iter().collect()
}

fn rule(code: &str) -> &'static Rule {
    PLAN.rules.iter().find(|rule| rule.code.0 == code).unwrap_or_else(|| panic!("{code}"))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(|(_, cell, _)| text(cell)).collect()).collect()
}

#[test]
fn every_rule_has_an_example_that_fires_it_and_one_that_does_not() {
    let without = |rule: &&Rule| {
        let told = told(&PLAN, rule);
        told.fires.is_empty() || told.silent.is_empty()
    };
    let codes: Vec<&str> = PLAN.rules.iter().filter(without).map(|rule| rule.code.0.as_str()).collect();
    assert_eq!(codes, [""; 0], "rules of the program want fires and silent in rules.toml");
}

#[test]
fn an_argument_of_a_wording_has_a_name_that_a_reader_knows() {
    // A rule of the program never shows dots: each of its arguments is named in text::rules.
    for rule in PLAN.rules.iter().filter(|rule| matches!(rule.test, Test::BuiltIn { .. })) {
        for wording in told(&PLAN, rule).wordings {
            assert!(!wording.message.contains("……") && !wording.hint.contains("……"), "{}: {wording:?}", rule.code);
        }
    }
}

#[test]
fn one_rule_is_explained_with_its_examples_and_its_formula() {
    assert_eq!(
        rule_text(&PLAN, rule("L06")),
        "L06 not-started-but-progress 错误\n\
         检查对象：重点任务攻坚表\n\
         提示语：状态为“未启动”，但完成进度为{完成进度}%。\n\
         处理办法：请核对：已有进度的，状态应为“推进中”。\n\
         理由：未启动的任务不会有进度。\n\
         会提示的例子：推进状态为“未启动”、完成进度为10 → 状态为“未启动”，但完成进度为10%。\n\
         不提示的例子：推进状态为“未启动”、完成进度为0\n\
         不提示的例子：推进状态为“推进中”、完成进度为10\n\
         公式：重点任务攻坚表（完成进度）：OR([@推进状态]<>\"未启动\",[@完成进度]=0)\n"
    );
    let several = rule_text(&PLAN, rule("F07"));
    assert!(several.contains("（错误）\n"), "a case of another level says so: {several}");
}

#[test]
fn text_and_json_list_every_rule() {
    let listed = rules_text(&PLAN, &rules());
    let json: serde_json::Value = serde_json::from_str(&rules_json(&PLAN, &rules())).unwrap();
    assert_eq!(json.as_array().unwrap().len(), PLAN.rules.len());
    for (rule, entry) in PLAN.rules.iter().zip(json.as_array().unwrap()) {
        assert!(listed.contains(&format!("| {} ", rule.code)), "{}", rule.code);
        assert_eq!(entry["code"], rule.code.0.as_str());
        for key in ["fires", "silent"] {
            assert!(!entry[key].as_array().unwrap().is_empty(), "{} {key}", rule.code);
        }
    }
}

#[test]
fn the_readme_lists_the_rules_of_the_catalogue() {
    let readme = include_str!("../../README.md");
    let table = readme.split("<!-- 规则表 -->\n").nth(1).unwrap().split("<!-- 规则表完 -->").next().unwrap();
    let told = "paste what qingdan rules --format markdown prints";
    assert!(table.trim() == rules_markdown(&PLAN, &rules()).trim(), "{told}");
}

#[test]
fn the_book_has_a_section_per_letter_and_a_line_per_rule() {
    let book: Book = book(&PLAN, &rules());
    let [sheet] = &book.sheets[..] else { panic!("one sheet") };
    let lines = texts(sheet);
    let head = lines.iter().position(|line| line[0] == "代码").unwrap();
    assert_eq!(lines[head], ["代码", "级别", "检查对象", "提示语", "处理办法", "理由", "会提示的例子", "不提示的例子"]);
    let head = u32::try_from(head).unwrap();
    assert_eq!((sheet.page.paper, sheet.page.repeat), (Paper::A4Landscape, Some((head, head))));
    assert_eq!(sheet.freeze.unwrap().row, head + 1);
    assert!(sheet.page.numbered);
    let mut section = String::new();
    let mut sections = Vec::new();
    let mut codes = Vec::new();
    for line in &lines[head as usize + 1..] {
        if line[1..].iter().all(String::is_empty) {
            section.clone_from(&line[0]);
            sections.push(section.clone());
        } else {
            assert!(section.starts_with(&line[0][..1]), "{} under {section}", line[0]);
            assert!(line.iter().all(|cell| !cell.is_empty()), "{line:?}");
            codes.push(line[0].clone());
        }
    }
    assert_eq!(
        sections,
        [
            "F 文件",
            "S 结构",
            "V 取值",
            "U 单位与责任",
            "L 表内逻辑",
            "X 跨期与跨表",
            "Z 销号",
            "C 汇总",
            "P 方案和专班登记"
        ]
    );
    let mut all: Vec<String> = PLAN.rules.iter().map(|rule| rule.code.0.clone()).collect();
    codes.sort();
    all.sort();
    assert_eq!(codes, all);
}

#[test]
fn the_book_shows_levels_as_the_office_set_them() {
    let mut plan = PLAN.clone();
    for (code, level) in [("L09", Level::Off), ("L13", Level::Trial)] {
        plan.rules.iter_mut().find(|rule| rule.code.0 == code).unwrap().level = level;
    }
    let rules: Vec<&Rule> = plan.rules.iter().collect();
    let lines = texts(&book(&plan, &rules).sheets[0]);
    let level = |code: &str| lines.iter().find(|line| line[0] == code).unwrap()[1].clone();
    assert_eq!(["L09", "L13", "L06", "L12"].map(level), ["停用", "试行", "错误", "警告\n（可说明）"]);
}

#[test]
fn a_form_lists_the_rules_about_its_own_tables_in_the_same_words() {
    let period = "2023Q3".parse().unwrap();
    let rows = roster(&PLAN, period, None);
    for (unit, tables) in [("五马街道", vec!["重点任务攻坚表"]), ("区商务局", vec!["主要指标进度表", "重点任务攻坚表"])]
    {
        let unit = PLAN.find_unit(unit).unwrap();
        let form = qingdan::render::form::form(&PLAN, period, unit, &rows, None);
        let shown = texts(&form.sheets[0]);
        for rule in &PLAN.rules {
            let Test::Rows(tests) = &rule.test else { continue };
            let own = |name: &str| tables.contains(&name);
            let line = shown.iter().find(|line| line.first() == Some(&rule.code.0));
            let about = tests.iter().any(|test| own(&PLAN.table(test.table).name));
            assert_eq!(line.is_some(), about, "{}", rule.code);
            if let Some(line) = line {
                let told = told(&PLAN, rule);
                for wording in told.wordings.iter().filter(|wording| own(&wording.formula.as_ref().unwrap().0)) {
                    assert!(line[1].contains(wording.message.trim_end_matches('。')), "{}: {line:?}", rule.code);
                }
                assert!(line[1].starts_with(told.level), "{line:?}");
            }
        }
    }
}
