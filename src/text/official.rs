//! What is printed in the quarter workbook (季度汇总表) beside its figures: names of sheets, titles, notes, sentences.

/// What the workbook is called, and what kind of file it says it is.
pub const KIND: &str = "季度汇总表";
/// What a list of findings says it is.
pub const FINDINGS_KIND: &str = "问题清单";
/// The cover.
pub const COVER: &str = "封面";
/// While errors are open.
pub const DRAFT: &str = "征求意见稿";
/// With none.
pub const FINAL: &str = "正式稿";
/// 小计.
pub const SUBTOTAL: &str = "小计";
/// 合计.
pub const TOTAL: &str = "合计";
/// Projects without a type.
pub const UNCLASSIFIED: &str = "未分类";
/// A row that is new or gone as a whole.
pub const WHOLE_ROW: &str = "整行";
/// 本期变化 in the first period.
pub const FIRST_PERIOD: &str = "首期，无上期数据。";
/// A member of a group that said nothing.
pub const NOT_REPORTED: &str = "未报";
/// Where paragraphs of the bulletin may be parted.
pub const SENTENCE_ENDS: [char; 2] = ['。', '；'];
/// The end of a paragraph that a list follows.
pub const LIST_BEGINS: char = '：';
/// The indent of a paragraph.
pub const INDENT: &str = "　　";
/// The balance by unit and table.
pub const BALANCE: &str = "各单位各表平衡情况";
/// The end of a text that is longer than a row can be high.
pub const CUT: &str = "……（后略，全文见上报件）";
/// 口径说明, the last part of the appendix.
pub const EXPLANATION: &str = "五、口径说明";
/// The lights on the cover.
pub const LIGHTS: &str = "亮灯情况";
/// The counts on the cover.
pub const COUNTS: &str = "报送情况";
/// The list of contents.
pub const CONTENTS: &str = "目录";
/// The lines to be signed on the cover.
pub const SIGNATURES: [&str; 3] = ["编制：", "审核：", "签发："];

/// `附件1`.
#[must_use]
pub fn attachment(number: u8) -> String {
    format!("附件{number}")
}

/// What is named below the text of a letter: 附件：1．主要指标进度表. The first of them begins with the word itself.
#[must_use]
pub fn enclosed(number: u8, title: &str) -> String {
    let word = if number == 1 { "附件：" } else { "　　　" };
    format!("{word}{number}．{title}")
}

/// A name in a letter: one that is longer than a line is parted before its quotation.
#[must_use]
pub fn parted(name: &str, line: usize) -> String {
    match name.split_once('“') {
        Some((before, rest)) if !before.is_empty() && name.chars().count() > line => format!("{before}\n“{rest}"),
        _ => name.to_owned(),
    }
}

/// Which rows of a table are put behind a letter, said behind its name; of the projects all.
pub const ATTACHED: [&str; 5] =
    ["（本期应报的量化指标）", "", "（亮黄灯、红灯的举措）", "（参加排名的单位）", "（未销号的问题）"];

/// Said above a table that keeps to the red and yellow ones of many issues.
#[must_use]
pub fn only_lit(open: usize, lit: usize, table: &str) -> String {
    format!("未销号问题共{open}件，以下为亮红灯、黄灯的{lit}件；其余{}件见汇总表的{table}。", open.saturating_sub(lit))
}

/// Said in place of a table that would be empty.
pub const NOTHING_ATTACHED: &str = "本期无。";

/// The name of a list: the table's, and the block's without its number.
#[must_use]
pub fn record(table: &str, block: Option<&str>) -> String {
    let block = block.map(|block| block.split_once('、').map_or(block, |(_, name)| name));
    block.map_or_else(|| table.to_owned(), |block| format!("{table}_{block}"))
}

/// What 本期变化 holds.
#[must_use]
pub fn compared_with(period: &str) -> String {
    format!(
        "与{period}比较。列出完成值、状态、亮灯、位次、方案内容的变化和行的增减；由其他栏目算出的比率、偏差和每期另写的文字不列。"
    )
}

/// A table's title: the year's work, then the table.
#[must_use]
pub fn title(work: &str, table: &str) -> String {
    format!("{work}\n{table}")
}

/// The line above a head: who, and for when.
#[must_use]
pub fn line(unit: (&str, &str), period: (&str, &str)) -> String {
    format!("{}：{}　　{}：{}", unit.0, unit.1, period.0, period.1)
}

/// The unit of all money.
#[must_use]
pub fn money(unit: &str) -> String {
    format!("单位：{unit}")
}

/// The row to be signed below a table.
#[must_use]
pub fn sign_off(labels: [&str; 4]) -> String {
    labels.map(|label| format!("{label}：")).join(&"　".repeat(10))
}

/// The subtotal of a type.
#[must_use]
pub fn subtotal(category: &str) -> String {
    format!("{category}{SUBTOTAL}")
}

/// The most characters of a measure's text where it only has to be recognised.
const BEGINNING: usize = 20;

/// A message with the row it is about, unless it names that itself.
#[must_use]
pub fn about(rows: &str, message: &str) -> String {
    if message.contains(rows) { message.to_owned() } else { format!("{rows}：{message}") }
}

