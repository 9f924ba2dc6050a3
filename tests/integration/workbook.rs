//! Workbooks written as text and made into real xlsx bytes, so that a test reads like the sheet it is about.
//!
//! A line is a row, `|` stands between cells, white space around a cell is dropped and nothing is a blank cell. A number
//! is a number, `%0.85` one that is shown as 85 %, `'6.1` the text 6.1, `@2023-09-30` a day, `⏎` a line break; all else is
//! text.

use qingdan::location::CellRef;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet};

/// A workbook in the making.
#[derive(Default)]
pub(crate) struct Workbook {
    sheets: Vec<(String, String)>,
    properties: Vec<(String, String)>,
    merges: Vec<(String, String)>,
    hidden: Vec<(String, Vec<u32>, Vec<u16>)>,
}

impl Workbook {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a sheet of this name with these rows.
    pub(crate) fn sheet(mut self, name: &str, rows: &str) -> Self {
        self.sheets.push((name.to_owned(), rows.to_owned()));
        self
    }

    /// Adds a custom text property.
    pub(crate) fn property(mut self, name: &str, value: &str) -> Self {
        self.properties.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Merges a range (`A1:B2`) of a sheet: what stands in its first cell shows in all of them.
    pub(crate) fn merged(mut self, name: &str, ranges: &[&str]) -> Self {
        self.merges.extend(ranges.iter().map(|range| (name.to_owned(), (*range).to_owned())));
        self
    }

    /// Hides rows and columns of a sheet, counted from zero.
    pub(crate) fn hidden(mut self, name: &str, rows: &[u32], columns: &[u16]) -> Self {
        self.hidden.push((name.to_owned(), rows.to_vec(), columns.to_vec()));
        self
    }

    /// The bytes of the .xlsx file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let properties = self
            .properties
            .iter()
            .fold(DocProperties::new(), |all, (name, value)| all.set_custom_property(name, value));
        workbook.set_properties(&properties);
        for (name, rows) in &self.sheets {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            for (_, range) in self.merges.iter().filter(|(of, _)| of == name) {
                let (first, last) = range.split_once(':').unwrap();
                let [first, last] = [first, last].map(|cell| CellRef::parse(cell).unwrap());
                let column = |cell: CellRef| u16::try_from(cell.col).unwrap();
                // Its first cell is written over below.
                sheet.merge_range(first.row, column(first), last.row, column(last), "", &Format::new()).unwrap();
            }
            for (_, rows, columns) in self.hidden.iter().filter(|(of, ..)| of == name) {
                for row in rows {
                    sheet.set_row_hidden(*row).unwrap();
                }
                for column in columns {
                    sheet.set_column_hidden(*column).unwrap();
                }
            }
            for (row, line) in (0..).zip(rows.lines()) {
                for (col, cell) in (0..).zip(line.split('|')) {
                    write(sheet, row, col, cell.trim());
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    }
}

fn write(sheet: &mut Worksheet, row: u32, col: u16, cell: &str) {
    let text = |cell: &str| cell.replace('⏎', "\n");
    if let Some(quoted) = cell.strip_prefix('\'') {
        sheet.write(row, col, text(quoted)).unwrap();
    } else if let Some(day) = cell.strip_prefix('@') {
        let day = ExcelDateTime::parse_from_str(day).unwrap();
        sheet.write_with_format(row, col, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    } else if let Some(share) = cell.strip_prefix('%') {
        let shown = Format::new().set_num_format("0%");
        sheet.write_with_format(row, col, share.parse::<f64>().unwrap(), &shown).unwrap();
    } else if let (Ok(number), true) = (cell.parse::<f64>(), cell.ends_with(|c: char| c.is_ascii_digit())) {
        sheet.write(row, col, number).unwrap();
    } else if !cell.is_empty() {
        sheet.write(row, col, text(cell)).unwrap();
    }
}
