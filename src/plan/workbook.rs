//! A plan as one workbook: its files ↔ sheets, so that whatever is loaded goes through the one loader.
//!
//! Knows no file format: sheets come from `read` and leave through `render`. Every value goes both ways without
//! loss; comments do not. What is wrong with a sheet is a finding with its cell.

mod cell;
mod grid;
mod schema;
mod to_sheets;
mod to_toml;

pub use to_sheets::sheets;

use super::files::{Files, LISTS, Workbook};
use super::problem::{problem, question};
use super::sheet::PlanSheet;
use crate::finding::Finding;
use crate::location::{CellRef, Location, SheetRef};
use crate::read::{Defect, Source};
use crate::text::is_file_name;
use crate::text::plan as message;
use crate::text::plan_sheets as text;
use to_toml::Toml;

/// The custom property's value of a plan workbook.
pub const PLAN_KIND: &str = text::KIND;

impl Files {
    /// The files that a plan workbook stands for. What is wrong with it is reported on loading.
    #[must_use]
    pub fn from_workbook(source: &Source) -> Self {
        let mut findings = Vec::new();
        let lists = lists(source, &mut findings);
        let mut files = Vec::new();
        let mut places = Vec::new();
        let sheet = |name: &str| lists.iter().find(|list| list.name == name);
        let mut made = |name: &str, place: &Location, fill: &dyn Fn(&mut Toml<'_>)| {
            let mut toml = Toml::of(place, &mut findings);
            fill(&mut toml);
            files.push((name.to_owned(), toml.text));
            places.push((name.to_owned(), toml.places));
        };
        if let (Some(settings), Some(dates), Some(limits)) = (sheet("settings"), sheet("deadlines"), sheet("limits")) {
            made("plan.toml", &settings.place, &|toml| {
                toml.settings(settings);
                toml.section(dates);
                toml.section(limits);
            });
        }
        if let (Some(words), Some(options), Some(tables), Some(fields)) =
            (sheet("words"), sheet("lists"), sheet("tables"), sheet("fields"))
        {
            made("tables.toml", &tables.place, &|toml| {
                toml.section(words);
                toml.section(options);
                toml.tables(tables, fields);
            });
        }
        if let Some(rules) = sheet("rules") {
            made("rules.toml", &rules.place, &|toml| toml.rules(rules));
        }
        files.extend(LISTS.iter().filter_map(|name| Some((format!("{name}.csv"), csv(sheet(name)?)))));
        if let Some(sheet) = sheet("texts") {
            for text in texts(sheet, &mut findings) {
                places.push((text.file.clone(), text.places));
                files.push((text.file, text.body));
            }
        }
        files.sort();
        let lists = lists.into_iter().filter(|list| LISTS.contains(&list.name.as_str())).collect();
        Self { root: source.name.to_string(), files, workbook: Some(Workbook { lists, places, findings }) }
    }
}

/// The sheets that are the plan's; others are named.
fn lists(source: &Source, findings: &mut Vec<Finding>) -> Vec<PlanSheet> {
    let file = Location::file(&source.name);
    let reason = source.defects.iter().find_map(|defect| match defect {
        Defect::NotReadable(_) => Some(message::NO_WORKBOOK.to_owned()),
        Defect::Broken(reason) | Defect::Unsafe(reason) => Some(text::broken_workbook(reason)),
        Defect::Macros | Defect::ExternalLink(_) => None,
    });
    if let Some(reason) = reason {
        findings.push(problem("P01", file, reason));
        return Vec::new();
    }
    let mut lists: Vec<PlanSheet> = Vec::new();
    for grid in source.grids.iter().filter(|grid| *grid.name != *text::GUIDE && !grid.name.starts_with('_')) {
        let place = Location::sheet(&source.name, &SheetRef { index: grid.index, name: grid.name.clone() });
        let tab = grid.name.trim();
        match text::SHEETS.iter().find(|(name, title)| *title == tab || *name == tab) {
            Some((name, title)) if lists.iter().any(|list| list.name == *name) => {
                findings.push(problem("P06", place, message::duplicate(message::SHEET, title)));
            }
            Some((name, _)) => lists.push(grid::list(name, &place, grid, findings)),
            None if grid.cells.is_empty() => {}
            None => findings.push(question("P21", place, text::sheet_not_read(&grid.name))),
        }
    }
    for (name, title) in text::SHEETS.iter().filter(|(name, _)| *name != "texts") {
        if !lists.iter().any(|list| list.name == *name) {
            findings.push(problem("P01", file.clone(), text::missing_sheet(title)));
        }
    }
    lists
}

/// A list as CSV, without what stands under no head.
fn csv(sheet: &PlanSheet) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for cells in std::iter::once(&sheet.head).chain(sheet.rows.iter().map(|row| &row.cells)) {
        let columns = sheet.head.iter().enumerate().filter(|(_, head)| !head.is_empty());
        let record = columns.map(|(col, _)| cells.get(col).map_or("", String::as_str));
        // Into memory: nothing there to fail.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text put together from its lines.
struct Text {
    file: String,
    body: String,
    /// Where each line begins, and its cell.
    places: Vec<(usize, Location)>,
}

/// The texts. The lines of one stand together: what stands further down under its name is refused, since nobody could
/// say where it belongs.
fn texts(sheet: &PlanSheet, findings: &mut Vec<Finding>) -> Vec<Text> {
    let column = |wanted: &str| {
        let label = text::TEXT_COLUMNS.iter().find(|(key, _)| *key == wanted).map_or("", |(_, label)| label);
        sheet.head.iter().position(|head| head == label || head == wanted)
    };
    let (name, content) = (column("name"), column("value"));
    let mut texts: Vec<Text> = Vec::new();
    let mut before = "";
    for row in &sheet.rows {
        let cell = |col: Option<usize>| col.and_then(|col| row.cells.get(col)).map_or("", String::as_str);
        let place = |col: Option<usize>| {
            let col = col.and_then(|col| u32::try_from(col).ok()).unwrap_or(0);
            Location { cell: Some(CellRef::new(row.line, col)), ..sheet.place.clone() }
        };
        let stem = cell(name).trim();
        let goes_on = stem == before;
        before = stem;
        if stem.is_empty() {
            findings.push(problem("P04", place(name), message::empty_cell(message::NAME)));
            continue;
        }
        if !goes_on && !is_file_name(stem) {
            findings.push(problem("P05", place(name), message::not_a_file_name(stem)));
        }
        let file = format!("texts/{stem}.txt");
        // Files of one name but for capitals are one file on Windows.
        let known = texts.iter_mut().find(|text| text.file.to_lowercase() == file.to_lowercase());
        match known {
            Some(known) if goes_on => {
                known.places.push((known.body.len(), place(content)));
                known.body.push_str(cell(content));
                known.body.push('\n');
            }
            Some(_) => findings.push(problem("P06", place(name), text::text_torn(stem))),
            None => {
                let body = format!("{}\n", cell(content));
                texts.push(Text { file, body, places: vec![(0, place(content))] });
            }
        }
    }
    texts.retain(|text| {
        text.file.strip_prefix("texts/").and_then(|rest| rest.strip_suffix(".txt")).is_some_and(is_file_name)
    });
    texts
}
