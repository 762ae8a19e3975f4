//! Where the clauses of a query stand in its source.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::span::Span;

/// Where one clause stands in its source, in bytes.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
///
/// let source = "tag = vip and rating > 3";
/// let place = Compiler::default().read(source)?.places.get(1).ok_or("no such clause")?;
/// assert_eq!((place.clause.of(source), place.operator.of(source)), ("rating > 3", ">"));
/// assert_eq!((place.field.of(source), place.value.of(source)), ("rating", "3"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClausePlace {
    /// The whole clause; in JSON its object.
    pub clause: Span,
    /// The field: its name with its quotes; in JSON the key.
    pub field: Span,
    /// The operator; in JSON the key.
    pub operator: Span,
    /// What stands after the operator; the operator's place where nothing does.
    pub value: Span,
    /// In JSON, the pointer (RFC 6901) to the clause.
    pub pointer: Option<String>,
}

/// Where the clauses of a [`Checked`](crate::Checked) query stand in its source, text, JSON or a request, in the order of
/// [`Query::clauses`](crate::Query::clauses). Of a [`Template`](crate::Template) it is where they stand in its text. A quoted
/// text alone, which is a clause on any field, has one place for all its parts.
///
/// Few ask for them, so that they cost what a copy of the source does until they are first asked for. The source is then
/// read once more; each of them is at hand from there on.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, Compiler};
///
/// let compiler = Compiler::new(Catalog::builtin());
/// let source = "tag = vip and not email is empty";
/// let checked = compiler.text(source)?;
/// let parts: Vec<_> = checked.places.iter().map(|place| (place.field.of(source), place.value.of(source))).collect();
/// assert_eq!(parts, [("tag", "vip"), ("email", "is empty")]);
///
/// let json = r#"{"not": [{"tag": {"is": "vip"}}]}"#;
/// let checked = compiler.json(json)?;
/// let place = checked.places.get(0).ok_or("one clause")?;
/// assert_eq!((place.value.of(json), place.pointer.as_deref()), (r#""vip""#, Some("/not/0")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Places {
    /// What they are read from; none where all are known.
    source: Option<Unread>,
    known: OnceLock<Vec<ClausePlace>>,
}

/// A valid source whose places nobody asked for yet.
#[derive(Clone)]
struct Unread {
    source: Arc<str>,
    /// How deep it may be nested.
    nesting: usize,
    read: Read,
}

/// Finds the places of the clauses of a valid source that is nested this deep at most.
pub(crate) type Read = fn(&str, usize) -> Vec<ClausePlace>;

impl Places {
    /// The most bytes of a source.
    pub(crate) const LONGEST: usize = u32::MAX as usize;

    /// Those of the valid `source`, which `read` finds when they are asked for.
    #[inline]
    pub(crate) fn of_source(source: &str, nesting: usize, read: Read) -> Self {
        Self { source: Some(Unread { source: source.into(), nesting, read }), known: OnceLock::new() }
    }

    /// Those that are `known`.
    pub(crate) fn known(known: Vec<ClausePlace>) -> Self {
        Self { source: None, known: known.into() }
    }

    fn all(&self) -> &[ClausePlace] {
        self.known.get_or_init(|| match &self.source {
            Some(Unread { source, nesting, read }) => read(source, *nesting),
            None => Vec::new(),
        })
    }

    /// The place of the clause of this number, counted from 0.
    pub fn get(&self, index: usize) -> Option<ClausePlace> {
        self.all().get(index).cloned()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ClausePlace> {
        self.all().iter().cloned()
    }

    /// How many clauses there are.
    pub fn len(&self) -> usize {
        self.all().len()
    }

    /// Whether there is no clause.
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// The same, with `place` of each span.
    #[must_use]
    pub(crate) fn moved(&self, place: impl Fn(Span) -> Span) -> Self {
        let moved = |ClausePlace { clause, field, operator, value, pointer }| {
            let [clause, field, operator, value] = [clause, field, operator, value].map(&place);
            ClausePlace { clause, field, operator, value, pointer }
        };
        Self::known(self.iter().map(moved).collect())
    }
}

impl PartialEq for Places {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl Eq for Places {}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}
