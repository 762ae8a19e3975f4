//! Contacts from a stream: a JSON array, a page of the service, several pages one after another, one contact a line.

mod scan;

use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr_iter};

use super::Problem;
use scan::{Progress, Scanner};

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

/// What is being read.
#[derive(Clone, Debug)]
enum State {
    /// Between the values of the stream.
    Between,
    /// One record, from `start` of the buffer on.
    Record { start: usize, line: u64, scanner: Scanner, within: Within, dropped: bool },
    /// Within a list, between its elements.
    List { page: Option<Scanner>, expected: Expected },
    /// A page, after its list.
    Page(Scanner),
    /// After a syntax error, up to the next line that begins with `{`.
    Recover,
    /// After all.
    End,
}

/// What a record stands in.
#[derive(Clone, Debug)]
enum Within {
    Stream,
    /// A list, of a page or not.
    List(Option<Scanner>),
}

/// What may come next in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    ElementOrEnd,
    Element,
    CommaOrEnd,
}

/// Records that were read together.
#[derive(Debug)]
pub struct Batch {
    bytes: Vec<u8>,
    base: u64,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
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

/// How much is read at once at most.
const CHUNK: usize = 256 << 10;

/// The most bytes of a line that is taken as it is.
const LONGEST_LINE: usize = 4 << 20;

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
        let mark = "\u{feff}".as_bytes();
        if self.base == 0 && self.at == 0 && mark.starts_with(self.buffer.get(..3).unwrap_or(&self.buffer)) {
            match self.buffer.len() {
                3.. => self.at = 3,
                _ if self.ended => {}
                _ => return self.fill(),
            }
        }
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

    /// Reads on in the buffer; whether there is more to do before it is filled again.
    fn advance(&mut self) -> bool {
        match std::mem::replace(&mut self.state, State::End) {
            State::Between => self.between(),
            State::Record { start, line, scanner, within, dropped } => {
                self.record(start, line, scanner, within, dropped)
            }
            State::List { page, expected } => self.list(page, expected),
            State::Page(scanner) => self.page(scanner),
            State::Recover => self.recover(),
            State::End => false,
        }
    }

