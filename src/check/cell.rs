//! Rules about single cells: required, readable, among the options (V01–V06 V10–V13 U01 U02).

use super::catalogue::enforced;
use super::row::{self, Work, set_aside};
use super::{Noted, Waivers};
use crate::finding::Finding;
use crate::formula::Row;
use crate::key::TableId;
use crate::location::Location;
use crate::normalize::{Entry, Fault, Receipt};
use crate::plan::{Field, FieldKind, Filled, Part, Plan, Requirement, Role, Table};
use crate::text::check as text;
use crate::value::{Value, fifteen, plain};

/// The unit of a column of percentages.
const PERCENT: &str = "%";
/// A target up to which a share of one may be meant as a percentage.
const SMALL: f64 = 5.0;

/// Takes over what the unit filled in and checks each open cell.
pub(super) fn check(
    plan: &Plan,
    waivers: &Waivers,
    work: &mut Work<'_>,
    names: &[Value],
    receipts: &mut Vec<Noted>,
    findings: &mut Vec<Finding>,
) {
    let table = plan.table(work.row.table);
    let open: Vec<usize> = (0..table.fields.len()).filter(|slot| work.open.get(*slot) == Some(&true)).collect();
    for &slot in &open {
        let (Some(Some(entry)), Some(field)) = (work.entries.get(slot).copied(), table.fields.get(slot)) else {
            continue;
        };
        let at = work.row.location(slot);
        match &entry.fault {
            Some(fault) => {
                findings.push(faulty(plan, table, field, entry, fault, &at, work));
                work.spoken.insert(slot);
                set_aside(table, &mut work.row, slot, entry.raw.clone());
            }
            None if entry.value == Value::NoData && !may_lack(plan, table, work, slot) => {
                let finding = Finding::new("V03", at).in_case("no-data").with("field", &*field.name);
                let finding = finding.with("found", &*entry.raw).blaming(&field.name, &*entry.raw);
                let finding = finding.about(table.id, &work.row.key);
                work.spoken.insert(slot);
                if enforced(plan, &finding) && !waivers.cover(plan, &finding) {
                    set_aside(table, &mut work.row, slot, entry.raw.clone());
                } else if let Some(value) = work.row.values.get_mut(slot) {
                    *value = Value::NoData;
                }
                findings.push(finding);
            }
            None => {
                if let Some(value) = work.row.values.get_mut(slot) {
                    *value = entry.value.clone();
                }
                // Whether a dash will do where only some rows must be filled in, the row decides below.
                let undecided = matches!(field.required, Requirement::When(_)) && is_dash(entry);
                if let Some(receipt) = entry.receipt.as_ref().filter(|_| !undecided) {
                    note(table, field, entry, receipt, &at, work, receipts, findings);
                }
            }
        }
    }
    let code = table.slot(Role::Key).filter(|slot| !open.contains(slot));
    if let Some(entry) = code.and_then(|slot| work.entries.get(slot).copied().flatten())
        && let (Some(slot), Some(Receipt::CodeSpelling)) = (code, &entry.receipt)
    {
        let (at, found, read_as) = (work.row.location(slot), entry.raw.clone(), entry.value.shown());
        receipts.push(Noted { at, found, read_as, note: receipt_text(&Receipt::CodeSpelling) });
    }
    table.compute(&mut work.row.values, names);
    for &slot in &open {
        let Some(field) = table.fields.get(slot) else { continue };
        let empty = work.row.values.get(slot).is_none_or(Value::is_blank) && !work.spoken.contains(&slot);
        let cells = Row { cells: &work.row.values, names };
        let demanded = field.required.holds(cells)
            && !depends_on_a_fault(field, work)
            && !is_left_to_department(table, field, work);
        if let Some(entry) = work.entries.get(slot).copied().flatten()
            && may_be_a_share(table, field, entry, work)
        {
            let percent = plain(fifteen(entry.value.number().unwrap_or_default() * 100.0));
            let finding = Finding::new("V04", work.row.location(slot)).in_case("share").with("field", field.label());
            let finding = finding.with("found", &*entry.raw).with("percent", percent).blaming(&field.name, &*entry.raw);
            findings.push(row::explained(plan, table, &work.row, finding.about(table.id, &work.row.key)));
        }
        let dash = work.entries.get(slot).copied().flatten().filter(|entry| is_dash(entry));
        let undecided = dash.filter(|_| matches!(field.required, Requirement::When(_)));
        if let Some(entry) = undecided {
            let at = work.row.location(slot);
            if demanded {
                findings.push(faulty(plan, table, field, entry, &Fault::Ditto, &at, work));
                work.spoken.insert(slot);
                set_aside(table, &mut work.row, slot, entry.raw.clone());
            } else {
                note(table, field, entry, &Receipt::DashAsBlank, &at, work, receipts, findings);
            }
        } else if empty && work.present.get(slot) == Some(&true) && demanded {
            let finding = Finding::new("V01", work.row.location(slot)).in_case(blank_case(plan, table, field, work));
            let finding = finding.with("field", &*field.name).blaming(&field.name, "");
            findings.push(finding.about(table.id, &work.row.key));
            work.spoken.insert(slot);
        }
    }
}

