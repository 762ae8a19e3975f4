//! Streams of contacts: the same records however the bytes arrive.

#![no_main]

#[path = "../../tests/hostile/stream.rs"]
mod stream;

libfuzzer_sys::fuzz_target!(|data: &[u8]| stream::stream(data));
