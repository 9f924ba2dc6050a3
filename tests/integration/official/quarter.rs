//! Quarters made by hand: a check of nothing, then rows put in as if returns had held them.

use jiff::civil::date;
use qingdan::check::{
    Checked, CheckedRow, FileStatus, FileVerdict, Noted, Received, RowOrigin, State, UnitReturn, check,
};
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::finding::Finding;
use qingdan::key::{RowKey, TableId};
use qingdan::location::{CellRef, Location, SheetRef};
use qingdan::period::Period;
use qingdan::plan::{FieldKind, Files, Measured, Part, Plan, Project, load};
use qingdan::recognize::Cover;
use qingdan::roster::Due;
use qingdan::value::{Value, round};
use std::sync::Arc;

/// The plan of 2023 with six more projects: two of a type, three of another, one without.
pub(crate) fn plan() -> Plan {
    let (mut plan, _) = load(&Files::embedded());
    let mut project = plan.projects[0].clone();
    let list = |list: &str| list.to_owned();
    let rows: [(&str, &str, &str, &str, f64, f64, f64); 6] = [
        ("XM03", "温州国际博览中心", "战略支撑型", "省服务业重大项目", 200_000.0, 50_000.5, 30_000.0),
        ("XM04", "滨江金融总部", "战略支撑型", "省服务业重大项目", 80_000.0, 0.0, 20_000.0),
        ("XM05", "数字产业园", "产业赋能型", "省服务业重大项目", 60_000.0, 10_000.0, 12_000.0),
        ("XM06", "跨境电商中心", "产业赋能型", "市级", 30_000.0, 1_000.25, 9_000.0),
        ("XM07", "冷链物流基地", "产业赋能型", "区级", 15_000.0, 0.0, 0.0),
        ("XM08", "古城更新", "", "省服务业重大项目", 9_000.0, 0.0, 3_000.0),
    ];
    for (code, name, category, source, total, before, year_plan) in rows {
        project = Project {
            code: RowKey::from(code),
            name: name.to_owned(),
            category: category.to_owned(),
            list: list(source),
            nature: "续建".to_owned(),
            place: "五马街道".to_owned(),
            total: Some(total),
            before: Some(before),
            year_plan: Some(year_plan),
            plan_to_date: (code == "XM03").then_some(24_000.0),
            ..project
        };
        plan.projects.push(project.clone());
    }
    plan
}

/// 2023Q3.
pub(crate) fn third_quarter() -> Period {
    "2023Q3".parse().unwrap()
}

/// A check to which no return came.
pub(crate) fn silence(plan: &Plan) -> Checked {
    check(plan, &[], Some(third_quarter()), None)
}

/// A check with rows that can be filled in.
pub(crate) struct Filled<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) checked: Checked,
}

