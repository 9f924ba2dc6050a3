//! 季度通报, 月度专报, 年度评估: every number in them is one of the printed tables', counted here a second time.

mod expected;
mod printed;
mod returns;
mod templates;

use crate::official::quarter::{full, plan as plan_with_projects};
use expected::Tables;
use printed::{count, numerals, share, text};
use qingdan::check::check;
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::plan::{Files, Plan, load};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Return, recognize};
use qingdan::render::Book;
use qingdan::render::official::workbook;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn plan() -> Plan {
    load(&Files::embedded()).0
}

fn book(plan: &Plan, quarter: &Quarter) -> Book {
    workbook(plan, quarter, None)
}

/// The returns of the committed samples.
static SAMPLES: LazyLock<Vec<Return>> = LazyLock::new(|| {
    let plan = plan();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2023Q3");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let given = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        recognize(&read(&name, &std::fs::read(path).unwrap(), &Limits::default()), &plan)
    };
    paths.iter().map(given).collect()
});

/// The quarter of the committed samples.
fn samples(plan: &Plan) -> Quarter {
    let period = "2023Q3".parse().unwrap();
    consolidate(plan, period, &check(plan, &SAMPLES, Some(period), None), None)
}

/// The numbers of a 季度通报 of 2023Q3. `outlook` is what the office wrote for the first part.
fn quarter_numbers(plan: &Plan, book: &Book, outlook: &str) -> Vec<String> {
    let mut tables = Tables::of(plan, book);
    for piece in ["2023", "2023", outlook, "2023年9月30日"] {
        tables.put(piece);
    }
    tables.quarter_indicators();
    tables.quarter_groups();
    tables.project_count();
    tables.project_money("总投资");
    tables.project_money("年度计划投资");
    tables.put("1-9月");
    tables.project_money("本年累计完成投资");
    tables.project_rate();
    tables.project_gap();
    tables.project_lights();
    for line in tables.projects_behind() {
        tables.put(&line["项目名称"]);
        tables.put(&line["完成年度计划"]);
    }
    tables.task_counts(&["已完成", "推进中", "持续推进", "滞后", "未启动"]);
    tables.task_lights();
    for line in tables.late_tasks() {
        tables.put(&line["任务编号"]);
    }
    let open = tables.issues("占比");
    for status in ["待交办", "整改中", "申请销号", "退回整改", "延期", "长期推进"] {
        if count(&open, "销号状态", status) > 0 {
            tables.put(count(&open, "销号状态", status));
        }
    }
    tables.overdue(&open, "列名");
    tables.quarter_boards();
    let with_reason = tables.behind().into_iter().filter(|line| !line["未达序时原因"].is_empty());
    let reasons: Vec<_> =
        with_reason.map(|line| vec![line["指标名称"].clone(), line["未达序时原因"].clone()]).collect();
    tables.begun(&reasons, usize::MAX);
    // The templates give the first twenty problems and requests, and ten pieces of experience.
    for (list, most) in [(tables.problems(), 20), (tables.requests(), 20), (tables.experience(), 10)] {
        tables.begun(&list, most);
    }
    tables.numbers()
}

#[test]
fn every_number_in_the_samples_bulletin_is_the_tables() {
    let plan = plan();
    let book = book(&plan, &samples(&plan));
    let bulletin = text(&book, "季度通报");
    let numbers = quarter_numbers(&plan, &book, "");
    assert!(numbers.len() > 80, "{}", numbers.len());
    assert_eq!(numerals(&bulletin), numbers, "{bulletin}");
}

#[test]
fn numbers_agree_with_a_hand_calculation() {
    let plan = plan();
    let bulletin = text(&book(&plan, &samples(&plan)), "季度通报");
    // XM01 320,000 + XM02 58,000 万元; 40,000 + 15,000; 32,000 + 11,000; 43/55 = 78.2 %; 78.2 − 75.0.
    let projects = "项目2个，总投资37.8亿元，年度计划投资5.5亿元；1-9月累计完成投资4.3亿元，占年度计划的78.2%，高于序时进度3.2个百分点";
    // WS01 and WS02 of the quarter before and WT01 are closed, 3/7 = 42.9 %; WT02 applied for, WT03 and WT04 under way,
    // WT05 extended; WT04 was due on 9月20日.
    let issues = "登记问题7件，已办结3件，占比42.9%；未办结4件，其中整改中2件、申请销号1件、延期1件。超期1件，为WT04（区人力社保局，超期10天）";
    for sentence in [projects, issues, "前三季度全区服务业总体平稳"] {
        assert!(bulletin.contains(sentence), "{sentence}\n{bulletin}");
    }
}

