//! Another name for a parameter.

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, TextDocumentPositionParams,
    WorkspaceEdit,
};
use nse_query::complete::{parameter_places, rename_parameter};

use super::actions::workspace_edit;
use super::failure::Failure;
use super::lines::Lines;
use super::state::State;

/// The parameter at a place; nothing where none is.
pub(super) fn prepare(state: &mut State<'_>, params: &PrepareRenameParams) -> Option<PrepareRenameResult> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let document = state.documents.get(&text_document.uri.0).filter(|document| document.is_text());
    let document = document?;
    let lines = Lines::new(&document.text, state.columns);
    let offset = lines.offset(*position);
    let places = parameter_places(&document.text, offset);
    let here = places.into_iter().find(|place| place.start <= offset && offset <= place.end);
    here.map(|place| {
        // Its name, without the braces.
        let name = nse_query::Span::new(place.start + 1, place.end - 1);
        let placeholder = name.of(&document.text).to_owned();
        PrepareRenamePlaceholder { range: lines.range(name), placeholder }.into()
    })
}

pub(super) fn rename(state: &mut State<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Failure> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let document = state.documents.get(&text_document.uri.0).filter(|document| document.is_text());
    let Some(document) = document else { return Ok(None) };
    let lines = Lines::new(&document.text, state.columns);
    // Whoever types the braces means the name.
    let name = params.new_name.trim();
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let edits = rename_parameter(&document.text, lines.offset(*position), name)
        .map_err(|error| Failure::refused(error.to_string()))?;
    if edits.is_empty() {
        return Err(Failure::refused("only a parameter, such as `{tag}`, can be renamed"));
    }
    Ok(Some(workspace_edit(&text_document.uri, lines.edits(&edits))))
}
