//! A quarter workbook that went through other hands: what somebody did to it is named, once, and nothing is lost.

use super::quarter::{full, plan};
use qingdan::archive::{Archive, Edited, ReadBack, read_back};
use qingdan::key::{RowKey, TableId};
use qingdan::location::CellRef;
use qingdan::plan::{Plan, Role};
use qingdan::read::{Grid, RawCell, Source, read};
use qingdan::render::official::workbook;
use qingdan::value::Value;
use qingdan::write::write;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(plan);
static WRITTEN: LazyLock<Source> = LazyLock::new(|| {
    let bytes = write(&workbook(&PLAN, &full(&PLAN).quarter(), None)).unwrap();
    read("上期汇总.xlsx", &bytes, &PLAN.reading)
});
const INDICATORS: &str = "主要指标进度表";

fn back(edit: impl Fn(&mut Source)) -> ReadBack {
    let mut source = WRITTEN.clone();
    edit(&mut source);
    read_back(&source, &PLAN)
}

fn archive(edit: impl Fn(&mut Source)) -> Archive {
    let ReadBack::Archive(archive) = back(edit) else { panic!("one of ours") };
    *archive
}

fn grid<'a>(source: &'a mut Source, name: &str) -> &'a mut Grid {
    source.grids.iter_mut().find(|grid| &*grid.name == name).unwrap()
}

/// Where a figure was written.
fn place(key: &str, field: &str) -> CellRef {
    let archive = archive(|_| {});
    let key = RowKey::from(key);
    let mut figures = archive.row(TableId::Indicators, &key);
    figures.find(|figure| figure.field == field).unwrap().at.cell.unwrap()
}

fn value(archive: &Archive, key: &str, field: &str) -> Value {
    let key = RowKey::from(key);
    let mut row = archive.row(TableId::Indicators, &key);
    row.find(|figure| figure.field == field).map(|figure| figure.value.clone()).unwrap_or_default()
}

fn put(grid: &mut Grid, at: CellRef, value: Value, formula: Option<&str>, cached: bool) {
    let mut cell = grid.cells[0].clone();
    (cell.at, cell.value, cell.cached, cell.percent) = (at, value, cached, false);
    cell.formula = formula.map(str::to_owned);
    grid.cells.retain(|known| known.at != at);
    grid.cells.push(cell);
    grid.cells.sort_by_key(|cell| cell.at);
}

/// Moves the cells from a row on, or takes a row out.
fn move_rows(grid: &mut Grid, from: u32, by: i64) {
    if by < 0 {
        grid.cells.retain(|cell| cell.at.row != from);
    }
    for cell in grid.cells.iter_mut().filter(|cell| cell.at.row >= from) {
        cell.at.row = u32::try_from(i64::from(cell.at.row) + by).unwrap();
    }
}

/// What was done, as `行 列 做了什么`.
fn said(archive: &Archive) -> Vec<String> {
    let line = |edit: &qingdan::archive::Edit| {
        let what = match &edit.what {
            Edited::Value { was, now } => format!("{}→{}", was.shown(), now.shown()),
            Edited::Unread { .. } => "Unread".to_owned(),
            Edited::Key { .. } => "Key".to_owned(),
            Edited::RowGone => "RowGone".to_owned(),
            Edited::RowAdded => "RowAdded".to_owned(),
            Edited::ColumnGone => "ColumnGone".to_owned(),
            Edited::SheetRenamed { .. } => "SheetRenamed".to_owned(),
            Edited::SheetGone { .. } => "SheetGone".to_owned(),
        };
        let row = edit.row.as_ref().map_or("", |row| row.0.as_str());
        format!("{row} {} {what}", edit.field.as_deref().unwrap_or_default())
    };
    archive.edits.iter().map(line).collect()
}

#[test]
fn a_workbook_that_nobody_touched_has_no_edits() {
    assert_eq!(said(&archive(|_| {})), Vec::<String>::new());
}

