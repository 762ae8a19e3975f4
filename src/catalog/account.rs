//! What an account adds to the built-in fields: custom fields, choices, and the operators of its search fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::CUSTOM_NAME;
use super::field::{Field, FieldRef, bare_or_quoted};
use super::kind::Kind;
use super::metadata::Definition;
use super::problem::Problem;
use super::records::Records;
use super::sets::CUSTOM;
use super::table::RecordTable;
use crate::diagnostic::{Collector, Diagnostic};
use crate::span::Span;

/// The account's fields. Those of the built-in ones that it changes stand under `plain` too.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    /// Written `{"<name>": …}`.
    plain: BTreeMap<String, FieldRef>,
    /// Written `{"custom_fields": {"<name>": …}}`.
    custom: BTreeMap<String, FieldRef>,
    loaded: bool,
}

impl Account {
    /// No account's.
    pub(super) const fn none() -> Self {
        Self { plain: BTreeMap::new(), custom: BTreeMap::new(), loaded: false }
    }

    /// Whether metadata was read.
    pub(super) const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The account's own version of a built-in field.
    pub(super) fn changed(&self, field: &'static Field) -> FieldRef {
        self.plain.get(&*field.json).cloned().unwrap_or_else(|| field.into())
    }

    pub(super) fn plain(&self, json: &str) -> Option<FieldRef> {
        self.plain.get(json).cloned()
    }

    pub(super) fn custom(&self, name: &str) -> Option<FieldRef> {
        self.custom.get(name).cloned()
    }

    /// The field that bare text means: exactly so named, or the only one that differs in case or repeated spaces.
    pub(super) fn bare(&self, table: &RecordTable, name: &str) -> Option<FieldRef> {
        self.plain(name).or_else(|| self.custom(name)).or_else(|| only(self.fields(table), name))
    }

    /// The custom field of this name, or the only one that differs in case or repeated spaces.
    pub(super) fn near_custom(&self, name: &str) -> Option<FieldRef> {
        self.custom(name).or_else(|| only(self.custom.values(), name))
    }

    /// Those that are not built-in fields, in order of name.
    pub(super) fn fields<'a>(&'a self, table: &'a RecordTable) -> impl Iterator<Item = &'a FieldRef> {
        let added = self.plain.values().filter(|field| table.find(&field.json).is_none());
        added.chain(self.custom.values())
    }

    /// Adds what the metadata of an account says of its `records`.
    pub(super) fn add(&mut self, records: Records, definitions: Vec<Definition>, diagnostics: &mut Collector) {
        self.loaded = true;
        let mut first: BTreeMap<String, Definition> = BTreeMap::new();
        let mut order = Vec::new();
        for definition in definitions {
            match first.get_mut(&definition.name) {
                // One field has an entry for each modifier, and may stand on several tabs.
                Some(known) if !known.id.is_empty() && known.modifier != definition.modifier => {
                    known.multiple |= definition.multiple;
                }
                Some(known) if !known.id.is_empty() && known.id == definition.id => {}
                Some(known) => diagnostics.add(same_name(definition.name, definition.span, Some(known.span))),
                None => {
                    order.push(definition.name.clone());
                    first.insert(definition.name.clone(), definition);
                }
            }
        }
        for name in order {
            if let Some(definition) = first.remove(&name) {
                self.define(records, definition, diagnostics);
            }
        }
    }

    fn define(&mut self, records: Records, definition: Definition, diagnostics: &mut Collector) {
        if unusable(&definition.name) {
            let problem = Problem::UnusableName { name: definition.name };
            let label = "left out: a name has 1 to 150 characters, not all of them blank, and no U+0000";
            diagnostics.add(Diagnostic::new(problem, definition.span).label(label));
        } else if definition.occurrences.is_some() {
            self.search_field(records, definition, diagnostics);
        } else {
            self.own_field(records, definition, diagnostics);
        }
    }

