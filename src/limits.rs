//! How much of a source is read.

/// How much of a source is read, and how deep a query may be. What is beyond is refused before any work is done on it.
///
/// # Examples
/// Room for a condition of one's own around any query that is read:
/// ```
/// use nse_query::query::build::tag;
/// use nse_query::{Compiler, Limits};
///
/// let compiler = Compiler::default().limits(Limits::default().length(100_000).levels(Limits::LEVELS - 2));
/// let theirs = compiler.text("tag = vip or not email is empty")?.query;
/// let ours = (theirs & !tag().is("archived")).build()?;
/// assert_eq!(ours.levels(), 3);
///
/// let shallow = Compiler::default().limits(Limits::default().levels(1));
/// let refused = shallow.text("tag = vip or not email is empty").unwrap_err();
/// assert_eq!(refused.as_slice()[0].code().name(), "E0222");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) length: usize,
    pub(crate) clauses: usize,
    pub(crate) levels: u8,
    pub(crate) nesting: usize,
    pub(crate) errors: usize,
}

impl Limits {
    /// The most that [`Limits::levels`] can be: what the service accepts (evidence B).
    pub const LEVELS: u8 = 20;

    /// The most that [`Limits::nesting`] can be, so that every function on a tree may recurse.
    pub const NESTING: usize = 100;

    /// The most bytes of a source. Default: 16 MiB.
    #[must_use]
    pub const fn length(mut self, most: usize) -> Self {
        self.length = most;
        self
    }

    /// The most clauses of a query. Default: 1,000,000.
    #[must_use]
    pub const fn clauses(mut self, most: usize) -> Self {
        self.clauses = most;
        self
    }

    /// The most levels of a query, see [`Query::levels`](crate::Query::levels). Default: [`Limits::LEVELS`], and never
    /// more. A caller that puts its own conditions around what it reads sets it lower: `and` and `or` need one level, each
    /// `not` one more.
    #[must_use]
    pub const fn levels(mut self, most: u8) -> Self {
        self.levels = if most < Self::LEVELS { most } else { Self::LEVELS };
        self
    }

    /// The most `(` and `not` of a text, or objects and arrays of a JSON, that are open at once, redundant or not; beyond
    /// [`Limits::NESTING`] it is that. Default: 100.
    #[must_use]
    pub const fn nesting(mut self, most: usize) -> Self {
        self.nesting = most;
        self
    }

    /// The most errors that are reported one by one; the rest are counted. Default: 100.
    #[must_use]
    pub const fn errors(mut self, most: usize) -> Self {
        self.errors = most;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { length: 16 << 20, clauses: 1_000_000, levels: Self::LEVELS, nesting: Self::NESTING, errors: 100 }
    }
}
