//! The laws of the library, on generated inputs and on every input that once broke one. The fuzz targets hold the same
//! functions against inputs of their own.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../grammar/generate.rs"]
#[allow(dead_code, reason = "the test of the grammar uses the rest")]
mod generate;
#[path = "../grammar/pieces.rs"]
mod pieces;
mod queries;
mod source;
mod words;

use std::fs;

use arbitrary::Unstructured;
use nse_query::{Catalog, Compiler};
use proptest::prelude::*;

/// `data` as each fuzz target reads it.
fn replay(target: &str, data: &[u8]) {
    let text = || String::from_utf8_lossy(data);
    match target {
        "text" => source::text(&text()),
        "json" => source::json(&text()),
        "words" => words::words(&text()),
        "query" => query(data),
        _ => panic!("no target {target}"),
    }
}

/// A valid query made from `data` comes back from its text and its JSON.
fn query(data: &[u8]) {
    let catalog = Catalog::builtin();
    if let Ok(query) = queries::query(&mut Unstructured::new(data), &catalog, 5) {
        source::round_trips(&query, &Compiler::new(&catalog));
    }
}

/// `tests/hostile/regressions/TARGET/*`: what the fuzzer found, and what it starts from.
#[test]
fn what_once_broke_a_law_keeps_it() {
    for target in fs::read_dir("tests/hostile/regressions").unwrap() {
        let target = target.unwrap();
        for file in fs::read_dir(target.path()).unwrap() {
            let path = file.unwrap().path();
            println!("{}", path.display());
            replay(target.file_name().to_str().unwrap(), &fs::read(path).unwrap());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_texts(text in generate::spaced()) {
        source::text(&text);
    }

    #[test]
    fn mistaken_texts(text in generate::mistaken()) {
        source::text(&text);
        source::json(&text);
    }

    #[test]
    fn tokens_in_any_order(text in generate::soup()) {
        source::text(&text);
        words::words(&text);
    }

    #[test]
    fn generated_queries(data in prop::collection::vec(any::<u8>(), 0..400)) {
        query(&data);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        source::text(&text);
        source::json(&text);
        words::words(&text);
    }
}
