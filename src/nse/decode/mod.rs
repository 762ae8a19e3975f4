//! NSE JSON to `Query`: what the documentation shows and nothing else, with every mistake found in one pass.

mod clause;
mod decoder;
mod field;
mod finding;
mod fixes;
mod foreign;
mod frame;
mod ids;
mod lower;
mod members;
mod reshape;

#[cfg(test)]
mod tests;

pub(crate) use fixes::{filter_text, query_text};
pub use lower::decode;
pub(crate) use lower::{lower, places_in};
