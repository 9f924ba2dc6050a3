//! The plan's files → the sheets of a workbook: lists as they are, settings as rows.

use super::cell::shown;
use super::schema::{Kind, Vocabulary, columns, kind, setting};
use crate::location::Location;
use crate::plan::files::Files;
use crate::plan::sheet::{PlanRow, PlanSheet};
use crate::text::plan_sheets as text;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

/// A row in the making: cells by key.
type Draft = Vec<(String, String)>;

/// The sheets, in the order of the workbook. Files that cannot be parsed give empty sheets: a faulty plan is
/// refused before.
#[must_use]
pub fn sheets(files: &Files) -> Vec<PlanSheet> {
    let source = |name: &str| files.get(name).unwrap_or("");
    let parsed = |name: &str| source(name).parse::<Table>().unwrap_or_default();
    let (plan, tables, rules) = (parsed("plan.toml"), parsed("tables.toml"), parsed("rules.toml"));
    let made = |name: &str| match name {
        "settings" => sheet(name, &settings(source("plan.toml"), &plan)),
        "deadlines" | "limits" => sheet(name, &pairs(source("plan.toml"), &plan, name)),
        "words" | "lists" => sheet(name, &pairs(source("tables.toml"), &tables, name)),
        "tables" => {
            sheet(name, &array(&tables, "table").iter().map(|table| row(name, table, &["fields"])).collect::<Vec<_>>())
        }
        "fields" => sheet(name, &fields(array(&tables, "table"))),
        "rules" => sheet(name, &array(&rules, "rule").iter().flat_map(rule).collect::<Vec<_>>()),
        "texts" => sheet(name, &texts(files)),
        list => PlanSheet::from_csv(list, &files.place(""), source(&format!("{list}.csv")), &mut Vec::new()),
    };
    text::SHEETS.iter().map(|(name, _)| made(name)).collect()
}

/// A sheet of these rows under its columns; keys that are not among them follow in the order of their appearance.
fn sheet(name: &str, drafts: &[Draft]) -> PlanSheet {
    let known: Vocabulary = columns(name);
    let mut keys: Vec<String> = known.iter().map(|(key, _)| (*key).to_owned()).collect();
    for (key, _) in drafts.iter().flatten() {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let label = |key: &String| {
        known.iter().find(|(known, _)| known == key).map_or(key.clone(), |(_, label)| (*label).to_owned())
    };
    let cell = |draft: &Draft, key: &String| {
        draft.iter().find(|(known, _)| known == key).map_or(String::new(), |(_, text)| text.clone())
    };
    let rows = (1..)
        .zip(drafts)
        .map(|(line, draft)| PlanRow { line, cells: keys.iter().map(|key| cell(draft, key)).collect() });
    PlanSheet {
        name: name.to_owned(),
        place: Location::nowhere(),
        head_line: 0,
        head: keys.iter().map(label).collect(),
        rows: rows.collect(),
    }
}

fn pair(name: &str, key: &str, value: String) -> Draft {
    vec![("name".to_owned(), name.to_owned()), (key.to_owned(), value)]
}

/// `plan.toml` without deadlines and limits, each value in a row of its own.
fn settings(source: &str, plan: &Table) -> Vec<Draft> {
    let mut rows = Vec::new();
    for key in ordered(source, &[]).iter().filter(|key| !matches!(key.as_str(), "deadlines" | "limits")) {
        match plan.get(key) {
            Some(Value::Table(section)) => {
                let path = |inner: &String| format!("{key}.{inner}");
                let inner = ordered(source, &[key]);
                rows.extend(inner.iter().filter_map(|inner| Some(one_setting(&path(inner), section.get(inner)?))));
            }
            Some(value) => rows.push(one_setting(key, value)),
            None => {}
        }
    }
    rows
}

fn one_setting(path: &str, value: &Value) -> Draft {
    let label = text::SETTINGS.iter().find(|(known, _)| *known == path).map_or(path, |(_, label)| label);
    pair(label, "value", shown(setting(path), value))
}

/// A table of names and values, in the order written.
fn pairs(source: &str, file: &Table, section: &str) -> Vec<Draft> {
    let Some(table) = file.get(section).and_then(Value::as_table) else { return Vec::new() };
    let rows = ordered(source, &[section]).into_iter().filter_map(|name| {
        let value = table.get(&name)?;
        // A word or several: each has a column of its own.
        let key = if value.is_array() { "values" } else { "value" };
        Some(pair(&name, key, shown(kind(section, key), value)))
    });
    rows.collect()
}

fn array<'a>(file: &'a Table, key: &str) -> &'a [Value] {
    file.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A table's values as cells, those of some keys left out.
