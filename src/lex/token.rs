//! The tokens: nom parsers that take the rest of the text and know nothing of what stands before it.
//!
//! Every one either takes a token of the language, exactly, or fails; what to say about a failure is decided elsewhere,
//! off the fast path.

use std::borrow::Cow;

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_till, take_while};
use nom::character::complete::{char, none_of, satisfy};
use nom::combinator::{map, map_opt, recognize, verify};
use nom::error::{ErrorKind, ParseError};
use nom::sequence::{delimited, pair, preceded};
use nom::{Err, IResult, Parser};

use crate::operator::Operator;

/// A token that is not there. It says nothing, so that a failed alternative costs nothing.
#[derive(Debug)]
pub(crate) struct Absent;

impl ParseError<&str> for Absent {
    fn from_error_kind(_: &str, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: &str, _: ErrorKind, _: Self) -> Self {
        Self
    }
}

/// What a token parser gives: the rest of the text, and the token.
pub(crate) type Parsed<'a, T> = IResult<&'a str, T, Absent>;

/// What a byte may be part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A bare word.
    Word,
    /// White space.
    Space,
    /// Nothing outside quotes but the language's own signs.
    Sign,
    /// Nothing.
    Control,
    /// A character of several bytes, which must be decoded to tell.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0;
    while byte < 128 {
        #[allow(clippy::cast_possible_truncation)] // below 128
        let class = match byte as u8 {
            b' ' | b'\t'..=b'\r' => Class::Space,
            0..=0x1f | 0x7f => Class::Control,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' | b'|' | b'=' | b'!' | b'~' | b'<' | b'>' | b'^'
            | b'"' | b'`' => Class::Sign,
            _ => Class::Word,
        };
        classes[byte] = class;
        byte += 1;
    }
    classes
};

/// The class of the first character of `text`, decoded where it is wide; none at the end.
pub(crate) fn class(text: &str) -> Option<Class> {
    match CLASSES[usize::from(*text.as_bytes().first()?)] {
        Class::Wide => text.chars().next().map(|character| match character {
            _ if character.is_whitespace() => Class::Space,
            _ if character.is_control() => Class::Control,
            _ => Class::Word,
        }),
        class => Some(class),
    }
}

/// Whether `character` is a quote that quotes no name of a field.
pub(crate) const fn is_wrong_quote(character: char) -> bool {
    character == '\'' || is_typographic_quote(character)
}

/// Whether `character` is a typographic quote, which may not begin a bare word.
pub(crate) const fn is_typographic_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

/// The characters of one byte that go on with a bare word, whatever follows them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = matches!(CLASSES[byte], Class::Word) && byte != b'.' as usize;
        byte += 1;
    }
    plain
};

/// What the first byte of a token tells.
#[derive(Clone, Copy)]
pub(crate) enum First {
    /// It begins a bare word.
    Word,
    /// It is a sign or a double quote, and so no bare word.
    Sign,
    /// What the token is takes a closer look.
    Unclear,
}

/// What each byte tells that is the first of a token.
pub(crate) const FIRST: [First; 256] = {
    let mut first = [First::Unclear; 256];
    let mut byte = 0;
    while byte < 128 {
        first[byte] = match CLASSES[byte] {
            // A string, a comment, or the dots of a range.
            Class::Word if byte == b'\'' as usize || byte == b'/' as usize || byte == b'.' as usize => First::Unclear,
            Class::Word => First::Word,
            Class::Sign => First::Sign,
            Class::Space | Class::Control | Class::Wide => First::Unclear,
        };
        byte += 1;
    }
    first
};

/// The bytes of the bare word at `start` of `text`, which begins with [`First::Word`]; none where only a closer look tells
/// where it ends.
#[inline]
pub(crate) fn plain_word(text: &str, start: usize) -> Option<&[u8]> {
    let word = text.as_bytes().get(start..)?;
    let length = plain_length(word);
    match word.get(length) {
        Some(b'.' | 0x80..) => None,
        _ => word.get(..length),
    }
}

/// How many bytes at the start of `bytes` go on with a bare word, whatever follows them.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !PLAIN[usize::from(byte)]).unwrap_or(bytes.len())
}

