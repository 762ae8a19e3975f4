//! The states between which a stream moves.

use memchr::memmem;

use super::scan::Scanner;

/// What is being read.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Between the values of the stream.
    Between {
        /// Whether only white space stands before it on its line.
        begins_line: bool,
        /// How many bytes of a line are here that hold no line end.
        held: usize,
    },
    /// One record, from `start` of the buffer on.
    Record { start: usize, line: u64, scanner: Scanner, within: Within, dropped: bool },
    /// Within a list, between its elements.
    List(List, Expected),
    /// A page, after its list.
    Page(Scanner),
    /// After a mistake, up to the next line that begins with `{` or `[`.
    Recover {
        /// Whether a line begins here.
        begins_line: bool,
    },
    /// After all.
    End,
}

/// What a record stands in.
#[derive(Clone, Debug)]
pub(super) enum Within {
    Stream,
    List(List),
}

/// A list of records.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// The page that holds it.
    pub(super) page: Option<Scanner>,
    /// The line that it begins on.
    pub(super) line: u64,
    /// Whether an element begins on a later line.
    pub(super) is_spread: bool,
}

impl List {
    /// After its `]`.
    pub(super) fn end(self) -> State {
        match self.page {
            Some(mut scanner) => {
                scanner.after_list();
                State::Page(scanner)
            }
            None => State::BETWEEN,
        }
    }
}

impl State {
    /// After a value.
    pub(super) const BETWEEN: Self = Self::Between { begins_line: false, held: 0 };
    /// Where a line begins.
    pub(super) const LINE: Self = Self::Between { begins_line: true, held: 0 };
}

/// What may come next in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    ElementOrEnd,
    Element,
    CommaOrEnd,
}

/// What files from some systems begin with, so that it may stand wherever one file follows another.
pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

/// How many brackets may be open in a line that is taken whole.
pub(super) const DEEPEST: usize = 64;

/// Whether `text` can be a page.
pub(super) fn may_be_page(text: &[u8]) -> bool {
    memmem::find(text, b"\"resources\"").is_some()
}
