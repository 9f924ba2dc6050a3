//! Ranking: ties share a rank and the next is skipped (1, 2, 2, 4); inside a tie the official order of units stays.

use super::{Board, LeagueUnit};
use crate::plan::{Plan, whole};
use crate::text::consolidate::limit;

/// The rank of a score among all scores: one more than how many are higher.
pub(super) fn ranked(score: f64, scores: &[f64]) -> u32 {
    let higher = scores.iter().filter(|other| **other > score).count();
    u32::try_from(higher + 1).unwrap_or(u32::MAX)
}

/// Ranks the units of a board that take part (those with a provisional rank) by their rounded scores.
pub(super) fn rank(units: &mut [LeagueUnit], board: Board) {
    let takes_part = |unit: &LeagueUnit| unit.board == board && unit.rank.is_some();
    let scores: Vec<f64> = units.iter().filter(|unit| takes_part(unit)).filter_map(|unit| unit.score).collect();
    for unit in units.iter_mut().filter(|unit| takes_part(unit)) {
        unit.rank = unit.score.map(|score| ranked(score, &scores));
    }
}

/// How many units the plan lets be praised and urged on each board (表扬名额, 督促名额).
pub(super) fn places(plan: &Plan) -> (u32, u32) {
    let places = |name: &str| whole(plan.limit(name)).unwrap_or(0);
    (places(limit::FIRST_UNITS), places(limit::LAST_UNITS))
}

/// Whether a unit is among the first, and among the last, on its board.
pub(super) fn ends(unit: &LeagueUnit, units: &[LeagueUnit], places: (u32, u32)) -> (bool, bool) {
    let ranks: Vec<u32> =
        units.iter().filter(|other| other.board == unit.board).filter_map(|other| other.rank).collect();
    unit.rank.map_or((false, false), |own| at_ends(own, &ranks, places))
}

/// Whether fewer ranks than there are places stand before one, and behind it: all who share a place are meant.
fn at_ends(own: u32, ranks: &[u32], (first, last): (u32, u32)) -> (bool, bool) {
    let count = |counted: &dyn Fn(u32) -> bool| {
        u32::try_from(ranks.iter().filter(|other| counted(**other)).count()).unwrap_or(u32::MAX)
    };
    (count(&|other| other < own) < first, count(&|other| other > own) < last)
}

#[cfg(test)]
mod tests {
    use super::{at_ends, ranked};

    #[test]
    fn ties_share_a_rank_and_the_next_is_skipped() {
        let scores = [90.0, 85.5, 85.5, 80.0];
        assert_eq!(scores.map(|score| ranked(score, &scores)), [1, 2, 2, 4]);
    }

    #[test]
    fn all_who_share_the_third_place_from_either_end_are_meant() {
        // Ten units: two share the seventh place, with two behind them; two share the third.
        let ranks = [1, 2, 3, 3, 5, 6, 7, 7, 9, 10];
        let at = |end: fn((bool, bool)) -> bool| {
            ranks.iter().copied().filter(|rank| end(at_ends(*rank, &ranks, (3, 3)))).collect::<Vec<u32>>()
        };
        assert_eq!(at(|(first, _)| first), [1, 2, 3, 3]);
        assert_eq!(at(|(_, last)| last), [7, 7, 9, 10]);
        // Three share the eighth: nobody before them is among the last three.
        assert_eq!(at_ends(7, &[1, 2, 3, 4, 5, 6, 7, 8, 8, 8], (3, 3)), (false, false));
    }
}
