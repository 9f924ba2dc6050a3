//! The hidden sheet that the next quarter reads: the archive.

use super::Frame;
use crate::archive::{self, Archive, Figure, Rank};
use crate::key::TableId;
use crate::recognize::META;
use crate::render::{Cell, Sheet, hidden};

/// `_meta`.
pub(super) fn meta(frame: &Frame<'_>, figures: Vec<Figure>) -> Sheet {
    let archive = Archive {
        file: "".into(),
        plan: frame.plan.id.clone(),
        revision: frame.quarter.revision.clone(),
        period: frame.quarter.period,
        figures,
        ranks: ranks(frame),
        earlier: frame.quarter.earlier.clone(),
        edits: Vec::new(),
    };
    let rows = archive::rows(&archive).into_iter();
    hidden::sheet(META, rows.map(|row| hidden::row(row.iter().map(|text| Cell::text(text)))).collect())
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
