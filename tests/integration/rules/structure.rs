//! Sheets, columns and rows: S01–S07, U03, U04.

use super::*;
use qingdan::location::column_letters;

const COMMERCE: &str = "区商务局";
const STREET: &str = "五马街道";

/// Removes a row.
fn without(name: &'static str, key: &'static str) -> impl Fn(&mut Book) {
    move |book| {
        let sheet = sheet(book, name);
        let row = row_of(sheet, key);
        sheet.rows.remove(row);
    }
}

/// Puts a copy of a row at the end, with another key perhaps.
fn copied(name: &'static str, key: &'static str, as_key: &'static str) -> impl Fn(&mut Book) {
    move |book| {
        let sheet = sheet(book, name);
        let mut copy = sheet.rows[row_of(sheet, key)].clone();
        copy.cells[0].1 = words(as_key);
        sheet.rows.push(copy);
    }
}

fn extra(name: &'static str, cell: Cell) -> impl Fn(&mut Book) {
    move |book| {
        let mut extra = Sheet { name: name.to_owned(), ..Sheet::default() };
        extra.rows.push(qingdan::render::Row { height: None, cells: vec![(0, cell.clone(), Style::TEXT)] });
        book.sheets.insert(1, extra);
    }
}

#[test]
fn a_missing_sheet_is_said_once_and_its_rows_are_not() {
    let draft = Draft::of(COMMERCE).edit(|book| book.sheets.retain(|sheet| sheet.name != INDICATORS));
    assert_eq!(draft.said(), ["S01"]);
    // All sheets of it: not an empty form, a form without its sheets.
    let draft = Draft::of(STREET).edit(|book| book.sheets.retain(|sheet| sheet.name != TASKS));
    assert_eq!(draft.said(), ["S01"]);
}

#[test]
fn a_renamed_sheet_is_known_by_its_head() {
    let draft = Draft::of(COMMERCE).sheet(INDICATORS, |sheet| sheet.name = "指标".into());
    assert_eq!(draft.said(), ["S04 指标"]);
    assert_eq!(status(&draft.checked(), FILE), FileStatus::Accepted);
}

#[test]
fn a_further_sheet_that_says_something_is_named() {
    assert_eq!(Draft::of(COMMERCE).edit(extra("说明", words("另见附件"))).said(), ["S02 说明"]);
    assert_eq!(Draft::of(COMMERCE).edit(extra("Sheet1", words("  "))).said(), Vec::<String>::new());
}

#[test]
fn of_two_sheets_for_one_table_the_one_with_its_name_counts() {
    let draft = Draft::of(COMMERCE).edit(|book| {
        let mut copy = sheet(book, TASKS).clone();
        copy.name = "重点任务攻坚表 (2)".into();
        book.sheets.insert(1, copy);
    });
    assert_eq!(draft.said(), ["S02 重点任务攻坚表 (2)"]);
    let findings = draft.checked().findings;
    assert_eq!(findings.iter().find(|finding| finding.code.0 == "S02").unwrap().case, "second");
}

#[test]
fn a_missing_required_column_is_said_once_at_the_head_and_not_row_by_row() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = col_of(sheet, "推进状态");
        for row in &mut sheet.rows[2..] {
            row.cells.retain(|(at, ..)| *at != col);
        }
    });
    assert_eq!(draft.said(), ["S03 重点任务攻坚表 A3"]);
    // A column that nobody must fill in may be missing.
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = col_of(sheet, "典型经验");
        for row in &mut sheet.rows[2..] {
            row.cells.retain(|(at, ..)| *at != col);
        }
    });
    assert_eq!(draft.said(), Vec::<String>::new());
}

