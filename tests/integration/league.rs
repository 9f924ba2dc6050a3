//! The league of twelve units: every special case of scores, ranks, boards and suggestions, calculated by hand, and the
//! sheet on which anybody can follow it.

mod twelve;

use crate::official::quarter::{Filled, third_quarter};
use crate::official::{sheet, shown};
use qingdan::check::check;
use qingdan::consolidate::{LeagueUnit, LeftOutFor, Mark, Quarter, ZeroFor, consolidate};
use qingdan::key::TableId;
use qingdan::plan::{Files, Plan, load};
use qingdan::render::official::workbook;
use qingdan::render::{Book, Cell, Sheet};
use qingdan::value::Value;
use twelve::{open_error, plan, points, quarter, sent, supported, value};

/// The quarter after changes to what was sent.
fn after(change: impl Fn(&mut Filled<'_>)) -> (Plan, Quarter) {
    let plan = plan();
    let mut filled = sent(&plan);
    change(&mut filled);
    let quarter = quarter(&filled);
    (plan, quarter)
}

fn unit<'a>(plan: &Plan, quarter: &'a Quarter, name: &str) -> &'a LeagueUnit {
    let id = plan.find_unit(name).unwrap();
    quarter.league.units.iter().find(|unit| unit.unit == id).unwrap()
}

#[track_caller]
fn scores(name: &str, components: [Option<f64>; 5], score: f64) {
    let (plan, quarter) = after(|_| {});
    let unit = unit(&plan, &quarter, name);
    assert_eq!(unit.components, components, "{name}");
    assert_eq!(unit.score, Some(score), "{name}");
}

#[test]
fn an_indicator_counts_by_its_weight_and_120_at_the_most() {
    // 1.1-1: 75.0÷75 = 1 → 100. 1.1-2: 96.0÷75 = 1.28, held to 1.2 → 120, weight 3. (100+3×120)÷4 = 115.
    // No project, no issue: (115×40+100×20+100×10)÷70 = 7,600÷70 = 108.571….
    scores("甲局", [Some(115.0), None, Some(100.0), None, Some(100.0)], 108.57);
    // A whole number: INT(8×0.75) = 6 is due and 6 are done → 100. (100×40+100×10)÷50 = 100.
    scores("丙局", [Some(100.0), None, None, None, Some(100.0)], 100.0);
    // (100×40+100×20+100×10)÷70 = 100.
    scores("乙局", [Some(100.0), None, Some(100.0), None, Some(100.0)], 100.0);
}

#[test]
fn all_five_components_and_points_add_up() {
    // 4.1-1: 60÷75 = 0.8 → 80. XM1: 900 of 1,000 = 90.0; 90÷75 = 1.2 → 120. XM2: 60÷75 = 0.8 → 80; mean 100; XM3 is
    // withdrawn and XM4 前期. 4.1 is 滞后 → 60. WT1 is closed, WT2 is fifteen days over: 50. Two days late: 100−20 = 80.
    // (80×40+100×20+60×20+50×10+80×10)÷100 = 77; 77+2.5 = 79.5.
    scores("丁局", [Some(80.0), Some(100.0), Some(60.0), Some(50.0), Some(80.0)], 79.5);
}

#[test]
fn what_cannot_be_used_scores_0_and_what_is_excused_is_left_out() {
    // 5.1-1 → 100, 5.1-8 → 100 with weight 2; 5.1-2 has an open error, 5.1-3 may not lack, 5.1-4 did not come: 0 each.
    // (100+2×100)÷(1+2+1+1+1) = 50. 5.1 is 未启动 → 60. In time with an error: 100−10 = 90.
    // (50×40+60×20+90×10)÷70 = 4,100÷70 = 58.571….
    scores("戊局", [Some(50.0), None, Some(60.0), None, Some(90.0)], 58.57);
    let (plan, quarter) = after(|_| {});
    let mark = |name: &str, key: &str| {
        let items = &unit(&plan, &quarter, name).items;
        items.iter().find(|item| item.key.0 == key).unwrap_or_else(|| panic!("{key}")).mark
    };
    for (key, expected) in [
        ("5.1-2", Mark::Zero(ZeroFor::OpenError)),
        ("5.1-3", Mark::Zero(ZeroFor::UnlawfulNoData)),
        ("5.1-4", Mark::Zero(ZeroFor::NotReported)),
        ("5.1-5", Mark::LeftOut(LeftOutFor::NoData)),
        ("5.1-6", Mark::LeftOut(LeftOutFor::NotDue)),
        // INT(1×0.75) = 0 is due.
        ("5.1-7", Mark::LeftOut(LeftOutFor::NotReached)),
        ("5.1-8", Mark::Scored(100.0)),
        ("5.1", Mark::Scored(60.0)),
    ] {
        assert_eq!(mark("戊局", key), expected, "{key}");
    }
    assert_eq!(mark("丁局", "XM3"), Mark::LeftOut(LeftOutFor::Withdrawn));
    assert_eq!(mark("丁局", "XM4"), Mark::LeftOut(LeftOutFor::NoPlan));
}

