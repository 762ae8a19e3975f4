//! What can be wrong with NSE JSON before it means anything.

use crate::diagnostic::{self, Code};

/// JSON that is not NSE's. `Display` says what is wrong in one line, without a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Problem {
    #[error("not JSON: {message}")]
    Json { message: String },
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Json { .. } => diagnostic::E0301,
        }
    }
}
