//! What is said about a faulty plan, in the words of its files.

pub use super::plan_words::*;

// Words for messages.
/// 表.
pub const TABLE: &str = "表";
/// 规则.
pub const RULE: &str = "规则";
/// 表头.
pub const HEAD: &str = "表头";
/// 工作表.
pub const SHEET: &str = "工作表";
/// 代码 of a rule.
pub const RULE_CODE: &str = "代码";
/// 情形 of a rule.
pub const CASE: &str = "情形";
/// A plan workbook that is none.
pub const NO_WORKBOOK: &str = "不是可以读取的Excel工作簿。请用WPS或Excel打开后另存为“.xlsx”。";
/// 报告期.
pub const PERIOD: &str = "报告期";
/// 空白行数 of a table.
pub const OPEN_ROWS: &str = "空白行数";
/// 列宽.
pub const WIDTH: &str = "列宽";
/// A line of a CSV file that cannot be read.
pub const BAD_CSV: &str = "CSV格式有误，这一行没有读入。请核对双引号是否成对。";
/// Aims of the quarters that are not used.
pub const STEPS_UNUSED: &str = "“分期目标”已核对，但目前只作备查，序时进度仍按月份计算。";
/// Aims of the quarters that fall.
pub const STEPS_FALL: &str = "“分期目标”是各季度末的累计目标，后一季不应下降，请核对。";
/// No office among the units.
pub const NO_OFFICE: &str = "单位清单里没有类别为“专班办公室”的一行，请补上。";

/// A file of the plan is in another encoding.
#[must_use]
pub fn not_utf8(file: &str) -> String {
    format!("“{file}”不是UTF-8编码。请用记事本打开，另存为时编码选“UTF-8”。")
}

/// A file of the plan is missing.
#[must_use]
pub fn missing_file(file: &str) -> String {
    format!("方案缺少文件“{file}”，请补上，或用“qingdan init 文件夹”生成一份完整的方案再修改。")
}

/// A TOML file cannot be read.
#[must_use]
pub fn bad_toml(reason: &str) -> String {
    format!("方案文件写法有误：{reason}")
}

/// What a parser says of a plan's file, in words of the office; what it has of its own is the name it speaks of.
#[must_use]
pub fn toml_reason(said: &str) -> String {
    let named = |start: &str| said.strip_prefix(start).and_then(|rest| rest.split('`').next());
    let options = || {
        let (_, options) = said.split_once("expected ").unwrap_or_default();
        let quoted = options.split('`').skip(1).step_by(2).map(|name| format!("“{name}”"));
        quoted.collect::<Vec<_>>().join("、")
    };
    if let Some(name) = named("missing field `") {
        format!("缺少“{name}”这一项，请补上。")
    } else if let Some(name) = named("unknown field `") {
        format!("没有“{name}”这一项，请核对写法；可用的有{}。", options())
    } else if let Some(name) = named("unknown variant `") {
        format!("“{name}”不在可选的词内，应为{}之一。", options())
    } else if said.starts_with("invalid type") || said.starts_with("invalid value") || said.starts_with("data did not")
    {
        "这一项的值类型不对或超出范围：文字要加引号，数字、是否（true、false）、日期不加引号，数字不要过大。".to_owned()
    } else if said.contains("duplicate") {
        "同一项写了两次，请保留一个。".to_owned()
    } else {
        "这一行看不懂，请核对引号、等号、括号是否成对、值是否写全；中文键名须加双引号。".to_owned()
    }
}

/// A number is out of its range.
#[must_use]
pub fn out_of_range(name: &str, found: &str, least: &str, most: &str, whole: bool) -> String {
    let kind = if whole { "整数" } else { "数" };
    let bounds =
        if least == "0" && !whole { format!("不小于0、不大于{most}") } else { format!("{least}至{most}") };
    format!("“{name}”应为{bounds}的{kind}，现为{found}，请核对。")
}

/// A day is before the one that it follows.
#[must_use]
pub fn before(until: &str, found: &str, from: &str, start: &str) -> String {
    format!("“{until}”{found}早于{from}{start}，请核对。")
}

/// A limit that is needed is missing.
#[must_use]
pub fn missing_limit(name: &str) -> String {
    format!("缺少门槛或权重“{name}”，请补上一行。")
}

/// A project taken off the list without what makes that lawful.
#[must_use]
pub fn withdrawn_without(column: &str, change: &str) -> String {
    format!("动态调整为“{change}”的项目须填“{column}”，请补填。")
}

/// A place that is no street office.
#[must_use]
pub fn not_a_street(found: &str) -> String {
    format!("属地街镇“{found}”不在单位清单（units）的街镇里，请改为清单里的名称或别名。")
}

