//! The close-out ledger: the office registers, the department fills in its part, Z01–Z06 judge both together.

use super::*;

const OFFICE: &str = "专班办公室";
const COMMERCE: &str = "区商务局";

pub(super) const ISSUE: [(&str, &str); 7] = [
    ("问题编号", "W01"),
    ("督导日期", "@2023-08-01"),
    ("问题等级", "一般"),
    ("问题描述", "首店政策未兑现。"),
    ("责任单位", COMMERCE),
    ("整改措施", "限期兑现。"),
    ("整改进展", "已兑现3家。"),
];

pub(super) const CLOSED: [(&str, &str); 9] = [
    ("整改期限", "@2023-09-30"),
    ("销号状态", "已销号"),
    ("实际完成时间", "@2023-09-01"),
    ("佐证材料", "兑现清单"),
    ("申请销号日期", "@2023-09-02"),
    ("核查单位", OFFICE),
    ("核查人", "赵六"),
    ("核查日期", "@2023-09-05"),
    ("核查意见", "同意"),
];

/// The office's form with this issue in the ledger's first row; later cells take the place of earlier ones.
fn issue(cells: &[&[(&str, &str)]]) -> Draft {
    let all: Vec<(&str, &str)> =
        ISSUE.iter().copied().chain(cells.iter().flat_map(|cells| cells.iter().copied())).collect();
    Draft::of(OFFICE).typed(LEDGER, &all)
}

#[track_caller]
fn says(draft: &Draft, expected: &[(&str, &str)]) {
    let mut lines: Vec<String> =
        expected.iter().map(|(code, field)| format!("{code} {}", draft.place(LEDGER, "W01", field))).collect();
    let mut said = draft.said();
    lines.sort();
    said.sort();
    assert_eq!(said, lines);
}

fn closed(cells: &[(&str, &str)]) -> Draft {
    issue(&[&CLOSED, &[("销号日期", "@2023-09-06")], cells])
}

fn open(cells: &[(&str, &str)]) -> Draft {
    issue(&[&[("销号状态", "整改中"), ("整改期限", "@2023-10-31")], cells])
}

#[test]
fn closing_needs_everything_that_proves_it() {
    says(&closed(&[]), &[]);
    for field in ["实际完成时间", "佐证材料", "申请销号日期", "核查单位", "核查人", "核查日期", "核查意见", "销号日期"]
    {
        says(&closed(&[(field, "")]), &[("Z01", "销号状态")]);
    }
    says(&closed(&[("核查意见", "退回")]), &[("Z01", "销号状态")]);
    says(&open(&[("佐证材料", "")]), &[]);
}

#[test]
fn what_is_missing_is_named_with_its_cells() {
    let lacks = |draft: &Draft, code: &str, fields: &[&str]| {
        let mut expected: Vec<String> = fields.iter().map(|field| draft.place(LEDGER, "W01", field)).collect();
        expected.sort();
        let mut cells = draft.lacking(code, LEDGER);
        cells.sort();
        assert_eq!(cells, expected, "{code}");
    };
    lacks(&closed(&[("核查人", "")]), "Z01", &["核查人"]);
    lacks(&closed(&[("佐证材料", ""), ("核查意见", "")]), "Z01", &["佐证材料", "核查意见"]);
    // A verdict that is there has to be another one.
    lacks(&closed(&[("核查意见", "退回")]), "Z01", &[]);
    let extended =
        |until: &str| open(&[("整改期限", "@2023-10-10"), ("延期至", until), ("销号状态", "延期"), ("延期批准人", "")]);
    lacks(&extended("@2023-10-20"), "Z05", &["延期批准人"]);
    // Whoever approves it, the day is too early.
    lacks(&extended("@2023-10-10"), "Z05", &[]);
    lacks(&closed(&[("核查单位", COMMERCE)]), "Z02", &[]);
    lacks(&closed(&[("实际完成时间", "@2023-07-31")]), "Z03", &[]);
}

