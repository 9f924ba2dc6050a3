//! 争先创优晾晒表: key indicators by completion rate, units by score, each on its board.

use super::board::{rank, ranked};
use super::explain;
use super::score::{Scoring, mean, share_with_data};
use super::scored::{Board, Component, League, LeagueIndicator, LeagueUnit};
use super::{OfficialRow, OfficialTable, Submission, standing};
use crate::archive::Archive;
use crate::check::Checked;
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, Role, UnitId, UnitKind};
use crate::text::consolidate::limit;
use crate::text::league as text;
use crate::value::{Value, plain, round};

/// The league, and findings C05 and C06.
pub(super) fn league(
    plan: &Plan,
    period: Period,
    checked: &Checked,
    (tables, submissions): (&[OfficialTable], &[Submission]),
    names: &[Value],
    previous: Option<&Archive>,
) -> (League, Vec<Finding>) {
    let scoring = Scoring::new(plan, checked, tables, submissions, names);
    let mut findings = Vec::new();
    let (mut units, not_ranked): (Vec<LeagueUnit>, Vec<String>) = plan
        .reporters()
        .filter(|unit| plan.unit(*unit).kind != UnitKind::Office && plan.unit(*unit).reports_in(period))
        .map(|unit| score_unit(&scoring, unit, previous, &mut findings))
        .unzip();
    for board in [Board::Departments, Board::Streets] {
        rank(&mut units, board);
        findings.extend(ties(plan, &units, board));
    }
    let words: Vec<(String, String)> = units
        .iter()
        .zip(&not_ranked)
        .map(|(unit, not_ranked)| {
            let suggestion = explain::suggestion(&scoring, period, previous, unit, &units);
            let explanation = explain::explanation(&scoring, unit, not_ranked, &suggestion, &units);
            (suggestion.praise.to_owned(), explanation)
        })
        .collect();
    for (unit, (praise, explanation)) in units.iter_mut().zip(words) {
        unit.praise = praise;
        unit.explanation = explanation;
    }
    // Stable: within a rank the official order of units stays.
    units.sort_by_key(|unit| (unit.board, unit.rank.unwrap_or(u32::MAX)));
    let indicators = key_indicators(plan, scoring.rows(TableId::Indicators), previous);
    (League { indicators, units }, findings)
}

fn key_indicators(plan: &Plan, rows: &[OfficialRow], previous: Option<&Archive>) -> Vec<LeagueIndicator> {
    let table = plan.table(TableId::Indicators);
    let keys: Vec<&OfficialRow> = plan
        .indicators
        .iter()
        .filter(|indicator| indicator.key)
        .filter_map(|indicator| rows.iter().find(|row| row.key == indicator.code))
        .collect();
    let rate = |row: &OfficialRow| table.value(&row.values, Role::Rate).number();
    let rates: Vec<f64> = keys.iter().filter_map(|row| rate(row)).collect();
    keys.iter()
        .map(|row| LeagueIndicator {
            key: row.key.clone(),
            rank: rate(row).map(|rate| ranked(rate, &rates)),
            previous: standing::indicator_rank(plan, previous, &row.key),
        })
        .collect()
}

/// A unit's line, without its words, and why it is not ranked.
fn score_unit(
    scoring: &Scoring<'_>,
    unit: UnitId,
    previous: Option<&Archive>,
    findings: &mut Vec<Finding>,
) -> (LeagueUnit, String) {
    let plan = scoring.plan;
    let board = board(plan, unit);
    let items = scoring.items(unit);
    let components = Component::ALL.map(|component| mean(&items, component));
    let points = scoring.points(unit);
    let applying = components.iter().flatten().count();
    let [.., submission] = components;
    let mut not_ranked = match board {
        _ if applying == 0 => text::NOTHING_DUE.to_owned(),
        Board::Others => text::NEITHER_INDICATOR_NOR_PROJECT.to_owned(),
        Board::Streets if applying < 2 => text::TOO_FEW_COMPONENTS.to_owned(),
        Board::Departments if applying == 1 && submission.is_some() => text::RETURN_ONLY.to_owned(),
        Board::Streets | Board::Departments => String::new(),
    };
    let enough = plan.limit(limit::LEAST_WEIGHT);
    let share = share_with_data(&items).filter(|share| board == Board::Departments && *share < enough);
    if let Some(share) = share {
        not_ranked = text::too_little_data(&plain(share), &plain(enough));
        let finding = Finding::new("C05", Location::nowhere()).with("unit", &*plan.unit(unit).name);
        findings.push(finding.with("x", plain(share)).with("limit", plain(enough)));
    }
    let line = LeagueUnit {
        unit,
        board,
        // A provisional rank marks who is to be ranked at all.
        rank: not_ranked.is_empty().then_some(0),
        previous: standing::unit_rank(plan, previous, board, unit),
        score: weighted(plan, &components).map(|score| round(score + points.value, 2)),
        components,
        items,
        points: points.value,
        basis: points.basis,
        praise: String::new(),
        lights: scoring.lights(unit),
        explanation: String::new(),
    };
    (line, not_ranked)
}

fn board(plan: &Plan, unit: UnitId) -> Board {
    let leads = plan.indicators.iter().any(|indicator| indicator.key && indicator.lead == unit)
        || plan.projects.iter().any(|project| project.lead == unit);
    match (plan.unit(unit).kind, leads) {
        (UnitKind::Street, _) => Board::Streets,
        (UnitKind::Department | UnitKind::Office | UnitKind::Group, true) => Board::Departments,
        (UnitKind::Department | UnitKind::Office | UnitKind::Group, false) => Board::Others,
    }
}

/// The weighted mean of the components that apply.
fn weighted(plan: &Plan, components: &[Option<f64>; 5]) -> Option<f64> {
    let applying = || {
        let scored = components.iter().zip(Component::ALL);
        scored.filter_map(|(score, component)| Some(((*score)?, plan.limit(component.weight()))))
    };
    let weight: f64 = applying().map(|(_, weight)| weight).sum();
    let sum: f64 = applying().map(|(score, weight)| score * weight).sum();
    (weight > 0.0).then(|| round(sum / weight, 2))
}

/// C06: units that share a rank.
fn ties(plan: &Plan, units: &[LeagueUnit], board: Board) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ranks: Vec<u32> = units.iter().filter(|unit| unit.board == board).filter_map(|unit| unit.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        let tied: Vec<&str> = units
            .iter()
            .filter(|unit| unit.board == board && unit.rank == Some(rank))
            .map(|unit| plan.unit(unit.unit).name.as_str())
            .collect();
        if tied.len() > 1 {
            let next = usize::try_from(rank).unwrap_or(usize::MAX).saturating_add(tied.len());
            let finding = Finding::new("C06", Location::nowhere())
                .with("board", board.name())
                .with("r", rank.to_string())
                .with("n", tied.len().to_string());
            findings.push(finding.with("units", tied.join("、")).with("next", next.to_string()));
        }
    }
    findings
}