/// A name that would be no file's name.
#[must_use]
pub fn not_a_file_name(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).collect();
    format!(
        "“{shown}”要用作文件名，不能含有 / \\ : * ? \" < > | 和换行等不可见字符，不能以“.”或空格开头、结尾，\
         不能是CON、NUL等系统保留名，也不要超过60个字。请改名。"
    )
}

/// A rule that cannot be switched off.
#[must_use]
pub fn never_off(code: &str) -> String {
    format!("规则{code}不能停用：停用后出了差错没有任何提示。请改为“启用”或“试行”。")
}

/// A rule about the plan whose level or severity was changed.
#[must_use]
pub fn never_changed(code: &str) -> String {
    format!("规则{code}检查方案本身，级别和状态不能改。请恢复为导出时的内容。")
}

/// A list with too many rows.
#[must_use]
pub fn too_many_rows(most: usize) -> String {
    format!("清单超过{most}行，以下没有读入。请删去多余的行。")
}

/// A cell too far right.
#[must_use]
pub fn too_far_right(most: usize) -> String {
    format!("这一格在第{most}列以外，不能读入。请删去，或移到左边的栏里。")
}

/// Aims of the quarters that are not four numbers.
#[must_use]
pub fn bad_steps(found: &str) -> String {
    format!("“分期目标”应为一至四季度末的四个数，用顿号隔开，如1、2、3、4，现为“{found}”。")
}

/// Aims of the quarters that do not end at the target.
#[must_use]
pub fn steps_miss(found: &str, target: &str) -> String {
    format!("“分期目标”第四季度为{found}，应等于目标值{target}，请核对。")
}

/// A field that cannot be added up.
#[must_use]
pub fn not_to_be_added(field: &str, table: &str) -> String {
    format!("“取数”中的“{field}”不是“{table}”的数字栏目，请写栏目名，或写“个数”。")
}

/// A field that the projects do not have.
#[must_use]
pub fn no_field(field: &str, table: &str) -> String {
    format!("“取数”中的“{field}”不是“{table}”的栏目，请核对。")
}

/// An indicator is taken from itself.
#[must_use]
pub fn taken_in_a_circle(code: &str) -> String {
    format!("指标{code}的“取数”绕回到它自己，成了循环，请改为“填报”或取自别的指标。")
}

/// What the formula of a score calls the row's ratio.
pub const RATIO: &str = "进度比";

/// The plan's format is unknown.
#[must_use]
pub fn bad_format(format: u32) -> String {
    format!("方案格式为{format}，本程序只认格式1。请换用相应版本的程序。")
}

/// A list lacks a column.
#[must_use]
pub fn missing_column(sheet: &str, column: &str) -> String {
    format!("“{sheet}”缺少“{column}”列，请补上。")
}

/// A cell must not be empty.
#[must_use]
pub fn empty_cell(column: &str) -> String {
    format!("“{column}”不能为空，请补填。")
}

/// A cell is not a number.
#[must_use]
pub fn not_a_number(column: &str, found: &str) -> String {
    format!("“{column}”应为数字，现为“{found}”。")
}

/// A cell is not a day.
#[must_use]
pub fn not_a_date(column: &str, found: &str) -> String {
    format!("“{column}”应为2023-12-31这样的日期，现为“{found}”。")
}

/// A cell is not a period.
#[must_use]
pub fn not_a_period(column: &str, found: &str) -> String {
    format!("“{column}”应为2023Q3、2023-09或2023这样的报告期，现为“{found}”。")
}

/// A cell is not one of a list.
#[must_use]
pub fn not_an_option(column: &str, found: &str, options: &str) -> String {
    format!("“{column}”应为{options}之一，现为“{found}”。")
}

/// A code stands twice.
#[must_use]
pub fn duplicate(column: &str, code: &str) -> String {
    format!("“{column}”里“{code}”重复，请保留一个。")
}

/// An alias belongs to two units.
#[must_use]
pub fn ambiguous_alias(alias: &str, one: &str, other: &str) -> String {
    format!("“{alias}”既指“{one}”又指“{other}”，请删去一个。")
}

/// A unit is not in the list.
#[must_use]
pub fn unknown_unit(name: &str) -> String {
    format!("“{name}”不在单位清单（units）里，请改为清单里的名称或别名。")
}

/// A measure is not in the list.
#[must_use]
pub fn unknown_measure(code: &str) -> String {
    format!("任务编号“{code}”不在任务清单（tasks）里。")
}

