//! 争先创优晾晒表: key indicators by completion rate, units by score, each on its board.

use super::board::{rank, ranked};
use super::score::Scoring;
use super::{Board, League, LeagueIndicator, LeagueUnit, OfficialRow, OfficialTable, Standing};
use crate::archive::Archive;
use crate::check::Checked;
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::period::Period;
use crate::plan::{Plan, Role, UnitId, UnitKind};
use crate::text::consolidate as text;
use crate::text::consolidate::limit;
use crate::value::{Value, plain, round};

/// The limits that weigh the components, in the order of `LeagueUnit::components`.
const WEIGHTS: [&str; 5] = [
    limit::INDICATOR_WEIGHT,
    limit::PROJECT_WEIGHT,
    limit::TASK_WEIGHT,
    limit::CLOSE_OUT_WEIGHT,
    limit::SUBMISSION_WEIGHT,
];

/// The league, and findings C05 and C06.
pub(super) fn league(
    plan: &Plan,
    period: Period,
    checked: &Checked,
    tables: &[OfficialTable],
    names: &[Value],
    _previous: Option<&Archive>,
) -> (League, Vec<Finding>) {
    let scoring = Scoring::new(plan, period, checked, tables, names);
    let mut findings = Vec::new();
    let (mut units, items): (Vec<LeagueUnit>, Vec<usize>) = plan
        .reporters()
        .filter(|unit| plan.unit(*unit).kind != UnitKind::Office && plan.unit(*unit).reports_in(period))
        .map(|unit| score_unit(&scoring, unit, &mut findings))
        .unzip();
    for board in [Board::Departments, Board::Streets] {
        rank(&mut units, board);
        findings.extend(ties(plan, &units, board));
    }
    let praises: Vec<String> =
        units.iter().zip(items).map(|(unit, items)| praise(&scoring, unit, items, &units)).collect();
    for (unit, praise) in units.iter_mut().zip(praises) {
        unit.praise = praise;
    }
    // Stable: within a rank the official order of units stays.
    units.sort_by_key(|unit| (unit.board, unit.rank.unwrap_or(u32::MAX)));
    (League { indicators: key_indicators(plan, scoring.rows(TableId::Indicators)), units }, findings)
}

fn key_indicators(plan: &Plan, rows: &[OfficialRow]) -> Vec<LeagueIndicator> {
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
        .map(|row| LeagueIndicator { key: row.key.clone(), rank: rate(row).map(|rate| ranked(rate, &rates)) })
        .collect()
}

/// A unit's line, and how many indicators, projects, tasks and issues it is scored on.
fn score_unit(scoring: &Scoring<'_>, unit: UnitId, findings: &mut Vec<Finding>) -> (LeagueUnit, usize) {
    let plan = scoring.plan;
    let street = plan.unit(unit).kind == UnitKind::Street;
    let indicators = scoring.indicators(unit);
    let projects = scoring.projects(unit);
    let tasks = scoring.tasks(unit);
    let close_out = scoring.close_out(unit);
    let components =
        [indicators.mean(), projects.mean(), tasks.mean(), close_out.mean(), Some(scoring.submission(unit))];
    let leads = plan.indicators.iter().any(|indicator| indicator.key && indicator.lead == unit)
        || plan.projects.iter().any(|project| project.lead == unit);
    let board = match (street, leads) {
        (true, _) => Board::Streets,
        (false, true) => Board::Departments,
        (false, false) => Board::Others,
    };
    let (points, basis) = scoring.points(unit);
    let score = weighted(plan, &components).map(|score| round(score + points, 2));
    let counted = [&indicators, &projects, &tasks, &close_out];
    let counts = counted.map(|items| items.counted.len());
    let mut excluded = match board {
        Board::Streets => components.iter().flatten().count() < 2,
        Board::Departments => false,
        Board::Others => true,
    };
    let enough = plan.limit(limit::LEAST_WEIGHT);
    if board == Board::Departments && indicators.due_weight > 0.0 {
        let share = round(indicators.with_data / indicators.due_weight * 100.0, 1);
        if share < enough {
            excluded = true;
            let finding = Finding::new("C05", Location::nowhere()).with("unit", &*plan.unit(unit).name);
            findings.push(finding.with("x", plain(share)).with("limit", plain(enough)));
        }
    }
    let line = LeagueUnit {
        unit,
        board,
        // A provisional rank marks who is to be ranked at all.
        rank: (!excluded).then_some(0),
        score,
        components,
        points,
        basis,
        praise: String::new(),
        lights: scoring.lights(unit),
        explanation: explanation(plan, &components, counts, points, score),
    };
    (line, counts.iter().sum())
}

