//! The service's normalization: lower case, accents folded (documentation, "Normalization"; facts.md A).

/// Whether nothing but white space is left of `text` once it is normalized.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Stand-in.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
