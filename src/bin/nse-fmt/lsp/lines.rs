//! Byte offsets to the positions of the protocol, in the units that were agreed on, and back.

use gen_lsp_types::{Position, Range, TextEdit};
use nse_query::diagnostic::Edit;
use nse_query::{Columns, LineIndex, Span};

/// A text and how its positions are counted.
pub(super) struct Lines<'s> {
    index: LineIndex<'s>,
    columns: Columns,
}

impl<'s> Lines<'s> {
    pub(super) fn new(text: &'s str, columns: Columns) -> Self {
        Self { index: LineIndex::new(text), columns }
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let position = self.index.position(offset, self.columns);
        Position { line: units(position.line), character: units(position.column) }
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    pub(super) fn offset(&self, position: Position) -> usize {
        let position = nse_query::Position { line: size(position.line), column: size(position.character) };
        self.index.offset(position, self.columns)
    }

    /// The place of `range`; of one that ends before it begins, its beginning.
    pub(super) fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span::new(start, self.offset(range.end).max(start))
    }

    /// The units of what stands at `span`.
    pub(super) fn length(&self, span: Span) -> u32 {
        units(self.index.count(span.end, self.columns).saturating_sub(self.index.count(span.start, self.columns)))
    }

    /// The line breaks that `span` goes over part it.
    pub(super) fn by_line(&self, span: Span) -> impl Iterator<Item = Span> {
        let lines = self.index.line(span.start)..=self.index.line(span.end);
        lines.filter_map(move |line| {
            let line = self.index.line_span(line);
            let part = Span::new(line.start.max(span.start), line.end.min(span.end));
            (part.start < part.end).then_some(part)
        })
    }

    pub(super) fn edit(&self, edit: &Edit) -> TextEdit {
        TextEdit { range: self.range(edit.span), new_text: edit.text.clone() }
    }

    pub(super) fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        edits.iter().map(|edit| self.edit(edit)).collect()
    }
}

fn units(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn size(units: u32) -> usize {
    usize::try_from(units).unwrap_or(usize::MAX)
}

/// What makes `new` of `old`: one edit, of what lies between what both begin and end with.
pub(super) fn replacement(old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = |(before, after): &(char, char)| before == after;
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(|(character, _)| character.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(start..)?, new.get(start..)?);
    let end = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same);
    let end: usize = end.map(|(character, _)| character.len_utf8()).sum();
    let text = new_rest.get(..new_rest.len() - end)?.to_owned();
    Some(Edit { span: Span::new(start, old.len() - end), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_makes_the_new_text() {
        for (old, new) in [("aXa", "aa"), ("aa", "aaa"), ("é日", "é"), ("", "x"), ("abc", "abxc"), ("ab", "ba")] {
            let edit = replacement(old, new).unwrap();
            let made = format!("{}{}{}", &old[..edit.span.start], edit.text, &old[edit.span.end..]);
            assert_eq!(made, new);
        }
        assert_eq!(replacement("a", "a"), None);
    }
}
