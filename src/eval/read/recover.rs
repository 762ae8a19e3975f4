//! Where reading goes on after a mistake.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter};

use super::piece::Piece;
use super::reader::Reader;
use super::state::{List, MARK, State, Within};
use crate::eval::Problem;

/// What a message says after a mistake that may cost more than one record.
const GOES_ON: &str = "reading continues at the next line that begins with `{` or `[`";

impl<R: Read> Reader<R> {
    /// A mistake in the record at `start`: `reason`, or the end of the input where there is none.
    ///
    /// A record that meets a new one at the beginning of a line breaks off before it. It may have taken one line before
    /// that for a part of itself: a line that begins and ends with brackets is read anew.
    pub(super) fn mistake(&mut self, start: usize, line: u64, reason: Option<&str>, within: Within, dropped: bool) {
        let breaks_off =
            reason.is_none() || (self.begins_line() && matches!(self.buffer.get(self.at), Some(b'{' | b'[')));
        let record = self.buffer.get(start..self.at).unwrap_or_default();
        let own = if breaks_off && !dropped { own_lines(record) } else { record };
        let (length, all) = (own.len(), record.len());
        let at = if breaks_off && !dropped { start + own.trim_ascii_end().len() } else { self.at };
        let said = match reason {
            None => "the input ends within a record".to_owned(),
            Some(_) if length < all => "the record breaks off".to_owned(),
            Some(reason) if breaks_off => format!("the record breaks off: {reason}"),
            Some(reason) => reason.to_owned(),
        };
        self.looked(all);
        match within {
            Within::List(list) if reason.is_some() => self.mistake_in_list(list, at, &said),
            // One that is too large has been reported.
            _ if dropped => self.leave(),
            _ => {
                self.wrong(at, &said);
                self.leave();
            }
        }
        if length < all {
            (self.at, self.lined, self.line) = (start + length, start, line);
            self.state = State::LINE;
        }
    }

    /// A mistake in a list at byte `at`. Where the list takes several lines, what follows may still be of it.
    pub(super) fn mistake_in_list(&mut self, list: List, at: usize, reason: &str) {
        self.wrong(at, &format!("{reason}; {GOES_ON}"));
        self.broken = list.is_spread.then_some(list);
        self.leave();
    }

    /// A mistake after a page's list.
    pub(super) fn mistake_in_page(&mut self, reason: &str) {
        self.wrong(self.at, &format!("{reason}; {GOES_ON}"));
        self.leave();
    }

    pub(super) fn wrong(&mut self, at: usize, reason: &str) {
        let line = self.count_lines(at);
        let problem = Problem::Json { reason: reason.to_owned(), line: 1, column: 1 };
        self.pieces.push(Piece::Malformed { byte: self.base + at as u64, line, problem });
    }

    /// Whether a line begins here.
    fn begins_line(&self) -> bool {
        self.last(self.at) == Some(b'\n')
    }

    /// Goes on at the next line that begins with a bracket, which may be this one.
    fn leave(&mut self) {
        self.state = State::Recover { begins_line: self.begins_line() };
    }

    pub(super) fn recover(&mut self, mut begins_line: bool) -> bool {
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            if begins_line {
                match begins(rest) {
                    Some(true) => {
                        self.state = State::LINE;
                        return true;
                    }
                    None if !self.ended => break,
                    _ => {}
                }
            }
            let end = memchr(b'\n', rest);
            let passed = end.map_or(rest.len(), |end| end + 1);
            begins_line = end.is_some();
            self.at += passed;
            self.looked(passed);
            if !begins_line {
                break;
            }
        }
        self.state = if self.ended { State::End } else { State::Recover { begins_line } };
        false
    }
}

/// Whether a record or a list of them begins here; none where more must be read to tell.
fn begins(rest: &[u8]) -> Option<bool> {
    let rest = rest.strip_prefix(MARK).unwrap_or(rest);
    match rest.first() {
        Some(b'{' | b'[') => Some(true),
        Some(_) if !MARK.starts_with(rest) => Some(false),
        _ => None,
    }
}

/// What is left of a record that breaks off without the one line that it may have taken for a part of itself.
fn own_lines(record: &[u8]) -> &[u8] {
    let starts = memchr_iter(b'\n', record).map(|end| end + 1);
    let mut taken = starts.filter_map(|start| {
        let close = match record.get(start)? {
            b'{' => b"}",
            b'[' => b"]",
            _ => return None,
        };
        Some((start, close))
    });
    match (taken.next(), taken.next()) {
        (Some((start, close)), None) if record.trim_ascii_end().ends_with(close) => {
            record.get(..start).unwrap_or(record)
        }
        _ => record,
    }
}

/// The records of one line of `length` bytes, read with care. `text` is the line up to the brace after it.
pub(super) fn split(text: Vec<u8>, length: usize) -> Vec<Piece> {
    let mut reader = Reader::new(io::empty());
    reader.buffer = text;
    reader.ended = true;
    reader.start(Within::Stream);
    while (reader.at < length || matches!(reader.state, State::List(..))) && reader.advance() {}
    reader.pieces
}
