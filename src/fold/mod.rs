//! Texts as the search engine sees them: normalized and cut into words; and as a terminal may show them.

mod cut;
#[cfg(test)]
mod lucene;
mod normalize;
mod ranges;
mod same;
mod table;
pub mod tokens;
mod visible;

pub(crate) use normalize::is_ascii_space;
pub(crate) use same::{looks, same_text, same_words, text_key, words_key};
pub(crate) use visible::{is_hidden, push_visible};

pub use normalize::{fold, is_blank};
pub use visible::{escape_json, visible};
