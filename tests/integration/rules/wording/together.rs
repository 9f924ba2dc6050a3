//! What is said of several returns together: against the period before, across tables, by the office's decisions.

use super::super::ledger;
use super::*;

/// What goes against the period before.
pub(super) fn against_before(wordings: &mut Wordings) {
    let same = "本期召开推进会2次，完成选址并印发实施方案。";
    let value = "本期累计完成值";
    let mut archive = kept(&[
        (INDICATORS, "6.1-1", value, "99"),
        (INDICATORS, "6.1-2", value, "10"),
        (INDICATORS, "6.1-2", "亮灯", "黄"),
        (INDICATORS, "6.1-3", "目标值", "3"),
        (INDICATORS, "11.3-1", value, "10"),
        (TASKS, "6.1", "推进状态", "已完成"),
        (TASKS, "6.5", "亮灯", "黄"),
        (TASKS, "7.3", "本期进展情况", same),
        (PROJECTS, "XM09", "项目名称", "示例项目"),
        (PROJECTS, "XM01", "本年累计完成投资", "3500"),
        (PROJECTS, "XM02", "亮灯", "红"),
    ]);
    archive.figures = archive.figures.iter().chain(kept(&ISSUE).figures.iter()).cloned().collect();
    let standing_still = archive.figures.iter().find(|figure| figure.row.0 == "6.1-2").unwrap().clone();
    archive.earlier.push(qingdan::archive::Earlier {
        period: "2023Q1".parse().unwrap(),
        table: standing_still.table,
        row: standing_still.row,
        field: value.into(),
        value: standing_still.value.clone(),
    });
    let (was, now) = (Value::Number(98.0), Value::Number(99.0));
    let sheet = || INDICATORS.to_owned();
    let done = [
        Edited::Value { was: was.clone(), now: now.clone() },
        Edited::Unread { was: was.clone() },
        Edited::Key { was, now },
        Edited::RowGone,
        Edited::RowAdded,
        Edited::ColumnGone,
        Edited::SheetRenamed { was: sheet() },
        Edited::SheetGone { was: sheet() },
    ];
    let place = archive.figures[0].at.clone();
    archive.edits.extend(done.map(|what| qingdan::archive::Edit {
        at: place.clone(),
        table: TableId::Indicators,
        row: Some(RowKey::from("6.1-1")),
        field: Some(value.into()),
        what,
    }));
    let commerce = Draft::of(COMMERCE).set(INDICATORS, "6.1-2", value, "10").set(TASKS, "6.5", "推进状态", "滞后").set(
        TASKS,
        "7.1",
        "完成进度",
        "10",
    );
    let reform = Draft::of(REFORM).row(PROJECTS, "XM01", &[("本期完成投资", "5")]).row(
        PROJECTS,
        "XM02",
        &[("本年累计完成投资", "1500"), ("本期完成投资", "1500")],
    );
    let office = Draft::of(OFFICE).sheet(LEDGER, |sheet| {
        let row = row_of(sheet, "W01");
        sheet.rows.remove(row);
    });
    let drafts = [("办公室.xlsx", office), ("发改局.xlsx", reform), ("商务局.xlsx", commerce)];
    let given: Vec<Return> = drafts.into_iter().map(|(file, draft)| draft.after(&archive).given_as(file)).collect();
    wordings.check(&given, QUARTER, Some(&archive));
    // An issue of another unit now, on a form that has the ledger's sheet; and a form that never had it.
    let [registered, handed_out] = [REFORM, COMMERCE].map(|lead| {
        let mut issue = ISSUE;
        issue[4].3 = lead;
        kept(&issue)
    });
    let office = Draft::of(OFFICE).after(&registered).given_as("办公室.xlsx");
    let former = Draft::of(COMMERCE).after(&handed_out).given_as("商务局.xlsx");
    let without = Draft::of(REFORM).given_as("发改局.xlsx");
    wordings.check(&[office, without, former], QUARTER, Some(&registered));
    // Without a workbook of the period before.
    let first = qingdan::check::settle(
        &wordings.plan,
        &Waivers::default(),
        vec![Finding::new("C07", qingdan::location::Location::nowhere())],
    );
    wordings.keep(first);
}

