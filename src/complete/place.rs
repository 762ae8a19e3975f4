//! The place of a cursor: what has been said before it, and what of the next token has been begun.

use super::name::{Name, begun};
use super::tree;
use super::walk::{State, Walk};
use crate::catalog::{Catalog, FieldRef};
use crate::lex::{self, Token, TokenKind, tokens};
use crate::span::Span;
use crate::text::{Expr, Operand};

#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) cursor: usize,
    /// What stands before what has been begun.
    pub(super) walk: Walk<'a>,
    /// The token that has been begun; empty at the cursor where none has.
    pub(super) span: Span,
    /// Of it what stands before the cursor, without its quote, folded.
    pub(super) begun: String,
    /// Whether it is begun with a quote.
    pub(super) quoted: bool,
    /// The token that follows.
    pub(super) next: Option<Token<'a>>,
    /// The end of the field's name that the cursor stands in.
    pub(super) name_end: usize,
}

impl<'a> Place<'a> {
    /// The place at `cursor`, on a character boundary, in `text`; none in a comment.
    pub(super) fn at(text: &'a str, cursor: usize, catalog: &'a Catalog) -> Option<Self> {
        let mut walk = Walk::new(catalog);
        let mut tokens = tokens(text);
        let mut next = tokens.next();
        let mut first = None;
        let mut previous = None;
        while let Some(token) = next.filter(|token| token.span.start < cursor) {
            if is_begun(&token, cursor, text) {
                if token.kind == TokenKind::Comment {
                    return None;
                }
                first = Some(token);
                next = tokens.next();
                break;
            }
            walk.take(token);
            previous = Some(token);
            next = tokens.next();
        }
        let quoted = first.is_some_and(|token| matches!(token.kind, TokenKind::Quoted { .. }));
        let mut span = first.map_or(Span::at(cursor), |token| token.span.to(Span::at(cursor)));
        // `{na¦` and `{¦}` are the beginning of a parameter.
        if let Some(brace) = previous.filter(|token| token.text == "{" && token.span.end == span.start) {
            span = brace.span.to(span);
            span.end += usize::from(text.as_bytes().get(span.end) == Some(&b'}'));
        }
        let quote = span.of(text).chars().next().filter(|_| quoted).map_or(0, char::len_utf8);
        let written = Span::new(span.start + quote, cursor).of(text);
        let mut place = Self { text, cursor, walk, span, begun: begun(written), quoted, next, name_end: span.end };
        if matches!(place.walk.state, State::Start | State::Name) && !quoted {
            let words = next.into_iter().chain(tokens).take_while(|token| token.kind == TokenKind::Word(None));
            place.name_end = place.end_of_name(first, words.collect(), catalog);
        }
        Some(place)
    }

    /// Where the name ends of which `first` has been begun and `behind` follows.
    fn end_of_name(&self, first: Option<Token<'a>>, behind: Vec<Token<'a>>, catalog: &Catalog) -> usize {
        let before = self.walk.name.0.iter().copied().chain(first);
        let mut whole = Name(before.collect());
        let (Some(next), Some(last)) = (behind.first(), behind.last()) else { return self.span.end };
        let end = last.span.end;
        if whole.0.is_empty() {
            // What does not touch the cursor is another clause.
            return if next.span.start == self.cursor { end } else { self.span.end };
        }
        whole.0.extend(&behind);
        // `em¦ tag = vip`: what follows is a clause of its own.
        if whole.field(catalog).is_none() && Name(behind).field(catalog).is_some() { self.span.end } else { end }
    }

    /// What has been begun as a part of a name that may have words before it: where it begins, and what stands there up to
    /// the cursor, folded.
    pub(super) fn name(&self) -> (usize, String) {
        let mut words = self.walk.name.words();
        let Some(start) = self.walk.name.start() else { return (self.span.start, self.begun.clone()) };
        let glued = self.walk.name.0.last().is_some_and(|token| token.span.end == self.span.start);
        if !glued || self.begun.is_empty() {
            words.push(' ');
        }
        words.push_str(&self.begun);
        (start, begun(&words))
    }

    /// What stands from `start` to the cursor, folded, where bare words before the cursor belong to what has been begun.
    pub(super) fn begun_from(&self, start: usize) -> String {
        let words = Span::new(start, self.cursor).of(self.text).trim_start_matches(lex::is_wrong_quote);
        if start < self.span.start { begun(words) } else { self.begun.clone() }
    }

    /// What is meant at the cursor, and where it begins, by the parser's recovery: for a place that the grammar does not lead
    /// to, as in `tag equals`, behind `&&` or a missing `and`.
    pub(super) fn recovered(&self, catalog: &Catalog) -> Option<(Meant, usize)> {
        const WORD: &str = "x";
        let before = self.text.get(..self.span.start)?;
        let text = format!("{before}{WORD}");
        let tree = tree::recovered(&text, catalog);
        let mut expr = tree.ast.root();
        loop {
            expr = match expr {
                Expr::And { members } | Expr::Or { members } => members.last()?,
                Expr::Not { expr, .. } | Expr::Group { expr, .. } => expr,
                Expr::Error(span) => match tree.meant.last() {
                    Some(expr) if expr.span().end == text.len() => expr,
                    _ => return (span.end == text.len()).then_some((Meant::Name, span.start)),
                },
                Expr::Keyword(_) => return None,
                Expr::Clause(clause) => {
                    let value = match &clause.operand {
                        Operand::Word(word) => word,
                        Operand::List { items, .. } => items.last()?,
                        _ => return None,
                    };
                    let field = tree::field(&clause.field, catalog)?;
                    return (value.span.end == text.len()).then_some((Meant::Value(field), value.span.start));
                }
            };
        }
    }
}

/// What is meant by a word at the cursor.
pub(super) enum Meant {
    /// A part of the name of a field.
    Name,
    /// A value of this field.
    Value(FieldRef),
}

/// Whether `token`, which starts before `cursor`, is still being written there.
fn is_begun(token: &Token<'_>, cursor: usize, text: &str) -> bool {
    match token.kind {
        TokenKind::Word(_) | TokenKind::Comment => cursor <= token.span.end,
        // White space on its line may belong to it.
        TokenKind::Quoted { closed: false, .. } => {
            let rest = text.get(token.span.end..).unwrap_or_default();
            let ends = |next: char| lex::is_line_break(next) || !next.is_whitespace();
            cursor <= token.span.end + rest.find(ends).unwrap_or(rest.len())
        }
        _ => cursor < token.span.end,
    }
}
