//! What a unit scores in each component, from the official rows it answers for.
//!
//! Our choice, not the document's: the plan's limits hold weights and deductions.

use super::{OfficialRow, OfficialTable, Standing, submission};
use crate::check::{Checked, State};
use crate::finding::Severity;
use crate::formula::Row;
use crate::key::{RowKey, TableId};
use crate::period::Period;
use crate::plan::{Part, Plan, Role, UnitId, UnitKind};
use crate::text::consolidate::limit;
use crate::value::{Value, round};
use std::collections::BTreeSet;

/// What scoring looks at.
pub(super) struct Scoring<'a> {
    pub(super) plan: &'a Plan,
    pub(super) period: Period,
    pub(super) checked: &'a Checked,
    pub(super) tables: &'a [OfficialTable],
    pub(super) names: &'a [Value],
    /// Rows in which an error is open: they score 0.
    pub(super) wrong: BTreeSet<(TableId, RowKey)>,
}

/// A component's items: score and weight of each that counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    /// Score (0–120) and weight.
    pub(super) counted: Vec<(f64, f64)>,
    /// How many of them have a figure of their own.
    pub(super) with_data: f64,
    /// The weight of all items that are due, legal gaps included.
    pub(super) due_weight: f64,
}

impl Items {
    /// The weighted mean, two decimals; none where nothing counts.
    pub(super) fn mean(&self) -> Option<f64> {
        let weight: f64 = self.counted.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = self.counted.iter().map(|(score, weight)| score * weight).sum();
        (weight > 0.0).then(|| round(sum / weight, 2))
    }
}

/// What an item's row yields.
enum Item {
    /// It counts with this score, from its own figure.
    Scored(f64),
    /// It counts as 0: unreported, or an open error.
    Zero,
    /// It is left out: legal 暂无数据, 本期不报, 未到节点.
    LeftOut,
}

impl<'a> Scoring<'a> {
    /// Collects what scoring looks at.
    pub(super) fn new(
        plan: &'a Plan,
        period: Period,
        checked: &'a Checked,
        tables: &'a [OfficialTable],
        names: &'a [Value],
    ) -> Self {
        let wrong = checked
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error && !finding.waived)
            .filter_map(|finding| Some((finding.table?, finding.row.clone()?)))
            .collect();
        Self { plan, period, checked, tables, names, wrong }
    }

    pub(super) fn rows(&self, id: TableId) -> &'a [OfficialRow] {
        self.tables.iter().find(|table| table.id == id).map_or(&[], |table| &table.rows)
    }

    fn item(&self, id: TableId, row: &OfficialRow) -> Item {
        let table = self.plan.table(id);
        if self.wrong.contains(&(id, row.key.clone())) || row.standing == Standing::LeadMissing {
            return Item::Zero;
        }
        let cells = Row { cells: &row.values, names: self.names };
        match table.score.as_ref().map(|score| score.evaluate(cells)) {
            Some(Value::Number(score)) => Item::Scored(score),
            Some(Value::Blank | Value::NoData | Value::Text(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_))
            | None => {
                // No score: left out where there is a reason for it, else the figure is missing.
                let value = table.value(&row.values, Role::Value);
                let light = table.value(&row.values, Role::Light).shown();
                let excused = row.standing == Standing::NotDue
                    || *value == Value::NoData
                    || light == self.plan.words.not_reached
                    || id == TableId::CloseOut;
                if excused { Item::LeftOut } else { Item::Zero }
            }
        }
    }

    fn collect(&self, id: TableId, rows: impl Iterator<Item = (&'a OfficialRow, f64)>) -> Items {
        let mut items = Items::default();
        for (row, weight) in rows {
            if row.standing == Standing::NotDue {
                continue;
            }
            items.due_weight += weight;
            match self.item(id, row) {
                Item::Scored(score) => {
                    items.counted.push((score, weight));
                    items.with_data += weight;
                }
                Item::Zero => items.counted.push((0.0, weight)),
                Item::LeftOut => {}
            }
        }
        items
    }

    /// 指标: the key indicators that the unit leads.
    pub(super) fn indicators(&self, unit: UnitId) -> Items {
        let led = self.plan.indicators.iter().filter(move |indicator| {
            indicator.key && indicator.lead == unit && indicator.attribute == self.plan.words.development
        });
        let rows = self.rows(TableId::Indicators);
        let scored =
            led.filter_map(|indicator| Some((rows.iter().find(|row| row.key == indicator.code)?, indicator.weight)));
        self.collect(TableId::Indicators, scored)
    }

    /// 项目: the projects that a department answers for, or that stand on a street office's ground.
    pub(super) fn projects(&self, unit: UnitId) -> Items {
        let table = self.plan.table(TableId::Projects);
        let name = &self.plan.unit(unit).name;
        let street = self.plan.unit(unit).kind == UnitKind::Street;
        let theirs = self.rows(TableId::Projects).iter().filter(|row| {
            if street { table.value(&row.values, Role::Place).shown() == *name } else { row.unit == unit }
        });
        self.collect(TableId::Projects, theirs.map(|row| (row, 1.0)))
    }

    /// 任务: the measures that the unit leads; street offices are not scored on any.
    pub(super) fn tasks(&self, unit: UnitId) -> Items {
        if self.plan.unit(unit).kind == UnitKind::Street {
            return Items::default();
        }
        let led = self.rows(TableId::Tasks).iter().filter(|row| row.unit == unit);
        self.collect(TableId::Tasks, led.map(|row| (row, 1.0)))
    }

    /// 销号: the issues that the unit must close.
    pub(super) fn close_out(&self, unit: UnitId) -> Items {
        let theirs = self.rows(TableId::CloseOut).iter().filter(|row| row.unit == unit);
        self.collect(TableId::CloseOut, theirs.map(|row| (row, 1.0)))
    }

    /// 报送: full marks less what lateness and errors cost; 0 where nothing came.
    pub(super) fn submission(&self, unit: UnitId) -> f64 {
        let Some(given) = self.checked.unit_return(unit) else { return 0.0 };
        let due = self.plan.deadline(self.period);
        let late = due.zip(given.received).map_or(0, |(due, received)| received.days_late(due));
        let late = f64::from(i32::try_from(late).unwrap_or(i32::MAX)) * self.plan.limit(limit::PER_DAY_LATE);
        let wrong = submission::open(self.checked, unit, Severity::Error) > 0;
        let returned = if wrong { self.plan.limit(limit::RETURNED) } else { 0.0 };
        round((self.plan.limit(limit::FULL_MARKS) - late - returned).max(0.0), 2)
    }

    /// 加减分 and its basis, from the office's form.
    pub(super) fn points(&self, unit: UnitId) -> (f64, String) {
        let table = self.plan.table(TableId::Points);
        let key = RowKey(self.plan.unit(unit).name.clone());
        let Some(row) = self.checked.rows.iter().find(|row| {
            row.table == TableId::Points && row.part == Part::Office && row.key == key && row.state == State::Returned
        }) else {
            return (0.0, String::new());
        };
        let points = table.value(&row.values, Role::Value).number().unwrap_or(0.0);
        (round(points, 2), table.value(&row.values, Role::Basis).shown())
    }

    /// Lights of the rows a unit answers for: green, yellow, red, grey.
    pub(super) fn lights(&self, unit: UnitId) -> [u32; 4] {
        let words = &self.plan.words;
        let mut lights = [0; 4];
        for official in self.tables {
            let table = self.plan.table(official.id);
            for row in official.rows.iter().filter(|row| row.unit == unit) {
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
