//! expected = returned + blank + rejected + missing, per unit and table, whatever happens.

use super::*;
use qingdan::consolidate::{Counts, balance};

/// What is expected of each unit in each table: the rows of the roster that are asked for.
fn expected(unit: UnitId, table: TableId) -> usize {
    let asked = |row: &&Expected| row.unit == unit && row.table == table && row.due == Due::Asked;
    ROSTER.iter().filter(asked).count()
}

/// Checks the equation of everybody, and gives the counts of one unit over its tables.
#[track_caller]
fn counts(returns: &[Return], unit: UnitId) -> Counts {
    let lines = balance(&check(&PLAN, returns, Some(QUARTER), None));
    let mut own = Counts::default();
    for line in &lines {
        assert!(line.counts.closes(), "{} {:?}: {:?}", PLAN.unit(line.unit).name, line.table, line.counts);
        assert_eq!(line.counts.expected, expected(line.unit, line.table), "{}", PLAN.unit(line.unit).name);
        if line.unit == unit {
            own.add_all(line.counts);
        }
    }
    assert_eq!(
        lines.iter().map(|line| line.counts.expected).sum::<usize>(),
        ROSTER.iter().filter(|row| row.due == Due::Asked).count()
    );
    own
}

fn all(unit: UnitId) -> usize {
    ROSTER.iter().filter(|row| row.unit == unit && row.due == Due::Asked).count()
}

/// Everyone's returns with another in the place of a unit's.
fn with(unit: UnitId, other: Option<Return>) -> Vec<Return> {
    let mut returns: Vec<Return> = EVERYONE.iter().filter(|given| given.identity.unit != Some(unit)).cloned().collect();
    returns.extend(other);
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    returns
}

#[test]
fn everything_is_returned_in_an_honest_quarter() {
    let lines = balance(&check(&PLAN, &EVERYONE, Some(QUARTER), None));
    assert!(lines.iter().all(|line| line.counts.returned == expected(line.unit, line.table)));
    assert!(lines.iter().all(|line| line.counts.closes() && line.counts.expected == line.counts.returned));
}

#[test]
fn whichever_return_is_deleted_its_rows_are_missing() {
    for unit in PLAN.reporters() {
        assert_eq!(counts(&with(unit, None), unit).missing, all(unit));
    }
}

#[test]
fn whichever_return_is_corrupted_its_rows_are_missing() {
    for unit in PLAN.reporters() {
        // Nobody can tell whose it is.
        assert_eq!(counts(&with(unit, Some(given("坏.xlsx", b"PK\x03\x04 broken"))), unit).missing, all(unit));
    }
}

#[test]
fn whichever_return_is_refused_its_rows_are_rejected() {
    for unit in PLAN.reporters() {
        let mut refused = EVERYONE.iter().find(|given| given.identity.unit == Some(unit)).unwrap().clone();
        refused.defects = vec![qingdan::read::Defect::Broken(String::new())];
        assert_eq!(counts(&with(unit, Some(refused)), unit).rejected, all(unit));
    }
}

#[test]
fn whichever_return_is_duplicated_counts_once() {
    for unit in PLAN.reporters() {
        let mut returns = EVERYONE.clone();
        let mut copy = EVERYONE.iter().find(|given| given.identity.unit == Some(unit)).unwrap().clone();
        copy.file = "重复.xlsx".into();
        returns.push(copy);
        assert_eq!(counts(&returns, unit).returned, all(unit));
    }
}

#[test]
fn whichever_return_is_emptied_its_rows_are_blank() {
    for unit in PLAN.reporters() {
        let blank = Draft::blank(&PLAN.unit(unit).name).given_as("空白.xlsx");
        assert_eq!(counts(&with(unit, Some(blank)), unit).blank, all(unit));
    }
}

#[test]
fn a_row_deleted_doubled_emptied_or_spoiled_moves_from_one_side_to_another() {
    let commerce = unit("区商务局");
    let all = all(commerce);
    let counted = |draft: Draft| {
        let counts = counts(&with(commerce, Some(draft.given())), commerce);
        (all - counts.returned, counts.blank, counts.rejected, counts.missing)
    };
    let draft = || Draft::of("区商务局");
    let deleted = draft().sheet(TASKS, |sheet| {
        let row = row_of(sheet, "6.1");
        sheet.rows.remove(row);
    });
    assert_eq!(counted(deleted), (1, 0, 0, 1));
    let doubled = draft().sheet(TASKS, |sheet| sheet.rows.extend_from_within(3..4));
    assert_eq!(counted(doubled), (1, 0, 1, 0));
    let emptied = draft().row(TASKS, "6.1", &[("推进状态", ""), ("本期进展情况", "")]);
    assert_eq!(counted(emptied), (1, 1, 0, 0));
    // The one cell that is filled in can't be used.
    let spoiled = draft().set(INDICATORS, "6.1-1", "本期累计完成值", "约3");
    assert_eq!(counted(spoiled), (1, 0, 1, 0));
    let half_spoiled = draft().set(TASKS, "6.1", "推进状态", "差不多了");
    assert_eq!(counted(half_spoiled), (0, 0, 0, 0));
    let no_sheet = draft().edit(|book| book.sheets.retain(|sheet| sheet.name != INDICATORS));
    let indicators = expected(commerce, TableId::Indicators);
    assert_eq!(counted(no_sheet), (indicators, 0, 0, indicators));
    let extra = draft().sheet(TASKS, |sheet| {
        let mut copy = sheet.rows[row_of(sheet, "6.1")].clone();
        copy.cells[0].1 = words("99.9");
        sheet.rows.push(copy);
    });
    assert_eq!(counted(extra), (0, 0, 0, 0));
}

#[test]
fn rows_of_every_unit_deleted_and_doubled_keep_the_equation() {
    for unit in PLAN.reporters() {
        let name = PLAN.unit(unit).name.clone();
        let tasks = expected(unit, TableId::Tasks);
        assert!(tasks >= 2, "{name}");
        // The first task is deleted, the last stands twice.
        let draft = Draft::of(&name).sheet(TASKS, |sheet| {
            let last = sheet.rows.len() - 1;
            sheet.rows.extend_from_within(last..);
            sheet.rows.remove(3);
        });
        let counts = counts(&with(unit, Some(draft.given())), unit);
        assert_eq!((counts.missing, counts.rejected), (1, 1), "{name}");
    }
}
