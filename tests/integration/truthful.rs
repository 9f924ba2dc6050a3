//! Quarters in which every unit tells the truth, as units do: some keep the schedule, some are ahead, some late with a
//! reason, some wait for a figure that is not out yet, some correct one downward, growth is negative. Nobody is
//! objected to, but for what is earned, and each earned warning stands in `EARNED` with the reason.

/// What a truthful unit tells of a row.
mod told;

use crate::dice::Dice;
use jiff::civil::date;
use qingdan::archive::{Archive, ReadBack, read_back};
use qingdan::check::{CheckedRow, check};
use qingdan::consolidate::consolidate;
use qingdan::finding::{Finding, Severity};
use qingdan::key::{RowKey, TableId};
use qingdan::period::Period;
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::read;
use qingdan::recognize::{CoverLine, Return, recognize};
use qingdan::render::form::{Filling, form};
use qingdan::render::official::workbook;
use qingdan::roster::{Due, Expected, decisions, is_open, roster};
use qingdan::value::Value;
use qingdan::write::write;
use std::collections::BTreeSet;

/// The unit whose return comes two days late in every quarter.
const LATE: &str = "区交通运输局";

/// Warnings that a truthful quarter earns: the code, whose file (empty for the whole collection), and why.
const EARNED: [(&str, &str, &str); 2] = [
    ("F10", LATE, "its return did come two days after the deadline"),
    ("X06", "", "4.1 asks for four projects that the document does not name, and none is registered in the plan"),
];

/// A quarter that was played through.
struct Played {
    findings: Vec<Finding>,
    /// What stands in the rows that came.
    values: BTreeSet<String>,
    /// The lights of them.
    lights: BTreeSet<String>,
    /// The projects that are red.
    red: BTreeSet<RowKey>,
    archive: Archive,
}

/// Forms, truthful returns, and what is said of them.
fn play(plan: &Plan, period: Period, previous: Option<&Archive>, dice: &mut Dice) -> Played {
    let rows = roster(plan, period, previous);
    let names = plan.name_values(period);
    let mut returns: Vec<Return> = plan
        .reporters()
        .map(|unit| {
            let own: Vec<Expected> = rows.iter().filter(|row| row.unit == unit).cloned().collect();
            let mut filling = cover(plan, period, &plan.unit(unit).name);
            for (row, answers) in told::answers(plan, period, &own, dice) {
                let table = plan.table(row.table);
                for (role, value) in answers {
                    let slot = table.slot(role).unwrap_or_else(|| panic!("{} {role:?}", table.name));
                    if is_open(plan, table, slot, row, &names) {
                        filling.cells.insert((row.table, row.key.clone(), slot), value);
                    }
                }
            }
            if unit == plan.office_unit() {
                if let Some(previous) = previous {
                    filling.extra_rows.extend(decisions(plan, period, previous));
                }
                told::register(plan, period, previous.is_none(), &mut filling);
            }
            let bytes = write(&form(plan, period, unit, &own, Some(&filling))).unwrap();
            recognize(&read(&format!("{}.xlsx", plan.unit(unit).name), &bytes, &plan.reading), plan)
        })
        .collect();
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    let checked = check(plan, &returns, Some(period), previous);
    let quarter = consolidate(plan, period, &checked, previous);
    let name = format!("{period}汇总.xlsx");
    let bytes = write(&workbook(plan, &quarter, None)).unwrap();
    let ReadBack::Archive(archive) = read_back(&read(&name, &bytes, &plan.reading), plan) else { panic!("{name}") };
    let told = |roles: &[Role]| {
        let cells = checked.rows.iter().flat_map(|row| {
            roles.iter().map(|role| {
                let value = plan.table(row.table).value(&row.values, *role);
                // A negative growth rate.
                if value.number().is_some_and(|value| value < 0.0) { "负".to_owned() } else { value.shown() }
            })
        });
        cells.collect::<BTreeSet<String>>()
    };
    let (values, lights) = (told(&[Role::Value, Role::Status]), told(&[Role::Light]));
    let is_red = |row: &&CheckedRow| {
        row.table == TableId::Projects && plan.table(row.table).value(&row.values, Role::Light).shown() == "红"
    };
    let red = checked.rows.iter().filter(is_red).map(|row| row.key.clone()).collect();
    Played { values, lights, red, findings: checked.findings, archive: *archive }
}

