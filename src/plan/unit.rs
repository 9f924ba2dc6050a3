//! Units (责任单位): departments, street offices, the office, groups, with their aliases and members.

use super::sheet::{PlanSheet, report_duplicates};
use crate::finding::Finding;
use crate::period::Period;
use crate::text::plan as text;
use crate::text::{is_file_name, matching_key};
use std::collections::HashMap;

/// A unit's place in the plan's official order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub usize);

/// What kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// 区直部门.
    Department,
    /// 街镇.
    Street,
    /// 专班办公室.
    Office,
    /// 群组.
    Group,
}

/// A unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name, as official texts write it.
    pub name: String,
    /// What kind it is.
    pub kind: UnitKind,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Names it had (曾用名).
    pub former: Vec<String>,
    /// The work groups it leads.
    pub work_groups: Vec<String>,
    /// A group's members, groups within groups resolved, in official order; empty for others.
    pub members: Vec<UnitId>,
    /// The first period in which it reports (启用期).
    pub from: Option<Period>,
    /// The last period in which it reports (停用期).
    pub until: Option<Period>,
    keys: Vec<String>,
}

pub(super) static UNKNOWN: Unit = Unit {
    name: String::new(),
    kind: UnitKind::Group,
    aliases: Vec::new(),
    former: Vec::new(),
    work_groups: Vec::new(),
    members: Vec::new(),
    from: None,
    until: None,
    keys: Vec::new(),
};

impl Unit {
    /// Whether a matching key is its name or one of its aliases.
    #[must_use]
    pub fn answers_to(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    /// Whether it reports in a period.
    #[must_use]
    pub fn reports_in(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from.start() <= period.end())
            && self.until.is_none_or(|until| until.end() >= period.end())
    }
}

/// The names nearest to an unknown one: three at most, only those that share something with it.
pub(super) fn similar<'a>(units: &'a [Unit], name: &str) -> Vec<&'a str> {
    let key = matching_key(name);
    let mut scored: Vec<(f64, &str)> = units
        .iter()
        .filter(|unit| unit.kind != UnitKind::Group)
        .map(|unit| {
            let best = unit.keys.iter().map(|known| strsim::normalized_levenshtein(known, &key)).fold(0.0, f64::max);
            (best, unit.name.as_str())
        })
        .filter(|(score, _)| *score >= 0.4)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

const KINDS: [(&str, UnitKind); 4] = [
    (text::DEPARTMENT, UnitKind::Department),
    (text::STREET, UnitKind::Street),
    (text::OFFICE, UnitKind::Office),
    (text::GROUP, UnitKind::Group),
];

/// Reads `units.csv`.
pub(super) fn load(sheet: &PlanSheet, findings: &mut Vec<Finding>) -> Vec<Unit> {
    let mut reader = sheet.reader(&[text::NAME, text::KIND, text::ALIASES, text::MEMBERS], findings);
    report_duplicates(&mut reader, text::NAME);
    let mut units: Vec<Unit> = Vec::new();
    let mut members: Vec<Vec<String>> = Vec::new();
    let mut owners: HashMap<String, usize> = HashMap::new();
    for row in reader.rows() {
        let name = reader.required(row, text::NAME).to_owned();
        let kind = reader.choice(row, text::KIND, &KINDS).unwrap_or(UnitKind::Department);
        let aliases = reader.list(row, text::ALIASES);
        let former = reader.list(row, text::FORMER_NAMES);
        // A form is called by it.
        if !name.is_empty() && !is_file_name(&name) {
            reader.fault(row, text::NAME, "P05", text::not_a_file_name(&name));
        }
        let mut keys = Vec::new();
        let columns =
            [(text::NAME, std::slice::from_ref(&name)), (text::ALIASES, &*aliases), (text::FORMER_NAMES, &*former)];
        for (column, called) in
            columns.into_iter().flat_map(|(column, names)| names.iter().map(move |name| (column, name)))
        {
            let key = matching_key(called);
            // The same name twice was reported as such.
            let other = owners.get(&key).and_then(|index: &usize| units.get(*index)).filter(|other| other.name != name);
            if let Some(other) = other {
                reader.fault(row, column, "P07", text::ambiguous_alias(called, &other.name, &name));
            }
            if !key.is_empty() {
                owners.entry(key.clone()).or_insert(units.len());
            }
            keys.push(key);
        }
        let mut bound = |column: &'static str| {
            let written = reader.text(row, column);
            let period = written.parse::<Period>().ok();
            if !written.is_empty() && period.is_none() {
                reader.fault(row, column, "P05", text::not_a_period(column, written));
            }
            period
        };
        let (from, until) = (bound(text::FROM), bound(text::UNTIL));
        let first_day = (text::FROM, from.map(Period::start));
        reader.in_order(row, first_day, (text::UNTIL, until.map(Period::end)));
        members.push(reader.list(row, text::MEMBERS));
        let work_groups = reader.list(row, text::WORK_GROUPS);
        units.push(Unit { name, kind, aliases, former, work_groups, members: Vec::new(), from, until, keys });
    }
    let known = units.clone();
    for (index, row) in reader.rows().iter().enumerate() {
        let mut resolved = Vec::new();
        if let Err(unknown) = resolve(index, &known, &members, &mut resolved, 0) {
            reader.fault(row, text::MEMBERS, "P08", text::unknown_unit(&unknown));
        }
        resolved.sort_unstable();
        resolved.dedup();
        if let Some(unit) = units.get_mut(index) {
            unit.members = resolved;
        }
    }
    if !units.iter().any(|unit| unit.kind == UnitKind::Office) {
        findings.push(super::problem::problem("P09", sheet.place.clone(), text::NO_OFFICE.to_owned()));
    }
    units
}

/// Resolves a group's members by their names or aliases, groups within it included; `Err` names what is unknown.
fn resolve(
    group: usize,
    units: &[Unit],
    members: &[Vec<String>],
    into: &mut Vec<UnitId>,
    depth: usize,
) -> Result<(), String> {
    for member in members.get(group).into_iter().flatten() {
        let key = matching_key(member);
        let Some(index) = units.iter().position(|unit| unit.answers_to(&key)) else { return Err(member.clone()) };
        if units.get(index).is_some_and(|unit| unit.kind == UnitKind::Group) {
            if depth > 8 {
                return Err(member.clone());
            }
            resolve(index, units, members, into, depth + 1)?;
        } else {
            into.push(UnitId(index));
        }
    }
    Ok(())
}
