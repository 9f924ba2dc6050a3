//! The plan (方案): a year's tasks, indicators, projects, units, tables, rules and limits, as data.
//!
//! Knows the year's files and nothing of returns. Loading gives a plan together with findings about it
//! (codes `P01` …); a plan with findings of severity error must not be used.

mod digest;
mod embedded;
mod example;
mod files;
mod indicator;
mod limits;
mod load;
mod measure;
mod names;
mod problem;
mod project;
mod rule;
mod settings;
mod sheet;
mod table;
pub mod template;
mod unit;
mod words;
mod workbook;

pub use files::Files;
pub use indicator::{Comparison, Indicator, Measured, ProjectTotal};
pub use limits::Limit;
pub use load::load;
pub(crate) use measure::whole;
pub use measure::{Correction, CorrectionKind, Measure, MeasureKind, Milestone};
pub use problem::problem;
pub use project::Project;
pub use rule::{Case, EXPLAINED, Level, RowTest, Rule, Scope, Test, Told, Wording, told, told_on_form};
pub use settings::{Deadline, Term};
pub use sheet::{PlanRow, PlanSheet};
pub use table::{Align, Field, FieldKind, Filled, Paper, Part, Requirement, Role, Table};
pub use unit::{Unit, UnitId, UnitKind};
pub use words::Words;
pub use workbook::{PLAN_KIND, sheets};

use crate::finding::Code;
use crate::key::{RowKey, TableId};
use crate::location::Location;
use crate::period::Period;
use crate::read::Limits;
use crate::value::Value;
use jiff::civil::Date;

/// A year's data.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Identifies the plan in stamps.
    pub id: String,
    /// The ids of the plans that it follows: a quarter workbook of theirs may be the previous one.
    pub follows: Vec<String>,
    /// What the year's work is called.
    pub title: String,
    /// The document it comes from (文号).
    pub source: String,
    /// The office's full name, for covers and signatures.
    pub office: String,
    /// The year.
    pub year: i16,
    /// The years the work runs over.
    pub term: Term,
    /// First 12 hex digits of a digest over everything loaded.
    pub revision: String,
    /// Thresholds and weights, by the names that formulas use.
    pub limits: Vec<Limit>,
    /// When returns are due.
    pub deadlines: Vec<Deadline>,
    /// How much may be read of one file.
    pub reading: Limits,
    /// The words that the engine compares with.
    pub words: Words,
    /// Units, street offices, the office itself, groups; in official order.
    pub units: Vec<Unit>,
    /// The measures (具体内容举措) in document order.
    pub measures: Vec<Measure>,
    /// The milestones in document order.
    pub milestones: Vec<Milestone>,
    /// The indicators in document order.
    pub indicators: Vec<Indicator>,
    /// The projects.
    pub projects: Vec<Project>,
    /// Corrections of the document's text, and what the office must be asked.
    pub corrections: Vec<Correction>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The catalogue of rules.
    pub rules: Vec<Rule>,
    /// Texts that the office may edit, by file name without suffix: templates of bulletins, and what explains them.
    pub texts: Vec<(String, String)>,
    /// Where the lines of the texts stand, in the same order.
    pub text_places: Vec<Vec<Location>>,
}

/// A row that the plan lists.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its code.
    pub code: &'a RowKey,
    /// What it is about.
    pub title: &'a str,
    /// The units and groups responsible for it, as listed.
    pub units: &'a [UnitId],
}

impl Plan {
    /// The table with this id. A plan is refused on loading if one is missing.
    #[must_use]
    pub fn table(&self, id: TableId) -> &Table {
        self.tables.iter().find(|table| table.id == id).unwrap_or(&table::MISSING)
    }

    /// The unit with this id.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> &Unit {
        self.units.get(id.0).unwrap_or(&unit::UNKNOWN)
    }

    /// The office (专班办公室).
    #[must_use]
    pub fn office_unit(&self) -> UnitId {
        UnitId(self.units.iter().position(|unit| unit.kind == UnitKind::Office).unwrap_or(usize::MAX))
    }

    /// Everyone who reports, in official order: departments, street offices, then the office.
    pub fn reporters(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.units.iter().enumerate().filter(|(_, unit)| unit.kind != UnitKind::Group).map(|(index, _)| UnitId(index))
    }

    /// Finds a unit by its name or one of its aliases, however spelled.
    #[must_use]
    pub fn find_unit(&self, name: &str) -> Option<UnitId> {
        let key = crate::text::matching_key(name);
        self.units.iter().position(|unit| unit.answers_to(&key)).map(UnitId)
    }

    /// The three unit names nearest to an unknown one, nearest first.
    #[must_use]
    pub fn similar_units(&self, name: &str) -> Vec<&str> {
        unit::similar(&self.units, name)
    }

    /// The rows that the plan itself lists in a table, in document order; none for other tables.
    pub fn listed(&self, table: TableId) -> impl Iterator<Item = Listed<'_>> {
        let measures = if table == TableId::Tasks { self.measures.as_slice() } else { &[] };
        let indicators = if table == TableId::Indicators { self.indicators.as_slice() } else { &[] };
        let projects = if table == TableId::Projects { self.projects.as_slice() } else { &[] };
        let measures = measures.iter().map(|row| Listed { code: &row.code, title: &row.content, units: &row.units });
        let indicators = indicators.iter().map(|row| Listed {
            code: &row.code,
            title: &row.name,
            units: std::slice::from_ref(&row.lead),
        });
        let projects = projects.iter().map(|row| Listed {
            code: &row.code,
            title: &row.name,
            units: std::slice::from_ref(&row.lead),
        });
        measures.chain(indicators).chain(projects)
    }

    /// The measure with this code.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.code.0 == code)
    }

    /// The indicator with this code.
    #[must_use]
    pub fn indicator(&self, code: &RowKey) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// The project with this code.
    #[must_use]
    pub fn project(&self, code: &RowKey) -> Option<&Project> {
        self.projects.iter().find(|project| project.code == *code)
    }

    /// The rule with this code, unless it is switched off.
    #[must_use]
    pub fn rule(&self, code: &Code) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == *code)
    }

    /// A limit by its name; 0 where the plan has none (loading reports it).
    #[must_use]
    pub fn limit(&self, name: &str) -> f64 {
        self.limits.iter().find(|limit| limit.name == name).map_or(0.0, |limit| limit.value)
    }

    /// When the returns of a period are due.
    #[must_use]
    pub fn deadline(&self, period: Period) -> Option<Date> {
        self.deadlines.iter().find(|deadline| deadline.period == period).map(|deadline| deadline.due)
    }

    /// The values of the names that formulas may use, in the order of the formulas' scope.
    #[must_use]
    pub fn name_values(&self, period: Period) -> Vec<Value> {
        names::values(&self.limits, period)
    }

    /// The names that formulas may use, in the same order.
    #[must_use]
    pub fn names(&self) -> Vec<crate::formula::Name> {
        names::names(&self.limits)
    }

    /// Where a line of a text stands, counted from 0; its last line where it has fewer.
    #[must_use]
    pub fn text_place(&self, name: &str, line: u32) -> Location {
        let index = self.texts.iter().position(|(known, _)| known == name);
        let places = index.and_then(|index| self.text_places.get(index)).map_or(&[][..], Vec::as_slice);
        let place = usize::try_from(line).ok().and_then(|line| places.get(line)).or(places.last());
        place.cloned().unwrap_or_else(Location::nowhere)
    }

    /// A text template by its name; empty where the plan has none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }
}
