//! Why a text is not a value.

/// A text that is not a value of the sort asked for. `Display` says what is wrong in one line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Invalid {
    #[error("`{text}` is not a number")]
    Number { text: String },
    #[error("`{text}` is a larger number than JSON keeps exact")]
    NumberTooLarge { text: String },
    #[error("`{text}` is not a date")]
    Date { text: String },
    #[error("`{text}` is not a date and time with a zone")]
    Datetime { text: String },
    #[error("`{text}` is not an id")]
    Id { text: String },
    #[error("`{text}` is not a record type")]
    RecordType { text: String },
}
