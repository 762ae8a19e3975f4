//! Numbers as JSON writes them (RFC 8259, section 6).

/// Whether `text` is one.
pub(crate) fn is_number(text: &str) -> bool {
    number_end(text.as_bytes(), 0) == Some(text.len())
}

/// Where the number ends that begins at `at`; none where none does.
pub(crate) fn number_end(bytes: &[u8], at: usize) -> Option<usize> {
    let is = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|byte| signs.contains(byte));
    let digits = |at: usize| {
        let count = bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(at + count)
    };
    let first = at + usize::from(is(at, b"-"));
    let mut end = if is(first, b"0") { first + 1 } else { digits(first)? };
    if is(end, b".") {
        end = digits(end + 1)?;
    }
    if is(end, b"eE") {
        end = digits(end + 1 + usize::from(is(end + 1, b"+-")))?;
    }
    Some(end)
}