#[test]
fn a_missing_column_asks_about_those_that_were_not_understood() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = col_of(sheet, "推进状态");
        put(sheet, CellRef::new(2, col), words("当前⏎阶段"));
    });
    let letters = column_letters(col_of(sheet(&mut Draft::of(COMMERCE).book(), TASKS), "推进状态"));
    let finding = draft.checked().findings.into_iter().find(|finding| finding.code.0 == "S03").unwrap();
    let asked = format!("未识别的列“当前⏎阶段”（{letters}列）是否即此列？");
    assert!(finding.message.ends_with(&asked), "{}", finding.message);
    // An empty one is none.
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = col_of(sheet, "推进状态");
        put(sheet, CellRef::new(2, col), words("当前阶段"));
        for row in &mut sheet.rows[3..] {
            row.cells.retain(|(at, ..)| *at != col);
        }
    });
    let finding = draft.checked().findings.into_iter().find(|finding| finding.code.0 == "S03").unwrap();
    assert!(!finding.message.contains("是否"), "{}", finding.message);
}

#[test]
fn a_column_of_codes_that_is_gone_is_said_once() {
    let without_codes = |name: &'static str, field: &'static str| {
        Draft::of("区发改局").sheet(name, move |sheet| {
            let col = col_of(sheet, field);
            for row in &mut sheet.rows[2..] {
                row.cells.retain(|(at, ..)| *at != col);
            }
        })
    };
    for (name, field, title) in [(TASKS, "任务编号", "具体内容举措"), (PROJECTS, "项目编号", "项目名称")]
    {
        let draft = without_codes(name, field);
        assert_eq!(draft.said(), [format!("S03 {name} B3")]);
        let finding = draft.checked().findings.into_iter().find(|finding| finding.code.0 == "S03").unwrap();
        assert_eq!((finding.case, finding.severity), ("codes", qingdan::finding::Severity::Warning));
        assert!(finding.message.contains(field) && finding.message.contains(title), "{}", finding.message);
    }
}

#[test]
fn a_repeated_column_says_of_what() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = sheet.rows[2].cells.iter().map(|(col, ..)| *col).max().unwrap() + 1;
        put(sheet, CellRef::new(2, col), words("状态"));
    });
    let mut book = draft.book();
    let tasks = sheet(&mut book, TASKS);
    let [own, other] = [col_of(tasks, "推进状态"), col_of(tasks, "状态")].map(column_letters);
    let finding = draft.checked().findings.into_iter().find(|finding| finding.code.0 == "S04").unwrap();
    let expected =
        format!("{other}列表头“状态”与{own}列“推进状态”重复（都是“推进状态”），已采用{own}列，{other}列未纳入汇总。");
    assert_eq!(finding.message, expected);
}

#[test]
fn a_renamed_head_is_understood_and_named() {
    let rename = |label: &'static str| {
        Draft::of(COMMERCE).sheet(TASKS, move |sheet| {
            let col = col_of(sheet, "本期进展情况");
            put(sheet, CellRef::new(2, col), words(label));
        })
    };
    let at = |draft: &Draft| {
        let mut book = draft.book();
        CellRef::new(2, col_of(sheet(&mut book, TASKS), "本期进展情况"))
    };
    let cell = at(&Draft::of(COMMERCE));
    assert_eq!(rename("工作进展").said(), [format!("S04 重点任务攻坚表 {cell}")]);
    assert_eq!(rename("本期 进展情况").said(), Vec::<String>::new());
}

#[test]
fn a_missing_row_of_the_lead_is_an_error_and_of_a_supporter_a_warning() {
    let draft = Draft::of(COMMERCE).edit(without(TASKS, "6.1"));
    assert_eq!(draft.said(), ["S05 重点任务攻坚表"]);
    assert_eq!(status(&draft.checked(), FILE), FileStatus::NeedsCorrection);
    let draft = Draft::of(STREET).edit(without(TASKS, "1.1"));
    assert_eq!(draft.said(), ["S05 重点任务攻坚表"]);
    assert_eq!(status(&draft.checked(), FILE), FileStatus::AcceptedWithWarnings);
}

#[test]
fn a_form_without_any_row_misses_its_rows_and_is_not_called_unfilled() {
    let draft = Draft::of(STREET).sheet(TASKS, |sheet| sheet.rows.truncate(3));
    let said = draft.said();
    assert_eq!(said.len(), ROSTER.iter().filter(|row| row.unit == unit(STREET)).count());
    assert!(said.iter().all(|line| line == "S05 重点任务攻坚表"), "{said:?}");
}

