//! What a plan must not say: each fault is refused on loading, at its place, in words that a clerk understands.

/// Every code in the catalogue.
mod entries;
/// Limits and fields.
mod settings;

use qingdan::finding::Severity;
use qingdan::plan::{Files, load};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A fault: code, line, message.
type Fault = (String, u32, String);

/// The errors in a file of the embedded plan that was changed; others may follow from them.
fn changed(file: &str, change: impl Fn(&str) -> String) -> Vec<Fault> {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == file).unwrap();
    let before = text.clone();
    *text = change(text);
    assert_ne!(*text, before, "{file} was changed");
    let (_, findings) = load(&files);
    let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    let errors = errors.filter(|finding| *finding.at.file == *file);
    errors.map(|f| (f.code.0, f.at.cell.map_or(0, |cell| cell.row + 1), f.message)).collect()
}

fn with(file: &str, from: &str, to: &str) -> Vec<Fault> {
    changed(file, |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// One fault, its code, its line, and pieces of its message.
fn assert_one(found: &[Fault], code: &str, line: u32, pieces: &[&str]) {
    let [(found_code, at, message)] = found else { panic!("one fault {code} {pieces:?}, not {found:?}") };
    assert_eq!((found_code.as_str(), *at), (code, line), "{message}");
    for piece in pieces {
        assert!(message.contains(piece), "{piece} in {message}");
    }
}

/// The embedded list with one cell of a row changed: the row by its first cell, the column by its head.
fn cell(list: &str, key: &str, head: &str, content: &str) -> Vec<Fault> {
    changed(&format!("{list}.csv"), |text| edited(text, key, &[(head, content)]))
}

fn edited(text: &str, key: &str, cells: &[(&str, &str)]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let head = rows[0].clone();
    let row = rows.iter_mut().find(|row| row[0] == key).unwrap();
    for (column, content) in cells {
        (*content).clone_into(&mut row[head.iter().position(|known| known == column).unwrap()]);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The line of 2.1-1 in indicators.csv, of 1.1 in tasks.csv, of XM01 in projects.csv, of 1.1-M1 in milestones.csv.
const FIRST: u32 = 2;

#[test]
fn an_indicators_cells_are_what_their_columns_say() {
    for (head, content, code, piece) in [
        ("小数位", "两位", "P05", "应为数字"),
        ("小数位", "1.5", "P05", "0至6"),
        ("小数位", "-1", "P05", "0至6"),
        ("小数位", "300", "P05", "0至6"),
        ("小数位", "", "P04", "小数位"),
        ("权重", "-1", "P05", "不小于0"),
        ("权重", "1e9", "P05", "不小于0"),
        ("统计口径", "新建", "P05", "新增、累计、存量、比率、增速"),
        ("属性", "发展类", "P05", "发展、监测"),
        ("允许负数", "也许", "P05", "是、否"),
        ("起算日期", "", "P04", "起算日期"),
        ("完成时限", "", "P04", "完成时限"),
        ("完成时限", "2022-12-31", "P05", "早于起算日期2023-01-01"),
        ("起算日期", "2023-02-30", "P05", "日期"),
        ("目标值", "-1", "P05", "不小于0"),
        ("目标值", "1e300", "P05", "目标值"),
    ] {
        let found = cell("indicators", "2.1-1", head, content);
        assert_one(&found, code, FIRST, &[piece]);
    }
    // A growth may fall, and so may its aim.
    let growth = changed("indicators.csv", |text| edited(text, "2.1-1", &[("目标值", "-1"), ("允许负数", "是")]));
    assert_eq!(growth, []);
}

#[test]
fn an_indicator_is_not_taken_from_itself_nor_in_a_circle() {
    assert_one(&cell("indicators", "2.1-1", "取数", "=2.1-1"), "P11", FIRST, &["2.1-1", "循环"]);
    let circle = changed("indicators.csv", |text| {
        let one = edited(text, "2.1-1", &[("取数", "=2.1-2")]);
        let two = edited(&one, "2.1-2", &[("取数", "=2.2-1")]);
        edited(&two, "2.2-1", &[("取数", "=2.1-2")])
    });
    let at: Vec<(&str, u32)> = circle.iter().map(|(code, line, _)| (code.as_str(), *line)).collect();
    // 2.1-1 leads into the circle and is not part of it.
    assert_eq!(at, [("P11", 3), ("P11", 4)], "{circle:?}");
    // A chain that ends is none.
    assert_eq!(cell("indicators", "2.1-1", "取数", "=2.1-2"), []);
}

#[test]
fn what_is_taken_from_the_projects_names_fields_and_words_that_there_are() {
    for (source, piece) in [
        ("项目:投资额", "投资额"),
        ("项目:个数;来源=千项万亿", "来源"),
        ("项目:个数;来源清单=千项", "千项"),
        ("项目:项目名称", "项目名称"),
    ] {
        assert_one(&cell("indicators", "2.1-1", "取数", source), "P08", FIRST, &[piece]);
    }
    for source in ["项目:个数;千项万亿", "项目"] {
        assert_one(&cell("indicators", "2.1-1", "取数", source), "P05", FIRST, &["取数"]);
    }
}

#[test]
fn the_aims_of_the_quarters_are_four_numbers_that_do_not_fall_and_are_told_to_be_unused() {
    for (content, piece) in
        [("1、2、3", "四个数"), ("1、2、三、4", "四个数"), ("1、3、2、4", "不应下降"), ("1、1、1、2", "目标值1")]
    {
        assert_one(&cell("indicators", "2.1-1", "分期目标", content), "P05", FIRST, &[piece]);
    }
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "indicators.csv").unwrap();
    *text = edited(text, "2.1-1", &[("分期目标", "0、0、1、1")]);
    let (_, findings) = load(&files);
    let told: Vec<_> = findings.iter().filter(|f| f.message.contains("分期目标")).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].severity, told[0].code.0.as_str()), (Severity::Note, "P21"));
}

