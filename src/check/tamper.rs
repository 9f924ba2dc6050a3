//! What was handed out against what came back: locked cells that were changed, computed cells that were typed over
//! or hold another value than ours (S08).

use super::row::{Work, is_closed};
use super::unit::Context;
use crate::finding::Finding;
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, SheetRef};
use crate::normalize::{Entry, Fault, is_blank};
use crate::plan::{Field, Filled, Plan, Role, Table};
use crate::read::Format;
use crate::recognize::{CoverLine, Return};
use crate::text::check as text;
use crate::text::{cover, matching_key};
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a form says it held, by table, row and slot.
type HandedOut<'a> = BTreeMap<(TableId, &'a RowKey, usize), &'a str>;

/// Figures that differ by less are the same, as money is.
const CLOSE: f64 = 0.005;

/// S08 for the cover and every row that was handed out.
pub(super) fn check(context: &Context<'_>, works: &[Work<'_>], names: &[Value], findings: &mut Vec<Finding>) {
    let Some(main) = context.given().next() else { return };
    cover_lines(main, findings);
    let handed_out: HandedOut<'_> = context
        .given()
        .flat_map(|given| &given.handed_out)
        .map(|cell| ((cell.table, &cell.key, cell.slot), cell.value.as_str()))
        .collect();
    let is_form = context.given().any(|given| given.identity.stamp.is_some());
    let is_current = context.given().filter_map(|given| given.identity.stamp.as_ref()).any(|stamp| {
        // Formulas of another revision may say something else.
        stamp.revision == context.plan.revision
    });
    let is_xls = context.given().any(|given| given.format == Format::Xls);
    let mut revised: BTreeSet<&RowKey> = BTreeSet::new();
    let mut stale: BTreeMap<SheetRef, Vec<(CellRef, String)>> = BTreeMap::new();
    for work in works {
        let table = context.plan.table(work.row.table);
        // A row that somebody typed was not handed out.
        if table.value(&work.handed_out, Role::Key).is_blank() || work.entries.iter().all(Option::is_none) {
            continue;
        }
        let mut as_sent = work.row.values.clone();
        let mut changed = false;
        for (slot, field) in table.fields.iter().enumerate() {
            if !is_locked(table, field) || work.open.get(slot) == Some(&true) {
                continue;
            }
            let cell = Cell { plan: context.plan, table, field, work, slot, is_form };
            let copy = handed_out.get(&(table.id, &work.row.key, slot)).copied();
            let unknown = field.from_previous && context.previous.is_none() && copy.is_none();
            match cell.compare(copy, handed_out.is_empty()) {
                Locked::Same => {}
                Locked::AsHandedOut if unknown => {}
                Locked::AsHandedOut => {
                    if !is_current && !field.from_previous {
                        revised.insert(&work.row.key);
                    }
                    if let (Some(value), Some(entry)) = (as_sent.get_mut(slot), cell.entry()) {
                        *value = entry.value.clone();
                    }
                }
                Locked::Changed if unknown => changed = true,
                Locked::Changed => {
                    changed = true;
                    findings.push(cell.finding());
                }
            }
        }
        // Our formulas see what theirs see: no column is gone, and nothing was typed that this row leaves out.
        let is_whole = work.open.iter().zip(&work.present).all(|(open, present)| !open || *present);
        let sees_the_same = is_current && is_whole && work.row.offered.is_empty();
        // What the unit typed is read otherwise than its own formulas read it where it was normalised or set aside.
        let read_otherwise =
            work.entries.iter().flatten().any(|entry| entry.receipt.is_some() || entry.fault.is_some());
        let comparable = sees_the_same && !changed && !read_otherwise && work.row.unusable.is_empty();
        table.compute(&mut as_sent, names);
        for (slot, field) in table.fields.iter().enumerate() {
            let Filled::Formula(_) = field.filled else { continue };
            let (Some(entry), Some(ours)) = (work.entries.get(slot).copied().flatten(), as_sent.get(slot)) else {
                continue;
            };
            let uncached = entry.fault == Some(Fault::Uncached);
            if uncached || is_same(entry, ours) {
                continue;
            }
            let cell = Cell { plan: context.plan, table, field, work, slot, is_form };
            // Whether an .xls has a formula there is not known: its shared formulas are not seen.
            if entry.formula.is_none() && sees_the_same && !is_xls {
                findings.push(cell.computed(ours));
            } else if let (true, Some(origin)) = (comparable, &work.row.origin) {
                let line = (entry.cell, text::differs(&entry.cell.to_string(), &ours.shown(), &entry.raw));
                stale.entry(origin.sheet.clone()).or_default().push(line);
            }
        }
    }
    findings.extend(stale.into_iter().filter_map(|(sheet, lines)| recomputed(context, &sheet, &lines)));
    if !revised.is_empty() {
        let keys: Vec<&str> = revised.iter().map(|key| key.0.as_str()).collect();
        let finding = Finding::new("S08", Location::file(&main.file)).in_case("revised");
        findings.push(finding.with("n", keys.len().to_string()).with("rows", keys.join("、")));
    }
}

