//! For editors and search boxes: what may be written at a place of a query, and what stands there. Both work on queries
//! that are broken elsewhere, and know no more than the text and a catalog.

mod hover;
mod scan;

use serde::Serialize;

use crate::catalog::{Catalog, Field, FieldRef, Kind};
use crate::fold::fold;
use crate::operator::{Operator, Takes};
use crate::span::Span;
use crate::value::{RecordType, Unit, month};

use scan::{Half, State, TokenKind};

pub use hover::{Hover, hover};

/// The most completions that are offered at a place.
const MOST: usize = 100;

/// Something that may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Completion {
    /// The bytes to replace; empty at the cursor where nothing has been begun.
    pub replace: Span,
    /// What to write there, quoted and escaped as it must be.
    pub insert: String,
    /// What to show.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A line about it.
    pub detail: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CompletionKind {
    /// A field of the catalog.
    Field,
    /// An operator that the field supports.
    Operator,
    /// A choice, a record type, a tag, a saved search, a month.
    Value,
    /// A unit of time.
    Unit,
    /// `and`, `or`, `not`, `empty`.
    Keyword,
}

/// What the caller knows of the account beside its catalog.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    /// The account's tags.
    pub tags: &'k [&'k str],
    /// The account's saved searches, each by id and name.
    pub saved_searches: &'k [(&'k str, &'k str)],
}

/// What may be written at `cursor`, a byte offset in `text`, the likeliest first.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{Known, complete};
///
/// let catalog = Catalog::builtin();
/// let first = |text: &str| {
///     let known = Known { tags: &["vip", "very important"], ..Known::default() };
///     complete(text, text.len(), &catalog, known).first().map(|completion| completion.insert.clone())
/// };
/// assert_eq!(first("record type = person and company la").as_deref(), Some("company last contacted"));
/// assert_eq!(first("record type = ").as_deref(), Some("person"));
/// assert_eq!(first("tag = very").as_deref(), Some(r#""very important""#));
/// assert_eq!(first("created in last 3 w").as_deref(), Some("weeks"));
/// ```
pub fn complete(text: &str, cursor: usize, catalog: &Catalog, known: Known<'_>) -> Vec<Completion> {
    let place = scan::place(text, cursor);
    let mut offer = Offer { replace: place.begun.span, begun: fold(place.begun.text).into_owned(), found: Vec::new() };
    let quoted = matches!(place.begun.kind, TokenKind::Quoted { .. });
    match &place.state {
        State::Field(words, at) => {
            offer.fields(words, *at, catalog);
            match named(&words.join(" "), catalog) {
                Some(field) if !quoted => offer.operators(&field),
                _ if words.is_empty() && !quoted => offer.keyword("not", "the opposite of the clause that follows"),
                _ => {}
            }
        }
        State::Operator(name, half) => offer.rest_of_operator(named(name, catalog).as_ref(), *half, quoted, known),
        State::Value(name, _) | State::List(name, _) => {
            if let Some(field) = named(name, catalog) {
                offer.values(&field, known);
            }
        }
        State::Quantity => {
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                offer.add(CompletionKind::Unit, format!("1 {}", unit.name()), "", "back from now");
            }
        }
        State::Unit(number) => {
            for unit in Unit::ALL {
                let plural = if *number == "1" { "" } else { "s" };
                offer.add(CompletionKind::Unit, format!("{}{plural}", unit.name()), "", "back from now");
            }
        }
        State::Ended => {
            offer.keyword("and", "what both sides find");
            offer.keyword("or", "what one of the two sides finds");
            if place.open > 0 {
                offer.keyword(")", "closes the parenthesis");
            }
        }
    }
    offer.found
}

/// The field that `name`, as written without quotes, means.
fn named(name: &str, catalog: &Catalog) -> Option<FieldRef> {
    match custom(name) {
        Some("") => None,
        Some(custom) => Some(catalog.custom_field(custom)),
        None => catalog.field(name),
    }
}

/// What stands behind `custom.`.
fn custom(name: &str) -> Option<&str> {
    let (start, rest) = name.split_at_checked("custom.".len())?;
    start.eq_ignore_ascii_case("custom.").then(|| rest.trim_start())
}

/// `text` as a value, also where `empty` or an operator's word would be read for itself.
fn written(text: &str) -> String {
    if crate::lex::says_empty(text) || crate::lex::reserved(text).is_some() {
        crate::lex::quote(text)
    } else {
        crate::lex::word(text)
    }
}

struct Offer {
    replace: Span,
    /// What has been begun, folded.
    begun: String,
    found: Vec<Completion>,
}

impl Offer {
    /// Offers `label`, written as `insert` where that is not empty, if it goes on from what has been begun.
    fn add(&mut self, kind: CompletionKind, label: impl Into<String>, insert: &str, detail: impl Into<String>) {
        let label = label.into();
        if self.found.len() < MOST && fold(&label).starts_with(&self.begun) {
            let insert = if insert.is_empty() { label.clone() } else { insert.to_owned() };
            self.found.push(Completion { replace: self.replace, insert, label, kind, detail: detail.into() });
        }
    }

    fn keyword(&mut self, word: &str, detail: &str) {
        self.add(CompletionKind::Keyword, word, "", detail);
    }

