//! The wording of every rule and case, each fired once by real returns: code, severity, message, hint.

/// Several returns together.
mod together;

use super::history::{ISSUE, kept};
use super::understood::{WHOSE, official_list, projects};
use super::*;
use crate::workbook::Workbook;
use qingdan::archive::Edited;
use qingdan::check::Waivers;
use qingdan::finding::Severity;
use qingdan::plan::{Scope, Test};
use qingdan::read::Format;
use std::collections::{BTreeMap, BTreeSet};

const COMMERCE: &str = "区商务局";
const REFORM: &str = "区发改局";
const STREET: &str = "五马街道";
const OFFICE: &str = "专班办公室";

/// What a clerk reads: one finding for each rule, case and blamed field, the first that fires.
pub(super) struct Wordings {
    /// The plan that returns are checked against.
    plan: Plan,
    pub(super) said: BTreeMap<(String, String, String), Finding>,
}

impl Wordings {
    /// Checks returns, in path order as the program does, and keeps what is new.
    fn check(&mut self, returns: &[Return], period: Period, previous: Option<&Archive>) {
        let mut returns = returns.to_vec();
        returns.sort_by(|one, other| one.file.cmp(&other.file));
        let checked = check(&self.plan, &returns, Some(period), previous);
        self.keep(checked.findings);
    }

    fn keep(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let rule = PLAN.rule(&finding.code).unwrap();
            let field = match rule.test {
                Test::Rows(_) => format!("{:?} {}", finding.table, finding.field.clone().unwrap_or_default()),
                Test::BuiltIn { .. } => String::new(),
            };
            self.said.entry((finding.code.0.clone(), finding.case.to_owned(), field)).or_insert(finding);
        }
    }

    /// Returns that are made from drafts.
    fn fire(&mut self, returns: &[(&str, Draft)]) {
        let given: Vec<Return> = returns.iter().map(|(file, draft)| draft.given_as(file)).collect();
        self.check(&given, QUARTER, None);
    }
}

/// What is said under the embedded plan.
pub(super) fn wordings_of_the_plan() -> Vec<Finding> {
    static SAID: LazyLock<Vec<Finding>> = LazyLock::new(|| wordings(PLAN.clone()).said.into_values().collect());
    SAID.clone()
}

/// Every rule and case, fired once by real returns that are checked against this plan.
pub(super) fn wordings(plan: Plan) -> Wordings {
    let mut wordings = Wordings { plan, said: BTreeMap::new() };
    let everything = [
        files,
        several,
        structure,
        understood,
        tampering,
        cells,
        rows,
        together::against_before,
        together::across_tables,
        together::decisions,
    ];
    for fire in everything {
        fire(&mut wordings);
    }
    wordings
}

fn stamped(draft: Draft, keep: bool) -> Draft {
    draft.edit(move |book| {
        if !keep {
            book.properties.custom.clear();
            sheet(book, "_meta").rows.clear();
        }
    })
}

fn over(row: u32, written: &'static str) -> impl Fn(&mut Sheet) {
    move |sheet| put(sheet, CellRef::new(row, 1), words(written))
}

