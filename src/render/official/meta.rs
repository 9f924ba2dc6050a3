//! The hidden sheet that the next quarter reads: the archive.

use super::Frame;
use crate::archive::{self, Archive, Figure, Rank};
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
        ranks: ranks(frame),
        earlier: frame.quarter.earlier.clone(),
        edits: Vec::new(),
    };
    let rows = archive::rows(&archive).into_iter();
    hidden::sheet(META, rows.map(|row| hidden::row(row.iter().map(|text| Cell::text(text)))).collect())
}

/// The office's decisions that may stand in the next period too, as rows of its own form. 附录 prints them in words.
fn decisions(frame: &Frame<'_>) -> Vec<Figure> {
    let rows = |id: TableId, rows: Vec<Vec<(Role, Value)>>| {
        let table = frame.plan.table(id);
        let numbered = (1..).zip(rows);
        let figures = numbered.flat_map(|(number, row): (u32, _)| {
            row.into_iter().filter(|(_, value)| !value.is_blank()).map(move |(role, value)| Figure {
                table: id,
                row: RowKey(number.to_string()),
                field: table.name_of(role).to_owned(),
                value,
                usable: true,
                at: Location::nowhere(),
            })
        });
        figures.collect::<Vec<Figure>>()
    };
    let waivers = frame.quarter.waivers.iter().map(|waiver| {
        vec![
            (Role::Key, Value::text(&waiver.code.0)),
            (Role::Unit, Value::text(&waiver.unit)),
            (Role::Row, Value::text(waiver.row.as_ref().map_or("", |row| row.0.as_str()))),
            (Role::Reason, Value::text(&waiver.reason)),
            (Role::Approver, Value::text(&waiver.approver)),
            (Role::Until, Value::Date(waiver.until)),
        ]
    });
    let targets = frame.quarter.targets.iter().map(|target| {
        vec![
            (Role::Key, Value::text(&target.key.0)),
            (Role::Target, Value::Number(target.new)),
            (Role::Basis, Value::text(&target.basis)),
        ]
    });
    let mut figures = rows(TableId::Targets, targets.collect());
    figures.extend(rows(TableId::Waivers, waivers.collect()));
    figures
}

/// Ranks of indicators and units.
fn ranks(frame: &Frame<'_>) -> Vec<Rank> {
    let league = &frame.quarter.league;
    let block = frame.plan.table(TableId::LeagueIndicators).block.clone().unwrap_or_default();
    let indicators = league
        .indicators
        .iter()
        .filter_map(|line| Some(Rank { board: block.clone(), who: line.key.0.clone(), rank: line.rank? }));
    let units = league.units.iter().filter_map(|line| {
        let board = line.board.name();
        Some(Rank { board: board.to_owned(), who: frame.plan.unit(line.unit).name.clone(), rank: line.rank? })
    });
    indicators.chain(units).collect()
}
