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
//! field     = double-quoted | backticked | custom | word { word }     of words that are not reserved
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

use super::ast::{Clause, Comment, End, Expr, FieldName, Members, Operand, Word};
use super::lex::{self, Class, Reserved};
use super::report::Report;
use crate::catalog::Operator;
use crate::span::Span;

/// How many `(` and `not` may be open at once.
pub(super) const MAX_DEPTH: usize = 100;

pub(super) struct Parser<'a, 'd> {
    pub(super) text: &'a str,
    /// Where the next token starts, or the text ends.
    pub(super) at: usize,
    /// The last token taken.
    pub(super) previous: Span,
    pub(super) comments: Vec<Comment<'a>>,
    pub(super) report: Report<'d>,
    /// How many bytes may still be looked at ahead for the end of a string over several lines.
    pub(super) lookahead: usize,
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

/// What follows an item of a list.
pub(super) enum Separator {
    /// Taken.
    Comma,
    /// Not taken yet.
    Close,
    /// Nothing that makes sense; the list ends here.
    None,
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
        Expr::And(Members::new(std::mem::take(&mut self.and)))
    }

    fn finish(mut self, last: Expr<'a>) -> Expr<'a> {
        let last = self.conjunction(last);
        if self.or.is_empty() {
            return last;
        }
        self.or.push(last);
        Expr::Or(Members::new(self.or))
    }
}

impl<'a, 'd> Parser<'a, 'd> {
    pub(super) fn new(text: &'a str, report: Report<'d>) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let comments = Vec::new();
        let mut parser = Self {
            text,
            at: start,
            previous: Span::at(start),
            comments,
            report,
            lookahead: text.len(),
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
        lex::word(self.rest()).ok().map(|(_, word)| word)
    }

    /// The next token, if it is a reserved word.
    pub(super) fn peek_reserved(&self) -> Option<Reserved> {
        self.peek().and_then(lex::reserved)
    }

    /// Takes the token of the next `length` bytes, and what may stand before another one.
    pub(super) fn take(&mut self, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        self.previous = span;
        self.trivia();
        span
    }

    /// Goes past white space and comments.
    fn trivia(&mut self) {
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
                Some(open) if levels.len() < MAX_DEPTH => {
                    levels.push(std::mem::replace(&mut level, Level::new(open)));
                    continue;
                }
                Some(open) => self.too_deep(open),
                None => self.primary(&level),
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
                        expr = Expr::Group { span: open.to(close), expr: Box::new(level.finish(expr)) };
                        level = levels.pop().unwrap_or(Level::new(Open::Text));
                    }
                    (Next::Close(close), _) => self.unopened(close),
                    (Next::End, Open::Group(open)) => {
                        self.unclosed(open, &levels);
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
            b'!' if !self.rest().starts_with(['=', '~']) => Some(Open::Not(self.bang())),
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

    /// keyword | clause
    fn primary(&mut self, level: &Level<'a>) -> Expr<'a> {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                let word = self.quoted();
                if self.at_end_of_operand() {
                    return Expr::Keyword(word);
                }
                if quote == b'\'' {
                    return self.single_quoted_field(word, level);
                }
                self.operation(FieldName { span: word.span, name: word.text, custom: false, quoted: true }, level)
            }
            Some(b'`') => {
                let field = self.backticked();
                self.operation(field, level)
            }
            _ => match self.peek().filter(|word| lex::reserved(word).is_none()) {
                Some(word) => {
                    let field = self.bare_field(word);
                    self.operation(field, level)
                }
                None => self.no_clause(level),
            },
        }
    }

