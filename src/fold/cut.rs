//! Where the words of a text begin and end: Unicode's word boundaries (UAX #29), read as Lucene's standard tokenizer
//! reads them. `tests/eval/lucene_tokens.tsv` holds what it wrote; a test holds this file against it.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use super::ranges;

/// A word of more UTF-16 units is cut there, as by Lucene's `StandardAnalyzer` (`DEFAULT_MAX_TOKEN_LENGTH`).
const LONGEST: usize = 255;

/// The words of a text in order, each with the byte where it starts.
pub(super) struct Cut<'t> {
    text: &'t str,
    segments: Segments<'t>,
    /// Where what is left of what was read starts and ends.
    rest: Option<(usize, usize)>,
}

/// What is still to be read.
enum Segments<'t> {
    /// Latin text, from this byte on.
    Latin(usize),
    /// Any other.
    Any(UWordBoundIndices<'t>),
}

impl<'t> Cut<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        if is_latin(text) {
            return Self::latin(text);
        }
        Self { text, segments: Segments::Any(text.split_word_bound_indices()), rest: None }
    }

    /// Those of ASCII text, or of other Latin text.
    pub(super) const fn latin(text: &'t str) -> Self {
        Self { text, segments: Segments::Latin(0), rest: None }
    }

    /// Where the next word starts and ends, however long it is.
    fn next_whole(&mut self) -> Option<(usize, usize)> {
        match &mut self.segments {
            Segments::Latin(at) => {
                let (start, end) = next_latin(self.text.as_bytes(), *at)?;
                *at = end;
                Some((start, end))
            }
            Segments::Any(segments) => {
                let Word { start, mut end, run } = segments.find_map(word)?;
                if run {
                    let mut ahead = segments.clone();
                    let goes_on = |next: &Word, end| next.run && next.start == end;
                    while let Some(next) = ahead.next().and_then(word).filter(|next| goes_on(next, end)) {
                        end = next.end;
                        segments.clone_from(&ahead);
                    }
                }
                let mut last = start;
                while ends_in_a_quote(self.text.get(last..end)?) {
                    let mut ahead = segments.clone();
                    let Some((at, next)) = ahead.next().filter(|(_, next)| next.starts_with(follows_a_quote)) else {
                        break;
                    };
                    (last, end) = (at, at + next.len());
                    *segments = ahead;
                }
                let read = self.text.len() - segments.as_str().len();
                if end < read {
                    self.rest = Some((end, read));
                }
                Some((start, end))
            }
        }
    }

    /// The first word between `start` and `end`, which once was one and is too long: as much of it as `LONGEST` units
    /// hold is read as if it were alone, and then the rest.
    #[cold]
    fn first_of(&mut self, mut start: usize, end: usize) -> Option<(usize, usize)> {
        loop {
            let long = self.text.get(start..end)?;
            match Cut::new(first_units(long)).next() {
                Some((0, word)) => {
                    self.rest = Some((start + word.len(), end));
                    return Some((start, start + word.len()));
                }
                Some((at, _)) => start += at,
                // So many underscores stand before the next letter; only the last of them go with it.
                None => {
                    let (at, letter) =
                        long.char_indices().find(|&(_, char)| is_letter(char) || is_south_east_asian(char))?;
                    let through = at + letter.len_utf8();
                    start += through - last_units(&long[..through]).len();
                }
            }
        }
    }
}

impl<'t> Iterator for Cut<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let place = if let Some((start, end)) = self.rest.take() {
                self.first_of(start, end)
            } else {
                let (start, end) = self.next_whole()?;
                // No text has more UTF-16 units than bytes.
                let fits = end - start <= LONGEST || first_units(self.text.get(start..end)?).len() == end - start;
                if fits { Some((start, end)) } else { self.first_of(start, end) }
            };
            if let Some((start, end)) = place {
                return Some((start, self.text.get(start..end)?));
            }
        }
    }
}

