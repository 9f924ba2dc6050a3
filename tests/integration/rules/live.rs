//! 自检 against `check`: what a form says of a row while it is filled in is what the office's check says of it.
//!
//! Left out: an overdue issue whose extension is an error (Z04 beside Z05), where the form counts with the extension
//! until it is mended and the check doesn't; and, since a formula sees what stands in a cell and the check what it means: numbers and dates typed as text
//! (１２, 1,200, 9月30日), other spellings of an option, dashes. The form asks about those when they are entered.

use super::history::kept_of;
use super::*;
use crate::dice::Dice;
use qingdan::plan::{Filled, Test};
use std::collections::{BTreeMap, BTreeSet};

/// How many times every form is filled in, and how many times more those with projects, which are few.
const ROUNDS: u64 = 3;
const PROJECT_ROUNDS: u64 = 30;

const SAME: &str = "本期召开推进会2次，完成选址并印发实施方案。";

/// A period before in which much was done and little was well.
fn before(period: &str) -> Archive {
    let mut figures: Vec<(String, String, &str, &str)> = Vec::new();
    for (index, indicator) in PLAN.indicators.iter().enumerate() {
        let key = indicator.code.0.clone();
        figures.push((INDICATORS.into(), key.clone(), "本期累计完成值", ["5", "0", "3.5"][index % 3]));
        figures.push((INDICATORS.into(), key, "亮灯", ["红", "黄", "绿"][index % 3]));
    }
    for (index, measure) in PLAN.measures.iter().enumerate() {
        let key = measure.code.0.clone();
        figures.push((TASKS.into(), key.clone(), "推进状态", ["已完成", "推进中", "滞后"][index % 3]));
        figures.push((TASKS.into(), key.clone(), "本期进展情况", SAME));
        figures.push((TASKS.into(), key, "亮灯", ["红", "黄", "绿"][index % 3]));
    }
    for (index, project) in PLAN.projects.iter().enumerate() {
        let key = project.code.0.clone();
        figures.push((PROJECTS.into(), key.clone(), "本年累计完成投资", ["500", "1000"][index % 2]));
        figures.push((PROJECTS.into(), key, "亮灯", ["红", "黄"][index % 2]));
    }
    let figures: Vec<(&str, &str, &str, &str)> =
        figures.iter().map(|(sheet, key, field, value)| (sheet.as_str(), key.as_str(), *field, *value)).collect();
    kept_of(period, &figures)
}

/// Something bad, or good, to type into a cell of this kind; nothing at times.
fn typed(dice: &mut Dice, field: &Field) -> Value {
    let words = match field.kind {
        FieldKind::Number => dice.of(&[
            "", "0", "-1", "1", "5", "50", "52.5", "53", "100", "101", "150", "0.5", "2.25", "3000", "10000",
            "1116000", "约3",
        ]),
        FieldKind::Date => dice.of(&[
            "",
            "",
            "@2023-09-30",
            "@2023-10-01",
            "@2022-03-01",
            "@2023-07-01",
            "@2023-08-15",
            "@2024-01-31",
            "待定",
        ]),
        FieldKind::Choice if dice.below(8) == 0 => "差不多了",
        FieldKind::Choice if dice.below(6) == 0 => "",
        FieldKind::Choice => {
            let options: Vec<&str> = field.options.iter().map(String::as_str).collect();
            return Value::text(dice.of(&options));
        }
        FieldKind::Unit => dice.of(&["", "区商务局", "区发改局", "专班办公室", "某某局"]),
        FieldKind::Text if field.role == Role::Remark => dice.of(&["", "", "", "已说明原因和后续安排"]),
        FieldKind::Text => dice.of(&["", "无", SAME, "已引进2家企业，其余正在洽谈。"]),
    };
    let lacks = field.role == Role::Value && field.kind == FieldKind::Number && dice.below(8) == 0;
    if lacks { Value::NoData } else { value(words) }
}

