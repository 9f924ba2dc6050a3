//! What a spreadsheet program takes: nesting, lengths, arguments, functions without prefix, whatever is filled in; and
//! that what 自检 objects to is coloured.

use super::computed::{commerce, development, ledger};
use super::{PLAN, all, at, column, fill, filled, row, sheet, text, unit};
use qingdan::key::TableId;
use qingdan::location::CellRef;
use qingdan::render::form::Filling;
use qingdan::render::style::{DOUBTFUL, LIGHTS, WRONG};
use qingdan::render::{Allow, Book, Cell};
use qingdan::value::Value;

/// Every formula of a book: cells, conditions, validations, names.
fn formulas(book: &Book) -> Vec<String> {
    let mut formulas: Vec<String> = book.names.iter().map(|name| name.refers_to.clone()).collect();
    for sheet in &book.sheets {
        formulas.extend(sheet.rows.iter().flat_map(|row| &row.cells).filter_map(|(_, cell, _)| match cell {
            Cell::Formula { a1, .. } => Some(a1.clone()),
            Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Link { .. } => None,
        }));
        formulas.extend(sheet.conditions.iter().map(|condition| condition.formula.clone()));
        formulas.extend(sheet.validations.iter().filter_map(|validation| match &validation.allow {
            Allow::List(formula) | Allow::Formula(formula) => Some(formula.clone()),
            Allow::Decimal | Allow::Date | Allow::Anything => None,
        }));
    }
    formulas
}

/// How deep calls nest, how many arguments one has at most, how long a literal is at most.
fn measured(formula: &str) -> (usize, usize, usize) {
    let (mut deepest, mut most, mut longest) = (0, 0, 0);
    let mut commas = vec![0_usize];
    let mut literal: Option<usize> = None;
    for sign in formula.chars() {
        match (sign, &mut literal) {
            ('"', None) => literal = Some(0),
            ('"', Some(length)) => {
                longest = longest.max(*length);
                literal = None;
            }
            (sign, Some(length)) => *length += sign.len_utf16(),
            ('(', None) => commas.push(0),
            (')', None) => most = most.max(commas.pop().unwrap() + 1),
            (',', None) => *commas.last_mut().unwrap() += 1,
            _ => {}
        }
        deepest = deepest.max(commas.len() - 1);
    }
    (deepest, most, longest)
}

#[test]
fn every_formula_of_every_form_keeps_within_what_a_spreadsheet_takes() {
    assert_eq!(measured("=IF(OR(a,\"b,(\"),MID(c,1,2))"), (2, 3, 3));
    let mut books: Vec<Book> = all().into_iter().map(|(_, book)| book).collect();
    books.push(filled(unit("区商务局"), &commerce()));
    books.push(filled(unit("区发改局"), &development()));
    books.push(filled(PLAN.office_unit(), &ledger()));
    let mut seen = 0;
    for book in &books {
        for formula in formulas(book) {
            let (deepest, most, longest) = measured(&formula);
            assert!(deepest <= 64 && most <= 255 && longest <= 255, "{deepest} {most} {longest} {formula}");
            assert!(formula.encode_utf16().count() <= 8_192, "{formula}");
            assert!(!formula.contains("_xlfn") && !formula.contains("_xlws"), "{formula}");
            seen += 1;
        }
        for condition in book.sheets.iter().flat_map(|sheet| &sheet.conditions) {
            assert!(condition.formula.encode_utf16().count() <= 255, "{}", condition.formula);
            assert!(!condition.formula.contains('!'), "older programs colour by their own sheet only: {condition:?}");
        }
    }
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn what_self_check_objects_to_is_coloured_in_its_cell_and_nothing_else_is() {
    let mut filling = development();
    let wrong = [("本年累计完成投资", Value::Number(1_116_000.0)), ("本期完成投资", Value::Number(1_500.0))];
    fill(&mut filling, TableId::Projects, "XM01", &wrong);
    let book = filled(unit("区发改局"), &filling);
    let projects = sheet(&book, "重大项目实施表");
    let line = row(projects, "XM01");
    let said = at(projects, line, column(projects, "自检"));
    // 20000 + 1116000 万元 of 50000; not begun, it says nothing further of the same cell.
    assert_eq!(
        said,
        "L09【错误：本年累计完成投资】累计完成投资1136000万元超过总投资50000万元的110%。请核对是否把元填成万元，或总投资是否已调整。"
    );
    let coloured = |label: &str| {
        let cell = CellRef::new(u32::try_from(line).unwrap(), column(projects, label));
        let conditions = projects.conditions.iter().filter(|condition| condition.range.contains(cell));
        let marks = conditions.filter_map(|condition| {
            let mark = condition.formula.split('"').nth(1)?;
            said.contains(mark).then_some((condition.fill, condition.color))
        });
        marks.collect::<Vec<_>>()
    };
    assert_eq!(coloured("本年累计完成投资(万元)"), [WRONG]);
    for label in ["本期完成投资(万元)", "总投资(万元)", "实际开工时间", "存在问题"] {
        assert_eq!(coloured(label), [], "{label}");
    }
    // With the project begun in time and the figure mended, the next thing comes up: a warning.
    let mended = [
        ("本年累计完成投资", Value::Number(1_000.0)),
        ("本期完成投资", Value::Number(1_000.0)),
        ("存在问题", Value::text("土地未出让")),
        ("下阶段计划", Value::text("年底前完成出让")),
    ];
    fill(&mut filling, TableId::Projects, "XM01", &mended);
    let book = filled(unit("区发改局"), &filling);
    let projects = sheet(&book, "重大项目实施表");
    let said = at(projects, line, column(projects, "自检"));
    assert!(said.starts_with("L12【警告：实际开工时间】"), "{said}");
    let cell = CellRef::new(u32::try_from(line).unwrap(), column(projects, "实际开工时间"));
    let warns = projects.conditions.iter().filter(|condition| condition.range.contains(cell));
    assert!(warns.into_iter().any(|condition| (condition.fill, condition.color) == DOUBTFUL
        && condition.formula.contains("【警告：实际开工时间】")));
    // Explained, it is only remarked upon.
    fill(&mut filling, TableId::Projects, "XM01", &[("情况说明", text("均为前期费用支出"))]);
    let book = filled(unit("区发改局"), &filling);
    let projects = sheet(&book, "重大项目实施表");
    assert!(at(projects, line, column(projects, "自检")).starts_with("L12【提示：实际开工时间】"));
}

#[test]
fn lights_are_coloured_wherever_a_form_shows_them() {
    let book = filled(unit("区商务局"), &Filling::default());
    for (name, labels) in [("主要指标进度表", ["亮灯", "上期亮灯"]), ("重点任务攻坚表", ["亮灯", "上期亮灯"])]
    {
        let shown = sheet(&book, name);
        for label in labels {
            let cell = CellRef::new(3, column(shown, label));
            let conditions = shown.conditions.iter().filter(|condition| condition.range.contains(cell));
            let looks: Vec<_> = conditions.map(|condition| (condition.fill, condition.color)).collect();
            assert_eq!(looks, LIGHTS, "{name} {label}");
        }
    }
}
