//! What the templates of bulletins can speak of: their variables, under the names by which a template calls them.
//!
//! Data only, filled by `consolidate`. The office reads about every name in `templates/2023/texts/说明.txt`, and a
//! test holds that text to this list.

use serde::{Serialize, Serializer};

/// The bulletins, as sheets and templates are called: of a month, a quarter, a year.
pub const BULLETINS: [&str; 3] = ["月度专报", "季度通报", "年度评估"];

/// The file of a template, below the plan's folder.
#[must_use]
pub fn template_file(name: &str) -> String {
    format!("texts/{name}.txt")
}

/// The year so far at the end of each quarter.
pub const SPANS: [&str; 4] = ["一季度", "上半年", "前三季度", "全年"];

/// The months of the year gone: 1-9月.
#[must_use]
pub fn span(last_month: i8) -> String {
    if last_month == 1 { "1月".to_owned() } else { format!("1-{last_month}月") }
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number up to 99 in Chinese: 三, 十二, 二十; greater ones in figures.
#[must_use]
pub fn in_words(number: u32) -> String {
    let digit = |digit: u32| usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)).unwrap_or(&"");
    match (number / 10, number % 10) {
        (0, ones) => (*digit(ones)).to_owned(),
        (tens @ 1..=9, ones) => {
            let tens = if tens == 1 { "" } else { digit(tens) };
            let ones = if ones == 0 { "" } else { digit(ones) };
            format!("{tens}十{ones}")
        }
        (_, _) => number.to_string(),
    }
}

/// What a unit wrote, as a part of a sentence: in one line, without the last full stop.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if joined.chars().last().is_some_and(char::is_alphanumeric) {
            joined.push('；');
        }
        joined.push_str(line);
    }
    joined.trim_end_matches(['。', '；']).to_owned()
}

/// Said behind a text of which only the beginning is given.
pub const EXCERPT: &str = "……（全文见汇总表）";
/// Where a text may be parted: behind a sentence, or else behind a clause.
const SENTENCES: [char; 4] = ['。', '；', '！', '？'];
const CLAUSES: [char; 3] = ['，', '、', '：'];

/// The beginning of a text that is longer than `most` characters, and that the rest stands in the workbook. It ends
/// behind a sentence where that keeps half of the room, or else behind a clause; a number or a word in Latin letters
/// is never parted.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let room: String = text.chars().take(most).collect();
    let parted = |signs: &[char]| {
        let end = room.rfind(signs)?;
        let kept = room.get(..end)?;
        (kept.chars().count() >= most / 2).then(|| kept.to_owned())
    };
    let within = || {
        let is_of_number = |c: char| c.is_ascii_alphanumeric() || ".,-%".contains(c);
        let next = text.chars().nth(most).is_some_and(is_of_number);
        if next { room.trim_end_matches(is_of_number).to_owned() } else { room.clone() }
    };
    let kept = parted(&SENTENCES).or_else(|| parted(&CLAUSES)).unwrap_or_else(within);
    format!("{kept}{EXCERPT}")
}

/// A number as it is printed; the caller has rounded it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figure(pub f64);

impl Serialize for Figure {
    /// A whole number is written without a point, wherever a template uses it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match format!("{}", self.0).parse::<i64>() {
            Ok(whole) => serializer.serialize_i64(whole),
            Err(_) => serializer.serialize_f64(self.0),
        }
    }
}

/// What a cell shows: a number, or else its text; an empty text where nothing is there.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// A number.
    Number(Figure),
    /// A text.
    Text(String),
}

