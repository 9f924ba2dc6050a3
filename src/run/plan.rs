//! `qingdan plan`, `qingdan rules`, `qingdan init`: what the year's data says.

use super::{Format, Options, Outcome, output};
use crate::check::missing_from;
use crate::finding::{Code, Finding, Severity};
use crate::plan::{Files, Plan, Rule, load};
use crate::report;
use crate::text::run as text;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Loads the plan; a faulty one is refused with everything that is wrong with it.
///
/// # Errors
/// The folder cannot be read, or the plan has a fault.
pub fn load_plan(options: &Options) -> Result<Plan> {
    let (plan, findings) = loaded(options)?;
    let faults: Vec<Finding> = findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    if faults.is_empty() {
        return Ok(plan);
    }
    bail!("{}", report::plan_findings_text(&faults, report::Paint::Plain).trim_end());
}

fn loaded(options: &Options) -> Result<(Plan, Vec<Finding>)> {
    let files = match &options.plan {
        None => Files::embedded(),
        Some(path) => {
            let shown = path.to_string_lossy();
            if !path.is_dir() {
                bail!(text::no_plan_folder(&shown));
            }
            Files::from_folder(path).with_context(|| text::plan_unreadable(&shown))?
        }
    };
    let (plan, mut findings) = load(&files);
    findings.extend(missing_from(&plan));
    Ok((plan, findings))
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

/// `rules [CODE]`.
///
/// # Errors
/// The plan has a fault, the code is unknown, or stdout cannot be written.
pub fn rules(code: Option<&str>, format: Format, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    let wanted: Vec<&Rule> = match code {
        None => plan.rules.iter().collect(),
        Some(code) => match plan.rule(&Code(code.to_uppercase())) {
            Some(rule) => vec![rule],
            None => bail!(text::no_such_rule(code)),
        },
    };
    output::print(&match (format, code, wanted.first()) {
        (Format::Json, _, _) => report::rules_json(&plan, &wanted),
        (Format::Text, Some(_), Some(rule)) => report::rule_text(&plan, rule),
        (Format::Text, _, _) => report::rules_text(&plan),
    })?;
    Ok(Outcome::Clean)
}

/// `init DIR`: the embedded plan as files to be edited.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn init(folder: &Path, options: &Options) -> Result<Outcome> {
    let shown = folder.to_string_lossy();
    let occupied = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !options.force {
        bail!(text::folder_occupied(&shown));
    }
    for (name, body) in Files::embedded().files {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| text::cannot_create(&parent.to_string_lossy()))?;
        }
        std::fs::write(&path, body).with_context(|| text::cannot_create(&path.to_string_lossy()))?;
    }
    output::print(&text::plan_copied(&shown))?;
    Ok(Outcome::Clean)
}
