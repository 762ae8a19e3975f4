//! What to write instead.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::span::Span;

/// One replacement of a fix.
///
/// # Examples
/// ```
/// let source = "name = Jon";
/// let mistakes = source.parse::<nse_query::Query>().unwrap_err();
/// let edit = &mistakes.as_slice()[0].fixes[0].edits[0];
/// assert_eq!((edit.span.of(source), edit.text.as_str()), ("=", "~"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What to put there; empty to delete.
    pub text: String,
}

/// A change of the source that removes the diagnostic.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::diagnostic::apply;
///
/// let source = "name = Jon";
/// let found = source.parse::<Query>().unwrap_err();
/// let fix = &found.as_slice()[0].fixes[0];
/// assert_eq!((&*fix.label, &*fix.edits[0].text), ("use `~`", "~"));
/// assert_eq!(apply(source, [fix]), "name ~ Jon");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does: "use `=`".
    pub label: String,
    /// The replacements, in order of place, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether it keeps the evident meaning and is the only one, so that `--fix` may apply it unasked.
    pub certain: bool,
}

/// Applies `fixes` to `source`: their edits in order of place. A fix that overlaps one already taken is left out; edits may
/// touch, unless both insert at one place.
pub fn apply<'f>(source: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut taken: BTreeMap<Span, &str> = BTreeMap::new();
    for fix in fixes {
        // What is taken does not overlap, so its neighbours are all that an edit can run into.
        let free = |edit: &Edit| {
            let before = taken.range(..edit.span).next_back();
            let after = taken.range(edit.span..).next();
            before.is_none_or(|(before, _)| before.end <= edit.span.start)
                && after.is_none_or(|(&after, _)| after != edit.span && edit.span.end <= after.start)
        };
        if fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span, &*edit.text)));
        }
    }
    let mut applied = String::with_capacity(source.len());
    let mut copied = 0;
    for (span, text) in taken {
        applied.push_str(source.get(copied..span.start).unwrap_or_default());
        applied.push_str(text);
        copied = span.end;
    }
    applied.push_str(source.get(copied..).unwrap_or_default());
    applied
}
