//! What a unit is scored on in each component, item by item, from the official rows it answers for.
//!
//! Our choice, not the document's: the plan's limits hold weights and deductions, its tables the rows' formulas.

use super::scored::{Component, LeagueItem, LeftOutFor, Mark, ZeroFor};
use super::{MeasuredBy, OfficialRow, OfficialTable, Standing, Submission, SubmissionStatus};
use crate::check::{Checked, State};
use crate::finding::Severity;
use crate::key::{RowKey, TableId};
use crate::plan::{Part, Plan, Role, UnitId, UnitKind};
use crate::roster::title_role;
use crate::text::consolidate::limit;
use crate::text::league as text;
use crate::value::{Value, plain, round};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What scoring looks at.
pub(super) struct Scoring<'a> {
    pub(super) plan: &'a Plan,
    pub(super) checked: &'a Checked,
    pub(super) tables: &'a [OfficialTable],
    pub(super) submissions: &'a [Submission],
    pub(super) names: &'a [Value],
    /// Rows in which an error is open, with whose file it is in, where that is known.
    wrong: BTreeSet<(TableId, RowKey, Option<UnitId>)>,
}

/// 加减分: what counts, and why.
pub(super) struct Points {
    /// Two decimals; 0 where nothing counts.
    pub(super) value: f64,
    /// What each is for, as the office wrote it; that the limit was reached.
    pub(super) basis: String,
}