#[test]
fn nobody_verifies_its_own_work() {
    says(&closed(&[("核查单位", COMMERCE)]), &[("Z02", "核查单位")]);
    // The office is part of 区发改局.
    says(&closed(&[("责任单位", "区发改局")]), &[("Z02", "核查单位")]);
    says(&closed(&[("责任单位", "区发改局"), ("核查单位", COMMERCE)]), &[]);
}

#[test]
fn the_days_follow_each_other() {
    says(&closed(&[("实际完成时间", "@2023-07-31")]), &[("Z03", "实际完成时间")]);
    says(&closed(&[("申请销号日期", "@2023-08-31")]), &[("Z03", "申请销号日期")]);
    says(&closed(&[("核查日期", "@2023-09-01")]), &[("Z03", "核查日期")]);
    says(&closed(&[("销号日期", "@2023-09-04")]), &[("Z03", "销号日期")]);
    says(&closed(&[("实际完成时间", "@2023-08-01"), ("申请销号日期", "@2023-08-01")]), &[]);
}

#[test]
fn an_issue_past_its_day_is_asked_about() {
    says(&open(&[("整改期限", "@2023-09-29")]), &[("Z04", "销号状态")]);
    says(&open(&[("整改期限", "@2023-09-30")]), &[]);
    // Without a day, thirty days from 2023-08-01: 2023-08-31.
    says(&open(&[("整改期限", "")]), &[("Z04", "销号状态")]);
    says(&open(&[("整改期限", "@2023-09-29"), ("销号状态", "长期推进")]), &[]);
    let extended =
        [("整改期限", "@2023-09-15"), ("延期至", "@2023-10-15"), ("延期批准人", "钱七"), ("销号状态", "延期")];
    says(&open(&extended), &[]);
}

#[test]
fn an_extension_is_approved_and_later() {
    let extended = |until: &str, by: &str| {
        open(&[("整改期限", "@2023-10-10"), ("延期至", until), ("延期批准人", by), ("销号状态", "延期")])
    };
    says(&extended("@2023-10-20", "钱七"), &[]);
    says(&extended("@2023-10-20", ""), &[("Z05", "延期至")]);
    says(&extended("@2023-10-10", "钱七"), &[("Z05", "延期至")]);
    // Overdue by the day that stands, 2023-09-15, and not by the extension that doesn't count.
    let unsound = open(&[("整改期限", "@2023-09-15"), ("延期至", "@2023-10-20")]);
    says(&unsound, &[("Z04", "销号状态"), ("Z05", "延期至")]);
}

/// A department's return with the ledger's sheet in it, as it comes from the second period on.
fn departments(cells: &'static [(&'static str, &'static str)]) -> Draft {
    Draft::of(COMMERCE).edit(|book| {
        let mut office = Draft::blank(OFFICE).typed(LEDGER, cells).book();
        let mut ledger = sheet(&mut office, LEDGER).clone();
        ledger.rows[1].cells.clear();
        ledger.rows.truncate(4);
        let end = book.sheets.iter().position(|sheet| sheet.name.starts_with('_')).unwrap();
        book.sheets.insert(end, ledger);
    })
}

const OWN: &[(&str, &str)] = &[
    ("问题编号", "W01"),
    ("整改措施", "限期兑现。"),
    ("整改进展", "已兑现3家。"),
    ("销号状态", "申请销号"),
    ("实际完成时间", "@2023-07-01"),
    ("申请销号日期", "@2023-09-02"),
];

#[test]
fn a_department_s_part_is_judged_with_the_office_s_and_blamed_where_it_stands() {
    let registered = [&ISSUE[..5], &[("整改期限", "@2023-10-31")]].concat();
    let office = Draft::of(OFFICE).typed(
        LEDGER,
        &[&registered[..], &[("整改措施", "限期兑现。"), ("整改进展", "进行中。"), ("销号状态", "整改中")]].concat(),
    );
    let department = departments(OWN);
    let both = checked(&[&office.given_as("办公室.xlsx"), &department.given()]);
    // Completed before the visit of 1 August: the department wrote it, in its own file.
    assert_eq!(said_of(&both, FILE), [format!("Z03 {}", department.place(LEDGER, "W01", "实际完成时间"))]);
    assert_eq!(said_of(&both, "办公室.xlsx"), Vec::<String>::new());
}

