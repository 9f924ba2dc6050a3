//! Sixty and more formulas on two thousand rows of what people type, evaluated by us and by `LibreOffice`.
//!
//! Where the two may differ stands in [`EXCEPTED`], each with its reason; a reason that excuses nothing fails the test.

use super::{read_back, write_value};
use qingdan::formula::{Column, Computed, Formula, Kind, Message, Row, RowRule, Scope};
use qingdan::value::{CellError, Value};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;

/// How many rows are generated.
const ROWS: usize = 2_000;

/// 甲, 乙 numbers; 起, 止 days; 文 a text; 状 a word.
const COLUMNS: [(&str, Kind); 6] = [
    ("甲", Kind::Number),
    ("乙", Kind::Number),
    ("起", Kind::Date),
    ("止", Kind::Date),
    ("文", Kind::Text),
    ("状", Kind::Text),
];

/// Guarded rules.
const RULES: [&str; 18] = [
    "[@甲]<=[@乙]*1.1",
    "OR([@乙]=0,[@甲]+[@乙]<=[@乙]*1.1)",
    "[@起]<=[@止]",
    "OR([@起]=\"\",[@止]=\"\",[@起]<=[@止])",
    "ABS([@甲]-[@乙])<0.005",
    "AND([@甲]>=0,[@甲]<=100)",
    "OR([@状]<>\"已完成\",[@起]<>\"\")",
    "OR([@状]<>\"未启动\",[@甲]=0)",
    "IF([@甲]/[@乙]<0.5,LEN(TRIM([@文]))>=6,TRUE)",
    "ISNUMBER([@起])",
    "AND([@甲]>0,NOT(ISBLANK([@乙])),EXACT([@状],\"无\"))",
    "OR(YEAR(IF([@止]=\"\",[@起]+0,[@止]))=2023,[@甲]=\"\")",
    "ROUND([@甲],0)=[@甲]",
    "ROUND([@甲]*100,0)/100=[@甲]",
    "OR([@文]=\"\",[@文]<>[@状])",
    "MOD([@甲],1)=0",
    "OR([@甲]=\"\",[@乙]=\"\",[@甲]>=[@乙]-0.005)",
    "MAX([@起],[@止])<=DATE(2023,9,30)",
];

/// Computed columns with their needs; where one is missing, a dash.
const COLUMNS_COMPUTED: [(&str, &[&str]); 30] = [
    ("ROUND([@甲]/[@乙]*100,1)", &["甲", "乙"]),
    ("ROUND([@甲]/[@乙],2)", &["甲", "乙"]),
    ("ROUND([@甲],0)", &["甲"]),
    ("ROUND([@甲],1)", &["甲"]),
    ("ROUND([@甲],2)", &["甲"]),
    ("ROUND([@甲],-2)", &["甲"]),
    ("INT([@甲])", &["甲"]),
    ("INT([@甲]*100)-MOD([@乙],7)", &["甲", "乙"]),
    ("MOD([@甲],3)", &["甲"]),
    ("[@甲]+[@乙]", &["甲", "乙"]),
    ("[@甲]-[@乙]", &["甲", "乙"]),
    ("[@甲]*[@乙]/3", &["甲", "乙"]),
    ("-[@甲]%", &["甲"]),
    ("([@甲]-[@乙])^2", &["甲", "乙"]),
    ("IF([@甲]=[@乙],\"等\",IF([@甲]<[@乙],\"小\",\"大\"))", &["甲", "乙"]),
    ("MIN(1,MAX(0,[@甲]/100))", &["甲"]),
    ("EDATE([@起],6)", &["起"]),
    ("EDATE([@起],-1)", &["起"]),
    ("EOMONTH([@止],-1)", &["止"]),
    ("EOMONTH([@止],1)", &["止"]),
    ("YEAR([@止])*100+MONTH([@止])", &["止"]),
    ("DAY([@起])", &["起"]),
    ("[@止]-[@起]", &["起", "止"]),
    ("DATE(YEAR([@起]),MONTH([@起])+13,DAY([@起])-31)", &["起"]),
    ("IF(COUNT([@甲],[@乙])=2,\"齐\",COUNTA([@甲],[@乙],[@文])&\"项\")", &[]),
    ("COUNT([@甲],[@乙],[@起],[@止])", &[]),
    ("COUNTA([@甲],[@乙],[@起],[@止],[@文],[@状])", &[]),
    ("SUM([@甲],[@乙])+MAX([@甲],[@乙])-MIN([@甲],[@乙])", &[]),
    ("IFERROR([@甲]/[@乙],\"无\")", &["甲"]),
    ("IF(ISBLANK([@甲]),1,0)+IF(ISTEXT([@甲]),2,0)+IF(ISNUMBER([@甲]),4,0)", &[]),
];

