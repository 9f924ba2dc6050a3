//! Across tables, returns and quarters: X04, X06–X10, Z08, and what is said of the plan itself (C04, U06).

use super::history::kept;
use super::ledger::{CLOSED, ISSUE};
use super::*;
use qingdan::finding::Severity;

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const OFFICE: &str = "专班办公室";

/// What makes the issue one that is being mended.
const OPEN: [(&str, &str); 2] = [("整改期限", "@2023-10-31"), ("销号状态", "整改中")];

/// An issue that is linked to these codes.
fn linked(codes: &str) -> Draft {
    Draft::of(OFFICE).typed(LEDGER, &[&ISSUE[..], &OPEN, &[("关联编号", codes)]].concat())
}

/// What is said when this is sent beside everyone's returns: `X08 区发改局 …`, without X06, which the plan of 2023 earns.
fn said(others: &[Draft]) -> Vec<(String, String)> {
    let others: Vec<Return> =
        others.iter().map(|draft| draft.given_as(&format!("{}.xlsx", PLAN.unit(draft.unit).name))).collect();
    let is_other = |given: &Return| others.iter().any(|other| other.identity.unit == given.identity.unit);
    let mut all: Vec<Return> = EVERYONE.iter().filter(|given| !is_other(given)).cloned().collect();
    all.extend(others.iter().cloned());
    all.sort_by(|one, other| one.file.cmp(&other.file));
    let findings = check(&PLAN, &all, Some(QUARTER), None).findings;
    findings.into_iter().filter(|finding| finding.code.0 != "X06").map(|f| (line(&f), f.message)).collect()
}

/// The embedded plan with one of its files changed, and what is said of it on loading.
fn changed(file: &str, change: impl Fn(&str) -> String) -> (Plan, Vec<Finding>) {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == file).unwrap();
    let before = text.clone();
    *text = change(text);
    assert_ne!(*text, before, "{file} was changed");
    load(&files)
}

/// What a rule says of the plan's projects when nobody has sent anything.
fn of_projects(plan: &Plan, code: &str) -> Vec<String> {
    let findings = check(plan, &[], Some(QUARTER), None).findings;
    findings.into_iter().filter(|finding| finding.code.0 == code).map(|finding| finding.message).collect()
}

/// Projects on the list of the province: type and total investment in 万元.
fn registered(projects: &[(&str, &str)]) -> Plan {
    let (plan, findings) = changed("projects.csv", |text| {
        let lines = projects.iter().enumerate().map(|(index, (kind, total))| {
            let code = index + 3;
            format!("XM{code:02},示例项目{code},{kind},省服务业重大项目,,,,,,{total},,,,,,区发改局,在库,,,,\n")
        });
        format!("{}\n{}", text.trim_end(), lines.collect::<String>())
    });
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
    plan
}

const FOUR: [(&str, &str); 4] =
    [("战略支撑型", "300000"), ("产业赋能型", "400000"), ("产业赋能型", "500000"), ("生活美好型", "195000")];

#[test]
fn projects_that_the_document_asks_for_must_be_registered() {
    // 4.1: four projects of 139.5亿元 in all, of one, two and one type. 30+40+50+19.5.
    assert_eq!(of_projects(&registered(&FOUR), "X06"), Vec::<String>::new());
    // 0.1亿元 less; three of the four; one of another type.
    let less = [FOUR[0], FOUR[1], FOUR[2], ("生活美好型", "194000")];
    let says = |projects: &[(&str, &str)]| of_projects(&registered(projects), "X06");
    assert_eq!(says(&less), ["任务4.1要求的重大项目尚未登记齐：重大项目总投资要求139.5亿元，已登记139.4亿元。"]);
    assert_eq!(
        says(&[FOUR[0], FOUR[1], ("产业赋能型", "695000")]),
        ["任务4.1要求的重大项目尚未登记齐：组织实施重大项目数要求4个，已登记3个；生活美好型项目数要求1个，已登记0个。"]
    );
    assert_eq!(
        says(&[FOUR[0], FOUR[1], ("战略支撑型", "500000"), FOUR[3]]),
        ["任务4.1要求的重大项目尚未登记齐：产业赋能型项目数要求2个，已登记1个。"]
    );
    // The plan of 2023 names none of them, since the document doesn't: the office is told, and nobody else.
    let findings = check(&PLAN, &EVERYONE, Some(QUARTER), None).findings;
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((line(finding), finding.severity), ("X06".to_owned(), Severity::Warning));
}