fn files(wordings: &mut Wordings) {
    wordings.fire(&[("区商务局.xlsx", stamped(Draft::of(COMMERCE), false))]);
    let nobodys = stamped(Draft::of(COMMERCE), false).edit(|book| {
        book.sheets.retain(|sheet| sheet.name != COVER);
        book.sheets.iter_mut().filter(|sheet| sheet.rows.len() > 1).for_each(|sheet| sheet.rows[1].cells.clear());
    });
    wordings.fire(&[("无名.xlsx", nobodys)]);
    wordings.fire(&[("上季.xlsx", Draft::of(COMMERCE).period("2023Q2"))]);
    let other_plan = |book: &mut Book| {
        for (_, stamp) in &mut book.properties.custom {
            *stamp = stamp.replace(&*PLAN.id, "邻区-2023");
        }
    };
    wordings.fire(&[("邻区.xlsx", Draft::of(COMMERCE).edit(other_plan))]);
    wordings.fire(&[("错名.xlsx", Draft::of(COMMERCE).sheet(COVER, over(2, "区商务中心")))]);
    wordings.fire(&[("别家.xlsx", Draft::of(COMMERCE).sheet(COVER, over(2, "区教育局")))]);
    wordings.fire(&[("空白.xlsx", Draft::blank(STREET))]);
    let ours = |book: &mut Book| book.properties.custom = vec![("qingdan-kind".into(), "季度汇总表".into())];
    wordings.fire(&[("汇总.xlsx", Draft::of(COMMERCE).edit(ours))]);
    let mut gaps = Draft::of(COMMERCE).cover(CoverLine::FilledOn, "@2023-10-09");
    gaps.filling.cover.remove(&CoverLine::Reviewer);
    gaps.filling.cover.remove(&CoverLine::Phone);
    wordings.fire(&[("区商务局.xlsx", gaps)]);
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.resize(512, 0);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let half = Draft::of(COMMERCE).damaged(|bytes| bytes[..bytes.len() / 2].to_vec()).given_as("坏.xlsx");
    let hostile = package::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048577"/>"#, &[]);
    // Read apart from the tests' process: what is said of it depends on the format alone.
    let mut older = Draft::of(STREET).given_as("旧.xls");
    older.format = Format::Xls;
    let others = [
        given("加密.xlsx", &compound),
        given("附件.pdf", b"%PDF-1.7\n"),
        given("附件.docx.txt", b"just a text"),
        given("附件.rar", b"Rar!\x1A\x07\x00"),
        given("外发.xlsx", b"\x62\x14\x23\x65\x00\x01 E-SafeNet LOCK"),
        given("中断.xlsx", b""),
        given("数据.xlsx", b"\x00\x01\x02\x03"),
        given("照片.xlsx", b"\xFF\xD8\xFF\xE0"),
        Draft::of(COMMERCE).given_as("填报.xls"),
        older,
        given("怪.xlsx", &hostile),
        half,
    ];
    wordings.check(&others, QUARTER, None);
    let beside = [given("区商务局说明.pdf", b"%PDF-1.7\n"), Draft::of(COMMERCE).given_as("区商务局.xlsx")];
    wordings.check(&beside, QUARTER, None);
}

fn several(wordings: &mut Wordings) {
    let sent = |edition: &str, text: &str| {
        Draft::of(COMMERCE).cover(CoverLine::Edition, edition).set(TASKS, "6.1", "典型经验", text)
    };
    wordings.fire(&[("一.xlsx", sent("1", "旧")), ("二.xlsx", sent("2", "新")), ("三.xlsx", sent("2", "新"))]);
    wordings.fire(&[("一.xlsx", sent("1", "旧")), ("二.xlsx", sent("2", "甲")), ("三.xlsx", sent("2", "乙"))]);
}

fn structure(wordings: &mut Wordings) {
    let deformed = Draft::of(COMMERCE)
        .edit(|book| {
            book.sheets.retain(|sheet| sheet.name != INDICATORS);
            let mut second = sheet(book, TASKS).clone();
            second.name = "重点任务 (2)".into();
            book.sheets.insert(1, second);
            let mut notes = Sheet { name: "补充说明".into(), ..Sheet::default() };
            notes
                .rows
                .push(qingdan::render::Row { height: None, cells: vec![(0, words("另见附件"), Style::TEXT)] });
            book.sheets.insert(1, notes);
        })
        .sheet(TASKS, |sheet| {
            let status = col_of(sheet, "推进状态");
            sheet.rows[2..].iter_mut().for_each(|row| row.cells.retain(|(col, ..)| *col != status));
            let progress = col_of(sheet, "本期进展情况");
            put(sheet, CellRef::new(2, progress), words("工作进展"));
            let mut copy = sheet.rows[row_of(sheet, "6.1")].clone();
            for key in ["6.1", "99.9", "3.4"] {
                copy.cells[0].1 = words(key);
                sheet.rows.push(copy.clone());
            }
            let gone = row_of(sheet, "2.4");
            sheet.rows.remove(gone);
        });
    wordings.fire(&[("区商务局.xlsx", deformed)]);
    let member =
        Draft::of(STREET).row(TASKS, "17.1", &[("推进状态", "推进中"), ("完成进度", "60")]).sheet(TASKS, |sheet| {
            let gone = row_of(sheet, "1.1");
            sheet.rows.remove(gone);
        });
    let lead = Draft::of(OFFICE).set(TASKS, "17.1", "完成进度", "50");
    wordings.fire(&[("五马街道.xlsx", member), ("办公室.xlsx", lead)]);
}