    /// A field of `tabs` or `contacts_meta`.
    fn own_field(&mut self, records: Records, definition: Definition, diagnostics: &mut Collector) {
        let Definition { name, span, kind, choices, multiple, .. } = definition;
        if let Some(builtin) = by_text(records, &name) {
            if builtin.json == name && is_this(builtin, kind) {
                if builtin.kind == Kind::Choice && !choices.is_empty() {
                    let field = Field { choices, ..self.changed(builtin).as_ref().clone() };
                    self.plain.insert(name, Arc::new(field).into());
                }
                return;
            }
            let label = format!("write it as `custom.{}`", crate::lex::quote(&name));
            diagnostics.add(clash(&name, builtin, span).label(label));
        } else if records.table().not_fields.iter().any(|&(no_field, _)| no_field == name) {
            return;
        }
        let operators = kind.map_or(CUSTOM, Kind::operators);
        let mut field =
            Field { multiple, choices, ..Field::custom(records, &name, kind.unwrap_or(Kind::Text), operators) };
        field.documented = DOCUMENTED;
        field.example = Cow::Owned(example(&format!("custom.{}", crate::lex::quote(&name)), &field));
        match self.custom.get(&name) {
            Some(known) if known.kind == field.kind && known.choices == field.choices => return,
            // A kind that was not told is no contradiction.
            Some(_) if kind.is_none() => return,
            Some(known) if known.operators != CUSTOM => {
                diagnostics.add(same_name(name, span, None));
                return;
            }
            Some(_) => {}
            None => {
                if let Some(other) = only(self.custom.values(), &name) {
                    let other = other.name.to_string();
                    let label = "each is found only by its exact name";
                    diagnostics
                        .add(Diagnostic::new(Problem::NearName { name: name.clone(), other }, span).label(label));
                }
            }
        }
        self.custom.insert(name, Arc::new(field).into());
    }

    /// A field of the search-field list.
    fn search_field(&mut self, records: Records, definition: Definition, diagnostics: &mut Collector) {
        let Definition { name, span, kind, choices, occurrences, .. } = definition;
        let builtin = by_text(records, &name);
        let mut field = match builtin {
            Some(builtin) if builtin.json == name => self.changed(builtin).as_ref().clone(),
            Some(builtin) => {
                diagnostics.add(
                    clash(&name, builtin, span)
                        .label("left out: filter text could not tell it apart from the built-in field"),
                );
                return;
            }
            None => {
                let kind = kind.unwrap_or(Kind::Text);
                Field { custom: false, documented: DOCUMENTED, ..Field::custom(records, &name, kind, kind.operators()) }
            }
        };
        if field.kind == Kind::Choice && !choices.is_empty() {
            field.choices = choices;
        }
        let mut askable = Vec::new();
        for (operator, place) in occurrences.unwrap_or_default() {
            if field.kind.askable().contains(operator) {
                askable.push(operator);
                continue;
            }
            let problem = Problem::UnfitOperator { name: name.clone(), operator };
            diagnostics.add(Diagnostic::new(problem, place).label("left out: no value fits both"));
        }
        field.operators = askable.into_iter().collect();
        if builtin.is_none() {
            field.example = Cow::Owned(example(&bare_or_quoted(&name), &field));
        }
        self.plain.insert(name, Arc::new(field).into());
    }
}

const DOCUMENTED: &str = "the account's metadata";

/// Whether a field of the metadata that has the name of `builtin` is that very field: one that contacts carry among
/// their `fields`, of a kind that agrees (the documentation has `rating` as a choice and `birthday` as a string).
fn is_this(builtin: &Field, kind: Option<Kind>) -> bool {
    builtin.source.is_member(&builtin.json)
        && kind.is_none_or(|kind| {
            kind == builtin.kind
                || matches!(
                    (builtin.kind, kind),
                    (Kind::Number, Kind::Choice) | (Kind::Birthday, Kind::Text | Kind::Datetime)
                )
        })
}

/// The built-in field that bare text of this name means.
fn by_text(records: Records, name: &str) -> Option<&'static Field> {
    let table = records.table();
    table.find(name).or_else(|| table.find(&words(name)))
}

/// The only one of `fields` whose name differs from `name` at most in case and repeated spaces.
fn only<'f>(fields: impl Iterator<Item = &'f FieldRef>, name: &str) -> Option<FieldRef> {
    let words = words(name);
    let mut same = fields.filter(|field| self::words(&field.name) == words);
    same.next().filter(|_| same.next().is_none()).cloned()
}

/// `name` in lower case, its words joined by one space.
pub(super) fn words(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn unusable(name: &str) -> bool {
    name.trim().is_empty() || name.contains('\0') || name.chars().count() > CUSTOM_NAME
}

fn clash(name: &str, builtin: &Field, span: Span) -> Diagnostic {
    let problem = Problem::BuiltinName { name: name.to_owned(), builtin: builtin.name.to_string() };
    Diagnostic::new(problem, span)
}

fn same_name(name: String, span: Span, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Problem::SameName { name }, span)
        .label("left out: only the first one is used")
        .help("a query names a field by its name alone, so it cannot tell the two apart; rename one in the account");
    match first {
        Some(first) => diagnostic.related(first, "the first one"),
        None => diagnostic.help("the first one is in metadata that was loaded earlier"),
    }
}

/// A clause that shows the use of `field`, written `text`, with the first of its operators.
fn example(text: &str, field: &Field) -> String {
    let Some(operator) = field.operators.iter().next() else { return format!("{text} is not empty") };
    let value = super::example::value(field.kind, operator, &field.choices);
    format!("{text} {}{value}", operator.text())
}
