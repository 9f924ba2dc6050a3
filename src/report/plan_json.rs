//! The JSON of `plan show`.

use crate::key::TableId;
use crate::period::Cadence;
use crate::plan::{Comparison, FieldKind, Filled, MeasureKind, Measured, Plan, Table, UnitKind};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    revision: &'a str,
    year: i16,
    tasks: Vec<Row<'a>>,
    indicators: Vec<Indicator<'a>>,
    units: Vec<Unit<'a>>,
    projects: Vec<Project<'a>>,
    tables: Vec<TableJson<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    no: u32,
    task: &'a str,
    measure: &'a str,
    goal: &'a str,
    units: Vec<&'a str>,
    lead: &'a str,
    kind: &'static str,
    deadline: String,
}

#[derive(Serialize)]
struct Indicator<'a> {
    code: &'a str,
    measure: Option<&'a str>,
    name: &'a str,
    op: Comparison,
    target: Option<f64>,
    target_text: &'a str,
    unit: &'a str,
    basis: &'a str,
    year: i16,
    lead: &'a str,
    due: Vec<Cadence>,
    may_lack: bool,
    decimals: u8,
    base: Option<f64>,
    key: bool,
    computed: bool,
    start: String,
    deadline: String,
}

#[derive(Serialize)]
struct Unit<'a> {
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    members: Vec<&'a str>,
}

#[derive(Serialize)]
struct Project<'a> {
    code: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    category: Option<&'a str>,
    stage: Option<&'a str>,
    lead: &'a str,
    place: Option<&'a str>,
    total: Option<f64>,
    plan_year: Option<f64>,
}

#[derive(Serialize)]
struct TableJson<'a> {
    name: &'a str,
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    label: String,
    unit: Option<&'a str>,
    kind: &'static str,
    filled: &'static str,
}

/// The JSON of `plan show`.
#[must_use]
pub fn plan_json(plan: &Plan) -> String {
    let document = Document {
        id: &plan.id,
        revision: &plan.revision,
        year: plan.year,
        tasks: tasks(plan),
        indicators: indicators(plan),
        units: units(plan),
        projects: projects(plan),
        tables: tables(plan),
    };
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn tasks(plan: &Plan) -> Vec<Row<'_>> {
    plan.measures
        .iter()
        .map(|measure| Row {
            code: &measure.code.0,
            no: measure.number,
            task: &measure.task,
            measure: &measure.content,
            goal: &measure.goal,
            units: measure.units.iter().map(|unit| plan.unit(*unit).name.as_str()).collect(),
            lead: &plan.unit(measure.lead).name,
            kind: match measure.kind {
                MeasureKind::Quantified => "quantified",
                MeasureKind::Milestone => "milestone",
                MeasureKind::Continuous => "continuous",
                MeasureKind::Relational => "relational",
            },
            deadline: measure.deadline.to_string(),
        })
        .collect()
}

fn indicators(plan: &Plan) -> Vec<Indicator<'_>> {
    plan.indicators
        .iter()
        .map(|indicator| Indicator {
            code: &indicator.code.0,
            measure: indicator.measure.as_ref().map(|code| code.0.as_str()),
            name: &indicator.name,
            op: indicator.comparison,
            target: indicator.target,
            target_text: &indicator.goal,
            unit: &indicator.unit,
            basis: &indicator.basis,
            year: indicator.deadline.year(),
            lead: &plan.unit(indicator.lead).name,
            due: [Cadence::Month, Cadence::Quarter, Cadence::Year]
                .into_iter()
                .filter(|period| indicator.cadence <= *period)
                .collect(),
            may_lack: indicator.may_lack,
            decimals: indicator.decimals,
            base: indicator.base,
            key: indicator.key,
            computed: indicator.measured != Measured::Reported,
            start: indicator.start.to_string(),
            deadline: indicator.deadline.to_string(),
        })
        .collect()
}

fn units(plan: &Plan) -> Vec<Unit<'_>> {
    plan.units
        .iter()
        .map(|unit| Unit {
            name: &unit.name,
            kind: match unit.kind {
                UnitKind::Department => crate::text::plan::DEPARTMENT,
                UnitKind::Street => crate::text::plan::STREET,
                UnitKind::Office => crate::text::plan::OFFICE,
                UnitKind::Group => crate::text::plan::GROUP,
            },
            aliases: &unit.aliases,
            members: unit.members.iter().map(|member| plan.unit(*member).name.as_str()).collect(),
        })
        .collect()
}

fn projects(plan: &Plan) -> Vec<Project<'_>> {
    plan.projects
        .iter()
        .map(|project| Project {
            code: &project.code.0,
            name: &project.name,
            category: some(&project.category),
            stage: some(&project.nature),
            lead: &plan.unit(project.lead).name,
            place: some(&project.place),
            total: project.total,
            plan_year: project.year_plan,
        })
        .collect()
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The five tables; the two blocks of 争先创优晾晒表 are one.
fn tables(plan: &Plan) -> Vec<TableJson<'_>> {
    [
        &[TableId::Indicators][..],
        &[TableId::Projects],
        &[TableId::Tasks],
        &[TableId::LeagueIndicators, TableId::LeagueUnits],
        &[TableId::CloseOut],
    ]
    .into_iter()
    .map(|blocks| TableJson {
        name: blocks.first().map_or("", |id| &plan.table(*id).name),
        fields: blocks.iter().flat_map(|id| fields(plan.table(*id))).collect(),
    })
    .collect()
}

fn fields(table: &Table) -> impl Iterator<Item = Field<'_>> {
    table.fields.iter().map(|field| Field {
        name: &field.name,
        label: field.label(),
        unit: field.unit.as_deref(),
        kind: match field.kind {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
            FieldKind::Unit => "unit",
        },
        filled: match field.filled {
            Filled::Plan => "plan",
            Filled::Department => "department",
            Filled::Office => "office",
            Filled::Formula(_) => "formula",
            Filled::Aggregate => "aggregate",
            Filled::Engine => "engine",
        },
    })
}
