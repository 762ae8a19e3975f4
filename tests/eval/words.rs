//! The words of a text a second time: the rules of Lucene's `StandardTokenizerImpl.jflex`, written as they stand there.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use fancy_regex::Regex;
use nse_query::fold::{fold, tokens};
use proptest::prelude::*;

static RULES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // A character of a class, with what extends it.
    let each = |class: &str| format!(r"(?:{class}[\p{{wb=Format}}\p{{wb=Extend}}\p{{wb=ZWJ}}]*)");
    let letter = each(r"[\p{wb=ALetter}\p{wb=Hebrew_Letter}]");
    let hebrew = each(r"\p{wb=Hebrew_Letter}");
    let digit = each(r"\p{wb=Numeric}");
    let katakana = each(r"\p{wb=Katakana}");
    let joiner = each(r"\p{wb=ExtendNumLet}");
    let between_letters = each(r"[\p{wb=MidLetter}\p{wb=MidNumLet}\p{wb=Single_Quote}]");
    let between_digits = each(r"[\p{wb=MidNum}\p{wb=MidNumLet}\p{wb=Single_Quote}]");
    let (single, double) = (each(r"\p{wb=Single_Quote}"), each(r"\p{wb=Double_Quote}"));
    // What may hold two letters together comes first, so that the longest is found.
    let letter = format!("(?:{hebrew}{double}(?={hebrew})|{hebrew}{single}|{letter})");
    let letters = format!("{letter}(?:(?:{joiner}*|{between_letters}){letter})*");
    let number = format!("{digit}(?:(?:{joiner}*|{between_digits}){digit})*");
    let part = format!("(?:{katakana}(?:{joiner}*{katakana})*|(?:{letters}|{number})+)");
    let extends_pictograph = r"[[\p{wb=Format}\p{wb=Extend}\p{wb=ZWJ}]--[\x{fe0e}\x{fe0f}\x{200d}]]*";
    let pictograph =
        format!(r"(?:\x{{200d}}*[\p{{Extended_Pictographic}}\p{{Emoji_Modifier}}]{extends_pictograph}\x{{fe0f}}?)");
    let south_east_asian = each(
        r"[[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Ahom}]&&[\p{L}\p{M}]]",
    );
    [
        format!("{joiner}*{part}(?:{joiner}+{part})*{joiner}*"),
        format!("{south_east_asian}+"),
        // Lucene knows no word of the last three.
        each(r"[\p{Han}\p{Hiragana}\p{Tangut}\p{Nushu}\p{Khitan_Small_Script}]"),
        format!(r"{pictograph}(?:\x{{200d}}{pictograph})*"),
        r"[0-9#*]\x{fe0f}?\x{20e3}".to_owned(),
        r"\p{wb=Regional_Indicator}{2}".to_owned(),
    ]
    .iter()
    .map(|rule| Regex::new(&format!(r"\A(?:{rule})")).unwrap())
    .collect()
});

/// Later versions of Unicode count signs to the letters and the digits, which join words and, to Lucene, make none.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    let joiner = r"[\p{wb=ExtendNumLet}\p{wb=Format}\p{wb=Extend}\p{wb=ZWJ}]";
    let sign = r"[[\p{wb=ALetter}\p{wb=Numeric}]--[\p{Alphabetic}\p{N}]]";
    Regex::new(&format!(r"\A(?:{joiner}|{sign})*{sign}(?:{joiner}|{sign})*\z")).unwrap()
});

/// The words of `text`, normalized: at each place the longest that a rule makes, or none and on to the next character.
pub(crate) fn words(text: &str) -> Vec<String> {
    // Laws ask for the same texts again and again.
    static KNOWN: LazyLock<Mutex<HashMap<String, Vec<String>>>> = LazyLock::new(Mutex::default);
    if let Some(known) = KNOWN.lock().unwrap().get(text) {
        return known.clone();
    }
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let longest = RULES.iter().filter_map(|rule| rule.find(rest).unwrap()).map(|found| found.end()).max();
        let word = longest.map(|end| &rest[..end]);
        words.extend(word.filter(|word| !SIGNS.is_match(word).unwrap()).map(|word| fold(word).into_owned()));
        rest = &rest[longest.unwrap_or(first.len_utf8())..];
    }
    KNOWN.lock().unwrap().insert(text.to_owned(), words.clone());
    words
}

/// The second reading is right too, where Unicode's version makes no difference.
#[test]
fn the_rules_make_lucenes_words() {
    let table = include_str!("lucene_tokens.tsv");
    let mut checked = 0;
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.contains("\\u{")) {
        let [text, published, _, "=", ..] = *line.split('\t').collect::<Vec<_>>() else { continue };
        // None of the rules knows a longest word, and later versions of Unicode know fewer pictographs.
        if text.len() < 255 && !text.contains('★') {
            let published: Vec<&str> = published.split(' ').filter(|word| !word.is_empty()).collect();
            assert_eq!(words(text), published, "{text}");
            checked += 1;
        }
    }
    assert!(checked > 300, "{checked}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_words_are_those_of_the_rules(
        text in "[aB1_.,:;' ’éßя١ا\"クー山ひกสแ한½²₂🎉❤©\u{ad}·Ⅷ々ﬁ１]{0,10}",
        // Lucene lets a digit follow the quote after a Hebrew letter, Unicode does not.
        hebrew in "([aבק1][\u{5b7}]?[\"”']?[\u{301}]?[ aבק1١_ク]){0,4}",
        marked in "([aéя山ひกꜷ1][\u{301}\u{308}\u{327}]?[-. ’]?){0,6}",
        letters in "[\\p{L}\\p{Nd} -.]{0,6}",
        emoji in "([👍👨☕][🏽]?\u{fe0f}?(\u{200d}[👩💻])?[🇺🇸 a#1]?){0,4}",
    ) {
        for text in [text, hebrew, marked, letters, emoji] {
            prop_assert_eq!(tokens::words(&text), words(&text), "{:?}", text);
        }
    }
}
