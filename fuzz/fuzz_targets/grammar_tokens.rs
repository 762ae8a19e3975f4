//! The parser and the formal grammar accept the same texts, where each byte is a token: seven bits choose it, one
//! whether white space follows.

#![no_main]

extern crate alloc; // what the derived oracle names

#[path = "../../tests/grammar/oracle.rs"]
mod oracle;
#[path = "../../tests/grammar/pieces.rs"]
mod pieces;

use pieces::PIECES;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut text = String::new();
    for byte in data {
        text.push_str(PIECES[usize::from(byte & 0x7f) % PIECES.len()]);
        if byte & 0x80 != 0 {
            text.push(' ');
        }
    }
    oracle::agree(&text);
});
