//! Characters to tokens, and which texts must be quoted.

mod ascii;
mod emptiness;
mod quote;
mod token;
mod tokens;

pub(crate) use ascii::ascii;
pub(crate) use emptiness::{emptiness, is_state, words_of_emptiness};
pub(crate) use quote::{is_bare_end, is_bare_field, push_quoted, push_word};
pub(crate) use token::*;
pub(crate) use tokens::{Token, TokenKind, has_parameters, string_length, tokens, typographic_close};

pub use quote::{quote, word};
