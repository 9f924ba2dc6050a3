//! The rules: an honest return has nothing to object; one thing is changed, and exactly that is objected to.
//!
//! Findings are written as code, sheet and cell: `V03 主要指标进度表 G4`; a file as a whole has neither sheet nor cell.

/// Across tables, returns and quarters: X04, X06–X10, Z08, C04, U06.
mod across;
/// The closing equation, whatever happens to a return or a row.
mod balance;
/// Where a rule turns, to the last digit.
mod boundaries;
/// The catalogue: what runs, as what, and that nothing is missing.
mod catalogue;
/// Single cells: V01–V14, U01, U02.
mod cells;
/// Who counts: several returns, copies, ties, parts.
mod choosing;
/// All returns together: C01, U05, U07.
mod collection;
/// Every filled cell that came in is somewhere, counted cell by cell.
mod conservation;
/// The JSON of `check`.
mod contract;
/// The office's decisions: waivers, adjusted targets, and the others.
mod decisions;
/// What looks wrong and may be right: V07, V15, V16, L07, L10, L15, L16.
mod doubts;
/// Files and covers: the F rules.
mod files;
/// On lines: what is the same, what follows, what is too much.
mod grouping;
/// Against the period before: X01–X03, X11, X12, V17, L02, L11, C07–C10, and what is prefilled.
mod history;
/// The close-out ledger: the Z rules.
mod ledger;
/// Levels and waivers, of every rule.
mod levels;
/// What a form says of its own rows.
mod live;
/// Rows: the L rules.
mod logic;
/// The document's table of how cells come back, line by line.
mod returned;
/// Sheets, columns and rows: the S rules, U03, U04.
mod structure;
/// What was handed out against what came back: S08, F09, F13, L14, X05.
mod tampering;
/// What was understood though it is not as it was handed out: S09–S12, the official list, several units.
mod understood;
/// The wording of everything, once.
mod wording;

use crate::package;
use jiff::civil::date;
use qingdan::archive::Archive;
use qingdan::check::{Checked, FileStatus, check};
use qingdan::finding::Finding;
use qingdan::formula::Row as Cells;
use qingdan::key::{RowKey, TableId};
use qingdan::location::CellRef;
use qingdan::period::Period;
use qingdan::plan::{Field, FieldKind, Files, Part, Plan, Role, Table, UnitId, load};
use qingdan::read::read;
use qingdan::recognize::{CoverLine, Return, recognize};
use qingdan::render::form::{Filling, form};
use qingdan::render::style::Style;
use qingdan::render::{Book, Cell, Sheet};
use qingdan::roster::{Due, Expected, is_open, roster};
use qingdan::value::Value;
use qingdan::write::write;
use std::sync::LazyLock;

const QUARTER: Period = Period::Quarter(2023, 3);
const FILE: &str = "来件/文件.xlsx";
const INDICATORS: &str = "主要指标进度表";
const PROJECTS: &str = "重大项目实施表";
const TASKS: &str = "重点任务攻坚表";
const LEDGER: &str = "督导服务销号表";
const COVER: &str = "填报说明";

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
static ROSTER: LazyLock<Vec<Expected>> = LazyLock::new(|| roster(&PLAN, QUARTER, None));
/// An honest return of everyone who reports, in official order.
static EVERYONE: LazyLock<Vec<Return>> = LazyLock::new(|| {
    let names = PLAN.reporters().map(|unit| PLAN.unit(unit).name.as_str());
    let mut all: Vec<Return> = names.map(|name| Draft::of(name).given_as(&format!("{name}.xlsx"))).collect();
    all.sort_by(|one, other| one.file.cmp(&other.file));
    all
});

fn unit(name: &str) -> UnitId {
    PLAN.find_unit(name).unwrap_or_else(|| panic!("{name}"))
}

fn table(name: &str) -> &'static Table {
    PLAN.tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("{name}"))
}

fn slot(table: &Table, field: &str) -> usize {
    table.named(field).unwrap_or_else(|| panic!("{} {field}", table.name))
}

