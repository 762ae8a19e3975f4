//! What an account adds to the built-in fields: custom fields, choices, and the operators of its search fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::CUSTOM_NAME;
use super::metadata::{Definition, Reader};
use super::place::Placed;
use super::{Catalog, Field, FieldRef, Kind, Problem, Source, builtin, index};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
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

/// A catalog with an account's metadata, and what looks odd about the metadata.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The catalog.
    pub catalog: Catalog,
    /// Warnings, in order of place; never errors.
    pub warnings: Vec<Diagnostic>,
}

impl Catalog {
    /// This catalog and the fields of an account, of contacts or of deals, as the service's metadata lists them: `tabs`,
    /// `contacts_meta`, or the list of search fields. Fields of the first two that are not built in are custom fields
    /// (`custom."…"`); those of the list are written by their `search_name` and take exactly its `occurrences`. A
    /// drop-down field, built in or not, gets its choices.
    ///
    /// # Errors
    /// What is no JSON or not of a documented shape, each with its place and JSON pointer in `json`.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    ///
    /// let loaded = Catalog::builtin().with_metadata(
    ///     r#"{"tabs": [{"members": [
    ///         {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
    ///         {"type": "field", "name": "lead status", "field_type": {
    ///             "field_kind": "choice",
    ///             "values": {"ordering_type": "ordinal", "values": [{"id": "1", "value": "Open"}]}
    ///         }}
    ///     ]}]}"#,
    /// )?;
    /// assert!(loaded.warnings.is_empty());
    /// let shoe_size = loaded.catalog.field("shoe size").ok_or("no such field")?;
    /// assert_eq!(shoe_size.text(), r#"custom."Shoe size""#);
    /// let status = loaded.catalog.field("lead status").ok_or("no such field")?;
    /// assert_eq!(status.choices[0].label, "Open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_metadata(mut self, json: &str) -> Result<Loaded, Diagnostics> {
        let root = Placed::new(json).map_err(|error| {
            let place = Span::at(offset(json, error.line(), error.column()));
            let problem = Problem::Json { message: error.to_string() };
            Diagnostics(vec![Diagnostic::new(problem, place).label("the JSON ends or goes wrong here")])
        })?;
        let Reader { mut diagnostics, definitions } = Reader::read(root);
        Arc::make_mut(self.account.get_or_insert_default()).add(definitions, &mut diagnostics);
        let failed = diagnostics.failed();
        let mut diagnostics = diagnostics.finish();
        for diagnostic in &mut diagnostics {
            diagnostic.pointer = Some(root.pointer(diagnostic.span));
        }
        if failed { Err(Diagnostics(diagnostics)) } else { Ok(Loaded { catalog: self, warnings: diagnostics }) }
    }

    /// Whether an account's metadata has been added, so that a custom field which is not here does not exist.
    pub fn has_metadata(&self) -> bool {
        self.account().loaded
    }
}

