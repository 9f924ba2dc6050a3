//! A year of four quarters, each run on the one before: projects come and go, an issue is opened, extended, refused
//! and closed, a unit is renamed, a target is adjusted. Everybody is truthful, so nobody is objected to; what
//! happened is in 本期变化.

use jiff::civil::{Date, date};
use qingdan::archive::{Archive, ReadBack, read_back};
use qingdan::check::{Checked, adjusted, check, standing_targets};
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::finding::Severity;
use qingdan::key::{RowKey, TableId};
use qingdan::period::Period;
use qingdan::plan::{Files, Measured, Part, Plan, Role, Table, load};
use qingdan::read::read;
use qingdan::recognize::{CoverLine, Return, recognize};
use qingdan::render::form::{Filling, form};
use qingdan::render::official::workbook;
use qingdan::roster::{Due, Expected, decisions, is_open, roster};
use qingdan::value::{Value, round};
use qingdan::write::write;
use std::sync::LazyLock;

/// 4.1 asks for four projects that the document does not name, and the plan of 2023 has none of them.
const NOT_REGISTERED: &str = "X06  任务4.1要求的重大项目尚未登记齐：组织实施重大项目数要求4个，已登记0个；重大项目总投资要求139.5亿元，\
    已登记0亿元；战略支撑型项目数要求1个，已登记0个；产业赋能型项目数要求2个，已登记0个；生活美好型项目数要求1个，已登记0个。";
/// In a month 区发改局 has one key indicator, 4.1's investment, and no project of that list is registered.
const NO_PROJECT_OF_THE_LIST: &str = "C05  区发改局有数据的指标权重为0%，不足50%，本期不参加排名。";
const OFFICE: &str = "专班办公室";

/// A quarter of the year that is played through.
struct Played {
    plan: Plan,
    returns: Vec<Return>,
    checked: Checked,
    quarter: Quarter,
    archive: Archive,
}

/// The plan of a quarter: XM03 is put on the list in the second and taken off in the third, when a unit is renamed.
fn plan_of(quarter: i8) -> Plan {
    let mut files = Files::embedded();
    let mut edit = |name: &str, change: &dyn Fn(&str) -> String| {
        let (_, body) = files.files.iter_mut().find(|(known, _)| known == name).unwrap();
        *body = change(body);
    };
    let listed = |rest: &str| {
        let place = "市级,续建,示例建设单位,五马街道,示例内容,2023-2024,50000,0,20000,,2023-05-01,2024-12-31,区商务局";
        format!("XM03,示例项目三,产业赋能型,{place},{rest}")
    };
    match quarter {
        1 => {}
        2 => edit("projects.csv", &|body| {
            format!("{}\n{}\n", body.trim_end(), listed("新增,纳入市级清单,鹿服专〔2023〕2号,2023-05-10,示例"))
        }),
        _ => edit("projects.csv", &|body| {
            format!("{}\n{}\n", body.trim_end(), listed("调出,业主变更,鹿服专〔2023〕5号,2023-08-20,示例"))
        }),
    }
    if quarter > 2 {
        edit("units.csv", &|body| {
            let lines = body.lines().map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                if cells[0] == "区投资促进服务中心" {
                    (cells[0], cells[3]) = ("区投资促进局", "区投资促进服务中心");
                }
                cells.join(",")
            });
            lines.collect::<Vec<String>>().join("\n")
        });
    }
    let (plan, findings) = load(&files);
    let faults: Vec<&str> =
        findings.iter().filter(|f| f.severity == Severity::Error).map(|f| f.message.as_str()).collect();
    assert_eq!(faults, Vec::<&str>::new());
    plan
}

