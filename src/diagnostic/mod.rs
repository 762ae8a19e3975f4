//! What is wrong with a source, where, why, and what to write instead. Nothing here knows a stage: each stage's problems
//! have a code and a message.

mod collector;
mod diagnostics;
mod error;
mod fix;
mod levels;
pub mod render;
mod tag;

pub(crate) use collector::Collector;

pub use crate::code::Code;
pub use diagnostics::{Diagnostic, Diagnostics, Label, Severity};
pub use error::Error;
pub use fix::{Edit, Fix, apply};
pub use levels::{Denied, Levels};
pub use tag::Tag;