/// As much of `text` as `LONGEST` UTF-16 units hold.
fn first_units(text: &str) -> &str {
    let mut left = LONGEST;
    let end = text.char_indices().find(|(_, char)| match left.checked_sub(char.len_utf16()) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// As much of the end of `text` as `LONGEST` UTF-16 units hold.
fn last_units(text: &str) -> &str {
    let mut left = LONGEST;
    let fits = |char: &char| match left.checked_sub(char.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let length: usize = text.chars().rev().take_while(fits).map(char::len_utf8).sum();
    &text[text.len() - length..]
}

/// Whether all of `text` is ASCII or letters that follow each other in Unicode: then bytes alone tell where words end.
fn is_latin(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|char| char.is_ascii() || matches!(char, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ'))
}

/// The first word of Latin text from `at` on.
fn next_latin(text: &[u8], mut at: usize) -> Option<(usize, usize)> {
    loop {
        let start = at + text.get(at..)?.iter().position(|&byte| is_word_byte(byte))?;
        let mut end = start + 1;
        let mut has_letter = text[start] != b'_';
        while let Some(&byte) = text.get(end) {
            if is_word_byte(byte) {
                has_letter |= byte != b'_';
            } else if !joins(text[end - 1], byte, text.get(end + 1).copied()) {
                break;
            }
            end += 1;
        }
        // Underscores join words and are none themselves.
        if has_letter {
            return Some((start, end));
        }
        at = end;
    }
}

/// The bytes of words: of letters, digits and `_`. To look one up takes half as long as to compare.
const WORD_BYTES: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0_u8;
    loop {
        bytes[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        if byte == u8::MAX {
            break bytes;
        }
        byte += 1;
    }
};

fn is_word_byte(byte: u8) -> bool {
    WORD_BYTES[usize::from(byte)]
}

/// Whether `byte` holds a word together between the two beside it: rules WB6, WB7, WB11 and WB12.
fn joins(before: u8, byte: u8, after: Option<u8>) -> bool {
    let both = |is: fn(&u8) -> bool| is(&before) && after.as_ref().is_some_and(is);
    let letters = || both(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    match byte {
        b'.' | b'\'' => letters() || both(u8::is_ascii_digit),
        b':' => letters(),
        b',' | b';' => both(u8::is_ascii_digit),
        _ => false,
    }
}

/// Where the word of a segment starts and ends, and whether it is of one with the next where that is such a word too.
struct Word {
    start: usize,
    end: usize,
    run: bool,
}

/// The word that a segment between two word boundaries holds, if it holds one.
fn word((at, segment): (usize, &str)) -> Option<Word> {
    let end = at + segment.len();
    if segment.contains(is_letter) {
        return Some(Word { start: at, end, run: false });
    }
    if segment.is_ascii() {
        return None;
    }
    if segment.starts_with(is_south_east_asian) {
        return Some(Word { start: at, end, run: true });
    }
    if let Some(start) = pictograph(segment) {
        return Some(Word { start: at + start, end, run: false });
    }
    // A mark of those scripts may stand after something else, which ends its word where it comes again.
    let mark = segment.find(is_south_east_asian)?;
    let length = segment[mark..].find(is_joiner).unwrap_or(segment.len() - mark);
    Some(Word { start: at + mark, end: at + mark + length, run: mark + length == segment.len() })
}

/// `Word_Break=ExtendNumLet`: what joins letters and digits, and is neither.
fn is_joiner(char: char) -> bool {
    matches!(
        char,
        '_' | '\u{202f}' | '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'
            ..='\u{fe4f}' | '＿'
    )
}

/// Whether `segment` ends in a Hebrew letter and its quote: nothing but what extends the quote stands after it, which
/// rule `WB7a` alone allows.
fn ends_in_a_quote(segment: &str) -> bool {
    segment.rfind('\'').is_some_and(|quote| quote > 0 && !segment[quote..].contains(is_letter))
}

/// What Lucene lets follow such a quote in one word, where Unicode has a boundary.
fn follows_a_quote(char: char) -> bool {
    is_joiner(char) || (char.is_numeric() && goes_on_with_a_digit(char))
}

/// A letter or a digit, of a script whose words have boundaries, or one that is a word by itself.
fn is_letter(char: char) -> bool {
    match char {
        _ if char.is_ascii() => char.is_ascii_alphanumeric(),
        // Marks of width that only extend a letter; and a sign of no script.
        '\u{ff9e}' | '\u{ff9f}' | '〆' => false,
        _ if char.is_alphabetic() => !is_combining_mark(char) && !is_south_east_asian(char),
        // Symbols that belong to a script: the radicals of Han, words of Katakana in a square.
        '\u{2e80}'..='\u{2fd5}' | '゛' | '゜' | '゠' | '㋐'..='㋾' | '㌀'..='㍗' => true,
        // A numeric character is a digit where it goes on with one; `½` and `②` do not.
        _ => char.is_numeric() && goes_on_with_a_digit(char),
    }
}

/// Whether Unicode has no word boundary between a digit and `char`.
fn goes_on_with_a_digit(char: char) -> bool {
    let mut both = [b'1'; 5];
    let length = 1 + char.encode_utf8(&mut both[1..]).len();
    str::from_utf8(&both[..length]).is_ok_and(|both| both.split_word_bounds().nth(1).is_none())
}

fn is_south_east_asian(char: char) -> bool {
    char >= '\u{e01}' && ranges::hold(ranges::SOUTH_EAST_ASIAN, char)
}

/// A pictograph, or a colour of skin.
fn is_pictograph(char: char) -> bool {
    !char.is_ascii() && (matches!(char, '🏻'..='🏿') || ranges::hold(ranges::PICTOGRAPHS, char))
}

/// Where in `segment` a pictograph, a keycap or a flag starts.
fn pictograph(segment: &str) -> Option<usize> {
    const KEYCAP: char = '\u{20e3}';
    const JOINER: char = '\u{200d}';
    let flag = |char: &char| matches!(char, '\u{1f1e6}'..='\u{1f1ff}');
    if (segment.starts_with(['#', '*']) && segment.contains(KEYCAP)) || segment.chars().filter(flag).nth(1).is_some() {
        return Some(0);
    }
    let (before, _) = segment.split_at(segment.find(is_pictograph)?);
    Some(before.trim_end_matches(JOINER).len())
}
