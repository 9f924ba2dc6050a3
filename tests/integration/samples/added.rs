//! `samples/示例方案/`: a plan workbook that adds four projects, a column, an alias, a rule and a unit.

use super::{folder, own_plan};
use qingdan::check::{Checked, check};
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::finding::Severity;
use qingdan::key::{RowKey, TableId};
use qingdan::period::Period;
use qingdan::plan::{Files, Plan, Role, load};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Return, recognize};
use qingdan::render::{Book, Cell, form::form, official::workbook};
use qingdan::roster::{Expected, roster};

const PERIOD: Period = Period::Quarter(2023, 3);

fn plan() -> Plan {
    let workbook = std::fs::read(folder("示例方案").join("方案.xlsx")).unwrap();
    let (plan, findings) = load(&Files::from_workbook(&read("方案.xlsx", &workbook, &Limits::default())));
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
    plan
}

fn returns(plan: &Plan) -> Vec<Return> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder("示例方案/上报件")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let given = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        recognize(&read(&name, &std::fs::read(path).unwrap(), &Limits::default()), plan)
    });
    given.collect()
}

fn checked(plan: &Plan) -> Checked {
    check(plan, &returns(plan), Some(PERIOD), None)
}

fn quarter(plan: &Plan) -> Quarter {
    consolidate(plan, PERIOD, &checked(plan), None)
}

/// The place of every finding of a rule: file, sheet, cell.
fn places(checked: &Checked, code: &str) -> Vec<String> {
    checked.findings.iter().filter(|finding| finding.code.0 == code).map(|finding| finding.at.to_string()).collect()
}

/// The address and the text of every cell of a sheet.
fn cells(book: &Book, sheet: &str) -> Vec<(String, String)> {
    let sheet = book.sheets.iter().find(|known| known.name == sheet).unwrap();
    let rows = (0..).zip(&sheet.rows).flat_map(|(row, line)| line.cells.iter().map(move |cell| (row, cell)));
    let texts = rows.filter_map(|(row, (col, cell, _))| match cell {
        Cell::Text(text) => Some((qingdan::location::CellRef::new(row, *col).to_string(), text.clone())),
        Cell::Number(number) => Some((qingdan::location::CellRef::new(row, *col).to_string(), number.to_string())),
        Cell::Blank | Cell::Date(_) | Cell::Formula { .. } | Cell::Link { .. } => None,
    });
    texts.collect()
}

fn own_form(plan: &Plan, unit: &str) -> Book {
    let unit = plan.find_unit(unit).unwrap();
    let rows: Vec<Expected> = roster(plan, PERIOD, None).into_iter().filter(|row| row.unit == unit).collect();
    form(plan, PERIOD, unit, &rows, None)
}

