//! 计分说明 and 评价建议: in words, from which figures a unit's score comes, why it stands where it stands, and what is
//! suggested.

use super::board::{ends, places};
use super::score::Scoring;
use super::scored::{Component, LeagueItem, LeagueUnit, Mark};
use super::{Standing, SubmissionStatus, standing};
use crate::archive::Archive;
use crate::check::State;
use crate::period::Period;
use crate::plan::{Role, UnitId};
use crate::text::consolidate::{PRAISED, URGED, limit};
use crate::text::league as text;
use crate::value::{plain, score as printed};

/// A suggestion (评价建议) with its reasons; the office decides.
pub(super) struct Suggestion {
    /// 通报表扬, 亮灯督促, or nothing.
    pub(super) praise: &'static str,
    reasons: Vec<String>,
}

/// 计分说明. `not_ranked` is why the unit is not ranked; empty where it is.
pub(super) fn explanation(
    scoring: &Scoring<'_>,
    unit: &LeagueUnit,
    not_ranked: &str,
    suggestion: &Suggestion,
    units: &[LeagueUnit],
) -> String {
    let mut sentences = vec![total(scoring, unit), means(unit)];
    // The return has a sentence of its own.
    let rows = |among: &dyn Fn(&LeagueItem) -> bool| {
        reasons(&unit.items, |item| item.component != Component::Submission && among(item))
    };
    sentences.push(text::scored_zero(&rows(&|item| item.score() == Some(0.0))));
    sentences.push(text::left_out(&rows(&|item| matches!(item.mark, Mark::LeftOut(_)))));
    let submission = unit.items.iter().find(|item| item.component == Component::Submission);
    sentences.push(submission.map(|item| text::of_return(&item.note)).unwrap_or_default());
    if !unit.basis.is_empty() {
        sentences.push(text::points(&plain(unit.points), &unit.basis));
    }
    sentences.push(place(scoring, unit, not_ranked, units));
    sentences.push(text::suggestion(suggestion.praise, &suggestion.reasons));
    sentences.concat()
}

/// The score as it is added up: components with their weights, points.
fn total(scoring: &Scoring<'_>, unit: &LeagueUnit) -> String {
    let Some(score) = unit.score else { return String::new() };
    let applying: Vec<(Component, f64)> =
        Component::ALL.into_iter().zip(unit.components).filter_map(|(which, score)| Some((which, score?))).collect();
    let weight = |which: Component| scoring.plan.limit(which.weight());
    let products: Vec<String> = applying
        .iter()
        .map(|(which, score)| text::product(which.name(), &printed(*score), &plain(weight(*which))))
        .collect();
    let weights: f64 = applying.iter().map(|(which, _)| weight(*which)).sum();
    text::total(&products, &plain(weights), &plain(unit.points), &printed(score))
}

/// Of how many items each component is the mean, and which have none.
fn means(unit: &LeagueUnit) -> String {
    let mut counts = Vec::new();
    let mut absent = Vec::new();
    for (which, score) in Component::ALL.into_iter().zip(unit.components) {
        let own = unit.items.iter().filter(|item| item.component == which && item.score().is_some());
        match score {
            Some(_) if which != Component::Submission => counts.push(text::items(which.name(), own.count())),
            Some(_) => {}
            None => absent.push(which.name()),
        }
    }
    text::means(&counts, &absent)
}

/// Items grouped by their reason, in the order in which the reasons first come.
fn reasons(items: &[LeagueItem], among: impl Fn(&LeagueItem) -> bool) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for item in items.iter().filter(|item| among(item)) {
        match groups.iter_mut().find(|(reason, _)| *reason == item.note) {
            Some((_, keys)) => keys.push(&item.key.0),
            None => groups.push((&item.note, vec![&item.key.0])),
        }
    }
    groups.into_iter().map(|(reason, keys)| text::because(&keys, reason)).collect()
}

