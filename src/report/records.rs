//! The lists of a quarter as CSV.

use crate::render::official::Record;
use crate::text::cover;

/// Without it Excel takes a CSV file for one in the system's own encoding.
const BOM: char = '\u{FEFF}';

/// A list as CSV: UTF-8 with BOM, comma, CRLF.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front: lists are opened in Excel too, and
/// what is in them was typed by others.
#[must_use]
pub fn record_csv(record: &Record) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.to_string().into_bytes());
    for line in std::iter::once(&record.head).chain(&record.lines) {
        // Writing to memory, lines of one length: nothing can fail.
        let _ = writer.write_record(line.iter().map(|cell| plain(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Whether bytes are a list that we wrote: all begin with the period's column.
#[must_use]
pub fn is_record(bytes: &[u8]) -> bool {
    bytes.starts_with(format!("{BOM}{},", cover::PERIOD).as_bytes())
}

fn plain(cell: &str) -> String {
    let begins_formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if begins_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{is_record, record_csv};
    use crate::render::official::Record;

    #[test]
    fn what_a_spreadsheet_would_compute_is_kept_a_text_and_numbers_stay_numbers() {
        let line = ["2023Q3", "=1+1", "-2.5", "- 完成\n签约,\"两家\"", "@某"].map(str::to_owned).to_vec();
        let head = ["报告期", "一", "二", "三", "四"].map(str::to_owned).to_vec();
        let csv = record_csv(&Record { name: String::new(), head, lines: vec![line] });
        let expected = "\u{FEFF}报告期,一,二,三,四\r\n2023Q3,'=1+1,-2.5,\"'- 完成\n签约,\"\"两家\"\"\",'@某\r\n";
        assert_eq!(String::from_utf8_lossy(&csv), expected);
        assert!(is_record(&csv) && !is_record("报告期,一\r\n".as_bytes()) && !is_record("\u{FEFF}一".as_bytes()));
    }
}