#[test]
fn legal_gaps_unreported_and_unusable_figures_are_told_apart() {
    let plan = plan_with_projects();
    let book = book(&plan, &full(&plan).quarter());
    let bulletin = text(&book, "季度通报");
    assert_eq!(numerals(&bulletin), quarter_numbers(&plan, &book, ""), "{bulletin}");
    let [no_data, unreported, unusable] = Tables::unknown(&Tables::of(&plan, &book).indicators);
    // 2.1-2 and 6.1-1 have open errors; one total has no project with a figure, and every eleventh asked indicator was
    // left out: neither is wrong.
    assert_eq!(unusable, 2);
    assert!(no_data > 0 && unreported > 0);
    let gaps = format!("；按规定暂无数据{no_data}项；未报{unreported}项；数据有误未采用{unusable}项。");
    assert!(bulletin.contains(&gaps), "{gaps}\n{bulletin}");
}

#[test]
fn a_project_taken_off_the_list_is_in_no_total() {
    let mut plan = plan_with_projects();
    let gone = plan.projects.iter_mut().find(|project| project.code.0 == "XM04").unwrap();
    gone.change = "调出".to_owned();
    let book = book(&plan, &full(&plan).quarter());
    let bulletin = text(&book, "季度通报");
    assert_eq!(numerals(&bulletin), quarter_numbers(&plan, &book, ""), "{bulletin}");
    // Of XM03 to XM08 XM04 is gone, XM01 and XM02 have no money: 200000+60000+30000+15000+9000 = 314000 万元.
    assert!(bulletin.contains("项目7个（年内调出1个，不计入），总投资31.4亿元"), "{bulletin}");
    let indicators = printed::lines(&book, "主要指标进度表", "指标编号");
    let value = |key: &str| indicators.iter().find(|line| line["指标编号"] == key).unwrap()["本期累计完成值"].clone();
    // 省服务业重大项目: XM03, XM05, XM08.
    assert_eq!([value("4.1-1"), value("4.1-4")], ["3", "1"]);
}

#[test]
fn how_many_are_first_and_last_is_the_plans() {
    let mut plan = plan();
    for (name, value) in [("表扬名额", 1.0), ("督促名额", 2.0)] {
        plan.limits.iter_mut().find(|limit| limit.name == name).unwrap().value = value;
    }
    let book = book(&plan, &samples(&plan));
    let bulletin = text(&book, "季度通报");
    assert_eq!(numerals(&bulletin), quarter_numbers(&plan, &book, ""), "{bulletin}");
    // 区科技局 and 区金融办 share the first place.
    let first = "列前一名的为区科技局（111.43分）、区金融办（111.43分），列后二名的为";
    assert!(bulletin.contains(first), "{bulletin}");
}

#[test]
fn every_number_in_a_months_report_is_the_tables() {
    let plan = plan();
    let period = "2023-08".parse().unwrap();
    let book = book(&plan, &returns::consolidated(&plan, period, period, period));
    let report = text(&book, "月度专报");
    let mut tables = Tables::of(&plan, &book);
    // The office's paragraphs by number, then what it wrote for the last part.
    for piece in ["2023年8月", "增长6.2%，8.1%", "2023年8月31日"] {
        tables.put(piece);
    }
    let lights = ["绿", "黄", "红"].map(|light| count(&tables.indicators, "亮灯", light));
    tables.puts(&[tables.indicators.len(), lights[0], lights[1] + lights[2]]);
    let not_reached = count(&tables.indicators, "亮灯", "—");
    let [no_data, unreported, unusable] = Tables::unknown(&tables.indicators);
    for some in [not_reached, no_data, unreported, unusable].into_iter().filter(|some| *some > 0) {
        tables.put(some);
    }
    for line in tables.behind() {
        for head in ["指标名称", "本期累计完成值", "完成率"] {
            tables.put(&line[head]);
        }
    }
    tables.project_count();
    tables.put("1-8月");
    for head in ["本年累计完成投资", "年度计划投资"] {
        tables.project_money(head);
    }
    tables.project_rate();
    tables.project_gap();
    tables.project_lights();
    for line in tables.projects_behind() {
        for head in ["项目名称", "完成年度计划", "形象进度", "存在问题", "下阶段计划"] {
            tables.put(&line[head]);
        }
    }
    tables.task_counts(&["已完成", "推进中", "持续推进", "滞后", "未启动"]);
    for line in tables.late_tasks() {
        for head in ["任务编号", "存在问题", "下阶段工作安排"] {
            tables.put(&line[head]);
        }
    }
    let open = tables.issues("");
    tables.overdue(&open, "列名");
    tables.submissions();
    tables.begun(&tables.requests(), 20);
    tables.put("第99号");
    assert_eq!(numerals(&report), tables.numbers(), "{report}");
    assert!(report.starts_with("关于2023年8月服务业高质量发展“十百千”工程推进情况的专报\n"), "{report}");
    // Fifteen indicators are asked for monthly; 24,680.5 + 5,432.1 万元; of 36,000.
    for sentence in ["按月调度的量化指标15项", "1-8月累计完成投资3.01亿元，占年度计划3.6亿元的83.6%"]
    {
        assert!(report.contains(sentence), "{sentence}\n{report}");
    }
}

