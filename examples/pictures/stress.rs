//! The stress case: everything at once as long and as much as the rules allow. Sixty projects, a measure with 41
//! supporting units, 300 issues in the ledger, and every text that is filled in at its longest. The plan is the embedded
//! one but for projects and supporters; all texts are invented (示例).

use super::make::Samples;
use anyhow::{Context, Result};
use jiff::civil::date;
use qingdan::key::TableId;
use qingdan::period::Period;
use qingdan::plan::{Files, Part, Plan, Role, UnitKind, load};
use qingdan::roster::{Due, roster};
use qingdan::value::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// How many projects, and how many issues.
const PROJECTS: usize = 60;
const ISSUES: usize = 300;
/// The longest text: 本期进展情况 takes 300 characters.
const LONGEST: usize = 300;
/// The measure that all units have a part in.
const SHARED: &str = "2.1";

/// Writes the plan and the returns below a folder, and gives both places.
pub(crate) fn write(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let files = files()?;
    let (plan_folder, returns) = (folder.join("方案"), folder.join("上报件"));
    for (name, text) in &files.files {
        let path = plan_folder.join(name);
        fs::create_dir_all(path.parent().context("a folder")?)?;
        fs::write(path, text)?;
    }
    fs::create_dir_all(&returns)?;
    let (plan, _) = load(&files);
    let rows = roster(&plan, Period::Quarter(2023, 3), None);
    let samples = Samples::of(plan);
    for unit in samples.plan.reporters() {
        let mut draft = samples.honest(unit);
        for row in rows.iter().filter(|row| row.unit == unit && row.due == Due::Asked) {
            let key = row.key.0.as_str();
            let roles: &[Role] = match (row.table, row.part) {
                (TableId::Indicators, _) => &[Role::Reason, Role::Remark],
                (TableId::Projects, _) => {
                    &[Role::Content, Role::Progress, Role::Problem, Role::Next, Role::Coordination, Role::Remark]
                }
                (TableId::Tasks, Part::Support | Part::Member) => &[Role::Progress, Role::Remark],
                (TableId::Tasks, _) => {
                    &[Role::Progress, Role::Problem, Role::Next, Role::Coordination, Role::Experience, Role::Remark]
                }
                _ => &[],
            };
            for (role, turn) in roles.iter().zip(unit.0..) {
                draft.text(row.table, key, *role, &long(turn));
            }
            if row.table == TableId::Tasks && row.part == Part::Lead && key.ends_with('2') {
                draft.text(TableId::Tasks, key, Role::Status, "滞后");
            }
        }
        if samples.plan.unit(unit).kind == UnitKind::Office {
            let issues = issues(&samples.plan);
            draft.filling.extra_rows.extend(issues.into_iter().map(|row| (TableId::CloseOut, row)));
        }
        let (name, bytes) = draft.file("上报件", "");
        fs::write(folder.join(name), bytes)?;
    }
    Ok((plan_folder, returns))
}

/// A text of the longest length; with `turn` two beside each other differ.
fn long(turn: usize) -> String {
    const SENTENCES: [&str; 4] = [
        "完成项目前期论证和用地预审，召开协调会3次，解决用工、停车、审批等问题12个（示例）。",
        "走访服务业企业126家，收集问题48个，办结41个，其余7个已明确责任单位和完成时间。",
        "培育规上企业8家，引进品牌首店5家，举办促消费活动22场，带动消费1.26亿元；",
        "下一步将对照序时进度，逐项倒排工期、挂图作战，确保年底前全面完成目标任务。",
    ];
    SENTENCES.iter().cycle().skip(turn % 4).flat_map(|sentence| sentence.chars()).take(LONGEST).collect()
}

/// The embedded plan's files with more projects, and one measure of all units.
fn files() -> Result<Files> {
    let mut files = Files::embedded();
    let (plan, _) = load(&files);
    let departments = asked(&plan);
    for (name, text) in &mut files.files {
        match name.as_str() {
            "projects.csv" => {
                let leads = ["区发改局", "区商务局", "区经信局", "区文化和广电旅游体育局"];
                let kinds = ["战略支撑型", "产业赋能型", "生活美好型"];
                for number in 3..=PROJECTS {
                    let (lead, kind) = (pick(&leads, number), pick(&kinds, number));
                    let street = pick(&["五马街道", "滨江街道", "七都街道"], number);
                    let line = format!(
                        "XM{number:02},示例第{number}号现代服务业综合体暨国际时尚消费中心配套设施提升改造工程项目,{kind},市级,续建,示例建设单位有限公司,{street},总建筑面积约126000平方米的商业商务综合体（示例）,2022-2025,{},21500,{},,2022-05-01,2025-12-31,{lead},在库,,,,示例\n",
                        100_000 + number * 1_000,
                        15_000 + number * 100
                    );
                    text.push_str(&line);
                }
            }
            "tasks.csv" => *text = shared(text, &departments)?,
            _ => {}
        }
    }
    Ok(files)
}

fn pick<'a>(list: &[&'a str], number: usize) -> &'a str {
    list.iter().cycle().nth(number).copied().unwrap_or_default()
}

/// The list of measures with all units, led by the one that leads now, in one of them.
fn shared(text: &str, units: &[&str]) -> Result<String> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let head = reader.headers()?.clone();
    let column = head.iter().position(|name| name == "责任单位").context("the column of units")?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head)?;
    for record in reader.records() {
        let record = record?;
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.first().is_some_and(|code| code == SHARED) {
            let lead = cells.get(column).and_then(|units| units.split('、').next()).unwrap_or_default().to_owned();
            let others = units.iter().filter(|unit| **unit != lead).copied();
            let all = std::iter::once(lead.as_str()).chain(others).collect::<Vec<_>>().join("、");
            if let Some(cell) = cells.get_mut(column) {
                *cell = all;
            }
        }
        writer.write_record(&cells)?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)?)
}

/// The units that are asked for a return, without the office.
fn asked(plan: &Plan) -> Vec<&str> {
    let units = plan.reporters().map(|unit| plan.unit(unit));
    units.filter(|unit| unit.kind != UnitKind::Office).map(|unit| unit.name.as_str()).collect()
}

/// The issues of the ledger, none of them closed.
fn issues(plan: &Plan) -> Vec<Vec<Value>> {
    let table = plan.table(TableId::CloseOut);
    let leads = asked(plan);
    let text = |text: &str| Value::text(text);
    (1..=ISSUES)
        .map(|number| {
            let mut row = table.blank_row();
            let due = if number % 10 == 0 { date(2023, 9, 20) } else { date(2023, 11, 20) };
            for (role, value) in [
                (Role::Key, Value::Text(format!("CX{number:03}"))),
                (Role::VisitedOn, Value::Date(date(2023, 8, 10))),
                (Role::Topic, text("第三季度督导服务（示例）")),
                (Role::Origin, text("现场督导")),
                (Role::Object, text("示例企业集团股份有限公司鹿城分公司")),
                (Role::Grade, text("较重")),
                (Role::Content, Value::Text(long(number))),
                (Role::Lead, text(pick(&leads, number))),
                (Role::Person, text("示例责任人")),
                (Role::Measures, Value::Text(long(number + 1))),
                (Role::Due, Value::Date(due)),
                (Role::Progress, Value::Text(long(number + 2))),
                (Role::Status, text("整改中")),
            ] {
                table.set(&mut row, role, value);
            }
            row
        })
        .collect()
}