impl<'a> Scoring<'a> {
    /// Collects what scoring looks at.
    pub(super) fn new(
        plan: &'a Plan,
        checked: &'a Checked,
        tables: &'a [OfficialTable],
        submissions: &'a [Submission],
        names: &'a [Value],
    ) -> Self {
        let owners: BTreeMap<Arc<str>, UnitId> = checked.owners();
        let wrong = checked
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error && !finding.waived)
            .filter_map(|finding| {
                let owner = owners.get(&finding.at.file).copied();
                Some((finding.table?, finding.row.clone()?, owner))
            })
            .collect();
        Self { plan, checked, tables, submissions, names, wrong }
    }

    pub(super) fn rows(&self, id: TableId) -> &'a [OfficialRow] {
        self.tables.iter().find(|table| table.id == id).map_or(&[], |table| &table.rows)
    }

    /// Whether an error is open in the row that counts. What a supporting unit did wrong is not the lead's error.
    fn is_wrong(&self, id: TableId, row: &OfficialRow) -> bool {
        let owners = [None, Some(row.unit), (id == TableId::CloseOut).then(|| self.plan.office_unit())];
        owners.into_iter().any(|owner| self.wrong.contains(&(id, row.key.clone(), owner)))
    }

    /// What a row scores.
    fn mark(&self, id: TableId, row: &OfficialRow) -> Mark {
        let words = &self.plan.words;
        let table = self.plan.table(id);
        let light = table.value(&row.values, Role::Light).shown();
        if row.standing == Standing::NotDue {
            let withdrawn = table.value(&row.values, Role::Change).shown() == words.withdrawn;
            return Mark::LeftOut(if withdrawn { LeftOutFor::Withdrawn } else { LeftOutFor::NotDue });
        }
        if self.is_wrong(id, row) {
            return Mark::Zero(ZeroFor::OpenError);
        }
        // Reported or not, such a project has nothing to be measured by.
        if id == TableId::Projects && light == words.not_reached {
            return Mark::LeftOut(LeftOutFor::NoPlan);
        }
        let no_status = [TableId::Tasks, TableId::CloseOut].contains(&id) && light == words.grey;
        if row.standing == Standing::LeadMissing && self.is_excused(row.unit) {
            return Mark::LeftOut(LeftOutFor::Excused);
        }
        if row.standing == Standing::LeadMissing || no_status {
            return Mark::Zero(ZeroFor::NotReported);
        }
        if let Value::Number(score) = table.score_of(&row.values, self.names) {
            return Mark::Scored(score);
        }
        // No score: left out where there is a reason for it, else the figure is missing.
        match table.value(&row.values, Role::Value) {
            Value::NoData if self.may_lack(id, row) => Mark::LeftOut(LeftOutFor::NoData),
            Value::NoData => Mark::Zero(ZeroFor::UnlawfulNoData),
            Value::Number(_) if light == words.not_reached => Mark::LeftOut(LeftOutFor::NotReached),
            Value::Number(_) => Mark::LeftOut(LeftOutFor::NoRatio),
            Value::Blank => Mark::Zero(ZeroFor::NotReported),
            Value::Text(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => Mark::Zero(ZeroFor::Unusable),
        }
    }

    /// Whether a unit sent nothing and need not, by a waiver.
    fn is_excused(&self, unit: UnitId) -> bool {
        self.submissions.iter().any(|line| line.unit == unit && line.excused)
    }

    /// Whether 暂无数据 is a legal answer: where the plan says so, and where it is not the unit's answer at all.
    fn may_lack(&self, id: TableId, row: &OfficialRow) -> bool {
        let stated = self.plan.table(id).value(&row.values, Role::MayLack).shown() == self.plan.words.yes;
        stated || row.measured != MeasuredBy::Return
    }

    fn item(&self, component: Component, id: TableId, row: &OfficialRow, weight: f64) -> LeagueItem {
        let mark = self.mark(id, row);
        let name = self.plan.table(id).value(&row.values, title_role(id)).shown();
        LeagueItem { component, table: id, key: row.key.clone(), name, weight, mark, note: note(id, mark).to_owned() }
    }

    /// Everything a unit is scored on, component by component.
    pub(super) fn items(&self, unit: UnitId) -> Vec<LeagueItem> {
        let mut items = self.indicators(unit);
        for (component, id) in [
            (Component::Projects, TableId::Projects),
            (Component::Tasks, TableId::Tasks),
            (Component::CloseOut, TableId::CloseOut),
        ] {
            // Street offices are not scored on measures: they lead none.
            if !(component == Component::Tasks && self.is_street(unit)) {
                items.extend(self.theirs(unit, id).map(|row| self.item(component, id, row, 1.0)));
            }
        }
        items.extend(self.submission(unit));
        items
    }

    /// 指标: the key indicators that the unit leads, those of development.
    fn indicators(&self, unit: UnitId) -> Vec<LeagueItem> {
        let led = self.plan.indicators.iter().filter(move |indicator| {
            indicator.key && indicator.lead == unit && indicator.attribute == self.plan.words.development
        });
        let rows = self.rows(TableId::Indicators);
        led.filter_map(|indicator| {
            let row = rows.iter().find(|row| row.key == indicator.code)?;
            Some(self.item(Component::Indicators, TableId::Indicators, row, indicator.weight))
        })
        .collect()
    }

    /// 报送: full marks less what lateness and errors cost; 0 where nothing came. It does not apply to a unit of which
    /// nothing was expected, or that need not report.
    fn submission(&self, unit: UnitId) -> Option<LeagueItem> {
        let line = self.submissions.iter().find(|line| line.unit == unit)?;
        let [errors, ..] = line.findings;
        let (late, returned) = self.deductions(line.late, errors);
        let (mark, note) = match line.status {
            SubmissionStatus::Missing if line.excused => (Mark::LeftOut(LeftOutFor::Excused), text::EXCUSED.to_owned()),
            SubmissionStatus::Missing => (Mark::Zero(ZeroFor::NotReported), text::NOTHING_CAME.to_owned()),
            SubmissionStatus::Refused => (Mark::Zero(ZeroFor::NotReported), text::ALL_REFUSED.to_owned()),
            SubmissionStatus::InTime | SubmissionStatus::Late => {
                let score = round((self.plan.limit(limit::FULL_MARKS) - late - returned).max(0.0), 2);
                (Mark::Scored(score), text::deductions(line.late, &plain(late), errors, &plain(returned)))
            }
        };
        Some(LeagueItem {
            component: Component::Submission,
            table: TableId::Submission,
            key: RowKey(self.plan.unit(unit).name.clone()),
            name: text::RETURN.to_owned(),
            weight: 1.0,
            mark,
            note,
        })
    }

    /// What lateness and errors cost.
    fn deductions(&self, days: i64, errors: usize) -> (f64, f64) {
        let days = f64::from(i32::try_from(days).unwrap_or(i32::MAX));
        let returned = if errors > 0 { self.plan.limit(limit::RETURNED) } else { 0.0 };
        (days * self.plan.limit(limit::PER_DAY_LATE), returned)
    }

    /// 加减分 and their basis, from the office's form; all that it gives or takes counts, within the plan's limit. A row
    /// without a basis or beyond the limit has been sent back and is none.
    pub(super) fn points(&self, unit: UnitId) -> Points {
        let table = self.plan.table(TableId::Points);
        let most = self.plan.limit(limit::MOST_POINTS);
        let registered = self.checked.rows.iter().filter(|row| {
            row.table == TableId::Points
                && row.part == Part::Office
                && row.state == State::Returned
                && self.plan.find_unit(&row.key.0) == Some(unit)
        });
        let given: Vec<(f64, String)> = registered
            .filter_map(|row| {
                let value = table.value(&row.values, Role::Value).number()?;
                Some((round(value, 2), table.value(&row.values, Role::Basis).shown()))
            })
            .collect();
        let sum = round(given.iter().map(|(value, _)| value).sum(), 2);
        let value = sum.clamp(-most, most);
        let mut basis = match given.as_slice() {
            [(_, basis)] => vec![basis.clone()],
            several => several.iter().map(|(value, basis)| text::points_for(&plain(*value), basis)).collect(),
        };
        if sum.abs() > most {
            basis.push(text::points_beyond(&plain(sum), &plain(value)));
        }
        Points { value, basis: basis.join(text::BETWEEN_POINTS) }
    }

    fn is_street(&self, unit: UnitId) -> bool {
        self.plan.unit(unit).kind == UnitKind::Street
    }

    /// The rows of a table that are a unit's: it answers for them, or they are projects on a street office's ground.
    pub(super) fn theirs(&self, unit: UnitId, id: TableId) -> impl Iterator<Item = &'a OfficialRow> {
        let table = self.plan.table(id);
        let ground = id == TableId::Projects && self.is_street(unit);
        let name = self.plan.unit(unit).name.as_str();
        self.rows(id).iter().filter(move |row| {
            if ground { table.value(&row.values, Role::Place).shown() == name } else { row.unit == unit }
        })
    }

    /// Lights of a unit's rows: green, yellow, red, grey.
    pub(super) fn lights(&self, unit: UnitId) -> [u32; 4] {
        let words = &self.plan.words;
        let mut lights = [0; 4];
        for official in self.tables {
            let table = self.plan.table(official.id);
            for row in self.theirs(unit, official.id) {
                let shown = table.value(&row.values, Role::Light).shown();
                let order = [&words.green, &words.yellow, &words.red, &words.grey];
                if let Some(count) = order.iter().position(|word| **word == shown).and_then(|i| lights.get_mut(i)) {
                    *count += 1;
                }
            }
        }
        lights
    }
}

