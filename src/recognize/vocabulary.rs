//! The words by which departments' sheets are understood.

use super::CoverLine;

/// Other labels of the cover block than the form's own.
pub(super) const LABELS: [(&str, CoverLine); 12] = [
    ("报送单位", CoverLine::Unit),
    ("填报部门", CoverLine::Unit),
    ("报送期", CoverLine::Period),
    ("填表人", CoverLine::Filler),
    ("审核", CoverLine::Reviewer),
    ("单位负责人", CoverLine::Principal),
    ("联系方式", CoverLine::Phone),
    ("填报时间", CoverLine::FilledOn),
    ("填表日期", CoverLine::FilledOn),
    ("填表时间", CoverLine::FilledOn),
    ("报送日期", CoverLine::FilledOn),
    ("报送时间", CoverLine::FilledOn),
];
/// Behind a label: where the stamp or the signature goes.
pub(super) const SEALS: [&str; 5] = ["(盖章)", "(公章)", "(签章)", "(签字)", "(签名)"];
/// Labels of what is no line of the cover, where one cell holds several.
pub(super) const OTHER_LABELS: [&str; 4] = ["单位", "金额单位", "计量单位", "货币单位"];
/// Between one line of the cover and the next in a cell.
pub(super) const SEPARATORS: [char; 9] = [';', '；', ',', '，', '、', '|', '。', '/', '／'];
/// Digits of an attachment's number.
pub(super) const NUMERALS: &str = "一二三四五六七八九十0123456789";
/// Marks of a sentence, which a title has not.
pub(super) const SENTENCE: [char; 6] = ['。', ',', ';', ':', '!', '?'];

/// Words that a row begins with when the table has ended: notes.
pub(super) const NOTES: [&str; 9] = ["注:", "注1", "注2", "备注:", "说明:", "注明:", "填表说明", "填报说明", "附注"];
/// Words that a row begins with when the table has ended: signatures.
pub(super) const SIGNATURES: [&str; 9] =
    ["填报人", "审核人", "负责人", "制表", "联系电话", "填表人", "单位负责人", "分管领导", "主要领导"];
/// Words that a row of sums begins with.
pub(super) const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "项目合计", "填报合计"];
/// What a heading between rows begins with: 一、 and (一).
pub(super) const HEADINGS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
/// After the number of a heading, or before it.
pub(super) const AFTER_NUMERAL: [char; 2] = ['、', ')'];
/// What the title of a table ends with.
pub(super) const ENDS_OF_TITLES: [&str; 5] = ["表", "清单", "情况", "台账", "进展"];
/// What stands behind labels without changing them.
pub(super) const ENDS_OF_LABELS: [&str; 5] = ["(必填)", "(选填)", "(必填项)", ":", "(填写)"];
/// Words by which a label is another period's.
pub(super) const OF_ANOTHER_PERIOD: [&str; 6] = ["上期", "上年", "去年", "同期", "上季", "上月"];
/// Characters that tell two things of one name apart: phases, sides, parts.
pub(super) const DISTINGUISHING: [char; 33] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '东', '西', '南', '北', '中', '上', '下', '左', '右',
    '前', '后', '内', '外', '新', '老', '旧', '甲', '乙', '丙', '丁', '期', '号', '区',
];
/// Characters in which two labels of different meaning differ.
pub(super) const TELLING: [char; 27] = [
    '上', '下', '本', '前', '后', '去', '今', '同', '年', '季', '月', '期', '划', '实', '际', '未', '不', '无', '非',
    '是', '新', '总', '占', '率', '起', '止', '亮',
];
/// What a title line above the head may begin with.
pub(super) const ATTACHMENT: &str = "附件";
/// Marks of a required column, as some add to labels.
pub(super) const MARKS: [char; 2] = ['*', '★'];
/// Between a year and what follows.
pub(super) const YEAR: char = '年';
/// After a month.
pub(super) const MONTH: char = '月';
/// A whole year, after 年.
pub(super) const WHOLE_YEAR: [&str; 3] = ["", "度", "全年"];
/// Quarters, after 年.
pub(super) const QUARTERS: [(&str, i8); 19] = [
    ("前三季度", 3),
    ("三季度末", 3),
    ("上半年", 2),
    ("第一季度", 1),
    ("第二季度", 2),
    ("第三季度", 3),
    ("第四季度", 4),
    ("一季度", 1),
    ("二季度", 2),
    ("三季度", 3),
    ("四季度", 4),
    ("第1季度", 1),
    ("第2季度", 2),
    ("第3季度", 3),
    ("第4季度", 4),
    ("1季度", 1),
    ("2季度", 2),
    ("3季度", 3),
    ("4季度", 4),
];
/// Between the first month and the last, in 1-9月.
pub(super) const UP_TO: [&str; 6] = ["-", "—", "–", "至", "到", "~"];
/// What the row of a table's total begins with; a sum of a part is none.
pub(super) const GRAND_TOTALS: [&str; 5] = ["合计", "总计", "共计", "项目合计", "填报合计"];
/// Before a span of time that goes up to its end.
pub(super) const UNTIL: [&str; 3] = ["截至", "截止到", "截止"];
/// Spans from the year's start.
pub(super) const THREE_QUARTERS: &str = "前三季度";
/// Spans from the year's start.
pub(super) const HALF_YEAR: &str = "上半年";
/// The end of a year, behind its number.
pub(super) const YEAR_END: &str = "底";
/// Behind the number of a year and 年: 2023年度.
pub(super) const OF_YEAR: &str = "度";
/// Behind a span, and whether everything up to its end is meant.
pub(super) const ENDS_OF_SPANS: [(&str, bool); 6] =
    [("份底", true), ("份末", true), ("底", true), ("末", true), ("份", false), ("止", true)];
/// Between a span and what it is of.
pub(super) const AFTER_SPANS: [&str; 3] = ["为止", "的", "当期"];
/// Years of two digits are of this century.
pub(super) const CENTURY: i16 = 2000;
/// What a figure counts that is not of one period alone.
pub(super) const CUMULATIVE: &str = "累计";
/// What the names of fields begin with that are of the period alone.
pub(super) const THIS_PERIOD: &str = "本期";
/// What stands in the names of fields that are of the year before.
pub(super) const YEAR_BEFORE: &str = "上年";
/// What stands in the names of fields where a label names the period.
pub(super) const OF_PERIOD: [&str; 2] = ["本期", ""];
/// Where it names the year, or the year up to the period's end.
pub(super) const OF_THE_YEAR: [&str; 7] = ["本年", "本年累计", "本期累计", "累计", "年度", "本期", ""];
/// Where it names the end of the year before.
pub(super) const OF_YEAR_BEFORE: [&str; 2] = ["截至上年底", "上年底"];
/// Between two things that one column holds, the longer first.
pub(super) const BETWEEN_THINGS: [&str; 8] = ["以及", "及", "和", "与", "、", "暨", "/", "+"];
