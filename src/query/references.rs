//! How saved searches refer to one another: each is gone into once, none in a circle, and none too deep.

use std::collections::HashMap;

/// Saved searches may refer to saved searches this deep.
pub(crate) const DEEPEST: usize = 20;

/// The references followed so far, and what each came to.
pub(crate) struct References<T> {
    /// What each search came to, and how many references deep it goes, itself included.
    known: HashMap<String, (T, usize)>,
    /// The searches that are being gone into, the outermost first, and how deep those go that each refers to.
    open: Vec<(String, usize)>,
}

/// What a reference leads to.
pub(crate) enum Reference<T> {
    /// A search that was gone into before, and what it came to.
    Known(T),
    /// A search that is gone into from now on, until [`References::leave`].
    New,
    /// A search that refers to itself.
    Cycle,
    /// More than [`DEEPEST`] references.
    TooDeep,
}

impl<T: Clone> References<T> {
    pub(crate) fn new() -> Self {
        Self { known: HashMap::new(), open: Vec::new() }
    }

    /// Follows a reference to the search `id`.
    pub(crate) fn enter(&mut self, id: &str) -> Reference<T> {
        if self.open.iter().any(|(open, _)| open == id) {
            return Reference::Cycle;
        }
        let known = self.known.get(id);
        let depth = known.map_or(1, |&(_, depth)| depth);
        if self.open.len() + depth > DEEPEST {
            return Reference::TooDeep;
        }
        if let Some((value, _)) = known {
            let value = value.clone();
            self.note(depth);
            return Reference::Known(value);
        }
        self.open.push((id.to_owned(), 0));
        Reference::New
    }

    /// Ends the search that was entered last, which comes to `value`.
    pub(crate) fn leave(&mut self, value: T) {
        let Some((id, within)) = self.open.pop() else { return };
        self.note(within + 1);
        self.known.insert(id, (value, within + 1));
    }

    /// The search that is being gone into; none in the query itself.
    pub(crate) fn innermost(&self) -> Option<&str> {
        self.open.last().map(|(id, _)| &**id)
    }

    /// Notes how deep a reference goes from here.
    fn note(&mut self, depth: usize) {
        if let Some((_, within)) = self.open.last_mut() {
            *within = depth.max(*within);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_gone_into_counts_as_deep_as_it_goes() {
        let mut references = References::new();
        // `c` refers to `b`, which refers to `a`.
        for id in ["c", "b", "a"] {
            assert!(matches!(references.enter(id), Reference::New));
        }
        assert!(matches!(references.enter("b"), Reference::Cycle));
        for value in 0..3 {
            references.leave(value);
        }
        assert_eq!(references.innermost(), None);
        for number in 0..DEEPEST - 3 {
            assert!(matches!(references.enter(&number.to_string()), Reference::New));
        }
        assert!(matches!(references.enter("c"), Reference::Known(2)));
        assert!(matches!(references.enter("one more"), Reference::New));
        assert!(matches!(references.enter("c"), Reference::TooDeep));
        assert!(matches!(references.enter("b"), Reference::Known(1)));
    }
}
