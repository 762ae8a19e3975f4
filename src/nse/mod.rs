//! NSE JSON: written from a query, and read into one.

mod decode;
mod encode;
mod json;
mod problem;
mod report;

pub use decode::decode;
pub use encode::{encode, encode_pretty};
pub use problem::Problem;

pub(crate) use decode::lower;
