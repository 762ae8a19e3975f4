//! Text to tree. One function a production; what is wrong with a text is found out where a production has no way on, in
//! the functions of [`super::mistake`], which report it and give the parser something to go on with.
//!
//! A text is of the language exactly when nothing was reported. The grammar, over characters; between any two tokens
//! there may be white space (Unicode's) and comments, and there must be some only where two words would run together:
//!
//! ```text
//! query     = [ U+FEFF ] or                          at most 100 "(" and "not" open at once
//! or        = and { "or" and }
//! and       = unary { "and" unary }
//! unary     = "not" unary | "(" or ")" | keyword | clause
//! keyword   = quoted                                 before the end, ")", "and" or "or"
//! clause    = field operation                        where no keyword is possible
//! field     = double-quoted | backticked | custom | word { word }     of words that are not reserved, not first
//!                                                    "custom." and then ' or a typographic quote
//! custom    = "custom." ( double-quoted | backticked )                nothing in between
//! operation = ( "=" | "!=" | "~" | "!~" | "^=" | ">" | ">=" | "<" | "<=" ) value
//!           | ( "contain" | "contains" ) value
//!           | "not" ( "contain" | "contains" | "~" ) value
//!           | "does" "not" "contain" value
//!           | "starts" "with" value
//!           | "is" [ "not" ] ( "empty" | quoted | word )              of words that are not reserved
//!           | [ "not" ] "in" ( list | last | end [ ".." end ] )
//!           | [ "not" ] "between" end "and" end
//! list      = "(" value { "," value } [ "," ] ")"
//! last      = [ "the" ] "last" [ quantity ] unit     wherever "last", or "the" and then "last", follows "in"
//! quantity  = word                                   that begins with a digit, "+", "-" or "."
//! unit      = word                                   that does not, and is not "and", "or" or "not"
//! end       = day month | month [ day ] | value      the longest that there is
//! day       = digit [ digit ]                        a whole word
//! month     = word                                   an English month's name, its first three letters, "sept"
//! value     = quoted | word                          of words that are not "and", "or" or "not"
//! reserved  = and or not is in between contain contains does starts
//! word      = { char }                               one or more, up to "..", not first ' ‘ ’ ‚ ‛ “ ” „ ‟ « » ‹ ›,
//!                                                    and not "//" first
//! char      = any but white space, control characters and ( ) [ ] { } , ; | = ! ~ < > ^ " `
//! quoted    = double-quoted | single-quoted          JSON's escapes and \', no control character, no \u0000,
//!                                                    no lone surrogate
//! backticked = "`" { any but "`" and control characters } "`"
//! comment   = "//" { any but LF and CR }             no control character but white space
//! ```
//!
//! Words of the language are words that are equal to them without regard to the case of ASCII letters.

use std::borrow::Cow;

use super::ast::{Comment, Expr, FieldName, Word};
use super::lex::{self, Class, Reserved};
use super::mistake::guessed;
use super::report::Report;
use crate::span::Span;

pub(super) struct Parser<'a, 'd> {
    pub(super) text: &'a str,
    /// Where the next token starts, or the text ends.
    pub(super) at: usize,
    /// The next token, where it is a bare word, and which reserved one it is: every production asks, so it is read once.
    word: Option<&'a str>,
    reserved: Option<Reserved>,
    /// The last token taken.
    pub(super) previous: Span,
    pub(super) comments: Vec<Comment<'a>>,
    pub(super) report: Report<'d>,
    /// How many bytes may still be looked at ahead for the end of a string over several lines.
    pub(super) lookahead: usize,
    /// How many `(` and `not` may be open at once.
    pub(super) nesting: usize,
    /// How many groups are open.
    pub(super) groups: usize,
    /// Where a string ended that was not closed: what should have followed it stands in it.
    pub(super) unterminated: Option<usize>,
    /// Whether everything is said about parentheses that are never closed.
    pub(super) unclosed: bool,
}

/// What is open around the members of a join.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Text,
    Group(Span),
    Not(Span),
}

/// The members read so far inside what is open.
pub(super) struct Level<'a> {
    pub(super) open: Open,
    /// Members of an `or`, complete.
    pub(super) or: Vec<Expr<'a>>,
    /// Members of the `and` that is being read.
    pub(super) and: Vec<Expr<'a>>,
}

