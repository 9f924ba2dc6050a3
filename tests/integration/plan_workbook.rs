//! The plan as a workbook: there and back without loss, and every mistake named with its sheet and cell.

/// A plan workbook that another program saved.
#[cfg(feature = "libreoffice")]
mod saved;

use proptest::prelude::*;
use qingdan::finding::Severity;
use qingdan::location::CellRef;
use qingdan::plan::{Files, Plan, load, sheets};
use qingdan::read::{Limits, read};
use qingdan::render::style::NumberFormat;
use qingdan::render::{Book, Cell, Sheet, plan::book};
use qingdan::value::{CellError, Value};
use qingdan::write::write;
use std::path::Path;
use std::process::{Command, Output};

fn exported(files: &Files) -> Book {
    book(&load(files).0, &sheets(files))
}

fn from_bytes(bytes: &[u8]) -> Files {
    Files::from_workbook(&read("方案.xlsx", bytes, &Limits::default()))
}

fn read_back(book: &Book) -> Files {
    from_bytes(&write(book).unwrap())
}

fn sheet<'a>(book: &'a mut Book, name: &str) -> &'a mut Sheet {
    book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Formula { cached, .. } => cached.shown(),
    }
}

/// The column under a head.
fn column(sheet: &Sheet, head: &str) -> u32 {
    sheet.rows[0].cells.iter().find(|(_, cell, _)| shown(cell) == head).unwrap_or_else(|| panic!("{head}")).0
}

/// The cell under a head in the first row that has a text in its first cell, the `skip`th of them.
fn place(sheet: &Sheet, first: &str, skip: usize, head: &str) -> CellRef {
    let mut rows =
        (0..).zip(&sheet.rows).filter(|(_, row)| row.cells.first().is_some_and(|cell| shown(&cell.1) == first));
    CellRef::new(rows.nth(skip).unwrap_or_else(|| panic!("{first}")).0, column(sheet, head))
}

fn put(sheet: &mut Sheet, at: CellRef, content: Cell) {
    let row = &mut sheet.rows[usize::try_from(at.row).unwrap()];
    row.cells.iter_mut().find(|(col, ..)| *col == at.col).unwrap().1 = content;
}

/// What is found in a plan workbook: severity, code, place.
fn found(book: &Book) -> Vec<(Severity, String, String)> {
    let (_, findings) = load(&read_back(book));
    findings.into_iter().map(|f| (f.severity, f.code.0, f.at.to_string())).collect()
}

/// The errors, without their severity.
fn errors(book: &Book) -> Vec<(String, String)> {
    found(book)
        .into_iter()
        .filter(|(severity, ..)| *severity == Severity::Error)
        .map(|(_, code, at)| (code, at))
        .collect()
}

/// The embedded plan with one cell changed: row by its first cell, column by its head.
fn with(name: &str, first: &str, head: &str, content: &str) -> (Vec<(String, String)>, String) {
    let mut book = exported(&Files::embedded());
    let sheet = sheet(&mut book, name);
    let at = place(sheet, first, 0, head);
    put(sheet, at, Cell::text(content));
    (errors(&book), format!("方案.xlsx [{name}] {at}"))
}

fn assert_same(one: &Plan, other: &Plan) {
    assert_eq!(one.revision, other.revision);
    assert_eq!(one.texts, other.texts);
    assert_eq!(one.limits, other.limits);
    assert_eq!(one.deadlines, other.deadlines);
    assert_eq!((&one.id, &one.title, one.year, &one.term), (&other.id, &other.title, other.year, &other.term));
}

#[test]
fn exporting_and_loading_again_gives_the_same_revision() {
    let files = Files::embedded();
    let (plan, findings) = load(&files);
    let (back, found) = load(&read_back(&exported(&files)));
    assert_same(&plan, &back);
    let said = |findings: &[qingdan::finding::Finding]| {
        let mut said: Vec<_> = findings.iter().map(|f| (f.code.0.clone(), f.message.clone())).collect();
        said.sort();
        said
    };
    assert_eq!(said(&findings), said(&found), "the same remarks");
}

