//! Words that findings are filled with; the wording itself stands in the plan's `rules.toml`.

/// The name of the limit that says how long an explanation must be, in characters.
pub const EXPLANATION_LENGTH: &str = "说明字数";
/// The limit: in how many periods running a figure may stand still.
pub const STILL_PERIODS: &str = "数值未变期数";
/// Received on, by the office's register.
pub const RECEIVED_ON: &str = "收到";
/// Filled in on, by the cover.
pub const FILLED_ON: &str = "无收件登记，按填报日期";
/// How much of a unit's own words is quoted, in characters.
pub const QUOTED_LENGTH: usize = 60;
/// How many recomputed cells a finding shows.
pub const QUOTED_CELLS: usize = 5;
/// A row without a code.
pub const NO_KEY: &str = "未填编号";

/// The plan lacks a built-in rule.
#[must_use]
pub fn missing_built_in(code: &str, cases: &[&str]) -> String {
    let cases = if cases.is_empty() { String::new() } else { format!("及其情形 {}", cases.join("、")) };
    format!("规则目录缺少程序内的规则 {code}{cases}，请从默认方案补回；不需要的规则把 level 改为 off。")
}

/// The plan has a built-in rule that the engine doesn't know.
#[must_use]
pub fn not_built_in(code: &str) -> String {
    format!("程序里没有规则 {code}，不能写成程序内的规则（built-in）。请删去，或写成行内规则（表、公式、所指栏目）。")
}

/// A sentence with the row's explanation behind it.
#[must_use]
pub fn with_explanation(message: &str, explanation: &str) -> String {
    format!("{message}（情况说明：{explanation}）")
}

/// What stands between the units that a finding names.
pub const BETWEEN_UNITS: &str = "、";
/// What stands between what is too little.
pub const BETWEEN_SHORTAGES: &str = "；";
/// What stands between the codes that an issue is linked to.
pub const BETWEEN_LINKS: [char; 9] = ['、', '，', ',', '；', ';', '/', ' ', '\n', '\u{3000}'];

/// What is asked of registered projects, and what there is.
#[must_use]
pub fn shortage(name: &str, goal: &str, found: &str) -> String {
    format!("{name}要求{goal}，已登记{found}")
}

/// What to do about what was waived.
pub const WAIVED_HINT: &str = "已经批准豁免，不需处理。";

/// A sentence with the waivers that cover it behind it: reason and approver of each.
#[must_use]
pub fn waived(message: &str, grounds: &[(&str, &str)]) -> String {
    let mut grounds: Vec<String> =
        grounds.iter().map(|(reason, approver)| format!("{}，{approver}批准", reason.trim_end_matches('。'))).collect();
    grounds.dedup();
    format!("{message}（豁免：{}）", grounds.join("；"))
}

/// A waiver by its rule, unit and row.
#[must_use]
pub fn waiver(code: &str, unit: &str, row: &str) -> String {
    let unit = whom(unit);
    if row.is_empty() { format!("{code}，{unit}") } else { format!("{code}，{unit}，{row}") }
}

/// What a waiver names for every unit.
pub const EVERYONE: &str = "*";

/// Whom a waiver is for, in words.
#[must_use]
pub fn whom(unit: &str) -> &str {
    if unit == EVERYONE { "各单位" } else { unit }
}

/// A goal as it was, with the adjusted target behind it.
#[must_use]
pub fn adjusted_goal(goal: &str, target: &str) -> String {
    format!("{goal}（调整为{target}）")
}

/// “……”.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// A group where a unit is expected.
pub const IS_A_GROUP: &str = "这是群组，请逐个填写其中的单位。";
/// The office where a unit is expected that is scored.
pub const IS_THE_OFFICE: &str = "专班办公室自己不参加晾晒，不加减分。";

/// Suggests names; nothing where there are none.
#[must_use]
pub fn perhaps(names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { format!("是否为“{}”？", names.join("”“")) }
}