#[test]
fn projects_that_the_document_names_must_be_on_the_list() {
    assert_eq!(of_projects(&PLAN, "X07"), Vec::<String>::new());
    // 4.2 names two.
    let one = |text: &str| {
        text.lines().filter(|line| !line.contains("江心屿西园改造提升工程")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        of_projects(&changed("projects.csv", one).0, "X07"),
        ["任务4.2点名的1个项目尚未登记：江心屿西园改造提升工程。"]
    );
    // Spaces in a name make no other project.
    let spaced = |text: &str| text.replace("鹿城广场国际时尚中心项目", "鹿城广场 国际时尚中心项目");
    assert_eq!(of_projects(&changed("projects.csv", spaced).0, "X07"), Vec::<String>::new());
}

/// A project that has invested 500 of the 4000 万元 planned for the year, and says why.
fn red() -> Draft {
    Draft::of(REFORM).row(
        PROJECTS,
        "XM01",
        &[
            ("本年累计完成投资", "500"),
            ("本期完成投资", "500"),
            ("存在问题", "用地批复推迟两个月。"),
            ("下阶段计划", "10月底前完成供地，11月进场施工。"),
        ],
    )
}

#[test]
fn a_red_project_without_an_issue_is_asked_about() {
    let asked = "项目XM01“鹿城广场国际时尚中心项目”亮红灯，但督导服务销号表没有未销号的对应问题。".to_owned();
    let x08 = |others: &[Draft]| {
        let said = said(others).into_iter().filter(|(line, _)| line.starts_with("X08"));
        said.collect::<Vec<_>>()
    };
    assert_eq!(x08(&[red()]), [("X08 督导服务销号表".to_owned(), asked.clone())]);
    assert_eq!(x08(&[red(), linked("XM02")]), [("X08 督导服务销号表".to_owned(), asked.clone())]);
    assert_eq!(x08(&[red(), linked("xm01")]), []);
    assert_eq!(x08(&[red(), linked("6.1、XM01")]), []);
    // 3000 of 4000 by the end of September is on schedule.
    assert_eq!(x08(&[Draft::of(REFORM)]), []);
    // A project that was taken out needs no supervision; one whose issue is closed does.
    let closed = [&ISSUE[..], &CLOSED, &[("销号日期", "@2023-09-06"), ("关联编号", "XM01")]].concat();
    let closed = Draft::of(OFFICE).typed(LEDGER, &closed);
    assert_eq!(x08(&[red(), closed]), [("X08 督导服务销号表".to_owned(), asked)]);
}

#[test]
fn an_issue_is_linked_to_what_there_is() {
    let x09 = |codes: &str| {
        let said = said(&[linked(codes)]).into_iter().filter(|(line, _)| line.starts_with("X09"));
        said.map(|(_, message)| message).collect::<Vec<_>>()
    };
    for codes in ["", "6.1", "6.1、XM01", "6.1,xm02", "６．１", "6", "6.1\nXM01"] {
        assert_eq!(x09(codes), Vec::<String>::new(), "{codes}");
    }
    let message = |codes: &str| [format!("关联编号“{codes}”在任务表、项目表中不存在。")];
    assert_eq!(x09("XM99"), message("XM99"));
    assert_eq!(x09("6.1、20.1、XM77"), message("20.1、XM77"));
    let place = linked("XM99").place(LEDGER, "W01", "关联编号");
    assert_eq!(linked("XM99").said(), [format!("X09 {place}")]);
    let finding = linked("XM99").checked().findings.into_iter().find(|finding| finding.code.0 == "X09").unwrap();
    assert_eq!(finding.severity, Severity::Error);
}

#[test]
fn a_measure_is_not_done_while_its_issue_is_open() {
    let done = || {
        Draft::of(COMMERCE).row(
            TASKS,
            "6.1",
            &[("推进状态", "已完成"), ("完成进度", "100"), ("实际完成时间", "@2023-09-20"), ("标志性成果", "验收意见")],
        )
    };
    let x10 = |others: &[Draft]| {
        let said = said(others).into_iter().filter(|(line, _)| line.starts_with("X10"));
        said.collect::<Vec<_>>()
    };
    let place = linked("6.1").place(LEDGER, "W01", "销号状态");
    assert_eq!(
        x10(&[done(), linked("6.1")]),
        [(format!("X10 {place}"), "任务6.1已完成，关联问题W01仍未销号（“整改中”）。".to_owned())]
    );
    assert_eq!(x10(&[done(), linked("6.5")]), []);
    assert_eq!(x10(&[Draft::of(COMMERCE), linked("6.1")]), []);
}

#[test]
fn an_issue_is_closed_once() {
    let closed = [("W01", "问题编号", "W01"), ("W01", "责任单位", COMMERCE), ("W01", "销号状态", "已销号")];
    let figures = closed.iter().chain([("W01", "销号日期", "@2023-06-20")].iter());
    let figures: Vec<_> = figures.map(|(key, field, written)| (LEDGER, *key, *field, *written)).collect();
    let archive = kept(&figures);
    let handed_out = || Draft::of(OFFICE).after(&archive);
    let z08 = |draft: &Draft| {
        let findings = draft.checked().findings.into_iter().filter(|finding| finding.code.0 == "Z08");
        findings.map(|finding| (finding.severity, finding.message)).collect::<Vec<_>>()
    };
    assert_eq!(z08(&handed_out()), []);
    let row = |status: &'static str| {
        handed_out().typed(LEDGER, &[("问题编号", "W01"), ("责任单位", COMMERCE), ("销号状态", status)])
    };
    let of = |message: &str| [(Severity::Warning, message.to_owned())];
    assert_eq!(z08(&row("已销号")), of("问题W01以前已销号，第5行重复销号，以第一次销号结果为准。"));
    assert_eq!(z08(&row("整改中")), of("问题W01以前已销号，第5行又登记为“整改中”，未采用，以第一次销号结果为准。"));
    let later = handed_out().type_over(LEDGER, "W01", "销号日期", Cell::Date(date(2023, 9, 1)));
    assert_eq!(
        z08(&later),
        of("问题W01以前已销号，销号日期应为“2023-06-20”，现为“2023-09-01”；以第一次销号结果为准。")
    );
}

