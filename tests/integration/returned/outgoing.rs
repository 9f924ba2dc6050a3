//! What goes out besides copies, and the folder that it goes to.

use super::*;
use std::fs;

/// Every file of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn the_index_names_every_unit_once_with_what_goes_to_it() {
    let folder = returned();
    let index = source(&folder.path().join("退回/退回清单.xlsx"));
    let grid = &index.grids[0];
    let line = |row: u32| -> BTreeMap<u32, String> {
        grid.cells.iter().filter(|cell| cell.at.row == row).map(|cell| (cell.at.col, cell.value.shown())).collect()
    };
    let head: Vec<String> = line(1).into_values().collect();
    assert_eq!(head[..7], ["序号", "单位", "状态", "错误", "警告", "提示", "来件"]);
    let lines: Vec<BTreeMap<u32, String>> = (2..60).map(line).filter(|line| !line.is_empty()).collect();
    let of = |unit: &str| -> [String; 6] {
        let own: Vec<_> = lines.iter().filter(|line| line.get(&1).is_some_and(|name| name == unit)).collect();
        assert_eq!(own.len(), 1, "{unit}");
        [2, 3, 4, 5, 6, 8].map(|col| own[0].get(&col).cloned().unwrap_or_default())
    };
    // 42 units and the office; one file is of nobody known.
    assert_eq!(lines.len(), 44);
    assert_eq!(
        of("区商务局"),
        ["退回更正", "8", "2", "0", "区商务局_2023Q3_填报表.xlsx", "区商务局_2023Q3_退回件.xlsx"]
    );
    assert_eq!(of("区民政局")[..2], ["已采用", "0"]);
    assert_eq!(of("区民政局")[4], "区民政局_2023Q3_填报表_第二次.xlsx");
    // Its name says whose it is; that it is damaged is said to that unit, though it counts for nobody.
    assert_eq!(of("区公安分局")[0], "未采用催报");
    assert_eq!(of("区公安分局")[5], "催报_区公安分局.txt");
    assert_eq!(of("五马街道"), ["未报催报", "0", "0", "0", "", "催报_五马街道.txt"]);
    let unknown = lines.iter().find(|line| !line.contains_key(&1)).unwrap();
    assert_eq!((unknown[&2].as_str(), unknown[&6].as_str()), ("文件未采用", "附件1(最终版)(2)_2023Q3_填报表.xlsx"));
}

#[test]
fn calls_say_what_must_be_reported_and_why_a_file_was_refused() {
    let folder = returned();
    let notice = |name: &str| fs::read_to_string(folder.path().join("退回").join(name)).unwrap();
    let missing = notice("催报_五马街道.txt");
    assert!(missing.starts_with('\u{FEFF}') && missing.contains("\r\n"), "as Notepad wants it");
    for said in ["五马街道：", "至今没有收到你单位2023年第三季度的填报表。", "重点任务攻坚表", "2023年10月7日"]
    {
        assert!(missing.contains(said), "{said} {missing}");
    }
    let refused = notice("催报_区金融办.txt");
    for said in ["区金融办_2023Q3_填报表_上期表.xlsx", "2023年第二季度", "没有可以退回修改的填报表"]
    {
        assert!(refused.contains(said), "{said} {refused}");
    }
}

#[test]
fn only_warnings_are_reminded_of() {
    let folder = tempfile::tempdir().unwrap();
    let job = |path: &str| run(folder.path(), &["return", samples(path).to_str().unwrap(), "--period", "2023Q3"]);
    // Of the honest samples two lack nothing but a phone number, or came late.
    assert_eq!(job("2023Q3").status.code(), Some(0));
    let sent = files(&folder.path().join("退回"));
    let reminders: Vec<&String> = sent.keys().filter(|name| name.starts_with("提醒_")).collect();
    assert!(reminders.contains(&&"提醒_区司法局.txt".to_owned()), "{reminders:?}");
    assert!(sent.keys().all(|name| !name.contains("退回件") && !name.starts_with("催报")), "{:?}", sent.keys());
    let notice = String::from_utf8(sent["提醒_区司法局.txt"].clone()).unwrap();
    assert!(notice.contains("填报说明B8：封面的“联系电话”未填写。"), "{notice}");
}

#[test]
fn one_file_is_looked_at_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = samples("问题示例/区发改局_2023Q3_填报表.xlsx");
    assert_eq!(run(folder.path(), &["return", file.to_str().unwrap()]).status.code(), Some(0));
    let names: Vec<String> = files(&folder.path().join("退回")).into_keys().collect();
    assert_eq!(names, ["区发改局_2023Q3_退回件.xlsx", "退回清单.xlsx"]);
}

