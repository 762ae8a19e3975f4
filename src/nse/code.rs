//! The tokens of code: Python, JavaScript and what looks like them.

use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string literal; its span has the quotes, this what is between them.
    Text {
        inner: Span,
        form: Form,
    },
    /// An opening bracket, with the index of the token that closes it.
    Open(usize),
    Close,
    /// A name with its dots, or a number.
    Word,
    Comma,
    /// Any other sign.
    Sign,
}

/// How the text of a literal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Escaped,
    /// Python's `r"…"`, where a backslash is one.
    Raw,
    /// A template, `` `…${x}…` ``, or `f"…{x}…"` where this is true.
    Template {
        python: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Nobody nests calls deeper.
const MAX_DEPTH: usize = 60;

/// The tokens of `text` at `span`; none where a bracket or a literal is not closed, or where it nests too deep.
pub(super) fn tokens(text: &str, span: Span) -> Option<Vec<Token>> {
    let text = text.get(..span.end)?;
    let mut tokens: Vec<Token> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = span.start;
    while let Some(first) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if rest.starts_with("//") || first == '#' || rest.starts_with("/*") {
            let end = if rest.starts_with("/*") { rest.find("*/").map(|end| end + 2) } else { rest.find('\n') };
            at += end.unwrap_or(rest.len());
            continue;
        }
        let token = match quoted(rest) {
            Some((form, quote_at)) => literal(text, at, form, quote_at)?,
            None => plain(rest, at, first, tokens.len(), &mut open, &mut tokens)?,
        };
        at = token.span.end;
        tokens.push(token);
    }
    open.is_empty().then_some(tokens)
}

/// What stands at `at` and is not a literal.
fn plain(
    rest: &str,
    at: usize,
    first: char,
    index: usize,
    open: &mut Vec<usize>,
    tokens: &mut [Token],
) -> Option<Token> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let (kind, length) = match first {
        '(' | '[' | '{' => {
            if open.len() == MAX_DEPTH {
                return None;
            }
            open.push(index);
            (Kind::Open(index), 1)
        }
        ')' | ']' | '}' => {
            let opening = tokens.get_mut(open.pop()?)?;
            opening.kind = Kind::Open(index);
            (Kind::Close, 1)
        }
        ',' => (Kind::Comma, 1),
        c if word(c) => {
            let dot = |rest: &str| rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(word));
            let end = rest.char_indices().find(|&(at, c)| !word(c) && !rest.get(at..).is_some_and(dot));
            (Kind::Word, end.map_or(rest.len(), |(end, _)| end))
        }
        other => (Kind::Sign, other.len_utf8()),
    };
    Some(Token { kind, span: Span::new(at, at + length) })
}

/// How the literal is written that begins here, with a prefix of Python's or without, and where its quote stands; none where
/// none begins.
fn quoted(rest: &str) -> Option<(Form, usize)> {
    let quote_at = rest.bytes().take(3).position(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let form = match (&*rest.get(..quote_at)?.to_ascii_lowercase(), rest.get(quote_at..)?.starts_with('`')) {
        ("", true) => Form::Template { python: false },
        ("" | "u" | "b", false) => Form::Escaped,
        ("r" | "br" | "rb", false) => Form::Raw,
        ("f" | "fr" | "rf", false) => Form::Template { python: true },
        _ => return None,
    };
    Some((form, quote_at))
}

/// The literal that begins at `at`; none where it is not closed.
fn literal(text: &str, at: usize, form: Form, quote_at: usize) -> Option<Token> {
    let rest = text.get(at..)?;
    let quoted = rest.get(quote_at..)?;
    let quote = quoted.get(..1)?;
    let length = if quote != "`" && quoted.starts_with(&*quote.repeat(3)) { 3 } else { 1 };
    let closing = quote.repeat(length);
    let mut end = length;
    let inner_start = at + quote_at + length;
    loop {
        let here = quoted.get(end..)?;
        let next = here.chars().next()?;
        if here.starts_with(&*closing) {
            break;
        }
        end += next.len_utf8();
        if next == '\\' {
            end += quoted.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        // A hole of a template may hold strings of its own quotes; brackets are enough to tell where it ends.
        if closing == "`" && next == '$' && here.starts_with("${") {
            end += hole(quoted.get(end..)?)?;
        }
    }
    let start = at + quote_at;
    let inner = Span::new(inner_start, start + end);
    Some(Token { kind: Kind::Text { inner, form }, span: Span::new(at, start + end + length) })
}

/// How long the hole is that begins with the `{` of `text`, its brackets included; none where it is not closed.
pub(super) fn hole(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), closing) if open == closing => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The first of what may be long.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = short.char_indices().nth(30) {
        short.truncate(end);
        short.push('…');
    }
    short
}