/// The forms of all units, each filled in badly; a part of the cells stays empty.
fn bad(previous: &Archive, period: Period, round: u64) -> Vec<(String, Draft)> {
    let rows = roster(&PLAN, period, Some(previous));
    let names = PLAN.name_values(period);
    let mut dice = Dice(2023 + round);
    let mut drafts = Vec::new();
    for unit in PLAN.reporters() {
        let has_projects = rows.iter().any(|row| row.unit == unit && row.table == TableId::Projects);
        if round >= ROUNDS && !has_projects {
            continue;
        }
        let name = PLAN.unit(unit).name.clone();
        let mut draft = Draft::blank(&name).period(&period.to_string()).after(previous);
        for expected in rows.iter().filter(|row| row.unit == unit) {
            let table = PLAN.table(expected.table);
            for (slot, field) in table.fields.iter().enumerate() {
                if is_open(&PLAN, table, slot, expected, &names) {
                    let key = (expected.table, expected.key.clone(), slot);
                    // At times the target itself is copied.
                    let target = table.slot(Role::Target).filter(|_| field.role == Role::Value && dice.below(4) == 0);
                    let copied = target.and_then(|target| expected.prefilled.get(target).cloned());
                    draft.filling.cells.insert(key, copied.unwrap_or_else(|| typed(&mut dice, field)));
                }
            }
        }
        if unit == PLAN.office_unit() {
            let ledger = table(LEDGER);
            for number in 0..12 {
                let mut row = ledger.blank_row();
                for (slot, field) in ledger.fields.iter().enumerate().filter(|(_, field)| field.is_input()) {
                    row[slot] = typed(&mut dice, field);
                }
                row[slot(ledger, "问题编号")] = Value::text(&format!("WT{number:02}"));
                draft.filling.extra_rows.push((ledger.id, row));
            }
        }
        drafts.push((name, draft));
    }
    drafts
}

/// Code and blamed field of every objection, by sheet and row.
type Said = BTreeMap<(String, u32), Vec<String>>;

/// Whether an objection begins here; a message may have lines of its own.
fn begins(line: &str) -> bool {
    line.find('【') == Some(3) && line[1..3].bytes().all(|byte| byte.is_ascii_digit())
}

/// What the sheets of a form say in 自检.
fn live(bytes: &[u8]) -> Said {
    let mut said = Said::new();
    for grid in read(FILE, bytes, &PLAN.reading).grids.iter().filter(|grid| grid.visible) {
        let text = |row: u32, col: u32| {
            let cell = grid.cells.iter().find(|cell| cell.at.row == row && cell.at.col == col);
            cell.map(|cell| cell.value.shown()).unwrap_or_default()
        };
        let Some(head) = grid.cells.iter().find(|cell| cell.at.row == 2 && cell.value.shown() == "自检") else {
            continue;
        };
        for row in grid.cells.iter().map(|cell| cell.at.row).filter(|row| *row > 2).collect::<BTreeSet<_>>() {
            let mut lines: Vec<String> = Vec::new();
            for line in text(row, head.at.col).lines().filter(|line| begins(line)) {
                // L09【错误：本年累计完成投资】…
                let code = &line[..3];
                let field = line.split('：').nth(1).unwrap_or_default().split('】').next().unwrap();
                lines.push(format!("{code} {field}"));
            }
            lines.sort();
            if !lines.is_empty() {
                said.insert((grid.name.to_string(), row), lines);
            }
        }
    }
    said
}

/// What `check` says of the same rows by row rules.
fn checked_rows(bytes: &[u8], period: Period, previous: &Archive) -> Said {
    let checked = check(&PLAN, &[given(FILE, bytes)], Some(period), Some(previous));
    let mut said = Said::new();
    for finding in checked.findings.iter().filter(|finding| &*finding.at.file == FILE) {
        let rule = PLAN.rule(&finding.code).unwrap();
        let (Test::Rows(_), Some(sheet), Some(cell)) = (&rule.test, &finding.at.sheet, finding.at.cell) else {
            continue;
        };
        let table = table(&sheet.name);
        if table.fields.iter().any(|field| field.role == Role::SelfCheck && matches!(field.filled, Filled::Engine)) {
            let line = format!("{} {}", finding.code, finding.field.as_deref().unwrap_or_default());
            said.entry((sheet.name.to_string(), cell.row)).or_default().push(line);
        }
    }
    for lines in said.values_mut() {
        lines.sort();
    }
    said
}

