//! Help and complaints of the command line.

/// What the program is.
pub const ABOUT: &str = "清单：下发填报表、检查上报件、汇总生成季度汇总表。";
/// How the program's help is laid out.
pub const TEMPLATE: &str = "{about}\n\n用法：qingdan <命令> [选项]\n\n{all-args}\n\n每个命令的说明：qingdan <命令> --help\n退出码：0 没有错误；1 有错误须处理；2 未能完成（用法不对、文件打不开等）。\n";
/// How a command's help is laid out.
pub const SUB_TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";
/// Heading of commands.
pub const COMMANDS: &str = "命令";
/// Placeholder of a command.
pub const COMMAND: &str = "命令";
/// Heading of options.
pub const OPTIONS: &str = "选项";
/// Heading of arguments.
pub const ARGUMENTS: &str = "参数";
/// Placeholder of a folder.
pub const FOLDER: &str = "文件夹";
/// Placeholder of a file.
pub const FILE: &str = "文件";
/// Placeholder of a path.
pub const PATH: &str = "文件或文件夹";
/// Placeholder of a number.
pub const COUNT: &str = "数目";
/// Placeholder of a day.
pub const DAY: &str = "2023-10-12";
/// Placeholder of a period.
pub const PERIOD_VALUE: &str = "报告期";
/// Placeholder of a unit.
pub const UNIT: &str = "单位";
/// Placeholder of a code.
pub const CODE: &str = "代码";
/// `--plan`.
pub const PLAN: &str = "方案：文件夹或方案工作簿，不写用内置的2023年方案";
/// Placeholder of a plan.
pub const PLAN_VALUE: &str = "方案";
/// `--jobs`.
pub const JOBS: &str = "同时处理的文件数，不写按处理器数目";
/// `--quiet`.
pub const QUIET: &str = "不显示进度";
/// `--color`.
pub const COLOR: &str = "是否用颜色";
/// `--force`.
pub const FORCE: &str = "覆盖已有的文件";
/// `--date`.
pub const DATE: &str = "印在封面上的日期，不写则留空";
/// `--help`.
pub const HELP: &str = "显示帮助";
/// `--version`.
pub const VERSION: &str = "显示版本";
/// `form`.
pub const FORM: &str = "生成下发给各单位的填报表";
/// `form UNIT`.
pub const FORM_UNITS: &str = "只生成这些单位的，不写则生成全部";
/// `--period`.
pub const PERIOD: &str = "报告期，如2023Q3、2023-09、2023";
/// `--previous`.
pub const PREVIOUS: &str = "上一期的汇总表，用来预置上期数、比较升降和变化";
/// `form -o`.
pub const FORM_OUTPUT: &str = "放到哪个文件夹，不写放到“下发”";
/// `check`.
pub const CHECK: &str = "检查上报件，列出问题";
/// Paths.
pub const PATHS: &str = "上报件，或放上报件的文件夹（含下级文件夹）";
/// `check --period`.
pub const CHECK_PERIOD: &str = "报告期，不写按上报件自己的报告期";
/// `--format`.
pub const FORMAT: &str = "结果的格式：text 文字，json 供其他程序读取";
/// `check -o`.
pub const CHECK_OUTPUT: &str = "另存一份问题清单（.xlsx）";
/// `check -v`.
pub const CHECK_VERBOSE: &str = "另说明每张工作表、每一栏是怎样识别的";
/// `consolidate`.
pub const CONSOLIDATE: &str = "检查并汇总上报件，生成季度汇总表";
/// `consolidate -o`.
pub const CONSOLIDATE_OUTPUT: &str = "汇总表的文件名，不写为“报告期汇总.xlsx”";
/// `consolidate --circulate`.
pub const CIRCULATE: &str = "印发各单位的版本：不含评价建议，不含指向上报件的链接";
/// `consolidate --records`.
pub const RECORDS: &str = "把五张表、问题清单和数据溯源另存为CSV文件，供数据库或分析工具使用";
/// `--returns`.
pub const RETURNS: &str = "另把退回件、提醒和催报放到这个文件夹";
/// `return`.
pub const RETURN: &str = "生成退回件：有错误的退回更正，只有警告的提醒，未报的催报";
/// `-o` of `return`.
pub const RETURN_OUTPUT: &str = "放到哪个文件夹，不写放到“退回”";
/// `consolidate --bulletin`.
pub const BULLETIN: &str = "另把通报写成Word文档（.docx），后附五张表的主要内容";
/// The command by which the program starts itself to read one file; nobody else calls it.
pub const READ_APART: &str = "read-apart";
/// `plan`.
pub const PLAN_COMMAND: &str = "查看、检查、导出、导入方案";
/// `plan show`.
pub const PLAN_SHOW: &str = "显示方案的任务、指标、单位";
/// `plan check`.
pub const PLAN_CHECK: &str = "检查方案有无错误，列出待确认、待答复的事项";
/// `diff`.
pub const DIFF: &str = "比较两期汇总表，列出变化";
/// Placeholder of the earlier workbook.
pub const OLD: &str = "上期汇总表";
/// Placeholder of the later workbook.
pub const NEW: &str = "本期汇总表";
/// `diff OLD`.
pub const DIFF_OLD: &str = "较早一期的汇总表";
/// `diff NEW`.
pub const DIFF_NEW: &str = "较晚一期的汇总表";
/// `plan export`.
pub const PLAN_EXPORT: &str = "把方案写成一个工作簿，供在Excel里修改，改后用 --plan 文件 使用";
/// `plan export FILE`.
pub const PLAN_EXPORT_FILE: &str = "工作簿的文件名（.xlsx）";
/// `plan import`.
pub const PLAN_IMPORT: &str = "把方案工作簿还原成方案文件夹（CSV和TOML文件）";
/// `plan import FILE`.
pub const PLAN_IMPORT_FILE: &str = "方案工作簿（.xlsx）";
/// `plan import -o`.
pub const PLAN_IMPORT_OUTPUT: &str = "放到哪个文件夹，不写放到与工作簿同名的文件夹";
/// `rules`.
pub const RULES: &str = "显示检查规则，打印规则手册";
/// `rules --format`.
pub const RULES_FORMAT: &str = "结果的格式：text 文字，json 供其他程序读取，markdown 简表";
/// `rules -o`.
pub const RULES_OUTPUT: &str = "写成可以打印的规则手册（.xlsx）";
/// `rules CODE`.
pub const RULE_CODE: &str = "只显示这一条，如L09";
/// `init`.
pub const INIT: &str = "把内置方案复制出来，供修改";
/// `init DIR`.
pub const INIT_FOLDER: &str = "复制到哪个文件夹";
/// `completions`.
pub const COMPLETIONS: &str = "生成命令行补全脚本";
/// `completions SHELL`.
pub const SHELL: &str = "命令行程序：bash、zsh、fish、powershell、elvish";
/// No command given.
pub const NO_COMMAND: &str = "没有写命令。常用：qingdan form（下发）、qingdan check（检查）、qingdan consolidate（汇总）；全部命令见 qingdan --help。";
/// Any other wrong use.
pub const WRONG_USE: &str = "用法不对，请看 qingdan --help。";

