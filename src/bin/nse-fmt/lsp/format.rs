//! Formatting of a document and of a range of it.

use gen_lsp_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit};
use nse_query::diagnostic::Edit;
use nse_query::text::{self, Style};
use nse_query::{Span, nse};

use super::document::{Document, Holds};
use super::lines::{Lines, replacement};
use super::settings::Settings;
use super::state::State;

/// What formatting changes; nothing where the document has mistakes.
pub(super) fn document(state: &mut State<'_>, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = state.documents.get(&params.text_document.uri.0)?;
    let edits = if document.is_text() { of_text(document, &settings) } else { of_json(document, &settings) };
    edits.map(|edits| Lines::new(&document.text, state.columns).edits(&edits))
}

fn of_text(document: &Document, settings: &Settings) -> Option<Vec<Edit>> {
    let text = &document.text;
    let style = Style::new(settings.catalog()).width(settings.line_width);
    let mut edits = text::parse(text).ok()?.edits(&style);
    // As `nse-fmt fmt` writes files.
    if !text.ends_with('\n') {
        let end = Span::at(text.len());
        match edits.last_mut() {
            Some(last) if last.span.end == end.end => last.text.push('\n'),
            _ => edits.push(Edit { span: end, text: "\n".to_owned() }),
        }
    }
    Some(edits)
}

/// NSE JSON as the library writes it, one clause a line; a request stays as it is.
fn of_json(document: &Document, settings: &Settings) -> Option<Vec<Edit>> {
    let text = &document.text;
    if document.holds != Holds::Query || nse::is_request(text) || settings.compiler().saved_searches(text).is_some() {
        return None;
    }
    let query = settings.compiler().json(text).ok()?.query;
    let written = nse::encode_pretty(&query) + "\n";
    Some(replacement(text, &written).into_iter().collect())
}

/// What formatting changes in the clauses that a range touches.
pub(super) fn range(state: &mut State<'_>, params: &DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = state.documents.get(&params.text_document.uri.0).filter(|document| document.is_text());
    let document = document?;
    let Ok(ast) = text::parse(&document.text) else { return None };
    let lines = Lines::new(&document.text, state.columns);
    let style = Style::new(settings.catalog()).width(settings.line_width);
    Some(lines.edits(&ast.edits_in(lines.span(params.range), &style)))
}
