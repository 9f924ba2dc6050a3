//! Which of several returns of one unit counts (F07), and which files together are one return.

use super::file::{Fate, Gate};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Plan, UnitId};
use crate::recognize::{CoverLine, Return};
use crate::text::check as text;
use crate::value::Value;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A unit and its files that count, the main one first.
pub(super) type Chosen = (UnitId, Vec<usize>);

/// What decides between two returns: 报送次数, then 填报日期, then when the file was saved.
type Standing<'a> = (u32, Option<Date>, Option<&'a str>);

/// The files that count for each unit, in official order; the main file first. Files that don't count are
/// marked superseded (or refused, in a tie) and a finding says so.
pub(super) fn choose(plan: &Plan, returns: &[Return], gates: &mut [Gate], findings: &mut Vec<Finding>) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for unit in plan.reporters() {
        let mut files: Vec<usize> = gates
            .iter()
            .enumerate()
            .filter(|(_, gate)| gate.fate == Fate::Open && gate.unit == Some(unit))
            .map(|(index, _)| index)
            .collect();
        set_copies_aside(returns, &mut files, gates, findings);
        let name = plan.unit(unit).name.as_str();
        let counting = settle_rivals(returns, files, name, gates, findings);
        if !counting.is_empty() {
            chosen.push((unit, counting));
        }
    }
    chosen
}

/// Byte-identical copies are one file; the first in path order stands for all.
fn set_copies_aside(returns: &[Return], files: &mut Vec<usize>, gates: &mut [Gate], findings: &mut Vec<Finding>) {
    let mut kept: Vec<usize> = Vec::new();
    for &file in files.iter() {
        let Some(given) = returns.get(file) else { continue };
        let twin = kept.iter().filter_map(|other| returns.get(*other)).find(|other| other.digest == given.digest);
        match twin {
            Some(twin) => {
                mark(gates, file, Fate::Superseded);
                let finding = Finding::new("F07", Location::file(&given.file)).in_case("copy");
                findings.push(finding.with("chosen", &*twin.file));
            }
            None => kept.push(file),
        }
    }
    *files = kept;
}

/// Among files that hold the same table the one with the highest standing counts; files with other tables only
/// are further parts of the same return. Files of equal standing that hold the same table can't be told apart: none
/// of them counts, and no older one steps in.
fn settle_rivals(
    returns: &[Return],
    mut files: Vec<usize>,
    unit: &str,
    gates: &mut [Gate],
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let of_unit = files.clone();
    let standing_of = |file: &usize| returns.get(*file).map(|given| standing(returns, &of_unit, given));
    let leads = |file: &usize| returns.get(*file).is_some_and(is_dated);
    // Of equals the one with the cover leads. Sorting is stable: the others stay in path order.
    files.sort_by(|a, b| standing_of(b).cmp(&standing_of(a)).then(leads(b).cmp(&leads(a))));
    let mut counting: Vec<usize> = Vec::new();
    let mut disputed: BTreeSet<TableId> = BTreeSet::new();
    for equals in files.chunk_by(|a, b| standing_of(a) == standing_of(b)) {
        let mut open: Vec<usize> = Vec::new();
        for &file in equals {
            let own = tables(returns, file);
            let rival = counting.iter().find(|known| !own.is_disjoint(&tables(returns, **known)));
            if let Some(rival) = rival.and_then(|rival| returns.get(*rival)) {
                mark(gates, file, Fate::Superseded);
                let finding = about(returns, file, unit, files.len()).with("chosen", &*rival.file);
                findings.push(finding.with("edition", edition(rival).to_string()));
            } else if own.is_disjoint(&disputed) {
                open.push(file);
            } else {
                mark(gates, file, Fate::Superseded);
                findings.push(about(returns, file, unit, files.len()).in_case("older"));
            }
        }
        let claimed = |file: &usize| {
            let own = tables(returns, *file);
            open.iter().any(|other| other != file && !own.is_disjoint(&tables(returns, *other)))
        };
        let (tied, parts): (Vec<usize>, Vec<usize>) = open.iter().partition(|file| claimed(file));
        for &file in &tied {
            mark(gates, file, Fate::Refused);
            let others = tied.iter().filter(|other| **other != file).filter_map(|other| returns.get(*other));
            let others = text::some_of(others.map(|other| other.file.to_string()));
            findings.push(about(returns, file, unit, tied.len()).in_case("tie").with("others", others));
            disputed.extend(tables(returns, file));
        }
        counting.extend(parts);
    }
    counting
}

/// F07 about a file, one of `count` of the unit.
fn about(returns: &[Return], file: usize, unit: &str, count: usize) -> Finding {
    let at = returns.get(file).map_or_else(Location::nowhere, |given| Location::file(&given.file));
    Finding::new("F07", at).with("unit", unit).with("n", count.to_string())
}

fn tables(returns: &[Return], file: usize) -> BTreeSet<TableId> {
    returns.get(file).into_iter().flat_map(|given| &given.tables).map(|sheet| sheet.table).collect()
}

fn mark(gates: &mut [Gate], file: usize, fate: Fate) {
    if let Some(gate) = gates.get_mut(file) {
        gate.fate = fate;
    }
}

/// A table that came without a cover, as the text file of one sheet does, stands as the cover that came with it.
fn standing<'a>(returns: &'a [Return], of_unit: &[usize], given: &'a Return) -> Standing<'a> {
    let covered = if is_dated(given) { None } else { cover_beside(returns, of_unit, given) }.unwrap_or(given);
    let filled_on = covered.cover.line(CoverLine::FilledOn).and_then(|entry| entry.value.date());
    (edition(covered), filled_on, given.saved.as_deref())
}

/// Whether it says itself which of several it is.
fn is_dated(given: &Return) -> bool {
    let says = |line| given.cover.line(line).is_some_and(|entry| !entry.raw.is_empty());
    given.identity.stamp.is_some() || says(CoverLine::Edition) || says(CoverLine::FilledOn)
}

/// The cover without tables that lies in the same folder: the one whose name begins alike (`NAME-SHEET.csv`, as office
/// programs save the sheets of a workbook), else the only one.
fn cover_beside<'a>(returns: &'a [Return], of_unit: &[usize], given: &Return) -> Option<&'a Return> {
    let (folder, set) = folder_and_set(&given.file);
    let covers: Vec<&Return> = of_unit
        .iter()
        .filter_map(|file| returns.get(*file))
        .filter(|other| other.tables.is_empty() && is_dated(other) && folder_and_set(&other.file).0 == folder)
        .collect();
    let of_set = covers.iter().find(|other| folder_and_set(&other.file).1 == set);
    match (of_set, covers.as_slice()) {
        (Some(cover), _) | (None, [cover]) => Some(cover),
        (None, _) => None,
    }
}

fn folder_and_set(file: &str) -> (&str, &str) {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    (folder, name.rsplit_once('-').map_or(name, |(set, _)| set))
}

/// 报送次数: what the cover says, else what the stamp says, else 1.
pub(crate) fn edition(given: &Return) -> u32 {
    let cover = given.cover.line(CoverLine::Edition).and_then(|entry| match &entry.value {
        Value::Number(number) => format!("{number:.0}").parse().ok(),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Blank | Value::NoData | Value::Date(_) | Value::Bool(_) | Value::Error(_) => None,
    });
    cover.or_else(|| given.identity.stamp.as_ref().map(|stamp| stamp.edition)).unwrap_or(1)
}
