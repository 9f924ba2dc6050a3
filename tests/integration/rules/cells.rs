//! Single cells: V01–V06, V08–V14, U01, U02. A row of a table is what is typed and what is said of it.

use super::*;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const STREET: &str = "五马街道";
const OFFICE: &str = "专班办公室";

/// What is said of one cell when this is typed into it: codes and cases; of no other cell may anything be said.
#[track_caller]
fn typed(name: &str, sheet: &str, key: &str, field: &str, written: &str) -> Vec<String> {
    codes(&Draft::of(name).set(sheet, key, field, written), sheet, key, field)
}

#[track_caller]
fn codes(draft: &Draft, sheet: &str, key: &str, field: &str) -> Vec<String> {
    let place = draft.place(sheet, key, field);
    let checked = draft.checked();
    let here = checked.findings.iter().filter(|finding| &*finding.at.file == FILE);
    // A cell that is typed over leaves the formulas beside it as they were, since nothing computes them here.
    let here = here.filter(|finding| finding.case != "recomputed");
    here.map(|finding| {
        let line = line(finding);
        let (code, at) = line.split_once(' ').unwrap_or((&line, ""));
        assert_eq!(at, place, "{line}");
        if finding.case.is_empty() { code.to_owned() } else { format!("{code}/{}", finding.case) }
    })
    .collect()
}

