//! Which texts are certainly the same to the service.
//!
//! How it folds is documented in two words, "ASCII folding". [`fold`] is our reading of it, and takes more texts for the
//! same than Lucene's filters do, which know each character by itself. What is merged or dropped must be the same to both.

use super::normalize::{fold, fold_word};
use super::tokens;

/// Whether two texts are the same to our normalization and also to one that takes the case from each character and folds
/// it, and nothing else: `José` and `JOSE` are, `jose` with a combining accent is not, nor with two spaces.
pub(crate) fn same_text(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one == other || text_key(one) == text_key(other)
}

/// Whether the words of two texts are the same, each as [`same_text`] has it.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let word = |(_, word)| word;
    let (mut words, mut others) = (tokens::word_indices(one).map(word), tokens::word_indices(other).map(word));
    loop {
        match (words.next(), others.next()) {
            (None, None) => return true,
            (Some(word), Some(other)) if same_text(word, other) => {}
            _ => return false,
        }
    }
}

/// What [`same_text`] takes for the same has the same key, and nothing else.
pub(crate) fn text_key(text: &str) -> String {
    joined(&fold(text), &ascii_fold(text))
}

/// What [`same_words`] takes for the same has the same key, and nothing else.
pub(crate) fn words_key(text: &str) -> String {
    let mut normal = String::new();
    let keys = tokens::word_indices(text).map(|(_, word)| {
        fold_word(word, &mut normal);
        joined(&normal, &ascii_fold(word))
    });
    // No word holds a space.
    keys.collect::<Vec<_>>().join(" ")
}

/// What a text that may be found by `text` looks like to the service: two texts without such a look in common are
/// certainly different.
pub(crate) fn looks(text: &str) -> [String; 2] {
    [fold(text).into_owned(), ascii_fold(text)]
}

fn joined(normal: &str, plain: &str) -> String {
    // No value of a query holds the character between the two.
    if normal == plain { normal.to_owned() } else { format!("{normal}\0{plain}") }
}

/// What Lucene's `LowerCaseFilter` and `ASCIIFoldingFilter` make of `text`; but what they fold to a capital letter, as
/// `ɢ`, stays.
fn ascii_fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars() {
        // Only `İ` becomes two characters, and Java takes the first of them.
        let lower = char.to_lowercase().next().unwrap_or(char);
        if lower.is_ascii() || lower.is_whitespace() || KEPT.contains(lower) {
            folded.push(lower);
            continue;
        }
        match &*fold(lower.encode_utf8(&mut [0; 4])) {
            alone if alone.is_ascii() => folded.push_str(alone),
            _ => folded.push(lower),
        }
    }
    folded
}

/// The characters that we fold and Lucene's filter leaves, or folds to another letter, or to a capital one.
const KEPT: &str = "ǥǧɢɪɴɶʀʁʏʗʙʛʜʟᴀᴁᴃᴄᴅᴆᴇᴊᴋᴌᴍᴎᴏᴐᴕᴘᴙᴚᴛᴜᴠᴡᴢᵻᵾⱻꜰꜱꞅꟻꟽꟾꟿẛɩ\u{37e}ỽ\u{1fef}ꝩꞇﬅ";

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{KEPT, ascii_fold, same_text, same_words, text_key, words_key};
    use crate::fold::{fold, lucene, tokens};
    use proptest::prelude::*;

    #[test]
    fn each_character_is_folded_as_lucene_folds_it() {
        let published: HashMap<char, &str> = lucene::folds().collect();
        let mut checked = 0;
        for char in '\0'..='\u{1ffff}' {
            let lower = char.to_lowercase().next().unwrap();
            let folded = ascii_fold(&char.to_string());
            match published.get(&lower) {
                Some(published) if !KEPT.contains(lower) => {
                    assert_eq!(folded, *published, "{char}");
                    checked += 1;
                }
                _ => assert_eq!(folded, lower.to_string(), "{char}"),
            }
        }
        assert!(checked > 1100, "{checked}");
    }

    #[test]
    fn whole_texts_are_folded_as_lucene_folds_them() {
        for row in lucene::rows().filter(|row| !row.text.contains(|char| KEPT.contains(char))) {
            assert_eq!(ascii_fold(&row.text), row.whole, "{}", row.text);
        }
    }

    #[test]
    fn the_same_to_the_service() {
        for (one, other, text, words) in [
            ("vip", "VIP", true, true),
            ("José", "JOSE", true, true),
            ("José", "Jose\u{301}", false, false),
            ("σοφός", "ΣΟΦΌΣ", false, false),
            ("և", "եւ", false, false),
            ("Los Angeles", "los  angeles", false, true),
            ("Los Angeles", "los\u{a0}angeles ", false, true),
            ("Jon, Ferrara", "jon ferrara", false, true),
            ("Jon Ferrara", "Ferrara Jon", false, false),
            ("O’Brien", "o'brien", true, true),
            ("CO₂", "co2", true, false),
            ("İzmir", "izmir", true, true),
            ("ẛ", "f", false, false),
        ] {
            assert_eq!(same_text(one, other), text, "{one} {other}");
            assert_eq!(same_words(one, other), words, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn keys_say_the_same(one in "[aAéÉσς, \u{301}ß₂ẞ]{0,4}", other in "[aAéÉσς, \u{301}ß₂ẞ]{0,4}") {
            prop_assert_eq!(same_text(&one, &other), text_key(&one) == text_key(&other));
            prop_assert_eq!(same_words(&one, &other), words_key(&one) == words_key(&other));
            if same_text(&one, &other) {
                prop_assert_eq!(fold(&one), fold(&other));
            }
            if same_words(&one, &other) {
                prop_assert_eq!(tokens::words(&one), tokens::words(&other));
            }
        }
    }
}