#[test]
fn every_number_in_a_years_evaluation_is_the_tables() {
    let plan = plan();
    let [year, quarter] = ["2023", "2023Q4"].map(|period| period.parse().unwrap());
    let book = book(&plan, &returns::consolidated(&plan, year, quarter, year));
    let report = text(&book, "年度评估");
    let mut tables = Tables::of(&plan, &book);
    for piece in ["2023年度", "2023年", "增长6.2%，8.1%"] {
        tables.put(piece);
    }
    let met = |line: &printed::Line| line["亮灯"] == "绿";
    let due = |line: &printed::Line| line["完成时限"] == "2023-12-31";
    // At the year's end a light is green only where the target is met, for what is due; 5.2 runs to 2027.
    let (ending, later): (Vec<_>, Vec<_>) = tables.indicators.clone().into_iter().partition(due);
    assert_eq!(later.iter().map(|line| line["任务编号"].as_str()).collect::<Vec<_>>(), ["5.2"]);
    let reached = ending.iter().filter(|line| met(line)).count();
    let missed: Vec<_> = ending.iter().filter(|line| line["亮灯"] == "红").cloned().collect();
    let unknown = count(&ending, "亮灯", "灰");
    tables.puts(&[tables.indicators.len(), ending.len(), reached]);
    tables.put(share(reached, ending.len()));
    tables.puts(&[missed.len(), unknown, later.len()]);
    // 5.2 stands well below its target for 2027.
    tables.put("2023 0");
    let named =
        missed.iter().map(|line| ["指标名称", "年度目标", "本期累计完成值"].map(|head| line[head].clone()).to_vec());
    tables.begun(&named.collect::<Vec<_>>(), usize::MAX);
    for line in tables.indicators.clone().iter().filter(|line| line["关键指标"] == "是") {
        for head in ["指标名称", "本期累计完成值", "完成率"] {
            tables.put(&line[head]);
        }
    }
    let own = |holds: &dyn Fn(&qingdan::plan::Measure) -> bool| {
        let within = |line: &&printed::Line| plan.measure(&line["任务编号"]).is_some_and(holds);
        let lines: Vec<_> = tables.indicators.iter().filter(within).collect();
        let reached = lines.iter().filter(|line| due(line) && met(line)).count();
        [lines.len(), reached, lines.iter().filter(|line| line["亮灯"] == "红").count()]
    };
    let done = |tasks: &[printed::Line]| tasks.iter().filter(|line| Tables::status(line) == "已完成").count();
    let mut divisions = Vec::new();
    for part in ["一、", "二、", "三、"] {
        let tasks = tables.tasks_of(&|measure| measure.part.starts_with(part));
        let [all, reached, missed] = own(&|measure| measure.part.starts_with(part));
        let name = if part == "二、" { "352" } else { "" };
        divisions.extend([name.to_owned(), format!("{} {} {all} {reached} {missed}", tasks.len(), done(&tasks))]);
    }
    for group in tables.groups() {
        let tasks = tables.tasks_of(&|measure| measure.work_group == group);
        let [all, reached, _] = own(&|measure| measure.work_group == group);
        divisions.push(format!("{} {} {all} {reached}", tasks.len(), done(&tasks)));
    }
    for piece in divisions {
        tables.put(piece);
    }
    let (ending, later): (Vec<_>, Vec<_>) = tables.aims.clone().into_iter().partition(due);
    // What is not due until 2027 and shows green may only be on schedule: its value is held against its target.
    let over = |line: &printed::Line| {
        line.number("本期累计完成值").zip(line.number("目标值")).is_some_and(|(value, target)| value >= target)
    };
    let unknown = count(&ending, "亮灯", "灰");
    let reached = count(&ending, "亮灯", "绿");
    let early = later.iter().filter(|line| over(line)).count();
    tables.puts(&[tables.aims.len(), ending.len(), reached, ending.len() - reached - unknown, unknown]);
    tables.puts(&[later.len(), early]);
    for (lines, year) in [(&ending, ""), (&later, "2027")] {
        for line in lines {
            for piece in [&line["指标名称"], year, &line["年度目标"], &line["本期累计完成值"]] {
                tables.put(piece);
            }
        }
    }
    tables.project_count();
    for head in ["总投资", "年度计划投资", "本年累计完成投资"] {
        tables.project_money(head);
    }
    tables.project_rate();
    tables.project_kinds();
    tables.project_lights();
    for line in tables.projects_behind() {
        tables.put(&line["项目名称"]);
        tables.put(&line["完成年度计划"]);
    }
    tables.task_counts(&["已完成", "持续推进", "推进中", "滞后", "未启动"]);
    tables.task_lights();
    for line in tables.late_tasks() {
        tables.put(&line["任务编号"]);
    }
    let open = tables.issues("占比");
    tables.overdue(&open, "");
    for board in ["区直部门", "街镇"] {
        let ranked = tables.ranked(board);
        tables.put(ranked.len());
        for (rank, score) in ranked {
            tables.put(format!("{rank} {score}"));
        }
    }
    // The templates give the first twenty problems and requests, and ten pieces of experience.
    for (list, most) in [(tables.problems(), 20), (tables.requests(), 20), (tables.experience(), 10)] {
        tables.begun(&list, most);
    }
    tables.put("第99号");
    assert_eq!(numerals(&report), tables.numbers(), "{report}");
    assert!(report.contains("主要目标27项，年内到期5项"), "{report}");
}

