//! The committed samples: what the example program makes, and what the engine says of them.

use qingdan::check::{Checked, check, grouped};
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::finding::{Finding, Severity};
use qingdan::key::{RowKey, TableId};
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Return, recognize};
use qingdan::value::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The sample of a plan of the office's own: what each addition does.
mod added;
/// The third quarter on the second: what moved, and workbooks of the quarter before that are not what they were.
pub(crate) mod before;
#[path = "../../examples/samples/make.rs"]
mod make;
#[path = "../../examples/samples/own_plan.rs"]
mod own_plan;

/// The files of that plan.
#[cfg(feature = "libreoffice")]
pub(crate) fn own_plan() -> Files {
    own_plan::files()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

fn returns(name: &str) -> (Plan, Vec<Return>) {
    let (plan, _) = load(&Files::embedded());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let returns = paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            recognize(&read(&name, &std::fs::read(path).unwrap(), &Limits::default()), &plan)
        })
        .collect();
    (plan, returns)
}

fn checked() -> (Plan, Checked) {
    let (plan, returns) = returns("2023Q3");
    let checked = check(&plan, &returns, Some("2023Q3".parse().unwrap()), Some(&before::archive(&plan)));
    (plan, checked)
}

/// What the quarter before kept.
pub(crate) fn previous(plan: &Plan) -> qingdan::archive::Archive {
    before::archive(plan)
}

pub(crate) fn quarter() -> (Plan, Quarter) {
    let (plan, checked) = checked();
    let previous = before::archive(&plan);
    let quarter = consolidate(&plan, "2023Q3".parse().unwrap(), &checked, Some(&previous));
    (plan, quarter)
}

