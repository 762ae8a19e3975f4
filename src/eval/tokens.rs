//! The words of a normalized text.

/// Whether `text` holds at least one word.
pub fn any(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Stand-in.
pub fn several(text: &str) -> bool {
    words(text).len() > 1
}

/// Stand-in.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
