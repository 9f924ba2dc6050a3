//! Rules about sheets, columns and rows: what is missing, what is extra, what stands twice,
//! what was understood though it is not as it was handed out (S01–S07 S09–S12 U03).

use super::row::{Work, is_closed};
use super::unit::Context;
use crate::finding::Finding;
use crate::key::{RowKey, TableId};
use crate::location::{CellRef, Location, column_letters};
use crate::plan::{Field, Listed, Part, Plan, Requirement, Role, Table, UnitId};
use crate::recognize::{Fact, Fit, Found, NoteKind, Record, Return, TableSheet};
use crate::roster::{Due, Expected, part_in, part_word, title_role};
use crate::text::check as text;
use std::collections::BTreeSet;

/// Checks the structure of a unit's return.
pub(super) fn check(
    context: &Context<'_>,
    unit: UnitId,
    expected: &[&Expected],
    works: &[Work<'_>],
    findings: &mut Vec<Finding>,
) {
    for given in context.given() {
        for fact in &given.facts {
            findings.push(from_fact(context.plan, given, fact));
        }
    }
    let asked: BTreeSet<TableId> = expected.iter().filter(|row| row.due == Due::Asked).map(|row| row.table).collect();
    for id in asked {
        let table = context.plan.table(id);
        match context.sheet(id) {
            None => missing_sheet(context, table, expected, findings),
            Some((given, sheet)) => {
                missing_columns(context.plan, table, given, sheet, works, findings);
                missing_rows(context.plan, table, given, sheet, expected, findings);
            }
        }
    }
    for (given, sheet) in context.sheets() {
        let table = context.plan.table(sheet.table);
        missing_codes(table, given, sheet, findings);
        duplicate_rows(context.plan, given, sheet, works, findings);
        extra_rows(context.plan, unit, table, given, sheet, works, findings);
    }
}

fn from_fact(plan: &Plan, given: &Return, fact: &Fact) -> Finding {
    match fact {
        Fact::ExtraSheet { sheet, near: _ } => {
            Finding::new("S02", Location::sheet(&given.file, sheet)).with("sheet", &*sheet.name)
        }
        Fact::RenamedSheet { sheet, table } => Finding::new("S04", Location::sheet(&given.file, sheet))
            .in_case("sheet")
            .with("sheet", &*sheet.name)
            .with("table", &*plan.table(*table).name),
        Fact::SecondSheet { sheet, table, chosen } => Finding::new("S02", Location::sheet(&given.file, sheet))
            .in_case("second")
            .with("sheet", &*sheet.name)
            .with("table", &*plan.table(*table).name)
            .with("chosen", &*chosen.name),
        Fact::RenamedLabel { sheet, table, cell, found, slot, fit } => {
            let field = plan.table(*table).fields.get(*slot);
            let mut finding = Finding::new("S04", Location::cell(&given.file, sheet, *cell))
                .in_case(match fit {
                    Fit::Period => "period",
                    Fit::Combined => "combined",
                    Fit::Exact | Fit::Other | Fit::Near => "",
                })
                .with("found", &**found)
                .with("field", field.map(Field::label).unwrap_or_default());
            finding.table = Some(*table);
            finding.blaming(field.map_or("", |field| &field.name), &**found)
        }
        Fact::RepeatedLabel { sheet, table, cell, found, slot, chosen, label } => {
            let field = plan.table(*table).fields.get(*slot).map(Field::label).unwrap_or_default();
            let mut finding = Finding::new("S04", Location::cell(&given.file, sheet, *cell)).in_case("repeated");
            finding.table = Some(*table);
            let finding = finding.with("found", &**found).with("field", field).with("label", &**label);
            finding.with("column", column_letters(cell.col)).with("chosen", column_letters(chosen.col))
        }
        Fact::MoneyNote { sheet, table, cell, found, taken, labels } => {
            let (code, case) = if *taken { ("V04", "table") } else { ("S08", "money") };
            let mut finding = Finding::new(code, Location::cell(&given.file, sheet, *cell)).in_case(case);
            finding.table = Some(*table);
            let unit = plan.table(*table).money.clone().unwrap_or_default();
            let labels = text::some_of(labels.iter().map(|label| text::quoted(&text::one_line(label))));
            let finding = finding.with("cell", cell.to_string()).with("found", &**found).with("labels", labels);
            finding.with("unit", unit)
        }
        Fact::NearRow { sheet, table, cell, found, key } => {
            let title = plan.listed(*table).find(|row| row.code == key).map_or("", |row| row.title);
            Finding::new("S12", Location::cell(&given.file, sheet, *cell))
                .with("row", (cell.row + 1).to_string())
                .with("found", text::shortened(found, 20))
                .with("key", &*key.0)
                .with("title", text::shortened(title, 20))
                .about(*table, key)
        }
        Fact::Merged { sheet, table, ranges } => {
            let first = ranges.first().map_or(CellRef::new(0, 0), |range| range.first);
            let mut finding = Finding::new("S09", Location::cell(&given.file, sheet, first));
            finding.table = Some(*table);
            finding.with("ranges", text::some_of(ranges.iter().map(ToString::to_string)))
        }
        Fact::Hidden { sheet, table, rows, columns } => {
            let rows = spans(rows).into_iter().map(|(first, last)| text::rows(first, last));
            let columns = spans(columns)
                .into_iter()
                .map(|(first, last)| text::columns(&column_letters(first), &column_letters(last)));
            let mut finding = Finding::new("S10", Location::sheet(&given.file, sheet));
            finding.table = Some(*table);
            finding.with("places", text::some_of(rows.chain(columns)))
        }
        Fact::Note { sheet, table, cell, last, text: note, kind } => {
            let mut finding = Finding::new("S11", Location::cell(&given.file, sheet, *cell)).in_case(match kind {
                NoteKind::Note => "",
                NoteKind::Signature => "signature",
                NoteKind::Total => "total",
                NoteKind::Heading => "heading",
            });
            finding.table = Some(*table);
            finding.with("rows", text::rows(cell.row, *last)).with("text", text::shortened(note, 30))
        }
        Fact::RowWithoutKey { sheet, table, row } => {
            let at = Location::cell(&given.file, sheet, CellRef::new(*row, 0));
            let mut finding = Finding::new("S06", at).with("row", (row + 1).to_string()).with("key", text::NO_KEY);
            finding.table = Some(*table);
            finding
        }
    }
}

/// Runs of numbers that follow each other, each by its first and last.
fn spans(places: &[u32]) -> Vec<(u32, u32)> {
    let runs = places.chunk_by(|a, b| a + 1 == *b);
    runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()
}

fn missing_sheet(context: &Context<'_>, table: &Table, expected: &[&Expected], findings: &mut Vec<Finding>) {
    let Some(main) = context.given().next() else { return };
    let count = expected.iter().filter(|row| row.table == table.id && row.due == Due::Asked).count();
    let mut finding = Finding::new("S01", Location::file(&main.file)).with("table", &*table.name);
    finding.table = Some(table.id);
    // Nobody took out what was never there.
    let handed_out = main.identity.handed_out.as_ref();
    if handed_out.is_some_and(|tables| !tables.contains(&table.id)) {
        finding = finding.in_case("not-handed-out");
    }
    let resembles = |fact: &&Fact| matches!(fact, Fact::ExtraSheet { near, .. } if *near == Some(table.id));
    let similar = context.given().flat_map(|given| &given.facts).find(resembles);
    if let Some(Fact::ExtraSheet { sheet, .. }) = similar {
        finding = finding.in_case("similar").with("found", &*sheet.name);
    }
    findings.push(finding.with("n", count.to_string()));
}

/// A column is missed where some row of the unit must fill it.
fn missing_columns(
    plan: &Plan,
    table: &Table,
    given: &Return,
    sheet: &TableSheet,
    works: &[Work<'_>],
    findings: &mut Vec<Finding>,
) {
    let first = sheet.labels.first().map_or(0, |label| label.col);
    let at = Location::cell(&given.file, &sheet.sheet, CellRef::new(sheet.head, first));
    let candidates = text::perhaps_columns(&unread_columns(given, sheet));
    let finding = |field: &Field| {
        let finding = Finding::new("S03", at.clone()).with("table", &*plan.table(table.id).name);
        let finding = finding.with("similar", &*candidates);
        let mut finding = finding.with("field", field.label()).blaming(&field.name, "");
        finding.table = Some(table.id);
        finding
    };
    for (slot, field) in table.fields.iter().enumerate() {
        let needed = !matches!(field.required, Requirement::Never)
            && works.iter().any(|work| work.row.table == table.id && work.open.get(slot) == Some(&true));
        if needed && sheet.columns.get(slot).is_none_or(Option::is_none) {
            // The official list has no such column, and whoever reports in it reports a text.
            let of_list = sheet.official && field.role == Role::Status;
            findings.push(if of_list { finding(field).in_case("official-list") } else { finding(field) });
        }
    }
}

/// The columns of a sheet that hold something and were not understood, by their letters and labels. One that repeats
/// another is none: it is known what it is.
fn unread_columns<'a>(given: &Return, sheet: &'a TableSheet) -> Vec<(String, &'a str)> {
    let repeats = |at: CellRef| {
        let at = |fact: &Fact| matches!(fact, Fact::RepeatedLabel { sheet: on, cell, .. } if *on == sheet.sheet && cell.col == at.col);
        given.facts.iter().any(at)
    };
    let is_filled = |col: u32| {
        let of_rows = |row: u32| sheet.records.iter().any(|record| record.row == row);
        let mut left = given.unplaced.iter().filter(|left| left.sheet == sheet.sheet && left.cell.col == col);
        left.any(|left| of_rows(left.cell.row))
    };
    let unread = sheet.ignored.iter().filter(|(at, _)| is_filled(at.col) && !repeats(*at));
    unread.map(|(at, label)| (column_letters(at.col), label.as_str())).collect()
}

/// Said once per sheet: the column of codes is gone, and its rows were found by what they are about.
fn missing_codes(table: &Table, given: &Return, sheet: &TableSheet, findings: &mut Vec<Finding>) {
    let has = |slot: Option<usize>| slot.is_some_and(|slot| sheet.columns.get(slot).is_some_and(Option::is_some));
    let code = table.slot(Role::Key).filter(|slot| !has(Some(*slot))).and_then(|slot| table.fields.get(slot));
    let title =
        table.slot(title_role(table.id)).filter(|slot| has(Some(*slot))).and_then(|slot| table.fields.get(slot));
    let found = sheet.records.iter().filter(|record| matches!(record.found, Found::Text | Found::Near)).count();
    // The official list never had one.
    let (Some(code), Some(title), false, true) = (code, title, sheet.official, found > 0) else { return };
    let first = sheet.labels.first().map_or(0, |label| label.col);
    let at = Location::cell(&given.file, &sheet.sheet, CellRef::new(sheet.head, first));
    let finding = Finding::new("S03", at).in_case("codes").with("table", &*table.name).with("field", &*code.name);
    let mut finding = finding.with("title", &*title.name).with("n", found.to_string());
    finding.table = Some(table.id);
    findings.push(finding);
}

fn missing_rows(
    plan: &Plan,
    table: &Table,
    given: &Return,
    sheet: &TableSheet,
    expected: &[&Expected],
    findings: &mut Vec<Finding>,
) {
    let missing = expected.iter().filter(|row| {
        row.table == table.id && row.due == Due::Asked && !sheet.records.iter().any(|record| record.key == row.key)
    });
    for row in missing {
        let title = table.value(&row.prefilled, title_role(table.id)).shown();
        if table.id == TableId::CloseOut && row.part == Part::Office {
            let at = Location::sheet(&given.file, &sheet.sheet);
            let finding = Finding::new("X11", at).with("key", &*row.key.0).with("title", text::shortened(&title, 12));
            findings.push(finding.about(table.id, &row.key));
            continue;
        }
        let finding = Finding::new("S05", Location::sheet(&given.file, &sheet.sheet))
            .with("table", &*table.name)
            .with("named", text::row_named(&row.key.0, &title))
            .with("key", &*row.key.0)
            .with("title", text::shortened(&title, 12))
            .with("role", part_word(plan, row.part))
            .about(table.id, &row.key);
        let supporting = matches!(row.part, Part::Support | Part::Member);
        findings.push(if supporting { finding.in_case("supporting") } else { finding });
    }
}

/// Rows of the unit that stand twice; those that are not its own are extra, however often they stand.
fn duplicate_rows(plan: &Plan, given: &Return, sheet: &TableSheet, works: &[Work<'_>], findings: &mut Vec<Finding>) {
    if sheet.table.repeats() {
        return;
    }
    let table = plan.table(sheet.table);
    let mut said: BTreeSet<&RowKey> = BTreeSet::new();
    let own = |record: &&Record| is_own(works, sheet.table, &record.key);
    for record in sheet.records.iter().filter(own) {
        let same: Vec<&Record> = sheet.records.iter().filter(|other| other.key == record.key).collect();
        let (Some(second), true) = (same.get(1), said.insert(&record.key)) else { continue };
        let rows: Vec<String> = same.iter().map(|record| text::row_number(record.row)).collect();
        let at = Location::cell(&given.file, &sheet.sheet, key_cell(table, second));
        if works.iter().any(|work| work.row.key == record.key && is_closed(work.row.table, work.row.due)) {
            findings.push(closed_again(plan, second, at));
            continue;
        }
        let finding = Finding::new("S07", at).with("key", &*record.key.0).with("rows", rows.join("、"));
        findings.push(finding.about(sheet.table, &record.key));
    }
}

/// Z08: an issue that was closed in a period before is registered again. Its first closing stands.
fn closed_again(plan: &Plan, record: &Record, at: Location) -> Finding {
    let table = plan.table(TableId::CloseOut);
    let entry = table.slot(Role::Status).and_then(|slot| record.entries.get(slot)?.as_ref());
    let status = entry.map(|entry| entry.value.shown()).unwrap_or_default();
    let finding = Finding::new("Z08", at).with("key", &*record.key.0).with("row", text::row_number(record.row));
    let finding = finding.blaming(table.name_of(Role::Key), &*record.key.0).about(TableId::CloseOut, &record.key);
    if status == plan.words.closed {
        finding
    } else {
        finding.in_case("reopened").with("found", text::or_blank(&status))
    }
}

/// The cell that says which row it is: its code's, else that of what it is about.
fn key_cell(table: &Table, record: &Record) -> CellRef {
    let key = table.slot(Role::Key).and_then(|slot| record.place(slot));
    let title = || table.slot(title_role(table.id)).and_then(|slot| record.place(slot));
    key.or_else(title).unwrap_or(CellRef::new(record.row, 0))
}

/// Whether a row is on the unit's roster, or typed where rows may be typed.
fn is_own(works: &[Work<'_>], table: TableId, key: &RowKey) -> bool {
    works.iter().any(|work| work.row.table == table && work.row.key == *key)
}

/// Rows that are not on the unit's roster: somebody else's (U03), or nobody's (S06).
fn extra_rows(
    plan: &Plan,
    unit: UnitId,
    table: &Table,
    given: &Return,
    sheet: &TableSheet,
    works: &[Work<'_>],
    findings: &mut Vec<Finding>,
) {
    let mut empty: Vec<&Record> = Vec::new();
    for record in &sheet.records {
        if is_own(works, sheet.table, &record.key) {
            continue;
        }
        let at = Location::cell(&given.file, &sheet.sheet, key_cell(table, record));
        let finding = match plan.listed(sheet.table).find(|row| *row.code == record.key) {
            // A quarter's form has more rows than the month asks for that it stands in for.
            Some(row) if has_part(plan, row, unit) => continue,
            // In a list of all tasks those of others stand too; where nothing is filled in, nothing is left out.
            Some(_) if !says_anything(table, record) => {
                empty.push(record);
                continue;
            }
            Some(row) => {
                let units: Vec<&str> = row.units.iter().map(|unit| plan.unit(*unit).name.as_str()).collect();
                Finding::new("U03", at).with("units", units.join("、"))
            }
            None => Finding::new("S06", at).with("row", (record.row + 1).to_string()),
        };
        findings.push(finding.with("key", &*record.key.0).about(sheet.table, &record.key));
    }
    if let Some(first) = empty.first() {
        let at = Location::cell(&given.file, &sheet.sheet, key_cell(table, first));
        let mut finding = Finding::new("U03", at).in_case("empty").with("n", empty.len().to_string());
        finding.table = Some(sheet.table);
        findings.push(finding);
    }
}

/// Whether a department filled anything in.
fn says_anything(table: &Table, record: &Record) -> bool {
    let filled = table.fields.iter().zip(&record.entries);
    filled.into_iter().any(|(field, entry)| field.is_input() && entry.is_some())
}

/// Whether a unit leads a row that the plan lists, supports it, or is a member of a group that does.
fn has_part(plan: &Plan, row: Listed<'_>, unit: UnitId) -> bool {
    let lead = plan.measure(&row.code.0).map(|measure| measure.lead).or(row.units.first().copied());
    lead.is_some_and(|lead| part_in(plan, row.units, lead, unit).is_some())
}