/// Of 6.1-1, which has 10家 for its target; a light that it may show has its reason.
#[track_caller]
fn value_of(written: &str) -> Vec<String> {
    let cells = [("本期累计完成值", written), ("未达序时原因", "招商项目落地延后")];
    codes(&Draft::of(COMMERCE).row(INDICATORS, "6.1-1", &cells), INDICATORS, "6.1-1", "本期累计完成值")
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_required_cell_left_blank_is_asked_for_in_words_that_fit_it() {
    assert_eq!(value_of(""), ["V01"]);
    assert_eq!(value_of("  "), ["V01"]);
    assert_eq!(value_of("0"), NOTHING);
    assert_eq!(typed(COMMERCE, INDICATORS, "6.5-1", "本期累计完成值", ""), ["V01/may-lack"]);
    assert_eq!(typed(COMMERCE, TASKS, "6.1", "本期进展情况", ""), ["V01/text"]);
    assert_eq!(typed(STREET, TASKS, "1.1", "本期进展情况", ""), ["V01/reply"]);
    assert_eq!(typed(COMMERCE, TASKS, "6.1", "典型经验", ""), NOTHING);
}

#[test]
fn what_is_required_depends_on_the_row() {
    // 未启动 needs no progress; 暂无数据 needs a reason, a relational indicator its reference.
    let idle = Draft::of(COMMERCE).row(TASKS, "6.1", &[("推进状态", "未启动"), ("本期进展情况", "")]);
    assert_eq!(idle.said(), Vec::<String>::new());
    let lacking = Draft::of(COMMERCE).set(INDICATORS, "6.5-1", "本期累计完成值", "暂无数据");
    assert_eq!(lacking.said(), [format!("V01 {}", lacking.place(INDICATORS, "6.5-1", "未达序时原因"))]);
    let explained = lacking.set(INDICATORS, "6.5-1", "未达序时原因", "海关数据10月中旬公布");
    assert_eq!(explained.said(), Vec::<String>::new());
    assert_eq!(typed("区金融办", INDICATORS, "17.5-1", "对照值", ""), ["V01"]);
}

#[test]
fn a_text_that_is_a_number_is_read_and_noted() {
    for written in ["１２", "'13", "13\u{a0}", "13家"] {
        assert_eq!(value_of(written), ["V02"], "{written}");
    }
    assert_eq!(value_of("13"), NOTHING);
    assert_eq!(typed("区教育局", INDICATORS, "5.3-1", "本期累计完成值", "1,900"), ["V02"]);
}

#[test]
fn what_is_no_definite_number_is_an_error_and_nothing_further() {
    for written in ["约30", "30左右", "30余", "近30", "10-12", ">50", "三十家以上"] {
        assert_eq!(value_of(written), ["V03"], "{written}");
    }
}

#[test]
fn no_data_is_an_answer_only_where_the_plan_allows_it() {
    for written in ["暂无数据", "暂无", "待统计"] {
        assert_eq!(value_of(written), ["V03/no-data"], "{written}");
    }
}

#[test]
fn a_number_with_another_unit_is_converted_and_noted_or_refused() {
    let place = |written: &str| typed("区科技局", INDICATORS, "9.1-2", "本期累计完成值", written);
    assert_eq!(place("343000万元"), ["V04"]);
    assert_eq!(place("34.3亿元"), ["V02"]);
    assert_eq!(place("34.3%"), ["V05"]);
    assert_eq!(value_of("30%"), ["V05"]);
}

#[test]
fn a_dash_is_an_error_where_something_is_asked_for_and_nothing_elsewhere() {
    for written in ["无", "不涉及"] {
        assert_eq!(value_of(written), ["V06"], "{written}");
    }
    for written in ["/", "—", "-", "同上"] {
        assert_eq!(value_of(written), ["V06"], "{written}");
        assert_eq!(typed(COMMERCE, TASKS, "6.1", "典型经验", written), ["V06/optional"], "{written}");
        assert_eq!(typed(COMMERCE, INDICATORS, "6.1-1", "未达序时原因", written), ["V06/optional"], "{written}");
        assert_eq!(typed(COMMERCE, TASKS, "6.1", "本期进展情况", written), ["V06"], "{written}");
    }
    assert_eq!(typed(COMMERCE, TASKS, "6.1", "存在问题", "无"), NOTHING);
}

#[test]
fn whole_things_have_no_decimals() {
    assert_eq!(value_of("10.5"), ["V08"]);
    assert_eq!(value_of("10"), NOTHING);
    // 2.331‰ has three decimals, 1.25万人次 two.
    assert_eq!(typed(COMMERCE, INDICATORS, "6.5-1", "本期累计完成值", "2.3325"), ["V08"]);
    assert_eq!(typed(COMMERCE, INDICATORS, "6.5-1", "本期累计完成值", "2.332"), NOTHING);
    assert_eq!(typed("区人力社保局", INDICATORS, "5.4-1", "本期累计完成值", "1.25"), NOTHING);
}

#[test]
fn progress_lies_between_nothing_and_everything() {
    for (written, said) in [("101", &["V09"][..]), ("-1", &["V09"]), ("100", &[]), ("0", &[])] {
        // So far behind the schedule a problem is asked for, so it is told.
        let draft = Draft::of(COMMERCE).row(TASKS, "6.1", &[("存在问题", "房源不足"), ("完成进度", written)]);
        assert_eq!(codes(&draft, TASKS, "6.1", "完成进度"), said, "{written}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_an_error() {
    let day = |written: &str| typed(COMMERCE, INDICATORS, "6.1-1", "数据截至", written);
    for written in ["2023年9月31日", "三季度", "9月底", "长期"] {
        assert_eq!(day(written), ["V10"], "{written}");
    }
    assert_eq!(day("@2023-09-30"), NOTHING);
    for written in ["2023.9.30", "2023/9/30", "20230930", "2023年9月30日"] {
        assert_eq!(day(written), ["V02/date"], "{written}");
    }
    assert_eq!(day("9月30日"), ["V11"]);
}

#[test]
fn a_choice_is_one_of_the_list() {
    let status = |written: &str| {
        let cells = [("推进状态", written), ("存在问题", "房源不足"), ("下阶段工作安排", "10月完成招租")];
        codes(&Draft::of(COMMERCE).row(TASKS, "6.1", &cells), TASKS, "6.1", "推进状态")
    };
    assert_eq!(status("差不多了"), ["V12"]);
    assert_eq!(status("正在推进"), ["V12/meant"]);
    assert_eq!(status("滞后"), NOTHING);
}

fn formula(cached: Value) -> Cell {
    Cell::Formula { a1: "=B1/C1".into(), cached }
}

#[test]
fn a_formula_counts_by_its_saved_result() {
    let with = |cached: Value| Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "本期累计完成值", formula(cached));
    let said = |draft: &Draft| codes(draft, INDICATORS, "6.1-1", "本期累计完成值");
    assert_eq!(said(&with(Value::Error(qingdan::value::CellError::Div0))), ["V13"]);
    assert_eq!(said(&with(Value::Number(12.0))), NOTHING);
    let unsaved = with(Value::Number(987_654.0)).damaged(|bytes| package::altered(&bytes, "<v>987654</v>", ""));
    assert_eq!(said(&unsaved), ["V13/uncached"]);
}

#[test]
fn counts_and_money_are_not_negative_but_growth_may_be() {
    assert_eq!(value_of("-1"), ["V14"]);
    // Both are red, and say why.
    for (name, key, written) in [("区经信局", "10.1-1", "-3.5"), ("区金融办", "8.1-1", "-20")] {
        let cells = [("本期累计完成值", written), ("未达序时原因", "个别企业业务调整")];
        assert_eq!(Draft::of(name).row(INDICATORS, key, &cells).said(), [""; 0], "{key}");
    }
    assert_eq!(typed(REFORM, PROJECTS, "XM01", "本年累计完成投资", "-0.01"), ["V14"]);
    assert_eq!(typed(REFORM, PROJECTS, "XM01", "本期完成投资", "-12.5"), ["V14"]);
}

#[test]
fn a_unit_is_known_by_its_aliases_and_no_other_name() {
    let place = |written: &str| typed(REFORM, PROJECTS, "XM01", "属地街镇", written);
    assert_eq!(place("五马"), ["U01"]);
    assert_eq!(place("五马街道"), NOTHING);
    assert_eq!(place("五羊街道"), ["U02"]);
}

#[test]
fn in_the_office_s_tables_too() {
    let register = |who: &str, day: &str| {
        let draft = Draft::of(OFFICE).typed("收件登记", &[("单位", who), ("收到日期", day)]);
        draft.said()
    };
    assert_eq!(register("区商务局", "@2023-10-07"), Vec::<String>::new());
    assert_eq!(register("商务局", "@2023-10-07"), ["U01 收件登记 A4"]);
    assert_eq!(register("区商务局", ""), ["V01 收件登记 B4"]);
    assert_eq!(register("不存在局", "@2023-10-07"), ["U02 收件登记 A4"]);
}

#[test]
fn a_day_that_cannot_be_read_costs_no_light() {
    let judged = |draft: &Draft, table_name: &str, key: &str| {
        let checked = draft.checked();
        let row = checked.row(draft.unit, table(table_name).id, &RowKey::from(key)).unwrap();
        [Role::Elapsed, Role::Light].map(|role| table(table_name).value(&row.values, role).shown())
    };
    let honest = Draft::of("区商务局");
    let unread = Draft::of("区商务局").set(INDICATORS, "6.1-2", "数据截至", "9月底");
    assert!(unread.said().iter().any(|line| line.starts_with("V10")));
    assert_eq!(judged(&unread, INDICATORS, "6.1-2"), judged(&honest, INDICATORS, "6.1-2"));
}