    /// Skips white space; the byte after it.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.buffer.get(self.at..)?;
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.buffer.get(self.at).copied()
    }

    fn between(&mut self) -> bool {
        let Some(byte) = self.peek() else {
            self.state = if self.ended { State::End } else { State::Between };
            return false;
        };
        if byte == b'[' {
            self.at += 1;
            self.state = State::List { page: None, expected: Expected::ElementOrEnd };
            return true;
        }
        match if byte == b'{' { self.whole_line() } else { Line::Other } {
            Line::Record(end) => {
                let line = self.count_lines(self.at);
                self.pieces.push(Piece::Record { bytes: self.at..end, line, whole_line: true });
                self.at = end;
                self.state = State::Between;
                true
            }
            Line::Unknown => {
                self.state = State::Between;
                false
            }
            Line::Other => {
                self.start(Within::Stream);
                true
            }
        }
    }

    fn start(&mut self, within: Within) {
        let line = self.count_lines(self.at);
        self.state = State::Record { start: self.at, line, scanner: Scanner::new(), within, dropped: false };
    }

    /// Whether a line is one record, as far as can be told without reading it: it ends in `}`, and what follows it
    /// begins with `{`, or is the end. JSON goes on nowhere so; where the line is no record, nothing after it helps.
    fn whole_line(&self) -> Line {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let key = rest.get(1..).unwrap_or_default().trim_ascii_start();
        if key.starts_with(b"\"meta\"") || key.starts_with(b"\"resources\"") {
            return Line::Other;
        }
        let Some(length) = memchr(b'\n', rest) else {
            let line = rest.trim_ascii_end();
            return match self.ended {
                true if line.ends_with(b"}") && line.len() <= self.limit => Line::Record(self.at + line.len()),
                false if rest.len() <= LONGEST_LINE => Line::Unknown,
                _ => Line::Other,
            };
        };
        let line = rest.get(..length).unwrap_or_default().trim_ascii_end();
        if !line.ends_with(b"}") || line.len() > self.limit {
            return Line::Other;
        }
        match rest.get(length..).unwrap_or_default().trim_ascii_start().first() {
            Some(b'{') => Line::Record(self.at + line.len()),
            Some(_) => Line::Other,
            None if self.ended => Line::Record(self.at + line.len()),
            None => Line::Unknown,
        }
    }

    fn record(&mut self, start: usize, line: u64, mut scanner: Scanner, within: Within, mut dropped: bool) -> bool {
        let progress = scanner.feed(self.buffer.get(self.at..).unwrap_or_default());
        let (Progress::Done(length) | Progress::List(length) | Progress::Wrong(length, _)) = progress else {
            self.at = self.buffer.len();
            if self.at - start > self.limit && !dropped {
                self.too_large(start, line);
                dropped = true;
            }
            if !self.ended {
                self.state = State::Record { start, line, scanner, within, dropped };
            } else if scanner.ends() {
                self.end_record(start..self.at, line, within, dropped);
            } else {
                self.wrong(self.at, "the input ends within a record");
                if matches!(within, Within::Stream) {
                    self.recover_from(if dropped { self.at } else { start }, line);
                }
            }
            return false;
        };
        self.at += length;
        match progress {
            Progress::Wrong(_, reason) => match within {
                Within::Stream => {
                    self.wrong(self.at, reason);
                    self.recover_from(if dropped { self.at } else { start }, line);
                }
                Within::List(_) => self.wrong_in_list(reason),
            },
            Progress::List(_) if matches!(within, Within::Stream) => {
                self.at += 1;
                self.state = State::List { page: Some(scanner), expected: Expected::ElementOrEnd };
            }
            // A page within a list is no contact. Its list is read over by a scanner of its own.
            Progress::List(_) => self.list_within(start, line, scanner, within, dropped),
            _ => self.end_record(start..self.at, line, within, dropped),
        }
        true
    }

    /// A list named `resources` where no page is: a part of the record like any other.
    fn list_within(&mut self, start: usize, line: u64, mut scanner: Scanner, within: Within, dropped: bool) {
        scanner.enter_list();
        self.at += 1;
        self.state = State::Record { start, line, scanner, within, dropped };
    }

    fn end_record(&mut self, bytes: Range<usize>, line: u64, within: Within, dropped: bool) {
        if bytes.len() > self.limit && !dropped {
            self.too_large(bytes.start, line);
        } else if !dropped {
            self.pieces.push(Piece::Record { bytes, line, whole_line: false });
        }
        self.state = match within {
            Within::Stream => State::Between,
            Within::List(page) => State::List { page, expected: Expected::CommaOrEnd },
        };
    }

    fn list(&mut self, page: Option<Scanner>, expected: Expected) -> bool {
        let Some(byte) = self.peek() else {
            if self.ended {
                self.wrong(self.at, "the input ends within a list");
            } else {
                self.state = State::List { page, expected };
            }
            return false;
        };
        match (expected, byte) {
            (Expected::ElementOrEnd | Expected::CommaOrEnd, b']') => {
                self.at += 1;
                self.state = page.map_or(State::Between, |mut scanner| {
                    scanner.after_list();
                    State::Page(scanner)
                });
            }
            (Expected::CommaOrEnd, b',') => {
                self.at += 1;
                self.state = State::List { page, expected: Expected::Element };
            }
            (Expected::CommaOrEnd, _) => self.wrong_in_list("expected `,` or `]`"),
            _ => self.start(Within::List(page)),
        }
        true
    }

    fn page(&mut self, mut scanner: Scanner) -> bool {
        match scanner.feed(self.buffer.get(self.at..).unwrap_or_default()) {
            Progress::More => {
                self.at = self.buffer.len();
                if self.ended {
                    self.wrong(self.at, "the input ends within a page");
                } else {
                    self.state = State::Page(scanner);
                }
                return false;
            }
            Progress::Done(length) => {
                self.at += length;
                self.state = State::Between;
            }
            Progress::List(length) => {
                self.at += length + 1;
                self.state = State::List { page: Some(scanner), expected: Expected::ElementOrEnd };
            }
            Progress::Wrong(length, reason) => {
                self.at += length;
                self.wrong_in_list(reason);
            }
        }
        true
    }

    fn too_large(&mut self, start: usize, line: u64) {
        let problem = Problem::TooLarge { limit: self.limit };
        self.pieces.push(Piece::Malformed { byte: self.base + start as u64, line, problem });
    }

    fn wrong(&mut self, at: usize, reason: &str) {
        let line = self.count_lines(at);
        let problem = Problem::Json { reason: reason.to_owned(), line: 1, column: 1 };
        self.pieces.push(Piece::Malformed { byte: self.base + at as u64, line, problem });
    }

    /// Nothing tells where the next element begins.
    fn wrong_in_list(&mut self, reason: &str) {
        self.wrong(self.at, &format!("{reason}; the rest of the input is skipped"));
        self.state = State::End;
    }

    /// Looks for the next line that begins with `{` after the first line of the record at `start`, from the line
    /// before the mistake on: a record that breaks off within a list takes the next line for its own.
    fn recover_from(&mut self, start: usize, line: u64) {
        let record = self.buffer.get(start..self.at).unwrap_or_default();
        let mut ends = memrchr_iter(b'\n', record);
        if let Some(last) = ends.next() {
            let back = ends.next().unwrap_or(last);
            self.at = start + back;
            self.lined = start;
            self.line = line;
        }
        self.state = State::Recover;
    }

    fn recover(&mut self) -> bool {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        if let Some(index) = rest.windows(2).position(|pair| pair == b"\n{") {
            self.at += index + 1;
            self.state = State::Between;
            return true;
        }
        // The last byte may be the end of a line.
        self.at += rest.len().saturating_sub(1);
        self.state = if self.ended { State::End } else { State::Recover };
        false
    }
}

