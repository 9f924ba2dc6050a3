//! The projects (重大项目): what the office registers; the document itself names two.

use super::indicator::one_unit;
use super::sheet::{PlanSheet, report_duplicates};
use super::unit::{Unit, UnitId};
use crate::finding::Finding;
use crate::key::RowKey;
use crate::text::plan as text;
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

/// Reads `projects.csv`.
pub(super) fn load(sheet: &PlanSheet, units: &[Unit], findings: &mut Vec<Finding>) -> Vec<Project> {
    let mut reader = sheet.reader(&[text::CODE, text::NAME, text::LEAD], findings);
    report_duplicates(&mut reader, text::CODE);
    let mut projects = Vec::new();
    for row in reader.rows() {
        projects.push(Project {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            name: reader.required(row, text::NAME).to_owned(),
            category: reader.text(row, text::PROJECT_KIND).to_owned(),
            list: reader.text(row, text::PROJECT_LIST).to_owned(),
            nature: reader.text(row, text::NATURE_OF_WORK).to_owned(),
            builder: reader.text(row, text::BUILDER).to_owned(),
            place: reader.text(row, text::PLACE).to_owned(),
            content: reader.text(row, text::PROJECT_CONTENT).to_owned(),
            years: reader.text(row, text::YEARS).to_owned(),
            total: reader.number(row, text::TOTAL),
            before: reader.number(row, text::BEFORE),
            year_plan: reader.number(row, text::YEAR_PLAN),
            plan_to_date: reader.number(row, text::PLAN_TO_DATE),
            start: reader.date(row, text::PLANNED_START),
            end: reader.date(row, text::PLANNED_END),
            lead: one_unit(&mut reader, row, units),
            change: reader.text(row, text::CHANGE).to_owned(),
            change_reason: reader.text(row, text::CHANGE_REASON).to_owned(),
            approval: reader.text(row, text::APPROVAL).to_owned(),
            change_date: reader.date(row, text::CHANGE_DATE),
        });
    }
    projects
}
