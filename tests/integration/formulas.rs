//! The formula language as an author of a plan meets it: what is refused and where, the two guards, what is emitted.

/// Two hundred thousand generated inputs.
mod generated;

use proptest::prelude::*;
use qingdan::formula::{
    CELL_FORMULA_LIMIT, Column, Computed, Formula, Kind, LITERAL_LIMIT, Message, Name, Refusal, ResultKind, Row,
    RowRule, Scope, order, too_long_for_a_cell, too_long_for_a_validation,
};
use qingdan::value::{CellError, Value};

/// Slots: 0 计划, 1 完成, 2 开工 (may be blank), 3 竣工, 4 说明.
fn scope() -> Scope {
    let column = |name: &str, kind, may_be_blank| Column { name: name.to_owned(), kind, may_be_blank };
    let name = |name: &str, kind| Name { name: name.to_owned(), kind };
    Scope {
        columns: vec![
            column("计划", Kind::Number, false),
            column("完成", Kind::Number, false),
            column("开工", Kind::Date, true),
            column("竣工", Kind::Date, false),
            column("说明", Kind::Text, true),
        ],
        names: vec![name("投资超额系数", Kind::Number), name("报告期末", Kind::Date), name("年度", Kind::Text)],
    }
}

fn names() -> [Value; 3] {
    [Value::Number(1.1), Value::Date(day(2023, 9, 30)), Value::Text("2023".to_owned())]
}

fn day(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::date(year, month, day)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: f64) -> Value {
    Value::Number(number)
}

fn address(slot: usize) -> String {
    format!("${}7", ["A", "B", "C", "D", "E"].get(slot).copied().unwrap_or("?"))
}

fn refused(formula: &str) -> Refusal {
    match Formula::compile(formula, &scope()) {
        Ok(_) => panic!("{formula} is not refused"),
        Err(refusal) => refusal,
    }
}

fn holds(rule: &str, cells: &[Value]) -> bool {
    RowRule::compile(rule, &scope()).unwrap().holds(Row { cells, names: &names() })
}

fn computed(formula: &str, needs: &[&str], otherwise: &str, cells: &[Value]) -> Value {
    Computed::compile(formula, needs, otherwise, &scope()).unwrap().evaluate(Row { cells, names: &names() })
}

fn rendered(template: &str, cells: &[Value]) -> String {
    Message::compile(template, &scope()).unwrap().render(Row { cells, names: &names() })
}

#[test]
fn what_is_refused_is_refused_at_its_byte() {
    // A Chinese character is three bytes, `[@计划]` therefore nine.
    let cases = [
        ("", 0, "公式为空"),
        ("=[@计划]", 0, "无法理解"),
        ("[@计划]+", 10, "不完整"),
        ("[@计划]+(1", 10, "没有闭合"),
        ("[@计划]+1)", 11, "没有对应的左括号"),
        ("[@计划]&\"未完", 10, "引号没有闭合"),
        ("[@计划", 0, "没有闭合"),
        ("1 2", 2, "无法理解"),
        ("[@计划]+[@没有]", 10, "没有“没有”列"),
        ("[@计划]*系数", 10, "没有名为“系数”"),
        ("[@计划]+VLOOKUP(1,2)", 10, "不支持函数VLOOKUP"),
        ("1+ROUND([@计划])", 2, "应有2个参数,现为1个"),
        ("IF([@计划]>0,1,)", 0, "空缺的参数"),
        ("[@计划]:[@完成]", 9, "不支持单元格区域"),
        ("[@计划] [@完成]", 9, "不支持单元格区域"),
        ("SUM(A1:B2)", 4, "不支持单元格区域"),
        ("1+A1", 2, "不支持单元格地址A1"),
        ("1+R1C1", 2, "不支持单元格地址R1C1"),
        ("1+Sheet1!A1", 2, "不支持单元格地址"),
        ("1+表[@计划]", 2, "不支持引用"),
        ("1+{1,2}", 2, "不支持“{}”"),
        ("1+@年度", 2, "不支持“@”"),
        ("1+#N/A", 2, "不支持"),
        ("IF（[@计划]>0,1,2)", 2, "“（”是全角符号"),
        ("[@说明]+1", 0, "“说明”是文字,不能用于“+”"),
        ("1<[@说明]", 2, "不能用于“<”"),
        ("1+-[@说明]", 3, "不能用于“-”"),
        ("1+ROUND([@说明],1)", 8, "不能用于“ROUND”"),
        ("1>年度", 2, "“年度”是文字"),
        ("1+YEAR([@开工])", 7, "“开工”可以为空"),
        ("TEXT([@开工],\"yyyy-mm-dd\")", 5, "用于TEXT之前"),
        ("TEXT([@计划],\"#,##0\")", 15, "TEXT的格式只能是0、0.0、0.00、yyyy-mm-dd、yyyy年m月d日之一"),
        ("1+1E999", 2, "超出表格"),
    ];
    for (formula, at, reason) in cases {
        let refusal = refused(formula);
        assert_eq!(refusal.at, at, "{formula}: {}", refusal.reason);
        assert!(refusal.reason.contains(reason), "{formula}: {}", refusal.reason);
        assert!(refusal.reason.ends_with('。'), "{}", refusal.reason);
    }
}

