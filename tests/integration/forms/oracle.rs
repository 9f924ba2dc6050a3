//! Every formula of a form has the value that `LibreOffice` gives it, blank or filled in.

use super::computed::{commerce, development, ledger};
use super::{PLAN, all, fill, filled, text, unit};
use crate::libreoffice::{differences, recalculate_all};
use qingdan::key::TableId;
use qingdan::render::form::Filling;
use qingdan::value::Value;
use qingdan::write::write;

fn agree(books: &[(String, Vec<u8>)]) {
    let given: Vec<(&str, &[u8])> = books.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    for ((name, bytes), recalculated) in books.iter().zip(recalculate_all(&given)) {
        assert_eq!(differences(bytes, &recalculated), [""; 0], "{name}");
    }
}

#[test]
fn every_formula_of_the_blank_forms_is_recalculated_alike() {
    let books: Vec<(String, Vec<u8>)> =
        all().iter().map(|(unit, book)| (PLAN.unit(*unit).name.clone(), write(book).unwrap())).collect();
    agree(&books);
}

#[test]
fn every_formula_of_filled_forms_is_recalculated_alike() {
    // Figures held against a reference, and without one.
    let mut finance = Filling::default();
    let of = |figure| Value::Number(figure);
    fill(&mut finance, TableId::Indicators, "8.1-1", &[("本期累计完成值", of(2000.0))]);
    fill(&mut finance, TableId::Indicators, "17.5-1", &[("本期累计完成值", of(15.2)), ("对照值", of(14.9))]);
    fill(&mut finance, TableId::Indicators, "17.5-2", &[("本期累计完成值", of(4.85))]);
    // 左右, a base not below the target, and nothing done.
    let mut front = Filling::default();
    fill(&mut front, TableId::Indicators, "5.2-1", &[("本期累计完成值", of(15.0)), ("上年末基数", of(0.0))]);
    let mut health = Filling::default();
    fill(&mut health, TableId::Indicators, "15.1-1", &[("本期累计完成值", of(0.0)), ("上年末基数", of(16.0))]);
    fill(&mut health, TableId::Tasks, "15.1", &[("推进状态", text("推进中"))]);
    let filled_in = [
        ("区商务局", commerce()),
        ("区发改局", development()),
        ("区金融办", finance),
        ("区委统战部", front),
        ("区卫生健康局", health),
        ("专班办公室", ledger()),
    ];
    let books: Vec<(String, Vec<u8>)> = filled_in
        .iter()
        .map(|(name, filling)| ((*name).to_owned(), write(&filled(unit(name), filling)).unwrap()))
        .collect();
    agree(&books);
}
