//! What a return should not carry: macros, links to other files, notes (F09 F13).

use super::row::Work;
use super::unit::Context;
use crate::finding::Finding;
use crate::location::Location;
use crate::read::Defect;
use crate::text::check as text;

/// Checks a unit's files, and the formulas in its open cells.
pub(super) fn check(context: &Context<'_>, works: &[Work<'_>], findings: &mut Vec<Finding>) {
    for given in context.given() {
        let at = Location::file(&given.file);
        findings.extend(given.defects.iter().filter_map(|defect| match defect {
            Defect::Macros => Some(Finding::new("F09", at.clone()).in_case("macros")),
            Defect::ExternalLink(link) => Some(Finding::new("F09", at.clone()).with("link", link.as_str())),
            Defect::NotReadable(_) | Defect::Broken(_) | Defect::Unsafe(_) => None,
        }));
        findings.extend(given.notes.iter().map(|note| {
            let at = Location::cell(&given.file, &note.sheet, note.cell);
            let shown = text::shortened(note.text.trim(), text::QUOTED_LENGTH);
            let mut finding = Finding::new("F13", at).with("cell", note.cell.to_string()).with("text", shown);
            finding.found = Some(note.text.clone());
            finding
        }));
    }
    for work in works {
        let table = context.plan.table(work.row.table);
        for (slot, field) in table.fields.iter().enumerate().filter(|(slot, _)| work.open.get(*slot) == Some(&true)) {
            let Some(entry) = work.entries.get(slot).copied().flatten() else { continue };
            let Some(formula) = entry.formula.as_deref().filter(|formula| links_out(formula)) else { continue };
            let finding = Finding::new("F09", work.row.location(slot)).in_case("cell").with("field", &*field.name);
            let finding = finding.with("formula", formula).with("found", &*entry.raw);
            findings.push(finding.blaming(&field.name, &*entry.raw).about(table.id, &work.row.key));
        }
    }
}

/// Whether a formula reads another file: `[1]Sheet1!A1`, `'file:///…'#$Sheet1.A1`, `[上期.xlsx]Sheet1!A1`.
fn links_out(formula: &str) -> bool {
    let bracketed = formula.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    let names_a_file = |inside: &str| inside.bytes().all(|b| b.is_ascii_digit()) || inside.contains('.');
    let mut before_a_sheet = bracketed.filter(|(_, behind)| behind.contains('!'));
    before_a_sheet.any(|(inside, _)| !inside.is_empty() && names_a_file(inside)) || formula.contains("file:")
}
