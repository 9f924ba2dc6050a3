//! What is said of a file's format (F01, F02): what it is, and what is to be done.

use crate::finding::Finding;
use crate::location::Location;
use crate::read::{Format, is_read_apart};
use crate::recognize::Return;
use crate::text::check::format as text;

/// A file of a kind that holds no table for us: by its kind what is to be done; if it calls itself a spreadsheet, that
/// it is none.
pub(super) fn not_readable(given: &Return, format: Format, at: &Location) -> Finding {
    let (code, case) = match format {
        Format::Word | Format::Presentation | Format::Pdf | Format::Picture | Format::Archive | Format::WebArchive
            if SPREADSHEETS.contains(&suffix(given).as_str()) =>
        {
            ("F02", "unreadable")
        }
        Format::Word | Format::Presentation | Format::Text | Format::Html | Format::WebArchive => ("F01", "document"),
        Format::Pdf | Format::Picture => ("F01", "scan"),
        Format::Archive => ("F01", "archive"),
        Format::Guarded => ("F01", "guarded"),
        Format::Empty => ("F01", "empty"),
        Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods | Format::Encrypted | Format::Unknown => {
            ("F01", "format")
        }
    };
    Finding::new(code, at.clone()).in_case(case).with("format", format_name(format))
}

/// What is to be said of the format of a file that was read: its suffix promises another, or it is one of which less
/// can be seen.
pub(super) fn read_format(given: &Return, at: &Location) -> Option<Finding> {
    let usual: &[&str] = match given.format {
        Format::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
        Format::Xls => &["xls", "xlt", "et", "ett"],
        Format::Xlsb => &["xlsb"],
        Format::Ods => &["ods", "ots"],
        Format::Text => &["csv", "txt", "tsv"],
        Format::Html => &["htm", "html"],
        Format::Encrypted
        | Format::Word
        | Format::Presentation
        | Format::Pdf
        | Format::Picture
        | Format::Archive
        | Format::WebArchive
        | Format::Guarded
        | Format::Empty
        | Format::Unknown => return None,
    };
    let finding = Finding::new("F02", at.clone()).with("format", format_name(given.format));
    let suffix = suffix(given);
    if !suffix.is_empty() && !usual.contains(&suffix.as_str()) {
        return Some(finding);
    }
    is_read_apart(given.format).then(|| finding.in_case("legacy"))
}

/// The suffixes of spreadsheets.
const SPREADSHEETS: [&str; 9] = ["xlsx", "xlsm", "xltx", "xls", "xlsb", "et", "ods", "csv", "xlt"];

/// What stands behind the last point of a file's name, in small letters.
fn suffix(given: &Return) -> String {
    let name = given.file.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, suffix)| suffix.to_ascii_lowercase())
}

/// Whether a file of this kind may be an enclosure of a return.
pub(super) fn is_document(format: Format) -> bool {
    match format {
        Format::Word
        | Format::Presentation
        | Format::Pdf
        | Format::Picture
        | Format::Archive
        | Format::Html
        | Format::WebArchive
        | Format::Text => true,
        Format::Xlsx
        | Format::Xls
        | Format::Xlsb
        | Format::Ods
        | Format::Encrypted
        | Format::Guarded
        | Format::Empty
        | Format::Unknown => false,
    }
}

/// What a format is called.
fn format_name(format: Format) -> &'static str {
    match format {
        Format::Xlsx => text::XLSX,
        Format::Xls => text::XLS,
        Format::Xlsb => text::XLSB,
        Format::Ods => text::ODS,
        Format::Encrypted => text::ENCRYPTED,
        Format::Word => text::WORD,
        Format::Presentation => text::PRESENTATION,
        Format::Pdf => text::PDF,
        Format::Picture => text::PICTURE,
        Format::Archive => text::ARCHIVE,
        Format::Html => text::HTML,
        Format::WebArchive => text::WEB_ARCHIVE,
        Format::Guarded => text::GUARDED,
        Format::Text => text::TEXT,
        Format::Empty => text::EMPTY,
        Format::Unknown => text::UNKNOWN,
    }
}
