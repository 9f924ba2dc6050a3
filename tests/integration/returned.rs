//! `return`: copies that go back hold all that was sent, say what is wrong, and are the next return when they come back.

use qingdan::location::CellRef;
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::{Grid, Limits, RawCell, Source, read};
use qingdan::recognize::{CoverLine, Return, recognize};
use qingdan::text::{NOTE_MARK, returned as text};
use qingdan::value::serial;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::LazyLock;

/// What goes out besides copies, and how the folder is treated.
mod outgoing;

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
const TASKS: &str = "重点任务攻坚表";
const INDICATORS: &str = "主要指标进度表";
const PROJECTS: &str = "重大项目实施表";
const LEDGER: &str = "督导服务销号表";

pub(crate) fn samples(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// The program's answer in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_qingdan");
    std::process::Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

fn source(path: &Path) -> Source {
    read(&path.file_name().unwrap().to_string_lossy(), &std::fs::read(path).unwrap(), &Limits::default())
}

/// The samples with planted mistakes, and what goes back for them.
pub(crate) fn returned() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mistakes = samples("问题示例");
    let output = run(folder.path(), &["return", mistakes.to_str().unwrap(), "--period", "2023Q3"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// The units that get a copy, and which file of theirs counted.
pub(crate) const COPIES: [&str; 5] = ["专班办公室", "区发改局", "区商务局", "区教育局", "区税务局"];

pub(crate) fn copy_of(folder: &Path, unit: &str) -> PathBuf {
    folder.join(format!("退回/{unit}_2023Q3_退回件.xlsx"))
}

/// What is written into a marked cell.
#[derive(Clone, Copy)]
enum Written {
    Text(&'static str),
    Number(f64),
    Day(i16, i8, i8),
    /// It is left empty, or emptied.
    Nothing,
}
use Written::{Day, Nothing, Number, Text};

/// A marked cell, what it shall hold, and why.
type Correction = (&'static str, &'static str, Written);

/// The right values, by hand: what stands in the honest samples, or what the rule's message asks for.
fn corrections(unit: &str) -> &'static [Correction] {
    match unit {
        "区商务局" => &[
            (INDICATORS, "F5", Number(11.0)),
            (INDICATORS, "F7", Number(41.0)),
            (INDICATORS, "F10", Number(5100.0)),
            (INDICATORS, "F11", Number(1.0)),
            (INDICATORS, "F12", Number(5.0)),
            // Not begun: nothing is done of it.
            (TASKS, "L5", Number(0.0)),
            // Eight of ten are not all, so it is not done.
            (TASKS, "G9", Text("推进中")),
            // Two warnings: what was done for 6.5, and why 7.3 is behind.
            (TASKS, "H11", Text("新增外贸企业备案12家，组织参展3场，意向成交600万元。")),
            (TASKS, "I12", Text("两个项目用地批复推迟1个月。")),
            (TASKS, "G13", Text("推进中")),
        ],
        "区发改局" => &[
            (PROJECTS, "G4", Number(32_000.0)),
            // It is still being built.
            (PROJECTS, "Y4", Nothing),
            (PROJECTS, "W5", Day(2022, 10, 13)),
        ],
        "区教育局" => &[
            (TASKS, "G5", Text("推进中")),
            (TASKS, "H5", Text("新增社区教育品牌项目3个，开设课程26门，参学居民4200人次。")),
        ],
        "区税务局" => &[
            ("填报说明", "B5", Text("示例填报人")),
            ("填报说明", "B6", Text("示例审核人")),
            ("填报说明", "B7", Text("示例负责人")),
            ("填报说明", "B8", Text("0577-00000000")),
            (TASKS, "H4", Text("无")),
            (TASKS, "H5", Text("无")),
            (TASKS, "G6", Text("推进中")),
            (TASKS, "H6", Text("办理服务业小微企业税费减免1260户，走访重点企业18家，解决问题7个。")),
            (TASKS, "H7", Text("无")),
            (TASKS, "H8", Text("无")),
            (TASKS, "G9", Text("推进中")),
            (TASKS, "H9", Text("兑现税费优惠政策3批，惠及企业950户，办理退税420笔。")),
            (TASKS, "H10", Text("无")),
            (TASKS, "H11", Text("无")),
        ],
        "专班办公室" => &[
            // What its being closed lacks is filled in, so it stays closed.
            (LEDGER, "I6", Text("已销号")),
            (LEDGER, "X6", Text("示例核查人")),
            (LEDGER, "W7", Text("区发改局")),
            (LEDGER, "T8", Day(2023, 8, 20)),
            // The extension gets who approved it, and so it counts.
            (LEDGER, "R10", Day(2023, 11, 30)),
            (LEDGER, "S10", Text("示例批准人")),
        ],
        other => panic!("{other}"),
    }
}

/// Marked cells in which nothing is to be written: they tell of a row that was missing, or stood twice.
const TOLD: [(&str, &str, &str); 2] = [("区教育局", TASKS, "A5"), ("区教育局", TASKS, "A7")];

/// Writes a cell of a sheet as another program may: in the row's place, with the cell's own style.
fn write_cell(bytes: &[u8], sheet: usize, cell: &str, written: Written) -> Vec<u8> {
    let part = format!("xl/worksheets/sheet{}.xml", sheet + 1);
    crate::package::edited(bytes, &part, |content| {
        let start = content.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{part} {cell}"));
        let rest = &content[start..];
        let tag = &rest[..=rest.find('>').unwrap()];
        let end = if tag.ends_with("/>") { tag.len() } else { rest.find("</c>").unwrap() + 4 };
        let style = tag.split("s=\"").nth(1).unwrap().split('"').next().unwrap();
        let day = |(year, month, day)| serial(jiff::civil::date(year, month, day));
        let new = match written {
            Text(text) => format!(r#"<c r="{cell}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#),
            Number(number) => format!(r#"<c r="{cell}" s="{style}"><v>{number}</v></c>"#),
            Day(year, month, d) => format!(r#"<c r="{cell}" s="{style}"><v>{}</v></c>"#, day((year, month, d))),
            Nothing => format!(r#"<c r="{cell}" s="{style}"/>"#),
        };
        format!("{}{new}{}", &content[..start], &rest[end..])
    })
}

/// The cells that bear a note of ours.
fn marked(source: &Source) -> BTreeSet<(String, String)> {
    let notes = source.grids.iter().flat_map(|grid| grid.notes.iter().map(move |note| (grid, note)));
    let ours = notes.filter(|(_, (_, note))| note.starts_with(NOTE_MARK));
    ours.map(|(grid, (cell, _))| (grid.name.to_string(), cell.to_string())).collect()
}

fn corrected(folder: &Path, unit: &str) -> Vec<u8> {
    let source = source(&copy_of(folder, unit));
    let mut bytes = std::fs::read(copy_of(folder, unit)).unwrap();
    for (sheet, cell, written) in corrections(unit) {
        let index = source.grids.iter().position(|grid| &*grid.name == *sheet).unwrap();
        bytes = write_cell(&bytes, index, cell, *written);
    }
    bytes
}

#[test]
fn copies_that_were_corrected_in_the_marked_cells_only_are_the_next_returns_and_free_of_errors() {
    let folder = returned();
    let received = folder.path().join("来件");
    std::fs::create_dir(&received).unwrap();
    // The others sent what they send; the first return of each unit is there still.
    for entry in std::fs::read_dir(samples("2023Q3")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), received.join(entry.file_name())).unwrap();
    }
    for unit in COPIES {
        let told = TOLD.iter().filter(|(of, ..)| *of == unit).map(|(_, sheet, cell)| (*sheet, *cell));
        let expected: BTreeSet<(String, String)> = corrections(unit)
            .iter()
            .map(|(sheet, cell, _)| (*sheet, *cell))
            .chain(told)
            .map(|(sheet, cell)| (sheet.to_owned(), cell.to_owned()))
            .collect();
        assert_eq!(marked(&source(&copy_of(folder.path(), unit))), expected, "{unit}");
        std::fs::write(received.join(format!("{unit}_改好.xlsx")), corrected(folder.path(), unit)).unwrap();
    }
    let previous = samples("2023Q2汇总.xlsx");
    let mut job = vec!["consolidate", "来件", "--period", "2023Q3", "-o", "汇总.xlsx", "--format", "json", "--quiet"];
    job.extend(["--previous", previous.to_str().unwrap()]);
    let output = run(folder.path(), &job);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = said["findings"].as_array().unwrap();
    let errors: Vec<_> = findings.iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!((output.status.code(), errors), (Some(0), Vec::new()));
    let files = said["files"].as_array().unwrap();
    for unit in COPIES {
        let status = |name: String| {
            let file = files.iter().find(|file| file["path"].as_str().unwrap().ends_with(&name));
            file.unwrap_or_else(|| panic!("{name}"))["status"].as_str().unwrap().to_owned()
        };
        // The higher 报送次数 wins.
        assert_eq!(status(format!("/{unit}_2023Q3_填报表.xlsx")), "superseded");
        assert!(status(format!("/{unit}_改好.xlsx")).starts_with("accepted"), "{unit}");
        // Nothing is said of what we wrote into it ourselves.
        let marks = [text::FRONT, text::LEFT, text::PROBLEMS];
        for finding in findings.iter().filter(|f| f["path"].as_str().unwrap_or("").ends_with("_改好.xlsx")) {
            let (code, shown) = (finding["code"].as_str().unwrap(), finding.to_string());
            assert!(!marks.iter().any(|mark| shown.contains(mark)), "{shown}");
            // This writer does not recalculate, as a spreadsheet program does: that is noted (S08).
            let noted = code == "S08" && finding["severity"] == "note";
            assert!(noted || !["F13", "S02", "S04", "S08", "F11"].contains(&code), "{shown}");
        }
    }
}

fn understood(source: &Source) -> Return {
    recognize(source, &PLAN)
}

/// The tables' filled cells by table, row and slot, to the character; of rows that stand twice the first.
fn cells(given: &Return) -> BTreeMap<(String, String, usize), (CellRef, String)> {
    let mut cells = BTreeMap::new();
    for sheet in &given.tables {
        let table = PLAN.table(sheet.table);
        for record in &sheet.records {
            for (slot, entry) in record.entries.iter().enumerate() {
                let Some(entry) = entry.as_ref().filter(|_| table.fields[slot].is_input()) else { continue };
                let key = (table.name.clone(), record.key.0.clone(), slot);
                cells.entry(key).or_insert((entry.cell, entry.raw.clone()));
            }
        }
    }
    cells
}

#[test]
fn what_was_not_marked_comes_back_to_the_character() {
    let folder = returned();
    for unit in COPIES {
        let sent = understood(&source(&samples(&format!("问题示例/{unit}_2023Q3_填报表.xlsx"))));
        let copy = source(&copy_of(folder.path(), unit));
        let bytes = corrected(folder.path(), unit);
        let back = understood(&read("改好.xlsx", &bytes, &Limits::default()));
        let touched: BTreeSet<(&str, &str)> =
            corrections(unit).iter().map(|(sheet, cell, _)| (*sheet, *cell)).collect();
        let is_touched = |table: &str, cell: CellRef| touched.contains(&(table, cell.to_string().as_str()));
        let (before, plain, after) = (cells(&sent), cells(&understood(&copy)), cells(&back));
        assert!(unit == "区税务局" || before.len() > 20, "{unit} {}", before.len());
        let texts = |cells: &BTreeMap<(String, String, usize), (CellRef, String)>| -> BTreeMap<_, _> {
            cells.iter().map(|(key, (_, raw))| (key.clone(), raw.clone())).collect()
        };
        // The copy itself holds every cell as it was sent, be it wrong.
        assert_eq!(texts(&plain), texts(&before), "{unit}");
        let untouched = |cells: &BTreeMap<(String, String, usize), (CellRef, String)>| -> BTreeMap<_, _> {
            let kept = cells.iter().filter(|((table, ..), (cell, _))| !is_touched(table, *cell));
            kept.map(|(key, (_, raw))| (key.clone(), raw.clone())).collect()
        };
        assert_eq!(untouched(&after), untouched(&plain), "{unit}");
        let line = |given: &Return, line| given.cover.line(line).map(|entry| entry.raw.clone());
        for kept in [CoverLine::Reviewer, CoverLine::Principal, CoverLine::Phone, CoverLine::FilledOn] {
            let is_touched = back.cover.place(kept).is_some_and(|cell| is_touched("填报说明", cell));
            assert!(is_touched || line(&back, kept) == line(&sent, kept), "{unit} {kept:?}");
        }
        assert_eq!(line(&back, CoverLine::Edition).as_deref(), Some("2"), "{unit}");
        assert_eq!(back.identity.stamp.as_ref().unwrap().edition, 2, "{unit}");
    }
}

/// Whether a cell says something of its own: no head, no result of a formula.
fn is_content(given: &Return, grid: &Grid, cell: &RawCell) -> bool {
    let head = given.tables.iter().find(|sheet| sheet.sheet.index == grid.index);
    let in_head = head.is_some_and(|sheet| (sheet.head..=sheet.head_last).contains(&cell.at.row));
    cell.formula.is_none() && !in_head && !cell.value.shown().trim().is_empty()
}

#[test]
fn each_filled_cell_that_came_is_in_the_copy() {
    let folder = returned();
    let key = |cell: &RawCell| cell.value.shown();
    for unit in COPIES {
        let path = samples(&format!("问题示例/{unit}_2023Q3_填报表.xlsx"));
        let (came, copy) = (source(&path), source(&copy_of(folder.path(), unit)));
        let given = understood(&came);
        let row = |grid: &Grid, row: u32| -> BTreeSet<String> {
            grid.cells.iter().filter(|cell| cell.at.row == row).map(key).collect()
        };
        let left: Vec<BTreeSet<String>> = copy
            .grids
            .iter()
            .filter(|grid| &*grid.name == text::LEFT)
            .flat_map(|grid| (0..=grid.cells.last().map_or(0, |cell| cell.at.row)).map(move |at| row(grid, at)))
            .collect();
        let mut missed = Vec::new();
        let mut found = 0;
        for grid in came.grids.iter().filter(|grid| !grid.name.starts_with('_')) {
            let same = copy.grids.iter().find(|other| other.name == grid.name);
            // Rows of the copy by the cells they hold.
            let last = same.and_then(|same| same.cells.last()).map_or(0, |cell| cell.at.row);
            let rows: Vec<BTreeSet<String>> =
                same.map(|same| (0..=last).map(|at| row(same, at)).collect()).unwrap_or_default();
            for cell in grid.cells.iter().filter(|cell| is_content(&given, grid, cell)) {
                let shown = key(cell);
                let first = grid.cells.iter().find(|other| other.at.row == cell.at.row).map(key).unwrap_or_default();
                let in_its_row = rows.iter().any(|row| row.contains(&first) && row.contains(&shown));
                let listed = left.iter().any(|line| {
                    [grid.name.to_string(), cell.at.to_string(), shown.clone()].iter().all(|text| line.contains(text))
                });
                // 报送次数 is raised.
                let edition = cell.at.col == 1 && first == "报送次数";
                if in_its_row || listed || edition {
                    found += 1;
                } else {
                    missed.push(format!("{} {}", grid.name, cell.at));
                }
            }
        }
        assert_eq!(missed, Vec::<String>::new(), "{unit}");
        assert!(found > 50, "{unit} {found}");
    }
}

#[test]
fn a_row_that_stood_twice_is_there_once_and_the_other_is_listed() {
    let folder = returned();
    let copy = source(&copy_of(folder.path(), "区教育局"));
    let table = PLAN.tables.iter().find(|table| table.name == TASKS).unwrap();
    let given = understood(&copy);
    let sheet = given.tables.iter().find(|sheet| sheet.table == table.id).unwrap();
    assert_eq!(sheet.records.iter().filter(|record| record.key.0 == "5.3").count(), 1);
    let left = copy.grids.iter().find(|grid| &*grid.name == text::LEFT).unwrap();
    let status = table.slot(Role::Status).unwrap();
    assert!(sheet.records.iter().any(|record| record.key.0 == "5.3" && record.entries[status].is_some()));
    assert!(left.cells.iter().any(|cell| cell.value.shown() == text::SECOND_ROW));
}

#[test]
fn what_had_no_place_is_still_listed_when_the_copy_goes_back_once_more() {
    let folder = returned();
    let lines = |copy: &Path| -> BTreeSet<Vec<String>> {
        let copy = source(copy);
        let left = copy.grids.iter().find(|grid| &*grid.name == text::LEFT).unwrap();
        let row =
            |row: u32| left.cells.iter().filter(|cell| cell.at.row == row).map(|cell| cell.value.shown()).collect();
        (3..100).map(row).filter(|row: &Vec<String>| row.len() == 5).collect()
    };
    let first = lines(&copy_of(folder.path(), "区教育局"));
    assert!(first.iter().any(|line| line[0] == "区教育局_2023Q3_填报表.xlsx"), "{first:?}");
    // One mistake is left as it was.
    let status = (TASKS, "G5", Text("快了"));
    let bytes = std::fs::read(copy_of(folder.path(), "区教育局")).unwrap();
    let index = source(&copy_of(folder.path(), "区教育局")).grids.iter().position(|grid| &*grid.name == TASKS).unwrap();
    std::fs::create_dir(folder.path().join("再报")).unwrap();
    std::fs::write(folder.path().join("再报/教育局.xlsx"), write_cell(&bytes, index, status.1, status.2)).unwrap();
    let output = run(folder.path(), &["return", "再报", "--period", "2023Q3", "-o", "再退"]);
    assert_eq!(output.status.code(), Some(0));
    let second = lines(&folder.path().join("再退/区教育局_2023Q3_退回件.xlsx"));
    assert!(second.is_superset(&first), "{second:?}");

    // And where the copy is all that is there of the unit, the workbook tells of it too.
    let output = run(folder.path(), &["consolidate", "再报", "--period", "2023Q3", "-o", "汇总.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let workbook = source(&folder.path().join("汇总.xlsx"));
    let trace = workbook.grids.iter().find(|grid| &*grid.name == "数据溯源").unwrap();
    let shown: Vec<String> = trace.cells.iter().map(|cell| cell.value.shown()).collect();
    for line in &first {
        assert!(shown.contains(&line[3]), "{line:?}");
    }
}
