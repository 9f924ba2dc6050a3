//! What is printed on a terminal about findings, plans and rules.

/// Severity error.
pub const ERROR: &str = "错误";
/// Severity warning.
pub const WARNING: &str = "警告";
/// Severity note.
pub const NOTE: &str = "提示";
/// On trial.
pub const TRIAL: &str = "试行";
/// Switched off.
pub const OFF: &str = "停用";
/// A file without objections.
pub const ACCEPTED: &str = "已采用";
/// A file with something to explain.
pub const ACCEPTED_WITH_WARNINGS: &str = "已采用，有警告须说明";
/// A file that goes back.
pub const NEEDS_CORRECTION: &str = "需更正";
/// A file that was not used.
pub const REFUSED: &str = "未采用";
/// A file of which another version counts.
pub const SUPERSEDED: &str = "已有更新的一份，留存备查";
/// A workbook of ours.
pub const IGNORED: &str = "不是上报件";
/// Findings that belong to no file.
pub const GENERAL: &str = "全部上报件";
/// Before a rule's wording.
pub const WORDING: &str = "提示语：";
/// Before what to do.
pub const HINT: &str = "处理办法：";
/// Before the reason.
pub const WHY: &str = "理由：";
/// Before a formula.
pub const FORMULA: &str = "公式：";
/// Before the limits that a rule names, with their values.
pub const LIMITS: &str = "门槛：";
/// Before what a rule looks at.
pub const ABOUT: &str = "检查对象：";
/// Before an example that fires a rule.
pub const FIRES: &str = "会提示的例子：";
/// Before an example that does not.
pub const SILENT: &str = "不提示的例子：";
/// A rule that a row may explain.
pub const EXPLAINABLE: &str = "该行“情况说明”写明的，降为提示并引用说明。";
/// Between tables.
pub const AND: &str = "、";
/// Head of the list of measures.
pub const TASK_HEAD: [&str; 5] = ["编号", "重点任务", "具体内容举措", "责任单位", "完成时限"];
/// Head of the list of indicators.
pub const INDICATOR_HEAD: [&str; 6] = ["编号", "指标名称", "目标", "口径", "频率", "责任单位"];
/// Head of the list of rules.
pub const RULE_HEAD: [&str; 5] = ["代码", "级别", "检查对象", "提示语", "处理办法"];

/// A file, whose it is, what became of it.
#[must_use]
pub fn file_heading(file: &str, unit: &str, status: &str) -> String {
    if unit.is_empty() { format!("{file}：{status}") } else { format!("{file}（{unit}）：{status}") }
}

/// Sheet and cells.
#[must_use]
pub fn place(sheet: &str, cells: &str) -> String {
    if cells.is_empty() { format!("[{sheet}] ") } else { format!("[{sheet}] {cells} ") }
}

/// How many files and findings; where several findings share a line, on how many lines they stand.
#[must_use]
pub fn totals(files: usize, [errors, warnings, notes]: [usize; 3], lines: usize) -> String {
    let together = if lines < errors + warnings + notes {
        format!("（同类合并为{lines}行，条数按单元格计）")
    } else {
        String::new()
    };
    format!("共{files}个文件：错误{errors}条，警告{warnings}条，提示{notes}条{together}。")
}

/// The closing equation: expected, returned, blank, rejected, missing.
#[must_use]
pub fn equation([expected, returned, blank, rejected, missing]: [usize; 5], closes: bool) -> String {
    let verdict = if closes { "平" } else { "不平" };
    format!("应报{expected}行 = 已报{returned} + 空白{blank} + 退回{rejected} + 缺失{missing}（{verdict}）")
}

/// A line of a file, counted from one.
#[must_use]
pub fn line(row: u32) -> String {
    format!(" 第{}行", row + 1)
}

/// Findings about a plan.
#[must_use]
pub fn plan_totals(errors: usize, notes: usize) -> String {
    if errors == 0 {
        format!("方案可以使用：错误0条，待确认、待答复事项{notes}条。")
    } else {
        format!("方案不能使用：错误{errors}条，待确认、待答复事项{notes}条。")
    }
}

/// Which plan.
#[must_use]
pub fn plan_heading(title: &str, source: &str, id: &str, year: i16, revision: &str) -> String {
    format!("{title}（{source}）\n方案 {id}，{year}年，版本 {revision}")
}

/// Tasks and measures by kind.
#[must_use]
pub fn plan_tasks(tasks: usize, measures: usize, kinds: [usize; 4], milestones: usize) -> String {
    let [quantified, milestone, continuous, relational] = kinds;
    format!(
        "重点任务{tasks}项，具体内容举措{measures}项（量化{quantified}、里程碑{milestone}、持续{continuous}、对照{relational}），里程碑{milestones}个"
    )
}