/// Whether a field is locked where it is not open: the plan's, what only the office fills in, and figures that are
/// not asked for. What a supporting unit adds to a measure is its own matter (U04).
fn is_locked(table: &Table, field: &Field) -> bool {
    match field.filled {
        Filled::Plan | Filled::Office => true,
        Filled::Department => table.id != TableId::Tasks,
        Filled::Formula(_) | Filled::Aggregate | Filled::Engine => false,
    }
}

/// How a locked cell came back.
enum Locked {
    /// As this plan and the period before have it.
    Same,
    /// Otherwise, but as its own form had it.
    AsHandedOut,
    /// Otherwise than it was handed out.
    Changed,
}

/// A cell of a row that was handed out.
struct Cell<'a> {
    plan: &'a Plan,
    table: &'a Table,
    field: &'a Field,
    work: &'a Work<'a>,
    slot: usize,
    /// Whether the file is a form of ours; else what it holds was not handed out, and may be spelled otherwise.
    is_form: bool,
}

impl Cell<'_> {
    fn entry(&self) -> Option<&Entry> {
        self.work.entries.get(self.slot).copied().flatten()
    }

    fn expected(&self) -> String {
        self.work.handed_out.get(self.slot).map(Value::shown).unwrap_or_default()
    }

    /// `copy` is what the form says it held there; `no_copies`, that it says so of no cell.
    fn compare(&self, copy: Option<&str>, no_copies: bool) -> Locked {
        let expected = self.work.handed_out.get(self.slot).unwrap_or(&Value::Blank);
        let is_present = self.work.present.get(self.slot) == Some(&true);
        // A word such as 本期不报 may be cleared.
        let is_word = matches!(self.field.filled, Filled::Department);
        match self.entry() {
            None if expected.is_blank() || is_word || !self.is_form || !is_present => Locked::Same,
            None if copy.is_none() && !no_copies => Locked::AsHandedOut,
            None => Locked::Changed,
            Some(entry) if is_same(entry, expected) || self.is_spelled_otherwise(entry) => Locked::Same,
            Some(entry) => {
                let as_copied = |copy: &str| matching_key(copy) == matching_key(&entry.raw);
                let read_as = |copy: &str| matching_key(copy) == matching_key(&entry.value.shown());
                if copy.is_some_and(|copy| as_copied(copy) || read_as(copy)) {
                    Locked::AsHandedOut
                } else {
                    Locked::Changed
                }
            }
        }
    }

    /// Whether a list that is no form of ours says the same with other punctuation, or as the document has it.
    fn is_spelled_otherwise(&self, entry: &Entry) -> bool {
        let letters = |text: &str| matching_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let expected = self.expected();
        let mut of_document = expected.clone();
        for correction in self.plan.corrections.iter().filter(|known| !known.corrected.is_empty()) {
            if correction.code == self.work.row.key.0 || correction.code == "*" {
                of_document = of_document.replace(&correction.corrected, &correction.raw);
            }
        }
        let came = letters(&entry.raw);
        !self.is_form && (came == letters(&expected) || came == letters(&of_document))
    }

    /// S08: a locked cell was changed.
    fn finding(&self) -> Finding {
        let found = self.entry().map(|entry| entry.raw.clone()).unwrap_or_default();
        if self.field.role == Role::ClosedOn && is_closed(self.table.id, self.work.row.due) {
            // Not only a cell that was typed over: the issue would have been closed a second time.
            let (at, key) = (self.work.row.location(self.slot), &self.work.row.key);
            let finding = Finding::new("Z08", at).in_case("day").with("key", &*key.0);
            let finding = finding.with("expected", text::or_blank(&self.expected()));
            return finding
                .with("found", text::or_blank(&found))
                .blaming(&self.field.name, found)
                .about(self.table.id, key);
        }
        let case = if self.field.role == Role::Key { "identity" } else { "" };
        self.worded(case, &self.expected(), &found)
    }

    /// S08: a computed cell was typed over.
    fn computed(&self, ours: &Value) -> Finding {
        let found = self.entry().map(|entry| entry.raw.clone()).unwrap_or_default();
        self.worded("computed", &ours.shown(), &found)
    }

    fn worded(&self, case: &'static str, expected: &str, found: &str) -> Finding {
        let row = &self.work.row;
        let at = row.location(self.slot);
        let cell = at.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let finding = Finding::new("S08", at).in_case(case).with("cell", cell).with("field", self.field.label());
        let finding = finding.with("expected", text::or_blank(expected)).with("found", text::or_blank(found));
        finding.blaming(&self.field.name, found).about(self.table.id, &row.key)
    }
}

