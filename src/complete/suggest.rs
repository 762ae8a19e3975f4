//! What may be written at a place: fields, operators and values, by what has been said before.

use super::about::{HAS_A_VALUE, detail};
use super::account::AccountData;
use super::moving::{self, At};
use super::name::custom;
use super::offer::{Completion, CompletionKind, MOST, Offers};
use super::place::{Meant, Place};
use super::walk::{Ends, State, Written, dated};
use crate::catalog::{Catalog, Field, Kind};
use crate::lex::{Token, TokenKind, tokens};
use crate::operator::{Operator, Takes};
use crate::span::Span;
use crate::value::{RecordType, Unit, month};

/// What may be written at `cursor`, a byte offset in `text`, the likeliest first; at most 100. Nothing in a comment.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, complete};
///
/// let catalog = Catalog::builtin();
/// let account = AccountData::new().tags(["vip", "very important"]);
/// let first = |text: &str| {
///     complete(text, text.len(), &catalog, &account).first().map(|completion| completion.insert.clone())
/// };
/// assert_eq!(first("record type = person and company la").as_deref(), Some("company last contacted"));
/// assert_eq!(first("record type = ").as_deref(), Some("person"));
/// assert_eq!(first("tag = very").as_deref(), Some(r#""very important""#));
/// assert_eq!(first("created in last 3 w").as_deref(), Some("weeks"));
/// ```
pub fn complete(text: &str, cursor: usize, catalog: &Catalog, account: &AccountData) -> Vec<Completion> {
    let Some(place) = Place::at(text, text.floor_char_boundary(cursor), catalog) else { return Vec::new() };
    let mut suggest = Suggest { offers: Offers::at(&place), catalog, account };
    suggest.all(&place);
    suggest.offers.into_found()
}

struct Suggest<'s> {
    offers: Offers,
    catalog: &'s Catalog,
    account: &'s AccountData,
}

