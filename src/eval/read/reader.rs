//! A stream read piece by piece.

use std::io::{self, Read};

use memchr::memchr_iter;

use super::batch::Batch;
use super::piece::Piece;
use super::state::{List, State};
use crate::eval::Problem;

/// Splits a stream into records, in linear time and with memory that does not grow with it.
///
/// It hands out batches that stand on their own, so that several threads can read them. In a batch, and from batch to
/// batch, records come in the order of the stream. How the bytes arrive changes nothing: neither the records, nor their
/// places, nor what is said of those that are malformed.
///
/// # What is a record
/// - Each value of the stream, and each element of a list (`[…]`) or of a page (`{"resources": […]}`, where `resources`
///   comes before any `id`). Values may follow each other with or without white space; a byte order mark may stand
///   before each.
/// - A value that is not a contact, such as an error body, is a record too: whoever reads it refuses it.
/// - A record of more than [`Reader::limit`] bytes is E0409, and
///   reading goes on after its end.
///
/// # When it is given
/// As soon as its line has ended, or its last byte has arrived and nothing after it: the reader does not ask for more
/// input first. So a live pipe shows each record at once. Records that arrived before an error of the input come before
/// that error. (A number that stands alone is complete with the byte after it.)
///
/// # After a mistake
/// Where the stream is not JSON, one E0407 tells the line and byte. Then:
///
/// - Reading goes on at the next line that begins with `{` or `[`, without white space before it. If the mistake is such
///   a bracket at the beginning of its line, reading goes on with this bracket: the record before it breaks off, and the
///   mistake is placed at the end of that record.
/// - A record that breaks off may have taken the one line after it for a part of itself, as `{"id": "a", "tags": [` does
///   with a line `{"id": "b"}`. If that line begins and ends with matching brackets, it is read again as a record.
/// - Lists and pages follow the same rule. With one element a line, a mistake costs its own element; in a list that
///   stands on one line, it costs the rest of the list. In a list of several lines the commas and the `]` after a mistake
///   are not mistakes themselves.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Reader};
///
/// let stream = br#"{"meta": {"page": 1}, "resources": [{"id": "a"}, {"id": "b"}]} {"id": "c"} {"message": "no"}"#;
/// let mut reader = Reader::new(&stream[..]);
/// let (mut ids, mut malformed) = (Vec::new(), 0);
/// while let Some(batch) = reader.next_batch()? {
///     for record in batch.read(|json| Contact::parse(json).map(|contact| contact.id().to_owned())) {
///         match record.read {
///             Ok(id) => ids.push(id),
///             Err(_) => malformed += 1,
///         }
///     }
/// }
/// assert_eq!((ids.join(" "), malformed), ("a b c".to_owned(), 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    pub(super) limit: usize,
    /// How much is read at once.
    step: usize,
    /// Whether all of the input is in the buffer.
    pub(super) ended: bool,
    pub(super) buffer: Vec<u8>,
    /// The byte of the buffer that is looked at next.
    pub(super) at: usize,
    /// The place of the buffer's first byte in the stream.
    pub(super) base: u64,
    /// The line of the byte `lined`.
    pub(super) line: u64,
    pub(super) lined: usize,
    /// Whether more of a line may be waited for.
    pub(super) waits: bool,
    /// What the input gave after the records that were handed out last.
    error: Option<io::Error>,
    pub(super) state: State,
    /// The list that a mistake was met in, until its `]`.
    pub(super) broken: Option<List>,
    /// The byte before the buffer's first.
    pub(super) before: Option<u8>,
    pub(super) pieces: Vec<Piece>,
    /// How many bytes were looked at, each as often as it was.
    #[cfg(test)]
    pub(super) work: usize,
}

/// How much is read at once at most.
const CHUNK: usize = 256 << 10;

impl<R: Read> Reader<R> {
    /// The most bytes of one record unless another limit is set: 16 MiB.
    pub const LIMIT: usize = 16 << 20;

    /// Reads `input`, which need not be buffered.
    pub const fn new(input: R) -> Self {
        Self {
            input,
            limit: Self::LIMIT,
            step: CHUNK,
            ended: false,
            buffer: Vec::new(),
            at: 0,
            base: 0,
            line: 1,
            lined: 0,
            waits: true,
            error: None,
            state: State::LINE,
            broken: None,
            before: None,
            pieces: Vec::new(),
            #[cfg(test)]
            work: 0,
        }
    }

