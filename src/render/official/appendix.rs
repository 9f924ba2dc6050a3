//! 附录: waivers, what was normalised, and how every figure is computed.

use super::columns::{Columns, wider};
use super::list::{cell, file, sheet_name};
use super::page;
use super::trace::block;
use super::{Frame, look};
use crate::check::Noted;
use crate::key::TableId;
use crate::plan::Role;
use crate::render::{Cell, Sheet};
use crate::text::fill;
use crate::text::official as text;
use crate::value::plain;

/// The sheet: three blocks, one under the other.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let mut first = Columns::of(frame.plan.table(TableId::WaiverList));
    let mut second = Columns::of(frame.plan.table(TableId::ReceiptList));
    let widths = wider(&first.widths(), &second.widths());
    first.take(&widths);
    second.take(&widths);
    let last = first.last_printed().max(second.last_printed());
    let mut sheet = page::open(frame, first.table, &widths, last);
    block(frame, &mut sheet, &first, last, Vec::new());
    page::gap(&mut sheet);
    let receipts = frame.quarter.receipts.iter().map(|receipt| receipt_line(&second, receipt)).collect();
    block(frame, &mut sheet, &second, last, receipts);
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

fn receipt_line(columns: &Columns<'_>, receipt: &Noted) -> Vec<page::Entry> {
    page::entries(
        columns.table,
        [
            (Role::File, file(Some(&receipt.at))),
            (Role::Sheet, sheet_name(Some(&receipt.at))),
            (Role::Cell, cell(&receipt.at)),
            (Role::Found, Cell::text(&receipt.found)),
            (Role::Value, Cell::text(&receipt.read_as)),
            (Role::Remark, Cell::text(receipt.note)),
        ],
    )
}
