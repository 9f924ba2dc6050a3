//! Where the heads of tables are on a sheet, one to three rows high, and which columns they name.

use super::label::{Label, Labelled, Matched, Names, is_among};
use super::says_something;
use super::vocabulary::SENTENCE;
use crate::key::TableId;
use crate::location::{CellRange, CellRef};
use crate::plan::{Requirement, Role, Table};
use crate::read::{Grid, RawCell};
use crate::roster::title_role;
use crate::value::{Value, count};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A head must name this share of what must be filled in, for a sheet of another name to be the table.
const ENOUGH: f64 = 0.6;
/// Or it names so many columns: the official list has its own five, and none of what must be filled in but one.
const MANY: usize = 5;
/// A label is no longer than this, in characters.
const LONGEST: usize = 40;
/// So many rows of a sheet are looked at that hold a label, before it is given up.
const TRIES: usize = 100;
/// And so many for what the sheet may resemble.
const FEW: usize = 10;
/// No head is wider.
const WIDEST: usize = 256;
/// Rows of a head, seen from a row that holds labels: so many above it and so many below.
const WINDOWS: [(usize, usize); 6] = [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1), (2, 0)];

/// The head of a table on a sheet.
pub(super) struct Head<'a> {
    /// The table.
    pub(super) names: &'a Names<'a>,
    /// Its first row.
    pub(super) top: u32,
    /// Its last row.
    pub(super) bottom: u32,
    /// Its columns, and those that repeat one.
    pub(super) matched: Matched,
    /// All that stands in it, whether understood or not.
    pub(super) labels: Vec<Label>,
    /// The columns that are its table's, both included.
    pub(super) cols: (u32, u32),
    /// How much of what the unit must fill in it names, 0 to 1.
    share: f64,
}

/// The heads on a sheet, from above. `named` is the table whose name the sheet has, or something like it.
pub(super) fn heads<'a>(grid: &Grid, tables: &'a [Names<'a>], named: Option<TableId>) -> Vec<Head<'a>> {
    let lines: Vec<&[RawCell]> = grid.cells.chunk_by(|a, b| a.at.row == b.at.row).collect();
    let mut found: Vec<Head<'a>> = Vec::new();
    let known: HashSet<&str> = tables.iter().flat_map(Names::all).collect();
    let anchors = anchors(grid);
    let mut next = 0;
    let mut tries = 0;
    for index in 0..lines.len() {
        if index < next || !lines.get(index).is_some_and(|line| holds_labels(line, &known)) {
            continue;
        }
        tries += 1;
        if tries > TRIES {
            break;
        }
        let mut best: Option<(usize, Vec<Head<'a>>)> = None;
        for (above, below) in WINDOWS {
            let Some(first) = index.checked_sub(above).filter(|first| *first >= next) else { continue };
            let Some(window) = lines.get(first..=index + below).filter(|window| is_together(window)) else { continue };
            let heads = in_window(&anchors, window, tables, named);
            let columns = |heads: &[Head<'_>]| heads.iter().map(|head| head.matched.columns.len()).sum::<usize>();
            if !heads.is_empty() && best.as_ref().is_none_or(|(_, best)| columns(best) < columns(&heads)) {
                best = Some((index + below, heads));
            }
        }
        if let Some((last, heads)) = best {
            next = last + 1;
            found.extend(heads);
        }
    }
    found
}

/// The table that some row of a sheet resembles most, though not enough.
pub(super) fn nearest(grid: &Grid, tables: &[Names<'_>]) -> Option<TableId> {
    let known: HashSet<&str> = tables.iter().flat_map(Names::all).collect();
    let anchors = anchors(grid);
    let lines = grid.cells.chunk_by(|a, b| a.at.row == b.at.row).filter(|line| holds_labels(line, &known));
    let likely = lines.take(FEW).flat_map(|line| {
        let labels = labels(&anchors, &[line]);
        tables.iter().map(move |names| (names.matched(&labels).columns.len(), names.table.id)).collect::<Vec<_>>()
    });
    let (columns, table) = likely.max_by_key(|(columns, _)| *columns)?;
    (columns >= 3).then_some(table)
}

fn holds_labels(line: &[RawCell], known: &HashSet<&str>) -> bool {
    let texts = line.iter().filter_map(text).filter(|text| text.chars().count() <= LONGEST);
    let texts: Vec<&str> = texts.collect();
    texts.len() > 1 && texts.iter().any(|text| is_among(known, text))
}

/// Whether rows follow each other without a gap.
fn is_together(window: &[&[RawCell]]) -> bool {
    let rows: Vec<u32> = window.iter().filter_map(|line| line.first()).map(|cell| cell.at.row).collect();
    rows.windows(2).all(|pair| matches!(pair, [above, below] if above + 1 == *below))
}

/// The heads that some rows are: of tables side by side, where two parts with a gap between them are each enough.
fn in_window<'a>(
    anchors: &BTreeMap<CellRef, CellRange>,
    window: &[&[RawCell]],
    tables: &'a [Names<'a>],
    named: Option<TableId>,
) -> Vec<Head<'a>> {
    let rows = || window.iter().filter_map(|line| line.first()).map(|cell| cell.at.row);
    let (Some(top), Some(bottom)) = (rows().min(), rows().max()) else { return Vec::new() };
    let labels = labels(anchors, window);
    let parts: Vec<&[Label]> = labels.chunk_by(|a, b| a.col + 1 == b.col).collect();
    let of = |labels: &[Label]| best(labels, tables, named, (top, bottom));
    let mut beside: Vec<Head<'a>> =
        if parts.len() > 1 { parts.into_iter().filter_map(of).collect() } else { Vec::new() };
    if beside.len() < 2 {
        return of(&labels).into_iter().collect();
    }
    // Each has the columns up to the next.
    let starts: Vec<u32> = beside.iter().skip(1).map(|head| head.cols.0).collect();
    for (place, head) in beside.iter_mut().enumerate() {
        let first = if place == 0 { 0 } else { head.cols.0 };
        head.cols = (first, starts.get(place).map_or(u32::MAX, |next| next.saturating_sub(1)));
    }
    beside
}

/// The table that labels are the head of.
fn best<'a>(
    labels: &[Label],
    tables: &'a [Names<'a>],
    named: Option<TableId>,
    (top, bottom): (u32, u32),
) -> Option<Head<'a>> {
    let first = labels.first()?.col;
    let head = |names: &'a Names<'a>| {
        let matched = names.matched(labels);
        let share = share(names.table, &matched.columns);
        Head { names, top, bottom, matched, labels: labels.to_vec(), cols: (first, u32::MAX), share }
    };
    let likely = tables.iter().filter(|names| names.names_one(&identifying(names.table), labels));
    let heads: Vec<Head<'a>> = likely.map(head).filter(|head| head.is_enough(named)).collect();
    let most = heads.iter().map(|head| head.matched.columns.len()).max()?;
    // What the sheet's name says counts, unless its head plainly is another's.
    let by_name = |head: &Head<'_>| Some(head.names.table.id) == named && head.matched.columns.len() * 2 >= most;
    let rank = |head: &Head<'_>| (by_name(head), head.matched.columns.len());
    heads.into_iter().max_by(|a, b| rank(a).cmp(&rank(b)).then(a.share.total_cmp(&b.share)))
}

