//! The hidden sheets that formulas and the next reading need: limits, and a copy of what was prefilled.

use super::Form;
use super::line::content;
use crate::key::TableId;
use crate::period::Period;
use crate::plan::{Plan, UnitId};
use crate::render::style::Style;
use crate::render::{Cell, Row, Sheet, Visibility};
use crate::roster::on_form;

/// The sheet of the named limits: name, value.
pub const LIMITS: &str = "_limits";
/// The sheet of the stamp and of every prefilled value.
pub const META: &str = "_meta";
/// The custom property that holds the stamp.
pub const STAMP: &str = "qingdan";
/// The most characters a custom property holds, in UTF-16 code units.
const STAMP_LIMIT: usize = 255;

/// What identifies a form: `1;{plan id};{revision};{period};{unit};{报送次数}`, 255 characters at most.
#[must_use]
pub fn stamp(plan: &Plan, period: Period, unit: UnitId, edition: u32) -> String {
    let rest = format!(";{};{period};{};{edition}", plan.revision, plan.unit(unit).name);
    // Only an id of a length that nobody gives is cut; the revision still tells the plan.
    let mut id = plan.id.clone();
    while format!("1;{id}{rest}").encode_utf16().count() > STAMP_LIMIT && id.pop().is_some() {}
    format!("1;{id}{rest}")
}

/// `_limits`.
pub(super) fn limits(form: &Form) -> Sheet {
    let names = form.plan.names().into_iter().zip(&form.names);
    let rows = names.map(|(name, value)| row([Cell::Text(name.name), content(value)])).collect();
    sheet(LIMITS, rows)
}

/// `_meta`: the stamp, then table, key, field and value of everything that is filled in beforehand.
pub(super) fn meta(form: &Form) -> Sheet {
    let mut rows = vec![row([Cell::Text(form.stamp())])];
    for expected in &form.rows {
        let table = form.plan.table(expected.table);
        for (field, value) in table.fields.iter().zip(&expected.prefilled) {
            if on_form(table, field) && !value.is_blank() {
                let cells = [table_id(table.id), expected.key.0.clone(), field.name.clone(), value.shown()];
                rows.push(row(cells.map(Cell::Text)));
            }
        }
    }
    sheet(META, rows)
}

/// The table as files know it: `close-out`.
fn table_id(table: TableId) -> String {
    let name = serde_json::to_value(table).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

fn row<const N: usize>(cells: [Cell; N]) -> Row {
    Row { height: None, cells: (0..).zip(cells).map(|(col, cell)| (col, cell, Style::TEXT)).collect() }
}

/// A hidden sheet of these rows.
pub(super) fn sheet(name: &str, rows: Vec<Row>) -> Sheet {
    Sheet { name: name.to_owned(), visibility: Visibility::Hidden, rows, protected: true, ..Sheet::default() }
}