/// Formulas without a guard.
const PLAIN: [&str; 14] = [
    "[@甲]=[@乙]",
    "[@甲]<>\"\"",
    "[@甲]=0",
    "[@文]&[@状]",
    "LEN([@文])",
    "TRIM([@文])",
    "LEFT([@文],3)&RIGHT([@文],2)",
    "MID([@文],2,3)",
    "IFERROR(FIND(\"完\",[@状]),0)",
    "SUBSTITUTE([@文],\"约\",\"\")",
    "EXACT([@文],[@状])",
    "[@文]=[@状]",
    "IF([@状]=\"已完成\",[@甲],[@乙])",
    "AND([@状]=\"已完成\",OR([@文]=\"\",[@文]=\"无\"))",
];

const MESSAGES: [&str; 8] = [
    "完成{[@甲]}万元，计划{[@乙]}万元",
    "相差{ROUND([@甲]-[@乙],2)}",
    "“{[@文]}”{{{[@起]}至{[@止]}}}",
    "{TEXT([@甲],\"0.00\")}",
    "{TEXT([@甲],\"0.0\")}{TEXT([@乙],\"0\")}",
    "{IF([@止]=\"\",\"\",TEXT([@止],\"yyyy年m月d日\"))}",
    "状态“{[@状]}”不是“{LEFT([@文],2)}”",
    "{ABS([@甲])}{IF([@甲]>[@乙],\"超\",\"\")}",
];

/// Numbers as they come: 0.1+0.2, ends in 5, bounds, large, tiny, negative.
fn numbers() -> Vec<f64> {
    let typed = [
        0.0,
        1.0,
        -1.0,
        5.0,
        7.0,
        10.0,
        99.0,
        100.0,
        100.1,
        101.0,
        -0.5,
        0.5,
        1.5,
        2.5,
        0.05,
        0.15,
        0.25,
        0.35,
        1.005,
        2.675,
        1.115,
        8.345,
        -2.5,
        -1.005,
        12.5,
        49.5,
        66.65,
        1_234.0,
        11_000.5,
        320_000.0,
        1_116_000.0,
        1e9,
        1e12,
        123_456_789.125,
        0.001,
        0.005,
        0.0049,
        1e-7,
        3.0,
        4.1,
        0.3,
        274.66,
        99.999_999,
        69.95,
        70.05,
    ];
    let sums = [0.1 + 0.2, 0.1 * 3.0, 1.1 * 1.1, 4.35 * 100.0, 274.659_999_999_999_97, 1.0 / 3.0, 200.0 / 3.0];
    let halves = (0..40).map(|index: i32| f64::from(index) / 10.0 + 0.05);
    typed.into_iter().chain(sums).chain(halves).collect()
}

fn days() -> Vec<Value> {
    let day = |year, month, day| Value::Date(jiff::civil::date(year, month, day));
    vec![
        day(2023, 9, 30),
        day(2023, 10, 1),
        day(2023, 1, 1),
        day(2023, 1, 31),
        day(2023, 12, 31),
        day(2024, 2, 29),
        day(2000, 2, 29),
        day(2023, 2, 28),
        day(2022, 8, 31),
        day(2027, 12, 31),
        day(2021, 5, 30),
    ]
}

/// What is typed where it does not belong.
fn foreign() -> Vec<Value> {
    let mut values: Vec<Value> = [
        "",
        "约3000",
        "１２",
        "１２．５",
        "12",
        "1,234",
        "50%",
        "-3",
        " 7 ",
        "1e3",
        "2023-09-30",
        "2023年9月30日",
        "2023.9.30",
        "年底前",
        "无",
        "—",
        "/",
        " ",
        "同上",
        "30家",
        "TRUE",
        "已完成",
        "3,000万元",
        "#N/A",
    ]
    .map(|text| Value::Text(text.to_owned()))
    .to_vec();
    values.extend([CellError::Div0, CellError::NotAvailable, CellError::Value].map(Value::Error));
    values.extend([Value::NoData, Value::Blank, Value::Bool(true), Value::Bool(false)]);
    values
}