impl<'a> Filled<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Self { plan, checked: silence(plan) }
    }

    pub(crate) fn quarter(&self) -> Quarter {
        consolidate(self.plan, third_quarter(), &self.checked, None)
    }

    /// Fills in fields of the row that its lead reports.
    pub(crate) fn fill(&mut self, table: TableId, key: &str, fields: &[(&str, Value)]) {
        let plan = self.plan;
        let row = self.row(table, key);
        row.state = State::Returned;
        row.origin =
            Some(RowOrigin { file: Arc::from("来件/甲.xlsx"), sheet: sheet(0, &plan.table(table).name), row: 4 });
        for (field, value) in fields {
            let slot = plan.table(table).named(field).unwrap_or_else(|| panic!("{field}"));
            row.values[slot] = value.clone();
        }
    }

    /// Sets a field aside, as a rule that blames it does, and says so in a finding.
    pub(crate) fn blame(&mut self, table: TableId, key: &str, field: &str, shown: &str, code: &str) {
        let plan = self.plan;
        let slot = plan.table(table).named(field).unwrap();
        let row = self.row(table, key);
        row.state = State::Returned;
        row.unusable.insert(slot, shown.to_owned());
        row.values[slot] = match plan.table(table).fields[slot].kind {
            FieldKind::Number | FieldKind::Date => Value::text(shown),
            FieldKind::Text | FieldKind::Choice | FieldKind::Unit => Value::Blank,
        };
        let at = Location::cell(&Arc::from("来件/甲.xlsx"), &sheet(1, &plan.table(table).name), CellRef::new(4, 7));
        let mut finding = Finding::new(code, at).about(table, &RowKey::from(key)).blaming(field, shown);
        finding.message = format!("{field}不能用");
        self.checked.findings.push(finding);
        self.checked.findings.sort();
    }

    /// Rows of the office's own tables and of the ledger.
    pub(crate) fn add(&mut self, table: TableId, key: &str, fields: &[(&str, Value)]) {
        let unit = self.plan.office_unit();
        let of = self.plan.table(table);
        self.checked.rows.push(CheckedRow {
            unit,
            table,
            key: RowKey::from(key),
            part: Part::Office,
            due: Due::Asked,
            state: State::Returned,
            values: of.blank_row(),
            unusable: std::collections::BTreeMap::new(),
            origin: None,
            cells: vec![None; of.fields.len()],
            borrowed: std::collections::BTreeMap::new(),
            offered: std::collections::BTreeMap::new(),
            expected: table == TableId::CloseOut,
        });
        let row = self.checked.rows.last_mut().unwrap();
        for (field, value) in fields {
            row.values[of.named(field).unwrap()] = value.clone();
        }
        let names = self.plan.name_values(third_quarter());
        of.compute(&mut row.values, &names);
    }

    /// A unit sent something.
    pub(crate) fn sent(&mut self, unit: &str, day: i8) {
        let id = self.plan.find_unit(unit).unwrap();
        let file: Arc<str> = Arc::from(format!("来件/{unit}.xlsx"));
        self.checked.returns.push(UnitReturn {
            unit: id,
            period: third_quarter(),
            files: vec![self.checked.files.len()],
            file: Arc::clone(&file),
            cover: Cover::default(),
            received: Some(Received { on: date(2023, 10, day), registered: true }),
        });
        let verdict = FileVerdict {
            file,
            unit: Some(id),
            period: Some(third_quarter()),
            status: FileStatus::Accepted,
            unplaced: Vec::new(),
        };
        self.checked.files.push(verdict);
        self.checked.returns.sort_by_key(|given| given.unit);
    }

    /// A cell was read as something else.
    pub(crate) fn noted(&mut self) {
        let at = Location::cell(&Arc::from("来件/甲.xlsx"), &sheet(0, "主要指标进度表"), CellRef::new(4, 7));
        let noted = Noted { at, found: "１２".to_owned(), read_as: "12".to_owned(), note: "全角数字" };
        self.checked.receipts.push(noted);
    }

    fn row(&mut self, table: TableId, key: &str) -> &mut CheckedRow {
        let reports = |part: Part| part == Part::Lead || part == Part::Office;
        let found = |row: &&mut CheckedRow| row.table == table && row.key.0 == key && reports(row.part);
        self.checked.rows.iter_mut().find(found).unwrap_or_else(|| panic!("{key}"))
    }
}

fn sheet(index: usize, name: &str) -> SheetRef {
    SheetRef { index, name: Arc::from(name) }
}

