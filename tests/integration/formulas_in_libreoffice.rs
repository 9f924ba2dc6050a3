//! The formula language against LibreOffice: what we evaluate is what the emitted formula yields in a sheet.
//!
//! Left out, because LibreOffice departs from Excel there and Excel is the standard: truths used as numbers or texts,
//! days before March 1900, `FIND` of an empty text, `0^0`, `TEXT` of a number whose 15 digits end in a half or that
//! rounds to minus zero.

/// Two thousand generated rows of what people type.
mod hostile;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use qingdan::formula::{Column, Computed, Formula, Kind, Message, Row, RowRule, Scope};
use qingdan::value::{CellError, Value, serial};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::Cursor;

/// A, B numbers; C, D days; E a text.
const COLUMNS: [(&str, Kind); 5] =
    [("计划", Kind::Number), ("完成", Kind::Number), ("开工", Kind::Date), ("竣工", Kind::Date), ("说明", Kind::Text)];

const RULES: [&str; 7] = [
    "[@完成]<=[@计划]*1.1",
    "[@开工]<=[@竣工]",
    "OR([@说明]<>\"\",[@完成]>=[@计划])",
    "IF([@完成]/[@计划]<0.5,LEN(TRIM([@说明]))>=6,TRUE)",
    "ISNUMBER([@开工])",
    "ABS([@完成]-[@计划])<0.005",
    "AND([@计划]>0,NOT(ISBLANK([@完成])),EXACT([@说明],\"无\"))",
];

const COLUMNS_COMPUTED: [(&str, &[&str]); 8] = [
    ("ROUND([@完成]/[@计划]*100,1)", &["计划", "完成"]),
    ("EDATE([@开工],6)", &["开工"]),
    ("[@竣工]-[@开工]", &["竣工", "开工"]),
    ("EOMONTH([@竣工],-1)", &["竣工"]),
    ("YEAR([@竣工])*100+MONTH([@竣工])", &["竣工"]),
    ("INT([@完成]*100)-MOD([@完成],7)", &["完成"]),
    ("IF(COUNT([@计划],[@完成])=2,\"齐\",COUNTA([@计划],[@完成],[@说明])&\"项\")", &[]),
    ("IFERROR(VALUE([@说明]),SUM([@计划],[@完成])+MAX([@计划],[@完成]))", &[]),
];

const MESSAGES: [&str; 4] = [
    "完成{[@完成]}万元,计划{[@计划]}万元,差{[@完成]-[@计划]}",
    "“{[@说明]}”{{{[@开工]}至{[@竣工]}}}",
    "{TEXT([@完成],\"0.00\")}\"{LEFT([@说明],2)&MID([@说明],2,3)&RIGHT([@说明])}\"",
    "{SUBSTITUTE([@说明],\"约\",\"\")}{IF([@竣工]=\"\",\"\",TEXT([@竣工],\"yyyy年m月d日\"))}",
];

fn rows() -> Vec<[Value; 5]> {
    let text = |text: &str| Value::Text(text.to_owned());
    let day = |year, month, day| Value::Date(jiff::civil::date(year, month, day));
    let number = Value::Number;
    vec![
        [number(10_000.0), number(11_000.5), day(2023, 1, 31), day(2024, 2, 29), text("无")],
        [number(0.3), number(0.1 + 0.2), day(2023, 9, 30), day(2023, 9, 30), text("已完成主体结构")],
        [number(3.0), number(2.0), Value::Blank, day(2025, 12, 31), Value::Blank],
        [number(0.0), number(7.25), day(2023, 3, 31), Value::Blank, text("12.5")],
        [text("约3000"), number(1500.0), day(2023, 3, 1), text("年底前"), text("约\"三千\"")],
        [Value::NoData, Value::Blank, Value::Blank, Value::Blank, Value::Blank],
        [number(-2.5), number(274.659_999_999_999_97), day(2000, 2, 29), day(2023, 5, 31), text("滞后")],
    ]
}

