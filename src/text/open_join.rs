//! The joins that are open.

use crate::span::Span;

/// What is open around the members of a join.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Text,
    Group(Span),
    Not(Span),
}

/// What is open, and where its members start on the stack of them: first those of an `or`, complete, then those of the
/// `and` that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Level {
    pub(crate) open: Open,
    pub(crate) or: usize,
    pub(crate) and: usize,
}

/// Around the whole query.
pub(crate) const TOP: Level = Level { open: Open::Text, or: 0, and: 0 };
