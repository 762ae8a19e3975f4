//! JSON around a query: the parameters of a request, an error of the service, a listing of saved searches.

use super::Problem;
use super::carried::Carried;
use super::sent::{Given, Said, Sent};
use super::url::{is_request_line, trimmed};
use crate::catalog::Catalog;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::json::{Document, Id, MAX_DEPTH, Sort, is_json, read};
use crate::operator::Operator;
use crate::span::Span;

/// Members that go with a query and say nothing of what it finds: of a saved search, of an error, and the tags that a request
/// sets.
const HARMLESS: [&str; 16] = [
    "id",
    "name",
    "type",
    "created",
    "updated",
    "owner_id",
    "user_id",
    "is_shared",
    "description",
    "label",
    "message",
    "total",
    "tags",
    "code",
    "record_kind",
    "human_readable_error",
];

/// Members that bound how many are found, in other tools' requests.
const BOUNDS: [&str; 6] = ["size", "limit", "from", "offset", "skip", "top"];

/// What a listing of the service may be called.
const LISTS: [&str; 3] = ["errors", "resources", "saved_searches"];

/// What JSON that is not a query holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Queries.
    Queries,
    /// Saved searches, none with a query.
    NoQuery,
    /// Contacts.
    Contacts,
}

/// What `text` holds where it is JSON around queries, or in their place; none where it may be a query.
pub(super) fn holds(text: &str) -> Option<Holds> {
    // Most JSON holds none of them, and is not read twice.
    let names = ["\"query\"", "\"nse_query\"", "\"resources\"", "\"saved_searches\"", "\"fields\""];
    if !names.iter().any(|name| text.contains(name)) {
        return None;
    }
    let (document, complete) = read(text, MAX_DEPTH, &mut Collector::new(0));
    if !complete {
        return None;
    }
    let found = queries(&document);
    if !found.is_empty() {
        return Some(Holds::Queries);
    }
    let root = Document::ROOT;
    if is_contact(&document, root) {
        return Some(Holds::Contacts);
    }
    let list = list(&document, root)?;
    if document.items(list).any(|item| is_contact(&document, item)) {
        return Some(Holds::Contacts);
    }
    (document.sort(root) == Sort::Object).then_some(Holds::NoQuery)
}

/// The items of a listing: `[…]`, or a member that is called so.
fn list(document: &Document<'_>, root: Id) -> Option<Id> {
    if document.sort(root) == Sort::Array {
        return Some(root);
    }
    let named = LISTS.iter().find_map(|name| member(document, root, name));
    named.filter(|&list| document.sort(list) == Sort::Array)
}

/// Whether an object is a contact, as the service lists them.
fn is_contact(document: &Document<'_>, object: Id) -> bool {
    member(document, object, "fields").is_some_and(|fields| {
        let value = document.members(fields).next().map(|(_, value)| value);
        document.sort(fields) == Sort::Object && value.is_none_or(|value| document.sort(value) == Sort::Array)
    }) && ["id", "record_type", "object_type"].iter().any(|name| member(document, object, name).is_some())
}

/// The objects that hold a query, with it.
fn queries(document: &Document<'_>) -> Vec<(Id, Id)> {
    let root = Document::ROOT;
    let carried = |object: Id, name: &str| {
        member(document, object, name).filter(|&query| is_carried(document, query)).map(|query| (object, query))
    };
    let mut found: Vec<_> = carried(root, "query").into_iter().collect();
    // What a client is told to send: `{"method": "GET", "params": {"query": …}}`.
    found.extend(member(document, root, "params").and_then(|parameters| carried(parameters, "query")));
    if let Some(list) = list(document, root) {
        let items = document.items(list);
        found.extend(items.filter_map(|item| carried(item, "nse_query").or_else(|| carried(item, "query"))));
    }
    found
}

/// The query in `at`, JSON that holds some.
///
/// # Errors
/// None, or several, or what cannot go with it.
pub(super) fn carried(at: &Carried) -> Result<Carried, Diagnostics> {
    let refused = |diagnostic| Err(Diagnostics(vec![diagnostic]));
    match holds(&at.json) {
        Some(Holds::Contacts) => return refused(contacts(at.place(), "a list of contacts")),
        Some(Holds::NoQuery) => return refused(no_search(at.place())),
        Some(Holds::Queries) | None => {}
    }
    let (document, _) = read(&at.json, MAX_DEPTH, &mut Collector::new(0));
    let found = queries(&document);
    if let [_, (_, second), ..] = found.as_slice() {
        return refused(
            Diagnostic::new(Problem::SeveralQueries { count: found.len() }, at.span(document.span(*second)))
                .label("the second one")
                .help("pass only one of them; a listing of saved searches is checked as a whole"),
        );
    }
    match found.first() {
        Some(&(object, query)) => beside(at, &document, object, query),
        None => Ok(at.clone()),
    }
}

