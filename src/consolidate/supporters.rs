//! What supporting units and members of groups reported: 配合单位进展 and 群组明细.

use super::{GroupLine, row_location};
use crate::check::{Checked, CheckedRow, State};
use crate::finding::Finding;
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Measure, Part, Plan, Role};
use crate::text::consolidate as text;
use crate::text::measure::wrapped_lines;

/// The text of a supporting row, where one came that says something.
fn progress(plan: &Plan, row: &CheckedRow) -> Option<String> {
    let shown = plan.table(TableId::Tasks).value(&row.values, Role::Progress).shown();
    let said = beside(plan, row);
    let all = if said.is_empty() { shown } else { text::with_more(&shown, &said) };
    (row.state == State::Returned && !all.is_empty()).then_some(all)
}

/// What a supporting row says besides: its 情况说明, and what was typed for the lead to report.
fn beside(plan: &Plan, row: &CheckedRow) -> Vec<String> {
    let table = plan.table(TableId::Tasks);
    let remark = table.slot(Role::Remark).and_then(|slot| Some((slot, row.values.get(slot)?)));
    let offered = row.offered.iter().map(|(slot, value)| (*slot, value));
    let said = offered.chain(remark).filter(|(_, value)| !value.is_blank());
    said.filter_map(|(slot, value)| Some(text::field_said(&table.fields.get(slot)?.name, &value.shown()))).collect()
}

fn rows<'a>(checked: &'a Checked, measure: &'a Measure, part: Part) -> impl Iterator<Item = &'a CheckedRow> {
    checked.rows.iter().filter(move |row| row.table == TableId::Tasks && row.key == measure.code && row.part == part)
}

/// What the highest row of the widest column shows of a text beside a line about groups: so many lines of so many Latin
/// letters.
const SHOWN: (usize, usize) = (23, 118);

/// What each supporting unit says, by its name.
fn told(plan: &Plan, checked: &Checked, measure: &Measure) -> Vec<String> {
    rows(checked, measure, Part::Support)
        .map(|row| text::supporter(&plan.unit(row.unit).name, progress(plan, row).as_deref()))
        .collect()
}

/// Whether a cell shows all of it.
fn is_shown(told: &[String]) -> bool {
    let (lines, letters) = SHOWN;
    wrapped_lines(&told.join("\n"), letters) <= lines
}

/// 配合单位进展: what each supporting unit says, or, where that is more than a cell shows, who reported and who did not,
/// the texts being on 群组明细; for groups how many reported.
pub(super) fn summary(plan: &Plan, checked: &Checked, measure: &Measure) -> String {
    let mut lines = told(plan, checked, measure);
    if !is_shown(&lines) {
        let (reported, silent): (Vec<_>, Vec<_>) =
            rows(checked, measure, Part::Support).partition(|row| progress(plan, row).is_some());
        let names =
            |rows: &[&CheckedRow]| rows.iter().map(|row| plan.unit(row.unit).name.clone()).collect::<Vec<String>>();
        lines = vec![text::supporters(&names(&reported), &names(&silent))];
    }
    let (reported, silent): (Vec<_>, Vec<_>) =
        rows(checked, measure, Part::Member).partition(|row| progress(plan, row).is_some());
    if !reported.is_empty() || !silent.is_empty() {
        lines.push(text::group_summary(reported.len(), silent.len()));
    }
    lines.join("\n")
}

/// 群组明细: a line per member of a listed group, and per supporting unit where their texts are more than a cell shows; in
/// document order, then official order of units.
pub(super) fn group_detail(plan: &Plan, checked: &Checked) -> Vec<GroupLine> {
    plan.measures
        .iter()
        .flat_map(|measure| {
            let more = !is_shown(&told(plan, checked, measure));
            let supporters = rows(checked, measure, Part::Support).filter(move |_| more);
            supporters.chain(rows(checked, measure, Part::Member)).map(|row| GroupLine {
                key: row.key.clone(),
                unit: row.unit,
                text: progress(plan, row),
                origin: row_location(row),
            })
        })
        .collect()
}

/// C03: of each measure of a group how many of its members reported; what counts is what the lead reports.
pub(super) fn group_reports(plan: &Plan, detail: &[GroupLine]) -> Vec<Finding> {
    let told = plan.measures.iter().filter_map(|measure| {
        let reported = detail.iter().filter(|line| line.key == measure.code && line.text.is_some()).count();
        let finding = Finding::new("C03", Location::nowhere()).with("n", reported.to_string());
        let finding = finding.with("key", &*measure.code.0).with("lead", &*plan.unit(measure.lead).name);
        (reported > 0).then(|| finding.about(TableId::Tasks, &measure.code))
    });
    told.collect()
}