    /// Fields whose name goes on from the words so far: first those that begin so, then those of which a word does.
    fn fields(&mut self, words: &[&str], at: usize, catalog: &Catalog) {
        let mut phrase = words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&self.begun);
        let only_custom = custom(&phrase).is_some();
        // Folding would trim the space after a whole word.
        let phrase = custom(&phrase).unwrap_or(&phrase).to_lowercase();
        let replace = if words.is_empty() { self.replace } else { Span::new(at, self.replace.end) };
        let mut inside = Vec::new();
        for field in catalog.fields().filter(|field| field.custom || !only_custom) {
            let name = fold(&field.name);
            let begins =
                name.starts_with(&phrase) || field.aliases.iter().any(|alias| fold(alias).starts_with(&phrase));
            let inner = || [" ", "."].iter().any(|gap| name.contains(&format!("{gap}{phrase}")));
            if begins || inner() {
                let text = field.text().into_owned();
                let kind = CompletionKind::Field;
                let completion =
                    Completion { replace, insert: text.clone(), label: text, kind, detail: detail(&field) };
                if begins { self.found.push(completion) } else { inside.push(completion) }
            }
        }
        self.found.append(&mut inside);
        self.found.truncate(MOST);
    }

    fn operators(&mut self, field: &Field) {
        for operator in field.operators.iter() {
            match operator.takes() {
                Takes::Presence => {
                    self.operator("is empty", "", operator.meaning());
                    self.operator("is not empty", "", HAS_A_VALUE);
                }
                Takes::List => {
                    self.operator(
                        &format!("{} (…)", operator.text()),
                        &format!("{} (", operator.text()),
                        operator.meaning(),
                    );
                }
                Takes::Range | Takes::Days => {
                    let label = format!("{} … .. …", operator.text());
                    self.operator(&label, operator.text(), operator.meaning());
                }
                _ => self.operator(operator.text(), "", operator.meaning()),
            }
        }
    }

    fn operator(&mut self, label: &str, insert: &str, detail: &str) {
        self.add(CompletionKind::Operator, label, insert, detail);
    }

    /// What may follow the first words of an operator.
    fn rest_of_operator(&mut self, field: Option<&FieldRef>, half: Half, quoted: bool, known: Known<'_>) {
        use Operator as O;
        let Some(field) = field else { return };
        let words: &[(&str, O)] = match half {
            Half::Is => &[("empty", O::IsEmpty), ("not empty", O::IsEmpty), ("not", O::IsNot)],
            Half::IsNot => &[("empty", O::IsEmpty)],
            Half::Not => {
                &[("in (", O::NotIn), ("in last", O::NotInTheLast), ("in", O::NotInRange), ("contain", O::NotContain)]
            }
            Half::Does => &[("not contain", O::NotContain)],
            Half::DoesNot => &[("contain", O::NotContain)],
            Half::Opens(operator, rest) => &[(rest, operator)],
            Half::In => &[("last", O::InTheLast), ("(", O::In)],
            Half::NotIn => &[("last", O::NotInTheLast), ("(", O::NotIn)],
            Half::InThe => &[("last", O::InTheLast)],
            Half::NotInThe => &[("last", O::NotInTheLast)],
            Half::Between | Half::BetweenAnd => &[],
        };
        if !quoted {
            for &(word, operator) in words.iter().filter(|(_, operator)| field.operators.contains(*operator)) {
                let some = word == "not empty" || (half == Half::IsNot && word == "empty");
                self.keyword(word, if some { HAS_A_VALUE } else { operator.meaning() });
            }
        }
        match half {
            Half::Is | Half::IsNot => self.values(field, known),
            Half::In if field.operators.contains(O::DayMonthRange) => {
                for month in (1..=12).filter_map(month::short) {
                    self.add(CompletionKind::Value, month, "", "the month of any year");
                }
            }
            _ => {}
        }
    }

    /// Values that are known for `field`.
    fn values(&mut self, field: &Field, known: Known<'_>) {
        let value = CompletionKind::Value;
        match field.kind {
            Kind::Choice => {
                for choice in &field.choices {
                    self.add(value, &*choice.label, &written(&choice.label), format!("the choice {}", choice.id));
                }
            }
            Kind::RecordType => {
                for record_type in RecordType::ALL {
                    self.add(value, record_type.name(), "", "a kind of contact");
                }
            }
            Kind::Boolean => {
                for (word, detail) in [("true", "it is so"), ("false", "it is not so")] {
                    self.add(value, word, "", detail);
                }
            }
            Kind::Tag => {
                for tag in known.tags {
                    self.add(value, *tag, &written(tag), "a tag of the account");
                }
            }
            Kind::SavedSearch => {
                for (id, name) in known.saved_searches {
                    self.add(value, *name, id, format!("the saved search {id}"));
                }
            }
            _ => {}
        }
    }
}

/// A line about a field: what it holds, an example, and where it is documented.
fn detail(field: &Field) -> String {
    format!("{}; e.g. `{}` ({})", holds(field), field.example, field.documented)
}

fn holds(field: &Field) -> &'static str {
    match field.kind {
        Kind::Text => "text",
        Kind::Number => "a number",
        Kind::Datetime => "a point in time",
        Kind::Birthday => "a date of birth",
        Kind::Choice => "one of a list",
        Kind::Boolean => "true or false",
        Kind::Address => "an address",
        Kind::User => "a user, by id",
        Kind::Tag => "tags",
        Kind::Id => "the contact's id",
        Kind::RecordType => "person or company",
        Kind::SavedSearch => "another query, by id",
        Kind::Reminder => "a reminder",
        Kind::Unknown => "not known",
    }
}

/// What `is not empty` asks.
const HAS_A_VALUE: &str = "has a value";
