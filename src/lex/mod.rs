//! Characters to tokens, and which texts must be quoted.

mod quote;
mod token;

pub(crate) use quote::{is_bare_end, is_bare_field, push_quoted, push_word, says_empty};
pub(crate) use token::*;

pub use quote::{quote, word};