#[test]
fn lateness_errors_and_silence_cost_a_return_its_points() {
    // Three days late and an error: 100−30−10 = 60. 8.1-1: 30÷75 = 0.4 → 40. 8.1 is 持续推进 → 100.
    // (40×40+100×20+60×10)÷70 = 60; 60−3 = 57. What 辛局 did wrong in its supporting row is not 甲局's error.
    scores("辛局", [Some(40.0), None, Some(100.0), None, Some(60.0)], 57.0);
    // Nothing came: 0. WT3 waits to be closed and was done in time → 100. 100×10÷80 = 12.5.
    scores("庚局", [Some(0.0), None, Some(0.0), Some(100.0), Some(0.0)], 12.5);
}

#[test]
fn the_offices_verdict_counts_and_not_the_units_status() {
    // 6.1-1: 90÷75 = 1.2 → 120; 6.1-2 has legally no data. 6.1 is 已完成 by 己局 and 滞后 by the office → 60.
    // (120×40+60×20+100×10)÷70 = 100.
    scores("己局", [Some(120.0), None, Some(60.0), None, Some(100.0)], 100.0);
}

#[test]
fn street_offices_are_scored_on_projects_on_their_ground_issues_and_returns() {
    // XM1 → 120: (120×20+100×10)÷30 = 113.333….
    scores("东街道", [None, Some(120.0), None, None, Some(100.0)], 113.33);
    // XM2 → 80; WT4 is closed, though late → 100: (80×20+100×10+100×10)÷40 = 90.
    scores("南街道", [None, Some(80.0), None, Some(100.0), Some(100.0)], 90.0);
    scores("西街道", [None, None, None, None, Some(100.0)], 100.0);
    // A department without a key indicator or a project: (100×20+100×10)÷30 = 100.
    scores("壬局", [None, None, Some(100.0), None, Some(100.0)], 100.0);
}