/// The weighted mean of the components that apply.
fn weighted(plan: &Plan, components: &[Option<f64>; 5]) -> Option<f64> {
    let applying = || components.iter().zip(WEIGHTS).filter_map(|(score, name)| Some(((*score)?, plan.limit(name))));
    let weight: f64 = applying().map(|(_, weight)| weight).sum();
    let sum: f64 = applying().map(|(score, weight)| score * weight).sum();
    (weight > 0.0).then(|| round(sum / weight, 2))
}

/// 计分说明: from which figures, with which weights.
fn explanation(
    plan: &Plan,
    components: &[Option<f64>; 5],
    counts: [usize; 4],
    points: f64,
    score: Option<f64>,
) -> String {
    let parts: Vec<String> = components
        .iter()
        .zip(WEIGHTS)
        .enumerate()
        .filter_map(|(index, (component, weight))| {
            let count = counts.get(index).copied();
            Some(text::component(index, count, &plain((*component)?), &plain(plan.limit(weight))))
        })
        .collect();
    let weight: f64 = components
        .iter()
        .zip(WEIGHTS)
        .filter(|(component, _)| component.is_some())
        .map(|(_, name)| plan.limit(name))
        .sum();
    text::explanation(&parts, &plain(weight), &plain(points), &score.map(plain).unwrap_or_default())
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

/// 评价建议: a suggestion, the office decides.
fn praise(scoring: &Scoring<'_>, unit: &LeagueUnit, items: usize, units: &[LeagueUnit]) -> String {
    let plan = scoring.plan;
    let missing = scoring.checked.unit_return(unit.unit).is_none();
    let overdue = is_overdue(scoring, unit.unit);
    let ranked = units.iter().filter(|other| other.board == unit.board && other.rank.is_some()).count();
    let ranked = u32::try_from(ranked).unwrap_or(u32::MAX);
    let whole = |name: &str| crate::plan::whole(plan.limit(name)).unwrap_or(0);
    let is_last = unit.rank.is_some_and(|rank| rank > ranked.saturating_sub(whole(limit::LAST_UNITS)));
    let weak = unit.components.first().copied().flatten().is_some_and(|score| score < plan.limit(limit::WEAK_SCORE));
    if missing || overdue || (is_last && weak) {
        return text::URGED.to_owned();
    }
    let is_first = unit.rank.is_some_and(|rank| rank <= whole(limit::FIRST_UNITS));
    let [_, _, red, _] = unit.lights;
    let unreported = scoring
        .checked
        .rows
        .iter()
        .any(|row| row.unit == unit.unit && row.expected && row.state != crate::check::State::Returned);
    if is_first && red == 0 && !unreported && items >= 2 { text::PRAISED.to_owned() } else { String::new() }
}

/// Whether something the unit answers for is past its date and not done.
fn is_overdue(scoring: &Scoring<'_>, unit: UnitId) -> bool {
    let plan = scoring.plan;
    let end = scoring.period.end();
    scoring.tables.iter().any(|official| {
        let table = plan.table(official.id);
        official.rows.iter().filter(|row| row.unit == unit && row.standing == Standing::Reported).any(|row| {
            let red = table.value(&row.values, Role::Light).shown() == plan.words.red;
            let overdue = table.value(&row.values, Role::Overdue).number().is_some_and(|days| days > 0.0);
            let past = table.value(&row.values, Role::Deadline).date().is_some_and(|deadline| deadline <= end);
            red && (overdue || past)
        })
    })
}
