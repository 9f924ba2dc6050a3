//! `--previous`: the workbook of the period before, read back; one that cannot be it is refused with one sentence.

use super::inputs;
use crate::archive::{Archive, ReadBack, read_back};
use crate::period::Period;
use crate::plan::Plan;
use crate::read::Defect;
use crate::text::run as text;
use anyhow::{Result, bail};
use std::path::Path;

/// The archive of a quarter workbook.
///
/// # Errors
/// There is no such file, or it is no quarter workbook of this plan that can be read.
pub(super) fn archive(plan: &Plan, path: &Path) -> Result<Archive> {
    let shown = inputs::slashed(path);
    if !path.exists() {
        bail!(text::no_such_path(&shown));
    }
    let source = inputs::source(&shown, path, &plan.reading);
    match read_back(&source, plan) {
        ReadBack::Archive(archive) if archive.is_of(plan) => Ok(*archive),
        ReadBack::Archive(archive) => bail!(text::other_plan(&shown, &archive.plan, &plan.id)),
        ReadBack::OtherVersion => bail!(text::other_archive_version(&shown)),
        ReadBack::NotOurs => bail!(text::not_a_quarter_workbook(&shown)),
        ReadBack::Damaged => bail!(text::damaged_archive(&shown)),
        ReadBack::Unreadable(defect) => bail!(text::previous_unreadable(&shown, &reason(defect))),
    }
}

/// The archive that a period may follow on; none where no previous workbook is given.
///
/// # Errors
/// As `archive`, or the workbook is not of the period just before.
pub(super) fn before(plan: &Plan, path: Option<&Path>, period: Option<Period>) -> Result<Option<Archive>> {
    let Some(path) = path else { return Ok(None) };
    let archive = archive(plan, path)?;
    if let Some(period) = period.filter(|period| !period.follows(archive.period)) {
        let shown = inputs::slashed(path);
        bail!(text::wrong_previous(&shown, &archive.period.name(), &period.name()));
    }
    Ok(Some(archive))
}

fn reason(defect: Option<Defect>) -> String {
    match defect {
        Some(Defect::Broken(reason) | Defect::Unsafe(reason)) => reason,
        Some(Defect::NotReadable(_) | Defect::Macros | Defect::ExternalLink(_)) | None => {
            text::NOT_A_WORKBOOK.to_owned()
        }
    }
}
