//! The cover block: labels and what stands beside them, on 填报说明 or above a table's head.

use super::identity::period;
use super::vocabulary::{self, OTHER_LABELS, SEALS, SEPARATORS};
use super::{CHECKS, Cover, CoverLine, LIMITS, LISTS, META, Return, says_something, sheet_ref, unplaced};
use crate::key::TableId;
use crate::location::CellRef;
use crate::normalize::{cover_entry, shown};
use crate::plan::{FieldKind, Plan, Role, told_on_form};
use crate::read::{Grid, RawCell, Source};
use crate::text::{cover as text, form, matching_key, rules as rule_text};
use crate::value::Value;
use std::collections::BTreeSet;

/// Labels of the cover block, in the order of the form.
const LABELS: [(&str, CoverLine); 9] = [
    (text::UNIT, CoverLine::Unit),
    (text::PERIOD, CoverLine::Period),
    (text::FILLER, CoverLine::Filler),
    (text::REVIEWER, CoverLine::Reviewer),
    (text::PRINCIPAL, CoverLine::Principal),
    (text::PHONE, CoverLine::Phone),
    (text::FILLED_ON, CoverLine::FilledOn),
    (text::TEMPLATE, CoverLine::Template),
    (text::EDITION, CoverLine::Edition),
];

/// What the cover has taken up: cells that are accounted for.
pub(super) struct Taken {
    /// The sheet that the cover was read from.
    sheet: Option<usize>,
    /// Labels and what stands beside them.
    cells: BTreeSet<CellRef>,
    /// What our own forms print on 填报说明 besides the block, as matching keys.
    printed: BTreeSet<String>,
}

impl Taken {
    /// Whether a cell is a line of the cover.
    pub(super) fn has(&self, grid: &Grid, cell: CellRef) -> bool {
        self.sheet == Some(grid.index) && self.cells.contains(&cell)
    }

    /// Whether a cell is a line of the cover or what is printed around it.
    pub(super) fn covers(&self, grid: &Grid, cell: &RawCell) -> bool {
        self.has(grid, cell.at)
            || (self.sheet == Some(grid.index) && self.printed.contains(&matching_key(&shown(cell))))
    }
}

/// Reads the cover and completes the identity by it.
pub(super) fn read(source: &Source, plan: &Plan, given: &mut Return) -> Taken {
    let named = source.grids.iter().find(|grid| is_cover(grid));
    let (mut cover, mut cells) = named.map(|grid| block(grid, given)).unwrap_or_default();
    let mut sheet = named.map(|grid| grid.index);
    let mut repeated = Cover::default();
    if cover.line(CoverLine::Unit).is_none() || cover.line(CoverLine::Period).is_none() {
        // No cover sheet, or one that lacks them: a table sheet repeats unit and period above its head.
        let others = source.grids.iter().filter(|grid| !is_cover(grid) && grid.visible && !is_hidden_part(grid));
        let best =
            others.map(|grid| (grid, block(grid, given))).find(|(_, (cover, _))| cover.line(CoverLine::Unit).is_some());
        match best {
            Some((grid, (other, used))) if cover.lines.is_empty() => {
                (cover, cells, sheet) = (other, used, Some(grid.index));
            }
            // The addresses of a cover are all on its sheet: of another sheet only what it says is taken.
            Some((_, (other, _))) => repeated = other,
            None => {}
        }
    }
    let line = |wanted: CoverLine| cover.line(wanted).or(repeated.line(wanted)).map(|entry| entry.value.shown());
    let identity = &mut given.identity;
    identity.cover_unit = line(CoverLine::Unit).and_then(|name| plan.find_unit(&name));
    identity.cover_period = line(CoverLine::Period).and_then(|name| period(&name, identity.asked));
    identity.unit = identity.unit.or(identity.cover_unit);
    identity.period = identity.period.or(identity.cover_period);
    // Another revision may word its rules otherwise; a text in GBK lacks signs that a workbook has, and has no stamp.
    let is_revised = given.identity.stamp.as_ref().is_none_or(|stamp| stamp.revision != plan.revision);
    let on = source.grids.iter().find(|grid| is_revised && sheet == Some(grid.index));
    cells.extend(on.into_iter().flat_map(told_rules));
    let taken = Taken { sheet, cells, printed: printed(plan, given) };
    given.cover = cover;
    if let Some(grid) = named {
        let printed = |cell: &RawCell| taken.printed.contains(&matching_key(&shown(cell)));
        let left = grid.cells.iter().filter(|cell| says_something(cell) && !taken.covers(grid, cell) && !printed(cell));
        let left: Vec<_> = left.map(|cell| unplaced(grid, cell)).collect();
        given.unplaced.extend(left);
    }
    taken
}

