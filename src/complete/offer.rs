//! What is offered: only what goes on from what has been begun, the likeliest first.

use serde::Serialize;

use super::place::Place;
use crate::fold::fold;
use crate::span::Span;

/// The most completions that are offered at a place.
pub(super) const MOST: usize = 100;

/// Something that may be written at a place.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, complete};
///
/// let offers = complete("ta", 2, &Catalog::builtin(), &AccountData::new());
/// assert_eq!((offers[0].insert.as_str(), offers[0].replace.start), ("tag", 0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "Something that may be written at a place."))]
#[non_exhaustive]
pub struct Completion {
    /// The bytes to replace; empty at the cursor where nothing has been begun.
    pub replace: Span,
    /// What to write there, quoted and escaped as it must be.
    pub insert: String,
    /// What to show.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A line about it.
    pub detail: String,
}

/// What a completion is.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, CompletionKind, complete};
///
/// let offers = complete("ta", 2, &Catalog::builtin(), &AccountData::new());
/// assert_eq!(offers[0].kind, CompletionKind::Field);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "What a completion is."))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CompletionKind {
    /// A field of the catalog.
    Field,
    /// An operator that the field supports.
    Operator,
    /// A choice, a record type, a tag, a saved search, a month.
    Value,
    /// A parameter of the text: `{tag}`.
    Parameter,
    /// A unit of time.
    Unit,
    /// Another word or sign of the language: `and`, `or`, `not`, `empty`, `last`, `,`, `)`.
    Keyword,
}

/// What is found so far.
pub(super) struct Offers {
    replace: Span,
    /// What has been begun, folded.
    begun: String,
    /// Whether it is begun with a quote, so that only names and values go on with it.
    quoted: bool,
    /// What goes on from it.
    found: Vec<Completion>,
    /// What has a later word that does.
    inside: Vec<Completion>,
}

impl Offers {
    /// Nothing yet, of what replaces the token that has been begun.
    pub(super) fn at(place: &Place<'_>) -> Self {
        let (found, inside) = (Vec::new(), Vec::new());
        Self { replace: place.span, begun: place.begun.clone(), quoted: place.quoted, found, inside }
    }

    /// What follows replaces `replace` and goes on from `begun`, folded.
    pub(super) fn replacing(&mut self, replace: Span, begun: String) {
        (self.replace, self.begun) = (replace, begun);
    }

    /// Offers `label`, written as `insert`, if it goes on from what has been begun.
    pub(super) fn add(&mut self, kind: CompletionKind, label: &str, insert: &str, detail: &str) {
        let fits = !self.quoted || matches!(kind, CompletionKind::Field | CompletionKind::Value);
        if fits && self.found.len() < MOST && fold(label).starts_with(&self.begun) {
            self.found.push(self.completion(kind, label, insert, detail));
        }
    }

    /// Offers what is known by these names, if one of them goes on from what has been begun; behind all others, if a later
    /// word of the first does.
    pub(super) fn add_named(
        &mut self,
        kind: CompletionKind,
        names: &[&str],
        label: &str,
        insert: &str,
        detail: impl FnOnce() -> String,
    ) {
        let later = |name: &&str| {
            let name = fold(name);
            name.match_indices([' ', '.', '-'])
                .any(|(gap, _)| name.get(gap + 1..).is_some_and(|word| word.starts_with(&self.begun)))
        };
        if names.iter().any(|name| fold(name).starts_with(&self.begun)) {
            if self.found.len() < MOST {
                self.found.push(self.completion(kind, label, insert, &detail()));
            }
        } else if self.inside.len() < MOST && names.first().is_some_and(later) {
            self.inside.push(self.completion(kind, label, insert, &detail()));
        }
    }

    fn completion(&self, kind: CompletionKind, label: &str, insert: &str, detail: &str) -> Completion {
        let (replace, insert, label) = (self.replace, insert.to_owned(), label.to_owned());
        Completion { replace, insert, label, kind, detail: detail.to_owned() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.inside.is_empty()
    }

    pub(super) fn into_found(mut self) -> Vec<Completion> {
        self.found.append(&mut self.inside);
        self.found.truncate(MOST);
        self.found
    }
}
