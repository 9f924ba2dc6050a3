//! A unit's return → its returned copy (退回件): a form made anew that holds all it sent, with what is wrong marked.
//!
//! The copy is made twice: once plain, so that it can be checked as if it were sent back unchanged, and once with
//! what that check says at the cells of the copy itself. So the marked cells are those, and only those, that keep it from
//! being accepted; what was wrong with the file as it came, and is not wrong with the copy any more, is told beside.

mod index;
mod sent;
mod sheets;

pub use index::{Line, index};
pub use sent::{Left, Sent, sent};

use super::Book;
use super::form::{Filling, Remark, Review, form};
use crate::finding::{Finding, Severity};
use crate::location::CellRef;
use crate::plan::{Plan, Role, Test};
use crate::recognize::{Return, TableSheet};
use crate::value::Value;
use std::sync::Arc;

/// The property of a copy; its value holds check digits over its cells, so that an untouched one is known.
pub const COPY: &str = "qingdan-copy";

/// The copy without marks, as it is checked.
#[must_use]
pub fn plain(plan: &Plan, sent: &Sent) -> Book {
    form(plan, sent.period, sent.unit, &sent.rows, Some(&sent.filling))
}

/// What was said of a return and what is said of its copy.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The file that came, or the first of several.
    pub file: &'a Arc<str>,
    /// Of the files that came.
    pub of_files: &'a [&'a Finding],
    /// Of the copy as it would be sent back unchanged.
    pub of_copy: &'a [&'a Finding],
}

/// The copy with what is said of it. `copy` is how its plain form was understood.
#[must_use]
pub fn reviewed(plan: &Plan, sent: &Sent, copy: &Return, said: Said<'_>) -> Book {
    let said_again = |finding: &Finding| {
        let same = |other: &&&Finding| {
            (&other.code, other.table, &other.row, &other.field)
                == (&finding.code, finding.table, &finding.row, &finding.field)
        };
        said.of_copy.iter().any(|other| same(&other))
    };
    let mut review = Review::default();
    let mut here: Vec<(&Finding, Option<(String, CellRef)>)> = Vec::new();
    for finding in said.of_copy.iter().filter(|finding| finding.severity != Severity::Note) {
        let place = place_in_copy(finding, copy, plan);
        if let Some(place) = &place {
            let value = value_at(copy, place);
            let live = plan.rule(&finding.code).is_some_and(|rule| matches!(rule.test, Test::Rows(_)));
            let while_it_holds = value.filter(|_| !live);
            review.remarks.entry(place.clone()).or_default().push(remark(finding, while_it_holds));
            for cell in &finding.lacking {
                let lacking = (place.0.clone(), *cell);
                review.remarks.entry(lacking).or_default().push(remark(finding, None));
            }
        }
        here.push((finding, place));
    }
    let mut before: Vec<(&Finding, Option<(String, CellRef)>)> = Vec::new();
    for finding in said.of_files.iter().filter(|finding| finding.severity != Severity::Note && !said_again(finding)) {
        let place = row_in_copy(finding, copy, plan);
        if let Some(place) = &place {
            review.remarks.entry(place.clone()).or_default().push(remark(finding, None));
        }
        before.push((finding, place));
    }
    review.front = sheets::front(plan, sent, said, &here, &before);
    review.left = sheets::left(&sent.left);
    let filling = Filling { review: Some(review), ..sent.filling.clone() };
    form(plan, sent.period, sent.unit, &sent.rows, Some(&filling))
}

fn remark(finding: &Finding, while_it_holds: Option<Value>) -> Remark {
    Remark {
        code: finding.code.0.clone(),
        severity: finding.severity,
        field: finding.field.clone().unwrap_or_default(),
        text: format!("{}{}", finding.message, finding.hint),
        while_it_holds,
    }
}

/// Where a finding about the copy is: its cell, else the code of its row.
fn place_in_copy(finding: &Finding, copy: &Return, plan: &Plan) -> Option<(String, CellRef)> {
    match (&finding.at.sheet, finding.at.cell) {
        (Some(sheet), Some(cell)) => Some((sheet.name.to_string(), cell)),
        (_, _) => row_in_copy(finding, copy, plan),
    }
}

/// Where a finding about the files is in the copy: the field it blames in its row, else the row's code.
fn row_in_copy(finding: &Finding, copy: &Return, plan: &Plan) -> Option<(String, CellRef)> {
    let (id, key) = (finding.table?, finding.row.as_ref()?);
    let table = plan.table(id);
    let sheet: &TableSheet = copy.tables.iter().find(|sheet| sheet.table == id)?;
    let record = sheet.records.iter().find(|record| record.key == *key)?;
    let blamed = finding.field.as_deref().and_then(|field| table.named(field)).and_then(|slot| record.place(slot));
    let code = || table.slot(Role::Key).and_then(|slot| record.place(slot));
    Some((sheet.sheet.name.to_string(), blamed.or_else(code)?))
}

/// What a cell of a table of the copy holds, where it is a cell of a row.
fn value_at(copy: &Return, (name, cell): &(String, CellRef)) -> Option<Value> {
    let sheet = copy.tables.iter().find(|sheet| *sheet.sheet.name == **name)?;
    let record = sheet.records.iter().find(|record| record.row == cell.row)?;
    let entry = record.entries.iter().flatten().find(|entry| entry.cell == *cell);
    Some(entry.map_or(Value::Blank, |entry| match (&entry.value, &entry.fault) {
        (_, Some(crate::normalize::Fault::ErrorValue)) => Value::Error(crate::value::CellError::named(&entry.raw)),
        (Value::Number(_) | Value::Date(_), None) if entry.receipt.is_none() => entry.value.clone(),
        (_, _) => Value::text(&entry.raw),
    }))
}

/// How many findings of a severity there are.
fn count(findings: &[&Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity && !finding.waived).count()
}
