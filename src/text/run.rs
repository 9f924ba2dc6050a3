//! What is said about files, folders and results while a command runs.

/// The folder forms go to.
pub const FORM_FOLDER: &str = "下发";
/// No threads could be started.
pub const NO_THREADS: &str = "无法启动工作线程，请检查 --jobs 的数目。";
/// Stdout is closed.
pub const NO_STDOUT: &str = "无法输出结果";
/// A file that made the reader crash.
pub const CRASHED: &str = "读取时出现意外";
/// No process could be started for a format that is read apart.
pub const NO_READER: &str = "无法另起进程读取此格式";
/// A link, a pipe, a device.
pub const NOT_REGULAR: &str = "不是普通文件（可能是快捷链接、管道或设备）";
/// Returns of several periods, and no `--period`.
#[must_use]
pub fn several_periods(most: &str, others: &[(String, Vec<&str>)]) -> String {
    let others: Vec<String> =
        others.iter().map(|(period, files)| format!("{period}的有{}份：{}", files.len(), some_files(files))).collect();
    format!(
        "上报件的报告期不一致：多数是{most}的；{}。各按自己的报告期检查；不检查是否报错期、是否漏报。要检查，请加 --period。",
        others.join("；")
    )
}

/// Names of files, the first three of many.
fn some_files(files: &[&str]) -> String {
    super::check::some_of(files.iter().map(|file| format!("“{file}”")))
}

/// A text is not a period.
#[must_use]
pub fn not_a_period(text: &str) -> String {
    format!("“{text}”不是报告期，请写成2023Q3（季度）、2023-09（月）或2023（年）。")
}

/// A file that is no workbook at all.
pub const NOT_A_WORKBOOK: &str = "不是Excel工作簿";

/// A previous workbook that cannot be read.
#[must_use]
pub fn previous_unreadable(path: &str, reason: &str) -> String {
    format!("无法读取上期汇总表“{path}”（{reason}），请用WPS或Excel打开后另存为“.xlsx”。")
}

/// A workbook that is not one of our quarter workbooks.
#[must_use]
pub fn not_a_quarter_workbook(path: &str) -> String {
    format!("“{path}”不是本系统生成的汇总表，请指定 consolidate 生成的上期汇总表。")
}

/// A quarter workbook with an archive of another version.
#[must_use]
pub fn other_archive_version(path: &str) -> String {
    format!("“{path}”由其他版本的程序生成，存档格式不同，请用本版本重新汇总上期。")
}

/// A quarter workbook of which the archive was damaged.
#[must_use]
pub fn damaged_archive(path: &str) -> String {
    format!("“{path}”的存档（隐藏工作表_meta）已损坏，请用原来的汇总表，或重新汇总上期。")
}

/// A quarter workbook of another plan.
#[must_use]
pub fn other_plan(path: &str, theirs: &str, ours: &str) -> String {
    format!("“{path}”是方案“{theirs}”的汇总表，与现用方案“{ours}”不同，不能作为上期。")
}

/// A quarter workbook of a period that is not the one before.
#[must_use]
pub fn wrong_previous(path: &str, theirs: &str, period: &str) -> String {
    format!("“{path}”是{theirs}的汇总表，不是{period}的上一期，请指定截止日期紧接在{period}之前的汇总表。")
}

/// A month that ends a quarter: only the quarter's form is issued.
#[must_use]
pub fn quarter_form_only(month: &str, quarter: &str) -> String {
    format!("{month}是季末月，只下发季度填报表，请用 --period {quarter}；其上报件也用于{month}的汇总。")
}

/// A result is to be written over what is read.
#[must_use]
pub fn output_is_input(path: &str) -> String {
    format!("“{path}”是本次要读的文件（上报件或上期汇总表），不能用结果覆盖，请换一个文件名。")
}

/// A path does not exist.
#[must_use]
pub fn no_such_path(path: &str) -> String {
    format!("找不到“{path}”，请核对文件或文件夹的名称。")
}

/// A folder cannot be listed.
#[must_use]
pub fn cannot_list(path: &str) -> String {
    format!("无法列出文件夹“{path}”的内容，请检查权限。")
}

/// A file cannot be read.
#[must_use]
pub fn unreadable(reason: &str) -> String {
    format!("无法读取：{reason}")
}

/// Another file is in the way.
#[must_use]
pub fn foreign(path: &str) -> String {
    format!("“{path}”已存在，且不是本系统生成的汇总文件，没有覆盖。请换一个文件名，或加 --force 覆盖。")
}

/// Another file stands where a form should go.
#[must_use]
pub fn form_there(path: &str) -> String {
    format!("“{path}”已存在，里面可能有单位填报的内容，没有覆盖。请换一个文件夹（-o），或加 --force 覆盖。")
}

/// The file is open elsewhere.
#[must_use]
pub fn busy(path: &str) -> String {
    format!("“{path}”正被打开，请关闭后重试。（若并未打开，请删除旁边以“~$”或“.~”开头的临时文件）")
}

/// The folder does not exist.
#[must_use]
pub fn no_folder(path: &str) -> String {
    format!("无法写入“{path}”：所在文件夹不存在，请先建立。")
}

