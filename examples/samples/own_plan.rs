//! A plan of the office's own, as a workbook, and a few returns for it: `samples/示例方案/`.
//!
//! It is the embedded plan with four invented projects (so that 4.1 has what it requires), one column, one alias, one
//! rule and one unit more.

use super::make::{SampleFile, Samples};
use jiff::civil::date;
use qingdan::key::TableId;
use qingdan::plan::{Files, Plan, Role, load, sheets};
use qingdan::read::{Limits, read};
use qingdan::render::plan::book;
use qingdan::value::Value;
use qingdan::write::write;

/// The projects as the plan lists them, before and behind what is the same for all. The document requires of 4.1:
/// 4 projects (1 战略支撑型, 2 产业赋能型, 1 生活美好型) of 139.5亿元:
/// 600,000 + 355,000 + 240,000 + 200,000 = 1,395,000 万元.
const PROJECTS: [[&str; 5]; 4] = [
    ["XM03", "示例项目一,战略支撑型", "五马街道", "600000,180000,40000", "区发改局"],
    ["XM04", "示例项目二,产业赋能型", "双屿街道", "355000,90000,25000", "区经信局"],
    ["XM05", "示例项目三,产业赋能型", "滨江街道", "240000,60000,20000", "示例服务中心"],
    ["XM06", "示例项目四,生活美好型", "南汇街道", "200000,45000,15000", "区商务局"],
];
/// What their leads report: done this year in 万元, and how many work there.
const REPORTED: [(f64, f64); 4] = [(32_000.0, 320.0), (19_000.0, 0.0), (16_000.0, 145.0), (12_000.0, 88.0)];
/// The rule that is added: on the column that is added.
const RULE: &str = r#"
[[rule]]
code = "Y01"
name = "no-workers-on-site"
severity = "warning"
table = "重大项目实施表"
formula = 'OR([@建设性质]<>"续建",[@现场用工人数]="",[@现场用工人数]>0)'
at = "现场用工人数"
message = "续建项目的现场用工人数为{[@现场用工人数]}人。"
hint = "请核对；确已停工的，写明存在问题和下阶段计划。"
why = "示例规则：续建项目现场没有人，多半是停工或漏填。"
pass = [{ "建设性质" = "续建", "现场用工人数" = 1 }, { "建设性质" = "续建" }, { "建设性质" = "前期", "现场用工人数" = 0 }]
fail = [{ "建设性质" = "续建", "现场用工人数" = 0 }]
"#;
const COLUMN: &str = r#"  { name = "现场用工人数", unit = "人", kind = "number", filled = "department", width = 12, print = true, aliases = ["用工人数"], note = "报告期末项目现场的用工人数，填整数。" },
"#;

/// The plan's files: the embedded ones, and what is added.
pub(crate) fn files() -> Files {
    let mut files = Files::embedded();
    let mut change = |name: &str, from: &str, to: &str| {
        let (_, text) = files.files.iter_mut().find(|(known, _)| known == name).expect("a file of the plan");
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        *text = text.replace(from, to);
    };
    change("plan.toml", "id = \"鹿城服务业2023\"", "id = \"示例方案2023\"");
    change("units.csv", "区商务局,区直部门,商务局、", "区商务局,区直部门,商务口、商务局、");
    change("units.csv", "五马街道,街镇,", "示例服务中心,区直部门,示例中心,,,,,,虚构单位，仅作示例\n五马街道,街镇,");
    change("units.csv", "区工商联、区消防救援大队、各街镇", "区工商联、区消防救援大队、示例服务中心、各街镇");
    let contact =
        "  { name = \"联系人\", role = \"contact\", filled = \"department\", width = 12, align = \"center\" },\n";
    change("tables.toml", contact, &format!("{contact}{COLUMN}"));
    for (name, text) in &mut files.files {
        match name.as_str() {
            "rules.toml" => text.push_str(RULE),
            "projects.csv" => {
                for [code, name, place, money, lead] in PROJECTS {
                    let same = "省服务业重大项目,续建,示例建设单位";
                    let content = "建设内容为虚构，仅作示例,2021-2025";
                    let dates = "2021-03-01,2025-12-31";
                    let change = "新增,示例,示例文号,2023-07-01,虚构项目";
                    let line = [code, name, same, place, content, money, "", dates, lead, change].join(",");
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    files
}

/// The plan as a workbook.
fn workbook() -> Vec<u8> {
    let files = files();
    write(&book(&load(&files).0, &sheets(&files))).expect("a book that can be written")
}

/// The plan that a workbook holds.
pub(crate) fn loaded(workbook: &[u8]) -> Plan {
    let (plan, _) = load(&Files::from_workbook(&read("方案.xlsx", workbook, &Limits::default())));
    plan
}

/// All files of `samples/示例方案/`: the plan, the returns of the four leads, and the office's.
pub(crate) fn sample_files() -> Vec<SampleFile> {
    let folder = "示例方案/上报件";
    let plan = workbook();
    let samples = Samples::of(loaded(&plan));
    let mut files = vec![("示例方案/方案.xlsx".to_owned(), plan)];
    for ([code, .., lead], (done, workers)) in PROJECTS.into_iter().zip(REPORTED) {
        let table = TableId::Projects;
        let mut draft = samples.honest(samples.unit(lead));
        draft.number(table, code, Role::ThisPeriod, done / 4.0);
        draft.number(table, code, Role::Value, done);
        draft.day(table, code, Role::StartActual, date(2021, 3, 18));
        draft.text(table, code, Role::Progress, "主体结构施工至地上6层（示例）。");
        let slot = samples.plan.table(table).named("现场用工人数").expect("the column that was added");
        draft.filling.cells.insert((table, code.into(), slot), Value::Number(workers));
        files.push(draft.file(folder, ""));
    }
    // The office writes a unit's new alias in its ledger.
    let mut office = samples.honest(samples.plan.office_unit());
    let table = samples.plan.table(TableId::CloseOut);
    for (id, row) in &mut office.filling.extra_rows {
        if *id == TableId::CloseOut && table.value(row, Role::Lead).shown() == "区商务局" {
            table.set(row, Role::Lead, Value::text("商务口"));
        }
    }
    files.push(office.file(folder, ""));
    files
}