#[test]
fn a_projects_cells_are_what_their_columns_say() {
    for (head, content, code, piece) in [
        ("类型", "战略型", "P05", "战略支撑型、产业赋能型、生活美好型"),
        ("来源清单", "国家级", "P05", "千项万亿"),
        ("建设性质", "在建", "P05", "前期、新建、续建、竣工"),
        ("动态调整", "退出", "P05", "在库、新增、调出"),
        ("属地街镇", "五羊街道", "P08", "五羊街道"),
        ("属地街镇", "区发改局", "P08", "街镇"),
        ("总投资", "-1", "P05", "不小于0"),
        ("年度计划投资", "-0.5", "P05", "不小于0"),
    ] {
        assert_one(&cell("projects", "XM01", head, content), code, FIRST, &[piece]);
    }
    let dates = [("计划开工时间", "2024-01-01"), ("计划竣工时间", "2023-01-01")];
    let found = changed("projects.csv", |text| edited(text, "XM01", &dates));
    assert_one(&found, "P05", FIRST, &["计划竣工时间", "早于计划开工时间2024-01-01"]);
}

#[test]
fn a_project_leaves_the_list_with_a_reason_and_an_approval() {
    let all = [("动态调整", "调出"), ("调整原因", "停建"), ("批准文号", "〔2023〕1号"), ("调整日期", "2023-08-01")];
    assert_eq!(changed("projects.csv", |text| edited(text, "XM01", &all)), []);
    for missing in ["调整原因", "批准文号"] {
        let cells: Vec<_> = all.into_iter().filter(|(head, _)| *head != missing).collect();
        let found = changed("projects.csv", |text| edited(text, "XM01", &cells));
        assert_one(&found, "P04", FIRST, &[missing, "调出"]);
    }
}

#[test]
fn places_and_words_are_known_however_they_are_spaced_or_typed() {
    let cells = [("属地街镇", "五马 街道"), ("动态调整", " 在库"), ("类型", "战略支撑型\u{3000}")];
    assert_eq!(changed("projects.csv", |text| edited(text, "XM01", &cells)), []);
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "projects.csv").unwrap();
    *text = edited(text, "XM01", &cells);
    let (plan, _) = load(&files);
    let project = &plan.projects[0];
    assert_eq!(
        (project.place.as_str(), project.change.as_str(), project.category.as_str()),
        ("五马街道", "在库", "战略支撑型"),
        "as the lists call them"
    );
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "indicators.csv").unwrap();
    *text = edited(text, "2.1-1", &[("比较方式", "＞"), ("报送频率", " 季 ")]);
    assert!(load(&files).1.iter().all(|finding| finding.severity != Severity::Error));
}

