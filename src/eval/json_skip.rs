//! Where a JSON value ends that nobody asks about. All of it is checked but that its bytes are UTF-8.
//!
//! Most of a contact is skipped so, and `serde_json` takes half as long again for it.

use crate::value::number_end;

/// The next byte from `at` on that is not white space, and where it is.
#[inline]
pub(super) fn space(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        match *bytes.get(at)? {
            b' ' | b'\n' | b'\t' | b'\r' => at += 1,
            byte => return Some((byte, at)),
        }
    }
}

/// Where the value ends that begins at `at`, white space before it included; none where it is not a value, or where more
/// than `depth` brackets are open in it.
pub(super) fn value(bytes: &[u8], at: usize, depth: usize) -> Option<usize> {
    let (byte, at) = space(bytes, at)?;
    match byte {
        b'"' => string(bytes, at + 1),
        b'{' => object(bytes, at + 1, depth.checked_sub(1)?),
        b'[' => array(bytes, at + 1, depth.checked_sub(1)?),
        b't' => word(bytes, at, b"true"),
        b'f' => word(bytes, at, b"false"),
        b'n' => word(bytes, at, b"null"),
        _ => number_end(bytes, at),
    }
}

/// From after its brace on.
fn object(bytes: &[u8], at: usize, depth: usize) -> Option<usize> {
    let (mut byte, mut at) = space(bytes, at)?;
    if byte == b'}' {
        return Some(at + 1);
    }
    while byte == b'"' {
        let (colon, end) = space(bytes, string(bytes, at + 1)?)?;
        if colon != b':' {
            return None;
        }
        let (next, end) = space(bytes, value(bytes, end + 1, depth)?)?;
        match next {
            b',' => (byte, at) = space(bytes, end + 1)?,
            b'}' => return Some(end + 1),
            _ => return None,
        }
    }
    None
}

/// From after its bracket on.
fn array(bytes: &[u8], at: usize, depth: usize) -> Option<usize> {
    let (byte, mut at) = space(bytes, at)?;
    if byte == b']' {
        return Some(at + 1);
    }
    loop {
        let (next, end) = space(bytes, value(bytes, at, depth)?)?;
        match next {
            b',' => at = end + 1,
            b']' => return Some(end + 1),
            _ => return None,
        }
    }
}

/// From after its quote on.
#[allow(clippy::inline_always)] // as `plain`
#[inline(always)]
fn string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = plain(bytes, at);
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at = escape(bytes, at + 1)?,
            _ => return None,
        }
    }
}

/// Where the first quote, backslash or control character is from `at` on, or the end. It is called for every string of
/// every contact, and calls would take a tenth of the time of all.
#[inline(always)]
pub(super) fn plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    // Eight bytes at once: the first of them that is sought is the first whose highest bit is set in what is found.
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let below = |eight: u64, bound: u8| eight.wrapping_sub(ONES * u64::from(bound)) & !eight;
        // With this bit turned, a quote is 0x20 and a space 0x22: one bound finds quotes and control characters.
        let quote_or_control = below(eight ^ (ONES * 2), 0x21);
        let backslash = below(eight ^ (ONES * u64::from(b'\\')), 1);
        let found = (quote_or_control | backslash) & HIGHEST;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)).count()
}

/// From after its backslash on.
fn escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 1),
        b'u' => bytes.get(at + 1..at + 5)?.iter().all(u8::is_ascii_hexdigit).then_some(at + 5),
        _ => None,
    }
}

fn word(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    bytes.get(at..)?.starts_with(word).then_some(at + word.len())
}

#[cfg(test)]
mod tests {
    use super::plain;

    /// Every byte, at every place of eight, after bytes like it.
    #[test]
    fn the_end_of_what_is_plain() {
        for around in [b'a', b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xff] {
            for byte in 0..=u8::MAX {
                for place in 0..20 {
                    let mut bytes = vec![around; 24];
                    bytes[place] = byte;
                    let ends = matches!(byte, b'"' | b'\\' | ..0x20);
                    assert_eq!(plain(&bytes, 0), if ends { place } else { 24 }, "{byte:#x} among {around:#x}");
                }
            }
        }
    }
}