fn texts() -> Vec<Value> {
    let long = "本期召开推进会2次，".repeat(20);
    let mut values: Vec<Value> = [
        "无",
        "已完成主体结构",
        "约三百家",
        "A",
        "a",
        "约\"三千\"约",
        "  两  头  ",
        "𠮷𠮷野家",
        "12.5",
        "第一行\n第二行",
        "滞后",
        "未启动",
        "推进中",
        "已完成",
        "持续推进",
        "①②③",
        "ＡＢＣ",
        &long,
    ]
    .map(Value::text)
    .to_vec();
    values.extend([Value::Blank, Value::Text(String::new()), Value::NoData, Value::Number(3.5), Value::Number(0.0)]);
    values
}

/// A small generator, so that the rows are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

fn rows() -> Vec<Vec<Value>> {
    let (numbers, days, foreign, texts) = (numbers(), days(), foreign(), texts());
    let mut dice = Dice(20_230_930);
    let mut rows = Vec::new();
    for _ in 0..ROWS {
        let row = COLUMNS.iter().map(|(_, kind)| match (dice.below(6), kind) {
            (0, _) => dice.of(&foreign),
            (1, Kind::Number | Kind::Date) => Value::Blank,
            (_, Kind::Number) => Value::Number(dice.of(&numbers)),
            (_, Kind::Date) => dice.of(&days),
            (_, Kind::Text) => dice.of(&texts),
        });
        rows.push(row.collect());
    }
    rows
}

/// One formula in one row: what it reads, and what the two make of it.
struct Case<'a> {
    formula: &'a str,
    reads: Vec<&'a Value>,
    here: &'a Value,
}

impl Case<'_> {
    fn reads(&self, wanted: impl Fn(&Value) -> bool) -> bool {
        self.reads.iter().any(|value| wanted(value))
    }

    fn calls(&self, function: &str) -> bool {
        self.formula.contains(&format!("{function}("))
    }
}

