//! Why a command ends before its end.

use std::fmt::Display;
use std::io::{self, ErrorKind};

use nse_query::fold::visible;

/// Why a command ends before its end, and with which exit code.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The query is invalid, which has been reported.
    Invalid,
    /// Wrong usage, or input or output that fails, in words that say what to do.
    Failed(String),
    /// Whoever read the output has seen enough.
    Closed,
}

impl Stop {
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }

    /// `action` on `name` failed.
    pub(crate) fn file(action: &str, name: impl Display, error: &io::Error) -> Self {
        let name = name.to_string();
        let name = visible(&name);
        match error.kind() {
            ErrorKind::IsADirectory => {
                Self::Failed(format!("cannot {action} `{name}`: it is a folder; name a file in it"))
            }
            _ => Self::Failed(format!("cannot {action} `{name}`: {error}")),
        }
    }

    /// Standard output failed.
    pub(crate) fn output(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Failed(format!("cannot write to standard output: {error}")),
        }
    }
}
