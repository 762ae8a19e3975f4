//! How much of a source is read.

/// Sources larger than this are refused before any work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of a source. Default: 16 MiB.
    pub length: usize,
    /// The most clauses of a query. Default: 1,000,000.
    pub clauses: usize,
    /// The most `(` and `not` of a text, or objects and arrays of a JSON, that are open at once, redundant or not; beyond
    /// [`Limits::NESTING`] it is that. The service's own limit, [`Query::MAX_LEVELS`](crate::Query::MAX_LEVELS), stays. Default: 100.
    pub nesting: usize,
    /// The most errors that are reported one by one; the rest are counted. Default: 100.
    pub errors: usize,
}

impl Limits {
    /// The most that [`Limits::nesting`] can be, so that every function on a tree may recurse.
    pub const NESTING: usize = 100;
}

impl Default for Limits {
    fn default() -> Self {
        Self { length: 16 << 20, clauses: 1_000_000, nesting: Self::NESTING, errors: 100 }
    }
}
