//! Paper, margins, print area, repeated head, header and footer.

use super::column;
use super::plain::{clean, cut};
use crate::render::{High, Page, Paper};
use crate::text::fonts;
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// Inches per centimetre; margins are said in centimetres, as the layout of official documents says them.
const CENTIMETRE: f64 = 1.0 / 2.54;
/// The longest header.
const HEADER: usize = 255;

/// How the sheet is printed: one page wide.
pub(super) fn page(worksheet: &mut Worksheet, page: &Page) -> Result<()> {
    match page.paper {
        Paper::A4Landscape => worksheet.set_paper_size(9).set_landscape(),
        Paper::A4Portrait => worksheet.set_paper_size(9).set_portrait(),
        Paper::A3Landscape => worksheet.set_paper_size(8).set_landscape(),
    };
    let pages_high = match page.high {
        High::AsNeeded => 0,
        High::OnePage => 1,
    };
    worksheet.set_print_fit_to_pages(1, pages_high).set_print_center_horizontally(true);
    let [sides, top, bottom, edge] = [1.5, 2.2, 2.0, 1.0].map(|centimetres| centimetres * CENTIMETRE);
    worksheet.set_margins(sides, sides, top, bottom, edge, edge);
    if let Some(area) = page.area {
        worksheet.set_print_area(area.first.row, column(area.first.col)?, area.last.row, column(area.last.col)?)?;
    }
    if let Some((first, last)) = page.repeat {
        worksheet.set_repeat_rows(first, last)?;
    }
    if !page.breaks.is_empty() {
        worksheet.set_page_breaks(&page.breaks)?;
    }
    if !page.header.is_empty() {
        worksheet.set_header(cut(&clean(&page.header), HEADER));
    }
    if page.numbered {
        // The footer of odd pages; `finish` adds that of even pages, on the other side.
        worksheet.set_footer(format!("&R&\"{},Regular\"&14— &P —", fonts::SONG));
    }
    Ok(())
}
