//! What the server offers.

use gen_lsp_types::{
    ChangeNotifications, CodeActionOptions, CodeActionProvider, CompletionOptions, DiagnosticOptions,
    DiagnosticProvider, DidChangeWatchedFilesRegistrationOptions, DocumentFormattingProvider,
    DocumentRangeFormattingProvider, DocumentSymbolProvider, ExecuteCommandOptions, FileSystemWatcher,
    FoldingRangeProvider, GlobPattern, HoverProvider, InlayHintProvider, PositionEncodingKind, Registration,
    RegistrationParams, RenameOptions, RenameProvider, Save, SelectionRangeProvider, SemanticTokensProvider,
    ServerCapabilities, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use nse_query::Columns;
use nse_query::config::Config;

use super::{actions, command, tokens};

/// What the server offers to a client with these units of positions.
pub(super) fn server(columns: Columns) -> ServerCapabilities {
    let encoding = if columns == Columns::Bytes { PositionEncodingKind::UTF8 } else { PositionEncodingKind::UTF16 };
    let triggers = [" ", "(", "\"", "'", "=", "~", ">", "<", ".", ",", "{"];
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::Bool(true)),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProvider::Bool(true)),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(actions::kinds()),
            ..CodeActionOptions::default()
        })),
        document_formatting_provider: Some(DocumentFormattingProvider::Bool(true)),
        document_range_formatting_provider: Some(DocumentRangeFormattingProvider::Bool(true)),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        })),
        folding_range_provider: Some(FoldingRangeProvider::Bool(true)),
        selection_range_provider: Some(SelectionRangeProvider::Bool(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: command::NAMES.map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        semantic_tokens_provider: Some(SemanticTokensProvider::SemanticTokensOptions(tokens::options())),
        inlay_hint_provider: Some(InlayHintProvider::Bool(true)),
        diagnostic_provider: Some(DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
            identifier: Some("nse".to_owned()),
            inter_file_dependencies: false,
            workspace_diagnostics: false,
            ..DiagnosticOptions::default()
        })),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(ChangeNotifications::Bool(true)),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// The files whose changes the server wants to hear of: settings, and what they name.
pub(super) fn watched() -> RegistrationParams {
    let watchers = [format!("**/{}", Config::FILE), "**/*.json".to_owned()];
    let options = DidChangeWatchedFilesRegistrationOptions {
        watchers: watchers
            .map(|pattern| FileSystemWatcher { glob_pattern: GlobPattern::Pattern(pattern), kind: None })
            .to_vec(),
    };
    RegistrationParams {
        registrations: vec![Registration {
            id: "nse-settings".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        }],
    }
}
