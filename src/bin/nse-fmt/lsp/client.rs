//! What the client can do.

use gen_lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind};
use nse_query::Columns;

/// What the client can do, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a capability
pub(super) struct Client {
    /// It asks for diagnostics, so that none are pushed.
    pub(super) pulls: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_tokens: bool,
    /// It takes registrations of files to watch.
    pub(super) watches: bool,
    pub(super) shows_documents: bool,
    pub(super) reads_markdown: bool,
}

impl Client {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let window = capabilities.window.as_ref();
        let watches = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration);
        let refreshes = |refresh: Option<Option<bool>>| refresh.flatten().unwrap_or_default();
        let formats = document.and_then(|document| document.hover.as_ref()?.content_format.as_ref());
        Self {
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            refreshes_diagnostics: refreshes(
                workspace.and_then(|workspace| workspace.diagnostics.as_ref()).map(|client| client.refresh_support),
            ),
            refreshes_hints: refreshes(
                workspace.and_then(|workspace| workspace.inlay_hint.as_ref()).map(|client| client.refresh_support),
            ),
            refreshes_tokens: refreshes(
                workspace.and_then(|workspace| workspace.semantic_tokens.as_ref()).map(|client| client.refresh_support),
            ),
            watches: watches.unwrap_or_default(),
            shows_documents: window
                .is_some_and(|window| window.show_document.as_ref().is_some_and(|client| client.support)),
            reads_markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
        }
    }
}

/// The units of positions: bytes where the client has them, which need no counting.
pub(super) fn columns(capabilities: &ClientCapabilities) -> Columns {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    let bytes = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
    if bytes { Columns::Bytes } else { Columns::Utf16 }
}
