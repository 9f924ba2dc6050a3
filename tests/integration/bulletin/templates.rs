//! Templates that the office edits, or breaks.

use super::{Tables, book, plan, printed, samples};
use qingdan::finding::Severity;
use qingdan::plan::{Files, load, template};
use qingdan::text::bulletin::Bulletin;
use std::path::Path;
use std::process::Command;

/// The embedded plan with a text in place of one of its templates, and the errors found: code, file, line, message.
fn with(name: &str, source: &str) -> Vec<(String, String, u32, String)> {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(known, _)| known == name).unwrap();
    source.clone_into(text);
    let (_, findings) = load(&files);
    let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|f| (f.code.0, f.at.file.to_string(), f.at.cell.map_or(0, |cell| cell.row + 1), f.message)).collect()
}

#[test]
fn a_broken_template_is_named_with_file_and_line() {
    let many = "1,".repeat(400);
    let endless = format!("标题\n{}{}", format!("{{% for 甲 in [{many}] %}}").repeat(4), "{% endfor %}".repeat(4));
    let cases = [
        // A tag that is not closed, a word that is no tag.
        ("标题\n\n{{ 报告期 }\n", 3, "语法有误"),
        ("标题\n{% 如果 报告期 %}甲{% endif %}", 2, "语法有误"),
        ("标题\n\n{% for 项 in 需协调事项 %}\n{{ 项.内容 }}\n", 4, "语法有误"),
        // Names that do not exist: at the top, below one that does, in a loop, in a branch that is not taken.
        ("标题\n\n{{ 报告季 }}", 3, "“报告季”"),
        ("标题\n{{ 指标.总量 }}", 2, "“指标.总量”"),
        ("标题\n\n{% for 项 in 需协调事项 %}\n{{ 项.部门 }}\n{% endfor %}", 4, "没有的变量或栏目"),
        ("标题\n{% if 指标.总数 > 9999 %}\n{{ 报告季 }}\n{% endif %}", 3, "“报告季”"),
        ("标题\n{{ 指标.总数 | 大写 }}", 2, "没有的过滤器"),
        ("标题\n{% include \"/etc/hostname\" %}", 2, "语法有误"),
        (&endless, 2, "循环过多"),
        ("标题\n{% for 甲 in range(9) %}{% endfor %}", 2, "“range”"),
    ];
    for (source, line, message) in cases {
        let found = with("texts/月度专报.txt", source);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        let (code, file, at, said) = &found[0];
        assert_eq!((code.as_str(), file.as_str(), *at), ("P19", "texts/月度专报.txt", line), "{source}: {said}");
        assert!(said.contains(message), "{source}: {said}");
    }
}

#[test]
fn a_missing_template_is_named() {
    let mut files = Files::embedded();
    files.files.retain(|(name, _)| name != "texts/年度评估.txt");
    let (_, findings) = load(&files);
    let missing: Vec<_> = findings.iter().filter(|f| f.code.0 == "P01").map(|f| f.at.file.to_string()).collect();
    assert_eq!(missing, ["texts/年度评估.txt"]);
}

#[test]
fn a_template_that_fails_on_a_quarters_own_data_says_so_and_keeps_it_a_draft() {
    let mut plan = plan();
    let (_, text) = plan.texts.iter_mut().find(|(name, _)| name == "季度通报").unwrap();
    "标题\n\n{{ 需协调事项[2].内容 }}{{ 需协调事项[3].内容 }}".clone_into(text);
    let quarter = samples(&plan);
    let fault: Vec<_> = quarter.findings.iter().filter(|finding| finding.code.0 == "P19").collect();
    assert_eq!((fault.len(), quarter.errors), (1, 1));
    assert_eq!((fault[0].at.file.to_string(), fault[0].at.cell.unwrap().row), ("texts/季度通报.txt".to_owned(), 2));
    let book = book(&plan, &quarter);
    assert!(printed::text(&book, "季度通报").contains(&fault[0].message));
    assert!(printed::sheet(&book, "封面").page.header.contains("征求意见稿"));
}

