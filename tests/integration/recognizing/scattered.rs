//! A random return in a random layout is read into the same records, and every finding stands at its true cell.
//!
//! `QINGDAN_LAYOUTS=2000 cargo test --test integration scattered` tries more layouts than a normal run.

/// Two tables beside each other.
mod beside;
/// The bytes of the pages.
mod bytes;
/// What another program saves of them.
#[cfg(feature = "libreoffice")]
mod saved;

use bytes::xlsx;
use qingdan::check::check;
use qingdan::key::{RowKey, TableId};
use qingdan::location::{CellRange, CellRef};
use qingdan::plan::{Field, FieldKind, Files, Part, Plan, Role, load};
use qingdan::read::{Limits, is_read_apart, read, read_apart};
use qingdan::recognize::{Fact, Return, recognize};
use qingdan::roster::{Due, Expected, roster};
use qingdan::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
static ROSTER: LazyLock<Vec<Expected>> = LazyLock::new(|| roster(&PLAN, "2023Q3".parse().unwrap(), None));
/// It leads indicators, projects and tasks.
const UNIT: &str = "区发改局";
/// What is said of single cells, and nothing else.
const OF_CELLS: [&str; 3] = ["V03", "V10", "V12"];
/// The columns of each table that a unit fills in, those that it must among them.
const FIELDS: [(TableId, &[&str]); 3] = [
    (TableId::Indicators, &["本期累计完成值", "未达序时原因", "数据截至", "数据来源"]),
    (
        TableId::Projects,
        &[
            "本期完成投资",
            "本年累计完成投资",
            "形象进度",
            "实际开工时间",
            "存在问题",
            "是否入库纳统",
            "建设性质",
            "总投资",
        ],
    ),
    (
        TableId::Tasks,
        &["推进状态", "本期进展情况", "完成进度", "存在问题", "实际完成时间", "下阶段工作安排", "情况说明"],
    ),
];
/// What must be there for a sheet of another name to be the table: so many of the above.
const REQUIRED: [usize; 3] = [2, 5, 3];
const TEXTS: [&str; 5] =
    ["已引进首店8家", "完成选址，进场施工", "无", "第一批2家\n第二批3家", "２０２３年新增“十百千”企业"];

/// Numbers that look random and are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            all.swap(place, self.below(place + 1));
        }
    }
}

/// A cell as it is written.
#[derive(Clone)]
enum Written {
    Text(String),
    Number(f64),
    Day(&'static str),
}

/// A sheet before it is a sheet of some format.
#[derive(Default)]
struct Page {
    name: String,
    cells: BTreeMap<CellRef, Written>,
    merges: Vec<CellRange>,
    hidden: Vec<u32>,
}

/// What is to be read: by table, code and field the value and its place; and the findings about cells.
#[derive(Default, Debug, PartialEq)]
struct Truth {
    rows: BTreeSet<(TableId, RowKey)>,
    cells: BTreeMap<(TableId, RowKey, String), (Value, String, CellRef)>,
    findings: BTreeSet<(String, String, CellRef)>,
}

impl Page {
    fn put(&mut self, row: u32, col: u32, text: &str) {
        if !text.is_empty() {
            self.cells.insert(CellRef::new(row, col), Written::Text(text.to_owned()));
        }
    }

    fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        if first != last {
            self.merges.push(CellRange::new(first.0, first.1, last.0, last.1));
        }
    }
}

/// A value in some spelling, what it is to be read as, and the code of what is to be said of it.
fn value(dice: &mut Dice, field: &Field) -> (Written, Value, Option<&'static str>) {
    let text = |text: &str| Written::Text(text.to_owned());
    let wrong = dice.one_in(15);
    match field.kind {
        FieldKind::Number if wrong => (text("约30"), Value::Blank, Some("V03")),
        FieldKind::Date if wrong => (text("2023年9月31日"), Value::Blank, Some("V10")),
        FieldKind::Choice if wrong => (text("差不多了"), Value::Blank, Some("V12")),
        FieldKind::Number => match dice.below(3) {
            0 => (text("１２．５"), Value::Number(12.5), None),
            1 => (text(" 1,200 "), Value::Number(1200.0), None),
            _ => (Written::Number(37.0), Value::Number(37.0), None),
        },
        FieldKind::Date => {
            let day = Value::Date("2023-08-09".parse().unwrap());
            match dice.below(3) {
                0 => (text("2023.8.9"), day, None),
                1 => (text("2023年8月9日"), day, None),
                _ => (Written::Day("2023-08-09"), day, None),
            }
        }
        FieldKind::Choice => {
            let option = dice.of(&field.options).clone();
            (text(&format!("{option}\n")), Value::text(&option), None)
        }
        FieldKind::Text | FieldKind::Unit => {
            // 无 is an answer only where the plan says so.
            let said = Some(*dice.of(&TEXTS)).filter(|said| *said != "无" || field.nothing).unwrap_or("甲");
            (text(said), Value::text(said), None)
        }
    }
}