/// `3` is a number, `@2023-09-30` a day, all else a text.
fn value(written: &str) -> Value {
    match (written.strip_prefix('@'), written.parse()) {
        (Some(day), _) => Value::Date(day.parse().unwrap()),
        (None, Ok(number)) => Value::Number(number),
        (None, Err(_)) if written.is_empty() => Value::Blank,
        (None, Err(_)) => Value::text(written),
    }
}

/// A change to a finished workbook.
type Edit = Box<dyn Fn(&mut Book)>;

/// A return in the making.
struct Draft {
    unit: UnitId,
    period: Period,
    filling: Filling,
    previous: Option<Archive>,
    edits: Vec<Edit>,
    bytes: Box<dyn Fn(Vec<u8>) -> Vec<u8>>,
}

impl Draft {
    /// An honest return: every cell that must be filled in is, plausibly.
    fn of(name: &str) -> Self {
        Self { filling: honest(unit(name)), ..Self::blank(name) }
    }

    /// A form as it was handed out.
    fn blank(name: &str) -> Self {
        Self {
            unit: unit(name),
            period: QUARTER,
            filling: Filling::default(),
            previous: None,
            edits: Vec::new(),
            bytes: Box::new(|bytes| bytes),
        }
    }

    /// Fills in a cell.
    fn set(mut self, sheet: &str, key: &str, field: &str, written: &str) -> Self {
        let table = table(sheet);
        self.filling.cells.insert((table.id, RowKey::from(key), slot(table, field)), value(written));
        self
    }

    /// Fills in several cells of a row.
    fn row(self, sheet: &str, key: &str, cells: &[(&str, &str)]) -> Self {
        cells.iter().fold(self, |draft, (field, written)| draft.set(sheet, key, field, written))
    }

    /// Types a row into the open rows of a table on the office's form.
    fn typed(mut self, sheet: &str, cells: &[(&str, &str)]) -> Self {
        let table = table(sheet);
        let mut row = table.blank_row();
        for (field, written) in cells {
            row[slot(table, field)] = value(written);
        }
        self.filling.extra_rows.push((table.id, row));
        self
    }

    fn cover(mut self, line: CoverLine, written: &str) -> Self {
        self.filling.cover.insert(line, value(written));
        self
    }

    fn period(mut self, period: &str) -> Self {
        self.period = period.parse().unwrap();
        self
    }

    /// A form that was made, and is checked, with what the period before kept.
    fn after(mut self, previous: &Archive) -> Self {
        self.previous = Some(previous.clone());
        self
    }

    /// Changes the finished workbook, as a department would.
    fn edit(mut self, edit: impl Fn(&mut Book) + 'static) -> Self {
        self.edits.push(Box::new(edit));
        self
    }

    /// Changes one sheet of it.
    fn sheet(self, name: &'static str, edit: impl Fn(&mut Sheet) + 'static) -> Self {
        self.edit(move |book| edit(sheet(book, name)))
    }

    /// Overwrites the cell of a field in a row.
    fn type_over(self, name: &'static str, key: &'static str, field: &'static str, cell: Cell) -> Self {
        self.sheet(name, move |sheet| put(sheet, place_on(sheet, key, field), cell.clone()))
    }

    /// Changes the bytes of the file.
    fn damaged(mut self, damage: impl Fn(Vec<u8>) -> Vec<u8> + 'static) -> Self {
        self.bytes = Box::new(damage);
        self
    }

    fn book(&self) -> Book {
        let rows: Vec<Expected> = if self.period == QUARTER && self.previous.is_none() {
            ROSTER.iter().filter(|row| row.unit == self.unit).cloned().collect()
        } else {
            roster(&PLAN, self.period, self.previous.as_ref())
        };
        let mut book = form(&PLAN, self.period, self.unit, &rows, Some(&self.filling));
        for edit in &self.edits {
            edit(&mut book);
        }
        book
    }

    /// The file that comes in.
    fn file(&self) -> Vec<u8> {
        (self.bytes)(write(&self.book()).unwrap())
    }

    fn given_as(&self, file: &str) -> Return {
        given(file, &self.file())
    }

    fn given(&self) -> Return {
        self.given_as(FILE)
    }

    /// The address of a field in a row: `主要指标进度表 G4`.
    fn place(&self, name: &str, key: &str, field: &str) -> String {
        let mut book = self.book();
        format!("{name} {}", place_on(sheet(&mut book, name), key, field))
    }

