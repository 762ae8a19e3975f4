//! Places in UTF-16 units, as JavaScript counts.

use nse_query::{Columns, Diagnostic, LineIndex, Span};

/// A place of the text, in UTF-16 units.
pub fn utf16(lines: &LineIndex<'_>, span: Span) -> Span {
    Span::new(lines.count(span.start, Columns::Utf16), lines.count(span.end, Columns::Utf16))
}

/// The same diagnostics with all their places in UTF-16 units.
pub fn diagnostics(source: &str, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let lines = LineIndex::new(source);
    let mut found = found.to_vec();
    let labels = |diagnostic: &mut Diagnostic| {
        diagnostic.span = utf16(&lines, diagnostic.span);
        diagnostic.related.iter_mut().for_each(|label| label.span = utf16(&lines, label.span));
        let edits = diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = utf16(&lines, edit.span));
    };
    found.iter_mut().for_each(labels);
    found
}
