//! The key of a clause to the field: exact, or an error with the right spelling.

use super::decoder::{Decoder, at, found};
use super::frame::Frame;
use crate::catalog::{FieldRef, nearest};
use crate::check::{self, Finding, Form, Instead, Sink};
use crate::diagnostic::{Collector, Diagnostic, Edit};
use crate::json::{Document, Id, Sort, quoted};
use crate::nse::Problem;
use crate::nse::form::Json;
use crate::operator::Operator;
use crate::query::{self, Query};
use crate::span::Span;

/// Where the findings about the name of a field go.
struct Name<'s> {
    document: &'s Document<'s>,
    key: Id,
    report: &'s mut Collector,
}

impl Sink for Name<'_> {
    fn form(&self) -> Option<&dyn Form> {
        self.report.has_room().then_some(&Json)
    }

    fn errors(&self) -> usize {
        self.report.errors()
    }

    fn take(&mut self, finding: Finding) {
        let (document, key) = (self.document, self.key);
        let diagnostic = finding.diagnostic(document.span(key), |instead, _| match instead {
            Instead::Field(field) => {
                let value = document.follows(key).map_or(document.span(key), |value| document.span(value));
                Some(renamed(field, document.span(key), value))
            }
            _ => None,
        });
        self.report.add(at(document, key, diagnostic));
    }
}

impl Decoder<'_, '_> {
    /// The field of this exact name. Another spelling is an error; a name that nobody knows too, without leniency.
    /// What follows such a name is read all the same, for its own mistakes.
    pub(super) fn field(&mut self, object: Id, key: Id, name: &str, value: Id) -> Option<FieldRef> {
        let document = self.document;
        if let Some(field) = self.options.catalog.field_by_json(name) {
            return Some(field);
        }
        let known = self.options.catalog.field(name);
        // `any` is a field too, but none has queries behind it.
        let queries = || document.items(value).all(|item| document.sort(item) == Sort::Object);
        let join = join(name, document.sort(value)).filter(|_| known.is_none() || queries());
        if let Some((join, certain)) = join {
            self.other_join(key, name, join, certain);
            if document.sort(value) == Sort::Object {
                self.query(value);
            }
            document.items(value).for_each(|item| drop(self.query(item)));
            return None;
        }
        if let Some(known) = known {
            self.other_spelling(key, name, value, &known);
            self.operators(object, key, value, &known);
            return None;
        }
        if self.foreign(key, name, value) {
            return None;
        }
        if !self.is_no_name(key, name, value) {
            let mut sink = Name { document, key, report: self.report };
            if let Some(kept) = check::unknown_field(name, self.options, &mut sink) {
                return Some(kept);
            }
        }
        if document.sort(value) == Sort::Object {
            self.operators(object, key, value, &self.options.catalog.unknown_field(name));
        }
        None
    }

    /// `{"AND": […]}`, `{"should": […]}`
    fn other_join(&mut self, key: Id, name: &str, join: &'static str, certain: bool) {
        self.unknown(key, name, |diagnostic| {
            let span = diagnostic.span;
            let diagnostic =
                diagnostic.label("expected `and`, `or` or `not`").suggest(format!("use `{join}`"), span, quoted(join));
            if certain { diagnostic.certain() } else { diagnostic }
        });
    }

    /// A field by a name that only text knows it by.
    fn other_spelling(&mut self, key: Id, name: &str, value: Id, field: &FieldRef) {
        let value = self.document.span(value);
        self.unknown(key, name, |diagnostic| {
            let span = diagnostic.span;
            let (label, fix) = if field.custom {
                ("a custom field belongs in `custom_fields`", "use `custom_fields`".to_owned())
            } else {
                ("in JSON, a name must match exactly", format!("use `{}`", field.json))
            };
            diagnostic.label(label).suggest_all(fix, renamed(field, span, value)).certain()
        });
    }

    /// Whether `name` means something else than a field, which is reported.
    fn is_no_name(&mut self, key: Id, name: &str, value: Id) -> bool {
        let document = self.document;
        if let Some(custom) = name.strip_prefix("custom.").filter(|_| document.sort(value) == Sort::Object) {
            // As filter text writes it.
            let custom = self.options.catalog.custom_field(custom.trim_matches('"'));
            self.other_spelling(key, name, value, &custom);
            return true;
        }
        if name == "keyword" && document.string(value).is_some() {
            self.unknown(key, name, |diagnostic| {
                let any = format!("\"__any\": {{\"contain\": {}}}", quoted(&document.text(value)));
                let span = diagnostic.span.to(document.span(value));
                diagnostic
                    .label("a parameter of the request, not a field")
                    .help("the service turns a keyword into `{\"__any\": {\"contain\": …}}` (documentation, \"Sending a query\")")
                    .suggest("search every field", span, any)
                    .certain()
            });
            return true;
        }
        false
    }

