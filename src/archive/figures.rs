//! Figures in official order, and found by their row.

use super::Figure;
use crate::key::{RowKey, TableId};
use std::collections::BTreeMap;
use std::ops::Deref;

/// The figures of an archive, in official order.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    all: Vec<Figure>,
    /// The rows of each table, each once, in official order.
    keys: BTreeMap<TableId, Vec<RowKey>>,
    /// Where the figures of each row are.
    rows: BTreeMap<(TableId, RowKey), Vec<usize>>,
}

impl Figures {
    /// The rows of a table, each once.
    pub(super) fn keys(&self, table: TableId) -> &[RowKey] {
        self.keys.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The figures of a row.
    pub(super) fn row<'a>(&'a self, table: TableId, key: &RowKey) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let places = self.rows.get(&(table, key.clone())).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.all.get(*place))
    }
}

impl From<Vec<Figure>> for Figures {
    fn from(all: Vec<Figure>) -> Self {
        let mut figures = Self { all, ..Self::default() };
        for (place, figure) in figures.all.iter().enumerate() {
            let places = figures.rows.entry((figure.table, figure.row.clone())).or_default();
            if places.is_empty() {
                figures.keys.entry(figure.table).or_default().push(figure.row.clone());
            }
            places.push(place);
        }
        figures
    }
}

impl FromIterator<Figure> for Figures {
    fn from_iter<I: IntoIterator<Item = Figure>>(figures: I) -> Self {
        figures.into_iter().collect::<Vec<Figure>>().into()
    }
}

impl Deref for Figures {
    type Target = [Figure];

    fn deref(&self) -> &[Figure] {
        &self.all
    }
}
