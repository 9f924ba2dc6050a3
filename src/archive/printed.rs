//! Where a table of a quarter workbook stands now: its sheet, the column of each field, the row of each key.
//!
//! The workbook may have gone through other hands: a sheet was renamed, columns were put in or moved, rows sorted. So a
//! sheet is looked for by its name, else by its head; a column by its label; a row by its key. Where that fails, what
//! `_meta` says counts.

use super::Figure;
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, SheetRef};
use crate::plan::{Plan, Role, Table};
use crate::read::{Grid, RawCell, Source};
use crate::text::{NO_DATA, matching_key};
use crate::value::{Value, fifteen};
use std::collections::{BTreeMap, BTreeSet};

/// A table as it is printed now.
pub(super) struct Printed<'a> {
    pub(super) table: &'a Table,
    file: &'a std::sync::Arc<str>,
    pub(super) grid: &'a Grid,
    /// The column of each field now, by slot.
    pub(super) columns: BTreeMap<usize, u32>,
    /// Where the rows begin.
    below: u32,
    /// Where each row was written, and where it stands now.
    rows: BTreeMap<RowKey, (u32, Option<u32>)>,
}

/// The sheet of a table: the one that is called so, else one that nobody else is called and that has the table's head.
pub(super) fn grid<'a>(source: &'a Source, plan: &Plan, figures: &[Figure], sheet: &str) -> Option<&'a Grid> {
    let named = |name: &str| source.grids.iter().find(|grid| &*grid.name == name);
    named(sheet).or_else(|| {
        let taken: BTreeSet<&str> = figures.iter().filter_map(sheet_of).collect();
        let table = plan.table(figures.iter().find(|figure| sheet_of(figure) == Some(sheet))?.table);
        source.grids.iter().find(|grid| !taken.contains(&*grid.name) && head(grid, table).is_some())
    })
}

/// The name of the sheet that a figure was printed on.
pub(super) fn sheet_of(figure: &Figure) -> Option<&str> {
    figure.at.sheet.as_ref().map(|sheet| &*sheet.name)
}

/// The row that names the fields of a table, with their columns; none where no row names half of them.
fn head(grid: &Grid, table: &Table) -> Option<(u32, BTreeMap<usize, u32>)> {
    let printed = table.fields.iter().filter(|field| !field.forms_only).count();
    let rows = grid.cells.chunk_by(|one, two| one.at.row == two.at.row);
    let named = rows.filter_map(|cells| {
        let mut columns = BTreeMap::new();
        for cell in cells {
            if let Some(slot) = named(table, &cell.value) {
                columns.entry(slot).or_insert(cell.at.col);
            }
        }
        Some((cells.first()?.at.row, columns))
    });
    // Of two that name as many, the upper one.
    let best = named.fold(None, |best: Option<(u32, BTreeMap<usize, u32>)>, this| match best {
        Some(best) if best.1.len() >= this.1.len() => Some(best),
        Some(_) | None => Some(this),
    });
    best.filter(|(_, columns)| columns.len() * 2 > printed)
}

/// The field that a label names, by its name or a former one, with or without its unit.
fn named(table: &Table, label: &Value) -> Option<usize> {
    let Value::Text(label) = label else { return None };
    let label = matching_key(label);
    let is = |name: &str, unit: Option<&String>| {
        let name = matching_key(name);
        let with_unit = unit.map(|unit| format!("{name}({})", matching_key(unit)));
        label == name || Some(&label) == with_unit.as_ref()
    };
    let called = |unit: bool| {
        table.fields.iter().filter(|field| !field.forms_only).find(|field| {
            let unit = field.unit.as_ref().filter(|_| unit);
            is(&field.name, unit) || field.aliases.iter().any(|alias| is(alias, unit))
        })
    };
    table.named(&called(true)?.name)
}

impl<'a> Printed<'a> {
    /// Finds a table's columns and rows on its sheet.
    pub(super) fn of(source: &'a Source, grid: &'a Grid, table: &'a Table, figures: &[Figure]) -> Self {
        let own = || figures.iter().filter(|figure| figure.table == table.id);
        let (below, columns) = head(grid, table).unwrap_or_else(|| {
            let written = own().filter_map(|figure| Some((table.known_as(&figure.field)?, figure.at.cell?.col)));
            (0, written.collect())
        });
        let mut printed = Self { table, file: &source.name, grid, columns, below, rows: BTreeMap::new() };
        let keys: Vec<&Figure> = own().filter(|figure| is_key(table, figure)).collect();
        let mut standing: BTreeMap<&RowKey, u32> = BTreeMap::new();
        for figure in &keys {
            standing.extend(printed.row_with(figure).map(|row| (&figure.row, row)));
        }
        // A code that was typed over leaves a row that nobody claims, where most still stands as it was written.
        let claimed: BTreeSet<u32> = standing.values().copied().collect();
        for figure in &keys {
            let Some(at) = figure.at.cell else { continue };
            let here = || {
                let free = !claimed.contains(&at.row);
                let others = own().filter(|other| other.row == figure.row && !is_key(table, other));
                let (same, all) = others.filter(|other| other.at.cell.is_some_and(|cell| cell.row == at.row)).fold(
                    (0, 0),
                    |(kept, all), other| {
                        let now = printed.column(other).map(|col| printed.value(CellRef::new(at.row, col)));
                        (kept + usize::from(now.is_some_and(|now| same(&other.value, &now))), all + 1)
                    },
                );
                (free && all > 0 && same * 2 > all).then_some(at.row)
            };
            let now = standing.get(&figure.row).copied().or_else(here);
            printed.rows.insert(figure.row.clone(), (at.row, now));
        }
        printed
    }