#[test]
fn nesting_beyond_sixty_four_is_refused_and_a_long_chain_is_not() {
    let nested = |depth: usize| format!("{}1{}", "ABS(".repeat(depth), ")".repeat(depth));
    assert!(Formula::compile(&nested(64), &scope()).is_ok());
    assert!(refused(&nested(65)).reason.contains("嵌套过深"));
    assert!(refused(&nested(5_000)).reason.contains("嵌套过深"));
    assert!(Formula::compile(&format!("1{}", "+1".repeat(200)), &scope()).is_ok());
}

#[test]
fn a_guarded_formula_leaves_room_for_what_stands_around_it_on_a_sheet() {
    let nested = |depth: usize| format!("{}1{}", "ABS(".repeat(depth), ")".repeat(depth));
    let rule = |depth| RowRule::compile(&format!("{}>0", nested(depth)), &scope());
    let message = |depth| Message::compile(&format!("{{{}}}", nested(depth)), &scope());
    let column = |depth| Computed::compile(&nested(depth), &["计划"], "", &scope());
    assert!(rule(54).is_ok() && message(54).is_ok() && column(54).is_ok());
    for refusal in [rule(55).unwrap_err(), message(55).unwrap_err(), column(55).unwrap_err()] {
        assert!(refusal.reason.contains("嵌套过深"), "{}", refusal.reason);
    }
}

#[test]
fn a_literal_may_have_255_characters_and_a_formula_8192() {
    let literal = |length: usize| format!("\"{}\"", "长".repeat(length));
    assert!(Formula::compile(&literal(LITERAL_LIMIT), &scope()).is_ok());
    assert_eq!(refused(&format!("1&{}", literal(LITERAL_LIMIT + 1))).at, 2);
    assert!(!too_long_for_a_cell(&"1".repeat(CELL_FORMULA_LIMIT)));
    assert!(too_long_for_a_cell(&"1".repeat(CELL_FORMULA_LIMIT + 1)));
    assert!(too_long_for_a_validation(&"1".repeat(256)));
    // Sixty literals of 140 characters: 8,400 and more once they are joined.
    let long = vec![literal(140); 60].join("&");
    assert!(refused(&long).reason.contains("8192"));
}

#[test]
fn texts_may_be_compared_for_equality_and_joined() {
    for formula in ["[@说明]=\"无\"", "[@说明]<>\"\"", "[@说明]&年度", "LEN([@说明])>5", "VALUE([@说明])+1"]
    {
        assert!(Formula::compile(formula, &scope()).is_ok(), "{formula}");
    }
}

#[test]
fn a_date_that_may_be_blank_is_taken_where_it_is_tested() {
    for test in ["[@开工]=\"\"", "\"\"<>[@开工]", "ISNUMBER([@开工])", "ISBLANK([@开工])"] {
        assert!(Formula::compile(&format!("IF({test},1,YEAR([@开工]))"), &scope()).is_ok(), "{test}");
    }
    // The guard of a computed column is a test as well.
    assert!(Computed::compile("YEAR([@开工])", &["开工"], "", &scope()).is_ok());
    assert!(Formula::compile("YEAR([@竣工])", &scope()).is_ok());
}

#[test]
fn the_result_is_known_before_a_row_is_read() {
    let cases = [
        ("[@计划]/[@完成]", ResultKind::Number),
        ("IF([@完成]>0,[@计划],\"\")", ResultKind::Number),
        ("[@竣工]+30", ResultKind::Date),
        ("[@竣工]-报告期末", ResultKind::Number),
        ("MAX([@竣工],报告期末)", ResultKind::Date),
        ("IF([@计划]>0,\"绿\",\"红\")", ResultKind::Text),
        ("AND([@计划]>0,TRUE)", ResultKind::Bool),
    ];
    for (formula, kind) in cases {
        assert_eq!(Formula::compile(formula, &scope()).unwrap().kind(), kind, "{formula}");
    }
}

