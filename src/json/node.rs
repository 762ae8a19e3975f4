//! The nodes of a document: every value and every key, with its place.

use crate::limits::Limits;
use crate::span::Span;

/// Objects and arrays nest at most this deep.
pub(crate) const MAX_DEPTH: usize = Limits::NESTING;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Object,
    Array,
    /// A string; `escaped` where it is not said by the text between its quotes.
    String {
        escaped: bool,
    },
    /// A word without quotes that was meant as a string. Its error is reported.
    Word,
    Number,
    Boolean(bool),
    Null,
    /// Something whose error is reported and that means nothing.
    Wrong,
}

/// A value, or the key of a member, which stands before its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(super) sort: Sort,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the first node that is not inside this one.
    pub(super) next: u32,
}

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id(pub(super) u32);

impl Node {
    /// The bracket that opens it.
    pub(super) fn opening(&self) -> Span {
        Span::new(self.start as usize, self.start as usize + 1)
    }
}
