//! What to say where the grammar has no way on, and how to go on there. Nothing here is on the path of a valid text.
//!
//! Each function reports one mistake, takes at least one token or leaves the parser where an operand may end, and gives
//! the part of the tree that is evidently meant, or [`Expr::Error`].

mod aside;
mod field;
mod foreign_operators;
mod join;
mod lexical;
mod list;
mod lookahead;
mod meaning;
mod moving;
mod normalize;
mod operator;
mod parameter;
mod parenthesis;
mod period;
mod value;
mod value_lists;

pub(crate) use foreign_operators::contraction;
pub(crate) use lookahead::skip_blank;
pub(crate) use meaning::{Meaning, Recovery, Sure};
pub(crate) use normalize::{period_meant, reads_after_in};

use super::ast::Expr;
use super::parse::Parser;
use super::problem::Problem;
use crate::diagnostic::{Diagnostic, Edit};
use crate::lex::{self, Class, Reserved};
use crate::span::Span;

impl<'a> Parser<'a, '_> {
    #[cold]
    fn error(&mut self, problem: Problem, span: Span, label: &str) {
        self.report.error(|| Diagnostic::new(problem, span).label(label));
    }

    /// Goes on where an operand may end: before `and`, `or`, `)` or the end, outside parentheses opened on the way.
    fn skip(&mut self) {
        let mut open = Vec::new();
        while let Some(byte) = self.byte() {
            match byte {
                b'(' => {
                    open.push(self.take(1));
                    continue;
                }
                b')' if open.is_empty() => return,
                b')' => {
                    open.pop();
                    self.take(1);
                    continue;
                }
                _ => {}
            }
            if open.is_empty() && (self.at_end_of_operand() || self.foreign_join().is_some()) {
                return;
            }
            self.take_any();
        }
        if let Some(&innermost) = open.last() {
            self.report_unclosed(innermost, self.groups + open.len());
        }
    }

    /// Takes the next token, whatever it is.
    pub(crate) fn take_any(&mut self) -> Span {
        let rest = self.rest();
        let length = match self.byte() {
            Some(b'"' | b'\'') => return self.quoted().span,
            Some(b'`') => return self.backticked().span,
            _ if rest.starts_with("..") => 2,
            _ => match self.peek() {
                Some(word) => word.len(),
                None => rest.chars().next().map_or(0, char::len_utf8),
            },
        };
        self.take(length)
    }

    /// Reports `problem` at the next token, skips the rest of the operand, and gives it as an error from `start` on.
    fn give_up(&mut self, start: usize, problem: Problem, label: &str) -> Expr<'a> {
        let span = self.next_token();
        self.error(problem, span, label);
        self.skip_from(start)
    }

    fn skip_from(&mut self, start: usize) -> Expr<'a> {
        self.skip();
        Expr::Error(Span::new(start, self.previous.end.max(start)))
    }

    /// Where the next token stands; the place after the last one at the end of the text.
    fn next_token(&self) -> Span {
        let rest = self.rest();
        let length = match self.peek() {
            Some(word) => word.len(),
            None if rest.starts_with("..") => 2,
            None => match lex::quoted(rest) {
                Ok((after, _)) => rest.len() - after.len(),
                Err(_) => rest.chars().next().map_or(0, char::len_utf8),
            },
        };
        if length == 0 { Span::at(self.previous.end) } else { Span::new(self.at, self.at + length) }
    }

    /// The next token in words.
    fn found(&self) -> String {
        match self.byte() {
            None => "the end".to_owned(),
            Some(b'"' | b'\'') => "a quoted text".to_owned(),
            Some(_) => format!("`{}`", excerpt(self.next_token().of(self.text))),
        }
    }

    /// `word`, which is to stand at `span`, with spaces where it would run together with what stands beside it.
    fn apart(&self, span: Span, word: &str) -> String {
        let before = self.text.get(..span.start).and_then(|before| before.chars().next_back());
        let after = self.text.get(span.end..).and_then(|after| after.chars().next());
        let space = |beside: Option<char>| if beside.is_none_or(char::is_whitespace) { "" } else { " " };
        format!("{}{word}{}", space(before), space(after))
    }

    /// A `not` before the clause that starts at `start`.
    fn not_before(&self, start: usize) -> Edit {
        let before = self.text.get(..start).and_then(|before| before.chars().next_back());
        let apart = before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '\u{feff}'));
        edit(Span::at(start), if apart { "not " } else { " not " })
    }

    /// `span` and the white space before it, or at the start of the text after it: what to delete with it.
    fn with_space(&self, span: Span) -> Span {
        let before = self.text.get(..span.start).unwrap_or_default().trim_end().len();
        if before > 0 {
            return Span::new(before, span.end);
        }
        let after = self.text.get(span.end..).unwrap_or_default();
        Span::new(span.start, self.text.len() - after.trim_start().len())
    }

    /// Whether the last token is a string that is not closed, which may hold what should follow it.
    pub(crate) fn after_open_string(&self) -> bool {
        self.recovery.unterminated == Some(self.previous.end)
    }

    /// What stands for `and` or `or` elsewhere, as the next token.
    fn foreign_join(&self) -> Option<&'static str> {
        self.join_at(self.at)
    }

    /// Whether the next token is an operator, as far as one token tells.
    pub(crate) fn at_operator(&self) -> bool {
        match self.byte() {
            Some(b'=' | b'~' | b'<' | b'>' | b'^') => true,
            Some(b'!') => self.rest().get(1..).is_some_and(|rest| rest.starts_with(['=', '~'])),
            _ => match self.peek_reserved() {
                None | Some(Reserved::And | Reserved::Or) => false,
                Some(Reserved::Not) => self.not_operator(),
                Some(_) => true,
            },
        }
    }

    /// Whether the next token is a `not` that belongs to an operator: `not in`.
    fn not_operator(&self) -> bool {
        let after = self.rest().get(3..).unwrap_or_default().trim_start();
        after.starts_with('~')
            || lex::bare_word(after).ok().and_then(|(_, word)| lex::reserved(word)).is_some_and(|word| {
                matches!(word, Reserved::In | Reserved::Between | Reserved::Contain | Reserved::Contains)
            })
    }
}

/// At most 40 characters of `text`, on one line.
fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(40).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Where a run of characters of a value ends that touches signs which need quotes: before white space, a `)` or `(`
/// without its counterpart, or a comma in a list.
fn touching_run(text: &str, in_list: bool) -> usize {
    let mut end = 0;
    while let Some(character) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(end..).unwrap_or_default();
        let length = match character {
            '(' => match closed(rest) {
                Some(length) => length,
                None => break,
            },
            ')' => break,
            // A string goes along whole.
            '"' => lex::quoted(rest).map_or(1, |(after, _)| rest.len() - after.len()),
            ',' if in_list => break,
            _ if matches!(lex::class(rest), Some(Class::Space | Class::Control)) => break,
            _ => character.len_utf8(),
        };
        end += length;
    }
    end
}

/// How long the parenthesis at the start of `text` is, where it is closed soon, without white space.
fn closed(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate().take(100) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(offset + 1),
            b')' => depth -= 1,
            b' ' | b'\t'..=b'\r' => return None,
            _ => {}
        }
    }
    None
}

fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit { span, text: text.into() }
}
