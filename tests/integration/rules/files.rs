//! Files and covers: F01–F06, F08, F10–F12, F14, F15. Several returns of one unit (F07) are under `choosing`.

use super::*;

const COMMERCE: &str = "区商务局";
const STREET: &str = "五马街道";

fn custom(edit: impl Fn(&str) -> Option<String> + 'static) -> impl Fn(&mut Book) {
    move |book| {
        let stamp = book.properties.custom.remove(0).1;
        book.properties.custom.extend(edit(&stamp).map(|stamp| ("qingdan".to_owned(), stamp)));
        let meta = sheet(book, "_meta");
        meta.rows[0].cells.clear();
        if let Some(stamp) = edit(&stamp) {
            put(meta, CellRef::new(0, 0), words(&stamp));
        }
    }
}

fn on_cover(row: u32, written: &'static str) -> impl Fn(&mut Sheet) {
    move |sheet| put(sheet, CellRef::new(row, 1), if written.is_empty() { Cell::Blank } else { words(written) })
}

fn alone(file: &str, bytes: &[u8]) -> (Vec<String>, FileStatus) {
    let checked = checked(&[&given(file, bytes)]);
    (said_of(&checked, file), status(&checked, file))
}

#[test]
fn a_broken_file_is_refused_as_unreadable_and_nothing_else() {
    let half = Draft::of(COMMERCE).damaged(|bytes| bytes[..bytes.len() / 2].to_vec());
    assert_eq!(half.said(), ["F01"]);
    assert_eq!(status(&half.checked(), FILE), FileStatus::Refused);
    assert_eq!(half.checked().findings.iter().find(|finding| finding.code.0 == "F01").unwrap().case, "");
}

#[test]
fn a_file_of_another_format_is_refused_by_its_content_and_not_its_name() {
    let kinds = [
        (&b"%PDF-1.7\n"[..], "F02"),
        (b"\xFF\xD8\xFF\xE0 a picture", "F02"),
        (b"just a text", "F01"),
        (b"", "F01"),
        (b"\x62\x14\x23\x65 by a guard", "F01"),
    ];
    for (bytes, code) in kinds {
        let (said, status) = alone("区商务局.xlsx", bytes);
        assert_eq!((said, status), (vec![code.to_owned()], FileStatus::Refused));
    }
    let honest = Draft::of(COMMERCE).file();
    assert_eq!(alone("区商务局.pdf", &honest), (vec!["F02".to_owned()], FileStatus::Accepted));
    for usual in ["区商务局.xlsx", "区商务局.XLSM", "区商务局"] {
        assert_eq!(alone(usual, &honest).0, [""; 0], "{usual}");
    }
}

#[test]
fn a_document_beside_an_accepted_return_is_only_a_warning() {
    let document = given("来件/区商务局说明.pdf", b"%PDF-1.7\n");
    let returned = Draft::of(COMMERCE).given_as("来件/区商务局.xlsx");
    let beside = checked(&[&document, &returned]);
    assert_eq!(said_of(&beside, "来件/区商务局说明.pdf"), ["F01"]);
    let case = |checked: &Checked| {
        checked.findings.iter().find(|finding| finding.code.0 == "F01").map(|finding| finding.case).unwrap()
    };
    assert_eq!(case(&beside), "companion");
    assert_eq!(said_of(&beside, "来件/区商务局.xlsx"), Vec::<String>::new());
    // Near neighbours: the return itself is refused, or is another unit's.
    let refused = Draft::of(COMMERCE).period("2023Q2").given_as("来件/区商务局.xlsx");
    assert_eq!(case(&checked(&[&document, &refused])), "scan");
    let other = Draft::of(STREET).given_as("来件/五马街道.xlsx");
    assert_eq!(case(&checked(&[&document, &other])), "scan");
}

#[test]
fn a_file_with_a_password_is_refused_as_encrypted() {
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.resize(512, 0);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(alone("区商务局.xlsx", &compound).0, ["F03"]);
}

#[test]
fn a_file_without_a_stamp_is_identified_by_its_cover_and_says_so() {
    let unstamped = Draft::of(COMMERCE).edit(custom(|_| None));
    assert_eq!(unstamped.said(), ["F04"]);
    assert_eq!(status(&unstamped.checked(), FILE), FileStatus::AcceptedWithWarnings);
    // Without its custom property alone the hidden sheet still tells.
    let half = Draft::of(COMMERCE).edit(|book| book.properties.custom.clear());
    assert_eq!(half.said(), Vec::<String>::new());
}