#[test]
fn threads_and_order_change_nothing_and_consolidate_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mistakes = samples("问题示例");
    let mistakes = mistakes.to_str().unwrap();
    let one = ["return", mistakes, "--period", "2023Q3", "-o", "一", "--jobs", "1"];
    let two = ["return", mistakes, "--period", "2023Q3", "-o", "二", "--jobs", "4"];
    let three = ["consolidate", mistakes, "--period", "2023Q3", "--returns", "三", "-o", "汇总.xlsx"];
    for (job, code) in [(&one[..], 0), (&two, 0), (&three, 1)] {
        assert_eq!(run(folder.path(), job).status.code(), Some(code));
    }
    let sent = files(&folder.path().join("一"));
    assert!(sent == files(&folder.path().join("二")), "threads");
    assert!(sent == files(&folder.path().join("三")), "consolidate");
}

#[test]
fn what_somebody_changed_is_not_written_over() {
    let folder = returned();
    let mistakes = samples("问题示例");
    let again = || run(folder.path(), &["return", mistakes.to_str().unwrap(), "--period", "2023Q3"]);
    let before = files(&folder.path().join("退回"));
    // Ours as they are: made anew.
    assert_eq!(again().status.code(), Some(0));
    assert!(files(&folder.path().join("退回")) == before);
    let changed = corrected(folder.path(), "区教育局");
    fs::write(copy_of(folder.path(), "区教育局"), &changed).unwrap();
    let output = again();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("区教育局_2023Q3_退回件.xlsx") && said.contains("没有覆盖"), "{said}");
    assert_eq!(fs::read(copy_of(folder.path(), "区教育局")).unwrap(), changed);
    fs::write(copy_of(folder.path(), "区教育局"), &before["区教育局_2023Q3_退回件.xlsx"]).unwrap();
    let notice = folder.path().join("退回/催报_五马街道.txt");
    fs::write(&notice, fs::read_to_string(&notice).unwrap().replace("五马街道：", "五马街道办事处：")).unwrap();
    assert_eq!(again().status.code(), Some(2));
    // A folder among the returns would be read with them the next time.
    let inside = run(folder.path(), &["return", "退回", "--period", "2023Q3", "-o", "退回/退回"]);
    assert_eq!(inside.status.code(), Some(2));
}

#[test]
fn what_is_typed_beside_our_marks_is_listed() {
    let folder = returned();
    let bytes = fs::read(copy_of(folder.path(), "区教育局")).unwrap();
    let names: Vec<String> =
        source(&copy_of(folder.path(), "区教育局")).grids.iter().map(|grid| grid.name.to_string()).collect();
    let sheet = |name: &str| names.iter().position(|known| known == name).unwrap();
    let left_of = |bytes: &[u8]| -> Vec<String> {
        let given = understood(&read("改.xlsx", bytes, &Limits::default()));
        given.unplaced.into_iter().map(|cell| cell.text).collect()
    };
    assert_eq!(left_of(&bytes), Vec::<String>::new());
    let head = source(&copy_of(folder.path(), "区教育局"));
    let grid = &head.grids[sheet(TASKS)];
    let column = grid.cells.iter().find(|cell| cell.value.shown() == text::PROBLEMS).unwrap().at.col;
    let cell = CellRef::new(5, column).to_string();
    let typed = write_cell(&bytes, sheet(TASKS), &cell, Text("已与专班电话核实"));
    assert_eq!(left_of(&typed), ["已与专班电话核实"]);
    let typed = write_cell(&bytes, sheet(text::FRONT), "A2", Text("已全部改好"));
    assert!(left_of(&typed).contains(&"已全部改好".to_owned()));
}

