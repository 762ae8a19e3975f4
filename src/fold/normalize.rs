//! The service's normalization `N(text)`: lower case, accents folded, white space collapsed (documentation,
//! "Normalization"; evidence A).

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` as the search engine compares it; borrowed where it is normal already.
///
/// Letters lose their case and Latin ones their accents, as Lucene's `ASCIIFoldingFilter` does it; other scripts keep
/// their marks. Runs of white space become one space, and none is left at the ends. Folding twice changes nothing.
///
/// # Examples
/// ```
/// use nse_query::fold::fold;
///
/// assert_eq!(fold("  Čar  ŁÓDŹ "), "car lodz");
/// assert_eq!(fold("Straße"), "strasse");
/// assert_eq!(fold("Йод"), "йод"); // not "иод"
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    match normal_prefix(text.as_bytes()) {
        Prefix::All => Cow::Borrowed(text),
        Prefix::Ascii => Cow::Owned(fold_ascii(text)),
        Prefix::Other => {
            let mut folded = String::with_capacity(text.len());
            Cow::Owned(if fold_latin(text, &mut folded) { folded } else { fold_any(text) })
        }
    }
}

/// Whether nothing is left of `text` once it is normalized.
#[inline]
pub fn is_blank(text: &str) -> bool {
    // Mostly the first byte tells.
    if text.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return false;
    }
    // Folding drops no character but white space, and marks only after a letter.
    text.chars().all(char::is_whitespace)
}

/// How far a text needs work.
enum Prefix {
    /// It is normal.
    All,
    /// It is ASCII, and not normal.
    Ascii,
    /// It is not ASCII.
    Other,
}

fn normal_prefix(bytes: &[u8]) -> Prefix {
    if !bytes.is_ascii() {
        return Prefix::Other;
    }
    let mut space = true;
    for &byte in bytes {
        let blank = is_ascii_space(byte);
        if byte.is_ascii_uppercase() || (blank && (space || byte != b' ')) {
            return Prefix::Ascii;
        }
        space = blank;
    }
    if space && !bytes.is_empty() { Prefix::Ascii } else { Prefix::All }
}

/// ASCII white space as `char::is_whitespace` sees it: with the vertical tab, unlike `u8::is_ascii_whitespace`.
pub(crate) const fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut out = Folded::new(&mut folded);
    for byte in text.bytes() {
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    folded
}

/// Writes `word`, one of [`super::tokens`], as [`fold`] writes it, into `out` in place of what is there.
pub(super) fn fold_word(word: &str, out: &mut String) {
    // The one white space that joins words like a letter.
    const NARROW_SPACE: char = '\u{202f}';
    out.clear();
    for (index, part) in word.split(NARROW_SPACE).enumerate() {
        if index > 0 {
            out.push(NARROW_SPACE);
        }
        let before = out.len();
        if part.chars().all(is_folded) {
            out.push_str(part);
        } else if !fold_latin(part, out) {
            out.truncate(before);
            out.push_str(&fold_any(part));
        }
    }
}

/// Whether the character is of those of Chinese and Japanese that stay as they are: most of their words are of one.
const fn is_folded(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{9fff}')
}

/// The fold of each character below U+0250, where no combining mark is: what the languages of Latin script need.
static LATIN: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let fold = |code| char::from_u32(code).map(|char| fold_any(char.encode_utf8(&mut [0; 4])).into_boxed_str());
    (0..0x250).filter_map(fold).collect()
});

/// Adds `text`, folded, to `folded`, whether or not it can do so to the end.
fn fold_latin(text: &str, folded: &mut String) -> bool {
    let latin = &*LATIN;
    let mut out = Folded::new(folded);
    text.chars().all(|char| {
        if char.is_ascii() {
            out.push(char.to_ascii_lowercase());
        } else if char.is_whitespace() {
            out.push(' ');
        } else if let Some(folded) = latin.get(char as usize) {
            folded.chars().for_each(|char| out.push(char));
        } else {
            return false;
        }
        true
    })
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut out = Folded::new(&mut folded);
    let mut latin = false;
    let mut push = |char: char| {
        // A mark is dropped after what the base letter became, so that folding again finds nothing to drop.
        if is_combining_mark(char) {
            if !latin {
                out.push(char);
            }
        } else {
            latin = is_latin(char);
            out.push(char);
        }
    };
    for char in text.nfd() {
        if let Some(folded) = replacement(char) {
            folded.chars().for_each(&mut push);
        } else {
            for char in case_fold(char) {
                match replacement(char) {
                    Some(folded) => folded.chars().for_each(&mut push),
                    None => push(char),
                }
            }
        }
    }
    folded.nfc().collect()
}

/// Adds text without white space at its ends and never two spaces together.
struct Folded<'t> {
    text: &'t mut String,
    /// What stood there before.
    start: usize,
    space: bool,
}

impl<'t> Folded<'t> {
    const fn new(text: &'t mut String) -> Self {
        let start = text.len();
        Self { text, start, space: false }
    }

    fn push(&mut self, char: char) {
        if char.is_whitespace() {
            self.space = self.text.len() > self.start;
        } else {
            if self.space {
                self.text.push(' ');
                self.space = false;
            }
            self.text.push(char);
        }
    }
}

