//! What stands where in a batch.

use std::ops::Range;

use crate::eval::Problem;

/// A part of a batch.
#[derive(Debug)]
pub(in crate::eval) enum Piece {
    /// A record, which is JSON to its end.
    Record {
        bytes: Range<usize>,
        line: u64,
    },
    /// A line that nobody has read yet. It may turn out to be several records, or broken. At `next` the next line begins.
    Line {
        bytes: Range<usize>,
        next: usize,
        line: u64,
    },
    Malformed {
        byte: u64,
        line: u64,
        problem: Problem,
    },
    /// A contact that was written of a row of CSV, and the place of that row.
    #[cfg(feature = "csv")]
    Row {
        bytes: Range<usize>,
        line: u64,
        byte: u64,
    },
}

impl Piece {
    /// The same piece, of a line that begins at byte `start` of a batch.
    pub(super) fn moved(self, start: usize, first: u64, base: u64) -> Self {
        match self {
            Self::Record { bytes, line } | Self::Line { bytes, line, .. } => {
                Self::Record { bytes: bytes.start + start..bytes.end + start, line: line + first - 1 }
            }
            #[cfg(feature = "csv")]
            Self::Row { .. } => self,
            Self::Malformed { byte, line, problem } => {
                Self::Malformed { byte: byte + base + start as u64, line: line + first - 1, problem }
            }
        }
    }
}
