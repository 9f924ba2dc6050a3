//! The five tables, the findings and the origins as plain lists for a database: a line for each row, without titles,
//! subtotals and merged cells. The values are those of the workbook's cells.

use super::columns::Columns;
use super::leads::Leads;
use super::page::{Entry, shown};
use super::{Frame, Printing, Tables, list, tables, trace};
use crate::archive::Figure;
use crate::check::Line;
use crate::consolidate::Quarter;
use crate::key::{RowKey, TableId};
use crate::plan::Plan;
use crate::text::official as text;
use std::collections::BTreeMap;

/// A list: its name, its head, its lines, each as long as the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The table's name; that of its block behind it where a sheet has several.
    pub name: String,
    /// 报告期, then the labels of the columns, in the order of the workbook.
    pub head: Vec<String>,
    /// What the cells show; days as `2023-09-30`, numbers without separators, blank where nothing is known.
    pub lines: Vec<Vec<String>>,
}

/// The lists of a quarter, the five tables first.
#[must_use]
pub fn records(plan: &Plan, quarter: &Quarter) -> Vec<Record> {
    let printing = Printing::default();
    let frame = Frame { plan, quarter, printing: &printing, names: plan.name_values(quarter.period) };
    let leads = Leads::default();
    let Tables { indicators, projects, tasks, league_figures, close_out, .. } = tables(&frame);
    let all = |id: TableId| quarter.table(id).iter().map(|row| &row.key).collect::<Vec<_>>();
    let ranked: Vec<&RowKey> = quarter.league.indicators.iter().map(|line| &line.key).collect();
    let units: Vec<RowKey> =
        quarter.league.units.iter().map(|line| RowKey(plan.unit(line.unit).name.clone())).collect();
    // A line of a database is about one cell.
    let singly = quarter.findings.iter().map(Line::of).collect();
    let findings = list::finding_lines(plan, &of(plan, TableId::Findings), &leads, singly, &quarter.owners);
    let origins =
        quarter.trace.iter().map(|line| trace::traced(&frame, &of(plan, TableId::Trace), &leads, line)).collect();
    let unplaced =
        quarter.unplaced.iter().map(|line| trace::unplaced(&of(plan, TableId::Unplaced), &leads, line)).collect();
    vec![
        table(&frame, TableId::Indicators, &all(TableId::Indicators), &indicators.figures),
        table(&frame, TableId::Projects, &all(TableId::Projects), &projects.figures),
        table(&frame, TableId::Tasks, &all(TableId::Tasks), &tasks.figures),
        table(&frame, TableId::LeagueIndicators, &ranked, &league_figures),
        table(&frame, TableId::LeagueUnits, &units.iter().collect::<Vec<_>>(), &league_figures),
        table(&frame, TableId::CloseOut, &all(TableId::CloseOut), &close_out.figures),
        listed(&frame, TableId::Findings, findings),
        listed(&frame, TableId::Trace, origins),
        listed(&frame, TableId::Unplaced, unplaced),
    ]
}

fn of(plan: &Plan, id: TableId) -> Columns<'_> {
    Columns::of(plan.table(id))
}

/// The rows of a table, from the figures on its sheet.
fn table(frame: &Frame<'_>, id: TableId, keys: &[&RowKey], figures: &[Figure]) -> Record {
    let columns = of(frame.plan, id);
    let mut rows: BTreeMap<&RowKey, BTreeMap<&str, String>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.table == id) {
        rows.entry(&figure.row).or_default().insert(&figure.field, figure.value.shown());
    }
    let line = |key: &&RowKey| {
        let row = rows.get(*key);
        let cell = |name: &str| row.and_then(|row| row.get(name)).cloned().unwrap_or_default();
        columns.places.iter().map(|place| cell(&place.field.name)).collect()
    };
    record(frame, &columns, keys.iter().map(line).collect())
}

/// The lines of a list.
fn listed(frame: &Frame<'_>, id: TableId, lines: Vec<Vec<Entry>>) -> Record {
    let columns = of(frame.plan, id);
    let line = |entries: Vec<Entry>| {
        let cell = |slot: usize| entries.iter().find(|entry| entry.slot == slot).map(|entry| shown(&entry.cell));
        columns.places.iter().map(|place| cell(place.slot).unwrap_or_default()).collect()
    };
    record(frame, &columns, lines.into_iter().map(line).collect())
}

/// Puts the period before every line, so that the lists of several periods may be put together.
fn record(frame: &Frame<'_>, columns: &Columns<'_>, lines: Vec<Vec<String>>) -> Record {
    let labels = columns.places.iter().map(|place| place.field.label());
    let period = frame.quarter.period.to_string();
    Record {
        name: text::record(&columns.table.name, columns.table.block.as_deref()),
        head: std::iter::once(crate::text::cover::PERIOD.to_owned()).chain(labels).collect(),
        lines: lines.into_iter().map(|line| std::iter::once(period.clone()).chain(line).collect()).collect(),
    }
}
