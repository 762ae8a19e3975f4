//! How an object of several members comes apart.

use crate::diagnostic::Edit;
use crate::json::{Document, Id};
use crate::span::Span;

/// How a query object is taken apart into several: `container` is what has too many members.
pub(super) struct Frame {
    pub(super) object: Id,
    pub(super) container: Id,
    /// What parts two members once each stands in a query object of its own; nothing where they cannot be parted.
    pub(super) between: String,
}

impl Frame {
    pub(super) fn joined(&self, document: &Document<'_>, join: &str) -> Vec<Edit> {
        let members: Vec<_> = document.members(self.container).collect();
        let edits = between(document, &members, &self.between);
        around(document.span(self.object), &format!("{{\"{join}\": ["), edits, "]}")
    }
}

/// Edits that put `text` for what stands between one member and the next.
pub(super) fn between(document: &Document<'_>, members: &[(Id, Id)], text: &str) -> Vec<Edit> {
    let gap = |pair: &[(Id, Id)]| match pair {
        [(_, before), (after, _)] => {
            let span = Span::new(document.span(*before).end, document.span(*after).start);
            Some(Edit { span, text: text.to_owned() })
        }
        _ => None,
    };
    members.windows(2).filter_map(gap).collect()
}

/// `edits` inside of `span`, and `open` and `close` around it.
pub(super) fn around(span: Span, open: &str, edits: Vec<Edit>, close: &str) -> Vec<Edit> {
    let mut all = Vec::with_capacity(edits.len() + 2);
    all.push(Edit { span: Span::at(span.start), text: open.to_owned() });
    all.extend(edits);
    all.push(Edit { span: Span::at(span.end), text: close.to_owned() });
    all
}
