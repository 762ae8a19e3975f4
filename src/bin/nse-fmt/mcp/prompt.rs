//! The prompt that turns a wish into a query.

use nse_query::Catalog;
use rmcp::model::{GetPromptResult, Prompt, PromptArgument, PromptMessage, Role};

use super::resources::language;

/// The name of the one prompt.
pub(super) const NAME: &str = "query_from_wish";

pub(super) fn listed() -> Prompt {
    let wish = PromptArgument::new("wish")
        .with_title("Wish")
        .with_description("which contacts are looked for, in the person's own words")
        .with_required(true);
    Prompt::new(NAME, Some("Turns a wish into a checked query"), Some(vec![wish])).with_title("Query from a wish")
}

/// What an assistant is asked to do about `wish`, with the language and the names of the fields.
pub(super) fn about(wish: &str, catalog: &Catalog) -> GetPromptResult {
    let names: Vec<String> = catalog.fields().map(|field| field.text().into_owned()).collect();
    let text = format!(
        "Write a query in the filter language of Nimble CRM for this wish:\n\n{wish}\n\n\
        1. Choose fields with `search_fields`; never guess one.\n\
        2. Write filter text, and call `check_query` with it. Where it is wrong, write what the answer says, and check again.\n\
        3. Read what the answer says the query finds, and compare it with the wish. Where the wish can be meant in two ways, ask.\n\
        4. Give the filter text, the NSE JSON, and in one sentence what it finds.\n\n\
        # The language\n\n{}\n\n# The fields\n\n{}\n",
        language(),
        names.join(", ")
    );
    GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)])
        .with_description("Turns a wish into a checked query")
}
