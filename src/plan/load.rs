//! Files → plan and findings about it. A missing or damaged file is a finding, never a panic.

use super::files::{Files, LISTS};
use super::problem::problem;
use super::rule::load::RulesFile;
use super::settings::{self, Settings, Spots};
use super::sheet::PlanSheet;
use super::table::load::{Context, TablesFile};
use super::{Plan, digest, indicator, limits, measure, names, project, rule, table, template, unit};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::period::Period;
use crate::text::{plan as text, plan_sheets};
use serde::de::DeserializeOwned;

/// Loads a plan; everything wrong with it is among the findings, in the order of their places.
#[must_use]
pub fn load(files: &Files) -> (Plan, Vec<Finding>) {
    let mut findings = files.workbook.as_ref().map_or_else(Vec::new, |workbook| workbook.findings.clone());
    let settings: Settings = toml_file(files, "plan.toml", &mut findings);
    if settings.format != 1 && files.is_sound() {
        findings.push(problem("P15", place(files, "plan.toml"), text::bad_format(settings.format)));
    }
    let written = files.written("plan.toml");
    let spots = Spots::of(&written);
    let limits = limits::load(&settings.limits, &spots, &mut findings);
    let deadlines = settings::deadlines(&settings.deadlines, &spots, &mut findings);
    if files.is_sound() && settings.format == 1 {
        settings::check(&settings, &spots, &mut findings);
    }
    let tables_file: TablesFile = toml_file(files, "tables.toml", &mut findings);
    let words = tables_file.words.clone();
    let names = names::names(&limits);
    let written = files.written("tables.toml");
    let mut context = Context { written: &written, findings: &mut findings };
    let tables = table::load::load(tables_file.table, &tables_file.lists, &names, &mut context);
    if files.is_sound() {
        report_missing_tables(&tables, &mut context);
    }
    let sheets: Vec<PlanSheet> = LISTS.into_iter().map(|name| list(files, name, &mut findings)).collect();
    let [unit_sheet, task_sheet, milestone_sheet, indicator_sheet, project_sheet, correction_sheet] = sheets.as_slice()
    else {
        unreachable!("six lists are read above")
    };
    let units = unit::load(unit_sheet, &mut findings);
    let measures = measure::load(task_sheet, &units, &mut findings);
    let milestones = measure::load_milestones(milestone_sheet, &measures, &mut findings);
    let fields = tables.iter().find(|table| table.id == TableId::Projects).unwrap_or(&table::MISSING);
    let known = indicator::Known { units: &units, measures: &measures, projects: fields, words: &words };
    let indicators = indicator::load(indicator_sheet, &known, &mut findings);
    let projects = project::load(project_sheet, &units, fields, &words, &mut findings);
    let corrections = measure::load_corrections(correction_sheet, &mut findings);
    let rules_file: RulesFile = toml_file(files, "rules.toml", &mut findings);
    // Examples of rules are dated in the third quarter of the plan's year.
    let values = names::trial_values(&limits, Period::Quarter(settings.year, 3));
    let written = files.written("rules.toml");
    let mut context = Context { written: &written, findings: &mut findings };
    let rules = rule::load::load(rules_file.rule, &tables, &values, &mut context);
    project::doubts(&projects, (project_sheet, fields), &rules, (&values, limits.len()), &words, &mut findings);
    let tomls: Vec<(&str, toml::Table)> = ["plan.toml", "rules.toml", "tables.toml"]
        .into_iter()
        .map(|name| (name, files.get(name).and_then(|text| text.parse().ok()).unwrap_or_default()))
        .collect();
    let revision = digest::revision(
        &sheets.iter().collect::<Vec<_>>(),
        &tomls.iter().map(|(name, table)| (*name, table)).collect::<Vec<_>>(),
    );
    for unit in units.iter().filter(|unit| unit.kind == super::UnitKind::Group) {
        let lead_less = measures.iter().filter(|measure| {
            measure.units.first().and_then(|id| units.get(id.0)).is_some_and(|first| first.name == unit.name)
        });
        for measure in lead_less {
            let finding = Finding::new("U06", task_sheet.place.clone()).with("key", &*measure.code.0);
            findings.push(finding.with("group", &*unit.name));
        }
    }
    let (texts, text_places) = files.texts().into_iter().map(|(name, body, places)| ((name, body), places)).unzip();
    let plan = Plan {
        id: settings.id,
        follows: settings.follows,
        title: settings.title,
        source: settings.source,
        office: settings.office,
        year: settings.year,
        term: settings.term,
        revision,
        limits,
        deadlines,
        reading: settings.reading.limits(),
        words,
        units,
        measures,
        milestones,
        indicators,
        projects,
        corrections,
        tables,
        rules,
        texts,
        text_places,
    };
    // What could not be read as a workbook has no texts to be tried out.
    if files.is_sound() {
        template::check(&plan, files, &mut findings);
    }
    let mut findings = rule::worded(&plan.rules, findings);
    keep_causes(&mut findings);
    findings.sort();
    (plan, findings)
}

