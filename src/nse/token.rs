//! Access tokens and passwords in what is pasted, kept from every message.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// What a secret is called, at the end of its name: `access_token`, `NIMBLE_TOKEN`, `X-Api-Key`. In small letters.
const NAMES: [&str; 18] = [
    "token",
    "token%5d",
    "api_key",
    "api-key",
    "apikey",
    "api%5fkey",
    "api%2dkey",
    "authorization",
    "cookie",
    "password",
    "passwd",
    "pwd",
    "secret",
    "credentials",
    "auth",
    "user",
    "session_id",
    "sessionid",
];

/// What may stand between a name and its secret, escaped in the ways that text is.
const SEPARATORS: [&str; 4] = ["=", ":", "%3d", "%3a"];

/// Schemes of `Authorization`, which are not secret.
const SCHEMES: [&str; 4] = ["bearer", "basic", "token", "digest"];

/// `source` with stars for the bytes of access tokens and passwords, so that it can be shown; every other byte keeps its place.
///
/// # Examples
/// ```
/// use nse_query::nse::without_tokens;
///
/// assert_eq!(without_tokens("/api/v1/contacts?access_token=s3cret&page=1"), "/api/v1/contacts?access_token=******&page=1");
/// assert_eq!(without_tokens("curl -u jon:s3cret https://app.nimble.com"), "curl -u ********** https://app.nimble.com");
/// assert_eq!(without_tokens("tag = vip"), "tag = vip");
/// ```
pub fn without_tokens(source: &str) -> Cow<'_, str> {
    let found = secrets(source);
    if found.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut shown = source.to_owned();
    for range in found {
        let stars = "*".repeat(range.len());
        shown.replace_range(range, &stars);
    }
    Cow::Owned(shown)
}

/// `diagnostics` of `source` with stars for what [`without_tokens`] hides of it, wherever they quote it: in messages, labels, help
/// and fixes.
///
/// # Examples
/// ```
/// use nse_query::nse::diagnostics_without_tokens;
///
/// let source = r#"/api/v1/contacts?query={"tag":{"is":"AT&T"}}&access_token=s3cret"#;
/// let found = nse_query::Compiler::default().read(source).unwrap_err().into_vec();
/// assert!(found[0].fixes[0].edits[0].text.contains("s3cret"));
/// let shown = diagnostics_without_tokens(source, &found);
/// assert!(!shown[0].fixes[0].edits[0].text.contains("s3cret"));
/// ```
pub fn diagnostics_without_tokens(source: &str, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut hidden: Vec<&str> = secrets(source).into_iter().filter_map(|range| source.get(range)).collect();
    // A shorter one may be any word.
    hidden.retain(|secret| secret.len() > 3);
    hidden.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
    hidden.dedup();
    let shown = |text: &str| {
        let mut shown = without_tokens(text).into_owned();
        for secret in &hidden {
            if shown.contains(secret) {
                shown = shown.replace(secret, &"*".repeat(secret.len()));
            }
        }
        shown
    };
    diagnostics.iter().map(|diagnostic| diagnostic.with_texts(shown)).collect()
}

/// Where the secrets stand in `source`, in order, not overlapping.
fn secrets(source: &str) -> Vec<Range<usize>> {
    // What is in small letters has the same places, as only ASCII letters change.
    let lower = source.to_ascii_lowercase();
    let mut found: Vec<Range<usize>> = Vec::new();
    for name in NAMES {
        // What is hidden already is not looked at again.
        let mut hidden = 0;
        for (at, _) in lower.match_indices(name) {
            if at >= hidden {
                let after = after_name(&lower, at, at + name.len());
                hidden = after.last().map_or(hidden, |range| range.end);
                found.extend(after);
            }
        }
    }
    for (at, scheme) in lower.match_indices("bearer") {
        let (end, spaces) = blank(&lower, at + scheme.len());
        if spaces {
            found.push(end..word_end(&lower, end));
        }
    }
    found.extend(login(&lower));
    found.retain(|range| !range.is_empty());
    found.sort_unstable_by_key(|range| range.start);
    found.into_iter().fold(Vec::new(), |mut apart: Vec<Range<usize>>, range| {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
        apart
    })
}

/// The secrets after a name that stands at `start` and ends at `end`.
fn after_name(lower: &str, start: usize, end: usize) -> Vec<Range<usize>> {
    let name = lower.get(start..end).unwrap_or_default();
    let (mut at, closed) = quotes(lower, end);
    let (behind, spaces) = blank(lower, at);
    let Some(separator) =
        SEPARATORS.iter().find(|sign| lower.get(behind..).is_some_and(|rest| rest.starts_with(**sign)))
    else {
        return Vec::new();
    };
    at = behind + separator.len();
    // `user` and `auth` name what is not secret, too.
    if matches!(name, "user" | "auth") {
        return if name == "auth" && *separator == "=" { pair(lower, at) } else { Vec::new() };
    }
    let (value, more) = blank(lower, at);
    let (value, quoted) = quotes(lower, value);
    // `token = abc` is a clause of filter text.
    let header = *separator == ":" || closed;
    if (spaces || more) && !quoted && !header {
        return Vec::new();
    }
    let mut found = Vec::new();
    let first = value..word_end(lower, value);
    let scheme = lower.get(first.clone()).is_some_and(|word| SCHEMES.contains(&word));
    let mut next = first.end;
    if !scheme || name != "authorization" {
        found.push(first);
    }
    // `Authorization: Bearer x`, `Cookie: a=b; c=d`
    let words = if name == "cookie" { usize::MAX } else { usize::from(scheme) };
    for _ in 0..words.min(200) {
        let (begin, spaces) = blank(lower, next);
        if !spaces {
            break;
        }
        let end = word_end(lower, begin);
        if end == begin {
            break;
        }
        found.push(begin..end);
        next = end;
    }
    found
}

