//! What is said about a template that the office edited.

/// The filter that writes a small number in Chinese.
pub const IN_WORDS: &str = "汉字";
/// The filter that gives the beginning of a long text.
pub const EXCERPT: &str = "节选";
/// A template runs on and on.
pub const ENDLESS_TEMPLATE: &str = "模板循环过多，没有算完，请检查循环。";

/// A template cannot be parsed.
pub const TEMPLATE_SYNTAX: &str =
    "模板语法有误，请核对这一行的 {{ }}、{% %} 是否成对、引号和括号是否成对、写法是否完整，写法见texts/说明.txt。";
/// A template uses a value that is not there.
pub const UNDEFINED_VALUE: &str = "模板这一行用了没有的变量或栏目，可用的见texts/说明.txt。";
/// A template gives a filter too much or too little.
pub const ARGUMENTS: &str = "模板这一行的过滤器后面，括号里的内容多了或少了，写法见texts/说明.txt。";
/// A template fails in another way.
pub const TEMPLATE_FAILS: &str =
    "模板这一行无法生成文字：内容的种类不对，如把文字当成数、把列表当成文字。写法见texts/说明.txt。";
/// A template multiplies.
pub const MULTIPLIED: &str = "模板语法有误：不要在模板里做乘除，需要的数都已算好，可用的见texts/说明.txt。";
/// A template builds a list.
pub const BUILT_LIST: &str =
    "模板语法有误：方括号里只能写文字和数字，如 [\"甲\", \"乙\"]；不能用大括号或圆括号拼列表。";

/// A template names a variable that does not exist.
#[must_use]
pub fn unknown_variable(path: &str) -> String {
    format!("模板用了没有的变量“{path}”，可用的变量见texts/说明.txt。")
}

/// A template calls a filter or function that does not exist.
#[must_use]
pub fn unknown_function(name: &str) -> String {
    let name = if name.is_empty() { String::new() } else { format!("“{name}”") };
    format!("模板这一行用了没有的过滤器或函数{name}，可用的见texts/说明.txt。")
}

/// A template uses a tag that is none of ours.
#[must_use]
pub fn unknown_tag(found: &str, known: &[&str]) -> String {
    let known = known.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
    format!("模板语法有误：{{% %}} 里不能用“{found}”，只能用{known}。")
}

/// A template is too long.
#[must_use]
pub fn template_too_long(most: usize) -> String {
    format!("模板过长，超过{most}字节，请缩短。")
}

/// A tag of a template is too long.
#[must_use]
pub fn tag_too_long(most: usize) -> String {
    format!("模板语法有误：一个 {{{{ }}}} 或 {{% %}} 里超过{most}个字，请拆开，或核对是否漏写了结尾。")
}

/// Blocks of a template lie too deep.
#[must_use]
pub fn blocks_too_deep(most: usize) -> String {
    format!("模板语法有误：if、for 一层套一层（elif 也算）超过{most}层，请拆开，或核对是否漏写了 endif、endfor。")
}

/// Brackets of a template lie too deep.
#[must_use]
pub fn brackets_too_deep(most: usize) -> String {
    format!("模板语法有误：括号一层套一层超过{most}层，请拆开。")
}

/// A template writes too much.
#[must_use]
pub fn template_output(most: usize) -> String {
    format!("模板生成的文字超过{most}字节，没有生成，请检查循环。")
}
