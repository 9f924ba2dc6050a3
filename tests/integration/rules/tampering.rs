//! What was handed out against what came back: S08, F09, F13, L14, X05, and what is left over.

use super::*;
use qingdan::consolidate::consolidate;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const STREET: &str = "五马街道";
const NOTHING: [&str; 0] = [];

/// Code, case, place and message of everything said.
fn findings(draft: &Draft) -> Vec<(String, &'static str, String)> {
    let checked = draft.checked();
    let here = checked.findings.iter().filter(|finding| &*finding.at.file == FILE);
    here.map(|finding| (line(finding), finding.case, finding.message.clone())).collect()
}

/// What is listed of a return as in no table: cell and reason.
fn left(draft: &Draft) -> Vec<(String, String, String)> {
    let quarter = consolidate(&PLAN, QUARTER, &draft.checked(), None);
    let line = |cell: &qingdan::consolidate::UnplacedLine| {
        let sheet = cell.at.sheet.as_ref().unwrap().name.to_string();
        (format!("{sheet} {}", cell.at.cell.unwrap()), cell.text.clone(), cell.note.clone())
    };
    quarter.unplaced.iter().map(line).collect()
}

#[test]
fn a_locked_cell_that_was_changed_is_named_with_what_it_should_be() {
    let draft = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "年度目标", words("1家以上"));
    let place = draft.place(INDICATORS, "6.1-1", "年度目标");
    let said = findings(&draft);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!((&*said[0].0, said[0].1), (&*format!("S08 {place}"), ""));
    let indicator = PLAN.indicators.iter().find(|known| known.code.0 == "6.1-1").unwrap();
    assert!(said[0].2.contains(&format!("应为“{}”，现为“1家以上”", indicator.goal)), "{}", said[0].2);
    assert_eq!(status(&draft.checked(), FILE), FileStatus::AcceptedWithWarnings);
    // The plan's target counts.
    let checked = draft.checked();
    let row = checked.row(unit(COMMERCE), TableId::Indicators, &RowKey::from("6.1-1")).unwrap();
    assert_eq!(*table(INDICATORS).value(&row.values, Role::Goal), Value::text(&indicator.goal));
    // Emptied is changed too.
    let emptied = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "年度目标", Cell::Blank);
    assert!(findings(&emptied)[0].2.contains("现为空白"), "{:?}", findings(&emptied));
}

#[test]
fn another_spelling_of_what_was_handed_out_is_no_change() {
    let target = PLAN.indicators.iter().find(|known| known.code.0 == "6.1-1").unwrap().target.unwrap();
    let as_text = Value::Number(target).shown();
    let draft = Draft::of(COMMERCE)
        .sheet(INDICATORS, move |sheet| put(sheet, place_on(sheet, "6.1-1", "目标值"), words(&format!(" {as_text} "))))
        .sheet(TASKS, |sheet| {
            let at = place_on(sheet, "6.1", "责任单位");
            let row = &mut sheet.rows[at.row as usize];
            let cell = row.cells.iter_mut().find(|(col, ..)| *col == at.col).unwrap();
            cell.1 = words(&text_of(&cell.1).replace('、', "、 "));
        })
        .sheet(TASKS, |sheet| {
            let at = place_on(sheet, "1.1", "重点任务");
            let row = &mut sheet.rows[at.row as usize];
            let cell = row.cells.iter_mut().find(|(col, ..)| *col == at.col).unwrap();
            let typed = text_of(&cell.1).replace(['“', '”'], "\"");
            assert!(typed.contains("\"十百千\""), "{typed}");
            cell.1 = words(&typed);
        });
    assert_eq!(draft.said(), NOTHING);
}

