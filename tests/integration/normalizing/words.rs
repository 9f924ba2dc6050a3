//! Numbers and days in words, pictures, and days without a year on the office's form.

use super::*;

#[test]
fn a_day_without_a_year_on_the_office_s_form_lies_where_such_a_day_lies() {
    let read = |period: &str, table: TableId, field: &str, written: &str| {
        let table = PLAN.table(table);
        let slot = table.named(field).unwrap();
        let raw = cell(Value::Text(written.to_owned()));
        let entry = entry(&raw, table, slot, None, &PLAN, Some(period.parse().unwrap())).unwrap();
        assert_eq!(entry.receipt, Some(Receipt::YearAdded), "{written}");
        entry.value.shown()
    };
    // A return is received about the period's end or after it.
    for (period, written, day) in [
        ("2023Q4", "1月9日", "2024-01-09"),
        ("2023Q4", "12.28", "2023-12-28"),
        ("2023Q3", "10/7", "2023-10-07"),
        ("2023Q3", "9月28日", "2023-09-28"),
        ("2023", "1月9日", "2024-01-09"),
    ] {
        assert_eq!(read(period, TableId::Arrivals, "收到日期", written), day);
    }
    // A waiver is in force at the period's end.
    for (period, written, day) in [
        ("2023Q3", "12月31日", "2023-12-31"),
        ("2023Q3", "9月30日", "2023-09-30"),
        ("2023Q3", "6月30日", "2024-06-30"),
        ("2023Q4", "3月31日", "2024-03-31"),
    ] {
        assert_eq!(read(period, TableId::Waivers, "到期", written), day);
    }
    // An issue's term may have passed or not; when it was found has passed.
    assert_eq!(read("2023Q4", TableId::CloseOut, "整改期限", "1月15日"), "2024-01-15");
    assert_eq!(read("2023Q4", TableId::CloseOut, "整改期限", "11月30日"), "2023-11-30");
    assert_eq!(read("2023Q4", TableId::CloseOut, "延期至", "2月28日"), "2024-02-28");
    assert_eq!(read("2023Q4", TableId::CloseOut, "督导日期", "3月1日"), "2023-03-01");
}

#[test]
fn a_number_in_chinese_words_is_a_number() {
    let cases = [
        ("三十", 30.0),
        ("三十家", 30.0),
        ("十二家", 12.0),
        ("两家", 2.0),
        ("一百零五", 105.0),
        ("一千二百三十四", 1234.0),
        ("一百二十家", 120.0),
        ("零", 0.0),
    ];
    let of = |(written, value): (&'static str, f64)| (written, number(value), Some(Receipt::TextNumber));
    assert_read(figure("家"), &cases.map(of));
    let converted = |unit: &str, value: f64| (number(value), Some(Receipt::Converted(unit.to_owned())));
    for (written, unit, value) in
        [("一亿二千万元", "万元", 12_000.0), ("三点五亿元", "万元", 35_000.0), ("百分之八十五", "‰", 850.0)]
    {
        let read = typed(written, figure(unit));
        assert_eq!((read.value, read.receipt), converted(unit, value), "{written}");
    }
    assert_eq!(typed("百分之八十五点五", figure("%")).value, number(85.5));
    // What leaves a power out, joins two numbers or says about how many is not one number.
    assert_fault(
        figure("家"),
        &Fault::NotANumber,
        &[
            "三百五",
            "三五百家",
            "二三十家",
            "三十余家",
            "三十家以上",
            "十几家",
            "百家",
            "三十多",
            "约三十",
            "一点",
            "十十",
            "千百",
        ],
    );
}

#[test]
fn what_was_cut_or_left_open_is_no_number() {
    assert_fault(figure("万元"), &Fault::NotANumber, &["12万+", "1.38E+10", "1.2E4+", "12+3"]);
    assert_fault(figure("亿元"), &Fault::UnitMismatch, &["3亿美元", "3万美元", "3个百分点"]);
    assert_eq!(typed("3亿美元", figure("万美元")).value, number(30_000.0));
}

#[test]
fn a_date_in_words_is_a_day_and_plans_may_name_a_month() {
    let day = date(2023, 9, 30);
    for written in ["二〇二三年九月三十日", "2023年九月30日", "二○二三年9月三十号"] {
        assert_eq!(
            (typed(written, DONE_ON).value, typed(written, DONE_ON).receipt),
            (Value::Date(day), Some(Receipt::DateSpelling))
        );
    }
    assert_eq!(
        (typed("九月三十日", DONE_ON).value, typed("九月三十日", DONE_ON).receipt),
        (Value::Date(day), Some(Receipt::YearAdded))
    );
    assert_fault(
        DONE_ON,
        &Fault::NotADate,
        &["2023.9", "2023-09", "九月", "9月底", "三季度", "2023.9.1-9.30", "二〇二三年九月三十一日"],
    );
    for written in ["2023.9", "2023-09", "2023/9", "九月底", "三季度", "2023年9月"] {
        assert_eq!(typed(written, DEADLINE).value, Value::Date(day), "{written}");
    }
}

#[test]
fn a_picture_in_a_cell_is_no_data() {
    for (formula, shown) in
        [(Some("_xlfn.DISPIMG(\"ID_1\",1)"), "=DISPIMG(\"ID_1\",1)"), (None, "=DISPIMG(\"ID_1\",1)")]
    {
        let raw = RawCell { formula: formula.map(str::to_owned), ..cell(text(shown)) };
        let read = read_cell(&raw, REMARK).unwrap();
        assert_eq!((read.value, read.receipt, read.fault), (Value::Blank, Some(Receipt::Picture), None));
    }
}
