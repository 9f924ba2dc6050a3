//! Returns of a whole period, made from the forms: every asked row of every unit filled in by a simple pattern.

use jiff::civil::{Date, date};
use qingdan::check::{Checked, check};
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::key::TableId;
use qingdan::period::Period;
use qingdan::plan::{Part, Plan, UnitKind};
use qingdan::read::{Limits, read};
use qingdan::recognize::{CoverLine, Return, recognize};
use qingdan::render::form::{Filling, form};
use qingdan::roster::{Due, Expected, roster};
use qingdan::value::{Value, round};
use qingdan::write::write;

/// The quarter that the returns of everyone give; `office` is the period of the office's form.
pub(super) fn consolidated(plan: &Plan, period: Period, departments: Period, office: Period) -> Quarter {
    let checked = checked(plan, period, departments, office);
    consolidate(plan, period, &checked, None)
}

fn checked(plan: &Plan, period: Period, departments: Period, office: Period) -> Checked {
    let of = |wanted: Period, is_office: bool| {
        let rows = roster(plan, wanted, None);
        let units = plan.reporters().filter(move |unit| (plan.unit(*unit).kind == UnitKind::Office) == is_office);
        let returns: Vec<Return> = units
            .filter(|unit| is_office || rows.iter().any(|row| row.unit == *unit && row.due == Due::Asked))
            .map(|unit| {
                let own: Vec<&Expected> = rows.iter().filter(|row| row.unit == unit && row.due == Due::Asked).collect();
                let filling = filling(plan, wanted, &own, is_office);
                let bytes = write(&form(plan, wanted, unit, &rows, Some(&filling))).unwrap();
                let name = format!("{}.xlsx", plan.unit(unit).name);
                recognize(&read(&name, &bytes, &Limits::default()), plan)
            })
            .collect();
        returns
    };
    let mut returns = of(departments, false);
    returns.extend(of(office, true));
    returns.sort_by(|one, other| one.file.cmp(&other.file));
    check(plan, &returns, Some(period), None)
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn filling(plan: &Plan, period: Period, rows: &[&Expected], is_office: bool) -> Filling {
    let mut filling = Filling::default();
    let cover = [
        (CoverLine::Filler, text("甲")),
        (CoverLine::Reviewer, text("乙")),
        (CoverLine::Principal, text("丙")),
        (CoverLine::Phone, text("0577-1")),
        (CoverLine::FilledOn, Value::Date(period.end())),
    ];
    filling.cover.extend(cover);
    for row in rows {
        for (field, value) in cells(plan, period.end(), row) {
            let table = plan.table(row.table);
            let slot = table.named(field).unwrap_or_else(|| panic!("{field}"));
            if !value.is_blank() {
                filling.cells.insert((row.table, row.key.clone(), slot), value);
            }
        }
    }
    if is_office {
        filling.extra_rows.extend(office(plan, period.end()));
    }
    filling
}

/// What a row is filled in with.
fn cells(plan: &Plan, end: Date, row: &Expected) -> Vec<(&'static str, Value)> {
    if row.table == TableId::Indicators {
        indicator(plan, row)
    } else if row.table == TableId::Projects {
        project(&row.key.0)
    } else if matches!(row.part, Part::Lead | Part::Office) {
        task(plan, end, row)
    } else {
        vec![("本期进展情况", text("无"))]
    }
}

/// Shares of the target that meet it, come near it, and stay far from it; now and then nothing is published.
fn indicator(plan: &Plan, row: &Expected) -> Vec<(&'static str, Value)> {
    let index = plan.indicators.iter().position(|known| known.code == row.key).unwrap();
    let known = &plan.indicators[index];
    let value = match known.target {
        _ if known.may_lack && index % 3 == 0 => Value::NoData,
        Some(target) => Value::Number(round(target * [1.1, 0.6, 0.5, 1.0, 0.2][index % 5], i32::from(known.decimals))),
        None => Value::Number(4.0),
    };
    let reference = if known.target.is_none() { Value::Number(5.0) } else { Value::Blank };
    let value = if value == Value::NoData { text("暂无数据") } else { value };
    vec![
        ("本期累计完成值", value),
        ("对照值", reference),
        ("数据来源", text("统计报表")),
        ("未达序时原因", text("第3季度起集中申报，\n12月上报。")),
    ]
}

fn project(key: &str) -> Vec<(&'static str, Value)> {
    let first = key == "XM01";
    let number = |one: f64, other: f64| Value::Number(if first { one } else { other });
    vec![
        ("项目类型", text(if first { "战略支撑型" } else { "生活美好型" })),
        ("建设性质", text("续建")),
        ("属地街镇", text("滨江街道")),
        ("总投资", number(120_345.6, 54_321.0)),
        ("截至上年底累计完成投资", number(30_000.0, 10_000.0)),
        ("年度计划投资", number(24_000.0, 12_000.0)),
        ("本期完成投资", number(1_500.5, 700.0)),
        ("本年累计完成投资", number(24_680.5, 5_432.1)),
        ("实际开工时间", Value::Date(date(2021, 5, 6))),
        ("形象进度", text("主体施工至7层，外立面完成4成。")),
        ("存在问题", text(if first { "无" } else { "管线迁改未完成，涉及2个路口。" })),
        ("要素需求", text(if first { "无" } else { "用地" })),
        ("下阶段计划", text("完成投资3000万元。")),
    ]
}

/// Statuses in turn; the last month of the year has no 推进中.
fn task(plan: &Plan, end: Date, row: &Expected) -> Vec<(&'static str, Value)> {
    let index = plan.measures.iter().position(|known| known.code == row.key).unwrap();
    let open = plan.measures[index].kind == qingdan::plan::MeasureKind::Continuous;
    let counted = plan.indicators.iter().any(|known| known.measure.as_ref() == Some(&row.key));
    let status = match index % 4 {
        _ if open => "持续推进",
        0 if !counted => "已完成",
        1 => "滞后",
        _ if end.month() == 12 => "滞后",
        _ => "推进中",
    };
    let mut cells = vec![
        ("推进状态", text(status)),
        ("本期进展情况", text("召开协调会3次，走访企业25家，方案已印发，各项工作按分工推进。")),
        ("下阶段工作安排", text("年底前完成其余4项并组织验收。")),
        ("存在问题", text(if status == "滞后" { "2家企业材料未齐。" } else { "无" })),
    ];
    if status == "已完成" {
        cells.push(("实际完成时间", Value::Date(date(2023, 7, 20))));
        cells.push(("标志性成果", text("印发文件1份")));
    }
    if index % 20 == 1 {
        cells.push(("需专班协调事项", text("请协调5亩用地指标。")));
    }
    if index % 30 == 3 {
        cells.push(("典型经验", text("推行“1张清单、2级联动”。")));
    }
    cells
}

/// The office's own rows: outlook and ledger.
fn office(plan: &Plan, end: Date) -> Vec<(TableId, Vec<Value>)> {
    let row = |id: TableId, cells: &[(&str, Value)]| {
        let table = plan.table(id);
        let mut row = table.blank_row();
        for (field, value) in cells {
            row[table.named(field).unwrap()] = value.clone();
        }
        (id, row)
    };
    let outlook = |place: &str, content: &str| row(TableId::Outlook, &[("段落", text(place)), ("内容", text(content))]);
    let issue = |key: &str, status: &str, due: Date, done: Option<Date>| {
        let mut cells = vec![
            ("问题编号", text(key)),
            ("督导日期", Value::Date(date(2023, 6, 1))),
            ("督导对象", text("企业")),
            ("问题等级", text("一般")),
            ("问题描述", text("停车位不足。")),
            ("责任单位", text("区经信局")),
            ("整改措施", text("增设车位。")),
            ("整改期限", Value::Date(due)),
            ("整改进展", text("已划线。")),
            ("销号状态", text(status)),
        ];
        if let Some(done) = done {
            let day = |days: i64| Value::Date(done.saturating_add(jiff::Span::new().days(days)));
            cells.extend([
                ("实际完成时间", day(0)),
                ("佐证材料", text("照片")),
                ("申请销号日期", day(1)),
                ("核查单位", text("专班办公室")),
                ("核查人", text("丁")),
                ("核查日期", day(2)),
                ("核查意见", text("同意")),
                ("销号日期", day(3)),
            ]);
        }
        row(TableId::CloseOut, &cells)
    };
    let before = end.saturating_sub(jiff::Span::new().days(12));
    vec![
        outlook("2", "第三产业投资持平。"),
        outlook("1", "全区服务业增加值增长6.2%。\n消费增长8.1%。"),
        outlook("下步工作", "抓好第99号文件的落实。"),
        issue("WT7", "已销号", date(2023, 7, 1), Some(date(2023, 6, 20))),
        issue("WT8", "整改中", before, None),
        issue("WT9", "整改中", date(2024, 2, 1), None),
    ]
}
