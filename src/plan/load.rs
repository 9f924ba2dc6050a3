//! Files → plan and findings about it. A missing or damaged file is a finding, never a panic.

use super::problem::{problem, question};
use super::rule::load::RulesFile;
use super::settings::{self, Settings};
use super::sheet::PlanSheet;
use super::table::load::{Context, TablesFile};
use super::{Plan, digest, embedded, indicator, measure, names, project, rule, table, template, unit};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::{CellRef, Location};
use crate::period::Period;
use crate::text::plan as text;
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The files of a plan, by their names relative to its folder.
#[derive(Debug, Clone)]
pub struct Files {
    /// Where they are, for messages: a folder, or nothing for the embedded plan.
    pub root: String,
    /// Name and text.
    pub files: Vec<(String, String)>,
}

impl Files {
    /// The plan carried inside the program.
    #[must_use]
    pub fn embedded() -> Self {
        let files = embedded::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self { root: String::new(), files }
    }

    /// The files of a folder.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read, or a file is not UTF-8.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for sub_folder in ["", "texts"] {
            let path = folder.join(sub_folder);
            if !sub_folder.is_empty() && !path.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(&path)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let wanted = [".csv", ".toml", ".txt"].iter().any(|suffix| name.ends_with(suffix));
                if !wanted || !entry.file_type()?.is_file() {
                    continue;
                }
                let relative = if sub_folder.is_empty() { name } else { format!("{sub_folder}/{name}") };
                let text = std::fs::read_to_string(entry.path())
                    .map_err(|error| io::Error::new(error.kind(), format!("{relative}: {error}")))?;
                files.push((relative, text));
            }
        }
        files.sort();
        Ok(Self { root: folder.to_string_lossy().replace('\\', "/"), files })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    fn place(&self, name: &str) -> Arc<str> {
        if self.root.is_empty() { Arc::from(name) } else { Arc::from(format!("{}/{name}", self.root)) }
    }
}

/// Loads a plan; everything wrong with it is among the findings, in the order of their places.
#[must_use]
pub fn load(files: &Files) -> (Plan, Vec<Finding>) {
    let mut findings = Vec::new();
    let settings: Settings = toml_file(files, "plan.toml", &mut findings);
    if settings.format != 1 {
        findings.push(problem("P15", place(files, "plan.toml"), text::bad_format(settings.format)));
    }
    let limits = settings::limits(&settings.limits, &place(files, "plan.toml"), &mut findings);
    let deadlines = settings::deadlines(&settings.deadlines, &place(files, "plan.toml"), &mut findings);
    let sheets: Vec<PlanSheet> = ["units", "tasks", "milestones", "indicators", "projects", "corrections"]
        .into_iter()
        .map(|name| csv_file(files, name, &mut findings))
        .collect();
    let [unit_sheet, task_sheet, milestone_sheet, indicator_sheet, project_sheet, correction_sheet] = sheets.as_slice()
    else {
        unreachable!("six lists are read above")
    };
    let units = unit::load(unit_sheet, &mut findings);
    let measures = measure::load(task_sheet, &units, &mut findings);
    let milestones = measure::load_milestones(milestone_sheet, &measures, &mut findings);
    let indicators = indicator::load(indicator_sheet, &units, &measures, &mut findings);
    let projects = project::load(project_sheet, &units, &mut findings);
    let corrections = measure::load_corrections(correction_sheet, &mut findings);
    let tables_file: TablesFile = toml_file(files, "tables.toml", &mut findings);
    let words = tables_file.words.clone();
    let names = names::names(&limits);
    let mut context = Context {
        file: &place(files, "tables.toml"),
        source: files.get("tables.toml").unwrap_or(""),
        findings: &mut findings,
    };
    let tables = table::load::load(tables_file.table, &tables_file.lists, &names, &mut context);
    report_missing_tables(&tables, &mut context);
    let rules_file: RulesFile = toml_file(files, "rules.toml", &mut findings);
    // Examples of rules are dated in the third quarter of the plan's year.
    let values = names::values(&limits, Period::Quarter(settings.year, 3));
    let mut context = Context {
        file: &place(files, "rules.toml"),
        source: files.get("rules.toml").unwrap_or(""),
        findings: &mut findings,
    };
    let rules = rule::load::load(rules_file.rule, &tables, &values, &mut context);
    let tomls: Vec<(&str, toml::Table)> = ["plan.toml", "rules.toml", "tables.toml"]
        .into_iter()
        .map(|name| (name, files.get(name).and_then(|text| text.parse().ok()).unwrap_or_default()))
        .collect();
    let revision = digest::revision(
        &sheets.iter().collect::<Vec<_>>(),
        &tomls.iter().map(|(name, table)| (*name, table)).collect::<Vec<_>>(),
    );
    let texts: Vec<(String, String)> = files
        .files
        .iter()
        .filter_map(|(name, body)| {
            let stem = name.strip_prefix("texts/")?.strip_suffix(".txt")?;
            Some((stem.to_owned(), body.clone()))
        })
        .collect();
    let lights = [&words.green, &words.yellow, &words.red, &words.grey, &words.not_reached].map(String::as_str);
    template::check(&texts, &lights, &|name| place(files, &crate::text::bulletin::template_file(name)), &mut findings);
    for unit in units.iter().filter(|unit| unit.kind == super::UnitKind::Group) {
        let lead_less = measures.iter().filter(|measure| {
            measure.units.first().and_then(|id| units.get(id.0)).is_some_and(|first| first.name == unit.name)
        });
        for measure in lead_less {
            findings.push(question("U06", place(files, "tasks.csv"), text::group_only(&measure.code.0, &unit.name)));
        }
    }
    keep_causes(&mut findings);
    findings.sort();
    let plan = Plan {
        id: settings.id,
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
    };
    (plan, findings)
}

fn place(files: &Files, name: &str) -> Location {
    Location::file(&files.place(name))
}

fn csv_file(files: &Files, name: &str, findings: &mut Vec<Finding>) -> PlanSheet {
    let file = format!("{name}.csv");
    let text = files.get(&file).unwrap_or_else(|| {
        findings.push(problem("P01", place(files, &file), text::missing_file(&file)));
        ""
    });
    PlanSheet::from_csv(name, &files.place(&file), text, findings)
}

fn toml_file<T: DeserializeOwned + Default>(files: &Files, name: &str, findings: &mut Vec<Finding>) -> T {
    let Some(source) = files.get(name) else {
        findings.push(problem("P01", place(files, name), text::missing_file(name)));
        return T::default();
    };
    toml::from_str(source).unwrap_or_else(|error| {
        let byte = error.span().map_or(0, |span| span.start);
        let line = source.get(..byte).unwrap_or("").matches('\n').count();
        let cell = Some(CellRef::new(u32::try_from(line).unwrap_or(0), 0));
        findings.push(problem("P02", Location { cell, ..place(files, name) }, text::bad_toml(error.message())));
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
const NEEDED: [TableId; 21] = [
    TableId::Indicators,
    TableId::Projects,
    TableId::Tasks,
    TableId::LeagueIndicators,
    TableId::LeagueUnits,
    TableId::CloseOut,
    TableId::GroupDetail,
    TableId::Submission,
    TableId::Coordination,
    TableId::Changes,
    TableId::Findings,
    TableId::Trace,
    TableId::Unplaced,
    TableId::WaiverList,
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
            context.fault("P12", 0, text::missing_table(&format!("{id:?}")));
        }
    }
}
