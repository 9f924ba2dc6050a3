//! What the office decides where units are scored and praised: 加减分, excused units, 核定 in print.

use super::*;

#[test]
fn all_points_of_a_unit_count_as_far_as_the_plan_allows() {
    let office = |values: [&str; 2]| {
        let row = |value| [("单位", COMMERCE), ("分值", value)];
        let [first, second] = values.map(row);
        Draft::of(OFFICE)
            .typed(POINTS, &[&first[..], &[("依据", "获国家级表彰")]].concat())
            .typed(POINTS, &[&second[..], &[("依据", "会议缺席")]].concat())
    };
    let points = |office: &Draft| {
        let checked = with_office(office, &Draft::of(COMMERCE));
        assert_eq!(said_of(&checked, "办公室.xlsx"), [""; 0]);
        let quarter = quarter(&checked);
        let line = quarter.league.units.iter().find(|line| line.unit == unit(COMMERCE)).unwrap().clone();
        assert!(line.explanation.contains(&line.basis), "{}", line.explanation);
        (line.points, line.basis)
    };
    assert_eq!(points(&office(["5", "-2"])), (3.0, "5分：获国家级表彰；－2分：会议缺席".to_owned()));
    // Each within −10 to 10, together beyond: as many count as one may give.
    let (counted, basis) = points(&office(["8", "4"]));
    assert_eq!(Value::Number(counted), Value::Number(10.0));
    assert!(basis.ends_with("合计12分，超过上限，按10分计"), "{basis}");
    // One beyond is sent back.
    let beyond = office(["10.5", "-2"]);
    let checked = with_office(&beyond, &Draft::of(COMMERCE));
    assert_eq!(said_of(&checked, "办公室.xlsx"), [format!("V09 {}", typed_at(&beyond, POINTS, 0, "分值"))]);
    let quarter = quarter(&checked);
    let line = quarter.league.units.iter().find(|line| line.unit == unit(COMMERCE)).unwrap();
    assert_eq!(Value::Number(line.points), Value::Number(-2.0));
}

#[test]
fn who_need_not_report_is_neither_urged_nor_scored_for_silence() {
    let silent = |waivers: &[[&str; 4]]| quarter(&everyone(&waiving(waivers), &[], &[COMMERCE]));
    let line =
        |quarter: &Quarter| quarter.league.units.iter().find(|line| line.unit == unit(COMMERCE)).unwrap().clone();
    let owing = line(&silent(&[]));
    assert_eq!((owing.praise.as_str(), owing.components[4]), ("亮灯督促", Some(0.0)));
    let quarter = silent(&[["C01", COMMERCE, "", UNTIL]]);
    let excused = line(&quarter);
    assert_eq!((excused.praise.as_str(), excused.components[4], excused.rank), ("", None, None));
    assert!(excused.items.iter().all(|item| item.score().is_none()), "{:?}", excused.items);
    assert!(excused.explanation.contains("报送：经批准本期不报送。"), "{}", excused.explanation);
    // Still counted among those who did not report, as approved.
    assert!(printed(&quarter, "封面").iter().any(|text| text.contains("未报1家") && text.contains("经批准")));
    // The sheet says so too: no score beside the unit's return.
    let mut book = workbook(&PLAN, &quarter, None);
    let league = sheet(&mut book, "争先创优晾晒表");
    let of_return = |row: &qingdan::render::Row| {
        let texts: Vec<String> = row.cells.iter().map(|(_, cell, _)| text_of(cell)).collect();
        texts.contains(&COMMERCE.to_owned()) && texts.contains(&"本期填报表".to_owned())
    };
    let row = league.rows.iter().find(|row| of_return(row)).unwrap();
    let numbers = row.cells.iter().filter(|(_, cell, _)| match cell {
        Cell::Formula { cached, .. } => cached.number() == Some(0.0),
        Cell::Number(number) => *number == 0.0,
        Cell::Blank | Cell::Text(_) | Cell::Date(_) | Cell::Link { .. } => false,
    });
    assert_eq!(numbers.count(), 0);
}

