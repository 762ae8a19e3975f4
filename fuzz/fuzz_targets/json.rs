//! NSE JSON: sound diagnostics, fixes that mend, round trips of what is valid.

#![no_main]

#[path = "../../tests/hostile/source.rs"]
#[allow(dead_code, reason = "the target of text uses the rest")]
mod source;

libfuzzer_sys::fuzz_target!(|data: &[u8]| source::json(&String::from_utf8_lossy(data)));
