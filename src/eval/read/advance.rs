//! Where records begin and end in what was read: how a stream moves from state to state, byte by byte.

use std::io::Read;
use std::ops::Range;

use memchr::memchr;

use super::piece::Piece;
use super::reader::Reader;
use super::scan::{Progress, Scanner};
use super::state::{DEEPEST, Expected, List, MARK, State, Within, may_be_page};
use crate::eval::{Problem, json_skip};

/// What became of a line.
enum Line {
    Taken,
    /// It is read with care.
    Other,
    /// More of it must be read; these many bytes hold no line end.
    Held(usize),
}

/// A longer line does not wait for its end.
const HELD: usize = 64 << 10;

/// Whether the beginning of a line may wait for its end: not where a record may end here, nor where a page begins,
/// whose records would wait with it.
fn may_be_held(line: &[u8]) -> bool {
    let key = line.get(1..).unwrap_or_default().trim_ascii_start();
    line.len() <= HELD
        && line.last().is_some_and(|byte| *byte != b'}' && !byte.is_ascii_whitespace())
        && !key.starts_with(b"\"meta\"")
        && !key.starts_with(b"\"resources\"")
}

impl<R: Read> Reader<R> {
    /// Reads on in the buffer; whether there is more to do before it is filled again.
    pub(super) fn advance(&mut self) -> bool {
        match std::mem::replace(&mut self.state, State::End) {
            State::Between { begins_line, held } => self.between(begins_line, held),
            State::Record { start, line, scanner, within, dropped } => {
                self.record(start, line, scanner, within, dropped)
            }
            State::List(list, expected) => self.list(list, expected),
            State::Page(scanner) => self.page(scanner),
            State::Recover { begins_line } => self.recover(begins_line),
            State::End => false,
        }
    }

