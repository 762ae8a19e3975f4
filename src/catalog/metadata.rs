//! The account's metadata, in each of its three documented shapes, to what it says of each field.

use super::field::Choice;
use super::kind::Kind;
use super::place::Placed;
use super::problem::Problem;
use super::suggest::nearest;
use crate::diagnostic::{Collector, Diagnostic};
use crate::limits::Limits;
use crate::operator::Operator;
use crate::span::Span;

/// What one entry of the metadata says of one field.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: String,
    /// Where the name stands; of `contacts_meta`, the entry.
    pub(super) span: Span,
    /// The field's id and modifier; empty in the search-field list, which has neither.
    pub(super) id: String,
    pub(super) modifier: String,
    pub(super) multiple: bool,
    /// None where the metadata does not tell.
    pub(super) kind: Option<Kind>,
    pub(super) choices: Vec<Choice>,
    /// Of the search-field list: exactly these, as (operator, place).
    pub(super) occurrences: Option<Vec<(Operator, Span)>>,
}

pub(super) struct Reader {
    pub(super) diagnostics: Collector,
    pub(super) definitions: Vec<Definition>,
}

impl Reader {
    /// Reads `root`, told apart by its outermost member.
    pub(super) fn read(root: Placed<'_>) -> Self {
        let mut reader = Self { diagnostics: Collector::new(Limits::default().errors), definitions: Vec::new() };
        let members = root.object().unwrap_or_default();
        if let Some(fields) = root.array() {
            for field in fields {
                reader.search_field(field);
            }
        } else if let Some(tabs) = optional(&members, "tabs") {
            reader.tabs(tabs);
        } else if let Some(meta) = optional(&members, "contacts_meta") {
            reader.contacts_meta(meta);
        } else {
            let shapes = "expected `{\"tabs\": […]}`, `{\"contacts_meta\": {…}}` or a list of search fields";
            reader.report(Problem::Shape, root.span(), shapes);
        }
        reader
    }

    fn tabs(&mut self, tabs: Placed<'_>) {
        for tab in self.array(tabs) {
            let tab = self.object(tab);
            for member in self.optional_array(&tab, "members") {
                let members = self.object(member);
                match self.required_text(&members, "type", member).map(|(kind, _)| kind).as_deref() {
                    Some("field") => self.tab_field(member),
                    Some("group") => {
                        for field in self.optional_array(&members, "fields") {
                            self.tab_field(field);
                        }
                    }
                    // Tabs hold other things too, such as files.
                    _ => {}
                }
            }
        }
    }

    fn tab_field(&mut self, field: Placed<'_>) {
        let members = self.object(field);
        let Some((name, span)) = self.required_text(&members, "name", field) else { return };
        let Some(of_type) = self.required(&members, "field_type", field) else { return };
        let type_members = self.object(of_type);
        let Some((word, place)) = self.required_text(&type_members, "field_kind", of_type) else { return };
        let kind = match &*word {
            "string" | "long_string" => Some(Kind::Text),
            "choice" => Some(Kind::Choice),
            "number" => Some(Kind::Number),
            "datetime" => Some(Kind::Datetime),
            "boolean" => Some(Kind::Boolean),
            "address" => Some(Kind::Address),
            "user" => Some(Kind::User),
            _ => self.unknown_kind(&name, word, place),
        };
        let values = optional(&type_members, "values").filter(|_| kind == Some(Kind::Choice));
        let choices = values.map(|values| self.choices_in(&name, values)).unwrap_or_default();
        let definition = Definition { name, span, kind, choices, ..self.plain(&members, "field_id") };
        self.define(definition, field);
    }

    fn contacts_meta(&mut self, meta: Placed<'_>) {
        let members = self.object(meta);
        let Some(fields) = self.required(&members, "fields", meta) else { return };
        for (name, modifiers) in self.object(fields) {
            for field in self.array(modifiers) {
                let members = self.object(field);
                let presentation = optional(&members, "presentation");
                let presentation = presentation.map(|presentation| self.object(presentation)).unwrap_or_default();
                let shown_as = optional(&presentation, "type").map(|shown_as| (self.text(shown_as), shown_as.span()));
                let kind = match shown_as {
                    Some((Some(shown_as), _)) if shown_as == "select-box" => Some(Kind::Choice),
                    Some((Some(shown_as), place)) => self.unknown_kind(&name, shown_as, place),
                    // Dates and numbers have a presentation of their own; nothing tells the other kinds apart.
                    _ if optional(&presentation, "number_type").is_some() => Some(Kind::Number),
                    _ if presentation.iter().any(|(key, _)| key == "date_format") => Some(Kind::Datetime),
                    _ => None,
                };
                let values = optional(&presentation, "values").filter(|_| kind == Some(Kind::Choice));
                let choices = values.map(|values| self.choices(&name, values)).unwrap_or_default();
                let plain = self.plain(&members, "id");
                self.define(Definition { name: name.clone(), span: field.span(), kind, choices, ..plain }, field);
            }
        }
    }

    fn search_field(&mut self, field: Placed<'_>) {
        let members = self.object(field);
        let Some((name, span)) = self.required_text(&members, "search_name", field) else { return };
        let Some(data_type) = self.required(&members, "data_type", field) else { return };
        let type_members = self.object(data_type);
        let Some((word, place)) = self.required_text(&type_members, "type_id", data_type) else { return };
        let Some(occurrences) = self.required(&members, "occurrences", field) else { return };
        let possible = optional(&members, "possible_values");
        let choices = possible.map(|values| self.choices_in(&name, values)).unwrap_or_default();
        let kind = match &*word {
            _ if !choices.is_empty() => Some(Kind::Choice),
            "textlike" => Some(Kind::Text),
            "datelike" => Some(Kind::Datetime),
            "numberlike" => Some(Kind::Number),
            _ => self.unknown_kind(&name, word, place),
        };
        let occurrences = self.array(occurrences).into_iter().filter_map(|place| self.occurrence(place)).collect();
        let definition = Definition {
            name,
            span,
            id: String::new(),
            modifier: String::new(),
            // The list does not tell; several is the reading that promises less.
            multiple: true,
            kind,
            choices,
            occurrences: Some(occurrences),
        };
        self.definitions.push(definition);
    }

