//! `qingdan plan`, `qingdan init`: what the year's data says.

use super::{Format, Options, Outcome, inputs, output};
use crate::check::missing_from;
use crate::finding::{Finding, Severity};
use crate::plan::{Files, Plan, load, sheets};
use crate::read::{Limits, read};
use crate::render::plan::book;
use crate::report;
use crate::text::run as text;
use crate::write::write;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Loads the plan; a faulty one is refused with everything that is wrong with it.
///
/// # Errors
/// The folder cannot be read, or the plan has a fault.
pub fn load_plan(options: &Options) -> Result<Plan> {
    sound(loaded(options)?)
}

fn loaded(options: &Options) -> Result<(Plan, Vec<Finding>)> {
    Ok(judged(&files(options)?))
}

/// What the plan is loaded from: the program itself, a folder, or a workbook.
fn files(options: &Options) -> Result<Files> {
    let Some(path) = &options.plan else { return Ok(Files::embedded()) };
    let shown = path.to_string_lossy();
    if path.is_dir() {
        return Files::from_folder(path).with_context(|| text::plan_unreadable(&shown));
    }
    from_workbook(path)
}

fn from_workbook(path: &Path) -> Result<Files> {
    let shown = inputs::slashed(path);
    if !path.is_file() {
        bail!(text::no_plan(&shown));
    }
    let limits = Limits::default();
    let bytes = inputs::bytes(path, limits.file_bytes).with_context(|| text::workbook_unreadable(&shown))?;
    Ok(Files::from_workbook(&read(&shown, &bytes, &limits)))
}

/// The plan, and everything wrong with it. Without any rule, what went wrong with them was said.
fn judged(files: &Files) -> (Plan, Vec<Finding>) {
    let (plan, mut findings) = load(files);
    if !plan.rules.is_empty() {
        findings.extend(missing_from(&plan));
    }
    (plan, findings)
}

/// The plan without its remarks, or everything that is wrong with it.
fn sound((plan, findings): (Plan, Vec<Finding>)) -> Result<Plan> {
    let faults: Vec<Finding> = findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    if faults.is_empty() {
        return Ok(plan);
    }
    bail!("{}", report::plan_findings_text(&faults, report::Paint::Plain).trim_end());
}

/// `plan show`.
///
/// # Errors
/// The plan has a fault, or stdout cannot be written.
pub fn plan_show(format: Format, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    output::print(&match format {
        Format::Text => report::plan_text(&plan),
        Format::Json => report::plan_json(&plan),
    })?;
    Ok(Outcome::Clean)
}

/// `plan check`: faults, and what the office should confirm or answer.
///
/// # Errors
/// The folder cannot be read, or stdout cannot be written.
pub fn plan_check(options: &Options) -> Result<Outcome> {
    let (_, findings) = loaded(options)?;
    output::print(&report::plan_findings_text(&findings, options.paint))?;
    let faulty = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if faulty { Outcome::Errors } else { Outcome::Clean })
}

/// `init DIR`: the embedded plan as files to be edited.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn init(folder: &Path, options: &Options) -> Result<Outcome> {
    copy(&Files::embedded(), folder, options)?;
    output::print(&text::plan_copied(&folder.to_string_lossy()))?;
    Ok(Outcome::Clean)
}

/// `plan export FILE`: the plan as a workbook to be edited.
///
/// # Errors
/// The plan has a fault or holds what a workbook cannot, another file is there, or it cannot be written.
pub fn plan_export(file: &Path, options: &Options) -> Result<Outcome> {
    let files = files(options)?;
    let plan = sound(judged(&files))?;
    let bytes = write(&book(&plan, &sheets(&files)))?;
    let shown = file.to_string_lossy();
    // A text over the length of a cell would be cut; better no workbook than another plan.
    let (back, findings) = judged(&Files::from_workbook(&read(&shown, &bytes, &Limits::default())));
    if back.revision != plan.revision || back.texts != plan.texts {
        let reason = report::plan_findings_text(&findings, report::Paint::Plain);
        bail!("{}\n{}", text::NOT_EXPORTED, reason.trim_end());
    }
    output::write_plan(file, &bytes, options)?;
    output::print(&text::plan_exported(&shown))?;
    Ok(Outcome::Clean)
}

/// `plan import FILE`: a plan workbook as files to be edited, in a folder of its name where none is named.
///
/// # Errors
/// The workbook cannot be read or its plan has a fault, or the folder holds something already or cannot be written.
pub fn plan_import(file: &Path, folder: Option<&Path>, options: &Options) -> Result<Outcome> {
    let files = from_workbook(file)?;
    sound(judged(&files))?;
    let folder = folder.map_or_else(|| PathBuf::from(file.file_stem().unwrap_or_default()), Path::to_path_buf);
    copy(&files, &folder, options)?;
    output::print(&text::plan_imported(&folder.to_string_lossy()))?;
    Ok(Outcome::Clean)
}

/// Writes a plan's files to a folder that holds nothing yet.
fn copy(files: &Files, folder: &Path, options: &Options) -> Result<()> {
    let occupied = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !options.force {
        bail!(text::folder_occupied(&folder.to_string_lossy()));
    }
    for (name, body) in &files.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| text::cannot_create(&parent.to_string_lossy()))?;
        }
        std::fs::write(&path, body).with_context(|| text::cannot_create(&path.to_string_lossy()))?;
    }
    Ok(())
}
