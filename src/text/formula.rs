//! Why a formula is refused, one sentence each.
//!
//! Wordings only; where in the formula it happened stands in the refusal.

/// Signs that look like an operator or a quote and are none: typed with a Chinese input method.
pub const FULL_WIDTH_SIGNS: &[char] = &[
    '（', '）', '，', '、', '；', '：', '“', '”', '‘', '’', '＝', '＜', '＞', '＋', '－', '＊', '／', '％', '＆', '＾',
    '。', '［', '］',
];

/// Nothing is written.
#[must_use]
pub fn empty() -> String {
    "公式为空,请写出公式。".to_owned()
}

/// A full-width sign outside a literal.
#[must_use]
pub fn full_width(sign: char) -> String {
    format!("“{sign}”是全角符号,公式须用半角符号。")
}

/// A parenthesis or bracket is opened and not closed.
#[must_use]
pub fn not_closed() -> String {
    "此处的括号没有闭合。".to_owned()
}

/// A parenthesis or bracket is closed and was not opened.
#[must_use]
pub fn not_opened() -> String {
    "此处的右括号没有对应的左括号。".to_owned()
}

/// A literal has no closing quote.
#[must_use]
pub fn quote_not_closed() -> String {
    "此处的引号没有闭合。".to_owned()
}

/// The formula ends where something must follow.
#[must_use]
pub fn ends_early() -> String {
    "公式不完整,末尾缺少内容。".to_owned()
}

/// Any other error of syntax.
#[must_use]
pub fn not_understood() -> String {
    "此处无法理解,请检查公式写法。".to_owned()
}

/// The parser's own limits, or nesting beyond what a spreadsheet takes.
#[must_use]
pub fn too_deep(limit: usize) -> String {
    format!("公式嵌套过深或过长,最多{limit}层。")
}

/// A column that the table does not have.
#[must_use]
pub fn unknown_column(name: &str) -> String {
    format!("本表没有“{name}”列。")
}

/// A name that the plan does not have.
#[must_use]
pub fn unknown_name(name: &str) -> String {
    format!("没有名为“{name}”的参数,列名须写作[@列名]。")
}

/// A function outside the frozen list.
#[must_use]
pub fn unknown_function(name: &str) -> String {
    format!("不支持函数{name}。")
}

/// Too few or too many arguments.
#[must_use]
pub fn wrong_count(function: &str, least: usize, most: usize, found: usize) -> String {
    if least == most {
        format!("函数{function}应有{least}个参数,现为{found}个。")
    } else {
        format!("函数{function}应有{least}至{most}个参数,现为{found}个。")
    }
}

/// An argument left out between two commas.
#[must_use]
pub fn argument_left_out(function: &str) -> String {
    format!("函数{function}有空缺的参数,请写明。")
}

/// A range, a union, an intersection.
#[must_use]
pub fn range() -> String {
    "不支持单元格区域,只能引用本行的列[@列名]。".to_owned()
}

/// An address such as `A1`, `R1C1`, or one on another sheet.
#[must_use]
pub fn cell_reference(reference: &str) -> String {
    format!("不支持单元格地址{reference},请改为[@列名]。")
}

/// A reference to a table or another file.
#[must_use]
pub fn foreign_reference(reference: &str) -> String {
    format!("不支持引用{reference},只能引用本行的列[@列名]。")
}

/// An array, an error literal, `@`, `#`.
#[must_use]
pub fn unsupported(what: &str) -> String {
    format!("公式中不支持“{what}”。")
}

/// A number that a spreadsheet can't hold.
#[must_use]
pub fn number_too_large() -> String {
    "此处的数字超出表格能表示的范围。".to_owned()
}

/// A literal longer than a formula takes.
#[must_use]
pub fn literal_too_long(limit: usize) -> String {
    format!("此处的文字超过{limit}个字符,请拆开后用&连接。")
}

/// The formula would not fit a cell.
#[must_use]
pub fn formula_too_long(limit: usize) -> String {
    format!("公式过长,写入单元格后会超过{limit}个字符。")
}

/// Order or arithmetic on a text.
#[must_use]
pub fn text_used_as_number(name: &str, sign: &str) -> String {
    format!("“{name}”是文字,不能用于“{sign}”。")
}

/// A date function on a column that may be blank.
#[must_use]
pub fn blank_date(name: &str, function: &str) -> String {
    format!("“{name}”可以为空,用于{function}之前须先判断[@{name}]=\"\"。")
}

/// A format that `TEXT` does not take.
#[must_use]
pub fn unknown_format(formats: &[&str]) -> String {
    format!("TEXT的格式只能是{}之一,且须直接写明。", formats.join("、"))
}

/// A rule that yields a number or a text.
#[must_use]
pub fn not_a_verdict() -> String {
    "规则的结果须为真或假(TRUE或FALSE)。".to_owned()
}

/// A needed column that the table does not have, or that holds texts.
#[must_use]
pub fn needs_not_counted(name: &str) -> String {
    format!("计算所需的“{name}”列不存在,或不是数字、日期。")
}

/// The same, in what stands for the value where the needs are not met.
#[must_use]
pub fn in_otherwise(reason: &str) -> String {
    format!("缺数时的取值有误:{reason}")
}

/// `{` without `}` in a message.
#[must_use]
pub fn brace_not_closed() -> String {
    "此处的“{”没有闭合,如要显示花括号请写“{{”。".to_owned()
}

/// `}` without `{` in a message.
#[must_use]
pub fn brace_not_opened() -> String {
    "此处的“}”没有对应的“{”,如要显示花括号请写“}}”。".to_owned()
}

/// The format of `TEXT` for a Chinese date.
pub const CHINESE_DATE_FORMAT: &str = "yyyy年m月d日";

/// A day in that format.
#[must_use]
pub fn chinese_date(year: i64, month: i64, day: i64) -> String {
    format!("{year}年{month}月{day}日")
}
