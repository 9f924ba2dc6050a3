//! The projects (重大项目): what the office registers; the document itself names two.

use super::indicator::one_unit;
use super::problem::question;
use super::rule::{Level, RowTest, Rule};
use super::sheet::{PlanRow, PlanSheet, Range, Reader, report_duplicates};
use super::table::{Role, Table};
use super::unit::{Unit, UnitId, UnitKind};
use super::words::Words;
use crate::finding::{Finding, Severity};
use crate::formula::Row;
use crate::key::RowKey;
use crate::text::matching_key;
use crate::text::plan as text;
use crate::value::Value;
use jiff::civil::Date;

/// A project: one row of 重大项目实施表. Money is in 万元.
#[derive(Debug, Clone)]
pub struct Project {
    /// `XM01` …
    pub code: RowKey,
    /// 项目名称.
    pub name: String,
    /// 项目类型; empty until registered.
    pub category: String,
    /// 来源清单.
    pub list: String,
    /// 建设性质.
    pub nature: String,
    /// 建设单位.
    pub builder: String,
    /// 属地街镇.
    pub place: String,
    /// 建设规模及主要内容.
    pub content: String,
    /// 建设起止年限.
    pub years: String,
    /// 总投资, 万元.
    pub total: Option<f64>,
    /// 截至上年底累计完成投资, 万元.
    pub before: Option<f64>,
    /// 年度计划投资, 万元.
    pub year_plan: Option<f64>,
    /// 截至本期末计划投资, 万元.
    pub plan_to_date: Option<f64>,
    /// 计划开工时间.
    pub start: Option<Date>,
    /// 计划竣工时间.
    pub end: Option<Date>,
    /// 责任单位.
    pub lead: UnitId,
    /// 动态调整 (在库/新增/调出).
    pub change: String,
    /// 调整原因.
    pub change_reason: String,
    /// 批准文号.
    pub approval: String,
    /// 调整日期.
    pub change_date: Option<Date>,
}

/// Reads `projects.csv`; its closed lists are those of the fields of 重大项目实施表.
pub(super) fn load(
    sheet: &PlanSheet,
    units: &[Unit],
    table: &Table,
    words: &Words,
    findings: &mut Vec<Finding>,
) -> Vec<Project> {
    let mut reader = sheet.reader(&[text::CODE, text::NAME, text::LEAD], findings);
    report_duplicates(&mut reader, text::CODE);
    let options = |role: Role| -> Vec<&str> {
        let field = table.slot(role).and_then(|slot| table.fields.get(slot));
        field.map_or_else(Vec::new, |field| field.options.iter().map(String::as_str).collect())
    };
    let [categories, lists, natures, changes] = [Role::Category, Role::List, Role::Nature, Role::Change].map(options);
    let mut projects = Vec::new();
    for row in reader.rows() {
        let category = reader.word(row, text::PROJECT_KIND, &categories);
        let list = reader.word(row, text::PROJECT_LIST, &lists);
        let nature = reader.word(row, text::NATURE_OF_WORK, &natures);
        let change = reader.word(row, text::CHANGE, &changes);
        if change == words.withdrawn && !change.is_empty() {
            for column in [text::CHANGE_REASON, text::APPROVAL] {
                if reader.text(row, column).is_empty() {
                    reader.fault(row, column, "P04", text::withdrawn_without(column, &change));
                }
            }
        }
        let (start, end) = (reader.date(row, text::PLANNED_START), reader.date(row, text::PLANNED_END));
        reader.in_order(row, (text::PLANNED_START, start), (text::PLANNED_END, end));
        projects.push(Project {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            name: reader.required(row, text::NAME).to_owned(),
            category,
            list,
            nature,
            builder: reader.text(row, text::BUILDER).to_owned(),
            place: place(&mut reader, row, units),
            content: reader.text(row, text::PROJECT_CONTENT).to_owned(),
            years: reader.text(row, text::YEARS).to_owned(),
            total: reader.number_within(row, text::TOTAL, Range::AMOUNT),
            before: reader.number_within(row, text::BEFORE, Range::AMOUNT),
            year_plan: reader.number_within(row, text::YEAR_PLAN, Range::AMOUNT),
            plan_to_date: reader.number_within(row, text::PLAN_TO_DATE, Range::AMOUNT),
            start,
            end,
            lead: one_unit(&mut reader, row, units),
            change,
            change_reason: reader.text(row, text::CHANGE_REASON).to_owned(),
            approval: reader.text(row, text::APPROVAL).to_owned(),
            change_date: reader.date(row, text::CHANGE_DATE),
        });
    }
    projects
}

/// What the row rules warn of in the figures that the office registers, in 万元: a department whose form has them locked
/// is not asked about them. Rules that look at anything else, or at the period, wait for what comes back; what a plan
/// must not hold at all has its own faults. `period` is the first slot of the names that a period gives.
pub(super) fn doubts(
    projects: &[Project],
    (sheet, table): (&PlanSheet, &Table),
    rules: &[Rule],
    (names, period): (&[Value], usize),
    words: &Words,
    findings: &mut Vec<Finding>,
) {
    let warnings = rules.iter().filter(|rule| rule.level != Level::Off && rule.severity != Severity::Error);
    let warnings = warnings.flat_map(|rule| rule.row_tests().iter().map(move |test| (rule, test)));
    let figures = [Role::Total, Role::Before, Role::YearPlan, Role::PlanToDate];
    let registered: Vec<usize> = figures.iter().filter_map(|role| table.slot(*role)).collect();
    let about = |test: &RowTest| {
        let (columns, names) = (test.rule.columns(), test.rule.names());
        test.table == table.id
            && registered.contains(&test.at)
            && columns.iter().all(|slot| registered.contains(slot))
            && names.iter().all(|slot| *slot < period)
    };
    let tests: Vec<(&Rule, &RowTest)> = warnings.filter(|(_, test)| about(test)).collect();
    let reader = sheet.reader(&[], findings);
    let mut questions = Vec::new();
    for (project, line) in projects.iter().zip(reader.rows()).filter(|(project, _)| project.change != words.withdrawn) {
        let mut cells = table.blank_row();
        let values = [project.total, project.before, project.year_plan, project.plan_to_date];
        for (role, value) in figures.into_iter().zip(values) {
            table.set(&mut cells, role, value.map_or(Value::Blank, Value::Number));
        }
        let row = Row { cells: &cells, names };
        for (rule, test) in tests.iter().filter(|(_, test)| !test.rule.holds(row)) {
            let column = table.fields.get(test.at).map_or("", |field| field.name.as_str());
            let hint = test.hint.as_deref().unwrap_or(&rule.hint);
            let message = text::registered(&project.code.0, &project.name, &test.message.render(row), hint);
            questions.push(question(&rule.code.0, reader.place(line, column), message));
        }
    }
    findings.extend(questions);
}

/// The street office on whose ground a project lies, by its own name; nothing where the cell is empty.
fn place<'a>(reader: &mut Reader<'a>, row: &'a PlanRow, units: &[Unit]) -> String {
    let written = reader.text(row, text::PLACE);
    if written.is_empty() {
        return String::new();
    }
    let key = matching_key(written);
    let street = units.iter().find(|unit| unit.kind == UnitKind::Street && unit.answers_to(&key));
    if street.is_none() {
        reader.fault(row, text::PLACE, "P08", text::not_a_street(written));
    }
    street.map(|street| street.name.clone()).unwrap_or_default()
}
