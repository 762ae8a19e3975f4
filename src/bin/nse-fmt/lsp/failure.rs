//! Why a request has no result.

use lsp_server::ErrorCode;

/// What the client is told instead of a result.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Failure {
    /// The parameters are not those of the method.
    pub(super) fn parameters(error: &serde_json::Error) -> Self {
        Self { code: ErrorCode::InvalidParams, message: error.to_string() }
    }

    /// It was understood, and cannot be done.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }
}
