//! The plan of 2023 against the document it was typed from.

use qingdan::finding::Severity;
use qingdan::plan::{Files, load};

#[test]
fn the_embedded_plan_loads_without_a_fault() {
    let (_, findings) = load(&Files::embedded());
    let faults: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{} {:?} {}", finding.code, finding.at.cell, finding.message))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}