#[test]
fn the_committed_samples_are_what_the_example_makes() {
    let made = make::Samples::new().files();
    for (name, bytes) in &made {
        let committed = std::fs::read(folder(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(committed == *bytes, "{name} is as it is made: cargo run --example samples");
    }
    let files = |name: &str| std::fs::read_dir(folder(name)).unwrap().count();
    assert_eq!(files("2023Q3"), 43);
    // Beside them stands the workbook of the quarter before.
    assert_eq!(files("2023Q3") + files("问题示例") + 1, made.len());
}

#[test]
fn the_quarter_is_complete_and_free_of_errors() {
    let (_, checked) = checked();
    assert_eq!(checked.count(Severity::Error), 0);
    assert!(checked.count(Severity::Warning) > 0 && checked.receipts.len() > 4, "as in life");
    for balance in qingdan::consolidate::balance(&checked) {
        assert_eq!(balance.counts.expected, balance.counts.returned, "{balance:?}");
    }
}

#[test]
fn figures_agree_with_a_hand_calculation() {
    let (plan, quarter) = quarter();
    let value = |table: TableId, key: &str, role: Role| {
        plan.table(table).value(&quarter.row(table, &RowKey::from(key)).unwrap().values, role).clone()
    };
    let indicator = |key: &str| {
        [Role::Rate, Role::Elapsed, Role::Gap, Role::Light].map(|role| value(TableId::Indicators, key, role).shown())
    };
    // A whole number: 41 of 50; 41/50 = 82.0 %, nine months of twelve = 75.0 %; due INT(50×0.75) = 37 ≤ 41.
    assert_eq!(indicator("6.1-2"), ["82", "75", "7", "绿"]);
    // A rate: 8.6 of 10 %; a growth rate is held against the whole: 86.0 − 100 = −14.0; 0.7 ≤ 0.86 < 1.
    assert_eq!(indicator("10.1-1"), ["86", "100", "-14", "黄"]);
    // With a base: (11−9)/(12−9) = 66.7 %; due INT(3×0.75) = 2, done 11−9 = 2.
    assert_eq!(indicator("3.5-1"), ["66.7", "75", "-8.3", "绿"]);
    // A project: 32,000 of 40,000 万元 = 80.0 %; 75.0 % of the year gone; (32,000+126,000)/320,000 = 49.4 %.
    let project =
        [Role::Rate, Role::Share, Role::Gap, Role::Light].map(|role| value(TableId::Projects, "XM01", role).shown());
    assert_eq!(project, ["80", "49.4", "5", "绿"]);
    // 4.2: 32,000 + 11,000 = 43,000 万元 = 4.30 亿元.
    assert_eq!(value(TableId::Indicators, "4.2-1", Role::Value), Value::Number(4.3));

    // WT02 was done on 9月5日, due on 9月20日, and waits for the office to close it: in time.
    let issue = [Role::Overdue, Role::Light].map(|role| value(TableId::CloseOut, "WT02", role).shown());
    assert_eq!(issue, ["0", "绿"]);
    // WT04 was due on 9月20日 and is not done on 9月30日: ten days over.
    let issue = [Role::Overdue, Role::Light].map(|role| value(TableId::CloseOut, "WT04", role).shown());
    assert_eq!(issue, ["10", "红"]);

    let unit = |name: &str| {
        let id = plan.find_unit(name).unwrap();
        quarter.league.units.iter().find(|known| known.unit == id).unwrap()
    };
    // 区科技局: 31.2 of 34 = 91.8 %, 91.8/75 = 1.224, held to 1.2 → 120. Tasks 2.3 and 9.1 推进中 → 100, in time → 100.
    // (120×40 + 100×20 + 100×10) ÷ (40+20+10) = 7,800 ÷ 70 = 111.43.
    assert_eq!(unit("区科技局").score, Some(111.43));
    // 区金融办: 1,820 of 2,000 = 91.0 %, 91.0/75 = 1.213, held to 1.2: the same score, so the same rank.
    assert_eq!(unit("区金融办").score, Some(111.43));
    assert_eq!(unit("区科技局").rank, unit("区金融办").rank);
    let shared = unit("区科技局").rank.unwrap();
    assert!(
        !quarter
            .league
            .units
            .iter()
            .any(|other| other.board == unit("区科技局").board && other.rank == Some(shared + 1))
    );
    assert!(quarter.findings.iter().any(|finding| finding.code.0 == "C06"), "the tie is said");
}

/// What `examples/samples/make.rs` plants, by hand: the code, the file's name before `_2023Q3_填报表`, the sheet, the cell.
/// Every sheet has a title, a line of the cover and its head on rows 1 to 3, the unit's rows from 4 on in official order.
const PLANTED: [(&str, &str, &str, &str); 28] = [
    // Closed, and nobody verified it.
    ("Z01", "专班办公室.xlsx", "督导服务销号表", "I6"),
    // Verified by the unit itself.
    ("Z02", "专班办公室.xlsx", "督导服务销号表", "W7"),
    // Done on 1 July, visited on 10 August.
    ("Z03", "专班办公室.xlsx", "督导服务销号表", "T8"),
    // Extended, and nobody approved it.
    ("Z05", "专班办公室.xlsx", "督导服务销号表", "R10"),
    // Half of the bytes; a Word document.
    ("F01", "区公安分局_损坏.xlsx", "", ""),
    ("F01", "区应急管理局_情况说明.docx", "", ""),
    // 990,000 万元 of 320,000; done before it was begun; a thirteenth month. XM01 and XM02 are rows 4 and 5.
    ("L09", "区发改局.xlsx", "重大项目实施表", "G4"),
    ("L13", "区发改局.xlsx", "重大项目实施表", "Y4"),
    ("V10", "区发改局.xlsx", "重大项目实施表", "W5"),
    // A day as some type it: 2021.3.18.
    ("V02", "区发改局.xlsx", "重大项目实施表", "W4"),
    // The indicators 2.4-1, 3.5-1, 6.1-1, 6.1-2, 6.1-3, 6.5-1, 6.5-2, 7.3-1, 11.3-1 are rows 4 to 12.
    ("V01", "区商务局.xlsx", "主要指标进度表", "F5"),
    ("V03", "区商务局.xlsx", "主要指标进度表", "F7"),
    ("V14", "区商务局.xlsx", "主要指标进度表", "F10"),
    ("V08", "区商务局.xlsx", "主要指标进度表", "F11"),
    ("V05", "区商务局.xlsx", "主要指标进度表", "F12"),
    // 未启动 at ten per cent; 已完成 with 8 of 10 shops; a status of its own.
    ("L06", "区商务局.xlsx", "重点任务攻坚表", "L5"),
    ("L01", "区商务局.xlsx", "重点任务攻坚表", "G9"),
    ("V12", "区商务局.xlsx", "重点任务攻坚表", "G13"),
    // Progress of 6.5 in four characters that say nothing; 7.3 behind without a problem.
    ("V16", "区商务局.xlsx", "重点任务攻坚表", "H11"),
    ("L07", "区商务局.xlsx", "重点任务攻坚表", "I12"),
    // 6,600,000 in 万元 for a plan of 880: its one indicator.
    ("V07", "区财政局.xlsx", "主要指标进度表", "F4"),
    // A sheet more, row 5 (3.4) taken out, a label changed, the sixth row put behind the last.
    ("S02", "区教育局.xlsx", "说明材料", ""),
    ("S05", "区教育局.xlsx", "重点任务攻坚表", ""),
    ("S04", "区教育局.xlsx", "重点任务攻坚表", "I3"),
    ("S07", "区教育局.xlsx", "重点任务攻坚表", "A12"),
    // Sent twice, the second time as the second.
    ("F07", "区民政局.xlsx", "", ""),
    // As it was handed out.
    ("F12", "区税务局.xlsx", "", ""),
    // The cover of another unit.
    ("F11", "区统计局_封面改名.xlsx", "填报说明", "B3"),
];

/// `code|file|sheet|cell` of a finding, the file as `PLANTED` has it.
fn place(finding: &Finding) -> String {
    let sheet = finding.at.sheet.as_ref().map_or("", |sheet| &sheet.name);
    let cell = finding.at.cell.map(|cell| cell.to_string()).unwrap_or_default();
    format!("{}|{}|{sheet}|{cell}", finding.code, finding.at.file.replace("_2023Q3_填报表", ""))
}

#[test]
fn each_planted_mistake_is_found() {
    let (plan, returns) = returns("问题示例");
    // The form of a unit that nobody knows, without a stamp.
    let unknown = ("F06", "附件1(最终版)(2).xlsx", "填报说明", "B3");
    let all =
        || PLANTED.iter().chain([&unknown]).map(|(code, file, sheet, cell)| format!("{code}|{file}|{sheet}|{cell}"));
    let found = |period: Option<&str>| {
        let checked = check(&plan, &returns, period.map(|period| period.parse().unwrap()), None);
        checked.findings.iter().map(place).collect::<BTreeSet<String>>()
    };
    // Each return by its own period: what the sample plants, and nothing else. That one is of the quarter before is
    // said beside the findings.
    let mistakes: BTreeSet<String> = all().collect();
    assert_eq!(found(None), mistakes);
    // All by the third quarter: the return of the second besides, who sent nothing that counts, and the projects of 4.1
    // that the office has not registered.
    let mut of_the_quarter = mistakes;
    of_the_quarter.insert("F05|区金融办_上期表.xlsx|填报说明|B4".to_owned());
    let missing = ["C01|||", "U05|||", "X06|||"].map(str::to_owned);
    let found = found(Some("2023Q3"));
    assert_eq!(found.iter().filter(|place| !missing.contains(place)).cloned().collect::<BTreeSet<_>>(), of_the_quarter);
    assert!(missing.iter().all(|place| found.contains(place)));
}

#[test]
fn what_is_wrong_is_said_once_and_on_a_line_of_its_own() {
    let (plan, returns) = returns("问题示例");
    let checked = check(&plan, &returns, None, None);
    // 28 mistakes and the unknown unit.
    assert_eq!((checked.findings.len(), grouped(&checked.findings).len()), (29, 29));
}

#[test]
fn the_equation_closes_whatever_return_is_deleted_or_damaged() {
    let (plan, _) = load(&Files::embedded());
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder("2023Q3")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let given = |path: &Path, bytes: &[u8]| {
        recognize(&read(&path.file_name().unwrap().to_string_lossy(), bytes, &Limits::default()), &plan)
    };
    let bytes: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let whole: Vec<_> = paths.iter().zip(&bytes).map(|(path, bytes)| given(path, bytes)).collect();
    for index in 0..whole.len() {
        let mut deleted = whole.clone();
        deleted.remove(index);
        let mut damaged = whole.clone();
        damaged[index] = given(&paths[index], &bytes[index][..bytes[index].len() / 3]);
        for (returns, files) in [(deleted, 42), (damaged, 43)] {
            let checked = check(&plan, &returns, Some("2023Q3".parse().unwrap()), None);
            assert_eq!((checked.files.len(), checked.returns.len()), (files, 42));
            let balance = qingdan::consolidate::balance(&checked);
            assert!(balance.iter().all(|line| line.counts.closes()), "{}", paths[index].display());
        }
    }
}

/// The official workbook of the samples, recalculated: every formula yields its cached value, and none an error.
#[cfg(feature = "libreoffice")]
#[test]
fn the_workbook_of_the_samples_recalculates_to_its_cached_values() {
    let (plan, quarter) = quarter();
    let bytes = qingdan::write::write(&qingdan::render::official::workbook(&plan, &quarter, None)).unwrap();
    let recalculated = crate::libreoffice::recalculate(&bytes);
    assert_eq!(crate::libreoffice::differences(&bytes, &recalculated), Vec::<String>::new());
}

/// A return saved again by another program gives the same values.
#[cfg(feature = "libreoffice")]
#[test]
fn a_return_saved_by_libreoffice_gives_the_same_rows() {
    let (plan, _) = load(&Files::embedded());
    for name in ["区商务局", "区发改局", "专班办公室"] {
        let bytes = std::fs::read(folder("2023Q3").join(format!("{name}_2023Q3_填报表.xlsx"))).unwrap();
        let saved = crate::libreoffice::recalculate(&bytes);
        let values = |bytes: &[u8]| {
            let given = recognize(&read("a.xlsx", bytes, &Limits::default()), &plan);
            let checked = check(&plan, &[given], Some("2023Q3".parse().unwrap()), None);
            checked.rows.into_iter().map(|row| (row.table, row.key, row.values)).collect::<Vec<_>>()
        };
        assert_eq!(values(&bytes), values(&saved), "{name}");
    }
}

/// The sheets of a return typed anew: columns from right to left, a margin of two rows and one column, three labels
/// in other words, no stamp, no hidden sheets.
fn rebuilt(bytes: &[u8]) -> Vec<u8> {
    let source = read("a.xlsx", bytes, &Limits::default());
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for grid in source.grids.iter().filter(|grid| !grid.name.starts_with('_')) {
        let sheet = workbook.add_worksheet().set_name(&*grid.name).unwrap();
        let last = grid.cells.iter().filter(|cell| cell.at.row == 2).map(|cell| cell.at.col).max().unwrap();
        let is_table = &*grid.name != "填报说明";
        for cell in &grid.cells {
            // The cover lines above a head keep their order: a value stands right of its label.
            let mirrored = if is_table && cell.at.row >= 2 { last - cell.at.col } else { cell.at.col };
            let (row, col) = (cell.at.row + 2, u16::try_from(mirrored + 1).unwrap());
            match &cell.value {
                Value::Number(number) => sheet.write(row, col, *number).map(drop).unwrap(),
                Value::Date(day) => {
                    let serial = qingdan::value::serial(*day);
                    sheet.write_number_with_format(row, col, serial, &date).map(drop).unwrap();
                }
                other @ (Value::Blank | Value::NoData | Value::Text(_) | Value::Bool(_) | Value::Error(_)) => {
                    let text = other.shown();
                    let text = match text.as_str() {
                        "推进状态" if cell.at.row == 2 => "状态",
                        "本期累计完成值" if cell.at.row == 2 => "累计完成",
                        "下阶段工作安排" if cell.at.row == 2 => "下一步工作安排",
                        text => text,
                    };
                    sheet.write(row, col, text).map(drop).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_return_typed_anew_in_another_layout_gives_the_same_official_rows() {
    let (plan, _) = load(&Files::embedded());
    for name in ["区商务局", "区发改局", "区教育局"] {
        let bytes = std::fs::read(folder("2023Q3").join(format!("{name}_2023Q3_填报表.xlsx"))).unwrap();
        let official = |bytes: &[u8]| {
            let given = recognize(&read("a.xlsx", bytes, &Limits::default()), &plan);
            let checked = check(&plan, &[given], Some("2023Q3".parse().unwrap()), None);
            let quarter = consolidate(&plan, "2023Q3".parse().unwrap(), &checked, None);
            let rows = quarter.tables.into_iter().flat_map(|table| table.rows);
            rows.map(|row| (row.key, row.values, row.standing)).collect::<Vec<_>>()
        };
        assert_eq!(official(&bytes), official(&rebuilt(&bytes)), "{name}");
    }
}

/// Every sample return, recalculated: what the forms compute is what was cached in them.
#[cfg(feature = "libreoffice")]
#[test]
fn the_filled_forms_of_the_samples_recalculate_to_their_cached_values() {
    let mut books: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder("2023Q3"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    books.sort();
    let given: Vec<(&str, &[u8])> = books.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    for ((name, bytes), recalculated) in books.iter().zip(crate::libreoffice::recalculate_all(&given)) {
        assert_eq!(crate::libreoffice::differences(bytes, &recalculated), Vec::<String>::new(), "{name}");
    }
}
