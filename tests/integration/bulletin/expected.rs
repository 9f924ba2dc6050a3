//! What numbers a bulletin must hold, in order, counted and read off the printed tables; never off the bulletin.

use super::printed::{Line, count, lines, money, numerals, rounded, share};
use qingdan::plan::Plan;
use qingdan::render::Book;
use std::fmt::Display;

/// The printed tables, and the numbers found so far.
pub(super) struct Tables<'a> {
    pub(super) plan: &'a Plan,
    /// Indicators of 附件1 that are scored and due.
    pub(super) indicators: Vec<Line>,
    /// The indicators of 二、主要目标 that are due.
    pub(super) aims: Vec<Line>,
    /// Projects that were not taken off the list.
    projects: Vec<Line>,
    withdrawn: usize,
    total: Line,
    pub(super) tasks: Vec<Line>,
    issues: Vec<Line>,
    league: Vec<Line>,
    submissions: Vec<Line>,
    requests: Vec<Line>,
    numbers: Vec<String>,
}

/// The key indicators and lights of the plan of 2023, as it words them.
const RED: &str = "红";
const YELLOW: &str = "黄";
const GREEN: &str = "绿";

impl<'a> Tables<'a> {
    pub(super) fn of(plan: &'a Plan, book: &Book) -> Self {
        let due = |line: &Line| line["本期累计完成值"] != "本期不报";
        let all: Vec<Line> = lines(book, "主要指标进度表", "指标编号").into_iter().filter(due).collect();
        let (own, aims): (Vec<Line>, Vec<Line>) = all.into_iter().partition(|line| !line["任务编号"].is_empty());
        let projects = lines(book, "重大项目实施表", "项目编号");
        let total = projects.iter().find(|line| line["项目名称"] == "合计").unwrap().clone();
        let registered: Vec<Line> = projects.into_iter().filter(|line| !line["项目编号"].is_empty()).collect();
        let (withdrawn, projects): (Vec<Line>, Vec<Line>) =
            registered.into_iter().partition(|line| line["动态调整"] == "调出");
        let requests = lines(book, "需协调事项", "单位");
        Self {
            plan,
            indicators: own.into_iter().filter(|line| line["指标属性"] == "发展").collect(),
            aims,
            projects,
            withdrawn: withdrawn.len(),
            total,
            tasks: lines(book, "重点任务攻坚表", "任务编号"),
            issues: lines(book, "督导服务销号表", "问题编号"),
            league: lines(book, "争先创优晾晒表", "榜单"),
            submissions: lines(book, "报送情况", "单位")
                .into_iter()
                .filter(|line| !line["状态"].is_empty() && line["单位"] != "专班办公室")
                .collect(),
            requests: requests.into_iter().filter(|line| !line["单位"].is_empty()).collect(),
            numbers: Vec::new(),
        }
    }

    pub(super) fn numbers(self) -> Vec<String> {
        self.numbers
    }

    /// The numbers of a piece of text, or a number.
    pub(super) fn put(&mut self, piece: impl Display) {
        self.numbers.extend(numerals(&piece.to_string()));
    }

    pub(super) fn puts(&mut self, pieces: &[usize]) {
        for piece in pieces {
            self.put(piece);
        }
    }

    fn some(&mut self, count: usize) {
        if count > 0 {
            self.put(count);
        }
    }

    /// How many indicators are unknown: not published, not reported, not usable.
    pub(super) fn unknown(indicators: &[Line]) -> [usize; 3] {
        let grey: Vec<Line> = indicators.iter().filter(|line| line["亮灯"] == "灰").cloned().collect();
        let no_data = count(&grey, "本期累计完成值", "暂无数据");
        // What is a total and empty was reported by nobody.
        let empty = |line: &&Line| line["本期累计完成值"].is_empty() && line["取数"] != "填报";
        let unreported = count(&grey, "未达序时原因", "牵头单位未报送") + grey.iter().filter(empty).count();
        [no_data, unreported, grey.len() - no_data - unreported]
    }

    pub(super) fn behind(&self) -> Vec<Line> {
        self.indicators.iter().filter(|line| [RED, YELLOW].contains(&line["亮灯"].as_str())).cloned().collect()
    }

