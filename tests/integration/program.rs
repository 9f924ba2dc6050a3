//! The program from outside: exit codes, sentences, and that the same inputs give the same bytes.

use qingdan::archive::{ReadBack, read_back};
use qingdan::key::{RowKey, TableId};
use qingdan::plan::{Files, load};
use qingdan::read::read;
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
fn the_list_of_a_check_leads_to_the_returns_from_where_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("清单/九月")).unwrap();
    std::fs::create_dir(folder.path().join("上报")).unwrap();
    let name = "区商务局_2023Q3_填报表.xlsx";
    let mistakes = samples().parent().unwrap().join("问题示例").join(name);
    std::fs::copy(mistakes, folder.path().join("上报").join(name)).unwrap();
    let output = run(folder.path(), &["check", "上报", "-o", "清单/九月/问题清单.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let list = std::fs::File::open(folder.path().join("清单/九月/问题清单.xlsx")).unwrap();
    let mut parts = zip::ZipArchive::new(list).unwrap();
    let mut relations = String::new();
    let part = "xl/worksheets/_rels/sheet1.xml.rels";
    std::io::Read::read_to_string(&mut parts.by_name(part).unwrap(), &mut relations).unwrap();
    let targets: Vec<&str> =
        relations.split("Target=\"").skip(1).map(|rest| rest.split(['"', '#']).next().unwrap()).collect();
    assert!(targets.len() > 5 && targets.iter().all(|target| *target == format!("../../上报/{name}")), "{targets:?}");
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

/// A file beside the sample returns.
fn beside(name: &str) -> String {
    samples().parent().unwrap().join(name).to_string_lossy().into_owned()
}

#[test]
fn a_workbook_that_cannot_be_the_period_before_is_refused_with_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let returns = samples.to_str().unwrap();
    let before = beside("2023Q2汇总.xlsx");
    let form = format!("{returns}/区商务局_2023Q3_填报表.xlsx");
    std::fs::write(folder.path().join("说明.pdf"), b"%PDF-1.7\n").unwrap();
    let with = |period: &str, previous: &str| {
        complaint(folder.path(), &["consolidate", returns, "--period", period, "--previous", previous])
    };
    assert!(with("2023Q4", &before).contains("是2023年第二季度的汇总表，不是2023年第四季度的上一期"));
    assert!(with("2023Q2", &before).contains("不是2023年第二季度的上一期"));
    assert!(with("2023Q3", &form).contains("不是本系统生成的汇总表"));
    assert!(with("2023Q3", "说明.pdf").contains("无法读取上期汇总表"));
    assert!(with("2023Q3", "没有.xlsx").contains("找不到“没有.xlsx”"));
    let (check, made) =
        (["check", returns, "--previous", &form], ["form", "--period", "2023Q4", "--previous", &before]);
    assert!(complaint(folder.path(), &check).contains("不是本系统生成的汇总表"));
    assert!(complaint(folder.path(), &made).contains("上一期"));
    assert!(complaint(folder.path(), &["form", "--period", "2023-09"]).contains("--period 2023Q3"));
    assert!(complaint(folder.path(), &["diff", &before, &form]).contains("不是本系统生成的汇总表"));
    // The plan of the samples calls itself otherwise.
    let other = ["diff", &before, &before, "--plan", &beside("示例方案/方案.xlsx")];
    assert!(complaint(folder.path(), &other).contains("与现用方案"));
    assert!(std::fs::read_dir(folder.path()).unwrap().count() == 1, "nothing was written");
}

#[test]
fn two_workbooks_are_compared_for_people_and_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let before = beside("2023Q2汇总.xlsx");
    let period = ["--period", "2023Q3", "--previous", &before];
    let made = [&["consolidate", samples.to_str().unwrap(), "-o", "q3.xlsx"][..], &period].concat();
    assert_eq!(run(folder.path(), &made).status.code(), Some(0));
    let text = run(folder.path(), &["diff", &before, "q3.xlsx"]);
    let json = run(folder.path(), &["diff", &before, "q3.xlsx", "--format", "json"]);
    assert_eq!((text.status.code(), json.status.code()), (Some(0), Some(0)));
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let changes = document["changes"].as_array().unwrap();
    let total = format!("共{}处变化。", changes.len());
    assert!(String::from_utf8(text.stdout).unwrap().trim_end().ends_with(&total), "{total}");
    // As on the sheet of the workbook, which compares the same two.
    let found = changes.iter().find(|change| change["row"] == "6.1-2" && change["field"] == "本期累计完成值").unwrap();
    assert_eq!((found["before"].as_f64(), found["after"].as_f64()), (Some(23.0), Some(41.0)));
    assert_eq!(found["before_at"]["sheet"], "主要指标进度表");
    for key in ["table", "row", "name", "field", "before", "after", "change", "before_at", "after_at", "explanation"] {
        assert!(changes.iter().all(|change| change.get(key).is_some()), "{key} is always there");
    }
    let same = run(folder.path(), &["diff", "q3.xlsx", "q3.xlsx"]);
    assert!(String::from_utf8(same.stdout).unwrap().contains("没有变化"));
}

