//! A plan workbook that another program saved.

use super::*;

/// A workbook that another program saved loads to the same plan.
#[test]
fn a_plan_saved_by_libreoffice_is_the_same_plan() {
    let sample = crate::samples::own_plan();
    for files in [Files::embedded(), sample] {
        let saved = crate::libreoffice::recalculate(&write(&exported(&files)).unwrap());
        assert_same(&load(&from_bytes(&saved)).0, &load(&files).0);
    }
}