/// What was understood though it is not as it was handed out.
fn understood(wordings: &mut Wordings) {
    let mut seen = |workbook: &Workbook| wordings.check(&[given("区商务局.xlsx", &workbook.bytes())], QUARTER, None);
    seen(&official_list(false));
    let cut_off: String = PLAN.measure("6.4").unwrap().content.chars().take(14).collect();
    let rows = format!(
        "任务编号 | 具体内容举措 | 推进状态 | 本期进展情况 | 存在问题 | 存在问题\n'6.1 | | 推进中 | 甲 | 无 | 乙\n'6.5 | | | | | \n\
         一、其他任务 | | | | |\n | {cut_off} | 滞后 | 丙 | |\n合计 | | | | |\n注：初步数 | | | | |\n填报人：张三 | | | | |"
    );
    let sheet = || Workbook::new().sheet(COVER, WHOSE).sheet("任务", &rows);
    seen(&sheet().merged("任务", &["C2:C3"]).hidden("任务", &[2], &[2]));
    let titled = |title: &str| format!("{title} | |\n任务编号 | 推进状态 | 本期进展情况\n'6.1 | 推进中 | 甲");
    seen(&Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, &titled("区教育局重点任务攻坚表")));
    let own = |unit: &str| titled(&format!("填报单位：{unit}"));
    seen(&Workbook::new().sheet("甲", &own(COMMERCE)).sheet("乙", &own("区教育局")));
    seen(&Workbook::new().sheet(COVER, WHOSE).sheet("进展", "推进状态 | 本期进展情况 | 存在问题\n推进中 | 甲 | 无"));
    seen(&Workbook::new().sheet("Sheet1", "科室 | 事项 | 情况\n一科 | 首店 | 已引进8家"));
    let labels = "任务编号 | 推进状态 | 三季度进展情况 | 存在问题及原因\n'6.1 | 推进中 | 甲 | 无";
    seen(&Workbook::new().sheet(COVER, WHOSE).sheet(TASKS, labels));
    let codes = Draft::of(COMMERCE).sheet(TASKS, |sheet| {
        let col = col_of(sheet, "任务编号");
        sheet.rows[2..].iter_mut().for_each(|row| row.cells.retain(|(at, ..)| *at != col));
    });
    wordings.fire(&[("区商务局.xlsx", codes)]);
    let money = projects("单位：亿元", ["总投资", "本年累计完成投资(万元)"]);
    wordings.check(&[given("区发改局.xlsx", &money.bytes())], QUARTER, None);
}