#[test]
fn what_was_edited_by_hand_is_said_when_workbooks_are_compared_and_forms_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let written = std::fs::read(beside("2023Q2汇总.xlsx")).unwrap();
    let (plan, _) = load(&Files::embedded());
    let source = read("q2.xlsx", &written, &plan.reading);
    let ReadBack::Archive(archive) = read_back(&source, &plan) else { panic!("one of ours") };
    let mut row = archive.row(TableId::Indicators, &RowKey::from("6.1-2"));
    let cell = row.find(|figure| figure.field == "本期累计完成值").unwrap().at.cell.unwrap().to_string();
    let changed = crate::samples::before::edited(&written, &cell, "23", "26");
    std::fs::write(folder.path().join("q2.xlsx"), changed).unwrap();
    let said = format!("[主要指标进度表] {cell} 上期汇总表此处有手工改动：原为“23”，现为“26”");
    let before = beside("2023Q2汇总.xlsx");
    let text = run(folder.path(), &["diff", &before, "q2.xlsx"]);
    assert!(String::from_utf8(text.stdout).unwrap().contains(&said), "{said}");
    let json = run(folder.path(), &["diff", &before, "q2.xlsx", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["old"]["edits"].as_array().unwrap().len(), 0);
    assert_eq!(document["new"]["edits"][0]["cell"], *cell);
    let made = run(folder.path(), &["form", "区商务局", "--period", "2023Q3", "--previous", "q2.xlsx"]);
    assert_eq!(made.status.code(), Some(0));
    assert!(String::from_utf8(made.stderr).unwrap().contains(&said));
}

#[test]
fn what_is_read_is_never_written_over_even_when_told_to_overwrite() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("来件")).unwrap();
    let form = "区商务局_2023Q3_填报表.xlsx";
    std::fs::copy(samples().join(form), at("来件").join(form)).unwrap();
    std::fs::copy(beside("2023Q2汇总.xlsx"), at("上期.xlsx")).unwrap();
    let (returned, before) = (std::fs::read(at("来件").join(form)).unwrap(), std::fs::read(at("上期.xlsx")).unwrap());
    let base = ["consolidate", "来件", "--period", "2023Q3", "--previous", "上期.xlsx", "--force", "-o"];
    for output in [format!("来件/{form}"), "上期.xlsx".to_owned(), "./上期.xlsx".to_owned()] {
        let said = complaint(folder.path(), &[&base[..], &[&output]].concat());
        assert!(said.contains("不能用结果覆盖"), "{said}");
    }
    assert!(
        std::fs::read(at("来件").join(form)).unwrap() == returned && std::fs::read(at("上期.xlsx")).unwrap() == before
    );
    // A result of ours among the returns is made anew.
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &[&base[..], &["来件/汇总.xlsx"]].concat()).status.code(), Some(1));
    }
}

#[test]
fn how_a_file_was_understood_is_told_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "填报单位：区商务局 | | 报告期：2023年第三季度 | |\n任务编号 | 状态 | 本期进展情况 | 存在难题 | 科室意见\n'6.1 | 推进中 | 甲 | 无 | 同意\n'99.9 | 推进中 | 乙 | 无 |";
    let bytes = crate::workbook::Workbook::new().sheet("任务", rows).sheet("通讯录", "姓名").bytes();
    std::fs::write(folder.path().join("来件.xlsx"), bytes).unwrap();
    let told = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (verbose, _) = told(&["check", "-v", "来件.xlsx"]);
    let (plain, _) = told(&["check", "来件.xlsx"]);
    let understood = verbose.strip_suffix(&plain).expect("the findings follow");
    assert_eq!(
        understood.lines().collect::<Vec<_>>(),
        [
            "来件.xlsx：区商务局2023年第三季度（按封面）",
            "  [任务] → 重点任务攻坚表：表头在第2行；按编号1行、按内容0行、按相近内容0行、清单外1行",
            "    A2 “任务编号” → 任务编号（表头相同）",
            "    B2 “状态” → 推进状态（别名）",
            "    C2 “本期进展情况” → 本期进展情况（表头相同）",
            "    D2 “存在难题” → 存在问题（文字相近）",
            "    E2 “科室意见”：未识别，不读取",
            "  [通讯录]：未识别为填报表",
        ]
    );
    // JSON stays JSON.
    let (json, remarks) = told(&["check", "-v", "--format", "json", "来件.xlsx"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    assert!(remarks.contains("B2 “状态” → 推进状态（别名）"));
}