impl Default for Shown {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// Declares groups of variables: the doc comment, the field, and the name in templates.
macro_rules! variables {
    ($($(#[$doc:meta])* $group:ident { $($field:ident: $kind:ty = $name:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Serialize)]
            pub struct $group { $(#[doc = $name] #[serde(rename = $name)] pub $field: $kind,)* }
        )*
    };
}

variables! {
    /// Everything a template can speak of.
    Bulletin {
        period: String = "报告期",
        year: i16 = "年份",
        as_of: String = "截至日期",
        span: String = "时段",
        span_name: String = "时段名称",
        elapsed: Figure = "序时进度",
        outlook: Vec<Passage> = "运行形势",
        indicators: Indicators = "指标",
        aims: Indicators = "主要目标",
        parts: Vec<Division> = "部分",
        groups: Vec<Division> = "工作组",
        projects: Projects = "项目",
        tasks: Tasks = "任务",
        close_out: CloseOut = "销号",
        boards: Vec<Board> = "榜单",
        first: u32 = "表扬名额",
        last: u32 = "督促名额",
        praised: Vec<String> = "通报表扬",
        urged: Vec<String> = "亮灯督促",
        submissions: Submissions = "报送",
        problems: Vec<Told> = "存在问题",
        requests: Vec<Request> = "需协调事项",
        experience: Vec<Told> = "典型经验",
    }

    /// A paragraph of the office's 运行形势.
    Passage {
        place: String = "段落",
        content: String = "内容",
    }

    /// Indicators: how many, by light, by what is known of them, and which.
    Indicators {
        count: usize = "总数",
        on_schedule: usize = "达到序时",
        on_schedule_share: Figure = "达到序时占比",
        behind: usize = "未达到序时",
        yellow: usize = "黄灯",
        red: usize = "红灯",
        not_reached: usize = "未到节点",
        no_data: usize = "暂无数据",
        unreported: usize = "未报",
        unusable: usize = "不可用",
        due: usize = "到期",
        due_met: usize = "到期达标",
        due_met_share: Figure = "到期达标占比",
        due_missed: usize = "到期未达标",
        due_unknown: usize = "到期无数据",
        later: usize = "未到期",
        later_met: usize = "提前达标",
        all: Vec<Indicator> = "清单",
        behind_list: Vec<Indicator> = "未达序时清单",
        missed_list: Vec<Indicator> = "未达标清单",
        no_data_list: Vec<Indicator> = "暂无数据清单",
        unreported_list: Vec<Indicator> = "未报清单",
        behind_units: Vec<String> = "未达序时单位",
        missed_units: Vec<String> = "未达标单位",
    }

    /// An indicator.
    Indicator {
        key: String = "编号",
        name: String = "名称",
        unit: String = "计量单位",
        lead: String = "责任单位",
        goal: String = "年度目标",
        year: i16 = "目标年份",
        value: Shown = "完成值",
        rate: Shown = "完成率",
        elapsed: Shown = "序时进度",
        gap: Shown = "偏差",
        light: String = "亮灯",
        met: bool = "达标",
        due: bool = "到期",
        is_key: bool = "关键",
        reason: String = "原因",
    }

    /// A part of the list, or a work group: its measures and its indicators.
    Division {
        name: String = "名称",
        measures: usize = "举措数",
        done: usize = "已完成",
        green: usize = "绿灯",
        yellow: usize = "黄灯",
        red: usize = "红灯",
        grey: usize = "灰灯",
        indicators: usize = "指标数",
        on_schedule: usize = "达到序时",
        behind: usize = "未达到序时",
        met: usize = "达标",
        missed: usize = "未达标",
        unknown: usize = "无数据",
    }

    /// The projects. Money of all is in 亿元, of one project in 万元 as the table has it.
    Projects {
        count: usize = "个数",
        withdrawn: usize = "调出",
        total: Figure = "总投资",
        year_plan: Figure = "年度计划",
        invested: Figure = "完成投资",
        rate: Shown = "占年度计划",
        elapsed: Shown = "序时进度",
        gap: Shown = "偏差",
        green: usize = "绿灯",
        yellow: usize = "黄灯",
        red: usize = "红灯",
        grey: usize = "灰灯",
        unlit: usize = "不亮灯",
        kinds: Vec<ProjectKind> = "类型",
        all: Vec<Project> = "清单",
        behind_list: Vec<Project> = "未达序时清单",
    }

    /// The projects of a type (项目类型).
    ProjectKind {
        name: String = "名称",
        count: usize = "个数",
        total: Figure = "总投资",
        year_plan: Figure = "年度计划",
        invested: Figure = "完成投资",
        rate: Shown = "占年度计划",
    }

    /// A project.
    Project {
        key: String = "编号",
        name: String = "名称",
        kind: String = "类型",
        lead: String = "责任单位",
        place: String = "属地街镇",
        total: Shown = "总投资",
        year_plan: Shown = "年度计划",
        invested: Shown = "完成投资",
        rate: Shown = "完成年度计划",
        gap: Shown = "偏差",
        light: String = "亮灯",
        progress: String = "形象进度",
        problem: String = "存在问题",
        next: String = "下阶段计划",
    }

    /// The measures: how many, by status and by light, and which.
    Tasks {
        count: usize = "举措数",
        done: usize = "已完成",
        in_progress: usize = "推进中",
        continuous: usize = "持续推进",
        late: usize = "滞后",
        not_started: usize = "未启动",
        unreported: usize = "未报",
        green: usize = "绿灯",
        yellow: usize = "黄灯",
        red: usize = "红灯",
        grey: usize = "灰灯",
        unlit: usize = "不亮灯",
        all: Vec<Task> = "清单",
        late_list: Vec<Task> = "滞后清单",
        open_list: Vec<Task> = "未完成清单",
    }

    /// A measure.
    Task {
        key: String = "编号",
        name: String = "重点任务",
        content: String = "举措",
        lead: String = "责任单位",
        status: String = "状态",
        light: String = "亮灯",
        progress: String = "进展",
        problem: String = "存在问题",
        next: String = "下阶段",
    }

    /// The ledger.
    CloseOut {
        count: usize = "登记",
        closed: usize = "已销号",
        closed_share: Figure = "已销号占比",
        open: usize = "未销号",
        overdue: usize = "超期",
        states: Vec<Tally> = "未销号状态",
        all: Vec<Issue> = "清单",
        overdue_list: Vec<Issue> = "超期清单",
    }

    /// How many of something.
    Tally {
        name: String = "名称",
        count: usize = "件数",
    }

    /// An issue of the ledger.
    Issue {
        key: String = "编号",
        lead: String = "责任单位",
        content: String = "问题描述",
        status: String = "状态",
        overdue: Shown = "超期天数",
        light: String = "亮灯",
    }

    /// A board of the league: who is ranked, the first, the last.
    Board {
        name: String = "名称",
        ranked: usize = "参加排名",
        first: Vec<Ranked> = "前列",
        last: Vec<Ranked> = "末位",
        all: Vec<Ranked> = "清单",
    }

    /// A ranked unit.
    Ranked {
        unit: String = "单位",
        rank: u32 = "位次",
        score: String = "得分",
        green: u32 = "绿灯",
        yellow: u32 = "黄灯",
        red: u32 = "红灯",
        grey: u32 = "灰灯",
    }

    /// Who sent a return, and how; the office is not counted.
    Submissions {
        expected: usize = "应报",
        in_time: usize = "按时",
        late: usize = "逾期",
        refused: usize = "退回",
        missing: usize = "未报",
        excused: usize = "经批准不报",
        late_units: Vec<String> = "逾期单位",
        refused_units: Vec<String> = "退回单位",
        missing_units: Vec<String> = "未报单位",
        excused_units: Vec<String> = "经批准不报单位",
    }

    /// What a unit says about a row.
    Told {
        unit: String = "单位",
        key: String = "编号",
        name: String = "事项",
        content: String = "内容",
    }

    /// What a unit asks for.
    Request {
        unit: String = "单位",
        key: String = "编号",
        name: String = "事项",
        content: String = "内容",
        needs: String = "要素需求",
    }
}

impl Bulletin {
    /// A bulletin in which every list has a line for each of these lights: what templates are tried out on.
    #[must_use]
    pub fn example(lights: &[&str]) -> Self {
        fn each<T: Clone>(lights: &[&str], line: impl Fn(String) -> T) -> Vec<T> {
            lights.iter().map(|light| line((*light).to_owned())).collect()
        }
        let indicators = each(lights, |light| Indicator { light, ..Indicator::default() });
        let projects = each(lights, |light| Project { light, ..Project::default() });
        let tasks = each(lights, |light| Task { light, ..Task::default() });
        let issues = each(lights, |light| Issue { light, ..Issue::default() });
        let ranked = each(lights, |unit| Ranked { unit, rank: 1, ..Ranked::default() });
        let units = each(lights, |unit| unit);
        let divisions = each(lights, |name| Division { name, ..Division::default() });
        let told = each(lights, |unit| Told { unit, ..Told::default() });
        let all = Indicators {
            all: indicators.clone(),
            behind_list: indicators.clone(),
            missed_list: indicators.clone(),
            no_data_list: indicators.clone(),
            unreported_list: indicators,
            behind_units: units.clone(),
            missed_units: units.clone(),
            ..Indicators::default()
        };
        Self {
            outlook: each(lights, |place| Passage { place, ..Passage::default() }),
            indicators: all.clone(),
            aims: all,
            parts: divisions.clone(),
            groups: divisions,
            projects: Projects {
                kinds: each(lights, |name| ProjectKind { name, ..ProjectKind::default() }),
                all: projects.clone(),
                behind_list: projects,
                ..Projects::default()
            },
            tasks: Tasks { all: tasks.clone(), late_list: tasks.clone(), open_list: tasks, ..Tasks::default() },
            close_out: CloseOut {
                states: each(lights, |name| Tally { name, ..Tally::default() }),
                all: issues.clone(),
                overdue_list: issues,
                ..CloseOut::default()
            },
            boards: each(lights, |name| Board {
                name,
                first: ranked.clone(),
                last: ranked.clone(),
                all: ranked.clone(),
                ..Board::default()
            }),
            praised: units.clone(),
            urged: units.clone(),
            submissions: Submissions {
                late_units: units.clone(),
                refused_units: units.clone(),
                missing_units: units.clone(),
                excused_units: units,
                ..Submissions::default()
            },
            problems: told.clone(),
            requests: each(lights, |unit| Request { unit, ..Request::default() }),
            experience: told,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, one_line};

    #[test]
    fn small_numbers_are_written_in_chinese() {
        assert_eq!([0, 3, 10, 12, 20, 35, 100].map(in_words), ["零", "三", "十", "十二", "二十", "三十五", "100"]);
    }

    #[test]
    fn lines_are_joined_as_parts_of_a_sentence() {
        assert_eq!(one_line("1.用地未落实\n 2.资金紧张。\n\n3.工期偏紧。"), "1.用地未落实；2.资金紧张。3.工期偏紧");
        assert_eq!(one_line(" \n"), "");
    }
}