    /// 一、 of a quarter: counts by light, then the names of red and yellow ones.
    pub(super) fn quarter_indicators(&mut self) {
        let lights = [GREEN, YELLOW, RED, "—"].map(|light| count(&self.indicators, "亮灯", light));
        let [green, yellow, red, not_reached] = lights;
        self.puts(&[self.indicators.len(), green]);
        self.put(share(green, self.indicators.len()));
        self.put(yellow + red);
        self.some(not_reached);
        for unknown in Self::unknown(&self.indicators) {
            self.some(unknown);
        }
        for (light, count) in [(RED, red), (YELLOW, yellow)] {
            self.some(count);
            for line in self.behind().iter().filter(|line| line["亮灯"] == light) {
                self.put(&line["指标名称"]);
            }
        }
    }

    /// Measures of a part or a work group.
    pub(super) fn tasks_of(&self, holds: &dyn Fn(&qingdan::plan::Measure) -> bool) -> Vec<Line> {
        let within = |line: &&Line| self.plan.measure(&line["任务编号"]).is_some_and(holds);
        self.tasks.iter().filter(within).cloned().collect()
    }

    pub(super) fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = self.plan.measures.iter().map(|measure| measure.work_group.clone()).collect();
        let mut seen = Vec::new();
        groups.retain(|group| {
            !seen.contains(group) && {
                seen.push(group.clone());
                true
            }
        });
        groups
    }

    pub(super) fn quarter_groups(&mut self) {
        for group in self.groups() {
            let tasks = self.tasks_of(&|measure| measure.work_group == group);
            self.puts(&[tasks.len(), count(&tasks, "亮灯", GREEN)]);
        }
    }

    pub(super) fn project_count(&mut self) {
        self.put(self.projects.len());
        self.some(self.withdrawn);
    }

    pub(super) fn project_money(&mut self, head: &str) {
        let sum = money(&self.projects, head);
        // The bulletin's total is the table's: 合计 in 万元.
        assert_eq!(sum, rounded(self.total.number(head).unwrap() / 10_000.0, 2), "{head}");
        self.put(sum);
    }

    pub(super) fn project_rate(&mut self) {
        let sum = |head: &str| self.projects.iter().filter_map(|line| line.number(head)).sum::<f64>();
        let rate = rounded(sum("本年累计完成投资") / sum("年度计划投资") * 100.0, 1);
        assert_eq!(rate, self.total["完成年度计划"]);
        self.put(rate);
    }

    pub(super) fn project_gap(&mut self) {
        let gap = self.total["进度偏差"].trim_start_matches('-').to_owned();
        if gap != "0" {
            self.put(gap);
        }
    }

    pub(super) fn project_lights(&mut self) {
        let lights = [GREEN, YELLOW, RED].map(|light| count(&self.projects, "亮灯", light));
        self.puts(&lights);
        self.some(count(&self.projects, "亮灯", "灰"));
    }

    pub(super) fn projects_behind(&self) -> Vec<Line> {
        let of = |light: &str| self.projects.iter().filter(|line| line["亮灯"] == light).cloned().collect::<Vec<_>>();
        [of(RED), of(YELLOW)].concat()
    }

    pub(super) fn project_kinds(&mut self) {
        let mut kinds: Vec<String> = self.projects.iter().map(|line| line["项目类型"].clone()).collect();
        kinds.dedup();
        if kinds.len() < 2 {
            return;
        }
        for kind in kinds {
            let of: Vec<Line> = self.projects.iter().filter(|line| line["项目类型"] == kind).cloned().collect();
            self.put(of.len());
            self.put(money(&of, "本年累计完成投资"));
        }
    }

    /// The office's verdict, else the lead's status; none where that has an open error, for which the light is grey.
    pub(super) fn status(line: &Line) -> &str {
        match (line["专班核定状态"].as_str(), line["亮灯"].as_str()) {
            ("", "灰") => "",
            ("", _) => &line["推进状态"],
            (verdict, _) => verdict,
        }
    }

    pub(super) fn in_status(&self, status: &str) -> usize {
        self.tasks.iter().filter(|line| Self::status(line) == status).count()
    }

    pub(super) fn task_counts(&mut self, statuses: &[&str]) {
        self.put(self.tasks.len());
        for status in statuses {
            self.put(self.in_status(status));
        }
        self.some(self.in_status(""));
    }

    pub(super) fn task_lights(&mut self) {
        self.puts(&[GREEN, YELLOW, RED].map(|light| count(&self.tasks, "亮灯", light)));
    }

    pub(super) fn late_tasks(&self) -> Vec<Line> {
        let late = |line: &&Line| Self::status(line) == "滞后" || line["亮灯"] == RED;
        self.tasks.iter().filter(late).cloned().collect()
    }

    /// Issues: all, closed, their share where it is said, open.
    pub(super) fn issues(&mut self, with_share: &str) -> Vec<Line> {
        let closed = count(&self.issues, "销号状态", "已销号");
        self.puts(&[self.issues.len(), closed]);
        if !with_share.is_empty() {
            self.put(share(closed, self.issues.len()));
        }
        let open: Vec<Line> = self.issues.iter().filter(|line| line["销号状态"] != "已销号").cloned().collect();
        self.put(open.len());
        open
    }

    /// Those past their date: how many, and where they are named their code and days.
    pub(super) fn overdue(&mut self, open: &[Line], named: &str) {
        let over: Vec<&Line> = open.iter().filter(|line| !["", "0"].contains(&line["超期天数"].as_str())).collect();
        self.some(over.len());
        for line in over.iter().filter(|_| !named.is_empty()) {
            self.put(&line["问题编号"]);
            self.put(&line["超期天数"]);
        }
    }

    /// Ranked units of a board with rank and score.
    pub(super) fn ranked(&self, board: &str) -> Vec<(usize, String)> {
        let of = self.league.iter().filter(|line| line["榜单"] == board && line["位次"].parse::<usize>().is_ok());
        of.map(|line| (line["位次"].parse().unwrap(), format!("{:.2}", line.number("综合得分").unwrap()))).collect()
    }

    pub(super) fn quarter_boards(&mut self) {
        let limit = |name: &str| self.plan.limits.iter().find(|known| known.name == name).unwrap().value;
        let [first, last] = ["表扬名额", "督促名额"].map(|name| limit(name).to_string().parse::<usize>().unwrap());
        for board in ["区直部门", "街镇"] {
            let ranked = self.ranked(board);
            self.some(ranked.len());
            for (_, score) in ranked.iter().filter(|(rank, _)| *rank <= first) {
                self.put(score);
            }
            let from = if ranked.len() > first + last { ranked.len() - last } else { ranked.len() };
            for (_, score) in ranked.iter().filter(|(rank, _)| *rank > from) {
                self.put(score);
            }
        }
    }

    /// A list with numbers before its items, where it has more than one; of a longer one than `most` its beginning, and
    /// how many there are.
    pub(super) fn begun(&mut self, items: &[Vec<String>], most: usize) {
        self.numbered(items, most);
        if items.len() > most {
            self.puts(&[items.len(), most]);
        }
    }

    fn numbered(&mut self, items: &[Vec<String>], most: usize) {
        for (index, item) in items.iter().take(most).enumerate() {
            if items.len() > 1 {
                self.put(index + 1);
            }
            for piece in item {
                self.put(piece);
            }
        }
    }

    pub(super) fn problems(&self) -> Vec<Vec<String>> {
        let says = |line: &&Line| !["", "无"].contains(&line["存在问题"].as_str());
        let of = |lines: &[Line], key: &str, light: &str| {
            let told = lines.iter().filter(|line| line["亮灯"] == light).filter(says);
            told.map(|line| vec![line[key].clone(), line["存在问题"].clone()]).collect::<Vec<_>>()
        };
        let lit = |light| [of(&self.tasks, "任务编号", light), of(&self.projects, "项目编号", light)].concat();
        [lit(RED), lit(YELLOW)].concat()
    }

    pub(super) fn requests(&self) -> Vec<Vec<String>> {
        let code = |line: &Line| line["任务/项目"].split(' ').next().unwrap().to_owned();
        self.requests.iter().map(|line| vec![code(line), line["事项"].clone()]).collect()
    }

    pub(super) fn experience(&self) -> Vec<Vec<String>> {
        let told = self.tasks.iter().filter(|line| !["", "无"].contains(&line["典型经验"].as_str()));
        told.map(|line| vec![line["任务编号"].clone(), line["典型经验"].clone()]).collect()
    }

    pub(super) fn submissions(&mut self) {
        let by = ["按时", "逾期", "退回", "未报"].map(|status| count(&self.submissions, "状态", status));
        self.puts(&[self.submissions.len(), by[0]]);
        for few in &by[1..] {
            self.some(*few);
        }
    }
}
