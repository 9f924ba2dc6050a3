//! Which column stands where on a form's sheet, how wide it is, and how its cells look.

use super::line::Line;
use super::lists::may_be_open;
use crate::location::column_letters;
use crate::plan::{self, Field, FieldKind, Filled, Role, Table};
use crate::render::fit;
use crate::render::style::{Align, NumberFormat, Style};
use crate::roster::{on_form, title_role};
use crate::value::Value;

/// The most letters that stay in view while the rest scrolls: half of a notebook's screen.
const FROZEN: f64 = 70.0;

/// A column.
pub(super) struct Placed<'a> {
    /// The field's slot.
    pub(super) slot: usize,
    /// The field.
    pub(super) field: &'a Field,
    /// Its width in Latin letters.
    pub(super) width: f64,
}

/// The columns of a table on a form, from `A` on: the printed ones in the plan's order, then what else is filled in,
/// 情况说明 last of it, then what is only to be read.
pub(super) fn columns<'a>(table: &'a Table, lines: &[Line]) -> Vec<Placed<'a>> {
    let fields = table.fields.iter().enumerate().filter(|(_, field)| on_form(table, field));
    let mut columns: Vec<Placed> =
        fields.map(|(slot, field)| Placed { slot, field, width: width(slot, field, lines) }).collect();
    columns.sort_by_key(|column| match column.field {
        field if field.print => 0,
        field if field.role == Role::Remark => 2,
        field if field.role == Role::SelfCheck => 3,
        field if may_be_open(field) => 1,
        _ => 4,
    });
    columns
}

/// The plan's width, or more where a text would not fit into the highest row, or the head would part its unit.
fn width(slot: usize, field: &Field, lines: &[Line]) -> f64 {
    let texts = lines.iter().filter_map(|line| line.values.get(slot)).map(Value::shown);
    let own = (field.width..u16::MAX).find(|width| !parts_unit(field, *width)).unwrap_or(field.width);
    texts.fold(f64::from(own), |width, text| fit::widened(&text, width, Style::LOCKED.size))
}

/// Whether the unit behind a field's name begins in one line of the head and ends in the next. The label itself has no line
/// break: it is what the cell is known by.
fn parts_unit(field: &Field, width: u16) -> bool {
    let whole = usize::from(width);
    let name = crate::text::width(&field.name);
    let unit = crate::text::width(&field.label()).saturating_sub(name);
    // As `fit` counts: of an odd number the last letter takes no half of a character.
    let line = (whole.saturating_sub(1) / 2 * 2).max(2);
    let begun = name % line;
    unit > 0 && name + unit >= whole && begun + unit > line
}

/// How many columns stay in view: up to the one that names the row, where that leaves room to type in.
pub(super) fn frozen(table: &Table, columns: &[Placed]) -> usize {
    let title = columns.iter().position(|column| column.field.role == title_role(table.id));
    let fits = |count: &usize| columns.iter().take(*count).map(|column| column.width).sum::<f64>() <= FROZEN;
    let through = |index: Option<usize>| index.map(|index| index + 1);
    let key = through(columns.iter().position(|column| column.field.role == Role::Key));
    through(title).filter(fits).or(key).unwrap_or(0)
}

/// The address of a slot's cell in a row, its column fixed; the empty text where the form has no such column.
pub(super) fn address(columns: &[Placed], slot: usize, row: u32) -> String {
    let column = (0..).zip(columns).find(|(_, column)| column.slot == slot);
    column.map_or_else(|| "\"\"".to_owned(), |(col, _)| format!("${}{}", column_letters(col), row + 1))
}

/// How a cell of a field looks. A word in a column of numbers that nobody fills in (本期不报) stands in the middle.
pub(super) fn style(field: &Field, open: bool, value: &Value) -> Style {
    let word = field.is_input() && !open && matches!(value, Value::Text(_));
    let align = match (field.align, field.kind) {
        (plan::Align::Center, _) | (plan::Align::Natural, FieldKind::Date) => Align::Center,
        (plan::Align::Natural, FieldKind::Number) if word => Align::Center,
        (plan::Align::Natural, FieldKind::Number) => Align::Right,
        (plan::Align::Natural, FieldKind::Text | FieldKind::Choice | FieldKind::Unit) => Align::Left,
    };
    let format = match (field.kind, field.role) {
        (FieldKind::Date, _) => NumberFormat::Date,
        (FieldKind::Number, _) => field.decimals.map_or(NumberFormat::General, NumberFormat::Decimals),
        // Codes: typed into a cell of text, 4.10 does not become 4.1, nor 2-1 the first of February.
        (FieldKind::Text, Role::Key | Role::Linked | Role::Row) if open => NumberFormat::Text,
        (FieldKind::Text | FieldKind::Choice | FieldKind::Unit, _) => NumberFormat::General,
    };
    let look = if open { Style::INPUT } else { Style::LOCKED };
    look.aligned(align).showing(format)
}

/// Whether a field is computed from its row.
pub(super) fn is_computed(field: &Field) -> bool {
    matches!(field.filled, Filled::Formula(_))
}