/// A full quarter: figures of every kind, ties, 暂无数据, unusable cells, projects with and without types, points.
pub(crate) fn full(plan: &Plan) -> Filled<'_> {
    let mut filled = Filled::new(plan);
    for unit in plan.reporters().take(30) {
        filled.sent(&plan.unit(unit).name, if unit.0 % 7 == 0 { 9 } else { 7 });
    }
    indicators(&mut filled);
    tasks(&mut filled);
    projects(&mut filled);
    issues(&mut filled);
    let lead = plan.unit(plan.indicators[0].lead).name.clone();
    let points = [("单位", text(&lead)), ("分值", Value::Number(2.5)), ("依据", text("获省级表彰"))];
    filled.add(TableId::Points, &lead, &points);
    filled.noted();
    filled
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn indicators(filled: &mut Filled<'_>) {
    for (index, indicator) in filled.plan.indicators.iter().enumerate() {
        let asked = third_quarter().asks(indicator.cadence) && indicator.measured == Measured::Reported;
        if !asked || index % 11 == 10 {
            continue;
        }
        let target = indicator.target.unwrap_or(5.0);
        let digits = i32::from(indicator.decimals);
        // Shares of the target that meet it, come near it, and stay far from it; some are alike.
        let value = round(target * [1.2, 0.75, 0.6, 1.0, 0.3, 0.75][index % 6], digits);
        let mut fields = vec![("本期累计完成值", Value::Number(value)), ("数据来源", text("统计报表"))];
        if index % 5 == 0 && indicator.decimals > 0 {
            fields.push(("上年末基数", Value::Number(round(target / 3.0, digits))));
            fields.push(("上期累计完成值", Value::Number(round(value / 2.0, digits))));
            fields.push(("数据截至", Value::Date(date(2023, 8, 31))));
        }
        if indicator.target.is_none() {
            fields.push(("对照值", Value::Number(value + 1.0)));
        }
        if indicator.may_lack && index % 4 == 0 {
            fields[0].1 = Value::NoData;
            fields.push(("未达序时原因", text("市局尚未发布")));
        }
        filled.fill(TableId::Indicators, &indicator.code.0, &fields);
    }
    filled.blame(TableId::Indicators, "2.1-2", "本期累计完成值", "约1", "V03");
    filled.blame(TableId::Indicators, "6.1-1", "本期累计完成值", "30", "V14");
}

fn tasks(filled: &mut Filled<'_>) {
    let statuses = ["推进中", "持续推进", "已完成", "滞后", "未启动"];
    let progress = "已召开两次专题协调会，完成初步设计，主体结构结顶，正在推进配套工程招标和设备采购。";
    for (index, measure) in filled.plan.measures.iter().enumerate().filter(|(index, _)| index % 9 != 8) {
        let status = statuses[index % 5];
        let mut fields = vec![
            ("推进状态", text(status)),
            ("本期进展情况", text(progress)),
            ("存在问题", text(if status == "滞后" { "用地指标尚未落实" } else { "无" })),
            ("下阶段工作安排", text("十月底前完成设备进场，年底前投入试运行。")),
        ];
        if status == "已完成" {
            fields.push(("实际完成时间", Value::Date(date(2023, 9, 5))));
            fields.push(("标志性成果", text("获评省级示范")));
        }
        if index % 10 == 3 {
            fields.push(("需专班协调事项", text("请协调用地指标")));
        }
        filled.fill(TableId::Tasks, &measure.code.0, &fields);
    }
    filled.blame(TableId::Tasks, "3.1", "推进状态", "已完成", "L01");
}

fn projects(filled: &mut Filled<'_>) {
    for (code, invested, this) in [
        ("XM03", 25_000.75, 9_000.0),
        ("XM04", 9_000.0, 3_000.0),
        ("XM05", 12_000.1, 4_000.2),
        ("XM06", 4_000.0, 1_000.0),
        ("XM08", 900.0, 300.0),
    ] {
        let fields = [
            ("本年累计完成投资", Value::Number(invested)),
            ("本期完成投资", Value::Number(this)),
            ("形象进度", text("主体施工至三层")),
            ("实际开工时间", Value::Date(date(2022, 3, 1))),
            ("存在问题", text("无")),
        ];
        filled.fill(TableId::Projects, code, &fields);
    }
    filled.blame(TableId::Projects, "XM06", "本年累计完成投资", "90000", "L09");
}

fn issues(filled: &mut Filled<'_>) {
    let issue = |code: &str, status: &str, due: Value| {
        [
            ("问题编号", text(code)),
            ("督导日期", Value::Date(date(2023, 8, 20))),
            ("督导对象", text("古城更新项目")),
            ("问题等级", text("较重")),
            ("问题描述", text("施工围挡占用人行道，未设置临时通道。")),
            ("责任单位", text("区发改局")),
            ("整改措施", text("调整围挡，设置通道")),
            ("整改期限", due),
            ("整改进展", text("已调整")),
            ("销号状态", text(status)),
        ]
    };
    let day = |month, day| Value::Date(date(2023, month, day));
    filled.add(TableId::CloseOut, "WT01", &issue("WT01", "整改中", day(9, 15)));
    filled.add(TableId::CloseOut, "WT02", &issue("WT02", "申请销号", day(10, 5)));
    filled.add(TableId::CloseOut, "WT03", &issue("WT03", "整改中", Value::Blank));
}