/// Board, rank or nothing, unit, rank before or nothing: the lines in their order.
#[test]
fn the_boards_rank_ties_alike_and_follow_a_unit_through_its_names() {
    let (plan, quarter) = after(|_| {});
    let lines: Vec<String> = quarter
        .league
        .units
        .iter()
        .map(|line| {
            let rank = |rank: Option<u32>| rank.map_or("-".to_owned(), |rank| rank.to_string());
            let (board, unit) = (line.board.name(), &plan.unit(line.unit).name);
            format!("{board} {} {unit} {}", rank(line.rank), rank(line.previous))
        })
        .collect();
    let expected = [
        // 108.57, 100 twice, 79.5, 58.57, 57: 1, 2, 2, 4, 5, 6; 乙局 was 旧乙局; 丁局 was on another board.
        "区直部门 1 甲局 2",
        "区直部门 2 乙局 1",
        "区直部门 2 丙局 2",
        "区直部门 4 丁局 -",
        "区直部门 5 戊局 8",
        "区直部门 6 辛局 5",
        // Of three thirds of the weight one has data: 33.3 % < 50 %. Of 庚局's indicators none has.
        "区直部门 - 己局 4",
        "区直部门 - 庚局 -",
        "街镇 1 东街道 1",
        "街镇 2 南街道 -",
        "街镇 - 西街道 -",
        "其他单位 - 壬局 -",
    ];
    assert_eq!(lines, expected);
    let said = |code: &str| {
        let findings = quarter.findings.iter().filter(|finding| finding.code.0 == code);
        findings.map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(said("C06"), ["区直部门并列第2名2家（乙局、丙局），下一名次为第4名。"]);
    assert_eq!(
        said("C05"),
        [
            "己局有数据的指标权重为33.3%，不足50%，本期不参加排名。",
            "庚局有数据的指标权重为0%，不足50%，本期不参加排名。"
        ]
    );
}

#[test]
fn key_indicators_are_ranked_by_their_rates() {
    let (_, quarter) = after(|_| {});
    let ranks: Vec<String> = quarter
        .league
        .indicators
        .iter()
        .map(|line| {
            let rank = |rank: Option<u32>| rank.map_or("-".to_owned(), |rank| rank.to_string());
            format!("{} {} {}", line.key, rank(line.rank), rank(line.previous))
        })
        .collect();
    // 96 %, 90 %, five times 75 %, 60 %, 30 %, 0 %; without a figure there is no rank. 1.1-3 is no key indicator.
    let expected = [
        "1.1-1 3 -",
        "1.1-2 1 3",
        "2.1-1 3 -",
        "3.1-1 3 -",
        "4.1-1 8 4",
        "5.1-1 3 -",
        "5.1-2 - 6",
        "5.1-3 - -",
        "5.1-4 - -",
        "5.1-5 - -",
        "5.1-6 - -",
        "5.1-7 10 -",
        "5.1-8 3 -",
        "6.1-1 2 2",
        "6.1-2 - -",
        "7.1-1 - -",
        "8.1-1 9 -",
    ];
    assert_eq!(ranks, expected);
}

/// What is suggested for each unit for which anything is.
fn suggestions(plan: &Plan, quarter: &Quarter) -> Vec<String> {
    let suggested = quarter.league.units.iter().filter(|unit| !unit.praise.is_empty());
    suggested.map(|line| format!("{} {}", plan.unit(line.unit).name, line.praise)).collect()
}

#[test]
fn praise_and_urging_are_suggested_for_stated_reasons() {
    let (plan, quarter) = after(|_| {});
    // 乙局 is second, but a supporting row of it did not come; 丙局 and 东街道 are scored on one item only.
    let expected =
        ["甲局 通报表扬", "丁局 亮灯督促", "戊局 亮灯督促", "辛局 亮灯督促", "庚局 亮灯督促", "南街道 通报表扬"];
    assert_eq!(suggestions(&plan, &quarter), expected);
    for (name, reason) in [
        ("甲局", "建议通报表扬：列前3名，没有红灯，应报事项全部报送。"),
        ("丁局", "建议亮灯督促：WT2逾期未完成。"),
        ("戊局", "建议亮灯督促：列后3名，指标得分50.00分低于70分。"),
        ("辛局", "建议亮灯督促：8.1-1连续两期亮红灯；列后3名，指标得分40.00分低于70分。"),
        ("庚局", "建议亮灯督促：本期未报送。"),
    ] {
        let explanation = &unit(&plan, &quarter, name).explanation;
        assert!(explanation.ends_with(reason), "{name}: {explanation}");
    }
}

#[test]
fn whoever_makes_up_what_was_missing_is_praised() {
    let (plan, quarter) = after(|filled| supported(filled, "乙局", "1.1"));
    assert!(suggestions(&plan, &quarter).contains(&"乙局 通报表扬".to_owned()));
}

#[test]
fn a_red_light_keeps_the_first_from_praise() {
    // 1.1-3 is not scored: 甲局 stays first, but 10÷75 < 0.7 is red.
    let (plan, quarter) = after(|filled| value(filled, "1.1-3", 10.0));
    assert_eq!(unit(&plan, &quarter, "甲局").rank, Some(1));
    assert_eq!(unit(&plan, &quarter, "甲局").lights, [3, 0, 1, 0]);
    assert_eq!(unit(&plan, &quarter, "甲局").praise, "");
}

#[test]
fn a_red_project_on_its_ground_keeps_a_street_office_from_praise() {
    let (plan, quarter) = after(|filled| {
        filled.fill(TableId::Projects, "XM2", &[("本年累计完成投资", Value::Number(500.0))]);
    });
    // 50÷75 = 0.667 < 0.7.
    assert_eq!(unit(&plan, &quarter, "南街道").lights, [1, 0, 1, 0]);
    assert_eq!(unit(&plan, &quarter, "南街道").praise, "");
}

#[test]
fn a_light_that_was_not_red_before_urges_nobody() {
    let plan = plan();
    let filled = sent(&plan);
    let first = consolidate(&plan, third_quarter(), &filled.checked, None);
    assert!(!unit(&plan, &first, "辛局").explanation.contains("连续两期"));
    assert!(first.league.units.iter().all(|unit| unit.previous.is_none()));
}

#[test]
fn an_error_of_the_lead_itself_costs_the_item() {
    let (plan, quarter) = after(|filled| open_error(filled, "甲局", TableId::Tasks, "1.1", "推进状态"));
    // 1.1 → 0, and 100−10 for the return: (115×40+0×20+90×10)÷70 = 5,500÷70 = 78.571….
    assert_eq!(unit(&plan, &quarter, "甲局").score, Some(78.57));
}

#[test]
fn points_are_added_to_the_score() {
    let (plan, quarter) = after(|filled| points(filled, "甲局", -10.0, "瞒报"));
    assert_eq!(unit(&plan, &quarter, "甲局").score, Some(98.57));
}

#[test]
fn a_negative_growth_is_worth_no_less_than_no_return() {
    let (plan, quarter) = after(|filled| value(filled, "2.1-1", -30.0));
    assert_eq!(unit(&plan, &quarter, "乙局").components[0], Some(0.0));
}

#[test]
fn a_unit_of_which_nothing_is_asked_is_not_silent() {
    let plan = plan();
    let month = "2023-07".parse().unwrap();
    let quarter = consolidate(&plan, month, &check(&plan, &[], Some(month), None), None);
    let street = unit(&plan, &quarter, "西街道");
    assert_eq!((street.components, street.score, street.praise.as_str()), ([None; 5], None, ""));
    assert_eq!(
        street.explanation,
        "指标、项目、任务、销号、报送没有计分事项，权重由其余分项按比例分担。不排名：本期没有计分事项。"
    );
}

#[test]
fn the_words_say_from_which_figures_what_was_left_out_and_where_it_stands() {
    let (plan, quarter) = after(|_| {});
    let said = |name: &str| unit(&plan, &quarter, name).explanation.clone();
    assert_eq!(
        said("戊局"),
        "综合得分＝（指标50.00×40＋任务60.00×20＋报送90.00×10）÷70＝58.57分。计分事项：指标5项、任务1项，逐项见计分明细。\
         项目、销号没有计分事项，权重由其余分项按比例分担。\
         计0分：5.1-2有未处理的错误；5.1-3不可暂缺而填“暂无数据”；5.1-4未报。\
         不计分：5.1-5暂无数据；5.1-6本期不报；5.1-7未到节点。\
         报送：按时，有1条错误退回扣10分。区直部门第5名（参加排名6家）。\
         建议亮灯督促：列后3名，指标得分50.00分低于70分。"
    );
    assert_eq!(
        said("辛局"),
        "综合得分＝（指标40.00×40＋任务100.00×20＋报送60.00×10）÷70－3＝57.00分。计分事项：指标1项、任务1项，逐项见计分明细。\
         项目、销号没有计分事项，权重由其余分项按比例分担。报送：逾期3日扣30分，有1条错误退回扣10分。\
         加减分－3分，依据：数据失实被通报。区直部门第6名（参加排名6家）。\
         建议亮灯督促：8.1-1连续两期亮红灯；列后3名，指标得分40.00分低于70分。"
    );
    for (name, sentence) in [
        ("乙局", "区直部门第2名（参加排名6家），与丙局并列，其后名次顺延。"),
        ("丁局", "÷100＋2.5＝79.50分。"),
        ("丁局", "计0分：WT2超期未销号。不计分：XM3已调出；XM4前期、竣工或没有年度计划。"),
        ("己局", "不排名：有数据的指标权重为33.3%，不足50%。"),
        ("壬局", "不排名：没有牵头关键指标和重大项目。"),
        ("西街道", "不排名：适用的分项不足两个。"),
        ("庚局", "报送：未报。"),
    ] {
        assert!(said(name).contains(sentence), "{name}: {}", said(name));
    }
}

/// The workbook of the twelve.
pub(crate) fn book() -> Book {
    let (plan, quarter) = after(|_| {});
    workbook(&plan, &quarter, None)
}

/// The cells of the block under a heading, by the labels of its head: line by line.
fn block<'a>(sheet: &'a Sheet, heading: &str) -> Vec<Vec<(String, &'a Cell)>> {
    let text = |cell: &Cell| shown(cell).shown();
    let rows = sheet.rows.iter().skip_while(|row| !row.cells.iter().any(|(_, cell, _)| text(cell) == heading));
    let mut rows = rows.skip(1);
    let head: Vec<(u32, String)> = rows.next().unwrap().cells.iter().map(|(col, cell, _)| (*col, text(cell))).collect();
    let label = |col: u32| head.iter().find(|(at, _)| *at == col).map(|(_, label)| label.clone()).unwrap_or_default();
    rows.take_while(|row| row.cells.len() > 1)
        .map(|row| row.cells.iter().map(|(col, cell, _)| (label(*col), cell)).collect())
        .collect()
}

