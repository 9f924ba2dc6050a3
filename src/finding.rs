//! Findings (问题): what is wrong in a user's workbook, as data. Wording and level stand in the catalogue.

use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code of a rule: `L09`. Codes are never renamed or reused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub String);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How much a finding matters (级别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// 错误: goes back.
    Error,
    /// 警告: must be explained.
    Warning,
    /// 提示: good to know.
    Note,
}

/// A finding. Location comes first, so that the derived order is the order of the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where.
    pub at: Location,
    /// Which rule.
    pub code: Code,
    /// How much it matters, after levels and waivers.
    pub severity: Severity,
    /// The table it is in.
    pub table: Option<TableId>,
    /// The row it is about.
    pub row: Option<RowKey>,
    /// The field it blames, by name.
    pub field: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// Which case of the rule, where it has several; empty for the rule's own wording.
    pub case: &'static str,
    /// What the wording needs, by the names that the catalogue uses.
    pub args: Vec<(&'static str, String)>,
    /// What is there, what is expected; written when settled, from the catalogue.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether a waiver (豁免) turned it into a note.
    pub waived: bool,
    /// Other cells of the same sheet that are empty and must be filled in for it to be mended.
    pub lacking: Vec<CellRef>,
}

impl Finding {
    /// A finding with nothing but its place and its rule; it is worded and graded when settled.
    #[must_use]
    pub fn new(code: &str, at: Location) -> Self {
        Self {
            at,
            code: Code(code.to_owned()),
            severity: Severity::Error,
            table: None,
            row: None,
            field: None,
            found: None,
            case: "",
            args: Vec::new(),
            message: String::new(),
            hint: String::new(),
            waived: false,
            lacking: Vec::new(),
        }
    }

    /// The same, with an argument for its wording.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same, in another case of its rule.
    #[must_use]
    pub fn in_case(mut self, case: &'static str) -> Self {
        self.case = case;
        self
    }

    /// The same, with cells of its sheet that must be filled in. That of the finding itself is not among them.
    #[must_use]
    pub fn lacking(mut self, cells: impl IntoIterator<Item = CellRef>) -> Self {
        let own = self.at.cell;
        self.lacking = cells.into_iter().filter(|cell| Some(*cell) != own).collect();
        self
    }

    /// The same, about a row of a table.
    #[must_use]
    pub fn about(mut self, table: TableId, row: &RowKey) -> Self {
        self.table = Some(table);
        self.row = Some(row.clone());
        self
    }

    /// The same, blaming a field in which `found` stands.
    #[must_use]
    pub fn blaming(mut self, field: &str, found: impl Into<String>) -> Self {
        self.field = Some(field.to_owned());
        self.found = Some(found.into());
        self
    }
}