/// The end of white space from `at`, percent-encoded too, none of it a line break; and whether there is any.
fn blank(text: &str, at: usize) -> (usize, bool) {
    let mut end = at;
    while let Some(rest) = text.get(end..) {
        if rest.starts_with("%20") {
            end += 3;
        } else if rest.starts_with([' ', '\t', '+']) {
            end += 1;
        } else {
            break;
        }
    }
    (end, end > at)
}

/// The end of quotes from `at`, escaped ones too, and whether there are any.
fn quotes(text: &str, at: usize) -> (usize, bool) {
    let mut end = at;
    while let Some(rest) = text.get(end..) {
        if rest.starts_with("%22") || rest.starts_with("%27") {
            end += 3;
        } else if rest.starts_with(['"', '\'', '`', '\\']) {
            end += 1;
        } else {
            break;
        }
    }
    (end, end > at)
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '&' | '#' | '"' | '\'' | '`' | '\\' | ',' | ')' | '}')
    };
    let word = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
    let encoded = ["%26", "%22", "%27", "%20"].iter().filter_map(|end| word.find(end)).min();
    start + encoded.unwrap_or(word.len())
}

/// What is quoted in the brackets at `at`: `auth=("jon", "s3cret")`.
fn pair(lower: &str, at: usize) -> Vec<Range<usize>> {
    let rest = lower.get(at..).unwrap_or_default();
    // Nobody's login is longer.
    let end = rest.char_indices().take(500).find(|(_, character)| *character == ')').map(|(end, _)| end);
    let Some(end) = end.filter(|_| rest.starts_with('(')) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (offset, character) in rest.get(..end).unwrap_or_default().char_indices() {
        match open {
            Some((start, quote)) if quote == character => {
                found.push(at + start..at + offset);
                open = None;
            }
            None if matches!(character, '"' | '\'') => open = Some((offset + 1, character)),
            _ => {}
        }
    }
    found
}

/// The words after `-u` and `--user` of `curl`, and the name and password of a URL.
fn login(lower: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if lower.contains("curl") {
        for option in [" -u", " --user", " --proxy-user", " --oauth2-bearer", "\n-u", "\t-u"] {
            for (at, option) in lower.match_indices(option) {
                let (value, _) = blank(lower, at + option.len());
                let (value, quoted) = quotes(lower, value);
                if found.last().is_some_and(|last| value < last.end) {
                    continue;
                }
                let end = if quoted {
                    let rest = lower.get(value..).unwrap_or_default();
                    value + rest.find(['"', '\'']).unwrap_or(rest.len())
                } else {
                    word_end(lower, value)
                };
                found.push(value..end);
            }
        }
    }
    for (at, scheme) in lower.match_indices("://") {
        let start = at + scheme.len();
        let rest = lower.get(start..).unwrap_or_default();
        let authority = rest.split(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'')).next();
        if let Some((login, _)) = authority.and_then(|authority| authority.rsplit_once('@')) {
            found.push(start..start + login.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::without_tokens;

    #[test]
    fn every_token_is_hidden_and_nothing_moves() {
        for source in [
            "curl 'https://x.com/c?access_token=s3cret' -H \"Authorization: Bearer s3cret\" -H 'X-Nimble-Token: s3cret'",
            "curl -u jon:s3cret https://x.com",
            "curl -ujon:s3cret https://x.com",
            "curl --user 'jon:s3 s3cret' https://x.com",
            "curl https://jon:s3cret@app.nimble.com/",
            "curl -H 'Cookie: a=s3cret; session=s3cret' https://x.com",
            "requests.get(url, params={\"access_token\": \"s3cret\"})",
            "requests.get(url, params={'access_token': 's3cret', 'page': 2})",
            "requests.get(url, auth=('jon', 's3cret'))",
            "requests.get(url, headers={\"Authorization\": \"Bearer s3cret\"})",
            "requests.get(url, headers={\"X-Api-Key\": \"s3cret\"})",
            "fetch(url, {headers: {Authorization: `Bearer s3cret`}})",
            "fetch(url, {headers: {authorization: 'Basic s3cret'}})",
            "fetch(url, {headers: {'x-api-key': 's3cret'}})",
            "NIMBLE_TOKEN = \"s3cret\"",
            "const apiKey = 's3cret';",
            "/c?access%5Ftoken=s3cret&page=1",
            "/c?token=s3cret",
            "/c?api_key=s3cret#x",
            "access_token%3Ds3cret%26page=1",
            "{\\\"access_token\\\": \\\"s3cret\\\"}",
            "X-Api-Key: s3cret\nHost: x",
            "Authorization: s3cret",
            "please use Authorization: Bearer s3cret",
            "{\"password\": \"s3cret\"}",
        ] {
            let shown = without_tokens(source);
            assert_eq!(shown.len(), source.len());
            assert!(!shown.contains("s3cret"), "{shown}");
        }
        assert_eq!(without_tokens("access_token="), "access_token=");
        assert_eq!(without_tokens("/c?access_token=äbc&page=1"), "/c?access_token=****&page=1");
    }

    #[test]
    fn what_is_no_secret_is_shown() {
        for text in [
            "tag = token",
            "token = abc",
            "tag in (token, secret)",
            "title ~ \"secret agent\"",
            "user last contacted in last 3 days",
            "/api/v1/contacts?query=%7B%7D&tokens_of=1&page=2",
            "curl -G https://app.nimble.com/api/v1/contacts --data-urlencode 'query={}'",
            "{\"user last contacted\": {\"is_empty\": true}}",
        ] {
            assert_eq!(without_tokens(text), text);
        }
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
