//! `qingdan form`: the forms that are handed out, one workbook per unit.

use super::{Options, Outcome, history, load_plan, output};
use crate::check::{adjusted, edits, standing_targets};
use crate::period::Period;
use crate::plan::{Plan, UnitId};
use crate::render;
use crate::render::form::Filling;
use crate::report;
use crate::roster::{Expected, decisions, roster, tables_of};
use crate::text::run as text;
use crate::write::write;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::path::PathBuf;

/// What `form` is told.
#[derive(Debug, Clone)]
pub struct Form {
    /// Whose forms; all units' where empty.
    pub units: Vec<String>,
    /// The period.
    pub period: Period,
    /// The workbook of the period before.
    pub previous: Option<PathBuf>,
    /// The folder they go to; `下发` where `None`.
    pub output: Option<PathBuf>,
}

/// Makes the forms.
///
/// # Errors
/// The plan is faulty, a unit is unknown, nothing is asked of it, or a form cannot be written.
pub fn form(job: &Form, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    if let Period::Month(year, month) = job.period
        && month % 3 == 0
    {
        let quarter = Period::Quarter(year, month / 3);
        bail!(text::quarter_form_only(&job.period.name(), &quarter.to_string()));
    }
    let previous = history::before(&plan, job.previous.as_deref(), Some(job.period))?;
    if let Some(previous) = previous.as_ref().filter(|previous| !previous.edits.is_empty()) {
        output::remark(options, report::edits_text(&edits(&plan, previous)).trim_end());
    }
    let targets = previous.as_ref().map(|previous| standing_targets(&plan, job.period, previous)).unwrap_or_default();
    let plan = &*adjusted(&plan, &targets);
    let rows = roster(plan, job.period, previous.as_ref());
    let standing = previous.map(|previous| decisions(plan, job.period, &previous)).unwrap_or_default();
    let standing = Filling { extra_rows: standing, ..Filling::default() };
    let asked = |unit: UnitId| !tables_of(plan, job.period, unit, &rows).is_empty();
    let units: Vec<UnitId> = if job.units.is_empty() {
        plan.reporters().filter(|unit| asked(*unit)).collect()
    } else {
        named(plan, &job.units)?
    };
    let idle: Vec<&str> =
        units.iter().filter(|unit| !asked(**unit)).map(|unit| plan.unit(*unit).name.as_str()).collect();
    if !idle.is_empty() {
        bail!(text::nothing_asked(&idle.join("、"), &job.period.name()));
    }
    let folder = job.output.clone().unwrap_or_else(|| PathBuf::from(text::FORM_FOLDER));
    std::fs::create_dir_all(&folder).with_context(|| text::cannot_create(&folder.to_string_lossy()))?;
    // Rendering is the slow part; writing one after the other keeps the first refusal the only one.
    let books: Vec<(UnitId, Result<Vec<u8>>)> =
        units.par_iter().map(|unit| (*unit, book(plan, job.period, *unit, &rows, &standing))).collect();
    for (unit, bytes) in books {
        let name = text::form_file(&plan.unit(unit).name, &job.period.to_string());
        output::write_form(&folder.join(name), &bytes?, options)?;
    }
    output::print(&text::forms_written(units.len(), &folder.to_string_lossy(), &job.period.name()))?;
    Ok(Outcome::Clean)
}

/// A form; the office's decisions that stand are in the open rows of its own.
fn book(plan: &Plan, period: Period, unit: UnitId, rows: &[Expected], standing: &Filling) -> Result<Vec<u8>> {
    let own: Vec<Expected> = rows.iter().filter(|row| row.unit == unit).cloned().collect();
    write(&render::form::form(plan, period, unit, &own, Some(standing)))
}

fn named(plan: &Plan, names: &[String]) -> Result<Vec<UnitId>> {
    let mut units = Vec::new();
    for name in names {
        let reporter = plan.find_unit(name).filter(|unit| plan.reporters().any(|known| known == *unit));
        let Some(unit) = reporter else {
            bail!(text::unknown_unit(name, &plan.similar_units(name)));
        };
        units.push(unit);
    }
    units.sort_unstable();
    units.dedup();
    Ok(units)
}
