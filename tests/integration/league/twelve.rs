//! Twelve units made by hand, nine departments and three street offices, with what each of them sent.
//!
//! The quarter ends on 2023-09-30: of an indicator that runs from January to December 9/12 = 75 % is due.

use crate::official::quarter::{Filled, third_quarter};
use qingdan::archive::{Archive, Figure};
use qingdan::check::State;
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::finding::Finding;
use qingdan::key::{RowKey, TableId};
use qingdan::location::{CellRef, Location, SheetRef};
use qingdan::plan::{Files, Plan, load};
use qingdan::value::Value;
use std::fmt::Write;
use std::sync::Arc;

const UNITS: &str = "名称,类别,别名,曾用名,工作组,成员,启用期,停用期,备注
甲局,区直部门,,,综合组,,,,
乙局,区直部门,,旧乙局,,,,,
丙局,区直部门,,,,,,,
丁局,区直部门,,,,,,,
戊局,区直部门,,,,,,,
己局,区直部门,,,,,,,
庚局,区直部门,,,,,,,
辛局,区直部门,,,,,,,
壬局,区直部门,,,,,,,
东街道,街镇,,,,,,,
南街道,街镇,,,,,,,
西街道,街镇,,,,,,,
专班办公室,专班办公室,,,,,,,
各街镇,群组,,,,东街道、南街道、西街道,,,
";

