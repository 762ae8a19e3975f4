//! What the escapes of a string say.

use std::borrow::Cow;

/// What `raw`, a string with its quotes and well-formed escapes, says. Single quotes and Python's escapes are read too.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match escape(rest) {
            Escape::Character(character, length) => {
                out.push(character);
                rest = &rest[length..];
            }
            // Reported when it was read; the text stands for itself.
            Escape::Wrong(length) | Escape::Surrogate(length) => {
                out.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a text that starts with a backslash starts with, and how many bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    Character(char, usize),
    /// Half of a surrogate pair.
    Surrogate(usize),
    /// No escape that there is.
    Wrong(usize),
}

/// Reads one escape, with the low surrogate that follows a high one. `\'` and `\xNN` are Python's.
pub(crate) fn escape(text: &str) -> Escape {
    let mut characters = text.chars().skip(1);
    let Some(letter) = characters.next() else { return Escape::Wrong(1) };
    let plain = match letter {
        '"' | '\\' | '/' | '\'' => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'x' => {
            return match hex(text, 2, 2).and_then(char::from_u32) {
                Some(character) => Escape::Character(character, 4),
                None => Escape::Wrong(2),
            };
        }
        'u' => return unicode(text),
        _ => return Escape::Wrong(1 + letter.len_utf8()),
    };
    Escape::Character(plain, 2)
}

fn unicode(text: &str) -> Escape {
    let Some(unit) = hex(text, 2, 4) else { return Escape::Wrong(2) };
    if let Some(character) = char::from_u32(unit) {
        return Escape::Character(character, 6);
    }
    let low = text.get(6..8).filter(|&start| start == "\\u").and_then(|_| hex(text, 8, 4));
    match low {
        Some(low) if (0xdc00..0xe000).contains(&low) => {
            // Beyond the last character where the first is a low half too.
            let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            char::from_u32(code).map_or(Escape::Surrogate(6), |character| Escape::Character(character, 12))
        }
        _ => Escape::Surrogate(6),
    }
}

fn hex(text: &str, start: usize, digits: usize) -> Option<u32> {
    let digits = text.get(start..start + digits)?;
    // `from_str_radix` takes a sign.
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_say_their_characters() {
        assert_eq!(unescape(r#""a\"\\\/\b\f\n\r\tb""#), "a\"\\/\u{8}\u{c}\n\r\tb");
        assert_eq!(unescape(r#""\u010cAR \ud83d\ude00!""#), "ČAR 😀!");
        assert_eq!(unescape(r"'it\'s \xe9'"), "it's é");
    }

    #[test]
    fn halves_and_nonsense_are_told_apart() {
        assert_eq!(escape(r"\ud83d"), Escape::Surrogate(6));
        assert_eq!(escape(r"\ud83d\u0041"), Escape::Surrogate(6));
        assert_eq!(escape(r"\ude00\ud83d"), Escape::Surrogate(6));
        assert_eq!(escape(r"\u+123"), Escape::Wrong(2));
        assert_eq!(escape(r"\u12"), Escape::Wrong(2));
        assert_eq!(escape(r"\é"), Escape::Wrong(3));
        assert_eq!(escape("\\"), Escape::Wrong(1));
    }
}
