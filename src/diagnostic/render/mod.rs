//! How diagnostics look: for people ([`human`], [`short`]) and for programs ([`json`], [`github`], [`sarif`]).
//!
//! No format sends a control character, a terminal escape or a bidirectional control of the source as it is: they are
//! shown escaped, as `\u001b`.

mod github;
mod human;
mod json;
mod sarif;
mod short;
#[cfg(test)]
mod tests;
mod view;

use crate::fold::visible;
pub use github::github;
pub use human::human;
#[cfg(test)]
pub(crate) use json::Document;
pub use json::{VERSION, json};
pub use sarif::sarif;
pub use short::short;

use std::cell::Cell;

use unicode_width::UnicodeWidthChar;

use super::Diagnostic;

/// What was found in one source.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the source is called: a path, `<query>`, `<stdin>`.
    pub name: &'a str,
    /// The source that the diagnostics' spans lie in.
    pub source: &'a str,
    /// What was found, in order of place.
    pub diagnostics: &'a [Diagnostic],
}

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    /// From 1; lines end with a line feed.
    line: usize,
    /// From 1, in columns of a terminal: a wide character is two, a combining one none, a control character one.
    column: usize,
    /// From 1, in characters.
    character: usize,
}

/// Where the lines of a source begin, so that each place is found without reading all that stands before it.
struct Lines<'a> {
    source: &'a str,
    starts: Vec<usize>,
    /// The last place that was asked for: diagnostics come in order, and one line may be the whole of a large source.
    last: Cell<(usize, Position)>,
}

impl<'a> Lines<'a> {
    fn new(source: &'a str) -> Self {
        let breaks = source.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let first = Position { line: 1, column: 1, character: 1 };
        Self { source, starts: std::iter::once(0).chain(breaks).collect(), last: Cell::new((0, first)) }
    }

    /// The line, from 0, that holds the byte at `offset`.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Where line `index`, from 0, begins and ends, its line break left out.
    fn bounds(&self, index: usize) -> (usize, usize) {
        let start = self.starts.get(index).copied().unwrap_or(self.source.len());
        let next = self.starts.get(index + 1).copied().unwrap_or(self.source.len());
        let text = self.source.get(start..next).unwrap_or_default();
        let text = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        (start, start + text.len())
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let (known, last) = self.last.get();
        let (start, mut position) = if last.line == line + 1 && known <= offset {
            (known, last)
        } else {
            (self.bounds(line).0, Position { line: line + 1, column: 1, character: 1 })
        };
        for character in self.source.get(start..offset).unwrap_or_default().chars() {
            position.column += columns(character);
            position.character += 1;
        }
        self.last.set((offset, position));
        position
    }
}

/// The columns a terminal gives to `character`: two where it is wide, none where it combines, one else.
pub fn columns(character: char) -> usize {
    character.width().unwrap_or(1)
}
