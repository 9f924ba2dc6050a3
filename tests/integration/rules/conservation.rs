//! Nothing vanishes: each filled cell of what came in is in a row that counts, on the cover, in a finding, a receipt or
//! the list 未纳入汇总的内容, or it is what the form itself held. Counted over the raw cells of the files.

use super::*;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use qingdan::check::CheckedRow;
use qingdan::consolidate::{Quarter, consolidate};
use qingdan::location::{Location, SheetRef};
use qingdan::read::{Format, Grid, RawCell, Source};
use qingdan::recognize::Record;
use qingdan::render::{Row, Visibility};
use qingdan::text::matching_key;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Where each cell of some files went.
#[derive(Debug, Default, PartialEq)]
struct Count {
    filled: usize,
    in_a_row: usize,
    on_a_cover: usize,
    said: usize,
    listed: usize,
    form_text: usize,
    lost: Vec<String>,
}

/// The texts of forms by unit and period: making one takes time.
static FORMS: LazyLock<Mutex<Forms>> = LazyLock::new(Mutex::default);

type Forms = BTreeMap<(UnitId, Period), Arc<Texts>>;

/// Matching keys by sheet.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// What the form of a return's unit and period holds by itself: texts by sheet, as matching keys.
fn form_texts(given: &Return) -> Arc<Texts> {
    // A return of nobody known was made from some form; all forms say the same around the tables.
    let (unit, period) = (given.identity.unit.unwrap_or(unit("区商务局")), given.identity.period.unwrap_or(QUARTER));
    let mut forms = FORMS.lock().unwrap();
    let made = || {
        let mut texts = Texts::new();
        for before in [None, Some(crate::samples::previous(&PLAN))] {
            let rows: Vec<Expected> =
                roster(&PLAN, period, before.as_ref()).into_iter().filter(|row| row.unit == unit).collect();
            let bytes = write(&form(&PLAN, period, unit, &rows, None)).unwrap();
            for grid in read("form.xlsx", &bytes, &PLAN.reading).grids {
                let keys = grid.cells.iter().map(|cell| matching_key(&cell.value.shown()));
                texts.entry(grid.name.to_string()).or_default().extend(keys);
            }
        }
        Arc::new(texts)
    };
    Arc::clone(forms.entry((unit, period)).or_insert_with(made))
}

/// Whether a cell is the stamp on `_meta`; another revision's or 报送次数 is its own.
fn is_stamp(given: &Return, grid: &Grid, cell: &RawCell) -> bool {
    let row: Vec<&RawCell> = grid.cells.iter().filter(|other| other.at.row == cell.at.row).collect();
    let is_stamp = || given.identity.stamp.is_some() && cell.at == CellRef::new(0, 0) && row.len() == 1;
    &*grid.name == "_meta" && is_stamp()
}

fn is_filled(cell: &RawCell) -> bool {
    match &cell.value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Blank => cell.formula.is_some() && !cell.cached,
        Value::NoData | Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => true,
    }
}

fn is_same(value: &Value, cell: &RawCell) -> bool {
    let share = if cell.percent { 100.0 } else { 1.0 };
    let numbers = value.number().zip(cell.value.number());
    numbers.is_some_and(|(one, other)| (one - other * share).abs() < 0.005)
        || matching_key(&value.shown()) == matching_key(&cell.value.shown())
        // A day may be stored as its number.
        || value.date().is_some_and(|day| Value::Number(qingdan::value::serial(day)).shown() == cell.value.shown())
}

/// Counts the cells of files that were checked together.
fn count(sources: &[Source], previous: Option<&Archive>) -> Count {
    let returns: Vec<Return> = sources.iter().map(|source| recognize(source, &PLAN)).collect();
    let checked = check(&PLAN, &returns, Some(QUARTER), previous);
    let quarter = consolidate(&PLAN, QUARTER, &checked, previous);
    let mut count = Count::default();
    for (source, given) in sources.iter().zip(&returns) {
        count_file(source, given, &checked, &quarter, &mut count);
    }
    assert_eq!(
        count.filled,
        count.in_a_row + count.on_a_cover + count.said + count.listed + count.form_text + count.lost.len()
    );
    count
}

