//! What holds for the normalization and the words of every text.

use nse_query::fold::{self, tokens};

pub(crate) fn words(text: &str) {
    let once = fold::fold(text);
    assert_eq!(fold::fold(&once), once, "{text:?}");
    assert_eq!(once.trim(), once, "{text:?}");
    assert!(!once.contains("  ") && !once.contains('\n'), "{text:?}");
    assert_eq!(fold::is_blank(text), once.is_empty(), "{text:?}");
    // A character beyond ASCII keeps the text off the fast path; what stands before it must come out the same.
    let slow = fold::fold(&format!("{text} й")).into_owned();
    let expected = if once.is_empty() { "й".to_owned() } else { format!("{once} й") };
    assert_eq!(slow, expected, "{text:?}");
    assert_eq!(fold::fold(&text.to_ascii_uppercase()), once, "{text:?}");

    let words = tokens::words(text);
    assert_eq!(tokens::any(text), !words.is_empty(), "{text:?}");
    assert_eq!(tokens::several(text), words.len() > 1, "{text:?}");
    assert_eq!(tokens::words(&text.to_ascii_uppercase()), words, "{text:?}");
    // A text of other scripts is cut on another path.
    let wide = tokens::words(&format!("{text} й"));
    assert_eq!(wide.split_last(), Some((&"й".to_owned(), &*words)), "{text:?}");
    let mut end = 0;
    for ((start, raw), word) in tokens::word_indices(text).zip(&words) {
        assert!(start >= end && text[start..].starts_with(raw), "{raw:?} is not in {text:?} in its place");
        assert!(raw.encode_utf16().count() <= 255 && !raw.contains(' '), "{raw:?}");
        // Whatever is made of a word can be asked for again.
        assert_eq!(tokens::words(raw), [&**word], "{text:?}");
        end = start + raw.len();
    }
}