/// The labels over each column: the texts of the rows, a merged one over all the columns that it covers. Without
/// merges a text over other columns than its own stands only over the first.
fn labels(anchors: &BTreeMap<CellRef, CellRange>, window: &[&[RawCell]]) -> Vec<Label> {
    let mut parts: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
    let bottom_row = window.last().and_then(|line| line.first()).map(|cell| cell.at.row);
    let below: BTreeSet<u32> = window
        .last()
        .into_iter()
        .flat_map(|line| line.iter())
        .filter(|cell| text(cell).is_some())
        .map(|cell| cell.at.col)
        .collect();
    for line in window {
        let is_last = line.first().map(|cell| cell.at.row) == bottom_row;
        for (place, cell) in line.iter().enumerate() {
            let Some(words) = text(cell) else { continue };
            let merge = anchors.get(&cell.at);
            let last = match merge {
                Some(merge) => merge.last.col,
                None if is_last => cell.at.col,
                // Up to the next text of this row, as far as there is something below.
                None => {
                    let next = line.get(place + 1..).unwrap_or_default().iter().find(|next| text(next).is_some());
                    let end = next.map_or(u32::MAX, |next| next.at.col);
                    let own = below.contains(&cell.at.col);
                    let over = (cell.at.col + 1..end).take_while(|col| below.contains(col)).last();
                    over.filter(|_| own).unwrap_or(cell.at.col)
                }
            };
            for col in cell.at.col..=last.min(cell.at.col.saturating_add(200)) {
                let over = parts.entry(col).or_default();
                if over.last().is_none_or(|(_, above)| *above != words) {
                    over.push((cell.at.row, words));
                }
            }
        }
    }
    let label = |(col, parts): (u32, Vec<(u32, &str)>)| {
        let row = parts.last()?.0;
        let parts = parts.into_iter().map(|(_, part)| part.to_owned()).collect();
        Some(Label::new(col, CellRef::new(row, col), parts))
    };
    parts.into_iter().take(WIDEST).filter_map(label).collect()
}

