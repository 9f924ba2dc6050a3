//! One cell and its field → a value, a receipt, a fault: what departments type, and what it is read as.

/// What is written in words.
mod words;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use qingdan::key::TableId;
use qingdan::location::CellRef;
use qingdan::normalize::{Entry, Fault, Receipt, entry};
use qingdan::period::Period;
use qingdan::plan::{Files, Plan, load};
use qingdan::read::RawCell;
use qingdan::value::{CellError, Value};
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
const QUARTER: Period = Period::Quarter(2023, 3);

/// A field of the plan, as a test names it.
#[derive(Debug, Clone, Copy)]
struct Place(TableId, &'static str, Option<&'static str>);

/// 本期累计完成值 of a row in this unit of measure; it must be filled in.
const fn figure(unit: &'static str) -> Place {
    Place(TableId::Indicators, "本期累计完成值", Some(unit))
}
/// A number that a few rows must have.
const REFERENCE: Place = Place(TableId::Indicators, "对照值", Some("亿元"));
/// A percentage that no row must have.
const PERCENT: Place = Place(TableId::Tasks, "完成进度", None);
const STATUS: Place = Place(TableId::Tasks, "推进状态", None);
const PROGRESS: Place = Place(TableId::Tasks, "本期进展情况", None);
const REMARK: Place = Place(TableId::Tasks, "情况说明", None);
/// What has happened.
const DONE_ON: Place = Place(TableId::Tasks, "实际完成时间", None);
/// What the plan says.
const DEADLINE: Place = Place(TableId::Tasks, "完成时限", None);
const STREET: Place = Place(TableId::Projects, "属地街镇", None);

fn cell(value: Value) -> RawCell {
    RawCell { at: CellRef::new(3, 7), value, percent: false, formula: None, cached: true }
}

fn read_cell(raw: &RawCell, place: Place) -> Option<Entry> {
    let table = PLAN.table(place.0);
    let slot = table.named(place.1).unwrap_or_else(|| panic!("{place:?}"));
    entry(raw, table, slot, place.2, &PLAN, Some(QUARTER))
}

fn typed(text: &str, place: Place) -> Entry {
    read_cell(&cell(Value::Text(text.to_owned())), place).unwrap_or_else(|| panic!("{text} is blank"))
}

