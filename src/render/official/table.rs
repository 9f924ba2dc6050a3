//! The rows of an official table: values as printed, live formulas with their cached values, and where each figure stands.

use super::columns::Columns;
use super::page::{self, Entry, shown};
use super::{Frame, look, pages, trend};
use crate::archive::{Figure, printed_at};
use crate::consolidate::{OfficialRow, Standing};
use crate::key::{RowKey, TableId};
use crate::location::{CellRange, CellRef, column_letters};
use crate::plan::{Field, FieldKind, Filled, Role};
use crate::render::style::{NumberFormat, Style};
use crate::render::{Cell, Sheet};
use crate::text::official as text;
use crate::value::{Value, fifteen, round};

/// The most decimals that are shown.
const DECIMALS: u8 = 4;
/// How wide a light with the mark of the office's verdict may make its column.
const DECIDED_WIDTH: f64 = 12.0;

/// A sheet with the places of its rows and figures.
pub(super) struct Printed<'a> {
    pub(super) sheet: Sheet,
    pub(super) columns: Columns<'a>,
    /// Key and row of every detail row.
    pub(super) rows: Vec<(RowKey, u32)>,
    /// Cells that stand for several rows.
    pub(super) groups: Vec<CellRange>,
    pub(super) figures: Vec<Figure>,
}

impl Printed<'_> {
    /// How a formula on another sheet reads a slot of a row; none where the row is not on this sheet.
    pub(super) fn reads(&self, row: &OfficialRow, slot: usize) -> Option<String> {
        let at = self.rows.iter().find(|(known, _)| *known == row.key)?.1;
        let own = address(&self.columns, &self.groups, row, (slot, at));
        Some(if own.starts_with('$') { format!("{}{own}", quoted(&self.sheet.name)) } else { own })
    }

    /// The absolute address of a figure, with the name of its sheet.
    pub(super) fn reference(&self, role: Role, key: &RowKey) -> Option<String> {
        let row = self.rows.iter().find(|(known, _)| known == key).map(|(_, row)| row + 1)?;
        let col = self.columns.letters(role)?;
        Some(format!("{}${col}${row}", quoted(&self.sheet.name)))
    }

    /// The absolute range of a field over all rows, subtotals included, with the name of its sheet.
    pub(super) fn range(&self, slot: usize) -> Option<String> {
        let (first, last) = (self.rows.first()?.1 + 1, self.rows.last()?.1 + 1);
        let col = column_letters(self.columns.place(slot)?.first);
        Some(format!("{}${col}${first}:${col}${last}", quoted(&self.sheet.name)))
    }
}

/// The live formula of a row's value, given the columns and the place of every row; none where it was reported.
pub(super) type Live<'f, 'a> = dyn Fn(&Columns<'a>, &OfficialRow, &[(RowKey, u32)]) -> Option<String> + 'f;

/// A sheet's name before an address.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'!", sheet.replace('\'', "''"))
}

/// The formula that shows what another cell holds; nothing where that is empty.
pub(super) fn refer(there: &str) -> String {
    format!("=IF({there}=\"\",\"\",{there})")
}

/// The columns of an official table, wide enough for its texts.
fn columns<'a>(frame: &Frame<'a>, id: TableId) -> Columns<'a> {
    let mut columns = Columns::of(frame.plan.table(id));
    if id == TableId::Indicators && !trend::periods(frame).is_empty() {
        columns = columns.with_trend();
    }
    for row in frame.quarter.table(id) {
        let text = |slot: usize, value: &Value| row.unusable.get(&slot).cloned().unwrap_or_else(|| value.shown());
        let texts: Vec<String> = row.values.iter().enumerate().map(|(slot, value)| text(slot, value)).collect();
        columns.make_room(&texts, look::BODY.size);
        if is_decided(&columns, row) {
            let light = columns.table.value(&row.values, Role::Light).shown();
            columns.widen(Role::Light, &text::decided(&light), DECIDED_WIDTH);
        }
    }
    for place in columns.places.iter_mut().filter(|place| place.field.decimals.is_none()) {
        let values = frame.quarter.table(id).iter().filter_map(|row| row.values.get(place.slot));
        place.decimals = values.filter_map(Value::number).map(|number| decimals(number, 0)).max();
    }
    columns
}

/// Begins the sheet of an official table: title and head, and the row of the head.
pub(super) fn open<'a>(frame: &Frame<'a>, id: TableId) -> (Sheet, Columns<'a>, u32) {
    let columns = columns(frame, id);
    let mut sheet = page::open(frame, columns.table, &columns.widths(), columns.last_printed());
    let head = page::head(&mut sheet, &columns);
    (sheet, columns, head)
}