fn count_file(source: &Source, given: &Return, checked: &Checked, quarter: &Quarter, count: &mut Count) {
    let whole = checked.findings.iter().any(|finding| {
        // Our own workbooks and byte-identical copies are named as a whole.
        finding.at == Location::file(&given.file) && (finding.code.0 == "F15" || finding.case == "copy")
    });
    if whole {
        return;
    }
    let said: BTreeSet<&Location> = checked
        .findings
        .iter()
        .map(|finding| &finding.at)
        .chain(checked.receipts.iter().map(|receipt| &receipt.at))
        .collect();
    let listed: BTreeSet<&Location> = quarter.unplaced.iter().map(|line| &line.at).collect();
    let borrowed: BTreeSet<&Location> = checked.rows.iter().flat_map(|row| row.borrowed.values()).collect();
    let texts = form_texts(given);
    let counts = checked.files.iter().find(|file| file.file == given.file).unwrap().status;
    let counts =
        matches!(counts, FileStatus::Accepted | FileStatus::AcceptedWithWarnings | FileStatus::NeedsCorrection);
    let mut rows: BTreeMap<(usize, u32), Vec<&CheckedRow>> = BTreeMap::new();
    for row in &checked.rows {
        if let Some(origin) = row.origin.as_ref().filter(|origin| origin.file == given.file) {
            rows.entry((origin.sheet.index, origin.row)).or_default().push(row);
        }
    }
    for grid in &source.grids {
        let sheet = SheetRef { index: grid.index, name: grid.name.clone() };
        let table = given.tables.iter().find(|table| table.sheet == sheet);
        for (cell, text) in &grid.notes {
            let at = Location::cell(&given.file, &sheet, *cell);
            assert!(said.contains(&at) || listed.contains(&at), "{at} note {text}");
        }
        for cell in grid.cells.iter().filter(|cell| is_filled(cell)) {
            count.filled += 1;
            let at = Location::cell(&given.file, &sheet, cell.at);
            let record = table.and_then(|table| table.records.iter().find(|record| record.row == cell.at.row));
            let in_a_row = || {
                rows.get(&(grid.index, cell.at.row)).into_iter().flatten().any(|row| {
                    let slot = row.cells.iter().position(|known| *known == Some(cell.at));
                    let in_slot = |slot: usize| {
                        is_same(&row.values[slot], cell)
                            || row.unusable.get(&slot).is_some_and(|shown| *shown == cell.value.shown())
                    };
                    let is_key = matching_key(&row.key.0) == matching_key(&cell.value.shown());
                    // A department's part of the ledger is in the office's row.
                    let registered = |slot: usize| {
                        let office = checked.row(PLAN.office_unit(), row.table, &row.key);
                        row.table == TableId::CloseOut && office.is_some_and(|row| is_same(&row.values[slot], cell))
                    };
                    slot.is_some_and(|slot| in_slot(slot) || is_key || registered(slot))
                })
            };
            let is_form_text = || {
                let key = matching_key(&cell.value.shown());
                // A label of the cover may have its colon.
                let label = key.trim_end_matches(':');
                let held = texts.get(&*grid.name).is_some_and(|texts| texts.contains(&key) || texts.contains(label));
                let copied = || {
                    let (table, record) = (table?, record?);
                    let slot = table.columns.iter().position(|column| *column == Some(cell.at.col))?;
                    let mut copies = given.handed_out.iter();
                    copies.find(|copy| {
                        copy.table == table.table
                            && copy.key == record.key
                            && copy.slot == slot
                            && is_same(&Value::text(&copy.value), cell)
                    })
                };
                let planned = || {
                    let (Some(table), Some(record)) = (table, record) else { return false };
                    let slot = table.columns.iter().position(|column| *column == Some(cell.at.col));
                    let mut rows = ROSTER.iter().filter(|row| row.table == table.table && row.key == record.key);
                    rows.any(|row| slot.is_some_and(|slot| is_same(&row.prefilled[slot], cell)))
                };
                match record {
                    // In rows that count only what was handed out in this cell is the form's.
                    Some(record) if counts => copied().is_some() || is_our_formula(given, &sheet, record, cell),
                    Some(_) => copied().is_some() || held || planned() || cell.formula.is_some(),
                    None => {
                        // 自检 joins what these formulas yield.
                        let of_checks = is_live_rule(given, grid, cell);
                        held || of_checks
                            || is_head(given, grid, cell)
                            || is_stamp(given, grid, cell)
                            || is_on_a_list(grid, cell)
                    }
                }
            };
            let on_a_cover = given.cover.sheet.as_ref() == Some(&sheet)
                && given.cover.lines.iter().any(|(_, entry)| entry.cell == cell.at);
            if listed.contains(&at) {
                count.listed += 1;
            } else if said.contains(&at) || borrowed.contains(&at) {
                count.said += 1;
            } else if in_a_row() {
                count.in_a_row += 1;
            } else if on_a_cover {
                count.on_a_cover += 1;
            } else if is_form_text() {
                count.form_text += 1;
            } else {
                count.lost.push(format!("{at} {}", cell.value.shown()));
            }
        }
    }
}