fn at<'a>(line: &[(String, &'a Cell)], label: &str) -> &'a Cell {
    line.iter().find(|(known, _)| known == label).unwrap_or_else(|| panic!("{label}")).1
}

fn shows(line: &[(String, &Cell)], labels: &[&str]) -> String {
    labels.iter().map(|label| shown(at(line, label)).shown()).collect::<Vec<_>>().join(" ")
}

#[test]
fn ranks_and_their_moves_are_printed_in_both_blocks() {
    let book = book();
    let sheet = sheet(&book, "争先创优晾晒表");
    let indicators = block(sheet, "一、关键量化指标");
    let moved = |key: &str| {
        let line = indicators.iter().find(|line| shown(at(line, "指标编号")).shown() == key).unwrap();
        shows(line, &["位次", "上期位次", "升降"])
    };
    let keys = ["1.1-2", "6.1-1", "4.1-1", "8.1-1", "5.1-2"];
    assert_eq!(keys.map(moved), ["1 3 ↑2", "2 2 —", "8 4 ↓4", "9  新", " 6 "]);
    let units = block(sheet, "二、单位综合");
    let moved: Vec<String> = units.iter().map(|line| shows(line, &["单位", "位次", "上期位次", "升降"])).collect();
    let expected = [
        "甲局 1 2 ↑1",
        "乙局 2 1 ↓1",
        "丙局 2 2 —",
        "丁局 4  新",
        "戊局 5 8 ↑3",
        "辛局 6 5 ↓1",
        "己局 不排名 4 ",
        "庚局 不排名  ",
        "东街道 1 1 —",
        "南街道 2  新",
        "西街道 不排名  ",
        "壬局 不排名  ",
    ];
    assert_eq!(moved, expected);
}

