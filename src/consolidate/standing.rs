//! What the period before said of a unit or a row, as far as the league asks: its rank, its light.

use super::Board;
use crate::archive::Archive;
use crate::key::{RowKey, TableId};
use crate::plan::{Plan, Role, UnitId};

/// A unit's rank on a board in the period before. Ranks follow the unit: it may have had another name then. On
/// another board it was measured otherwise, so that rank is none.
pub(super) fn unit_rank(plan: &Plan, previous: Option<&Archive>, board: Board, unit: UnitId) -> Option<u32> {
    let known =
        previous?.ranks.iter().find(|rank| rank.board == board.name() && plan.find_unit(&rank.who) == Some(unit));
    known.map(|rank| rank.rank)
}

/// A key indicator's rank in the period before, by its code.
pub(super) fn indicator_rank(plan: &Plan, previous: Option<&Archive>, key: &RowKey) -> Option<u32> {
    let block = plan.table(TableId::LeagueIndicators).block.as_deref().unwrap_or_default();
    previous?.ranks.iter().find(|rank| rank.board == block && rank.who == key.0).map(|rank| rank.rank)
}

/// Whether a row's light was red in the period before.
pub(super) fn was_red(plan: &Plan, previous: Option<&Archive>, table: TableId, key: &RowKey) -> bool {
    let field = plan.table(table).name_of(Role::Light);
    previous.is_some_and(|archive| {
        archive.row(table, key).any(|figure| figure.field == field && figure.value.shown() == plan.words.red)
    })
}
