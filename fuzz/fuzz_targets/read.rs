//! Any bytes are read without a panic, and a file that is refused has no grids.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::read::{Defect, Limits, read};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { inflated_bytes: 16 << 20, cells: 10_000, ..Limits::default() };
    let source = read("x.xlsx", bytes, &limits);
    let is_refused = |defect: &Defect| matches!(defect, Defect::NotReadable(_) | Defect::Broken(_) | Defect::Unsafe(_));
    if source.defects.iter().any(is_refused) {
        assert!(source.grids.is_empty());
    }
    assert!(source.grids.iter().map(|grid| grid.cells.len()).sum::<usize>() <= limits.cells);
});