#[test]
fn a_file_of_which_nobody_can_tell_whose_it_is_is_refused() {
    let nobodys = Draft::of(COMMERCE).edit(custom(|_| None)).edit(|book| {
        book.sheets.retain(|sheet| sheet.name != COVER);
        for sheet in &mut book.sheets {
            if sheet.rows.len() > 1 && !sheet.name.starts_with('_') {
                sheet.rows[1].cells.clear();
            }
        }
    });
    assert_eq!(nobodys.said(), ["F04"]);
    assert_eq!(status(&nobodys.checked(), FILE), FileStatus::Refused);
}

#[test]
fn a_form_of_another_period_is_refused_and_nothing_else_is_said() {
    // The blanks of last quarter's form would be worth an F12.
    let old = Draft::blank(COMMERCE).period("2023Q2");
    assert_eq!(old.said(), ["F05 填报说明 B4"]);
    assert_eq!(Draft::of(COMMERCE).said(), Vec::<String>::new());
    // A month accepts the quarter's form that ends with it.
    let quarters = check(&PLAN, &[Draft::of(COMMERCE).given()], Some("2023-09".parse().unwrap()), None);
    assert!(!said_of(&quarters, FILE).contains(&"F05 填报说明 B4".to_owned()));
}

#[test]
fn returns_of_different_periods_are_each_judged_by_their_own_where_none_is_asked_for() {
    let one = Draft::blank(COMMERCE).period("2023Q2").given_as("一.xlsx");
    let two = Draft::of(STREET).given_as("二.xlsx");
    let both = check(&PLAN, &[one, two], None, None);
    assert_eq!(both.period, None);
    assert_eq!(both.findings.iter().map(line).collect::<Vec<_>>(), ["F12"]);
}

#[test]
fn a_unit_that_is_no_member_is_refused_with_names_like_it() {
    let unknown = Draft::of(COMMERCE).sheet(COVER, on_cover(2, "区商务中心"));
    assert_eq!(unknown.said(), ["F06 填报说明 B3"]);
    // An alias is enough.
    let alias = Draft::of(COMMERCE).sheet(COVER, on_cover(2, "商务局"));
    assert_eq!(alias.said(), Vec::<String>::new());
}

#[test]
fn a_group_sends_no_return() {
    for stamp in [true, false] {
        let group = Draft::of(COMMERCE).sheet(COVER, on_cover(2, "各街镇"));
        let group = if stamp { group } else { group.edit(custom(|_| None)) };
        assert_eq!(group.said(), ["F06 填报说明 B3"]);
        assert_eq!(status(&group.checked(), FILE), FileStatus::Refused);
    }
}

#[test]
fn an_incomplete_cover_is_asked_about_once_at_its_first_gap() {
    let without = |line: CoverLine| {
        let mut draft = Draft::of(COMMERCE);
        draft.filling.cover.remove(&line);
        draft
    };
    assert_eq!(without(CoverLine::Filler).said(), ["F08 填报说明 B5"]);
    assert_eq!(without(CoverLine::Phone).said(), ["F08 填报说明 B8"]);
    assert_eq!(without(CoverLine::FilledOn).said(), Vec::<String>::new());
    let mut nobody = Draft::of(COMMERCE);
    nobody.filling.cover.clear();
    assert_eq!(nobody.said(), ["F08 填报说明 B5"]);
    // The other gaps are to be filled in as well.
    assert_eq!(nobody.lacking("F08", "填报说明"), ["填报说明 B6", "填报说明 B7", "填报说明 B8"]);
}

#[test]
fn lateness_counts_from_the_day_after_the_deadline_by_the_cover() {
    // Returns for 2023Q3 are due on 7 October.
    let on = |day: &str| Draft::of(COMMERCE).cover(CoverLine::FilledOn, day);
    assert_eq!(on("@2023-10-07").said(), Vec::<String>::new());
    let late = on("@2023-10-09");
    assert_eq!(late.said(), ["F10 填报说明 B9"]);
    let days = late.checked().findings.iter().find(|finding| finding.code.0 == "F10").unwrap().args[0].clone();
    assert_eq!(days, ("n", "2".to_owned()));
}

