//! The sample returns: invented, plausible figures for the embedded plan, marked 示例数据 on every cover.
//!
//! Pure: files as names and bytes. The example writes them; a test compares them with what is committed.

#[path = "before.rs"]
mod before;
/// The returns that show the common mistakes.
#[path = "mistaken.rs"]
mod mistaken;

use jiff::civil::{Date, date};
use qingdan::archive::Archive;
use qingdan::key::{RowKey, TableId};
use qingdan::period::Period;
use qingdan::plan::{Files, Part, Plan, Role, UnitId, UnitKind, load};
use qingdan::recognize::CoverLine;
use qingdan::render::Book;
use qingdan::render::form::{Filling, form};
use qingdan::roster::{Due, Expected, is_open, roster};
use qingdan::value::Value;
use qingdan::write::write;

/// Path below `samples/`, and bytes.
pub(crate) type SampleFile = (String, Vec<u8>);

/// What is told of a quarter.
#[derive(Clone, Copy)]
struct Told {
    period: Period,
    tasks: &'static str,
    indicators: &'static str,
    /// Of each project in 万元: this period, then the year so far.
    projects: [(f64, f64); 2],
    /// The first day on which a cover is filled in.
    filled_on: Date,
    /// When what is done was done.
    done_on: Date,
    /// Where supporters begin in their list, so that none says the same twice.
    shift: usize,
}

/// What is told of the third quarter.
const TOLD: Told = Told {
    period: Period::Quarter(2023, 3),
    tasks: include_str!("tasks.txt"),
    indicators: include_str!("indicators.txt"),
    projects: [(11_200.0, 32_000.0), (3_150.0, 11_000.0)],
    filled_on: date(2023, 9, 28),
    done_on: date(2023, 8, 25),
    shift: 0,
};
/// What supporting units and members of groups report, in turn.
const SUPPORT: [&str; 9] = [
    "按分工提供本单位数据和材料2次，参加牵头单位召开的推进会1次。",
    "无",
    "走访辖区企业12家，收集问题5个，已转牵头单位办理。",
    "配合开展政策宣讲1场，发放资料180份，协助核实企业名单。",
    "明确分管领导和联络员，按月报送进展，完成牵头单位交办事项3件。",
    "无",
    "协助摸排企业名单46家，核对指标口径，配合做好现场服务。",
    "落实属地责任，联系重点企业8家，协调解决用工、停车等问题4个。",
    "参加专题会商2次，本领域配合事项按计划推进。",
];

/// What the samples are made from.
pub(crate) struct Samples {
    pub(crate) plan: Plan,
    told: Told,
    before: Option<SampleFile>,
    rows: Vec<Expected>,
    names: Vec<Value>,
}

/// One unit's return in the making.
pub(crate) struct Draft<'a> {
    samples: &'a Samples,
    unit: UnitId,
    pub(crate) filling: Filling,
}

impl Samples {
    /// The samples of the third quarter, which runs on the second.
    pub(crate) fn new() -> Self {
        let (plan, _) = load(&Files::embedded());
        let (file, archive) = before::workbook_before(&plan);
        Self { before: Some(file), ..Self::told(plan, TOLD, Some(&archive)) }
    }

    /// The samples of the third quarter of another plan, its first.
    pub(crate) fn of(plan: Plan) -> Self {
        Self::told(plan, TOLD, None)
    }

    fn told(plan: Plan, told: Told, previous: Option<&Archive>) -> Self {
        let rows = roster(&plan, told.period, previous);
        let names = plan.name_values(told.period);
        Self { plan, told, before: None, rows, names }
    }

    /// `samples/2023Q2汇总.xlsx`, and all files of `samples/2023Q3/` and `samples/问题示例/`.
    pub(crate) fn files(&self) -> Vec<SampleFile> {
        let mut files: Vec<SampleFile> =
            self.plan.reporters().map(|unit| self.honest(unit).file("2023Q3", "")).collect();
        files.extend(self.mistaken());
        files.extend(self.before.clone());
        files
    }

    pub(crate) fn unit(&self, name: &str) -> UnitId {
        self.plan.find_unit(name).expect("a unit of the plan")
    }