impl Suggest<'_> {
    fn all(&mut self, place: &Place<'_>) {
        let field = place.walk.field.as_deref();
        match place.walk.state {
            State::Start => {
                self.fields(place);
                self.keyword("not", "the clause that follows must not hold");
            }
            State::Name => {
                self.fields(place);
                self.operators(place);
                if self.offers.is_empty() {
                    self.recovered(place);
                }
            }
            State::Named => self.operators(place),
            State::Keyword => {
                self.operators(place);
                self.joins(place);
            }
            State::Value => {
                self.values(field, place);
                self.moving(field, At::Comparison, Written::Nothing, place);
                self.parameters(place);
            }
            State::Item => {
                self.values(field, place);
                self.parameters(place);
            }
            State::Is => {
                self.rest_of_operator(field, place);
                self.values(field, place);
                self.moving(field, At::Comparison, Written::Nothing, place);
                self.parameters(place);
            }
            State::IsNot => {
                self.rest_of_operator(field, place);
                self.values(field, place);
                self.parameters(place);
            }
            State::In => {
                self.rest_of_operator(field, place);
                self.moving(field, At::In, Written::Nothing, place);
                self.months(field, place);
                self.parameters(place);
            }
            State::The => {
                self.rest_of_operator(field, place);
                self.moving(field, At::The, Written::Nothing, place);
            }
            State::Not | State::Does | State::DoesNot | State::Opens(..) => self.rest_of_operator(field, place),
            State::Listed => {
                self.more_of_value(field, place);
                self.keyword(",", "another value follows");
                self.keyword(")", "ends the list");
            }
            State::Last => {
                for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                    let label = format!("1 {}", unit.name());
                    self.offers.add(CompletionKind::Unit, &label, &label, "back from now");
                }
                self.parameters(place);
            }
            State::Unit { one } => {
                for unit in Unit::ALL {
                    let label = format!("{}{}", unit.name(), if one { "" } else { "s" });
                    self.offers.add(CompletionKind::Unit, &label, &label, "back from now");
                }
            }
            State::End(ends, written) => self.end(field, ends, written, place),
            State::Ended => {
                if place.walk.lost {
                    self.recovered(place);
                }
                if self.offers.is_empty() {
                    self.more_of_value(field, place);
                    self.joins(place);
                }
            }
        }
    }

    fn keyword(&mut self, word: &str, detail: &str) {
        self.offers.add(CompletionKind::Keyword, word, word, detail);
    }

    fn joins(&mut self, place: &Place<'_>) {
        self.keyword("and", "both sides must hold");
        self.keyword("or", "one of the two sides is enough");
        if place.walk.open > 0 {
            self.keyword(")", "closes the parenthesis");
        }
    }

    /// Fields whose name goes on from the words so far: first those that begin so, then those of which a word does.
    fn fields(&mut self, place: &Place<'_>) {
        let (start, phrase) = place.name();
        self.fields_from(Span::new(start, place.name_end), &phrase, place);
    }

    /// Fields whose name goes on from `phrase`, which stands at `replace`.
    fn fields_from(&mut self, replace: Span, phrase: &str, place: &Place<'_>) {
        let only_custom = custom(phrase).is_some();
        self.offers.replacing(replace, custom(phrase).unwrap_or(phrase).to_owned());
        for field in self.catalog.fields().filter(|field| field.custom || !only_custom) {
            let text = field.text();
            let names: Vec<&str> = std::iter::once(&*field.name).chain(field.aliases.iter().copied()).collect();
            self.offers.add_named(CompletionKind::Field, &names, &text, &text, || detail(&field));
        }
        self.offers.replacing(place.span, place.begun.clone());
    }

    fn operators(&mut self, place: &Place<'_>) {
        let Some(field) = place.walk.name.field(self.catalog) else { return };
        // A sign that touches the cursor would run together with what is offered.
        if let Some(Token { span, kind: TokenKind::Sign(_), .. }) = place.next
            && span.start == place.cursor
        {
            self.offers.replacing(place.span.to(span), place.begun.clone());
        }
        for operator in field.operators.iter() {
            let text = operator.text();
            match operator.takes() {
                Takes::Presence => {
                    self.operator(text, text, operator.meaning());
                    self.operator("is not empty", "is not empty", HAS_A_VALUE);
                }
                Takes::List => {
                    self.operator(&format!("{text} (…)"), &format!("{text} ("), operator.meaning());
                }
                Takes::Range | Takes::Days => {
                    self.operator(&format!("{text} … .. …"), text, operator.meaning());
                }
                _ => self.operator(text, text, operator.meaning()),
            }
        }
        self.offers.replacing(place.span, place.begun.clone());
    }

    fn operator(&mut self, label: &str, insert: &str, detail: &str) {
        self.offers.add(CompletionKind::Operator, label, insert, detail);
    }

    /// What may follow the first words of an operator.
    fn rest_of_operator(&mut self, field: Option<&Field>, place: &Place<'_>) {
        use Operator as O;
        let Some(field) = field else { return };
        let words: &[(&str, O)] = match (place.walk.state, place.walk.negative) {
            (State::Is, _) => &[("empty", O::IsEmpty), ("not empty", O::IsEmpty), ("not", O::IsNot)],
            (State::IsNot, _) => &[("empty", O::IsEmpty)],
            (State::Not, _) => {
                &[("in (", O::NotIn), ("in last", O::NotInTheLast), ("in", O::NotInRange), ("contain", O::NotContain)]
            }
            (State::Does, _) => &[("not contain", O::NotContain)],
            (State::DoesNot, _) => &[("contain", O::NotContain)],
            (State::Opens(operator), _) => &[(operator.second_word(), operator)],
            (State::In, false) => &[("last", O::InTheLast), ("(", O::In)],
            (State::In, true) => &[("last", O::NotInTheLast), ("(", O::NotIn)],
            (State::The, false) => &[("last", O::InTheLast)],
            (State::The, true) => &[("last", O::NotInTheLast)],
            _ => &[],
        };
        for &(word, operator) in words.iter().filter(|(_, operator)| field.operators.contains(*operator)) {
            let some = word == "not empty" || (place.walk.state == State::IsNot && word == "empty");
            self.keyword(word, if some { HAS_A_VALUE } else { operator.meaning() });
        }
    }

    /// The parameters that stand elsewhere in the text.
    fn parameters(&mut self, place: &Place<'_>) {
        let elsewhere = |token: &Token<'_>| token.kind == TokenKind::Parameter && token.span.start != place.span.start;
        let mut names: Vec<&str> = Vec::new();
        for token in tokens(place.text).filter(elsewhere).take(MOST) {
            if !names.contains(&token.text) {
                names.push(token.text);
                self.offers.add(CompletionKind::Parameter, token.text, token.text, "a program gives its value");
            }
        }
    }

    /// What may follow an end of a range or of a period, or go on with it.
    fn end(&mut self, field: Option<&Field>, ends: Ends, written: Written, place: &Place<'_>) {
        if written == Written::Nothing {
            self.moving(field, if ends == Ends::In { At::In } else { At::End }, written, place);
        }
        if matches!(written, Written::Nothing | Written::Day) {
            self.months(field, place);
        }
        let days = takes_days(field, place);
        match (ends, written) {
            (_, Written::Nothing) => self.parameters(place),
            (_, Written::Units | Written::From | Written::NextCount { .. }) => {}
            (_, Written::Day) if days => {}
            (Ends::Between, _) => self.keyword("and", "the other end follows"),
            (Ends::In, _) => {
                let number = written == Written::Count && dated(field);
                // A lone number is no period, and no date either.
                if !number
                    && !matches!(written, Written::Day | Written::Period(_))
                    && !field.is_some_and(|field| field.kind == Kind::Number)
                {
                    self.joins(place);
                }
                if !number {
                    self.keyword("..", "the other end follows");
                }
            }
            (Ends::Second, Written::Count) if dated(field) => {}
            (Ends::Second, _) => self.joins(place),
        }
        if written != Written::Nothing {
            self.moving(field, if ends == Ends::In { At::In } else { At::End }, written, place);
        }
    }

    fn moving(&mut self, field: Option<&Field>, at: At, written: Written, place: &Place<'_>) {
        if let Some(field) = field {
            moving::offer(&mut self.offers, field, at, written, &place.walk);
        }
    }

    fn months(&mut self, field: Option<&Field>, place: &Place<'_>) {
        if takes_days(field, place) {
            for month in (1..=12).filter_map(month::short) {
                self.offers.add(CompletionKind::Value, month, month, "the month of any year");
            }
        }
    }

    /// Values whose first words stand bare before the cursor.
    fn more_of_value(&mut self, field: Option<&Field>, place: &Place<'_>) {
        if place.walk.value.is_some() {
            self.values(field, place);
        }
    }

    /// Values that are known for `field`.
    fn values(&mut self, field: Option<&Field>, place: &Place<'_>) {
        let start = place.walk.value.filter(|_| !place.quoted);
        if let Some(field) = field {
            self.values_from(field, start.unwrap_or(place.span.start), place);
        }
    }

    /// What the parser's recovery finds meant at the cursor.
    fn recovered(&mut self, place: &Place<'_>) {
        match place.recovered(self.catalog) {
            Some((Meant::Value(field), start)) => self.values_from(&field, start, place),
            Some((Meant::Name, start)) => {
                self.fields_from(Span::new(start, place.span.end), &place.begun_from(start), place);
            }
            None => {}
        }
    }

    /// Values that are known for `field`, for one that starts at `start`.
    fn values_from(&mut self, field: &Field, start: usize, place: &Place<'_>) {
        self.offers.replacing(Span::new(start, place.span.end), place.begun_from(start));
        match field.kind {
            Kind::Choice => {
                for choice in &field.choices {
                    self.value(&choice.label, &written(&choice.label), || format!("the choice {}", choice.id));
                }
            }
            Kind::RecordType => {
                for record_type in RecordType::ALL {
                    self.value(record_type.name(), record_type.name(), || "a kind of contact".to_owned());
                }
            }
            Kind::Boolean => {
                self.value("true", "true", || "yes".to_owned());
                self.value("false", "false", || "no".to_owned());
            }
            Kind::Tag => {
                for tag in &self.account.tags {
                    self.value(tag, &written(tag), || "a tag of the account".to_owned());
                }
            }
            Kind::SavedSearch => {
                for (id, name) in &self.account.saved_searches {
                    self.value(name, id, || format!("the saved search {id}"));
                }
            }
            _ => {}
        }
        self.offers.replacing(place.span, place.begun.clone());
    }

    fn value(&mut self, label: &str, insert: &str, detail: impl FnOnce() -> String) {
        self.offers.add_named(CompletionKind::Value, &[label], label, insert, detail);
    }
}

/// Whether days and months of any year may be ends: their range has no negative.
fn takes_days(field: Option<&Field>, place: &Place<'_>) -> bool {
    !place.walk.negative && field.is_some_and(|field| field.operators.contains(Operator::DayMonthRange))
}

/// `text` as a value, also where `empty` or an operator's word would be read for itself.
fn written(text: &str) -> String {
    if crate::lex::emptiness(text).is_some() || crate::lex::reserved(text).is_some() {
        crate::lex::quote(text)
    } else {
        crate::lex::word(text)
    }
}