#[test]
fn what_we_evaluate_is_what_libreoffice_computes_from_the_emitted_formula() {
    let scope = Scope {
        columns: COLUMNS
            .iter()
            .map(|(name, kind)| Column { name: (*name).to_owned(), kind: *kind, may_be_blank: true })
            .collect(),
        names: Vec::new(),
    };
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut expected: Vec<(u32, u16, String, Value)> = Vec::new();
    for (index, cells) in rows().iter().enumerate() {
        let line = u32::try_from(index).unwrap();
        for (column, value) in (0_u16..).zip(cells) {
            write_value(sheet, line, column, value);
        }
        let address = |slot: usize| format!("{}{}", ["A", "B", "C", "D", "E"][slot], line + 1);
        let row = Row { cells, names: &[] };
        let mut emitted = Vec::new();
        for rule in RULES {
            let rule = RowRule::compile(rule, &scope).unwrap();
            emitted.push((rule.emit(&address), Value::Bool(rule.holds(row))));
        }
        for (formula, needs) in COLUMNS_COMPUTED {
            let column = Computed::compile(formula, needs, "\"—\"", &scope).unwrap();
            emitted.push((column.emit(&address), column.evaluate(row)));
        }
        for template in MESSAGES {
            let message = Message::compile(template, &scope).unwrap();
            emitted.push((message.emit(&address), Value::Text(message.render(row))));
        }
        let plain = Formula::compile("[@完成]&\"\"", &scope).unwrap();
        emitted.push((plain.emit(&address), plain.evaluate(row)));
        for (column, (formula, value)) in (5_u16..).zip(emitted) {
            // The cached value is wrong in every cell, so that none can pass without being recomputed.
            let cell = rust_xlsxwriter::Formula::new(format!("={formula}")).set_result("12345.678");
            sheet.write_formula(line, column, cell).map(drop).unwrap();
            expected.push((line, column, formula, value));
        }
    }
    let range = read_back(&mut workbook);
    let wrong: Vec<String> = expected
        .iter()
        .filter_map(|(line, column, formula, value)| {
            let found = range.get_value((*line, u32::from(*column))).cloned().unwrap_or_default();
            (!same(value, &found)).then(|| format!("{formula}\n  here {value:?}\n  LibreOffice {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A value as a cell holds it: an empty text and an error only come from formulas.
fn write_value(sheet: &mut Worksheet, line: u32, column: u16, value: &Value) {
    let mut formula = |text: &str| sheet.write_formula(line, column, text).map(drop).unwrap();
    match value {
        Value::Text(text) if text.is_empty() => formula("=\"\""),
        Value::Error(CellError::Div0) => formula("=1/0"),
        Value::Error(CellError::NotAvailable) => formula("=NA()"),
        Value::Error(_) => formula("=1+\"x\""),
        Value::Number(number) => sheet.write_number(line, column, *number).map(drop).unwrap(),
        Value::Date(day) => sheet.write_number(line, column, serial(*day)).map(drop).unwrap(),
        Value::Bool(truth) => sheet.write_boolean(line, column, *truth).map(drop).unwrap(),
        Value::Blank => {}
        Value::NoData | Value::Text(_) => sheet.write_string(line, column, value.shown()).map(drop).unwrap(),
    }
}

/// The values of the first sheet once `LibreOffice` has computed it.
fn read_back(workbook: &mut Workbook) -> Range<Data> {
    let recalculated = crate::libreoffice::recalculate(&workbook.save_to_buffer().unwrap());
    let mut computed: Xlsx<_> = open_workbook_from_rs(Cursor::new(recalculated)).unwrap();
    let name = computed.sheet_names()[0].clone();
    computed.worksheet_range(&name).unwrap()
}

fn same(value: &Value, found: &Data) -> bool {
    let near = |expected: f64, found: f64| (expected - found).abs() <= expected.abs().max(1.0) * 1e-12;
    match (value, found) {
        (Value::Number(number), Data::Float(found)) => near(*number, *found),
        (Value::Number(number), Data::Int(found)) => number.to_string() == found.to_string(),
        (Value::Date(day), Data::Float(found)) => near(serial(*day), *found),
        (Value::Date(day), Data::DateTime(found)) => near(serial(*day), found.as_f64()),
        (Value::Date(day), Data::DateTimeIso(found)) => found.starts_with(&day.to_string()),
        (Value::Bool(truth), Data::Bool(found)) => truth == found,
        (Value::Text(text), Data::String(found)) => text == found,
        (Value::Text(text), Data::Empty) => text.is_empty(),
        (Value::Text(text), Data::Error(found)) => *text == found.to_string(),
        (Value::NoData, Data::String(found)) => found == qingdan::text::NO_DATA,
        (Value::Error(error), Data::Error(found)) => error.as_str() == found.to_string(),
        (Value::Error(error), Data::String(found)) => error.as_str() == found,
        _ => false,
    }
}