/// Asks whether columns that were not understood are the one that is missing; nothing where there are none.
#[must_use]
pub fn perhaps_columns(columns: &[(String, &str)]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let named = |(letters, label): &(String, &str)| format!("“{}”（{letters}列）", shortened(&one_line(label), 20));
    format!("未识别的列{}是否即此列？", some_of(columns.iter().map(named)))
}

/// A label without its line breaks.
#[must_use]
pub fn one_line(label: &str) -> String {
    label.split_whitespace().collect()
}

/// What could not be identified.
#[must_use]
pub fn unidentified(unit: bool, period: bool) -> &'static str {
    match (unit, period) {
        (true, true) => "填报单位和报告期",
        (true, false) => "填报单位",
        (false, _) => "报告期",
    }
}

/// `第5行`, counted from one.
#[must_use]
pub fn row_number(row: u32) -> String {
    format!("第{}行", row + 1)
}

/// `第5行`, `第5至7行`, counted from one.
#[must_use]
pub fn rows(first: u32, last: u32) -> String {
    if first == last { row_number(first) } else { format!("第{}至{}行", first + 1, last + 1) }
}

/// `C列`, `C至E列`.
#[must_use]
pub fn columns(first: &str, last: &str) -> String {
    if first == last { format!("{first}列") } else { format!("{first}至{last}列") }
}

/// The first three of a list, and how many there are.
#[must_use]
pub fn some_of(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let first: Vec<&str> = all.iter().take(3).map(String::as_str).collect();
    if all.len() > 3 { format!("{}等{}处", first.join("、"), all.len()) } else { first.join("、") }
}

/// What stands between cells, between rows.
pub const BETWEEN_PLACES: &str = "、";
/// How many rows a sentence names.
const NAMED_ROWS: usize = 20;

/// Rows of a list; where there are very many the first ones, and how many there are.
#[must_use]
pub fn listed(all: &[&str]) -> String {
    let named: Vec<&str> = all.iter().take(NAMED_ROWS).copied().collect();
    let named = named.join(BETWEEN_PLACES);
    if all.len() > NAMED_ROWS { format!("{named}等{}处", all.len()) } else { named }
}

/// A row by its code and the beginning of its text.
#[must_use]
pub fn row_named(key: &str, title: &str) -> String {
    format!("{key}“{}”", shortened(title, 12))
}

/// How many more findings a rule has in a file than are listed.
#[must_use]
pub fn not_shown(count: usize) -> String {
    format!("另有{count}处，未逐一列出；改好以上各处后请重新检查。")
}

/// What the name of a file would say.
#[must_use]
pub fn hint_by_name(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!("文件名像是“{name}”的，但文件名不作为依据。")
    }
}

/// What an identity is known by.
pub const BY_STAMP: &str = "模板标识";
/// By the cover.
pub const BY_COVER: &str = "封面";
/// By other sheets.
pub const BY_SHEETS: &str = "其他工作表";

/// A value, or that there is none.
#[must_use]
pub fn or_blank(value: &str) -> String {
    if value.is_empty() { "空白".to_owned() } else { format!("“{value}”") }
}

/// What a computed cell should hold, and what it holds.
#[must_use]
pub fn differs(cell: &str, expected: &str, found: &str) -> String {
    format!("{cell}应为{}，现为{}", or_blank(expected), or_blank(found))
}

/// A note (批注) among the cells that are in no table.
#[must_use]
pub fn note(text: &str) -> String {
    format!("批注：{text}")
}

