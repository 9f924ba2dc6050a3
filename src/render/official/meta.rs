//! The hidden sheet that the next quarter reads: the archive.

use super::Frame;
use crate::archive::{self, Archive, Figure, UNADJUSTED};
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::plan::Role;
use crate::recognize::META;
use crate::render::{Cell, Sheet, hidden};
use crate::value::Value;

/// `_meta`.
pub(super) fn meta(frame: &Frame<'_>, figures: Vec<Figure>) -> Sheet {
    let archive = Archive {
        file: "".into(),
        plan: frame.plan.id.clone(),
        revision: frame.quarter.revision.clone(),
        period: frame.quarter.period,
        figures: figures.into_iter().chain(decisions(frame)).collect(),
        earlier: frame.quarter.earlier.clone(),
        edits: Vec::new(),
    };
    let rows = archive::rows(&archive).into_iter();
    hidden::sheet(META, rows.map(|row| hidden::row(row.iter().map(|text| Cell::text(text)))).collect())
}

/// The office's decisions that may stand in the next period too, as rows of its own form. 附录 prints them in words.
fn decisions(frame: &Frame<'_>) -> Vec<Figure> {
    let rows = |id: TableId, rows: Vec<Vec<(&str, Value)>>| {
        let numbered = (1..).zip(rows);
        let figures = numbered.flat_map(|(number, row): (u32, _)| {
            row.into_iter().filter(|(_, value)| !value.is_blank()).map(move |(field, value)| Figure {
                table: id,
                row: RowKey(number.to_string()),
                field: field.to_owned(),
                value,
                usable: true,
                at: Location::nowhere(),
            })
        });
        figures.collect::<Vec<Figure>>()
    };
    let waivers = frame.quarter.waivers.iter().map(|waiver| {
        let name = |role: Role| frame.plan.table(TableId::Waivers).name_of(role);
        vec![
            (name(Role::Key), Value::text(&waiver.code.0)),
            (name(Role::Unit), Value::text(&waiver.unit)),
            (name(Role::Row), Value::text(waiver.row.as_ref().map_or("", |row| row.0.as_str()))),
            (name(Role::Reason), Value::text(&waiver.reason)),
            (name(Role::Approver), Value::text(&waiver.approver)),
            (name(Role::Until), Value::Date(waiver.until)),
        ]
    });
    let targets = frame.quarter.targets.iter().map(|target| {
        let name = |role: Role| frame.plan.table(TableId::Targets).name_of(role);
        vec![
            (name(Role::Key), Value::text(&target.key.0)),
            (name(Role::Target), Value::Number(target.new)),
            (name(Role::Basis), Value::text(&target.basis)),
            (UNADJUSTED, target.before.map_or(Value::Blank, Value::Number)),
        ]
    });
    let mut figures = rows(TableId::Targets, targets.collect());
    figures.extend(rows(TableId::Waivers, waivers.collect()));
    figures
}