/// Code, lead, target, decimals, cadence, whether 暂无数据 is legal, whether it is a key indicator, weight.
type Indicator = (&'static str, &'static str, u32, u8, &'static str, &'static str, &'static str, u8);

const INDICATORS: [Indicator; 18] = [
    ("1.1-1", "甲局", 100, 2, "季", "否", "是", 1),
    ("1.1-2", "甲局", 100, 2, "季", "否", "是", 3),
    ("1.1-3", "甲局", 100, 2, "季", "否", "否", 1),
    ("2.1-1", "乙局", 100, 2, "季", "否", "是", 1),
    ("3.1-1", "丙局", 8, 0, "季", "否", "是", 1),
    ("4.1-1", "丁局", 100, 2, "季", "否", "是", 1),
    ("5.1-1", "戊局", 100, 2, "季", "否", "是", 1),
    ("5.1-2", "戊局", 100, 2, "季", "否", "是", 1),
    ("5.1-3", "戊局", 100, 2, "季", "否", "是", 1),
    ("5.1-4", "戊局", 100, 2, "季", "否", "是", 1),
    ("5.1-5", "戊局", 100, 2, "季", "是", "是", 1),
    ("5.1-6", "戊局", 100, 2, "年", "否", "是", 1),
    ("5.1-7", "戊局", 1, 0, "季", "否", "是", 1),
    ("5.1-8", "戊局", 100, 2, "季", "否", "是", 2),
    ("6.1-1", "己局", 100, 2, "季", "否", "是", 1),
    ("6.1-2", "己局", 100, 2, "季", "是", "是", 2),
    ("7.1-1", "庚局", 100, 2, "季", "否", "是", 1),
    ("8.1-1", "辛局", 100, 2, "季", "否", "是", 1),
];

/// Code, units, kind, deadline.
const TASKS: [(&str, &str, &str, &str); 8] = [
    ("1.1", "甲局、乙局、辛局", "量化", "2023-12-31"),
    ("2.1", "乙局", "量化", "2023-12-31"),
    ("4.1", "丁局", "量化", "2023-12-31"),
    ("5.1", "戊局", "量化", "2023-12-31"),
    ("6.1", "己局", "量化", "2023-12-31"),
    ("7.1", "庚局", "量化", "2023-12-31"),
    ("8.1", "辛局", "持续", "2023-12-31"),
    ("9.1", "壬局、各街镇", "量化", "2023-12-31"),
];

/// Code, 建设性质, ground, year's plan in 万元, 动态调整; all are led by 丁局.
const PROJECTS: [(&str, &str, &str, u32, &str); 4] = [
    ("XM1", "续建", "东街道", 1000, "在库"),
    ("XM2", "续建", "南街道", 1000, "在库"),
    ("XM3", "续建", "", 1000, "调出"),
    ("XM4", "前期", "", 1000, "在库"),
];

/// The plan of the twelve, with the tables, rules and limits of 2023.
pub(crate) fn plan() -> Plan {
    let mut indicators = String::from(
        "编号,任务编号,类别,名称,计量单位,年度目标,比较方式,目标值,统计口径,小数位,报送频率,可暂缺,属性,取数,关键指标,权重,\
         责任单位,起算日期,完成时限,上年末基数,分期目标,允许负数,备注\n",
    );
    for (code, lead, target, decimals, cadence, may_lack, key, weight) in INDICATORS {
        let task = if code == "3.1-1" { "2.1" } else { code.split('-').next().unwrap() };
        let _ = writeln!(
            indicators,
            "{code},{task},行业,指标{code},个,{target}个,≥,{target},新增,{decimals},{cadence},{may_lack},发展,填报,{key},{weight},\
             {lead},2023-01-01,2023-12-31,,,否,"
        );
    }
    let mut tasks = String::from(
        "编号,序号,部分,分部,重点任务,具体内容举措,主要目标及时间节点,责任单位,任务类型,起算日期,完成时限,工作组,备注\n",
    );
    for (code, units, kind, deadline) in TASKS {
        let number = &code[..1];
        let _ = writeln!(
            tasks,
            "{code},{number},一,,任务{number},举措{code},2023全年,{units},{kind},2023-01-01,{deadline},综合组,"
        );
    }
    let mut projects = String::from(
        "编号,名称,类型,来源清单,建设性质,建设单位,属地街镇,建设规模及主要内容,建设起止年限,总投资,截至上年底累计完成投资,\
         年度计划投资,截至本期末计划投资,计划开工时间,计划竣工时间,责任单位,动态调整,调整原因,批准文号,调整日期,备注\n",
    );
    for (code, nature, place, year_plan, change) in PROJECTS {
        let why = if change == "调出" { "停建,〔2023〕9号" } else { "," };
        let _ =
            writeln!(projects, "{code},项目{code},,,{nature},,{place},,,9000,0,{year_plan},,,,丁局,{change},{why},,");
    }
    let mut files = Files::embedded();
    for (name, text) in &mut files.files {
        match name.as_str() {
            "units.csv" => UNITS.clone_into(text),
            "indicators.csv" => indicators.clone_into(text),
            "tasks.csv" => tasks.clone_into(text),
            "projects.csv" => projects.clone_into(text),
            "milestones.csv" => "编号,任务编号,名称,计划时间,备注\n".clone_into(text),
            "corrections.csv" => "编号,字段,原文,更正,性质,说明\n".clone_into(text),
            _ => {}
        }
    }
    let (plan, findings) = load(&files);
    assert_eq!(findings.iter().map(|finding| &finding.message).collect::<Vec<_>>(), [""; 0]);
    plan
}

fn words(text: &str) -> Value {
    Value::text(text)
}

/// A supporting unit's row came.
pub(crate) fn supported(filled: &mut Filled<'_>, unit: &str, key: &str) {
    let id = filled.plan.find_unit(unit).unwrap();
    let mut rows = filled.checked.rows.iter_mut();
    rows.find(|row| row.unit == id && row.key.0 == key).unwrap_or_else(|| panic!("{unit} {key}")).state =
        State::Returned;
}

/// An error is open in a unit's file, about a row.
pub(crate) fn open_error(filled: &mut Filled<'_>, unit: &str, table: TableId, key: &str, field: &str) {
    let sheet = SheetRef { index: 1, name: Arc::from(&*filled.plan.table(table).name) };
    let at = Location::cell(&Arc::from(format!("来件/{unit}.xlsx")), &sheet, CellRef::new(4, 7));
    filled.checked.findings.push(Finding::new("V12", at).about(table, &RowKey::from(key)).blaming(field, "约"));
}

/// The office gives or takes points.
pub(crate) fn points(filled: &mut Filled<'_>, unit: &str, value: f64, basis: &str) {
    let fields = [("单位", words(unit)), ("分值", Value::Number(value)), ("依据", words(basis))];
    filled.add(TableId::Points, unit, &fields);
}

fn task(filled: &mut Filled<'_>, key: &str, status: &str) {
    filled.fill(TableId::Tasks, key, &[("推进状态", words(status)), ("本期进展情况", words("按计划推进"))]);
}

pub(crate) fn value(filled: &mut Filled<'_>, key: &str, value: f64) {
    filled.fill(TableId::Indicators, key, &[("本期累计完成值", Value::Number(value))]);
}

fn issue(filled: &mut Filled<'_>, key: &str, unit: &str, status: &str, due: (i8, i8), done: Option<(i8, i8)>) {
    let day = |(month, day): (i8, i8)| Value::Date(jiff::civil::date(2023, month, day));
    let fields = [
        ("问题编号", words(key)),
        ("督导日期", day((8, 1))),
        ("责任单位", words(unit)),
        ("问题描述", words("围挡占道")),
        ("整改期限", day(due)),
        ("实际完成时间", done.map_or(Value::Blank, day)),
        ("销号日期", if status == "已销号" { day((9, 28)) } else { Value::Blank }),
        ("销号状态", words(status)),
    ];
    filled.add(TableId::CloseOut, key, &fields);
}

/// What the twelve sent, and what the office put down.
pub(crate) fn sent(plan: &Plan) -> Filled<'_> {
    let mut filled = Filled::new(plan);
    // The deadline is 10月7日: 丁局 is two days late, 辛局 three; 庚局 sends nothing.
    for unit in ["甲局", "乙局", "丙局", "戊局", "己局", "壬局", "东街道", "南街道", "西街道"] {
        filled.sent(unit, 7);
    }
    filled.sent("丁局", 9);
    filled.sent("辛局", 10);

    value(&mut filled, "1.1-1", 75.0);
    value(&mut filled, "1.1-2", 96.0);
    value(&mut filled, "1.1-3", 80.0);
    task(&mut filled, "1.1", "推进中");

    value(&mut filled, "2.1-1", 75.0);
    task(&mut filled, "2.1", "推进中");
    // 乙局's supporting row of 1.1 did not come.

    value(&mut filled, "3.1-1", 6.0);

    value(&mut filled, "4.1-1", 60.0);
    task(&mut filled, "4.1", "滞后");
    for (key, invested) in [("XM1", 900.0), ("XM2", 600.0), ("XM4", 50.0)] {
        let fields = [("本年累计完成投资", Value::Number(invested)), ("形象进度", words("主体施工"))];
        filled.fill(TableId::Projects, key, &fields);
    }
    issue(&mut filled, "WT1", "丁局", "已销号", (9, 15), Some((9, 5)));
    issue(&mut filled, "WT2", "丁局", "整改中", (9, 15), None);
    points(&mut filled, "丁局", 2.5, "获省级表彰");

    value(&mut filled, "5.1-1", 75.0);
    filled.blame(TableId::Indicators, "5.1-2", "本期累计完成值", "约70", "V03");
    filled.checked.findings.clear();
    open_error(&mut filled, "戊局", TableId::Indicators, "5.1-2", "本期累计完成值");
    filled.fill(TableId::Indicators, "5.1-3", &[("本期累计完成值", Value::NoData)]);
    // 5.1-4 did not come.
    filled.fill(TableId::Indicators, "5.1-5", &[("本期累计完成值", Value::NoData)]);
    value(&mut filled, "5.1-7", 0.0);
    value(&mut filled, "5.1-8", 75.0);
    task(&mut filled, "5.1", "未启动");

    value(&mut filled, "6.1-1", 90.0);
    filled.fill(TableId::Indicators, "6.1-2", &[("本期累计完成值", Value::NoData)]);
    task(&mut filled, "6.1", "已完成");
    let verdict = [("任务编号", words("6.1")), ("核定状态", words("滞后")), ("说明", words("未通过验收"))];
    filled.add(TableId::Verdicts, "6.1", &verdict);

    issue(&mut filled, "WT3", "庚局", "申请销号", (9, 20), Some((9, 5)));

    value(&mut filled, "8.1-1", 30.0);
    task(&mut filled, "8.1", "持续推进");
    supported(&mut filled, "辛局", "1.1");
    open_error(&mut filled, "辛局", TableId::Tasks, "1.1", "本期进展情况");
    points(&mut filled, "辛局", -3.0, "数据失实被通报");

    task(&mut filled, "9.1", "推进中");
    for unit in ["东街道", "南街道", "西街道"] {
        supported(&mut filled, unit, "9.1");
    }
    issue(&mut filled, "WT4", "南街道", "已销号", (9, 15), Some((9, 25)));
    filled
}

