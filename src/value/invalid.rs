//! Why a text is not a value.

use crate::code::problems;

problems! {
    /// A text that is not a value of the sort asked for. `Display` says what is wrong in one line.
    pub(crate) enum Invalid {
        E0207 ("`{text}` is not a number") Number { text: String },
        E0208 ("`{text}` is too large for JSON to keep exactly") NumberTooLarge { text: String },
        E0209 ("`{text}` is not a date") Date { text: String },
        E0210 ("`{text}` is not a date and time with a zone") Datetime { text: String },
        E0214 ("`{text}` is not an id") Id { text: String },
        E0406 ("unknown time zone `{name}`") Zone { name: String },
        E0215 ("`{text}` is not a record type") RecordType { text: String },
    }
}
