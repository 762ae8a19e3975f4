//! Which texts may stand bare, and how the others are quoted.

use std::fmt::Write;

use super::token;
use crate::value::{Anchor, month};

/// `text` in double quotes, with JSON's escapes.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    push_quoted(&mut quoted, text);
    quoted
}

/// `text` as a value of the language: bare where it can be, else quoted. Not for a value after `=` and `!=`, where
/// `empty` is quoted too, and not for an end of a range.
pub fn word(text: &str) -> String {
    let mut word = String::with_capacity(text.len() + 2);
    push_word(&mut word, text);
    word
}

pub(crate) fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let (after, plain) = token::run(rest, b'"');
        out.push_str(plain);
        let mut characters = after.chars();
        match characters.next() {
            None => break,
            Some(character @ ('"' | '\\')) => out.extend(['\\', character]),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(character) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
        }
        rest = characters.as_str();
    }
    out.push('"');
}

pub(crate) fn push_word(out: &mut String, text: &str) {
    if is_bare(text) { out.push_str(text) } else { push_quoted(out, text) }
}

/// Whether `text` is one bare word.
fn is_word(text: &str) -> bool {
    matches!(token::bare_word(text), Ok(("", _)))
}

/// Whether `text` may stand bare as a value.
pub(crate) fn is_bare(text: &str) -> bool {
    is_word(text) && token::reserved_value(text).is_none()
}

/// Whether `name` may stand bare as the name of a field that is not a custom one.
pub(crate) fn is_bare_field(name: &str) -> bool {
    // A byte order mark would be skipped at the start of a text, and `custom.` would make another field.
    if name.starts_with('\u{feff}')
        || name.get(.."custom.".len()).is_some_and(|start| start.eq_ignore_ascii_case("custom."))
    {
        return false;
    }
    let mut rest = name;
    while let Ok((after, word)) = token::bare_word(rest)
        && token::reserved(word).is_none()
    {
        match after.strip_prefix(' ') {
            Some(next) => rest = next,
            None => return after.is_empty(),
        }
    }
    false
}

/// Whether `text` may stand bare after `in`, as a period or an end of a range.
pub(crate) fn is_bare_end(text: &str) -> bool {
    is_bare(text)
        && month::find(text).is_none()
        && Anchor::of_day(text).is_none()
        && !["last", "the"].iter().any(|word| text.eq_ignore_ascii_case(word))
        && !text.starts_with('.')
        && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::{is_bare_end, is_bare_field, quote, word};

    #[test]
    fn words_stay_bare_where_they_can() {
        for bare in ["vip", "AT&T", "a@b.com", "#5", "https://x.y/z#f", "O'Brien", "a.b", "007", "in", "is", "ÉÈ", "."]
        {
            assert_eq!(word(bare), bare);
        }
    }

    #[test]
    fn what_would_read_otherwise_is_quoted() {
        assert_eq!(word(""), r#""""#);
        assert_eq!(word("AND"), r#""AND""#);
        assert_eq!(word("//x"), r#""//x""#);
        assert_eq!(word("a..b"), r#""a..b""#);
        assert_eq!(word("'x"), r#""'x""#);
        assert_eq!(word("“x"), r#""“x""#);
        assert_eq!(word("a b"), r#""a b""#);
        assert_eq!(word("x=1"), r#""x=1""#);
    }

    #[test]
    fn escapes_are_jsons() {
        for text in ["\"\\/\u{8}\u{c}\n\r\t", "\u{0}\u{1f}\u{7f}\u{85}\u{9f}é\u{2028}\u{200b}😀", "plain"] {
            let quoted = quote(text);
            if !text.contains('\0') {
                assert_eq!(
                    super::token::quoted(&quoted).map(|(rest, text)| (rest, text.into_owned())).ok(),
                    Some(("", text.to_owned()))
                );
            }
            assert_eq!(serde_json::from_str::<String>(&quoted).ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn a_field_is_bare_unless_it_would_end_early() {
        assert!(is_bare_field("# of employees"));
        assert!(is_bare_field("address.city"));
        for quoted in ["", " a", "a  b", "not here", "custom.x", "Custom.x", "a=b", "x//y //z"] {
            assert!(!is_bare_field(quoted), "{quoted}");
        }
    }

    #[test]
    fn an_end_is_bare_unless_it_would_be_more() {
        assert!(is_bare_end("2025-01-01"));
        for quoted in ["May", "sept", "last", "The", "Today", "yesterday", "a.", ".a", "not"] {
            assert!(!is_bare_end(quoted), "{quoted}");
        }
    }
}
