//! As rustc shows them: code, message, the source line underlined, the reason, and each fix as the line it makes.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Origin, Padding, Patch, Renderer, Snippet};

use super::view::View;
use super::{Report, place, visible};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::line_index::{Columns, LineIndex};
use crate::span::Span;

/// The report for people, each diagnostic followed by an empty line; empty where there is none. With `color` it has
/// ANSI escape codes, and none from the source either way.
pub fn human(report: &Report<'_>, color: bool) -> String {
    // Long lines are cut by the view already.
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(10_000);
    let lines = LineIndex::new(report.source);
    let mut text = String::new();
    for diagnostic in report.diagnostics {
        text.push_str(&one(&renderer, report.name, &lines, diagnostic));
        text.push_str("\n\n");
    }
    text
}

fn one(renderer: &Renderer, name: &str, lines: &LineIndex<'_>, diagnostic: &Diagnostic) -> String {
    let level = || if diagnostic.severity() == Severity::Error { Level::ERROR } else { Level::WARNING };
    let message = diagnostic.message().to_owned();
    let (line, column) = place(lines, diagnostic.span.start, Columns::Cells);
    // The place is a group of its own, because a snippet would count characters instead of columns.
    let title = level()
        .primary_title(visible(&message))
        .id(diagnostic.code().name())
        .element(Origin::path(visible(name)).line(line).char_column(column));

    let spans: Vec<Span> =
        std::iter::once(diagnostic.span).chain(diagnostic.related.iter().map(|label| label.span)).collect();
    let view = View::new(lines, &spans);
    let labels = std::iter::once(&diagnostic.label).chain(diagnostic.related.iter().map(|label| &label.text));
    let annotations = view.spans.iter().zip(labels).enumerate().map(|(index, (span, label))| {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation: Annotation<'_> = kind.span(span.start..span.end);
        if label.is_empty() { annotation } else { annotation.label(visible(label)) }
    });
    let snippet = Snippet::source(view.text.as_str()).line_start(view.first_line).annotations(annotations);
    let mut shown = Group::with_level(level()).element(snippet);
    let mut notes: Vec<Message<'_>> = Vec::new();
    if let Some(pointer) = &diagnostic.pointer {
        let pointer = if pointer.is_empty() { "the whole document".into() } else { visible(pointer) };
        notes.push(Level::NOTE.with_name("at").message(pointer));
    }
    notes.extend(diagnostic.help.iter().map(|help| Level::HELP.message(visible(help))));
    if !notes.is_empty() {
        shown = shown.element(Padding).elements(notes);
    }

    let mut groups = vec![title, shown];
    groups.extend(diagnostic.fixes.iter().map(|fix| suggestion(lines, fix)));
    // Title, place, and then an empty line of the gutter twice: one ends the first group, one begins the snippet.
    let text = renderer.render(&groups);
    text.split('\n').enumerate().filter(|&(index, _)| index != 2).map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// More changes than these, or lines of more bytes, are no picture of a fix any more.
const EDITS_SHOWN: usize = 20;
const BYTES_SHOWN: usize = 4096;

/// The lines that `fix` would make of those it changes; only its words where it changes very much.
fn suggestion<'f>(lines: &LineIndex<'_>, fix: &'f Fix) -> Group<'f> {
    let spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    let start = spans.first().map_or(0, |first| first.start);
    let bytes = spans.last().map_or(0, |last| last.end).saturating_sub(start);
    if spans.len() > EDITS_SHOWN || bytes > BYTES_SHOWN {
        let places = if spans.len() == 1 { "1 place".to_owned() } else { format!("{} places", spans.len()) };
        let label = visible(&format!("{} (too long to show; changes {places})", fix.label)).into_owned();
        return Group::with_title(Level::HELP.secondary_title(label));
    }
    let view = View::new(lines, &spans);
    let patches = view.spans.iter().zip(&fix.edits).map(|(span, edit)| {
        // A fix may write several lines, which are shown as such.
        let text = edit.text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
        Patch::new(span.start..span.end, text)
    });
    let snippet = Snippet::source(view.text).line_start(view.first_line).patches(patches);
    Level::HELP.secondary_title(visible(&fix.label)).element(snippet)
}
