//! Typographic and full-width signs as ASCII has them.

/// `text` with the typographic dashes, the ellipsis and the full-width signs in it as ASCII has them; none where it has
/// none.
pub(crate) fn ascii(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '…' => plain.push_str(".."),
            '\u{3001}' => plain.push(','),
            '\u{ff01}'..='\u{ff5e}' => plain.extend(char::from_u32(u32::from(character) - 0xfee0)),
            other => plain.push(other),
        }
    }
    (plain != text).then_some(plain)
}