fn number(number: f64) -> Value {
    Value::Number(number)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Checks value and receipt of texts that can be read.
fn assert_read(place: Place, cases: &[(&str, Value, Option<Receipt>)]) {
    for (written, value, receipt) in cases {
        let read = typed(written, place);
        assert_eq!((&read.value, &read.receipt, &read.fault), (value, receipt, &None), "{written} in {place:?}");
        assert_eq!(read.raw, *written);
    }
}

/// Checks the fault of texts that cannot.
fn assert_fault(place: Place, fault: &Fault, cases: &[&str]) {
    for written in cases {
        let read = typed(written, place);
        assert_eq!((&read.value, &read.fault), (&Value::Blank, &Some(fault.clone())), "{written} in {place:?}");
    }
}

#[test]
fn a_number_typed_as_text_is_a_number_and_the_receipt_says_so() {
    let cases = [
        ("12.5", 12.5),
        ("１２．５", 12.5),
        ("1,200", 1200.0),
        ("1，200，300.5", 1_200_300.5),
        ("1 200", 1200.0),
        ("30  ", 30.0),
        ("30\u{a0}", 30.0),
        ("\u{3000}30", 30.0),
        ("3\u{200b}0", 30.0),
        ("'30", 30.0),
        ("’30", 30.0),
        ("-5", -5.0),
        ("－5", -5.0),
        ("+5", 5.0),
        ("3.0", 3.0),
        ("274.65999999999997", 274.66),
        ("30家", 30.0),
        ("30 家", 30.0),
        ("30\n家", 30.0),
    ];
    let cases = cases.map(|(written, value)| (written, number(value), Some(Receipt::TextNumber)));
    assert_read(figure("家"), &cases);
}

#[test]
fn a_number_is_held_to_fifteen_digits_without_a_receipt() {
    for (held, value) in [(3.0, 3.0), (274.659_999_999_999_97, 274.66), (0.0, 0.0)] {
        let read = read_cell(&cell(number(held)), figure("亿元")).unwrap();
        assert_eq!((read.value, read.receipt, read.fault), (number(value), None, None));
    }
}

#[test]
fn another_unit_of_measure_is_converted() {
    let cases = [
        ("万元", "1.2亿", 12_000.0),
        ("万元", "1.2亿元", 12_000.0),
        ("万元", "1.2 亿 元", 12_000.0),
        ("万元", "9800元", 0.98),
        ("万元", "1.2千万", 1200.0),
        ("亿元", "9800万元", 0.98),
        ("亿元", "9,800万", 0.98),
        ("万美元", "700万", 700.0),
        ("万美元", "0.07亿美元", 700.0),
        ("万人次", "300000人次", 30.0),
        // 0.23 % are 2.3 ‰.
        ("‰", "0.23%", 2.3),
        ("%", "85‰", 8.5),
    ];
    for (unit, written, value) in cases {
        let receipt = Some(Receipt::Converted(unit.to_owned()));
        assert_read(figure(unit), &[(written, number(value), receipt)]);
    }
    let cases = [("万元", "9800万元", 9800.0), ("%", "8.5%", 8.5), ("%", "８．５％", 8.5), ("‰", "2.3‰", 2.3)];
    for (unit, written, value) in cases {
        assert_read(figure(unit), &[(written, number(value), Some(Receipt::TextNumber))]);
    }
    // The field's own unit goes before the row's.
    assert_read(PERCENT, &[("85%", number(85.0), Some(Receipt::TextNumber))]);
}

#[test]
fn a_unit_of_another_kind_is_a_mismatch() {
    for (unit, written) in [("家", "30%"), ("家", "30个"), ("万元", "700万美元"), ("%", "8家"), ("万元", "5‰")]
    {
        assert_fault(figure(unit), &Fault::UnitMismatch, &[written]);
    }
}

#[test]
fn a_cell_shown_as_a_percentage_holds_the_share() {
    let shown = |value: f64, place| read_cell(&RawCell { percent: true, ..cell(number(value)) }, place).unwrap();
    let read = shown(0.85, PERCENT);
    assert_eq!((read.raw.as_str(), read.value, read.receipt, read.fault), ("85%", number(85.0), None, None));
    let read = shown(0.0023, figure("‰"));
    assert_eq!((read.value, read.receipt), (number(2.3), Some(Receipt::Converted("‰".to_owned()))));
    let read = shown(0.3, figure("家"));
    assert_eq!((read.raw.as_str(), read.value, read.fault), ("30%", Value::Blank, Some(Fault::UnitMismatch)));
    // In a text it is what is seen.
    assert_eq!(shown(0.85, PROGRESS).value, text("85%"));
}

#[test]
fn what_is_not_one_definite_number_is_none() {
    let cases = [
        "约30",
        "30左右",
        "30余",
        "近30",
        "10-12",
        "10~12",
        "10～12",
        "10—12",
        ">50",
        "≥50",
        "30多家",
        "三十上下",
        "30+",
        "30?",
        "1,20",
        "1,2000",
        "1200,000",
        "1.2.3",
        "1.",
        ".5",
        "12 34",
        "10\n12",
        "1\n200",
        "30家以上",
        "超30家",
        "5个(含2个在建)",
        "一般",
        "1e5",
        "#",
        "30。",
    ];
    assert_fault(figure("家"), &Fault::NotANumber, &cases);
    for value in [Value::Bool(true), Value::Date(date(2023, 9, 30))] {
        assert_eq!(read_cell(&cell(value), figure("家")).unwrap().fault, Some(Fault::NotANumber));
    }
}

#[test]
fn signs_for_nothing_are_a_fault_where_a_value_is_required_and_nothing_elsewhere() {
    let signs = ["/", "—", "——", "-", "－", "无", "不涉及", "同上", "〃", " / "];
    assert_fault(figure("家"), &Fault::Ditto, &signs);
    assert_fault(Place(TableId::CloseOut, "整改进展", None), &Fault::Ditto, &signs);
    assert_fault(Place(TableId::CloseOut, "督导日期", None), &Fault::Ditto, &signs);
    assert_fault(STATUS, &Fault::NotAnOption, &signs);
    let optional = [PERCENT, REFERENCE, REMARK, DONE_ON, STREET, Place(TableId::Projects, "是否入库纳统", None)];
    for place in optional {
        let signs = signs.iter().filter(|sign| place.1 != "是否入库纳统" || **sign != "不适用");
        let cases: Vec<_> = signs.map(|sign| (*sign, Value::Blank, Some(Receipt::DashAsBlank))).collect();
        assert_read(place, &cases);
    }
}

#[test]
fn nothing_is_an_answer_where_the_plan_takes_it_for_one() {
    let problem = Place(TableId::Tasks, "存在问题", None);
    assert_read(problem, &[("无", text("无"), None), ("不涉及", text("不涉及"), None)]);
    assert_read(problem, &[("/", Value::Blank, Some(Receipt::DashAsBlank))]);
    assert_read(PROGRESS, &[("无", text("无"), None)]);
    assert_read(Place(TableId::Projects, "要素需求", None), &[("无", text("无"), None)]);
    // Whether a text is needed depends on the row's status, which is not seen here.
    assert_read(PROGRESS, &[("同上", Value::Blank, Some(Receipt::DashAsBlank))]);
}

#[test]
fn what_is_prefilled_stays_as_it_is() {
    assert_read(Place(TableId::Tasks, "上期亮灯", None), &[("—", text("—"), None)]);
    assert_read(Place(TableId::Tasks, "上期进展情况", None), &[("无", text("无"), None)]);
    assert_read(Place(TableId::Tasks, "亮灯", None), &[("—", text("—"), None)]);
    assert_read(figure("家"), &[("本期不报", text("本期不报"), None)]);
}

#[test]
fn a_figure_that_is_not_out_yet_is_no_data() {
    assert_read(figure("家"), &[("暂无数据", Value::NoData, None)]);
    let words = ["暂无", "数据未出", "待统计", " 暂无 数据", "未公布"];
    let words = words.map(|word| (word, Value::NoData, Some(Receipt::NoDataWord)));
    assert_read(figure("家"), &words);
    // Nobody waits for what needn't be given.
    assert_read(PERCENT, &[("暂无", Value::Blank, Some(Receipt::DashAsBlank))]);
    assert_read(DONE_ON, &[("暂无", Value::Blank, Some(Receipt::DashAsBlank))]);
}

#[test]
fn a_day_is_read_however_it_is_written() {
    let day = date(2023, 9, 30);
    let same = [
        "2023.9.30",
        "2023/9/30",
        "2023-9-30",
        "2023. 9. 30",
        "20230930",
        "２０２３年９月３０日",
        "2023年9月30日",
        "2023年9月30号",
        "2023年9月30",
        "2023-09-30 00:00:00",
        "2023/9/30 0:00",
        "2023-09-30T00:00:00",
        "2023年9月30日 17：30",
        "2023年9月30日17:30",
        "45199",
    ];
    assert_read(DONE_ON, &same.map(|written| (written, Value::Date(day), Some(Receipt::DateSpelling))));
    assert_read(DONE_ON, &[("2023-09-30", Value::Date(day), None)]);
    for held in [45_199.0, 45_199.75, 20_230_930.0] {
        let read = read_cell(&cell(number(held)), DONE_ON).unwrap();
        assert_eq!((read.value, read.receipt), (Value::Date(day), Some(Receipt::DateSpelling)), "{held}");
    }
    let read = read_cell(&cell(Value::Date(day)), DONE_ON).unwrap();
    assert_eq!((read.value, read.receipt, read.fault), (Value::Date(day), None, None));
}

#[test]
fn the_time_behind_a_day_is_not_taken_for_its_digits() {
    let cases = [
        ("2023/9/5 8:30", date(2023, 9, 5)),
        ("2023/9/5 0:00", date(2023, 9, 5)),
        ("2023/9/15 8:30", date(2023, 9, 15)),
        ("2023-9-1 12:00:00", date(2023, 9, 1)),
    ];
    assert_read(DONE_ON, &cases.map(|(text, day)| (text, Value::Date(day), Some(Receipt::DateSpelling))));
}

#[test]
fn a_day_without_a_year_takes_the_periods() {
    for written in ["9月30日", "9.30", "9/30", "9月30号", "09-30"] {
        let receipt = Some(Receipt::YearAdded);
        assert_read(DONE_ON, &[(written, Value::Date(date(2023, 9, 30)), receipt)]);
    }
}

#[test]
fn what_is_no_day_is_none() {
    let cases = [
        "2023年9月31日",
        "2023-02-29",
        "2023.13.1",
        "9月31日",
        "9月底",
        "2023年9月底",
        "年底前",
        "三季度",
        "2023年9月",
        "2023.9",
        "长期",
        "已完成",
        "23.9.30",
        "9月30日前",
        "9月1日至9月30日",
        "2023年9月1日-2023年9月30日",
        "30/9/2023",
        "2023年9月30日验收",
    ];
    assert_fault(DONE_ON, &Fault::NotADate, &cases);
    for value in [number(9.3), number(2023.0), number(20_230_931.0), number(-1.0), Value::Bool(false)] {
        assert_eq!(read_cell(&cell(value), DONE_ON).unwrap().fault, Some(Fault::NotADate));
    }
}

#[test]
fn a_plan_may_name_the_end_of_a_month_a_quarter_or_a_year() {
    let cases: [(&str, Date); 10] = [
        ("9月底", date(2023, 9, 30)),
        ("2023年9月底前", date(2023, 9, 30)),
        ("2024年2月末", date(2024, 2, 29)),
        ("2023年9月", date(2023, 9, 30)),
        ("三季度", date(2023, 9, 30)),
        ("2023年第四季度", date(2023, 12, 31)),
        ("年底前", date(2023, 12, 31)),
        ("2024年底", date(2024, 12, 31)),
        ("2027年年底前", date(2027, 12, 31)),
        ("2023年9月30日前", date(2023, 9, 30)),
    ];
    assert_read(DEADLINE, &cases.map(|(text, day)| (text, Value::Date(day), Some(Receipt::DateSpelling))));
    assert_fault(DEADLINE, &Fault::NotADate, &["长期", "13月底", "2023年9月31日", "五季度"]);
}

#[test]
fn an_option_is_read_however_it_is_spelled() {
    let (spelled, meant) = (Some(Receipt::OptionSpelling), Some(Receipt::OptionMeaning));
    assert_read(STATUS, &[("已完成", text("已完成"), None)]);
    assert_read(
        STATUS,
        &[
            ("完成", text("已完成"), meant.clone()),
            ("推进中。", text("推进中"), spelled.clone()),
            ("已完工", text("已完成"), meant.clone()),
            ("已 完成\n", text("已完成"), spelled),
            ("进行中", text("推进中"), meant.clone()),
            ("正常推进", text("推进中"), meant.clone()),
            ("尚未启动", text("未启动"), meant),
        ],
    );
    assert_read(STATUS, &[(" 滞后 ", text("滞后"), None)]);
    assert_fault(STATUS, &Fault::NotAnOption, &["差不多", "完成一半", "90%", "未完成", "已完成/推进中"]);
    // 整改中 is a state of an issue, not of a task.
    assert_fault(STATUS, &Fault::NotAnOption, &["正在整改"]);
    let issue = Place(TableId::CloseOut, "销号状态", None);
    assert_read(issue, &[("正在整改", text("整改中"), Some(Receipt::OptionMeaning))]);
}

#[test]
fn a_unit_is_known_by_its_other_names() {
    let lead = Place(TableId::CloseOut, "责任单位", None);
    let alias = Some(Receipt::UnitAlias);
    assert_read(
        lead,
        &[
            ("区发改局", text("区发改局"), None),
            ("发改局", text("区发改局"), alias.clone()),
            ("鹿城区发展和改革局", text("区发改局"), alias.clone()),
            ("区文广旅体局", text("区文化和广电旅游体育局"), alias.clone()),
            ("五马街道办事处", text("五马街道"), alias.clone()),
            ("区商务局（牵头）", text("区商务局"), alias.clone()),
            ("区 商务局", text("区商务局"), alias),
        ],
    );
    assert_fault(lead, &Fault::NotAUnit, &["区气象局", "区发改局、区商务局", "张三", "/"]);
}

#[test]
fn a_text_keeps_its_characters_but_not_what_travels_with_it() {
    assert_read(
        PROGRESS,
        &[
            ("  已建成2个园区。 ", text("已建成2个园区。"), None),
            ("一、开工\n二、验收", text("一、开工\n二、验收"), None),
            ("一、开工\r\n二、验收\r", text("一、开工\n二、验收"), None),
            ("\u{feff}开\u{200b}工", text("开工"), None),
            ("１２．５“好”😀", text("１２．５“好”😀"), None),
        ],
    );
    // A code or a telephone number typed as a number.
    let contact = Place(TableId::Projects, "联系人", None);
    for (held, said) in [(13_800_138_000.0, "13800138000"), (6.1, "6.1"), (57_788_880_000.0, "57788880000")] {
        assert_eq!(read_cell(&cell(number(held)), contact).unwrap().value, text(said));
    }
    let day = read_cell(&cell(Value::Date(date(2023, 9, 30))), PROGRESS).unwrap();
    assert_eq!(day.value, text("2023-09-30"));
}

#[test]
fn a_cell_of_spaces_is_blank() {
    for place in [figure("家"), PROGRESS, STATUS, DONE_ON] {
        for blank in ["", "   ", "\u{a0}\u{3000}", "\u{200b}", "\n\t"] {
            assert_eq!(read_cell(&cell(text(blank)), place), None, "{blank:?}");
        }
        assert_eq!(read_cell(&cell(Value::Blank), place), None);
        // A formula that yields an empty text.
        let formula = Some("IF(B1=\"\",\"\",B1)".to_owned());
        assert_eq!(read_cell(&RawCell { formula, ..cell(Value::Blank) }, place), None);
    }
}

#[test]
fn errors_and_formulas_without_a_result_are_faults() {
    for place in [figure("家"), PROGRESS, STATUS, DONE_ON] {
        let read = read_cell(&cell(Value::Error(CellError::Ref)), place).unwrap();
        assert_eq!((read.raw.as_str(), read.value, read.fault), ("#REF!", Value::Blank, Some(Fault::ErrorValue)));
        let raw = RawCell { formula: Some("B1*2".to_owned()), cached: false, ..cell(Value::Blank) };
        let read = read_cell(&raw, place).unwrap();
        assert_eq!((read.raw.as_str(), read.value, read.fault), ("=B1*2", Value::Blank, Some(Fault::Uncached)));
    }
}

fn any_place() -> impl Strategy<Value = Place> {
    let units = ["家", "万元", "亿元", "%", "‰", "万人次", "个", ""].map(figure);
    let others = [REFERENCE, PERCENT, STATUS, PROGRESS, REMARK, DONE_ON, DEADLINE, STREET];
    proptest::sample::select([units, others].concat())
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[0-9０-９,，.亿万千元%‰年月日号/\\-: TtQ季度底前约余家个、无暂数据同上—\n\r\u{a0}\u{200b}']{0,14}"
            .prop_map(Value::Text),
        "\\PC{0,20}".prop_map(Value::Text),
        any::<f64>().prop_filter("a cell holds no such number", |number| number.is_finite()).prop_map(Value::Number),
        (-100_000.0..100_000.0).prop_map(Value::Number),
        any::<bool>().prop_map(Value::Bool),
        (1900_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Value::Date(date(year, month, day))),
        Just(Value::NoData),
        Just(Value::Blank),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_was_read_is_read_again_as_the_same(value in any_value(), place in any_place(), percent in any::<bool>()) {
        let raw = RawCell { percent: percent && matches!(value, Value::Number(_)), ..cell(value) };
        if let Some(first) = read_cell(&raw, place) && first.fault.is_none() && !first.value.is_blank() {
            let again = read_cell(&cell(Value::Text(first.value.shown())), place).unwrap();
            prop_assert_eq!(again.fault, None);
            prop_assert_eq!(again.value, first.value);
        }
    }
}