/// Whether a cell is a word of some list on the sheet of lists, where it is no news.
fn is_on_a_list(grid: &Grid, cell: &RawCell) -> bool {
    let mut fields = PLAN.tables.iter().flat_map(|table| &table.fields);
    let shown = cell.value.shown();
    let unit = PLAN.reporters().any(|unit| PLAN.unit(unit).name == shown);
    let field = fields.any(|field| field.name == shown || field.options.contains(&shown));
    &*grid.name == "_lists" && (unit || field)
}

/// The forms of all units.
static FORMULAS: LazyLock<BTreeMap<UnitId, Source>> = LazyLock::new(|| {
    // The ledger has rows only where the quarter before left issues open.
    let rows = roster(&PLAN, QUARTER, Some(&crate::samples::previous(&PLAN)));
    let made = |unit: UnitId| {
        let bytes = write(&form(&PLAN, QUARTER, unit, &rows, None)).unwrap();
        (unit, read("填报表.xlsx", &bytes, &PLAN.reading))
    };
    PLAN.reporters().map(made).collect()
});

/// Whether a cell holds a rule that the form tries on its hidden sheet, in whatever row.
fn is_live_rule(given: &Return, grid: &Grid, cell: &RawCell) -> bool {
    let Some(unit) = given.identity.unit.filter(|_| &*grid.name == "_check") else { return false };
    let bare = |formula: &str| formula.replace(|c: char| c.is_ascii_digit() || c == ' ', "");
    let Some(found) = cell.formula.as_deref().map(bare) else { return false };
    let own = FORMULAS[&unit].grids.iter().find(|own| own.name == grid.name);
    own.into_iter().flat_map(|own| &own.cells).any(|own| own.formula.as_deref().map(bare).as_ref() == Some(&found))
}

/// Whether a cell holds a formula that the form itself has there.
fn is_our_formula(given: &Return, sheet: &SheetRef, record: &Record, cell: &RawCell) -> bool {
    let Some(unit) = given.identity.unit else { return false };
    let own = FORMULAS[&unit].grids.iter().find(|grid| grid.name == sheet.name);
    // Rows may have been put in or taken out: the form has the same formula in some row, with that row's number.
    let in_row = |formula: &str, row: u32| {
        let own = regex::Regex::new(&format!(r"\$?([A-Z]{{1,3}}){}\b", row + 1)).unwrap();
        own.replace_all(formula, "$1#").replace(' ', "")
    };
    let Some(found) = cell.formula.as_deref().map(|formula| in_row(formula, record.row)) else { return false };
    let column = own.into_iter().flat_map(|grid| &grid.cells).filter(|other| other.at.col == cell.at.col);
    column.filter_map(|other| Some(in_row(other.formula.as_deref()?, other.at.row))).any(|formula| formula == found)
}

