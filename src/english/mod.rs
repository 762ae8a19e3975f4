//! Queries in plain English.

mod describe;
mod difference;
mod phrase;

pub use describe::{describe, outline};
pub use difference::{Difference, diff};
