//! The form (填报表) of a unit: what it fills in, and what it gets back; blank and filled copy are one function.
//!
//! Decides where things stand and how they look, never what is asked: that is the roster's. Merges no cells, since
//! merged cells are what comes back broken.

mod cover;
mod entry;
mod layout;
mod line;
mod lists;
mod meta;
mod review;
mod self_check;
mod table;

pub use meta::stamp;
pub(super) use review::level;
pub use review::{Remark, Review};

use super::{Book, Properties, hidden};
use crate::key::{RowKey, TableId};
use crate::period::Period;
use crate::plan::{Plan, Table, UnitId, UnitKind};
use crate::recognize::{CoverLine, STAMP};
use crate::roster::{Expected, tables_of};
use crate::text::form as text;
use crate::value::Value;
use std::collections::BTreeMap;

/// What a department has filled in already, for its returned copy (退回件).
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// The cover block; lines that are the form's own (填报单位, 报告期, 模板版本) stay as they are.
    pub cover: BTreeMap<CoverLine, Value>,
    /// Cells by table, row and slot. They take the place of what is prefilled; computed cells stay computed.
    pub cells: BTreeMap<(TableId, RowKey, usize), Value>,
    /// Rows typed into the open rows of a table, each by slot. Tables without open rows take none.
    pub extra_rows: Vec<(TableId, Vec<Value>)>,
    /// What is said of it, where it goes back.
    pub review: Option<Review>,
}

/// What every sheet of one form is made from.
struct Form<'a> {
    plan: &'a Plan,
    period: Period,
    unit: UnitId,
    rows: Vec<&'a Expected>,
    filling: Option<&'a Filling>,
    names: Vec<Value>,
}

/// The form of a unit for a period. `rows` are the unit's rows of the roster; others are passed over.
#[must_use]
pub fn form(plan: &Plan, period: Period, unit: UnitId, rows: &[Expected], filling: Option<&Filling>) -> Book {
    let tables: Vec<&Table> = tables_of(plan, period, unit, rows).into_iter().map(|id| plan.table(id)).collect();
    let rows = rows.iter().filter(|row| row.unit == unit).collect();
    let form = Form { plan, period, unit, rows, filling, names: plan.name_values(period) };
    let lists = lists::Lists::of(&form, &tables);
    let mut sheets = vec![cover::sheet(&form, &tables)];
    let mut checks = self_check::Checks::default();
    sheets.extend(tables.iter().map(|table| table::sheet(&form, table, &lists, &mut checks)));
    sheets.extend([lists.sheet(), hidden::limits(plan, &form.names), checks.sheet(), meta::meta(&form)]);
    if let Some(review) = form.review() {
        review.apply(&mut sheets, tables.len());
    }
    Book { properties: form.properties(), names: hidden::defined_names(plan), sheets }
}

impl Form<'_> {
    fn unit_name(&self) -> &str {
        &self.plan.unit(self.unit).name
    }

    fn is_office(&self) -> bool {
        self.plan.unit(self.unit).kind == UnitKind::Office
    }

    /// What the department wrote on a line of the cover.
    fn written(&self, line: CoverLine) -> Value {
        self.filling.and_then(|filling| filling.cover.get(&line)).cloned().unwrap_or_default()
    }

    /// What is said of the return that this is a copy of.
    fn review(&self) -> Option<&Review> {
        self.filling.and_then(|filling| filling.review.as_ref())
    }

    /// 报送次数: the one written, or the first.
    fn edition(&self) -> u32 {
        let written = self.written(CoverLine::Edition);
        written.shown().parse().ok().filter(|edition| *edition > 0).unwrap_or(1)
    }

    fn stamp(&self) -> String {
        stamp(self.plan, self.period, self.unit, self.edition())
    }

    fn properties(&self) -> Properties {
        Properties {
            title: text::document_title(self.unit_name(), &self.period.name()),
            subject: self.plan.title.clone(),
            author: self.plan.office.clone(),
            created: Some(self.period.end()),
            custom: vec![(STAMP.to_owned(), self.stamp())],
        }
    }
}