/// Whether a sheet is 填报说明.
pub(super) fn is_cover(grid: &Grid) -> bool {
    matching_key(&grid.name) == matching_key(text::SHEET)
}

/// Whether a sheet is one of those that our forms hide.
pub(super) fn is_hidden_part(grid: &Grid) -> bool {
    [LISTS, LIMITS, CHECKS, META].contains(&&*grid.name)
}

/// The block on a sheet, and the cells it takes up.
fn block(grid: &Grid, given: &Return) -> (Cover, BTreeSet<CellRef>) {
    let mut cover = Cover { sheet: Some(sheet_ref(grid)), ..Cover::default() };
    let mut used = BTreeSet::new();
    let asked = given.identity.asked;
    for (index, cell) in grid.cells.iter().enumerate() {
        let lines = labels(cell);
        // A cell is accounted for where all that it says is, so that nothing said a second time is lost.
        let first_time = lines.iter().all(|(line, _)| cover.line(*line).is_none());
        for (line, inline) in lines {
            if cover.line(line).is_some() {
                continue;
            }
            if first_time {
                used.insert(cell.at);
            }
            cover.places.push((line, CellRef::new(cell.at.row, cell.at.col.saturating_add(1))));
            let right = grid.cells.iter().skip(index + 1).take_while(|next| next.at.row == cell.at.row);
            let beside = right.filter(|next| says_something(next)).take(1).next();
            let beside = beside.filter(|next| labels(next).is_empty());
            let (holder, value) = match (inline, beside) {
                (Some(inline), _) => (cell, inline),
                (None, Some(next)) => (next, without_seal(&shown(next)).to_owned()),
                (None, None) => continue,
            };
            let written = || cover.line(CoverLine::Period).and_then(|entry| period(&entry.value.shown(), asked));
            let known = given.identity.period.or_else(written);
            if let Some(entry) = cover_entry(holder, &value, kind(line), known) {
                if holder.at != cell.at {
                    used.insert(holder.at);
                }
                cover.lines.push((line, entry));
            }
        }
    }
    (cover, used)
}

/// What a line of the cover is filled in with.
fn kind(line: CoverLine) -> FieldKind {
    match line {
        CoverLine::FilledOn => FieldKind::Date,
        CoverLine::Edition => FieldKind::Number,
        CoverLine::Unit
        | CoverLine::Period
        | CoverLine::Filler
        | CoverLine::Reviewer
        | CoverLine::Principal
        | CoverLine::Phone
        | CoverLine::Template => FieldKind::Text,
    }
}

/// The lines that a cell is the label of, each with the value behind its colon if it holds one. A cell may hold
/// several: 填报单位：区商务局  报告期：2023Q3.
pub(super) fn labels(cell: &RawCell) -> Vec<(CoverLine, Option<String>)> {
    let Value::Text(text) = &cell.value else { return Vec::new() };
    let mut parts = text.split([':', '：']);
    let Some(first) = parts.next().and_then(line_of) else { return Vec::new() };
    let mut lines: Vec<(CoverLine, Option<String>)> = Vec::new();
    // What the value that is being read belongs to; a label of something else belongs to nothing here.
    let mut open = Some(first);
    let mut value = String::new();
    let mut close = |line: Option<CoverLine>, value: &str| {
        let value = without_seal(value.trim_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)));
        lines.extend(line.map(|line| (line, Some(value.to_owned()).filter(|value| !value.is_empty()))));
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if let Some((before, next)) = last_label(part).filter(|_| parts.peek().is_some()) {
            close(open, &(value + before));
            (open, value) = (next, String::new());
        } else {
            value.push_str(part);
            if parts.peek().is_some() {
                value.push(':');
            }
        }
    }
    close(open, &value);
    lines
}

