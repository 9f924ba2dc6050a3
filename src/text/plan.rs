//! Words of the plan's files (heads and closed lists), and what is said about a faulty plan.

// Heads of the lists.
/// 编号.
pub const CODE: &str = "编号";
/// 名称.
pub const NAME: &str = "名称";
/// 类别 of a unit or an indicator.
pub const KIND: &str = "类别";
/// 类别 of an indicator.
pub const CATEGORY: &str = "类别";
/// 别名.
pub const ALIASES: &str = "别名";
/// 曾用名.
pub const FORMER_NAMES: &str = "曾用名";
/// 工作组.
pub const WORK_GROUPS: &str = "工作组";
/// 成员.
pub const MEMBERS: &str = "成员";
/// 启用期.
pub const FROM: &str = "启用期";
/// 停用期.
pub const UNTIL: &str = "停用期";
/// 序号.
pub const NUMBER: &str = "序号";
/// 部分.
pub const PART: &str = "部分";
/// 分部.
pub const SUB_PART: &str = "分部";
/// 重点任务.
pub const TASK: &str = "重点任务";
/// 具体内容举措.
pub const CONTENT: &str = "具体内容举措";
/// 主要目标及时间节点.
pub const GOAL: &str = "主要目标及时间节点";
/// 责任单位.
pub const LEAD: &str = "责任单位";
/// 任务类型.
pub const TASK_KIND: &str = "任务类型";
/// 起算日期.
pub const START: &str = "起算日期";
/// 完成时限.
pub const DEADLINE: &str = "完成时限";
/// 任务编号.
pub const MEASURE: &str = "任务编号";
/// 计划时间.
pub const PLANNED: &str = "计划时间";
/// 字段.
pub const FIELD: &str = "字段";
/// 原文.
pub const RAW: &str = "原文";
/// 更正.
pub const CORRECTED_TEXT: &str = "更正";
/// 性质.
pub const NATURE: &str = "性质";
/// 说明.
pub const EXPLANATION: &str = "说明";
/// 计量单位.
pub const UNIT: &str = "计量单位";
/// 年度目标.
pub const YEAR_GOAL: &str = "年度目标";
/// 比较方式.
pub const COMPARISON: &str = "比较方式";
/// 目标值.
pub const TARGET: &str = "目标值";
/// 统计口径.
pub const BASIS: &str = "统计口径";
/// 小数位.
pub const DECIMALS: &str = "小数位";
/// 报送频率.
pub const CADENCE: &str = "报送频率";
/// 可暂缺.
pub const MAY_LACK: &str = "可暂缺";
/// 属性.
pub const ATTRIBUTE: &str = "属性";
/// 取数.
pub const SOURCE: &str = "取数";
/// 关键指标.
pub const IS_KEY: &str = "关键指标";
/// 权重.
pub const WEIGHT: &str = "权重";
/// 上年末基数.
pub const BASE: &str = "上年末基数";
/// 类型 of a project.
pub const PROJECT_KIND: &str = "类型";
/// 来源清单.
pub const PROJECT_LIST: &str = "来源清单";
/// 建设性质.
pub const NATURE_OF_WORK: &str = "建设性质";
/// 建设单位.
pub const BUILDER: &str = "建设单位";
/// 属地街镇.
pub const PLACE: &str = "属地街镇";
/// 建设规模及主要内容.
pub const PROJECT_CONTENT: &str = "建设规模及主要内容";
/// 建设起止年限.
pub const YEARS: &str = "建设起止年限";
/// 总投资, 万元.
pub const TOTAL: &str = "总投资";
/// 截至上年底累计完成投资, 万元.
pub const BEFORE: &str = "截至上年底累计完成投资";
/// 年度计划投资, 万元.
pub const YEAR_PLAN: &str = "年度计划投资";
/// 截至本期末计划投资, 万元.
pub const PLAN_TO_DATE: &str = "截至本期末计划投资";
/// 计划开工时间.
pub const PLANNED_START: &str = "计划开工时间";
/// 计划竣工时间.
pub const PLANNED_END: &str = "计划竣工时间";
/// 动态调整.
pub const CHANGE: &str = "动态调整";
/// 调整原因.
pub const CHANGE_REASON: &str = "调整原因";
/// 批准文号.
pub const APPROVAL: &str = "批准文号";
/// 调整日期.
pub const CHANGE_DATE: &str = "调整日期";

// Closed lists.
/// 区直部门.
pub const DEPARTMENT: &str = "区直部门";
/// 街镇.
pub const STREET: &str = "街镇";
/// 专班办公室.
pub const OFFICE: &str = "专班办公室";
/// 群组.
pub const GROUP: &str = "群组";
/// 量化.
pub const QUANTIFIED: &str = "量化";
/// 里程碑.
pub const MILESTONE: &str = "里程碑";
/// 持续.
pub const CONTINUOUS: &str = "持续";
/// 对照.
pub const RELATIONAL: &str = "对照";
/// 已更正.
pub const CORRECTED: &str = "已更正";
/// 待确认.
pub const UNCONFIRMED: &str = "待确认";
/// 待询问.
pub const TO_ASK: &str = "待询问";
/// 不低于对照.
pub const RELATION: &str = "不低于对照";
/// 趋降.
pub const TREND_DOWN: &str = "趋降";
/// 月.
pub const MONTHLY: &str = "月";
/// 季.
pub const QUARTERLY: &str = "季";
/// 年.
pub const YEARLY: &str = "年";
/// 是.
pub const YES: &str = "是";
/// 否.
pub const NO: &str = "否";
/// 填报.
pub const REPORTED: &str = "填报";
/// How a total of the projects begins.
pub const PROJECT_PREFIX: &str = "项目:";
/// 个数: the rows are counted.
pub const COUNT: &str = "个数";
/// 亿元.
pub const HUNDRED_MILLION: &str = "亿元";