/// Ends the sheet: lights coloured in its rows, the row to be signed, the page.
pub(super) fn close(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    (head, rows): (u32, &[(RowKey, u32)]),
) {
    if let (Some((_, first)), Some((_, last))) = (rows.first(), rows.last()) {
        page::light_conditions(frame, sheet, columns, (*first, *last));
        page::rate_bars(sheet, columns, (*first, *last));
    }
    let last = columns.last_printed();
    page::sign_off(sheet, last);
    page::keep_head(sheet, head);
    page::finish(frame, sheet, columns.table.paper, last);
}

/// An official table without subtotals. `formula` says where a value is computed from other rows or sheets.
pub(super) fn sheet<'a>(frame: &Frame<'a>, id: TableId, formula: &Live<'_, 'a>) -> Printed<'a> {
    let (mut sheet, columns, head) = open(frame, id);
    let official = frame.quarter.table(id);
    let rows: Vec<(RowKey, u32)> = official.iter().zip(head + 1..).map(|(row, at)| (row.key.clone(), at)).collect();
    let put_all = |sheet: &mut Sheet, groups: &[CellRange]| {
        let mut figures = Vec::new();
        for (row, (_, at)) in official.iter().zip(&rows) {
            let value = formula(&columns, row, &rows);
            put(frame, sheet, &columns, row, (*at, value.as_deref(), groups), &mut figures);
        }
        figures
    };
    let mut groups = groups(&columns, official, head + 1);
    if !groups.is_empty() {
        // Where pages end shows once the rows have their heights; a cell of several rows ends there as well.
        let mut drawn = sheet.clone();
        put_all(&mut drawn, &groups);
        let room = page::room(&drawn, columns.last_printed());
        sheet.page.breaks = pages::breaks(&drawn, room, Some(head), &|_| false);
        groups = pages::parted(&groups, &sheet.page.breaks);
    }
    let figures = put_all(&mut sheet, &groups);
    for group in &groups {
        join(&mut sheet, *group);
    }
    close(frame, &mut sheet, &columns, (head, &rows));
    let mut printed = Printed { sheet, columns, rows, groups, figures };
    trend::draw(frame, &mut printed, head);
    printed
}

/// Puts one official row on the sheet at the row it is going to have.
pub(super) fn put(
    frame: &Frame<'_>,
    sheet: &mut Sheet,
    columns: &Columns<'_>,
    row: &OfficialRow,
    (at, value, groups): (u32, Option<&str>, &[CellRange]),
    figures: &mut Vec<Figure>,
) {
    let address = |slot: usize| address(columns, groups, row, (slot, at));
    let mut entries = Vec::new();
    for (slot, field) in columns.table.fields.iter().enumerate() {
        let Some(cell) = place(columns, groups, (slot, at)) else { continue };
        let (content, held, usable) = cell_of(field, row, slot, value, &address);
        if !held.is_blank() {
            figures.push(Figure {
                table: columns.table.id,
                row: row.key.clone(),
                field: field.name.clone(),
                value: held,
                usable,
                at: printed_at(&sheet.name, cell),
            });
        }
        if !usable {
            sheet.notes.push((cell, text::UNUSABLE.to_owned()));
        }
        let style = style(frame, columns, field, row, &content);
        let style = if usable { style } else { look::marked(style) };
        entries.push(Entry { slot, cell: content, style });
    }
    page::line(sheet, columns, entries);
}

/// The cell that holds a slot of a row: its own, or that of a group.
fn place(columns: &Columns<'_>, groups: &[CellRange], (slot, at): (usize, u32)) -> Option<CellRef> {
    let own = CellRef::new(at, columns.place(slot)?.first);
    Some(groups.iter().find(|group| group.contains(own)).map_or(own, |group| group.first))
}

/// How a formula reads a slot of a row: its address, or the empty text where evaluation did not see what stands there.
fn address(columns: &Columns<'_>, groups: &[CellRange], row: &OfficialRow, (slot, at): (usize, u32)) -> String {
    match (place(columns, groups, (slot, at)), columns.table.fields.get(slot)) {
        (Some(cell), Some(field)) if !is_kept_from_formulas(field, row, slot) => columns.address(slot, cell.row),
        _ => "\"\"".to_owned(),
    }
}

/// Whether a cell holds a text that evaluation did not see: a choice or a text that was set aside.
fn is_kept_from_formulas(field: &Field, row: &OfficialRow, slot: usize) -> bool {
    row.unusable.contains_key(&slot)
        && match field.kind {
            FieldKind::Text | FieldKind::Choice | FieldKind::Unit => true,
            FieldKind::Number | FieldKind::Date => false,
        }
}