fn place(files: &Files, name: &str) -> Location {
    Location::file(&files.place(name))
}

/// A list, from its CSV file or its sheet. A sheet that is missing was reported with the workbook.
fn list(files: &Files, name: &str, findings: &mut Vec<Finding>) -> PlanSheet {
    let file = format!("{name}.csv");
    if let Some(workbook) = &files.workbook {
        let known = workbook.lists.iter().find(|list| list.name == name).cloned();
        return known.unwrap_or_else(|| PlanSheet::from_csv(name, &files.place(&file), "", findings));
    }
    let text = files.get(&file).unwrap_or_else(|| {
        findings.push(problem("P01", place(files, &file), text::missing_file(&file)));
        ""
    });
    PlanSheet::from_csv(name, &files.place(&file), text, findings)
}

fn toml_file<T: DeserializeOwned + Default>(files: &Files, name: &str, findings: &mut Vec<Finding>) -> T {
    // What is wrong with the sheets was said; what would follow from it is not.
    if !files.is_sound() {
        return T::default();
    }
    let written = files.written(name);
    let Some(source) = written.text else {
        findings.push(problem("P01", place(files, name), text::missing_file(name)));
        return T::default();
    };
    toml::from_str(source).unwrap_or_else(|error| {
        let at = written.at(error.span().map_or(0, |span| span.start));
        let message = match files.workbook {
            None => text::bad_toml(&text::toml_reason(error.message())),
            Some(_) => plan_sheets::bad_cell(&text::toml_reason(error.message())),
        };
        findings.push(problem("P02", at, message));
        T::default()
    })
}

/// A file that is missing or cannot be parsed makes everything that refers to it look wrong: then only that is said.
fn keep_causes(findings: &mut Vec<Finding>) {
    let is_cause = |finding: &Finding| matches!(finding.code.0.as_str(), "P01" | "P02");
    if findings.iter().any(is_cause) {
        findings.retain(is_cause);
    }
}

/// Tables that the engine cannot do without.
const NEEDED: [TableId; 23] = [
    TableId::Indicators,
    TableId::Projects,
    TableId::Tasks,
    TableId::LeagueIndicators,
    TableId::LeagueUnits,
    TableId::LeagueItems,
    TableId::CloseOut,
    TableId::GroupDetail,
    TableId::Submission,
    TableId::Coordination,
    TableId::Changes,
    TableId::Findings,
    TableId::Trace,
    TableId::Unplaced,
    TableId::WaiverList,
    TableId::TargetList,
    TableId::ReceiptList,
    TableId::Verdicts,
    TableId::Points,
    TableId::Arrivals,
    TableId::Waivers,
    TableId::Targets,
    TableId::Outlook,
];

fn report_missing_tables(tables: &[super::Table], context: &mut Context<'_>) {
    for id in NEEDED {
        if !tables.iter().any(|table| table.id == id) {
            context.fault(
                "P12",
                0,
                text::missing_table(serde_json::to_string(&id).unwrap_or_default().trim_matches('"')),
            );
        }
    }
}
