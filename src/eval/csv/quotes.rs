//! Quotes that RFC 4180 does not allow, which the parser reads in silence.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::eval::Problem;

/// Passes bytes on, not more than allowed, and notes where quotes are wrong: text after a closing one, and one that never
/// closes. Such a quote makes one row of many.
pub(super) struct Checked<R> {
    input: R,
    separator: u8,
    state: State,
    /// How many bytes have passed.
    passed: u64,
    /// How many more may pass.
    left: usize,
    /// Where a quote is wrong, in order.
    wrong: VecDeque<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the start of a cell.
    Start,
    Plain,
    Quoted,
    /// After a quote of a quoted cell: it closes the cell or is one half of a pair.
    Closing,
}

impl<R> Checked<R> {
    pub(super) const fn new(input: R, separator: u8) -> Self {
        Self { input, separator, state: State::Start, passed: 0, left: 0, wrong: VecDeque::new() }
    }

    /// Lets so many more bytes pass.
    pub(super) const fn allow(&mut self, bytes: usize) {
        self.left = bytes;
    }

    /// Whether a quote is wrong before byte `end`, after those that were asked about before.
    pub(super) fn misplaced(&mut self, end: u64) -> bool {
        let mut found = false;
        while self.wrong.pop_front_if(|&mut place| place < end).is_some() {
            found = true;
        }
        found
    }

    fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::Closing,
                (State::Quoted, _) | (State::Start | State::Closing, b'"') => State::Quoted,
                (_, b'\r' | b'\n') => State::Start,
                (_, byte) if byte == self.separator => State::Start,
                (State::Closing, _) => {
                    self.wrong.push_back(self.passed);
                    State::Plain
                }
                _ => State::Plain,
            };
            self.passed += 1;
        }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Problem::TooLarge { limit: super::LIMIT }.error()));
        }
        let room = buffer.len().min(self.left);
        let buffer = buffer.get_mut(..room).unwrap_or_default();
        let count = self.input.read(buffer)?;
        self.pass(buffer.get(..count).unwrap_or_default());
        self.left -= count.min(self.left);
        if count == 0 && room > 0 && self.state == State::Quoted {
            self.wrong.push_back(self.passed.saturating_sub(1));
            self.state = State::Start;
        }
        Ok(count)
    }
}
