//! Which part of the server answers what.

use gen_lsp_types::{
    CodeActionRequest, CompletionRequest, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticRequest,
    DocumentFormattingRequest, DocumentRangeFormattingRequest, DocumentSymbolRequest, ExecuteCommandRequest,
    FoldingRangeRequest, HoverRequest, InlayHintRequest, LspNotificationMethod, LspRequestMethod, PrepareRenameRequest,
    RenameRequest, Request, SelectionRangeRequest, SemanticTokensRangeRequest, SemanticTokensRequest, TextDocumentItem,
};
use lsp_server::ErrorCode;
use serde::Serialize;
use serde_json::Value;

use super::document::Document;
use super::failure::Failure;
use super::state::{State, tags};
use super::{actions, command, completion, diagnostics, format, rename, structure, tokens, uri};

/// Answers a request of the protocol.
pub(super) fn request(state: &mut State<'_>, method: &str, params: Value) -> Result<Value, Failure> {
    use LspRequestMethod as M;
    match M::from(method) {
        M::TextDocumentDiagnostic => run::<DocumentDiagnosticRequest>(state, params, diagnostics::pull),
        M::TextDocumentCodeAction => run::<CodeActionRequest>(state, params, actions::actions),
        M::TextDocumentCompletion => run::<CompletionRequest>(state, params, completion::complete),
        M::TextDocumentHover => run::<HoverRequest>(state, params, completion::hover),
        M::TextDocumentFormatting => run::<DocumentFormattingRequest>(state, params, format::document),
        M::TextDocumentRangeFormatting => run::<DocumentRangeFormattingRequest>(state, params, format::range),
        M::TextDocumentDocumentSymbol => run::<DocumentSymbolRequest>(state, params, structure::symbols),
        M::TextDocumentFoldingRange => run::<FoldingRangeRequest>(state, params, structure::folds),
        M::TextDocumentSelectionRange => run::<SelectionRangeRequest>(state, params, structure::selections),
        M::TextDocumentInlayHint => run::<InlayHintRequest>(state, params, structure::hints),
        M::TextDocumentSemanticTokensFull => run::<SemanticTokensRequest>(state, params, tokens::all),
        M::TextDocumentSemanticTokensRange => run::<SemanticTokensRangeRequest>(state, params, tokens::range),
        M::TextDocumentPrepareRename => run::<PrepareRenameRequest>(state, params, rename::prepare),
        M::TextDocumentRename => attempt::<RenameRequest>(state, params, rename::rename),
        M::WorkspaceExecuteCommand => attempt::<ExecuteCommandRequest>(state, params, command::execute),
        _ => {
            let message = format!("there is no method `{method}` here");
            Err(Failure { code: ErrorCode::MethodNotFound, message })
        }
    }
}

/// Answers by what always has an answer.
fn run<R: Request>(
    state: &mut State<'_>,
    params: Value,
    answer: fn(&mut State<'_>, &R::Params) -> R::Result,
) -> Result<Value, Failure> {
    let params = serde_json::from_value(params).map_err(|error| Failure::parameters(&error))?;
    value(&answer(state, &params))
}

/// Answers by what may refuse to.
fn attempt<R: Request>(
    state: &mut State<'_>,
    params: Value,
    answer: fn(&mut State<'_>, &R::Params) -> Result<R::Result, Failure>,
) -> Result<Value, Failure> {
    let params = serde_json::from_value(params).map_err(|error| Failure::parameters(&error))?;
    value(&answer(state, &params)?)
}

fn value(result: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(result).map_err(|error| Failure { code: ErrorCode::InternalError, message: error.to_string() })
}

/// Takes note of a notification of the protocol; those that change nothing here are passed over.
pub(super) fn notification(state: &mut State<'_>, method: &str, params: Value) -> serde_json::Result<()> {
    use LspNotificationMethod as M;
    match M::from(method) {
        M::TextDocumentDidOpen => opened(state, serde_json::from_value(params)?),
        M::TextDocumentDidChange => changed(state, serde_json::from_value(params)?),
        M::TextDocumentDidClose => closed(state, &serde_json::from_value(params)?),
        M::TextDocumentDidSave => look_again(state),
        M::WorkspaceDidChangeWatchedFiles => files_changed(state, &serde_json::from_value(params)?),
        M::WorkspaceDidChangeWorkspaceFolders => folders_changed(state, &serde_json::from_value(params)?),
        M::WorkspaceDidChangeConfiguration => {
            let nse = &params["settings"]["nse"];
            if nse.is_object() {
                state.workspace.tags = tags(nse);
                state.settings_changed();
            }
        }
        _ => {}
    }
    Ok(())
}

fn opened(state: &mut State<'_>, params: DidOpenTextDocumentParams) {
    let TextDocumentItem { uri, text, version, .. } = params.text_document;
    state.documents.insert(uri.0.clone(), Document::new(&uri.0, text, version));
    state.untold.insert(uri.0);
    look_again(state);
}

fn changed(state: &mut State<'_>, params: DidChangeTextDocumentParams) {
    let columns = state.columns;
    let uri = params.text_document.text_document_identifier.uri.0;
    if let Some(document) = state.documents.get_mut(&uri) {
        for change in params.content_changes {
            document.change(change, columns);
        }
        document.version = params.text_document.version;
        state.untold.insert(uri);
    }
}

fn closed(state: &mut State<'_>, params: &DidCloseTextDocumentParams) {
    let uri = &params.text_document.uri;
    if state.documents.remove(&uri.0).is_some() {
        state.untold.remove(&uri.0);
        diagnostics::take_back(state, uri);
    }
}

/// Reads settings anew where their files have changed: not every client watches files.
fn look_again(state: &mut State<'_>) {
    if state.workspace.is_stale() {
        state.settings_changed();
    }
}

fn files_changed(state: &mut State<'_>, params: &DidChangeWatchedFilesParams) {
    let concerned =
        params.changes.iter().filter_map(|change| uri::path(&change.uri)).any(|path| state.workspace.concerns(&path));
    if concerned {
        state.settings_changed();
    }
}

fn folders_changed(state: &mut State<'_>, params: &DidChangeWorkspaceFoldersParams) {
    let removed: Vec<_> = params.event.removed.iter().filter_map(|folder| uri::path(&folder.uri)).collect();
    state.workspace.folders.retain(|folder| !removed.contains(folder));
    state.workspace.folders.extend(params.event.added.iter().filter_map(|folder| uri::path(&folder.uri)));
    state.settings_changed();
}
