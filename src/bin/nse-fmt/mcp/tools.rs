//! The tools, one row each.

use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::contacts::{explain_match, search_contacts};
use super::queries::{check_query, complete_query, convert_query, explain_query, guard_deletion, search_fields};
use super::schemas::{about_query, object, of_query};
use super::source::{Arguments, State};

/// A tool: what is said of it, what it takes and answers, and what it does.
pub(super) struct Row {
    pub(super) name: &'static str,
    title: &'static str,
    description: &'static str,
    takes: fn() -> Map<String, Value>,
    answers: fn() -> Map<String, Value>,
    pub(super) run: fn(&State, &Arguments) -> Result<Answer, Answer>,
    /// Whether it looks at contacts, so that there is none without them.
    of_contacts: bool,
}

const TOOLS: [Row; 8] = [
    Row {
        name: "search_fields",
        title: "Search fields",
        description: "Lists the fields that contacts can be searched by, with their operators and an example of each: those that the \
            words are about, or all. Ask it first, so that no field or operator is guessed.",
        takes: || {
            object(
                &json!({ "words": { "type": "string", "description": "e.g. `phone` or `last contacted`; all fields where left out" } }),
                &[],
            )
        },
        answers: || {
            let operator =
                object(&json!({ "text": { "type": "string" }, "json": { "type": "string" } }), &["text", "json"]);
            let field = object(
                &json!({
                    "name": { "type": "string", "description": "its name in filter text" },
                    "json": { "type": ["string", "object"], "description": "its name in NSE JSON" },
                    "kind": { "type": "string" },
                    "several_values": { "type": "boolean" },
                    "operators": { "type": "array", "items": operator },
                    "examples": { "type": "array", "items": { "type": "string" } },
                    "choices": { "type": "array", "items": { "type": "string" } },
                }),
                &["name", "json", "kind", "operators", "examples"],
            );
            object(&json!({ "fields": { "type": "array", "items": field } }), &[])
        },
        run: search_fields,
        of_contacts: false,
    },
    Row {
        name: "check_query",
        title: "Check a query",
        description: "Says whether a query is valid, what it finds in plain English, and gives it in both forms. For a wrong query it \
            says what to write instead. Check every query before it is sent to the service.",
        takes: || of_query(json!({}), &[]),
        answers: || {
            about_query(json!({
                "text": { "type": "string" },
                "json": { "type": "object" },
                "meaning": { "type": "string" },
                "moving_dates": { "type": "array", "items": { "type": "string" } },
            }))
        },
        run: check_query,
        of_contacts: false,
    },
    Row {
        name: "convert_query",
        title: "Convert a query",
        description: "Gives a query as filter text, as NSE JSON, as the request that lists its contacts, or as code that sends the request.",
        takes: || {
            of_query(json!({ "to": { "enum": ["text", "json", "request", "curl", "python", "javascript"] } }), &["to"])
        },
        answers: || about_query(json!({ "result": { "type": "string" } })),
        run: convert_query,
        of_contacts: false,
    },
    Row {
        name: "explain_query",
        title: "Explain a query",
        description: "Says in plain English what a query finds, clause by clause. Show this to the person before you act on a query.",
        takes: || of_query(json!({}), &[]),
        answers: || {
            about_query(json!({
                "text": { "type": "string" },
                "meaning": { "type": "string" },
                "clauses": { "type": "string" },
                "moving_dates": { "type": "array", "items": { "type": "string" } },
            }))
        },
        run: explain_query,
        of_contacts: false,
    },
    Row {
        name: "complete_query",
        title: "Complete a query",
        description: "Lists what may be written at a place of a filter text: fields, operators, values.",
        takes: || {
            object(
                &json!({
                    "text": { "type": "string", "description": "filter text, finished or not" },
                    "cursor": { "type": "integer", "minimum": 0, "description": "the place, in characters from the beginning; the end where left out" },
                }),
                &["text"],
            )
        },
        answers: || {
            let offer = object(
                &json!({
                    "label": { "type": "string" },
                    "text": { "type": "string", "description": "the whole filter text with it" },
                    "kind": { "type": "string" },
                    "detail": { "type": "string" },
                }),
                &["label", "text", "kind", "detail"],
            );
            object(&json!({ "completions": { "type": "array", "items": offer } }), &[])
        },
        run: complete_query,
        of_contacts: false,
    },
    Row {
        name: "guard_deletion",
        title: "Guard a deletion",
        description: "Judges whether the contacts that a query finds may be deleted, and gives the request only where nothing speaks \
            against it: not for every contact or all of a type, not with a warning that nobody has read. It deletes nothing itself.",
        takes: || {
            of_query(
                json!({ "allow": {
                    "type": "array",
                    "items": { "type": "string" },
                    "description": "the codes of warnings that a person has read and accepts",
                } }),
                &[],
            )
        },
        answers: || {
            about_query(json!({
                "allowed": { "type": "boolean" },
                "request": { "type": "string" },
                "reason": object(&json!({ "code": { "type": "string" }, "message": { "type": "string" } }), &["code", "message"]),
                "text": { "type": "string" },
                "json": { "type": "object" },
                "meaning": { "type": "string" },
                "moving_dates": { "type": "array", "items": { "type": "string" } },
                "matched": { "type": "integer", "description": "how many local contacts it would delete" },
                "read": { "type": "integer", "description": "of how many" },
            }))
        },
        run: guard_deletion,
        of_contacts: false,
    },
    Row {
        name: "search_contacts",
        title: "Search contacts",
        description: "Lists the local contacts that a query finds, and says how many there are.",
        takes: || {
            of_query(
                json!({ "limit": { "type": "integer", "minimum": 0, "maximum": 100, "description": "how many to list; 20 where left out" } }),
                &[],
            )
        },
        answers: || {
            let text = json!({ "type": "string" });
            let contact = object(
                &json!({ "id": text, "name": text, "company": text, "email": text }),
                &["id", "name", "company", "email"],
            );
            about_query(json!({
                "contacts": { "type": "array", "items": contact },
                "matched": { "type": "integer" },
                "read": { "type": "integer" },
                "malformed": { "type": "integer", "description": "records that are not contacts" },
            }))
        },
        run: search_contacts,
        of_contacts: true,
    },
    Row {
        name: "explain_match",
        title: "Explain a match",
        description: "Says why a query finds one of the local contacts, or why it does not, clause by clause.",
        takes: || of_query(json!({ "id": { "type": "string", "description": "the contact's id" } }), &["id"]),
        answers: || {
            about_query(json!({
                "matched": { "type": "boolean" },
                "why": { "type": "string" },
                "explanation": { "type": "object" },
            }))
        },
        run: explain_match,
        of_contacts: true,
    },
];

/// The tools that there are, with contacts or without.
pub(super) fn rows(with_contacts: bool) -> impl Iterator<Item = &'static Row> {
    TOOLS.iter().filter(move |row| with_contacts || !row.of_contacts)
}

impl Row {
    pub(super) fn tool(&self) -> Tool {
        let hints = ToolAnnotations::with_title(self.title)
            .read_only(true)
            .destructive(false)
            .idempotent(true)
            .open_world(false);
        Tool::new(self.name, self.description, (self.takes)())
            .with_title(self.title)
            .with_raw_output_schema((self.answers)().into())
            .with_annotations(hints)
    }
}
