//! The indicators: the numeric and relational targets of 附件1, and the aims of 二、主要目标.

use super::measure::whole;
use super::sheet::{PlanRow, PlanSheet, Reader, report_duplicates};
use super::unit::{Unit, UnitId};
use crate::finding::Finding;
use crate::key::RowKey;
use crate::period::Cadence;
use crate::text::matching_key;
use crate::text::plan as text;
use jiff::civil::{Date, date};
use serde::Serialize;

/// How a value is held against its target (比较方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// ≥
    Ge,
    /// > (超): equal is not enough.
    Gt,
    /// ≤
    Le,
    /// <
    Lt,
    /// =
    Eq,
    /// ≈ (左右): met from 95 % of the value.
    Approx,
    /// 不低于对照: not below a reference figure.
    Relation,
    /// 趋降: not above the previous figure.
    TrendDown,
}

/// Where an indicator's value comes from (取数).
#[derive(Debug, Clone, PartialEq)]
pub enum Measured {
    /// 填报: its lead reports it.
    Reported,
    /// Another indicator's value.
    SameAs(RowKey),
    /// A total of 重大项目实施表.
    Projects(ProjectTotal),
}

/// A total over the projects.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectTotal {
    /// The field that is added up; `None` counts the rows.
    pub field: Option<String>,
    /// Only rows in which these fields hold these texts.
    pub filters: Vec<(String, String)>,
    /// What the sum is divided by (10,000 from 万元 to 亿元).
    pub divisor: f64,
}

/// An indicator: one row of 主要指标进度表.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// `2.1-1`, `G1` …
    pub code: RowKey,
    /// Its measure; none for the aims of 二、主要目标.
    pub measure: Option<RowKey>,
    /// 指标类别.
    pub category: String,
    /// 指标名称.
    pub name: String,
    /// 计量单位.
    pub unit: String,
    /// 年度目标, as written.
    pub goal: String,
    /// 比较方式.
    pub comparison: Comparison,
    /// 比较方式, as written.
    pub comparison_text: String,
    /// 目标值 in `unit`.
    pub target: Option<f64>,
    /// 统计口径.
    pub basis: String,
    /// 小数位.
    pub decimals: u8,
    /// 报送频率.
    pub cadence: Cadence,
    /// 报送频率, as written.
    pub cadence_text: String,
    /// 可暂缺: whether 暂无数据 is a legal answer.
    pub may_lack: bool,
    /// 指标属性 (发展/监测).
    pub attribute: String,
    /// 取数.
    pub measured: Measured,
    /// 取数, as written.
    pub measured_text: String,
    /// 关键指标: whether it is in the league.
    pub key: bool,
    /// Its weight in the league.
    pub weight: f64,
    /// 责任单位: who reports it.
    pub lead: UnitId,
    /// 起算日期.
    pub start: Date,
    /// 完成时限.
    pub deadline: Date,
    /// 上年末基数 in `unit`.
    pub base: Option<f64>,
}

const COMPARISONS: [(&str, Comparison); 8] = [
    ("≥", Comparison::Ge),
    (">", Comparison::Gt),
    ("≤", Comparison::Le),
    ("<", Comparison::Lt),
    ("=", Comparison::Eq),
    ("≈", Comparison::Approx),
    (text::RELATION, Comparison::Relation),
    (text::TREND_DOWN, Comparison::TrendDown),
];

const CADENCES: [(&str, Cadence); 3] =
    [(text::MONTHLY, Cadence::Month), (text::QUARTERLY, Cadence::Quarter), (text::YEARLY, Cadence::Year)];

const YES_NO: [(&str, bool); 2] = [(text::YES, true), (text::NO, false)];