    /// A complete return without errors.
    pub(crate) fn honest(&self, unit: UnitId) -> Draft<'_> {
        let mut draft = Draft { samples: self, unit, filling: Filling::default() };
        draft.cover();
        // What was done last quarter comes filled in and stays so.
        let done = |row: &&Expected| {
            let status = self.plan.table(row.table).value(&row.prefilled, Role::Status);
            row.table == TableId::Tasks && !status.is_blank()
        };
        let asked = self.rows.iter().filter(|row| row.unit == unit && row.due == Due::Asked);
        for row in asked.filter(|row| !done(row)) {
            match (row.table, row.part) {
                (TableId::Indicators, _) => draft.indicator(&row.key.0),
                (TableId::Projects, _) => draft.project(&row.key.0),
                (TableId::Tasks, Part::Lead | Part::Office) => draft.task(&row.key.0),
                (TableId::Tasks, Part::Support | Part::Member) => {
                    let turn = (unit.0 * 5
                        + row.key.0.len()
                        + row.key.0.bytes().map(usize::from).sum::<usize>()
                        + self.told.shift)
                        % SUPPORT.len();
                    draft.text(TableId::Tasks, &row.key.0, Role::Progress, SUPPORT[turn]);
                }
                _ => {}
            }
        }
        draft.issue_of_before();
        match (unit == self.plan.office_unit(), self.told.period == TOLD.period) {
            (true, true) => draft.office(),
            (true, false) => draft.office_before(),
            (false, _) => {}
        }
        draft
    }
}