    /// What is said of this return, checked alone. What is said of the whole collection is left out.
    fn said(&self) -> Vec<String> {
        self.checked().findings.iter().filter(|finding| &*finding.at.file == FILE).map(line).collect()
    }

    /// The cells of a sheet that must be filled in for what one rule says, in their order.
    fn lacking(&self, code: &str, sheet: &str) -> Vec<String> {
        let checked = self.checked();
        let finding = checked.findings.iter().find(|finding| finding.code.0 == code).unwrap();
        assert_eq!(&*finding.at.sheet.as_ref().unwrap().name, sheet);
        let mut cells = finding.lacking.clone();
        cells.sort();
        cells.iter().map(|cell| format!("{sheet} {cell}")).collect()
    }

    fn checked(&self) -> Checked {
        let period = if self.previous.is_some() { self.period } else { QUARTER };
        check(&PLAN, &[self.given()], Some(period), self.previous.as_ref())
    }
}

/// A file of these bytes, read and recognized.
fn given(file: &str, bytes: &[u8]) -> Return {
    recognize(&read(file, bytes, &PLAN.reading), &PLAN)
}

/// Checks returns, in path order as the program does.
fn checked(returns: &[&Return]) -> Checked {
    let mut returns: Vec<Return> = returns.iter().copied().cloned().collect();
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    check(&PLAN, &returns, Some(QUARTER), None)
}

/// `V03 主要指标进度表 G4`.
fn line(finding: &Finding) -> String {
    let mut line = finding.code.0.clone();
    if let Some(sheet) = &finding.at.sheet {
        line = format!("{line} {}", sheet.name);
    }
    if let Some(cell) = finding.at.cell {
        line = format!("{line} {cell}");
    }
    line
}

/// What is said of one file.
fn said_of(checked: &Checked, file: &str) -> Vec<String> {
    checked.findings.iter().filter(|finding| &*finding.at.file == file).map(line).collect()
}

fn status(checked: &Checked, file: &str) -> FileStatus {
    checked.files.iter().find(|known| &*known.file == file).unwrap_or_else(|| panic!("{file}")).status
}

fn sheet<'a>(book: &'a mut Book, name: &str) -> &'a mut Sheet {
    book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{name}"))
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number) => Value::Number(*number).shown(),
        Cell::Blank | Cell::Date(_) | Cell::Formula { .. } => String::new(),
    }
}

/// The row whose first cell is the key, from zero.
fn row_of(sheet: &Sheet, key: &str) -> usize {
    let first = |row: &qingdan::render::Row| row.cells.first().is_some_and(|(_, cell, _)| text_of(cell) == key);
    sheet.rows.iter().position(first).unwrap_or_else(|| panic!("{} has no row {key}", sheet.name))
}

fn col_of(sheet: &Sheet, field: &str) -> u32 {
    let bare = |cell: &Cell| text_of(cell).split('(').next().unwrap() == field;
    let found = sheet.rows[2].cells.iter().find(|(_, cell, _)| bare(cell));
    found.unwrap_or_else(|| panic!("{} has no column {field}", sheet.name)).0
}

fn place_on(sheet: &Sheet, key: &str, field: &str) -> CellRef {
    CellRef::new(u32::try_from(row_of(sheet, key)).unwrap(), col_of(sheet, field))
}

fn put(sheet: &mut Sheet, at: CellRef, cell: Cell) {
    let row = &mut sheet.rows[at.row as usize];
    match row.cells.iter_mut().find(|(col, ..)| *col == at.col) {
        Some(place) => place.1 = cell,
        None => row.cells.push((at.col, cell, Style::TEXT)),
    }
    row.cells.sort_by_key(|(col, ..)| *col);
}