#[test]
fn emission_keeps_the_authors_text_and_changes_only_the_references() {
    let author = "if( [@完成]+[@计划] <= [@计划]*投资超额系数, \"见[@计划]\" , 007.50 )";
    let formula = Formula::compile(author, &scope()).unwrap();
    assert_eq!(formula.emit(&address), "if( $B7+$A7 <= $A7*投资超额系数, \"见[@计划]\" , 007.50 )");
    assert_eq!(formula.columns(), [1, 0]);
    assert_eq!(formula.names(), [0]);
}

#[test]
fn a_rule_is_silent_where_a_number_column_holds_no_number() {
    let rule = "[@完成]<=[@计划]*投资超额系数";
    assert!(holds(rule, &[number(100.0), number(110.0)]));
    assert!(!holds(rule, &[number(100.0), number(111.0)]));
    // Unguarded, a text is greater than any number and the rule would be broken.
    assert!(holds(rule, &[number(100.0), text("约3000")]));
    assert!(holds(rule, &[number(100.0), Value::NoData]));
    assert!(holds(rule, &[Value::Error(CellError::Div0), number(111.0)]));
    // A computed column that yields "" is counted by COUNTA and not by COUNT.
    assert!(holds(rule, &[text(""), number(111.0)]));
    // A blank is counted by neither, so the rule is judged: 111 is more than 0.
    assert!(!holds(rule, &[Value::Blank, number(111.0)]));
    assert!(!holds("[@计划]>0", &[]));
    let emitted = RowRule::compile(rule, &scope()).unwrap().emit(&address);
    assert_eq!(emitted, "IFERROR(IF(COUNT($B7,$A7)<>COUNTA($B7,$A7),TRUE,$B7<=$A7*投资超额系数),TRUE)");
}

#[test]
fn a_rule_about_texts_alone_has_no_counting_guard() {
    let rule = RowRule::compile("[@说明]<>\"同上\"", &scope()).unwrap();
    assert_eq!(rule.emit(&address), "IFERROR($E7<>\"同上\",TRUE)");
    let row = |value| [Value::Blank, Value::Blank, Value::Blank, Value::Blank, value];
    assert!(rule.holds(Row { cells: &row(text("已开工")), names: &[] }));
    assert!(!rule.holds(Row { cells: &row(text("同上")), names: &[] }));
}

#[test]
fn a_rule_that_ends_in_an_error_holds() {
    assert!(holds("[@完成]/[@计划]<2", &[number(0.0), number(5.0)]));
    assert!(!holds("[@完成]/[@计划]<2", &[number(1.0), number(5.0)]));
}

#[test]
fn a_rule_must_yield_a_truth() {
    for formula in ["[@计划]+1", "IF([@计划]>0,TRUE,\"\")", "\"TRUE\"", "IF([@计划]>0,1)"] {
        let refusal = RowRule::compile(formula, &scope()).unwrap_err();
        assert!(refusal.reason.contains("真或假"), "{formula}: {}", refusal.reason);
    }
}

#[test]
fn a_computed_column_gives_way_where_a_need_is_missing() {
    let rate = |cells: &[Value]| computed("ROUND([@完成]/[@计划]*100,1)", &["计划", "完成"], "\"—\"", cells);
    // 2 of 3 is 66.666…%.
    assert_eq!(rate(&[number(3.0), number(2.0)]), number(66.7));
    assert_eq!(rate(&[number(3.0), Value::Blank]), text("—"));
    assert_eq!(rate(&[number(3.0), Value::NoData]), text("—"));
    assert_eq!(rate(&[number(0.0), number(2.0)]), Value::Error(CellError::Div0));
    assert_eq!(computed("[@完成]", &["计划"], "", &[Value::Blank, number(2.0)]), text(""));
    assert_eq!(
        computed(
            "[@竣工]+1",
            &["竣工"],
            "",
            &[Value::Blank, Value::Blank, Value::Blank, Value::Date(day(2023, 9, 30))]
        ),
        Value::Date(day(2023, 10, 1))
    );
    let column = Computed::compile("[@完成]/[@计划]", &["计划"], "IF([@说明]=\"\",\"\",0)", &scope()).unwrap();
    assert_eq!(column.emit(&address), "IF(COUNT($A7)<1,IF($E7=\"\",\"\",0),$B7/$A7)");
    assert_eq!(column.reads(), [0, 1, 4]);
    assert_eq!(Computed::compile("[@计划]&\"\"", &[], "", &scope()).unwrap().emit(&address), "$A7&\"\"");
}