/// A label as departments write it, by its rows from above.
fn label(dice: &mut Dice, field: &Field) -> Vec<String> {
    let own = field.label();
    if let Some(rest) = ["本期", "本年", "实际", "上期"].iter().find_map(|word| Some((*word, own.strip_prefix(word)?)))
        && dice.one_in(2)
    {
        return vec![rest.0.to_owned(), rest.1.to_owned()];
    }
    vec![match dice.below(5) {
        0 if !field.aliases.is_empty() => dice.of(&field.aliases).clone(),
        1 => own.replace('(', "（").replace(')', "）"),
        2 => format!("*{own}"),
        3 => own.chars().flat_map(|c| [c, ' ']).collect(),
        _ => format!("{}\n{}", &own[..3], &own[3..]),
    }]
}

/// The layout of one table.
struct Layout {
    place: usize,
    /// The first column.
    margin: u32,
    /// The field of each column; none for one of the department's own.
    columns: Vec<Option<usize>>,
    /// Their labels, by rows from above.
    labels: Vec<Vec<String>>,
    /// Whether one more row above them says what they all are.
    whole: bool,
    key: usize,
    title: usize,
}

impl Layout {
    fn of(dice: &mut Dice, place: usize) -> Self {
        let (id, fields) = FIELDS[place];
        let table = PLAN.table(id);
        let margin = u32::try_from(dice.below(4)).unwrap();
        let by_code = id == TableId::Indicators || !dice.one_in(4);
        let with_title = !by_code || dice.one_in(2);
        let title_role = if id == TableId::Tasks { Role::Content } else { Role::Name };
        let (key, title) = (table.slot(Role::Key).unwrap(), table.slot(title_role).unwrap());
        let mut columns: Vec<Option<usize>> = fields
            .iter()
            .enumerate()
            .filter(|(order, _)| *order < REQUIRED[place] || dice.one_in(2))
            .map(|(_, name)| table.named(name))
            .collect();
        columns.extend(by_code.then_some(Some(key)));
        columns.extend(with_title.then_some(Some(title)));
        columns.extend(dice.one_in(3).then_some(None));
        dice.shuffle(&mut columns);
        let labels = columns.iter().map(|slot| match slot {
            Some(slot) => label(dice, &table.fields[*slot]),
            None => vec!["科室意见".to_owned()],
        });
        let labels = labels.collect();
        Self { place, margin, columns, labels, whole: dice.one_in(4), key, title }
    }

    fn id(&self) -> TableId {
        FIELDS[self.place].0
    }

    fn last_column(&self) -> u32 {
        self.margin + u32::try_from(self.columns.len()).unwrap() - 1
    }

    fn depth(&self) -> u32 {
        let deepest = self.labels.iter().map(Vec::len).max().unwrap();
        u32::try_from(deepest + usize::from(self.whole)).unwrap()
    }

    /// Title, number and note above the head, in so many rows.
    fn above(&self, dice: &mut Dice, page: &mut Page, top: u32) -> u32 {
        let mut row = top;
        if dice.one_in(2) {
            page.put(row, self.margin, &format!("附件{}", self.place + 1));
            row += 1;
        }
        if dice.one_in(2) {
            page.put(row, self.margin, &format!("{UNIT}2023年第三季度{}", PLAN.table(self.id()).name));
            if dice.one_in(2) {
                page.merge((row, self.margin), (row, self.last_column()));
            }
            row += 1;
        }
        if dice.one_in(3) {
            page.put(row, self.margin, "注：请于10月7日前报送");
            row += 1;
        }
        row
    }

    fn head(&self, page: &mut Page, top: u32, merged: bool) -> u32 {
        if self.whole {
            page.put(top, self.margin, "填报内容");
            page.merge((top, self.margin), (top, self.last_column()));
        }
        let first = top + u32::from(self.whole);
        let last = top + self.depth() - 1;
        for (col, parts) in (self.margin..).zip(&self.labels) {
            for (row, part) in (first..).zip(parts) {
                page.put(row, col, part);
            }
            if parts.len() == 1 && merged {
                page.merge((first, col), (last, col));
            }
        }
        last + 1
    }