#[test]
fn sorted_rows_are_matched_by_their_codes() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| sheet.rows[3..].reverse());
    assert_eq!(draft.said(), Vec::<String>::new());
}

#[test]
fn a_row_that_nobody_asked_for_is_named_at_its_code() {
    let last = |draft: &Draft| sheet(&mut draft.book(), TASKS).rows.len();
    let draft = Draft::of(COMMERCE).edit(copied(TASKS, "6.1", "99.9"));
    assert_eq!(draft.said(), [format!("S06 重点任务攻坚表 A{}", last(&draft))]);
    // Twice the same unknown code is the same fault, not a duplicate of a listed row.
    let draft = Draft::of(COMMERCE).edit(copied(TASKS, "6.1", "99.9")).edit(copied(TASKS, "6.1", "99.9"));
    let end = last(&draft);
    assert_eq!(draft.said(), [format!("S06 重点任务攻坚表 A{}", end - 1), format!("S06 重点任务攻坚表 A{end}")]);
}

#[test]
fn a_row_without_a_code_is_named() {
    let draft = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let mut copy = sheet.rows[row_of(sheet, "6.1")].clone();
        copy.cells[0].1 = Cell::Blank;
        sheet.rows.push(copy);
    });
    let end = sheet(&mut draft.book(), TASKS).rows.len();
    assert_eq!(draft.said(), [format!("S06 重点任务攻坚表 A{end}")]);
}

#[test]
fn a_row_that_stands_twice_is_taken_from_neither() {
    let draft = Draft::of(COMMERCE).set(TASKS, "6.1", "完成进度", "101").edit(copied(TASKS, "6.1", "6.1"));
    let end = sheet(&mut draft.book(), TASKS).rows.len();
    // The impossible 101 % is not spoken of: neither row is read.
    assert_eq!(draft.said(), [format!("S07 重点任务攻坚表 A{end}")]);
}

#[test]
fn every_row_twice_is_a_return_of_duplicates_and_not_an_unfilled_one() {
    let draft = Draft::of(STREET).sheet(TASKS, |sheet| sheet.rows.extend_from_within(3..));
    let said = draft.said();
    assert!(said.iter().all(|line| line.starts_with("S07")) && !said.is_empty(), "{said:?}");
}

#[test]
fn a_row_of_others_is_not_used_and_says_whose_it_is() {
    // 3.4 is of 区教育局 alone.
    let draft = Draft::of(COMMERCE).edit(copied(TASKS, "6.1", "3.4"));
    let end = sheet(&mut draft.book(), TASKS).rows.len();
    assert_eq!(draft.said(), [format!("U03 重点任务攻坚表 A{end}")]);
}

#[test]
fn what_a_supporter_fills_in_for_the_lead_is_kept_apart() {
    let draft = Draft::of(STREET).row(TASKS, "1.1", &[("推进状态", "推进中"), ("完成进度", "10")]);
    assert_eq!(draft.said(), [format!("U04 {}", draft.place(TASKS, "1.1", "推进状态"))]);
    assert_eq!(status(&draft.checked(), FILE), FileStatus::Accepted);
    // Even what can't be read is not passed over; a dash is nothing.
    let draft = Draft::of(STREET).row(TASKS, "1.1", &[("推进状态", "/"), ("完成进度", "约30")]);
    assert_eq!(draft.said(), [format!("U04 {}", draft.place(TASKS, "1.1", "完成进度"))]);
    // What it is asked for is its own.
    let draft = Draft::of(STREET).set(TASKS, "1.1", "情况说明", "本街道无此项任务");
    assert_eq!(draft.said(), Vec::<String>::new());
}

#[test]
fn faults_of_one_table_leave_those_of_another() {
    let draft = Draft::of(COMMERCE).edit(|book| book.sheets.retain(|sheet| sheet.name != INDICATORS)).set(
        TASKS,
        "6.1",
        "完成进度",
        "101",
    );
    assert_eq!(draft.said(), ["S01".to_owned(), format!("V09 {}", draft.place(TASKS, "6.1", "完成进度"))]);
}
