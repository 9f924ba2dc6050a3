//! What a form says besides the plan's own words: titles, instructions, prompts.
//!
//! The words of a choice, notes on columns and labels come from the plan.

use super::period::day;
use jiff::civil::Date;

/// The heading over the instructions.
pub const INSTRUCTIONS: &str = "填报要求";
/// Before the deadline.
pub const DEADLINE: &str = "报送截止";
/// The note at the right above a table of money.
#[must_use]
pub fn money(unit: &str) -> String {
    format!("单位：{unit}")
}

/// The title of a form.
#[must_use]
pub fn title(period: &str) -> String {
    format!("{period}填报表")
}

/// The document's title.
#[must_use]
pub fn document_title(unit: &str, period: &str) -> String {
    format!("{unit}{period}填报表")
}

/// Under the title: the work and the document it comes from.
#[must_use]
pub fn work(title: &str, source: &str) -> String {
    if source.is_empty() { title.to_owned() } else { format!("{title}（{source}）") }
}

/// When the form must be back.
#[must_use]
pub fn deadline(due: Option<Date>) -> String {
    match due {
        Some(due) => format!("请于{}（含当日）前报送专班办公室，实行零报告。", day(due)),
        None => "报送时间由专班办公室另行通知，实行零报告。".to_owned(),
    }
}

/// What is printed on every form. `no_data` and `nothing` are the words for 暂无数据 and 无.
#[must_use]
pub fn instructions(no_data: &str, nothing: &str, due: Option<Date>) -> [String; 9] {
    let due = due.map_or_else(|| "另行通知".to_owned(), |due| format!("为{}（见封面）", day(due)));
    [
        "请勿增删行列、修改表头、合并单元格或更名工作表。".to_owned(),
        "白色单元格填写，灰色单元格为预置或自动计算，勿改。".to_owned(),
        "指标表按本行“计量单位”填写，项目表一律用万元，百分比、千分比只填数字。".to_owned(),
        "口径“新增”填年初至数据截至月的累计数，“累计”“存量”填期末总数，“比率”“增速”填最近一期公布数。".to_owned(),
        "日期填写为2023-09-30。".to_owned(),
        format!("仅标“可暂缺”的指标可填“{no_data}”，并填未达序时原因，确为零填0。"),
        format!("责任单位为两个以上的，由列第一位的单位汇总填报，配合、群组行只填本期进展情况，没有填“{nothing}”。"),
        "逾期未完成的须填原因和下阶段安排。".to_owned(),
        format!("报送截止{due}；实行零报告。"),
    ]
}

/// On a cell whose value is computed from other rows.
pub const COMPUTED: &str = "由系统计算，不用填。";
/// Something else than an option was typed.
pub const NOT_AN_OPTION: &str = "请从下拉列表中选择。";
/// Something was typed where several options may be named.
pub const NOT_SEVERAL_OPTIONS: &str = "请填下拉列表中的选项；有几项的用顿号隔开，填好后选“是”保留。";
/// Something else than a number was typed.
pub const NOT_A_NUMBER: &str = "请填一个数，不带单位。";
/// Something else than a number or 暂无数据 was typed.
#[must_use]
pub fn not_a_number_nor(no_data: &str) -> String {
    format!("请填一个数，不带单位；确无数据的填“{no_data}”。")
}
/// Something else than a day was typed.
pub const NOT_A_DATE: &str = "请填日期，格式如2023-09-30。";

/// How the phone number is to be filled in.
pub const PHONE_PROMPT: &str = "填能联系到填报人的电话。";
/// How the date on the cover is to be filled in.
pub const FILLED_ON_PROMPT: &str = "格式如2023-09-30。";
/// What 报送次数 is for.
pub const EDITION_PROMPT: &str = "首次报送填1，退回后再报依次填2、3……";

/// The head of the list of words that are read as nothing.
pub const FOR_NOTHING: &str = "视为未填";
/// The head of the list of all units.
pub const ALL_UNITS: &str = "单位";
/// The head of the list of units that have a place in the league.
pub const RANKED_UNITS: &str = "参加晾晒的单位";

/// Before what an objection blames.
const BLAMING: char = '【';

/// The level and the field that an objection of 自检 blames; by this its cell is coloured.
#[must_use]
pub fn blamed(level: &str, field: &str) -> String {
    format!("{BLAMING}{level}：{field}】")
}

/// Before an objection of 自检: its rule, how much it matters, the field it blames.
#[must_use]
pub fn objection(code: &str, level: &str, field: &str) -> String {
    format!("{code}{}", blamed(level, field))
}

/// Whether a text is an objection of 自检.
#[must_use]
pub fn is_objection(text: &str) -> bool {
    text.trim_start().chars().nth(3) == Some(BLAMING)
}

/// Whether a formula may yield an objection of 自检.
#[must_use]
pub fn may_object(formula: &str) -> bool {
    formula.contains(BLAMING)
}
