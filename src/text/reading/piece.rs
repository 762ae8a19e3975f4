//! A text with mistakes in pieces: words, signs, strings and brackets, with what may be glued together taken apart.

use std::borrow::Cow;

use super::said::Value;
use crate::catalog::{Catalog, FieldRef};
use crate::lex::{self, Class};
use crate::span::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Quoted,
    Sign,
    Open,
    Close,
    Comma,
}

/// A word, a sign, a string or a bracket.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'t> {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    /// What it says, without quotes.
    pub(crate) text: Cow<'t, str>,
    /// The same in small letters, with straight apostrophes.
    pub(crate) lower: String,
}

impl Piece<'_> {
    /// It as a value.
    pub(crate) fn value(&self) -> Value {
        Value { text: self.text.to_string(), quoted: self.kind == Kind::Quoted }
    }
}

/// The most pieces that are read: nobody writes a longer sentence, and to read it costs more than to look at it.
const MOST: usize = 80;

const SIGNS: &str = "=!<>~^|&:¬≠≤≥≈≡∈∉∧∨≮≯∅";

/// The pieces of `text` within `span`; none where there are too many, or one that makes no sense of its own: a comment, a
/// string that is not closed.
pub(crate) fn pieces<'t>(text: &'t str, span: Span, catalog: &Catalog) -> Option<Vec<Piece<'t>>> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let rest = text.get(at..span.end)?;
        let first = rest.chars().next()?;
        let mut push = |kind, length: usize, text: Cow<'t, str>| {
            let lower = text.to_lowercase().replace(['’', '‘', '`', '´'], "'");
            pieces.push(Piece { kind, span: Span::new(at, at + length), text, lower });
            at += length;
        };
        let one = first.len_utf8();
        match first {
            _ if lex::comment(rest).is_ok() || lex::class(rest) == Some(Class::Control) => return None,
            // No other language has the parameters of this one, and what is offered would lose their braces.
            '{' if lex::parameter(rest).is_ok() => return None,
            _ if first.is_whitespace() => at += one,
            // `""vip""`
            '"' | '\''
                if rest.get(1..).is_some_and(|rest| {
                    rest.starts_with(first) && rest.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
                }) =>
            {
                let mark = rest.get(..2)?;
                let close = rest.get(2..)?.find(mark)? + 2;
                push(Kind::Quoted, close + 2, Cow::Borrowed(rest.get(2..close)?));
            }
            '"' | '\'' => {
                let (after, inner) = lex::quoted(rest).ok()?;
                push(Kind::Quoted, rest.len() - after.len(), inner);
            }
            '“' | '”' | '„' | '«' | '‘' | '‹' => {
                let close = rest.char_indices().skip(1).find(|&(_, c)| lex::is_typographic_quote(c) || c == '"')?;
                push(Kind::Quoted, close.0 + close.1.len_utf8(), Cow::Borrowed(rest.get(one..close.0)?.trim()));
            }
            '(' | '[' | '{' | '（' => push(Kind::Open, one, Cow::Borrowed(rest.get(..one)?)),
            ')' | ']' | '}' | '）' => push(Kind::Close, one, Cow::Borrowed(rest.get(..one)?)),
            ',' | ';' | '，' | '、' | '；' => push(Kind::Comma, one, Cow::Borrowed(",")),
            _ if SIGNS.contains(first) => {
                let length = rest.find(|c| !SIGNS.contains(c)).unwrap_or(rest.len());
                // `= !vip`, `:>=3`: what turns or assigns stands alone.
                let length = if matches!(first, ':' | '&' | '|') { same(rest) } else { sign_length(rest, length) };
                // `~*`
                let length =
                    length + usize::from(first != ':' && rest.get(length..).is_some_and(|rest| rest.starts_with("* ")));
                push(Kind::Sign, length, Cow::Borrowed(rest.get(..length)?));
            }
            '-' | '+' if glued(rest) => push(Kind::Sign, 1, Cow::Borrowed(rest.get(..1)?)),
            // What other languages comment.
            '-' if rest.starts_with("-- ") => at += rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => at += rest.find("*/").map_or(rest.len(), |close| close + 2),
            // Apart it is a dash.
            '-' if !rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) => {
                push(Kind::Sign, 1, Cow::Borrowed("–"));
            }
            '「' | '『' | '【' | '《' | '〈' | '＂' | '＇' | '´' | '″' => {
                let close = rest.char_indices().skip(1).find(|&(_, c)| "」』】》〉＂＇´″".contains(c))?;
                push(Kind::Quoted, close.0 + close.1.len_utf8(), Cow::Borrowed(rest.get(one..close.0)?));
            }
            '\\' if rest.starts_with("\\\"") || rest.starts_with("\\'") => {
                let mark = rest.get(..2)?;
                let close = rest.get(2..)?.find(mark)? + 2;
                push(Kind::Quoted, close + 2, Cow::Borrowed(rest.get(2..close)?));
            }
            _ if rest.starts_with("..") => {
                let length = rest.find(|c| c != '.').unwrap_or(rest.len());
                push(Kind::Sign, length, Cow::Borrowed(".."));
            }
            _ => {
                let mut length = word_length(rest, catalog);
                // `*=`, `%=`
                if !rest.get(..length)?.contains(char::is_alphanumeric) && rest.get(length..)?.starts_with('=') {
                    length += 1;
                }
                let word = rest.get(..length)?;
                let kind = if word.contains(char::is_alphanumeric) { Kind::Word } else { Kind::Sign };
                push(kind, length, Cow::Borrowed(word));
            }
        }
        if pieces.len() > MOST {
            return None;
        }
    }
    split_names(&mut pieces);
    Some(pieces)
}

