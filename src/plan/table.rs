//! The tables and their fields (`tables.toml`): who fills a field, what it holds, how it is shown.

pub(super) mod load;
mod role;

pub use role::Role;

use crate::formula::{Computed, Formula, Row, Scope};
use crate::key::TableId;
use crate::period::Cadence;
use crate::value::Value;
use serde::Deserialize;

/// A table: a sheet, or a block of one, with columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which table.
    pub id: TableId,
    /// Its name: the sheet's name.
    pub name: String,
    /// The heading of this block, where a sheet holds several.
    pub block: Option<String>,
    /// Number of its attachment (附件N) in the quarter workbook.
    pub attachment: Option<u8>,
    /// Its paper.
    pub paper: Paper,
    /// The unit that all its money is in (万元).
    pub money: Option<String>,
    /// The periods in which it is asked for.
    pub periods: Vec<Cadence>,
    /// Empty rows on the office's form.
    pub open_rows: u32,
    /// Whether it is only on the office's form.
    pub office_only: bool,
    /// Its fields; a field's index is its slot in rows and formulas.
    pub fields: Vec<Field>,
    /// The computed fields in the order in which they must be evaluated.
    pub order: Vec<usize>,
    /// How far a row is for its time (r); blank where it has no such ratio.
    pub ratio: Option<Formula>,
    /// What a row scores in the league; blank where it does not count. Its scope has one column more than the fields,
    /// the ratio.
    pub score: Option<Formula>,
    /// Whether a row has reached its target.
    pub met: Option<Formula>,
    /// The fields as formulas see them.
    pub scope: Scope,
}

/// Size and orientation of a table's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Paper {
    /// A4, wider than high.
    #[default]
    A4,
    /// A3, wider than high.
    A3,
}

/// A field: a column as the plan has it. Its name has no unit; its label has.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no of the plan's file")]
pub struct Field {
    /// Its name, used by formulas, rules and JSON.
    pub name: String,
    /// The unit after the name, such as 万元, %, 百分点.
    pub unit: Option<String>,
    /// What the engine knows it as.
    pub role: Role,
    /// What it holds.
    pub kind: FieldKind,
    /// The options of a choice.
    pub options: Vec<String>,
    /// Who fills it.
    pub filled: Filled,
    /// Whether it must be filled.
    pub required: Requirement,
    /// Whose rows ask for it.
    pub asked: Vec<Part>,
    /// Other labels for it.
    pub aliases: Vec<String>,
    /// Width in Latin letters.
    pub width: u16,
    /// Whether it is inside the print area.
    pub print: bool,
    /// Whether the bulletin shows it in the part of its table that is put behind the text.
    pub bulletin: bool,
    /// Horizontal alignment.
    pub align: Align,
    /// What a department is told on choosing a cell.
    pub note: String,
    /// Decimals shown.
    pub decimals: Option<u8>,
    /// Whether equal cells one under the other are merged in official tables.
    pub merged: bool,
    /// Whether it is only on forms.
    pub forms_only: bool,
    /// Whether it is prefilled from the previous period.
    pub from_previous: bool,
    /// Whether a plan's field is open for the department once, where the plan leaves it empty.
    pub once: Requirement,
    /// Whether 无 is a complete answer.
    pub nothing: bool,
    /// Whether several of the options may be named, with 、 between them.
    pub several: bool,
    /// The most characters it may hold.
    pub longest: Option<usize>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of `options`.
    Choice,
    /// The name of a unit.
    Unit,
}

/// Who fills a field.
#[derive(Debug, Clone)]
pub enum Filled {
    /// The plan (P); locked, but open for the department once where the plan leaves it empty.
    Plan,
    /// The department (D).
    Department,
    /// The office, in its own form only (O).
    Office,
    /// A row formula (C).
    Formula(Box<Computed>),
    /// A live formula over rows from a closed list in `render` (A).
    Aggregate,
    /// Text or value made by the engine (E).
    Engine,
}

/// Whether something holds for a field: always, never, or in the rows in which a formula is true.
#[derive(Debug, Clone)]
pub enum Requirement {
    /// In no row.
    Never,
    /// In every row.
    Always,
    /// In the rows in which the formula is true.
    When(Formula),
}