/// What the folding filter makes of `char`, where decomposition and case folding do not.
fn replacement(char: char) -> Option<&'static str> {
    static SORTED: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
        let each = |&(folded, chars): &(&'static str, &'static str)| chars.chars().map(move |char| (char, folded));
        let mut sorted: Vec<_> = super::table::FOLDS.iter().flat_map(each).collect();
        sorted.sort_unstable();
        sorted
    });
    if char.is_ascii() {
        return None;
    }
    let found = SORTED.binary_search_by_key(&char, |&(key, _)| key).ok()?;
    SORTED.get(found).map(|&(_, folded)| folded)
}

/// Full case folding of a character of decomposed text.
///
/// It is the lower case of the upper case (the standard derives its table so), but for Cherokee, whose letters fold to
/// upper case; the other exceptions, the dotless i and the capital sharp s, are in the table of replacements.
fn case_fold(char: char) -> impl Iterator<Item = char> {
    let cherokee = match char {
        '\u{13a0}'..='\u{13f5}' => Some(0),
        '\u{13f8}'..='\u{13fd}' => Some(-8),
        '\u{ab70}'..='\u{abbf}' => Some(0x13a0 - 0xab70),
        _ => None,
    };
    let upper = cherokee.and_then(|step| char::from_u32((char as u32).checked_add_signed(step)?));
    let lower = upper.is_none().then(|| char.to_uppercase().flat_map(char::to_lowercase));
    upper.into_iter().chain(lower.into_iter().flatten())
}

/// Whether `char` is a letter of Latin script.
const fn is_latin(char: char) -> bool {
    matches!(char,
        'a'..='z' | 'A'..='Z' | 'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʸ' | 'ˠ'..='ˤ'
        | '\u{1d00}'..='\u{1d25}' | '\u{1d2c}'..='\u{1d5c}' | '\u{1d62}'..='\u{1d65}' | '\u{1d6b}'..='\u{1d77}'
        | '\u{1d79}'..='\u{1dbe}' | '\u{1e00}'..='\u{1eff}' | 'ⁱ' | 'ⁿ' | '\u{2090}'..='\u{209c}' | 'Ⅎ'
        | 'ⅎ' | 'Ↄ' | 'ↄ' | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a787}' | '\u{a78b}'..='\u{a7ff}'
        | '\u{ab30}'..='\u{ab5a}' | '\u{ab5c}'..='\u{ab64}' | '\u{ab66}'..='\u{ab69}' | '\u{fb00}'..='\u{fb06}'
        | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{10780}'..='\u{107ba}' | '\u{1df00}'..='\u{1df2a}')
}

#[cfg(test)]
mod tests {
    use super::{case_fold, fold, fold_any, is_blank, is_folded};
    use crate::fold::lucene;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn agrees_with_lucene() {
        let mut checked = 0;
        for (char, published) in lucene::folds() {
            // The long s with a dot is published as `f`, the long s without one as `s`.
            let published = if char == '\u{1e9b}' { "s" } else { published };
            assert_eq!(fold(&char.to_string()), published.to_lowercase(), "{char}");
            checked += 1;
        }
        assert_eq!(checked, 1242);
    }

    #[test]
    fn the_designs_examples() {
        for (text, folded) in [
            ("cAr", "car"),
            ("čar", "car"),
            ("ČAR", "car"),
            ("łøđħŧı", "lodhti"),
            ("æœßþð", "aeoessthd"),
            ("“x” – ‘y’", "\"x\" - 'y'"),
            ("ＡＢＣ", "abc"),
            ("ﬁ", "fi"),
            ("й", "й"),
            ("Й", "й"),
            ("バス", "バス"),
            ("İstanbul", "istanbul"),
            ("ΣΟΦΟΣ", "σοφοσ"),
            ("σοφος", "σοφοσ"),
            ("ẞ", "ss"),
            ("a\u{301}\u{300}", "a"),
            ("\t a \u{a0}\u{3000}\n b ", "a b"),
            ("", ""),
            (" \u{85}", ""),
            ("ꭰ", "Ꭰ"),
            ("ⓐ\u{301}", "a"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn what_is_normal_is_borrowed() {
        for text in ["", "a", "jon ferrara", "a@b.com 1"] {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn every_character_is_stable() {
        for char in '\0'..='\u{1ffff}' {
            let text = char.to_string();
            let once = fold(&text).into_owned();
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(char));
            assert_eq!(once.is_empty(), is_blank(&text), "U+{:04X}", u32::from(char));
            assert_eq!(once, fold_any(&text), "U+{:04X}", u32::from(char));
            assert!(!is_folded(char) || once == text, "U+{:04X}", u32::from(char));
            let lower: String = char.to_lowercase().collect();
            assert_eq!(fold(&lower), once, "U+{:04X}", u32::from(char));
        }
    }

    #[test]
    fn case_folds_are_those_of_unicode() {
        for (char, folded) in [
            ('Ａ', "ａ"),
            ('ǰ', "j\u{30c}"),
            ('ﬃ', "ffi"),
            ('և', "եւ"),
            ('ᾳ', "αι"),
            ('µ', "μ"),
            ('ς', "σ"),
            ('Ꭰ', "Ꭰ"),
        ] {
            assert_eq!(case_fold(char).collect::<String>(), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*", marked in "[a-zÀ-ʯα-ωа-я\u{300}-\u{345} \u{20dd}]*") {
            for text in [text, marked] {
                let once = fold(&text).into_owned();
                prop_assert_eq!(&*fold(&once), &once);
            }
        }

        #[test]
        fn the_fast_paths_agree(text in "[ -~\t\n\u{b}Ā-ɏ\u{a0}-ÿ]*") {
            prop_assert_eq!(fold(&text), fold_any(&text));
        }
    }
}