    /// word { word } | custom
    fn bare_field(&mut self, first: &'a str) -> FieldName<'a> {
        let mut span = self.take(first.len());
        if self.at == span.end && first.eq_ignore_ascii_case("custom.") && matches!(self.byte(), Some(b'"' | b'`')) {
            let (rest, name) = if self.byte() == Some(b'"') {
                let word = self.quoted();
                (word.span, word.text)
            } else {
                let field = self.backticked();
                (field.span, field.name)
            };
            return FieldName { span: span.to(rest), name, custom: true, quoted: false };
        }
        let mut name = Cow::Borrowed(first);
        while let Some(word) = self.peek().filter(|word| lex::reserved(word).is_none()) {
            let one_space = self.at == span.end + 1 && self.text.as_bytes().get(span.end) == Some(&b' ');
            span.end = self.take(word.len()).end;
            match &mut name {
                Cow::Borrowed(name) if one_space => *name = span.of(self.text),
                name => {
                    let name = name.to_mut();
                    name.push(' ');
                    name.push_str(word);
                }
            }
        }
        if after_custom(&name).is_none() {
            FieldName { span, name, custom: false, quoted: false }
        } else {
            let name = match name {
                Cow::Borrowed(name) => Cow::Borrowed(after_custom(name).unwrap_or_default()),
                Cow::Owned(name) => Cow::Owned(after_custom(&name).unwrap_or_default().to_owned()),
            };
            FieldName { span, name, custom: true, quoted: false }
        }
    }

    /// operation
    pub(super) fn operation(&mut self, field: FieldName<'a>, level: &Level<'a>) -> Expr<'a> {
        if let Ok((rest, operator)) = lex::sign(self.rest()) {
            let span = self.take(self.rest().len() - rest.len());
            return self.comparison(field, operator, span);
        }
        let Some(reserved) = self.peek_reserved() else { return self.no_operation(field, level) };
        let word = |parser: &mut Self| {
            let length = parser.peek().map_or(0, str::len);
            parser.take(length)
        };
        match reserved {
            Reserved::And | Reserved::Or => self.no_operation(field, level),
            Reserved::Is => {
                let span = word(self);
                self.is(field, span)
            }
            Reserved::In => {
                let span = word(self);
                self.membership(field, false, span)
            }
            Reserved::Between => {
                let span = word(self);
                self.between(field, false, span)
            }
            Reserved::Contain | Reserved::Contains => {
                let span = word(self);
                self.comparison(field, Operator::Contain, span)
            }
            Reserved::Not => {
                let span = word(self);
                match self.peek_reserved() {
                    Some(Reserved::In) => {
                        let span = span.to(word(self));
                        self.membership(field, true, span)
                    }
                    Some(Reserved::Between) => {
                        let span = span.to(word(self));
                        self.between(field, true, span)
                    }
                    Some(Reserved::Contain | Reserved::Contains) => {
                        let span = span.to(word(self));
                        self.comparison(field, Operator::NotContain, span)
                    }
                    _ if self.byte() == Some(b'~') => {
                        let span = span.to(self.take(1));
                        self.comparison(field, Operator::NotContain, span)
                    }
                    _ => self.not_after_field(field, span, level),
                }
            }
            Reserved::Does => {
                let span = word(self);
                if self.peek_reserved() != Some(Reserved::Not) {
                    return self.incomplete_operator(field, span);
                }
                let span = span.to(word(self));
                if self.peek_reserved() != Some(Reserved::Contain) {
                    return self.incomplete_operator(field, span);
                }
                let span = span.to(word(self));
                self.comparison(field, Operator::NotContain, span)
            }
            Reserved::Starts => {
                let span = word(self);
                if !self.peek().is_some_and(|word| word.eq_ignore_ascii_case("with")) {
                    return self.incomplete_operator(field, span);
                }
                let span = span.to(word(self));
                self.comparison(field, Operator::StartsWith, span)
            }
        }
    }

    /// value, after an operator that takes one.
    pub(super) fn comparison(&mut self, field: FieldName<'a>, operator: Operator, span: Span) -> Expr<'a> {
        match self.value() {
            Some(word) => clause(field, operator, span, Operand::Word(word)),
            None => self.no_value(field, operator, span),
        }
    }

    /// What follows `is`.
    pub(super) fn is(&mut self, field: FieldName<'a>, mut span: Span) -> Expr<'a> {
        let not = self.peek_reserved() == Some(Reserved::Not);
        if not {
            span = span.to(self.take(3));
        }
        match self.peek() {
            Some(word) if word.eq_ignore_ascii_case("empty") => {
                let span = span.to(self.take(word.len()));
                clause(field, Operator::IsEmpty, span, Operand::Empty(!not))
            }
            Some(word) if lex::reserved(word).is_some() => self.reserved_after_is(field, not, span),
            _ => self.comparison(field, if not { Operator::IsNot } else { Operator::Is }, span),
        }
    }

    /// What follows `in` and `not in`.
    pub(super) fn membership(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        if self.byte() == Some(b'(') {
            let operator = if not { Operator::NotIn } else { Operator::In };
            return match self.list() {
                Some(list) => clause(field, operator, span, list),
                None => Expr::Error(span.to(self.previous)),
            };
        }
        let is = |word: Option<&str>, name: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(name));
        let word = self.peek();
        if is(word, "last") {
            let span = span.to(self.take(4));
            return self.last(field, not, span);
        }
        if is(word, "the") {
            let the = self.take(3);
            if is(self.peek(), "last") {
                let span = span.to(self.take(4));
                return self.last(field, not, span);
            }
            let start = End::Word(Word { span: the, text: Cow::Borrowed(the.of(self.text)), quoted: false });
            return self.period(field, not, span, start);
        }
        match self.end() {
            Some(start) => self.period(field, not, span, start),
            None => self.no_period(field, not, span),
        }
    }

    /// `[".." end]`, after the first end.
    pub(super) fn period(&mut self, field: FieldName<'a>, not: bool, span: Span, start: End<'a>) -> Expr<'a> {
        if lex::dots(self.rest()).is_err() {
            return clause(field, range_operator(not, &start, &start), span, Operand::Period(start));
        }
        let dots = self.take(2);
        match self.end() {
            Some(end) => clause(field, range_operator(not, &start, &end), span, Operand::Range { start, end }),
            None => self.open_range(&field, dots),
        }
    }

