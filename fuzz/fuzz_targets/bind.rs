//! Values for the parameters of a template: each is read as if it were quoted, whatever it holds.

#![no_main]

#[path = "../../tests/hostile/bind.rs"]
#[allow(dead_code, reason = "the property tests use the rest")]
mod bind;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bind::bytes(data));