/// Whether it hangs on an unusable cell that this one must be filled in: it can't be asked for before that is mended.
fn depends_on_a_fault(field: &Field, work: &Work<'_>) -> bool {
    match &field.required {
        Requirement::Never | Requirement::Always => false,
        Requirement::When(formula) => formula.columns().iter().any(|slot| work.row.unusable.contains_key(slot)),
    }
}

/// Whether the office may leave it to the unit that must mend the issue; the ledger asks for it when both have spoken.
fn is_left_to_department(table: &Table, field: &Field, work: &Work<'_>) -> bool {
    table.id == TableId::CloseOut && work.row.part == Part::Office && matches!(field.filled, Filled::Department)
}

/// Whether a cell held a dash or the like that was read as nothing.
fn is_dash(entry: &Entry) -> bool {
    entry.receipt == Some(Receipt::DashAsBlank)
}

/// Whether a number in a column of percentages may be the share itself: 0.85 for 85 %. A cell that shows a
/// percentage was read as one; where the target is that small, so may be what was reached.
fn may_be_a_share(table: &Table, field: &Field, entry: &Entry, work: &Work<'_>) -> bool {
    let between = entry.value.number().is_some_and(|number| number > 0.0 && number <= 1.0);
    let target = table.value(&work.handed_out, Role::Target).number();
    between
        && unit_of(table, field, work) == PERCENT
        && !entry.raw.ends_with(PERCENT)
        && target.is_none_or(|target| target.abs() > SMALL)
}

/// Whether 暂无数据 is a legal answer in this cell: only the value of an indicator marked 可暂缺.
fn may_lack(plan: &Plan, table: &Table, work: &Work<'_>, slot: usize) -> bool {
    table.id == TableId::Indicators
        && table.slot(Role::Value) == Some(slot)
        && *table.value(&work.row.values, Role::MayLack) == Value::text(&plan.words.yes)
}