#[test]
fn a_bulletin_gives_the_beginnings_of_long_texts_and_of_long_lists() {
    use qingdan::key::TableId;
    use qingdan::render::letter::Block;
    use qingdan::value::Value;
    let plan = plan_with_projects();
    let mut filled = full(&plan);
    let long = format!("{}；{}。", "港".repeat(40), "湾".repeat(200));
    for measure in plan.measures.iter().take(25) {
        let said = [("推进状态", "滞后"), ("存在问题", &*long), ("典型经验", "推行企业点单")];
        filled.fill(TableId::Tasks, &measure.code.0, &said.map(|(field, text)| (field, Value::text(text))));
    }
    let quarter = filled.quarter();
    let begins = format!("{}……（全文见汇总表）", "港".repeat(40));
    let told: Vec<&String> = quarter.bulletin.iter().filter(|text| text.contains(&begins)).collect();
    assert_eq!(told.len(), 20, "{:#?}", quarter.bulletin);
    assert!(told[0].starts_with("1．") && told[0].ends_with(&format!("{begins}。")));
    let all = quarter.bulletin.concat();
    assert!(!all.contains('湾') && all.contains("项中的前20项，其余见汇总表"));
    assert_eq!(all.matches("推行企业点单").count(), 10);

    // The table behind the letter has all rows, and of the long text as much as stands there.
    let letter = qingdan::render::official::letter(&plan, &quarter, None);
    let tables =
        letter.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let cells: Vec<&str> =
        tables.flat_map(|table| table.lines.iter().flatten()).map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells.iter().filter(|cell| **cell == begins).count(), 25);
    // Of more issues than are read one by one those that are late (ten, WT01, WT03) or due within a week (WT02).
    assert!(quarter.table(TableId::CloseOut).len() < 60);
    assert!(
        !letter.blocks.iter().any(|block| matches!(block, Block::Paragraph(text) if text.starts_with("未销号问题共")))
    );
    for number in 100..200 {
        let key = format!("WT{number}");
        let day = Value::Date(jiff::civil::date(2023, if number % 10 == 0 { 9 } else { 12 }, 1));
        let fields = [("问题编号", Value::text(&key)), ("销号状态", Value::text("整改中")), ("整改期限", day)];
        filled.add(TableId::CloseOut, &key, &fields);
    }
    let many = qingdan::render::official::letter(&plan, &filled.quarter(), None);
    let said = "未销号问题共103件，以下为亮红灯、黄灯的13件；其余90件见汇总表的督导服务销号表。";
    assert!(many.blocks.contains(&Block::Paragraph(said.to_owned())), "{:#?}", many.blocks);
    let Some(Block::Table(table)) = many.blocks.last() else { panic!("the issues come last") };
    assert_eq!(table.lines.len(), 13);

    let rows = printed::lines(&book(&plan, &quarter), "重点任务攻坚表", "任务编号");
    assert!(rows.iter().any(|line| line["存在问题"] == long), "the workbook has all of it");
}
