//! Text to tree. One function a production; what is wrong with a text is found out where a production has no way on, in
//! the functions of [`super::recover`], which report it and give the parser something to go on with.
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
//!                                                    not "on" day-off and then the end, ")", "and" or "or"
//! operation = ( "=" | "!=" | ">" | ">=" | "<" | "<=" ) ( counted | value )
//!           | ( "~" | "!~" | "^=" ) value
//!           | ( "contain" | "contains" ) value
//!           | "not" ( "contain" | "contains" | "~" ) value
//!           | "does" "not" "contain" value
//!           | "starts" "with" value
//!           | "is" [ "not" ] ( "empty" | counted | quoted | parameter | word )       of words that are not reserved
//!           | "on" day-off
//!           | [ "not" ] "in" ( list | last | end [ ".." end ] )       a parameter alone is a list or a period
//!           | [ "not" ] "between" end "and" end
//! list      = "(" value { "," value } [ "," ] ")"
//! last      = [ "the" ] "last" [ quantity | parameter ] unit        wherever "last", or "the" and then "last", follows "in"
//! quantity  = word                                   that begins with a digit, "+", "-" or "."
//! unit      = word                                   that does not, and is not "and", "or" or "not"
//! end       = day month | month [ day ] | day-off | period | value    the longest that there is
//! day-off   = "today" | "yesterday" | "tomorrow" | counted
//! counted   = ( quantity | parameter ) unit ( "ago" | "from" "now" )
//! period    = [ "the" ] ( ( "this" | "previous" | "next" ) calendar | "next" ( quantity | parameter ) unit )
//! calendar  = "week" | "month" | "quarter" | "year"
//! day       = digit [ digit ]                        a whole word
//! month     = word                                   an English month's name, its first three letters, "sept"
//! value     = quoted | parameter | word              of words that are not "and", "or" or "not"
//! parameter = "{" name "}"                           nothing in between
//! name      = ( letter | "_" ) { letter | digit | "_" }       of ASCII
//! reserved  = and or not is in between contain contains does starts
//! word      = { char }                               one or more, up to "..", not first ' ‘ ’ ‚ ‛ “ ” „ ‟ « » ‹ ›,
//!                                                    and not "//" first
//! char      = any but white space, control characters and ( ) [ ] { } , ; | = ! ~ < > ^ " `
//! quoted    = double-quoted | single-quoted          JSON's escapes and \', no control character, no \u0000,
//!                                                    no lone surrogate
//! backticked = "`" { any but "`" and control characters } "`"
//! comment   = "//" { any but a line's end }          no control character but white space; a line ends at LF, VT, FF,
//!                                                    CR, NEL, U+2028 and U+2029
//! ```
//!
//! Words of the language are words that are equal to them without regard to the case of ASCII letters.

use std::borrow::Cow;

use super::ast::{Comment, Expr, FieldName, Word, WordKind};
use super::mistakes::Mistakes;
use super::open_join::{Level, Open, TOP};
use super::recover::Recovery;
use crate::catalog::Catalog;
use crate::diagnostic::Collector;
use crate::lex::{self, Class, First, Reserved};
use crate::span::Span;

pub(crate) struct Parser<'a, 'd> {
    pub(crate) text: &'a str,
    /// Where the next token starts, or the text ends.
    pub(crate) at: usize,
    /// How many bytes the next token has, where it is a bare word, else 0, and which reserved one it is: every
    /// production asks, so it is read once.
    word: usize,
    reserved: Option<Reserved>,
    /// The last token taken.
    pub(crate) previous: Span,
    /// The members of all joins that are open, see [`Level`].
    pub(crate) members: Vec<Expr<'a>>,
    pub(crate) comments: Vec<Comment<'a>>,
    /// Whether a parameter was taken.
    pub(crate) parameters: bool,
    pub(crate) report: Mistakes<'a, 'd>,
    /// What the functions that mend mistakes know.
    pub(crate) recovery: Recovery<'a, 'd>,
    /// How many `(` and `not` may be open at once.
    pub(crate) nesting: usize,
    /// How many groups are open.
    pub(crate) groups: usize,
}

/// What follows an operand.
pub(crate) enum Next {
    And,
    Or,
    Close(Span),
    End,
}

