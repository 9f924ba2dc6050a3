//! What the period before said of a unit or a row, as far as the league asks: its rank, its light.

use super::Board;
use crate::archive::Archive;
use crate::key::{RowKey, TableId};
use crate::plan::{Plan, Role, Table, UnitId};
use crate::value::Value;

/// A unit's rank on a board in the period before. Ranks follow the unit: it may have had another name then. On
/// another board it was measured otherwise, so that rank is none.
pub(super) fn unit_rank(plan: &Plan, previous: Option<&Archive>, board: Board, unit: UnitId) -> Option<u32> {
    let (previous, table) = (previous?, plan.table(TableId::LeagueUnits));
    let on_board = |key: &RowKey| {
        let known = previous.figure(table, key, Role::Board);
        known.is_some_and(|known| known.value.shown() == board.name())
    };
    let mut own = previous.keys(table.id).iter().filter(|key| plan.find_unit(&key.0) == Some(unit));
    rank(previous, table, own.find(|key| on_board(key))?)
}

/// A key indicator's rank in the period before, by its code.
pub(super) fn indicator_rank(plan: &Plan, previous: Option<&Archive>, key: &RowKey) -> Option<u32> {
    rank(previous?, plan.table(TableId::LeagueIndicators), key)
}

/// A row's rank; none where it had none, or a word instead.
fn rank(previous: &Archive, table: &Table, key: &RowKey) -> Option<u32> {
    let Value::Number(rank) = previous.figure(table, key, Role::Rank)?.value else { return None };
    format!("{rank}").parse().ok()
}

/// Whether a row's light was red in the period before.
pub(super) fn was_red(plan: &Plan, previous: Option<&Archive>, table: TableId, key: &RowKey) -> bool {
    let light = previous.and_then(|archive| archive.figure(plan.table(table), key, Role::Light));
    light.is_some_and(|light| light.value.shown() == plan.words.red)
}
