//! An arbitrary sparse workbook is recognized without a panic, and none of its filled cells is in two places.
//!
//! A byte or two make a cell: how far it is from the last one, and which word of a small stock stands in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::location::{CellRange, CellRef};
use qingdan::plan::{Files, Plan, load};
use qingdan::read::{Format, Grid, Properties, RawCell, Source};
use qingdan::recognize::recognize;
use qingdan::value::Value;
use std::sync::{Arc, LazyLock};

static PLAN: LazyLock<Plan> = LazyLock::new(|| load(&Files::embedded()).0);
/// Every label of the plan with its aliases, some codes, and words around tables.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let fields = PLAN.tables.iter().flat_map(|table| &table.fields);
    let labels = fields.flat_map(|field| std::iter::once(field.label()).chain(field.aliases.iter().cloned()));
    let names = PLAN.tables.iter().map(|table| table.name.clone());
    let codes = PLAN.measures.iter().map(|measure| measure.code.0.clone());
    let contents = PLAN.measures.iter().map(|measure| measure.content.clone());
    let others = ["填报单位", "填报单位：区商务局", "报告期：2023年第三季度", "区商务局", "合计", "注：", "填报人：甲", "附件1", "", " ", "一、甲", "(", "年月", "１-９月"];
    labels.chain(names).chain(codes).chain(contents).chain(others.map(str::to_owned)).collect()
});

fuzz_target!(|data: &[u8]| {
    let mut grids: Vec<Grid> = Vec::new();
    let mut at = CellRef::new(0, 0);
    let mut bytes = data.chunks_exact(3);
    for chunk in bytes.by_ref() {
        let [step, high, low] = [chunk[0], chunk[1], chunk[2]];
        if grids.is_empty() || step == 255 {
            let name = WORDS[usize::from(low) % WORDS.len()].clone();
            let visible = high < 250;
            grids.push(Grid { name: Arc::from(name), index: grids.len(), visible, ..Grid::default() });
            at = CellRef::new(0, 0);
            continue;
        }
        let Some(grid) = grids.last_mut() else { continue };
        at = if step < 200 {
            CellRef::new(at.row, at.col + 1 + u32::from(step % 4))
        } else {
            CellRef::new(at.row + 1 + u32::from(step % 3), u32::from(step % 5))
        };
        if step % 16 == 7 {
            grid.merges.push(CellRange::new(at.row, at.col, at.row + u32::from(low % 3), at.col + u32::from(high % 4)));
        }
        if step % 16 == 8 {
            grid.hidden_rows.push(at.row);
            grid.hidden_rows.dedup();
        }
        let word = usize::from(high) * 256 + usize::from(low);
        let value = match word % 11 {
            0 => Value::Number(f64::from(low)),
            1 => Value::Blank,
            _ => Value::text(&WORDS[word % WORDS.len()]),
        };
        let formula = (word % 11 == 1).then(|| "A1".to_owned());
        grid.cells.push(RawCell { at, value, percent: high % 7 == 0, formula, cached: low % 2 == 0 });
    }
    let source = Source {
        name: Arc::from("来件.xlsx"),
        digest: String::new(),
        format: Format::Xlsx,
        properties: Properties::default(),
        grids,
        defects: Vec::new(),
    };
    let given = recognize(&source, &PLAN);
    let mut places: Vec<_> = given.unplaced.iter().map(|cell| (cell.sheet.index, cell.cell)).collect();
    let listed = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), listed, "a cell is listed once");
});