impl<'a, 'd> Parser<'a, 'd> {
    #[inline] // made where it stays
    pub(crate) fn new(text: &'a str, nesting: usize, catalog: &'d Catalog, report: &'d mut Collector) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            text,
            at: start,
            word: 0,
            reserved: None,
            previous: Span::at(start),
            // To grow costs more than room for a few: a clause takes some thirty bytes, and few stand here at once.
            members: Vec::with_capacity((text.len() / 32).clamp(4, 8)),
            comments: Vec::new(),
            parameters: false,
            report: Mistakes::new(text, catalog, report),
            recovery: Recovery::new(catalog, text.len()),
            nesting,
            groups: 0,
        }
    }

    /// The text from the next token on.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The first byte of the next token; none at the end.
    pub(crate) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether the next token is a bare word.
    pub(crate) fn at_word(&self) -> bool {
        self.word > 0
    }

    /// The next token, if it is a bare word.
    pub(crate) fn peek(&self) -> Option<&'a str> {
        if self.word == 0 { None } else { self.text.get(self.at..self.at + self.word) }
    }

    /// The next token, if it is a reserved word.
    pub(crate) fn peek_reserved(&self) -> Option<Reserved> {
        self.reserved
    }

    /// The next token, if it is a bare word and not a reserved one.
    pub(crate) fn peek_plain(&self) -> Option<&'a str> {
        if self.reserved.is_some() { None } else { self.peek() }
    }

    /// What `look` finds if the next token is the one at `offset`.
    pub(crate) fn looking_at<T>(&mut self, offset: usize, look: impl FnOnce(&Self) -> T) -> T {
        let (at, word, reserved) = (self.at, self.word, self.reserved);
        self.at = offset;
        self.read_word();
        let found = look(self);
        (self.at, self.word, self.reserved) = (at, word, reserved);
        found
    }

    /// Reads the word at the next token, after going there otherwise than by taking what stands before it.
    #[inline(never)]
    pub(crate) fn read_word(&mut self) {
        let word = lex::leading_word(self.rest());
        (self.word, self.reserved) = (word.len(), lex::reserved(word));
    }

    /// Takes the token of the next `length` bytes, and what may stand before another one.
    pub(crate) fn take(&mut self, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        self.previous = span;
        self.trivia();
        span
    }

    /// Takes the next token, which is a bare word.
    pub(crate) fn take_word(&mut self) -> Span {
        self.take(self.word)
    }

    /// Goes past white space and comments, and reads the word that stands there.
    fn trivia(&mut self) {
        // Mostly there is one space or none.
        if self.byte() == Some(b' ') {
            self.at += 1;
        }
        match self.byte().map(|byte| lex::FIRST[usize::from(byte)]) {
            Some(First::Word) => match lex::plain_word(self.text, self.at) {
                Some(word) => (self.word, self.reserved) = (word.len(), lex::reserved(word)),
                None => self.read_word(),
            },
            Some(First::Sign) => (self.word, self.reserved) = (0, None),
            _ => self.more_trivia(),
        }
    }

    // Apart, so that what is mostly done stays small.
    #[inline(never)]
    fn more_trivia(&mut self) {
        loop {
            match self.byte() {
                Some(b' ' | b'\n') => self.at += 1,
                Some(b'/') => match lex::comment(self.rest()) {
                    Ok((_, comment)) => self.comment(comment),
                    Err(_) => break,
                },
                Some(b'!'..=b'~') | None => break,
                Some(_) => match lex::class(self.rest()) {
                    Some(Class::Space) => self.at += self.rest().chars().next().map_or(1, char::len_utf8),
                    Some(Class::Control) => self.control_characters(),
                    _ => break,
                },
            }
        }
        self.read_word();
    }

    #[cold]
    fn comment(&mut self, comment: &'a str) {
        let span = Span::new(self.at, self.at + comment.len());
        self.control_in_comment(span);
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.rsplit(lex::is_line_end).next().unwrap_or_default();
        self.comments.push(Comment { span, text: comment.trim_end().into(), own_line: holds_no_clause(line) });
        self.at = span.end;
    }

    /// query
    pub(crate) fn query(&mut self) -> Expr<'a> {
        self.trivia();
        let mut levels: Vec<Level> = Vec::new();
        let mut level = TOP;
        loop {
            let mut next = match self.opening() {
                Some(open) if levels.len() < self.nesting => {
                    self.groups += usize::from(matches!(open, Open::Group(_)));
                    levels.push(level);
                    let start = self.members.len();
                    level = Level { open, or: start, and: start };
                    continue;
                }
                Some(open) => {
                    let expr = self.too_deep(open);
                    self.members.push(expr);
                    self.next()
                }
                None => {
                    self.recovery.errors = self.report.count();
                    self.report.clause = self.at;
                    let expr = self.primary(&level);
                    self.members.push(expr);
                    let next = self.next();
                    if self.report.count() != self.recovery.errors {
                        self.set_aside();
                    }
                    next
                }
            };
            loop {
                while let Open::Not(span) = level.open {
                    let expr = Box::new(self.finish(level));
                    self.members.push(Expr::Not { span, expr });
                    level = levels.pop().unwrap_or(TOP);
                }
                match (next, level.open) {
                    (Next::And, _) => break,
                    (Next::Or, _) => {
                        self.finish_and(&mut level);
                        break;
                    }
                    (Next::Close(close), Open::Group(open)) => {
                        self.groups -= 1;
                        let expr = Box::new(self.finish(level));
                        self.members.push(Expr::Group { span: open.to(close), expr });
                        level = levels.pop().unwrap_or(TOP);
                    }
                    (Next::Close(close), _) => self.unopened(close),
                    (Next::End, Open::Group(open)) => {
                        self.unclosed(open);
                        let expr = Box::new(self.finish(level));
                        self.members.push(Expr::Group { span: open.to(self.previous), expr });
                        level = levels.pop().unwrap_or(TOP);
                    }
                    (Next::End, _) => return self.finish(level),
                }
                next = self.next();
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
    #[allow(clippy::inline_always)] // the call takes half of its time
    #[inline(always)]
    fn next(&mut self) -> Next {
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
                        let mut expr = self.take_member();
                        let next = self.junk(&mut expr);
                        self.members.push(expr);
                        if let Some(next) = next {
                            return next;
                        }
                    }
                },
            }
        }
    }

    /// Whether an operand may end here.
    pub(crate) fn at_end_of_operand(&self) -> bool {
        match self.byte() {
            None | Some(b')') => true,
            Some(_) => matches!(self.peek_reserved(), Some(Reserved::And | Reserved::Or)),
        }
    }

    /// quoted; the next byte is the quote. What is wrong in it is reported.
    pub(crate) fn quoted(&mut self) -> Word<'a> {
        match lex::quoted(self.rest()) {
            Ok((rest, text)) => Word { span: self.take(self.rest().len() - rest.len()), text, kind: WordKind::Quoted },
            Err(_) => self.broken_string(),
        }
    }

    /// backticked; the next byte is the backtick.
    pub(crate) fn backticked(&mut self) -> FieldName<'a> {
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