#[test]
fn a_text_that_differs_from_its_indicator_is_noted_on_trial() {
    // Of the indicators of 6.1 only 6.1-2 is counted in 场; two are in 家.
    let indicator = PLAN.indicators.iter().find(|known| known.code.0 == "6.1-2").unwrap();
    assert_eq!((&*indicator.unit, &*indicator.basis), ("场", "新增"));
    let with = |progress: &str| {
        let draft = Draft::of(COMMERCE).set(INDICATORS, "6.1-2", "本期累计完成值", "52");
        let findings = draft.set(TASKS, "6.1", "本期进展情况", progress).checked().findings;
        let said = findings.into_iter().filter(|finding| finding.code.0 == "X04");
        said.map(|finding| (finding.severity, finding.message)).collect::<Vec<_>>()
    };
    let told = "主要指标进度表6.1-2完成值为52场，与本行进展中的“累计50场”不一致。".to_owned();
    assert_eq!(with("本季举办首发活动4场，累计50场，印发方案。"), [(Severity::Note, told)]);
    for progress in [
        "本季举办首发活动4场，累计52场，印发方案。",
        "本季举办首发活动4场，累计约50场，印发方案。",
        "本季举办首发活动50场，印发方案，完成选址。",
        "累计举办各类活动60场，印发方案，完成选址。",
        // Which of the two is meant?
        "新引进首店4家，累计99家，印发方案。",
        "首发活动累计50场，其中大型活动累计12场，印发方案。",
    ] {
        assert_eq!(with(progress), [], "{progress}");
    }
    // A rounded figure may be half of its last digit away: 0.01万 is anything from 50 to 150.
    let of = |unit, indicator, value, task, progress| {
        let draft = Draft::of(unit).set(INDICATORS, indicator, "本期累计完成值", value);
        let findings = draft.set(TASKS, task, "本期进展情况", progress).checked().findings;
        findings.iter().filter(|finding| finding.code.0 == "X04").count()
    };
    let rounded = "举办首发活动累计0.01万场，印发方案，完成选址。";
    assert_eq!(of(COMMERCE, "6.1-2", "50", "6.1", rounded), 0);
    assert_eq!(of(COMMERCE, "6.1-2", "49", "6.1", rounded), 1);
    // What 累计 means of a stock is open.
    let stock = PLAN.indicators.iter().find(|known| known.code.0 == "15.1-1").unwrap();
    assert_eq!((&*stock.unit, &*stock.basis), ("家", "存量"));
    assert_eq!(of("区卫生健康局", "15.1-1", "13", "15.1", "规范运营健康站，本年累计9家，印发方案。"), 0);
}

#[test]
fn of_the_plan_it_is_said_who_leads_what_only_a_group_is_asked_for() {
    let of = |findings: &[Finding], code: &str| {
        let found = findings.iter().filter(|finding| finding.code.0 == code);
        found.map(|finding| (finding.severity, finding.message.clone())).collect::<Vec<_>>()
    };
    // 责任单位 of 17.1 and others is “工作专班成员单位” alone; of 4.1 it isn't.
    let said = of(&load(&Files::embedded()).1, "U06");
    assert!(said.contains(&(Severity::Note, "任务17.1责任单位仅为“工作专班成员单位”，由专班办公室牵头。".to_owned())));
    assert!(said.iter().all(|(_, message)| !message.contains("任务4.1")));
    let off = changed("rules.toml", |text| text.replace("code = \"U06\"\n", "code = \"U06\"\nlevel = \"off\"\n"));
    assert_eq!(of(&off.1, "U06"), []);
}
