//! The copies that go back: made plain, checked in the places of what they are copies of, made again with what was said.

use super::{Checking, of_unit, open};
use crate::check as rules;
use crate::check::{Checked, UnitReturn};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::plan::{Level, Plan};
use crate::read::{Limits, Source, digest, read};
use crate::recognize::{Return, recognize};
use crate::render::Book;
use crate::render::returned::{COPY, Said, Sent, plain, reviewed, sent};
use crate::roster::{Expected, roster};
use crate::text::returned as text;
use crate::write::write;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The rule about a form in which nothing is filled in.
const NOTHING_FILLED_IN: &str = "F12";

/// A copy in the making.
pub(super) struct Copy<'a> {
    of: &'a UnitReturn,
    /// What it holds.
    pub(super) sent: Sent,
    /// The workbook.
    pub(super) bytes: Vec<u8>,
    understood: Return,
}

impl Copy<'_> {
    /// Its file.
    pub(super) fn name(&self, plan: &Plan) -> String {
        text::copy_file(&plan.unit(self.sent.unit).name, &self.sent.period.to_string())
    }
}

/// The copies of all returns with open errors. Each is made plain, all are checked in the places of what they are
/// copies of, and each is made again with what was said.
pub(super) fn copies<'a>(checking: &Checking<'_>, checked: &'a Checked) -> Result<Vec<Copy<'a>>> {
    let plan = &*rules::adjusted(checking.plan, &checked.targets);
    let faulty: Vec<&UnitReturn> =
        checked.returns.iter().filter(|of| open(checking, checked, of, Severity::Error) > 0).collect();
    let own = |of: &UnitReturn| of.files.first().and_then(|file| checking.returns.get(*file)?.identity.period);
    let periods: BTreeSet<Period> = faulty.iter().map(|of| own(of).unwrap_or(of.period)).collect();
    let rosters: BTreeMap<Period, Vec<Expected>> =
        periods.into_iter().map(|period| (period, roster(plan, period, checking.previous))).collect();
    let mut copies = faulty
        .into_par_iter()
        .map(|of| {
            let rows = rosters.get(&own(of).unwrap_or(of.period)).map(Vec::as_slice).unwrap_or_default();
            let sent = sent(plan, checking.returns, of, rows, checking.previous.is_some());
            let bytes = write(&plain(plan, &sent))?;
            let understood = recognize(&read(&of.file, &bytes, &Limits::default()), checking.plan);
            Ok(Copy { of, sent, bytes, understood })
        })
        .collect::<Result<Vec<Copy<'_>>>>()?;
    let replaced: BTreeSet<usize> = copies.iter().flat_map(|copy| copy.of.files.iter().copied()).collect();
    let kept = checking.returns.iter().enumerate().filter(|(file, _)| !replaced.contains(file));
    let mut again: Vec<Return> = kept.map(|(_, given)| given.clone()).collect();
    again.extend(copies.iter().map(|copy| copy.understood.clone()));
    again.sort_by(|one, other| one.file.cmp(&other.file));
    let asking = Checking { plan: &asking_for_each_cell(checking.plan), ..*checking };
    let checked_again = asking.check(&again, checked.period);
    copies.par_iter_mut().try_for_each(|copy| {
        let of_files: Vec<&Finding> = of_unit(checking, checked, copy.of).collect();
        let of_copy: Vec<&Finding> = checked_again
            .findings
            .iter()
            .filter(|finding| finding.at.file == copy.of.file && !finding.waived)
            .collect();
        let said = Said { file: &copy.of.file, of_files: &of_files, of_copy: &of_copy };
        copy.bytes = stamped(reviewed(plan, &copy.sent, &copy.understood, said))?;
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(copies)
}

/// The plan without the rule that says one sentence of a form in which nothing is filled in: of a copy it is to be said
/// which cells must be.
fn asking_for_each_cell(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let whole = plan.rules.iter_mut().filter(|rule| rule.code.0 == NOTHING_FILLED_IN);
    whole.for_each(|rule| rule.level = Level::Off);
    plan
}

/// The bytes of a copy that says what it holds.
fn stamped(mut book: Book) -> Result<Vec<u8>> {
    let held = held(&read("", &write(&book)?, &Limits::default()));
    book.properties.custom.push((COPY.to_owned(), held));
    write(&book)
}

/// Whether bytes are a copy as we wrote it.
pub(super) fn is_untouched(bytes: &[u8]) -> bool {
    let source = read("", bytes, &Limits::default());
    let said = source.properties.custom.iter().find(|(name, _)| name == COPY).map(|(_, held)| held.clone());
    said.is_some_and(|said| said == held(&source))
}

/// A digest over a workbook's cells.
fn held(source: &Source) -> String {
    let cells = source.grids.iter().flat_map(|grid| {
        grid.cells.iter().map(move |cell| {
            let formula = cell.formula.as_deref().unwrap_or_default();
            format!("{}!{}={}={formula}\n", grid.name, cell.at, cell.value.shown())
        })
    });
    digest(cells.collect::<String>().as_bytes())
}