/// How many different contents of cells that share a line are shown.
const SHOWN_CONTENTS: usize = 5;

/// The contents of cells, each once; where there are many the first ones.
#[must_use]
pub fn each(found: &[&str]) -> String {
    let first: Vec<&str> = found.iter().take(SHOWN_CONTENTS).copied().collect();
    let first = first.join("；");
    if found.len() > SHOWN_CONTENTS { format!("{first}等{}种", found.len()) } else { first }
}

/// The beginning of a text.
#[must_use]
pub fn beginning(text: &str) -> String {
    let mut characters = text.chars();
    let beginning: String = characters.by_ref().take(BEGINNING).collect();
    if characters.next().is_none() { beginning } else { format!("{beginning}…") }
}

/// The note on a figure that may not be used.
pub const UNUSABLE: &str = "该值有错误，未计入汇总，见问题清单。";

/// 级别: error, warning, note.
pub const SEVERITIES: [&str; 3] = [super::report::ERROR, super::report::WARNING, super::report::NOTE];
/// How a unit's return stands: in time, late, missing, refused.
pub const STATUSES: [&str; 4] = ["按时", "逾期", NOT_REPORTED, "退回"];

/// The closing equation: expected, then returned, blank, rejected, missing.
#[must_use]
pub fn equation([expected, returned, blank, rejected, missing]: [usize; 5]) -> String {
    let verdict = if expected == returned + blank + rejected + missing { "平" } else { "不平" };
    format!("应报{expected} = 已报{returned} + 空白{blank} + 退回{rejected} + 缺失{missing}，{verdict}")
}

/// How far the workbook is: while errors are open, how many.
#[must_use]
pub fn stage(errors: usize) -> String {
    if errors == 0 { FINAL.to_owned() } else { format!("{DRAFT}（尚有{errors}条错误未处理）") }
}

/// How many units reported, and how.
#[must_use]
pub fn units(all: usize, [in_time, late, refused, missing]: [usize; 4], approved: &str) -> String {
    format!("应报单位{all}家：按时{in_time}家，逾期{late}家，退回{refused}家，未报{missing}家{approved}。")
}

/// Behind the missing units: how many of them need not report, by a waiver.
#[must_use]
pub fn approved(excused: usize, missing: usize) -> String {
    match excused {
        0 => String::new(),
        _ if excused >= missing => "（经批准）".to_owned(),
        _ => format!("（其中经批准{excused}家）"),
    }
}

/// An indicator or project that had no target before.
pub const NO_TARGET: &str = "未定";

/// What the workbook was made from and with, in small type.
#[must_use]
pub fn versions(plan: &str, revision: &str, engine: &str) -> String {
    format!("方案 {plan}，版本 {revision}；汇总程序 qingdan {engine}")
}

/// What stands on each sheet, in their order from the second on.
pub const ABOUT: [&str; 14] = [
    "各项指标的目标、完成情况和亮灯",
    "各项目投资完成情况，按类型小计",
    "各项举措的状态、进展和下阶段安排",
    "关键指标位次和单位综合得分",
    "督导问题的整改和销号",
    "群组任务各单位填报的进展",
    "各单位报送情况和平衡关系",
    "请专班协调的事项",
    "通报正文",
    "全部举措亮灯，一页A3",
    "与上一期比较",
    "错误、警告和提示",
    "每一行的来源",
    "豁免、口径说明等",
];

/// Whether a paragraph of the bulletin is a heading: 一、总体情况.
#[must_use]
pub fn is_heading(paragraph: &str) -> bool {
    let numbered = paragraph.split_once('、').is_some_and(|(number, _)| {
        !number.is_empty() && number.chars().all(|character| "一二三四五六七八九十".contains(character))
    });
    numbered && paragraph.chars().count() <= 24 && !paragraph.ends_with(SENTENCE_ENDS)
}