#[test]
fn every_item_can_be_followed_on_the_sheet() {
    let book = book();
    let sheet = sheet(&book, "争先创优晾晒表");
    let items = block(sheet, "三、计分明细");
    let lines: Vec<String> = items
        .iter()
        .filter(|line| ["丁局", "戊局"].contains(&shown(at(line, "单位")).shown().as_str()))
        .map(|line| {
            shows(line, &["编号", "分项", "完成值或状态", "完成率(%)", "亮灯", "进度比", "得分", "权重", "说明"])
        })
        .collect();
    let expected = [
        "4.1-1 指标 60 60 黄 0.8 80 1 ",
        "XM1 项目 900 90 绿 1.2 120 1 ",
        "XM2 项目 600 60 黄 0.8 80 1 ",
        "XM3 项目   —   1 不计分：已调出",
        "XM4 项目 50 5 —   1 不计分：前期、竣工或没有年度计划",
        "4.1 任务 滞后  黄  60 1 ",
        "WT1 销号 已销号  绿  100 1 ",
        "WT2 销号 整改中  红  0 1 计0分：超期未销号",
        " 报送 逾期    80 1 逾期2日扣20分",
        "5.1-1 指标 75 75 绿 1 100 1 ",
        "5.1-2 指标 约70  灰  0 1 计0分：有未处理的错误",
        "5.1-3 指标 暂无数据  灰  0 1 计0分：不可暂缺而填“暂无数据”",
        "5.1-4 指标   灰  0 1 计0分：未报",
        "5.1-5 指标 暂无数据  灰   1 不计分：暂无数据",
        "5.1-6 指标 本期不报  灰   1 不计分：本期不报",
        "5.1-7 指标 0 0 —   1 不计分：未到节点",
        "5.1-8 指标 75 75 绿 1 100 2 ",
        "5.1 任务 未启动  —  60 1 ",
        " 报送 按时    90 1 按时，有1条错误退回扣10分",
    ];
    assert_eq!(lines, expected);
    // Scores are live, but for what their rows don't say.
    for line in &items {
        let fixed = shown(at(line, "说明")).shown().starts_with("计0分：") && shown(at(line, "分项")).shown() == "指标";
        let live = matches!(at(line, "得分"), Cell::Formula { .. });
        assert!(live || fixed || shown(at(line, "单位")).shown() == "庚局", "{}", shows(line, &["单位", "编号"]));
    }
    let units = block(sheet, "二、单位综合");
    let indicators = at(&units[0], "指标得分");
    assert!(matches!(indicators, Cell::Formula { a1, .. } if a1.contains("SUMPRODUCT")), "{indicators:?}");
}

