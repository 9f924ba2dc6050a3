//! What units and the office say, and how units stand: outlook, problems, requests, experience, boards, returns.

use super::shown;
use crate::check::{Checked, State};
use crate::consolidate::board::ends;
use crate::consolidate::{Board, LeagueUnit, Quarter, Submission, SubmissionStatus};
use crate::key::{RowKey, TableId};
use crate::plan::{Plan, Role, UnitKind};
use crate::text::bulletin as vars;
use crate::text::bulletin::{Passage, Ranked, Request, Submissions, Told, one_line};
use crate::value::score;

/// The office's paragraphs on the situation (运行形势), by number; a line of a cell is a paragraph.
pub(super) fn outlook(plan: &Plan, checked: &Checked) -> Vec<Passage> {
    let table = plan.table(TableId::Outlook);
    let usable = checked.rows.iter().filter(|row| row.table == TableId::Outlook && row.state == State::Returned);
    let mut rows: Vec<(String, String)> = usable
        .filter(|row| row.unit == plan.office_unit())
        .map(|row| (row.key.0.clone(), table.value(&row.values, Role::Content).shown()))
        .collect();
    rows.sort_by_key(|(place, _)| place.parse::<u32>().unwrap_or(u32::MAX));
    let lines = rows.into_iter().flat_map(|(place, content)| {
        let lines = content.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        lines.map(|content| Passage { place: place.clone(), content }).collect::<Vec<_>>()
    });
    lines.collect()
}

/// Whether a unit said something, and not 无.
fn says(plan: &Plan, text: &str) -> bool {
    !text.is_empty() && *text != plan.words.nothing
}

/// What leads say is wrong with rows that show yellow or red; of red ones first, as a bulletin may give the first only.
pub(super) fn problems(plan: &Plan, quarter: &Quarter) -> Vec<Told> {
    let of =
        |word: &str| told(plan, quarter, &[TableId::Tasks, TableId::Projects], Role::Problem, &|light| light == word);
    [of(&plan.words.red), of(&plan.words.yellow)].concat()
}

/// What leads recommend to others (典型经验).
pub(super) fn experience(plan: &Plan, quarter: &Quarter) -> Vec<Told> {
    told(plan, quarter, &[TableId::Tasks], Role::Experience, &|_| true)
}

fn told(plan: &Plan, quarter: &Quarter, tables: &[TableId], role: Role, lit: &dyn Fn(&str) -> bool) -> Vec<Told> {
    let rows = tables.iter().flat_map(|id| quarter.table(*id).iter().map(move |row| (*id, row)));
    rows.filter(|(id, row)| lit(&shown(plan, *id, row, Role::Light)))
        .map(|(id, row)| Told {
            unit: plan.unit(row.unit).name.clone(),
            key: row.key.0.clone(),
            name: one_line(&shown(plan, id, row, Role::Name)),
            content: shown(plan, id, row, role),
        })
        .filter(|told| says(plan, &told.content))
        .map(|told| Told { content: one_line(&told.content), ..told })
        .collect()
}

/// 需协调事项, as on its sheet.
pub(super) fn requests(plan: &Plan, quarter: &Quarter) -> Vec<Request> {
    let name = |key: &RowKey| {
        let named = [TableId::Tasks, TableId::Projects]
            .into_iter()
            .find_map(|id| Some(shown(plan, id, quarter.row(id, key)?, Role::Name)));
        named.unwrap_or_default()
    };
    let request = |line: &crate::consolidate::Request| Request {
        unit: plan.unit(line.unit).name.clone(),
        key: line.key.0.clone(),
        name: one_line(&name(&line.key)),
        content: one_line(&line.text),
        needs: one_line(&line.needs),
    };
    quarter.coordination.iter().map(request).collect()
}

/// The ranked boards. On a board with no more units than may be first or last, nobody is last; nor is who is first.
pub(super) fn boards(plan: &Plan, quarter: &Quarter, first: u32, last: u32) -> Vec<vars::Board> {
    [Board::Departments, Board::Streets]
        .into_iter()
        .map(|board| {
            let units = &quarter.league.units;
            let on_board = || units.iter().filter(|unit| unit.board == board);
            let at_ends = |holds: &dyn Fn((bool, bool)) -> bool| -> Vec<Ranked> {
                let held = on_board().filter(|unit| holds(ends(unit, units, (first, last))));
                held.filter_map(|unit| ranked(plan, unit)).collect()
            };
            let all = at_ends(&|_| true);
            let enough = u32::try_from(all.len()).is_ok_and(|count| count > first.saturating_add(last));
            vars::Board {
                name: board.name().to_owned(),
                ranked: all.len(),
                first: at_ends(&|(is_first, _)| is_first),
                last: at_ends(&|(is_first, is_last)| enough && is_last && !is_first),
                all,
            }
        })
        .collect()
}

fn ranked(plan: &Plan, unit: &LeagueUnit) -> Option<Ranked> {
    let [green, yellow, red, grey] = unit.lights;
    let name = plan.unit(unit.unit).name.clone();
    Some(Ranked { unit: name, rank: unit.rank?, score: score(unit.score?), green, yellow, red, grey })
}

/// Units with this 评价建议, in the league's order.
pub(super) fn suggested(plan: &Plan, quarter: &Quarter, praise: &str) -> Vec<String> {
    let units = quarter.league.units.iter().filter(|unit| unit.praise == praise);
    units.map(|unit| plan.unit(unit.unit).name.clone()).collect()
}

/// 报送情况, as counted on the cover: the office is not one of the units.
pub(super) fn submissions(plan: &Plan, quarter: &Quarter) -> Submissions {
    let lines = || quarter.submissions.iter().filter(|line| plan.unit(line.unit).kind != UnitKind::Office);
    let names = |wanted: &dyn Fn(&Submission) -> bool| {
        let named = lines().filter(|line| wanted(line)).map(|line| plan.unit(line.unit).name.clone());
        named.collect::<Vec<String>>()
    };
    let units = |status: SubmissionStatus| names(&|line| line.status == status && !line.excused);
    let late_units = units(SubmissionStatus::Late);
    let refused_units = units(SubmissionStatus::Refused);
    let missing_units = units(SubmissionStatus::Missing);
    let excused_units = names(&|line| line.excused);
    Submissions {
        expected: lines().count(),
        in_time: units(SubmissionStatus::InTime).len(),
        late: late_units.len(),
        refused: refused_units.len(),
        missing: missing_units.len(),
        excused: excused_units.len(),
        late_units,
        refused_units,
        missing_units,
        excused_units,
    }
}
