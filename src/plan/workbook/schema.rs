//! Which columns the sheets of a plan workbook have, and what a cell of each holds.
//!
//! Keys that stand in a plan's TOML and not here get a column of their own, in TOML's notation; so a new key needs
//! nothing here to go through a workbook.

use crate::key::TableId;
use crate::plan::sheet::PlanSheet;
use crate::plan::{FieldKind, Paper, Role};
use crate::text::{plan as list, plan_sheets as text};
use serde::de::DeserializeOwned;

/// A closed list: as the plan's files write a word, and as a sheet shows it.
pub(super) type Vocabulary = &'static [(&'static str, &'static str)];

/// What a cell holds, and so how it is written as text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A text as it is.
    Text,
    /// A number.
    Number,
    /// A whole number, not below zero.
    Whole,
    /// 是 or 否.
    Flag,
    /// 是 or 否, or a formula.
    FlagOrText,
    /// A day.
    Day,
    /// Several texts.
    Items,
    /// A word of a closed list.
    Choice(Vocabulary),
    /// Several words of a closed list.
    Choices(Vocabulary),
    /// A word that the engine knows.
    Known(fn(&str) -> bool),
    /// Examples of a rule, one per line.
    Examples,
    /// Anything, in TOML's notation.
    Any,
}

/// The columns of a sheet of settings: key and label. None for the lists, whose heads are their own.
pub(super) fn columns(sheet: &str) -> Vocabulary {
    match sheet {
        "settings" | "limits" => &text::SETTING_COLUMNS,
        "deadlines" => &text::DEADLINE_COLUMNS,
        "words" => &text::WORD_COLUMNS,
        "lists" => &text::LIST_COLUMNS,
        "texts" => &text::TEXT_COLUMNS,
        "tables" => &text::TABLE_COLUMNS,
        "fields" => &text::FIELD_COLUMNS,
        "rules" => &text::RULE_COLUMNS,
        _ => &[],
    }
}

/// What a column of a sheet of settings holds.
pub(super) fn kind(sheet: &str, key: &str) -> Kind {
    match (sheet, key) {
        ("limits", "value") => Kind::Number,
        ("deadlines", "value") => Kind::Day,
        ("tables", "id") => Kind::Known(is::<TableId>),
        ("tables", "paper") => Kind::Known(is::<Paper>),
        ("tables", "periods") => Kind::Choices(&text::CADENCES),
        ("tables", "attachment" | "open-rows") | ("fields", "width" | "decimals" | "longest") => Kind::Whole,
        ("fields", "filled") => Kind::Choice(&text::FILLED),
        ("fields", "kind") => Kind::Choice(&text::KINDS),
        ("fields", "align") => Kind::Choice(&text::ALIGNS),
        ("fields", "asked") => Kind::Choices(&text::PARTS),
        ("words" | "lists", "values") | ("fields", "needs" | "aliases") => Kind::Items,
        ("fields", "role") => Kind::Known(is::<Role>),
        ("fields", "required" | "once") => Kind::FlagOrText,
        ("tables", "office-only")
        | ("fields", "print" | "bulletin" | "merged" | "forms-only" | "from-previous" | "nothing" | "several")
        | ("rules", "explainable") => Kind::Flag,
        ("rules", "severity") => Kind::Choice(&text::SEVERITIES),
        ("rules", "level") => Kind::Choice(&text::LEVELS),
        ("rules", "built-in") => Kind::Choice(&text::SCOPES),
        ("rules", "pass" | "fail") => Kind::Examples,
        _ if columns(sheet).iter().any(|(known, _)| *known == key) => Kind::Text,
        _ => Kind::Any,
    }
}

/// What a setting of `plan.toml` holds, by its path.
pub(super) fn setting(path: &str) -> Kind {
    match path {
        "id" | "title" | "source" | "office" => Kind::Text,
        "term.start" | "term.end" => Kind::Day,
        _ if text::SETTINGS.iter().any(|(known, _)| *known == path) => Kind::Whole,
        _ => Kind::Any,
    }
}

/// Whether a word is one of the engine's own.
fn is<T: DeserializeOwned>(word: &str) -> bool {
    toml::Value::String(word.to_owned()).try_into::<T>().is_ok()
}

/// The list's heads whose cells are numbers.
const NUMBERS: [&str; 9] = [
    list::NUMBER,
    list::TARGET,
    list::DECIMALS,
    list::WEIGHT,
    list::BASE,
    list::TOTAL,
    list::BEFORE,
    list::YEAR_PLAN,
    list::PLAN_TO_DATE,
];

/// The list's heads whose cells are days.
const DAYS: [&str; 6] =
    [list::START, list::DEADLINE, list::PLANNED, list::PLANNED_START, list::PLANNED_END, list::CHANGE_DATE];

/// The closed list of a list's column; nothing for other columns.
fn closed(sheet: &str, head: &str) -> &'static [&'static str] {
    match (sheet, head) {
        ("units", list::KIND) => &[list::DEPARTMENT, list::STREET, list::OFFICE, list::GROUP],
        ("tasks", list::TASK_KIND) => &[list::QUANTIFIED, list::MILESTONE, list::CONTINUOUS, list::RELATIONAL],
        ("indicators", list::COMPARISON) => &["≥", ">", "≤", "<", "=", "≈", list::RELATION, list::TREND_DOWN],
        ("indicators", list::CADENCE) => &[list::MONTHLY, list::QUARTERLY, list::YEARLY],
        ("indicators", list::MAY_LACK | list::IS_KEY) => &[list::YES, list::NO],
        ("corrections", list::NATURE) => &[list::CORRECTED, list::UNCONFIRMED, list::TO_ASK],
        _ => &[],
    }
}

impl PlanSheet {
    /// The name on the tab.
    #[must_use]
    pub fn title(&self) -> &str {
        text::SHEETS.iter().find(|(name, _)| *name == self.name).map_or(&self.name, |(_, title)| title)
    }

    fn column_kind(&self, col: usize) -> Option<Kind> {
        let label = self.head.get(col)?;
        let (key, _) = columns(&self.name).iter().find(|(_, known)| known == label)?;
        Some(kind(&self.name, key))
    }

    /// What the cells of a column hold.
    #[must_use]
    pub fn holds(&self, col: usize) -> FieldKind {
        let head = self.head.get(col).map_or("", String::as_str);
        let is_list = columns(&self.name).is_empty();
        match self.column_kind(col) {
            Some(Kind::Number | Kind::Whole) => FieldKind::Number,
            Some(Kind::Day) => FieldKind::Date,
            Some(Kind::Flag | Kind::Choice(_)) => FieldKind::Choice,
            None if is_list && NUMBERS.contains(&head) => FieldKind::Number,
            None if is_list && DAYS.contains(&head) => FieldKind::Date,
            None if !closed(&self.name, head).is_empty() => FieldKind::Choice,
            Some(
                Kind::Text
                | Kind::FlagOrText
                | Kind::Items
                | Kind::Choices(_)
                | Kind::Known(_)
                | Kind::Examples
                | Kind::Any,
            )
            | None => FieldKind::Text,
        }
    }

    /// The words to choose from in a column; none where anything may stand.
    #[must_use]
    pub fn options(&self, col: usize) -> Vec<&'static str> {
        match self.column_kind(col) {
            Some(Kind::Flag) => vec![list::YES, list::NO],
            Some(Kind::Choice(words)) => words.iter().map(|(_, shown)| *shown).collect(),
            Some(_) => Vec::new(),
            None => closed(&self.name, self.head.get(col).map_or("", String::as_str)).to_vec(),
        }
    }
}