    /// Refuses records of more than `bytes`.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The next records, at least one; none at the end.
    ///
    /// # Errors
    /// What reading the input gives. All records that were complete before have been given then, and the next call
    /// reads on. [`io::ErrorKind::InvalidData`] around E0413 where the input is UTF-16, of which nothing is read.
    pub fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        loop {
            if let Some(error) = self.error.take() {
                return Err(error);
            }
            if matches!(self.state, State::End) {
                return Ok(None);
            }
            self.error = self.fill().err();
            if self.base == 0 && self.at == 0 && is_utf_16(&self.buffer) {
                self.state = State::End;
                let problem = Problem::Encoding { found: "UTF-16", line: 1 };
                return Err(io::Error::new(io::ErrorKind::InvalidData, problem.error()));
            }
            self.waits = self.error.is_none();
            while self.advance() {}
            if !self.pieces.is_empty() {
                return Ok(Some(self.batch()));
            }
            self.forget();
        }
    }

    /// Adds to the buffer, at least one byte unless the input ends.
    fn fill(&mut self) -> io::Result<()> {
        let length = self.buffer.len();
        self.buffer.resize(length + self.step, 0);
        let read = loop {
            match self.input.read(self.buffer.get_mut(length..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let count = read.as_ref().map_or(0, |&read| read.min(self.step));
        self.buffer.truncate(length + count);
        self.ended = read? == 0;
        // Room that a slow input does not use is not cleared again and again.
        self.step = (2 * count).clamp(CHUNK / 64, CHUNK);
        Ok(())
    }

    /// Hands the records out, and keeps what is not read yet.
    fn batch(&mut self) -> Batch {
        let keep = self.keep();
        self.count_lines(keep);
        self.before = self.last(keep);
        let rest = self.buffer.get(keep..).unwrap_or_default().to_vec();
        let mut bytes = std::mem::replace(&mut self.buffer, rest);
        bytes.truncate(keep);
        let batch = Batch { bytes, base: self.base, pieces: std::mem::take(&mut self.pieces) };
        self.shift(keep);
        batch
    }

    /// Drops what was read of the buffer.
    fn forget(&mut self) {
        let keep = self.keep();
        self.count_lines(keep);
        self.before = self.last(keep);
        self.buffer.drain(..keep);
        self.shift(keep);
    }

    /// The first byte of the buffer that is still needed.
    const fn keep(&self) -> usize {
        match self.state {
            State::Record { start, dropped: false, .. } => start,
            _ => self.at,
        }
    }

    /// The byte before `to`.
    pub(super) fn last(&self, to: usize) -> Option<u8> {
        to.checked_sub(1).map_or(self.before, |last| self.buffer.get(last).copied())
    }

    fn shift(&mut self, by: usize) {
        self.base += by as u64;
        self.at -= by;
        self.lined -= by;
        if let State::Record { start, .. } = &mut self.state {
            *start = start.saturating_sub(by);
        }
    }

    /// Counts `bytes` that were looked at, so that a test can tell that work is linear.
    #[cfg_attr(not(test), allow(clippy::unused_self, clippy::needless_pass_by_ref_mut))]
    pub(super) const fn looked(&mut self, bytes: usize) {
        #[cfg(test)]
        {
            self.work += bytes;
        }
        let _ = bytes;
    }

    /// The line of the byte `to`.
    pub(super) fn count_lines(&mut self, to: usize) -> u64 {
        let passed = self.buffer.get(self.lined..to).unwrap_or_default();
        // Often it is but the end of the line before.
        self.line += match passed {
            [] => 0,
            [byte] => u64::from(*byte == b'\n'),
            passed => memchr_iter(b'\n', passed).count() as u64,
        };
        self.lined = self.lined.max(to);
        self.line
    }
}

/// Whether JSON in UTF-16 begins so, with a byte order mark or without one.
fn is_utf_16(head: &[u8]) -> bool {
    matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{' | b'[', 0, ..] | [0, b'{' | b'[', ..])
}
