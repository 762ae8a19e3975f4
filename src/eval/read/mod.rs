//! Contacts from a stream: a JSON array, a page of the service, several pages one after another, one contact a line.

mod advance;
mod batch;
#[cfg(feature = "compression")]
mod decompress;
mod scan;

use std::io::{self, Read};

use memchr::memchr_iter;

use advance::State;
use batch::Piece;
pub use batch::{Batch, Record};
#[cfg(feature = "compression")]
pub use decompress::{Counted, MAX_RATIO, decompress};

/// Splits a stream into records, with memory that does not grow with it.
///
/// It hands out batches that stand on their own, so that they can be read by several threads; in a batch, and from
/// batch to batch, records come in the order of the stream.
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
    limit: usize,
    /// How much is read at once.
    step: usize,
    /// Whether all of the input is in the buffer.
    ended: bool,
    buffer: Vec<u8>,
    /// The byte of the buffer that is looked at next.
    at: usize,
    /// The place of the buffer's first byte in the stream.
    base: u64,
    /// The line of the byte `lined`.
    line: u64,
    lined: usize,
    state: State,
    pieces: Vec<Piece>,
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
            state: State::Between,
            pieces: Vec::new(),
        }
    }

    /// Refuses records of more than `bytes`.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The next records; none at the end.
    ///
    /// # Errors
    /// What reading the input gives.
    pub fn next_batch(&mut self) -> io::Result<Option<Batch>> {
        loop {
            if matches!(self.state, State::End) {
                return Ok(None);
            }
            self.fill()?;
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
        self.buffer.drain(..keep);
        self.shift(keep);
    }

    /// The first byte of the buffer that is still needed.
    const fn keep(&self) -> usize {
        match self.state {
            State::Record { start, dropped: false, .. } => start,
            // Of a record that is too large, whether a line begins after it.
            State::Record { .. } => self.at.saturating_sub(1),
            _ => self.at,
        }
    }

    fn shift(&mut self, by: usize) {
        self.base += by as u64;
        self.at -= by;
        self.lined -= by;
        if let State::Record { start, .. } = &mut self.state {
            *start = start.saturating_sub(by);
        }
    }

    /// The line of the byte `to`.
    fn count_lines(&mut self, to: usize) -> u64 {
        let passed = self.buffer.get(self.lined..to).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed).count() as u64;
        self.lined = self.lined.max(to);
        self.line
    }
}

#[cfg(test)]
mod tests;