#[test]
fn the_committed_sample_is_what_the_example_makes() {
    let made = own_plan::sample_files();
    for (name, bytes) in &made {
        let committed = std::fs::read(folder(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(committed == *bytes, "{name} is as it is made: cargo run --example samples");
    }
    // The plan, and returns of the four leads and the office.
    assert_eq!(made.len(), 1 + 5);
    assert_eq!(std::fs::read_dir(folder("示例方案/上报件")).unwrap().count(), 5);
}

#[test]
fn its_workbook_is_the_same_plan_as_its_files() {
    assert_eq!(plan().revision, load(&own_plan::files()).0.revision);
    assert_ne!(plan().revision, load(&Files::embedded()).0.revision);
}

#[test]
fn the_projects_meet_the_totals_of_4_1() {
    let plan = plan();
    let quarter = quarter(&plan);
    let indicator = |key: &str| {
        let row = &quarter.row(TableId::Indicators, &RowKey::from(key)).unwrap().values;
        [Role::Value, Role::Rate, Role::Light].map(|role| plan.table(TableId::Indicators).value(row, role).shown())
    };
    // 4 projects; 60 + 35.5 + 24 + 20 = 139.5 亿元; by kind 1, 2, 1: each is what the document requires.
    assert_eq!(indicator("4.1-1"), ["4", "100", "绿"]);
    assert_eq!(indicator("4.1-2"), ["139.5", "100", "绿"]);
    assert_eq!(indicator("4.1-4"), ["1", "100", "绿"]);
    assert_eq!(indicator("4.1-5"), ["2", "100", "绿"]);
    assert_eq!(indicator("4.1-6"), ["1", "100", "绿"]);
    // Done this year: 3.2 + 1.9 + 1.6 + 1.2 = 7.9 亿元 of more than 9.9: 79.8 %, nine months of twelve are 75 %.
    assert_eq!(indicator("4.1-3"), ["7.9", "79.8", "绿"]);
}

#[test]
fn the_column_is_in_the_form_and_in_the_official_table_with_what_was_filled_in() {
    let plan = plan();
    let label = "现场用工人数(人)";
    let form = cells(&own_form(&plan, "区经信局"), "重大项目实施表");
    assert_eq!(form.iter().filter(|(_, text)| text == label).count(), 1);
    let official = cells(&workbook(&plan, &quarter(&plan), None), "重大项目实施表");
    let column = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let (head, _) = official.iter().find(|(_, text)| text.replace('\n', "") == label).unwrap();
    let filled: Vec<&str> = official
        .iter()
        .filter(|(at, text)| column(at) == column(head) && text.parse::<u32>().is_ok())
        .map(|(_, text)| text.as_str())
        .collect();
    // By kind: XM03; XM04 and XM05; XM06. XM01 and XM02 were left open.
    assert_eq!(filled, ["320", "0", "145", "88"]);
}

#[test]
fn the_alias_is_recognised_by_this_plan_and_not_by_the_embedded_one() {
    let plan = plan();
    let checked = checked(&plan);
    let notes = places(&checked, "U01");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].starts_with("专班办公室_2023Q3_填报表.xlsx [督导服务销号表] "), "{notes:?}");
    assert!(places(&checked, "U02").is_empty());
    let row = checked.rows.iter().find(|row| row.table == TableId::CloseOut && row.key.0 == "WT01").unwrap();
    assert_eq!(plan.table(TableId::CloseOut).value(&row.values, Role::Lead).shown(), "区商务局");

    // Were it the embedded plan's form; as it is, it would be refused.
    let (mut embedded, _) = load(&Files::embedded());
    embedded.id.clone_from(&plan.id);
    let by_embedded = check(&embedded, &returns(&embedded), Some(PERIOD), None);
    // Nor does it know the unit that was added, whose return the office registered.
    let unknown = places(&by_embedded, "U02");
    assert_eq!(unknown.len(), 2, "{unknown:?}");
    assert_eq!(unknown[0], notes[0]);
    assert!(unknown[1].contains("[收件登记]"));
}

#[test]
fn the_rule_fires_where_nobody_works_and_nowhere_else() {
    let plan = plan();
    let checked = checked(&plan);
    let fired: Vec<_> = checked.findings.iter().filter(|finding| finding.code.0 == "Y01").collect();
    assert_eq!(fired.len(), 1);
    assert_eq!((&*fired[0].at.file, fired[0].severity), ("区经信局_2023Q3_填报表.xlsx", Severity::Warning));
    assert_eq!(fired[0].row.as_ref().unwrap().0, "XM04");
    assert_eq!(fired[0].message, "续建项目的现场用工人数为0人。");
}

#[test]
fn the_unit_gets_a_form_and_is_asked_and_counted() {
    let plan = plan();
    let form = own_form(&plan, "示例服务中心");
    assert!(cells(&form, "重大项目实施表").iter().any(|(_, text)| text == "XM05"), "it leads a project");
    // A member of 工作专班成员单位 reports on the measures that name the group, as every department does.
    let group_measures = plan
        .measures
        .iter()
        .filter(|measure| measure.units.iter().any(|unit| plan.unit(*unit).name == "工作专班成员单位"))
        .count();
    let rows = roster(&plan, PERIOD, None);
    let unit = plan.find_unit("示例中心").unwrap();
    let asked = |table| rows.iter().filter(|row| row.unit == unit && row.table == table).count();
    assert_eq!((asked(TableId::Tasks), asked(TableId::Projects)), (group_measures, 1));
    let quarter = quarter(&plan);
    let listed = cells(&workbook(&plan, &quarter, None), "报送情况");
    assert!(listed.iter().any(|(_, text)| text == "示例服务中心"));
    // 42 units and this one; the four leads have reported.
    let missing = checked(&plan).findings.into_iter().find(|finding| finding.code.0 == "C01").unwrap();
    assert!(missing.message.starts_with("应报43家，未报39家"), "{}", missing.message);
}