#[test]
fn empty_lists_read_well() {
    let nothing = Bulletin::default();
    let plan = plan();
    for (name, sentences) in [
        (
            "季度通报",
            [
                "存在问题：无。",
                "需协调事项：无。",
                "本期没有登记督导服务问题。",
                "建议通报表扬：无。建议亮灯督促：无。",
            ],
        ),
        (
            "月度专报",
            [
                "无。",
                "本月没有登记督导服务问题。",
                "本月没有列入重大项目实施表的项目。",
                "本月没有按月调度的量化指标。",
            ],
        ),
        (
            "年度评估",
            ["存在问题：无。", "需协调事项：无。", "全年没有登记督导服务问题。", "本年没有列入重大项目实施表的项目。"],
        ),
    ] {
        let paragraphs = template::render(plan.text(name), &nothing).unwrap();
        for sentence in sentences {
            assert!(paragraphs.iter().any(|paragraph| paragraph == sentence), "{name} {sentence} {paragraphs:#?}");
        }
        let odd = ["，。", "；。", "为。", "、。", "：。", "。。", "，，", "none", "undefined"];
        let all = paragraphs.join("\n");
        assert!(odd.iter().all(|odd| !all.contains(odd)), "{name} {all}");
    }
}

#[test]
fn every_variable_is_explained_to_the_office() {
    let plan = plan();
    let guide = plan.text("说明");
    let words: Vec<&str> = guide.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut names = Vec::new();
    let mut waiting = vec![
        serde_json::to_value(Bulletin::example(&["绿"])).unwrap(),
        serde_json::to_value(qingdan::text::returned::Notice::example()).unwrap(),
    ];
    while let Some(value) = waiting.pop() {
        for (name, value) in value.as_object().into_iter().flatten() {
            names.push(name.clone());
            waiting.push(value.clone());
        }
        waiting.extend(value.as_array().into_iter().flatten().cloned());
    }
    assert!(names.len() > 150);
    let missing: Vec<&String> = names.iter().filter(|name| !words.contains(&name.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn an_edited_template_is_used_and_a_broken_one_stops_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(folder.path()).args(arguments).output().unwrap()
    };
    assert_eq!(run(&["init", "方案"]).status.code(), Some(0));
    let template = folder.path().join("方案/texts/季度通报.txt");
    // As Notepad saves it.
    let edited = "\u{feff}{{ 年份 }}年{{ 时段名称 }}简报\r\n\r\n一、数字\r\n\r\n举措{{ 任务.举措数 }}项，\r\n完成{{ 任务.已完成 }}项。\r\n";
    std::fs::write(&template, edited).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2023Q3");
    let job = ["consolidate", samples.to_str().unwrap(), "--period", "2023Q3", "--plan", "方案", "-o", "汇总.xlsx"];
    let output = run(&job);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let written = std::fs::read(folder.path().join("汇总.xlsx")).unwrap();
    let source = qingdan::read::read("汇总.xlsx", &written, &qingdan::read::Limits::default());
    let sheet = source.grids.iter().find(|grid| &*grid.name == "季度通报").unwrap();
    let texts: Vec<String> = sheet.cells.iter().map(|cell| cell.value.shown().trim().to_owned()).collect();
    let plan = plan();
    let done = Tables::of(&plan, &book(&plan, &super::samples(&plan))).in_status("已完成");
    let expected = ["2023年前三季度简报".to_owned(), "一、数字".to_owned(), format!("举措69项，完成{done}项。")];
    assert_eq!(texts[..3], expected);

    std::fs::write(&template, "标题\n\n{{ 任务.举措总数 }}").unwrap();
    let refused = run(&job);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("P19 方案/texts/季度通报.txt 第3行") && said.contains("“任务.举措总数”"), "{said}");
}