/// The words for a mark that its figures don't explain.
fn note(id: TableId, mark: Mark) -> &'static str {
    match mark {
        Mark::Scored(score) if score <= 0.0 && id == TableId::Tasks => text::OVERDUE,
        Mark::Scored(score) if score <= 0.0 && id == TableId::CloseOut => text::BEYOND_TERM,
        Mark::Scored(_) => "",
        Mark::Zero(ZeroFor::OpenError) => text::OPEN_ERROR,
        Mark::Zero(ZeroFor::NotReported) => text::UNREPORTED,
        Mark::Zero(ZeroFor::UnlawfulNoData) => text::UNLAWFUL_NO_DATA,
        Mark::Zero(ZeroFor::Unusable) => text::UNUSABLE,
        Mark::LeftOut(LeftOutFor::NoData) => crate::text::NO_DATA,
        Mark::LeftOut(LeftOutFor::NotDue) => text::NOT_DUE,
        Mark::LeftOut(LeftOutFor::Excused) => text::EXCUSED,
        Mark::LeftOut(LeftOutFor::NotReached) => text::NOT_REACHED,
        Mark::LeftOut(LeftOutFor::NoPlan) => text::NO_PLAN,
        Mark::LeftOut(LeftOutFor::Withdrawn) => text::WITHDRAWN,
        Mark::LeftOut(LeftOutFor::NoRatio) => text::NO_RATIO,
    }
}

/// The weighted mean of a component's items that count, two decimals; none where nothing counts.
pub(super) fn mean(items: &[LeagueItem], component: Component) -> Option<f64> {
    let counted = || {
        let own = items.iter().filter(|item| item.component == component);
        own.filter_map(|item| Some((item.score()?, item.weight)))
    };
    let weight: f64 = counted().map(|(_, weight)| weight).sum();
    let sum: f64 = counted().map(|(score, weight)| score * weight).sum();
    (weight > 0.0).then(|| round(sum / weight, 2))
}

/// How much of the weight of the indicators that are due has data, in %, one decimal; none where nothing is due.
/// A figure that is not scored since its time has not come is data; 暂无数据, though legal, is none.
pub(super) fn share_with_data(items: &[LeagueItem]) -> Option<f64> {
    let weight = |counts: &dyn Fn(Mark) -> bool| -> f64 {
        let own = items.iter().filter(|item| item.component == Component::Indicators && counts(item.mark));
        own.map(|item| item.weight).sum()
    };
    let due = weight(&|mark| {
        !matches!(mark, Mark::LeftOut(LeftOutFor::NotDue | LeftOutFor::Excused | LeftOutFor::Withdrawn))
    });
    let with_data = weight(&|mark| match mark {
        Mark::Scored(_) | Mark::LeftOut(LeftOutFor::NotReached | LeftOutFor::NoRatio) => true,
        Mark::Zero(_)
        | Mark::LeftOut(
            LeftOutFor::NoData | LeftOutFor::NotDue | LeftOutFor::Excused | LeftOutFor::Withdrawn | LeftOutFor::NoPlan,
        ) => false,
    });
    (due > 0.0).then(|| round(with_data / due * 100.0, 1))
}