fn tampering(wordings: &mut Wordings) {
    let value = "本期累计完成值";
    let linked = Cell::Formula { a1: "=[1]Sheet1!$A$1".into(), cached: Value::Number(12.0) };
    let stale = Cell::Formula { a1: "=1+1".into(), cached: Value::Number(2.0) };
    let total = |sheet: &mut Sheet| {
        let sum = col_of(sheet, "本年累计完成投资");
        let cells = vec![(0, words("合计"), Style::TEXT), (sum, Cell::Number(6200.0), Style::TEXT)];
        sheet.rows.push(qingdan::render::Row { height: None, cells });
    };
    let changed = Draft::of(COMMERCE)
        .type_over(INDICATORS, "6.1-1", "年度目标", words("1家"))
        .type_over(INDICATORS, "6.1-2", "完成率", Cell::Number(250.0))
        .type_over(INDICATORS, "6.1-3", "亮灯", stale)
        .type_over(INDICATORS, "6.5-1", value, linked)
        .sheet(COVER, |sheet| put(sheet, CellRef::new(2, 1), Cell::Blank))
        .sheet(TASKS, |sheet| sheet.notes.push((CellRef::new(4, 6), "已与财政局对过".into())));
    wordings.fire(&[("区商务局.xlsx", changed), ("区发改局.xlsx", Draft::of(REFORM).sheet(PROJECTS, total))]);
    let points = Draft::of(OFFICE)
        .typed("加减分", &[("单位", COMMERCE), ("分值", "2"), ("依据", "工作获省级以上表扬。")])
        .sheet("加减分", |sheet| {
            let sum = col_of(sheet, "分值");
            let cells = vec![(0, words("合计"), Style::TEXT), (sum, Cell::Number(5.0), Style::TEXT)];
            sheet.rows.push(qingdan::render::Row { height: None, cells });
        });
    wordings.fire(&[("办公室.xlsx", points)]);
    let share = Draft::of("区经信局").set(INDICATORS, "10.1-1", value, "0.85");
    let picture =
        Cell::Formula { a1: "=_xlfn.DISPIMG(\"ID_1\",1)".into(), cached: Value::Text("=DISPIMG(\"ID_1\",1)".into()) };
    let picture = Draft::of(COMMERCE).type_over(TASKS, "6.1", "典型经验", picture.clone()).type_over(
        TASKS,
        "6.1",
        "本期进展情况",
        picture,
    );
    wordings.fire(&[("区经信局.xlsx", share), ("区商务局.xlsx", picture)]);
    let mut revised = PLAN.clone();
    revised.revision = "ffffffffffff".into();
    revised.indicators.iter_mut().find(|known| known.code.0 == "6.1-1").unwrap().name.push('数');
    let given = recognize(&read("区商务局.xlsx", &Draft::of(COMMERCE).file(), &revised.reading), &revised);
    revised.rules.clone_from(&wordings.plan.rules);
    wordings.keep(check(&revised, &[given], Some(QUARTER), None).findings);
    let mut given = Draft::of(COMMERCE).given_as("区商务局.xlsx");
    given.defects = vec![qingdan::read::Defect::Macros, qingdan::read::Defect::ExternalLink("D:/台账.xlsx".into())];
    wordings.check(&[given], QUARTER, None);
}

fn cells(wordings: &mut Wordings) {
    let value = "本期累计完成值";
    let error = Cell::Formula { a1: "=1/0".into(), cached: Value::Error(qingdan::value::CellError::Div0) };
    let unsaved = Cell::Formula { a1: "=B1".into(), cached: Value::Number(987_654.0) };
    let commerce = Draft::of(COMMERCE)
        .set(INDICATORS, "6.1-1", value, "")
        .set(INDICATORS, "6.5-1", value, "")
        .row(TASKS, "6.1", &[("典型经验", "/"), ("推进状态", "差不多了"), ("实际完成时间", "2023.9.28")])
        .set(TASKS, "2.4", "本期进展情况", "")
        .set(INDICATORS, "2.4-1", value, "１")
        .set(INDICATORS, "6.1-2", value, "约50")
        .set(INDICATORS, "6.1-3", value, "暂无数据")
        .set(INDICATORS, "6.5-2", value, "0.7亿美元")
        .set(INDICATORS, "3.5-1", value, "30%")
        .set(INDICATORS, "7.3-1", value, "同上")
        .row(INDICATORS, "11.3-1", &[(value, "10.5"), ("数据截至", "2023年9月31日")])
        .row(TASKS, "6.5", &[("完成进度", "120")])
        .set(TASKS, "7.3", "推进状态", "持续推进")
        .set(TASKS, "11.3", "推进状态", "正常推进");
    wordings.fire(&[("区商务局.xlsx", commerce)]);
    let commerce = Draft::of(COMMERCE)
        .row(INDICATORS, "6.1-1", &[(value, "-1"), ("数据截至", "9月30日")])
        .type_over(INDICATORS, "6.1-2", value, error)
        .type_over(INDICATORS, "6.1-3", value, unsaved)
        .damaged(|bytes| package::altered(&bytes, "<v>987654</v>", ""));
    wordings.fire(&[("区商务局.xlsx", commerce)]);
    wordings.fire(&[("五马街道.xlsx", Draft::of(STREET).set(TASKS, "1.1", "本期进展情况", ""))]);
    let names = Draft::of(REFORM)
        .row(PROJECTS, "XM01", &[("属地街镇", "五马"), ("本年累计完成投资", "-1"), ("联系人", "张三 1.38E+10")])
        .row(PROJECTS, "XM02", &[("属地街镇", "五羊街道"), ("本期完成投资", "-2")]);
    wordings.fire(&[("区发改局.xlsx", names)]);
}

