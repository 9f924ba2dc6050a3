//! The program from outside: exit codes, sentences, and that the same inputs give the same bytes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2023Q3")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(folder).args(arguments).output().unwrap()
}

fn complaint(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "results only on stdout");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_same_inputs_give_the_same_bytes_whatever_their_order_and_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<String> = std::fs::read_dir(samples())
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let make = |name: &str, jobs: &str, files: &[String]| {
        let mut arguments = vec!["consolidate", "--period", "2023Q3", "--jobs", jobs, "-o", name];
        arguments.extend(files.iter().map(String::as_str));
        assert_eq!(run(folder.path(), &arguments).status.code(), Some(0));
        std::fs::read(folder.path().join(name)).unwrap()
    };
    let forwards = make("a.xlsx", "1", &files);
    files.reverse();
    assert!(forwards == make("b.xlsx", "2", &files));
}

#[test]
fn wrong_use_is_one_sentence_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let samples = samples.to_str().unwrap();
    assert!(complaint(folder.path(), &["check", "没有这个文件夹"]).contains("找不到“没有这个文件夹”"));
    assert!(complaint(folder.path(), &["consolidate", samples, "--period", "第三季度"]).contains("不是报告期"));
    let unwritable = ["consolidate", samples, "--period", "2023Q3", "-o", "没有/汇总.xlsx"];
    assert!(complaint(folder.path(), &unwritable).contains("文件夹不存在"));
    std::fs::write(folder.path().join("别人的.xlsx"), "别人的文件").unwrap();
    let foreign = ["consolidate", samples, "--period", "2023Q3", "-o", "别人的.xlsx"];
    assert!(complaint(folder.path(), &foreign).contains("没有覆盖"));
    assert_eq!(std::fs::read_to_string(folder.path().join("别人的.xlsx")).unwrap(), "别人的文件");
    assert!(complaint(folder.path(), &["汇总"]).contains("没有“汇总”这个命令"));
}

#[test]
fn a_form_that_is_there_already_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let make = ["form", "区商务局", "--period", "2023Q3", "-o", "下发"];
    assert_eq!(run(folder.path(), &make).status.code(), Some(0));
    assert_eq!(run(folder.path(), &make).status.code(), Some(0), "an identical form is passed over");
    let path = folder.path().join("下发/区商务局_2023Q3_填报表.xlsx");
    std::fs::copy(samples().join("区商务局_2023Q3_填报表.xlsx"), &path).unwrap();
    let filled = std::fs::read(&path).unwrap();
    assert!(complaint(folder.path(), &make).contains("可能有单位填报的内容"));
    assert!(std::fs::read(&path).unwrap() == filled);
}

#[test]
fn errors_give_exit_code_one_and_the_workbook_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let one = samples().join("区商务局_2023Q3_填报表.xlsx");
    let output = run(folder.path(), &["consolidate", one.to_str().unwrap(), "--period", "2023Q3", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "41 units are missing");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["output"], "2023Q3汇总.xlsx");
    assert_eq!(json["files"][0]["unit"], "区商务局");
    let number = |key: &str| json["reconciliation"][key].as_u64().unwrap();
    assert_eq!(number("expected"), number("returned") + number("blank") + number("rejected") + number("missing"));
    assert!(folder.path().join("2023Q3汇总.xlsx").is_file());
}
