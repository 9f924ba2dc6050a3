//! What a template may be made of, looked at before it is parsed: a language without names to give and lists to build
//! cannot grow what it is given, so that its parser, its run and its text stay small whatever the office writes.

use super::Fault;
use crate::text::plan_templates as text;

/// The longest source, in bytes; the longest template of the plan has some 8,000.
const LONGEST: usize = 65_536;
/// The longest tag, in characters: the parser calls itself for what stands in one.
const LONGEST_TAG: usize = 1_000;
/// How deep blocks may lie in each other, an `elif` counting as one.
const DEEPEST: usize = 60;
/// How deep brackets may lie in each other.
const BRACKETS: usize = 8;
/// The tags there are.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// What a template is made of that it may not; what is no template at all is left to the parser.
pub(super) fn check(source: &str) -> Result<(), Fault> {
    if source.len() > LONGEST {
        return Err(Fault { line: 0, message: text::template_too_long(LONGEST) });
    }
    let mut blocks: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(open) = source.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let fault = |message: String| Fault { line: line_at(source, open), message };
        let inside = open + 2;
        let rest = source.get(inside..).unwrap_or("");
        let tag = match source.get(open + 1..).and_then(|rest| rest.chars().next()) {
            Some('#') => {
                at = rest.find("#}").map_or(source.len(), |end| inside + end + 2);
                continue;
            }
            Some('{') => tag(rest, "}}"),
            Some('%') => tag(rest, "%}"),
            Some(_) | None => {
                at = open + 1;
                continue;
            }
        };
        at = inside + tag.len();
        if tag.chars().count() > LONGEST_TAG {
            return Err(fault(text::tag_too_long(LONGEST_TAG)));
        }
        expression(tag).map_err(fault)?;
        if source.get(open..).is_some_and(|rest| rest.starts_with("{%")) {
            block(tag, &mut blocks).map_err(fault)?;
        }
    }
    Ok(())
}

/// What stands before the end of a tag; the rest of the source where it has none.
fn tag<'a>(rest: &'a str, end: &str) -> &'a str {
    let close = outside_strings(rest).map(|(at, _)| at).find(|at| rest.get(*at..).is_some_and(|r| r.starts_with(end)));
    close.and_then(|at| rest.get(..at)).unwrap_or(rest)
}

/// The characters that stand in no string, with their places; a string is given as its first quote.
fn outside_strings(source: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut quote = None;
    let mut escaped = false;
    source.char_indices().filter(move |(_, c)| match quote {
        Some(_) if escaped => {
            escaped = false;
            false
        }
        Some(_) if *c == '\\' => {
            escaped = true;
            false
        }
        Some(open) => {
            if *c == open {
                quote = None;
            }
            false
        }
        None => {
            if *c == '"' || *c == '\'' {
                quote = Some(*c);
            }
            true
        }
    })
}

/// Refuses a tag that is none of ours, and blocks too deep.
fn block(tag: &str, blocks: &mut Vec<usize>) -> Result<(), String> {
    let mut words = tag.trim_start_matches(['-', '+']).split_whitespace();
    let name = words.next().unwrap_or("").trim_end_matches(['-', '+']);
    if !TAGS.contains(&name) {
        return Err(text::unknown_tag(name, &TAGS));
    }
    if name == "for" && words.any(|word| word.trim_end_matches('-') == "recursive") {
        return Err(text::unknown_tag("recursive", &TAGS));
    }
    match name {
        "if" | "for" => blocks.push(1),
        "elif" => blocks.iter_mut().last().into_iter().for_each(|depth| *depth += 1),
        "endif" | "endfor" => {
            blocks.pop();
        }
        _ => {}
    }
    if blocks.iter().sum::<usize>() > DEEPEST { Err(text::blocks_too_deep(DEEPEST)) } else { Ok(()) }
}

/// Words after which a bracket begins something of its own.
const OPERATORS: [&str; 8] = ["in", "not", "and", "or", "if", "elif", "else", "is"];

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

/// An open bracket: what may stand in it.
enum Bracket {
    /// Arguments, a place in a list, or a part of an expression.
    Any { commas: bool },
    /// A list: texts and numbers as they are.
    List,
}

/// Refuses arithmetic that multiplies, and lists of anything but what is written there.
fn expression(tag: &str) -> Result<(), String> {
    let mut open: Vec<Bracket> = Vec::new();
    let mut before = ' ';
    for (at, c) in outside_strings(tag) {
        let follows = before.is_alphanumeric() || matches!(before, '_' | ')' | ']' | '"' | '\'');
        let follows = follows && !OPERATORS.contains(&last_word(tag.get(..at).unwrap_or("")));
        match c {
            '*' | '/' => return Err(text::MULTIPLIED.to_owned()),
            '{' => return Err(text::BUILT_LIST.to_owned()),
            '(' => open.push(Bracket::Any { commas: follows }),
            '[' if follows && !matches!(open.last(), Some(Bracket::List)) => open.push(Bracket::Any { commas: false }),
            '[' => open.push(Bracket::List),
            ')' | ']' => {
                open.pop();
            }
            _ => {
                let allowed = match open.last() {
                    Some(Bracket::List) => c.is_ascii_digit() || c.is_whitespace() || ",.-\"'".contains(c),
                    Some(Bracket::Any { commas }) => c != ',' || *commas,
                    None => true,
                };
                if !allowed {
                    return Err(text::BUILT_LIST.to_owned());
                }
            }
        }
        if open.len() > BRACKETS {
            return Err(text::brackets_too_deep(BRACKETS));
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    Ok(())
}

fn line_at(source: &str, at: usize) -> u32 {
    u32::try_from(source.get(..at).unwrap_or("").matches('\n').count()).unwrap_or(0)
}