/// How many of the same sign stand at the start of `text`.
fn same(text: &str) -> usize {
    let first = text.chars().next().unwrap_or_default();
    text.find(|c| c != first).unwrap_or(text.len())
}

/// How long the operator at the start of `text` is, which has `length` signs: `!` before a word belongs to the word.
fn sign_length(text: &str, length: usize) -> usize {
    let signs = text.get(..length).unwrap_or_default();
    match signs.strip_suffix('!') {
        Some(before) if !before.is_empty() && text.get(length..).is_some_and(|rest| !rest.starts_with(' ')) => {
            before.len()
        }
        _ => signs.find(':').filter(|&colon| colon > 0).unwrap_or(length),
    }
}

/// Whether a `-` or `+` stands before what it is about.
fn glued(text: &str) -> bool {
    text.chars().nth(1).is_some_and(|next| next.is_alphabetic() || matches!(next, '"' | '\'' | '(' | '{' | '#' | '_'))
}

/// How long the word at the start of `text` is: up to a sign in it that parts a field from its value, or two clauses.
fn word_length(text: &str, catalog: &Catalog) -> usize {
    let whole = lex::word_length(text).max(text.chars().next().map_or(1, char::len_utf8));
    let word = text.get(..whole).unwrap_or_default();
    let cut = word.char_indices().skip(1).find(|&(at, c)| {
        let (before, after) = (word.get(..at).unwrap_or_default(), word.get(at + c.len_utf8()..).unwrap_or_default());
        match c {
            ':' => !after.starts_with("//") && !before.ends_with(|c: char| c.is_ascii_digit()),
            '&' => after.starts_with('&') || catalog.field(after).is_some(),
            '，' | '、' | '；' | '）' | '（' => true,
            '？' | '?' | '!' if after.is_empty() => text.len() == whole,
            '.' if after.is_empty() => text.len() == whole && before.len() > 1,
            _ => !c.is_ascii() && SIGNS.contains(c),
        }
    });
    cut.map_or(whole, |(at, _)| at)
}

/// `not_in`, `doesNotContain`, `non-empty`: parts of which all are words of the vocabulary stand apart.
fn split_names(pieces: &mut Vec<Piece<'_>>) {
    let mut index = 0;
    while index < pieces.len() {
        let piece = &pieces[index];
        let parts = if piece.kind == Kind::Word { parts(&piece.text) } else { Vec::new() };
        let known = |part: &String| super::vocabulary::phrase(std::iter::once(&**part)).is_some();
        if parts.len() > 1
            && parts.iter().all(known)
            && super::vocabulary::phrase(std::iter::once(&*piece.lower)).is_none()
        {
            let span = piece.span;
            let apart: Vec<_> = parts
                .into_iter()
                .map(|lower| Piece { kind: Kind::Word, span, text: Cow::Owned(lower.clone()), lower })
                .collect();
            pieces.splice(index..=index, apart);
        }
        index += 1;
    }
}

