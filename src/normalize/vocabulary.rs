//! The words that departments write for numbers, dates, nothing and statuses.

/// Words for a figure that is not published yet.
pub(super) const NO_DATA: [&str; 12] = [
    "暂无数据",
    "暂无",
    "数据未出",
    "数据暂未出",
    "待统计",
    "未公布",
    "暂未公布",
    "数据未公布",
    "尚未公布",
    "统计中",
    "暂缺",
    "无数据",
];
/// Words and signs that may mean nothing, zero, or the cell above.
pub(super) const DITTO: [&str; 17] =
    ["同上", "〃", "″", "/", "//", "\\", "-", "--", "—", "——", "─", "──", "–", "…", "……", "~", "*"];
/// Every unit, in a waiver.
pub(super) const EVERYONE: &str = "*";
/// Words for nothing; an answer where the plan says so.
pub const NOTHING: [&str; 4] = ["无", "不涉及", "不适用", "没有"];
/// Words that make a number indefinite.
pub(super) const INDEFINITE: [&str; 16] =
    ["约", "左右", "余", "近", "多", "以上", "以下", "不到", "超", "至", "大概", "预计", "上下", "将近", "接近", "几"];
/// Before what was reached in all.
pub(super) const CUMULATIVE: &str = "累计";
/// Between that word and the figure, saying no more than that it was reached.
pub(super) const REACHED: [&str; 8] = ["已完成", "完成", "已达到", "已达", "达到", "达", "实现", "为"];
/// What begins as a unit of measure does, and is another.
pub(super) const NO_UNITS: [&str; 6] = ["家次", "人次", "场次", "个月", "个百分点", "个工作日"];
/// Factors written before a unit of measure or alone.
pub(super) const FACTORS: [(&str, f64); 6] =
    [("千万", 1e7), ("百万", 1e6), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2)];
/// Units of measure that convert among each other: name, family, size.
pub(super) const UNITS: [(&str, &str, f64); 4] =
    [("元", "元", 1.0), ("美元", "美元", 1.0), ("%", "比", 1.0), ("‰", "比", 0.1)];
/// Behind a count of times sent.
pub(super) const TIMES: &str = "次";
/// Before a count of times sent.
pub(super) const ORDINAL: char = '第';
/// Before a month and a day.
pub(super) const YEAR: char = '年';
/// After the month.
pub(super) const MONTH: char = '月';
/// After the day.
pub(super) const DAYS: [char; 2] = ['日', '号'];
/// Behind a day by which something is due.
pub(super) const BY: [&str; 2] = ["之前", "前"];
/// Ends of months, as plans write them.
pub(super) const MONTH_END: [&str; 4] = ["月底前", "月底", "月末", "月"];
/// Ends of the year.
pub(super) const YEAR_END: [&str; 5] = ["年底前", "年底", "年末", "全年", "年内"];
/// Quarters by their number.
pub(super) const QUARTERS: [(&str, i8); 8] = [
    ("一季度", 1),
    ("二季度", 2),
    ("三季度", 3),
    ("四季度", 4),
    ("第一季度", 1),
    ("第二季度", 2),
    ("第三季度", 3),
    ("第四季度", 4),
];
/// Other ways of writing a status: what is written, what it means.
pub(super) const STATUSES: [(&str, &str); 22] = [
    ("完成", "已完成"),
    ("已完工", "已完成"),
    ("完工", "已完成"),
    ("已办结", "已完成"),
    ("办结", "已完成"),
    ("全部完成", "已完成"),
    ("正在推进", "推进中"),
    ("进行中", "推进中"),
    ("推进", "推进中"),
    ("正在进行", "推进中"),
    ("正常推进", "推进中"),
    ("有序推进", "推进中"),
    ("未开始", "未启动"),
    ("尚未启动", "未启动"),
    ("未开展", "未启动"),
    ("延迟", "滞后"),
    ("进度滞后", "滞后"),
    ("长期推进", "持续推进"),
    ("常态化推进", "持续推进"),
    ("长期坚持", "持续推进"),
    ("整改", "整改中"),
    ("正在整改", "整改中"),
];
/// Chinese digits.
pub(super) const DIGITS: [(char, u32); 13] = [
    ('〇', 0),
    ('○', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];
/// Ten, which stands without a digit before it too.
pub(super) const TEN: char = '十';
/// Powers below 万.
pub(super) const POWERS: [(char, u32); 3] = [(TEN, 10), ('百', 100), ('千', 1000)];
/// Sections of large numbers, the largest first.
pub(super) const SECTIONS: [(char, f64); 2] = [('亿', 1e8), ('万', 1e4)];
/// Between a whole number and its decimals.
pub(super) const POINT: char = '点';
/// Before a share in words.
pub(super) const PER_CENT: &str = "百分之";
/// Before a share in words.
pub(super) const PER_MILLE: &str = "千分之";
/// What a cell that shows a picture holds.
pub(super) const PICTURE: &str = "DISPIMG(";
/// What may stand behind a word that was to be chosen.
pub(super) const STOPS: [char; 6] = ['.', '。', ',', '、', ';', '!'];
/// Between options where several may be named.
pub(super) const BETWEEN_OPTIONS: [char; 9] = ['、', '，', ',', '/', '／', ';', '；', '\n', '\r'];
/// Between options as we write them.
pub(super) const AND: &str = "、";
