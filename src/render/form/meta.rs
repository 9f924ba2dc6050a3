//! What the next reading needs: the form's stamp, and a copy of everything that was filled in beforehand.

use super::Form;
use crate::period::Period;
use crate::plan::{Plan, UnitId};
use crate::recognize::META;
use crate::render::{Cell, Sheet, hidden};
use crate::roster::on_form;

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

/// `_meta`: the stamp, then table, key, field and value of everything that is filled in beforehand.
pub(super) fn meta(form: &Form) -> Sheet {
    let mut rows = vec![hidden::row([Cell::Text(form.stamp())])];
    for expected in &form.rows {
        let table = form.plan.table(expected.table);
        for (field, value) in table.fields.iter().zip(&expected.prefilled) {
            if on_form(table, field) && !value.is_blank() {
                let cells = [table.id.name(), expected.key.0.clone(), field.name.clone(), value.shown()];
                rows.push(hidden::row(cells.map(Cell::Text)));
            }
        }
    }
    hidden::sheet(META, rows)
}
