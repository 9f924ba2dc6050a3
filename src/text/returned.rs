//! Returned copies (退回件), reminders (提醒), calls (催报) and their index (退回清单): what they say.

use super::period::day;
use jiff::civil::Date;
use serde::Serialize;

/// The folder that copies and notices go to.
pub const FOLDER: &str = "退回";
/// The index of what goes out; also what kind of workbook it is.
pub const INDEX: &str = "退回清单";
/// The sheet that says what is to be done.
pub const FRONT: &str = "退回说明";
/// The sheet of what had no place in the form.
pub const LEFT: &str = "未识别内容";
/// The head of the column of problems; no field's label is like it, so that it is known for ours.
pub const PROBLEMS: &str = "问题（专班所列，不用填）";
/// What is before the check digits on a sheet of ours.
const SEAL: &str = "本表由专班的程序列出，不用填写，报送时不必删除。校验码：";

/// A copy's file.
#[must_use]
pub fn copy_file(unit: &str, period: &str) -> String {
    format!("{}_{period}_退回件.xlsx", super::as_file_name(unit))
}

/// A reminder's file.
#[must_use]
pub fn reminder_file(unit: &str) -> String {
    format!("{REMINDER}_{}.txt", super::as_file_name(unit))
}

/// A call's file.
#[must_use]
pub fn call_file(unit: &str) -> String {
    format!("{CALL}_{}.txt", super::as_file_name(unit))
}

/// The last line of a sheet of ours.
#[must_use]
pub fn seal(digits: &str) -> String {
    format!("{SEAL}{digits}")
}

/// The check digits in the last line of a sheet of ours.
#[must_use]
pub fn sealed(text: &str) -> Option<&str> {
    text.trim().strip_prefix(SEAL)
}

/// The template of what is sent where there are only warnings.
pub const REMINDER: &str = "提醒";
/// The template of what is sent where nothing came, or nothing that could be read.
pub const CALL: &str = "催报";
/// The templates of notices, by name.
pub const NOTICES: [&str; 2] = [REMINDER, CALL];

/// Before the check digits in the last line of a notice.
const NOTICE_SEAL: &str = "（由清单程序生成，校验码：";
/// Behind them.
const NOTICE_END: &str = "）";

/// A notice as it is sent: its paragraphs, then a line with check digits, by which an unchanged one is known for ours.
/// With CRLF and a mark of UTF-8, so that every editor of Windows shows it.
#[must_use]
pub fn notice(paragraphs: &[String], digits: &str) -> String {
    format!("\u{FEFF}{}\r\n{NOTICE_SEAL}{digits}{NOTICE_END}\r\n", paragraphs.join("\r\n"))
}

/// The paragraphs of a notice and its check digits.
#[must_use]
pub fn notice_parts(notice: &str) -> Option<(Vec<String>, &str)> {
    let (body, end) = notice.strip_prefix('\u{FEFF}')?.rsplit_once(NOTICE_SEAL)?;
    let digits = end.trim_end().strip_suffix(NOTICE_END)?;
    Some((body.lines().map(str::to_owned).collect(), digits))
}

/// Everything that the template of a notice can speak of.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Notice {
    /// Whom it goes to.
    #[serde(rename = "单位")]
    pub unit: String,
    /// For which period: 2023年第三季度.
    #[serde(rename = "报告期")]
    pub period: String,
    /// When returns are due: 2023年10月7日; empty where the plan has no day.
    #[serde(rename = "截止日期")]
    pub due: String,
    /// The file that counts; empty where none does.
    #[serde(rename = "文件")]
    pub file: String,
    /// What must be reported, by table.
    #[serde(rename = "应报")]
    pub asked: Vec<Asked>,
    /// What is to be explained.
    #[serde(rename = "警告")]
    pub warnings: Vec<Warned>,
    /// Files that could not be used.
    #[serde(rename = "未采用文件")]
    pub refused: Vec<RefusedFile>,
}

/// How many rows of a table must be reported.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Asked {
    /// The table's name.
    #[serde(rename = "表名")]
    pub table: String,
    /// Its rows.
    #[serde(rename = "行数")]
    pub rows: usize,
}

/// A warning.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Warned {
    /// Sheet and cell.
    #[serde(rename = "位置")]
    pub place: String,
    /// What is there.
    #[serde(rename = "内容")]
    pub message: String,
    /// What to do.
    #[serde(rename = "办法")]
    pub hint: String,
}