#[test]
fn a_column_that_was_put_in_and_one_that_was_taken_out_are_no_edits_of_every_cell() {
    let at = place("6.1-1", "本期累计完成值");
    let put_in = archive(|source| {
        for cell in grid(source, INDICATORS).cells.iter_mut().filter(|cell| cell.at.col >= at.col) {
            cell.at.col += 1;
        }
    });
    assert_eq!(said(&put_in), Vec::<String>::new());
    let taken_out = archive(|source| {
        let grid = grid(source, INDICATORS);
        grid.cells.retain(|cell| cell.at.col != at.col);
        for cell in grid.cells.iter_mut().filter(|cell| cell.at.col > at.col) {
            cell.at.col -= 1;
        }
    });
    assert_eq!(said(&taken_out), [" 本期累计完成值 ColumnGone"]);
    assert_eq!(value(&taken_out, "6.1-1", "本期累计完成值"), value(&archive(|_| {}), "6.1-1", "本期累计完成值"));
}

#[test]
fn a_sheet_with_another_name_is_found_and_one_that_is_gone_is_missed() {
    let at = place("6.1-1", "本期累计完成值");
    let renamed = archive(|source| {
        let grid = grid(source, INDICATORS);
        put(grid, at, Value::Number(77.0), None, true);
        grid.name = "指标".into();
    });
    assert_eq!(
        said(&renamed),
        [
            "  SheetRenamed",
            &*format!("6.1-1 本期累计完成值 {}→77", value(&archive(|_| {}), "6.1-1", "本期累计完成值").shown())
        ]
    );
    assert_eq!(value(&renamed, "6.1-1", "本期累计完成值"), Value::Number(77.0));
    let gone = archive(|source| source.grids.retain(|grid| &*grid.name != INDICATORS));
    assert_eq!(said(&gone), ["  SheetGone"]);
    assert_eq!(value(&gone, "6.1-1", "目标值"), value(&archive(|_| {}), "6.1-1", "目标值"));
}

#[test]
fn what_is_typed_into_a_column_that_was_empty_is_named_and_counts() {
    let kept = archive(|_| {});
    let table = PLAN.table(TableId::Indicators);
    let used: Vec<&str> =
        kept.figures.iter().filter(|figure| figure.table == table.id).map(|figure| figure.field.as_str()).collect();
    let empty = table.fields.iter().find(|field| !field.forms_only && !used.contains(&field.name.as_str())).unwrap();
    // Its column is in the printed head.
    let label = |cell: &&RawCell| cell.value.shown().replace('\n', "") == empty.label();
    let mut source = WRITTEN.clone();
    let col = grid(&mut source, INDICATORS).cells.iter().find(label).unwrap().at.col;
    let row = place("6.1-1", "指标编号").row;
    let typed =
        archive(|source| put(grid(source, INDICATORS), CellRef::new(row, col), Value::text("手工"), None, true));
    assert_eq!(said(&typed), [format!("6.1-1 {} →手工", empty.name)]);
    assert_eq!(value(&typed, "6.1-1", &empty.name), Value::text("手工"));
}

#[test]
fn a_formula_over_an_input_is_an_edit_beside_another() {
    let (one, two) = (place("6.1-1", "目标值"), place("6.1-2", "目标值"));
    let edited = archive(|source| {
        put(grid(source, INDICATORS), one, Value::Number(11.0), Some("5+6"), true);
        put(grid(source, INDICATORS), two, Value::Number(22.0), None, true);
    });
    assert_eq!(said(&edited), ["6.1-1 目标值 10→11", "6.1-2 目标值 50→22"]);
    // Without its result it says nothing, and what was written counts.
    let unread = archive(|source| put(grid(source, INDICATORS), one, Value::Blank, Some("5+6"), false));
    assert_eq!(said(&unread), ["6.1-1 目标值 Unread"]);
    assert_eq!(value(&unread, "6.1-1", "目标值"), Value::Number(10.0));
}