    /// Skips white space; the byte after it.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.buffer.get(self.at..)?;
        let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += spaces;
        self.looked(spaces + 1);
        self.buffer.get(self.at).copied()
    }

    fn between(&mut self, mut begins_line: bool, held: usize) -> bool {
        let from = self.at;
        let byte = self.peek();
        let passed = self.buffer.get(from..self.at).unwrap_or_default();
        begins_line = begins_line || passed.contains(&b'\n');
        self.state = State::Between { begins_line, held: 0 };
        let Some(byte) = byte else {
            if self.ended {
                self.state = State::End;
            }
            return false;
        };
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        if rest.starts_with(MARK) {
            self.at += MARK.len();
            self.looked(MARK.len());
            return true;
        }
        if MARK.starts_with(rest) && !self.ended {
            return false;
        }
        match byte {
            b',' | b']' if self.broken.is_some() => {
                self.at += 1;
                if byte == b']' {
                    self.state = self.broken.take().map_or(State::BETWEEN, List::end);
                }
            }
            b'[' => {
                self.at += 1;
                self.start_list(None);
            }
            b'{' if begins_line && self.broken.is_none() => match self.line(held) {
                Line::Taken => {}
                Line::Other => self.start(Within::Stream),
                Line::Held(held) => {
                    self.state = State::Between { begins_line, held };
                    return false;
                }
            },
            _ => self.start(Within::Stream),
        }
        true
    }

    pub(super) fn start(&mut self, mut within: Within) {
        let line = self.count_lines(self.at);
        if let Within::List(list) = &mut within {
            list.is_spread = list.is_spread || line > list.line;
        }
        // No value begins with too many brackets.
        let scanner = Scanner::new(self.limit.max(1));
        self.state = State::Record { start: self.at, line, scanner, within, dropped: false };
    }

    /// After the `[` of a list.
    fn start_list(&mut self, page: Option<Scanner>) {
        let line = self.count_lines(self.at);
        self.broken = None;
        self.state = State::List(List { page, line, is_spread: false }, Expected::ElementOrEnd);
    }

    /// Takes the line that begins here if it is one record. Its first `held` bytes hold no line end.
    ///
    /// If the line ends in `}` and the next one begins with `{`, it is not read here: JSON cannot go on like that, and
    /// whoever reads the record finds what is wrong with it. Otherwise the record may go on, and the line is taken only
    /// if it is complete.
    fn line(&mut self, held: usize) -> Line {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let Some(length) = memchr(b'\n', rest.get(held..).unwrap_or_default()).map(|end| held + end) else {
            let length = rest.len();
            let is_held = self.waits && !self.ended && may_be_held(rest);
            self.looked(length - held + 1);
            return if is_held { Line::Held(length) } else { Line::Other };
        };
        let (line, after) = rest.split_at(length);
        let line = line.trim_ascii_end();
        let spaces = after.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let next = self.at + length + spaces;
        let bytes = self.at..self.at + line.len();
        let is_followed = after.get(..=spaces).is_some_and(|after| after.ends_with(b"\n{"));
        // What is between the two counts as well where the record turns out to be broken.
        let may_be_broken = is_followed && length + spaces <= self.limit;
        let is_record = line.ends_with(b"}")
            && line.len() <= self.limit
            && (may_be_broken || (!may_be_page(line) && json_skip::value(line, 0, DEEPEST) == Some(line.len())));
        self.looked(length - held + spaces + 1);
        if !is_record {
            return Line::Other;
        }
        let line = self.count_lines(self.at);
        self.pieces.push(if may_be_broken {
            Piece::Line { bytes: bytes.clone(), next, line }
        } else {
            Piece::Record { bytes: bytes.clone(), line }
        });
        // No line ends within it.
        (self.at, self.lined) = (bytes.end, bytes.end);
        self.state = State::BETWEEN;
        Line::Taken
    }

    /// Goes past what `scanner` takes of the buffer.
    fn feed(&mut self, scanner: &mut Scanner) -> Progress {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let progress = scanner.feed(rest);
        let length = match progress {
            Progress::More => rest.len(),
            Progress::Done(length) | Progress::List(length) | Progress::Wrong(length, _) => length,
        };
        self.at += length;
        self.looked(length + 1);
        progress
    }

    fn record(&mut self, start: usize, line: u64, mut scanner: Scanner, within: Within, mut dropped: bool) -> bool {
        let progress = self.feed(&mut scanner);
        if self.at - start > self.limit && !dropped {
            self.too_large(start, line);
            dropped = true;
        }
        match (progress, within) {
            (Progress::More, within) if !self.ended => {
                self.state = State::Record { start, line, scanner, within, dropped };
            }
            (Progress::More, within) if scanner.ends() => self.end_record(start..self.at, line, within, dropped),
            (Progress::Done(_), within) => self.end_record(start..self.at, line, within, dropped),
            (Progress::List(_), Within::Stream) => {
                self.at += 1;
                self.start_list(Some(scanner));
            }
            // A page within a list is no contact, and its list is a part of it like any other.
            (Progress::List(_), within) => {
                scanner.enter_list();
                self.at += 1;
                self.state = State::Record { start, line, scanner, within, dropped };
            }
            (Progress::Wrong(_, reason), within) => self.mistake(start, line, Some(reason), within, dropped),
            (Progress::More, within) => self.mistake(start, line, None, within, dropped),
        }
        progress != Progress::More || self.ended
    }

    fn end_record(&mut self, bytes: Range<usize>, line: u64, within: Within, dropped: bool) {
        if !dropped {
            self.pieces.push(Piece::Record { bytes, line });
        }
        self.state = match within {
            Within::Stream => State::BETWEEN,
            Within::List(list) => State::List(list, Expected::CommaOrEnd),
        };
    }

    fn list(&mut self, list: List, expected: Expected) -> bool {
        let Some(byte) = self.peek() else {
            if self.ended {
                self.wrong(self.at, "the input ends within a list");
            } else {
                self.state = State::List(list, expected);
            }
            return false;
        };
        match (expected, byte) {
            (Expected::ElementOrEnd | Expected::CommaOrEnd, b']') => {
                self.at += 1;
                self.state = list.end();
            }
            (Expected::CommaOrEnd, b',') => {
                self.at += 1;
                self.state = State::List(list, Expected::Element);
            }
            (Expected::CommaOrEnd, _) => self.mistake_in_list(list, self.at, "expected `,` or `]`"),
            _ => self.start(Within::List(list)),
        }
        true
    }

    fn page(&mut self, mut scanner: Scanner) -> bool {
        let progress = self.feed(&mut scanner);
        match progress {
            Progress::More if self.ended => self.wrong(self.at, "the input ends within a page"),
            Progress::More => self.state = State::Page(scanner),
            Progress::Done(_) => self.state = State::BETWEEN,
            Progress::List(_) => {
                self.at += 1;
                self.start_list(Some(scanner));
            }
            Progress::Wrong(_, reason) => self.mistake_in_page(reason),
        }
        progress != Progress::More
    }

    fn too_large(&mut self, start: usize, line: u64) {
        let problem = Problem::TooLarge { limit: self.limit };
        self.pieces.push(Piece::Malformed { byte: self.base + start as u64, line, problem });
    }
}
