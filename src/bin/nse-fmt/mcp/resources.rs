//! What an assistant may read: the language, the guides, the account's fields, the codes.

use std::fmt::Write as _;

use nse_query::complete::about_field;
use nse_query::diagnostic::Code;
use nse_query::{Catalog, nse};
use rmcp::model::{Resource, ResourceTemplate};

use crate::fields;

const README: &str = include_str!("../../../../README.md");

/// A text that does not depend on the account.
struct Page {
    uri: &'static str,
    name: &'static str,
    description: &'static str,
    text: fn() -> String,
}

const PAGES: [Page; 5] = [
    Page {
        uri: "nse://language",
        name: "The filter language",
        description: "Every form of a clause, with an example",
        text: || language().to_owned(),
    },
    Page {
        uri: "nse://guide/moving-dates",
        name: "Dates that move",
        description: "today, this month, the next 7 days",
        text: || include_str!("../../../guide/moving-dates.md").to_owned(),
    },
    Page {
        uri: "nse://guide/bulk-change",
        name: "Deleting and changing in bulk",
        description: "What to do before many contacts are changed",
        text: || include_str!("../../../guide/bulk-change.md").to_owned(),
    },
    Page {
        uri: "nse://guide/decisions",
        name: "What a query finds",
        description: "How each operator compares, case by case",
        text: || include_str!("../../../guide/decisions.md").to_owned(),
    },
    Page {
        uri: "nse://codes",
        name: "The codes of messages",
        description: "Every error and warning, a line each",
        text: codes,
    },
];

/// The part of the README that teaches the language.
pub(super) fn language() -> &'static str {
    let begun = README.split_once("## The language").map_or(README, |(_, rest)| rest);
    begun.split_once("\n## ").map_or(begun, |(part, _)| part).trim()
}

fn codes() -> String {
    let mut text = String::new();
    for code in Code::all() {
        let first = code.explain().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{code}: {}", first.trim_start_matches('#').trim());
    }
    text
}

pub(super) fn list() -> Vec<Resource> {
    let page = |page: &Page| {
        Resource::new(page.uri, page.name).with_description(page.description).with_mime_type("text/markdown")
    };
    let mut list: Vec<Resource> = PAGES.iter().map(page).collect();
    list.push(
        Resource::new("nse://fields", "The fields")
            .with_description("What contacts can be searched by, the account's own fields among it")
            .with_mime_type("text/plain"),
    );
    list.push(
        Resource::new("nse://schema", "The JSON Schema of NSE JSON")
            .with_description("With the account's fields")
            .with_mime_type("application/schema+json"),
    );
    list
}

pub(super) fn templates() -> Vec<ResourceTemplate> {
    vec![
        ResourceTemplate::new("nse://codes/{code}", "A code")
            .with_description("What an error or a warning means, with an example")
            .with_mime_type("text/markdown"),
        ResourceTemplate::new("nse://fields/{name}", "A field")
            .with_description("All there is to say about it")
            .with_mime_type("text/plain"),
    ]
}

/// The resource at `uri`, and what it is; nothing where there is none.
pub(super) fn read(uri: &str, catalog: &Catalog) -> Option<(String, &'static str)> {
    if let Some(page) = PAGES.iter().find(|page| page.uri == uri) {
        return Some(((page.text)(), "text/markdown"));
    }
    match uri {
        "nse://fields" => return Some((fields::list(catalog.fields()), "text/plain")),
        "nse://schema" => return Some((format!("{:#}\n", nse::schema(catalog)), "application/schema+json")),
        _ => {}
    }
    if let Some(code) = uri.strip_prefix("nse://codes/") {
        let code = Code::find(code)?;
        return Some((format!("{code}: {}", code.explain()), "text/markdown"));
    }
    // A space in a URI may be written as it is or encoded.
    let name = uri.strip_prefix("nse://fields/")?.replace("%20", " ");
    let field = catalog.search(&name).into_iter().next()?;
    Some((format!("{}\n\n{}", about_field(&field), fields::detail(&field)), "text/plain"))
}