#[test]
fn the_files_that_a_workbook_stands_for_are_the_same_plan_and_export_to_the_same_bytes() {
    let workbook = write(&exported(&Files::embedded())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in from_bytes(&workbook).files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let files = Files::from_folder(folder.path()).unwrap();
    assert_same(&load(&files).0, &load(&Files::embedded()).0);
    assert!(write(&exported(&files)).unwrap() == workbook);
}

#[test]
fn every_sheet_keeps_its_head_in_view_and_codes_stay_texts_in_the_free_rows_too() {
    let mut book = exported(&Files::embedded());
    for sheet in book.sheets.iter().filter(|sheet| sheet.name != "使用说明" && sheet.name != "_lists") {
        assert_eq!(sheet.freeze.unwrap().row, 1, "{}", sheet.name);
        assert!(sheet.rows.iter().all(|row| row.height.is_none_or(|height| height <= 409.0)));
    }
    for name in ["任务", "指标", "项目", "里程碑"] {
        let sheet = sheet(&mut book, name);
        let (_, cell, style) = &sheet.rows.last().unwrap().cells[0];
        assert_eq!((cell, style.format), (&Cell::Blank, NumberFormat::Text), "{name}");
    }
    let tasks = sheet(&mut book, "任务");
    let at = place(tasks, "1.1", 0, "完成时限");
    assert!(matches!(tasks.rows[1].cells[usize::try_from(at.col).unwrap()].1, Cell::Date(_)), "days are days");
}

#[test]
fn numbers_and_days_may_be_typed_as_such_or_as_texts_and_sheets_be_called_by_the_lists_names() {
    let revision = load(&Files::embedded()).0.revision;
    let mut book = exported(&Files::embedded());
    let settings = sheet(&mut book, "设置");
    put(settings, place(settings, "年份", 0, "值"), Cell::Number(2023.0));
    let indicators = sheet(&mut book, "指标");
    put(indicators, place(indicators, "2.1-1", 0, "起算日期"), Cell::Text("2023-01-01".to_owned()));
    put(indicators, place(indicators, "2.1-1", 0, "目标值"), Cell::Text("1".to_owned()));
    let limits = sheet(&mut book, "门槛权重");
    put(limits, place(limits, "黄灯系数", 0, "值"), Cell::Text("0.7".to_owned()));
    let deadlines = sheet(&mut book, "截止日期");
    put(deadlines, place(deadlines, "2023Q3", 0, "截止日期"), Cell::Text("2023-10-07".to_owned()));
    // A year that is typed becomes a number.
    put(deadlines, place(deadlines, "2023", 0, "报告期"), Cell::Number(2023.0));
    let tasks = sheet(&mut book, "任务");
    put(tasks, place(tasks, "2.1", 0, "编号"), Cell::Number(2.1));
    for (name, title) in [("projects", "项目"), ("rules", "规则"), ("limits", "门槛权重")] {
        sheet(&mut book, title).name = name.to_owned();
    }
    let (plan, findings) = load(&read_back(&book));
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
    assert_eq!(plan.revision, revision);
}

#[test]
fn a_change_in_a_cell_is_a_change_of_the_plan() {
    let mut book = exported(&Files::embedded());
    let limits = sheet(&mut book, "门槛权重");
    put(limits, place(limits, "黄灯系数", 0, "值"), Cell::Number(0.8));
    let projects = sheet(&mut book, "项目");
    put(projects, place(projects, "XM01", 0, "总投资"), Cell::Number(320_000.0));
    let (plan, _) = load(&read_back(&book));
    assert_ne!(plan.revision, load(&Files::embedded()).0.revision);
    assert_eq!(plan.limit("黄灯系数").to_bits(), 0.8_f64.to_bits());
    assert_eq!(plan.projects[0].total, Some(320_000.0));
}

#[test]
fn each_kind_of_mistake_is_named_with_sheet_and_cell() {
    let cases = [
        // Lists: a number, a day, a word, a unit, an indicator, a code that is gone.
        ("项目", "XM01", "总投资", "三亿", "P05"),
        ("项目", "XM01", "计划开工时间", "2023年3月", "P05"),
        ("任务", "2.2", "责任单位", "区经济局", "P08"),
        ("任务", "2.2", "任务类型", "数字", "P05"),
        ("指标", "A1", "取数", "=9.9-9", "P08"),
        ("里程碑", "1.1-M1", "任务编号", "1.9", "P08"),
        ("单位", "工作专班成员单位", "成员", "五羊街道", "P08"),
        // Settings.
        ("设置", "年份", "值", "二〇二三", "P05"),
        ("设置", "起始日期", "值", "2023/1/1", "P05"),
        ("门槛权重", "黄灯系数", "值", "七成", "P05"),
        ("截止日期", "2023Q3", "截止日期", "国庆后", "P05"),
        ("截止日期", "2023Q3", "报告期", "三季度", "P05"),
        // Fields.
        ("栏目", "重大项目实施表", "由谁填", "某人", "P05"),
        ("栏目", "重大项目实施表", "列宽", "宽", "P05"),
        ("栏目", "重大项目实施表", "列宽", "", "P04"),
        ("栏目", "重大项目实施表", "角色", "钥匙", "P05"),
        ("栏目", "重大项目实施表", "表", "重大项目", "P08"),
        ("栏目", "重大项目实施表", "必填", "[@没有这栏]=1", "P10"),
        ("栏目", "重大项目实施表", "打印", "可以", "P05"),
        ("表", "indicators", "达标公式", "[@完成值]>1", "P10"),
        ("表", "indicators", "报送频率", "月、旬", "P05"),
        // Rules: severity, formula, table, field, message, example.
        ("规则", "L09", "级别", "严重", "P05"),
        ("规则", "L09", "公式", "[@总投资额]>0", "P10"),
        ("规则", "L09", "表", "项目表", "P08"),
        ("规则", "L09", "所指栏目", "累计", "P08"),
        ("规则", "L09", "提示语", "超过{[@总投资额]}", "P10"),
        ("规则", "L09", "通过示例", "总投资是10000", "P05"),
        ("规则", "L09", "理由", "", "P04"),
        ("规则", "L09", "程序内规则", "公式", "P05"),
    ];
    for (sheet, first, head, content, code) in cases {
        let (errors, place) = with(sheet, first, head, content);
        assert_eq!(errors, [(code.to_owned(), place)], "{sheet} {first} {head} {content}");
    }
}

#[test]
fn an_example_that_comes_out_otherwise_is_named_at_the_formula_it_belongs_to() {
    let (errors, _) =
        with("规则", "L09", "不通过示例", "总投资=10000；截至上年底累计完成投资=2000；本年累计完成投资=9000");
    let mut book = exported(&Files::embedded());
    let formula = place(sheet(&mut book, "规则"), "L09", 0, "公式");
    assert_eq!(errors, [("P14".to_owned(), format!("方案.xlsx [规则] {formula}"))]);
}

#[test]
fn a_name_that_stands_twice_is_named_where_it_stands_again() {
    for (name, first, second, head) in [
        ("门槛权重", "黄灯系数", "左右容差", "名称"),
        ("单位", "区委组织部", "区委宣传部", "名称"),
        ("项目", "XM01", "XM02", "编号"),
    ] {
        let mut book = exported(&Files::embedded());
        let sheet = sheet(&mut book, name);
        let at = place(sheet, second, 0, head);
        put(sheet, at, Cell::text(first));
        let expected = ("P06".to_owned(), format!("方案.xlsx [{name}] {at}"));
        assert!(errors(&book).contains(&expected), "{:?}", errors(&book));
    }
}

#[test]
fn a_missing_sheet_column_or_setting_is_named_and_nothing_that_follows_from_it() {
    let mut book = exported(&Files::embedded());
    book.sheets.retain(|sheet| sheet.name != "规则" && sheet.name != "单位");
    let (_, findings) = load(&read_back(&book));
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(said.len() == 2 && said[0].contains("“单位”") && said[1].contains("“规则”"), "{said:?}");

    let mut book = exported(&Files::embedded());
    let rules = sheet(&mut book, "规则");
    let head = CellRef::new(0, column(rules, "提示语"));
    put(rules, head, Cell::text("提示"));
    assert_eq!(errors(&book), [("P03".to_owned(), "方案.xlsx [规则] A1".to_owned())]);
    let note = (Severity::Note, "P21".to_owned(), format!("方案.xlsx [规则] {head}"));
    assert!(found(&book).contains(&note));

    let mut book = exported(&Files::embedded());
    let settings = sheet(&mut book, "设置");
    let row = place(settings, "标题", 0, "名称").row;
    settings.rows.remove(usize::try_from(row).unwrap());
    assert_eq!(errors(&book), [("P04".to_owned(), "方案.xlsx [设置]".to_owned())]);
}

#[test]
fn what_is_not_the_plans_is_said_and_left_out() {
    let mut book = exported(&Files::embedded());
    let mut remarks = sheet(&mut book, "选项").clone();
    remarks.name = "我的备忘".to_owned();
    book.sheets.push(remarks);
    let projects = sheet(&mut book, "项目");
    let beyond = u32::try_from(projects.rows[0].cells.len()).unwrap();
    let style = projects.rows[1].cells[0].2;
    projects.rows[1].cells.push((beyond, Cell::text("顺手一记"), style));
    let expected = ["方案.xlsx [我的备忘]".to_owned(), format!("方案.xlsx [项目] {}", CellRef::new(1, beyond))];
    let notes: Vec<String> = found(&book).into_iter().filter(|(_, code, _)| code == "P21").map(|(.., at)| at).collect();
    assert_eq!(errors(&book), []);
    assert!(expected.iter().all(|place| notes.contains(place)) && notes.len() == 2, "{notes:?}");
    assert_eq!(load(&read_back(&book)).0.revision, load(&Files::embedded()).0.revision);
}

#[test]
fn a_formula_gives_its_value_and_one_with_an_error_is_named() {
    let formula = |cached| Cell::Formula { a1: "=160000*2".to_owned(), cached };
    let mut book = exported(&Files::embedded());
    let projects = sheet(&mut book, "项目");
    let at = place(projects, "XM01", 0, "总投资");
    put(projects, at, formula(Value::Number(320_000.0)));
    assert_eq!(load(&read_back(&book)).0.projects[0].total, Some(320_000.0));
    put(sheet(&mut book, "项目"), at, formula(Value::Error(CellError::Ref)));
    assert_eq!(errors(&book), [("P05".to_owned(), format!("方案.xlsx [项目] {at}"))]);
}

#[test]
fn a_row_of_a_rule_that_is_nobodys_and_a_text_that_is_no_files_name_are_refused() {
    let (orphan, place) = with("规则", "L09", "英文名", "");
    assert_eq!(orphan.len(), 1, "{orphan:?}");
    assert!(orphan[0].0 == "P08" && orphan[0].1.starts_with("方案.xlsx [规则] A") && place.contains("[规则]"));
    let (climbing, at) = with("文本", "季度通报", "名称", "../../季度通报");
    assert_eq!(climbing, [("P05".to_owned(), at)]);
}

#[test]
fn a_text_whose_lines_do_not_stand_together_is_refused_and_not_cut() {
    let mut book = exported(&Files::embedded());
    let texts = sheet(&mut book, "文本");
    let copy = texts.rows[1].clone();
    let last = texts.rows.iter().rposition(|row| row.cells.first().is_some_and(|cell| !shown(&cell.1).is_empty()));
    // The first line of the first text once more, below all others; and in other capitals for Windows.
    let below = last.unwrap() + 1;
    texts.rows.insert(below, copy);
    assert_eq!(errors(&book), [("P06".to_owned(), format!("方案.xlsx [文本] A{}", below + 1))]);
    let mut book = exported(&Files::embedded());
    let texts = sheet(&mut book, "文本");
    let style = texts.rows[1].cells[0].2;
    for name in ["Other", "other"] {
        let row = qingdan::render::Row {
            height: None,
            cells: vec![(0, Cell::text(name), style), (1, Cell::text("x"), style)],
        };
        texts.rows.insert(below, row);
    }
    assert_eq!(errors(&book), [("P06".to_owned(), format!("方案.xlsx [文本] A{}", below + 2))]);
}

#[test]
fn faults_of_templates_limits_and_weights_are_named_with_sheet_and_cell() {
    let mut book = exported(&Files::embedded());
    let texts = sheet(&mut book, "文本");
    let at = CellRef::new(place(texts, "季度通报", 4, "内容").row, column(texts, "内容"));
    put(texts, at, Cell::text("{{ 没有这个 }}"));
    assert_eq!(errors(&book), [("P19".to_owned(), format!("方案.xlsx [文本] {at}"))]);

    let (weights, at) = with("门槛权重", "指标权重", "值", "41");
    assert_eq!(weights, [("C04".to_owned(), at)]);
    let (range, at) = with("门槛权重", "说明字数", "值", "0");
    assert_eq!(range, [("P05".to_owned(), at)]);
    let (rows, at) = with("表", "outlook", "空白行数", "1000000000");
    assert!(rows.len() == 1 && rows[0].0 == "P05" && rows[0].1.starts_with("方案.xlsx [表]"), "{rows:?} {at}");
    let mut book = exported(&Files::embedded());
    let rules = sheet(&mut book, "规则");
    let at = place(rules, "F14", 0, "状态");
    put(rules, at, Cell::text("停用"));
    let off = errors(&book);
    assert_eq!(off, [("P18".to_owned(), format!("方案.xlsx [规则] {}", CellRef::new(at.row, 0)))]);
}

#[test]
fn each_fault_of_a_list_is_named_with_sheet_and_cell() {
    let cases = [
        ("指标", "2.1-1", "小数位", "9", "P05"),
        ("指标", "2.1-1", "权重", "-1", "P05"),
        ("指标", "2.1-1", "统计口径", "新建", "P05"),
        ("指标", "2.1-1", "取数", "=2.1-1", "P11"),
        ("指标", "2.1-1", "起算日期", "", "P04"),
        ("指标", "2.1-1", "完成时限", "2022-01-01", "P05"),
        ("指标", "2.1-1", "分期目标", "1、2", "P05"),
        ("项目", "XM01", "类型", "战略型", "P05"),
        ("项目", "XM01", "属地街镇", "五羊街道", "P08"),
        ("单位", "五马街道", "名称", "五马/街道", "P05"),
    ];
    for (sheet, first, head, content, code) in cases {
        let (errors, place) = with(sheet, first, head, content);
        let here: Vec<_> = errors.iter().filter(|(_, at)| *at == place).map(|(code, _)| code.as_str()).collect();
        assert_eq!(here, [code], "{sheet} {first} {head} {content}: {errors:?}");
    }
}

#[test]
fn a_cell_in_the_last_column_costs_nothing() {
    let mut book = exported(&Files::embedded());
    let projects = sheet(&mut book, "项目");
    let style = projects.rows[1].cells[0].2;
    projects.rows[0].cells.push((16_383, Cell::text("远"), style));
    // The row of a list has its code, and something in the last column.
    for row in &mut projects.rows[1..40] {
        row.cells.push((16_383, Cell::text("远"), style));
    }
    let since = std::time::Instant::now();
    let files = read_back(&book);
    let (_, findings) = load(&files);
    assert!(since.elapsed() < std::time::Duration::from_secs(20));
    let far: Vec<_> = findings.iter().filter(|finding| finding.message.contains("第100列以外")).collect();
    assert_eq!(far.len(), 40, "{findings:?}");
    assert_eq!(far[0].at.to_string(), "方案.xlsx [项目] XFD1");
    let (_, csv) = files.files.iter().find(|(name, _)| name == "projects.csv").unwrap();
    assert!(!csv.contains('远'));
}

#[test]
fn what_is_no_workbook_is_one_finding() {
    for bytes in [&b"PK\x03\x04 broken"[..], b"", b"%PDF-1.4"] {
        let (_, findings) = load(&from_bytes(bytes));
        assert_eq!(findings.iter().map(|finding| finding.code.0.as_str()).collect::<Vec<_>>(), ["P01"]);
    }
}

#[test]
fn a_key_that_no_column_is_made_for_goes_through_in_tomls_notation() {
    let mut files = Files::embedded();
    let (_, text) = files.files.iter_mut().find(|(name, _)| name == "plan.toml").unwrap();
    *text = text.replace("[reading]", "[extra]\n\"新键\" = [1, 2.0]\n[reading]");
    let back = read_back(&exported(&files));
    let (_, text) = back.files.iter().find(|(name, _)| name == "plan.toml").unwrap();
    let extra = text.parse::<toml::Table>().unwrap()["extra"].clone();
    assert_eq!(extra.to_string(), "{ \"新键\" = [1, 2.0] }");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A text as a title, an option and a value of an example: signs that mean something in a cell are in it.
    #[test]
    fn whatever_text_a_plan_holds_comes_back(text in "[a是否1.=、；;\"'{}\\[\\] \n-]{0,10}", other in "[是0-9、\"=；]{1,6}") {
        let mut files = Files::embedded();
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut change = |name: &str, from: &str, to: &str| {
            let (_, body) = files.files.iter_mut().find(|(known, _)| known == name).unwrap();
            assert!(body.contains(from), "{from}");
            *body = body.replacen(from, to, 1);
        };
        change("plan.toml", "id = \"鹿城服务业2023\"", &format!("id = {}", quoted(&text)));
        change("tables.toml", "[\"同意\", \"退回\"]", &format!("[{}, {}]", quoted(&text), quoted(&other)));
        change("rules.toml", "\"标志性成果\" = \"示例成果\"", &format!("\"标志性成果\" = {}", quoted(&format!("{other}{text}"))));
        let parsed = |files: &Files, name: &str| {
            let (_, body) = files.files.iter().find(|(known, _)| known == name).unwrap();
            body.parse::<toml::Table>().unwrap()
        };
        let back = read_back(&exported(&files));
        for name in ["plan.toml", "tables.toml", "rules.toml"] {
            prop_assert_eq!(parsed(&back, name), parsed(&files, name));
        }
    }
}

#[test]
fn a_rule_that_stands_twice_is_named_where_it_stands_again() {
    let mut book = exported(&Files::embedded());
    let rules = sheet(&mut book, "规则");
    let at = place(rules, "L11", 0, "代码");
    put(rules, at, Cell::text("L09"));
    assert!(errors(&book).contains(&("P06".to_owned(), format!("方案.xlsx [规则] {at}"))), "{:?}", errors(&book));
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qingdan")).current_dir(folder).args(arguments).output().unwrap()
}

fn printed(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(folder, arguments);
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{printed}");
    printed
}

#[test]
fn the_program_exports_imports_and_uses_a_workbook_and_leaves_an_edited_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let revision = load(&Files::embedded()).0.revision;
    assert!(printed(folder, &["plan", "export", "方案.xlsx"], 0).contains("已把方案写到“方案.xlsx”"));
    let made = std::fs::read(folder.join("方案.xlsx")).unwrap();
    printed(folder, &["plan", "export", "方案.xlsx"], 0);
    assert!(printed(folder, &["plan", "import", "方案.xlsx"], 0).contains("文件夹“方案”"));
    for plan in ["方案.xlsx", "方案"] {
        assert!(printed(folder, &["plan", "show", "--plan", plan], 0).contains(&revision), "{plan}");
    }
    assert!(printed(folder, &["plan", "import", "方案.xlsx"], 2).contains("里已有文件"));
    printed(folder, &["plan", "export", "--plan", "方案", "又一份.xlsx"], 0);
    assert!(std::fs::read(folder.join("又一份.xlsx")).unwrap() == made);
    let form = |plan: &[&str], out: &str| {
        let arguments = [&["form", "区商务局", "--period", "2023Q3", "-o", out], plan].concat();
        printed(folder, &arguments, 0);
        std::fs::read(folder.join(out).join("区商务局_2023Q3_填报表.xlsx")).unwrap()
    };
    assert!(form(&[], "甲") == form(&["--plan", "方案.xlsx"], "乙"));

    let mut book = exported(&Files::embedded());
    let projects = sheet(&mut book, "项目");
    let at = place(projects, "XM01", 0, "总投资");
    put(projects, at, Cell::text("三亿"));
    let edited = write(&book).unwrap();
    std::fs::write(folder.join("方案.xlsx"), &edited).unwrap();
    let refused = printed(folder, &["form", "--period", "2023Q3", "--plan", "方案.xlsx"], 2);
    assert!(refused.contains(&format!("P05 方案.xlsx [项目] {at}：")), "{refused}");
    printed(folder, &["plan", "import", "方案.xlsx", "-o", "坏的"], 2);
    assert!(!folder.join("坏的").exists());
    printed(folder, &["plan", "check", "--plan", "方案.xlsx"], 1);
    for command in [&["plan", "export", "方案.xlsx"][..], &["check", "甲", "-o", "方案.xlsx"]] {
        assert!(printed(folder, command, 2).contains("没有覆盖"));
        assert!(std::fs::read(folder.join("方案.xlsx")).unwrap() == edited, "edits are not lost");
    }
    assert!(printed(folder, &["plan", "show", "--plan", "没有.xlsx"], 2).contains("找不到方案"));
    // By itself it is no return, and nothing is wrong with it.
    assert!(printed(folder, &["check", "方案.xlsx", "--period", "2023Q3"], 0).contains("F15"));
}
