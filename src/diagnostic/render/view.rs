//! The part of a source that a message shows: the lines around some spans, made visible, long ones cut.

use super::columns;
use crate::fold::{is_hidden, push_visible};
use crate::line_index::LineIndex;
use crate::span::Span;

/// Lines wider than this are cut down to what stands around the spans.
const MAX_COLUMNS: usize = 120;
/// What is kept of a cut line on either side of an end of a span.
const CONTEXT: usize = 40;
/// Lines further than this from any end of a span are never shown, so their text does not matter.
const MAX_GAP: usize = 6;

/// Some lines of a source as they are shown, and where spans of the source lie in them.
pub(super) struct View {
    /// The lines.
    pub(super) text: String,
    /// The number of the first of them, from 1.
    pub(super) first_line: usize,
    /// The spans, in the order they were given.
    pub(super) spans: Vec<Span>,
}

impl View {
    pub(super) fn new(lines: &LineIndex<'_>, spans: &[Span]) -> Self {
        let spans: Vec<Span> = spans.iter().map(|&span| without_break(lines, span)).collect();
        let mut ends: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let (Some(&first), Some(&last)) = (ends.first(), ends.last()) else {
            return Self { text: String::new(), first_line: 1, spans };
        };
        let (first, last) = (lines.line(first), lines.line(last));

        let mut text = String::new();
        // Where each of `ends` came to lie.
        let mut shown = Vec::with_capacity(ends.len());
        for index in first..=last {
            if index > first {
                text.push('\n');
            }
            let Span { start, end } = lines.line_span(index);
            let until = ends.partition_point(|&at| lines.line(at) <= index);
            let here = ends.get(shown.len()..until).unwrap_or_default();
            let near = |line: usize| line.abs_diff(index) <= MAX_GAP;
            let before = shown.len().checked_sub(1).and_then(|at| ends.get(at));
            if here.is_empty() && ![before, ends.get(until)].into_iter().flatten().any(|&at| near(lines.line(at))) {
                continue;
            }
            push_line(&mut text, &mut shown, lines.source().get(start..end).unwrap_or_default(), start, here);
        }

        let place = |at: usize| ends.binary_search(&at).ok().and_then(|index| shown.get(index)).copied();
        let place = |at| place(at).unwrap_or(text.len());
        let spans = spans.iter().map(|span| Span::new(place(span.start), place(span.end))).collect();
        Self { text, first_line: first + 1, spans }
    }
}

/// `span` inside the source, without a line break at its end: nobody can see one underlined.
fn without_break(lines: &LineIndex<'_>, span: Span) -> Span {
    let len = lines.source().len();
    let (start, mut end) = (span.start.min(len), span.end.min(len));
    if end > start {
        end = lines.line_span(lines.line(end - 1)).end.clamp(start, end);
    }
    Span::new(start, end.max(start))
}

/// Adds `line`, which begins at `offset` of the source, to `text`, and to `shown` where each of `ends` came to lie.
fn push_line(text: &mut String, shown: &mut Vec<usize>, line: &str, offset: usize, ends: &[usize]) {
    let mut ends = ends.iter().map(|end| end.saturating_sub(offset)).peekable();
    let kept = kept(line, &ends.clone().collect::<Vec<_>>());
    for range in &kept {
        if range.start > 0 {
            text.push('…');
        }
        for (at, character) in range.of(line).char_indices() {
            while ends.next_if(|&end| end <= range.start + at).is_some() {
                shown.push(text.len());
            }
            match character {
                // A byte order mark is not part of what was written.
                '\u{feff}' if offset == 0 && range.start + at == 0 => {}
                // The renderer spreads tabs itself.
                '\t' => text.push('\t'),
                other => push_visible(text, other),
            }
        }
        while ends.next_if(|&end| end <= range.end).is_some() {
            shown.push(text.len());
        }
    }
    if kept.last().is_some_and(|range| range.end < line.len()) {
        text.push('…');
    }
    shown.extend(ends.map(|_| text.len()));
}

/// The bytes of `line` to show.
fn kept(line: &str, ends: &[usize]) -> Vec<Span> {
    let width = |character: char| if is_hidden(character) { 6 } else { columns(character) };
    let mut total = 0;
    let whole = line.chars().all(|character| {
        total += width(character);
        total <= MAX_COLUMNS
    });
    if whole {
        return vec![Span::new(0, line.len())];
    }
    let reach = |characters: &mut dyn Iterator<Item = char>| {
        let mut columns = 0;
        let near = characters.take_while(|&character| {
            columns += width(character);
            columns <= CONTEXT
        });
        near.map(char::len_utf8).sum::<usize>()
    };
    let mut kept: Vec<Span> = Vec::new();
    for &end in if ends.is_empty() { &[0] } else { ends } {
        let at = end.min(line.len());
        let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at..).unwrap_or_default());
        let range = Span::new(at - reach(&mut before.chars().rev()), at + reach(&mut after.chars()));
        match kept.last_mut() {
            Some(last) if range.start <= last.end + '…'.len_utf8() => last.end = range.end,
            _ => kept.push(range),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::View;
    use crate::line_index::LineIndex;
    use crate::span::Span;

    fn view(source: &str, span: Span) -> (String, String) {
        let view = View::new(&LineIndex::new(source), &[span]);
        (view.spans[0].of(&view.text).to_owned(), view.text)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(view("a\nname = Jon\nb", Span::new(7, 8)), ("=".into(), "name = Jon".into()));
        assert_eq!(view("", Span::at(0)), (String::new(), String::new()));
        assert_eq!(view("\u{feff}a", Span::new(3, 4)), ("a".into(), "a".into()));
    }

    #[test]
    fn hidden_characters_are_underlined_as_shown() {
        assert_eq!(view("a \u{1b}x", Span::new(2, 3)), ("\\u001b".into(), "a \\u001bx".into()));
    }

    #[test]
    fn a_line_break_at_the_end_is_not_underlined() {
        assert_eq!(view("ab\ncd", Span::new(1, 3)), ("b".into(), "ab".into()));
        assert_eq!(view("ab\r\ncd", Span::new(2, 4)), (String::new(), "ab".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let source = format!("{}NEEDLE{}", "名".repeat(1000), "x".repeat(100_000));
        let (needle, text) = view(&source, Span::new(3000, 3006));
        assert_eq!(needle, "NEEDLE");
        assert_eq!(text, format!("…{}NEEDLE{}…", "名".repeat(20), "x".repeat(40)));
    }

    #[test]
    fn a_long_span_is_cut_inside() {
        let source = format!("a = ({}) b", "x".repeat(10_000));
        let (span, text) = view(&source, Span::new(4, source.len() - 2));
        assert_eq!(span, format!("({}…{})", "x".repeat(39), "x".repeat(39)));
        assert_eq!(text, format!("a = {span} b"));
    }

    #[test]
    fn lines_far_from_every_end_cost_nothing() {
        let source = format!("(\n{}\n", "tag = vip or\n".repeat(10_000));
        let (_, text) = view(&source, Span::new(0, source.len() - 1));
        assert!(text.len() < 10_000 + 20 * 14);
    }
}