/// The rows of which the two say something different.
fn differences(name: &str, live: &Said, checked: &Said) -> Vec<String> {
    let rows: BTreeSet<_> = live.keys().chain(checked.keys()).collect();
    let nothing = Vec::new();
    let of = |said: &Said, row| {
        let mut lines = said.get(row).unwrap_or(&nothing).clone();
        if lines.iter().any(|line| line.starts_with("Z05")) {
            lines.retain(|line| !line.starts_with("Z04"));
        }
        lines
    };
    rows.into_iter()
        .map(|row| (row, of(live, row), of(checked, row)))
        .filter(|(_, live, checked)| live != checked)
        .map(|((sheet, row), live, checked)| {
            format!("{name} [{sheet}] row {}: 自检 {live:?}, check {checked:?}", row + 1)
        })
        .collect()
}

/// Compares all forms of the third quarter and of the last, as `made` makes their bytes of those that we wrote; gives
/// the codes that were said.
fn compare(made: impl Fn(&[(String, Vec<u8>)]) -> Vec<Vec<u8>>) -> BTreeSet<String> {
    let mut different = Vec::new();
    let mut codes = BTreeSet::new();
    for (period, earlier, rounds) in
        [(QUARTER, "2023Q2", ROUNDS + PROJECT_ROUNDS), (Period::Quarter(2023, 4), "2023Q3", 1)]
    {
        let previous = before(earlier);
        let drafts = (0..rounds).flat_map(|round| bad(&previous, period, round));
        let written: Vec<(String, Vec<u8>)> = drafts.map(|(name, draft)| (name, draft.file())).collect();
        for ((name, bytes), shown) in written.iter().zip(made(&written)) {
            let (live, checked) = (live(&shown), checked_rows(bytes, period, &previous));
            different.extend(differences(name, &live, &checked));
            codes.extend(live.values().flatten().map(|line| line[..3].to_owned()));
        }
    }
    let shown = different.len().min(20);
    assert!(different.is_empty(), "{} rows\n{}", different.len(), different[..shown].join("\n"));
    codes
}

/// The row rules about tables that have a column 自检.
fn live_rules() -> BTreeSet<String> {
    let shown = |test: &qingdan::plan::RowTest| PLAN.table(test.table).slot(Role::SelfCheck).is_some();
    let about = |rule: &&qingdan::plan::Rule| match &rule.test {
        Test::Rows(tests) => tests.iter().any(shown),
        Test::BuiltIn { .. } => false,
    };
    PLAN.rules.iter().filter(about).map(|rule| rule.code.0.clone()).collect()
}

#[test]
fn a_form_filled_in_badly_says_what_the_check_says() {
    let codes = compare(|written| written.iter().map(|(_, bytes)| bytes.clone()).collect());
    assert_eq!(live_rules().difference(&codes).collect::<Vec<_>>(), [""; 0], "every rule has spoken");
}

/// The same, once `LibreOffice` has computed every formula anew.
#[cfg(feature = "libreoffice")]
#[test]
fn a_form_filled_in_badly_says_in_libreoffice_what_the_check_says() {
    let codes = compare(|written| {
        let books: Vec<(&str, &[u8])> = written.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        crate::libreoffice::recalculate_all(&books)
    });
    assert_eq!(live_rules().difference(&codes).collect::<Vec<_>>(), [""; 0], "every rule has spoken");
}

#[test]
fn an_untouched_form_says_nothing() {
    for unit in PLAN.reporters() {
        let bytes = Draft::blank(&PLAN.unit(unit).name).file();
        assert_eq!(live(&bytes), Said::new(), "{}", PLAN.unit(unit).name);
    }
}