fn words(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A filling in which everything that must be filled in is, plausibly and truthfully.
fn honest(unit: UnitId) -> Filling {
    let mut filling = Filling::default();
    let cover = [
        (CoverLine::Filler, "张三"),
        (CoverLine::Reviewer, "李四"),
        (CoverLine::Principal, "王五"),
        (CoverLine::Phone, "88886666"),
    ];
    filling.cover.extend(cover.map(|(line, text)| (line, Value::text(text))));
    filling.cover.insert(CoverLine::FilledOn, Value::Date(date(2023, 9, 28)));
    let names = PLAN.name_values(QUARTER);
    for expected in ROSTER.iter().filter(|row| row.unit == unit && row.due == Due::Asked) {
        let table = PLAN.table(expected.table);
        let mut row = expected.prefilled.clone();
        // Twice, since what must be filled in depends on what is filled in.
        for _ in 0..2 {
            for (slot, field) in table.fields.iter().enumerate() {
                let cells = Cells { cells: &row, names: &names };
                let asked = is_open(&PLAN, table, slot, expected, &names) && field.required.holds(cells);
                if asked && row[slot].is_blank() {
                    row[slot] = plausible(table, field, &row, expected.part);
                    filling.cells.insert((table.id, expected.key.clone(), slot), row[slot].clone());
                }
            }
        }
        if table.id == TableId::Projects {
            let started = slot(table, "实际开工时间");
            filling.cells.insert((table.id, expected.key.clone(), started), Value::Date(date(2022, 3, 1)));
        }
    }
    if unit == PLAN.office_unit() {
        // The office has always something to register.
        let table = table("运行形势");
        let mut row = table.blank_row();
        row[slot(table, "段落")] = Value::text("1");
        row[slot(table, "内容")] = Value::text("前三季度服务业运行平稳。");
        filling.extra_rows.push((table.id, row));
    }
    filling
}

/// Indicators reach their target, so that nothing about them needs explaining; money adds up.
fn plausible(table: &Table, field: &Field, row: &[Value], part: Part) -> Value {
    match (table.id, field.role) {
        // “超” is not reached by what equals it.
        (TableId::Indicators, Role::Value) => {
            Value::Number(table.value(row, Role::Target).number().unwrap_or(5.0) + more(table, row))
        }
        (TableId::Indicators, Role::Reference) => Value::Number(5.0),
        (TableId::Projects, Role::Total) => Value::Number(10_000.0),
        (TableId::Projects, Role::Before) => Value::Number(2_000.0),
        (TableId::Projects, Role::YearPlan) => Value::Number(4_000.0),
        (TableId::Projects, Role::ThisPeriod) => Value::Number(1_000.0),
        (TableId::Projects, Role::Value) => Value::Number(3_000.0),
        (TableId::Projects, Role::Nature) => Value::text("续建"),
        (TableId::Tasks, Role::Status) => Value::text("推进中"),
        (TableId::Tasks, Role::Progress) if matches!(part, Part::Support | Part::Member) => Value::text("无"),
        (_, _) if field.kind == FieldKind::Choice => Value::text(&field.options[0]),
        (_, _) if field.kind == FieldKind::Text => Value::text("本期召开推进会2次，完成选址并印发实施方案。"),
        (_, _) => panic!("{} {}: nothing plausible to fill in", table.name, field.name),
    }
}

fn more(table: &Table, row: &[Value]) -> f64 {
    if table.value(row, Role::Comparison).shown() == ">" { 1.0 } else { 0.0 }
}

#[test]
fn an_honest_return_has_nothing_to_object() {
    for name in PLAN.reporters().map(|unit| PLAN.unit(unit).name.as_str()) {
        assert_eq!(Draft::of(name).said(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn forty_three_honest_returns_make_a_quarter_without_findings() {
    let checked = check(&PLAN, &EVERYONE, Some(QUARTER), None);
    assert_eq!(checked.files.len(), 43);
    // The document names two projects and asks for four more, which the office has not registered in this plan.
    assert_eq!(checked.findings.iter().map(line).collect::<Vec<_>>(), ["X06"]);
    assert!(checked.files.iter().all(|file| file.status == FileStatus::Accepted));
}

#[test]
fn a_cell_with_a_finding_says_nothing_further() {
    // 约3 is no number: neither V01 nor any rule that reads the cell speaks, and no other cell is touched.
    let draft = Draft::of("区商务局").set(INDICATORS, "6.1-1", "本期累计完成值", "约3");
    assert_eq!(draft.said(), [format!("V03 {}", draft.place(INDICATORS, "6.1-1", "本期累计完成值"))]);
}