// Names that formulas may use beside the limits.
/// 报告期初.
pub const PERIOD_START: &str = "报告期初";
/// 报告期末.
pub const PERIOD_END: &str = "报告期末";
/// 年初.
pub const YEAR_START: &str = "年初";
/// 序时: the share of the year's months gone, in %.
pub const ELAPSED: &str = "序时";

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
/// No office among the units.
pub const NO_OFFICE: &str = "单位清单里没有类别为“专班办公室”的一行，请补上。";

/// A file of the plan is missing.
#[must_use]
pub fn missing_file(file: &str) -> String {
    format!("方案缺少文件“{file}”，请补上，或用“qingdan init 文件夹”生成一份完整的方案再修改。")
}

/// A CSV file cannot be read.
#[must_use]
pub fn bad_csv(reason: &str) -> String {
    format!("CSV格式有误，这一行没有读入：{reason}")
}

/// A TOML file cannot be read.
#[must_use]
pub fn bad_toml(reason: &str) -> String {
    format!("TOML格式有误：{reason}（中文键名须加双引号）")
}

/// What the formula of a score calls the row's ratio.
pub const RATIO: &str = "进度比";

/// The league's weights don't add up.
#[must_use]
pub fn weights(sum: &str) -> String {
    format!("晾晒权重合计为{sum}%，应为100%。请修改各分项权重。")
}

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

/// A formula was refused.
#[must_use]
pub fn formula_refused(whose: &str, at: usize, reason: &str) -> String {
    format!("“{whose}”的公式第{at}字节处：{reason}")
}

/// A formula is too long for a cell.
#[must_use]
pub fn too_long(name: &str) -> String {
    format!("“{name}”的公式写入单元格后超过8192个字符，请拆成几个栏目。")
}

/// Computed fields use each other in a circle.
#[must_use]
pub fn cycle(name: &str) -> String {
    format!("“{name}”与其他公式栏目互相引用，成了循环，请改公式。")
}

/// A table has no key.
#[must_use]
pub fn no_key(table: &str) -> String {
    format!("“{table}”没有 role = \"key\" 的栏目，无法认行。")
}

/// A choice without options.
#[must_use]
pub fn no_options(field: &str) -> String {
    format!("“{field}”是选择项，但没有写 list，或所写的清单是空的。")
}

/// A list of options is unknown.
#[must_use]
pub fn unknown_list(list: &str) -> String {
    format!("[lists] 里没有“{list}”。")
}

/// A computed field without formula.
#[must_use]
pub fn no_formula(field: &str) -> String {
    format!("“{field}”是公式栏目，但没有写 formula。")
}

/// A rule lacks table, formula or at.
#[must_use]
pub fn rule_incomplete(code: &str) -> String {
    format!("规则{code}既没有 built-in，又缺 table、formula、at 中的一项。")
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
    let side = if expected { "pass" } else { "fail" };
    format!("规则{code}的第{number}个{side}示例与公式的结果不符，请核对公式或示例。")
}

/// A table that the engine needs is missing.
#[must_use]
pub fn missing_table(id: &str) -> String {
    format!("栏目定义（tables.toml，工作簿里为“表”“栏目”）缺少表 {id}，请从默认方案补回。")
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

/// U06: a measure names only a group.
#[must_use]
pub fn group_only(code: &str, group: &str) -> String {
    format!("任务{code}责任单位仅为“{group}”，由专班办公室牵头。")
}

// Templates of texts.
/// The filter that writes a small number in Chinese.
pub const IN_WORDS: &str = "汉字";
/// A template runs on and on.
pub const ENDLESS_TEMPLATE: &str = "模板循环过多，没有算完，请检查循环。";

/// A template cannot be parsed.
#[must_use]
pub fn template_syntax(detail: &str) -> String {
    format!("模板语法有误，请核对这一行的 {{{{ }}}}、{{% %}} 是否成对、写法是否完整：{detail}")
}

/// A template names a variable that does not exist.
#[must_use]
pub fn unknown_variable(path: &str) -> String {
    format!("模板用了没有的变量“{path}”，可用的变量见texts/说明.txt。")
}

/// A template uses a value that is not there.
#[must_use]
pub fn undefined_value(detail: &str) -> String {
    format!("模板这一行用了没有的变量或栏目，可用的见texts/说明.txt：{detail}")
}

/// A template calls a filter or function that does not exist.
#[must_use]
pub fn unknown_function(detail: &str) -> String {
    format!("模板这一行用了没有的过滤器或函数，可用的见texts/说明.txt：{detail}")
}

/// A template fails in another way.
#[must_use]
pub fn template_fails(detail: &str) -> String {
    format!("模板这一行无法生成文字：{detail}")
}
