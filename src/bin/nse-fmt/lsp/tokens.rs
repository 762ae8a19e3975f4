//! Semantic tokens: what each token is, for highlighting.

use gen_lsp_types::{
    Full, Position, Range, SemanticToken, SemanticTokens, SemanticTokensLegend, SemanticTokensOptions,
    SemanticTokensOptionsRange, SemanticTokensParams, SemanticTokensRangeParams, Uri,
};
use nse_query::Span;
use nse_query::complete::{Role, roles};

use super::lines::Lines;
use super::state::State;

/// The types of the protocol that are used, and in which order they are numbered.
const TYPES: [&str; 8] = ["property", "operator", "keyword", "string", "number", "parameter", "type", "comment"];

pub(super) fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: TYPES.map(str::to_owned).to_vec(), token_modifiers: Vec::new() },
        full: Some(Full::Bool(true)),
        range: Some(SemanticTokensOptionsRange::Bool(true)),
        ..SemanticTokensOptions::default()
    }
}

/// The number of the type of `role`; none of what no theme colors.
fn token_type(role: Role) -> Option<u32> {
    Some(match role {
        Role::Field => 0,
        Role::Operator => 1,
        Role::Keyword | Role::Join => 2,
        Role::String => 3,
        Role::Number | Role::Date => 4,
        Role::Parameter => 5,
        Role::Unit => 6,
        Role::Comment => 7,
        _ => return None,
    })
}

pub(super) fn all(state: &mut State<'_>, params: &SemanticTokensParams) -> Option<SemanticTokens> {
    tokens(state, &params.text_document.uri, None)
}

pub(super) fn range(state: &mut State<'_>, params: &SemanticTokensRangeParams) -> Option<SemanticTokens> {
    tokens(state, &params.text_document.uri, Some(params.range))
}

fn tokens(state: &mut State<'_>, uri: &Uri, range: Option<Range>) -> Option<SemanticTokens> {
    let settings = state.workspace.settings(uri);
    let document = state.documents.get(&uri.0).filter(|document| document.is_text())?;
    let lines = Lines::new(&document.text, state.columns);
    let shown = range.map_or(Span::new(0, document.text.len()), |range| lines.span(range));
    let mut data = Vec::new();
    let mut last = Position::default();
    for token in roles(&document.text, settings.catalog()) {
        let Some(token_type) = token_type(token.role) else { continue };
        if token.span.end <= shown.start || shown.end <= token.span.start {
            continue;
        }
        for part in lines.by_line(token.span) {
            let start = lines.position(part.start);
            let same_line = start.line == last.line;
            data.push(SemanticToken {
                delta_line: start.line - last.line,
                delta_start: if same_line { start.character - last.character } else { start.character },
                length: lines.length(part),
                token_type,
                token_modifiers_bitset: 0,
            });
            last = start;
        }
    }
    Some(SemanticTokens { result_id: None, data })
}