/// What the quarter before kept: ranks, and a red light of 8.1-1.
fn before() -> Archive {
    let indicators = [("1.1-2", 3.0), ("6.1-1", 2.0), ("4.1-1", 4.0), ("5.1-2", 6.0)]
        .map(|(key, rank)| kept(TableId::LeagueIndicators, key, "位次", Value::Number(rank)));
    let units = [
        ("区直部门", "旧乙局", 1.0),
        ("区直部门", "丙局", 2.0),
        ("区直部门", "甲局", 2.0),
        ("区直部门", "戊局", 8.0),
        ("区直部门", "辛局", 5.0),
        ("区直部门", "己局", 4.0),
        ("街镇", "丁局", 3.0),
        ("街镇", "东街道", 1.0),
    ]
    .map(|(board, who, rank)| {
        let of = |field, value| kept(TableId::LeagueUnits, who, field, value);
        [of("榜单", Value::text(board)), of("位次", Value::Number(rank))]
    });
    let lights = [light("8.1-1", "红"), light("1.1-1", "红"), light("4.1-1", "黄")];
    Archive {
        file: "上期汇总.xlsx".into(),
        plan: String::new(),
        revision: String::new(),
        period: "2023Q2".parse().unwrap(),
        figures: indicators.into_iter().chain(units.into_iter().flatten()).chain(lights).collect(),
        earlier: Vec::new(),
        edits: Vec::new(),
    }
}

/// An indicator's light, as the quarter before printed it.
fn light(key: &str, light: &str) -> Figure {
    kept(TableId::Indicators, key, "亮灯", words(light))
}

fn kept(table: TableId, key: &str, field: &str, value: Value) -> Figure {
    Figure {
        table,
        row: RowKey::from(key),
        field: field.to_owned(),
        value,
        usable: true,
        at: qingdan::location::Location::nowhere(),
    }
}

/// The quarter of what was sent, after the quarter before.
pub(crate) fn quarter(filled: &Filled<'_>) -> Quarter {
    consolidate(filled.plan, third_quarter(), &filled.checked, Some(&before()))
}