/// What is emitted for a line.
type Emit = Box<dyn Fn(&dyn Fn(usize) -> String) -> String>;
/// What we evaluate.
type Evaluate = Box<dyn Fn(Row<'_>) -> Value>;
/// When a reason for a difference holds.
type Holds = fn(&Case<'_>) -> bool;

/// Why the two may differ, and where; Excel is the standard, and it is with us.
const EXCEPTED: [(&str, Holds); 7] = [
    ("a truth is a number of its own format there; in Excel it is no number and reads TRUE", |case| {
        case.reads(|value| matches!(value, Value::Bool(_)))
    }),
    ("a text that reads TRUE is 1 there; in Excel it is no number", |case| {
        case.reads(|value| *value == Value::text("TRUE"))
    }),
    ("a sign beyond the first 65,536 counts once there, twice in Excel", |case| {
        ["LEN", "LEFT", "RIGHT", "MID"].iter().any(|function| case.calls(function))
            && case.reads(|value| value.shown().chars().any(|sign| sign.len_utf16() > 1))
    }),
    ("days before March 1900 have other numbers there; Excel has a 29 February 1900", |case| {
        let small = |value: &Value| {
            let shown = value.shown();
            shown.trim().trim_end_matches('%').parse::<f64>().is_ok_and(|number| number < 61.0)
        };
        ["起", "止"].iter().any(|day| case.formula.contains(day))
            && case.reads(|value| matches!(value, Value::Text(_)) && small(value))
    }),
    ("TEXT rounds the binary number there, Excel its 15 digits", |case| {
        let fifteen = |number: f64| format!("{number:.14e}").parse::<f64>().unwrap();
        case.calls("TEXT")
            && case
                .reads(|value| matches!(value, Value::Number(number) if fifteen(*number).to_bits() != number.to_bits()))
    }),
    (
        "two texts in columns of numbers are put in order by a collation there; the guard keeps rules from asking",
        |case| case.formula.contains("[@甲]>[@乙]") && case.reads.iter().all(|value| matches!(value, Value::Text(_))),
    ),
    ("of an error and a text that is no number, which error is shown is not agreed; an error it is", |case| {
        case.here.shown().starts_with('#')
            && case.reads(|value| matches!(value, Value::Error(_)))
            && case.reads(|value| matches!(value, Value::Text(_)))
    }),
];

#[test]
fn two_thousand_hostile_rows_come_out_alike() {
    let started = std::time::Instant::now();
    let columns = COLUMNS.map(|(name, kind)| Column { name: name.to_owned(), kind, may_be_blank: true });
    let scope = Scope { columns: columns.to_vec(), names: Vec::new() };
    let mut formulas: Vec<(String, Vec<usize>, Emit, Evaluate)> = Vec::new();
    for text in RULES {
        let rule = RowRule::compile(text, &scope).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let again = rule.clone();
        let reads = rule.columns().to_vec();
        formulas.push((
            text.to_owned(),
            reads,
            Box::new(move |address| rule.emit(address)),
            Box::new(move |row| Value::Bool(again.holds(row))),
        ));
    }
    for (text, needs) in COLUMNS_COMPUTED {
        let column =
            Computed::compile(text, needs, "\"—\"", &scope).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let again = column.clone();
        let reads = column.reads().to_vec();
        formulas.push((
            text.to_owned(),
            reads,
            Box::new(move |address| column.emit(address)),
            Box::new(move |row| again.evaluate(row)),
        ));
    }
    for text in PLAIN {
        let formula = Formula::compile(text, &scope).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let again = formula.clone();
        let reads = formula.columns().to_vec();
        formulas.push((
            text.to_owned(),
            reads,
            Box::new(move |address| formula.emit(address)),
            Box::new(move |row| again.evaluate(row)),
        ));
    }
    for text in MESSAGES {
        let message = Message::compile(text, &scope).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
        let again = message.clone();
        let reads = message.columns().to_vec();
        formulas.push((
            text.to_owned(),
            reads,
            Box::new(move |address| message.emit(address)),
            Box::new(move |row| Value::Text(again.render(row))),
        ));
    }
    assert!(formulas.len() >= 60, "{}", formulas.len());
    let rows = rows();
    assert!(rows.len() >= 2_000);

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (line, cells) in (0_u32..).zip(&rows) {
        for (column, value) in (0_u16..).zip(cells) {
            write_value(sheet, line, column, value);
        }
        let address = |slot: usize| format!("${}{}", ["A", "B", "C", "D", "E", "F"][slot], line + 1);
        for (column, (_, _, emit, _)) in (6_u16..).zip(&formulas) {
            // A wrong cached value in every cell, so that none passes without being computed anew.
            let cell = rust_xlsxwriter::Formula::new(format!("={}", emit(&address))).set_result("12345.678");
            sheet.write_formula(line, column, cell).map(drop).unwrap();
        }
    }
    let range = read_back(&mut workbook);
    let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut excused = [0_usize; EXCEPTED.len()];
    let mut compared = 0;
    for (line, cells) in (0_u32..).zip(&rows) {
        for (column, (text, reads, _, evaluate)) in (6_u32..).zip(&formulas) {
            let here = evaluate(Row { cells, names: &[] });
            let found = range.get_value((line, column)).cloned().unwrap_or_default();
            compared += 1;
            if super::same(&here, &found) {
                continue;
            }
            let reads: Vec<&Value> = reads.iter().map(|slot| &cells[*slot]).collect();
            let case = Case { formula: text, reads, here: &here };
            if let Some(reason) = EXCEPTED.iter().position(|(_, holds)| holds(&case)) {
                excused[reason] += 1;
                continue;
            }
            let said = format!("  {:?}: here {here:?}, LibreOffice {found:?}", case.reads);
            wrong.entry(text.as_str()).or_default().push(said);
        }
    }
    assert_eq!(compared, formulas.len() * rows.len());
    let told = wrong
        .iter()
        .map(|(text, cases)| format!("{text} ({} rows)\n{}", cases.len(), cases[..cases.len().min(4)].join("\n")));
    assert!(wrong.is_empty(), "{}", told.collect::<Vec<_>>().join("\n"));
    for ((reason, _), count) in EXCEPTED.iter().zip(excused) {
        assert!(count > 0, "nothing is excused by: {reason}");
    }
    let took = started.elapsed();
    assert!(took.as_secs() < 90, "{compared} cells took {took:?}");
}
