//! What an issue of the ledger is linked to (关联编号): red projects without an issue, links to nothing, measures that are
//! done while their issue is open (X08 X09 X10).

use super::decisions::CONCERNS;
use super::{Checked, CheckedRow, State};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Part, Plan, Role};
use crate::recognize::Return;
use crate::text::check as text;
use crate::text::matching_key;
use crate::value::Value;

/// The codes that an issue is linked to, as they are written.
fn links(plan: &Plan, row: &CheckedRow) -> Vec<String> {
    let written = plan.table(TableId::CloseOut).value(&row.values, Role::Linked).shown();
    let codes = written.split(text::BETWEEN_LINKS).filter(|code| !matching_key(code).is_empty());
    codes.map(ToOwned::to_owned).collect()
}

/// A finding about an issue, which concerns who must close it.
fn about_issue(plan: &Plan, row: &CheckedRow, role: Role, finding: Finding) -> Option<Finding> {
    let table = plan.table(TableId::CloseOut);
    let at = row.location(table.slot(role)?);
    let finding = Finding { at, ..finding }.with("key", &*row.key.0);
    let finding = finding.with(CONCERNS, table.value(&row.values, Role::Lead).shown());
    let found = table.value(&row.values, role).shown();
    let finding = finding.with("found", &*found);
    Some(finding.blaming(table.name_of(role), found).about(TableId::CloseOut, &row.key))
}

/// X09: an issue is linked to what is neither a task nor a measure nor a project.
pub(super) fn unknown_link(plan: &Plan, row: &CheckedRow) -> Option<Finding> {
    let known = |code: &str| {
        let code = matching_key(code);
        let is = |known: &str| matching_key(known) == code;
        plan.measures.iter().any(|measure| is(&measure.code.0) || is(&measure.number.to_string()))
            || plan.projects.iter().any(|project| is(&project.code.0))
    };
    let links = links(plan, row);
    let unknown: Vec<&str> = links.iter().map(String::as_str).filter(|code| !known(code)).collect();
    let finding = about_issue(plan, row, Role::Linked, Finding::new("X09", Location::nowhere()))?
        .with("linked", unknown.join(text::BETWEEN_UNITS));
    (!unknown.is_empty()).then_some(finding)
}

/// Runs the rules that look at several returns.
pub(super) fn check(plan: &Plan, returns: &[Return], checked: &Checked, findings: &mut Vec<Finding>) {
    let table = plan.table(TableId::CloseOut);
    let office = plan.office_unit();
    let open: Vec<(&CheckedRow, Vec<String>)> = checked
        .rows
        .iter()
        .filter(|row| row.table == TableId::CloseOut && row.unit == office && row.state != State::Rejected)
        .filter(|row| *table.value(&row.values, Role::Status) != Value::text(&plan.words.closed))
        .map(|row| (row, links(plan, row).iter().map(|code| matching_key(code)).collect()))
        .collect();
    let ledger = ledger(plan, returns, checked);
    for row in checked.rows.iter().filter(|row| row.state == State::Returned) {
        let key = matching_key(&row.key.0);
        let linked = || open.iter().filter(|(_, links)| links.contains(&key));
        if row.table == TableId::Projects && linked().next().is_none() {
            findings.extend(unsupervised(plan, row, ledger.clone()));
        } else if is_done(plan, row) {
            let open = linked().filter_map(|(issue, _)| {
                about_issue(plan, issue, Role::Status, Finding::new("X10", Location::nowhere()))
            });
            findings.extend(open.map(|finding| finding.with("task", &*row.key.0)));
        }
    }
}

/// X08: a project is red and no open issue is linked to it. Its lead has reported what there is; it is the ledger that
/// lacks something.
fn unsupervised(plan: &Plan, row: &CheckedRow, ledger: Location) -> Option<Finding> {
    let table = plan.table(TableId::Projects);
    let light = table.value(&row.values, Role::Light).shown();
    let withdrawn = table.value(&row.values, Role::Change).shown() == plan.words.withdrawn;
    let finding = Finding::new("X08", ledger)
        .with("key", &*row.key.0)
        .with("name", table.value(&row.values, Role::Name).shown())
        .with("light", &*light)
        .with("ledger", &*plan.table(TableId::CloseOut).name)
        .with(CONCERNS, &*plan.unit(row.unit).name);
    let finding = finding.blaming(table.name_of(Role::Light), &*light).about(TableId::Projects, &row.key);
    (light == plan.words.red && !withdrawn).then_some(finding)
}

/// The ledger's sheet in the office's return; nowhere where it sent none.
fn ledger(plan: &Plan, returns: &[Return], checked: &Checked) -> Location {
    let files = checked.unit_return(plan.office_unit()).map_or(&[][..], |given| &given.files);
    let given = files.iter().filter_map(|file| returns.get(*file));
    let mut sheets = given.flat_map(|given| given.tables.iter().map(move |sheet| (given, sheet)));
    let ledger = sheets.find(|(_, sheet)| sheet.table == TableId::CloseOut);
    ledger.map_or_else(Location::nowhere, |(given, sheet)| Location::sheet(&given.file, &sheet.sheet))
}

/// Whether a row is a measure that its lead says is done, and nothing objects to that.
fn is_done(plan: &Plan, row: &CheckedRow) -> bool {
    let status = plan.table(TableId::Tasks).value(&row.values, Role::Status);
    row.table == TableId::Tasks
        && matches!(row.part, Part::Lead | Part::Office)
        && *status == Value::text(&plan.words.done)
}