#[test]
fn what_a_computed_column_needs_must_be_there_and_be_counted() {
    assert!(Computed::compile("[@计划]", &["没有"], "", &scope()).is_err());
    assert!(Computed::compile("[@计划]", &["说明"], "", &scope()).is_err());
    let refusal = Computed::compile("[@计划]", &["计划"], "1+", &scope()).unwrap_err();
    assert_eq!((refusal.at, refusal.reason.starts_with("缺数时的取值有误")), (2, true));
}

#[test]
fn a_message_renders_what_its_formula_yields() {
    let cells =
        [number(274.659_999_999_999_97), number(0.3), Value::Blank, Value::Date(day(2023, 12, 31)), text("说\"明\"")];
    let cases = [
        (
            "计划{[@计划]}万元,超{投资超额系数*100}%",
            "计划274.66万元,超110%",
            "\"计划\"&($A7)&\"万元,超\"&(投资超额系数*100)&\"%\"",
        ),
        ("{{{[@说明]}}}", "{说\"明\"}", "\"{\"&($E7)&\"}\""),
        ("“{[@竣工]}”", "“2023-12-31”", "\"“\"&TEXT($D7,\"yyyy-mm-dd\")&\"”\""),
        ("({[@开工]})", "()", "\"(\"&IF(($C7)=\"\",\"\",TEXT($C7,\"yyyy-mm-dd\"))&\")\""),
        ("{IF([@完成]>0,\"}\",\"{\")}", "}", "(IF($B7>0,\"}\",\"{\"))&\"\""),
        ("{[@完成]-0.1-0.2}", "0", "($B7-0.1-0.2)&\"\""),
        ("差{1/0}", "#DIV/0!", "\"差\"&(1/0)"),
        ("引\"号", "引\"号", "\"引\"\"号\""),
        ("", "", "\"\""),
    ];
    for (template, shown, emitted) in cases {
        assert_eq!(rendered(template, &cells), shown);
        assert_eq!(Message::compile(template, &scope()).unwrap().emit(&address), emitted);
    }
}

#[test]
fn the_emitted_message_is_itself_a_formula_with_the_same_result() {
    // Emitted with the columns' own names it is a formula of the language, and its value must be the rendered text.
    let own = |slot: usize| format!("[@{}]", scope().columns[slot].name);
    let cells = [number(1.0 / 3.0), text("约3"), Value::Blank, Value::Date(day(2024, 2, 29)), Value::NoData];
    let row = Row { cells: &cells, names: &names() };
    for template in
        ["{[@计划]}与{[@完成]}", "{[@开工]}{[@竣工]}{EDATE([@竣工],12)}", "{[@说明]&年度}{[@计划]>0}", "{-[@完成]}"]
    {
        let message = Message::compile(template, &scope()).unwrap();
        let emitted = Formula::compile(&message.emit(&own), &scope()).unwrap();
        assert_eq!(emitted.evaluate(row).shown(), message.render(row), "{template}");
    }
}

#[test]
fn a_long_literal_of_a_message_is_split() {
    let emitted = Message::compile(&"长".repeat(300), &scope()).unwrap().emit(&address);
    assert_eq!(emitted, format!("\"{}\"&\"{}\"", "长".repeat(255), "长".repeat(45)));
}

#[test]
fn a_message_is_refused_at_the_byte_in_the_template() {
    // `超过` is six bytes, the brace one.
    for (template, at) in
        [("超过{[@没有]}", 7), ("超过{1+}", 9), ("超过{1", 6), ("超过}", 6), ("{}", 1), ("{1}{[@说明]*2}", 4)]
    {
        assert_eq!(Message::compile(template, &scope()).unwrap_err().at, at, "{template}");
    }
}

#[test]
fn computed_columns_are_put_in_the_order_in_which_they_can_be_computed() {
    assert_eq!(order(&[(1, &[2]), (2, &[0])]), Ok(vec![2, 1]));
    assert_eq!(order(&[(1, &[2]), (2, &[1])]), Err(1));
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Blank),
        Just(Value::NoData),
        any::<f64>().prop_map(Value::Number),
        (-3_000_000_i32..3_000_000).prop_map(|number| Value::Number(f64::from(number) / 8.0)),
        ".{0,12}".prop_map(Value::Text),
        (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, of)| Value::Date(day(year, month, of))),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Error(CellError::NotAvailable)),
    ]
}

