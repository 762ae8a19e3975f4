//! What can be wrong with an `nse.toml`.

use crate::code::problems;

problems! {
    /// A file that says something else than it should. `Display` says what is wrong in one line, without a place.
    pub(crate) enum Problem {
        E0701 ("this is not TOML: {message}") Toml { message: String },
        E0702 ("`{name}` is not a setting") UnknownKey { name: String },
        E0703 ("`{key}` takes {expected}, not {found}") Value { key: &'static str, expected: &'static str, found: String },
    }
}