fn row(sheet: &str, table: &Value, without: &[&str]) -> Draft {
    let entries = table.as_table().into_iter().flatten().filter(|(key, _)| !without.contains(&key.as_str()));
    entries.map(|(key, value)| (key.clone(), shown(kind(sheet, key), value))).collect()
}

fn fields(tables: &[Value]) -> Vec<Draft> {
    let mut rows = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        for field in table.as_table().map_or(&[][..], |table| array(table, "fields")) {
            rows.push([vec![("table".to_owned(), table_label(tables, index))], row("fields", field, &[])].concat());
        }
    }
    rows
}

/// What a table is called where its name alone may be another's: with its block, else by its id.
fn table_label(tables: &[Value], index: usize) -> String {
    let part = |table: &Value, key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(table) = tables.get(index) else { return String::new() };
    let (name, block) = (part(table, "name"), part(table, "block"));
    let shared = tables.iter().filter(|other| part(other, "name") == name);
    match (shared.clone().count(), shared.filter(|other| part(other, "block") == block).count()) {
        (1, _) => name,
        (_, 1) => format!("{name}{}{block}", text::BLOCK_MARK),
        _ => part(table, "id"),
    }
}

/// A rule: its own row, a row per case, a row per further formula.
fn rule(rule: &Value) -> Vec<Draft> {
    let mut rows = vec![row("rules", rule, &["cases", "also"])];
    let code = || ("code".to_owned(), rule.get("code").map_or(String::new(), |code| shown(Kind::Text, code)));
    for (name, case) in rule.get("cases").and_then(Value::as_table).into_iter().flatten() {
        rows.push([vec![code(), ("case".to_owned(), name.clone())], row("rules", case, &[])].concat());
    }
    for test in rule.as_table().map_or(&[][..], |rule| array(rule, "also")) {
        rows.push([vec![code()], row("rules", test, &[])].concat());
    }
    rows
}

/// The lines of the texts, each in a row; the texts in the order of their names.
fn texts(files: &Files) -> Vec<Draft> {
    let texts =
        files.files.iter().filter_map(|(name, body)| Some((name.strip_prefix("texts/")?.strip_suffix(".txt")?, body)));
    let mut texts: Vec<(&str, &String)> = texts.collect();
    texts.sort_unstable();
    let lines = texts.into_iter().flat_map(|(name, body)| body.lines().map(move |line| (name, line)));
    lines.map(|(name, line)| pair(name, "value", line.to_owned())).collect()
}

/// The keys of a table of a file in the order in which they are written; `Table` has them sorted.
fn ordered(source: &str, path: &[&str]) -> Vec<String> {
    let Ok(document) = DeTable::parse(source) else { return Vec::new() };
    let mut table = document.get_ref();
    for step in path {
        match table.iter().find(|(key, _)| key.get_ref() == step).map(|(_, value)| value.get_ref()) {
            Some(DeValue::Table(inner)) => table = inner,
            Some(_) | None => return Vec::new(),
        }
    }
    let mut keys: Vec<(usize, String)> =
        table.keys().map(|key| (key.span().start, key.get_ref().to_string())).collect();
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}
