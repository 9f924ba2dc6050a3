//! Where an indicator's value comes from (取数): its lead, another indicator, or a total of the projects.

use super::{Measured, ProjectTotal};
use crate::key::RowKey;
use crate::plan::FieldKind;
use crate::plan::sheet::{PlanRow, Reader};
use crate::plan::table::Table;
use crate::text::plan as text;
use std::collections::{HashMap, HashSet};

/// Reads 取数: `填报`, `=2.1-1`, or `项目:总投资;来源清单=千项万亿`.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    row: &'a PlanRow,
    codes: &HashSet<&str>,
    unit: &str,
    projects: &Table,
) -> Measured {
    let written = reader.text(row, text::SOURCE);
    if written == text::REPORTED {
        return Measured::Reported;
    }
    if let Some(code) = written.strip_prefix('=') {
        if !codes.contains(code) {
            reader.fault(row, text::SOURCE, "P08", text::unknown_indicator(code));
        }
        return Measured::SameAs(RowKey::from(code));
    }
    let Some(rest) = written.strip_prefix(text::PROJECT_PREFIX) else {
        reader.fault(row, text::SOURCE, "P05", text::bad_source(written));
        return Measured::Reported;
    };
    let mut parts = rest.split(';');
    let what = parts.next().unwrap_or("");
    let known = |name: &str| projects.named(name).and_then(|slot| projects.fields.get(slot));
    // A table that could not be loaded was reported.
    let checked = !projects.fields.is_empty();
    let is_number = known(what).is_some_and(|field| field.kind == FieldKind::Number);
    if checked && what != text::COUNT && !is_number {
        reader.fault(row, text::SOURCE, "P08", text::not_to_be_added(what, &projects.name));
    }
    let mut filters = Vec::new();
    for part in parts {
        let Some((field, value)) = part.split_once('=') else {
            reader.fault(row, text::SOURCE, "P05", text::bad_source(written));
            continue;
        };
        match known(field) {
            None if checked => reader.fault(row, text::SOURCE, "P08", text::no_field(field, &projects.name)),
            Some(known) if !known.options.is_empty() && !known.options.iter().any(|option| option == value) => {
                let options = known.options.join("、");
                reader.fault(row, text::SOURCE, "P08", text::not_an_option(field, value, &options));
            }
            Some(_) | None => {}
        }
        filters.push((field.to_owned(), value.to_owned()));
    }
    let field = Some(what.to_owned()).filter(|what| what != text::COUNT);
    let divisor = if field.is_some() && unit == text::HUNDRED_MILLION { 10_000.0 } else { 1.0 };
    Measured::Projects(ProjectTotal { field, filters, divisor })
}

/// Reports the indicators that are taken from each other in a circle, or from themselves.
pub(super) fn report_circles(reader: &mut Reader<'_>) {
    let rows = reader.rows();
    let index: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(index, row)| (reader.text(row, text::CODE), index)).collect();
    let next = |at: usize| {
        let row = rows.get(at)?;
        index.get(reader.text(row, text::SOURCE).strip_prefix('=')?).copied()
    };
    // By the walk on which a row was come upon; each is walked over once.
    let mut walks: HashMap<usize, usize> = HashMap::new();
    let mut circling = Vec::new();
    for start in 0..rows.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !walks.contains_key(here)) {
            walks.insert(here, start);
            at = next(here);
        }
        if let Some(met) = at.filter(|met| walks.get(met) == Some(&start)) {
            circling.push(met);
            let around = std::iter::successors(next(met), |here| next(*here));
            circling.extend(around.take_while(|here| *here != met));
        }
    }
    for row in circling.into_iter().filter_map(|at| rows.get(at)) {
        let code = reader.text(row, text::CODE);
        reader.fault(row, text::SOURCE, "P11", text::taken_in_a_circle(code));
    }
}