/// Plays a quarter, or a month in it, through: forms, returns, consolidation, and the workbook read back.
fn play(period: Period, previous: Option<&Archive>) -> Played {
    let number = (period.last_month() + 2) / 3;
    let plan = plan_of(number);
    let targets = previous.map(|previous| standing_targets(&plan, period, previous)).unwrap_or_default();
    let handed_out = adjusted(&plan, &targets);
    let rows = roster(&handed_out, period, previous);
    let standing = previous.map(|previous| decisions(&plan, period, previous)).unwrap_or_default();
    let mut returns: Vec<Return> = plan
        .reporters()
        .map(|unit| {
            let own: Vec<Expected> = rows.iter().filter(|row| row.unit == unit).cloned().collect();
            let mut filling = told(&handed_out, period, &own);
            if unit == plan.office_unit() {
                filling.extra_rows.extend(standing.clone());
                register(&plan, if period.last_month() % 3 == 0 { number } else { 0 }, &mut filling);
            }
            let bytes = write(&form(&handed_out, period, unit, &own, Some(&filling))).unwrap();
            recognize(&read(&format!("{}.xlsx", plan.unit(unit).name), &bytes, &plan.reading), &plan)
        })
        .collect();
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    let checked = check(&plan, &returns, Some(period), previous);
    let quarter = consolidate(&plan, period, &checked, previous);
    let bytes = write(&workbook(&plan, &quarter, None)).unwrap();
    let name = format!("{period}汇总.xlsx");
    let ReadBack::Archive(archive) = read_back(&read(&name, &bytes, &plan.reading), &plan) else { panic!("{name}") };
    assert!(archive.edits.is_empty(), "nobody edited {name}: {:?}", archive.edits);
    Played { plan, returns, checked, quarter, archive: *archive }
}

static YEAR: LazyLock<Vec<Played>> = LazyLock::new(|| {
    let mut year: Vec<Played> = Vec::new();
    for number in 1..=4 {
        let played = play(Period::Quarter(2023, number), year.last().map(|played| &played.archive));
        year.push(played);
    }
    year
});

/// What a truthful unit that keeps the schedule tells.
fn told(plan: &Plan, period: Period, rows: &[Expected]) -> Filling {
    let mut filling = Filling::default();
    let lines = [CoverLine::Filler, CoverLine::Reviewer, CoverLine::Principal, CoverLine::Phone];
    filling.cover.extend(lines.map(|line| (line, Value::text("示例"))));
    filling.cover.insert(CoverLine::FilledOn, Value::Date(period.end()));
    let names = plan.name_values(period);
    for row in rows.iter().filter(|row| row.due == Due::Asked) {
        let table = plan.table(row.table);
        for (role, value) in answers(plan, period, table, row) {
            let slot = table.slot(role).unwrap();
            if is_open(plan, table, slot, row, &names) {
                filling.cells.insert((row.table, row.key.clone(), slot), value);
            }
        }
    }
    filling
}

fn quarter_of(period: Period) -> f64 {
    f64::from(period.last_month()) / 3.0
}

fn answers(plan: &Plan, period: Period, table: &Table, row: &Expected) -> Vec<(Role, Value)> {
    let given = |role: Role| table.value(&row.prefilled, role).clone();
    let gone = quarter_of(period) / 4.0;
    match (row.table, row.part) {
        (TableId::Indicators, _) => {
            let decimals = i32::from(plan.indicators.iter().find(|known| known.code == row.key).unwrap().decimals);
            let target = given(Role::Target).number().unwrap_or(5.0);
            let target = if given(Role::Comparison).shown() == ">" { target + 1.0 } else { target };
            let grows = plan.words.per_year.contains(&given(Role::Basis).shown());
            // As much as the schedule asks: of whole things no more than are due.
            let due = if decimals == 0 { (target * gone).floor() } else { round(target * gone, decimals) };
            // 200/3 % is reached by 66.7.
            let reached = if given(Role::Target).is_blank() { target } else { round(target + 0.049, decimals) };
            // A target that was lowered takes nothing back.
            let due = due.max(given(Role::Previous).number().unwrap_or(0.0));
            let now = if grows { due } else { reached };
            let base = (Role::Base, Value::Number(0.0));
            vec![(Role::Value, Value::Number(now)), (Role::Reference, Value::Number(5.0)), base]
        }
        (TableId::Projects, _) => {
            // XM03 is on the list from the second quarter on, and its year's plan with it.
            let (a_month, before) = if row.key.0 == "XM03" { (20_000.0 / 6.0, 3.0) } else { (8_000.0 / 12.0, 0.0) };
            let month = f64::from(period.last_month());
            let so_far = round(a_month * (month - before), 2);
            let number = Value::Number;
            vec![
                (Role::Category, Value::text("生活美好型")),
                (Role::Nature, Value::text("续建")),
                (Role::Total, number(90_000.0)),
                (Role::Before, number(10_000.0)),
                (Role::YearPlan, number(8_000.0)),
                (Role::ThisPeriod, number(round(so_far - given(Role::Previous).number().unwrap_or(0.0), 2))),
                (Role::Value, number(so_far)),
                (Role::StartActual, Value::Date(date(2022, 3, 1))),
                (Role::Progress, Value::text(&format!("截至{month}月完成主体施工{month}层。"))),
                (Role::Problem, Value::text("无")),
            ]
        }
        (TableId::Tasks, Part::Support | Part::Member) => vec![(Role::Progress, Value::text("无"))],
        (TableId::Tasks, Part::Lead | Part::Office) => {
            let due = given(Role::Deadline).date().is_some_and(|deadline| deadline <= period.end());
            let continuous = given(Role::Kind).shown() == "持续" || given(Role::Kind).shown() == "对照";
            let status = match (continuous, due) {
                (true, _) => "持续推进",
                (false, true) => "已完成",
                (false, false) => "推进中",
            };
            let mut answers = vec![
                (Role::Status, Value::text(status)),
                (
                    Role::Progress,
                    Value::text(&format!(
                        "截至{}，召开推进会{}次，按计划推进各项工作。",
                        period.name(),
                        quarter_of(period)
                    )),
                ),
                (Role::Problem, Value::text("无")),
                (Role::Next, Value::text("按计划推进。")),
            ];
            if status == "已完成" {
                answers.push((Role::DoneOn, Value::Date(period.end())));
                answers.push((Role::Result, Value::text("示例成果")));
            }
            answers
        }
        (TableId::CloseOut, Part::Lead) => {
            let number = period.last_month() / 3;
            let applied: Option<Date> = match (row.key.0.as_str(), number) {
                ("Y01", 3) => Some(date(2023, 7, 20)),
                ("Y02", 3) => Some(date(2023, 8, 20)),
                ("Y02", 4) => Some(date(2023, 11, 10)),
                _ => None,
            };
            let mut answers = vec![
                (Role::Person, Value::text("示例")),
                (Role::Measures, Value::text("列出清单限期整改。")),
                (Role::Progress, Value::text(&format!("{}已推进整改。", period.name()))),
                (Role::Status, Value::text(if applied.is_some() { "申请销号" } else { "整改中" })),
            ];
            if let Some(applied) = applied {
                answers.push((Role::DoneOn, Value::Date(applied)));
                answers.push((Role::AppliedOn, Value::Date(applied)));
                answers.push((Role::Evidence, Value::text("示例照片")));
            }
            answers
        }
        _ => Vec::new(),
    }
}