/// What goes against other tables, other returns and what was closed before.
pub(super) fn across_tables(wordings: &mut Wordings) {
    let typed = |key: &'static str, more: &[(&'static str, &'static str)]| {
        let due = [("问题编号", key), ("整改期限", "@2023-10-31")];
        [&ledger::ISSUE[..], &due, more].concat()
    };
    let office = Draft::of(OFFICE)
        .typed(LEDGER, &typed("W01", &[("销号状态", "整改中"), ("关联编号", "6.1")]))
        .typed(LEDGER, &typed("W03", &[("销号状态", "整改中"), ("关联编号", "XM99")]))
        .typed(LEDGER, &typed("W02", &[("销号状态", "整改中"), ("核查意见", "退回")]));
    let commerce = Draft::of(COMMERCE).set(INDICATORS, "6.1-2", "本期累计完成值", "52").row(
        TASKS,
        "6.1",
        &[
            ("推进状态", "已完成"),
            ("完成进度", "100"),
            ("实际完成时间", "@2023-09-20"),
            ("标志性成果", "验收意见"),
            ("本期进展情况", "本季举办首发活动4场，累计50场，印发方案。"),
        ],
    );
    let reform = Draft::of(REFORM).row(PROJECTS, "XM01", &[("本年累计完成投资", "500"), ("本期完成投资", "500")]);
    let given: Vec<Return> = [("办公室.xlsx", office), ("发改局.xlsx", reform), ("商务局.xlsx", commerce)]
        .into_iter()
        .map(|(file, draft)| draft.given_as(file))
        .collect();
    wordings.check(&given, QUARTER, None);
    let closed = [("问题编号", "W01"), ("责任单位", COMMERCE), ("销号状态", "已销号"), ("销号日期", "@2023-06-20")];
    let archive = kept(&closed.map(|(field, written)| (LEDGER, "W01", field, written)));
    let again = |status: &str| {
        let row = [("问题编号", "W01"), ("责任单位", COMMERCE), ("销号状态", status)];
        Draft::of(OFFICE).after(&archive).typed(LEDGER, &row)
    };
    let later = Draft::of(OFFICE).after(&archive).type_over(LEDGER, "W01", "销号日期", Cell::Date(date(2023, 9, 1)));
    for draft in [again("已销号"), again("整改中"), later] {
        wordings.check(&[draft.given()], QUARTER, Some(&archive));
    }
    // The plan itself: one project taken off the list; weights of 95 %.
    let mut files = Files::embedded();
    for (name, text) in &mut files.files {
        match name.as_str() {
            "projects.csv" => *text = text.replace("江心屿西园改造提升工程", "示例项目"),
            "plan.toml" => *text = text.replace("\"项目权重\" = 20", "\"项目权重\" = 15"),
            _ => {}
        }
    }
    let (mut changed, mut findings) = load(&files);
    findings.retain(|finding| !finding.code.0.starts_with('P'));
    wordings.keep(findings);
    changed.rules.clone_from(&wordings.plan.rules);
    wordings.keep(check(&changed, &[], Some(QUARTER), None).findings);
}

/// The office's decisions: excused units, waivers that do nothing, decisions about what nobody knows.
pub(super) fn decisions(wordings: &mut Wordings) {
    let waiver = |code: &str, until: &str| {
        let cells =
            [("代码", code), ("单位", "*"), ("原因", "口径调整"), ("批准人", "王主任")].map(|(f, t)| (f, t.to_owned()));
        [&cells[..], &[("到期", until.to_owned())]].concat()
    };
    let mut office = Draft::of(OFFICE);
    for (code, until) in
        [("C01", "@2023-12-31"), ("L09", "@2023-12-31"), ("V14", "@2023-08-31"), ("X99", "@2023-12-31")]
    {
        let cells = waiver(code, until);
        let cells: Vec<(&str, &str)> = cells.iter().map(|(field, text)| (*field, text.as_str())).collect();
        office = office.typed("豁免", &cells);
    }
    for (key, target) in [("17.5-1", "8"), ("6.1-1", "-8")] {
        office = office.typed("目标调整", &[("编号", key), ("新目标", target), ("依据", "会议纪要")]);
    }
    office = office.typed("加减分", &[("单位", COMMERCE), ("分值", "11"), ("依据", "获省级通报表扬")]);
    wordings.fire(&[("办公室.xlsx", office)]);
}
