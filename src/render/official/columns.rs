//! Which column a field stands in, how wide it is, and how a formula writes its address.
//!
//! Printed fields come first, in the plan's order; what is only on forms has no column.

use crate::location::column_letters;
use crate::plan::{Field, Role, Table};
use crate::render::{Column, fit};
use crate::value::count;

/// How wide a column beside the printed ones grows for the sake of their height.
pub(super) const WIDEST: f64 = 90.0;

/// Where the fields of a table, or of a block of one, stand on its sheet.
pub(super) struct Columns<'a> {
    pub(super) table: &'a Table,
    pub(super) places: Vec<Place<'a>>,
    /// The column of the small lines (走势), right of the printed fields; it belongs to no field.
    pub(super) trend: Option<u32>,
}

/// Where a field stands: in one column, or over several that another block has made.
pub(super) struct Place<'a> {
    pub(super) slot: usize,
    pub(super) field: &'a Field,
    pub(super) first: u32,
    pub(super) last: u32,
    /// In Latin letters, over all its columns.
    pub(super) width: f64,
    /// The decimals of the field's numbers where the plan says none: as many as the column needs.
    pub(super) decimals: Option<u8>,
}

impl<'a> Columns<'a> {
    /// A column for each field.
    pub(super) fn of(table: &'a Table) -> Self {
        let shown = |printed: bool| {
            let fields = table.fields.iter().enumerate();
            fields.filter(move |(_, field)| !field.forms_only && field.print == printed)
        };
        let places = (0..)
            .zip(shown(true).chain(shown(false)))
            .map(|(col, (slot, field))| {
                let width = f64::from(field.width);
                Place { slot, field, first: col, last: col, width, decimals: field.decimals }
            })
            .collect();
        Self { table, places, trend: None }
    }

    /// The fields over the columns that another block has made, so that each has about the width it needs.
    pub(super) fn within(table: &'a Table, given: &[f64]) -> Self {
        let mut columns = Self::of(table);
        let wanted: Vec<f64> = columns.places.iter().map(|place| place.width).collect();
        let Some(counts) = spans(&wanted, given) else { return columns };
        let mut next = 0;
        for (place, count) in columns.places.iter_mut().zip(counts) {
            place.width = given.iter().skip(next).take(count).sum();
            place.first = narrow(next);
            next += count;
            place.last = narrow(next.saturating_sub(1));
        }
        columns
    }

    /// Makes room for small lines right of the printed fields.
    pub(super) fn with_trend(mut self) -> Self {
        let trend = self.last_printed() + 1;
        for place in self.places.iter_mut().filter(|place| place.first >= trend) {
            place.first += 1;
            place.last += 1;
        }
        self.trend = Some(trend);
        self
    }

    /// The same without a field.
    pub(super) fn without(mut self, role: Role) -> Self {
        let gone = self.col(role);
        self.places.retain(|place| place.field.role != role);
        for place in self.places.iter_mut().filter(|place| gone.is_some_and(|gone| place.first > gone)) {
            place.first -= 1;
            place.last -= 1;
        }
        self
    }

    /// Makes room for a text beside the printed columns, so that it makes no row higher, up to a width.
    pub(super) fn widen(&mut self, role: Role, text: &str, widest: f64) {
        for place in self.places.iter_mut().filter(|place| place.field.role == role) {
            place.width = place.width.max((count(crate::text::width(text)) + 4.0).min(widest));
        }
    }

    /// Makes room for the texts of a line, by slot: no text may be higher than a row can be, and what is not printed
    /// is rather wider than that it should make a printed row higher.
    pub(super) fn make_room(&mut self, texts: &[String], size: u16) {
        let mut printed: f64 = 0.0;
        for place in &mut self.places {
            let Some(text) = texts.get(place.slot) else { continue };
            if place.field.print {
                place.width = fit::widened(text, place.width, size);
                printed = printed.max(fit::height(text, place.width, size));
            } else {
                let height = fit::height(text, place.width, size);
                while fit::height(text, place.width, size) > printed.max(height / 8.0) && place.width < WIDEST {
                    place.width += 4.0;
                }
                place.width = fit::widened(text, place.width, size);
            }
        }
    }