    /// The row that holds a key: where it was written, else the first one below the head.
    fn row_with(&self, key: &Figure) -> Option<u32> {
        let (at, col) = (key.at.cell?, self.column(key)?);
        let holds = |raw: &&RawCell| same(&key.value, &standing(&raw.value));
        let here = self.cell(CellRef::new(at.row, col)).filter(holds);
        let mut below = self.grid.cells.iter().filter(|raw| raw.at.col == col && raw.at.row > self.below);
        here.or_else(|| below.find(holds)).map(|raw| raw.at.row)
    }

    /// The column of a figure's field now.
    fn column(&self, figure: &Figure) -> Option<u32> {
        self.columns.get(&self.table.known_as(&figure.field)?).copied()
    }

    /// Where a figure stands now; a cell merged over several rows stands in the first of them. None where its row or
    /// column is gone.
    pub(super) fn place(&self, figure: &Figure) -> Option<CellRef> {
        let (at, col) = (figure.at.cell?, self.column(figure)?);
        let (written, now) = self.rows.get(&figure.row)?;
        let row =
            if at.row == *written { (*now)? } else { self.rows.values().find(|(written, _)| *written == at.row)?.1? };
        Some(CellRef::new(row, col))
    }

    /// The rows of the table that are no longer there.
    pub(super) fn gone(&self) -> impl Iterator<Item = &RowKey> {
        self.rows.iter().filter(|(_, (_, now))| now.is_none()).map(|(key, _)| key)
    }

    /// The rows as they stand now.
    pub(super) fn standing(&self) -> BTreeMap<u32, &RowKey> {
        self.rows.iter().filter_map(|(key, (_, now))| Some(((*now)?, key))).collect()
    }

    /// Rows that somebody put in: between the head and the last row, or right below it, with a key and something else
    /// that was typed.
    pub(super) fn put_in(&self) -> Vec<CellRef> {
        let own = self.standing();
        let key = self.table.fields.iter().position(|field| field.role == key_role(self.table));
        let Some((last, col)) = own.keys().last().zip(key.and_then(|slot| self.columns.get(&slot))) else {
            return Vec::new();
        };
        let columns: BTreeSet<u32> = self.columns.values().copied().collect();
        let typed = |raw: &&RawCell| raw.formula.is_none() && columns.contains(&raw.at.col) && says(raw);
        let mut rows = Vec::new();
        let mut end = *last;
        for cells in self.grid.cells.chunk_by(|one, two| one.at.row == two.at.row) {
            let Some(row) = cells.first().map(|raw| raw.at.row).filter(|row| *row > self.below) else { continue };
            let named = cells.iter().any(|raw| raw.at.col == *col && says(raw));
            if own.contains_key(&row) || row > end + 1 || !named || cells.iter().filter(typed).count() < 2 {
                continue;
            }
            end = end.max(row);
            rows.push(CellRef::new(row, *col));
        }
        rows
    }

    /// What stands in a cell.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'a RawCell> {
        let found = self.grid.cells.binary_search_by_key(&at, |raw| raw.at).ok();
        found.and_then(|index| self.grid.cells.get(index))
    }

    fn value(&self, at: CellRef) -> Value {
        self.cell(at).map_or(Value::Blank, |raw| standing(&raw.value))
    }

    /// The address of a cell.
    pub(super) fn at(&self, cell: CellRef) -> Location {
        Location::cell(self.file, &sheet_ref(self.grid), cell)
    }

    /// The address of the sheet.
    pub(super) fn sheet(&self) -> Location {
        Location::sheet(self.file, &sheet_ref(self.grid))
    }
}

fn sheet_ref(grid: &Grid) -> SheetRef {
    SheetRef { index: grid.index, name: grid.name.clone() }
}

/// The role of the field that tells a row: a unit's line in the league has its name.
fn key_role(table: &Table) -> Role {
    if table.slot(Role::Key).is_some() { Role::Key } else { Role::Unit }
}

/// Whether a figure is what tells its row.
pub(super) fn is_key(table: &Table, figure: &Figure) -> bool {
    table.known_as(&figure.field).is_some_and(|slot| table.slot(key_role(table)) == Some(slot))
}

/// Whether the rows of a table are lists that people extend; the league follows from the others.
pub(super) fn may_grow(table: &Table) -> bool {
    !matches!(table.id, TableId::LeagueIndicators | TableId::LeagueUnits)
}

fn says(raw: &RawCell) -> bool {
    !standing(&raw.value).is_blank()
}

/// A printed value as the archive has it: line ends of one kind, 暂无数据 as no data.
pub(super) fn standing(value: &Value) -> Value {
    match value {
        Value::Text(text) if text == NO_DATA => Value::NoData,
        Value::Text(text) => Value::text(text.replace("\r\n", "\n").trim()),
        Value::Blank | Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => {
            value.clone()
        }
    }
}

/// Whether a cell still holds a value: numbers to 15 digits, texts but for spaces around them.
pub(super) fn same(kept: &Value, now: &Value) -> bool {
    match (kept, now) {
        (Value::Number(kept), Value::Number(now)) => {
            (fifteen(*kept) - fifteen(*now)).abs() <= kept.abs().max(1.0) * 1e-12
        }
        _ => standing(kept).shown() == now.shown(),
    }
}
