//! The indicators: the numeric and relational targets of 附件1, and the aims of 二、主要目标.

mod source;

use super::measure::whole;
use super::problem::question;
use super::sheet::{PlanRow, PlanSheet, Range, Reader, report_duplicates};
use super::table::Table;
use super::unit::{Unit, UnitId};
use super::words::Words;
use crate::finding::Finding;
use crate::key::RowKey;
use crate::period::Cadence;
use crate::text::matching_key;
use crate::text::plan as text;
use crate::value::{Value, plain};
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::HashSet;

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

impl ProjectTotal {
    /// Whether a row of the projects, its values in the order of the table's fields, is one that counts.
    #[must_use]
    pub fn counts(&self, table: &Table, values: &[Value]) -> bool {
        self.filters.iter().all(|(field, text)| {
            table.named(field).and_then(|slot| values.get(slot)).is_some_and(|value| value.shown() == *text)
        })
    }
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

/// What indicators refer to.
pub(super) struct Known<'a> {
    /// The units.
    pub(super) units: &'a [Unit],
    /// The measures.
    pub(super) measures: &'a [super::Measure],
    /// 重大项目实施表, whose fields are added up.
    pub(super) projects: &'a Table,
    /// The words of the plan.
    pub(super) words: &'a Words,
}

/// Decimals that a figure may have.
const DECIMALS: Range = Range::whole(0.0, 6.0);
/// Weights in the league.
const WEIGHTS: Range = Range::of(0.0, 1000.0);
/// Figures of indicators that may be negative.
const SIGNED: Range = Range::of(-1e12, 1e12);

/// Reads `indicators.csv`.
pub(super) fn load(sheet: &PlanSheet, known: &Known<'_>, findings: &mut Vec<Finding>) -> Vec<Indicator> {
    let columns =
        [text::CODE, text::MEASURE, text::NAME, text::UNIT, text::COMPARISON, text::TARGET, text::BASIS, text::SOURCE];
    let mut reader = sheet.reader(&columns, findings);
    report_duplicates(&mut reader, text::CODE);
    source::report_circles(&mut reader);
    let codes: HashSet<&str> = reader.rows().iter().map(|row| reader.text(row, text::CODE)).collect();
    let mut indicators = Vec::new();
    let mut unused = Vec::new();
    let attributes = [known.words.development.as_str(), text::WATCHED];
    // Words that could not be loaded were reported.
    let attributes = if known.words.development.is_empty() { &[][..] } else { &attributes[..] };
    for row in reader.rows() {
        let measure = Some(reader.text(row, text::MEASURE)).filter(|code| !code.is_empty()).map(RowKey::from);
        if let Some(code) = measure.as_ref().filter(|code| !known.measures.iter().any(|known| known.code == **code)) {
            reader.fault(row, text::MEASURE, "P08", text::unknown_measure(&code.0));
        }
        let unit = reader.required(row, text::UNIT).to_owned();
        let comparison = reader.choice(row, text::COMPARISON, &COMPARISONS).unwrap_or(Comparison::Ge);
        let signed = reader.word(row, text::MAY_BE_NEGATIVE, &[text::YES, text::NO]) == text::YES;
        let figures = if signed { SIGNED } else { Range::AMOUNT };
        let target = reader.number_within(row, text::TARGET, figures);
        let relational = matches!(comparison, Comparison::Relation | Comparison::TrendDown);
        if !relational {
            reader.required(row, text::TARGET);
        }
        reader.required(row, text::DECIMALS);
        let decimals = reader.number_within(row, text::DECIMALS, DECIMALS).and_then(whole);
        let source = source::read(&mut reader, row, &codes, &unit, known.projects);
        reader.required(row, text::BASIS);
        let basis = reader.word(row, text::BASIS, &text::BASES);
        let cadence = reader.choice(row, text::CADENCE, &CADENCES).unwrap_or(Cadence::Quarter);
        let start = reader.required_date(row, text::START);
        let deadline = reader.required_date(row, text::DEADLINE);
        reader.in_order(row, (text::START, start), (text::DEADLINE, deadline));
        if steps(&mut reader, row, target, comparison) {
            unused.push(reader.place(row, text::STEPS));
        }
        indicators.push(Indicator {
            code: RowKey(reader.required(row, text::CODE).to_owned()),
            measure,
            category: reader.text(row, text::CATEGORY).to_owned(),
            name: reader.required(row, text::NAME).to_owned(),
            goal: reader.text(row, text::YEAR_GOAL).to_owned(),
            comparison,
            comparison_text: word_of(&COMPARISONS, comparison),
            target,
            basis,
            decimals: decimals.and_then(|n| u8::try_from(n).ok()).unwrap_or(2),
            cadence,
            cadence_text: word_of(&CADENCES, cadence),
            may_lack: reader.choice(row, text::MAY_LACK, &YES_NO).unwrap_or(false),
            attribute: reader.word(row, text::ATTRIBUTE, attributes),
            measured: source,
            measured_text: reader.text(row, text::SOURCE).to_owned(),
            key: reader.choice(row, text::IS_KEY, &YES_NO).unwrap_or(false),
            weight: reader.number_within(row, text::WEIGHT, WEIGHTS).unwrap_or(1.0),
            lead: one_unit(&mut reader, row, known.units),
            start: start.unwrap_or(date(1900, 1, 1)),
            deadline: deadline.unwrap_or(date(1900, 1, 1)),
            base: reader.number_within(row, text::BASE, figures),
            unit,
        });
    }
    findings.extend(unused.into_iter().map(|at| question("P21", at, text::STEPS_UNUSED.to_owned())));
    indicators
}

/// A word of a closed list as the list has it.
fn word_of<T: PartialEq + Copy>(words: &[(&str, T)], value: T) -> String {
    words.iter().find(|(_, known)| *known == value).map_or(String::new(), |(word, _)| (*word).to_owned())
}

/// Whether there are aims of the four quarters (分期目标); what is wrong with them is reported. Nothing is judged by
/// them yet: the schedule is that of the months.
fn steps<'a>(reader: &mut Reader<'a>, row: &'a PlanRow, target: Option<f64>, comparison: Comparison) -> bool {
    let written = reader.text(row, text::STEPS);
    if written.is_empty() {
        return false;
    }
    let parts = written.split(['、', ';', '；']).map(|part| part.trim().parse::<f64>().ok().filter(|n| n.is_finite()));
    let numbers: Option<Vec<f64>> = parts.collect();
    let falls = matches!(comparison, Comparison::Le | Comparison::Lt | Comparison::TrendDown);
    let message = match numbers.as_deref() {
        Some([first, second, third, fourth]) => {
            let ordered = [(first, second), (second, third), (third, fourth)].iter().all(|(a, b)| falls || a <= b);
            match target.filter(|target| (target - fourth).abs() > 1e-9) {
                _ if !ordered => Some(text::STEPS_FALL.to_owned()),
                Some(target) => Some(text::steps_miss(&plain(*fourth), &plain(target))),
                None => None,
            }
        }
        Some(_) | None => Some(text::bad_steps(written)),
    };
    let sound = message.is_none();
    if let Some(message) = message {
        reader.fault(row, text::STEPS, "P05", message);
    }
    sound
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
