//! The sample returns saved by `LibreOffice` in the other formats: the same quarter comes of them.
//!
//! Allowed differences, and no others: files and sheets are called otherwise, F02 tells of the format, text files have
//! no stamp (F04), and an .xls holds 0 for each formula that yields an empty text, since
//! `LibreOffice` 7.4 writes it so (S08, as a note, and the list of what was not taken).

use super::in_time;
use crate::libreoffice;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The tables of the quarter, as `--records` writes them.
const TABLES: [&str; 6] = [
    "主要指标进度表",
    "重点任务攻坚表",
    "重大项目实施表",
    "督导服务销号表",
    "争先创优晾晒表_单位综合",
    "争先创优晾晒表_关键量化指标",
];

/// What came of a folder of returns.
struct Quarter {
    /// The tables, each file whole.
    tables: BTreeMap<&'static str, String>,
    /// Unit, table and the counts of rows.
    counts: serde_json::Value,
    /// How often which code is said, without those that may differ.
    codes: BTreeMap<String, usize>,
    /// What may differ.
    others: BTreeSet<(String, String)>,
}

fn quarter(files: &[(String, Vec<u8>)]) -> Quarter {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("来件")).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join("来件").join(name), bytes).unwrap();
    }
    let before = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2023Q2汇总.xlsx");
    let before = before.to_str().unwrap();
    let arguments =
        ["consolidate", "来件", "--period", "2023Q3", "--previous", before, "--records", "记录", "--format", "json"];
    let output = in_time(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |name: &str| std::fs::read_to_string(folder.path().join(format!("记录/{name}.csv"))).unwrap();
    let (mut codes, mut others) = (BTreeMap::new(), BTreeSet::new());
    for finding in said["findings"].as_array().unwrap() {
        let (code, severity) = (finding["code"].as_str().unwrap(), finding["severity"].as_str().unwrap());
        if ["F02", "F04", "S04", "S08"].contains(&code) {
            others.insert((code.to_owned(), severity.to_owned()));
        } else {
            *codes.entry(format!("{code} {severity}")).or_default() += 1;
        }
    }
    Quarter {
        tables: TABLES.into_iter().map(|name| (name, list(name))).collect(),
        counts: said["reconciliation"].clone(),
        codes,
        others,
    }
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2023Q3");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_sample_saved_in_another_format_gives_the_same_quarter() {
    let samples = samples();
    assert_eq!(samples.len(), 43);
    let books: Vec<(&str, &[u8])> = samples.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let as_xlsx: Vec<_> = samples.iter().map(|(name, bytes)| (format!("{name}.xlsx"), bytes.clone())).collect();
    let expected = quarter(&as_xlsx);
    assert_eq!((expected.counts["expected"].as_u64(), expected.counts["returned"].as_u64()), (Some(415), Some(415)));
    let saved = |format: &str| {
        let names = samples.iter().map(|(name, _)| format!("{name}.{format}"));
        names.zip(libreoffice::convert(&books, format)).collect::<Vec<_>>()
    };
    // Ours are hidden: who saves each sheet as text saves those that are seen.
    let texts: Vec<_> = libreoffice::made(&books, libreoffice::GBK_OF_EACH_SHEET)
        .into_iter()
        .filter(|(name, _)| !name.contains("-_"))
        .collect();
    assert_eq!(texts.len(), 111);
    assert!(texts.iter().all(|(_, bytes)| std::str::from_utf8(bytes).is_err()), "in GBK");
    let set = |of: &[(&str, &str)]| -> BTreeSet<(String, String)> {
        of.iter().map(|(code, severity)| ((*code).to_owned(), (*severity).to_owned())).collect()
    };
    let formats = [
        ("xls", saved("xls"), set(&[("F02", "note"), ("S08", "note")])),
        ("ods", saved("ods"), set(&[("F02", "note")])),
        ("csv", texts, set(&[("F04", "warning")])),
    ];
    for (format, files, allowed) in formats {
        let found = quarter(&files);
        for name in TABLES {
            assert!(found.tables[name] == expected.tables[name], "{format}: {name} differs");
        }
        assert_eq!(found.counts, expected.counts, "{format}");
        assert_eq!(found.codes, expected.codes, "{format}");
        assert!(found.others.is_subset(&allowed), "{format}: {:?}", found.others);
    }
}

#[test]
fn a_web_page_that_libreoffice_made_of_a_return_gives_the_same_rows() {
    let samples = samples();
    let (_, commerce) = samples.iter().find(|(name, _)| name.starts_with("区商务局")).unwrap();
    let page = libreoffice::convert(&[("区商务局", commerce)], "html").remove(0);
    let alone = |name: &str, bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let arguments = ["consolidate", name, "--period", "2023Q3", "--records", "记录", "--format", "json"];
        let output = in_time(folder.path(), &arguments);
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let list = |name: &str| std::fs::read_to_string(folder.path().join(format!("记录/{name}.csv"))).unwrap();
        (["主要指标进度表", "重点任务攻坚表"].map(list), said)
    };
    let (expected, _) = alone("区商务局.xlsx", commerce);
    let (found, said) = alone("区商务局.xls", &page);
    assert_eq!(said["files"][0]["unit"], "区商务局", "{}", said["findings"]);
    for (found, expected) in found.iter().zip(&expected) {
        let lines = found.lines().zip(expected.lines());
        let differing: Vec<_> = lines.filter(|(one, other)| one != other).take(3).collect();
        assert!(differing.is_empty() && found.lines().count() == expected.lines().count(), "{differing:#?}");
    }
}
