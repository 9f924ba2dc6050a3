//! `qingdan rules`: the rule book, from the catalogue of the plan.

use super::{Options, Outcome, load_plan, output};
use crate::finding::Code;
use crate::plan::Rule;
use crate::render;
use crate::report;
use crate::text::run as text;
use crate::write::write;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// What `rules` is told.
#[derive(Debug, Clone)]
pub struct Rules {
    /// One rule alone, by its code.
    pub code: Option<String>,
    /// How they are printed.
    pub format: RulesFormat,
    /// A workbook to be printed, instead of anything on stdout.
    pub output: Option<PathBuf>,
}

/// How rules are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulesFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// The short table of the README.
    Markdown,
}

/// `rules [CODE]`.
///
/// # Errors
/// The plan has a fault, the code is unknown, or the result cannot be written.
pub fn rules(job: &Rules, options: &Options) -> Result<Outcome> {
    let plan = load_plan(options)?;
    let wanted: Vec<&Rule> = match &job.code {
        None => plan.rules.iter().collect(),
        Some(code) => match plan.rule(&Code(code.to_uppercase())) {
            Some(rule) => vec![rule],
            None => bail!(text::no_such_rule(code)),
        },
    };
    if let Some(path) = &job.output {
        output::write_book(path, &write(&render::rules::book(&plan, &wanted))?, options)?;
        output::print(&text::written(&path.to_string_lossy()))?;
        return Ok(Outcome::Clean);
    }
    output::print(&match (job.format, &job.code) {
        (RulesFormat::Json, _) => report::rules_json(&plan, &wanted),
        (RulesFormat::Markdown, _) => report::rules_markdown(&plan, &wanted),
        (RulesFormat::Text, Some(_)) => wanted.iter().map(|rule| report::rule_text(&plan, rule)).collect(),
        (RulesFormat::Text, None) => report::rules_text(&plan, &wanted),
    })?;
    Ok(Outcome::Clean)
}