/// Whether a cell holds a value, be it in another spelling: 3 as a text is 3.
pub(crate) fn is_same(entry: &Entry, value: &Value) -> bool {
    if value.is_blank() {
        // What cannot be read, or stands for nothing, is not nothing.
        return is_blank(&entry.raw);
    }
    let close = |one: f64, other: f64| (one - other).abs() < CLOSE;
    let numbers = entry.value.number().zip(value.number());
    let key = matching_key(&value.shown());
    numbers.is_some_and(|(one, other)| close(one, other))
        || matching_key(&entry.value.shown()) == key
        || matching_key(&entry.raw) == key
}

/// S08: formulas whose saved results are not ours, once per sheet.
fn recomputed(context: &Context<'_>, sheet: &SheetRef, lines: &[(CellRef, String)]) -> Option<Finding> {
    let (first, _) = lines.first()?;
    let (given, _) = context.sheets().find(|(_, known)| known.sheet == *sheet)?;
    // The others are listed on the sheet of sources cell by cell.
    let cells: Vec<&str> = lines.iter().take(text::QUOTED_CELLS).map(|(_, line)| line.as_str()).collect();
    let finding = Finding::new("S08", Location::cell(&given.file, sheet, *first)).in_case("recomputed");
    Some(finding.with("n", lines.len().to_string()).with("cells", cells.join("；")))
}

/// S08 for the lines of the cover that are the form's own. Another unit's name or period is a conflict of identity,
/// and an unknown name is asked about by F06.
fn cover_lines(main: &Return, findings: &mut Vec<Finding>) {
    let (Some(stamp), Some(sheet)) = (&main.identity.stamp, &main.cover.sheet) else { return };
    let template = format!("{} {}", stamp.plan, stamp.revision);
    let period = stamp.period.map(crate::period::Period::name).unwrap_or_default();
    let lines = [
        (CoverLine::Unit, cover::UNIT, stamp.unit.clone(), main.identity.cover_unit.is_some(), "identity"),
        (CoverLine::Period, cover::PERIOD, period, main.identity.cover_period.is_some(), "identity"),
        (CoverLine::Template, cover::TEMPLATE, template, false, ""),
    ];
    for (line, label, expected, is_known, case) in lines {
        let Some(at) = main.cover.place(line) else { continue };
        let found = main.cover.line(line).map(|entry| entry.value.shown()).unwrap_or_default();
        // A table's sheet repeats them; here they must stand too.
        if (is_known && !found.is_empty()) || matching_key(&found) == matching_key(&expected) {
            continue;
        }
        let finding = Finding::new("S08", Location::cell(&main.file, sheet, at)).in_case(case);
        let finding = finding.with("cell", at.to_string()).with("field", label);
        let finding = finding.with("expected", text::or_blank(&expected)).with("found", text::or_blank(&found));
        findings.push(finding.blaming("", found));
    }
}