    /// end "and" end
    pub(super) fn between(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let Some(start) = self.end() else { return self.no_period(field, not, span) };
        if self.peek_reserved() != Some(Reserved::And) {
            return self.between_without_and(field, not, span, start);
        }
        let and = self.take(3);
        match self.end() {
            Some(end) => clause(field, range_operator(not, &start, &end), span, Operand::Range { start, end }),
            None => self.open_range(&field, and),
        }
    }

    /// end
    pub(super) fn end(&mut self) -> Option<End<'a>> {
        let word = self.value()?;
        if word.quoted {
            return Some(End::Word(word));
        }
        if let Some(month) = lex::month(&word.text) {
            let day = self.peek().filter(|day| lex::is_day(day)).map(|day| self.bare(day));
            let span = day.as_ref().map_or(word.span, |day| word.span.to(day.span));
            return Some(End::DayMonth { span, day, month });
        }
        if lex::is_day(&word.text)
            && let Some((month, name)) = self.peek().and_then(|name| Some((lex::month(name)?, name)))
        {
            let span = word.span.to(self.take(name.len()));
            return Some(End::DayMonth { span, day: Some(word), month });
        }
        Some(End::Word(word))
    }

    /// [ quantity ] unit
    fn last(&mut self, field: FieldName<'a>, not: bool, span: Span) -> Expr<'a> {
        let operator = if not { Operator::NotInTheLast } else { Operator::InTheLast };
        let quantity = self.peek().filter(|word| is_quantity(word)).map(|word| self.bare(word));
        let Some(unit) = self.peek().filter(|word| !is_quantity(word) && lex::reserved_value(word).is_none()) else {
            return self.no_unit(span, quantity);
        };
        let unit = self.bare(unit);
        let span_of_both = quantity.as_ref().map_or(unit.span, |quantity| quantity.span.to(unit.span));
        clause(field, operator, span, Operand::Last { span: span_of_both, quantity, unit })
    }

    /// list
    pub(super) fn list(&mut self) -> Option<Operand<'a>> {
        let open = self.take(1);
        let mut items = Vec::new();
        loop {
            match self.value() {
                Some(word) => items.push(word),
                None if self.byte() == Some(b')') && !items.is_empty() => break,
                None => {
                    if !self.no_item(open, &mut items) {
                        return (!items.is_empty()).then(|| Operand::List { span: open.to(self.previous), items });
                    }
                }
            }
            match self.separator(open, &mut items) {
                Separator::Comma => {}
                Separator::Close => break,
                Separator::None => {
                    return (!items.is_empty()).then(|| Operand::List { span: open.to(self.previous), items });
                }
            }
        }
        Some(Operand::List { span: open.to(self.take(1)), items })
    }

    /// What follows an item.
    fn separator(&mut self, open: Span, items: &mut Vec<Word<'a>>) -> Separator {
        loop {
            match self.byte() {
                Some(b',') => {
                    self.take(1);
                    return Separator::Comma;
                }
                Some(b')') => return Separator::Close,
                _ => {
                    if let Some(separator) = self.after_item(open, items) {
                        return separator;
                    }
                }
            }
        }
    }

    /// value
    pub(super) fn value(&mut self) -> Option<Word<'a>> {
        if let Some(b'"' | b'\'') = self.byte() {
            return Some(self.quoted());
        }
        let word = self.peek().filter(|word| lex::reserved_value(word).is_none())?;
        Some(self.bare(word))
    }

    /// Takes `word`, which is the next token.
    pub(super) fn bare(&mut self, word: &'a str) -> Word<'a> {
        Word { span: self.take(word.len()), text: Cow::Borrowed(word), quoted: false }
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

pub(super) const fn clause<'a>(
    field: FieldName<'a>,
    operator: Operator,
    operator_span: Span,
    operand: Operand<'a>,
) -> Expr<'a> {
    Expr::Clause(Clause { field, operator, operator_span, operand })
}

/// Days of the year make a `day_month_range`. It has no negative: with `not` the check refuses them.
pub(super) const fn range_operator(not: bool, start: &End<'_>, end: &End<'_>) -> Operator {
    match (not, start, end) {
        (true, ..) => Operator::NotInRange,
        (false, End::Word(_), End::Word(_)) => Operator::Range,
        (false, ..) => Operator::DayMonthRange,
    }
}

fn is_quantity(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'))
}

/// What follows `custom.` in the name of a custom field.
fn after_custom(name: &str) -> Option<&str> {
    let (prefix, rest) = name.split_at_checked("custom.".len())?;
    (prefix.eq_ignore_ascii_case("custom.") && !rest.is_empty() && !rest.starts_with(' ')).then_some(rest)
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
