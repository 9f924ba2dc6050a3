//! 附录: waivers, adjusted targets, the office's verdicts, what was normalised, and how every figure is computed.

use super::columns::{Columns, wider};
use super::leads::{Leads, file, sheet_name};
use super::page;
use super::trace::block;
use super::{Frame, look};
use crate::check::{Noted, Target, Waiver};
use crate::consolidate::Verdict;
use crate::key::TableId;
use crate::plan::Role;
use crate::render::{Cell, Sheet};
use crate::text::fill;
use crate::text::official as text;
use crate::value::plain;

/// The sheet: its blocks one under the other.
pub(super) fn sheet(frame: &Frame<'_>, leads: &Leads) -> Sheet {
    let mut first = Columns::of(frame.plan.table(TableId::WaiverList));
    let mut third = Columns::of(frame.plan.table(TableId::ReceiptList));
    let widths = wider(&first.widths(), &third.widths());
    first.take(&widths);
    third.take(&widths);
    let second = Columns::within(frame.plan.table(TableId::TargetList), &widths);
    let last = first.last_printed().max(third.last_printed());
    let mut sheet = page::open(frame, first.table, &widths, last);
    let waivers = frame.quarter.waivers.iter().map(|waiver| waiver_line(&first, waiver)).collect();
    block(frame, &mut sheet, &first, last, waivers);
    page::gap(&mut sheet);
    let targets = frame.quarter.targets.iter().map(|target| target_line(&second, target)).collect();
    block(frame, &mut sheet, &second, last, targets);
    page::gap(&mut sheet);
    verdicts(frame, &mut sheet, last);
    let receipts = frame.quarter.receipts.iter().map(|receipt| receipt_line(&third, leads, receipt)).collect();
    block(frame, &mut sheet, &third, last, receipts);
    page::gap(&mut sheet);
    page::wide(&mut sheet, text::EXPLANATION, last, look::BLOCK);
    let limits: Vec<(&str, String)> =
        frame.plan.limits.iter().map(|limit| (limit.name.as_str(), plain(limit.value))).collect();
    for sentence in text::EXPLANATIONS {
        page::wide(&mut sheet, &fill(sentence, &limits), last, look::SENTENCE);
    }
    page::finish(frame, &mut sheet, first.table.paper, last);
    sheet
}

/// The office's verdicts, each beside what the lead reported; 无 where there are none.
fn verdicts(frame: &Frame<'_>, sheet: &mut Sheet, last: u32) {
    page::wide(sheet, text::VERDICTS, last, look::BLOCK);
    let none = frame.quarter.verdicts.is_empty();
    page::wide(sheet, if none { &frame.plan.words.nothing } else { text::VERDICTS_ABOUT }, last, look::SENTENCE);
    for verdict in &frame.quarter.verdicts {
        let lead = &frame.plan.unit(verdict.lead).name;
        let Verdict { key, reported, decided, reason, .. } = verdict;
        page::wide(sheet, &text::verdict(&key.0, lead, reported, decided, reason), last, look::SENTENCE);
    }
    page::gap(sheet);
}

fn waiver_line(columns: &Columns<'_>, waiver: &Waiver) -> Vec<page::Entry> {
    let row = waiver.row.as_ref().map_or("", |row| row.0.as_str());
    page::entries(
        columns.table,
        [
            (Role::Code, Cell::text(&waiver.code.0)),
            (Role::Unit, Cell::text(crate::text::check::whom(&waiver.unit))),
            (Role::Row, Cell::text(row)),
            (Role::Reason, Cell::text(&waiver.reason)),
            (Role::Approver, Cell::text(&waiver.approver)),
            (Role::Until, Cell::Date(waiver.until)),
        ],
    )
}

fn target_line(columns: &Columns<'_>, target: &Target) -> Vec<page::Entry> {
    let old = if target.old.is_empty() { text::NO_TARGET } else { &target.old };
    page::entries(
        columns.table,
        [
            (Role::Key, Cell::text(&target.key.0)),
            (Role::Found, Cell::text(old)),
            (Role::Target, Cell::Text(target.shown())),
            (Role::Basis, Cell::text(&target.basis)),
        ],
    )
}

fn receipt_line(columns: &Columns<'_>, leads: &Leads, receipt: &Noted) -> Vec<page::Entry> {
    page::entries(
        columns.table,
        [
            (Role::File, file(Some(&receipt.at))),
            (Role::Sheet, sheet_name(Some(&receipt.at))),
            (Role::Cell, leads.cell(&receipt.at)),
            (Role::Found, Cell::text(&receipt.found)),
            (Role::Value, Cell::text(&receipt.read_as)),
            (Role::Remark, Cell::text(receipt.note)),
        ],
    )
}
