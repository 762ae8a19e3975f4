//! The words of a text, `T(text)`: those of the text as it stands, by Unicode word boundaries (UAX #29), each then
//! normalized. They are what Lucene's standard tokenizer makes.

use super::cut::Cut;
use super::normalize::fold_word;

/// Whether `text` holds at least one word.
pub fn any(text: &str) -> bool {
    // Mostly the first byte tells.
    text.bytes().any(|byte| byte.is_ascii_alphanumeric()) || Cut::new(text).next().is_some()
}

/// Whether `text` holds words, all of them pictographs.
pub(crate) fn are_pictographs(text: &str) -> bool {
    // Mostly the first byte tells.
    let begins_with_word = text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    !begins_with_word && !text.is_ascii() && !text.contains(char::is_alphanumeric) && any(text)
}

/// Whether `text` holds two words or more.
pub fn several(text: &str) -> bool {
    Cut::new(text).nth(1).is_some()
}

/// The words of `text`, normalized, in order.
///
/// A run of letters of Thai, Lao, Khmer, Burmese and their like, which are written without spaces, is one word; so is a
/// pictograph. A word of more than 255 UTF-16 units is cut there.
///
/// # Examples
/// ```
/// use nse_query::fold::tokens::words;
///
/// assert_eq!(words("John.Doe@example.com"), ["john.doe", "example.com"]);
/// assert_eq!(words("+7 (917) 202-456"), ["7", "917", "202", "456"]);
/// assert_eq!(words("สมชาย ใจดี ⭐VIP"), ["สมชาย", "ใจดี", "⭐", "vip"]);
/// assert_eq!(words("CO₂"), ["co"]); // "co2" has other words
/// ```
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(text, |word| {
        found.push(word.to_ascii_lowercase());
        false
    });
    found
}

/// The words of `text` as they stand there, each with the byte where it starts. Each, taken alone, is one word.
///
/// # Examples
/// ```
/// use nse_query::fold::tokens::word_indices;
///
/// let words: Vec<_> = word_indices("AT&T, 1⁄2").collect();
/// assert_eq!(words, [(0, "AT"), (3, "T"), (6, "1⁄2")]);
/// ```
pub fn word_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    Cut::new(text)
}

/// Calls `visit` with each word of `text`, in order, until it answers `true`; whether it did.
///
/// The words that are ASCII come in the case they stand in, so that nothing need be allocated; all others are folded.
pub(crate) fn each(text: &str, mut visit: impl FnMut(&str) -> bool) -> bool {
    if text.is_ascii() {
        return Cut::latin(text).any(|(_, word)| visit(word));
    }
    let mut folded = String::new();
    Cut::new(text).any(|(_, word)| {
        if word.is_ascii() {
            return visit(word);
        }
        fold_word(word, &mut folded);
        visit(&folded)
    })
}

#[cfg(test)]
mod tests {
    use super::{any, several, word_indices, words};
    use crate::fold::{fold, lucene};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    /// Characters that words begin, end and join with, of many scripts.
    const DENSE: &str = "[aB1_.,:;' ’éßя١אא\"ク山ひกั็ส한½²🎉👍🇺🇸\u{301}\u{200d}\u{fe0f}\u{202f}·#⃣©]{0,8}";

    #[test]
    fn words_are_lucenes() {
        let (mut same, mut folded, mut other) = (0, 0, 0);
        for row in lucene::rows() {
            let (text, published) = (&row.text, &row.words);
            let ours = words(text);
            let normalized: Vec<_> = published.iter().map(|word| fold(word)).collect();
            match row.why {
                "=" => assert_eq!(ours, *published, "{text}"),
                "fold" => assert!(ours != *published && ours == normalized, "{text}: {ours:?}"),
                "unicode" | "long-s" => assert_ne!(ours, normalized, "{text}"),
                why => panic!("{text}: {why}"),
            }
            *match row.why {
                "=" => &mut same,
                "fold" => &mut folded,
                _ => &mut other,
            } += 1;
        }
        assert_eq!((same, folded, other), (472, 45, 3));
    }

