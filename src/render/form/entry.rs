//! What helps a department while it types: lists to choose from, kinds of values, and the plan's note on a column.
//!
//! Nothing is refused, only asked about: an entry that can't be kept is sent to nobody.

use super::Form;
use super::layout::Placed;
use super::line::Line;
use super::lists::{Lists, options};
use crate::location::CellRange;
use crate::plan::{Field, FieldKind, Role, Table};
use crate::render::{Allow, Strictness, Validation};
use crate::text::NO_DATA;
use crate::text::form as text;

/// The validations of a table's cells, column by column; `first` is the row of the first line.
pub(super) fn validations(
    form: &Form,
    table: &Table,
    columns: &[Placed],
    lines: &[Line],
    first: u32,
    lists: &Lists,
) -> Vec<Validation> {
    let mut validations = Vec::new();
    for (col, column) in (0..).zip(columns) {
        let list = lists.range(&options(form, table, column.field));
        let asked: Vec<Asked> = lines.iter().map(|line| Asked::of(column, line)).collect();
        let mut row = first;
        for run in asked.chunk_by(|one, next| one == next) {
            let end = row.saturating_add(u32::try_from(run.len()).unwrap_or(u32::MAX));
            let range = CellRange::new(row, col, end - 1, col);
            let kind = run.first().copied().unwrap_or(Asked::Nothing);
            validations.extend(validation(column.field, kind, range, list.as_deref()));
            row = end;
        }
    }
    validations
}

/// What a cell asks for; equal ones below each other share a validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Nothing.
    Nothing,
    /// Nothing, since it is computed from other rows.
    Computed,
    /// A value of the field's kind.
    Value,
    /// A number, or 暂无数据.
    NumberOrNoData,
}

impl Asked {
    fn of(column: &Placed, line: &Line) -> Self {
        let open = line.open.get(column.slot).copied().unwrap_or(false);
        let value = column.field.role == Role::Value;
        match open {
            false if value && line.computed => Self::Computed,
            false => Self::Nothing,
            true if value && line.may_lack => Self::NumberOrNoData,
            true => Self::Value,
        }
    }
}

fn validation(field: &Field, asked: Asked, range: CellRange, list: Option<&str>) -> Option<Validation> {
    let (allow, complaint) = match asked {
        Asked::Nothing => return None,
        Asked::Computed => {
            let prompt = Some((field.label(), text::COMPUTED.to_owned()));
            return Some(Validation {
                range,
                allow: Allow::Anything,
                strictness: Strictness::Warn,
                prompt,
                complaint: None,
            });
        }
        Asked::NumberOrNoData => {
            let cell = range.first;
            let formula = format!("=OR(ISNUMBER({cell}),{cell}=\"{NO_DATA}\")");
            (Allow::Formula(formula), Some(text::not_a_number_nor(NO_DATA)))
        }
        Asked::Value => match (field.kind, list) {
            (FieldKind::Choice | FieldKind::Unit, Some(list)) => {
                let complaint = if field.several { text::NOT_SEVERAL_OPTIONS } else { text::NOT_AN_OPTION };
                (Allow::List(list.to_owned()), Some(complaint.to_owned()))
            }
            (FieldKind::Number, _) => (Allow::Decimal, Some(text::NOT_A_NUMBER.to_owned())),
            (FieldKind::Date, _) => (Allow::Date, Some(text::NOT_A_DATE.to_owned())),
            (FieldKind::Text | FieldKind::Choice | FieldKind::Unit, _) => (Allow::Anything, None),
        },
    };
    let prompt = (!field.note.is_empty()).then(|| (field.label(), field.note.clone()));
    if prompt.is_none() && allow == Allow::Anything {
        return None;
    }
    let complaint = complaint.map(|complaint| (field.label(), complaint));
    Some(Validation { range, allow, strictness: Strictness::Warn, prompt, complaint })
}