#[test]
fn a_code_that_was_changed_is_an_error_where_the_row_is_still_known() {
    let draft = Draft::of(COMMERCE).type_over(TASKS, "6.1", "任务编号", words("6.1甲"));
    let place = Draft::of(COMMERCE).place(TASKS, "6.1", "任务编号");
    let said = findings(&draft);
    assert!(said.iter().any(|(at, case, _)| *at == format!("S08 {place}") && *case == "identity"), "{said:?}");
    assert_eq!(status(&draft.checked(), FILE), FileStatus::NeedsCorrection);
}

#[test]
fn a_locked_line_of_the_cover_that_was_emptied_or_spoilt_is_an_error() {
    for (row, written) in [(2, Cell::Blank), (3, words("三季度"))] {
        let draft = Draft::of(COMMERCE).sheet(COVER, move |sheet| put(sheet, CellRef::new(row, 1), written.clone()));
        let said = findings(&draft);
        assert_eq!((&*said[0].0, said[0].1), (&*format!("S08 填报说明 B{}", row + 1), "identity"));
        assert_eq!(said.len(), 1, "{said:?}");
    }
    let version = Draft::of(COMMERCE).sheet(COVER, |sheet| put(sheet, CellRef::new(9, 1), words("自制")));
    assert_eq!(findings(&version).len(), 1, "{:?}", findings(&version));
    assert_eq!(status(&version.checked(), FILE), FileStatus::AcceptedWithWarnings);
}

#[test]
fn a_computed_cell_that_was_typed_over_is_recomputed_and_both_are_shown() {
    // 区商务局's figures reach their target: 完成率 is 100.
    let draft = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "完成率", Cell::Number(250.0));
    let said = findings(&draft);
    assert_eq!((said.len(), said[0].1), (1, "computed"), "{said:?}");
    assert_eq!(said[0].0, format!("S08 {}", draft.place(INDICATORS, "6.1-1", "完成率")));
    assert!(said[0].2.contains("应为“100”，现为“250”"), "{}", said[0].2);
    // Pasted as a value it is no change.
    let pasted = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "完成率", Cell::Number(100.0));
    assert_eq!(pasted.said(), NOTHING);
    // A formula that is still there and was saved with another result.
    let stale = Cell::Formula { a1: "=1+1".into(), cached: Value::Number(2.0) };
    let stale = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "完成率", stale);
    let said = findings(&stale);
    assert_eq!((said.len(), said[0].1), (1, "recomputed"), "{said:?}");
    assert!(said[0].2.contains("应为“100”，现为“2”"), "{}", said[0].2);
}

#[test]
fn what_the_form_itself_held_is_no_change_when_the_plan_was_revised_since() {
    let draft = Draft::of(COMMERCE);
    let mut revised = PLAN.clone();
    revised.revision = "ffffffffffff".into();
    let indicator = revised.indicators.iter_mut().find(|known| known.code.0 == "6.1-1").unwrap();
    indicator.name.push('数');
    let given = recognize(&read(FILE, &draft.file(), &revised.reading), &revised);
    let checked = check(&revised, &[given], Some(QUARTER), None);
    let here: Vec<&Finding> = checked.findings.iter().filter(|finding| &*finding.at.file == FILE).collect();
    assert_eq!(
        here.iter().map(|finding| (finding.code.0.as_str(), finding.case)).collect::<Vec<_>>(),
        [("S08", "revised")]
    );
    assert!(here[0].message.contains("6.1-1"), "{}", here[0].message);
}

#[test]
fn a_figure_typed_where_none_is_asked_for_is_said() {
    let row = ROSTER.iter().find(|row| row.table == TableId::Indicators && row.due == Due::NotDue).unwrap();
    let key: &'static str = row.key.0.as_str();
    let draft = Draft::of(&PLAN.unit(row.unit).name).type_over(INDICATORS, key, "本期累计完成值", Cell::Number(7.0));
    let said = findings(&draft);
    assert_eq!(said[0].0, format!("S08 {}", draft.place(INDICATORS, key, "本期累计完成值")));
    assert!(said[0].2.contains("应为“本期不报”，现为“7”"), "{}", said[0].2);
}