/// What a cell holds, its value, and whether that may be used.
fn cell_of(
    field: &Field,
    row: &OfficialRow,
    slot: usize,
    value: Option<&str>,
    address: &dyn Fn(usize) -> String,
) -> (Cell, Value, bool) {
    if let Some(text) = row.unusable.get(&slot) {
        return (Cell::text(text), Value::text(text), false);
    }
    let held = row.values.get(slot).cloned().unwrap_or_default();
    let live = match &field.filled {
        Filled::Formula(computed) => Some(format!("={}", computed.emit(address))),
        Filled::Plan | Filled::Department | Filled::Office | Filled::Aggregate | Filled::Engine => {
            value.filter(|_| field.role == Role::Value).map(str::to_owned)
        }
    };
    match live {
        Some(a1) => (Cell::Formula { a1, cached: held.clone() }, held, true),
        None => (Cell::of(&held), held, true),
    }
}

/// How a cell looks: figures of an indicator have its decimals, rows that say nothing are grey.
fn style(frame: &Frame<'_>, columns: &Columns<'_>, field: &Field, row: &OfficialRow, cell: &Cell) -> Style {
    let mut style = look::of(field, cell);
    if field.kind == FieldKind::Number {
        style.format = column_format(columns, field);
    }
    let own = columns.table.id == TableId::Indicators;
    if let Some(format) = indicator_format(frame, field.role, &row.key, &shown(cell)).filter(|_| own) {
        style.format = format;
    }
    if field.role == Role::Light && is_decided(columns, row) {
        style.format = NumberFormat::Decided;
    }
    match row.standing {
        Standing::Reported => style,
        // A merged cell also speaks for the rows below it.
        Standing::NotDue | Standing::LeadMissing if field.merged => style,
        Standing::NotDue | Standing::LeadMissing => look::silent(style),
    }
}

/// Whether the office's verdict decides a row's light.
fn is_decided(columns: &Columns<'_>, row: &OfficialRow) -> bool {
    !columns.table.value(&row.values, Role::Verdict).is_blank()
}

/// The format of a figure in an indicator's own unit: its decimals, or as many more as the figure has.
pub(super) fn indicator_format(frame: &Frame<'_>, role: Role, key: &RowKey, shown: &str) -> Option<NumberFormat> {
    let own = [Role::Target, Role::Base, Role::Previous, Role::Value, Role::Reference, Role::Increase];
    if !own.contains(&role) {
        return None;
    }
    let least = frame.plan.indicator(key)?.decimals;
    let number: Option<f64> = shown.parse().ok();
    Some(NumberFormat::Decimals(number.map_or(least, |number| decimals(number, least))))
}

/// The format of a field's numbers, alike in the whole column.
pub(super) fn column_format(columns: &Columns<'_>, field: &Field) -> NumberFormat {
    let place = columns.places.iter().find(|place| place.field.name == field.name);
    place.and_then(|place| place.decimals).map_or(NumberFormat::General, NumberFormat::Decimals)
}

/// The decimals that a number needs, at least `least`.
fn decimals(number: f64, least: u8) -> u8 {
    let exact = |digits: &u8| fifteen(round(number, i32::from(*digits))).to_bits() == fifteen(number).to_bits();
    (least.min(DECIMALS)..=DECIMALS).find(exact).unwrap_or(DECIMALS)
}

/// Equal cells one under the other, in the fields that are merged.
fn groups(columns: &Columns<'_>, rows: &[OfficialRow], first: u32) -> Vec<CellRange> {
    let mut groups = Vec::new();
    for place in columns.places.iter().filter(|place| place.field.merged) {
        let text = |row: &OfficialRow| row.values.get(place.slot).map(Value::shown).unwrap_or_default();
        let mut start = first;
        for chunk in rows.chunk_by(|one, two| text(one) == text(two) && !text(one).is_empty()) {
            let next = start + u32::try_from(chunk.len()).unwrap_or(0);
            if chunk.len() > 1 {
                groups.push(CellRange::new(start, place.first, next - 1, place.first));
            }
            start = next;
        }
    }
    groups
}

/// Merges a group: only its first cell keeps what it holds.
fn join(sheet: &mut Sheet, group: CellRange) {
    for (at, row) in (0..).zip(&mut sheet.rows) {
        if at > group.first.row && at <= group.last.row {
            for (col, cell, _) in &mut row.cells {
                if *col == group.first.col {
                    *cell = Cell::Blank;
                }
            }
        }
    }
    page::merge(sheet, group);
}