#[test]
fn days_of_tasks_and_milestones_are_there_and_in_order() {
    assert_one(&cell("tasks", "1.1", "起算日期", ""), "P04", FIRST, &["起算日期"]);
    assert_one(&cell("tasks", "1.1", "完成时限", ""), "P04", FIRST, &["完成时限"]);
    assert_one(&cell("tasks", "1.1", "完成时限", "2022-01-01"), "P05", FIRST, &["早于起算日期"]);
    assert_one(&cell("tasks", "1.1", "序号", "一"), "P05", FIRST, &["序号"]);
    assert_one(&cell("tasks", "1.1", "序号", "0"), "P05", FIRST, &["序号"]);
    assert_one(&cell("milestones", "1.1-M1", "计划时间", ""), "P04", FIRST, &["计划时间"]);
    let units = changed("units.csv", |text| edited(text, "区委宣传部", &[("启用期", "2023Q3"), ("停用期", "2023Q1")]));
    assert_one(&units, "P05", 3, &["停用期", "早于"]);
}

#[test]
fn a_unit_has_one_name_that_can_be_a_files() {
    for name in
        ["区委/宣传部", "..", "../外面", "C:部", "部*", "部?", "<部>", "部|", "CON", "nul.", "部门.", "部\u{7}门"]
    {
        let found = cell("units", "区委宣传部", "名称", name);
        let bad: Vec<_> = found.iter().filter(|(code, line, _)| (code.as_str(), *line) == ("P05", 3)).collect();
        assert_eq!(bad.len(), 1, "{name:?}: {found:?}");
        assert!(bad[0].2.contains("文件名"), "{}", bad[0].2);
    }
    // A name that is another's alias.
    let found = cell("units", "区委统战部", "名称", "宣传部");
    assert!(found.iter().any(|(code, line, _)| (code.as_str(), *line) == ("P07", 4)), "{found:?}");
    // An alias of its own is no second unit.
    let own = changed("units.csv", |text| edited(text, "区委宣传部", &[("曾用名", "区委 宣传部")]));
    assert_eq!(own, []);
}

#[test]
fn every_limit_has_its_range() {
    for (name, from, bad) in [
        ("黄灯系数", "0.7", &["0", "-1", "1.5", "nan", "inf"][..]),
        ("左右容差", "0.95", &["0", "1.01", "-0.5"]),
        ("投资超额系数", "1.1", &["0", "0.99", "1000"]),
        ("得分上限", "1.2", &["0", "-1", "0.5", "100"]),
        ("进度得分", "100", &["0", "-100", "1e9"]),
        ("滞后得分", "60", &["-1", "1e9"]),
        ("迟报每日扣分", "10", &["-1", "101"]),
        ("退回扣分", "10", &["-1", "101"]),
        ("说明字数", "6", &["0", "-6", "1.5", "1000000"]),
        ("预警天数", "7", &["-1", "0.5", "4000"]),
        ("整改天数", "30", &["0", "-1", "4000"]),
        ("表扬名额", "3", &["-1", "2.5", "1000"]),
        ("督促名额", "3", &["-1", "2.5", "1000"]),
        ("督促指标得分", "70", &["-1", "1000"]),
        ("参加排名最低权重", "50", &["-1", "101"]),
        ("数值未变期数", "3", &["0", "1", "2.5", "1000"]),
        ("加减分上限", "10", &["-1", "1000"]),
        ("金额偏大倍数", "1000", &["1", "10001"]),
        ("金额偏小倍数", "5000", &["0", "10001"]),
        ("目标上限倍数", "100", &["0", "-1"]),
        ("比率上限", "100", &["0", "100000"]),
        ("增速上限", "100", &["0", "100000"]),
        ("完成率偏高线", "150", &["99", "100000"]),
        ("完成率过高线", "300", &["99", "100000"]),
        ("小目标上限", "5", &["-1"]),
        ("进展最少字数", "20", &["0", "2.5", "301"]),
        ("形象进度最少字数", "3", &["0", "301"]),
    ] {
        for bad in bad {
            let found = with("plan.toml", &format!("\"{name}\" = {from}"), &format!("\"{name}\" = {bad}"));
            let line = 1 + include_str!("../../templates/2023/plan.toml")
                .lines()
                .position(|line| line.starts_with(&format!("\"{name}\"")))
                .and_then(|line| u32::try_from(line).ok())
                .unwrap();
            let (code, at, message) = &found[0];
            assert_eq!((code.as_str(), *at), ("P05", line), "{name} {bad}: {found:?}");
            assert!(message.contains(name) && found.len() == 1, "{name} {bad}: {found:?}");
        }
    }
    // A weight out of range, and so a sum that is not 100.
    let weights = with("plan.toml", "\"指标权重\" = 40", "\"指标权重\" = -10");
    let codes: Vec<(&str, u32)> = weights.iter().map(|(code, line, _)| (code.as_str(), *line)).collect();
    assert_eq!(codes, [("C04", 32), ("P05", 32)], "{weights:?}");
    // A limit that the engine needs, and one of the office's own.
    assert_one(&with("plan.toml", "\"说明字数\" = 6\n", ""), "P04", 27, &["说明字数"]);
    assert_eq!(with("plan.toml", "\"说明字数\" = 6", "\"说明字数\" = 6\n\"自定\" = -5"), []);
    assert_one(&with("plan.toml", "\"黄灯系数\" = 0.7", "\"黄灯系数\" = \"七成\""), "P05", 28, &["黄灯系数"]);
}

