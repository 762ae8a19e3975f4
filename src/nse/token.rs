//! Access tokens in what is pasted, kept from every message.

use std::borrow::Cow;

/// What stands before a token: in a URL, in a header, in the header of older clients.
const BEFORE: [&str; 3] = ["access_token=", "Bearer ", "X-Nimble-Token: "];

/// `source` with stars for the bytes of access tokens, so that it can be shown; every other byte keeps its place.
///
/// # Examples
/// ```
/// use nse_query::nse::without_tokens;
///
/// assert_eq!(without_tokens("/api/v1/contacts?access_token=s3cret&page=1"), "/api/v1/contacts?access_token=******&page=1");
/// assert_eq!(without_tokens("tag = vip"), "tag = vip");
/// ```
pub fn without_tokens(source: &str) -> Cow<'_, str> {
    let mut shown = Cow::Borrowed(source);
    for before in BEFORE {
        let mut from = 0;
        while let Some(at) = shown.get(from..).and_then(|rest| rest.find(before)) {
            let start = from + at + before.len();
            let rest = shown.get(start..).unwrap_or_default();
            let ends = |c: char| c.is_whitespace() || matches!(c, '&' | '#' | '"' | '\'' | '`' | '\\');
            let length = rest.find(ends).unwrap_or(rest.len());
            from = start + length;
            shown.to_mut().replace_range(start..from, &"*".repeat(length));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::without_tokens;

    #[test]
    fn every_token_is_hidden_and_nothing_moves() {
        let source =
            "curl 'https://x.com/c?access_token=äbc' -H \"Authorization: Bearer s3cret\" -H 'X-Nimble-Token: t'";
        let shown = without_tokens(source);
        assert_eq!(shown.len(), source.len());
        assert!(!["äbc", "s3cret", "Token: t"].iter().any(|token| shown.contains(token)), "{shown}");
        assert_eq!(without_tokens("access_token="), "access_token=");
    }
}