/// The merged ranges by the cell that shows in them.
fn anchors(grid: &Grid) -> BTreeMap<CellRef, CellRange> {
    grid.merges.iter().map(|merge| (merge.first, *merge)).collect()
}

fn text(cell: &RawCell) -> Option<&str> {
    match &cell.value {
        Value::Text(text) if says_something(cell) => Some(text),
        Value::Text(_)
        | Value::Blank
        | Value::NoData
        | Value::Number(_)
        | Value::Date(_)
        | Value::Bool(_)
        | Value::Error(_) => None,
    }
}

/// The field that tells a row of the plan where the code is missing.
pub(super) fn title_slot(table: &Table) -> Option<usize> {
    let has_titles = matches!(table.id, TableId::Indicators | TableId::Projects | TableId::Tasks);
    table.slot(title_role(table.id)).filter(|_| has_titles)
}

/// The fields by which a row is told: its code, and what it is about.
pub(super) fn identifying(table: &Table) -> Vec<usize> {
    [table.slot(Role::Key), title_slot(table)].into_iter().flatten().collect()
}

fn share(table: &Table, columns: &[Labelled]) -> f64 {
    let required: Vec<usize> = table
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_input() && !matches!(field.required, Requirement::Never))
        .map(|(slot, _)| slot)
        .collect();
    let named = required.iter().filter(|slot| columns.iter().any(|column| column.slot == **slot)).count();
    if required.is_empty() { 1.0 } else { count(named) / count(required.len()) }
}

impl Head<'_> {
    /// Whether it names enough of its table: the key or what a row is about, and of a sheet with another name most of
    /// what must be filled in, or many columns.
    fn is_enough(&self, named: Option<TableId>) -> bool {
        let table = self.names.table;
        let columns = &self.matched.columns;
        let identifying = identifying(table);
        let names_key = columns.iter().any(|column| identifying.contains(&column.slot));
        let least = table.fields.len().min(3);
        let has = |role: Role| table.slot(role).is_some_and(|slot| self.column(slot).is_some());
        // What is to be done and how far it is: the official list, or as much of it as was copied.
        let is_list = table.id == TableId::Tasks && has(Role::Content) && has(Role::Progress) && columns.len() >= 3;
        let likely = (self.share >= ENOUGH && columns.len() >= 3) || columns.len() >= MANY || is_list;
        names_key && columns.len() >= least && (likely || named == Some(table.id))
    }

    /// Columns by slot.
    pub(super) fn by_slot(&self) -> Vec<Option<u32>> {
        let column = |slot: usize| self.column(slot).map(|column| column.col);
        (0..self.names.table.fields.len()).map(column).collect()
    }

    /// The column of a field.
    pub(super) fn column(&self, slot: usize) -> Option<&Labelled> {
        self.matched.columns.iter().find(|column| column.slot == slot)
    }

    /// What a column was understood as.
    pub(super) fn at(&self, col: u32) -> Option<&Labelled> {
        self.matched.columns.iter().find(|column| column.col == col)
    }

    /// Whether a row is one of the head's.
    pub(super) fn holds(&self, row: u32) -> bool {
        (self.top..=self.bottom).contains(&row)
    }

    /// Whether a text of the head says what some understood column is, alone or with others.
    pub(super) fn uses(&self, cell: CellRef, words: &str) -> bool {
        let over = |label: &&Label| label.col >= cell.col && label.parts.iter().any(|part| part == words);
        self.labels.iter().filter(over).any(|label| self.at(label.col).is_some())
    }

    /// Whether the same columns mean the same in another head.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        let columns = |head: &Self| -> BTreeSet<(u32, usize)> {
            head.matched.columns.iter().map(|column| (column.col, column.slot)).collect()
        };
        self.names.table.id == other.names.table.id && columns(self) == columns(other)
    }

    /// Gives a field the second of two columns with its label where the first is empty and the second is not.
    pub(super) fn prefer_filled(&mut self, cells: &[&RawCell]) {
        let is_filled = |col: u32, bottom: u32| {
            cells.iter().any(|cell| cell.at.col == col && cell.at.row > bottom && says_something(cell))
        };
        for repeated in &mut self.matched.repeated {
            let own = self.matched.columns.iter_mut().find(|column| column.slot == repeated.slot);
            if let Some(own) = own
                && !is_filled(own.col, self.bottom)
                && is_filled(repeated.col, self.bottom)
            {
                std::mem::swap(own, repeated);
            }
        }
    }
}

/// Whether a text is a sentence, which neither a title nor a label is.
pub(super) fn is_sentence(key: &str) -> bool {
    key.contains(SENTENCE)
}
