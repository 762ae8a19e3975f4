//! What the expression of a parameter says: a literal, alone or in what encodes it.

use super::code::{Kind, excerpt};
use super::expression::{Code, Expr, Range, Text, Variables};
use super::literal::Language;
use super::sent::Said;

/// What their other arguments are called that do not change what the query means.
const HARMLESS: [&str; 7] = ["separators", "ensure_ascii", "indent", "sort_keys", "safe", "encoding", "quote_via"];

impl<'c> Code<'c> {
    /// What a parameter is given.
    pub(super) fn value(&self, range: Range, variables: &Variables<'c>, depth: usize) -> Said {
        let (code, range) = self.resolved(range, variables);
        code.value_at(range, variables, depth)
    }

    pub(super) fn value_at(&self, range: Range, variables: &Variables<'c>, depth: usize) -> Said {
        let whole = self.span(&range);
        match self.expr_within(range.clone(), variables, depth) {
            Expr::Text(Text { said: Some(said), .. }) => Said::Text(said),
            Expr::Text(_) => Said::Later { at: whole, what: "an escape that JSON does not have".to_owned() },
            Expr::Call { name, arguments, chained: false } if Self::is_encoder(name) => {
                self.encoded(arguments, Self::serializer(name), variables, depth)
            }
            Expr::Call { name, .. } => Said::Later { at: whole, what: format!("`{}(…)`", excerpt(name)) },
            Expr::Other { at, what } => match self.get(range.start) {
                Some(token) if range.len() == 1 && self.text_of(token).starts_with(|c: char| c.is_ascii_digit()) => {
                    Said::Text(self.at.part(token.span))
                }
                _ => Said::Later { at, what },
            },
            Expr::Group(inside) if self.is_php_array(&inside) => {
                Said::Later { at: whole, what: "a PHP array".to_owned() }
            }
            Expr::Group(_) => Said::Later { at: whole, what: "what the object is written as".to_owned() },
            Expr::Pieces(mut pieces) if pieces.len() == 1 => pieces.swap_remove(0).0,
            Expr::Pieces(pieces) => {
                let later = pieces.into_iter().find_map(|(said, _)| match said {
                    Said::Later { at, what } => Some(Said::Later { at, what }),
                    Said::Text(_) => None,
                });
                later.unwrap_or_else(|| Said::Later { at: whole, what: "`+`".to_owned() })
            }
            Expr::Nothing => Said::Later { at: whole, what: "what is missing here".to_owned() },
        }
    }

    /// What an encoder encodes: its first argument, where the others do not change it.
    fn encoded(&self, arguments: Range, serializer: Option<Language>, variables: &Variables<'c>, depth: usize) -> Said {
        let items: Vec<Range> = self.items(arguments.clone()).collect();
        let Some((first, rest)) = items.split_first() else {
            return Said::Later { at: self.span(&arguments), what: "what is missing here".to_owned() };
        };
        let changes = rest.iter().find(|item| {
            let (key, value) = self.keyed((*item).clone());
            let plain = value.len() == 1
                && self.get(value.start).is_some_and(|token| {
                    matches!(token.kind, Kind::Text { .. })
                        || matches!(self.text_of(token), "null" | "None" | "undefined" | "True" | "False")
                        || self.text_of(token).starts_with(|c: char| c.is_ascii_digit())
                });
            !key.map_or(plain, |key| HARMLESS.contains(&key))
        });
        match changes {
            Some(item) => {
                let what = format!("`{}`", excerpt(self.span_of(item)));
                Said::Later { at: self.span(item), what }
            }
            None => match serializer.and_then(|language| self.object(first.clone(), language, variables)) {
                Some(said) => said,
                None => self.value(first.clone(), variables, depth + 1),
            },
        }
    }

    /// The JSON that `language` makes of an object or a list; none of anything else.
    pub(super) fn object(&self, range: Range, language: Language, variables: &Variables<'c>) -> Option<Said> {
        let (code, range) = self.resolved(range, variables);
        let range = code.without_words(range);
        match code.expr_within(range.clone(), variables, 0) {
            Expr::Group(inside) if !code.is_php_array(&inside) => Some(code.serialized(&range, language)),
            _ => None,
        }
    }

    fn is_php_array(&self, inside: &Range) -> bool {
        inside.clone().any(|index| self.is(index, "=") && self.is(index + 1, ">"))
    }
}