/// What follows an operand.
pub(super) enum Next {
    And,
    Or,
    Close(Span),
    End,
}

impl<'a> Level<'a> {
    /// The member read last.
    pub(super) fn last(&self) -> Option<&Expr<'a>> {
        self.and.last().or(self.or.last())
    }

    const fn new(open: Open) -> Self {
        Self { open, or: Vec::new(), and: Vec::new() }
    }

    fn conjunction(&mut self, last: Expr<'a>) -> Expr<'a> {
        if self.and.is_empty() {
            return last;
        }
        self.and.push(last);
        Expr::And { members: std::mem::take(&mut self.and) }
    }

    fn finish(mut self, last: Expr<'a>) -> Expr<'a> {
        let last = self.conjunction(last);
        if self.or.is_empty() {
            return last;
        }
        self.or.push(last);
        Expr::Or { members: self.or }
    }
}

impl<'a, 'd> Parser<'a, 'd> {
    pub(super) fn new(text: &'a str, nesting: usize, report: Report<'d>) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let comments = Vec::new();
        let mut parser = Self {
            text,
            at: start,
            word: None,
            reserved: None,
            previous: Span::at(start),
            comments,
            report,
            lookahead: text.len(),
            nesting,
            groups: 0,
            unterminated: None,
            unclosed: false,
        };
        parser.trivia();
        parser
    }

    /// The text from the next token on.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The first byte of the next token; none at the end.
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next token, if it is a bare word.
    pub(super) fn peek(&self) -> Option<&'a str> {
        self.word
    }

    /// The next token, if it is a reserved word.
    pub(super) fn peek_reserved(&self) -> Option<Reserved> {
        self.reserved
    }

    /// The next token, if it is a bare word and not a reserved one.
    pub(super) fn peek_plain(&self) -> Option<&'a str> {
        self.word.filter(|_| self.reserved.is_none())
    }

    /// What `look` finds if the next token is the one at `offset`.
    pub(super) fn looking_at<T>(&mut self, offset: usize, look: impl FnOnce(&Self) -> T) -> T {
        let (at, word, reserved) = (self.at, self.word, self.reserved);
        self.at = offset;
        self.read_word();
        let found = look(self);
        (self.at, self.word, self.reserved) = (at, word, reserved);
        found
    }

    /// Reads the word at the next token, after going there otherwise than by taking what stands before it.
    pub(super) fn read_word(&mut self) {
        self.word = lex::word(self.rest()).ok().map(|(_, word)| word);
        self.reserved = self.word.and_then(lex::reserved);
    }

    /// Takes the token of the next `length` bytes, and what may stand before another one.
    pub(super) fn take(&mut self, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        self.previous = span;
        self.trivia();
        span
    }

    /// Goes past white space and comments, and reads the word that stands there.
    fn trivia(&mut self) {
        // Mostly there is one space or none.
        if self.byte() == Some(b' ') {
            self.at += 1;
        }
        if !matches!(self.byte(), Some(b'!'..=b'.' | b'0'..=b'~')) {
            self.more_trivia();
        }
        self.read_word();
    }

    // Apart, so that what is mostly done stays small.
    #[inline(never)]
    fn more_trivia(&mut self) {
        loop {
            match self.byte() {
                Some(b' ' | b'\n') => self.at += 1,
                Some(b'/') => match lex::comment(self.rest()) {
                    Ok((_, comment)) => self.comment(comment),
                    Err(_) => return,
                },
                Some(b'!'..=b'~') | None => return,
                Some(_) => match lex::class(self.rest()) {
                    Some(Class::Space) => self.at += self.rest().chars().next().map_or(1, char::len_utf8),
                    Some(Class::Control) => self.control_characters(),
                    _ => return,
                },
            }
        }
    }

    #[cold]
    fn comment(&mut self, comment: &'a str) {
        let span = Span::new(self.at, self.at + comment.len());
        self.control_in_comment(span);
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.rsplit(lex::is_line_break).next().unwrap_or_default();
        self.comments.push(Comment { span, text: comment.trim_end(), own_line: holds_no_clause(line) });
        self.at = span.end;
    }

    /// query
    pub(super) fn query(&mut self) -> Expr<'a> {
        let mut levels: Vec<Level<'a>> = Vec::new();
        let mut level = Level::new(Open::Text);
        loop {
            let mut expr = match self.opening() {
                Some(open) if levels.len() < self.nesting => {
                    self.groups += usize::from(matches!(open, Open::Group(_)));
                    levels.push(std::mem::replace(&mut level, Level::new(open)));
                    continue;
                }
                Some(open) => self.too_deep(open),
                // In a string that is not closed stands what should follow it.
                None => match self.primary(&level) {
                    expr if self.after_open_string() => guessed(expr),
                    expr => expr,
                },
            };
            loop {
                while let Open::Not(span) = level.open {
                    expr = Expr::Not { span, expr: Box::new(level.finish(expr)) };
                    level = levels.pop().unwrap_or(Level::new(Open::Text));
                }
                match (self.next(&mut expr), level.open) {
                    (Next::And, _) => {
                        level.and.push(expr);
                        break;
                    }
                    (Next::Or, _) => {
                        let member = level.conjunction(expr);
                        level.or.push(member);
                        break;
                    }
                    (Next::Close(close), Open::Group(open)) => {
                        self.groups -= 1;
                        expr = Expr::Group { span: open.to(close), expr: Box::new(level.finish(expr)) };
                        level = levels.pop().unwrap_or(Level::new(Open::Text));
                    }
                    (Next::Close(close), _) => self.unopened(close),
                    (Next::End, Open::Group(open)) => {
                        self.unclosed(open);
                        self.groups -= 1;
                        expr = Expr::Group { span: open.to(self.previous), expr: Box::new(level.finish(expr)) };
                        level = levels.pop().unwrap_or(Level::new(Open::Text));
                    }
                    (Next::End, _) => return level.finish(expr),
                }
            }
        }
    }

    /// `(` or `not` before an operand.
    fn opening(&mut self) -> Option<Open> {
        match self.byte()? {
            b'(' => Some(Open::Group(self.take(1))),
            b'n' | b'N' if self.peek_reserved() == Some(Reserved::Not) => Some(Open::Not(self.take(3))),
            b'!' if !matches!(self.text.as_bytes().get(self.at + 1), Some(b'=' | b'~')) => Some(Open::Not(self.bang())),
            _ => None,
        }
    }

    /// What follows an operand: `and`, `or`, `)` or the end.
    fn next(&mut self, expr: &mut Expr<'a>) -> Next {
        loop {
            match self.byte() {
                None => return Next::End,
                Some(b')') => return Next::Close(self.take(1)),
                Some(_) => match self.peek_reserved() {
                    Some(Reserved::And) => {
                        self.take(3);
                        return Next::And;
                    }
                    Some(Reserved::Or) => {
                        self.take(2);
                        return Next::Or;
                    }
                    _ => {
                        if let Some(next) = self.junk(expr) {
                            return next;
                        }
                    }
                },
            }
        }
    }

    /// Whether an operand may end here.
    pub(super) fn at_end_of_operand(&self) -> bool {
        match self.byte() {
            None | Some(b')') => true,
            Some(_) => matches!(self.peek_reserved(), Some(Reserved::And | Reserved::Or)),
        }
    }

    /// quoted; the next byte is the quote. What is wrong in it is reported.
    pub(super) fn quoted(&mut self) -> Word<'a> {
        match lex::quoted(self.rest()) {
            Ok((rest, text)) => Word { span: self.take(self.rest().len() - rest.len()), text, quoted: true },
            Err(_) => self.broken_string(),
        }
    }

    /// backticked; the next byte is the backtick.
    pub(super) fn backticked(&mut self) -> FieldName<'a> {
        if let Ok((rest, name)) = lex::backticked(self.rest()) {
            let span = self.take(self.rest().len() - rest.len());
            FieldName { span, name: Cow::Borrowed(name), custom: false, quoted: true }
        } else {
            let word = self.broken_string();
            FieldName { span: word.span, name: word.text, custom: false, quoted: true }
        }
    }
}

/// Whether the start of a line has at most `(`, `and`, `or` and `not`.
fn holds_no_clause(line: &str) -> bool {
    let outer = |next: char| matches!(next, '(' | '\u{feff}') || next.is_whitespace();
    let mut rest = line.trim_start_matches(outer);
    while !rest.is_empty() {
        let length = lex::word_length(rest);
        if rest.get(..length).and_then(lex::reserved_value).is_none() {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default().trim_start_matches(outer);
    }
    true
}
