//! The normalization: idempotent, the same on its fast path, and its words stand in it.

#![no_main]

#[path = "../../tests/hostile/words.rs"]
mod words;

libfuzzer_sys::fuzz_target!(|data: &[u8]| words::words(&String::from_utf8_lossy(data)));
