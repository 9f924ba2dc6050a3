//! The plan's revision: a digest over what was loaded, not over the files' bytes.

use super::sheet::PlanSheet;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// First 12 hex digits over the lists' cells and the settings' values. The order of files, blank lines,
/// quoting, line ends and comments do not change it.
pub(super) fn revision(sheets: &[&PlanSheet], settings: &[(&str, &toml::Table)]) -> String {
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        digest.update(text.len().to_le_bytes());
        digest.update(text.as_bytes());
    };
    let mut sheets = sheets.to_vec();
    sheets.sort_by(|a, b| a.name.cmp(&b.name));
    for sheet in sheets {
        part(&sheet.name);
        for row in &sheet.rows {
            part("row");
            for (column, cell) in sheet.head.iter().zip(&row.cells) {
                if !cell.is_empty() {
                    part(column);
                    part(&cell.replace("\r\n", "\n"));
                }
            }
        }
    }
    for (name, table) in settings {
        part(name);
        part(&serde_json::to_string(table).unwrap_or_default());
    }
    let hash = digest.finalize();
    hash.iter().take(6).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
