//! The same random returns, saved by another program in other formats.

use super::*;

/// Formats that another program saves the same returns in.
const SAVED_AS: [&str; 3] = ["xlsx", "xls", "ods"];

#[test]
fn what_another_program_saves_of_it_is_read_the_same() {
    for format in SAVED_AS {
        let laid_out = (5000..).map(|seed| (seed, scattered(seed)));
        let returns: Vec<(u64, Vec<u8>, Truth)> =
            laid_out.map(|(seed, (pages, truth))| (seed, xlsx(&pages), truth)).take(10).collect();
        let names: Vec<String> = returns.iter().map(|(seed, ..)| format!("r{seed}")).collect();
        let books: Vec<(&str, &[u8])> =
            names.iter().zip(&returns).map(|(name, (_, bytes, _))| (name.as_str(), bytes.as_slice())).collect();
        let saved = crate::libreoffice::convert(&books, format);
        for ((seed, _, truth), bytes) in returns.iter().zip(&saved) {
            assert_read(*seed, &format!("来件.{format}"), bytes, truth);
        }
    }
}

#[test]
fn what_another_program_saves_of_it_sheet_by_sheet_as_text_is_read_the_same() {
    // Texts have no merged cells.
    let plain = |(_, (pages, _)): &(u64, (Vec<Page>, Truth))| pages.iter().all(|page| page.merges.is_empty());
    let returns: Vec<(u64, (Vec<Page>, Truth))> =
        (6000..).map(|seed| (seed, scattered(seed))).filter(plain).take(10).collect();
    let books: Vec<(String, Vec<u8>)> =
        returns.iter().map(|(seed, (pages, _))| (format!("r{seed}"), xlsx(pages))).collect();
    let named: Vec<(&str, &[u8])> = books.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let saved = crate::libreoffice::made(&named, crate::libreoffice::GBK_OF_EACH_SHEET);
    let mut compared = 0;
    for (seed, (_, truth)) in &returns {
        let of = format!("r{seed}-");
        let mut own: Vec<_> = saved.iter().filter(|(name, _)| name.starts_with(&of)).collect();
        own.sort();
        let given: Vec<Return> = own
            .into_iter()
            .map(|(name, bytes)| recognize(&read(&format!("来件/{name}"), bytes, &Limits::default()), &PLAN))
            .collect();
        let mut found = as_read(&given);
        // A sheet of a text is called as its file is.
        let bare = |name: &str| name.strip_prefix(&of).unwrap_or(name).to_owned();
        found.cells.values_mut().for_each(|(_, sheet, _)| *sheet = bare(sheet));
        found.findings = found.findings.into_iter().map(|(code, sheet, cell)| (code, bare(&sheet), cell)).collect();
        let facts: Vec<Fact> = given.iter().flat_map(|given| given.facts.clone()).collect();
        // A text that does not say whose it is is refused as a whole (F04), and nothing more is said of it; our own forms
        // say it above every table.
        let unknown = |given: &&Return| given.identity.unit.is_none() || given.identity.period.is_none();
        let refused = given.iter().filter(unknown).flat_map(|given| &given.tables);
        let refused: BTreeSet<String> = refused.map(|sheet| bare(&sheet.sheet.name)).collect();
        let said = truth.findings.iter().filter(|(_, sheet, _)| !refused.contains(sheet)).cloned().collect();
        let truth = Truth { rows: truth.rows.clone(), cells: truth.cells.clone(), findings: said };
        compared += truth.findings.len();
        assert_same(*seed, &found, &truth, &facts);
    }
    assert!(compared > 5, "{compared}");
}