/// Before a sentence about why the work could not be done.
#[must_use]
pub fn failed(sentence: &str) -> String {
    format!("未能完成：{sentence}")
}

/// An option is unknown.
#[must_use]
pub fn unknown_argument(argument: &str, suggestion: &str) -> String {
    format!("没有“{argument}”这个选项。{}", perhaps(suggestion))
}

/// A command is unknown.
#[must_use]
pub fn unknown_command(command: &str, suggestion: &str) -> String {
    format!("没有“{command}”这个命令。{}", perhaps(suggestion))
}

fn perhaps(suggestion: &str) -> String {
    if suggestion.is_empty() {
        "请看 qingdan --help。".to_owned()
    } else {
        format!("是否为“{suggestion}”？")
    }
}

/// An argument is missing.
#[must_use]
pub fn missing_argument(argument: &str) -> String {
    format!("缺少“{argument}”，请补上。")
}

/// An option without its value.
#[must_use]
pub fn missing_value(argument: &str) -> String {
    format!("“{argument}”后面缺少内容，请补上。")
}

/// A value that an option does not take.
#[must_use]
pub fn bad_value(argument: &str, value: &str) -> String {
    format!("“{argument}”不能是“{value}”，请看 qingdan --help。")
}

/// An option given twice.
#[must_use]
pub fn used_twice(argument: &str) -> String {
    format!("“{argument}”只能写一次。")
}

/// A text is not a day.
#[must_use]
pub fn not_a_day(text: &str) -> String {
    format!("“{text}”不是日期，请写成2023-10-12。")
}
