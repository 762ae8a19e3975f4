//! What can be wrong with NSE JSON, and with the request that carries it.

use crate::diagnostic::{self, Code};
use crate::operator::Operator;

/// JSON that is not NSE's, or a request without a query. `Display` says what is wrong in one line, without a place.
///
/// What text can have wrong too is a [`query::Problem`](crate::query::Problem); the two that speak of operators are
/// here with the same codes, because JSON names operators by other words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Problem {
    #[error("not JSON: found {found}")]
    Json { found: String },
    #[error("a Python dictionary, not JSON")]
    Python,
    #[error("a comma with nothing after it")]
    TrailingComma,
    #[error("JSON has no comments")]
    Comment,
    #[error("something follows the query")]
    Trailing,
    #[error("`{escape}` is no escape of JSON")]
    Escape { escape: String },
    #[error("a control character in a string")]
    Control,
    #[error("`{escape}` is no character that a query can hold")]
    NoCharacter { escape: String },
    #[error("`{word}` has no quotes")]
    Unquoted { word: String },
    #[error("the key `{key}` stands twice in one object")]
    DuplicateKey { key: String },
    #[error("several fields in one object")]
    SeveralFields,
    #[error("several operators for one field")]
    SeveralOperators,
    #[error("`{field}` has a value and no operator")]
    NoOperator { field: String },
    #[error("unknown operator `{operator}`")]
    UnknownOperator { operator: String },
    #[error("`{join}` takes an array of queries, not {found}")]
    JoinOfNoArray { join: &'static str, found: &'static str },
    #[error("`not` takes one query, not {count}")]
    NotOfSeveral { count: usize },
    #[error("{found} where a query should stand")]
    NotAQuery { found: &'static str },
    #[error("`custom_fields` takes an object, not {found}")]
    NoCustomFields { found: &'static str },
    #[error("an object without a member")]
    EmptyObject,
    #[error("`{operator}` has no member `{member}`")]
    UnknownMember { operator: Operator, member: String },
    #[error("`{operator}` lacks {members}")]
    MissingMember { operator: Operator, members: String },
    #[error("`{field}` does not support `{operator}`")]
    UnsupportedOperator { field: String, operator: Operator },
    #[error("`{operator}` on `{field}` takes {expected}, not {found}")]
    WrongValue { field: String, operator: Operator, expected: &'static str, found: &'static str },
    #[error("`{text}` has no zone; read as UTC")]
    ReadAsUtc { text: String },
    #[error("`{text}` has a space for the `T`")]
    SpaceForT { text: String },
    #[error("`{escape}` is no percent-encoded byte")]
    Percent { escape: String },
    #[error("the percent-encoded bytes are not UTF-8")]
    NotUtf8,
    #[error("the request has no `query` parameter")]
    NoQuery,
    #[error("the request has the parameter `{name}` beside `query`")]
    Beside { name: String },
    #[error("the service ignores the parameter `{name}`")]
    Ignored { name: String },
    #[error("the query is cut at an unencoded `{character}`")]
    Cut { character: char },
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::UnsupportedOperator { .. } => diagnostic::E0203,
            Self::WrongValue { .. } => diagnostic::E0204,
            Self::Json { .. } => diagnostic::E0301,
            Self::Python => diagnostic::E0302,
            Self::TrailingComma => diagnostic::E0303,
            Self::Comment => diagnostic::E0304,
            Self::Trailing => diagnostic::E0305,
            Self::Escape { .. } => diagnostic::E0306,
            Self::Control => diagnostic::E0307,
            Self::NoCharacter { .. } => diagnostic::E0308,
            Self::Unquoted { .. } => diagnostic::E0309,
            Self::DuplicateKey { .. } => diagnostic::E0310,
            Self::SeveralFields => diagnostic::E0311,
            Self::SeveralOperators => diagnostic::E0312,
            Self::NoOperator { .. } => diagnostic::E0313,
            Self::UnknownOperator { .. } => diagnostic::E0314,
            Self::JoinOfNoArray { .. } => diagnostic::E0315,
            Self::NotOfSeveral { .. } => diagnostic::E0316,
            Self::NotAQuery { .. } | Self::NoCustomFields { .. } => diagnostic::E0317,
            Self::EmptyObject => diagnostic::E0318,
            Self::UnknownMember { .. } => diagnostic::E0319,
            Self::MissingMember { .. } => diagnostic::E0320,
            Self::Percent { .. } => diagnostic::E0321,
            Self::NotUtf8 => diagnostic::E0322,
            Self::NoQuery => diagnostic::E0323,
            Self::Beside { .. } => diagnostic::E0324,
            Self::Cut { .. } => diagnostic::E0325,
            Self::ReadAsUtc { .. } => diagnostic::W0301,
            Self::SpaceForT { .. } => diagnostic::W0302,
            Self::Ignored { .. } => diagnostic::W0303,
        }
    }
}
