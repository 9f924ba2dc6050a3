//! 自检: the row rules, live on the form, objecting where `check` would.
//!
//! Each rule is tried in a cell of its own on a hidden sheet, at the row that its line has on the table's sheet; the
//! line's 自检 joins what they say. As in `check`, a rule is silent about a cell of which something was said before, be
//! it that nothing or nothing readable stands there. The messages name the field they blame, and by that name the
//! cells are coloured, so that no formula needs more than its own sheet.

use super::Form;
use super::layout::{Placed, address, columns};
use super::line::{Line, lines};
use super::lists::{Lists, options};
use crate::check::row_tests;
use crate::finding::Severity;
use crate::formula::{self, Row as Cells};
use crate::key::TableId;
use crate::location::{CellRange, column_letters};
use crate::normalize::{NOTHING, words_for_nothing};
use crate::plan::{Field, FieldKind, Filled, Level, Requirement, Role, RowTest, Rule, Table};
use crate::recognize::CHECKS;
use crate::render::style::{self, Style};
use crate::render::{Cell, Condition, Row, Sheet, hidden};
use crate::text::{check::EXPLANATION_LENGTH, form as text, report};
use crate::value::{CellError, Value, count};
use std::collections::BTreeMap;

/// The cells of the hidden sheet, by row.
#[derive(Default)]
pub(super) struct Checks {
    rows: BTreeMap<u32, Vec<(u32, Cell)>>,
    /// The first column that is free.
    free: u32,
}

impl Checks {
    /// `_check`.
    pub(super) fn sheet(self) -> Sheet {
        let last = self.rows.keys().next_back().map_or(0, |last| last + 1);
        let cells = |row| self.rows.get(&row).into_iter().flatten();
        let row = |row| Row {
            height: None,
            cells: cells(row).map(|(col, cell)| (*col, cell.clone(), Style::TEXT)).collect(),
        };
        hidden::sheet(CHECKS, (0..last).map(row).collect())
    }
}

/// The row rules of one table on a form.
pub(super) struct SelfCheck<'a> {
    form: &'a Form<'a>,
    table: &'a Table,
    lists: &'a Lists,
    columns: &'a [Placed<'a>],
    tests: Vec<Tested<'a>>,
    /// The column of the first test on the hidden sheet.
    first: u32,
    /// Lights of indicators on the same form: their task, where they stand, what they are.
    lights: Vec<(String, String, String)>,
    /// The column of the hidden sheet for what was said of a returned copy's cells.
    said_before: u32,
}

/// A test, and by which others it is silenced.
struct Tested<'a> {
    rule: &'a Rule,
    test: &'a RowTest,
    /// Indexes of tests; those with `true` only while the row doesn't explain what they object to.
    silenced_by: Vec<(usize, bool)>,
}

