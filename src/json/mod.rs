//! JSON with the place of every value: read strictly, mistakes told apart and mended.

mod document;
mod fixes;
mod node;
mod problem;
mod read;
mod scalar;
mod string;
mod write;

pub(crate) use document::Document;
pub(crate) use node::{Id, MAX_DEPTH, Sort};
pub(crate) use problem::Problem;
pub(crate) use read::read;

pub use read::is_json;

pub(crate) use string::{Escape, escape, unescape};
pub(crate) use write::{push_string, quoted};