/// How many bytes of a bare word stand at the start of `text`: up to white space, a sign, a control character, or `..`.
pub(crate) fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |character: char| character.is_ascii() || character.is_whitespace() || character.is_control();
    let mut length = 0;
    loop {
        length += plain_length(bytes.get(length..).unwrap_or_default());
        match bytes.get(length) {
            Some(b'.') if bytes.get(length + 1) != Some(&b'.') => length += 1,
            Some(0x80..) => {
                let rest = text.get(length..).unwrap_or_default();
                match rest.find(ends).unwrap_or(rest.len()) {
                    0 => return length,
                    wide => length += wide,
                }
            }
            _ => return length,
        }
    }
}

/// The bare word at the start of `text`: no quote before it, and no comment. Empty where there is none.
pub(crate) fn leading_word(text: &str) -> &str {
    let barred = match text.as_bytes().first() {
        Some(b'\'') => true,
        Some(b'/') => text.starts_with("//"),
        Some(0x80..) => text.starts_with(is_typographic_quote),
        _ => false,
    };
    if barred { "" } else { text.get(..word_length(text)).unwrap_or_default() }
}

/// A bare word, see [`leading_word`].
pub(crate) fn bare_word(text: &str) -> Parsed<'_, &str> {
    match leading_word(text) {
        "" => Err(Err::Error(Absent)),
        word => Ok((text.get(word.len()..).unwrap_or_default(), word)),
    }
}

/// A reserved word of a field's name; `and`, `or` and `not` are reserved in values too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reserved {
    And,
    Or,
    Not,
    Is,
    In,
    Between,
    Contain,
    Contains,
    Does,
    /// The first of an operator's two words, see [`Operator::opened_by`]: `starts`.
    Opens,
}

/// The reserved word that `word` is, in any case.
#[inline]
pub(crate) fn reserved(word: impl AsRef<[u8]>) -> Option<Reserved> {
    let word = word.as_ref();
    match word {
        [b'o' | b'O', b'r' | b'R'] => Some(Reserved::Or),
        [b'i' | b'I', b's' | b'S'] => Some(Reserved::Is),
        [b'i' | b'I', b'n' | b'N'] => Some(Reserved::In),
        [b'a' | b'A', b'n' | b'N', b'd' | b'D'] => Some(Reserved::And),
        [b'n' | b'N', b'o' | b'O', b't' | b'T'] => Some(Reserved::Not),
        [b'd' | b'D', _, _, _] if word.eq_ignore_ascii_case(b"does") => Some(Reserved::Does),
        [b'b' | b'B', _, _, _, _, _, _] if word.eq_ignore_ascii_case(b"between") => Some(Reserved::Between),
        [b'c' | b'C', _, _, _, _, _, _] if word.eq_ignore_ascii_case(b"contain") => Some(Reserved::Contain),
        [b'c' | b'C', _, _, _, _, _, _, _] if word.eq_ignore_ascii_case(b"contains") => Some(Reserved::Contains),
        _ => Operator::opened_by(word).map(|_| Reserved::Opens),
    }
}

/// Whether `word` may not stand bare as a value.
pub(crate) fn reserved_value(word: &str) -> Option<Reserved> {
    reserved(word).filter(|reserved| matches!(reserved, Reserved::And | Reserved::Or | Reserved::Not))
}

/// An operator of signs.
pub(crate) fn sign(text: &str) -> Parsed<'_, Operator> {
    let (operator, length) = Operator::of_sign(text).ok_or(Err::Error(Absent))?;
    Ok((text.get(length..).unwrap_or_default(), operator))
}

/// `//` to the end of the line.
pub(crate) fn comment(text: &str) -> Parsed<'_, &str> {
    recognize(pair(tag("//"), take_till(is_line_end))).parse(text)
}

/// Whether a reader sees the line end here: a comment ends there too, so that nothing that looks like a clause is a part
/// of it.
pub(crate) const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a line of the source ends here, and with it a string that is not closed.
pub(crate) const fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

/// A string in double or single quotes.
#[inline]
pub(crate) fn quoted(text: &str) -> Parsed<'_, Cow<'_, str>> {
    let Some(&quote @ (b'"' | b'\'')) = text.as_bytes().first() else { return Err(Err::Error(Absent)) };
    let (rest, content) = content(text.get(1..).unwrap_or_default(), quote)?;
    let rest = rest.strip_prefix(char::from(quote)).ok_or(Err::Error(Absent))?;
    Ok((rest, content))
}

