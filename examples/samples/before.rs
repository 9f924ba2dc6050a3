//! The quarter before the samples': its returns, consolidated to `samples/2023Q2汇总.xlsx`, on which the third quarter
//! runs.

use super::{Draft, SampleFile, Samples, Told};
use jiff::civil::date;
use qingdan::archive::{Archive, ReadBack, read_back};
use qingdan::check::check;
use qingdan::consolidate::consolidate;
use qingdan::key::TableId;
use qingdan::period::Period;
use qingdan::plan::{Plan, Role, UnitKind};
use qingdan::read::{Limits, read};
use qingdan::recognize::{Return, recognize};
use qingdan::render::official::workbook;
use qingdan::value::Value;
use qingdan::write::write;

/// The file's name below `samples/`.
const FILE: &str = "2023Q2汇总.xlsx";

/// What is told of the second quarter. Money in 万元: this period, then the year so far.
pub(super) const TOLD: Told = Told {
    period: Period::Quarter(2023, 2),
    tasks: include_str!("tasks-before.txt"),
    indicators: include_str!("indicators-before.txt"),
    projects: [(11_300.0, 20_800.0), (4_350.0, 7_850.0)],
    filled_on: date(2023, 6, 28),
    done_on: date(2023, 6, 16),
    shift: 4,
};

/// The workbook of the second quarter, and what it kept.
pub(super) fn workbook_before(plan: &Plan) -> (SampleFile, Archive) {
    let samples = Samples::told(plan.clone(), TOLD, None);
    let mut returns: Vec<Return> = plan
        .reporters()
        .map(|unit| {
            let (name, bytes) = samples.honest(unit).file("2023Q2", "");
            recognize(&read(&name, &bytes, &plan.reading), plan)
        })
        .collect();
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    let checked = check(plan, &returns, Some(TOLD.period), None);
    let quarter = consolidate(plan, TOLD.period, &checked, None);
    let bytes = write(&workbook(plan, &quarter, None)).expect("a book that can be written");
    let ReadBack::Archive(archive) = read_back(&read(FILE, &bytes, &Limits::default()), plan) else {
        panic!("the workbook is one of ours")
    };
    ((FILE.to_owned(), bytes), *archive)
}

impl Draft<'_> {
    /// What the office registered in the second quarter: an issue that stays open and one that was closed.
    pub(super) fn office_before(&mut self) {
        let day = |month, day| Value::Date(date(2023, month, day));
        let text = Value::text;
        let common = |key: &str, lead: &str, about: &str, status: &str| {
            vec![
                (Role::Key, text(key)),
                (Role::VisitedOn, day(5, 18)),
                (Role::Topic, text("第二季度督导服务（示例）")),
                (Role::Origin, text("会商")),
                (Role::Object, text("示例单位")),
                (Role::Grade, text("一般")),
                (Role::Content, text(about)),
                (Role::Lead, text(lead)),
                (Role::Person, text("示例责任人")),
                (Role::Measures, text("列出清单，明确责任人和完成时间。")),
                (Role::Progress, text("已制定整改方案，正在推进。")),
                (Role::Status, text(status)),
            ]
        };
        let mut open = common("WS01", "区教育局", "社区教育品牌评审进度偏慢。", "整改中");
        open.push((Role::Due, day(7, 31)));
        let mut closed = common("WS02", "区文化和广电旅游体育局", "旅游咨询点指示牌破损。", "已销号");
        closed.extend([
            (Role::Due, day(6, 20)),
            (Role::DoneOn, day(6, 9)),
            (Role::Evidence, text("更换后照片（示例）")),
            (Role::AppliedOn, day(6, 10)),
            (Role::VerifierUnit, text("专班办公室")),
            (Role::Verifier, text("示例核查人")),
            (Role::VerifiedOn, day(6, 14)),
            (Role::Opinion, text("同意")),
            (Role::ClosedOn, day(6, 15)),
        ]);
        self.typed_row(TableId::CloseOut, open);
        self.typed_row(TableId::CloseOut, closed);
        let samples = self.samples;
        let office = self.unit;
        for unit in samples.plan.reporters().filter(|unit| *unit != office) {
            let name = samples.plan.unit(unit);
            let on = day(7, if name.kind == UnitKind::Street { 5 } else { 6 });
            self.typed_row(TableId::Arrivals, vec![(Role::Key, text(&name.name)), (Role::ReceivedOn, on)]);
        }
        let outlook = "上半年全区服务业稳步恢复，接触型消费回升较快（示例文字）。";
        self.typed_row(TableId::Outlook, vec![(Role::Key, text("1")), (Role::Content, text(outlook))]);
    }

    /// What became of last quarter's open issue: the unit applies, the office verifies and closes it.
    pub(super) fn issue_of_before(&mut self) {
        let table = TableId::CloseOut;
        let samples = self.samples;
        let open = samples.rows.iter().find(|row| row.unit == self.unit && row.table == table && row.key.0 == "WS01");
        if open.is_none() {
            return;
        }
        if self.unit == samples.plan.office_unit() {
            self.text(table, "WS01", Role::VerifierUnit, "专班办公室");
            self.text(table, "WS01", Role::Verifier, "示例核查人");
            self.day(table, "WS01", Role::VerifiedOn, date(2023, 8, 8));
            self.text(table, "WS01", Role::Opinion, "同意");
            self.day(table, "WS01", Role::ClosedOn, date(2023, 8, 9));
            self.text(table, "WS01", Role::Status, "已销号");
        } else {
            self.text(table, "WS01", Role::Person, "示例责任人");
            self.text(table, "WS01", Role::Measures, "列出清单，明确责任人和完成时间。");
            self.text(table, "WS01", Role::Progress, "评审已完成，社区教育品牌建成18个。");
            self.day(table, "WS01", Role::DoneOn, date(2023, 7, 28));
            self.text(table, "WS01", Role::Evidence, "评审文件（示例）");
            self.day(table, "WS01", Role::AppliedOn, date(2023, 7, 30));
            self.text(table, "WS01", Role::Status, "申请销号");
        }
    }
}
