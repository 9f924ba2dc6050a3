//! Any content of the parts of a workbook is read without a panic, each cell in its one place.
//!
//! Bytes that change at random never get past a checksum. So the input, cut at its zero bytes, is put into a
//! package as the content of its parts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::read::{Limits, read};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What the pieces are, in their order; where the input is short the last parts are missing.
const PARTS: [&str; 10] = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/comments1.xml",
    "xl/threadedComments/threadedComment1.xml",
    "_rels/.rels",
    "docProps/custom.xml",
];

fuzz_target!(|bytes: &[u8]| {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", stored).unwrap();
    for (name, content) in PARTS.iter().zip(bytes.split(|byte| *byte == 0)) {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    let package = zip.finish().unwrap().into_inner();
    let limits = Limits { inflated_bytes: 16 << 20, cells: 10_000, ..Limits::default() };
    for grid in read("x.xlsx", &package, &limits).grids {
        assert!(grid.cells.is_sorted_by(|first, second| first.at < second.at));
        assert!(grid.hidden_rows.is_sorted() && grid.hidden_columns.is_sorted());
    }
});