/// What the office registers in a quarter.
fn register(plan: &Plan, number: i8, filling: &mut Filling) {
    let day = |month, day| Value::Date(date(2023, month, day));
    let text = Value::text;
    let new_row = |filling: &mut Filling, id: TableId, cells: Vec<(Role, Value)>| {
        let table = plan.table(id);
        let mut row = table.blank_row();
        for (role, value) in cells {
            table.set(&mut row, role, value);
        }
        filling.extra_rows.push((id, row));
    };
    let issue = |key: &str, lead: &str, visited: Value, due: Value| {
        vec![
            (Role::Key, text(key)),
            (Role::VisitedOn, visited),
            (Role::Grade, text("一般")),
            (Role::Content, text(&format!("示例问题{key}。"))),
            (Role::Lead, text(lead)),
            (Role::Due, due),
            (Role::Status, text("待交办")),
        ]
    };
    let set = |filling: &mut Filling, key: &str, cells: Vec<(Role, Value)>| {
        let table = plan.table(TableId::CloseOut);
        for (role, value) in cells {
            filling.cells.insert((TableId::CloseOut, RowKey::from(key), table.slot(role).unwrap()), value);
        }
    };
    let verified = |on: Value, opinion: &str| {
        vec![
            (Role::VerifierUnit, text(OFFICE)),
            (Role::Verifier, text("示例")),
            (Role::VerifiedOn, on),
            (Role::Opinion, text(opinion)),
        ]
    };
    new_row(filling, TableId::Outlook, vec![(Role::Key, text("1")), (Role::Content, text("示例形势。"))]);
    match number {
        // A month in between: everything stands as it was.
        0 => {}
        1 => new_row(filling, TableId::CloseOut, issue("Y01", "区商务局", day(3, 1), day(5, 31))),
        2 => {
            set(
                filling,
                "Y01",
                vec![(Role::ExtendedTo, day(7, 31)), (Role::ExtendedBy, text("示例")), (Role::Status, text("延期"))],
            );
            new_row(filling, TableId::CloseOut, issue("Y02", "区投资促进服务中心", day(6, 1), day(12, 15)));
            let lowered = vec![
                (Role::Key, text("6.1-2")),
                (Role::Target, Value::Number(40.0)),
                (Role::Basis, text("会议纪要2号")),
            ];
            new_row(filling, TableId::Targets, lowered);
        }
        3 => {
            set(
                filling,
                "Y01",
                [verified(day(8, 1), "同意"), vec![(Role::Status, text("已销号")), (Role::ClosedOn, day(8, 2))]]
                    .concat(),
            );
            set(filling, "Y02", [verified(day(8, 30), "退回"), vec![(Role::Status, text("退回整改"))]].concat());
        }
        _ => set(
            filling,
            "Y02",
            [verified(day(11, 20), "同意"), vec![(Role::Status, text("已销号")), (Role::ClosedOn, day(11, 21))]]
                .concat(),
        ),
    }
}