impl<'a> SelfCheck<'a> {
    /// The rules of a table whose first line is at row `first_line`; takes as many columns of the hidden sheet.
    pub(super) fn new(
        form: &'a Form<'a>,
        table: &'a Table,
        lists: &'a Lists,
        columns: &'a [Placed<'a>],
        first_line: u32,
        checks: &mut Checks,
    ) -> Self {
        let shown = columns.iter().any(|column| column.field.role == Role::SelfCheck);
        let tests: Vec<(&Rule, &RowTest)> = if shown { row_tests(form.plan, table.id).collect() } else { Vec::new() };
        let first = checks.free;
        checks.free += u32::try_from(tests.len()).unwrap_or(0);
        let said_before = checks.free;
        checks.free += u32::from(form.review().is_some());
        let lights = if shown && table.slot(Role::IndicatorLights).is_some() {
            indicator_lights(form, lists, first_line)
        } else {
            Vec::new()
        };
        Self { form, table, lists, columns, tests: silenced(table, &tests), first, lights, said_before }
    }

    /// The cell of 自检 in a line, and what the hidden sheet needs for it.
    pub(super) fn cell(&self, line: &Line, row: u32, checks: &mut Checks) -> Cell {
        let said = self.said(line);
        let mut helpers = Vec::new();
        for (index, (tested, said)) in self.tests.iter().zip(&said).enumerate() {
            if line.open.get(tested.test.at) != Some(&true) {
                continue;
            }
            let a1 = format!("={}", self.helper(tested, line, row));
            let cached = said.as_ref().map_or(Value::Blank, |said| Value::text(said));
            let col = self.column_of(index);
            checks.rows.entry(row).or_default().push((col, Cell::Formula { a1, cached }));
            helpers.push(format!("{CHECKS}!${}${}", column_letters(col), row + 1));
        }
        let before = self.form.review().and_then(|review| review.standing(&self.table.name, row));
        let before = before.map(|(formula, said)| {
            let cached = Value::text(&said);
            checks.rows.entry(row).or_default().push((self.said_before, Cell::Formula { a1: formula, cached }));
            (format!("{CHECKS}!${}${}", column_letters(self.said_before), row + 1), said)
        });
        if helpers.is_empty() {
            return before.map_or(Cell::Blank, |(at, said)| Cell::Formula {
                a1: format!("=MID({at},2,{CELL})"),
                cached: Value::text(said.trim_start_matches('\n')),
            });
        }
        let open = self.columns.iter().filter(|column| line.open.get(column.slot) == Some(&true));
        let open: Vec<String> = open.map(|column| address(self.columns, column.slot, row)).collect();
        let touched = self.columns.iter().any(|column| {
            line.open.get(column.slot) == Some(&true)
                && line.values.get(column.slot).is_some_and(|value| !value.is_blank())
        });
        let said: String = if touched { said.into_iter().flatten().collect() } else { String::new() };
        let (open, helpers) = (open.join(","), helpers.join("&"));
        let (a1, said) = match before {
            Some((at, before)) => {
                (format!("=MID({at}&IF(COUNTA({open})=0,\"\",{helpers}),2,{CELL})"), format!("{before}{said}"))
            }
            None => (format!("=IF(COUNTA({open})=0,\"\",MID({helpers},2,{CELL}))"), said),
        };
        let cached = Value::text(said.strip_prefix('\n').unwrap_or_default());
        Cell::Formula { a1, cached }
    }

    /// The cells that are coloured by what 自检 says of them.
    pub(super) fn conditions(&self, rows: (u32, u32)) -> Vec<Condition> {
        let own = self.columns.iter().find(|column| column.field.role == Role::SelfCheck);
        let Some(own) = own.map(|column| address(self.columns, column.slot, rows.0)) else { return Vec::new() };
        let mut conditions = Vec::new();
        for (col, column) in (0..).zip(self.columns) {
            if !self.tests.iter().any(|tested| tested.test.at == column.slot) {
                continue;
            }
            for (level, (fill, color)) in [(report::ERROR, style::WRONG), (report::WARNING, style::DOUBTFUL)] {
                let mark = text::blamed(level, &column.field.name);
                let formula = format!("=ISNUMBER(FIND({},{own}))", formula::literal(&mark));
                conditions.push(Condition { range: CellRange::new(rows.0, col, rows.1, col), formula, fill, color });
            }
        }
        conditions
    }

    fn column_of(&self, index: usize) -> u32 {
        self.first + u32::try_from(index).unwrap_or(0)
    }

    /// Where a slot stands, as seen from the hidden sheet.
    fn address(&self, line: &Line, slot: usize, row: u32) -> String {
        if self.table.slot(Role::IndicatorLights) == Some(slot) {
            let lights: Vec<&str> = self.lights_of(line).map(|(_, at, _)| at.as_str()).collect();
            return if lights.is_empty() { "\"\"".to_owned() } else { format!("({})", lights.join("&")) };
        }
        let cell = on_sheet(self.table, self.columns, slot, row);
        match self.words_for_nothing(line, slot) {
            Some(skip) => {
                let words = self.lists.words_for_nothing(skip);
                format!("IF(ISNUMBER(MATCH({cell},{words},0)),\"\",{cell})")
            }
            None => cell,
        }
    }

    /// Of the words for nothing, the first that are answers where a cell takes any for nothing.
    fn words_for_nothing(&self, line: &Line, slot: usize) -> Option<usize> {
        let field = self.table.fields.get(slot)?;
        let open = line.open.get(slot) == Some(&true) && field.kind == FieldKind::Text && field.is_input();
        open.then(|| if field.nothing { NOTHING.len() } else { 0 })
    }

    /// The values as the rules see them: of what is typed, words for nothing are nothing.
    fn seen(&self, line: &Line) -> Vec<Value> {
        let mut values = line.values.clone();
        for (slot, value) in values.iter_mut().enumerate() {
            if let Some(skip) = self.words_for_nothing(line, slot)
                && words_for_nothing().skip(skip).any(|word| *value == Value::text(word))
            {
                *value = Value::Blank;
            }
        }
        if let Some(cell) = self.table.slot(Role::IndicatorLights).and_then(|slot| values.get_mut(slot)) {
            *cell = Value::text(&self.lights_of(line).map(|(.., light)| light.as_str()).collect::<String>());
        }
        values
    }

    fn lights_of(&self, line: &Line) -> impl Iterator<Item = &(String, String, String)> {
        let task = self.table.value(&line.values, Role::Key).shown();
        self.lights.iter().filter(move |(of, ..)| *of == task)
    }

    /// The formula that tries a test in a line: nothing, or a new line with what there is to say.
    fn helper(&self, tested: &Tested<'_>, line: &Line, row: u32) -> String {
        let at = |slot: usize| self.address(line, slot, row);
        let rule = tested.test.rule.emit(&at);
        let mut silent: Vec<String> = Vec::new();
        silent.extend(line.key.map(|key| format!("{}=\"\"", at(key))));
        for (index, unexplained) in &tested.silenced_by {
            let Some(other) = self.tests.get(*index) else { continue };
            if line.open.get(other.test.at) == Some(&true) {
                let said = format!("${}${}<>\"\"", column_letters(self.column_of(*index)), row + 1);
                silent.push(match self.explained(&at) {
                    Some(explained) if *unexplained => format!("AND({said},NOT({explained}))"),
                    Some(_) | None => said,
                });
            }
        }
        for slot in self.looked_at(tested, line) {
            silent.extend(self.unsound(slot, tested, &at));
        }
        let (plain, note) = (level(tested.rule, false), level(tested.rule, true));
        let mark =
            |level: &str| formula::literal(&text::objection(&tested.rule.code.0, level, self.field(tested.test.at)));
        let mark = match self.explained(&at) {
            Some(explained) if plain != note => format!("IF({explained},{},{})", mark(note), mark(plain)),
            Some(_) | None => mark(plain),
        };
        let hint = formula::literal(hint(tested));
        let message = tested.test.message.emit(&at);
        let object = format!("IF({rule},\"\",CHAR(10)&{mark}&IFERROR({message},\"\")&{hint})");
        if silent.is_empty() { object } else { format!("IF(IFERROR(OR({}),TRUE),\"\",{object})", silent.join(",")) }
    }

    /// Whether the row explains itself, as a formula.
    fn explained(&self, at: &dyn Fn(usize) -> String) -> Option<String> {
        self.table.slot(Role::Remark).map(|slot| format!("LEN({})>={EXPLANATION_LENGTH}", at(slot)))
    }

    /// The open cells on which a test hangs: those it reads or its columns are computed from, and the one it blames.
    fn looked_at(&self, tested: &Tested<'_>, line: &Line) -> Vec<usize> {
        let mut slots = everything_read(self.table, tested.test.rule.columns());
        if !slots.contains(&tested.test.at) {
            slots.push(tested.test.at);
        }
        slots.retain(|slot| line.open.get(*slot) == Some(&true));
        slots
    }

    /// Whether a test itself reads a cell, or blames it.
    fn is_direct(tested: &Tested<'_>, slot: usize) -> bool {
        tested.test.at == slot || tested.test.rule.columns().contains(&slot)
    }

    /// Whether a number must be one for a test to blame its cell; of those it reads, its own guard takes care.
    fn must_be_read(tested: &Tested<'_>, slot: usize) -> bool {
        tested.test.at == slot && !tested.test.rule.columns().contains(&slot)
    }

    /// When a cell says nothing that a rule could judge, as formulas: it is wanting, or holds what can't be read.
    fn unsound(&self, slot: usize, tested: &Tested<'_>, at: &dyn Fn(usize) -> String) -> Vec<String> {
        let Some(field) = self.table.fields.get(slot) else { return Vec::new() };
        let cell = at(slot);
        let mut formulas = Vec::new();
        match &field.required {
            _ if self.waits_for_others() || !Self::is_direct(tested, slot) => {}
            Requirement::Never => {}
            Requirement::Always => formulas.push(format!("{cell}=\"\"")),
            Requirement::When(when) => formulas.push(format!("AND({cell}=\"\",IFERROR({},FALSE))", when.emit(at))),
        }
        if is_counted(field) && Self::must_be_read(tested, slot) {
            formulas.push(format!("AND({cell}<>\"\",NOT(ISNUMBER({cell})))"));
        }
        if let Some(range) = self.lists.range(&options(self.form, self.table, field)) {
            let range = range.trim_start_matches('=');
            formulas.push(format!("AND({cell}<>\"\",ISERROR(MATCH({cell},{range},0)))"));
        }
        formulas
    }

    /// What is wanting in the ledger is asked for when the office and the unit have both spoken.
    fn waits_for_others(&self) -> bool {
        self.table.id == TableId::CloseOut
    }

    fn field(&self, slot: usize) -> &str {
        self.table.fields.get(slot).map_or("", |field| field.name.as_str())
    }

    /// What each test says of a line: what its formula yields.
    fn said(&self, line: &Line) -> Vec<Option<String>> {
        let values = self.seen(line);
        let cells = Cells { cells: &values, names: &self.form.names };
        let remark = self.table.value(&values, Role::Remark).shown();
        let explained = self.table.slot(Role::Remark).is_some()
            && count(remark.chars().count()) >= self.form.plan.limit(EXPLANATION_LENGTH);
        let mut said: Vec<Option<String>> = vec![None; self.tests.len()];
        if line.key.is_some_and(|key| values.get(key).is_none_or(Value::is_blank)) {
            return said;
        }
        let mut order: Vec<usize> = (0..self.tests.len()).collect();
        // Whoever silences another comes before it, so that a few rounds settle all.
        order.sort_by_key(|index| self.depth(*index));
        for index in order {
            let Some(tested) = self.tests.get(index) else { continue };
            let spoken = |(other, unexplained): &(usize, bool)| {
                said.get(*other).is_some_and(Option::is_some) && !(*unexplained && explained)
            };
            let silent = line.open.get(tested.test.at) != Some(&true)
                || tested.silenced_by.iter().any(spoken)
                || self.looked_at(tested, line).iter().any(|slot| self.is_unsound(*slot, tested, cells))
                || tested.test.rule.holds(cells);
            if silent {
                continue;
            }
            let mark = text::objection(&tested.rule.code.0, level(tested.rule, explained), self.field(tested.test.at));
            let message = tested.test.message.render(cells);
            let message = if CellError::is_one(&message) { "" } else { &message };
            if let Some(place) = said.get_mut(index) {
                *place = Some(format!("\n{mark}{message}{}", hint(tested)));
            }
        }
        said
    }

    /// How many tests, one behind the other, may silence this one.
    fn depth(&self, index: usize) -> usize {
        let before = self.tests.get(index).into_iter().flat_map(|tested| &tested.silenced_by);
        before.map(|(other, _)| self.depth(*other) + 1).max().unwrap_or(0)
    }

    fn is_unsound(&self, slot: usize, tested: &Tested<'_>, row: Cells<'_>) -> bool {
        let (Some(field), Some(value)) = (self.table.fields.get(slot), row.cells.get(slot)) else { return false };
        let direct = Self::is_direct(tested, slot);
        let wanting = direct && !self.waits_for_others() && value.is_blank() && field.required.holds(row);
        let number = matches!(value, Value::Number(_) | Value::Date(_));
        let unread = is_counted(field) && Self::must_be_read(tested, slot) && !number;
        let options = options(self.form, self.table, field);
        let foreign = !options.is_empty() && !options.contains(&value.shown());
        (direct && matches!(value, Value::Error(_))) || wanting || (!value.is_blank() && (unread || foreign))
    }
}

