//! How to use the library for what, and what it rests on; every example is run by the tests.

#[doc = include_str!("guide/contacts.md")]
pub mod contacts {}

#[doc = include_str!("guide/integration.md")]
pub mod integration {}

#[doc = include_str!("guide/parameters.md")]
pub mod parameters {}

#[doc = include_str!("guide/search-box.md")]
pub mod search_box {}

#[doc = include_str!("guide/assistant.md")]
pub mod assistant {}

#[doc = include_str!("guide/saved-search-tests.md")]
pub mod saved_search_tests {}

#[doc = include_str!("guide/bulk-change.md")]
pub mod bulk_change {}

#[doc = include_str!("guide/command-line.md")]
pub mod command_line {}

#[doc = include_str!("guide/editors.md")]
pub mod editors {}

#[doc = include_str!("guide/moving-dates.md")]
pub mod moving_dates {}

#[doc = include_str!("guide/decisions.md")]
pub mod decisions {}

#[doc = include_str!("guide/evidence.md")]
pub mod evidence {}

#[doc = include_str!("guide/limits.md")]
pub mod limits {}

#[doc = include_str!("guide/speed.md")]
pub mod speed {}
