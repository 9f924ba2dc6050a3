//! 数据溯源: the sources of every consolidated row, and every filled cell that entered no table, with the reason.

use super::{TraceLine, UnplacedLine, counts, row_location};
use crate::check::{Checked, CheckedRow, FileStatus, State};
use crate::key::TableId;
use crate::location::Location;
use crate::plan::{Part, Plan};
use crate::roster::Due;
use crate::text::consolidate as text;

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
pub(super) fn unplaced(checked: &Checked) -> Vec<UnplacedLine> {
    let mut lines: Vec<UnplacedLine> = Vec::new();
    for file in &checked.files {
        // Why a whole file does not count says more than why a cell of it does not.
        let of_file = match file.status {
            FileStatus::Superseded => Some(text::FILE_SUPERSEDED),
            FileStatus::Refused => Some(text::FILE_REFUSED),
            // Our own workbooks are no returns: their cells are where they came from.
            FileStatus::Ignored => continue,
            FileStatus::Accepted | FileStatus::AcceptedWithWarnings | FileStatus::NeedsCorrection => None,
        };
        lines.extend(file.unplaced.iter().map(|cell| UnplacedLine {
            at: Location::cell(&file.file, &cell.sheet, cell.cell),
            text: cell.text.clone(),
            note: of_file.unwrap_or(text::CELL_UNPLACED).to_owned(),
        }));
        let left = checked.leftovers.iter().filter(|cell| cell.at.file == file.file);
        lines.extend(left.map(|cell| UnplacedLine {
            at: cell.at.clone(),
            text: cell.text.clone(),
            note: of_file.unwrap_or(cell.reason).to_owned(),
        }));
    }
    lines.sort_by(|one, other| one.at.cmp(&other.at));
    lines
}