/// 口径说明, filled with the plan's limits.
pub const EXPLANATIONS: [&str; 14] = [
    "1．数据来源。各表以责任单位中列第一位的牵头单位填报数为准；取数为“=编号”的指标取自该编号指标，取数为“项目：……”的指标由重大项目实施表计算。每一行的文件、工作表和行号见数据溯源。",
    "2．有错误的数。有未处理错误的单元格以文本形式保留原样并加底色，不参加计算、合计和排名，逐条见问题清单；处理完毕后重新汇总即计入。经批准豁免的错误按提示处理，能识别的值照常计入。",
    "3．完成率（%）＝本期累计完成值÷目标值×100。口径为累计、存量且上年末基数小于目标值的指标，完成率＝（本期累计完成值－基数）÷（目标值－基数）×100。比较方式为≤、<的指标，完成率＝目标值÷本期累计完成值×100。保留一位小数。目标经专班登记调整的，一律按新目标计算。",
    "4．序时进度（%）＝起算月至数据截至月的月数÷起算月至完成时限月的月数×100，未填数据截至的按报告期末计。口径为比率、增速、存量的指标不按月分摊，序时进度为100。重大项目填有截至本期末计划投资的，以其占年度计划投资的比重代替序时进度。",
    "5．进度偏差（百分点）＝完成率－序时进度。",
    "6．应完成数。小数位为0的指标（个、家、名、场等）按整数考核：应完成数＝INT（目标值×序时进度），以完成值与之相比，r＝完成值÷应完成数；口径为累计、存量且上年末基数小于目标值的，应完成数＝INT（（目标值－基数）×序时进度），与完成值－基数相比。应完成数为0且未达到目标的，亮灯为“—”（未到节点），不计分。其他指标r＝完成率÷序时进度。",
    "7．达标。目标为“超”的，完成值须大于目标值；目标为“左右”的，达到目标值的{左右容差}倍即为达标；“不低于对照”“趋降”的与对照值相比，未填对照值的与上期相比。",
    "8．指标亮灯。依次判断：暂无数据、本期不报、未报或数据不可用亮灰灯；达标亮绿灯；完成时限已到而未达标亮红灯；未到节点为“—”；其余r≥1亮绿灯，{黄灯系数}≤r<1亮黄灯，r<{黄灯系数}亮红灯。亮灯、得分和排名一律使用四舍五入后的数。",
    "9．项目亮灯。按完成年度计划（%）与序时进度（%）之比判断，界限同上；前期、竣工、调出以及没有年度计划投资的项目不亮灯。小计、合计行的序时进度按全年月份计，不亮灯；调出的项目当年保留在表内，不计入小计、合计和取数。",
    "10．任务亮灯。已完成、持续推进亮绿灯；完成时限已到而未完成亮红灯；推进中亮绿灯，滞后亮黄灯，未启动为“—”；状态未报或不可用亮灰灯。专班核定状态优先于单位填报状态。督导问题已销号亮绿灯，超期亮红灯，距期限{预警天数}天以内亮黄灯，未定期限的按督导日期后{整改天数}天计。",
    "11．分项得分。指标、项目每项得{进度得分}×min（进度比，{得分上限}）分，最低0分；进度比即亮灯所用的r，保留四位小数。任务已完成、推进中、持续推进得{进度得分}分，滞后、未启动得{滞后得分}分，逾期未完成或未报得0分。销号为已销号或未超期的占比乘以{进度得分}。报送为{进度得分}分，逾期每日扣{迟报每日扣分}分，有错误退回扣{退回扣分}分，未报为0分。应报未报、有未处理的错误、不可暂缺而填暂无数据的事项得0分；依规暂无数据、本期不报、未到节点、没有可比进度的事项和不亮灯的项目不计分。分项得分为各事项的加权平均，保留两位小数，逐项见争先创优晾晒表的计分明细。",
    "12．综合得分＝各分项得分按权重（指标{指标权重}、项目{项目权重}、任务{任务权重}、销号{销号权重}、报送{报送权重}）的加权平均＋加减分；某一分项不适用的，权重由其余分项按比例分担。加减分由专班登记，须写明依据，在－{加减分上限}至{加减分上限}分之间。先四舍五入到两位小数，再排名。",
    "13．排名。关键量化指标按完成率排位；单位按综合得分在各自榜单内排名，得分相同的名次并列，其后名次顺延（1、2、2、4），并列时按方案中的单位次序排列。没有牵头关键指标和重大项目的部门、只有报送一个分项的部门列名但不排名；街镇看辖区内项目、销号、报送，适用两个以上分项的参加排名；有数据的指标权重不足{参加排名最低权重}%的单位本期不排名，未到节点的按有数据计。升降＝上期位次－本期位次，上期不在同一榜单的为“新”。评价建议由系统提出，由专班决定：列前{表扬名额}名、计分事项两项以上、没有红灯、应报事项全部报送的建议通报表扬；有逾期未完成事项、同一事项连续两期亮红灯、未报送，或列后{督促名额}名且指标得分低于{督促指标得分}分的建议亮灯督促。",
    "14．平衡关系。每个单位每张表：应报＝已报＋空白＋退回＋缺失。空白指有该行而未填写，退回指所在文件未采用、该行重复或所填均不可用，缺失指没有该行。",
];

/// A light that follows the office's verdict, as its number format shows it.
#[must_use]
pub fn decided(light: &str) -> String {
    format!("{light}（核定）")
}

/// The number format that shows the mark behind a text.
pub const DECIDED_FORMAT: &str = "General;General;General;@\"（核定）\"";
/// The heading over the office's verdicts.
pub const VERDICTS: &str = "三、专班核定";
/// What the mark means.
pub const VERDICTS_ABOUT: &str = "重点任务攻坚表亮灯后注“（核定）”的，按专班核定状态亮灯，推进状态栏为牵头单位填报。";

/// A verdict of the office against what the lead reported.
#[must_use]
pub fn verdict(key: &str, lead: &str, reported: &str, decided: &str, reason: &str) -> String {
    let reported = if reported.is_empty() { "未填报状态".to_owned() } else { format!("填报“{reported}”") };
    format!("{key}（{lead}）：{reported}，核定为“{decided}”。理由：{}。", reason.trim_end_matches('。'))
}