/// Indicators.
#[must_use]
pub fn plan_indicators(all: usize, own: usize, keys: usize) -> String {
    format!("指标{all}项（附件1的{own}项、主要目标的{}项），其中关键指标{keys}项", all - own)
}

/// Units, projects, rules.
#[must_use]
pub fn plan_units([departments, streets, groups]: [usize; 3], projects: usize, rules: usize) -> String {
    format!("区直部门{departments}个、街镇{streets}个、专班办公室、群组{groups}个；项目{projects}个；规则{rules}条")
}

/// Which two periods are compared.
#[must_use]
pub fn compared(old: &str, new: &str) -> String {
    format!("{new}与{old}比较：")
}

/// The differences of a table.
#[must_use]
pub fn changes_heading(table: &str, block: Option<&str>, count: usize) -> String {
    format!("{table}{}（{count}处）", block.unwrap_or_default())
}

/// From, to, by how much.
#[must_use]
pub fn change(field: &str, before: &str, after: &str, by: &str) -> String {
    let or_blank = |value: &str| if value.is_empty() { "空白".to_owned() } else { value.to_owned() };
    let by = if by.is_empty() { String::new() } else { format!("（{by}）") };
    format!("{field} {}→{}{by}", or_blank(before), or_blank(after))
}

/// A difference: the row, what it is about, what is otherwise, the explanation.
#[must_use]
pub fn change_line(key: &str, title: &str, told: &str, remark: &str) -> String {
    let title = if title.is_empty() || title == key {
        String::new()
    } else {
        format!("“{}”", crate::text::check::shortened(title, 20))
    };
    let remark = if remark.is_empty() { String::new() } else { format!("　说明：{remark}") };
    format!("{key}{title} {told}{remark}")
}

/// How many differences there are.
#[must_use]
pub fn changes_total(count: usize) -> String {
    if count == 0 { "没有变化。".to_owned() } else { format!("共{count}处变化。") }
}

/// A quarter workbook that was edited by hand.
#[must_use]
pub fn edits_heading(path: &str) -> String {
    format!("{path}（有手工改动）")
}

/// The workbook of the period before, among the files with findings.
#[must_use]
pub fn previous_heading(path: &str) -> String {
    format!("{path}（上期汇总表）")
}

/// Known by the stamp.
pub const BY_STAMP: &str = "按模板标识";
/// Known by the cover.
pub const BY_COVER: &str = "按封面";
/// Known by a title.
pub const BY_TITLE: &str = "按表题";
/// Known by nothing.
pub const BY_NOTHING: &str = "未识别";
/// The form's own label.
pub const EXACT: &str = "表头相同";
/// Another spelling.
pub const ALIAS: &str = "别名";
/// It names the period that is reported.
pub const OF_PERIOD: &str = "写明本期";
/// It names several things.
pub const COMBINED: &str = "含几项内容";
/// A near spelling.
pub const NEAR: &str = "文字相近";

/// How a file was understood.
#[must_use]
pub fn understood_file(file: &str, unit: &str, period: &str, source: &str) -> String {
    format!("{file}：{unit}{period}（{source}）")
}

/// How a sheet was understood: its head's rows from zero, and how many rows were found by code, by text, by a near text,
/// and how many the plan does not list.
#[must_use]
pub fn understood_sheet(sheet: &str, table: &str, head: (u32, u32), rows: [usize; 4]) -> String {
    let head = super::check::rows(head.0, head.1);
    let [code, text, near, typed] = rows;
    let mut found = format!("按编号{code}行、按内容{text}行、按相近内容{near}行");
    if typed > 0 {
        found = format!("{found}、清单外{typed}行");
    }
    format!("[{sheet}] → {table}：表头在{head}；{found}")
}

/// How a column was understood.
#[must_use]
pub fn understood_column(cell: &str, label: &str, field: &str, reason: &str) -> String {
    format!("{cell} “{label}” → {field}（{reason}）")
}

/// A column that was not understood.
#[must_use]
pub fn ignored_column(cell: &str, label: &str) -> String {
    format!("{cell} “{label}”：未识别，不读取")
}

/// A sheet that was not understood.
#[must_use]
pub fn not_understood(sheet: &str, near: &str) -> String {
    if near.is_empty() {
        format!("[{sheet}]：未识别为填报表")
    } else {
        format!("[{sheet}]：未识别为填报表，与{near}相近")
    }
}

/// A sheet for a table of which another was taken.
#[must_use]
pub fn second_sheet(sheet: &str, table: &str, chosen: &str) -> String {
    format!("[{sheet}]：也像{table}，已采用[{chosen}]")
}
