//! What a user reads that is not in the plan: help, reports, sheets. Also how text is measured and compared.
//!
//! All Chinese that we *show* stands here or in `templates/`; Chinese that we *understand* in a `vocabulary.rs`.

pub mod bulletin;
pub mod check;
pub mod cli;
pub mod consolidate;
pub mod cover;
mod file_name;
pub mod fonts;
pub mod form;
pub mod formula;
pub mod league;
pub mod measure;
pub mod official;
pub mod period;
pub mod pictures;
pub mod plan;
pub mod plan_sheets;
pub mod plan_templates;
mod plan_words;
pub mod reading;
pub mod report;
pub mod returned;
pub mod rules;
pub mod run;
mod template;

pub use file_name::{as_file_name, is_file_name};
pub use measure::{matching_key, width};
pub use template::{fill, without_breaks};

/// How a figure that is not published yet is written (暂无数据).
pub const NO_DATA: &str = "暂无数据";

/// What every note begins with that we set into a returned copy, so that it is not taken for the unit's own.
pub const NOTE_MARK: &str = "【清单提示】";