#[test]
fn formulas_saved_without_their_results_keep_what_was_computed() {
    let kept = archive(|_| {});
    let saved = archive(|source| {
        let cells = source.grids.iter_mut().flat_map(|grid| &mut grid.cells);
        for cell in cells.filter(|cell| cell.formula.is_some()) {
            (cell.value, cell.cached) = (Value::Blank, false);
        }
    });
    assert_eq!(said(&saved), Vec::<String>::new());
    let lights =
        |archive: &Archive| archive.figures.iter().filter(|figure| figure.field == "亮灯").cloned().collect::<Vec<_>>();
    assert!(!lights(&kept).is_empty());
    assert_eq!(lights(&saved), lights(&kept));
}

#[test]
fn an_archive_that_was_cut_short_is_damaged() {
    let cut = |rows: std::ops::Range<u32>| {
        back(|source| grid(source, "_meta").cells.retain(|cell| !rows.contains(&cell.at.row)))
    };
    assert!(matches!(cut(200..100_000), ReadBack::Damaged));
    assert!(matches!(cut(5..6), ReadBack::Damaged));
    let changed = back(|source| {
        let cells = &mut grid(source, "_meta").cells;
        let figure = cells.iter_mut().find(|cell| cell.at.col == 4 && cell.at.row > 0).unwrap();
        figure.value = Value::text("改");
    });
    assert!(matches!(changed, ReadBack::Damaged));
}

#[test]
fn a_row_that_was_taken_out_or_put_in_is_named_whole() {
    let row = place("6.1-2", "指标编号").row;
    let gone = archive(|source| move_rows(grid(source, INDICATORS), row, -1));
    assert_eq!(said(&gone), ["6.1-2  RowGone"]);
    assert_eq!(value(&gone, "6.1-2", "目标值"), Value::Number(50.0));
    let added = archive(|source| {
        let key = place("6.1-2", "指标编号");
        let target = place("6.1-2", "目标值");
        let grid = grid(source, INDICATORS);
        move_rows(grid, row, 1);
        put(grid, key, Value::text("6.1-99"), None, true);
        put(grid, target, Value::Number(3.0), None, true);
    });
    assert_eq!(said(&added), ["6.1-99  RowAdded"]);
    assert!(added.keys(TableId::Indicators).iter().all(|key| key.0 != "6.1-99"));
    // Another code in the row of a code: the row is the one it was.
    let recoded = archive(|source| {
        put(grid(source, INDICATORS), place("6.1-2", "指标编号"), Value::text("6.1-9"), None, true);
    });
    assert_eq!(said(&recoded), ["6.1-2 指标编号 Key"]);
    assert_eq!(value(&recoded, "6.1-2", "指标编号"), Value::text("6.1-2"));
}

#[test]
fn a_rank_that_was_edited_is_the_rank_of_the_period_before() {
    let table = PLAN.table(TableId::LeagueIndicators);
    let kept = archive(|_| {});
    let ranked =
        kept.figures.iter().find(|figure| figure.table == table.id && figure.field == table.name_of(Role::Rank));
    let ranked = ranked.unwrap();
    let (sheet, at) = (ranked.at.sheet.clone().unwrap(), ranked.at.cell.unwrap());
    let edited = archive(|source| put(grid(source, &sheet.name), at, Value::Number(9.0), None, true));
    assert_eq!(edited.figure(table, &ranked.row, Role::Rank).unwrap().value, Value::Number(9.0));
    let quarter =
        qingdan::consolidate::consolidate(&PLAN, "2023Q4".parse().unwrap(), &full(&PLAN).checked, Some(&edited));
    let line = quarter.league.indicators.iter().find(|line| line.key == ranked.row).unwrap();
    assert_eq!(line.previous, Some(9));
}