    fn occurrence(&mut self, place: Placed<'_>) -> Option<(Operator, Span)> {
        let occurrence = self.text(place)?;
        let operator = Operator::from_json(&occurrence);
        if operator.is_none() {
            let near = nearest(&occurrence, Operator::ALL.map(Operator::json));
            let label = near.first().map_or_else(
                || "expected a documented operator (e.g. `contain`)".to_owned(),
                |near| format!("left out; the nearest documented operator is `{near}`"),
            );
            self.report(Problem::UnknownOperator { occurrence }, place.span(), label);
        }
        operator.map(|operator| (operator, place.span()))
    }

    /// `{"values": [{"id", "value"}]}`.
    fn choices_in(&mut self, name: &str, values: Placed<'_>) -> Vec<Choice> {
        let members = self.object(values);
        let list = self.required(&members, "values", values);
        list.map(|list| self.choices(name, list)).unwrap_or_default()
    }

    /// `[{"id", "value"}]`.
    fn choices(&mut self, name: &str, values: Placed<'_>) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        let mut ids = std::collections::BTreeSet::new();
        for value in self.array(values) {
            let members = self.object(value);
            let Some((id, place)) = self.required_text(&members, "id", value) else { continue };
            let Some((label, _)) = self.required_text(&members, "value", value) else { continue };
            if ids.insert(id.clone()) {
                choices.push(Choice { id, label });
            } else {
                self.report(
                    Problem::SameChoice { name: name.to_owned(), id },
                    place,
                    "left out: only the first one is used",
                );
            }
        }
        choices
    }

    /// What both shapes of a field's own entry say alike; the caller fills in the rest.
    fn plain(&mut self, members: &[(String, Placed<'_>)], id: &str) -> Definition {
        let text = |reader: &mut Self, name| {
            let value = optional(members, name);
            value.and_then(|value| reader.text(value)).unwrap_or_default()
        };
        let multiple = optional(members, "multiples").is_some_and(|multiples| {
            multiples.boolean().unwrap_or_else(|| {
                self.malformed("a boolean", multiples);
                true
            })
        });
        Definition {
            name: String::new(),
            span: Span::default(),
            id: text(self, id),
            modifier: text(self, "modifier"),
            multiple,
            kind: None,
            choices: Vec::new(),
            occurrences: None,
        }
    }

    fn define(&mut self, definition: Definition, field: Placed<'_>) {
        if definition.kind == Some(Kind::Choice) && definition.choices.is_empty() {
            let problem = Problem::NoChoices { name: definition.name.clone() };
            self.report(problem, field.span(), "expected its values (e.g. `[{\"id\": \"1\", \"value\": \"Open\"}]`)");
        }
        self.definitions.push(definition);
    }

    fn unknown_kind(&mut self, name: &str, kind: String, place: Span) -> Option<Kind> {
        let problem = Problem::UnknownKind { name: name.to_owned(), kind };
        self.report(problem, place, "read as text, with the operators that every field had (evidence 5)");
        None
    }

    fn report(&mut self, problem: Problem, span: Span, label: impl Into<String>) {
        self.diagnostics.add(Diagnostic::new(problem, span).label(label));
    }

    fn malformed(&mut self, expected: &'static str, value: Placed<'_>) {
        let problem = Problem::Malformed { expected, found: value.sort() };
        self.report(problem, value.span(), format!("expected {expected}"));
    }

    fn object<'a>(&mut self, value: Placed<'a>) -> Vec<(String, Placed<'a>)> {
        value.object().unwrap_or_else(|| {
            self.malformed("an object", value);
            Vec::new()
        })
    }

    fn array<'a>(&mut self, value: Placed<'a>) -> Vec<Placed<'a>> {
        value.array().unwrap_or_else(|| {
            self.malformed("an array", value);
            Vec::new()
        })
    }

    fn text(&mut self, value: Placed<'_>) -> Option<String> {
        let text = value.string();
        if text.is_none() {
            self.malformed("a string", value);
        }
        text
    }

    fn optional_array<'a>(&mut self, members: &[(String, Placed<'a>)], name: &str) -> Vec<Placed<'a>> {
        optional(members, name).map(|value| self.array(value)).unwrap_or_default()
    }

    fn required<'a>(
        &mut self,
        members: &[(String, Placed<'a>)],
        name: &'static str,
        owner: Placed<'_>,
    ) -> Option<Placed<'a>> {
        let value = optional(members, name);
        // An owner of the wrong type has been reported already.
        if value.is_none() && owner.object().is_some() {
            self.report(Problem::Missing { name }, owner.span(), format!("expected a member `{name}` here"));
        }
        value
    }

    fn required_text(
        &mut self,
        members: &[(String, Placed<'_>)],
        name: &'static str,
        owner: Placed<'_>,
    ) -> Option<(String, Span)> {
        let value = self.required(members, name, owner)?;
        Some((self.text(value)?, value.span()))
    }
}

/// The member `name`; `null` is none.
fn optional<'a>(members: &[(String, Placed<'a>)], name: &str) -> Option<Placed<'a>> {
    members.iter().find(|(key, _)| key == name).map(|&(_, value)| value).filter(|value| !value.is_null())
}
