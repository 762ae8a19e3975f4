//! What is wrong, in the terms of the protocol: pushed, and pulled.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, Location, Message,
    PublishDiagnosticsNotification, PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, Uri,
};
use nse_query::diagnostic::{self, Severity, Tag};
use nse_query::{Columns, nse};

use super::lines::Lines;
use super::pages::Pages;
use super::settings::Problems;
use super::state::State;
use super::uri;

/// Who says it.
const SOURCE: &str = "nse";

/// Tells the client what is wrong with documents that have changed, unless it asks itself, and with files of settings.
pub(super) fn publish(state: &mut State<'_>) {
    for uri in std::mem::take(&mut state.untold) {
        let uri = Uri(uri);
        let settings = state.workspace.settings(&uri);
        let Some(document) = state.documents.get(&uri.0) else { continue };
        if state.client.pulls {
            continue;
        }
        let found = document.diagnose(&settings);
        let version = Some(document.version);
        let diagnostics = all(&found, &document.text, &uri, state.columns, &mut state.pages);
        state.out.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams { uri, version, diagnostics });
    }
    publish_settings(state);
}

/// Those of files of settings, which a client that pulls does not ask for.
fn publish_settings(state: &mut State<'_>) {
    let mut found: Vec<(Uri, Vec<Diagnostic>)> = Vec::new();
    for Problems { path, text, found: problems } in state.workspace.all().flat_map(|settings| &settings.problems) {
        let uri = uri::of(path);
        // What is open is told of as it stands there.
        if !state.documents.contains_key(&uri.0) && !problems.is_empty() {
            found.push((uri.clone(), all(problems, text, &uri, state.columns, &mut state.pages)));
        }
    }
    let now = found.iter().map(|(uri, _)| uri.0.clone()).collect();
    let before = std::mem::replace(&mut state.told, now);
    for (uri, diagnostics) in found {
        if !before.contains(&uri.0) {
            state.out.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics,
            });
        }
    }
    let gone: Vec<Uri> = before.difference(&state.told).map(|uri| Uri(uri.clone())).collect();
    for uri in gone.into_iter().filter(|uri| !state.documents.contains_key(&uri.0)).collect::<Vec<_>>() {
        take_back(state, &uri);
    }
}

/// Nothing is wrong with the document at `uri` any more.
pub(super) fn take_back(state: &mut State<'_>, uri: &Uri) {
    let params = PublishDiagnosticsParams { uri: uri.clone(), version: None, diagnostics: Vec::new() };
    state.out.notify::<PublishDiagnosticsNotification>(params);
}

/// What is wrong with the document that the client asks about.
pub(super) fn pull(state: &mut State<'_>, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let uri = &params.text_document.uri;
    let settings = state.workspace.settings(uri);
    let items = state.documents.get(&uri.0).map_or_else(Vec::new, |document| {
        all(&document.diagnose(&settings), &document.text, uri, state.columns, &mut state.pages)
    });
    let full = FullDocumentDiagnosticReport { items, ..FullDocumentDiagnosticReport::default() };
    RelatedFullDocumentDiagnosticReport { full_document_diagnostic_report: full, related_documents: None }.into()
}

fn all(
    found: &[diagnostic::Diagnostic],
    text: &str,
    uri: &Uri,
    columns: Columns,
    pages: &mut Pages,
) -> Vec<Diagnostic> {
    let lines = Lines::new(text, columns);
    found.iter().map(|found| one(found, &lines, uri, pages)).collect()
}

/// `found` in the terms of the protocol.
pub(super) fn one(found: &diagnostic::Diagnostic, lines: &Lines<'_>, uri: &Uri, pages: &mut Pages) -> Diagnostic {
    let related = found.related.iter().map(|label| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: lines.range(label.span) },
        message: label.text.clone(),
    });
    let related: Vec<_> = related.collect();
    let tags = found.code().tag().and_then(|tag| match tag {
        Tag::Unnecessary => Some(DiagnosticTag::Unnecessary),
        Tag::Deprecated => Some(DiagnosticTag::Deprecated),
        _ => None,
    });
    Diagnostic {
        range: lines.range(found.span),
        severity: Some(match found.severity() {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(Code::String(found.code().name().to_owned())),
        code_description: pages.code(found.code()).map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(nse::without_tokens(&message(found)).into_owned()),
        tags: tags.map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// What is wrong, what was expected, and what helps, a line each.
fn message(found: &diagnostic::Diagnostic) -> String {
    let label = (!found.label.is_empty()).then_some(found.label.as_str());
    let lines = std::iter::once(found.message()).chain(label).chain(found.help.iter().map(String::as_str));
    lines.collect::<Vec<_>>().join("\n")
}