    #[test]
    fn the_designs_examples() {
        assert_eq!(words("John.Doe@Example.com"), ["john.doe", "example.com"]);
        assert_eq!(words("+7 (917) 202-456"), ["7", "917", "202", "456"]);
        assert_eq!(words("AT&T O’Brien’s 1,000.5 _ __a_"), ["at", "t", "o'brien's", "1,000.5", "__a_"]);
        assert_eq!(words("— !"), [""; 0]);
        assert!(several("a b") && !several("a.b") && !several("—"));
        assert!(any("é") && any("🎉") && any("#️⃣") && !any("⒜") && !any("_.-") && !any("«»") && !any("🇺"));
    }

    #[test]
    fn long_words_are_cut() {
        let lengths = |text: &str| word_indices(text).map(|(_, word)| word.encode_utf16().count()).collect::<Vec<_>>();
        assert_eq!(lengths(&"a".repeat(600)), [255, 255, 90]);
        assert_eq!(lengths(&"é".repeat(600)), [255, 255, 90]);
        assert_eq!(lengths(&"ส".repeat(300)), [255, 45]);
        assert_eq!(lengths(&"𝒜".repeat(130)), [254, 6]);
        // What is left begins with what joins no more, or there is nothing but what joins.
        assert_eq!(lengths(&format!("{}.b c", "a".repeat(254))), [254, 1, 1]);
        assert_eq!(lengths(&format!("{}a", "_".repeat(1000))), [255]);
        assert_eq!(lengths(&"_".repeat(1000)), [0; 0]);
        assert_eq!(lengths(&format!("a{} b", "\u{301}".repeat(1000))), [255, 1]);
    }

    /// In time that grows with the text, whatever it is of: a minute would pass here otherwise.
    #[test]
    fn one_long_word_takes_no_longer() {
        for part in ["a", "é", "_", "ส", "я_", "\u{301}", "a.", "👍\u{200d}"] {
            let text = part.repeat(300_000);
            assert!(word_indices(&text).all(|(_, word)| word.len() <= 4 * 255), "{part}");
        }
    }

    proptest! {
        #[test]
        fn latin_words_are_those_of_unicode(text in "[ -~\t\n\r]*", dense in "[aB1_.,:;' éŁ]*") {
            for text in [text, dense] {
                // A letter of another script at the end keeps the text from the fast path.
                let wide = format!("{text} я");
                let mut expected: Vec<&str> = wide.unicode_words().collect();
                expected.pop();
                let found: Vec<&str> = word_indices(&text).map(|(_, word)| word).collect();
                prop_assert_eq!(&found, &expected);
                let found: Vec<&str> = word_indices(&wide).map(|(_, word)| word).collect();
                prop_assert_eq!(&found[..expected.len()], expected);
            }
        }

        #[test]
        fn any_is_whether_there_are_words(text in "\\PC{0,6}", dense in DENSE) {
            for text in [text, dense] {
                prop_assert_eq!(any(&text), !words(&text).is_empty(), "{:?}", text);
                prop_assert_eq!(several(&text), words(&text).len() > 1, "{:?}", text);
            }
        }

        #[test]
        fn a_word_alone_is_one_word(text in "\\PC{0,8}", dense in DENSE) {
            for text in [text, dense] {
                let each: Vec<String> = word_indices(&text).flat_map(|(_, word)| words(word)).collect();
                prop_assert_eq!(each, words(&text), "{:?}", text);
            }
        }

        /// Values of several pieces are read piece by piece.
        #[test]
        fn a_space_parts_words(one in DENSE, other in DENSE) {
            let both = words(&format!("{one} {other}"));
            prop_assert_eq!(both, [words(&one), words(&other)].concat(), "{:?} {:?}", one, other);
        }
    }
}
