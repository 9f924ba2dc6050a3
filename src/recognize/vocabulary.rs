//! The words by which departments' sheets are understood.

/// Words that a row begins with when the table has ended: notes, totals, signatures.
pub(super) const NOTES: [&str; 13] =
    ["注:", "注1", "注2", "备注:", "说明:", "合计", "总计", "填报人", "审核人", "负责人", "制表", "联系电话", "填表人"];
/// What a title line above the head may begin with.
pub(super) const ATTACHMENT: &str = "附件";
/// Before the unit that all money of a table is in.
pub(super) const MONEY_NOTE: &str = "单位:";
/// Marks of a required column, as some add to labels.
pub(super) const MARKS: [char; 2] = ['*', '★'];
/// Between a year and what follows.
pub(super) const YEAR: char = '年';
/// After a month.
pub(super) const MONTH: char = '月';
/// A whole year, after 年.
pub(super) const WHOLE_YEAR: [&str; 3] = ["", "度", "全年"];
/// Quarters, after 年.
pub(super) const QUARTERS: [(&str, i8); 12] = [
    ("第一季度", 1),
    ("第二季度", 2),
    ("第三季度", 3),
    ("第四季度", 4),
    ("一季度", 1),
    ("二季度", 2),
    ("三季度", 3),
    ("四季度", 4),
    ("1季度", 1),
    ("2季度", 2),
    ("3季度", 3),
    ("4季度", 4),
];
