//! What can be wrong with an account's metadata.

use crate::diagnostic::{self, Code};
use crate::operator::Operator;

/// Metadata that cannot be read, or that a query could not use. `Display` says what is wrong in one line, without a
/// place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)] // the messages say what the members are
pub enum Problem {
    #[error("the metadata is not JSON: {message}")]
    Json { message: String },
    #[error("this JSON is none of the documented shapes of metadata")]
    Shape,
    #[error("{found} where the metadata has {expected}")]
    Malformed { expected: &'static str, found: &'static str },
    #[error("`{name}` is missing")]
    Missing { name: &'static str },
    #[error("the account's field `{name}` has the name of the built-in field `{builtin}`")]
    BuiltinName { name: String, builtin: String },
    #[error("two fields of the account are named `{name}`")]
    SameName { name: String },
    #[error("the account's fields `{name}` and `{other}` differ only in case or spaces")]
    NearName { name: String, other: String },
    #[error("`{name}` is of the unknown kind `{kind}`")]
    UnknownKind { name: String, kind: String },
    #[error("`{occurrence}` is not an operator")]
    UnknownOperator { occurrence: String },
    #[error("`{operator}` cannot be asked of `{name}`")]
    UnfitOperator { name: String, operator: Operator },
    #[error("no query can name the field {name:?}")]
    UnusableName { name: String },
    #[error("`{name}` has two choices of the id `{id}`")]
    SameChoice { name: String, id: String },
    #[error("the drop-down `{name}` has no choices")]
    NoChoices { name: String },
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Json { .. } => diagnostic::E0501,
            Self::Shape => diagnostic::E0502,
            Self::Malformed { .. } => diagnostic::E0503,
            Self::Missing { .. } => diagnostic::E0504,
            Self::BuiltinName { .. } => diagnostic::W0501,
            Self::SameName { .. } => diagnostic::W0502,
            Self::NearName { .. } => diagnostic::W0503,
            Self::UnknownKind { .. } => diagnostic::W0504,
            Self::UnknownOperator { .. } => diagnostic::W0505,
            Self::UnfitOperator { .. } => diagnostic::W0506,
            Self::UnusableName { .. } => diagnostic::W0507,
            Self::SameChoice { .. } => diagnostic::W0508,
            Self::NoChoices { .. } => diagnostic::W0509,
        }
    }
}