#[test]
fn dates_years_and_reading_limits_have_their_range() {
    for (from, to, code, line, piece) in [
        ("\"2023Q3\" = 2023-10-07", "\"2023Q3\" = 2023-01-07", "P05", 20, "2023Q3"),
        ("\"2023Q3\" = 2023-10-07", "\"三季度\" = 2023-10-07", "P05", 20, "三季度"),
        ("\"2023Q3\" = 2023-10-07", "\"2023Q3\" = \"国庆后\"", "P05", 20, "国庆后"),
        ("year = 2023", "year = 23", "P05", 7, "年份"),
        ("end = 2027-12-31", "end = 2022-12-31", "P05", 8, "终止日期"),
        ("start = 2023-01-01, ", "", "P04", 8, "起始日期"),
        ("cells = 2000000", "cells = 0", "P05", 69, "单元格数"),
        ("sheets = 256", "sheets = 0", "P05", 70, "工作表数"),
        ("file-bytes = 67108864", "file-bytes = 1", "P05", 67, "文件字节数"),
        ("inflated-bytes = 536870912", "inflated-bytes = 99999999999999", "P05", 68, "解压后字节数"),
        ("id = \"鹿城服务业2023\"", "id = \" \"", "P04", 3, "方案编号"),
    ] {
        assert_one(&with("plan.toml", from, to), code, line, &[piece]);
    }
}

#[test]
fn sizes_in_the_tables_are_bounded() {
    for (from, to) in [
        ("open-rows = 10", "open-rows = 1000000000"),
        ("open-rows = 10", "open-rows = 501"),
        (
            "name = \"段落\", role = \"key\", filled = \"office\", width = 10",
            "name = \"段落\", role = \"key\", filled = \"office\", width = 0",
        ),
        (
            "name = \"段落\", role = \"key\", filled = \"office\", width = 10",
            "name = \"段落\", role = \"key\", filled = \"office\", width = 300",
        ),
        ("kind = \"number\", decimals = 1, filled", "kind = \"number\", decimals = 30, filled"),
    ] {
        let found = with("tables.toml", from, to);
        assert!(found.len() == 1 && found[0].0 == "P05" && found[0].1 > 1, "{to}: {found:?}");
    }
}

#[test]
fn a_rule_without_which_something_would_be_wrong_in_silence_cannot_be_switched_off() {
    for code in ["F01", "F03", "F04", "F07", "F11", "F14", "S07", "C04"] {
        let entry = format!("code = \"{code}\"\n");
        let found = with("rules.toml", &entry, &format!("{entry}level = \"off\"\n"));
        let line = include_str!("../../templates/2023/rules.toml").lines().position(|line| line == entry.trim_end());
        let line = u32::try_from(line.unwrap() + 1).unwrap();
        assert_one(&found, "P18", line, &[code, "不能停用"]);
    }
    assert_eq!(with("rules.toml", "code = \"F08\"\n", "code = \"F08\"\nlevel = \"off\"\n"), []);
}

