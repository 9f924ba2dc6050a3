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
/// Digits of an attachment's number.
pub(super) const NUMERALS: &str = "一二三四五六七八九十0123456789";
/// Marks of a sentence, which a title has not.
pub(super) const SENTENCE: [char; 6] = ['。', ',', ';', ':', '!', '?'];

/// Words that a row begins with when the table has ended: notes, totals, signatures.
pub(super) const NOTES: [&str; 13] =
    ["注:", "注1", "注2", "备注:", "说明:", "合计", "总计", "填报人", "审核人", "负责人", "制表", "联系电话", "填表人"];
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
pub(super) const QUARTERS: [(&str, i8); 16] = [
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
/// What the row of a table's total begins with.
pub(super) const TOTALS: [&str; 4] = ["合计", "总计", "项目合计", "填报合计"];
