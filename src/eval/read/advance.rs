//! Where records begin and end in what was read: the states between which a stream moves, byte by byte.

use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memmem};

use super::Reader;
use super::batch::Piece;
use super::scan::{Progress, Scanner};
use crate::eval::Problem;

/// What is being read.
#[derive(Clone, Debug)]
pub(super) enum State {
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
pub(super) enum Within {
    Stream,
    /// A list, of a page or not.
    List(Option<Scanner>),
}

/// What may come next in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    ElementOrEnd,
    Element,
    CommaOrEnd,
}

/// What files from some systems begin with, so that it may stand wherever one file follows another.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The most bytes of a line that is taken as it is.
const LONGEST_LINE: usize = 4 << 20;

impl<R: Read> Reader<R> {
    /// Reads on in the buffer; whether there is more to do before it is filled again.
    pub(super) fn advance(&mut self) -> bool {
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
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        if rest.starts_with(MARK) {
            self.at += MARK.len();
            self.state = State::Between;
            return true;
        }
        if MARK.starts_with(rest) && !self.ended {
            self.state = State::Between;
            return false;
        }
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
                // No line ends within it.
                self.lined = end;
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
        self.state = State::Record { start: self.at, line, scanner: Scanner::new(self.limit), within, dropped: false };
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
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let progress = scanner.feed(rest);
        self.at += match progress {
            Progress::More => rest.len(),
            Progress::Done(length) | Progress::List(length) | Progress::Wrong(length, _) => length,
        };
        if self.at - start > self.limit && !dropped {
            self.too_large(start, line);
            dropped = true;
        }
        match (progress, &within) {
            (Progress::More, _) if !self.ended => {
                self.state = State::Record { start, line, scanner, within, dropped };
            }
            (Progress::More, _) if scanner.ends() => self.end_record(start..self.at, line, within, dropped),
            (Progress::Done(_), _) => self.end_record(start..self.at, line, within, dropped),
            (Progress::List(_), Within::Stream) => {
                self.at += 1;
                self.state = State::List { page: Some(scanner), expected: Expected::ElementOrEnd };
            }
            // A page within a list is no contact. Its list is read over by a scanner of its own.
            (Progress::List(_), Within::List(_)) => self.list_within(start, line, scanner, within, dropped),
            (Progress::Wrong(_, reason), Within::List(_)) => self.wrong_in_list(reason),
            (Progress::Wrong(..) | Progress::More, _) => {
                let reason =
                    if let Progress::Wrong(_, reason) = progress { reason } else { "the input ends within a record" };
                // One that is too large has been reported.
                if !dropped {
                    self.wrong(self.at, reason);
                }
                if matches!(within, Within::Stream) {
                    self.recover_after(start, line, dropped);
                }
            }
        }
        progress != Progress::More
    }

    /// A list named `resources` where no page is: a part of the record like any other.
    fn list_within(&mut self, start: usize, line: u64, mut scanner: Scanner, within: Within, dropped: bool) {
        scanner.enter_list();
        self.at += 1;
        self.state = State::Record { start, line, scanner, within, dropped };
    }

    fn end_record(&mut self, bytes: Range<usize>, line: u64, within: Within, dropped: bool) {
        if !dropped {
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

    /// After a mistake in the record at `start`, goes on at the next line that begins with `{`; that is the mistake's own
    /// line where the mistake is this brace. A record that breaks off in a line may have taken the one line after it
    /// for its own before that: a line that begins and ends with braces is read anew.
    fn recover_after(&mut self, start: usize, line: u64, dropped: bool) {
        let is_brace = self.buffer.get(self.at.saturating_sub(1)..=self.at) == Some(b"\n{");
        self.state = if is_brace { State::Between } else { State::Recover };
        let is_end = self.at == self.buffer.len();
        if dropped || !(is_brace || is_end) {
            return;
        }
        let record = self.buffer.get(start..self.at).unwrap_or_default();
        let mut lines = memmem::find_iter(record, b"\n{").map(|end| end + 1);
        let (Some(taken), None) = (lines.next(), lines.next()) else { return };
        if record.get(taken..).unwrap_or_default().trim_ascii_end().ends_with(b"}") {
            (self.at, self.lined, self.line) = (start + taken, start, line);
            self.state = State::Between;
        }
    }

    fn recover(&mut self) -> bool {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        if let Some(index) = rest.windows(2).position(|pair| pair == b"\n{") {
            self.at += index;
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

/// The records of one line, read with care.
pub(super) fn split(line: &[u8]) -> Vec<Piece> {
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
