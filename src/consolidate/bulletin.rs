//! 季度通报, 月度专报, 年度评估: the plan's templates filled with figures and lists from the tables.
//!
//! The wording stands in the templates. Here is counted and listed, never phrased; a figure is rounded as its table
//! shows it. A template that fails in spite of having been tried out on loading is said where the text would stand.

mod rows;
mod said;

use super::board::places;
use super::{Quarter, Standing};
use crate::check::Checked;
use crate::finding::Finding;
use crate::key::TableId;
use crate::period::{Cadence, Period};
use crate::plan::{Plan, Role, template};
use crate::text::bulletin as text;
use crate::text::bulletin::{Bulletin, Figure, Shown};
use crate::value::{Value, count, round};

/// What the bulletin of a period is called; its template and its sheet have this name.
#[must_use]
pub fn bulletin_name(period: Period) -> &'static str {
    let [month, quarter, year] = text::BULLETINS;
    match period.cadence() {
        Cadence::Month => month,
        Cadence::Quarter => quarter,
        Cadence::Year => year,
    }
}

/// The bulletin's paragraphs, of which the first is the title; or what is wrong with its template.
pub(super) fn paragraphs(plan: &Plan, quarter: &Quarter, checked: &Checked) -> (Vec<String>, Option<Finding>) {
    let name = bulletin_name(quarter.period);
    match template::render(plan.text(name), &bulletin(plan, quarter, checked)) {
        Ok(paragraphs) => (paragraphs, None),
        Err(fault) => {
            let finding = fault.finding(plan.text_place(name, fault.line));
            (vec![name.to_owned(), finding.message.clone()], Some(finding))
        }
    }
}

/// Everything a template can speak of.
fn bulletin(plan: &Plan, quarter: &Quarter, checked: &Checked) -> Bulletin {
    let period = quarter.period;
    let (first, last) = places(plan);
    let own = |key: &str| plan.indicators.iter().any(|known| known.code.0 == key && known.measure.is_some());
    let development =
        |row: &super::OfficialRow| shown(plan, TableId::Indicators, row, Role::Attribute) == plan.words.development;
    let due = || quarter.table(TableId::Indicators).iter().filter(|row| row.standing != Standing::NotDue);
    let indicators = rows::indicators(plan, quarter, due().filter(|row| own(&row.key.0) && development(row)));
    let (parts, groups) = rows::divisions(plan, quarter, &indicators);
    Bulletin {
        period: period.name(),
        year: period.year(),
        as_of: crate::text::period::day(period.end()),
        span: text::span(period.last_month()),
        span_name: span_name(period),
        elapsed: Figure(period.elapsed()),
        outlook: said::outlook(plan, checked),
        aims: rows::indicators(plan, quarter, due().filter(|row| !own(&row.key.0))),
        indicators,
        parts,
        groups,
        projects: rows::projects(plan, quarter),
        tasks: rows::tasks(plan, quarter),
        close_out: rows::close_out(plan, quarter),
        boards: said::boards(plan, quarter, first, last),
        first,
        last,
        praised: said::suggested(plan, quarter, crate::text::consolidate::PRAISED),
        urged: said::suggested(plan, quarter, crate::text::consolidate::URGED),
        submissions: said::submissions(plan, quarter),
        problems: said::problems(plan, quarter),
        requests: said::requests(plan, quarter),
        experience: said::experience(plan, quarter),
    }
}

/// The year so far, in words: 前三季度 at the end of September, 1-8月 within a quarter.
fn span_name(period: Period) -> String {
    let quarter = usize::try_from(period.last_month() / 3).unwrap_or(0);
    let named = if period.last_month() % 3 == 0 { quarter.checked_sub(1) } else { None };
    named.and_then(|index| text::SPANS.get(index)).map_or_else(|| text::span(period.last_month()), |&n| n.to_owned())
}

fn shown(plan: &Plan, id: TableId, row: &super::OfficialRow, role: Role) -> String {
    plan.table(id).value(&row.values, role).shown()
}

/// What a cell shows, as a number where it is one.
fn cell(value: &Value) -> Shown {
    value.number().map_or_else(|| Shown::Text(value.shown()), |number| Shown::Number(Figure(number)))
}

/// A share in %, one decimal; 0 of nothing is 0.
fn share(part: usize, whole: usize) -> Figure {
    Figure(if whole == 0 { 0.0 } else { round(count(part) / count(whole) * 100.0, 1) })
}

/// Names without doubles, in the order in which they first come.
fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}
