//! Valid queries, made from the bytes: text and JSON round trips.

#![no_main]

#[path = "../../tests/hostile/queries.rs"]
mod queries;
#[path = "../../tests/hostile/source.rs"]
#[allow(dead_code, reason = "the targets of text and JSON use the rest")]
mod source;

use arbitrary::Unstructured;
use nse_query::{Catalog, Compiler};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let catalog = Catalog::builtin();
    if let Ok(query) = queries::query(&mut Unstructured::new(data), &catalog, 5) {
        source::round_trips(&query, &Compiler::new(&catalog));
    }
});
