//! Completion and hover.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionParams, CompletionResponse,
    Contents, Documentation, Hover, HoverParams, MarkupContent, MarkupKind, TextDocumentPositionParams, TextEdit,
};
use nse_query::complete::{self, Completion, CompletionKind, about_field};
use nse_query::{Catalog, Span};

use super::lines::Lines;
use super::state::State;

/// What may be written at a place.
pub(super) fn complete(state: &mut State<'_>, params: &CompletionParams) -> Option<CompletionResponse> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let settings = state.workspace.settings(&text_document.uri);
    let document = state.documents.get(&text_document.uri.0).filter(|document| document.is_text())?;
    let lines = Lines::new(&document.text, state.columns);
    let cursor = lines.offset(*position);
    let offers = complete::complete(&document.text, cursor, settings.catalog(), &settings.account);
    let markdown = state.client.reads_markdown;
    let items = offers.iter().enumerate();
    let items = items
        .filter_map(|(index, offer)| item(offer, index, &document.text, cursor, &lines, settings.catalog(), markdown));
    // The library knows better than a client what goes on from what has been begun, so it is asked again.
    Some(CompletionList { is_incomplete: true, items: items.collect(), ..CompletionList::default() }.into())
}

fn item(
    offer: &Completion,
    index: usize,
    text: &str,
    cursor: usize,
    lines: &Lines<'_>,
    catalog: &Catalog,
    markdown: bool,
) -> Option<CompletionItem> {
    let range = lines.range(offer.replace);
    // The protocol has no completion over several lines.
    if range.start.line != range.end.line {
        return None;
    }
    let begun = Span::new(offer.replace.start, cursor.clamp(offer.replace.start, offer.replace.end)).of(text);
    // Some clients keep only what begins with what stands there.
    let begins = offer.label.to_lowercase().starts_with(&begun.to_lowercase());
    let about = (offer.kind == CompletionKind::Field).then(|| catalog.field(&offer.insert)).flatten();
    Some(CompletionItem {
        label: offer.label.clone(),
        kind: Some(match offer.kind {
            CompletionKind::Field => CompletionItemKind::Field,
            CompletionKind::Operator => CompletionItemKind::Operator,
            CompletionKind::Parameter => CompletionItemKind::Variable,
            CompletionKind::Unit => CompletionItemKind::Unit,
            CompletionKind::Keyword => CompletionItemKind::Keyword,
            _ => CompletionItemKind::Value,
        }),
        detail: Some(offer.detail.clone()),
        documentation: about.map(|field| Documentation::MarkupContent(markup(&about_field(&field), markdown))),
        sort_text: Some(format!("{index:03}")),
        filter_text: (!begins).then(|| begun.to_owned()),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.insert.clone() })),
        ..CompletionItem::default()
    })
}

/// What stands at a place.
pub(super) fn hover(state: &mut State<'_>, params: &HoverParams) -> Option<Hover> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let settings = state.workspace.settings(&text_document.uri);
    let document = state.documents.get(&text_document.uri.0)?;
    let lines = Lines::new(&document.text, state.columns);
    let hover = complete::hover(&document.text, lines.offset(*position), settings.compiler(), &settings.account);
    hover.map(|hover| Hover {
        contents: Contents::MarkupContent(markup(&hover.text, state.client.reads_markdown)),
        range: Some(lines.range(hover.span)),
    })
}

/// `text`, in which only backticks mean something.
fn markup(text: &str, markdown: bool) -> MarkupContent {
    if !markdown {
        return MarkupContent { kind: MarkupKind::PlainText, value: text.to_owned() };
    }
    let mut value = String::with_capacity(text.len());
    let mut code = false;
    for character in text.chars() {
        code ^= character == '`';
        if !code && "\\*_<>[]#|~&!".contains(character) {
            value.push('\\');
        }
        value.push(character);
    }
    MarkupContent { kind: MarkupKind::Markdown, value }
}
