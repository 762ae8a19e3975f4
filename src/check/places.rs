//! Where the clauses of a query stand in its source.

use serde::Serialize;

use crate::span::Span;

/// Where one clause stands in its source, in bytes.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    places: Vec<Packed>,
    /// What the clauses stand in, where the source is JSON: the first one is the source itself.
    joins: Vec<Join>,
}

/// A place in half the memory: no source is longer than [`Places::LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    clause: [u32; 2],
    field: [u32; 2],
    operator: [u32; 2],
    value: [u32; 2],
    step: Step,
}

/// A step of a JSON pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    /// The number of the join.
    pub(crate) join: u32,
    /// Which of its items; none where it has no array.
    pub(crate) item: Option<u32>,
}

/// A join of a source of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Join {
    within: Step,
    /// Its key: `and`, `or`, `not`; empty for the source itself.
    key: &'static str,
}

impl Places {
    /// The most bytes of a source.
    pub(crate) const LONGEST: usize = u32::MAX as usize;

    /// Of JSON.
    pub(crate) fn of_json() -> Self {
        Self { places: Vec::new(), joins: vec![Join { within: Step::default(), key: "" }] }
    }

    /// Adds a join of JSON; its number.
    pub(crate) fn join(&mut self, within: Step, key: &'static str) -> u32 {
        let number = offset(self.joins.len());
        self.joins.push(Join { within, key });
        number
    }

    /// Adds the place of the next clause, which stands in JSON at `step`: those of the whole clause, its field, its
    /// operator and its value.
    #[inline]
    pub(crate) fn push(&mut self, [clause, field, operator, value]: [Span; 4], step: Step) {
        let [clause, field, operator, value] = [packed(clause), packed(field), packed(operator), packed(value)];
        self.places.push(Packed { clause, field, operator, value, step });
    }

    /// The place of the clause of this number, counted from 0.
    pub fn get(&self, index: usize) -> Option<ClausePlace> {
        let Packed { clause, field, operator, value, step } = *self.places.get(index)?;
        let [clause, field, operator, value] = [clause, field, operator, value].map(spread);
        let pointer = (!self.joins.is_empty()).then(|| self.pointer(step));
        Some(ClausePlace { clause, field, operator, value, pointer })
    }

    fn pointer(&self, mut step: Step) -> String {
        let mut pointer = String::new();
        while let Some(Join { within, key }) = self.joins.get(step.join as usize)
            && !key.is_empty()
        {
            let item = step.item.map(|item| format!("/{item}")).unwrap_or_default();
            pointer = format!("/{key}{item}{pointer}");
            step = *within;
        }
        pointer
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ClausePlace> {
        (0..self.places.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// How many clauses there are.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no clause.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The same, with `place` of each span.
    #[must_use]
    pub(crate) fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        for Packed { clause, field, operator, value, .. } in &mut self.places {
            for span in [clause, field, operator, value] {
                *span = packed(place(spread(*span)));
            }
        }
        self
    }
}

#[inline]
fn packed(span: Span) -> [u32; 2] {
    [offset(span.start), offset(span.end)]
}

#[inline]
#[allow(clippy::cast_possible_truncation)] // sources are not longer
const fn offset(offset: usize) -> u32 {
    offset as u32
}

fn spread([start, end]: [u32; 2]) -> Span {
    Span::new(start as usize, end as usize)
}
