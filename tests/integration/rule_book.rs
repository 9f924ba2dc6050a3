//! The rule book: text, JSON, workbook, README and forms tell the same catalogue, and tell it whole.

use qingdan::key::{RowKey, TableId};
use qingdan::location::CellRef;
use qingdan::plan::{Files, Level, Plan, Rule, Test, load, sheets, told};
use qingdan::read::{Limits, read};
use qingdan::render::form::{Filling, form};
use qingdan::render::{Book, Cell, Paper, Sheet, plan, rules::book};
use qingdan::report::{rule_text, rules_json, rules_markdown, rules_text};
use qingdan::roster::roster;
use qingdan::value::Value;
use qingdan::write::write;
use std::path::Path;
use std::process::{Command, Output};
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
        Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::Formula { .. } | Cell::Link { .. } => String::new(),
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
fn a_wording_of_a_row_rule_is_told_without_formulas() {
    // What a clerk reads on the form, written here by hand from the messages of the catalogue.
    let expected = [
        ("V08", "完成值应〔为整数或不超过{小数位}位小数〕，现为{本期累计完成值}{计量单位}。"),
        ("V09", "分值应在−10至10之间，现为{分值}。"),
        ("L08", "“持续推进”仅适用于持续性任务，本任务有明确目标“{主要目标及时间节点}”。"),
        ("L09", "累计完成投资{本年累计完成投资+截至上年底累计完成投资}万元超过总投资{总投资}万元的110%。"),
        (
            "Z01",
            "已销号，但缺〔实际完成时间、佐证材料、申请销号日期、核查单位、核查人、核查日期、核查意见（同意）、销号日期〕，不予销号。",
        ),
    ];
    for (code, message) in expected {
        let wordings = told(&PLAN, rule(code)).wordings;
        assert!(wordings.iter().any(|wording| wording.message == message), "{code}: {wordings:?}");
    }
    for rule in &PLAN.rules {
        for wording in told(&PLAN, rule).wordings {
            let formula = wording.message.contains(['(', '"', '*', '&', '@']);
            assert!(!formula, "{}: {}", rule.code, wording.message);
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
    let limits = |code| rule_text(&PLAN, rule(code)).lines().last().unwrap_or_default().to_owned();
    assert_eq!(limits("L09"), "门槛：投资超额系数=1.1");
    assert_eq!(limits("L15"), "门槛：完成率偏高线=150、完成率过高线=300、小目标上限=5");
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
fn no_cell_of_the_book_is_higher_than_its_row_and_a_section_begins_a_page() {
    let book = book(&PLAN, &rules());
    let sheet = &book.sheets[0];
    let mut rest = 0;
    for row in sheet.rows.iter().filter(|row| row.cells.iter().all(|(_, cell, _)| *cell != Cell::Blank)) {
        for (col, cell, style) in &row.cells {
            // Chinese letters are two Latin ones wide; a line is at least a fifth higher than its letters.
            let size = f64::from(style.size) / 10.0;
            let column = sheet.columns[*col as usize].width * 10.5 / size;
            let letters =
                |line: &str| line.chars().map(|letter| if letter.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
            let lines: f64 = text(cell).lines().map(|line| (letters(line) / column).ceil().max(1.0)).sum();
            assert!(lines * size * 1.2 <= row.height.unwrap(), "{}", text(cell));
            rest += usize::from(text(cell).contains("（另有"));
        }
    }
    // V07 has more examples than a row has room for.
    assert!(rest > 0);
    let titles: Vec<u32> = (0..)
        .zip(&sheet.rows)
        .filter(|(_, row)| row.cells.len() > 1 && row.cells[1..].iter().all(|(_, cell, _)| *cell == Cell::Blank))
        .map(|(row, _)| row)
        .collect();
    assert_eq!(sheet.page.breaks, titles[titles.len() - 8..], "all of nine sections but the first");
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

/// The rule that the README adds: column and content, in the order given there.
fn example() -> Vec<(&'static str, &'static str)> {
    let readme = include_str!("../../README.md");
    let table = readme.split("<!-- 示例规则 -->").nth(1).unwrap().split("<!-- 示例规则完 -->").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    rows.skip(2).map(|(column, content)| (column, content.trim_matches('`'))).collect()
}

/// The exported plan with a row typed into the first free row of 规则; gives the row.
fn with_a_rule(row: &[(&str, &str)]) -> (Book, u32) {
    let files = Files::embedded();
    let mut book = plan::book(&PLAN, &sheets(&files));
    let rules = book.sheets.iter_mut().find(|sheet| sheet.name == "规则").unwrap();
    let head: Vec<(String, u32)> = rules.rows[0].cells.iter().map(|(col, cell, _)| (text(cell), *col)).collect();
    let free = rules.rows.iter().position(|row| row.cells.iter().all(|(_, cell, _)| *cell == Cell::Blank)).unwrap();
    for (column, content) in row {
        let col = head.iter().find(|(label, _)| label == column).unwrap_or_else(|| panic!("{column}")).1;
        let place = rules.rows[free].cells.iter_mut().find(|(at, ..)| *at == col).unwrap();
        place.1 = Cell::Text((*content).to_owned());
    }
    (book, u32::try_from(free).unwrap())
}

fn qingdan(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(folder).args(arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8([output.stdout.clone(), output.stderr.clone()].concat()).unwrap()
}

#[test]
fn a_rule_added_to_an_exported_plan_works_in_the_check_the_form_and_the_rule_book() {
    let folder = tempfile::tempdir().unwrap();
    let (edited, _) = with_a_rule(&example());
    let workbook = write(&edited).unwrap();
    std::fs::write(folder.path().join("方案.xlsx"), &workbook).unwrap();
    let run = |arguments: &[&str]| printed(&qingdan(folder.path(), &[arguments, &["--plan", "方案.xlsx"]].concat()));
    assert!(run(&["plan", "check"]).contains("方案可以使用：错误0条"));

    // The rule book.
    let explained = run(&["rules", "Y02"]);
    let fires = "会提示的例子：本年累计完成投资为800、是否入库纳统为“否” → 本年已完成投资800万元，尚未入库纳统。";
    assert!(explained.contains(fires), "{explained}");
    assert!(run(&["rules", "-o", "规则手册.xlsx"]).contains("已写出"));
    let printed_book =
        read("规则手册.xlsx", &std::fs::read(folder.path().join("规则手册.xlsx")).unwrap(), &Limits::default());
    let cells: Vec<String> = printed_book.grids[0].cells.iter().map(|cell| cell.value.shown()).collect();
    assert!(cells.contains(&"Y 本方案增加的规则".to_owned()) && cells.contains(&"Y02".to_owned()));

    // The form, blank as it is handed out, and filled in against the rule.
    let (own, findings) = load(&Files::from_workbook(&read("方案.xlsx", &workbook, &Limits::default())));
    assert!(findings.iter().all(|finding| finding.code.0 != "P10"), "{findings:?}");
    assert!(run(&["form", "区发改局", "--period", "2023Q3"]).contains("1份"));
    let handed_out = std::fs::read(folder.path().join("下发/区发改局_2023Q3_填报表.xlsx")).unwrap();
    let live = read("表.xlsx", &handed_out, &Limits::default());
    let check = live.grids.iter().find(|grid| &*grid.name == "_check").unwrap();
    assert!(
        check
            .cells
            .iter()
            .any(|cell| cell.formula.as_ref().is_some_and(|formula| formula.contains("Y02【警告：是否入库纳统】")))
    );
    let (unit, period) = (own.find_unit("区发改局").unwrap(), "2023Q3".parse().unwrap());
    let mut filling = Filling::default();
    let projects = own.table(TableId::Projects);
    let begun = Value::Date(jiff::civil::date(2022, 3, 1));
    for (field, value) in
        [("是否入库纳统", Value::text("否")), ("本年累计完成投资", Value::Number(800.0)), ("实际开工时间", begun)]
    {
        filling.cells.insert((TableId::Projects, RowKey::from("XM01"), projects.named(field).unwrap()), value);
    }
    let filled = form(&own, period, unit, &roster(&own, period, None), Some(&filling));
    let sheet = filled.sheets.iter().find(|sheet| sheet.name == "重大项目实施表").unwrap();
    let said: Vec<String> = sheet.rows[3]
        .cells
        .iter()
        .map(|(_, cell, _)| match cell {
            Cell::Formula { cached, .. } => cached.shown(),
            Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Link { .. } => String::new(),
        })
        .collect();
    let message = "本年已完成投资800万元，尚未入库纳统。";
    assert!(said.iter().any(|said| said.starts_with(&format!("Y02【警告：是否入库纳统】{message}"))), "{said:?}");

    // The check.
    std::fs::write(folder.path().join("来件.xlsx"), write(&filled).unwrap()).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&run(&["check", "来件.xlsx", "--format", "json", "--quiet"])).unwrap();
    let found: Vec<_> =
        json["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "Y02").collect();
    assert_eq!(found.len(), 1, "{json}");
    assert_eq!(
        (&found[0]["message"], &found[0]["field"], &found[0]["row"]),
        (&message.into(), &"是否入库纳统".into(), &"XM01".into())
    );
}

#[test]
fn a_malformed_rule_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let head = with_a_rule(&[]).0;
    let head = &head.sheets.iter().find(|sheet| sheet.name == "规则").unwrap().rows[0];
    let cases = [
        ("公式", "OR([@是否入库]<>\"否\",[@本年累计完成投资]<500)", "P10", "公式第4个字符处：本表没有“是否入库”列"),
        ("公式", "OR([@是否入库纳统]<>\"否\"，[@本年累计完成投资]<500)", "P10", "公式第18个字符处：“，”是全角符号"),
        ("公式", "[@本年累计完成投资]<500", "P14", ""),
        ("所指栏目", "入库", "P08", "入库"),
        ("提示语", "本年已完成投资{[@本年累计完成投资]万元", "P10", ""),
        ("不通过示例", "", "P13", ""),
    ];
    for (column, content, code, reason) in cases {
        let mut row = example();
        row.iter_mut().find(|(label, _)| *label == column).unwrap().1 = content;
        row.retain(|(_, content)| !content.is_empty());
        let (edited, at) = with_a_rule(&row);
        std::fs::write(folder.path().join("方案.xlsx"), write(&edited).unwrap()).unwrap();
        let output = qingdan(folder.path(), &["rules", "Y02", "--plan", "方案.xlsx"]);
        let said = printed(&output);
        assert_eq!(output.status.code(), Some(2), "{column}: {said}");
        // What an example lacks is said at the formula.
        let blamed = if code == "P13" || code == "P14" { "公式" } else { column };
        let col = head.cells.iter().find(|(_, cell, _)| text(cell) == blamed).unwrap().0;
        let place = format!("[规则] {}", CellRef::new(at, col));
        assert!(said.contains(&place) && said.contains(code) && said.contains(reason), "{column} {place}: {said}");
    }
}
