//! 本期变化: what is otherwise than in the period before, figure by figure, with both origins and the explanation.
//!
//! Compares two archives, so that two workbooks and a workbook and the quarter being made are one case. Columns that
//! follow from others (rates, gaps) and what a unit tells anew each period (texts, 数据截至) are not compared.

use crate::archive::{Archive, Figure};
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::plan::{Field, FieldKind, Filled, Plan, Role, Table};
use crate::roster::title_role;
use crate::text::consolidate as text;
use crate::value::{Value, fifteen, plain, round};
use std::collections::BTreeMap;

/// A difference between two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The table.
    pub table: TableId,
    /// The row.
    pub key: RowKey,
    /// What the row is about.
    pub title: String,
    /// The field, by name; none where the whole row is new or gone.
    pub field: Option<String>,
    /// What stood there.
    pub before: Value,
    /// What stands there now.
    pub after: Value,
    /// By how much, or in which direction.
    pub by: String,
    /// Where it stood.
    pub before_at: Option<Location>,
    /// Where it stands.
    pub after_at: Option<Location>,
    /// The explanation given.
    pub remark: String,
}

/// The tables that are compared, in official order.
const COMPARED: [TableId; 6] = [
    TableId::Indicators,
    TableId::Projects,
    TableId::Tasks,
    TableId::LeagueIndicators,
    TableId::LeagueUnits,
    TableId::CloseOut,
];

/// Every difference, in official order of tables, rows and fields.
#[must_use]
pub fn changes(plan: &Plan, before: &Archive, after: &Archive) -> Vec<Change> {
    COMPARED.into_iter().flat_map(|id| of_table(plan, plan.table(id), before, after)).collect()
}

/// A row in two periods.
struct Pair<'a> {
    plan: &'a Plan,
    table: &'a Table,
    key: RowKey,
    old: Vec<&'a Figure>,
    new: Vec<&'a Figure>,
}

fn of_table(plan: &Plan, table: &Table, before: &Archive, after: &Archive) -> Vec<Change> {
    let (old, new) = (Rows::of(plan, table, before), Rows::of(plan, table, after));
    let gone = old.keys.iter().filter(|key| !new.figures.contains_key(key));
    let pairs = new.keys.iter().chain(gone).map(|key| Pair {
        plan,
        table,
        key: key.clone(),
        old: old.figures.get(key).cloned().unwrap_or_default(),
        new: new.figures.get(key).cloned().unwrap_or_default(),
    });
    pairs.flat_map(|pair| pair.changes()).collect()
}

/// The rows of a table with their figures.
struct Rows<'a> {
    keys: Vec<RowKey>,
    figures: BTreeMap<RowKey, Vec<&'a Figure>>,
}

impl<'a> Rows<'a> {
    fn of(plan: &Plan, table: &Table, archive: &'a Archive) -> Self {
        let mut rows = Self { keys: Vec::new(), figures: BTreeMap::new() };
        let own: Vec<&Figure> = archive.figures.iter().filter(|figure| figure.table == table.id).collect();
        for figures in own.chunk_by(|one, two| one.row == two.row) {
            let Some(first) = figures.first() else { continue };
            let key = present_name(plan, table, &first.row);
            if !rows.figures.contains_key(&key) {
                rows.keys.push(key.clone());
            }
            rows.figures.entry(key).or_default().extend(figures);
        }
        rows
    }
}

/// A row's key as it is now: ranks follow the unit, whatever it was called.
fn present_name(plan: &Plan, table: &Table, key: &RowKey) -> RowKey {
    let unit = (table.id == TableId::LeagueUnits).then(|| plan.find_unit(&key.0)).flatten();
    unit.map_or_else(|| key.clone(), |unit| RowKey(plan.unit(unit).name.clone()))
}

