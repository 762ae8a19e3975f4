//! How to use the library for what, each guide tried by the tests.

#[doc = include_str!("guide/search-box.md")]
pub mod search_box {}

#[doc = include_str!("guide/assistant.md")]
pub mod assistant {}

#[doc = include_str!("guide/integration.md")]
pub mod integration {}

#[doc = include_str!("guide/saved-search-tests.md")]
pub mod saved_search_tests {}
