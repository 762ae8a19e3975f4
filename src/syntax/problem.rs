//! What can be wrong with a text before it means anything.

use crate::diagnostic::{self, Code};

/// A text that is not of the language. `Display` says what is wrong in one line, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Problem {
    #[error("the query is empty")]
    Empty,
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Empty => diagnostic::E0101,
        }
    }
}
