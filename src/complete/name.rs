//! The name of a field as far as it is written.

use crate::catalog::{Catalog, FieldRef};
use crate::fold::fold;
use crate::lex::{self, Token, TokenKind};

/// The tokens of a field's name; none at the start of a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Name<'a>(pub(super) Vec<Token<'a>>);

impl Name<'_> {
    /// Where it begins.
    pub(super) fn start(&self) -> Option<usize> {
        self.0.first().map(|token| token.span.start)
    }

    /// Whether `token` goes on with it as the quoted part of `custom."…"`.
    pub(super) fn is_custom_before(&self, token: &Token<'_>) -> bool {
        matches!(&*self.0, [word] if word.text.eq_ignore_ascii_case("custom.") && word.span.end == token.span.start)
            && matches!(token.kind, TokenKind::Quoted { quote: '"' | '`', .. })
    }

    /// The words as written, joined by one space, quotes left out; `custom.` stays before what it belongs to.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        let mut end = None;
        for token in &self.0 {
            if end.is_some_and(|end| end < token.span.start) {
                words.push(' ');
            }
            match lex::quoted(token.text) {
                Ok((_, text)) => words.push_str(&text),
                Err(_) => words.push_str(token.inner()),
            }
            end = Some(token.span.end);
        }
        words
    }

    /// The field that it means.
    pub(super) fn field(&self, catalog: &Catalog) -> Option<FieldRef> {
        let words = self.words();
        let quoted = matches!(&*self.0, [Token { kind: TokenKind::Quoted { .. }, .. }]);
        match custom(&words).filter(|_| !quoted) {
            Some("") => None,
            Some(name) => Some(catalog.custom_field(name)),
            None => catalog.field(&words),
        }
    }
}

/// What stands behind `custom.`.
pub(super) fn custom(name: &str) -> Option<&str> {
    let (start, rest) = name.split_at_checked("custom.".len())?;
    start.eq_ignore_ascii_case("custom.").then(|| rest.trim_start())
}

/// `text` folded, for what is begun: the white space at its end stays, as one space, so that `first ` is not `firstly`.
pub(super) fn begun(text: &str) -> String {
    let mut begun = fold(text).into_owned();
    if !begun.is_empty() && text.ends_with(char::is_whitespace) {
        begun.push(' ');
    }
    begun
}
