//! Who counts: 报送次数, then 填报日期, then when the file was saved; copies, ties, parts, refused files (F07).

use super::*;

const COMMERCE: &str = "区商务局";

fn sent(edition: &str, day: &str, text: &str) -> Draft {
    Draft::of(COMMERCE).cover(CoverLine::Edition, edition).cover(CoverLine::FilledOn, day).set(
        TASKS,
        "6.1",
        "典型经验",
        text,
    )
}

/// What the second of two says, and the text that counts.
fn outcome(files: &[(&str, &Return)]) -> (Vec<(String, Vec<String>, FileStatus)>, String) {
    let returns: Vec<&Return> = files.iter().map(|(_, given)| *given).collect();
    let checked = checked(&returns);
    let each = files.iter().map(|(name, _)| ((*name).to_owned(), said_of(&checked, name), status(&checked, name)));
    let counting = checked.row(unit(COMMERCE), TableId::Tasks, &RowKey::from("6.1")).unwrap();
    (each.collect(), counting.values[slot(table(TASKS), "典型经验")].shown())
}

fn line_of(name: &str, said: &[&str], status: FileStatus) -> (String, Vec<String>, FileStatus) {
    (name.to_owned(), said.iter().map(|line| (*line).to_owned()).collect(), status)
}

#[test]
fn the_later_edition_counts_whatever_the_dates_and_names() {
    let one = sent("2", "@2023-09-20", "第二次").given_as("甲.xlsx");
    let two = sent("1", "@2023-09-30", "第一次").given_as("乙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &one), ("乙.xlsx", &two)]);
    assert_eq!(counts, "第二次");
    assert_eq!(
        each,
        [line_of("甲.xlsx", &[], FileStatus::Accepted), line_of("乙.xlsx", &["F07"], FileStatus::Superseded)]
    );
}

#[test]
fn of_equal_editions_the_one_filled_in_later_counts() {
    let one = sent("1", "@2023-09-20", "早").given_as("乙.xlsx");
    let two = sent("1", "@2023-09-21", "晚").given_as("甲.xlsx");
    let (each, counts) = outcome(&[("乙.xlsx", &one), ("甲.xlsx", &two)]);
    assert_eq!(counts, "晚");
    assert_eq!(each[0], line_of("乙.xlsx", &["F07"], FileStatus::Superseded));
}

#[test]
fn of_equal_days_the_one_saved_later_counts() {
    let mut one = sent("1", "@2023-09-20", "早").given_as("甲.xlsx");
    let mut two = sent("1", "@2023-09-20", "晚").given_as("乙.xlsx");
    one.saved = Some("2023-09-20T08:00:00Z".into());
    two.saved = Some("2023-09-20T09:00:00Z".into());
    let (each, counts) = outcome(&[("甲.xlsx", &one), ("乙.xlsx", &two)]);
    assert_eq!(counts, "晚");
    assert_eq!(each[0], line_of("甲.xlsx", &["F07"], FileStatus::Superseded));
}

#[test]
fn where_nothing_tells_them_apart_none_counts() {
    let one = sent("1", "@2023-09-20", "一").given_as("甲.xlsx");
    let two = sent("1", "@2023-09-20", "二").given_as("乙.xlsx");
    let older = sent("1", "@2023-09-01", "旧").given_as("丙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &one), ("乙.xlsx", &two), ("丙.xlsx", &older)]);
    assert_eq!(counts, "");
    assert_eq!(each[0], line_of("甲.xlsx", &["F07"], FileStatus::Refused));
    assert_eq!(each[1], line_of("乙.xlsx", &["F07"], FileStatus::Refused));
    // The older one does not step in for those that can't be told apart.
    assert_eq!(each[2], line_of("丙.xlsx", &["F07"], FileStatus::Superseded));
    let cases: Vec<&str> = checked(&[&one, &two, &older]).findings.iter().map(|finding| finding.case).collect();
    assert_eq!(cases.iter().filter(|case| **case == "tie").count(), 2);
    assert_eq!(cases.iter().filter(|case| **case == "older").count(), 1);
}

#[test]
fn a_tie_among_older_ones_does_not_matter() {
    let newest = sent("2", "@2023-09-20", "新").given_as("甲.xlsx");
    let one = sent("1", "@2023-09-20", "一").given_as("乙.xlsx");
    let two = sent("1", "@2023-09-20", "二").given_as("丙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &newest), ("乙.xlsx", &one), ("丙.xlsx", &two)]);
    assert_eq!(counts, "新");
    assert_eq!(each[0], line_of("甲.xlsx", &[], FileStatus::Accepted));
    assert!(each[1..].iter().all(|(_, said, status)| said == &["F07"] && *status == FileStatus::Superseded));
}

#[test]
fn copies_are_one_file() {
    let one = sent("1", "@2023-09-20", "同").given_as("乙.xlsx");
    let two = sent("1", "@2023-09-20", "同").given_as("甲.xlsx");
    let (each, counts) = outcome(&[("乙.xlsx", &one), ("甲.xlsx", &two)]);
    assert_eq!(counts, "同");
    let mut statuses: Vec<FileStatus> = each.iter().map(|(_, _, status)| *status).collect();
    statuses.sort();
    assert_eq!(statuses, [FileStatus::Accepted, FileStatus::Superseded]);
    assert_eq!(checked(&[&one, &two]).findings.iter().filter(|finding| finding.case == "copy").count(), 1);
}

/// A part: the cover and these tables only.
fn part(draft: Draft, tables: &'static [&'static str]) -> Draft {
    draft.edit(|book| {
        book.sheets
            .retain(|sheet| sheet.name == COVER || sheet.name.starts_with('_') || tables.contains(&&*sheet.name));
    })
}

#[test]
fn tables_of_one_unit_in_several_files_are_one_return() {
    let one = part(sent("1", "@2023-09-20", "一"), &[INDICATORS]).given_as("甲.xlsx");
    let two = part(sent("1", "@2023-09-20", "一"), &[TASKS]).given_as("乙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &one), ("乙.xlsx", &two)]);
    assert_eq!(counts, "一");
    assert!(each.iter().all(|(_, said, status)| said.is_empty() && *status == FileStatus::Accepted), "{each:?}");
}

#[test]
fn parts_that_cannot_be_told_apart_do_not_count_beside_one_that_can() {
    // 甲 holds the indicators and is the newest; 乙 and 丙 hold the same tasks and are equal.
    let newest = part(sent("2", "@2023-09-20", ""), &[INDICATORS]).given_as("甲.xlsx");
    let one = part(sent("1", "@2023-09-20", "一"), &[TASKS]).given_as("乙.xlsx");
    let two = part(sent("1", "@2023-09-20", "二"), &[TASKS]).given_as("丙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &newest), ("乙.xlsx", &one), ("丙.xlsx", &two)]);
    assert_eq!(counts, "");
    assert_eq!(each[1], line_of("乙.xlsx", &["F07"], FileStatus::Refused));
    assert_eq!(each[2], line_of("丙.xlsx", &["F07"], FileStatus::Refused));
}

#[test]
fn a_refused_file_does_not_stand_in_the_way_of_a_readable_one() {
    let old = Draft::of(COMMERCE).period("2023Q2").cover(CoverLine::Edition, "9").given_as("甲.xlsx");
    let good = sent("1", "@2023-09-20", "好").given_as("乙.xlsx");
    let (each, counts) = outcome(&[("甲.xlsx", &old), ("乙.xlsx", &good)]);
    assert_eq!(counts, "好");
    assert_eq!(each[0], line_of("甲.xlsx", &["F05 填报说明 B4"], FileStatus::Refused));
    assert_eq!(each[1], line_of("乙.xlsx", &[], FileStatus::Accepted));
}

#[test]
fn findings_stand_in_the_files_that_count_only() {
    let bad = sent("1", "@2023-09-20", "").set(TASKS, "6.1", "完成进度", "101").given_as("甲.xlsx");
    let good = sent("2", "@2023-09-20", "").given_as("乙.xlsx");
    let (each, _) = outcome(&[("甲.xlsx", &bad), ("乙.xlsx", &good)]);
    assert_eq!(each[0], line_of("甲.xlsx", &["F07"], FileStatus::Superseded));
    assert_eq!(each[1], line_of("乙.xlsx", &[], FileStatus::Accepted));
}