fn rows(wordings: &mut Wordings) {
    // What looks wrong: money in another unit, beyond reason, all of the work planned for one year.
    let finance = [("本期累计完成值", "2000"), ("数据来源", "示例")];
    wordings.fire(&[("区金融办.xlsx", Draft::of("区金融办").row(INDICATORS, "8.1-1", &finance))]);
    let doubtful = Draft::of(COMMERCE)
        .set(INDICATORS, "6.5-2", "本期累计完成值", "51000000")
        .set(INDICATORS, "6.1-1", "本期累计完成值", "12000")
        .set(INDICATORS, "6.1-2", "本期累计完成值", "90")
        .set(INDICATORS, "6.1-3", "本期累计完成值", "0")
        .set(TASKS, "6.1", "本期进展情况", "正常推进")
        .set(TASKS, "11.3", "推进状态", "滞后")
        .row(TASKS, "2.4", &[("推进状态", "滞后"), ("存在问题", "房源不足"), ("下阶段工作安排", "无")]);
    let planned = [("年度计划投资", "9000"), ("形象进度", "正常推进"), ("存在问题", "土地未出让")];
    let tiny = [("本期完成投资", "0.3"), ("本年累计完成投资", "0.3"), ("存在问题", "无"), ("下阶段计划", "")];
    let projects = Draft::of(REFORM).row(PROJECTS, "XM01", &planned).row(PROJECTS, "XM02", &tiny);
    wordings.fire(&[("区商务局.xlsx", doubtful), ("区发改局.xlsx", projects)]);
    let tasks = Draft::of(COMMERCE)
        .row(TASKS, "6.1", &[("推进状态", "已完成"), ("实际完成时间", ""), ("标志性成果", "")])
        .row(TASKS, "6.5", &[("推进状态", "已完成"), ("实际完成时间", "@2023-10-01"), ("标志性成果", "挂牌")])
        .row(TASKS, "7.3", &[("推进状态", "未启动"), ("完成进度", "10")])
        .set(INDICATORS, "6.1-2", "本期累计完成值", "49");
    wordings.fire(&[("区商务局.xlsx", tasks)]);
    let projects = Draft::of(REFORM)
        .row(
            PROJECTS,
            "XM01",
            &[
                ("本年累计完成投资", "9001"),
                ("实际竣工时间", "@2022-02-01"),
                ("计划开工时间", "@2023-07-01"),
                ("计划竣工时间", "@2023-06-30"),
            ],
        )
        .set(PROJECTS, "XM02", "实际开工时间", "");
    wordings.fire(&[("区发改局.xlsx", projects)]);
    // 1500 of 4000 is 37.5 %, and 75 × 0.7 = 52.5.
    wordings.fire(&[("区发改局.xlsx", Draft::of(REFORM).set(PROJECTS, "XM02", "本年累计完成投资", "1500"))]);
    // Due tasks, in a return for the last quarter.
    let due = Draft::of(COMMERCE).period("2023Q4").given_as("区商务局.xlsx");
    wordings.check(&[due], "2023Q4".parse().unwrap(), None);
    let mut office = Draft::of(OFFICE);
    let issue = [
        ("督导日期", "@2023-08-01"),
        ("问题等级", "一般"),
        ("问题描述", "首店政策未兑现。"),
        ("责任单位", COMMERCE),
        ("整改措施", "限期兑现。"),
        ("整改进展", "已兑现3家。"),
    ];
    let closed = [("销号状态", "已销号"), ("核查单位", COMMERCE)];
    let before = [("销号状态", "整改中"), ("整改期限", "@2023-10-31"), ("实际完成时间", "@2023-07-31")];
    let applied = [("销号状态", "整改中"), ("整改期限", "@2023-10-31"), ("申请销号日期", "@2023-07-31")];
    let verified = [("销号状态", "整改中"), ("整改期限", "@2023-10-31"), ("核查日期", "@2023-07-31")];
    let ended = [("销号状态", "整改中"), ("整改期限", "@2023-10-31"), ("销号日期", "@2023-07-31")];
    let overdue = [("销号状态", "整改中"), ("整改期限", "@2023-09-15"), ("延期至", "@2023-09-10")];
    let open = [("销号状态", "整改中"), ("整改期限", "@2023-10-31")];
    for (key, cells) in [
        ("W01", &closed[..]),
        ("W02", &overdue[..]),
        ("W03", &open[..]),
        ("W04", &before[..]),
        ("W05", &applied[..]),
        ("W06", &verified[..]),
        ("W07", &ended[..]),
    ] {
        office = office.typed(LEDGER, &[&[("问题编号", key)][..], &issue, cells].concat());
    }
    let department = Draft::of(COMMERCE).edit(|book| {
        let cells = [("问题编号", "W03"), ("整改措施", "兑现。"), ("整改进展", "已兑现。"), ("销号状态", "已销号")];
        let mut other = Draft::blank(OFFICE).typed(LEDGER, &cells).book();
        let mut ledger = sheet(&mut other, LEDGER).clone();
        ledger.rows[1].cells.clear();
        ledger.rows.truncate(4);
        let end = book.sheets.iter().position(|sheet| sheet.name.starts_with('_')).unwrap();
        book.sheets.insert(end, ledger);
    });
    wordings.fire(&[("办公室.xlsx", office), ("区商务局.xlsx", department)]);
}