#[test]
fn a_copy_that_comes_back_filtered_is_not_asked_about_its_hidden_rows() {
    let folder = returned();
    let copy = copy_of(folder.path(), "区发改局");
    let index = source(&copy).grids.iter().position(|grid| &*grid.name == TASKS).unwrap();
    let part = format!("xl/worksheets/sheet{}.xml", index + 1);
    let hide = |content: &str| content.replacen("<row r=\"5\" ", "<row r=\"5\" hidden=\"1\" ", 1);
    let filtered = crate::package::edited(&corrected(folder.path(), "区发改局"), &part, hide);
    assert_eq!(read("改.xlsx", &filtered, &Limits::default()).grids[index].hidden_rows, [4]);
    let received = folder.path().join("区发改局_改好.xlsx");
    fs::write(&received, filtered).unwrap();
    let output = run(folder.path(), &["check", "区发改局_改好.xlsx"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code() == Some(0) && !said.contains("S10"), "{said}");
}

/// What the copies compute is what is cached in them, 自检 with what was said before included.
#[cfg(feature = "libreoffice")]
#[test]
fn the_copies_recalculate_to_their_cached_values() {
    let folder = returned();
    let books = COPIES.map(|unit| (unit, fs::read(copy_of(folder.path(), unit)).unwrap()));
    let given: Vec<(&str, &[u8])> = books.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    for ((name, bytes), recalculated) in books.iter().zip(crate::libreoffice::recalculate_all(&given)) {
        assert_eq!(crate::libreoffice::differences(bytes, &recalculated), Vec::<String>::new(), "{name}");
        // Saved by another program it is still read as the next return, without our marks.
        let saved = understood(&read("改.xlsx", &recalculated, &Limits::default()));
        assert_eq!(saved.unplaced, Vec::new(), "{name}");
        assert_eq!(saved.notes, Vec::new(), "{name}");
    }
}

/// Once a cell no longer holds what was blamed, 自检 is silent about it.
#[cfg(feature = "libreoffice")]
#[test]
fn what_was_corrected_is_gone_from_the_self_check() {
    let folder = returned();
    let recalculated = crate::libreoffice::recalculate(&corrected(folder.path(), "区商务局"));
    let back = understood(&read("改.xlsx", &recalculated, &Limits::default()));
    let said: Vec<String> = back
        .tables
        .iter()
        .flat_map(|sheet| {
            let slot = PLAN.table(sheet.table).slot(Role::SelfCheck).unwrap();
            sheet.records.iter().filter_map(move |record| Some(record.entries[slot].as_ref()?.raw.clone()))
        })
        .filter(|said| said.contains("错误"))
        .collect();
    assert_eq!(said, Vec::<String>::new());
    let before = understood(&source(&copy_of(folder.path(), "区商务局")));
    let table = before.tables.iter().find(|sheet| PLAN.table(sheet.table).name == INDICATORS).unwrap();
    let slot = PLAN.table(table.table).slot(Role::SelfCheck).unwrap();
    let blamed = table.records.iter().find(|record| record.key.0 == "6.1-2").unwrap();
    assert!(blamed.entries[slot].as_ref().unwrap().raw.contains("“约41”不是确定的数字"));
}

#[test]
fn what_no_longer_holds_is_taken_away_unless_somebody_changed_it() {
    let folder = returned();
    let out = folder.path().join("退回");
    let name = |unit: &str| format!("{unit}_2023Q3_退回件.xlsx");
    fs::write(copy_of(folder.path(), "区商务局"), corrected(folder.path(), "区商务局")).unwrap();
    let edited = out.join("催报_五马街道.txt");
    fs::write(&edited, fs::read_to_string(&edited).unwrap().replace("五马街道：", "五马街道办事处：")).unwrap();
    fs::write(out.join("催报_记录.txt"), "七都街道已电话催过").unwrap();
    fs::write(out.join("区教育局_2023Q2_退回件.xlsx"), fs::read(copy_of(folder.path(), "区教育局")).unwrap()).unwrap();
    let before = files(&out);

    // One unit's return: nothing is known of the others.
    let one = |unit: &str| {
        let path = samples(&format!("2023Q3/{unit}_2023Q3_填报表.xlsx"));
        let output = run(folder.path(), &["return", path.to_str().unwrap(), "--period", "2023Q3"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let said = one("区教育局");
    assert!(said.contains("已删除") && said.contains(&name("区教育局")) && !said.contains("区商务局"), "{said}");
    let gone = |since: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let now = files(&out);
        since.keys().filter(|name| !now.contains_key(*name)).cloned().collect()
    };
    assert_eq!(gone(&before), [name("区教育局")]);

    // Everybody has sent.
    let all = samples("2023Q3");
    let output = run(folder.path(), &["return", all.to_str().unwrap(), "--period", "2023Q3"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    let now = files(&out);
    let ours = now.keys().filter(|name| name.starts_with("催报_") || name.contains("退回件"));
    let kept = ["催报_五马街道.txt", "催报_记录.txt", "区商务局_2023Q3_退回件.xlsx", "区教育局_2023Q2_退回件.xlsx"];
    assert_eq!(ours.collect::<BTreeSet<_>>(), kept.map(str::to_owned).iter().collect());
    for name in kept {
        assert_eq!(now[name], before[name], "{name}");
    }
    let left = said.lines().find(|line| line.contains("没有删除")).unwrap();
    assert!(left.contains("催报_五马街道.txt") && left.contains(&name("区商务局")) && !left.contains("记录"), "{left}");
}
