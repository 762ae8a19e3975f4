//! The words of a text, `T(text)`: those of the normalized text by Unicode word boundaries (UAX #29).

use unicode_segmentation::UnicodeSegmentation;

use super::fold;

/// Whether `text` holds at least one word.
pub fn any(text: &str) -> bool {
    // Mostly the first byte tells.
    if text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        return true;
    }
    // Folding can bring a letter out of what is none, as in `⒜`.
    !text.is_ascii() && (text.chars().any(char::is_alphanumeric) || fold(text).chars().any(char::is_alphanumeric))
}

/// Whether `text` holds two words or more.
pub fn several(text: &str) -> bool {
    let mut count = 0;
    each(text, |_| {
        count += 1;
        count == 2
    })
}

/// The words of `text`, normalized, in order.
///
/// # Examples
/// ```
/// use nse_query::fold::tokens::words;
///
/// assert_eq!(words("John.Doe@example.com"), ["john.doe", "example.com"]);
/// assert_eq!(words("+7 (917) 202-456"), ["7", "917", "202", "456"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(text, |word| {
        found.push(word.to_ascii_lowercase());
        false
    });
    found
}

/// Calls `visit` with each word of `text`, in order, until it answers `true`; whether it did.
///
/// The words of ASCII text come in the case they stand in, so that nothing need be allocated; all others are folded.
pub(crate) fn each(text: &str, mut visit: impl FnMut(&str) -> bool) -> bool {
    if text.is_ascii() {
        let mut words = Ascii { text, at: 0 };
        words.any(|(start, end)| visit(&text[start..end]))
    } else {
        fold(text).unicode_words().any(visit)
    }
}

/// The places of the words of ASCII text.
struct Ascii<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Ascii<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at + bytes.get(self.at..)?.iter().position(|&byte| is_word(byte))?;
            let mut end = start + 1;
            let mut alphanumeric = bytes[start] != b'_';
            while let Some(&byte) = bytes.get(end) {
                if is_word(byte) {
                    alphanumeric |= byte != b'_';
                } else if !joins(bytes[end - 1], byte, bytes.get(end + 1).copied()) {
                    break;
                }
                end += 1;
            }
            self.at = end;
            // Underscores join words and are none themselves.
            if alphanumeric {
                return Some((start, end));
            }
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether `byte` holds a word together between the two beside it: rules WB6, WB7, WB11 and WB12.
fn joins(before: u8, byte: u8, after: Option<u8>) -> bool {
    let both = |is: fn(&u8) -> bool| is(&before) && after.as_ref().is_some_and(is);
    match byte {
        b'.' | b'\'' => both(u8::is_ascii_alphabetic) || both(u8::is_ascii_digit),
        b':' => both(u8::is_ascii_alphabetic),
        b',' | b';' => both(u8::is_ascii_digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{any, several, words};
    use crate::fold::fold;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn the_designs_examples() {
        assert_eq!(words("John.Doe@Example.com"), ["john.doe", "example.com"]);
        assert_eq!(words("+7 (917) 202-456"), ["7", "917", "202", "456"]);
        assert_eq!(words("AT&T O’Brien’s 1,000.5 _ __a_"), ["at", "t", "o'brien's", "1,000.5", "__a_"]);
        assert_eq!(words("— !"), [""; 0]);
        assert!(several("a b") && !several("a.b") && !several("—"));
        assert!(any("⒜") && any("é") && !any("_.-") && !any("«»"));
    }

    proptest! {
        #[test]
        fn ascii_words_are_those_of_unicode(text in "[ -~\t\n\r]*", dense in "[aB1_.,:;' ]*") {
            for text in [text, dense] {
                // A letter of another script at the end keeps the crate from its own fast path.
                let wide = format!("{} я", fold(&text));
                let mut expected: Vec<&str> = wide.unicode_words().collect();
                expected.pop();
                prop_assert_eq!(words(&text), expected);
            }
        }

        #[test]
        fn any_is_whether_there_are_words(text in "\\PC{0,6}", odd in "[⒜_.«\u{345}\u{301}٣ʰ ]*") {
            for text in [text, odd] {
                prop_assert_eq!(any(&text), !words(&text).is_empty(), "{:?}", text);
            }
        }
    }
}
