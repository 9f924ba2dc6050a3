//! The catalogue of rules (`rules.toml`): code, severity, level, wording, reason, test and examples.

mod lacking;
pub(super) mod load;
mod told;
mod wording;

use crate::finding::{Code, Severity};
use crate::formula::{Message, RowRule};
use crate::key::TableId;
use crate::value::Value;
use serde::Deserialize;
pub use told::{Told, Wording, told, told_on_form};
pub use wording::EXPLAINED;
pub(super) use wording::worded;

/// A rule of the catalogue.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `L09`; never renamed or reused.
    pub code: Code,
    /// Kebab-case English name of the problem.
    pub name: String,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// Whether it runs.
    pub level: Level,
    /// Whether 情况说明 of the row turns it into a note.
    pub explainable: bool,
    /// What to do.
    pub hint: String,
    /// Why the rule stands.
    pub why: String,
    /// What it tests.
    pub test: Test,
}

/// Whether a rule runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 启用.
    #[default]
    On,
    /// 试行: shown as a note until the office switches it on.
    Trial,
    /// 停用.
    Off,
}

/// What a built-in rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A file as a whole.
    File,
    /// A unit's return.
    Return,
    /// All returns together.
    Collection,
    /// The consolidated quarter.
    Quarter,
    /// The plan itself, on loading.
    Plan,
}

/// What a rule tests.
#[derive(Debug, Clone)]
pub enum Test {
    /// Formulas over the fields of a row; each blames one field.
    Rows(Vec<RowTest>),
    /// Code, under the same catalogue.
    BuiltIn {
        /// What it looks at.
        scope: Scope,
        /// The wording; `{name}` stands for an argument.
        message: String,
        /// Other cases of the same rule, with severity and wording of their own.
        cases: Vec<Case>,
        /// An example that fires it, in words; empty where the plan gives none.
        fires: String,
        /// A near neighbour that does not, in words.
        silent: String,
    },
}

/// One formula of a row rule.
#[derive(Debug, Clone)]
pub struct RowTest {
    /// The table.
    pub table: TableId,
    /// True where the row is in order.
    pub rule: RowRule,
    /// The formula as written.
    pub formula: String,
    /// The slot of the field it blames.
    pub at: usize,
    /// What is there, what is expected.
    pub message: Message,
    /// The message as written.
    pub wording: String,
    /// What to do, where it differs from the rule's.
    pub hint: Option<String>,
    /// Rows that pass.
    pub pass: Vec<Vec<Value>>,
    /// Rows that fail.
    pub fail: Vec<Vec<Value>>,
}

/// Another case of a built-in rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name within the rule.
    #[serde(skip)]
    pub name: String,
    /// How much it matters.
    pub severity: Severity,
    /// Its wording.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Rule {
    /// The case of this name of a built-in rule.
    #[must_use]
    pub fn case(&self, name: &str) -> Option<&Case> {
        match &self.test {
            Test::BuiltIn { cases, .. } => cases.iter().find(|case| case.name == name),
            Test::Rows(_) => None,
        }
    }

    /// What it says of rows, table by table; nothing where it is built in.
    #[must_use]
    pub fn row_tests(&self) -> &[RowTest] {
        match &self.test {
            Test::Rows(tests) => tests,
            Test::BuiltIn { .. } => &[],
        }
    }
}