#[test]
fn the_day_that_the_office_registered_goes_before_the_day_on_the_cover() {
    let register = |day: &str| Draft::of("专班办公室").typed("收件登记", &[("单位", COMMERCE), ("收到日期", day)]);
    let commerce = |day: &str| Draft::of(COMMERCE).cover(CoverLine::FilledOn, day).given();
    let said = |day: &str, written: &str| {
        let office = register(day).given_as("办公室.xlsx");
        said_of(&checked(&[&office, &commerce(written)]), FILE)
    };
    assert_eq!(said("@2023-10-08", "@2023-09-28"), ["F10 填报说明 B9"]);
    assert_eq!(said("@2023-10-07", "@2023-10-20"), Vec::<String>::new());
}

#[test]
fn a_form_of_another_unit_or_period_than_its_cover_says_is_refused() {
    let other_unit = Draft::of(COMMERCE).sheet(COVER, on_cover(2, "区教育局"));
    assert_eq!(other_unit.said(), ["F11 填报说明 B3"]);
    let other_period = Draft::of(COMMERCE).sheet(COVER, on_cover(3, "2023年第二季度"));
    assert_eq!(other_period.said(), ["F11 填报说明 B4"]);
    let spelled_otherwise = Draft::of(COMMERCE).sheet(COVER, on_cover(3, "2023Q3"));
    assert_eq!(spelled_otherwise.said(), Vec::<String>::new());
}

#[test]
fn an_unfilled_form_says_once_that_nothing_is_filled_in() {
    for name in PLAN.reporters().map(|unit| PLAN.unit(unit).name.as_str()) {
        assert_eq!(Draft::blank(name).said(), ["F12"], "{name}");
    }
}

#[test]
fn one_filled_cell_is_enough_for_each_gap_to_be_named() {
    let draft = Draft::blank(STREET).set(TASKS, "1.1", "本期进展情况", "无");
    let said = draft.said();
    assert!(said[0].starts_with("F08") && said[1..].iter().all(|line| line.starts_with("V01")), "{said:?}");
    // Filling in only what is not asked of a supporter is not nothing.
    let other = Draft::blank(STREET).set(TASKS, "1.1", "推进状态", "推进中").said();
    assert!(!other.contains(&"F12".to_owned()) && other.iter().any(|line| line.starts_with("U04")), "{other:?}");
}

#[test]
fn a_file_that_no_office_program_writes_is_refused() {
    let hostile = package::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048577"/>"#, &[]);
    assert_eq!(alone("文件.xlsx", &hostile).0, ["F14"]);
}

#[test]
fn a_workbook_of_ours_is_passed_over() {
    let ours =
        Draft::of(COMMERCE).edit(|book| book.properties.custom = vec![("qingdan-kind".into(), "季度汇总表".into())]);
    assert_eq!(ours.said(), ["F15"]);
    assert_eq!(status(&ours.checked(), FILE), FileStatus::Ignored);
}

#[test]
fn a_form_of_another_plan_is_refused_and_both_plans_are_named() {
    let mut other = PLAN.clone();
    other.id = "other-plan".to_owned();
    let checked = check(&other, &[Draft::of("区商务局").given()], Some(QUARTER), None);
    assert_eq!(said_of(&checked, FILE), ["F05"]);
    let message = &checked.findings.iter().find(|finding| finding.code.0 == "F05").unwrap().message;
    assert!(message.contains(&*PLAN.id) && message.contains("other-plan"), "{message}");
    assert_eq!(status(&checked, FILE), FileStatus::Refused);
}

#[test]
fn what_stands_under_a_label_that_was_not_understood_is_no_unfilled_form() {
    let label = |sheet: &mut Sheet| {
        let col = col_of(sheet, "本期进展情况");
        let is_label = |cell: &Cell| text_of(cell) == "本期进展情况";
        let row = sheet.rows.iter().position(|row| row.cells.iter().any(|(at, cell, _)| *at == col && is_label(cell)));
        put(sheet, CellRef::new(u32::try_from(row.unwrap()).unwrap(), col), words("干了些什么"));
    };
    let draft = Draft::blank(STREET).set(TASKS, "1.1", "本期进展情况", "已走访企业12家。").sheet(TASKS, label);
    let said = draft.said();
    assert!(said.iter().any(|line| line.starts_with("S03")), "{said:?}");
    assert!(!said.contains(&"F12".to_owned()), "{said:?}");
}