#[test]
fn a_verdict_is_seen_in_print_by_the_light_and_told_in_the_appendix() {
    let office =
        Draft::of(OFFICE).typed(VERDICTS, &[("任务编号", "6.1"), ("核定状态", "滞后"), ("说明", "现场核查未完成。")]);
    let quarter = quarter(&with_office(&office, &Draft::of(COMMERCE)));
    let mut book = workbook(&PLAN, &quarter, None);
    let tasks = sheet(&mut book, TASKS);
    let head = tasks.rows.iter().find(|row| row.cells.first().is_some_and(|(_, cell, _)| text_of(cell) == "任务编号"));
    let light = head.unwrap().cells.iter().find(|(_, cell, _)| text_of(cell) == "亮灯").unwrap().0;
    assert!(light <= tasks.page.area.unwrap().last.col, "printed");
    let of = |key: &str| {
        let row = &tasks.rows[row_of(tasks, key)];
        let (_, cell, style) = row.cells.iter().find(|(col, ..)| *col == light).unwrap();
        let Cell::Formula { cached, .. } = cell else { panic!("{cell:?}") };
        (cached.shown(), style.format)
    };
    // The value is the light alone, so that counts and the next period read it.
    assert_eq!(of("6.1"), ("黄".to_owned(), NumberFormat::Decided));
    assert_eq!(of("6.5"), ("绿".to_owned(), NumberFormat::General));
    let told = "6.1（区商务局）：填报“推进中”，核定为“滞后”。理由：现场核查未完成。";
    assert!(printed(&quarter, "附录").contains(&told.to_owned()));
}

#[test]
fn points_may_be_given_to_who_has_a_place_in_the_league() {
    let mut book = Draft::of(OFFICE).book();
    let options = |book: &mut Book, name: &str| {
        let validations = sheet(book, name).validations.clone();
        let ranges = validations.iter().filter_map(|validation| {
            if let qingdan::render::Allow::List(range) = &validation.allow { Some(range.clone()) } else { None }
        });
        let range = ranges.collect::<Vec<_>>().remove(0);
        let letters = range.trim_start_matches("=_lists!$").split('$').next().unwrap().to_owned();
        let lists = sheet(book, "_lists");
        let column = (0..26).find(|col| qingdan::location::column_letters(*col) == letters).unwrap();
        let cells = lists.rows.iter().skip(1).flat_map(|row| &row.cells).filter(|(col, ..)| *col == column);
        cells.map(|(_, cell, _)| text_of(cell)).collect::<Vec<_>>()
    };
    let (points, arrivals) = (options(&mut book, POINTS), options(&mut book, ARRIVALS));
    assert!(!points.contains(&OFFICE.to_owned()) && points.len() == 42, "{points:?}");
    assert!(arrivals.contains(&COMMERCE.to_owned()));
}

#[test]
fn the_bulletin_names_who_owes_a_return_apart_from_who_need_not_report() {
    let checked = everyone(&waiving(&[["C01", "五马街道", "", UNTIL]]), &[], &["五马街道", "七都街道"]);
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "texts/季度通报.txt").unwrap();
    "题\n\n{{ 报送.应报 }}，{{ 报送.按时 }}，{{ 报送.未报 }}：{{ 报送.未报单位 | join(\"、\") }}，\
     {{ 报送.经批准不报 }}：{{ 报送.经批准不报单位 | join(\"、\") }}"
        .clone_into(text);
    let (plan, faults) = load(&files);
    assert!(faults.iter().all(|fault| fault.code.0 != "P19"), "{faults:?}");
    let quarter = consolidate(&plan, QUARTER, &checked, None);
    assert_eq!(quarter.bulletin, ["题", "42，40，1：七都街道，1：五马街道"]);
}