/// Pieces of formulas, so that random strings are often nearly formulas.
fn almost_a_formula() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "[@计划]",
            "[@完成]",
            "[@开工]",
            "[@竣工]",
            "[@说明]",
            "投资超额系数",
            "报告期末",
            "1",
            "-2.5",
            "1E+300",
            "\"\"",
            "\"1,000\"",
            "\"\u{1F600}a\"",
            "+",
            "-",
            "*",
            "/",
            "^",
            "&",
            "%",
            "=",
            "<>",
            "<",
            ">=",
            ",",
            "(",
            ")",
            "IF(",
            "IFERROR(",
            "AND(",
            "OR(",
            "COUNT(",
            "COUNTA(",
            "SUM(",
            "MAX(",
            "INT(",
            "ROUND(",
            "MOD(",
            "LEFT(",
            "RIGHT(",
            "MID(",
            "FIND(",
            "SUBSTITUTE(",
            "VALUE(",
            "DATE(",
            "YEAR(",
            "EDATE(",
            "EOMONTH(",
            "TEXT(",
            "\"yyyy-mm-dd\"",
            "\"0.00\"",
            "{",
            "}",
            "[",
            "]",
            "'",
            "\"",
            "#",
            "@",
            "!",
            ":",
            " ",
            ";",
            "$A$1",
        ])
        .prop_map(str::to_owned),
        ".{0,3}".prop_map(|text| text),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Formulas that always parse: calls with the right number of arguments over columns and literals.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "[@计划]",
        "[@完成]",
        "[@竣工]",
        "报告期末",
        "\"a\u{1F600}b\"",
        "\"\"",
        "-1",
        "3",
        "1E+200",
        "0.1",
        "TRUE",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 40, 4, |inner| {
        let one =
            prop::sample::select(vec!["ABS", "INT", "LEN", "TRIM", "VALUE", "NOT", "YEAR", "DAY", "ISNUMBER", "COUNT"]);
        let two = prop::sample::select(vec![
            "EDATE", "EOMONTH", "ROUND", "MOD", "LEFT", "RIGHT", "FIND", "AND", "SUM", "IFERROR",
        ]);
        let three = prop::sample::select(vec!["DATE", "IF", "MID", "SUBSTITUTE", "FIND", "MIN", "COUNTA"]);
        let sign = prop::sample::select(vec!["+", "-", "*", "/", "^", "&", "=", "<", ">="]);
        prop_oneof![
            (one, inner.clone()).prop_map(|(name, a)| format!("{name}({a})")),
            (two, inner.clone(), inner.clone()).prop_map(|(name, a, b)| format!("{name}({a},{b})")),
            (three, inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(name, a, b, c)| format!("{name}({a},{b},{c})")),
            (inner.clone(), sign, inner.clone()).prop_map(|(a, sign, b)| format!("({a}){sign}({b})")),
            inner.prop_map(|a| format!("TEXT({a},\"yyyy-mm-dd\")")),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_panics_and_a_refusal_lies_in_the_text(
        text in prop_oneof![".{0,40}", almost_a_formula()],
        cells in prop::collection::vec(any_value(), 0..6),
    ) {
        let row = Row { cells: &cells, names: &cells };
        let refused = [
            Formula::compile(&text, &scope()).map(|formula| formula.evaluate(row)).err(),
            RowRule::compile(&text, &scope()).map(|rule| rule.holds(row)).err(),
            Computed::compile(&text, &["计划"], "", &scope()).map(|column| column.evaluate(row)).err(),
            Message::compile(&text, &scope()).map(|message| message.render(row)).err(),
        ];
        for refusal in refused.into_iter().flatten() {
            prop_assert!(text.is_char_boundary(refusal.at), "{} in {text}", refusal.at);
        }
    }

    #[test]
    fn what_compiles_evaluates_whatever_the_row(
        text in formula(),
        cells in prop::collection::vec(any_value(), 0..6),
    ) {
        let row = Row { cells: &cells, names: &cells };
        let formula = Formula::compile(&text, &scope());
        prop_assert!(formula.is_ok(), "{text}: {formula:?}");
        let value = formula.unwrap().evaluate(row);
        prop_assert_ne!(value, Value::Blank);
    }
}