impl Requirement {
    /// Whether it holds in a row.
    #[must_use]
    pub fn holds(&self, row: Row<'_>) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::When(formula) => formula.evaluate(row) == Value::Bool(true),
        }
    }
}

/// A unit's part in a row (本单位角色).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 牵头.
    Lead,
    /// 配合.
    Support,
    /// 群组.
    Member,
    /// 专班.
    Office,
}

/// Horizontal alignment of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// By kind: numbers right, texts left.
    #[default]
    Natural,
    /// Centred.
    Center,
}

pub(super) static MISSING: Table = Table {
    id: TableId::Indicators,
    name: String::new(),
    block: None,
    attachment: None,
    paper: Paper::A4,
    money: None,
    periods: Vec::new(),
    open_rows: 0,
    office_only: false,
    fields: Vec::new(),
    order: Vec::new(),
    ratio: None,
    score: None,
    met: None,
    scope: Scope { columns: Vec::new(), names: Vec::new() },
};

static BLANK: Value = Value::Blank;

impl Field {
    /// The header cell: name and unit in half-width brackets.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}({unit})", self.name),
            None => self.name.clone(),
        }
    }

    /// Whether a department fills it in, or the office.
    #[must_use]
    pub fn is_input(&self) -> bool {
        matches!(self.filled, Filled::Department | Filled::Office)
    }
}

impl Table {
    /// The slot of the field with this role.
    #[must_use]
    pub fn slot(&self, role: Role) -> Option<usize> {
        self.fields.iter().position(|field| field.role == role)
    }

    /// The slot of the field with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The slot of the field that is called so, or was.
    #[must_use]
    pub fn known_as(&self, name: &str) -> Option<usize> {
        let former = |field: &Field| field.aliases.iter().any(|alias| alias == name);
        self.named(name).or_else(|| self.fields.iter().position(former))
    }

    /// The name of the field with this role; empty where the table has none.
    #[must_use]
    pub fn name_of(&self, role: Role) -> &str {
        self.fields.iter().find(|field| field.role == role).map_or("", |field| &field.name)
    }

    /// The value that a row holds for a role; blank where the table has no such field.
    #[must_use]
    pub fn value<'a>(&self, row: &'a [Value], role: Role) -> &'a Value {
        self.slot(role).and_then(|slot| row.get(slot)).unwrap_or(&BLANK)
    }

    /// Sets the value that a row holds for a role, where the table has such a field.
    pub fn set(&self, row: &mut [Value], role: Role, value: Value) {
        if let Some(cell) = self.slot(role).and_then(|slot| row.get_mut(slot)) {
            *cell = value;
        }
    }

    /// A row of blanks.
    #[must_use]
    pub fn blank_row(&self) -> Vec<Value> {
        vec![Value::Blank; self.fields.len()]
    }

    /// Whether the table is asked for in a period of this kind.
    #[must_use]
    pub fn asked_in(&self, cadence: Cadence) -> bool {
        self.periods.contains(&cadence)
    }

    /// How far a row is for its time; blank where it has no such ratio.
    #[must_use]
    pub fn ratio_of(&self, row: &[Value], names: &[Value]) -> Value {
        self.ratio.as_ref().map_or(Value::Blank, |ratio| ratio.evaluate(Row { cells: row, names }))
    }

    /// What a row scores in the league; blank where it does not count.
    #[must_use]
    pub fn score_of(&self, row: &[Value], names: &[Value]) -> Value {
        let mut cells = row.to_vec();
        cells.resize(self.fields.len(), Value::Blank);
        cells.push(self.ratio_of(row, names));
        self.score.as_ref().map_or(Value::Blank, |score| score.evaluate(Row { cells: &cells, names }))
    }

    /// The slot that stands for the ratio in the formula of the score.
    #[must_use]
    pub fn ratio_slot(&self) -> usize {
        self.fields.len()
    }

    /// Evaluates the computed fields of a row in their order.
    pub fn compute(&self, row: &mut [Value], names: &[Value]) {
        for &slot in &self.order {
            if let Some(Field { filled: Filled::Formula(computed), .. }) = self.fields.get(slot) {
                let value = computed.evaluate(Row { cells: row, names });
                if let Some(cell) = row.get_mut(slot) {
                    *cell = value;
                }
            }
        }
    }
}
