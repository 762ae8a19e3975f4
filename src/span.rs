//! Places in a source text, as byte offsets. Lines and columns are computed only when a message is rendered.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The bytes `start..end` of a source text, both on character boundaries.
///
/// # Examples
/// ```
/// let source = "tag = vip";
/// let checked = nse_query::Compiler::default().text(source)?;
/// let value = checked.places.get(0).ok_or("no clause")?.value;
/// assert_eq!((value.of(source), value.to_string()), ("vip", "6..9".to_owned()));
/// assert_eq!(&source[std::ops::Range::from(value)], "vip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte; equal to `start` for a place between two characters.
    pub end: usize,
}

impl Span {
    /// The bytes `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty place before the byte at `offset`.
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text this span covers in `source`; empty where the span does not lie in it.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// `4..9`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
