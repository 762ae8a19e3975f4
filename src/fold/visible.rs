//! Characters that a terminal would obey, reorder by, or hide, made visible.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with its control characters, bidirectional controls and invisible characters written as escapes (`\n`,
/// `\u001b`, `\u202e`), so that it can be shown on one line of a terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

pub(crate) fn push_visible(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        // Writing to a string cannot fail.
        hidden if is_hidden(hidden) && hidden > '\u{ffff}' => {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
        }
        hidden if is_hidden(hidden) => {
            let _ = write!(shown, "\\u{:04x}", u32::from(hidden));
        }
        plain => shown.push(plain),
    }
}

/// The JSON document `json` with the characters that [`visible`] shows escaped as JSON does it; they can stand in its
/// strings only. It is the same document.
pub fn escape_json(json: String) -> String {
    // The line breaks of a pretty document stand between its strings.
    let is_hidden = |character: char| character != '\n' && is_hidden(character);
    if !json.contains(is_hidden) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Whether `character` acts on a terminal or has no look of its own.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::{escape_json, visible};

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(visible("vip\u{1b}[31m\u{202e}\u{9b}x\n"), "vip\\u001b[31m\\u202e\\u009bx\\n");
        assert_eq!(visible("\u{e0041}"), "\\u{e0041}");
        assert_eq!(visible("naïve 名前"), "naïve 名前");
    }

    #[test]
    fn json_stays_the_same_json() {
        let text = "\u{202e}\u{9b}\u{e0041}é";
        let json = escape_json(serde_json::to_string_pretty(&[text]).unwrap());
        assert_eq!(json, "[\n  \"\\u202e\\u009b\\udb40\\udc41é\"\n]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
