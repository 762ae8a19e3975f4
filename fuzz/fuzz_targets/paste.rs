//! What people paste: a query is taken out of the notations around it, and places lie in what was pasted.

#![no_main]

#[path = "../../tests/hostile/paste.rs"]
#[allow(dead_code, reason = "the property test wraps")]
mod paste;

libfuzzer_sys::fuzz_target!(|data: &[u8]| paste::paste(&String::from_utf8_lossy(data)));
