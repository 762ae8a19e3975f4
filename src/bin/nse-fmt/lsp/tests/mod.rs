//! The server as clients meet it, in memory; `tests/lsp` has real ones.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

mod client;
mod features;
mod lifecycle;
mod settings;