/// Whether a cell is a label that was understood, in a table's head or on the cover.
fn is_head(given: &Return, grid: &Grid, cell: &RawCell) -> bool {
    let in_head = |table: &qingdan::recognize::TableSheet| {
        table.sheet.index == grid.index && table.head == cell.at.row && table.columns.contains(&Some(cell.at.col))
    };
    given.tables.iter().any(in_head)
}

fn folder(name: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| read(&named(path), &std::fs::read(path).unwrap(), &PLAN.reading)).collect()
}

#[test]
fn no_cell_of_the_samples_is_lost() {
    let previous = crate::samples::previous(&PLAN);
    for (name, previous) in [("2023Q3", Some(&previous)), ("问题示例", None)] {
        let count = count(&folder(name), previous);
        assert_eq!(count.lost, Vec::<String>::new(), "{name}");
        assert!(count.in_a_row > 1_000 && count.on_a_cover > 30, "{name} {count:?}");
    }
}

/// The same messes every time; `QINGDAN_MESSES=200` tries so many others.
fn messes() -> ProptestConfig {
    let others = std::env::var("QINGDAN_MESSES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = others.map_or(RngSeed::Fixed(55), |_| RngSeed::Random);
    let cases = others.unwrap_or(16);
    ProptestConfig { cases, rng_seed, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

/// Something that is typed, drawn or done to a return.
#[derive(Debug, Clone)]
enum Mess {
    /// A cell anywhere, on any sheet, the hidden ones too.
    Typed { sheet: usize, row: usize, col: u32, cell: Cell },
    /// A note.
    Noted { sheet: usize, row: u32, col: u32 },
    /// A copy of a row at the end, with another code or the same.
    Copied { sheet: usize, row: usize, code: Option<&'static str> },
    /// A row that is gone.
    Gone { sheet: usize, row: usize },
    /// A line of signatures, totals or notes below.
    Below { sheet: usize, words: &'static str },
    /// A further column with a head of its own.
    Column { sheet: usize, col: u32 },
    /// A further sheet, hidden perhaps.
    Sheet { hidden: bool, name: &'static str },
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let text = prop::sample::select(vec![
        "见附件",
        "约30",
        "/",
        "同上",
        "无",
        "30家",
        "1.2亿",
        "85%",
        "2023.9",
        "9月30日",
        "6.1",
        "已完工",
        "甲",
        "填报人：",
        "合计",
        "任务编号",
        "暂无数据",
        "本期不报",
        "   ",
        "五马街道",
        "三十",
    ]);
    prop_oneof![
        6 => text.prop_map(|text| Cell::Text(text.to_owned())),
        2 => prop::sample::select(vec![0.0, 0.85, 3.0, -7.5, 45_199.0]).prop_map(Cell::Number),
        1 => Just(Cell::Date(date(2023, 9, 5))),
        1 => Just(Cell::Formula { a1: "=1+1".into(), cached: Value::Number(2.0) }),
        1 => Just(Cell::Formula { a1: "=[1]表!$A$1".into(), cached: Value::Text("外".into()) }),
    ]
}

fn any_mess() -> impl Strategy<Value = Mess> {
    let sheet = 0_usize..9;
    prop_oneof![
        8 => (sheet.clone(), 0_usize..24, 0_u32..34, any_cell())
            .prop_map(|(sheet, row, col, cell)| Mess::Typed { sheet, row, col, cell }),
        1 => (sheet.clone(), 0_u32..12, 0_u32..12).prop_map(|(sheet, row, col)| Mess::Noted { sheet, row, col }),
        2 => (sheet.clone(), 3_usize..20, prop::sample::select(vec![None, Some("99.9"), Some("3.4"), Some("6.1-1")]))
            .prop_map(|(sheet, row, code)| Mess::Copied { sheet, row, code }),
        1 => (sheet.clone(), 0_usize..20).prop_map(|(sheet, row)| Mess::Gone { sheet, row }),
        2 => (sheet.clone(), prop::sample::select(vec!["填报人：张三", "注：数据为快报数", "合计", "（公章）"]))
            .prop_map(|(sheet, words)| Mess::Below { sheet, words }),
        1 => (sheet, 0_u32..40).prop_map(|(sheet, col)| Mess::Column { sheet, col }),
        1 => (any::<bool>(), prop::sample::select(vec!["Sheet1", "重点任务攻坚表 (2)", "补充"]))
            .prop_map(|(hidden, name)| Mess::Sheet { hidden, name }),
    ]
}

fn make(book: &mut Book, mess: &Mess) {
    let count = book.sheets.len();
    let at = |index: usize| index % count;
    match mess.clone() {
        Mess::Typed { sheet, row, col, cell } => {
            let sheet = &mut book.sheets[at(sheet)];
            while sheet.rows.len() <= row {
                sheet.rows.push(Row { height: None, cells: Vec::new() });
            }
            put(sheet, CellRef::new(u32::try_from(row).unwrap(), col), cell);
        }
        Mess::Noted { sheet, row, col } => {
            let notes = &mut book.sheets[at(sheet)].notes;
            if notes.iter().all(|(known, _)| *known != CellRef::new(row, col)) {
                notes.push((CellRef::new(row, col), "请领导把关".to_owned()));
            }
        }
        Mess::Copied { sheet, row, code } => {
            let sheet = &mut book.sheets[at(sheet)];
            let Some(mut copy) = sheet.rows.get(row).cloned() else { return };
            if let (Some(code), Some(first)) = (code, copy.cells.first_mut()) {
                first.1 = words(code);
            }
            sheet.rows.push(copy);
        }
        Mess::Gone { sheet, row } => {
            let sheet = &mut book.sheets[at(sheet)];
            if row < sheet.rows.len() {
                sheet.rows.remove(row);
            }
        }
        Mess::Below { sheet, words: text } => {
            let cells = vec![(0, words(text), Style::TEXT), (6, Cell::Number(12.0), Style::TEXT)];
            book.sheets[at(sheet)].rows.push(Row { height: None, cells });
        }
        Mess::Column { sheet, col } => {
            let sheet = &mut book.sheets[at(sheet)];
            for index in 2..sheet.rows.len() {
                let cell = if index == 2 { words("分管领导") } else { words("李副局长") };
                put(sheet, CellRef::new(u32::try_from(index).unwrap(), col), cell);
            }
        }
        Mess::Sheet { hidden, name } => {
            let mut extra = Sheet { name: name.to_owned(), ..Sheet::default() };
            extra.visibility = if hidden { Visibility::Hidden } else { extra.visibility };
            extra.rows.push(Row { height: None, cells: vec![(2, words("另有说明"), Style::TEXT)] });
            if book.sheets.iter().all(|sheet| sheet.name != name) {
                book.sheets.push(extra);
            }
        }
    }
}

fn messed(name: &str, messes: &[Mess]) -> Vec<u8> {
    let mut book = Draft::of(name).book();
    for mess in messes {
        make(&mut book, mess);
    }
    write(&book).unwrap()
}

proptest! {
    #![proptest_config(messes())]

    #[test]
    fn no_cell_is_lost_whatever_is_typed_where(
        unit in prop::sample::select(vec!["区商务局", "区发改局", "五马街道", "专班办公室", "区金融办"]),
        messes in prop::collection::vec(any_mess(), 1..12),
        later in any::<bool>(),
    ) {
        let mut sources = vec![read(FILE, &messed(unit, &messes), &PLAN.reading)];
        prop_assert_eq!(sources[0].format, Format::Xlsx);
        if later {
            // Another return counts, this one does not.
            let newer = Draft::of(unit).cover(CoverLine::Edition, "2").file();
            sources.push(read("来件/第二次.xlsx", &newer, &PLAN.reading));
        }
        let count = count(&sources, None);
        prop_assert_eq!(count.lost, Vec::<String>::new());
    }
}