impl Pair<'_> {
    fn changes(&self) -> Vec<Change> {
        let league = matches!(self.table.id, TableId::LeagueIndicators | TableId::LeagueUnits);
        if self.old.is_empty() || self.new.is_empty() {
            // Who is in the league follows from the other tables, where it is told.
            return if league { Vec::new() } else { vec![self.whole_row()] };
        }
        let silent = self.is_not_due(&self.old) || self.is_not_due(&self.new);
        let fields = self.table.fields.iter().filter(|field| is_compared(self.table, field));
        fields.filter(|field| !(silent && depends_on_reporting(field))).filter_map(|field| self.change(field)).collect()
    }

    /// Whether the row was not asked for: what it then shows says nothing about progress.
    fn is_not_due(&self, figures: &[&Figure]) -> bool {
        let value = figure(figures, self.table, Role::Value);
        value.is_some_and(|figure| figure.value.shown() == self.plan.words.not_due)
    }

    fn whole_row(&self) -> Change {
        let (before, after) = if self.old.is_empty() { ("", text::ROW_THERE) } else { (text::ROW_THERE, "") };
        Change {
            field: None,
            before: Value::text(before),
            after: Value::text(after),
            by: if self.old.is_empty() { text::ROW_ADDED } else { text::ROW_REMOVED }.to_owned(),
            before_at: begins_at(&self.old),
            after_at: begins_at(&self.new),
            ..self.bare()
        }
    }

    fn change(&self, field: &Field) -> Option<Change> {
        let find =
            |figures: &[&Figure]| figures.iter().find(|figure| is_of(figure, self.table, field)).copied().cloned();
        let (old, new) = (find(&self.old), find(&self.new));
        let value = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.value.clone()).unwrap_or_default();
        let (before, after) = (self.present(field, value(&old)), self.present(field, value(&new)));
        if same(&before, &after) {
            return None;
        }
        Some(Change {
            field: Some(field.name.clone()),
            by: by(field.role, &before, &after),
            before,
            after,
            before_at: old.map(|figure| figure.at).or_else(|| begins_at(&self.old)),
            after_at: new.map(|figure| figure.at).or_else(|| begins_at(&self.new)),
            ..self.bare()
        })
    }

    /// A unit's name as it is now, where the plan knows the old one only as a former name of a ledger's row or a board.
    fn present(&self, field: &Field, value: Value) -> Value {
        let own_name = field.kind == FieldKind::Unit && self.table.id == TableId::CloseOut && field.role != Role::Lead;
        let unit = own_name.then(|| self.plan.find_unit(&value.shown())).flatten();
        unit.map_or(value, |unit| Value::text(&self.plan.unit(unit).name))
    }

    fn bare(&self) -> Change {
        let figures = if self.new.is_empty() { &self.old } else { &self.new };
        let shown =
            |role: Role| figure(figures, self.table, role).map(|figure| figure.value.shown()).unwrap_or_default();
        let told = |role: Role| Some(shown(role)).filter(|text| !text.is_empty() && *text != self.plan.words.nothing);
        let remark = told(Role::Remark).or_else(|| self.moved_project(&shown)).or_else(|| told(Role::Reason));
        let title =
            if self.table.id == TableId::LeagueUnits { self.key.0.clone() } else { shown(title_role(self.table.id)) };
        Change {
            table: self.table.id,
            key: self.key.clone(),
            title,
            field: None,
            before: Value::Blank,
            after: Value::Blank,
            by: String::new(),
            before_at: None,
            after_at: None,
            remark: remark.unwrap_or_default(),
        }
    }

    /// Why a project was put on the list or taken off it.
    fn moved_project(&self, shown: &dyn Fn(Role) -> String) -> Option<String> {
        let moved = self.table.id == TableId::Projects && !shown(Role::ChangeReason).is_empty();
        moved.then(|| text::project_moved(&shown(Role::Change), &shown(Role::ChangeReason), &shown(Role::Approval)))
    }
}

/// Where a row begins.
fn begins_at(figures: &[&Figure]) -> Option<Location> {
    figures.first().map(|figure| figure.at.clone())
}

fn figure<'a>(figures: &[&'a Figure], table: &Table, role: Role) -> Option<&'a Figure> {
    let field = table.slot(role).and_then(|slot| table.fields.get(slot))?;
    figures.iter().find(|figure| is_of(figure, table, field)).copied()
}

/// Whether a figure is of a field, by its name or a former one.
fn is_of(figure: &Figure, table: &Table, field: &Field) -> bool {
    table.known_as(&figure.field).and_then(|slot| table.fields.get(slot)).is_some_and(|known| known.name == field.name)
}

/// Whether a field is compared.
fn is_compared(table: &Table, field: &Field) -> bool {
    if matches!(table.id, TableId::LeagueIndicators | TableId::LeagueUnits) {
        return matches!(field.role, Role::Rank | Role::Score);
    }
    if field.from_previous || field.forms_only || field.role == Role::AsOf {
        return false;
    }
    match field.filled {
        Filled::Plan | Filled::Office => true,
        Filled::Department => match field.kind {
            FieldKind::Number | FieldKind::Date | FieldKind::Choice | FieldKind::Unit => true,
            FieldKind::Text => false,
        },
        Filled::Formula(_) => field.role == Role::Light,
        Filled::Aggregate | Filled::Engine => false,
    }
}

/// Whether a field says something only where the row was asked for.
fn depends_on_reporting(field: &Field) -> bool {
    !matches!(field.filled, Filled::Plan | Filled::Office)
}

fn same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Number(before), Value::Number(after)) => fifteen(*before).to_bits() == fifteen(*after).to_bits(),
        _ => before.shown() == after.shown(),
    }
}

/// How far a number moved, which way a rank did; nothing for the rest.
fn by(role: Role, before: &Value, after: &Value) -> String {
    match (before.number(), after.number()) {
        (Some(before), Some(after)) if role == Role::Rank => {
            text::places(before - after, &plain((before - after).abs()))
        }
        (Some(before), Some(after)) => text::difference(after - before, &plain(round((after - before).abs(), 4))),
        (None, _) | (_, None) => String::new(),
    }
}
