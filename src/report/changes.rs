//! What is otherwise between two periods, as terminal text and as JSON.

use super::edits_text;
use crate::archive::Archive;
use crate::check::edits;
use crate::consolidate::Change;
use crate::location::Location;
use crate::plan::Plan;
use crate::text::report as text;
use crate::value::Value;
use serde_json::{Value as Json, json};
use std::fmt::Write;

/// The text of `diff`: by table, a line for each difference.
#[must_use]
pub fn changes_text(plan: &Plan, old: &Archive, new: &Archive, changes: &[Change]) -> String {
    let mut out = [old, new].map(|archive| edits_text(&edits(plan, archive))).concat();
    out += &text::compared(&old.period.name(), &new.period.name());
    out.push('\n');
    for group in changes.chunk_by(|one, two| one.table == two.table) {
        let Some(first) = group.first() else { continue };
        let table = plan.table(first.table);
        let _ = writeln!(out, "{}", text::changes_heading(&table.name, table.block.as_deref(), group.len()));
        for change in group {
            let _ = writeln!(out, "  {}", line(change));
        }
    }
    let _ = writeln!(out, "{}", text::changes_total(changes.len()));
    out
}

fn line(change: &Change) -> String {
    let (before, after) = (change.before.shown(), change.after.shown());
    let told = match &change.field {
        Some(field) => text::change(field, &before, &after, &change.by),
        None => change.by.clone(),
    };
    text::change_line(&change.key.0, &change.title, &told, &change.remark)
}

/// The JSON of `diff`; every key is always there.
#[must_use]
pub fn changes_json(plan: &Plan, old: &Archive, new: &Archive, changes: &[Change]) -> String {
    let lines: Vec<Json> = changes
        .iter()
        .map(|change| {
            json!({
                "table": plan.table(change.table).name,
                "row": change.key.0,
                "name": change.title,
                "field": change.field,
                "before": value(&change.before),
                "after": value(&change.after),
                "change": change.by,
                "before_at": place(change.before_at.as_ref()),
                "after_at": place(change.after_at.as_ref()),
                "explanation": change.remark,
            })
        })
        .collect();
    let whole = json!({
        "version": 1,
        "old": workbook(plan, old),
        "new": workbook(plan, new),
        "changes": lines,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

fn workbook(plan: &Plan, archive: &Archive) -> Json {
    let edits: Vec<Json> = edits(plan, archive)
        .iter()
        .map(|edit| {
            json!({
                "path": &*edit.at.file,
                "sheet": edit.at.sheet.as_ref().map(|sheet| &*sheet.name),
                "cell": edit.at.cell.map(|cell| cell.to_string()),
                "message": edit.message,
            })
        })
        .collect();
    json!({ "period": archive.period.to_string(), "revision": archive.revision, "edits": edits })
}

fn value(value: &Value) -> Json {
    match value {
        Value::Blank => Json::Null,
        Value::Number(number) => json!(number),
        Value::Bool(truth) => json!(truth),
        Value::NoData | Value::Text(_) | Value::Date(_) | Value::Error(_) => json!(value.shown()),
    }
}

fn place(at: Option<&Location>) -> Json {
    at.filter(|at| !at.file.is_empty()).map_or(Json::Null, |at| {
        json!({
            "path": &*at.file,
            "sheet": at.sheet.as_ref().map(|sheet| &*sheet.name),
            "cell": at.cell.map(|cell| cell.to_string()),
        })
    })
}