#[test]
fn what_is_signed_is_printed_and_the_items_are_not() {
    let book = book();
    let sheet = sheet(&book, "争先创优晾晒表");
    let area = sheet.page.area.unwrap();
    let last = usize::try_from(area.last.row).unwrap();
    let texts = |row: usize| sheet.rows[row].cells.iter().map(|(_, cell, _)| shown(cell).shown()).collect::<String>();
    assert!(texts(last).starts_with("填报人："), "{}", texts(last));
    assert_eq!(texts(last + 2), "三、计分明细");
}

#[test]
fn weights_that_are_not_100_are_refused_with_their_line() {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "plan.toml").unwrap();
    *text = text.replace("\"项目权重\" = 20", "\"项目权重\" = 15");
    let line = u32::try_from(text.lines().position(|line| line.starts_with("\"指标权重\"")).unwrap()).unwrap();
    let findings = load(&files).1;
    let found: Vec<_> = findings.iter().filter(|finding| finding.code.0 == "C04").collect();
    assert_eq!(found.len(), 1);
    // 40+15+20+10+10.
    assert_eq!(found[0].message, "晾晒权重合计为95%，应为100%。");
    assert_eq!((&*found[0].hint, found[0].severity), ("请修改各分项权重。", qingdan::finding::Severity::Error));
    assert_eq!((&*found[0].at.file, found[0].at.cell.unwrap().row), ("plan.toml", line));
    assert!(load(&Files::embedded()).1.iter().all(|finding| finding.code.0 != "C04"));
}

/// Changes the number in a cell of a sheet, in the line that begins with a key.
#[cfg(feature = "libreoffice")]
fn edit(book: &mut Book, name: &str, key: &str, old: f64, new: f64) {
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap();
    let mut rows = sheet.rows.iter_mut();
    let row = rows.find(|row| row.cells.first().is_some_and(|(_, cell, _)| shown(cell).shown() == key)).unwrap();
    let (_, cell, _) = row.cells.iter_mut().find(|(_, cell, _)| *cell == Cell::Number(old)).unwrap();
    *cell = Cell::Number(new);
}

#[cfg(feature = "libreoffice")]
#[test]
fn a_figure_that_is_changed_changes_scores_and_ranks() {
    use crate::libreoffice::{differences, recalculate_all};
    use calamine::Reader;
    let ours = qingdan::write::write(&book()).unwrap();
    let mut changed = book();
    // 1.1-2 of 甲局 from 96 to 15: 15÷75 = 0.2 → 20; (100+3×20)÷4 = 40; (40×40+100×20+100×10)÷70 = 65.714….
    edit(&mut changed, "主要指标进度表", "1.1-2", 96.0, 15.0);
    // 丁局 two days late, now none: 报送 100; 77+2+2.5 = 81.5.
    edit(&mut changed, "报送情况", "丁局", 2.0, 0.0);
    let changed = qingdan::write::write(&changed).unwrap();
    let made = recalculate_all(&[("twelve", &ours), ("changed", &changed)]);
    assert_eq!(differences(&ours, &made[0]), [""; 0]);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(&made[1])).unwrap();
    let range = book.worksheet_range("争先创优晾晒表").unwrap();
    let lines: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let line = |name: &str| {
        let line = lines.iter().find(|line| line.get(2).is_some_and(|unit| unit == name)).unwrap();
        // Rank, score, 指标得分, 升降.
        [1, 3, 4, 10].map(|col| line[col].clone())
    };
    // 甲局 falls behind 乙局 and 丙局 (100), 丁局 (81.5); 戊局 has 58.57.
    assert_eq!(line("甲局"), ["4", "65.71", "40", "↓2"]);
    assert_eq!(line("乙局"), ["1", "100", "100", "—"]);
    assert_eq!(line("丁局"), ["3", "81.5", "80", "新"]);
}