/// The lights of the indicators that stand on the same form: one whose value is an error has none but grey.
fn indicator_lights(form: &Form<'_>, lists: &Lists, first_line: u32) -> Vec<(String, String, String)> {
    let table = form.plan.table(TableId::Indicators);
    let (Some(slot), Some(value)) = (table.slot(Role::Light), table.slot(Role::Value)) else { return Vec::new() };
    let lines = lines(form, table);
    let columns = columns(table, &lines);
    let own = columns.iter().find(|column| column.field.role == Role::SelfCheck).map(|column| column.slot);
    let self_check = SelfCheck::new(form, table, lists, &columns, first_line, &mut Checks::default());
    let grey = &form.plan.words.grey;
    let mark = text::blamed(report::ERROR, self_check.field(value));
    let light = |(row, line): (u32, &Line)| {
        let task = table.value(&line.values, Role::Task).shown();
        let (at, light) = (on_sheet(table, &columns, slot, row), table.value(&line.values, Role::Light).shown());
        let Some(own) = own.map(|own| on_sheet(table, &columns, own, row)) else { return (task, at, light) };
        let (mark_literal, grey_literal) = (formula::literal(&mark), formula::literal(grey));
        let at = format!("IF(ISNUMBER(FIND({mark_literal},{own})),{grey_literal},{at})");
        let wrong = self_check.said(line).iter().flatten().any(|said| said.contains(&mark));
        (task, at, if wrong { grey.clone() } else { light })
    };
    (first_line..).zip(&lines).map(light).collect()
}

