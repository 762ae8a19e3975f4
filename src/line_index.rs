//! Byte offsets to lines and columns and back, in the units that people, editors and languages count in.

use unicode_width::UnicodeWidthChar;

use crate::span::Span;

/// What a column counts.
///
/// # Examples
/// ```
/// use nse_query::{Columns, LineIndex};
///
/// let source = "name ~ Jón and tag = vip";
/// let lines = LineIndex::new(source);
/// let and = source.find("and").ok_or("no `and`")?;
/// assert_eq!(lines.position(and, Columns::Bytes).column, 12);
/// assert_eq!(lines.position(and, Columns::Characters).column, 11);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Columns {
    /// Bytes of UTF-8, as Rust and the protocol of language servers may.
    Bytes,
    /// Characters (Unicode scalar values), as Python.
    Characters,
    /// UTF-16 code units, as JavaScript, Java and most editors.
    Utf16,
    /// Cells of a terminal: a wide character takes two, a combining one none, a control character one.
    Cells,
}

/// A place in a text. Line and column count from 0; people are shown one more.
///
/// # Examples
/// ```
/// use nse_query::{Columns, LineIndex, Position};
///
/// let lines = LineIndex::new("name ~ Jon\nand tag = vip");
/// assert_eq!(lines.position(15, Columns::Characters), Position { line: 1, column: 4 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line. Lines end with a line feed.
    pub line: usize,
    /// The units before the place in its line.
    pub column: usize,
}

/// Where the lines of a text begin, so that a place is found without reading all that stands before it.
///
/// It is made in one pass over the text; a question then costs at most the reading of a few hundred bytes.
///
/// # Examples
/// ```
/// use nse_query::{Columns, LineIndex, Position};
///
/// let index = LineIndex::new("name = \"😀\"\nand tag = vip");
/// let tag = index.source().find("tag").ok_or("it is there")?;
/// assert_eq!(index.position(tag, Columns::Utf16), Position { line: 1, column: 4 });
/// assert_eq!(index.offset(Position { line: 1, column: 4 }, Columns::Utf16), tag);
/// assert_eq!(index.count(tag, Columns::Characters), 15);
/// assert_eq!(index.count(tag, Columns::Utf16), 16);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex<'s> {
    source: &'s str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// What stands before every so many bytes; one entry alone where the text is ASCII without control characters but
    /// line feeds, of which each byte is one unit.
    marks: Vec<Mark>,
    plain: bool,
}

/// The units before a byte.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: usize,
    characters: usize,
    utf16: usize,
    cells: usize,
}

/// Bytes between two marks.
const STEP: usize = 256;

impl Mark {
    fn add(&mut self, character: char) {
        self.byte += character.len_utf8();
        self.characters += 1;
        self.utf16 += character.len_utf16();
        self.cells += cells(character);
    }

    const fn of(&self, columns: Columns) -> usize {
        match columns {
            Columns::Bytes => self.byte,
            Columns::Characters => self.characters,
            Columns::Utf16 => self.utf16,
            Columns::Cells => self.cells,
        }
    }
}

/// The cells that a terminal gives to `character`: two where it is wide, none where it combines, one else.
pub fn cells(character: char) -> usize {
    character.width().unwrap_or(1)
}

impl<'s> LineIndex<'s> {
    /// Of `source`.
    pub fn new(source: &'s str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', source.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let plain = source.is_ascii();
        let mut marks = vec![Mark::default()];
        if !plain {
            let (mut mark, mut next) = (Mark::default(), STEP);
            for character in source.chars() {
                if mark.byte >= next {
                    marks.push(mark);
                    next = mark.byte + STEP;
                }
                mark.add(character);
            }
        }
        Self { source, starts, marks, plain }
    }

    /// The text.
    pub const fn source(&self) -> &'s str {
        self.source
    }

    /// How many lines there are: one more than line feeds.
    pub const fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of `line` without its line break; empty at the end where there is no such line.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(self.source.len());
        let next = self.starts.get(line + 1).copied().unwrap_or(self.source.len());
        let text = self.source.get(start..next).unwrap_or_default();
        let text = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        Span::new(start, start + text.len())
    }

    /// The units before the byte at `offset` in the whole text. An offset within a character is the place before it, one
    /// beyond the text its end.
    pub fn count(&self, offset: usize, columns: Columns) -> usize {
        let offset = self.source.floor_char_boundary(offset);
        if self.plain || columns == Columns::Bytes {
            return offset;
        }
        let before = self.marks.partition_point(|mark| mark.byte <= offset).saturating_sub(1);
        let mut mark = self.marks.get(before).copied().unwrap_or_default();
        for character in self.source.get(mark.byte..offset).unwrap_or_default().chars() {
            mark.add(character);
        }
        mark.of(columns)
    }

    /// The byte before which `count` units stand in the whole text. A count that ends within a character is the place
    /// before it, one beyond the text its end.
    pub fn byte(&self, count: usize, columns: Columns) -> usize {
        if self.plain || columns == Columns::Bytes {
            return self.source.floor_char_boundary(count);
        }
        let before = self.marks.partition_point(|mark| mark.of(columns) <= count).saturating_sub(1);
        let mut mark = self.marks.get(before).copied().unwrap_or_default();
        for character in self.source.get(mark.byte..).unwrap_or_default().chars() {
            let mut next = mark;
            next.add(character);
            if next.of(columns) > count {
                break;
            }
            mark = next;
        }
        mark.byte
    }

    /// Where the byte at `offset` stands.
    pub fn position(&self, offset: usize, columns: Columns) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line).copied().unwrap_or_default();
        Position { line, column: self.count(offset, columns) - self.count(start, columns) }
    }

    /// The byte at `position`. A column beyond its line is the line's end, a line beyond the text the text's end.
    pub fn offset(&self, position: Position, columns: Columns) -> usize {
        let line = self.line_span(position.line);
        let before = self.count(line.start, columns);
        self.byte(before.saturating_add(position.column), columns).clamp(line.start, line.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Columns, LineIndex, Position, cells};

    #[test]
    fn lines_end_before_their_line_break() {
        let index = LineIndex::new("a\r\nb\n");
        assert_eq!(index.lines(), 3);
        assert_eq!([0, 1, 2, 3].map(|line| index.line_span(line).of(index.source())), ["a", "b", "", ""]);
        assert_eq!(index.position(5, Columns::Bytes), Position { line: 2, column: 0 });
        assert_eq!(index.position(99, Columns::Bytes), Position { line: 2, column: 0 });
    }

    proptest! {
        #[test]
        fn every_place_is_found_as_by_counting(text in "[a-c\n\té日😀\u{301}]{0,700}") {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
                let line = text[..offset].matches('\n').count();
                let before = &text[start..offset];
                for (columns, column) in [
                    (Columns::Bytes, before.len()),
                    (Columns::Characters, before.chars().count()),
                    (Columns::Utf16, before.encode_utf16().count()),
                    (Columns::Cells, before.chars().map(cells).sum()),
                ] {
                    prop_assert_eq!(index.position(offset, columns), Position { line, column });
                    // Combining characters take no cells, so a place in cells may be one of several.
                    if columns != Columns::Cells {
                        prop_assert_eq!(index.offset(Position { line, column }, columns), offset);
                        prop_assert_eq!(index.byte(index.count(offset, columns), columns), offset);
                    }
                }
            }
        }
    }
}