fn blank_case(plan: &Plan, table: &Table, field: &Field, work: &Work<'_>) -> &'static str {
    let slot = table.slot(field.role).unwrap_or(usize::MAX);
    let entry = work.entries.get(slot).copied().flatten();
    if entry.is_some_and(|entry| entry.receipt == Some(Receipt::Picture)) {
        "picture"
    } else if may_lack(plan, table, work, slot) {
        "may-lack"
    } else if matches!(work.row.part, Part::Support | Part::Member) {
        "reply"
    } else if field.kind == FieldKind::Number {
        ""
    } else {
        "text"
    }
}

fn faulty(
    plan: &Plan,
    table: &Table,
    field: &Field,
    entry: &Entry,
    fault: &Fault,
    at: &Location,
    work: &Work<'_>,
) -> Finding {
    let finding = match fault {
        Fault::NotANumber => Finding::new("V03", at.clone()),
        Fault::DigitsLost => Finding::new("V03", at.clone()).in_case("digits-lost").with("field", &*field.name),
        Fault::UnitMismatch => Finding::new("V05", at.clone()).with("unit", unit_of(table, field, work)),
        Fault::Ditto => Finding::new("V06", at.clone()).with("field", &*field.name),
        Fault::NotADate => Finding::new("V10", at.clone()),
        Fault::NotAnOption => {
            Finding::new("V12", at.clone()).with("options", text::options(&field.options, field.several))
        }
        Fault::NotAUnit => {
            Finding::new("U02", at.clone()).with("similar", text::perhaps(&plan.similar_units(&entry.raw)))
        }
        Fault::ErrorValue => Finding::new("V13", at.clone()),
        Fault::Uncached => Finding::new("V13", at.clone()).in_case("uncached"),
    };
    finding.with("found", &*entry.raw).blaming(&field.name, &*entry.raw).about(table.id, &work.row.key)
}

/// The unit of measure of a cell: the field's own, else the row's.
fn unit_of(table: &Table, field: &Field, work: &Work<'_>) -> String {
    field.unit.clone().unwrap_or_else(|| table.value(&work.row.values, Role::Unit).shown())
}

#[expect(clippy::too_many_arguments, reason = "a receipt goes to two places, and is worded from the row")]
fn note(
    table: &Table,
    field: &Field,
    entry: &Entry,
    receipt: &Receipt,
    at: &Location,
    work: &Work<'_>,
    receipts: &mut Vec<Noted>,
    findings: &mut Vec<Finding>,
) {
    let read_as = entry.value.shown();
    receipts.push(Noted {
        at: at.clone(),
        found: entry.raw.clone(),
        read_as: read_as.clone(),
        note: receipt_text(receipt),
    });
    let finding = match receipt {
        Receipt::TextNumber => Finding::new("V02", at.clone()),
        Receipt::Converted(_) => Finding::new("V04", at.clone()).with("unit", unit_of(table, field, work)),
        Receipt::YearAdded => Finding::new("V11", at.clone()),
        Receipt::UnitAlias => Finding::new("U01", at.clone()),
        Receipt::DashAsBlank => Finding::new("V06", at.clone()).in_case("optional").with("field", &*field.name),
        Receipt::Picture => Finding::new("V13", at.clone()).in_case("picture").with("field", &*field.name),
        Receipt::DateSpelling => Finding::new("V02", at.clone()).in_case("date"),
        Receipt::OptionMeaning => Finding::new("V12", at.clone()).in_case("meant"),
        // These change the spelling only; the receipt in 附录 is enough.
        Receipt::OptionSpelling | Receipt::NoDataWord | Receipt::CodeSpelling => return,
    };
    let finding = finding.with("found", &*entry.raw).with("value", read_as);
    findings.push(finding.blaming(&field.name, &*entry.raw).about(table.id, &work.row.key));
}

/// What a receipt says in 附录.
fn receipt_text(receipt: &Receipt) -> &'static str {
    match receipt {
        Receipt::TextNumber => text::receipt::TEXT_NUMBER,
        Receipt::Converted(_) => text::receipt::CONVERTED,
        Receipt::DateSpelling => text::receipt::DATE_SPELLING,
        Receipt::YearAdded => text::receipt::YEAR_ADDED,
        Receipt::UnitAlias => text::receipt::UNIT_ALIAS,
        Receipt::OptionSpelling | Receipt::OptionMeaning => text::receipt::OPTION_SPELLING,
        Receipt::DashAsBlank => text::receipt::DASH_AS_BLANK,
        Receipt::NoDataWord => text::receipt::NO_DATA_WORD,
        Receipt::Picture => text::receipt::PICTURE,
        Receipt::CodeSpelling => text::receipt::CODE_SPELLING,
    }
}
