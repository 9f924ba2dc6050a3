//! The quarter workbook against another spreadsheet program: every cached value is what the live formula yields.

use super::Filled;
use super::quarter::{full, plan};
use crate::libreoffice::{differences, recalculate_all};
use qingdan::check::check;
use qingdan::consolidate::consolidate;
use qingdan::render::official::workbook;
use qingdan::write::write;

#[test]
fn libreoffice_computes_every_cached_value() {
    let plan = plan();
    let (bare, _) = qingdan::plan::load(&qingdan::plan::Files::embedded());
    let silent = |period: &str| {
        let period = period.parse().unwrap();
        consolidate(&plan, period, &check(&plan, &[], Some(period), None), None)
    };
    let (plan_of_samples, samples) = crate::samples::quarter();
    // A project taken off the list within a type, a type of which none is left, and one without a word about it.
    let mut moved = plan.clone();
    for (code, change) in [("XM03", "调出"), ("XM08", "调出"), ("XM05", "")] {
        change.clone_into(&mut moved.projects.iter_mut().find(|project| project.code.0 == code).unwrap().change);
    }
    let books = [
        write(&workbook(&plan_of_samples, &samples, None)).unwrap(),
        write(&workbook(&plan, &full(&plan).quarter(), None)).unwrap(),
        write(&workbook(&moved, &full(&moved).quarter(), None)).unwrap(),
        write(&workbook(&plan, &Filled::new(&plan).quarter(), None)).unwrap(),
        write(&workbook(&bare, &Filled::new(&bare).quarter(), None)).unwrap(),
        write(&workbook(&plan, &silent("2023-07"), None)).unwrap(),
        write(&workbook(&plan, &silent("2023"), None)).unwrap(),
    ];
    let given: Vec<(&str, &[u8])> = books.iter().map(|book| ("quarter", book.as_slice())).collect();
    for (ours, theirs) in books.iter().zip(recalculate_all(&given)) {
        assert_eq!(differences(ours, &theirs), [""; 0]);
    }
}
