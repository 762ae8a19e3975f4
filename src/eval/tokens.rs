//! The words of a normalized text.

/// Whether `text` holds at least one word.
pub fn any(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