/// The line that a text is the label of.
fn line_of(text: &str) -> Option<CoverLine> {
    let key = matching_key(text);
    let key = SEALS.iter().find_map(|seal| key.strip_suffix(seal)).unwrap_or(&key);
    let (_, line) = LABELS.iter().chain(&vocabulary::LABELS).find(|(known, _)| matching_key(known) == key)?;
    Some(*line)
}

/// The label that a text ends with, and what stands before it; no line where it is the label of something else.
fn last_label(text: &str) -> Option<(&str, Option<CoverLine>)> {
    let split = |(at, _): (usize, char)| text.split_at_checked(at);
    let other = |label: &str| OTHER_LABELS.contains(&matching_key(label).as_str());
    text.char_indices().filter_map(split).find_map(|(before, label)| {
        let line = line_of(label);
        (line.is_some() || other(label)).then_some((before, line))
    })
}

/// A value without the place for the stamp behind it: 区商务局(盖章).
fn without_seal(value: &str) -> &str {
    let is_seal = |rest: &str| SEALS.contains(&matching_key(rest).as_str());
    let at = value.char_indices().find(|(at, _)| value.get(*at..).is_some_and(is_seal));
    at.and_then(|(at, _)| value.get(..at)).unwrap_or(value).trim_end()
}

/// The cells that tell the rules: below their heading, lines that begin with a code.
fn told_rules(grid: &Grid) -> Vec<CellRef> {
    let is_heading = |cell: &&RawCell| cell.at.col == 0 && shown(cell) == rule_text::ON_FORM;
    let Some(heading) = grid.cells.iter().find(is_heading).map(|cell| cell.at.row) else { return Vec::new() };
    let is_code = |text: &str| {
        text.len() == 3
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.ends_with(|c: char| c.is_ascii_digit())
    };
    let codes = grid.cells.iter().filter(|cell| cell.at.row > heading && cell.at.col == 0 && is_code(&shown(cell)));
    let rows: BTreeSet<u32> = codes.map(|cell| cell.at.row).chain([heading]).collect();
    let told = grid.cells.iter().filter(|cell| cell.at.col <= 1 && rows.contains(&cell.at.row));
    told.map(|cell| cell.at).collect()
}

/// What our own forms print on 填报说明 besides the block, as matching keys.
fn printed(plan: &Plan, given: &Return) -> BTreeSet<String> {
    let due = given.identity.period.and_then(|period| plan.deadline(period));
    let numbers = (1..=9).map(|number| format!("{number}."));
    let name = given.identity.period.map(crate::period::Period::name).unwrap_or_default();
    [form::INSTRUCTIONS.to_owned(), form::DEADLINE.to_owned(), form::title(&name), form::deadline(due)]
        .into_iter()
        .chain([form::work(&plan.title, &plan.source)])
        .chain(form::instructions(crate::text::NO_DATA, &plan.words.nothing, due))
        .chain(numbers)
        .chain(rules(plan))
        .map(|text| matching_key(&text))
        .collect()
}

/// What our forms print of the rules; which tables a form had, its first sheet does not say.
fn rules(plan: &Plan) -> Vec<String> {
    let own = plan.tables.iter().filter_map(|table| Some(&table.fields.get(table.slot(Role::SelfCheck)?)?.name));
    let mut printed: Vec<String> = own.map(|name| rule_text::on_form_note(name)).collect();
    printed.push(rule_text::ON_FORM.to_owned());
    for rule in &plan.rules {
        let tables: BTreeSet<TableId> = rule.row_tests().iter().map(|test| test.table).collect();
        let tables: Vec<TableId> = tables.into_iter().collect();
        // Every choice of its tables; a rule has three at most.
        for choice in 1..1_u32 << tables.len().min(8) {
            let chosen: Vec<TableId> =
                (0..).zip(&tables).filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, table)| *table).collect();
            printed.extend(told_on_form(plan, rule, &chosen));
        }
        printed.push(rule.code.0.clone());
    }
    printed
}
