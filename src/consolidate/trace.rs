//! 数据溯源: the sources of every consolidated row, and every filled cell that entered no table, with the reason.

use super::{TraceLine, UnplacedLine, counts, row_location};
use crate::check::{Checked, CheckedRow, FileStatus, State};
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Field, Filled, Part, Plan};
use crate::roster::Due;
use crate::text::consolidate as text;
use crate::value::Value;

/// Sources by table and row, then the files that count in none.
pub(super) fn trace(plan: &Plan, checked: &Checked) -> Vec<TraceLine> {
    let mut rows: Vec<&CheckedRow> = checked.rows.iter().filter(|row| row.due == Due::Asked).collect();
    let order = |row: &CheckedRow| plan.listed(row.table).position(|known| *known.code == row.key);
    rows.sort_by_cached_key(|row| (row.table, order(row).unwrap_or(usize::MAX), row.key.clone(), row.part, row.unit));
    let mut lines: Vec<TraceLine> = rows.into_iter().map(|row| line(plan, row)).collect();
    let unused = checked.files.iter().filter(|file| !counts(file.status)).map(|file| TraceLine {
        table: None,
        key: None,
        unit: file.unit,
        part: None,
        origin: Some(Location::file(&file.file)),
        used: false,
        note: match file.status {
            FileStatus::Superseded => text::FILE_SUPERSEDED,
            FileStatus::Ignored => text::FILE_OURS,
            FileStatus::Refused
            | FileStatus::Accepted
            | FileStatus::AcceptedWithWarnings
            | FileStatus::NeedsCorrection => text::FILE_REFUSED,
        }
        .to_owned(),
    });
    lines.extend(unused);
    lines
}

fn line(plan: &Plan, row: &CheckedRow) -> TraceLine {
    let note = match (row.state, row.part, row.unusable.is_empty()) {
        (State::Returned, Part::Lead | Part::Office, true) => text::USED,
        (State::Returned, Part::Lead | Part::Office, false) => text::USED_IN_PART,
        (State::Returned, Part::Support | Part::Member, _) => text::USED_AS_SUPPORT,
        (State::Blank, _, _) => text::ROW_BLANK,
        (State::Rejected, _, _) if plan.table(row.table).office_only => text::DECISION_REJECTED,
        (State::Rejected, _, _) if row.table == TableId::CloseOut && !row.expected => text::ISSUE_NOT_THEIRS,
        (State::Rejected, _, _) => text::ROW_REJECTED,
        (State::Missing, _, _) => text::ROW_MISSING,
    };
    TraceLine {
        table: Some(row.table),
        key: Some(row.key.clone()),
        unit: Some(row.unit),
        part: Some(row.part),
        origin: row_location(row),
        used: row.state == State::Returned,
        note: note.to_owned(),
    }
}

/// Filled cells that entered no table, by file.
pub(super) fn unplaced(plan: &Plan, checked: &Checked) -> Vec<UnplacedLine> {
    let cells = checked.files.iter().flat_map(|file| {
        let note = match file.status {
            FileStatus::Superseded => text::FILE_SUPERSEDED,
            FileStatus::Refused => text::FILE_REFUSED,
            FileStatus::Ignored => text::FILE_OURS,
            FileStatus::Accepted | FileStatus::AcceptedWithWarnings | FileStatus::NeedsCorrection => {
                text::CELL_UNPLACED
            }
        };
        // Our own workbooks are no returns: their cells are where they came from.
        let cells = if file.status == FileStatus::Ignored { &[][..] } else { &file.unplaced };
        cells.iter().map(move |cell| UnplacedLine {
            at: Location::cell(&file.file, &cell.sheet, cell.cell),
            text: cell.text.clone(),
            note: note.to_owned(),
        })
    });
    let mut lines: Vec<UnplacedLine> = cells.chain(not_theirs(plan, checked)).collect();
    lines.sort_by(|one, two| one.at.cmp(&two.at));
    lines
}

/// What units wrote about issues that the office has not registered for them.
fn not_theirs<'a>(plan: &'a Plan, checked: &'a Checked) -> impl Iterator<Item = UnplacedLine> + 'a {
    let table = plan.table(TableId::CloseOut);
    let rows = checked.rows.iter().filter(|row| {
        let departments = row.table == TableId::CloseOut && row.part != Part::Office;
        departments && !row.expected && row.state == State::Rejected
    });
    rows.flat_map(move |row| {
        let own = |(slot, field): &(usize, &Field)| {
            let there = row.cells.get(*slot).is_some_and(Option::is_some) && row.origin.is_some();
            there && matches!(field.filled, Filled::Department)
        };
        table.fields.iter().enumerate().filter(own).filter_map(|(slot, _)| {
            let value = row.values.get(slot).map(Value::shown).unwrap_or_default();
            let text = row.unusable.get(&slot).cloned().unwrap_or(value);
            (!text.is_empty()).then(|| UnplacedLine {
                at: row.location(slot),
                text,
                note: text::ISSUE_NOT_THEIRS.to_owned(),
            })
        })
    })
}