    /// A row with its values. `above` is a text of the row above that is merged down; what may be merged down from
    /// this row comes back.
    fn row(
        &self,
        dice: &mut Dice,
        page: &mut Page,
        row: u32,
        expected: &Expected,
        above: Option<&Down>,
        truth: &mut Truth,
    ) -> Option<Down> {
        let table = PLAN.table(self.id());
        truth.rows.insert((self.id(), expected.key.clone()));
        let mut next = None;
        for (col, slot) in (self.margin..).zip(&self.columns) {
            let at = CellRef::new(row, col);
            let Some(slot) = *slot else {
                page.put(row, col, "同意");
                continue;
            };
            if slot == self.key {
                page.put(row, col, &format!(" {}", expected.key.0));
                continue;
            }
            if slot == self.title {
                page.put(row, col, &about(dice, self.id(), &expected.key));
                continue;
            }
            let field = &table.fields[slot];
            let cell = (self.id(), expected.key.clone(), field.name.clone());
            if let Some(down) = above.filter(|down| down.slot == slot && down.row + 1 == row) {
                page.merge((down.row, col), (row, col));
                truth.cells.insert(cell, (down.read.clone(), page.name.clone(), CellRef::new(down.row, col)));
                continue;
            }
            let (written, read, said) = value(dice, field);
            if field.kind == FieldKind::Text && next.is_none() && dice.one_in(4) {
                next = Some(Down { slot, row, read: read.clone() });
            }
            page.cells.insert(at, written);
            truth.cells.insert(cell, (read, page.name.clone(), at));
            if let Some(code) = said.filter(|_| expected.prefilled[slot].is_blank() || field.is_input()) {
                truth.findings.insert((code.to_owned(), page.name.clone(), at));
            }
        }
        next
    }

    /// Sums, notes and signatures.
    fn below(&self, dice: &mut Dice, page: &mut Page, top: u32) -> u32 {
        let mut row = top;
        if dice.one_in(2) {
            page.put(row, self.margin, "合计");
            page.cells.insert(CellRef::new(row, self.margin + 1), Written::Number(7.0));
            row += 1;
        }
        if dice.one_in(2) {
            page.put(row, self.margin, "备注：以上为初步数");
            page.put(row + 1, self.margin, "另有2项正在统计");
            row += 2;
        }
        if dice.one_in(2) {
            page.put(row, self.margin, "填报人：张三");
            page.put(row, self.margin + 2, "联系电话：88886666");
            row += 1;
        }
        row
    }
}

/// A text that is merged over the row below.
struct Down {
    slot: usize,
    row: u32,
    read: Value,
}

/// What a row is about, in other punctuation, and a character missing now and then.
fn about(dice: &mut Dice, id: TableId, key: &RowKey) -> String {
    let content = PLAN.listed(id).find(|listed| listed.code == key).unwrap().title;
    let misspelt = content.chars().count() > 30 && dice.one_in(4);
    let kept = content.chars().enumerate().filter(|(place, _)| !misspelt || *place != 9);
    let content: String = kept.map(|(_, c)| c).collect();
    content.replace('，', ",").replace('、', " 、")
}

/// Writes a table below `top`, and says where its last row is.
fn table(dice: &mut Dice, page: &mut Page, place: usize, top: u32, truth: &mut Truth) -> u32 {
    let layout = Layout::of(dice, place);
    let top = layout.above(dice, page, top);
    let merged = dice.one_in(2) || layout.whole;
    let mut row = layout.head(page, top, merged);
    let mut rows: Vec<&Expected> = ROSTER
        .iter()
        .filter(|row| row.table == layout.id() && row.due == Due::Asked && row.part == Part::Lead)
        .filter(|row| PLAN.find_unit(UNIT) == Some(row.unit))
        .collect();
    dice.shuffle(&mut rows);
    let mut above = None;
    for expected in rows {
        match dice.below(8) {
            0 => row += 1,
            1 => {
                page.put(row, layout.margin, "二、其他");
                row += 1;
            }
            // A page break: the head once more.
            2 => row = layout.head(page, row, false),
            _ => {}
        }
        above = layout.row(dice, page, row, expected, above.as_ref(), truth);
        if dice.one_in(10) {
            page.hidden.push(row);
        }
        row += 1;
    }
    layout.below(dice, page, row)
}

