//! Each stage on the three sizes of query: `cargo bench --bench stages`, with a word to select, e.g. `-- parse`.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nse_query::{Catalog, Compiler, Query, nse, text};

mod queries;

/// The name and the text of each.
fn sizes() -> [(&'static str, String); 3] {
    [
        ("3 clauses", queries::SMALL.to_owned()),
        ("10 nested", queries::NESTED.to_owned()),
        ("200 clauses", queries::large()),
    ]
}

fn from_text(criterion: &mut Criterion) {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    let style = text::Style::new(&catalog);
    for (name, text) in &sizes() {
        let ast = text::parse(text).expect("the queries are valid");
        let mut group = criterion.benchmark_group("text");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("parse", name), |bench| bench.iter(|| text::parse(black_box(text))));
        group.bench_function(BenchmarkId::new("check", name), |bench| {
            bench.iter(|| nse_query::text::check(black_box(&ast), &catalog));
        });
        group.bench_function(BenchmarkId::new("compile", name), |bench| bench.iter(|| compiler.text(black_box(text))));
        group.bench_function(BenchmarkId::new("fmt", name), |bench| {
            bench.iter(|| text::print(black_box(&ast), &style));
        });
        group.finish();
    }
}

fn json(criterion: &mut Criterion) {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    for (name, text) in &sizes() {
        let query: Query = text.parse().expect("the queries are valid");
        let json = nse::encode(&query);
        let mut group = criterion.benchmark_group("json");
        group.throughput(Throughput::Bytes(json.len() as u64));
        group.bench_function(BenchmarkId::new("decode", name), |bench| bench.iter(|| compiler.json(black_box(&json))));
        group.bench_function(BenchmarkId::new("encode", name), |bench| bench.iter(|| nse::encode(black_box(&query))));
        group.finish();
    }
}

criterion_group!(stages, from_text, json);
criterion_main!(stages);