/// The words of a name of a program: `doesNotContain`, `not_in`.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut small = false;
    for c in name.chars() {
        if matches!(c, '_' | '-' | '.') {
            small = false;
            parts.push(String::new());
            continue;
        }
        if parts.is_empty() || (small && c.is_uppercase()) {
            parts.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Names that people have for fields, beside those of the catalog.
const NAMES: &[(&str, &str)] = &[
    ("tags", "tag"),
    ("tagged", "tag"),
    ("label", "tag"),
    ("labels", "tag"),
    ("emails", "email"),
    ("e-mail", "email"),
    ("mail", "email"),
    ("email address", "email"),
    ("phones", "phone"),
    ("phone number", "phone"),
    ("telephone", "phone"),
    ("titles", "title"),
    ("job title", "title"),
    ("cities", "city"),
    ("countries", "country"),
    ("ratings", "rating"),
    ("birthdays", "birthday"),
    ("employers", "employer"),
    ("added", "created"),
    ("modified", "updated"),
    ("last contacted", "company last contacted"),
    ("contacted", "company last contacted"),
    ("type", "record type"),
    ("website", "URL"),
    ("domains", "domain"),
    ("addresses", "address"),
    ("text", "any"),
    ("stadt", "city"),
    ("vorname", "first name"),
    ("nachname", "last name"),
    ("telefon", "phone"),
    ("ville", "city"),
    ("prénom", "first name"),
    ("ciudad", "city"),
    ("タグ", "tag"),
];

/// The field whose name begins at the first of `pieces`, and how many of them it takes: the longest.
pub(crate) fn field(pieces: &[Piece<'_>], catalog: &Catalog) -> Option<(FieldRef, usize)> {
    let first = pieces.first()?;
    // `custom."Shoe size"`
    if let Some(name) = pieces.get(1)
        && (first.kind, name.kind) == (Kind::Word, Kind::Quoted)
        && first.lower == "custom."
        && first.span.end == name.span.start
        && !name.text.is_empty()
    {
        return Some((catalog.custom_field(&name.text), 2));
    }
    if first.kind == Kind::Quoted {
        return catalog.field(&first.text).map(|field| (field, 1));
    }
    let word = |piece: &&Piece<'_>| piece.kind == Kind::Word && lex::reserved(&*piece.lower).is_none();
    let words = pieces.iter().take(8).take_while(word).count();
    (1..=words).rev().find_map(|length| {
        let name: Vec<&str> = pieces.get(..length)?.iter().map(|piece| &*piece.text).collect();
        Some((named(&name.join(" "), catalog)?, length))
    })
}

/// The field that a name of people or programs means.
pub(crate) fn named(name: &str, catalog: &Catalog) -> Option<FieldRef> {
    let name = name.strip_suffix(".keyword").or(name.strip_suffix(".raw")).unwrap_or(name);
    let known = |name: &str| {
        let lower = name.to_lowercase();
        let meant = NAMES.iter().find(|(other, _)| *other == lower).and_then(|(_, field)| catalog.field(field));
        catalog.field(name).or(meant)
    };
    if let Some(custom) =
        name.get(..7).filter(|start| start.eq_ignore_ascii_case("custom.")).and_then(|_| name.get(7..))
    {
        return (custom.starts_with(char::is_alphanumeric)).then(|| catalog.custom_field(custom));
    }
    // `firstName`, `first_name`, `contact.tag`
    known(name).or_else(|| known(&parts(name).join(" ")).filter(|_| !name.contains(['.', ' ']))).or_else(|| {
        let (owner, member) = name.split_once('.')?;
        matches!(owner, "c" | "contact" | "contacts" | "record" | "person" | "row" | "x" | "t")
            .then(|| known(member))?
    })
}
