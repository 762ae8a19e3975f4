//! The values of a metadata document, each with its place.

use crate::json::{Document, Id, Sort, unescape};
use crate::span::Span;

/// A value of a document.
#[derive(Clone, Copy)]
pub(super) struct Placed<'d> {
    document: &'d Document<'d>,
    id: Id,
}

impl<'d> Placed<'d> {
    /// The outermost value.
    pub(super) const fn root(document: &'d Document<'d>) -> Self {
        Self { document, id: Document::ROOT }
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        self.document.span(self.id)
    }

    pub(super) fn is_null(self) -> bool {
        self.document.sort(self.id) == Sort::Null
    }

    /// Its members in order, where it is an object.
    pub(super) fn object(self) -> Option<Vec<(String, Self)>> {
        let member = |(key, id)| (self.document.text(key).into_owned(), Self { id, ..self });
        (self.document.sort(self.id) == Sort::Object).then(|| self.document.members(self.id).map(member).collect())
    }

    /// Its items, where it is an array.
    pub(super) fn array(self) -> Option<Vec<Self>> {
        let item = |id| Self { id, ..self };
        (self.document.sort(self.id) == Sort::Array).then(|| self.document.items(self.id).map(item).collect())
    }

    /// Its text, where it is a string.
    pub(super) fn string(self) -> Option<String> {
        match self.document.sort(self.id) {
            // U+0000, which no query can hold, is JSON.
            Sort::Wrong => Some(unescape(self.document.raw(self.id)).into_owned()),
            _ => Some(self.document.string(self.id)?.into_owned()),
        }
    }

    pub(super) fn boolean(self) -> Option<bool> {
        match self.document.sort(self.id) {
            Sort::Boolean(boolean) => Some(boolean),
            _ => None,
        }
    }

    /// What it is, in words.
    pub(super) fn sort(self) -> &'static str {
        match self.document.sort(self.id) {
            Sort::Object => "an object",
            Sort::Array => "an array",
            Sort::String { .. } | Sort::Word | Sort::Wrong => "a string",
            Sort::Boolean(_) => "a boolean",
            Sort::Null => "`null`",
            Sort::Number => "a number",
        }
    }
}
