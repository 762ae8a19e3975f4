//! Access tokens in what is pasted, kept from every message.

use std::borrow::Cow;

/// What stands before a token, in any letter case: in a URL, in a header, in the header of older clients.
const BEFORE: [&str; 3] = ["access_token=", "bearer ", "x-nimble-token: "];

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
    // What is in lower case has the same places, as only ASCII letters change.
    let lower = source.to_ascii_lowercase();
    for before in BEFORE {
        let mut from = 0;
        while let Some(at) = lower.get(from..).and_then(|rest| rest.find(before)) {
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

    #[test]
    fn letter_case_hides_no_token() {
        for (source, shown) in [
            ("-H 'authorization: bearer s3cret'", "-H 'authorization: bearer ******'"),
            ("AUTHORIZATION: BEARER s3cret", "AUTHORIZATION: BEARER ******"),
            ("x-nimble-token: Bearer s3cret", "x-nimble-token: ****** ******"),
            ("/c?Access_Token=s3cret&page=1", "/c?Access_Token=******&page=1"),
            ("BEARER ä ACCESS_TOKEN=é", "BEARER ** ACCESS_TOKEN=**"),
        ] {
            assert_eq!(without_tokens(source), shown);
        }
    }
}
