//! Charts, bars within cells and small lines.
//!
//! Every font is named: what a chart leaves open, each program fills in otherwise.

use super::column;
use super::plain::clean;
use crate::location::CellRange;
use crate::render::picture::{Chart, ChartKind, DataBars, Pictures, Trend};
use crate::render::{Book, Cell, Row};
use crate::text::fonts;
use anyhow::{Context, Result};
use rust_xlsxwriter::{
    self as xlsx, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartPoint, ChartRange, ChartSolidFill, ChartType, ConditionalFormatDataBar, ConditionalFormatType, ObjectMovement,
    Sparkline, Worksheet,
};

/// Pixels per point.
const PIXELS: f64 = 96.0 / 72.0;
/// The most pixels a chart is wide or high.
const MOST: f64 = 4_000.0;
/// The colour of edges and of the lines behind bars.
const EDGE: u32 = 0x59_59_59;
const FAINT: u32 = 0xD9_D9_D9;

/// All pictures of a sheet.
pub(super) fn pictures(worksheet: &mut Worksheet, pictures: &Pictures) -> Result<()> {
    for drawn in &pictures.charts {
        chart(worksheet, drawn).with_context(|| format!("chart at {}", drawn.at))?;
    }
    for bars in &pictures.bars {
        data_bars(worksheet, bars).with_context(|| format!("bars of {}", bars.range))?;
    }
    for line in &pictures.trends {
        trend(worksheet, line).with_context(|| format!("small line at {}", line.at))?;
    }
    Ok(())
}

/// A chart. It moves with its cells but keeps its size, as rows may be hidden by a filter.
fn chart(worksheet: &mut Worksheet, drawn: &Chart) -> Result<()> {
    let mut made = xlsx::Chart::new(match drawn.kind {
        ChartKind::Doughnut => ChartType::Doughnut,
        ChartKind::Bars => ChartType::Bar,
    });
    let (names, values) = (range(&drawn.sheet, drawn.names)?, range(&drawn.sheet, drawn.values)?);
    let labels = ChartDataLabel::new().show_value().set_font(&font(90)).clone();
    let series = made.add_series().set_categories(&names).set_values(&values);
    let filled = |color: u32| {
        ChartFormat::new()
            .set_solid_fill(ChartSolidFill::new().set_color(color))
            .set_border(ChartLine::new().set_color(EDGE).set_width(0.75))
            .clone()
    };
    match drawn.kind {
        ChartKind::Doughnut => {
            let points: Vec<ChartPoint> =
                drawn.colors.iter().map(|color| ChartPoint::new().set_format(&mut filled(color.0)).clone()).collect();
            series.set_points(&points).set_data_label(labels.clone().set_num_format("0;;;"));
            made.set_hole_size(55);
            made.legend().set_position(ChartLegendPosition::Right).set_font(&font(90));
        }
        ChartKind::Bars => {
            let color = drawn.colors.first().map_or(FAINT, |color| color.0);
            series.set_format(&mut filled(color)).set_gap(60).set_data_label(labels.clone().set_num_format("0.00"));
            made.legend().set_hidden();
            // The library calls the axis that lies below `x`. The first name stands above; without this, lowest.
            made.y_axis().set_reverse().set_font(&font(90)).set_label_position(ChartAxisLabelPosition::Low);
            made.x_axis()
                .set_min(0)
                .set_font(&font(80))
                .set_num_format("0")
                .set_major_gridlines_line(ChartLine::new().set_color(FAINT).set_width(0.5));
        }
    }
    made.title()
        .set_name(clean(&drawn.title).as_str())
        .set_font(ChartFont::new().set_name(fonts::HEAD).set_size(10.5))
        .set_overlay(false);
    made.set_alt_text(clean(&drawn.title)).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    made.set_width(pixels(drawn.size.0)).set_height(pixels(drawn.size.1));
    worksheet.insert_chart_with_offset(drawn.at.row, column(drawn.at.col)?, &made, pixels(drawn.indent), 0)?;
    Ok(())
}

/// The numbers that a chart draws, as the cells hold or cache them; what is no number is drawn as 0.
pub(super) fn numbers(book: &Book, chart: &Chart) -> Vec<f64> {
    let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == chart.sheet) else { return Vec::new() };
    let CellRange { first, last } = chart.values;
    let rows = (0..).zip(&sheet.rows).filter(|(at, _)| (first.row..=last.row).contains(at));
    let number = |cell: &Cell| match cell {
        Cell::Number(number) => *number,
        Cell::Formula { cached, .. } => cached.number().unwrap_or(0.0),
        Cell::Blank | Cell::Text(_) | Cell::Date(_) | Cell::Link { .. } => 0.0,
    };
    let of_row = |row: &Row| {
        let held = |col: u32| row.cells.iter().find(|(at, ..)| *at == col).map_or(0.0, |(_, cell, _)| number(cell));
        (first.col..=last.col).map(held).collect::<Vec<f64>>()
    };
    rows.flat_map(|(_, row)| of_row(row)).collect()
}

/// The font of a chart, its size in tenths of a point. Bold only in titles.
fn font(size: u16) -> ChartFont {
    ChartFont::new().set_name(fonts::BODY).set_size(f64::from(size) / 10.0).unset_bold().clone()
}

/// A range as charts name it.
fn range(sheet: &str, range: CellRange) -> Result<ChartRange> {
    let CellRange { first, last } = range;
    let name = clean(sheet);
    Ok(ChartRange::new_from_range(&name, first.row, column(first.col)?, last.row, column(last.col)?))
}

/// A length in whole pixels.
fn pixels(points: f64) -> u32 {
    format!("{:.0}", (points * PIXELS).clamp(0.0, MOST)).parse().unwrap_or(0)
}

/// Bars of one colour, the number itself over them. What is more than full is full.
fn data_bars(worksheet: &mut Worksheet, bars: &DataBars) -> Result<()> {
    let made = ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, bars.full)
        .set_solid_fill(true)
        .set_border_off(true)
        .set_fill_color(bars.color.0);
    let CellRange { first, last } = bars.range;
    worksheet.add_conditional_format(first.row, column(first.col)?, last.row, column(last.col)?, &made)?;
    Ok(())
}

/// A line with its last point marked.
fn trend(worksheet: &mut Worksheet, line: &Trend) -> Result<()> {
    let CellRange { first, last } = line.values;
    let made = Sparkline::new()
        .set_range((clean(&line.sheet).as_str(), first.row, column(first.col)?, last.row, column(last.col)?))
        .set_sparkline_color(line.color.0)
        .set_line_weight(1.25)
        .show_markers(true)
        .set_markers_color(line.color.0)
        .show_last_point(true)
        .set_last_point_color(line.color.0);
    worksheet.add_sparkline(line.at.row, column(line.at.col)?, &made)?;
    Ok(())
}
