//! A plan as a workbook: names of its sheets and columns, words of its closed lists, how to fill it in.

/// The kind of workbook, in its custom property.
pub const KIND: &str = "方案工作簿";
/// The sheet that says how the others are filled in.
pub const GUIDE: &str = "使用说明";

/// The sheets in their order: how the engine calls them, and the name on the tab.
pub const SHEETS: [(&str, &str); 15] = [
    ("settings", "设置"),
    ("deadlines", "截止日期"),
    ("limits", "门槛权重"),
    ("units", "单位"),
    ("tasks", "任务"),
    ("milestones", "里程碑"),
    ("indicators", "指标"),
    ("projects", "项目"),
    ("corrections", "更正"),
    ("tables", "表"),
    ("fields", "栏目"),
    ("words", "用词"),
    ("lists", "选项"),
    ("rules", "规则"),
    ("texts", "文本"),
];

/// Heads of a sheet of names and values.
pub const SETTING_COLUMNS: [(&str, &str); 2] = [("name", "名称"), ("value", "值")];
/// Heads of 截止日期.
pub const DEADLINE_COLUMNS: [(&str, &str); 2] = [("name", "报告期"), ("value", "截止日期")];
/// Heads of 用词: a word, or several.
pub const WORD_COLUMNS: [(&str, &str); 3] = [("name", "标识"), ("value", "用词"), ("values", "一组用词")];
/// Heads of 选项.
pub const LIST_COLUMNS: [(&str, &str); 2] = [("name", "清单"), ("values", "选项")];
/// Heads of 文本: a row per line.
pub const TEXT_COLUMNS: [(&str, &str); 2] = [("name", "名称"), ("value", "内容")];
/// Heads of 表.
pub const TABLE_COLUMNS: [(&str, &str); 11] = [
    ("id", "标识"),
    ("name", "表名"),
    ("block", "分块标题"),
    ("attachment", "附件号"),
    ("paper", "纸张"),
    ("money", "金额单位"),
    ("periods", "报送频率"),
    ("open-rows", "空白行数"),
    ("office-only", "仅专班填报"),
    ("met", "达标公式"),
    ("score", "得分公式"),
];
/// Heads of 栏目. The first says in which table.
pub const FIELD_COLUMNS: [(&str, &str); 26] = [
    ("table", "表"),
    ("name", "栏目"),
    ("unit", "计量单位"),
    ("filled", "由谁填"),
    ("kind", "内容"),
    ("list", "选项清单"),
    ("required", "必填"),
    ("asked", "哪些行要填"),
    ("formula", "公式"),
    ("needs", "公式所需栏目"),
    ("otherwise", "缺数时"),
    ("once", "留空可补填"),
    ("from-previous", "取上期"),
    ("nothing", "可填“无”"),
    ("several", "可多选"),
    ("longest", "最多字数"),
    ("decimals", "小数位"),
    ("aliases", "别名"),
    ("note", "填写提示"),
    ("width", "列宽"),
    ("print", "打印"),
    ("bulletin", "列入通报"),
    ("align", "对齐"),
    ("merged", "相同合并"),
    ("forms-only", "只在填报表"),
    ("role", "角色"),
];
/// Heads of 规则.
pub const RULE_COLUMNS: [(&str, &str); 17] = [
    ("code", "代码"),
    ("case", "情形"),
    ("name", "英文名"),
    ("severity", "级别"),
    ("level", "状态"),
    ("explainable", "可说明"),
    ("built-in", "程序内规则"),
    ("table", "表"),
    ("formula", "公式"),
    ("at", "所指栏目"),
    ("message", "提示语"),
    ("hint", "处理办法"),
    ("why", "理由"),
    ("pass", "通过示例"),
    ("fail", "不通过示例"),
    ("fires", "会提示的例子"),
    ("silent", "不提示的例子"),
];

/// The settings by their keys, and how they are called.
pub const SETTINGS: [(&str, &str); 12] = [
    ("format", "方案格式"),
    ("id", "方案编号"),
    ("title", "标题"),
    ("source", "文号"),
    ("office", "专班办公室全称"),
    ("year", "年份"),
    ("term.start", "起始日期"),
    ("term.end", "终止日期"),
    ("reading.file-bytes", "读取上限：文件字节数"),
    ("reading.inflated-bytes", "读取上限：解压后字节数"),
    ("reading.cells", "读取上限：单元格数"),
    ("reading.sheets", "读取上限：工作表数"),
];