/// The place is write-protected.
#[must_use]
pub fn not_permitted(path: &str) -> String {
    format!("无法写入“{path}”：没有写入权限，或同名的是文件夹。")
}

/// Anything else.
#[must_use]
pub fn not_written(path: &str, reason: &str) -> String {
    format!("无法写入“{path}”：{reason}")
}

/// A folder cannot be made.
#[must_use]
pub fn cannot_create(path: &str) -> String {
    format!("无法建立“{path}”，请检查名称和权限。")
}

/// A result was written.
#[must_use]
pub fn written(path: &str) -> String {
    format!("已写出“{path}”。")
}

/// Where the quarter workbook goes by default.
#[must_use]
pub fn default_workbook(period: &str) -> String {
    format!("{period}汇总.xlsx")
}

/// The file of a list.
#[must_use]
pub fn record_file(name: &str) -> String {
    format!("{name}.csv")
}

/// Lists would be written among the returns.
#[must_use]
pub fn records_among_returns(folder: &str) -> String {
    format!("“{folder}”在上报件的文件夹里，写在那里的CSV文件下次会被当作上报件读取；请为--records另选一个文件夹")
}

/// The quarter workbook was written.
#[must_use]
pub fn workbook_written(path: &str, errors: usize) -> String {
    if errors == 0 {
        format!("已写出“{path}”（正式稿）。")
    } else {
        format!("已写出“{path}”（征求意见稿，仍有{errors}条错误未处理）。")
    }
}

/// A form's file name; whatever the unit is called, it leads to no other folder.
#[must_use]
pub fn form_file(unit: &str, period: &str) -> String {
    format!("{}_{period}_填报表.xlsx", super::as_file_name(unit))
}

/// The forms were written.
#[must_use]
pub fn forms_written(count: usize, folder: &str, period: &str) -> String {
    format!("已在“{folder}”生成{period}填报表{count}份。")
}

/// Nothing is asked of a unit.
#[must_use]
pub fn nothing_asked(units: &str, period: &str) -> String {
    format!("{units}在{period}没有应报内容，没有生成填报表。")
}

/// A unit is unknown.
#[must_use]
pub fn unknown_unit(name: &str, similar: &[&str]) -> String {
    format!("“{name}”不在单位清单内。{}", super::check::perhaps(similar))
}

/// The plan is missing.
#[must_use]
pub fn no_plan(path: &str) -> String {
    format!("找不到方案“{path}”，请核对文件夹或工作簿的名称。")
}

/// A plan workbook cannot be read at all.
#[must_use]
pub fn workbook_unreadable(path: &str) -> String {
    format!("无法读取方案“{path}”，请检查权限")
}

/// Another file stands where a plan workbook should go.
#[must_use]
pub fn plan_there(path: &str) -> String {
    format!("“{path}”已存在，里面可能有改过的内容，没有覆盖。请换一个文件名，或加 --force 覆盖。")
}

/// A bulletin that the office may have edited is there already.
#[must_use]
pub fn bulletin_there(path: &str) -> String {
    format!("“{path}”已存在，里面可能有改过的文字，没有覆盖。请为--bulletin另写一个文件名，或加 --force 覆盖。")
}

/// How the name of a Word document ends.
pub const DOCX: &str = "docx";

/// A bulletin among the returns.
#[must_use]
pub fn bulletin_among_returns(path: &str) -> String {
    format!("“{path}”在上报件的文件夹里，下次会被当作上报件读取；请为--bulletin另选一个文件夹")
}

/// A bulletin that would not be a Word document.
#[must_use]
pub fn bulletin_not_docx(path: &str) -> String {
    format!("--bulletin 生成Word文档，文件名须以“.docx”结尾，现为“{path}”。")
}

/// A plan holds what a workbook cannot.
pub const NOT_EXPORTED: &str =
    "方案里有工作簿放不下的内容（如一格超过32767个字，或没有对应工作表的小节），没有写出。请直接修改方案文件夹。";

/// The plan was written as a workbook.
#[must_use]
pub fn plan_exported(path: &str) -> String {
    format!("已把方案写到“{path}”。修改后用 --plan {path} 使用，用 qingdan plan check --plan {path} 检查。")
}

/// A plan workbook was written as a folder.
#[must_use]
pub fn plan_imported(path: &str) -> String {
    format!("已把方案写到文件夹“{path}”，用 --plan {path} 使用。")
}

/// The plan's files cannot be read.
#[must_use]
pub fn plan_unreadable(path: &str) -> String {
    format!("无法读取方案“{path}”（文件须为UTF-8编码）")
}

/// A rule is unknown.
#[must_use]
pub fn no_such_rule(code: &str) -> String {
    format!("没有代码为“{code}”的规则，用 qingdan rules 查看全部规则。")
}

/// The folder is not empty.
#[must_use]
pub fn folder_occupied(path: &str) -> String {
    format!("“{path}”里已有文件，没有写入。请换一个空文件夹，或加 --force 覆盖。")
}

/// The plan was copied.
#[must_use]
pub fn plan_copied(path: &str) -> String {
    format!("已把内置方案写到“{path}”。修改后用 --plan {path} 使用，用 qingdan plan check --plan {path} 检查。")
}
