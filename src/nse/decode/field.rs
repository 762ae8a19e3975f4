//! The key of a clause to the field: exact, or an error with the right spelling.

use super::fixes::Frame;
use super::{Decoder, Id, Problem, Query, Sort, found, quoted};
use crate::catalog::{FieldRef, nearest};
use crate::check;
use crate::diagnostic::{Diagnostic, Edit};
use crate::query;
use crate::span::Span;

impl Decoder<'_, '_> {
    /// The field of this exact name. Another spelling is an error; a name that nobody knows too, without leniency.
    /// What follows such a name is read all the same, for its own mistakes.
    pub(super) fn field(&mut self, object: Id, key: Id, name: &str, value: Id) -> Option<FieldRef> {
        let (document, catalog) = (self.document, self.options.catalog);
        if let Some(field) = catalog.field_by_json(name) {
            return Some(field);
        }
        let known = catalog.field(name);
        let instead = catalog.instead_of(name);
        let blank = crate::fold::is_blank(name);
        if self.options.lenient && known.is_none() && instead.is_none() && !blank {
            self.report.warning(|| {
                let diagnostic = check::unknown_kept(name, document.span(key));
                super::at(document, key, diagnostic)
            });
            return Some(catalog.unknown_field(name));
        }
        self.unknown(key, name, value, known.as_ref());
        match (known, document.sort(value)) {
            (Some(known), _) => drop(self.operators(object, key, value, &known)),
            (None, sort) if join(name, sort).is_some() => {
                if sort == Sort::Object {
                    self.query(value);
                }
                document.items(value).for_each(|item| drop(self.query(item)));
            }
            (None, Sort::Object) => drop(self.operators(object, key, value, &catalog.unknown_field(name))),
            _ => {}
        }
        None
    }

    fn unknown(&mut self, key: Id, name: &str, value: Id, known: Option<&FieldRef>) {
        let (document, catalog) = (self.document, self.options.catalog);
        let span = document.span(key);
        let problem = query::Problem::UnknownField { name: name.to_owned() };
        let is_early = self.report.errors() < check::NEAR;
        self.report.error(|| {
            let plain = || Diagnostic::new(problem, span);
            let spelling = |text: &str| catalog.field(text).map(|field| quoted(&field.json));
            let diagnostic = if let Some(field) = known {
                let (label, fix) = if field.custom {
                    ("a custom field stands in `custom_fields`", "use `custom_fields`".to_owned())
                } else {
                    ("names match exactly in JSON", format!("use `{}`", field.json))
                };
                plain()
                    .label(label)
                    .suggest_all(fix, renamed(field, span, document.span(value)))
                    .certain()
            } else if let Some((join, certain)) = join(name, document.sort(value)) {
                let diagnostic = plain()
                    .label("expected `and`, `or` or `not`")
                    .suggest(format!("use `{join}`"), span, quoted(join));
                if certain { diagnostic.certain() } else { diagnostic }
            } else if let Some(custom) = name.strip_prefix("custom.").filter(|_| document.sort(value) == Sort::Object) {
                // As filter text writes it.
                let custom = catalog.custom_field(custom.trim_matches('"'));
                plain()
                    .label("a custom field stands in `custom_fields`")
                    .suggest_all("use `custom_fields`", renamed(&custom, span, document.span(value)))
                    .certain()
            } else if name == "keyword" && document.string(value).is_some() {
                let any = format!("\"__any\": {{\"contain\": {}}}", quoted(&document.text(value)));
                plain()
                    .label("a parameter of the request, not a field")
                    .help("the service makes `{\"__any\": {\"contain\": …}}` of a keyword (documentation, \"Sending a query\")")
                    .suggest("search every field", span.to(document.span(value)), any)
                    .certain()
            } else {
                let near = check::field_suggestions(name, catalog, is_early);
                let mut diagnostic = check::unknown_field(name, span, catalog, !near.is_empty());
                for json in near.iter().filter_map(|text| spelling(text)) {
                    diagnostic = diagnostic.suggest(format!("use `{}`", json.trim_matches('"')), span, json);
                }
                if let Some(first) = diagnostic.fixes.first() {
                    diagnostic.label = format!("expected a field (e.g. `{}`)", first.edits[0].text.trim_matches('"'));
                    return super::at(document, key, diagnostic);
                }
                diagnostic.help(format!(
                    "a custom field is written `{{\"custom_fields\": {{{}: {{…}}}}}}`",
                    quoted(name)
                ))
            };
            super::at(document, key, diagnostic)
        });
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
            self.several_operators(&frame, Problem::SeveralFields);
        }
        let mut only = None;
        for (key, operators) in document.members(value) {
            only = self.custom_member(object, key, operators);
        }
        only.filter(|_| !several)
    }

    fn custom_member(&mut self, object: Id, key: Id, value: Id) -> Option<Query> {
        let (document, catalog) = (self.document, self.options.catalog);
        let name = document.string(key)?;
        let span = document.span(key);
        // Text says the same of a name's length, and of a field that the account lacks.
        let mut said = crate::diagnostic::Collector::new(usize::MAX);
        let field = check::custom_field(&name, span, catalog, &mut said);
        for mut diagnostic in said.finish() {
            if field.is_none() {
                diagnostic = diagnostic.label("expected a name of 1 to 150 characters (e.g. `\"Favourite colour\"`)");
            }
            self.add(key, diagnostic);
        }
        let field = field?;
        if field.json != name {
            self.error(key, query::Problem::UnknownField { name: name.to_string() }, |diagnostic| {
                diagnostic
                    .label("names match exactly in JSON")
                    .suggest(format!("use `{}`", field.json), span, quoted(&field.json))
                    .certain()
            });
            return None;
        }
        self.operators(object, key, value, &field)
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