/// The address of a slot's cell with its sheet; the empty text where the form has no such column.
fn on_sheet(table: &Table, columns: &[Placed<'_>], slot: usize, row: u32) -> String {
    let cell = address(columns, slot, row);
    if cell.starts_with('$') { format!("'{}'!{cell}", table.name.replace('\'', "''")) } else { cell }
}

/// Who is silent after whom, as `check` has it: of a cell, and of what is computed from a cell that an error sets
/// aside, nothing further is said. Of a choice all that is wrong with it is said at once. In the ledger only errors
/// silence who reads the cell itself, and come before warnings.
fn silenced<'a>(table: &Table, tests: &[(&'a Rule, &'a RowTest)]) -> Vec<Tested<'a>> {
    let ledger = table.id == TableId::CloseOut;
    let is_choice = |slot: usize| table.fields.get(slot).is_some_and(|field| field.kind == FieldKind::Choice);
    let first_of = |slot: usize| tests.iter().position(|(_, test)| test.at == slot).unwrap_or(0);
    let place = |index: usize, (rule, test): &(&Rule, &RowTest)| {
        if ledger {
            (Some(rule.severity), index)
        } else {
            (None, if is_choice(test.at) { first_of(test.at) } else { index })
        }
    };
    let enumerated = || tests.iter().enumerate();
    enumerated()
        .map(|(index, tested @ (rule, test))| {
            let mine = place(index, tested);
            let direct = test.rule.columns();
            let through = everything_read(table, direct);
            let earlier = enumerated().filter(|(other, known)| place(*other, known) < mine);
            let silenced_by = earlier.filter_map(|(other, (their_rule, their))| {
                let sets_aside = their_rule.severity == Severity::Error && their_rule.level == Level::On;
                let read = direct.contains(&their.at);
                let said = !ledger && (read || their.at == test.at);
                let aside = sets_aside && (read || (!ledger && through.contains(&their.at)));
                (said || aside).then_some((other, !said && their_rule.explainable))
            });
            Tested { rule, test, silenced_by: silenced_by.collect() }
        })
        .collect()
}

/// The slots that these are computed from, and they themselves.
fn everything_read(table: &Table, slots: &[usize]) -> Vec<usize> {
    let mut all = slots.to_vec();
    let mut next = 0;
    while let Some(slot) = all.get(next).copied() {
        next += 1;
        if let Some(Field { filled: Filled::Formula(computed), .. }) = table.fields.get(slot) {
            let more: Vec<usize> = computed.reads().iter().copied().filter(|slot| !all.contains(slot)).collect();
            all.extend(more);
        }
    }
    all
}

/// Whether a field holds numbers or days.
fn is_counted(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Number | FieldKind::Date)
}

/// What to do about it.
fn hint<'a>(tested: &Tested<'a>) -> &'a str {
    tested.test.hint.as_deref().unwrap_or(&tested.rule.hint)
}

/// How much an objection matters: a rule on trial, and one that the row explains, only remarks.
fn level(rule: &Rule, explained: bool) -> &'static str {
    match rule.severity {
        _ if rule.level == Level::Trial || (rule.explainable && explained) => report::NOTE,
        Severity::Error => report::ERROR,
        Severity::Warning => report::WARNING,
        Severity::Note => report::NOTE,
    }
}

/// The most characters of 自检.
const CELL: u32 = 8_000;