/// What stands between quotes: characters and escapes, no control character.
#[inline]
fn content(text: &str, quote: u8) -> Parsed<'_, Cow<'_, str>> {
    let (rest, plain) = run(text, quote);
    if !rest.starts_with('\\') {
        return Ok((rest, Cow::Borrowed(plain)));
    }
    let mut resolved = plain.to_owned();
    let mut rest = rest;
    while rest.starts_with('\\') {
        let (after, character) = escape(rest)?;
        let (after, plain) = run(after, quote);
        resolved.push(character);
        resolved.push_str(plain);
        rest = after;
    }
    Ok((rest, Cow::Owned(resolved)))
}

/// The bytes that always stand for themselves between quotes of either kind.
const QUOTABLE: [bool; 256] = {
    let mut quotable = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        quotable[byte] = false;
        byte += 1;
    }
    quotable[0x7f] = false;
    quotable[b'\\' as usize] = false;
    quotable[b'"' as usize] = false;
    quotable[b'\'' as usize] = false;
    quotable[0xc2] = false;
    quotable
};

/// Characters that stand for themselves between `quote`s.
pub(crate) fn run(text: &str, quote: u8) -> (&str, &str) {
    let bytes = text.as_bytes();
    // Without a branch for each, eight bytes are judged in the time of four.
    let all = |eight: &[u8; 8]| eight.iter().fold(true, |all, &byte| all & QUOTABLE[usize::from(byte)]);
    let mut length = 0;
    loop {
        while bytes.get(length..).and_then(<[u8]>::first_chunk).is_some_and(all) {
            length += 8;
        }
        while bytes.get(length).is_some_and(|&byte| QUOTABLE[usize::from(byte)]) {
            length += 1;
        }
        match bytes.get(length) {
            Some(&byte @ (b'"' | b'\'')) if byte != quote => length += 1,
            // It begins U+0080 to U+009F, the control characters of two bytes, and others.
            Some(0xc2) if !matches!(bytes.get(length + 1), Some(0x80..=0x9f)) => length += 1,
            _ => break,
        }
    }
    let (plain, rest) = text.split_at(length);
    (rest, plain)
}

/// JSON's escapes and `\'`; `\u0000` and lone surrogates are none.
pub(crate) fn escape(text: &str) -> Parsed<'_, char> {
    let surrogates = map_opt(pair(code_unit, preceded(tag("\\u"), code_unit)), |(high, low)| {
        char::decode_utf16([high, low]).next()?.ok().filter(|_| (0xd800..0xdc00).contains(&high))
    });
    let unit = map_opt(code_unit, |unit| char::from_u32(unit.into()).filter(|&character| character != '\0'));
    preceded(
        char('\\'),
        alt((
            map_opt(none_of("u"), |escaped| {
                Some(match escaped {
                    '"' | '\'' | '\\' | '/' => escaped,
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => return None,
                })
            }),
            preceded(char('u'), alt((unit, surrogates))),
        )),
    )
    .parse(text)
}

/// Four hexadecimal digits.
fn code_unit(text: &str) -> Parsed<'_, u16> {
    let digits = verify(take(4_usize), |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    map_opt(digits, |digits: &str| u16::from_str_radix(digits, 16).ok()).parse(text)
}

/// `{name}`: a name that stands for a value.
pub(crate) fn parameter(text: &str) -> Parsed<'_, &str> {
    let name = recognize(pair(satisfy(begins_name), take_while(goes_on_name)));
    recognize(delimited(char('{'), name, char('}'))).parse(text)
}

/// Whether `name` may name a parameter.
pub(crate) fn is_parameter_name(name: &str) -> bool {
    name.starts_with(begins_name) && name.chars().all(goes_on_name)
}

const fn begins_name(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_'
}

const fn goes_on_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// A field's name in backticks: no escapes, no control character.
pub(crate) fn backticked(text: &str) -> Parsed<'_, &str> {
    let name = take_till(|character: char| character == '`' || character.is_control());
    delimited(char('`'), name, char('`')).parse(text)
}

/// Whether `word`, after `last`, is a number of units rather than a unit.
pub(crate) fn is_quantity(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'))
}

/// Whether `word` may be the day of a month.
pub(crate) fn is_day(word: &str) -> bool {
    matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The two dots of a range.
pub(crate) fn dots(text: &str) -> Parsed<'_, ()> {
    map(tag(".."), |_| ()).parse(text)
}