#[test]
fn notes_are_quoted_but_not_ours() {
    let noted = |text: &'static str| {
        Draft::of(COMMERCE).sheet(TASKS, move |sheet| sheet.notes.push((CellRef::new(4, 6), text.to_owned())))
    };
    let said = findings(&noted("已与财政局对过"));
    assert_eq!((&*said[0].0, said.len()), ("F13 重点任务攻坚表 G5", 1));
    assert!(said[0].2.contains("已与财政局对过") && said[0].2.contains("G5"), "{}", said[0].2);
    let ours: &'static str = Box::leak(format!("{}请核对", qingdan::text::NOTE_MARK).into_boxed_str());
    assert_eq!(noted(ours).said(), NOTHING);
}

#[test]
fn a_formula_that_reads_another_file_is_named_and_its_saved_result_counts() {
    let linked = |a1: &str| Cell::Formula { a1: a1.into(), cached: Value::Number(12.0) };
    let place = Draft::of(COMMERCE).place(INDICATORS, "6.1-1", "本期累计完成值");
    for a1 in ["=[1]Sheet1!$A$1", "='file:///D:/台账.ods'#$Sheet1.A1", "='D:\\[台账.xlsx]Sheet1'!A1"] {
        let draft = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "本期累计完成值", linked(a1));
        let said = findings(&draft);
        assert!(said.iter().any(|(at, case, _)| *at == format!("F09 {place}") && *case == "cell"), "{a1} {said:?}");
    }
    let inside = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "本期累计完成值", linked("=Sheet2!A1+A1"));
    assert!(findings(&inside).iter().all(|(at, ..)| !at.starts_with("F09")));
}

