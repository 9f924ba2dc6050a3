//! The quarter → the official workbook (季度汇总表): sheets in the order that is the contract, live formulas with the
//! cached values that `consolidate` computed, and the archive for the next quarter.
//!
//! Decides how things look and where they stand; computes no figure that `consolidate` has, and reads no clock.

mod appendix;
mod bulletin;
mod changes;
mod columns;
mod continued;
mod cover;
mod leads;
mod league;
mod letter;
mod list;
mod look;
mod meta;
mod page;
mod pages;
mod projects;
mod records;
mod scored;
mod scores;
mod submission;
mod table;
mod trace;
mod trend;
mod wall;
mod watch_list;

pub use letter::letter;
pub use records::{Record, records};

use super::{Book, Properties, Sheet, hidden};
use crate::archive::Figure;
use crate::check::grouped;
use crate::consolidate::{MeasuredBy, OfficialRow, Quarter};
use crate::finding::Finding;
use crate::key::{RowKey, TableId};
use crate::location::{CellRange, ROWS};
use crate::plan::{Measured, Plan, Role, UnitId};
use crate::recognize::OURS;
use crate::text::fonts;
use crate::text::official as text;
use crate::value::Value;
use columns::Columns;
use jiff::civil::Date;
use leads::Leads;
use std::collections::BTreeMap;
use std::sync::Arc;
use table::Printed;

/// The property that holds the period.
pub const PERIOD: &str = "qingdan-period";
/// The property that holds the plan's revision.
pub const REVISION: &str = "qingdan-revision";

/// How a quarter workbook is printed.
#[derive(Debug, Clone, Default)]
pub struct Printing {
    /// The day on the cover and under the bulletin; without it there is none.
    pub on: Option<Date>,
    /// Who is going to read it.
    pub readers: Readers,
    /// The returns that can be opened from the workbook: their paths relative to it, with `/`, by the names that
    /// locations have for them.
    pub returns: BTreeMap<Arc<str>, String>,
}

/// Who reads a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// The office and the leaders: all of it.
    #[default]
    Office,
    /// All units: without 评价建议, which the office has yet to decide on.
    Units,
}

/// What every sheet of one workbook is made from.
struct Frame<'a> {
    plan: &'a Plan,
    quarter: &'a Quarter,
    printing: &'a Printing,
    /// The values of the plan's names.
    names: Vec<Value>,
}

impl Frame<'_> {
    /// The header of every page: while errors are open, that it is a draft.
    fn header(&self) -> String {
        if self.quarter.errors == 0 {
            return String::new();
        }
        format!("&R&\"{},Regular\"&14{}", fonts::HEAD, text::DRAFT)
    }

    /// The words of the four lights.
    fn lights(&self) -> [&str; 4] {
        let words = &self.plan.words;
        [&words.green, &words.yellow, &words.red, &words.grey]
    }
}

/// The quarter workbook for the office, nothing of it leading to the returns. `printed_on` is the day on the cover and
/// under the bulletin; without it there is none.
#[must_use]
pub fn workbook(plan: &Plan, quarter: &Quarter, printed_on: Option<Date>) -> Book {
    printed(plan, quarter, &Printing { on: printed_on, ..Printing::default() })
}