    fn unknown(&mut self, key: Id, name: &str, more: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.error(key, query::Problem::UnknownField { name: name.to_owned() }, more);
    }

    /// `{"custom_fields": {"Favourite colour": {"is": "Blue"}}}`.
    pub(super) fn custom(&mut self, object: Id, value: Id) -> Option<Query> {
        let document = self.document;
        let mut members = document.members(value);
        if members.next().is_none() {
            let sort = document.sort(value);
            let problem = match sort {
                Sort::Wrong => return None,
                Sort::Object => Problem::EmptyObject,
                _ => Problem::NoCustomFields { found: found(sort) },
            };
            self.error(value, problem, |diagnostic| {
                let span = diagnostic.span;
                let diagnostic =
                    diagnostic.label("expected one custom field (e.g. `{\"Favourite colour\": {\"is\": \"Blue\"}}`)");
                let mut items = document.items(value);
                match (items.next(), items.next()) {
                    (Some(only), None) if document.sort(only) == Sort::Object => {
                        diagnostic.suggest("take it out of the array", span, document.raw(only)).certain()
                    }
                    _ => diagnostic,
                }
            });
            return None;
        }
        let several = members.next().is_some();
        if several {
            let frame = Frame { object, container: value, between: "}}, {\"custom_fields\": {".to_owned() };
            self.several_operators(&frame, Problem::SeveralFields, None);
        }
        let mut only = None;
        for (key, operators) in document.members(value) {
            only = self.custom_member(object, key, operators);
        }
        only.filter(|_| !several)
    }

    fn custom_member(&mut self, object: Id, key: Id, value: Id) -> Option<Query> {
        let document = self.document;
        let name = document.string(key)?;
        if Operator::from_json(&name).is_some() && document.sort(value) != Sort::Object {
            self.nameless(key, &name, value);
            return None;
        }
        let mut sink = Name { document, key, report: self.report };
        let field = check::custom_field(&name, self.options, &mut sink)?;
        if field.json != name {
            self.unknown(key, &name, |diagnostic| {
                let span = diagnostic.span;
                diagnostic
                    .label("in JSON, a name must match exactly")
                    .suggest(format!("use `{}`", field.json), span, quoted(&field.json))
                    .certain()
            });
            return None;
        }
        self.operators(object, key, value, &field)
    }

    /// `{"custom_fields": {"is": "value"}}`
    fn nameless(&mut self, key: Id, operator: &str, value: Id) {
        let document = self.document;
        if document.sort(value) == Sort::Wrong {
            return;
        }
        self.error(key, Problem::NoFieldName { operator: operator.to_owned() }, |diagnostic| {
            let raw = document.raw(value);
            diagnostic.label(format!(
                "expected the field's name before the operator (e.g. `{{\"Favourite colour\": {{\"{operator}\": {raw}}}}}`)"
            ))
        });
    }
}

/// `and`, `or` or `not`, where `name` is a way to write one of them elsewhere, before a value of `sort`, or is spelled
/// nearly so; and whether it is certain.
fn join(name: &str, sort: Sort) -> Option<(&'static str, bool)> {
    let word = name.trim_start_matches('$').to_ascii_lowercase();
    let join = match &*word {
        // A field too has an object behind it.
        word if sort == Sort::Object => ["and", "or", "not"].into_iter().find(|join| *join == word)?,
        _ if sort != Sort::Array => return None,
        "and" | "&&" | "&" | "all" | "must" => "and",
        "or" | "||" | "|" | "any" | "should" => "or",
        "not" | "!" | "must_not" => "not",
        word if word.len() > 3 => return Some((nearest(word, ["and", "not"]).first()?, false)),
        _ => return None,
    };
    Some((join, true))
}

/// The edits that give the member at `key` and `value` the name of `field`.
fn renamed(field: &FieldRef, key: Span, value: Span) -> Vec<Edit> {
    let name = quoted(&field.json);
    if field.custom {
        vec![
            Edit { span: key, text: format!("\"custom_fields\": {{{name}") },
            Edit { span: Span::at(value.end), text: "}".to_owned() },
        ]
    } else {
        vec![Edit { span: key, text: name }]
    }
}
