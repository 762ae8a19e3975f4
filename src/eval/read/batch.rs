//! Records that were read together, and what is made of them.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use super::advance::split;
use crate::eval::Problem;

/// Records that were read together.
#[derive(Debug)]
pub struct Batch {
    pub(super) bytes: Vec<u8>,
    pub(super) base: u64,
    pub(super) pieces: Vec<Piece>,
}

#[derive(Debug)]
pub(super) enum Piece {
    /// A record. A line that was taken as it is may turn out to be several, or a page.
    Record {
        bytes: Range<usize>,
        line: u64,
        whole_line: bool,
    },
    Malformed {
        byte: u64,
        line: u64,
        problem: Problem,
    },
}

/// What came of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record<'b, T> {
    /// Its text; empty where it could not be found.
    pub text: &'b str,
    /// Its line in the stream, counted from 1; of a malformed one the line of the mistake.
    pub line: u64,
    /// Its first byte in the stream, counted from 0; of a malformed one the byte of the mistake.
    pub byte: u64,
    /// What was made of it, or why nothing was.
    pub read: Result<T, Problem>,
}

impl Batch {
    /// How many bytes of the stream it took; for a progress bar.
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it holds no record.
    pub const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// What `read` makes of each record, in order.
    ///
    /// `read` gets the text of one record and must check all of it, as the readers of this module do. It may be called
    /// with a text that turns out to be several records, and then again with each of them.
    pub fn read<T>(&self, mut read: impl FnMut(&str) -> Result<T, Problem>) -> Vec<Record<'_, T>> {
        let mut records = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            self.read_piece(piece, &mut read, &mut records);
        }
        records
    }

    fn read_piece<'b, T>(
        &'b self,
        piece: &Piece,
        read: &mut impl FnMut(&str) -> Result<T, Problem>,
        records: &mut Vec<Record<'b, T>>,
    ) {
        let (bytes, line, whole_line) = match piece {
            Piece::Record { bytes, line, whole_line } => (bytes, *line, *whole_line),
            Piece::Malformed { byte, line, problem } => {
                records.push(Record { text: "", line: *line, byte: *byte, read: Err(problem.clone()) });
                return;
            }
        };
        let raw = self.bytes.get(bytes.clone()).unwrap_or_default();
        let byte = self.base + bytes.start as u64;
        let (text, outcome) = match std::str::from_utf8(raw) {
            Ok(text) => (text, read(text)),
            Err(error) => ("", Err(no_text(raw.get(..error.valid_up_to()).unwrap_or_default()))),
        };
        if whole_line && outcome.is_err() {
            let pieces = split(raw);
            let is_one = matches!(&*pieces, [Piece::Record { bytes, .. }] if *bytes == (0..raw.len()));
            if !is_one {
                for piece in pieces {
                    self.read_piece(&piece.moved(bytes.start, line, self.base), read, records);
                }
                return;
            }
        }
        let (line, byte) = match &outcome {
            Err(Problem::Json { line: lines, column, .. }) => {
                let each = raw.split_inclusive(|&byte| byte == b'\n');
                let before: usize = each.take(lines.saturating_sub(1)).map(<[u8]>::len).sum();
                (line + lines.saturating_sub(1) as u64, byte + (before + column.saturating_sub(1)) as u64)
            }
            _ => (line, byte),
        };
        records.push(Record { text, line, byte, read: outcome });
    }
}

/// Says that what follows `before` in a record is not UTF-8.
fn no_text(before: &[u8]) -> Problem {
    Problem::Json {
        reason: "not UTF-8".to_owned(),
        line: 1 + memchr_iter(b'\n', before).count(),
        column: before.len() - memrchr(b'\n', before).map_or(0, |end| end + 1) + 1,
    }
}

impl Piece {
    /// The same piece, of a line that begins at byte `start` of a batch.
    fn moved(self, start: usize, first: u64, base: u64) -> Self {
        match self {
            Self::Record { bytes, line, .. } => Self::Record {
                bytes: bytes.start + start..bytes.end + start,
                line: line + first - 1,
                whole_line: false,
            },
            Self::Malformed { byte, line, problem } => {
                Self::Malformed { byte: byte + base + start as u64, line: line + first - 1, problem }
            }
        }
    }
}