#[test]
fn what_a_parser_says_is_said_in_chinese() {
    let cases = [
        ("plan.toml", "year = 2023", "year = "),
        ("plan.toml", "year = 2023", "year = \"二〇二三\""),
        ("plan.toml", "year = 2023", "year = 99999"),
        ("plan.toml", "year = 2023\n", ""),
        ("plan.toml", "year = 2023", "year = 2023\nyear = 2024"),
        ("plan.toml", "year = 2023", "year = 2023\njahr = 3"),
        ("plan.toml", "id = \"鹿城服务业2023\"", "id = \"鹿城服务业2023"),
        ("plan.toml", "\"黄灯系数\" = 0.7", "黄灯系数 = 0.7"),
        ("tables.toml", "kind = \"choice\"", "kind = \"选择\""),
        ("tables.toml", "id = \"outlook\"", "id = \"看法\""),
        ("tables.toml", "attachment = 1", "attachment = 300"),
        ("tables.toml", "attachment = 1", "attachment = true"),
        ("rules.toml", "severity = \"error\"", "severity = \"fatal\""),
        ("rules.toml", "built-in = \"file\"", "built-in = 3"),
    ];
    // A template's own: each with another of the library's reasons.
    let templates = [
        "题\n{{ 报告期 }",
        "题\n{{ 报告期 | 大写 }}",
        "题\n{% if %}{% endif %}",
        "题\n{% for 项 运行形势 %}{% endfor %}",
        "题\n{% endif %}",
        "题\n{{ \"a\" | abs }}",
        "题\n{{ 报告期() }}",
        "题\n{{ 指标.总数 | 汉字(1) }}",
        "题\n{{ 运行形势 | join(1, 2, 3, 4) }}",
        "题\n{{ 运行形势 + 1 }}",
        "题\n{{ \"\\x\" }}",
    ];
    let english = |message: &str| {
        let words = message.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2);
        let known = [
            "tables",
            "toml",
            "TOML",
            "CSV",
            "texts",
            "txt",
            "plan",
            "true",
            "false",
            "endif",
            "endfor",
            "year",
            "jahr",
            "level",
            "kind",
            "attachment",
            "severity",
            "built",
            "fatal",
            "else",
            "elif",
            "for",
        ];
        let known = |word: &str| {
            known.contains(&word) || message.contains(&format!("“{word}")) || message.contains(&format!("{word}”"))
        };
        words.filter(|word| !known(word)).map(str::to_owned).collect::<Vec<_>>()
    };
    for (file, from, to) in cases {
        let found = with(file, from, to);
        assert!(!found.is_empty(), "{to}");
        for (code, _, message) in &found {
            assert!(matches!(code.as_str(), "P02" | "P05" | "P04" | "P08"), "{to}: {code} {message}");
            assert_eq!(english(message), Vec::<String>::new(), "{to}: {message}");
        }
    }
    for source in templates {
        let found = changed("texts/月度专报.txt", |_| source.to_owned());
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1), ("P19", 2), "{source}: {}", found[0].2);
        assert_eq!(english(&found[0].2), Vec::<String>::new(), "{source}: {}", found[0].2);
    }
}

