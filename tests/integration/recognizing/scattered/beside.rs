//! Two tables beside each other on a sheet, with a gap between them, their heads in the same rows.

use super::*;

/// The head and the rows of a table, of rows that the other table may have too.
fn rows(dice: &mut Dice, page: &mut Page, layout: &Layout, top: u32, truth: &mut Truth) {
    let mut row = layout.head(page, top, true);
    let own = |row: &&Expected| row.table == layout.id() && row.due == Due::Asked && row.part == Part::Lead;
    let mut all: Vec<&Expected> =
        ROSTER.iter().filter(own).filter(|row| PLAN.find_unit(UNIT) == Some(row.unit)).collect();
    dice.shuffle(&mut all);
    let mut above = None;
    for expected in all {
        row += u32::from(dice.one_in(8));
        above = layout.row(dice, page, row, expected, above.as_ref(), truth);
        row += 1;
    }
    layout.below(dice, page, row);
}

/// A return with two of the tables on one sheet.
fn beside(seed: u64) -> (Vec<Page>, Truth) {
    let mut dice = Dice(seed);
    let mut truth = Truth::default();
    let mut cover = Page { name: "填报说明".to_owned(), ..Page::default() };
    for (row, (label, value)) in (2..).zip([("填报单位", UNIT), ("报告期", "2023年第三季度")]) {
        cover.put(row, 1, label);
        cover.put(row, 3, value);
    }
    let mut page = Page { name: "Sheet1".to_owned(), ..Page::default() };
    let mut places = [0, 1, 2];
    dice.shuffle(&mut places);
    let left = Layout::of(&mut dice, places[0]);
    let mut right = Layout::of(&mut dice, places[1]);
    while right.depth() != left.depth() {
        right = Layout::of(&mut dice, places[1]);
    }
    right.margin = left.last_column() + 2 + u32::try_from(dice.below(3)).unwrap();
    let top = u32::try_from(dice.below(4)).unwrap();
    rows(&mut dice, &mut page, &left, top, &mut truth);
    rows(&mut dice, &mut page, &right, top, &mut truth);
    (vec![cover, page], truth)
}

#[test]
fn two_tables_beside_each_other_give_the_same_records_and_findings() {
    for seed in 0..40 {
        let (pages, truth) = beside(seed);
        assert_read(seed, "来件.xlsx", &xlsx(&pages), &truth);
    }
}
