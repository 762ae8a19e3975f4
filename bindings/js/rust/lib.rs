//! The library for JavaScript: a WebAssembly module that takes a question as JSON and answers with JSON.
//!
//! The module has no state but the engines that `load` makes. It imports one function, which hears of a panic; the
//! JavaScript side throws there, and starts a new instance for the next question.

mod abi;
mod answer;
mod call;
mod editor;
mod engine;
#[cfg(feature = "eval")]
mod find;
mod place;
