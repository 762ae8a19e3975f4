//! The parser and `grammar/nse.pest` accept the same texts, within the limits of nesting and length.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

extern crate alloc; // what the derived oracle names

mod cases;
#[path = "../generate/config.rs"]
mod config;
mod generate;
mod oracle;
mod pieces;

use oracle::agree;
use proptest::prelude::*;

#[test]
fn texts_of_the_language() {
    for text in cases::OF_THE_LANGUAGE {
        assert_eq!(oracle::accepts(text), Some(true), "{text:?}");
        agree(text);
    }
}

#[test]
fn texts_not_of_the_language() {
    for text in cases::NOT_OF_THE_LANGUAGE {
        assert_eq!(oracle::accepts(text), Some(false), "{text:?}");
        agree(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..config::cases(1000) })]

    #[test]
    fn generated_queries(text in generate::spaced()) {
        prop_assert_eq!(oracle::accepts(&text), Some(true), "{:?}", text);
        agree(&text);
    }

    #[test]
    fn mistaken_queries(text in generate::mistaken()) {
        agree(&text);
    }

    #[test]
    fn tokens_in_any_order(text in generate::soup()) {
        agree(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        agree(&String::from_utf8_lossy(&bytes));
    }
}
