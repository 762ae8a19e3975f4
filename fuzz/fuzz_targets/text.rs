//! Filter text: sound diagnostics, fixes that mend, formatting that is a fixed point, round trips of what is valid.

#![no_main]

#[path = "../../tests/hostile/source.rs"]
#[allow(dead_code, reason = "the target of JSON uses the rest")]
mod source;

libfuzzer_sys::fuzz_target!(|data: &[u8]| source::text(&String::from_utf8_lossy(data)));