#[test]
fn no_template_can_exhaust_the_machine() {
    let doubled = |start: &str, step: &str, times: usize| {
        let mut source = format!("题\n{start}\n");
        for _ in 0..times {
            let _ = writeln!(source, "{step}");
        }
        source + "{{ a }}"
    };
    let many = "1,".repeat(400);
    let bombs = [
        "题\n{% set a = namespace() %}{% set a.a = a %}{{ a }}".to_owned(),
        doubled("{% set a = \"aaaaaaaa\" %}", "{% set a = a ~ a %}", 60),
        doubled("{% set a = [1, 2] %}", "{% set a = [a, a] %}", 60),
        doubled("{% set a = [1, 2] %}", "{% set a = a + a %}", 60),
        "题\n{{ \"a\" * 100000000000 }}".to_owned(),
        "题\n{{ [1] * 100000000000 }}".to_owned(),
        format!("题\n{{{{ \"a\"{} }}}}", " | replace(\"a\", \"aaaaaaaaaa\")".repeat(30)),
        "题\n{{ range(99999) | join(range(99999) | join(\"aaaaaaaaaaaaaaaaaaaaaaaaaa\")) }}".to_owned(),
        format!("题\n{}{}", "{% for a in range(99999) %}".repeat(5), "{% endfor %}".repeat(5)),
        format!("题\n{}甲乙丙丁{}", format!("{{% for a in [{many}] %}}").repeat(4), "{% endfor %}".repeat(4)),
        format!("题\n{}", format!("{{% for a in [{many}] %}}{}{{% endfor %}}", "长".repeat(9000)).repeat(3)),
        format!("题\n{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("题\n{{{{ {}1{} }}}}", "[".repeat(3000), "]".repeat(3000)),
        format!("题\n{{{{ {} true }}}}", "not ".repeat(100_000)),
        format!("题\n{{{{ {}1 }}}}", "-".repeat(100_000)),
        format!("题\n{{{{ 1{} }}}}", "+1".repeat(100_000)),
        format!("题\n{{{{ 报告期{} }}}}", ".a".repeat(100_000)),
        format!("题\n{{{{ 报告期{} }}}}", "|length".repeat(100_000)),
        format!("题\n{{{{ {}1 }}}}", "1 if 1 else ".repeat(100_000)),
        format!("题\n{}{}", "{% if 1 %}".repeat(5000), "{% endif %}".repeat(5000)),
        format!("题\n{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(5000)),
        "题\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        "题\n{% for a in 运行形势 recursive %}{{ loop(运行形势) }}{% endfor %}".to_owned(),
        "题\n{{ dict(a=1) }}".to_owned(),
        "题\n{{ debug() }}".to_owned(),
        "长".repeat(3_000_000),
    ];
    for bomb in bombs {
        let shown: String = bomb.chars().take(80).collect();
        let since = Instant::now();
        let found = changed("texts/月度专报.txt", |_| bomb.clone());
        assert!(since.elapsed() < Duration::from_secs(20), "{shown} took {:?}", since.elapsed());
        assert_eq!(found.iter().map(|(code, ..)| code.as_str()).collect::<Vec<_>>(), ["P19"], "{shown}: {found:?}");
    }
}

#[test]
fn many_rows_are_read_in_time_and_too_many_are_refused() {
    let rows = |count: usize| {
        changed("projects.csv", |text| {
            let mut text = text.to_owned();
            for index in 0..count {
                let _ = writeln!(text, "N{index},名称{index},,,,,,,,,,,,,,区发改局,在库,,,,");
            }
            text
        })
    };
    let since = Instant::now();
    assert_eq!(rows(4000), []);
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
    let found = rows(20_000);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("P05", 10_002), "below the head, ten thousand rows");
}

#[test]
fn a_form_stays_in_its_folder_whatever_the_unit_is_called() {
    for name in ["../../外面", "/etc/passwd", "C:\\系统", "..", "", "甲\n乙", "CON", &"长".repeat(300)] {
        let file = qingdan::text::run::form_file(name, "2023Q3");
        let path = std::path::Path::new(&file);
        assert_eq!(path.components().count(), 1, "{file}");
        assert!(!file.contains(['/', '\\', ':', '\n']) && !file.starts_with('.') && file.len() < 255, "{file}");
    }
    assert_eq!(qingdan::text::run::form_file("区发改局", "2023Q3"), "区发改局_2023Q3_填报表.xlsx");
}

#[test]
fn a_file_in_another_encoding_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in Files::embedded().files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    // 单位 as a Chinese Windows writes it.
    std::fs::write(folder.path().join("units.csv"), b"\xb5\xa5\xce\xbb\n").unwrap();
    let error = Files::from_folder(folder.path()).unwrap_err().to_string();
    assert_eq!(error, "“units.csv”不是UTF-8编码。请用记事本打开，另存为时编码选“UTF-8”。");
}
