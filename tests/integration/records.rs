//! `consolidate --records`: the tables, findings and origins as CSV, equal to the workbook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn samples(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).to_string_lossy().into_owned()
}

fn consolidate(folder: &Path, returns: &str, records: &str) -> Output {
    let before = samples("2023Q2汇总.xlsx");
    let arguments = ["consolidate", returns, "--period", "2023Q3", "--previous", &before, "--records", records];
    Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(folder).args(arguments).output().unwrap()
}

/// The lines of a list, each by the labels of its head.
fn list(path: PathBuf) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(path).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{FEFF}').expect("Excel needs the mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_row_of_the_tables_is_a_line_with_the_workbook_s_figures() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(consolidate(folder.path(), &samples("2023Q3"), "记录").status.code(), Some(0));
    let of = |name: &str| list(folder.path().join("记录").join(format!("{name}.csv")));
    // DOMAIN.md: 55 + 2 indicators of 附件1 and 27 of 二、主要目标, 69 measures; 42 units.
    let (indicators, tasks) = (of("主要指标进度表"), of("重点任务攻坚表"));
    assert_eq!((indicators.len(), tasks.len(), of("争先创优晾晒表_单位综合").len()), (84, 69, 42));
    assert!(indicators.iter().chain(&tasks).all(|line| line["报告期"] == "2023Q3"));
    // Merged cells of the sheet are filled on every line: task 2 has five measures.
    assert_eq!(tasks.iter().filter(|line| line["序号"] == "2" && !line["重点任务"].is_empty()).count(), 5);
    let exports = indicators.iter().find(|line| line["指标编号"] == "6.1-2").unwrap();
    // As the samples' tasks are written (examples/samples/indicators.txt), and its last quarter.
    assert_eq!((exports["本期累计完成值"].as_str(), exports["上期累计完成值"].as_str()), ("41", "23"));
    assert!(of("数据溯源_各行来源").iter().any(|line| line["行编号"] == "6.1-2" && line["文件"].contains("区商务局")));
    // The projects of 4.1, which nobody has registered; a late return; a cover without a telephone number; a measure
    // with a goal that is called 持续推进.
    let warnings: Vec<String> =
        of("问题清单").iter().filter(|line| line["级别"] == "警告").map(|line| line["代码"].clone()).collect();
    assert_eq!(warnings, ["X06", "F10", "F08", "L08"]);
    for other in ["重大项目实施表", "争先创优晾晒表_关键量化指标", "督导服务销号表", "数据溯源_未纳入汇总的内容"]
    {
        of(other);
    }
}

#[test]
fn lists_are_made_anew_but_nothing_else_is_written_over_nor_among_the_returns() {
    let folder = tempfile::tempdir().unwrap();
    let returns = folder.path().join("来件");
    std::fs::create_dir(&returns).unwrap();
    let form = "区商务局_2023Q3_填报表.xlsx";
    std::fs::copy(Path::new(&samples("2023Q3")).join(form), returns.join(form)).unwrap();
    for _ in 0..2 {
        assert_eq!(consolidate(folder.path(), "来件", "记录").status.code(), Some(1), "the others are missing");
    }
    let foreign = folder.path().join("记录/问题清单.csv");
    std::fs::write(&foreign, "别人的").unwrap();
    let refused = consolidate(folder.path(), "来件", "记录");
    assert!(refused.status.code() == Some(2) && String::from_utf8_lossy(&refused.stderr).contains("没有覆盖"));
    assert_eq!(std::fs::read_to_string(&foreign).unwrap(), "别人的");
    for among in ["来件", "来件/记录"] {
        let refused = consolidate(folder.path(), "来件", among);
        assert!(
            refused.status.code() == Some(2) && String::from_utf8_lossy(&refused.stderr).contains("另选一个文件夹")
        );
        assert_eq!(std::fs::read_dir(&returns).unwrap().count(), 1, "{among}");
    }
}
