//! The pages as the bytes of a workbook.

use super::{Page, Written};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// The pages as the bytes of an .xlsx file.
pub(super) fn xlsx(pages: &[Page]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day_format = Format::new().set_num_format("yyyy-mm-dd");
    for page in pages {
        let sheet = workbook.add_worksheet().set_name(&page.name).unwrap();
        let column = |col: u32| u16::try_from(col).unwrap();
        for range in &page.merges {
            let (first, last) = (range.first, range.last);
            sheet.merge_range(first.row, column(first.col), last.row, column(last.col), "", &Format::new()).unwrap();
        }
        for (at, cell) in &page.cells {
            match cell {
                Written::Text(text) => sheet.write(at.row, column(at.col), text).unwrap(),
                Written::Number(number) => sheet.write(at.row, column(at.col), *number).unwrap(),
                Written::Day(day) => {
                    let day = ExcelDateTime::parse_from_str(day).unwrap();
                    sheet.write_with_format(at.row, column(at.col), &day, &day_format).unwrap()
                }
            };
        }
        for row in &page.hidden {
            sheet.set_row_hidden(*row).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