impl Draft<'_> {
    fn cover(&mut self) {
        let name = self.name();
        let is_late = name == "区交通运输局" && self.samples.told.period == TOLD.period;
        let late = if is_late { date(2023, 10, 9) } else { self.filled_on() };
        let phone = if name == "区司法局" { "" } else { "0577-00000000" };
        let lines = [
            (CoverLine::Filler, Value::text("示例填报人（示例数据）")),
            (CoverLine::Reviewer, Value::text("示例审核人")),
            (CoverLine::Principal, Value::text("示例负责人")),
            (CoverLine::Phone, Value::text(phone)),
            (CoverLine::FilledOn, Value::Date(late)),
            (CoverLine::Edition, Value::Number(1.0)),
        ];
        self.filling.cover.extend(lines);
    }

    fn name(&self) -> &str {
        &self.samples.plan.unit(self.unit).name
    }

    fn filled_on(&self) -> Date {
        self.samples
            .told
            .filled_on
            .saturating_add(jiff::Span::new().days(i64::try_from(self.unit.0 % 8).expect("small")))
    }

    /// Fills a cell, if it is open to the unit at all.
    fn set(&mut self, table: TableId, key: &str, role: Role, value: Value) {
        let samples = self.samples;
        let spec = samples.plan.table(table);
        let slot = spec.slot(role).expect("a role of the table");
        let row = samples.rows.iter().find(|row| row.unit == self.unit && row.table == table && row.key.0 == key);
        let row = row.unwrap_or_else(|| panic!("{} has no row {key}", self.name()));
        if is_open(&samples.plan, spec, slot, row, &samples.names) {
            self.filling.cells.insert((table, RowKey::from(key), slot), value);
        }
    }

    pub(crate) fn text(&mut self, table: TableId, key: &str, role: Role, text: &str) {
        self.set(table, key, role, Value::text(text));
    }

    pub(crate) fn number(&mut self, table: TableId, key: &str, role: Role, number: f64) {
        self.set(table, key, role, Value::Number(number));
    }

    pub(crate) fn day(&mut self, table: TableId, key: &str, role: Role, day: Date) {
        self.set(table, key, role, Value::Date(day));
    }

    fn blank(&mut self, table: TableId, key: &str, role: Role) {
        self.set(table, key, role, Value::Blank);
    }

    fn indicator(&mut self, key: &str) {
        let [_, value, base, reference, reason] = line(self.samples.told.indicators, key);
        self.set(TableId::Indicators, key, Role::Value, typed(value));
        self.set(TableId::Indicators, key, Role::Base, typed(base));
        self.set(TableId::Indicators, key, Role::Reference, typed(reference));
        self.text(TableId::Indicators, key, Role::Reason, reason);
        self.text(TableId::Indicators, key, Role::DataSource, "本单位统计（示例）");
    }

    fn task(&mut self, key: &str) {
        let told = parts(self.samples.told.tasks, key);
        let [_, status, progress, rest @ ..] = told.as_slice() else { panic!("{key} is whole") };
        self.text(TableId::Tasks, key, Role::Status, status);
        self.text(TableId::Tasks, key, Role::Progress, progress);
        self.text(TableId::Tasks, key, Role::Next, rest.first().unwrap_or(&"按计划推进下阶段工作。"));
        self.text(TableId::Tasks, key, Role::Problem, "无");
        match *status {
            "已完成" => {
                self.day(TableId::Tasks, key, Role::DoneOn, self.samples.told.done_on);
                self.text(TableId::Tasks, key, Role::Result, "认定文件、登记证书（示例）");
                self.number(TableId::Tasks, key, Role::Percent, 100.0);
            }
            "滞后" => {
                self.text(TableId::Tasks, key, Role::Problem, "进度慢于计划，原因见指标表说明。");
                self.text(TableId::Tasks, key, Role::Coordination, "请专班协调相关部门加快核定和场馆安排。");
            }
            _ => {}
        }
        if key == "5.4" {
            self.text(
                TableId::Tasks,
                key,
                Role::Experience,
                "推行“企业点单、院校接单”培训模式，参训人员当月上岗率明显提高。",
            );
        }
    }

    fn project(&mut self, key: &str) {
        let first = key == "XM01";
        let t = TableId::Projects;
        self.text(t, key, Role::Category, "生活美好型");
        self.text(t, key, Role::Nature, "续建");
        self.text(t, key, Role::Builder, "示例建设单位");
        self.text(t, key, Role::Place, pick(first, "滨江街道", "七都街道"));
        self.text(t, key, Role::Content, "建设规模为示例数据，以批复为准。");
        self.text(t, key, Role::Years, pick(first, "2021-2025", "2022-2024"));
        self.number(t, key, Role::Total, pick(first, 320_000.0, 58_000.0));
        self.number(t, key, Role::Before, pick(first, 126_000.0, 21_500.0));
        self.number(t, key, Role::YearPlan, pick(first, 40_000.0, 15_000.0));
        let [one, other] = self.samples.told.projects;
        let (this, so_far) = pick(first, one, other);
        self.number(t, key, Role::ThisPeriod, this);
        // As some type it.
        let hundred_million = Value::text(&format!("{}亿", qingdan::value::plain(so_far / 10_000.0)));
        self.set(t, key, Role::Value, if first { hundred_million } else { Value::Number(so_far) });
        self.day(t, key, Role::StartPlanned, pick(first, date(2021, 3, 1), date(2022, 5, 1)));
        self.set(
            t,
            key,
            Role::StartActual,
            if first { Value::text("2021.3.18") } else { Value::Date(date(2022, 6, 10)) },
        );
        self.day(t, key, Role::EndPlanned, pick(first, date(2025, 12, 31), date(2024, 12, 31)));
        self.text(
            t,
            key,
            Role::Progress,
            pick(first, "主体结构施工至地上12层，机电安装同步进场。", "景观提升完成五成，游步道和照明工程正在施工。"),
        );
        self.text(t, key, Role::InStatistics, "是");
        self.text(t, key, Role::Problem, pick(first, "无", "汛期影响水上作业，工期偏紧。"));
        self.text(t, key, Role::Needs, "无");
        self.text(
            t,
            key,
            Role::Next,
            pick(first, "第四季度完成主体封顶，完成投资8000万元。", "增加作业面，第四季度完成投资4000万元。"),
        );
        self.text(t, key, Role::Contact, "示例联系人");
    }

    /// What only the office decides: ledger, points, arrivals, verdict, outlook.
    fn office(&mut self) {
        let samples = self.samples;
        let day = |month, day| Value::Date(date(2023, month, day));
        let text = Value::text;
        let common = |key: &str, lead: &str, about: &str, status: &str| {
            vec![
                (Role::Key, text(key)),
                (Role::VisitedOn, day(8, 10)),
                (Role::Topic, text("第三季度督导服务（示例）")),
                (Role::Origin, text("现场督导")),
                (Role::Object, text("示例企业")),
                (Role::Grade, text("一般")),
                (Role::Content, text(about)),
                (Role::Lead, text(lead)),
                (Role::Person, text("示例责任人")),
                (Role::Measures, text("明确责任人和时间表，逐项落实整改。")),
                (Role::Due, day(9, 20)),
                (Role::Progress, text("已与企业对接，整改按计划推进。")),
                (Role::Status, text(status)),
            ]
        };
        let closing = [
            (Role::DoneOn, day(9, 5)),
            (Role::Evidence, text("整改照片、回访记录（示例）")),
            (Role::AppliedOn, day(9, 6)),
            (Role::VerifierUnit, text("专班办公室")),
            (Role::Verifier, text("示例核查人")),
            (Role::VerifiedOn, day(9, 12)),
            (Role::Opinion, text("同意")),
            (Role::ClosedOn, day(9, 13)),
        ];
        let mut issues = vec![
            common("WT01", "区商务局", "首店装修审批环节多，开业时间推迟。", "已销号"),
            common("WT02", "区交通运输局", "码头配套用海手续办理进度偏慢。", "申请销号"),
            common("WT03", "区经信局", "软件园公共停车位不足。", "整改中"),
            common("WT04", "区人力社保局", "家政企业培训补贴拨付周期较长。", "整改中"),
            common("WT05", "区发改局", "项目周边道路施工影响材料运输。", "延期"),
        ];
        issues[0].extend(closing.clone());
        issues[1].extend(closing.into_iter().take(5));
        issues[2].extend([(Role::Due, day(10, 31)), (Role::Linked, text("10.1"))]);
        issues[3].push((Role::Remark, text("补贴资金已列入10月拨付计划。")));
        issues[4].extend([
            (Role::ExtendedTo, day(11, 30)),
            (Role::ExtendedBy, text("示例批准人")),
            (Role::Linked, text("XM01")),
        ]);
        for issue in issues {
            self.typed_row(TableId::CloseOut, issue);
        }
        let office = self.unit;
        for unit in samples.plan.reporters().filter(|unit| *unit != office) {
            let name = samples.plan.unit(unit);
            let late = name.name == "区交通运输局";
            let on = if late { day(10, 9) } else { day(10, if name.kind == UnitKind::Street { 6 } else { 7 }) };
            self.typed_row(TableId::Arrivals, vec![(Role::Key, text(&name.name)), (Role::ReceivedOn, on)]);
        }
        self.typed_row(
            TableId::Points,
            vec![
                (Role::Key, text("区人力社保局")),
                (Role::Value, Value::Number(1.0)),
                (Role::Basis, text("“金蓝领”培训做法获市级推广（示例）")),
            ],
        );
        self.typed_row(
            TableId::Verdicts,
            vec![
                (Role::Key, text("7.2")),
                (Role::Status, text("滞后")),
                (Role::Remark, text("用海手续晚于计划，招标顺延（示例核定）")),
            ],
        );
        self.typed_row(
            TableId::Outlook,
            vec![
                (Role::Key, text("1")),
                (Role::Content, text("前三季度全区服务业总体平稳，消费、文旅恢复较快，服务贸易承压（示例文字）。")),
            ],
        );
    }

    fn typed_row(&mut self, id: TableId, values: Vec<(Role, Value)>) {
        let table = self.samples.plan.table(id);
        let mut row = table.blank_row();
        for (role, value) in values {
            table.set(&mut row, role, value);
        }
        self.filling.extra_rows.push((id, row));
    }

    fn book(&self) -> Book {
        let Samples { plan, told, rows, .. } = self.samples;
        form(plan, told.period, self.unit, rows, Some(&self.filling))
    }

    pub(crate) fn file(&self, folder: &str, suffix: &str) -> SampleFile {
        let (unit, period) = (self.name(), self.samples.told.period);
        let bytes = write(&self.book()).expect("a book that can be written");
        (format!("{folder}/{unit}_{period}_填报表{suffix}.xlsx"), bytes)
    }
}

/// The first of two, or the second.
fn pick<T>(first: bool, one: T, other: T) -> T {
    if first { one } else { other }
}

/// The line of a list that begins with a code, in so many parts.
fn line<'a, const N: usize>(list: &'a str, key: &str) -> [&'a str; N] {
    parts(list, key).try_into().expect("as many parts as the list has")
}

/// The parts of the line of a list that begins with a code.
fn parts<'a>(list: &'a str, key: &str) -> Vec<&'a str> {
    let parts = list.lines().map(|line| line.split('|').collect::<Vec<&str>>()).find(|parts| parts[0] == key);
    parts.unwrap_or_else(|| panic!("{key} is in the list"))
}

/// A number; behind `'` a text, as some type them; else a text.
fn typed(written: &str) -> Value {
    match (written.strip_prefix('\''), written.parse()) {
        (Some(text), _) => Value::text(text),
        (None, Ok(number)) => Value::Number(number),
        (None, Err(_)) => Value::text(written),
    }
}