/// A random return of one unit, and what is to be read in it. The same seed makes the same one.
fn scattered(seed: u64) -> (Vec<Page>, Truth) {
    let mut dice = Dice(seed);
    let mut truth = Truth::default();
    let mut cover = Page { name: if dice.one_in(2) { "填报说明" } else { "封面" }.to_owned(), ..Page::default() };
    for (row, (label, value)) in (2..).zip([("填报单位", UNIT), ("报告期", "2023年第三季度")]) {
        cover.put(row, 1, label);
        cover.put(row, 3, value);
    }
    let mut pages = vec![cover];
    let mut places = [0, 1, 2];
    dice.shuffle(&mut places);
    let mut top = u32::try_from(dice.below(4)).unwrap();
    for place in places {
        // Under the table before, or on a sheet of its own.
        if pages.len() == 1 || !dice.one_in(3) {
            let own = PLAN.table(FIELDS[place].0).name.clone();
            let name = match dice.below(3) {
                0 => format!("Sheet{place}"),
                1 => format!("{own} (2)"),
                _ => own,
            };
            pages.push(Page { name, ..Page::default() });
            top = u32::try_from(dice.below(4)).unwrap();
        }
        let page = pages.last_mut().unwrap();
        top = table(&mut dice, page, place, top, &mut truth) + 1 + u32::try_from(dice.below(3)).unwrap();
    }
    if dice.one_in(3) {
        let mut other = Page { name: "通讯录".to_owned(), ..Page::default() };
        other.put(0, 0, "姓名");
        other.put(1, 0, "张三");
        let at = dice.below(pages.len() + 1);
        pages.insert(at, other);
    }
    (pages, truth)
}

/// What was read of it, in one file or in several.
fn as_read(given: &[Return]) -> Truth {
    let mut read = Truth::default();
    for sheet in given.iter().flat_map(|given| &given.tables) {
        let table = PLAN.table(sheet.table);
        let names = FIELDS.iter().find(|(id, _)| *id == sheet.table).map_or(&[][..], |(_, names)| names);
        for record in &sheet.records {
            assert!(read.rows.insert((sheet.table, record.key.clone())), "{} twice", record.key);
            for name in names {
                if let Some(entry) = record.entries[table.named(name).unwrap()].as_ref() {
                    let cell = (sheet.table, record.key.clone(), (*name).to_owned());
                    read.cells.insert(cell, (entry.value.clone(), sheet.sheet.name.to_string(), entry.cell));
                }
            }
        }
    }
    let checked = check(&PLAN, given, "2023Q3".parse().ok(), None);
    let of_cells = checked.findings.iter().filter(|finding| OF_CELLS.contains(&&*finding.code.0));
    read.findings = of_cells
        .map(|finding| {
            (finding.code.0.clone(), finding.at.sheet.as_ref().unwrap().name.to_string(), finding.at.cell.unwrap())
        })
        .collect();
    read
}

fn assert_read(seed: u64, file: &str, bytes: &[u8], truth: &Truth) {
    let source = read(file, bytes, &Limits::default());
    let source = if is_read_apart(source.format) { read_apart(file, bytes, &Limits::default()) } else { source };
    let given = recognize(&source, &PLAN);
    assert_eq!(given.identity.unit, PLAN.find_unit(UNIT), "seed {seed}");
    assert_same(seed, &as_read(std::slice::from_ref(&given)), truth, &given.facts);
}

fn assert_same(seed: u64, read: &Truth, truth: &Truth, facts: &[Fact]) {
    let context = || format!("seed {seed}: {facts:?}");
    assert_eq!(read.rows, truth.rows, "{}", context());
    for (cell, expected) in &truth.cells {
        assert_eq!(read.cells.get(cell), Some(expected), "{cell:?}, {}", context());
    }
    assert_eq!(read.cells.len(), truth.cells.len(), "{}", context());
    assert_eq!(read.findings, truth.findings, "{}", context());
}

#[test]
fn a_random_return_in_a_random_layout_gives_the_same_records_and_findings() {
    let cases = std::env::var("QINGDAN_LAYOUTS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40);
    for seed in 0..cases {
        let (pages, truth) = scattered(seed);
        assert!(!truth.cells.is_empty());
        assert_read(seed, "来件.xlsx", &xlsx(&pages), &truth);
    }
}