fn cover(plan: &Plan, period: Period, unit: &str) -> Filling {
    let mut filling = Filling::default();
    let due = plan.deadline(period).unwrap();
    let filled = if unit == LATE { due.checked_add(jiff::Span::new().days(2)).unwrap() } else { period.end() };
    let lines = [CoverLine::Filler, CoverLine::Reviewer, CoverLine::Principal, CoverLine::Phone];
    filling.cover.extend(lines.map(|line| (line, Value::text("示例"))));
    filling.cover.insert(CoverLine::FilledOn, Value::Date(filled));
    filling
}

/// What is objected to that is not earned, and which of what is earned was not said.
fn unearned(played: &Played, period: Period, seed: u64) -> Vec<String> {
    let objections = || played.findings.iter().filter(|finding| finding.severity != Severity::Note);
    let is = |finding: &Finding, (code, unit): (&str, &str)| {
        finding.code.0 == code && (unit.is_empty() || finding.at.file.starts_with(unit))
    };
    // A project that is behind at the end of the year is red, and nobody but the office can say what follows (X08).
    let asked =
        |finding: &Finding| finding.code.0 == "X08" && finding.row.as_ref().is_some_and(|row| played.red.contains(row));
    let earned = |finding: &Finding| asked(finding) || EARNED.iter().any(|(code, unit, _)| is(finding, (code, unit)));
    let told = objections().filter(|finding| !earned(finding));
    let mut all: Vec<String> =
        told.map(|f| format!("seed {seed} {period}: {} {} {} {:?}", f.code, f.at, f.message, f.row)).collect();
    let silent = EARNED.iter().filter(|(code, unit, _)| !objections().any(|finding| is(finding, (code, unit))));
    all.extend(silent.map(|(code, unit, why)| format!("seed {seed} {period}: {code} {unit} is not said: {why}")));
    all
}

/// The quarters from this one to December.
fn quarters(seed: u64, from: i8, besides: &str) {
    let periods: Vec<Period> = (from..=4).map(|number| Period::Quarter(2023, number)).collect();
    one_after_the_other(seed, &periods, besides);
}

/// Each of these periods after the one before it.
fn one_after_the_other(seed: u64, periods: &[Period], besides: &str) {
    let (plan, _) = load(&Files::embedded());
    let mut dice = Dice(seed);
    let mut before: Option<Archive> = None;
    let mut said = Vec::new();
    let mut met: BTreeSet<String> = BTreeSet::new();
    for period in periods.iter().copied() {
        let played = play(&plan, period, before.as_ref(), &mut dice);
        said.extend(unearned(&played, period, seed));
        met.extend(played.values.into_iter().chain(played.lights));
        met.extend(played.findings.iter().filter(|f| f.severity == Severity::Note).map(|f| f.code.0.clone()));
        before = Some(played.archive);
    }
    // Life was in it: statuses and lights, figures not out yet, one corrected downward and a measure that was done
    // and is not any more, each explained and so a note.
    let life = ["推进中", "已完成", "滞后", "持续推进", "绿", "黄", "红", "暂无数据", "X01", "X02", besides];
    let missed: Vec<&str> = life.into_iter().filter(|wanted| !met.contains(*wanted)).collect();
    assert_eq!(missed, Vec::<&str>::new(), "seed {seed}");
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn truthful_quarters_are_not_objected_to() {
    // Growth is negative.
    quarters(20_231, 2, "负");
}

#[test]
fn other_truthful_quarters_are_not_objected_to() {
    // Something has not begun.
    quarters(7, 2, "未启动");
}

#[test]
fn a_truthful_year_is_not_objected_to() {
    quarters(55, 1, "负");
}

#[test]
fn truthful_months_and_the_quarter_after_them_are_not_objected_to() {
    one_after_the_other(8, &[Period::Month(2023, 7), Period::Month(2023, 8), Period::Quarter(2023, 3)], "绿");
}
