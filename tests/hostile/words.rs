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
    assert_eq!(words, tokens::words(&once), "{text:?}");
    assert_eq!(tokens::any(text), !words.is_empty(), "{text:?}");
    assert_eq!(tokens::several(text), words.len() > 1, "{text:?}");
    let mut rest = &*once;
    for word in &words {
        let at = rest.find(word.as_str()).unwrap_or_else(|| panic!("{word:?} is not in {once:?} in its place"));
        rest = &rest[at + word.len()..];
    }
}
