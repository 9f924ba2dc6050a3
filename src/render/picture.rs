//! Pictures of figures: charts over the cells of a sheet, bars and small lines within cells.
//!
//! Each is drawn from cells of the same workbook, so that it follows them.

use super::style::Color;
use crate::location::{CellRange, CellRef};

/// The pictures of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures {
    /// Charts over the cells.
    pub charts: Vec<Chart>,
    /// Bars within cells (数据条).
    pub bars: Vec<DataBars>,
    /// Small lines within cells (迷你图).
    pub trends: Vec<Trend>,
}

/// A chart of one row or column of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How the numbers are drawn.
    pub kind: ChartKind,
    /// What stands above it.
    pub title: String,
    /// The sheet of its names and numbers.
    pub sheet: String,
    /// What each number is of.
    pub names: CellRange,
    /// The numbers.
    pub values: CellRange,
    /// A colour for each number; of bars the first is that of all.
    pub colors: Vec<Color>,
    /// The cell of its upper left corner.
    pub at: CellRef,
    /// How far it stands to the right of that cell's edge, in points.
    pub indent: f64,
    /// Width and height in points.
    pub size: (f64, f64),
}

/// How a chart draws its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Parts of a ring (环形图); zeros have no label.
    Doughnut,
    /// Bars from left to right, the first above (条形图).
    Bars,
}

/// Bars within the cells of a range, from zero on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataBars {
    /// Where.
    pub range: CellRange,
    /// The number whose bar fills its cell.
    pub full: f64,
    /// Their colour.
    pub color: Color,
}

/// A small line in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Where.
    pub at: CellRef,
    /// The sheet of its numbers.
    pub sheet: String,
    /// The numbers, from left to right; blank ones leave a gap.
    pub values: CellRange,
    /// Its colour.
    pub color: Color,
}