/// `表 行 字段 上期→本期`.
fn change(played: &Played, key: &str, field: &str) -> String {
    let found = played
        .quarter
        .changes
        .iter()
        .find(|change| change.key.0 == key && change.field.as_deref().unwrap_or("") == field);
    found.map_or_else(|| "不变".to_owned(), |change| format!("{}→{}", change.before.shown(), change.after.shown()))
}

#[test]
fn a_truthful_year_runs_through_without_a_false_alarm() {
    for (number, played) in (1..).zip(YEAR.iter()) {
        let objections: Vec<String> = played
            .quarter
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Note)
            .map(|finding| format!("{} {} {}", finding.code, finding.at, finding.message))
            .collect();
        assert_eq!(objections, [NOT_REGISTERED], "quarter {number}");
        assert!(
            qingdan::consolidate::balance(&played.checked)
                .iter()
                .all(|line| line.counts.expected == line.counts.returned)
        );
    }
}

#[test]
fn every_event_of_the_year_is_among_the_changes() {
    let [first, second, third, fourth] = YEAR.as_slice() else { panic!("four quarters") };
    assert!(first.quarter.changes.is_empty() && first.quarter.previous.is_none(), "the first has none before it");
    let all = |played: &Played, wanted: &[(&str, &str, &str)]| {
        for (key, field, expected) in wanted {
            assert_eq!(change(played, key, field), *expected, "{} {key} {field}", played.quarter.period);
        }
    };
    // In the second: a project comes, an issue is extended, another opened, a target lowered from 50 to 40.
    all(
        second,
        &[
            ("XM03", "", "→有"),
            ("Y01", "销号状态", "待交办→延期"),
            ("Y01", "延期至", "→2023-07-31"),
            ("Y02", "", "→有"),
            ("6.1-2", "目标值", "50→40"),
            // 8,000 a year, a quarter of it each quarter.
            ("XM01", "本年累计完成投资", "2000→4000"),
        ],
    );
    let lowered = second
        .quarter
        .changes
        .iter()
        .find(|change| change.key.0 == "6.1-2" && change.field.as_deref() == Some("目标值"));
    assert!(lowered.unwrap().remark.contains("会议纪要2号"), "{lowered:?}");
    // In the third: the project is taken off, the extended issue closed, the other refused, a unit renamed; the
    // lowered target stands, since the office's form brought it along.
    all(
        third,
        &[
            ("XM03", "动态调整", "新增→调出"),
            ("Y01", "销号状态", "延期→已销号"),
            ("Y02", "销号状态", "待交办→退回整改"),
            ("Y02", "核查意见", "→退回"),
            ("11.1-1", "责任单位", "区投资促进服务中心→区投资促进局"),
            ("6.1-2", "目标值", "不变"),
        ],
    );
    let gone = third
        .quarter
        .changes
        .iter()
        .find(|change| change.key.0 == "XM03" && change.field.as_deref() == Some("动态调整"));
    assert!(gone.unwrap().remark.contains("业主变更") && gone.unwrap().remark.contains("鹿服专〔2023〕5号"));
    let renamed = third
        .quarter
        .changes
        .iter()
        .any(|change| change.table == TableId::LeagueUnits && change.key.0 == "区投资促进服务中心");
    assert!(!renamed, "the league goes on under the new name");
    // In the fourth: the refused issue is closed, and what was due is done.
    all(fourth, &[("Y02", "销号状态", "退回整改→已销号"), ("6.1", "推进状态", "推进中→已完成"), ("XM03", "", "不变")]);
    // Every change says where both figures stand, where there were two.
    for change in &fourth.quarter.changes {
        let from_returns = !matches!(change.table, TableId::LeagueIndicators | TableId::LeagueUnits);
        if from_returns && change.field.is_some() {
            assert!(change.before_at.as_ref().is_some_and(|at| at.cell.is_some()), "{change:?}");
            assert!(change.after_at.is_some(), "{change:?}");
        }
    }
}

