//! Ids of contacts, users and saved searches.

use super::Invalid;

/// Whether `text` is one in lower case.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The id that `text` writes: 24 hexadecimal digits, in lower case here.
///
/// # Errors
/// [`Invalid::Id`].
pub(crate) fn id(text: &str) -> Result<String, Invalid> {
    if text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(Invalid::Id { text: text.to_owned() })
    }
}
