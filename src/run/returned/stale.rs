//! What an earlier run left in the folder and what no longer holds: a call to a unit that has sent since, the copy of a
//! return that has been mended.

use super::{Checking, copies, notices};
use crate::period::Period;
use crate::plan::Plan;
use crate::text::returned as text;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Takes away what an earlier run wrote to `units` for this period, by their names, and this run did not, and says so.
/// Like when it is written over, only what nobody changed since goes; what somebody changed is named and stays, and so
/// does a file that is itself among the returns.
pub(super) fn clear(
    checking: &Checking<'_>,
    period: Period,
    units: &[&str],
    written: &BTreeSet<&str>,
    folder: &Path,
) -> Vec<String> {
    let given: BTreeSet<PathBuf> =
        checking.returns.iter().filter_map(|given| Path::new(&*given.file).canonicalize().ok()).collect();
    let own = checking.returns.iter().filter_map(|given| given.identity.period);
    let periods: BTreeSet<Period> = own.filter(|own| period.accepts(*own)).chain([period]).collect();
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for name in units.iter().flat_map(|unit| names(unit, &periods)).filter(|name| !written.contains(&**name)) {
        let path = folder.join(&name);
        let Ok(bytes) = std::fs::read(&path) else { continue };
        if path.canonicalize().is_ok_and(|path| given.contains(&path)) {
            continue;
        }
        let untouched = if is_notice(&name) { notices::is_untouched(&bytes) } else { copies::is_untouched(&bytes) };
        if untouched && std::fs::remove_file(&path).is_ok() {
            gone.push(name);
        } else {
            kept.push(name);
        }
    }
    let said = [(gone, text::cleared as fn(&[String]) -> String), (kept, text::not_cleared)];
    said.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, sentence)| sentence(&names)).collect()
}

/// The units that a run says something of: all, where it has all returns.
pub(super) fn spoken_of<'a>(all: bool, plan: &'a Plan, listed: &[&'a str]) -> Vec<&'a str> {
    let reporters = plan.reporters().map(|unit| &*plan.unit(unit).name);
    reporters.filter(|unit| all || listed.contains(unit)).collect()
}

/// Whatever may go out to a unit.
fn names(unit: &str, periods: &BTreeSet<Period>) -> Vec<String> {
    let copies = periods.iter().map(|period| text::copy_file(unit, &period.to_string()));
    copies.chain([text::reminder_file(unit), text::call_file(unit)]).collect()
}

fn is_notice(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|suffix| suffix == "txt")
}
