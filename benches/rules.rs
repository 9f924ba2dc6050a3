//! How long the check of one row by one guarded rule takes: the mean over all row rules of the catalogue, each on its
//! own examples. The design asks for 200 ns at most. Run with `cargo bench`.

use criterion::{Criterion, criterion_group, criterion_main};
use qingdan::formula::Row;
use qingdan::period::Period;
use qingdan::plan::{Files, RowTest, Rule, load};
use qingdan::value::Value;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn guarded_rules(criterion: &mut Criterion) {
    let (plan, _) = load(&Files::embedded());
    let names = plan.name_values(Period::Quarter(plan.year, 3));
    let rows = |test: &'static RowTest| test.pass.iter().chain(&test.fail);
    let rules = plan.rules.leak();
    let tests: Vec<&RowTest> = rules.iter().flat_map(Rule::row_tests).collect();
    let work: Vec<(&RowTest, &Vec<Value>)> =
        tests.iter().flat_map(|test| rows(test).map(move |row| (*test, row))).collect();
    let count = u32::try_from(work.len()).unwrap_or(u32::MAX);
    criterion.bench_function("guarded rule, mean over the catalogue", |bencher| {
        bencher.iter_custom(|rounds| {
            let started = Instant::now();
            for _ in 0..rounds {
                for (test, cells) in &work {
                    black_box(test.rule.holds(black_box(Row { cells, names: &names })));
                }
            }
            started.elapsed().checked_div(count).unwrap_or(Duration::ZERO)
        });
    });
}

criterion_group!(benches, guarded_rules);
criterion_main!(benches);