/// Who fills a field.
pub const FILLED: [(&str, &str); 6] = [
    ("plan", "方案"),
    ("department", "单位"),
    ("office", "专班"),
    ("formula", "公式"),
    ("aggregate", "汇总"),
    ("engine", "系统"),
];
/// What a field holds.
pub const KINDS: [(&str, &str); 5] =
    [("text", "文本"), ("number", "数字"), ("date", "日期"), ("choice", "选项"), ("unit", "单位")];
/// How a field is aligned.
pub const ALIGNS: [(&str, &str); 2] = [("natural", "自动"), ("center", "居中")];
/// Whose rows ask for a field.
pub const PARTS: [(&str, &str); 4] = [("lead", "牵头"), ("support", "配合"), ("member", "群组"), ("office", "专班")];
/// How often a table is asked for.
pub const CADENCES: [(&str, &str); 3] = [("month", "月"), ("quarter", "季"), ("year", "年")];
/// How much a finding matters.
pub const SEVERITIES: [(&str, &str); 3] = [("error", "错误"), ("warning", "警告"), ("note", "提示")];
/// Whether a rule runs.
pub const LEVELS: [(&str, &str); 3] = [("on", "启用"), ("trial", "试行"), ("off", "停用")];
/// What a rule in the program looks at.
pub const SCOPES: [(&str, &str); 5] =
    [("file", "文件"), ("return", "上报件"), ("collection", "全部上报件"), ("quarter", "汇总表"), ("plan", "方案")];

/// Between the items of a list in a cell.
pub const AND: char = '、';
/// Between the values of an example, as we write them.
pub const NEXT: char = '；';
/// Between a table's name and its block's, where several tables share a name.
pub const BLOCK_MARK: char = '·';

/// How the workbook is filled in, line by line; the first is the title.
pub const GUIDE_LINES: [&str; 19] = [
    "方案工作簿使用说明",
    "本工作簿就是一年的方案：任务、指标、项目、单位、栏目、规则、门槛都在各工作表里，改了就按改后的办。用 qingdan plan check --plan 本文件 检查，用 --plan 本文件 下发、检查、汇总。",
    "每张工作表第一行是表头，以下每行一条；空行跳过。工作表、表头的名称不要改；可以筛选、加行、删行、调列宽；行的先后有意义，不要排序。不属于方案的工作表和栏会提示“没有读入”。",
    "编号（如2.10）是文本，不是数字；表尾已留出文本格式的空白行，加行时请用这些行，或在有内容的行之间插入。日期填2023-12-31。一格填几项的用顿号“、”隔开。",
    "设置：方案的编号、标题、年份等，一行一项。截止日期：各报告期的报送截止日。门槛权重：公式中按名称引用的数，可以加行。",
    "单位：区直部门、街镇、专班办公室和群组（群组的成员写在“成员”栏）；别名、曾用名用于识别上报件里的写法。",
    "任务、里程碑、指标：附件1的清单，编号不能重复，责任单位写“单位”表里的名称，第一个是牵头单位。项目：重大项目，由专班办公室登记，金额单位万元。更正：对文件文字的更正和待确认、待答复事项。",
    "表、栏目：各张表有哪些栏目。新加栏目：在“栏目”表里加一行，“表”写表名（同名的写“表名·分块标题”），“由谁填”选单位，写明“列宽”即可；行的先后就是栏目的先后。“角色”是程序认栏目的依据，新加的栏目留空。",
    "“必填”“留空可补填”填是、否，或填一个公式（公式为真的行才是）。",
    "用词、选项：程序要认的词，下拉列表的选项。“标识”不要改。",
    "规则：每条规则一行，代码不改、不重用。级别：错误、警告、提示；状态：启用、试行、停用。",
    "行内规则：填“表”“公式”（为真即通过）“所指栏目”“提示语”，并各写至少一个通过、不通过的示例。同一规则的另一个公式再写一行，代码照写，“英文名”留空。",
    "示例一行一个，写作：总投资=10000；本年累计完成投资=9000。文字、数字、日期照写。",
    "程序内的规则：“程序内规则”栏不能改，公式栏留空；同一规则的其他情形再写一行，代码照写，“情形”栏写它的名称。",
    "公式的写法与Excel相同，栏目写作[@栏目名]，门槛直接写名称；开头不写等号。",
    "文本：通报等的文字，一行一格，{}内由系统填。",
    "空格子就是没有这一项。首尾的空格不计；确要保留首尾空格或一段空文字的，写作\"\"\"文字\"\"\"。",
    "有错误时，检查会说明是哪张工作表、哪个单元格。",
    "本文件放在上报件的文件夹里时不会被当作上报件。",
];

