//! A workbook of Office Open XML (.xlsx, .xlsm, .xltx, .xltm), read in one pass over the bytes of its parts.
//!
//! Each part is inflated once, checked and understood while it goes by; no sheet is held as a grid of all its places. A
//! workbook that fails keeps its properties where they could be read (they tell whose it is) and has no
//! grids: half a return is worse than none.

use crate::read::guard::Package;
use crate::read::values::Tables;
use crate::read::{Defect, Grid, Limits, Source, notes, sheet, strings, styles, workbook};
use crate::text::reading;
use std::sync::Arc;

/// Fills the source from the bytes of a workbook, or says in its defects why not.
pub(super) fn read(source: &mut Source, bytes: &[u8], limits: &Limits) {
    if let Err(defect) = fill(source, bytes, limits) {
        source.grids.clear();
        source.defects.push(defect);
    }
}

fn fill(source: &mut Source, bytes: &[u8], limits: &Limits) -> Result<(), Defect> {
    let mut package = Package::open(bytes, limits)?;
    let root = workbook::relations(&mut package, "")?;
    source.properties = workbook::properties(&mut package, &root)?;
    let workbook = workbook::load(&mut package, &root, limits)?;
    source.defects = workbook::attachments(&mut package, &workbook)?;
    let strings = match package.part(&workbook.strings)? {
        Some(part) => strings::load(part, limits)?,
        None => Vec::new(),
    };
    let formats = match package.part(&workbook.styles)? {
        Some(part) => styles::load(part)?,
        None => Vec::new(),
    };
    let tables = Tables { strings: &strings, formats: &formats, is_1904: workbook.is_1904 };
    for (index, entry) in workbook.sheets.iter().enumerate() {
        let mut grid = Grid { name: Arc::from(entry.name.as_str()), index, visible: entry.visible, ..Grid::default() };
        if let Some(path) = &entry.path {
            let part = package.part(path)?.ok_or_else(|| Defect::Broken(reading::missing_part(path)))?;
            sheet::load(part, &mut grid, &tables)?;
            grid.notes = notes::load(&mut package, path, &entry.name)?;
        }
        source.grids.push(grid);
    }
    package.finish()
}
