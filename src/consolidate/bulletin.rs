//! 季度通报: the plan's text with figures from the tables, and nothing else.

use super::{Board, OfficialRow, Quarter, Standing};
use crate::key::TableId;
use crate::plan::{Plan, Role};
use crate::roster::title_role;
use crate::text::consolidate as text;
use crate::text::fill;
use crate::value::{Value, count, plain, round};

/// The bulletin's paragraphs, blank lines dropped; the first is the title.
pub(super) fn paragraphs(plan: &Plan, quarter: &Quarter) -> Vec<String> {
    let mut args = vec![
        ("period", quarter.period.name()),
        ("as_of", crate::text::period::day(quarter.period.end())),
        ("span", text::span(quarter.period.last_month())),
        ("measures", plan.measures.len().to_string()),
    ];
    args.extend(indicator_args(plan, quarter));
    args.extend(project_args(plan, quarter));
    args.extend(task_args(plan, quarter));
    args.extend(close_out_args(plan, quarter));
    args.push(("boards", boards(plan, quarter)));
    args.push(("coordination", coordination(plan, quarter)));
    args.push(("experience", experience(plan, quarter)));
    fill(plan.text("bulletin"), &args)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

type Args = Vec<(&'static str, String)>;

fn light(plan: &Plan, id: TableId, row: &OfficialRow) -> String {
    plan.table(id).value(&row.values, Role::Light).shown()
}

fn title(plan: &Plan, id: TableId, row: &OfficialRow) -> String {
    plan.table(id).value(&row.values, title_role(id)).shown()
}

/// A share in %, one decimal; 0 of nothing is 0.
fn share(part: usize, whole: usize) -> String {
    plain(if whole == 0 { 0.0 } else { round(count(part) / count(whole) * 100.0, 1) })
}

/// Indicators that are asked for, scored as development, and have a light.
fn indicator_args(plan: &Plan, quarter: &Quarter) -> Args {
    let table = plan.table(TableId::Indicators);
    let words = &plan.words;
    let rows: Vec<&OfficialRow> = quarter
        .table(TableId::Indicators)
        .iter()
        .filter(|row| row.standing != Standing::NotDue)
        .filter(|row| table.value(&row.values, Role::Attribute).shown() == words.development)
        .collect();
    let with = |word: &str| rows.iter().filter(|row| light(plan, TableId::Indicators, row) == word).count();
    let behind: Vec<&&OfficialRow> = rows
        .iter()
        .filter(|row| {
            let light = light(plan, TableId::Indicators, row);
            light == words.yellow || light == words.red
        })
        .collect();
    let names: Vec<String> = behind.iter().map(|row| title(plan, TableId::Indicators, row)).collect();
    let leads: Vec<&str> = behind.iter().map(|row| plan.unit(row.unit).name.as_str()).collect();
    let green = with(&words.green);
    let groups: Vec<&str> = plan.measures.iter().map(|measure| measure.work_group.as_str()).collect();
    vec![
        ("indicators", rows.len().to_string()),
        ("on_schedule", green.to_string()),
        ("on_schedule_share", share(green, rows.len())),
        ("behind", behind.len().to_string()),
        ("behind_list", text::being(&names)),
        ("behind_ask", text::asked_of(&unique(&leads))),
        ("not_reached", with(&words.not_reached).to_string()),
        ("no_data", with(&words.grey).to_string()),
        ("work_groups", work_groups(plan, quarter, &unique(&groups))),
    ]
}

fn unique<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !seen.contains(name) {
            seen.push(name);
        }
    }
    seen
}

fn work_groups(plan: &Plan, quarter: &Quarter, groups: &[&str]) -> String {
    let parts: Vec<String> = groups
        .iter()
        .map(|group| {
            let of_group = |row: &&OfficialRow| plan.measure(&row.key.0).is_some_and(|m| m.work_group == *group);
            let rows: Vec<&OfficialRow> = quarter.table(TableId::Tasks).iter().filter(of_group).collect();
            let green = rows.iter().filter(|row| light(plan, TableId::Tasks, row) == plan.words.green).count();
            text::work_group(group, rows.len(), green)
        })
        .collect();
    text::work_groups(&parts)
}

/// Money of the projects, in 亿元 with two decimals.
fn project_args(plan: &Plan, quarter: &Quarter) -> Args {
    let table = plan.table(TableId::Projects);
    let rows = quarter.table(TableId::Projects);
    let sum = |role: Role| rows.iter().filter_map(|row| table.value(&row.values, role).number()).sum::<f64>();
    let (total, year_plan, invested) = (sum(Role::Total), sum(Role::YearPlan), sum(Role::Value));
    let hundred_million = |amount: f64| plain(round(amount / 10_000.0, 2));
    let rate = if year_plan > 0.0 { round(invested / year_plan * 100.0, 1) } else { 0.0 };
    let elapsed = round(f64::from(quarter.period.last_month()) / 12.0 * 100.0, 1);
    let lights = rows.iter().map(|row| light(plan, TableId::Projects, row));
    vec![
        ("projects", rows.len().to_string()),
        ("total", hundred_million(total)),
        ("year_plan", hundred_million(year_plan)),
        ("invested", hundred_million(invested)),
        ("invested_share", plain(rate)),
        ("schedule_gap", text::against_schedule(rate, elapsed, &plain(round((rate - elapsed).abs(), 1)))),
        ("project_lights", text::lights(&crate::check::light_counts(plan, lights))),
    ]
}