/// The quarter workbook, printed as told.
#[must_use]
pub fn printed(plan: &Plan, quarter: &Quarter, printing: &Printing) -> Book {
    let frame = Frame { plan, quarter, printing, names: plan.name_values(quarter.period) };
    let Tables { indicators, projects, tasks, league, league_figures, close_out, submission } = tables(&frame);
    let printed = [&indicators, &projects, &tasks, &close_out];
    let leads = Leads::to(&printing.returns, &printed);
    let others = [
        list::group_detail(&frame, &leads),
        submission.sheet,
        list::coordination(&frame),
        bulletin::sheet(&frame),
        wall::sheet(&frame, &tasks),
        changes::sheet(&frame),
        list::findings(&frame, &leads),
        trace::sheet(&frame, &leads),
        appendix::sheet(&frame, &leads),
    ];

    let shown = [&indicators.sheet, &projects.sheet, &tasks.sheet, &league, &close_out.sheet];
    let names: Vec<&str> = shown.into_iter().chain(&others).map(|sheet| sheet.name.as_str()).collect();
    let cover = cover::sheet(&frame, &leads, &names, &printed);
    let figures = [indicators.figures, projects.figures, tasks.figures, league_figures, close_out.figures].concat();
    let hidden = [hidden::limits(plan, &frame.names), meta::meta(&frame, figures)];
    let mut sheets = vec![look::tabbed(cover, look::TAB_FRONT)];
    let five = [indicators.sheet, projects.sheet, tasks.sheet, league, close_out.sheet];
    sheets.extend(five.into_iter().map(|sheet| look::tabbed(sheet, look::TAB_TABLE)));
    let others = others.into_iter().flat_map(|sheet| continued::sheets(sheet, ROWS));
    sheets.extend(others.map(|sheet| look::tabbed(sheet, look::TAB_LIST)).chain(hidden));

    let title = text::title(&plan.title, &format!("{}{}", quarter.period.name(), text::KIND)).replace('\n', "");
    Book {
        properties: Properties {
            title,
            subject: quarter.period.to_string(),
            author: plan.office.clone(),
            created: Some(quarter.period.end()),
            custom: [
                (OURS, text::KIND.to_owned()),
                (PERIOD, quarter.period.to_string()),
                (REVISION, quarter.revision.clone()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
        },
        names: hidden::defined_names(plan),
        sheets,
    }
}

/// The sheets that are made from one another.
struct Tables<'a> {
    indicators: Printed<'a>,
    projects: Printed<'a>,
    tasks: Printed<'a>,
    league: Sheet,
    league_figures: Vec<Figure>,
    close_out: Printed<'a>,
    submission: Printed<'a>,
}

/// The five tables, and 报送情况, which the league reads.
fn tables<'a>(frame: &Frame<'a>) -> Tables<'a> {
    let from_return = |_: &Columns<'_>, _: &OfficialRow, _: &[(RowKey, u32)]| None;
    let projects = projects::sheet(frame);
    let indicators =
        table::sheet(frame, TableId::Indicators, &|columns, row, rows| measured(frame, &projects, columns, row, rows));
    let tasks = table::sheet(frame, TableId::Tasks, &from_return);
    let close_out = table::sheet(frame, TableId::CloseOut, &from_return);
    let submission = submission::sheet(frame);
    let (league, league_figures) = league::sheet(frame, &[&indicators, &projects, &tasks, &close_out, &submission]);
    Tables { indicators, projects, tasks, league, league_figures, close_out, submission }
}

/// The live formula of an indicator that is not asked for but taken from elsewhere (取数).
fn measured(
    frame: &Frame<'_>,
    projects: &Printed<'_>,
    columns: &Columns<'_>,
    row: &OfficialRow,
    rows: &[(RowKey, u32)],
) -> Option<String> {
    match &row.measured {
        MeasuredBy::Return => None,
        MeasuredBy::SameAs(key) => {
            let at = rows.iter().find(|(known, _)| known == key)?.1;
            let there = columns.address(columns.table.slot(Role::Value)?, at);
            Some(table::refer(&there))
        }
        MeasuredBy::Projects => {
            let indicator = frame.plan.indicator(&row.key)?;
            match &indicator.measured {
                Measured::Projects(total) => {
                    projects::formula(projects, total, indicator.decimals, &frame.plan.words.withdrawn)
                }
                Measured::Reported | Measured::SameAs(_) => None,
            }
        }
    }
}

/// The findings of a check as a workbook of one sheet. `owners` says whose each file is, `returns` where those are that
/// can be opened from the workbook.
#[must_use]
pub fn findings_book(
    plan: &Plan,
    findings: &[Finding],
    owners: &BTreeMap<Arc<str>, UnitId>,
    returns: &BTreeMap<Arc<str>, String>,
) -> Book {
    let leads = Leads::to(returns, &[]);
    let columns = Columns::of(plan.table(TableId::Findings));
    let last = columns.last_printed();
    let name = columns.table.name.clone();
    let mut sheet = Sheet { name, columns: columns::made(&columns.widths()), ..Sheet::default() };
    page::wide(&mut sheet, &text::title(&plan.title, &columns.table.name), last, look::TITLE);
    list::put(&mut sheet, &columns, list::finding_lines(plan, &columns, &leads, grouped(findings), owners));
    let area = CellRange::new(0, 0, page::next(&sheet).saturating_sub(1), last);
    sheet.page.area = Some(area);
    sheet.page.numbered = true;
    Book {
        properties: Properties {
            title: columns.table.name.clone(),
            author: plan.office.clone(),
            custom: vec![
                (OURS.to_owned(), text::FINDINGS_KIND.to_owned()),
                (REVISION.to_owned(), plan.revision.clone()),
            ],
            ..Properties::default()
        },
        names: Vec::new(),
        sheets: vec![sheet],
    }
}