/// A line below the table.
fn below(name: &'static str, cells: &'static [(&'static str, f64)]) -> impl Fn(&mut Sheet) {
    move |sheet| {
        let mut line = vec![(0, words("合计"), Style::TEXT)];
        line.extend(cells.iter().map(|(field, number)| (col_of(sheet, field), Cell::Number(*number), Style::TEXT)));
        line.sort_by_key(|(col, ..)| *col);
        assert_eq!(sheet.name, name);
        sheet.rows.push(qingdan::render::Row { height: None, cells: line });
    }
}

#[test]
fn a_total_typed_below_the_projects_is_held_against_their_sum() {
    let count = ROSTER.iter().filter(|row| row.unit == unit(REFORM) && row.table == TableId::Projects).count();
    assert_eq!(count, 2, "two projects of 3000 each");
    let draft = Draft::of(REFORM).sheet(PROJECTS, below(PROJECTS, &[("本年累计完成投资", 6200.0)]));
    let said = findings(&draft);
    assert!(
        said.iter().any(|(at, _, text)| at.starts_with("X05 ") && text.contains("6200") && text.contains("6000")),
        "{said:?}"
    );
    let right =
        Draft::of(REFORM).sheet(PROJECTS, below(PROJECTS, &[("本年累计完成投资", 6000.0), ("完成年度计划", 1.0)]));
    assert!(findings(&right).iter().all(|(at, ..)| !at.starts_with("X05")), "{:?}", findings(&right));
}

#[test]
fn a_row_that_does_not_count_is_listed_cell_by_cell() {
    let copy = |as_key: &'static str| {
        Draft::of(COMMERCE).edit(move |book| {
            let sheet = sheet(book, TASKS);
            let mut copy = sheet.rows[row_of(sheet, "6.1")].clone();
            copy.cells[0].1 = words(as_key);
            sheet.rows.push(copy);
        })
    };
    for (key, reason) in [("99.9", "自行增加"), ("3.4", "其他单位"), ("6.1", "重复")] {
        let draft = copy(key);
        let mut book = draft.book();
        let sheet = sheet(&mut book, TASKS);
        let filled = |row: &qingdan::render::Row| {
            row.cells
                .iter()
                .filter(|(_, cell, _)| match cell {
                    Cell::Formula { cached, .. } => !cached.is_blank(),
                    Cell::Blank => false,
                    Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Link { .. } => true,
                })
                .count()
        };
        let mut expected = filled(sheet.rows.last().unwrap());
        if key == "6.1" {
            expected *= 2;
        }
        let listed = left(&draft);
        assert_eq!(listed.len(), expected, "{key}");
        assert!(listed.iter().all(|(_, _, note)| note.contains(reason)), "{key} {listed:?}");
    }
}

#[test]
fn what_a_supporter_typed_for_the_lead_is_listed() {
    let draft = Draft::of(STREET).row(TASKS, "1.1", &[("推进状态", "推进中"), ("完成进度", "10")]);
    let at = |field: &str| draft.place(TASKS, "1.1", field);
    let listed: Vec<String> = left(&draft).into_iter().map(|(at, ..)| at).collect();
    // U04 stands at the first of them; what our own formulas made of it is nobody's content.
    assert_eq!(listed, [at("完成进度")], "{:?}", left(&draft));
}

#[test]
fn rubbish_on_our_hidden_sheets_is_listed() {
    for name in ["_meta", "_lists", "_limits"] {
        let draft = Draft::of(COMMERCE).edit(move |book| {
            let sheet = sheet(book, name);
            let cells = vec![(9, words("私货"), Style::TEXT)];
            sheet.rows.push(qingdan::render::Row { height: None, cells });
        });
        let listed = left(&draft);
        assert!(listed.iter().any(|(at, text, _)| at.starts_with(name) && text == "私货"), "{name} {listed:?}");
        assert_eq!(listed.len(), 1, "{listed:?}");
    }
    assert_eq!(left(&Draft::of(COMMERCE)), []);
}

#[test]
fn a_decision_that_takes_no_effect_is_listed_with_all_its_cells() {
    let cells = [("单位", COMMERCE), ("分值", "三五分"), ("依据", "获省级通报表扬")];
    let draft = Draft::of("专班办公室").typed("加减分", &cells);
    let listed: Vec<String> = left(&draft).into_iter().map(|(_, text, _)| text).collect();
    // The points are quoted by the finding about them.
    assert!(draft.said().iter().any(|line| line.starts_with("V03 加减分")), "{:?}", draft.said());
    assert_eq!(listed, [COMMERCE, "获省级通报表扬"]);
}

#[test]
fn computed_cells_of_an_old_format_that_differ_are_told_once_per_sheet() {
    // Two cells without a formula, as a reader of .xls gives the results of shared formulas.
    let typed_over = |name| {
        let draft = Draft::of(COMMERCE).type_over(INDICATORS, "6.1-1", "亮灯", words("0"));
        draft.type_over(INDICATORS, "6.1-2", "亮灯", words("0")).given_as(name)
    };
    let said = |given: &Return| -> Vec<(String, &'static str)> {
        let checked = checked(&[given]);
        let here = checked.findings.iter().filter(|finding| finding.code.0 == "S08");
        here.map(|finding| ((*finding.code.0).to_owned(), finding.case)).collect()
    };
    let mut given = typed_over("旧.xls");
    assert_eq!(said(&given), [("S08".to_owned(), "computed"), ("S08".to_owned(), "computed")]);
    given.format = qingdan::read::Format::Xls;
    assert_eq!(said(&given), [("S08".to_owned(), "recomputed")]);
}

#[test]
fn results_under_the_table_without_a_code_are_no_row_that_somebody_added() {
    let draft = Draft::of("专班办公室").sheet("督导服务销号表", |sheet| {
        let (row, col) = (u32::try_from(sheet.rows.len()).unwrap() - 1, col_of(sheet, "超期天数"));
        put(sheet, CellRef::new(row, col), Cell::Number(0.0));
    });
    assert!(!draft.said().iter().any(|line| line.starts_with("S06")), "{:?}", draft.said());
    assert!(left(&draft).iter().any(|(_, text, _)| text == "0"), "{:?}", left(&draft));
}