/// An indicator is not in the list.
#[must_use]
pub fn unknown_indicator(code: &str) -> String {
    format!("指标编号“{code}”不在指标清单（indicators）里。")
}

/// 取数 cannot be understood.
#[must_use]
pub fn bad_source(found: &str) -> String {
    format!("“取数”应为“填报”“=指标编号”或“项目:栏目;栏目=值”，现为“{found}”。")
}

/// A formula was refused at a character, counted from 1 as people do.
#[must_use]
pub fn formula_refused(whose: &str, at: usize, reason: &str) -> String {
    format!("“{whose}”的公式第{at}个字符处：{reason}")
}

/// A formula is too long for a cell.
#[must_use]
pub fn too_long(name: &str) -> String {
    format!("“{name}”的公式写入单元格后超过8192个字符，请拆成几个栏目。")
}

/// A rule is too long for the cell of a form in which it is live.
#[must_use]
pub fn rule_too_long(code: &str) -> String {
    format!("规则{code}的公式和提示语合在一起太长，写不进填报表的一个单元格（8192个字符），请拆成几条。")
}

/// Computed fields use each other in a circle.
#[must_use]
pub fn cycle(name: &str) -> String {
    format!("“{name}”与其他公式栏目互相引用，成了循环，请改公式。")
}

/// A table has no key.
#[must_use]
pub fn no_key(table: &str) -> String {
    format!("“{table}”没有角色（role）为“key”的栏目，无法认行，请给编号一栏填上。")
}

/// A choice without options.
#[must_use]
pub fn no_options(field: &str) -> String {
    format!("“{field}”是选择项，但没有写选项清单（list），或所写的清单是空的，请补上。")
}

/// Several options of a field that has none.
#[must_use]
pub fn several_of_nothing(field: &str) -> String {
    format!("“{field}”不是选择项（kind = \"choice\"），不能写可多选（several），请删去。")
}

/// A list of options is unknown.
#[must_use]
pub fn unknown_list(list: &str) -> String {
    format!("选项（lists）里没有“{list}”这份清单，请补上或改名。")
}

/// A computed field without formula.
#[must_use]
pub fn no_formula(field: &str) -> String {
    format!("“{field}”是公式栏目，但没有写公式（formula），请补上。")
}

/// A rule lacks table, formula or at.
#[must_use]
pub fn rule_incomplete(code: &str) -> String {
    format!("规则{code}不是程序内规则（built-in），又缺表（table）、公式（formula）、所指栏目（at）中的一项，请补上。")
}

/// A case of a rule cannot be read.
#[must_use]
pub fn bad_case(code: &str, case: &str, reason: &str) -> String {
    format!("规则{code}的情形“{case}”有误：{reason}")
}

/// A table is unknown.
#[must_use]
pub fn unknown_table(code: &str, table: &str) -> String {
    format!("规则{code}引用的表“{table}”不存在。")
}

/// A field is unknown.
#[must_use]
pub fn unknown_field(code: &str, field: &str, table: &str) -> String {
    format!("规则{code}引用的“{field}”不是“{table}”的栏目。")
}

/// A value of an example cannot be read.
#[must_use]
pub fn bad_example(code: &str, field: &str) -> String {
    format!("规则{code}的示例中“{field}”的值无法识别。")
}

/// A rule lacks examples.
#[must_use]
pub fn no_example(code: &str) -> String {
    format!("规则{code}须各有一个通过（pass）和不通过（fail）的示例。")
}

/// An example comes out otherwise.
#[must_use]
pub fn example_disagrees(code: &str, number: usize, expected: bool) -> String {
    let side = if expected { "通过（pass）" } else { "不通过（fail）" };
    format!("规则{code}的第{number}个{side}示例与公式的结果不符，请核对公式或示例。")
}

/// A table that the engine needs is missing.
#[must_use]
pub fn missing_table(id: &str) -> String {
    format!("栏目定义（tables.toml，工作簿里为“表”“栏目”）缺少标识（id）为“{id}”的表，请从默认方案补回。")
}

/// A probable correction waits for the office.
#[must_use]
pub fn unconfirmed(code: &str, raw: &str, corrected: &str, note: &str) -> String {
    format!("{code}原文“{raw}”疑为“{corrected}”，已按此处理，待专班办公室确认。{note}")
}

/// Something to ask the office.
#[must_use]
pub fn to_ask(code: &str, raw: &str, note: &str) -> String {
    format!("{code}原文“{raw}”，请专班办公室答复：{note}")
}

/// What a row rule warns of in a project as it is registered.
#[must_use]
pub fn registered(code: &str, name: &str, message: &str, hint: &str) -> String {
    format!("项目{code}“{name}”：{message}{hint}")
}
