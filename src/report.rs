//! Findings, plans and lists as terminal text, JSON and CSV. Decides nothing; the JSON keys are a contract.

mod changes;
mod json;
mod plan_json;
mod plan_text;
mod records;
mod rules;
mod terminal;
mod understanding;

pub use changes::{changes_json, changes_text};
pub use json::{check_json, consolidate_json};
pub use plan_json::plan_json;
pub use plan_text::plan_text;
pub use records::{is_record, record_csv};
pub use rules::{rule_text, rules_json, rules_markdown, rules_text};
pub use terminal::{check_text, edits_text, plan_findings_text};
pub use understanding::understanding_text;

/// Whether severities are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI colours.
    Colored,
    /// Plain.
    Plain,
}
