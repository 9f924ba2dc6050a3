//! How each file was understood, for `check -v`: sheet by sheet, column by column, and how the rows were found.

use crate::plan::{Field, Plan};
use crate::recognize::{Fact, Fit, Found, Return, TableSheet};
use crate::text::report as text;
use std::fmt::Write;

/// The text of `check -v`.
#[must_use]
pub fn understanding_text(plan: &Plan, returns: &[Return]) -> String {
    let mut out = String::new();
    for given in returns {
        let identity = &given.identity;
        let unit = identity.unit.map_or("", |unit| &plan.unit(unit).name);
        let period = identity.period.map(crate::period::Period::name).unwrap_or_default();
        let source = if identity.ours.is_some() {
            text::BY_NOTHING
        } else if identity.stamp.is_some() {
            text::BY_STAMP
        } else if identity.cover_unit.is_some() || identity.cover_period.is_some() {
            text::BY_COVER
        } else if identity.claims.is_empty() {
            text::BY_NOTHING
        } else {
            text::BY_TITLE
        };
        let _ = writeln!(out, "{}", text::understood_file(&given.file, unit, &period, source));
        for sheet in &given.tables {
            table(&mut out, plan, sheet);
        }
        for fact in &given.facts {
            match fact {
                Fact::ExtraSheet { sheet, near } => {
                    let near = near.map_or("", |table| &plan.table(table).name);
                    let _ = writeln!(out, "  {}", text::not_understood(&sheet.name, near));
                }
                Fact::SecondSheet { sheet, table, chosen } => {
                    let table = &plan.table(*table).name;
                    let _ = writeln!(out, "  {}", text::second_sheet(&sheet.name, table, &chosen.name));
                }
                Fact::RenamedSheet { .. }
                | Fact::RenamedLabel { .. }
                | Fact::RepeatedLabel { .. }
                | Fact::MoneyNote { .. }
                | Fact::NearRow { .. }
                | Fact::Merged { .. }
                | Fact::Hidden { .. }
                | Fact::Note { .. }
                | Fact::RowWithoutKey { .. } => {}
            }
        }
    }
    out
}

fn table(out: &mut String, plan: &Plan, sheet: &TableSheet) {
    let table = plan.table(sheet.table);
    let rows = |found: Found| sheet.records.iter().filter(|record| record.found == found).count();
    let rows = [Found::Code, Found::Text, Found::Near, Found::Typed].map(rows);
    let head = (sheet.head, sheet.head_last);
    let _ = writeln!(out, "  {}", text::understood_sheet(&sheet.sheet.name, &table.name, head, rows));
    for column in &sheet.labels {
        let field = table.fields.get(column.slot).map(Field::label).unwrap_or_default();
        let reason = match column.fit {
            Fit::Exact => text::EXACT,
            Fit::Other => text::ALIAS,
            Fit::Period => text::OF_PERIOD,
            Fit::Combined => text::COMBINED,
            Fit::Near => text::NEAR,
        };
        let label = one_line(&column.label);
        let _ = writeln!(out, "    {}", text::understood_column(&column.at.to_string(), &label, &field, reason));
    }
    for (cell, label) in &sheet.ignored {
        let _ = writeln!(out, "    {}", text::ignored_column(&cell.to_string(), &one_line(label)));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