#[test]
fn every_rule_and_case_reads_well() {
    let wordings = wordings_of_the_plan();
    let fired: BTreeSet<(&str, &str)> = wordings.iter().map(|finding| (&*finding.code.0, finding.case)).collect();
    let mut silent = Vec::new();
    for rule in &PLAN.rules {
        let cases: Vec<&str> = match &rule.test {
            Test::BuiltIn { scope: Scope::Quarter, .. } => continue,
            // Worded where they are made, and tried there.
            Test::BuiltIn { scope: Scope::Plan, .. } if rule.code.0.starts_with('P') => continue,
            Test::BuiltIn { cases, .. } => cases.iter().map(|case| case.name.as_str()).collect(),
            Test::Rows(_) => Vec::new(),
        };
        silent.extend(
            [""].iter()
                .chain(&cases)
                .filter(|case| !fired.contains(&(&*rule.code.0, **case)))
                .map(|case| format!("{} {case}", rule.code)),
        );
    }
    assert_eq!(silent, Vec::<String>::new());
    let mut unheard = Vec::new();
    for rule in &PLAN.rules {
        let Test::Rows(tests) = &rule.test else { continue };
        for test in tests {
            let heard = |finding: &&Finding| {
                finding.code == rule.code
                    && finding.table == Some(test.table)
                    && finding.field.as_deref() == Some(&*PLAN.table(test.table).fields[test.at].name)
            };
            if !wordings.iter().any(|finding| heard(&finding)) {
                unheard.push(format!("{} {}", rule.code, test.formula));
            }
        }
    }
    assert_eq!(unheard, Vec::<String>::new(), "every formula of every row rule fires");
    let lines: Vec<String> = wordings
        .iter()
        .map(|finding| {
            let severity = match finding.severity {
                Severity::Error => "错误",
                Severity::Warning => "警告",
                Severity::Note => "提示",
            };
            format!("{} · {severity} · {} · {}", finding.code, finding.message, finding.hint)
        })
        .collect();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rules", lines.join("\n"));
    });
}