/// A file that could not be used.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RefusedFile {
    /// Its name.
    #[serde(rename = "文件")]
    pub file: String,
    /// Why.
    #[serde(rename = "原因")]
    pub reason: String,
    /// What to do.
    #[serde(rename = "办法")]
    pub hint: String,
}

impl Notice {
    /// A notice in which every list has a line: what templates are tried out on.
    #[must_use]
    pub fn example() -> Self {
        Self {
            asked: vec![Asked::default()],
            warnings: vec![Warned::default()],
            refused: vec![RefusedFile::default()],
            ..Self::default()
        }
    }
}

/// A day in a notice; nothing where there is none.
#[must_use]
pub fn due(due: Option<Date>) -> String {
    due.map(day).unwrap_or_default()
}

/// The note on a cell, or the line in the column of problems, of what is said of one cell.
#[must_use]
pub fn noted(lines: &[String]) -> String {
    format!("{}{}", super::NOTE_MARK, lines.join("\n"))
}

/// The title of the first sheet.
#[must_use]
pub fn title(unit: &str, period: &str) -> String {
    format!("{unit}{period}填报表{FRONT}")
}

/// Which file it is about and how it stands.
#[must_use]
pub fn summary(file: &str, edition: u32, [errors, warnings]: [usize; 2]) -> String {
    let warned = if warnings > 0 { format!("，警告{warnings}条须核对或说明") } else { String::new() };
    format!(
        "第{edition}次报送的“{file}”有错误{errors}条须改正{warned}。请在本件上改好，作为第{}次报送发回。",
        edition + 1
    )
}

/// When it must be back.
#[must_use]
pub fn deadline(due: Option<Date>) -> String {
    match due {
        Some(due) => format!("报送截止：{}（含当日）。已过截止日期的请尽快发回，逾期记入报送情况。", day(due)),
        None => "报送截止：由专班办公室另行通知，请尽快发回。".to_owned(),
    }
}

/// The heading over the counts.
pub const COUNTS: &str = "一、问题有多少";
/// How many findings of each level there are.
#[must_use]
pub fn numbers(errors: &str, warnings: &str, notes: &str) -> String {
    format!("错误{errors}条，警告{warnings}条，提示{notes}条")
}

/// What is wrong, with the row that it is about.
#[must_use]
pub fn problem(message: &str, row: Option<&str>) -> String {
    row.map_or_else(|| message.to_owned(), |row| format!("{row}：{message}"))
}
/// What is said of no sheet.
pub const WHOLE_FILE: &str = "整份文件";
/// The line of sums.
pub const SUM: &str = "合计";
/// The heading over what to do first.
pub const FIRST: &str = "二、请先做这三件事";
/// The heading over the list of all.
pub const LIST: &str = "三、全部问题";
/// The heading over what was said of the file as it came.
pub const BEFORE: &str = "四、上次来件的其他问题";
/// Below that heading.
pub const BEFORE_NOTE: &str = "这些问题在本件上已经按专班的填报表理顺，或只是提醒；请看一遍，今后注意。";
/// The head of the lists.
pub const LIST_HEAD: [&str; 5] = ["序号", "级别", "位置", "问题", "怎么改"];

/// The three things to do first. `most` says where most errors are, `warned` whether there are warnings, `left` how much
/// had no place.
#[must_use]
pub fn first_things(most: Option<&str>, warned: bool, left: usize) -> [String; 3] {
    let most = most.map(|most| format!("先改{most}。")).unwrap_or_default();
    let red = format!(
        "把红色的格子逐个改好，怎么改见格子上的批注，也见下面的清单（点“位置”可以直接跳过去）。{most}每张表最右边的“{PROBLEMS}”列写着每一行的问题，用表头的筛选箭头去掉“空白”，就只看有问题的行。"
    );
    let yellow = if warned {
        "黄色的格子核对一遍：有误的改正，确实不错的，在这一行的“情况说明”写明原因。"
    } else {
        "改了一个数或状态，看看同一行的其他格子要不要跟着改。"
    };
    let left = match left {
        0 => String::new(),
        left => format!("“{LEFT}”表上有{left}处内容在本件里没有位置，确需报送的，填到相应的格子或“情况说明”里。"),
    };
    let last = "改到“自检”列没有“错误”，把封面“填报日期”改为当天，存盘后直接发回本件。报送次数已经加好；没有变色的格子是你单位原来填的，不用重填。";
    [red, format!("{yellow}{left}"), last.to_owned()]
}

