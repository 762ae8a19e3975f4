//! Completion and hover: places that lie in the text, at every place of it.

#![no_main]

#[path = "../../tests/hostile/complete.rs"]
mod complete;

libfuzzer_sys::fuzz_target!(|data: &[u8]| complete::complete_and_hover(&String::from_utf8_lossy(data)));
