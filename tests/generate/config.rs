//! How many inputs a law is held against.
#![allow(unreachable_pub)] // a test brings it in by its path

use proptest::test_runner::Config;

/// `cases` inputs, or as many as `PROPTEST_CASES` says.
pub fn cases(cases: u32) -> Config {
    let config = Config::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases, ..config },
    }
}