/// Why a filled cell is in no table.
pub mod leftover {
    /// On a sheet that the form hides.
    pub const HIDDEN: &str = "写在填报表的隐藏工作表上";
    /// A row that is on no list.
    pub const EXTRA_ROW: &str = "自行增加的行，不在清单内";
    /// A row of other units.
    pub const FOREIGN_ROW: &str = "该行由其他单位填报";
    /// A row that stands twice.
    pub const DUPLICATE_ROW: &str = "该行重复出现，均未采用";
    /// A row that is not asked for in this period.
    pub const ROW_NOT_ASKED: &str = "该行本期不需报送";
    /// An issue that the office did not register for the unit.
    pub const UNREGISTERED: &str = "专班办公室未登记该问题，或以办公室登记的内容为准";
    /// A cell that the unit was not asked to fill in.
    pub const NOT_ASKED: &str = "该栏本行不需填报";
    /// A locked or computed cell that holds something of its own.
    pub const NOT_OURS: &str = "预置或自动计算的单元格，以系统为准";
    /// A row that was not used.
    pub const ROW_REJECTED: &str = "该行未采用，原因见问题清单";
}

/// A definition that changed: what, from, to.
#[must_use]
pub fn redefined(field: &str, was: &str, is: &str) -> String {
    format!("{field}由{was}改为{is}")
}

/// The first characters of a text, with an ellipsis where it goes on.
#[must_use]
pub fn shortened(text: &str, characters: usize) -> String {
    let mut short: String = text.chars().take(characters).collect();
    if text.chars().count() > characters {
        short.push('…');
    }
    short
}

/// What the kinds of files are called.
pub mod format {
    /// .xlsx.
    pub const XLSX: &str = "Excel工作簿（.xlsx）";
    /// .xls.
    pub const XLS: &str = "Excel 97-2003工作簿（.xls）";
    /// .xlsb.
    pub const XLSB: &str = "Excel二进制工作簿（.xlsb）";
    /// .ods.
    pub const ODS: &str = "OpenDocument表格（.ods）";
    /// With a password.
    pub const ENCRYPTED: &str = "加密文档";
    /// .docx, .doc.
    pub const WORD: &str = "Word文档";
    /// .pptx, .ppt.
    pub const PRESENTATION: &str = "演示文稿";
    /// .pdf.
    pub const PDF: &str = "PDF文档";
    /// A picture.
    pub const PICTURE: &str = "图片";
    /// .zip, .rar, .7z.
    pub const ARCHIVE: &str = "压缩包";
    /// HTML.
    pub const HTML: &str = "网页";
    /// .mht.
    pub const WEB_ARCHIVE: &str = "网页归档（.mht）";
    /// By a program that guards against leaks.
    pub const GUARDED: &str = "经加密软件保护的文件";
    /// Text, with or without a table.
    pub const TEXT: &str = "文本文件";
    /// No bytes.
    pub const EMPTY: &str = "空文件";
    /// None of these.
    pub const UNKNOWN: &str = "无法识别的文件";
}

/// The options of a choice; where several may be named, how.
#[must_use]
pub fn options(options: &[String], several: bool) -> String {
    let how = if several { "（可填几项，用顿号隔开，“无”不与其他并列）" } else { "" };
    format!("{}{how}", options.join("、"))
}

/// What a receipt says.
pub mod receipt {
    /// A text or full-width digits read as a number.
    pub const TEXT_NUMBER: &str = "文本或全角数字识别为数字";
    /// Another unit of measure.
    pub const CONVERTED: &str = "按本列单位换算";
    /// Another spelling of a date.
    pub const DATE_SPELLING: &str = "日期写法统一";
    /// A year put in.
    pub const YEAR_ADDED: &str = "补上年份";
    /// An alias of a unit.
    pub const UNIT_ALIAS: &str = "单位简称换为规范名";
    /// Another spelling of an option.
    pub const OPTION_SPELLING: &str = "换为规定的选项";
    /// A dash read as nothing.
    pub const DASH_AS_BLANK: &str = "按空白处理";
    /// Another spelling of a code.
    pub const CODE_SPELLING: &str = "编号写法统一";
    /// A picture in a cell.
    pub const PICTURE: &str = "单元格里是图片，没有可读的内容";
    /// A word for no data.
    pub const NO_DATA_WORD: &str = "按“暂无数据”处理";
}
