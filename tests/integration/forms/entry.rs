//! What an open cell offers and asks: the plan's lists, kinds of values, notes; nothing is refused.

use super::{PLAN, QUARTER, all, at, column, sheet, under, unit};
use qingdan::key::{RowKey, TableId};
use qingdan::location::CellRef;
use qingdan::plan::{Field, FieldKind, Part, Role, UnitKind};
use qingdan::render::form::form;
use qingdan::render::{Allow, Book, Sheet, Strictness, Validation};
use qingdan::roster::{Due, Expected};

/// The validation of a cell.
fn validation(sheet: &Sheet, row: usize, col: u32) -> Option<&Validation> {
    let at = CellRef::new(u32::try_from(row).unwrap(), col);
    let mut found = sheet.validations.iter().filter(|validation| validation.range.contains(at));
    let first = found.next();
    assert!(found.next().is_none(), "{} {at} has two", sheet.name);
    first
}

/// The texts of a range of `_lists`, written as `=_lists!$A$2:$A$6`.
fn listed(book: &Book, range: &str) -> Vec<String> {
    let parts: Vec<&str> =
        range.strip_prefix("=_lists!$").unwrap().split(['$', ':']).filter(|part| !part.is_empty()).collect();
    assert_eq!(parts[0], parts[2]);
    let col = (0..26).find(|col| qingdan::location::column_letters(*col) == parts[0]).unwrap();
    let (first, last): (usize, usize) = (parts[1].parse().unwrap(), parts[3].parse().unwrap());
    let lists = sheet(book, "_lists");
    assert_eq!(at(lists, last, col), "", "nothing of the list is left out");
    (first - 1..last).map(|row| at(lists, row, col)).collect()
}

/// What a choice may be, by the plan.
fn choices(field: &Field) -> Vec<String> {
    let units = |kinds: &[UnitKind]| {
        PLAN.units.iter().filter(|unit| kinds.contains(&unit.kind)).map(|unit| unit.name.clone()).collect()
    };
    match field.kind {
        FieldKind::Choice => field.options.clone(),
        FieldKind::Unit if field.role == Role::Place => units(&[UnitKind::Street]),
        FieldKind::Unit => units(&[UnitKind::Department, UnitKind::Street, UnitKind::Office]),
        FieldKind::Text | FieldKind::Number | FieldKind::Date => Vec::new(),
    }
}

#[test]
fn every_open_cell_offers_what_the_plan_allows_and_refuses_nothing() {
    let mut seen = 0;
    for (_, book) in all() {
        for table in PLAN.tables.iter().filter(|table| book.sheets.iter().any(|sheet| sheet.name == table.name)) {
            let shown = sheet(&book, &table.name);
            assert!(shown.validations.iter().all(|validation| validation.strictness == Strictness::Warn));
            for (index, line) in shown.rows.iter().enumerate().skip(3) {
                for (col, ..) in line.cells.iter().filter(|(.., style)| !style.locked) {
                    let label = at(shown, 2, *col);
                    let field = table.fields.iter().find(|field| field.label() == label).unwrap();
                    let found = validation(shown, index, *col);
                    if !field.note.is_empty() {
                        assert_eq!(found.unwrap().prompt, Some((field.label(), field.note.clone())));
                    }
                    match (field.kind, found.map(|found| &found.allow)) {
                        (FieldKind::Choice | FieldKind::Unit, Some(Allow::List(range))) => {
                            let mut offered = choices(field);
                            // The office has no place in the league.
                            offered.retain(|name| table.id != TableId::Points || name != "专班办公室");
                            assert_eq!(listed(&book, range), offered, "{label}");
                        }
                        (FieldKind::Number, Some(Allow::Formula(formula))) => {
                            assert_eq!(under(shown, &at(shown, index, 0), "可暂缺"), "是");
                            assert!(formula.contains("\"暂无数据\""), "{formula}");
                        }
                        (FieldKind::Number, Some(Allow::Decimal))
                        | (FieldKind::Date, Some(Allow::Date))
                        | (FieldKind::Text, None | Some(Allow::Anything)) => {}
                        (kind, other) => panic!("{label}: {kind:?} {other:?}"),
                    }
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 1000, "{seen}");
}

#[test]
fn a_department_may_apply_for_closing_but_not_close() {
    let unit = unit("区商务局");
    let table = PLAN.table(TableId::CloseOut);
    let issue = Expected {
        unit,
        table: TableId::CloseOut,
        key: RowKey::from("WT01"),
        part: Part::Lead,
        due: Due::Asked,
        counted: true,
        prefilled: table.blank_row(),
    };
    let book = form(&PLAN, QUARTER, unit, &[issue], None);
    let shown = sheet(&book, "督导服务销号表");
    assert_eq!(shown.rows.len(), 4, "no open rows for a department");
    let Allow::List(range) = &validation(shown, 3, column(shown, "销号状态")).unwrap().allow else { panic!() };
    assert_eq!(listed(&book, range), ["整改中", "申请销号"]);
}