    /// The place of a field; none for what has no column.
    pub(super) fn place(&self, slot: usize) -> Option<&Place<'a>> {
        self.places.iter().find(|place| place.slot == slot)
    }

    /// The column of a role.
    pub(super) fn col(&self, role: Role) -> Option<u32> {
        self.places.iter().find(|place| place.field.role == role).map(|place| place.first)
    }

    /// The letters of a role's column; where there is no such column, nothing.
    pub(super) fn letters(&self, role: Role) -> Option<String> {
        self.col(role).map(column_letters)
    }

    /// The address of a slot's cell in a row, its column fixed; the empty text where there is no such column.
    pub(super) fn address(&self, slot: usize, row: u32) -> String {
        self.place(slot)
            .map_or_else(|| "\"\"".to_owned(), |place| format!("${}{}", column_letters(place.first), row + 1))
    }

    /// The last column that is printed.
    pub(super) fn last_printed(&self) -> u32 {
        let printed = self.places.iter().filter(|place| place.field.print).map(|place| place.last);
        printed.chain(self.trend).max().unwrap_or(0)
    }

    /// The last column.
    pub(super) fn last(&self) -> u32 {
        self.places.iter().map(|place| place.last).max().unwrap_or(0)
    }

    /// The widths of the columns, where each field has its own.
    pub(super) fn widths(&self) -> Vec<f64> {
        let own = self.places.iter().map(|place| (place.first, place.width));
        let mut widths: Vec<(u32, f64)> = own.chain(self.trend.map(|col| (col, super::trend::WIDTH))).collect();
        widths.sort_by_key(|(col, _)| *col);
        widths.into_iter().map(|(_, width)| width).collect()
    }

    /// Takes the widths that the sheet has.
    pub(super) fn take(&mut self, widths: &[f64]) {
        for (place, width) in self.places.iter_mut().zip(widths) {
            place.width = *width;
        }
    }
}

/// Columns of these widths.
pub(super) fn made(widths: &[f64]) -> Vec<Column> {
    widths.iter().map(|width| Column { width: *width, hidden: false }).collect()
}

/// The widths that serve two blocks, one under the other: column by column the wider.
pub(super) fn wider(one: &[f64], two: &[f64]) -> Vec<f64> {
    let count = one.len().max(two.len());
    let at = |widths: &[f64], index: usize| widths.get(index).copied().unwrap_or(0.0);
    (0..count).map(|index| at(one, index).max(at(two, index))).collect()
}

/// How many of the given columns each field takes, so that the texts need the fewest lines; none where there are
/// more fields than columns. A handful of fields, so every way is tried.
fn spans(wanted: &[f64], given: &[f64]) -> Option<Vec<usize>> {
    fn best(wanted: &[f64], given: &[f64]) -> Option<(f64, Vec<usize>)> {
        let (want, rest) = wanted.split_first()?;
        let lines = |count: usize| want / given.iter().take(count).sum::<f64>().max(1.0);
        if rest.is_empty() {
            return (!given.is_empty()).then(|| (lines(given.len()), vec![given.len()]));
        }
        (1..=given.len().checked_sub(rest.len())?)
            .filter_map(|count| {
                let (cost, mut counts) = best(rest, given.get(count..)?)?;
                counts.insert(0, count);
                Some((cost + lines(count), counts))
            })
            .min_by(|one, two| one.0.total_cmp(&two.0))
    }
    best(wanted, given).map(|(_, counts)| counts)
}

/// A count of columns as addresses have it.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn fields_take_as_many_columns_as_their_texts_need() {
        // 42 over 18+10, 18 over 22, 9 over 8, 60 over 42+18, 36 over 7+7+36.
        let given = [18.0, 10.0, 22.0, 8.0, 42.0, 18.0, 7.0, 7.0, 36.0];
        assert_eq!(spans(&[42.0, 18.0, 9.0, 60.0, 36.0], &given), Some(vec![2, 1, 1, 2, 3]));
        assert_eq!(spans(&[1.0, 1.0], &[5.0]), None);
    }
}