/// Where most errors are: sheet and count.
#[must_use]
pub fn most(sheet: &str, count: usize) -> String {
    format!("“{sheet}”的{count}处错误")
}

/// The title of the sheet of what had no place.
#[must_use]
pub fn left_title(count: usize) -> String {
    format!("{LEFT}（{count}处）")
}

/// Below that title.
pub const LEFT_NOTE: &str =
    "下面是来件中在填报表里没有位置的内容，原样列出。确需报送的，请填到相应的格子或“情况说明”里。";
/// The head of that sheet.
pub const LEFT_HEAD: [&str; 5] = ["文件", "工作表", "单元格", "内容", "为什么没有放进表里"];
/// A cell that no table has.
pub const NO_PLACE: &str = "没有对应的栏目或行";
/// A row of another unit's, or of nobody's.
pub const EXTRA_ROW: &str = "这一行不在你单位的清单内";
/// A row that stands twice.
pub const SECOND_ROW: &str = "这一行重复出现，本件只留了一行，请核对留下的那一行";
/// A cell that is given or computed.
pub const GIVEN: &str = "灰色的格子由专班预置或自动计算，已恢复";
/// A line of the cover that is given, or stands twice.
pub const COVER_GIVEN: &str = "封面的这一项由专班预置，或另一份文件已经填了";
/// A note of the unit's.
pub const NOTE: &str = "批注不作为填报内容";

/// The title of the index.
#[must_use]
pub fn index_title(period: &str) -> String {
    format!("{period}{INDEX}")
}

/// The head of the index.
pub const INDEX_HEAD: [&str; 10] = ["序号", "单位", "状态", "错误", "警告", "提示", "来件", "截止", "发出", "说明"];
/// The states of a unit, or of a file of nobody known.
pub const GOES_BACK: &str = "退回更正";
/// Only warnings.
pub const REMINDED: &str = "提醒说明";
/// Nothing came.
pub const CALLED: &str = "未报催报";
/// What came could not be used.
pub const CALLED_AGAIN: &str = "未采用催报";
/// Nothing to object to.
pub const FINE: &str = "已采用";
/// It need not report.
pub const EXCUSED: &str = "经批准不报";
/// A file that could not be used, of nobody known.
pub const UNKNOWN: &str = "文件未采用";

/// Why a file was refused.
#[must_use]
pub fn refused(file: &str, reason: &str) -> String {
    format!("“{file}”：{reason}")
}

/// What the command says when it is done.
#[must_use]
pub fn done(folder: &str, [copies, reminders, calls]: [usize; 3]) -> String {
    format!("已在“{folder}”生成退回件{copies}份、{REMINDER}{reminders}份、{CALL}{calls}份，清单见“{INDEX}.xlsx”。")
}

/// What an earlier run wrote no longer holds, and is gone.
#[must_use]
pub fn cleared(names: &[String]) -> String {
    format!("以前生成、现在已不适用的{}个文件已删除：{}。", names.len(), names.join("、"))
}

/// What an earlier run wrote no longer holds, but stays.
#[must_use]
pub fn not_cleared(names: &[String]) -> String {
    format!(
        "下面{}个文件是以前生成的，现在已不适用，但有人改动过（或正被打开），没有删除，请核对后自行处理，不要再发出：{}。",
        names.len(),
        names.join("、")
    )
}

/// A file that nobody gets a copy of.
#[must_use]
pub fn no_copy(file: &str, reason: &str) -> String {
    format!("“{file}”没有采用，没有退回件：{reason}")
}

/// A copy of ours that somebody changed, or another file, is in the way.
#[must_use]
pub fn copy_there(path: &str) -> String {
    format!("“{path}”已存在，且不是本系统原样生成的，没有覆盖。请换一个文件夹（-o），或加 --force 覆盖。")
}

/// The folder lies among the returns.
#[must_use]
pub fn among_returns(folder: &str) -> String {
    format!("“{folder}”在上报件的文件夹里面，下次会把退回件当作上报件读进来，请换一个文件夹。")
}

/// No period is known.
pub const NO_PERIOD: &str = "没有读出报告期，或各份上报件的报告期不一致，不知道该退回哪一期的，请加 --period。";
