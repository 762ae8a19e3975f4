//! The parts of a document: its outline, what is folded and selected, and hints in it.

use gen_lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, FoldingRangeParams,
    InlayHint, InlayHintParams, Label, Position, Range, SelectionRange, SelectionRangeParams, SymbolKind, Uri,
};
use nse_query::Span;
use nse_query::complete::{self, Symbol, SymbolKind as Part};

use super::document::{Document, Holds};
use super::lines::Lines;
use super::state::State;

fn query<'s>(state: &'s State<'_>, uri: &Uri) -> Option<&'s Document> {
    state.documents.get(&uri.0).filter(|document| document.holds == Holds::Query)
}

pub(super) fn symbols(state: &mut State<'_>, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = query(state, &params.text_document.uri)?;
    let lines = Lines::new(&document.text, state.columns);
    let symbols = complete::symbols(&document.text, settings.compiler());
    Some(DocumentSymbolResponse::DocumentSymbolList(symbols.iter().map(|part| symbol(part, &lines)).collect()))
}

#[allow(deprecated)] // the type has a member that nobody sets any more
fn symbol(part: &Symbol, lines: &Lines<'_>) -> DocumentSymbol {
    let children: Vec<_> = part.children.iter().map(|child| symbol(child, lines)).collect();
    DocumentSymbol {
        name: part.name.clone(),
        detail: None,
        kind: match part.kind {
            Part::Clause => SymbolKind::Field,
            Part::Keyword => SymbolKind::String,
            Part::Not => SymbolKind::Operator,
            _ => SymbolKind::Array,
        },
        tags: None,
        deprecated: None,
        range: lines.range(part.span),
        selection_range: lines.range(part.first),
        children: (!children.is_empty()).then_some(children),
    }
}

pub(super) fn folds(state: &mut State<'_>, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = query(state, &params.text_document.uri)?;
    let lines = Lines::new(&document.text, state.columns);
    let folds = complete::folds(&document.text, settings.compiler());
    let fold = |fold: &complete::Fold| {
        let Range { start, end } = lines.range(fold.span);
        // The line of the closing bracket stays in sight.
        let end_line = if fold.comment { end.line } else { end.line.saturating_sub(1) };
        let kind = if fold.comment { FoldingRangeKind::Comment } else { FoldingRangeKind::Region };
        (end_line > start.line).then(|| FoldingRange {
            start_line: start.line,
            end_line,
            kind: Some(kind),
            ..FoldingRange::default()
        })
    };
    Some(folds.iter().filter_map(fold).collect())
}

pub(super) fn selections(state: &mut State<'_>, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = query(state, &params.text_document.uri)?;
    let lines = Lines::new(&document.text, state.columns);
    let grow = |&position: &Position| {
        let spans = complete::enclosing(&document.text, lines.offset(position), settings.compiler());
        let nested = spans.iter().rev().fold(None, |parent: Option<Box<SelectionRange>>, &span| {
            Some(Box::new(SelectionRange { range: lines.range(span), parent }))
        });
        let empty = || SelectionRange { range: lines.range(Span::at(lines.offset(position))), parent: None };
        nested.map_or_else(empty, |nested| *nested)
    };
    Some(params.positions.iter().map(grow).collect())
}

pub(super) fn hints(state: &mut State<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let settings = state.workspace.settings(&params.text_document.uri);
    let document = query(state, &params.text_document.uri)?;
    let lines = Lines::new(&document.text, state.columns);
    let shown = lines.span(params.range);
    let hints = complete::hints(&document.text, settings.compiler(), &settings.account);
    let hint = |hint: &complete::Hint| InlayHint {
        position: lines.position(hint.offset),
        label: Label::String(hint.text.clone()),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    let within = |hint: &&complete::Hint| shown.start <= hint.offset && hint.offset <= shown.end;
    Some(hints.iter().filter(within).map(hint).collect())
}