/// The `query` of `object`, with what stands beside it judged.
fn beside(at: &Carried, document: &Document<'_>, object: Id, query: Id) -> Result<Carried, Diagnostics> {
    let mut sent = Sent {
        method: "GET".to_owned(),
        target: String::new(),
        place: at.place(),
        given: Vec::new(),
        in_body: false,
        warnings: Vec::new(),
    };
    for (key, value) in document.members(object) {
        let name = document.text(key).into_owned();
        let whole = document.span(key).to(document.span(value));
        let is_query = value == query || name == "query";
        let name = if value == query { "query".to_owned() } else { name };
        if !is_query && HARMLESS.contains(&&*name) {
            continue;
        }
        if !is_query && BOUNDS.contains(&&*name) {
            return Err(Diagnostics(vec![
                Diagnostic::new(Problem::Beside { name }, at.span(document.span(key)))
                    .label("it bounds how many are found, which no query does")
                    .help("pass the query alone"),
            ]));
        }
        if !is_query && !Sent::knows(&name) {
            sent.warnings.push(
                Diagnostic::new(Problem::Unread { what: format!("`{name}`") }, at.span(whole))
                    .label("only the query is read")
                    .help("if it matters to what is found, write it into the query"),
            );
            continue;
        }
        let part = at.part(document.span(value));
        let said = match document.sort(value) {
            _ if value == query => Said::Text(part),
            Sort::String { .. } => Said::Text(part.unescaped()),
            Sort::Number | Sort::Boolean(_) => Said::Text(part),
            _ => Said::Later { at: part.place(), what: "what stands here".to_owned() },
        };
        sent.given.push(Given { name, whole: at.span(whole), value: said, removal: None });
    }
    sent.query()
}

/// The queries of a listing of saved searches, each with its name; none where `source` is not such a listing.
pub(crate) fn saved_searches(source: &str) -> Option<Vec<(String, Result<Carried, Diagnostics>)>> {
    let whole = Carried::plain(source, trimmed(source, Span::new(0, source.len())));
    if holds(&whole.json)? != Holds::Queries {
        return None;
    }
    let (document, _) = read(&whole.json, MAX_DEPTH, &mut Collector::new(0));
    let list = list(&document, Document::ROOT)?;
    // The errors of the service hold queries too, and have no names.
    if member(&document, Document::ROOT, "errors").is_some() {
        return None;
    }
    let searches = document.items(list).map(|search| {
        let name = ["name", "id"].iter().find_map(|name| document.string(member(&document, search, name)?));
        let name = name.unwrap_or_default().into_owned();
        let Some(query) = member(&document, search, "query") else {
            let diagnostic = Diagnostic::new(Problem::SearchWithoutQuery { name: name.clone() }, document.span(search))
                .label("expected `\"query\": …` in it");
            return (name, Err(Diagnostics(whole.placed(vec![diagnostic]))));
        };
        let second = document.members(search).filter(|&(key, _)| document.text(key) == "query").nth(1);
        if let Some((key, value)) = second {
            let span = document.span(key).to(document.span(value));
            let diagnostic = Diagnostic::new(Problem::QueryTwice, span).label("expected one `query`");
            return (name, Err(Diagnostics(whole.placed(vec![diagnostic]))));
        }
        let query_json = whole.part(document.span(query));
        let string = matches!(document.sort(query), Sort::String { .. });
        (name, Ok(if string { query_json.unescaped() } else { query_json }))
    });
    Some(searches.collect())
}

fn member(document: &Document<'_>, object: Id, name: &str) -> Option<Id> {
    document.members(object).find(|&(key, _)| document.text(key) == name).map(|(_, value)| value)
}

/// The member `query` of JSON whose string may be filter text, as it stands there with its quotes, and what the string says. Of
/// a request's parameters too; what holds a query is none.
pub(crate) fn text_for_query(source: &str) -> Option<(Span, String)> {
    if !source.contains("\"query\"") {
        return None;
    }
    let (document, complete) = read(source, MAX_DEPTH, &mut Collector::new(0));
    let root = Document::ROOT;
    let query =
        member(&document, root, "query").or_else(|| member(&document, member(&document, root, "params")?, "query"));
    let query = query.filter(|_| complete)?;
    Some((document.span(query), document.string(query)?.into_owned()))
}

/// Whether a member holds a query, and is not itself a clause of a field of that name.
fn is_carried(document: &Document<'_>, value: Id) -> bool {
    match document.sort(value) {
        Sort::String { .. } => {
            let text = document.text(value);
            is_json(&text) || is_request_line(text.trim())
        }
        Sort::Object => !document.members(value).any(|(key, _)| Operator::from_json(&document.text(key)).is_some()),
        _ => false,
    }
}

/// Whether `text` is CSV whose first line names fields, and not one of a query.
pub(super) fn is_csv(text: &str) -> bool {
    let Some((header, _)) = text.split_once('\n') else { return false };
    let Some(separator) = [',', ';', '\t'].into_iter().find(|&separator| header.contains(separator)) else {
        return false;
    };
    if header.len() > 10_000 || header.contains(['=', '~', '<', '>', '(', '{']) {
        return false;
    }
    let catalog = Catalog::contacts();
    let named = |cell: &&str| catalog.field(cell.trim().trim_matches('"')).is_some();
    header.split(separator).filter(named).count() > 1
}

/// The error for contacts where a query should be.
pub(super) fn contacts(place: Span, what: &'static str) -> Diagnostic {
    Diagnostic::new(Problem::Contacts { what }, place)
        .label("expected a query (e.g. `tag = vip`)")
        .help("contacts are what a query is asked about")
}

fn no_search(place: Span) -> Diagnostic {
    Diagnostic::new(Problem::NoSearch, place)
        .label("expected saved searches with their `query`")
        .help("a listing in the short format names the searches only; ask the service for their queries too")
}
