//! JSON with the place of every value: read strictly, mistakes told apart and mended.

mod document;
mod fixes;
mod read;
mod scalar;
mod string;
mod write;

pub(crate) use document::*;

pub(crate) use write::{push_string, quoted};