#[test]
fn one_previous_workbook_keeps_the_figures_of_all_quarters_before() {
    let fourth = &YEAR[3];
    // XM01: 2,000 in each of three quarters before; the archive's own is the fourth.
    let values: Vec<(String, String)> = fourth
        .archive
        .earlier
        .iter()
        .filter(|figure| figure.row.0 == "XM01" && figure.field == "本年累计完成投资")
        .map(|figure| (figure.period.to_string(), figure.value.shown()))
        .collect();
    let expected = [("2023Q1", "2000"), ("2023Q2", "4000"), ("2023Q3", "6000")];
    assert_eq!(values, expected.map(|(period, value)| (period.to_owned(), value.to_owned())));
    assert_eq!(fourth.plan.unit(fourth.plan.find_unit("区投资促进服务中心").unwrap()).name, "区投资促进局");
}

/// What is objected to when these returns are consolidated for a period.
fn objections(plan: &Plan, returns: &[Return], period: &str, previous: Option<&Archive>) -> (Vec<String>, Quarter) {
    let period = period.parse().unwrap();
    let checked = check(plan, returns, Some(period), previous);
    let quarter = consolidate(plan, period, &checked, previous);
    let said = quarter.findings.iter().filter(|finding| finding.severity != Severity::Note);
    (said.map(|finding| format!("{} {} {}", finding.code, finding.at, finding.message)).collect(), quarter)
}

#[test]
fn the_fourth_quarter_s_returns_make_the_year_and_the_last_month() {
    let fourth = &YEAR[3];
    let (said, year) = objections(&fourth.plan, &fourth.returns, "2023", None);
    assert_eq!(said, [NOT_REGISTERED]);
    // What is asked yearly is in the fourth quarter's form: all of part B that is not computed has its figures.
    let table = fourth.plan.table(TableId::Indicators);
    let goals = || fourth.plan.indicators.iter().filter(|known| known.measure.is_none());
    let reported: Vec<_> = goals().filter(|known| known.measured == Measured::Reported).collect();
    assert_eq!(goals().count(), 27);
    for indicator in &reported {
        let row = year.row(TableId::Indicators, &indicator.code).unwrap();
        assert!(table.value(&row.values, Role::Value).number().is_some(), "{}", indicator.code);
    }
    assert!(reported.len() > 10, "{}", reported.len());
    let (said, month) = objections(&fourth.plan, &fourth.returns, "2023-12", None);
    assert_eq!(said, [NO_PROJECT_OF_THE_LIST, NOT_REGISTERED]);
    let asked = month
        .table(TableId::Indicators)
        .iter()
        .filter(|row| row.standing == qingdan::consolidate::Standing::Reported)
        .count();
    let monthly =
        fourth.plan.indicators.iter().filter(|known| known.cadence == qingdan::period::Cadence::Month).count();
    assert!(asked > 0 && asked <= monthly + 3, "{asked} of {monthly}: only what is monthly, and totals");
}

#[test]
fn a_month_runs_on_the_quarter_before_and_asks_for_what_is_monthly() {
    let july = play(Period::Month(2023, 7), Some(&YEAR[1].archive));
    let said: Vec<String> = july
        .quarter
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Note)
        .map(|f| format!("{} {} {}", f.code, f.at, f.message))
        .collect();
    assert_eq!(said, [NO_PROJECT_OF_THE_LIST, NOT_REGISTERED]);
    // 11.3-1 is quarterly: 本期不报, and no change; 6.1-1 is monthly: INT(10×6/12) = 5, then INT(10×7/12) = 5.
    let table = july.plan.table(TableId::Indicators);
    let value = |key: &str| {
        let row = july.quarter.row(TableId::Indicators, &RowKey::from(key)).unwrap();
        table.value(&row.values, Role::Value).shown()
    };
    assert_eq!([value("11.3-1"), value("6.1-1")], ["本期不报", "5"]);
    assert_eq!(change(&july, "11.3-1", "本期累计完成值"), "不变");
    // August on July: what July did not ask for is still known from the second quarter, INT(10×0.5) = 5.
    let august = roster(&july.plan, Period::Month(2023, 8), Some(&july.archive));
    assert!(!august.iter().any(|row| row.key.0 == "11.3-1"), "a month's form holds only what is monthly");
    let later = roster(&july.plan, Period::Quarter(2023, 3), Some(&july.archive));
    let row = later.iter().find(|row| row.key.0 == "11.3-1").unwrap();
    assert_eq!(table.value(&row.prefilled, Role::Previous), &Value::Number(5.0));
}
