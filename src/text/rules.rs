//! The rule book: its headings, its labels, and how an example is told.

/// What the workbook is called; also the kind that marks it as ours.
pub const KIND: &str = "规则手册";
/// The heads of the printed table: code, level, what it looks at, wording, what to do, reason, examples.
pub const HEAD: [&str; 8] = ["代码", "级别", "检查对象", "提示语", "处理办法", "理由", "会提示的例子", "不提示的例子"];
/// The heads of the README's table.
pub const SHORT_HEAD: [&str; 3] = ["代码", "级别", "提示语"];
/// Stands for what is only known when a rule has found something.
pub const OPEN: &str = "……";
/// Between words of which one is said.
pub const OR: &str = "或";
/// The signs between fields.
pub const ADDED: &str = "+";
/// See [`ADDED`].
pub const SUBTRACTED: &str = "−";
/// See [`ADDED`].
pub const MULTIPLIED: &str = "×";
/// See [`ADDED`].
pub const DIVIDED: &str = "÷";
/// The end of a sentence.
pub const FULL_STOP: char = '。';
/// Between the wordings of one rule.
pub const BETWEEN: &str = "；";
/// An example in which nothing is filled in.
pub const NOTHING: &str = "都没有填";

/// The letters of the codes, and what their rules are about.
const SECTIONS: [(char, &str); 9] = [
    ('F', "文件"),
    ('S', "结构"),
    ('V', "取值"),
    ('U', "单位与责任"),
    ('L', "表内逻辑"),
    ('X', "跨期与跨表"),
    ('Z', "销号"),
    ('C', "汇总"),
    ('P', "方案和专班登记"),
];

/// What the program fills into the wordings of its own rules, by the names that the catalogue uses.
const ARGUMENTS: [(&str, &str); 69] = [
    ("a", "数"),
    ("b", "数"),
    ("basis", "依据"),
    ("board", "榜单"),
    ("cell", "单元格"),
    ("cells", "单元格"),
    ("changes", "不同之处"),
    ("chosen", "采用的文件或表"),
    ("column", "列号"),
    ("cover", "封面单位"),
    ("due", "截止日期"),
    ("edition", "次数"),
    ("expected", "应为"),
    ("field", "栏目"),
    ("fields", "栏目"),
    ("format", "格式"),
    ("formula", "公式"),
    ("found", "所填内容"),
    ("group", "群组"),
    ("indicator", "指标编号"),
    ("key", "编号"),
    ("known", "已知单位"),
    ("label", "表头"),
    ("labels", "表头"),
    ("lead", "牵头单位"),
    ("ledger", "销号表"),
    ("light", "亮灯"),
    ("limit", "限度"),
    ("link", "链接"),
    ("linked", "关联编号"),
    ("m", "家数"),
    ("n", "数目"),
    ("name", "名称"),
    ("named", "编号和名称"),
    ("names", "项目名称"),
    ("next", "名次"),
    ("now", "现值"),
    ("options", "选项"),
    ("others", "其他文件"),
    ("percent", "百分数"),
    ("period", "报告期"),
    ("places", "行列"),
    ("r", "名次"),
    ("ranges", "区域"),
    ("reason", "说明"),
    ("received", "收到日期"),
    ("role", "角色"),
    ("row", "行号"),
    ("rows", "行号"),
    ("said", "进展所写"),
    ("sheet", "工作表"),
    ("short", "所缺项目"),
    ("source", "依据"),
    ("stamp", "标识单位"),
    ("sum", "合计"),
    ("table", "表名"),
    ("target", "目标"),
    ("task", "任务编号"),
    ("text", "文字"),
    ("title", "名称"),
    ("typed", "填报数"),
    ("unit", "单位"),
    ("units", "单位名单"),
    ("until", "到期日期"),
    ("value", "值"),
    ("waiver", "豁免"),
    ("was", "原值"),
    ("what", "种类"),
    ("x", "比例"),
];

/// Arguments that are a sentence of their own, or nothing.
const SENTENCES: [&str; 2] = ["hint", "similar"];

/// What a reader is told of an argument; dots for one without a name here.
#[must_use]
pub fn argument(name: &str) -> String {
    if SENTENCES.contains(&name) {
        return String::new();
    }
    let told = ARGUMENTS.iter().find(|(known, _)| *known == name).map(|(_, told)| *told);
    told.map_or_else(|| OPEN.to_owned(), open)
}

/// A place that is filled with this.
#[must_use]
pub fn open(what: &str) -> String {
    format!("{{{what}}}")
}

/// Words of which those are said that apply.
#[must_use]
pub fn chosen(words: &str) -> String {
    format!("〔{words}〕")
}

/// Whether a text stands in brackets of its own.
#[must_use]
pub fn is_in_brackets(text: &str) -> bool {
    text.starts_with('（') && text.ends_with('）')
}

/// The heading of the rules with this letter.
#[must_use]
pub fn section(letter: char) -> String {
    let about =
        SECTIONS.iter().find(|(known, _)| *known == letter).map_or("本方案增加的规则", |(_, about)| about);
    format!("{letter} {about}")
}

/// Where the rules with this letter stand among the sections.
#[must_use]
pub fn place(letter: char) -> (usize, char) {
    (SECTIONS.iter().position(|(known, _)| *known == letter).unwrap_or(SECTIONS.len()), letter)
}

/// The title of the printed book.
#[must_use]
pub fn title(plan: &str) -> String {
    format!("{plan}\n检查{KIND}")
}

/// What the levels mean, under the title.
#[must_use]
pub fn levels(rules: usize) -> String {
    format!(
        "共{rules}条。错误：退回更正，所指单元格不进入汇总；警告：须说明；提示：不需处理；试行：一律按提示显示；停用：不检查。\
         提示语中{{}}内和{OPEN}检查时按实际内容写明，〔〕内只写实际有的几项。"
    )
}

/// Which plan the book was printed from.
#[must_use]
pub fn plan_line(id: &str, revision: &str) -> String {
    format!("方案 {id}，版本 {revision}")
}

/// A level that a note of the row (情况说明) lowers to a note.
#[must_use]
pub fn explainable(level: &str) -> String {
    format!("{level}\n（可说明）")
}

/// A cell of an example; texts stand in quotes.
#[must_use]
pub fn cell(field: &str, value: &str, is_text: bool) -> String {
    if is_text { format!("{field}为“{value}”") } else { format!("{field}为{value}") }
}

/// An example that fires: the cells, and what is said of them.
#[must_use]
pub fn fires(cells: &str, message: &str) -> String {
    format!("{cells} → {message}")
}

/// A rule on the first sheet of a form: level and wording, and what to do.
#[must_use]
pub fn on_form(level: &str, wording: &str, hint: &str) -> String {
    format!("{level}：{wording}{hint}")
}

/// The heading over the rules on a form.
pub const ON_FORM: &str = "填报时自动检查的规则（与专班办公室检查所用的相同）";
/// Under it: where a form says that a rule is broken.
#[must_use]
pub fn on_form_note(self_check: &str) -> String {
    format!(
        "违反的，“{self_check}”列写明代码和原因，所指单元格变色；下列{{}}内和{OPEN}按所填内容写明，〔〕内只写实际有的几项；完整的规则见专班办公室的{KIND}。"
    )
}

/// Behind what it belongs to.
#[must_use]
pub fn in_brackets(text: &str) -> String {
    format!("（{text}）")
}
/// Before a formula.
pub const COLON: char = '：';

/// Examples that a row of the printed rule book has no room for.
#[must_use]
pub fn more_examples(count: usize) -> String {
    format!("（另有{count}例，见 qingdan rules 命令。）")
}