#[test]
fn an_issue_that_the_office_has_not_registered_for_it_is_extra() {
    assert_eq!(departments(OWN).said(), ["S06 督导服务销号表 A4"]);
}

#[test]
fn a_department_applies_for_closing_and_does_not_close() {
    const APPLIES: &[(&str, &str)] =
        &[("问题编号", "W01"), ("整改措施", "限期兑现。"), ("整改进展", "已兑现。"), ("销号状态", "申请销号")];
    const CLOSES: &[(&str, &str)] =
        &[("问题编号", "W01"), ("整改措施", "限期兑现。"), ("整改进展", "已兑现。"), ("销号状态", "已销号")];
    let office = open(&[]).given_as("办公室.xlsx");
    let department = departments(CLOSES);
    let both = checked(&[&office, &department.given()]);
    assert_eq!(said_of(&both, FILE), [format!("Z06 {}", department.place(LEDGER, "W01", "销号状态"))]);
    let both = checked(&[&office, &departments(APPLIES).given()]);
    assert_eq!(said_of(&both, FILE), Vec::<String>::new());
}

#[test]
fn a_code_means_one_issue_however_it_is_typed() {
    const TYPED: &[(&str, &str)] =
        &[("问题编号", "ｗ０１"), ("整改措施", "限期兑现。"), ("整改进展", "已兑现。"), ("销号状态", "申请销号")];
    let both = checked(&[&open(&[]).given_as("办公室.xlsx"), &departments(TYPED).given()]);
    assert_eq!(said_of(&both, FILE), Vec::<String>::new());
    let rows = both.rows.iter().filter(|row| row.table == TableId::CloseOut);
    assert!(rows.map(|row| row.key.0.as_str()).all(|key| key == "W01"));
}

#[test]
fn our_own_formulas_without_results_are_no_rows_of_somebody() {
    // As a program saves the form that keeps formulas and drops what they came to.
    let mut source = read(FILE, &Draft::of(OFFICE).file(), &PLAN.reading);
    for cell in source.grids.iter_mut().flat_map(|grid| &mut grid.cells).filter(|cell| cell.formula.is_some()) {
        (cell.value, cell.cached) = (Value::Blank, false);
    }
    let given = recognize(&source, &PLAN);
    assert!(!checked(&[&given]).findings.iter().any(|finding| finding.code.0 == "S06"));
    let unplaced: Vec<&str> =
        given.unplaced.iter().map(|cell| &*cell.sheet.name).filter(|name| *name == LEDGER).collect();
    assert_eq!(unplaced, Vec::<&str>::new());
}

#[test]
fn of_an_issue_of_the_period_before_is_spoken_where_its_unit_has_it() {
    let mut issue = super::history::ISSUE;
    issue[5].3 = "@2023-08-31";
    let archive = super::history::kept(&issue);
    let answer = [("整改措施", "限期兑现。"), ("整改进展", "已兑现5家。"), ("销号状态", "整改中")];
    let theirs = Draft::of(COMMERCE).after(&archive).row(LEDGER, "W01", &answer);
    let place = format!("Z04 {}", theirs.place(LEDGER, "W01", "销号状态"));
    let returns = [theirs.given()];
    for look in [check, qingdan::check::check_alone] {
        let checked = look(&PLAN, &returns, Some(QUARTER), Some(&archive));
        let overdue: Vec<String> = checked.findings.iter().filter(|f| f.code.0 == "Z04").map(line).collect();
        assert_eq!(overdue, std::slice::from_ref(&place));
    }
    // Of a file that has nothing of the issue nothing is said of it, unless it is looked at with all others.
    let other = [Draft::of("区发改局").after(&archive).given()];
    let alone = qingdan::check::check_alone(&PLAN, &other, Some(QUARTER), Some(&archive));
    assert!(alone.findings.iter().all(|finding| finding.code.0 != "Z04"));
    let all = check(&PLAN, &other, Some(QUARTER), Some(&archive));
    assert_eq!(all.findings.iter().filter(|finding| finding.code.0 == "Z04").map(line).collect::<Vec<_>>(), ["Z04"]);
}
