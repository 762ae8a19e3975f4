//! The evaluator by its stages and operators: `cargo bench --bench evaluator`, with a word to select, e.g. `-- match`.

#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // the generator

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nse_query::Query;
use nse_query::eval::{Contact, Context, Matcher, MatcherSet, PreparedContacts, Reader, Report, Verdict};

mod contacts;
mod queries;

/// A clause of each kind of operator, by itself.
const CLAUSES: [(&str, &str); 10] = [
    ("is", "email = jon@nimble.com"),
    ("contain", "name ~ \"Jon Ferrara\""),
    ("starts with", "last name ^= fer"),
    ("is empty", "phone is empty"),
    ("in", "tag in (vip, press, lead)"),
    ("number", "rating > 3"),
    ("date", "created in last 3 months"),
    ("birthday", "birthday in 1 Mar..31 Mar"),
    ("address", "city = \"Los Angeles\""),
    ("any", "any ~ espresso"),
];

/// The present of the generated contacts.
fn context() -> Context {
    Context::at("2026-01-01T00:00:00Z".parse().expect("a date"))
}

fn matcher(query: &str) -> Matcher {
    let query: Query = query.parse().expect("the queries are valid");
    Matcher::new(&query, &context()).expect("no saved searches")
}

fn lines(count: u64) -> Vec<String> {
    let mut lines = vec![String::new(); count as usize];
    for (number, line) in (0..).zip(&mut lines) {
        contacts::write_contact(1, number, line);
    }
    lines
}

fn compile(criterion: &mut Criterion) {
    let context = context();
    let large = queries::large();
    for (name, text) in [("3 clauses", queries::SMALL), ("10 nested", queries::NESTED), ("200 clauses", &large)] {
        let query: Query = text.parse().expect("the queries are valid");
        criterion.bench_function(&format!("matcher/{name}"), |bench| {
            bench.iter(|| Matcher::new(black_box(&query), &context));
        });
    }
}

/// On contacts that are read already, so that reading is not timed: in ASCII, and with other letters.
fn operators(criterion: &mut Criterion) {
    let lines = lines(2_000);
    let (ascii, other): (Vec<&str>, Vec<&str>) = lines.iter().map(String::as_str).partition(|line| line.is_ascii());
    for (letters, lines) in [("ASCII", ascii), ("accented", other)] {
        let contacts: Vec<Contact<'_>> = lines.iter().filter_map(|line| Contact::parse(line).ok()).collect();
        let mut group = criterion.benchmark_group("match");
        group.throughput(Throughput::Elements(contacts.len() as u64));
        for (name, query) in CLAUSES {
            let matcher = matcher(query);
            group.bench_function(BenchmarkId::new(name, letters), |bench| {
                bench.iter(|| contacts.iter().filter(|contact| matcher.matches(contact)).count());
            });
        }
        group.finish();
    }
}

fn streams(criterion: &mut Criterion) {
    let lines = lines(2_000);
    let shapes = [
        ("one a line", lines.join("\n")),
        ("array", format!("[{}]", lines.join(",\n"))),
        ("page", format!("{{\"meta\":{{}},\"resources\":[{}]}}", lines.join(","))),
    ];
    let matcher = matcher(queries::SMALL);
    let mut group = criterion.benchmark_group("stream");
    for (name, stream) in &shapes {
        group.throughput(Throughput::Bytes(stream.len() as u64));
        group.bench_function(*name, |bench| {
            bench.iter(|| {
                let mut reader = Reader::new(stream.as_bytes());
                let mut found = 0;
                while let Ok(Some(batch)) = reader.next_batch() {
                    let records = batch.judge(&matcher);
                    let is_match = |verdict: &Verdict<'_>| verdict.matched;
                    found += records.iter().filter(|record| record.read.as_ref().is_ok_and(is_match)).count();
                }
                found
            });
        });
    }
    group.finish();
}

fn prepared(criterion: &mut Criterion) {
    let lines = lines(2_000);
    let prepare = || {
        let mut builder = PreparedContacts::builder();
        for line in &lines {
            builder.push(line).expect("a contact");
        }
        builder.finish()
    };
    let contacts = prepare();
    let mut group = criterion.benchmark_group("prepared");
    group.throughput(Throughput::Elements(contacts.len() as u64));
    group.bench_function("prepare", |bench| bench.iter(prepare));
    for (name, query) in CLAUSES {
        let matcher = matcher(query);
        group.bench_function(BenchmarkId::new("find", name), |bench| bench.iter(|| contacts.find(&matcher).count()));
    }
    group.finish();
}

/// Ten queries of each contact as it comes, one by one and as a set.
fn set(criterion: &mut Criterion) {
    let lines = lines(2_000);
    let matchers: Vec<Matcher> = CLAUSES.iter().map(|(_, query)| matcher(query)).collect();
    let set: MatcherSet = matchers.iter().cloned().collect();
    let mut group = criterion.benchmark_group("set");
    group.throughput(Throughput::Elements(lines.len() as u64));
    group.bench_function("10 matchers", |bench| {
        bench.iter(|| {
            let judge = |line: &String| {
                matchers
                    .iter()
                    .filter(|matcher| matcher.judge(line, &mut Report::default()).is_ok_and(|it| it.matched))
                    .count()
            };
            lines.iter().map(judge).sum::<usize>()
        });
    });
    group.bench_function("1 set", |bench| {
        bench.iter(|| {
            let judge = |line: &String| set.judge(line).map_or(0, |all| all.iter().filter(|it| it.matched).count());
            lines.iter().map(judge).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(evaluator, compile, operators, streams, prepared, set);
criterion_main!(evaluator);