impl Account {
    /// No account's.
    pub(super) const fn none() -> Self {
        Self { plain: BTreeMap::new(), custom: BTreeMap::new(), loaded: false }
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
    pub(super) fn bare(&self, name: &str) -> Option<FieldRef> {
        self.plain(name).or_else(|| self.custom(name)).or_else(|| only(self.fields(), name))
    }

    /// The custom field of this name, or the only one that differs in case or repeated spaces.
    pub(super) fn near_custom(&self, name: &str) -> Option<FieldRef> {
        self.custom(name).or_else(|| only(self.custom.values(), name))
    }

    /// Those that are no built-in field, in order of name.
    pub(super) fn fields(&self) -> impl Iterator<Item = &FieldRef> {
        let added = self.plain.values().filter(|field| index::find(&field.json).is_none());
        added.chain(self.custom.values())
    }

    fn add(&mut self, definitions: Vec<Definition>, diagnostics: &mut Collector) {
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
                self.define(definition, diagnostics);
            }
        }
    }

    fn define(&mut self, definition: Definition, diagnostics: &mut Collector) {
        if unusable(&definition.name) {
            let problem = Problem::UnusableName { name: definition.name };
            let label = "left out: a name has 1 to 150 characters, not all blank, and no U+0000";
            diagnostics.add(Diagnostic::new(problem, definition.span).label(label));
        } else if definition.occurrences.is_some() {
            self.search_field(definition, diagnostics);
        } else {
            self.own_field(definition, diagnostics);
        }
    }

    /// A field of `tabs` or `contacts_meta`.
    fn own_field(&mut self, definition: Definition, diagnostics: &mut Collector) {
        let Definition { name, span, kind, choices, multiple, .. } = definition;
        if let Some(builtin) = by_text(&name) {
            if builtin.json == name && is_this(builtin, kind) {
                if builtin.kind == Kind::Choice && !choices.is_empty() {
                    let field = Field { choices, ..self.changed(builtin).as_ref().clone() };
                    self.plain.insert(name, Arc::new(field).into());
                }
                return;
            }
            let label = format!("reached as `custom.{}`", crate::lex::quote(&name));
            diagnostics.add(clash(&name, builtin, span).label(label));
        } else if builtin::NO_FIELDS.iter().any(|&(no_field, _)| no_field == name) {
            return;
        }
        let operators = kind.map_or(builtin::CUSTOM, Kind::operators);
        let mut field = Field { multiple, choices, ..Field::custom(&name, kind.unwrap_or(Kind::Text), operators) };
        field.documented = DOCUMENTED;
        field.example = Cow::Owned(example(&format!("custom.{}", crate::lex::quote(&name)), &field));
        match self.custom.get(&name) {
            Some(known) if known.kind == field.kind && known.choices == field.choices => return,
            // A kind that was not told is no contradiction.
            Some(_) if kind.is_none() => return,
            Some(known) if known.operators != builtin::CUSTOM => {
                diagnostics.add(same_name(name, span, None));
                return;
            }
            Some(_) => {}
            None => {
                if let Some(other) = only(self.custom.values(), &name) {
                    let other = other.name.to_string();
                    let label = "each is found by its exact name only";
                    diagnostics
                        .add(Diagnostic::new(Problem::NearName { name: name.clone(), other }, span).label(label));
                }
            }
        }
        self.custom.insert(name, Arc::new(field).into());
    }

    /// A field of the search-field list.
    fn search_field(&mut self, definition: Definition, diagnostics: &mut Collector) {
        let Definition { name, span, kind, choices, occurrences, .. } = definition;
        let builtin = by_text(&name);
        let mut field = match builtin {
            Some(builtin) if builtin.json == name => self.changed(builtin).as_ref().clone(),
            Some(builtin) => {
                diagnostics
                    .add(clash(&name, builtin, span).label("left out: text could not tell it from the built-in one"));
                return;
            }
            None => {
                let kind = kind.unwrap_or(Kind::Text);
                Field { custom: false, documented: DOCUMENTED, ..Field::custom(&name, kind, kind.operators()) }
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
            diagnostics.add(Diagnostic::new(problem, place).label("left out: there is no value that both would take"));
        }
        field.operators = askable.into_iter().collect();
        if builtin.is_none() {
            field.example = Cow::Owned(example(&super::bare_or_quoted(&name), &field));
        }
        self.plain.insert(name, Arc::new(field).into());
    }
}

const DOCUMENTED: &str = "the account's metadata";

/// Whether a field of the metadata that has the name of `builtin` is that very field: one that contacts carry among
/// their `fields`, of a kind that agrees (the documentation has `rating` as a choice and `birthday` as a string).
fn is_this(builtin: &Field, kind: Option<Kind>) -> bool {
    let carried = matches!(builtin.source, Source::Member | Source::Title | Source::Address(None));
    carried
        && kind.is_none_or(|kind| {
            kind == builtin.kind
                || matches!(
                    (builtin.kind, kind),
                    (Kind::Number, Kind::Choice) | (Kind::Birthday, Kind::Text | Kind::Datetime)
                )
        })
}

/// The built-in field that bare text of this name means.
fn by_text(name: &str) -> Option<&'static Field> {
    index::find(name).or_else(|| index::find(&words(name)))
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
        .label("left out: the first one counts")
        .help("a query names fields by their names alone, so it cannot tell the two apart; rename one in the account");
    match first {
        Some(first) => diagnostic.related(first, "the first one"),
        None => diagnostic.help("the first one stands in metadata that was loaded before"),
    }
}

/// A clause that shows the use of `field`, written `text`, with the first of its operators.
fn example(text: &str, field: &Field) -> String {
    let Some(operator) = field.operators.iter().next() else { return format!("{text} is not empty") };
    let value = super::example::value(field.kind, operator, &field.choices);
    format!("{text} {}{value}", operator.text())
}

/// The offset of the place that `serde_json` tells by line and column, both from 1 and the column in bytes.
fn offset(json: &str, line: usize, column: usize) -> usize {
    let start: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut offset = (start + column.saturating_sub(1)).min(json.len());
    while !json.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