/// What a line looks like.
enum Line {
    /// A record that ends before this byte.
    Record(usize),
    /// Something else, or only a part of something.
    Other,
    /// More of it must be read.
    Unknown,
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
        let text = match std::str::from_utf8(raw) {
            Ok(text) => text,
            Err(error) => {
                let problem = Problem::Json { reason: "not UTF-8".to_owned(), line: 1, column: 1 };
                let byte = byte + error.valid_up_to() as u64;
                let line = line + memchr_iter(b'\n', raw.get(..error.valid_up_to()).unwrap_or_default()).count() as u64;
                records.push(Record { text: "", line, byte, read: Err(problem) });
                return;
            }
        };
        let outcome = read(text);
        if whole_line && outcome.is_err() {
            let pieces = split(raw);
            if !matches!(&*pieces, [Piece::Record { .. }]) {
                for piece in pieces {
                    self.read_piece(&piece.moved(bytes.start, line, self.base), read, records);
                }
                return;
            }
        }
        let (line, byte) = match &outcome {
            Err(Problem::Json { line: lines, column, .. }) => {
                let before: usize = text.split_inclusive('\n').take(lines.saturating_sub(1)).map(str::len).sum();
                (line + lines.saturating_sub(1) as u64, byte + (before + column.saturating_sub(1)) as u64)
            }
            _ => (line, byte),
        };
        records.push(Record { text, line, byte, read: outcome });
    }
}

/// The records of one line, read with care.
fn split(line: &[u8]) -> Vec<Piece> {
    let mut reader = Reader::new(io::empty());
    reader.buffer = line.to_vec();
    reader.ended = true;
    reader.start(Within::Stream);
    while reader.advance() {
        // What stands after one value is read with care as well.
        if matches!(reader.state, State::Between) && reader.peek() == Some(b'{') {
            reader.start(Within::Stream);
        }
    }
    reader.pieces
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

#[cfg(test)]
mod tests;
