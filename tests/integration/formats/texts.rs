//! Tables in text: the same in every encoding and with every separator; which of two sets counts.

use super::{Inbox, Said};

const HEAD: [&str; 3] = ["任务编号", "推进状态", "本期进展情况"];

/// A 重点任务攻坚表 of 五马街道 with one row of its own, whose text holds a separator, a quote and a line end.
pub(super) fn table(separator: &str, text: &str) -> String {
    let title = ["填报单位", "五马街道", "报告期", "2023年第三季度"].join(separator);
    let head = HEAD.join(separator);
    format!("重点任务攻坚表\r\n{title}\r\n{head}\r\n1.1{separator}{separator}\"{text}\"\r\n")
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The file of which the row 1.1 of the unit counts, by the list of origins.
fn file_that_counts(inbox: &Inbox) -> (Option<String>, Said) {
    let arguments = ["consolidate", "来件", "--period", "2023Q3", "--records", "记录", "--force", "--format", "json"];
    let output = super::in_time(inbox.0.path(), &arguments);
    let said = Said(serde_json::from_slice(&output.stdout).unwrap());
    let list = std::fs::read_to_string(inbox.0.path().join("记录/数据溯源_各行来源.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(list.trim_start_matches('\u{FEFF}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|label| label == name).unwrap();
    let (row, unit, file, counts) = (column("行编号"), column("单位"), column("文件"), column("采用"));
    let rows = reader.records().map(Result::unwrap);
    let mut of_unit = rows.filter(|line| &line[row] == "1.1" && &line[unit] == "五马街道" && &line[counts] == "是");
    (of_unit.next().map(|line| line[file].to_owned()), said)
}

#[test]
fn a_table_is_the_same_in_every_encoding_and_with_every_separator() {
    for separator in [",", "\t", ";"] {
        // 𠮷 and 㐂 have four bytes in GB18030, and none in GBK.
        let text = table(separator, &format!("已完成{separator}“好”\"\"甲\"\"\n𠮷㐂"));
        let plain = table(separator, "已完成");
        let marked = ["\u{FEFF}", &text].concat();
        let (four_bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
        let (gbk, _, worse) = encoding_rs::GBK.encode(&plain);
        assert!(!lossy && !worse && std::str::from_utf8(&four_bytes).is_err());
        let files: [(&str, Vec<u8>); 8] = [
            ("utf-8", text.clone().into_bytes()),
            ("utf-8 with its mark", marked.clone().into_bytes()),
            ("utf-16le", utf16(&marked, u16::to_le_bytes)),
            ("utf-16be", utf16(&marked, u16::to_be_bytes)),
            ("utf-16le without its mark", utf16(&text, u16::to_le_bytes)),
            ("utf-16be without its mark", utf16(&text, u16::to_be_bytes)),
            ("gb18030", four_bytes.into_owned()),
            ("gbk", gbk.into_owned()),
        ];
        for (encoding, bytes) in files {
            let source = qingdan::read::read("五马街道.csv", &bytes, &qingdan::read::Limits::default());
            let expected = if encoding == "gbk" {
                "已完成".to_owned()
            } else {
                format!("已完成{separator}“好”\"甲\"\n𠮷㐂")
            };
            assert_eq!(source.format, qingdan::read::Format::Text, "{encoding}");
            let cells = &source.grids[0].cells;
            let found: Vec<_> = cells.iter().map(|cell| (cell.at.to_string(), cell.value.shown())).collect();
            let at = |address: &str| found.iter().find(|(at, _)| at == address).map(|(_, text)| text.clone());
            assert_eq!(at("C4"), Some(expected), "{encoding} {separator:?}");
            assert_eq!((at("B2").as_deref(), at("C3").as_deref()), (Some("五马街道"), Some(HEAD[2])), "{encoding}");
            assert_eq!(found.len(), 1 + 4 + 3 + 2, "{encoding} {separator:?}: {found:?}");
        }
    }
}

#[test]
fn of_two_tables_that_nothing_tells_apart_none_counts_and_both_are_named() {
    let (one, two) = (table(",", "甲"), table(",", "乙"));
    let inbox = Inbox::with(&[("甲.csv", one.as_bytes()), ("乙.csv", two.as_bytes())]);
    let (counts, said) = file_that_counts(&inbox);
    for (name, other) in [("甲.csv", "乙.csv"), ("乙.csv", "甲.csv")] {
        assert_eq!(said.status(name), "refused");
        let (_, message, hint) = said.of(name).into_iter().find(|(code, ..)| code == "F07").unwrap();
        assert!(message.contains(&format!("另有来件/{other}")) && hint.contains("报送次数"), "{message} {hint}");
    }
    assert_eq!(counts, None);
}

#[test]
fn equal_tables_are_one_and_the_copy_is_named() {
    let one = table(",", "甲");
    let inbox = Inbox::with(&[("甲.csv", one.as_bytes()), ("乙.csv", one.as_bytes())]);
    let (counts, said) = file_that_counts(&inbox);
    assert!(counts.is_some());
    let mut all = ["甲.csv", "乙.csv"].map(|name| said.status(name));
    all.sort();
    assert_eq!(all, ["accepted-with-warnings", "superseded"]);
}

#[test]
fn of_two_sets_the_one_whose_cover_says_it_came_later_counts_with_all_its_tables() {
    let set = |edition: u8, text: &str| {
        let cover = format!(
            "填报说明\n填报单位,五马街道\n报告期,2023年第三季度\n填报人,张三\n审核人,李四\n负责人,王五\n联系电话,88888888\n填报日期,2023-10-0{edition}\n报送次数,{edition}\n"
        );
        (cover, table(",", text))
    };
    let ((cover1, table1), (cover2, table2)) = (set(1, "旧"), set(2, "新"));
    let inbox = Inbox::new();
    for folder in ["一", "二"] {
        std::fs::create_dir(inbox.path(folder)).unwrap();
    }
    for (name, text) in [
        ("一/五马街道-填报说明.csv", &cover1),
        ("一/五马街道-重点任务攻坚表.csv", &table1),
        ("二/五马街道-填报说明.csv", &cover2),
        ("二/五马街道-重点任务攻坚表.csv", &table2),
    ] {
        inbox.put(name, text.as_bytes());
    }
    let (counts, said) = file_that_counts(&inbox);
    assert_eq!(
        counts.as_deref(),
        Some("来件/二/五马街道-重点任务攻坚表.csv"),
        "{:?}",
        said.of("一/五马街道-重点任务攻坚表.csv")
    );
    assert_eq!(said.status("一/五马街道-重点任务攻坚表.csv"), "superseded");
    let (_, message, _) =
        said.of("一/五马街道-重点任务攻坚表.csv").into_iter().find(|(code, ..)| code == "F07").unwrap();
    assert!(message.contains("二/五马街道-重点任务攻坚表.csv"), "{message}");
}