/// A plan workbook is damaged.
#[must_use]
pub fn broken_workbook(reason: &str) -> String {
    format!("工作簿无法读取：{reason}。请用WPS或Excel打开后另存为“.xlsx”。")
}

/// A plan workbook lacks a sheet.
#[must_use]
pub fn missing_sheet(sheet: &str) -> String {
    format!("方案缺少工作表“{sheet}”，请补上，或用“qingdan plan export 文件”生成一份完整的方案再修改。")
}

/// A sheet of a plan workbook is not the plan's.
#[must_use]
pub fn sheet_not_read(sheet: &str) -> String {
    format!("工作表“{sheet}”不属于方案，没有读入。")
}

/// A column of a sheet of settings is not the plan's.
#[must_use]
pub fn column_not_read(sheet: &str, column: &str) -> String {
    format!("“{sheet}”的“{column}”一栏不属于方案，没有读入。")
}

/// A cell stands under no head.
#[must_use]
pub fn not_under_a_head(found: &str) -> String {
    format!("这一格上面没有表头，“{found}”没有读入。")
}

/// A cell holds an error.
#[must_use]
pub fn cell_error(error: &str) -> String {
    format!("这一格的公式出错（{error}），请改为文字或数字。")
}

/// A cell's formula was saved without its value.
#[must_use]
pub fn not_calculated() -> String {
    "这一格的公式没有保存计算结果，请改为文字或数字，或用Excel、WPS打开后保存。".to_owned()
}

/// A cell or row of a sheet of settings cannot be understood.
#[must_use]
pub fn bad_cell(reason: &str) -> String {
    format!("这里的内容无法读入：{reason}")
}

/// A cell is not a whole number.
#[must_use]
pub fn not_whole(column: &str, found: &str) -> String {
    format!("“{column}”应为不小于0的整数，现为“{found}”。")
}

/// A cell is no word that the engine knows.
#[must_use]
pub fn not_known(column: &str, found: &str) -> String {
    format!("“{column}”没有“{found}”这一种，请照同类的行填写。")
}

/// A line of an example cannot be read.
#[must_use]
pub fn bad_example_line(column: &str, found: &str) -> String {
    format!("“{column}”每行一个示例，应写作“栏目=值；栏目=值”，现为“{found}”。")
}

/// A cell is not in TOML's notation.
#[must_use]
pub fn not_toml(column: &str, found: &str) -> String {
    format!("“{column}”应按TOML的写法填写，现为“{found}”。")
}

/// A setting is unknown.
#[must_use]
pub fn unknown_setting(name: &str) -> String {
    format!("没有“{name}”这项设置。")
}

/// A setting is missing.
#[must_use]
pub fn missing_setting(name: &str) -> String {
    format!("缺少“{name}”这项设置，请补一行。")
}

/// A name without a value.
#[must_use]
pub fn no_value(name: &str) -> String {
    format!("“{name}”没有填值，请补填或删去这一行。")
}

/// A name with a word and several.
#[must_use]
pub fn two_values(name: &str) -> String {
    format!("“{name}”填了两格，请只填一格。")
}

/// A field's table is unknown.
#[must_use]
pub fn no_such_table(name: &str) -> String {
    format!("没有“{name}”这张表，请写工作表“表”里的表名；几个表同名的写“表名·分块标题”。")
}

/// A table without fields.
#[must_use]
pub fn no_fields(name: &str) -> String {
    format!("“{name}”在工作表“栏目”里一个栏目也没有。")
}

/// A further row of a rule without the rule's own.
#[must_use]
pub fn no_main_row(code: &str) -> String {
    format!("规则“{code}”没有写着“英文名”的主行；主行以外的行才留空“英文名”。")
}

/// A text's lines do not stand together.
#[must_use]
pub fn text_torn(name: &str) -> String {
    format!("文本“{name}”上面已有（英文大小写不同也算同名），中间隔着别的文本。请把它的各行移到一起，或改名。")
}
