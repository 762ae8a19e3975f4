//! What is wrong with a text that should be JSON.

use crate::code::problems;

problems! {
    /// A text that is not JSON. `Display` says what is wrong in one line, without a place.
    pub(crate) enum Problem {
        E0222 ("the query is nested too deep") TooDeep,
        E0301 ("not JSON: found {found}") Json { found: String },
        E0302 ("a Python dictionary, not JSON") Python,
        E0303 ("a comma with nothing after it") TrailingComma,
        E0304 ("JSON has no comments") Comment,
        E0305 ("there is text after the JSON") Trailing,
        E0306 ("`{escape}` is not a JSON escape") Escape { escape: String },
        E0307 ("a control character in a string") Control,
        E0308 ("`{escape}` is not a character that a query can hold") NoCharacter { escape: String },
        E0333 ("{what} decides the query when this runs") Template { what: &'static str },
        E0309 ("`{text}` stands in backticks, not in quotes") Backticks { text: String },
        E0309 ("`{word}` has no quotes") Unquoted { word: String },
    }
}
