//! Ranking: ties share a rank and the next is skipped (1, 2, 2, 4); inside a tie the official order of units stays.

use super::{Board, LeagueUnit};

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

#[cfg(test)]
mod tests {
    use super::ranked;

    #[test]
    fn ties_share_a_rank_and_the_next_is_skipped() {
        let scores = [90.0, 85.5, 85.5, 80.0];
        assert_eq!(scores.map(|score| ranked(score, &scores)), [1, 2, 2, 4]);
    }
}
