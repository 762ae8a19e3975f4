//! What is made of the records that were read together.

use std::ops::Range;

use memchr::memchr_iter;

use super::batch::{Batch, Record};
use super::piece::Piece;
use super::recover::split;
use super::state::{DEEPEST, may_be_page};
use crate::diagnostic::Error;
use crate::eval::{Matcher, Problem, Verdict, json_skip};
use crate::span::Span;

impl Batch {
    /// What `read` makes of each record, in order.
    ///
    /// `read` is called once for each record, with its text, which is JSON to its end; what is not JSON never comes to
    /// it. To ask a [`Matcher`] only, [`Batch::judge`] is faster.
    ///
    /// # Examples
    /// ```
    /// use nse_query::eval::{Contact, Reader};
    ///
    /// let mut reader = Reader::new(&br#"{"id": "a"} {"id": "b"} {"message": "no"}"#[..]);
    /// let mut calls = 0;
    /// while let Some(batch) = reader.next_batch()? {
    ///     let records = batch.read(|json| {
    ///         calls += 1;
    ///         Contact::parse(json)
    ///     });
    ///     assert_eq!(records.iter().filter(|record| record.read.is_ok()).count(), 2);
    /// }
    /// assert_eq!(calls, 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read<'b, T>(&'b self, mut read: impl FnMut(&'b str) -> Result<T, Error>) -> Vec<Record<'b, T>> {
        let mut records = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            match piece {
                Piece::Line { bytes, line, .. } => match self.text(bytes) {
                    Ok(text) if is_one(text) => records.push(self.record(bytes, *line, text, read(text))),
                    _ => self.read_with_care(piece, &mut read, &mut records),
                },
                piece => self.read_piece(piece, &mut read, &mut records),
            }
        }
        records
    }

    /// What `matcher` says of each record, in order. What was odd about one is in its [`Verdict::odd`].
    ///
    /// # Examples
    /// ```
    /// use nse_query::eval::{Context, Matcher, Reader};
    ///
    /// let matcher = Matcher::new(&"tag = vip".parse()?, &Context::default())?;
    /// let mut reader = Reader::new(&br#"{"id": "a", "tags": ["VIP"]} {"id": "b"}"#[..]);
    /// let mut found = Vec::new();
    /// while let Some(batch) = reader.next_batch()? {
    ///     for record in batch.judge(&matcher) {
    ///         let verdict = record.read?;
    ///         found.extend(verdict.matched.then(|| verdict.id.into_owned()));
    ///     }
    /// }
    /// assert_eq!(found, ["a"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge<'b>(&'b self, matcher: &Matcher) -> Vec<Record<'b, Verdict<'b>>> {
        let mut judge =
            |json| matcher.judge_one(json).map(|(verdict, _)| verdict).map_err(|problem| problem.error_in(json));
        let mut records = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            match piece {
                // The matcher checks all of it, so that nobody needs to do it before.
                Piece::Line { bytes, line, .. } => match self.text(bytes).map(|text| (text, matcher.judge_one(text))) {
                    Ok((text, Ok((verdict, false)))) => {
                        records.push(self.record(bytes, *line, text, Ok(verdict)));
                    }
                    Ok((text, Err(problem))) if is_one(text) => {
                        records.push(self.record(bytes, *line, text, Err(problem.error_in(text))));
                    }
                    _ => self.read_with_care(piece, &mut judge, &mut records),
                },
                piece => self.read_piece(piece, &mut judge, &mut records),
            }
        }
        records
    }

    fn read_piece<'b, T>(
        &'b self,
        piece: &Piece,
        read: &mut impl FnMut(&'b str) -> Result<T, Error>,
        records: &mut Vec<Record<'b, T>>,
    ) {
        match piece {
            Piece::Record { bytes, line } => {
                let (text, outcome) = match self.text(bytes) {
                    Ok(text) => (text, read(text)),
                    Err(problem) => ("", Err(problem)),
                };
                records.push(self.record(bytes, *line, text, outcome));
            }
            Piece::Malformed { byte, line, problem } => {
                records.push(Record { text: "", line: *line, byte: *byte, read: Err(problem.clone().error()) });
            }
            #[cfg(feature = "csv")]
            Piece::Row { bytes, line, byte } => {
                let (text, outcome) = match self.text(bytes) {
                    Ok(text) => (text, read(text)),
                    Err(problem) => ("", Err(problem)),
                };
                records.push(Record { text, line: *line, byte: *byte, read: outcome });
            }
            Piece::Line { .. } => {}
        }
    }

    /// Reads a line that is not one record.
    #[cold]
    fn read_with_care<'b, T>(
        &'b self,
        piece: &Piece,
        read: &mut impl FnMut(&'b str) -> Result<T, Error>,
        records: &mut Vec<Record<'b, T>>,
    ) {
        let Piece::Line { bytes, next, line } = piece else { return };
        // To the brace of the next line, which the next batch may begin with.
        let mut text = self.bytes.get(bytes.start..*next).unwrap_or_default().to_vec();
        text.push(b'{');
        for piece in split(text, bytes.len()) {
            self.read_piece(&piece.moved(bytes.start, *line, self.base), read, records);
        }
    }

    #[inline]
    fn text(&self, bytes: &Range<usize>) -> Result<&str, Error> {
        let raw = self.bytes.get(bytes.clone()).unwrap_or_default();
        std::str::from_utf8(raw).map_err(|error| no_text(raw.get(..error.valid_up_to()).unwrap_or_default()))
    }

    /// The record at `bytes`, or the place of what is wrong with it.
    fn record<'b, T>(&self, bytes: &Range<usize>, line: u64, text: &'b str, read: Result<T, Error>) -> Record<'b, T> {
        let byte = self.base + bytes.start as u64;
        let (line, byte) = match &read {
            Err(error) => {
                let offset = error.span().unwrap_or_default().start;
                let before = self.bytes.get(bytes.clone()).and_then(|raw| raw.get(..offset)).unwrap_or_default();
                (line + memchr_iter(b'\n', before).count() as u64, byte + offset as u64)
            }
            Ok(_) => (line, byte),
        };
        Record { text, line, byte, read }
    }
}

/// Whether `text`, which begins with a brace, is one record.
fn is_one(text: &str) -> bool {
    !may_be_page(text.as_bytes()) && json_skip::value(text.as_bytes(), 0, DEEPEST) == Some(text.len())
}

/// Says that what follows `before` in a record is not UTF-8.
fn no_text(before: &[u8]) -> Error {
    let problem = Problem::Json { reason: "not UTF-8".to_owned(), line: 1, column: 1 };
    problem.error().within(Span::at(before.len()))
}
