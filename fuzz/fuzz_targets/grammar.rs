//! The parser and the formal grammar accept the same texts.

#![no_main]

extern crate alloc; // what the derived oracle names

#[path = "../../tests/grammar/oracle.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|data: &[u8]| oracle::agree(&String::from_utf8_lossy(data)));