/// Its rank among how many, with whom it is shared; or why it has none.
fn place(scoring: &Scoring<'_>, unit: &LeagueUnit, not_ranked: &str, units: &[LeagueUnit]) -> String {
    let Some(rank) = unit.rank else { return text::not_ranked(not_ranked) };
    let ranked = || units.iter().filter(|other| other.board == unit.board && other.rank.is_some());
    let shared: Vec<&str> = ranked()
        .filter(|other| other.rank == unit.rank && other.unit != unit.unit)
        .map(|other| scoring.plan.unit(other.unit).name.as_str())
        .collect();
    text::place(unit.board.name(), rank, ranked().count(), &shared)
}

/// 评价建议: a suggestion, the office decides.
pub(super) fn suggestion(
    scoring: &Scoring<'_>,
    period: Period,
    previous: Option<&Archive>,
    unit: &LeagueUnit,
    units: &[LeagueUnit],
) -> Suggestion {
    let plan = scoring.plan;
    let (first, last) = places(plan);
    let (is_first, is_last) = ends(unit, units, (first, last));
    let mut reasons = Vec::new();
    let overdue = overdue(scoring, period, unit.unit);
    if !overdue.is_empty() {
        reasons.push(text::overdue(&overdue));
    }
    let red_again = red_again(scoring, previous, unit.unit);
    if !red_again.is_empty() {
        reasons.push(text::red_again(&red_again));
    }
    reasons.extend(silence(scoring, unit.unit).map(str::to_owned));
    let [indicators, ..] = unit.components;
    let enough = plan.limit(limit::WEAK_SCORE);
    if let Some(score) = indicators.filter(|score| is_last && *score < enough) {
        reasons.push(text::last_and_weak(last, &printed(score), &plain(enough)));
    }
    if !reasons.is_empty() {
        return Suggestion { praise: URGED, reasons };
    }
    let [_, _, red, _] = unit.lights;
    let rows = &scoring.checked.rows;
    let unreported = rows.iter().any(|row| row.unit == unit.unit && row.expected && row.state != State::Returned);
    let counted = |item: &&LeagueItem| item.component != Component::Submission && item.score().is_some();
    let items = unit.items.iter().filter(counted).count();
    if is_first && red == 0 && !unreported && items >= 2 {
        return Suggestion { praise: PRAISED, reasons: vec![text::first_and_clean(first)] };
    }
    Suggestion { praise: "", reasons: Vec::new() }
}

/// That something was expected of a unit, and nothing that can be used came.
fn silence(scoring: &Scoring<'_>, unit: UnitId) -> Option<&'static str> {
    let line = scoring.submissions.iter().find(|line| line.unit == unit)?;
    match line.status {
        SubmissionStatus::Missing if line.excused => None,
        SubmissionStatus::Missing => Some(text::SENT_NOTHING),
        SubmissionStatus::Refused => Some(text::SENT_IN_VAIN),
        SubmissionStatus::InTime | SubmissionStatus::Late => None,
    }
}

/// What the unit answers for that is past its date and not done.
fn overdue<'a>(scoring: &Scoring<'a>, period: Period, unit: UnitId) -> Vec<&'a str> {
    let end = period.end();
    let late = scoring.tables.iter().flat_map(|official| {
        let table = scoring.plan.table(official.id);
        scoring.theirs(unit, official.id).filter(move |row| {
            let red = table.value(&row.values, Role::Light).shown() == scoring.plan.words.red;
            let overdue = table.value(&row.values, Role::Overdue).number().is_some_and(|days| days > 0.0);
            let past = table.value(&row.values, Role::Deadline).date().is_some_and(|deadline| deadline <= end);
            row.standing == Standing::Reported && red && (overdue || past)
        })
    });
    late.map(|row| row.key.0.as_str()).collect()
}

/// What is red as it was in the period before.
fn red_again<'a>(scoring: &Scoring<'a>, previous: Option<&Archive>, unit: UnitId) -> Vec<&'a str> {
    let plan = scoring.plan;
    let red = scoring.tables.iter().flat_map(|official| {
        let table = plan.table(official.id);
        scoring.theirs(unit, official.id).filter(move |row| {
            table.value(&row.values, Role::Light).shown() == plan.words.red
                && standing::was_red(plan, previous, official.id, &row.key)
        })
    });
    red.map(|row| row.key.0.as_str()).collect()
}