fn task_args(plan: &Plan, quarter: &Quarter) -> Args {
    let table = plan.table(TableId::Tasks);
    let rows = quarter.table(TableId::Tasks);
    let words = &plan.words;
    let status = |row: &OfficialRow| {
        let verdict = table.value(&row.values, Role::Verdict);
        if verdict.is_blank() { table.value(&row.values, Role::Status).shown() } else { verdict.shown() }
    };
    let in_status = |word: &str| rows.iter().filter(|row| status(row) == word).count().to_string();
    let in_light = |word: &str| rows.iter().filter(|row| light(plan, TableId::Tasks, row) == word).count().to_string();
    let late: Vec<String> = rows
        .iter()
        .filter(|row| status(row) == words.late || light(plan, TableId::Tasks, row) == words.red)
        .map(|row| text::late_task(&row.key.0, &plan.unit(row.unit).name))
        .collect();
    vec![
        ("tasks_done", in_status(&words.done)),
        ("tasks_in_progress", in_status(&words.in_progress)),
        ("tasks_continuous", in_status(&words.continuous)),
        ("tasks_late", in_status(&words.late)),
        ("tasks_not_started", in_status(&words.not_started)),
        ("tasks_grey", in_status("")),
        ("tasks_green", in_light(&words.green)),
        ("tasks_yellow", in_light(&words.yellow)),
        ("tasks_red", in_light(&words.red)),
        ("tasks_late_list", text::late_tasks(&late)),
    ]
}

fn close_out_args(plan: &Plan, quarter: &Quarter) -> Args {
    let table = plan.table(TableId::CloseOut);
    let rows = quarter.table(TableId::CloseOut);
    let closed = rows.iter().filter(|row| table.value(&row.values, Role::Status).shown() == plan.words.closed).count();
    let overdue = rows
        .iter()
        .filter(|row| table.value(&row.values, Role::Status).shown() != plan.words.closed)
        .filter(|row| table.value(&row.values, Role::Overdue).number().is_some_and(|days| days > 0.0))
        .count();
    vec![
        ("issues", rows.len().to_string()),
        ("issues_closed", closed.to_string()),
        ("issues_closed_share", share(closed, rows.len())),
        ("issues_open", (rows.len() - closed).to_string()),
        ("issues_overdue", overdue.to_string()),
    ]
}

/// First and last three of each ranked board, praise and urging.
fn boards(plan: &Plan, quarter: &Quarter) -> String {
    let mut sentences = Vec::new();
    for board in [Board::Departments, Board::Streets] {
        let ranked: Vec<&super::LeagueUnit> =
            quarter.league.units.iter().filter(|unit| unit.board == board && unit.rank.is_some()).collect();
        let name = |unit: &&super::LeagueUnit| {
            text::ranked_unit(&plan.unit(unit.unit).name, &unit.score.map(plain).unwrap_or_default())
        };
        let first: Vec<String> =
            ranked.iter().filter(|unit| unit.rank.is_some_and(|rank| rank <= 3)).map(name).collect();
        // Fewer than seven units have no last three that are not also in the middle.
        let last: Vec<String> =
            if ranked.len() > 6 { ranked.iter().rev().take(3).rev().map(name).collect() } else { Vec::new() };
        sentences.push(text::board_sentence(board.name(), &first, &last));
    }
    let with = |praise: &str| {
        let units = quarter.league.units.iter().filter(|unit| unit.praise == praise);
        units.map(|unit| plan.unit(unit.unit).name.as_str()).collect::<Vec<&str>>()
    };
    sentences.push(text::praise(&with(text::PRAISED), &with(text::URGED)));
    sentences.concat()
}

/// What leads say is wrong, and what they ask for.
fn coordination(plan: &Plan, quarter: &Quarter) -> String {
    let mut problems = Vec::new();
    for id in [TableId::Tasks, TableId::Projects] {
        let table = plan.table(id);
        for row in quarter.table(id) {
            let problem = table.value(&row.values, Role::Problem).shown();
            let told = !problem.is_empty() && problem != plan.words.nothing;
            let lit = [&plan.words.red, &plan.words.yellow].contains(&&light(plan, id, row));
            if told && lit {
                problems.push(text::told(&plan.unit(row.unit).name, &row.key.0, &problem));
            }
        }
    }
    let requests: Vec<String> = quarter
        .coordination
        .iter()
        .map(|request| {
            text::told(&plan.unit(request.unit).name, &request.about, &text::request(&request.text, &request.needs))
        })
        .collect();
    text::problems_and_requests(&problems, &requests)
}

fn experience(plan: &Plan, quarter: &Quarter) -> String {
    let table = plan.table(TableId::Tasks);
    let told: Vec<String> = quarter
        .table(TableId::Tasks)
        .iter()
        .filter_map(|row| {
            let value = table.value(&row.values, Role::Experience);
            let says = !value.is_blank() && *value != Value::text(&plan.words.nothing);
            says.then(|| text::told(&plan.unit(row.unit).name, &row.key.0, &value.shown()))
        })
        .collect();
    text::or_none(&told)
}