/// Reads `indicators.csv`.
pub(super) fn load(
    sheet: &PlanSheet,
    units: &[Unit],
    measures: &[super::Measure],
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let columns =
        [text::CODE, text::MEASURE, text::NAME, text::UNIT, text::COMPARISON, text::TARGET, text::BASIS, text::SOURCE];
    let mut reader = sheet.reader(&columns, findings);
    report_duplicates(&mut reader, text::CODE);
    let codes: Vec<&str> = reader.rows().iter().map(|row| reader.text(row, text::CODE)).collect();
    let mut indicators = Vec::new();
    for row in reader.rows() {
        let measure = Some(reader.text(row, text::MEASURE)).filter(|code| !code.is_empty()).map(RowKey::from);
        if let Some(code) = measure.as_ref().filter(|code| !measures.iter().any(|known| known.code == **code)) {
            reader.fault(row, text::MEASURE, "P08", text::unknown_measure(&code.0));
        }
        let unit = reader.required(row, text::UNIT).to_owned();
        let comparison = reader.choice(row, text::COMPARISON, &COMPARISONS).unwrap_or(Comparison::Ge);
        let target = reader.number(row, text::TARGET);
        let relational = matches!(comparison, Comparison::Relation | Comparison::TrendDown);
        if !relational {
            reader.required(row, text::TARGET);
        }
        let decimals = reader.number(row, text::DECIMALS).and_then(whole).and_then(|n| u8::try_from(n).ok());
        let source = source(&mut reader, row, &codes, &unit);
        indicators.push(Indicator {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            measure,
            category: reader.text(row, text::CATEGORY).to_owned(),
            name: reader.required(row, text::NAME).to_owned(),
            goal: reader.text(row, text::YEAR_GOAL).to_owned(),
            comparison,
            comparison_text: reader.text(row, text::COMPARISON).to_owned(),
            target,
            basis: reader.required(row, text::BASIS).to_owned(),
            decimals: decimals.unwrap_or(2),
            cadence: reader.choice(row, text::CADENCE, &CADENCES).unwrap_or(Cadence::Quarter),
            cadence_text: reader.text(row, text::CADENCE).to_owned(),
            may_lack: reader.choice(row, text::MAY_LACK, &YES_NO).unwrap_or(false),
            attribute: reader.text(row, text::ATTRIBUTE).to_owned(),
            measured: source,
            measured_text: reader.text(row, text::SOURCE).to_owned(),
            key: reader.choice(row, text::IS_KEY, &YES_NO).unwrap_or(false),
            weight: reader.number(row, text::WEIGHT).unwrap_or(1.0),
            lead: one_unit(&mut reader, row, units),
            start: reader.date(row, text::START).unwrap_or(date(1900, 1, 1)),
            deadline: reader.date(row, text::DEADLINE).unwrap_or(date(1900, 1, 1)),
            base: reader.number(row, text::BASE),
            unit,
        });
    }
    indicators
}

/// The one unit of a row's 责任单位; the first where several are listed.
pub(super) fn one_unit<'a>(reader: &mut Reader<'a>, row: &'a PlanRow, units: &[Unit]) -> UnitId {
    let name = reader.list(row, text::LEAD).into_iter().next().unwrap_or_default();
    let key = matching_key(&name);
    let index = units.iter().position(|unit| unit.answers_to(&key));
    if index.is_none() {
        reader.fault(row, text::LEAD, "P08", text::unknown_unit(&name));
    }
    UnitId(index.unwrap_or(0))
}

/// Reads 取数: `填报`, `=2.1-1`, or `项目:总投资;来源清单=千项万亿`.
fn source<'a>(reader: &mut Reader<'a>, row: &'a PlanRow, codes: &[&str], unit: &str) -> Measured {
    let written = reader.text(row, text::SOURCE);
    if written == text::REPORTED {
        return Measured::Reported;
    }
    if let Some(code) = written.strip_prefix('=') {
        if !codes.contains(&code) {
            reader.fault(row, text::SOURCE, "P08", text::unknown_indicator(code));
        }
        return Measured::SameAs(RowKey::from(code));
    }
    let Some(rest) = written.strip_prefix(text::PROJECT_PREFIX) else {
        reader.fault(row, text::SOURCE, "P05", text::bad_source(written));
        return Measured::Reported;
    };
    let mut parts = rest.split(';');
    let what = parts.next().unwrap_or("");
    let mut filters = Vec::new();
    for part in parts {
        match part.split_once('=') {
            Some((field, value)) => filters.push((field.to_owned(), value.to_owned())),
            None => reader.fault(row, text::SOURCE, "P05", text::bad_source(written)),
        }
    }
    let field = Some(what.to_owned()).filter(|what| what != text::COUNT);
    let divisor = if field.is_some() && unit == text::HUNDRED_MILLION { 10_000.0 } else { 1.0 };
    Measured::Projects(ProjectTotal { field, filters, divisor })
}
