//! What is JSON but nothing that a program can hold: half of a character (`"\ud83d"`) and numbers beyond all floats.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::Problem;

/// Stands for a value that cannot be read: of a shape that has no place in a contact.
const UNREADABLE: &str = "[[]]";

/// `json` with all that cannot be read replaced. It is read so only after it was refused, so that other contacts pay
/// nothing.
///
/// # Errors
/// [`Problem::Json`] where it is not JSON by its grammar.
pub(super) fn readable(json: &str) -> Result<String, Problem> {
    serde_json::from_str::<IgnoredAny>(json).map_err(|error| Problem::of_json(&error))?;
    let mut readable = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find(|char: char| char == '"' || char == '-' || char.is_ascii_digit()) {
        readable.push_str(rest.get(..start).unwrap_or_default());
        let token = rest.get(start..).unwrap_or_default();
        let (token, after) = token.split_at(length(token));
        readable.push_str(match () {
            () if is_readable(token) => token,
            () if after.trim_start().starts_with(':') => "\"\u{fffd}\"",
            () => UNREADABLE,
        });
        rest = after;
    }
    readable.push_str(rest);
    Ok(readable)
}

/// How long the string or number at the start of `token` is.
fn length(token: &str) -> usize {
    if !token.starts_with('"') {
        let ends = |char: char| !matches!(char, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
        return token.find(ends).unwrap_or(token.len());
    }
    let mut escaped = false;
    let end = token.char_indices().skip(1).find(|&(_, char)| {
        let ends = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        ends
    });
    end.map_or(token.len(), |(quote, _)| quote + 1)
}

fn is_readable(token: &str) -> bool {
    if token.starts_with('"') {
        return !token.contains("\\u") || serde_json::from_str::<Cow<'_, str>>(token).is_ok();
    }
    serde_json::from_str::<serde_json::Number>(token).is_ok()
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn only_what_cannot_be_read_is_replaced() {
        for (json, expected) in [
            (r#"{"a\\": "\ud83d", "b": [1e999, -1E+999 ]}"#, r#"{"a\\": [[]], "b": [[[]], [[]] ]}"#),
            (
                r#"{"\ude00" : "\ud83d\ude00", "\"-1e999": 1.5e-999}"#,
                "{\"\u{fffd}\" : \"\\ud83d\\ude00\", \"\\\"-1e999\": 1.5e-999}",
            ),
            ("-1e999", "[[]]"),
            (r#""\\ud83d é""#, r#""\\ud83d é""#),
        ] {
            assert_eq!(readable(json).as_deref(), Ok(expected), "{json}");
            assert!(serde_json::from_str::<serde_json::Value>(expected).is_ok(), "{expected}");
        }
        for json in ["{\"a\": }", "\"\\ud83\"", "1e", "\"\n\"", "{} x"] {
            assert_eq!(readable(json).map_err(|problem| problem.error().code().name()), Err("E0407"), "{json}");
        }
    }
}
